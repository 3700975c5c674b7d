"""Descriptions and bases: whether what stands beside an indicator speaks of that indicator."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from discgen.errors import Severity
from discgen.rules.prose import listed
from discgen.rules.reading import Measured, fold, read
from discgen.rules.registry import Case, Finding, rule
from discgen.rules.rows import Aspect, Row, rows, tables
from discgen.rules.units import bare_name


@rule("P209", Severity.WARNING, "每个指标都写明指标值的依据", "绩效目标的填报要求")
def bases_are_filled_in(case: Case) -> Iterator[Finding]:
    """No indicator lacks its basis, unless the form has none; one finding for a table."""
    found = list(tables(case.disclosure))
    if not any(row.basis.strip() for table in found for row in table.rows):
        return
    for table in found:
        names = [row.name for row in table.rows if not row.basis.strip()]
        if names:
            yield Finding(
                table.path,
                f"{table.title}有{len(names)}个指标没有写依据：{listed(names)}",
                "填上指标值的依据",
            )


_LONGEST_EXCHANGE = 6
_SHORTEST_FRAME = 6
_OTHER_RATE = re.compile(r"(?:率|度)$")
_SATISFACTION = re.compile(r"满意[度率]$")
_OPINION = re.compile(
    r"满意|评|[认赞]可|认同|调查|调研|问卷|投诉|打分|反[映馈]|表扬|态度|[肯否]定|支持|拥护|口碑|访|意见|感|看法|[0-9%]"
)
"""Words of what people think of something, or of how that is found; or the value once more."""
_LIKED = re.compile("满意|[认赞]可|认同|好评|评价|支持|拥护")
_ASKED_PEOPLE = re.compile(
    r"(?:[人员众民户工生客商方]|对象|群体|企业|单位|部门|干部|家长|家庭|学校|医院|主体|机构)$"
)
_WORK = re.compile(
    r"完成|保质|保量|保[障证]|确保|落实|推[进动]|促进|提[高升]|改善|加强|达标|合格|及时|执行|发放|拨付|建[设成]|运转"
)


_CHANGE = re.compile(r"(?:增长|提高|提升|减少|下降|降低|增加)[率幅]度?$")
_IS_SHARE = re.compile(r"占.{1,30}(?:率|比|比例|比重)$")
_SAID_OF_CHANGE = re.compile(r"[增减降升超缩扩新]|提高|变化|同比|环比|培育|上年|去年|往年|基期|原")
_BRINGS_FORTH = re.compile("带动|吸纳|吸引|引进|发展|招|开发|创")
"""In the name of a count of those who were not there before."""
_MERE_COUNT = re.compile(r"(?:数|数量|个数|户数|人数|家数)$")
_INCREASE = re.compile(r"(?:增加|新增|增长)(?:的?(?:数|数量|个数|户数|人数|家数))$")


@rule("P210", Severity.NOTE, "指标的描述讲的是这个指标", "前后一致")
def descriptions_are_about_their_indicator(case: Case) -> Iterator[Finding]:
    """A description is not that of another indicator, with some words exchanged, nor of something else.

    What is told of satisfaction is how it is found; whom is asked is as good a description.
    """
    for row in rows(case.disclosure):
        name, said = bare_name(row.name), bare_name(row.description)
        if exchanged := _exchanged(name, said):
            message = f"名称里是“{exchanged[0]}”，描述里是“{exchanged[1]}”"
        elif _is_not_about_satisfaction(row, name, said):
            message = f"描述“{row.description.strip()}”讲的不是满意度"
        elif _CHANGE.search(name) and _IS_SHARE.search(said) and not _SAID_OF_CHANGE.search(said):
            message = f"描述“{row.description.strip()}”讲的是占多少，没有说到变化"
        elif _is_rise_of_count(name, said):
            message = f"描述“{row.description.strip()}”讲的是增加了多少"
        else:
            continue
        yield Finding(f"{row.path}.描述", f"指标“{row.name}”：{message}", "核对是不是从别处抄来的")


def _is_rise_of_count(name: str, said: str) -> bool:
    """Whether a count is told of as a rise."""
    is_rise = _MERE_COUNT.search(name) is not None and _INCREASE.search(said) is not None
    return is_rise and not (_SAID_OF_CHANGE.search(name) or _BRINGS_FORTH.search(name))


def _is_not_about_satisfaction(row: Row, name: str, said: str) -> bool:
    """Whether a row asks for satisfaction and its description tells of another rate, or of work."""
    if row.aspect is Aspect.SATISFACTION and "满意" in name and _OTHER_RATE.search(said):
        return not _LIKED.search(said)
    if not _SATISFACTION.search(name) or _OPINION.search(said):
        return False
    return bool(_WORK.search(said)) and not _ASKED_PEOPLE.search(said)


def _exchanged(name: str, said: str) -> tuple[str, str] | None:
    """The words in which two texts of one frame differ; None when they differ otherwise.

    每年村级组织党建工作完成时间 and 每年村级服务群众工作完成时间 differ in 组织党建 and 服务群众.
    """
    start = _common(name, said)
    end = _common(name[start:][::-1], said[start:][::-1])
    one, other = name[start : len(name) - end], said[start : len(said) - end]
    is_frame = min(start, end) > 1 and start + end >= _SHORTEST_FRAME
    are_words = all(re.fullmatch(f"[一-鿿]{{2,{_LONGEST_EXCHANGE}}}", word) for word in (one, other))
    if not (is_frame and are_words) or set(one) & set(other) or _mean_the_same(one, other):
        return None
    return one, other


_SYNONYMS = tuple(
    re.compile(words)
    for words in (
        "到位|到账|拨付|拨款|发放|下达|兑付|兑现|支付",
        "人员|人群|对象|群众|群体|居民|职工|干部",
        "工资|薪酬|薪资|报酬|待遇",
        "补助|补贴|津贴|资助|扶助|救助",
        "完成|完工|竣工|结束|建成",
        "处理|处置|办理|修复|抢修|维修|响应",
        "实施|建设|新建|改造|修建|开展|组织|举办",
        "购置|采购|购买|配备|更新",
        "提高|提升|增强|改善|促进",
    )
)
"""Words that may stand for each other in the name of an indicator and in its description."""
_SAYS_NOTHING = re.compile(
    "^(?:服务|工作|项目|工程|资金|情况|相关|有关|实际|本次|全年|年度|当年|各项|全[县镇乡市])$"
)


def _mean_the_same(one: str, other: str) -> bool:
    """Whether two words may stand for each other, or one of them says nothing."""
    if _SAYS_NOTHING.match(one) or _SAYS_NOTHING.match(other):
        return True
    return any(words.search(one) and words.search(other) for words in _SYNONYMS)


def _common(one: str, other: str) -> int:
    """The number of characters with which both texts begin."""
    return next(
        (place for place, (left, right) in enumerate(zip(one, other, strict=False)) if left != right),
        min(len(one), len(other)),
    )


_UPSIDE_DOWN = re.compile(r"^(?:计划|应)[一-鿿]{0,10}占(?:实际|已)")
_RATE_OF = re.compile(r"(?<![功效频速概])率占(?![用有地位])")
_PARTS = re.compile(
    r"(?P<part>[^占,。;:、]{2,30})(?:占|(?<!存)在)(?P<whole>[^占,。;:、]{2,30}?)[中里]?的?"
    r"(?:占比|比例|比率|比重|百分比)$"
)
_OUTCOME = re.compile(r"合格|达标|通过|满意|准确|优秀|成功")
_MORE_THAN_OUTCOME = re.compile(r"应|计划|总|需|拟|目标|任务|不|未|及|和|与|或")
"""What a whole says besides an outcome, so that it may be more than those with that outcome."""
_NOT_ALL = re.compile(r"[一首初]次|及时|[按准][时期]|提前|优")
"""What a part says besides an outcome, so that it may be less than all with that outcome."""
_SAYS_LITTLE = re.compile(r"质量|抽检|检[验查测]|实际|情况|批次|次数|数量|全部|所有|[数已的个人次件户家]")


@rule("P211", Severity.WARNING, "比率是实际数除以应有的数", "绩效目标的填报要求")
def shares_are_of_what_was_to_be(case: Case) -> Iterator[Finding]:
    """A rate is what was done of what was to be done: not the other way round, not of itself."""
    for row in rows(case.disclosure):
        for place, text in ((f"{row.path}.描述", row.description), (row.path, row.name)):
            if fault := _fault_of_share(_said(text), row.name):
                where = f"的描述“{text.strip()}”" if place != row.path else ""
                yield Finding(place, f"指标“{row.name}”{where}{fault}", "写成实际数占应有数的比例")
                break


def _said(text: str) -> str:
    """A text as it is read and compared: without the remark and the stop at its end."""
    return bare_name(text).rstrip("。;")


def _fault_of_share(said: str, name: str) -> str:
    """What is wrong with a share as it is defined; "" when nothing is, or no share is defined."""
    if _UPSIDE_DOWN.search(said):
        return "把分子和分母写反了"
    if _RATE_OF.search(said):
        return "以一个比率作分子，分子应当是个数"
    parts = _PARTS.search(said)
    outcome = _common_outcome(parts["part"], parts["whole"], name) if parts else ""
    return f"，分子和分母都是“{outcome}”的" if outcome else ""


def _common_outcome(part: str, whole: str, name: str) -> str:
    """The outcome of which both sides of a share tell and nothing else, "" for none.

    The share of those online among all that passed makes sense where 线上 is no word of the name.
    """
    outcomes = set(_OUTCOME.findall(part))
    if len(outcomes) != 1 or outcomes != set(_OUTCOME.findall(whole)):
        return ""
    if _MORE_THAN_OUTCOME.search(whole) or _NOT_ALL.search(part):
        return ""
    [outcome] = outcomes
    says_more = set(re.findall("[一-鿿]", _SAYS_LITTLE.sub("", part))) - set(whole) - set(name)
    return outcome if outcome in name and not says_more else ""


_BOUND = re.compile(
    r"(?P<bound>(?:不?(?:小于|低于|少于|下于|大于|高于|多于|超过)|[≥≤<>])[0-9]+(?:\.[0-9]+)?[%‰]?)[。;]?$"
)


@rule("P306", Severity.WARNING, "描述和依据里写的符号与指标值一致", "前后一致")
def bounds_in_words_are_those_of_the_value(case: Case) -> Iterator[Finding]:
    """A description or basis that ends in a bound does not turn that of the value round."""
    for row in rows(case.disclosure):
        for key, text in (("描述", row.description), ("依据", row.basis)):
            bound = _BOUND.search(fold(text))
            if bound is not None and _is_opposite(row, bound["bound"]):
                yield Finding(
                    f"{row.path}.{key}",
                    f"指标“{row.name}”的值是“{row.written}”，{key}里写的是“{bound['bound']}”",
                    "改成一致的",
                )


def _is_opposite(row: Row, bound: str) -> bool:
    value, other = row.value, read(bound)
    if not (isinstance(value, Measured) and isinstance(other, Measured) and value.number == other.number):
        return False
    return value.operator.side * other.operator.side < 0


_SHORTEST_SAME = 6


@rule("P216", Severity.NOTE, "不同的指标有不同的描述", "绩效目标的填报要求")
def descriptions_differ(case: Case) -> Iterator[Finding]:
    """No two indicators of a table with different names have one description; one finding for each."""
    for table in tables(case.disclosure):
        alike: dict[str, list[Row]] = defaultdict(list)
        for row in table.rows:
            alike[_said(row.description)].append(row)
        for said, group in alike.items():
            second = _told_as_another(group)
            if second is None or len(said) < _SHORTEST_SAME or said in fold(table.title):
                continue
            names = listed([row.name for row in group])
            yield Finding(
                f"{second.path}.描述",
                f"{table.title}的指标{names}，描述都是“{second.description.strip()}”",
                "分别写明各自的含义或计算方法",
            )


def _told_as_another(group: list[Row]) -> Row | None:
    """The first row that is no other way of naming the first one's indicator.

    How satisfaction is found is the same whoever is asked.
    """
    first, *others = group
    name = bare_name(first.name)
    if _SATISFACTION.search(name) and _OPINION.search(first.description):
        return None
    named = ((row, bare_name(row.name)) for row in others)
    return next((row for row, other in named if other not in name and name not in other), None)


_SCORING = re.compile(
    r"按比例(?:评定|得分|计分|扣分|给分|赋分|打分)|扣(?:完|[0-9])|扣分(?![表记项情标细办])|不得分|得满分"
    r"|[计得给记][0-9.]+分|(?:按|则|方可)[^,。;]{0,10}(?:得分|计分|给分|赋分)$"
)
_SATISFACTION_ASKED = re.compile(r"满意.{0,6}(?:问卷|调查)|(?:问卷|调查).{0,6}满意")
_FOUND_BY_ASKING = re.compile(
    r"满意|知晓|认[可同知]|评|意见|反馈|了解|参与|感|访|问卷|调查|投诉|诉求|群众|使用|响应|服务|办[理结事]|等[待候]"
)
"""Words of what those asked know and no record tells."""


@rule("P217", Severity.NOTE, "依据写的是指标值从哪里来，不是评分办法和不相干的问卷", "绩效目标的填报要求")
def bases_are_sources(case: Case) -> Iterator[Finding]:
    """A basis says where a value comes from: not how it is scored, nor how satisfied people are."""
    for table in tables(case.disclosure):
        scored = [row.basis.strip() for row in table.rows if _SCORING.search(fold(row.basis))]
        if scored:
            yield Finding(
                table.path,
                f"{table.title}有{len(scored)}个指标的依据写的是评分办法：{listed(scored)}",
                "写明指标值的来源；评分办法写在评分标准里",
            )
        for row in table.rows:
            if _is_asked_in_vain(row):
                yield Finding(
                    f"{row.path}.依据",
                    f"{row.aspect}指标“{row.name}”的依据是“{row.basis.strip()}”，问卷里得不出它的值",
                    "写明指标值的来源",
                )


def _is_asked_in_vain(row: Row) -> bool:
    """Whether a number, a time or a cost is to come from what people were asked."""
    if row.aspect not in {Aspect.QUANTITY, Aspect.TIMELINESS, Aspect.COST}:
        return False
    name, basis = bare_name(row.name), fold(row.basis)
    if _FOUND_BY_ASKING.search(name):
        return False
    if _SATISFACTION_ASKED.search(basis):
        return True
    # People may be counted by what they filled in, and they know whether something came in time.
    return "问卷" in basis and row.aspect is not Aspect.QUANTITY and "及时" not in name
