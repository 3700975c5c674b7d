"""Subjects: whether what stands in a project's table speaks of that project, or was copied from another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

from discgen.errors import Severity
from discgen.model import Disclosure
from discgen.model.performance import Indicator, Project
from discgen.rules.performance import FIELD_OF_POLICY
from discgen.rules.reading import fold
from discgen.rules.registry import Case, Finding, rule
from discgen.rules.rows import Aspect, aspect_of

_HAN = "[一-鿿]"


@dataclass(frozen=True)
class _Table:
    """A project with what it says, folded.

    Attributes:
        number: Its position among the projects.
        project: The project.
    """

    number: int
    project: Project

    @property
    def path(self) -> str:
        """Its key path."""
        return f"绩效.项目[{self.number}]"

    @cached_property
    def name(self) -> str:
        """Its name."""
        return fold(self.project.name)

    @cached_property
    def aims(self) -> str:
        """What it is for: its goals and the use of its money."""
        return fold(f"{self.project.goals or ''}。{self.project.purpose or ''}")

    @cached_property
    def rows(self) -> Sequence[tuple[Indicator, str]]:
        """Its indicators, each with its name and description."""
        return [(one, fold(f"{one.level3}。{one.description}")) for one in self.project.indicators or ()]

    @cached_property
    def own_words(self) -> str:
        """What it says apart from its aims, bases and values."""
        return "\n".join((self.name, *(text for _, text in self.rows)))

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Every two neighbouring characters of what it says, bases and values aside."""
        return _pairs(f"{self.aims}\n{self.own_words}")


def _tables(disclosure: Disclosure) -> list[_Table]:
    return [_Table(number, one) for number, one in enumerate(disclosure.performance.projects)]


def _pairs(text: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(text)))


_FEASTS = {
    "春节": "元旦|除夕|春节|元宵|新春|两节",
    "清明": "清明",
    "劳动节": "五一|劳动节",
    "儿童节": "六一|儿童节",
    "建党节": "七一|建党节",
    "建军节": "八一|建军节",
    "教师节": "教师节",
    "国庆": "国庆|中秋|两节",
    "重阳": "重阳|敬老节",
}
"""Feasts, those together that are kept together, with the words for them."""
_NO_FEAST = r"(?![村路街乡镇沟桥社小中水公广])"
_FEAST_WORDS = {
    feast: re.compile(rf"(?<![一二三四五六七八九十])(?:{words})(?![一二三四五六七八九十]){_NO_FEAST}")
    for feast, words in _FEASTS.items()
}


def _feasts(text: str) -> dict[str, str]:
    """The feasts that a text speaks of, each with its word."""
    found = ((feast, words.search(text)) for feast, words in _FEAST_WORDS.items())
    return {feast: match[0] for feast, match in found if match}


@rule("P111", Severity.WARNING, "一个项目里写的是同一个节日", "前后一致")
def feasts_are_those_of_the_name(case: Case) -> Iterator[Finding]:
    """A project named for a feast does not speak of another one, unless it speaks of both."""
    for table in _tables(case.disclosure):
        own = _feasts(table.name)
        aims = _feasts(table.aims)
        if not own:
            continue
        if aims and not own.keys() & aims.keys():
            yield _of_other_feast(table, f"{table.path}.目标", own, aims)
        for number, (_, text) in enumerate(table.rows):
            others = {feast: word for feast, word in _feasts(text).items() if feast not in aims}
            if others and not own.keys() & others.keys():
                yield _of_other_feast(table, f"{table.path}.指标[{number}]", own, others)


def _of_other_feast(table: _Table, path: str, own: Mapping[str, str], others: Mapping[str, str]) -> Finding:
    one, other = next(iter(own.values())), next(iter(others.values()))
    message = f"项目“{table.project.name}”的名称里是“{one}”，这里写的是“{other}”"
    return Finding(path, message, "核对是不是从别处抄来的")


_PAYMENTS = {
    "工资": "工资|薪酬|报酬|酬金|劳务费|人员(?:经费|资金)",
    "补助": "补助|补贴|津贴|救助|扶助|资助|补偿",
    "慰问金": "慰问",
    "奖励": "奖励|奖补|奖金|表彰",
}
"""What is paid to people, each kind with the words for it."""
_PAID = {kind: re.compile(words) for kind, words in _PAYMENTS.items()}
_PART_OF_WAGES = "(?<!生活)(?<!岗位)(?<!交通)(?<!工作)(?<!通讯)(?<!值班)(?<!取暖)(?<!保险)"
_IS_PAID = re.compile(f"{_PART_OF_WAGES}(?:补助|补贴)(?:金|人群|人员|对象|覆盖|标准|发放|人数)")
"""What subsidies are measured by, those apart that people are paid with their wages."""


@rule("P116", Severity.NOTE, "发工资、慰问金的项目，指标里不写发补助", "前后一致")
def what_is_paid_is_that_of_the_name(case: Case) -> Iterator[Finding]:
    """A project named for wages or gifts does not measure subsidies, of which it says nothing."""
    for table in _tables(case.disclosure):
        paid = [kind for kind, words in _PAID.items() if words.search(table.name)]
        if len(paid) != 1 or paid[0] == "补助" or "补" in f"{table.name}{table.aims}":
            continue
        for number, (one, _) in enumerate(table.rows):
            if _IS_PAID.search(fold(one.level3)):
                yield Finding(
                    f"{table.path}.指标[{number}].三级",
                    f"项目“{table.project.name}”发的是{paid[0]}，指标“{one.level3}”写的是补助",
                    "核对是不是从别处抄来的",
                )


_OFFICE = re.compile(
    rf"(?P<office>{_HAN}{{2}}(?<!干)(?:部|局|站|所|队|院|馆|中心|协会))"
    rf"(?=(?:工作|办公|运行|运转|业务|规范|建设|日常|专项|运维|运营|管理){_HAN}{{0,6}}"
    r"(?:经费|资金|补助|费)(?:\(.*\))?$)"
)
"""The end of an office's name, in the name of a project that pays for it."""
_SERVED = r"(?:加强|提高|推进|提升|改善|保障|保证|确保|完善|维持|维护|实现|促进|推动)"


@rule("P112", Severity.WARNING, "为一个机构安排的项目，目标里写的就是这个机构", "前后一致")
def goals_are_about_the_office_paid_for(case: Case) -> Iterator[Finding]:
    """The goals of a project that pays for one office do not serve another office of the file instead."""
    tables = _tables(case.disclosure)
    offices = {table.number: match["office"] for table in tables if (match := _OFFICE.search(table.name))}
    served = {office: re.compile(_SERVED + re.escape(office)) for office in set(offices.values())}
    for table in tables:
        own = offices.get(table.number)
        others = {office: pattern for office, pattern in served.items() if office not in table.own_words}
        for sentence in re.split("[。;\n]", table.aims) if own else ():
            found = next((office for office, one in others.items() if one.search(sentence)), None)
            if found is not None and str(own) not in sentence:
                yield Finding(
                    f"{table.path}.目标",
                    f"项目“{table.project.name}”的目标里写的是另一个机构“{found}”",
                    "核对是不是从别处抄来的",
                )


_SHORTEST_BASIS = 6
_LONGEST_BASIS = 60
_SHORTEST_PASSAGE = 4
_COMMON_WORDS = re.compile(
    "情况|记录|资料|统计|文件|计划|标准|调查|问卷|满意度?|项目|工作|任务|完成|服务|群众|对象|单位|人员|资金|经费|预算"
    "|支付|发放|补助|实际|全年|年度|相关|有关|要求|根据|按照|管理|数量|质量|时间|成本|效益|提升|提高|解决|覆盖|受益|合格"
    "|验收|及时|使用|效果|影响|部门|实施|建设|报告|报表|台账|明细|凭证|合同|协议|通知|方案|制度|登记|考核|检查|监测|数据"
    "|[^一-鿿]+"
)
"""Words that say nothing of what a project is about."""


@rule("P213", Severity.NOTE, "指标值的依据不是从另一个项目抄来的", "前后一致")
def bases_are_about_their_project(case: Case) -> Iterator[Finding]:
    """A basis that speaks of the indicator of one project does not stand in one that has no such thing."""
    same: dict[str, list[tuple[_Table, int]]] = defaultdict(list)
    for table in _tables(case.disclosure):
        for number, (one, _) in enumerate(table.rows):
            same[fold(one.basis)].append((table, number))
    for basis, places in same.items():
        if (
            _SHORTEST_BASIS <= len(basis) <= _LONGEST_BASIS
            and len({table.number for table, _ in places}) > 1
        ):
            yield from _copied(basis, places)


def _copied(basis: str, places: Sequence[tuple[_Table, int]]) -> Iterator[Finding]:
    """The places at which a basis speaks of what only another project is about."""
    source = next(((place, word) for place in places if (word := _said_of(basis, *place))), None)
    if source is None:
        return
    (first, row), word = source
    for table, number in places:
        if not _pairs(word) & table.pairs:
            yield Finding(
                f"{table.path}.指标[{number}].依据",
                f"指标“{table.rows[number][0].level3}”的依据“{basis}”与第{first.number + 1}个项目的指标"
                f"“{first.rows[row][0].level3}”的相同，本项目没有“{word}”",
                "核对是不是从别处抄来的",
            )


def _said_of(basis: str, table: _Table, number: int) -> str:
    """The word of a basis that is the subject of a row; "" when it has none with it in common."""
    passage = _longest_common(basis, table.rows[number][1])
    words = _COMMON_WORDS.split(passage) if len(passage) >= _SHORTEST_PASSAGE else []
    return next((word for word in words if len(word) > 1), "")


def _longest_common(one: str, other: str) -> str:
    """The longest passage that two short texts have in common."""
    best = ""
    for start in range(len(one)):
        while start + len(best) < len(one) and one[start : start + len(best) + 1] in other:
            best = one[start : start + len(best) + 1]
    return best


_NAMES_IN_NAMES = re.compile(
    r"[一-鿿]{2,16}?(?:有限责任公司|有限公司|公司|中心|协会|学院|学校|医院|[局站所队院部办会厂](?=[工运办业]))"
    r"|[一-鿿]{1,3}[省市县区乡镇村](?!级|场|容|政)"
)
"""Those that a project is for: who they are need not be said again."""
_SAID_OF_ANY_PROJECT = re.compile(
    f"{_COMMON_WORDS.pattern}|工程|改造|提升|功能|完善|保证金|质保金|尾款|奖励|奖补|补贴|工资|运行|运转|运营|维护|保障|综合|业务"
    "|配套|(?:省|市|县|本|乡|镇)级|中央|财政|日常|机关|办公|采购|购置|购买|政府|开展|推进|推动|专项|以及|[及和与]|新建|扩建|续建|安排|政务|事务|党务"
)
_MONEY = re.compile("提前下达|专项资金|奖励资金|补助资金|转移支付|债券|结转|指标|基金|〕|】|]")
"""In the names of projects that are named for the money, not for what it is spent on."""
_SHORTEST_SUBJECT = 4  # 食堂 may be spoken of as 就餐
_IN_ANY_SENTENCE = frozenset("内外上下中大小新老一二三四五六七八九十人年")


@rule("P115", Severity.NOTE, "项目名称里说的事，目标和指标里也说到", "前后一致")
def tables_are_about_what_the_name_says(case: Case) -> Iterator[Finding]:
    """What a project is named for stands somewhere in its goals, the use of its money or its indicators."""
    unit = case.disclosure.unit
    places = _pairs(f"{unit.name}\n{unit.county or ''}")
    for table in _tables(case.disclosure):
        said = "\n".join((table.aims, *(text for _, text in table.rows)))
        subject = _subject(table.name, places)
        if not subject or not table.rows or not table.aims.strip():
            continue
        if not (set("".join(subject)) - _IN_ANY_SENTENCE) & set(said):
            yield Finding(
                f"{table.path}.名称",
                f"项目“{table.project.name}”的目标和指标里都没有提到“{'”“'.join(subject)}”",
                "核对目标和指标写的是不是本项目",
            )


def _subject(name: str, places: frozenset[str]) -> list[str]:
    """The words of a project's name that say what it is about; none where they are few."""
    if _MONEY.search(name) or FIELD_OF_POLICY.search(name):
        return []
    words = _SAID_OF_ANY_PROJECT.split(_NAMES_IN_NAMES.sub(" ", name))
    subject = [word for word in words if len(word) > 1 and not _pairs(word) & places]
    return subject if len("".join(subject)) >= _SHORTEST_SUBJECT else []


_ASKED_FOR = re.compile(
    rf"(?:享受|领取|接受|参加|参与)(?P<what>(?!政策|服务|待遇|调查|活动|问卷|评价|访|测评|项目|工作|资金|采访|抽|调研|询"
    rf"|满意|本|该|各|此|人|群|对象){_HAN}{{2}})"
)


@rule("P214", Severity.NOTE, "满意度问的是本项目的对象", "前后一致")
def those_asked_are_those_served(case: Case) -> Iterator[Finding]:
    """Who is asked for having received or joined something is asked by a project that offers it."""
    for table in _tables(case.disclosure):
        for number, (one, text) in enumerate(table.rows):
            match = _ASKED_FOR.search(text)
            if match is None or aspect_of(one.level2) is not Aspect.SATISFACTION:
                continue
            others = (said for place, (_, said) in enumerate(table.rows) if place != number)
            if not set(match["what"]) & set(chain(table.name, table.aims, *others)):
                yield Finding(
                    f"{table.path}.指标[{number}].描述",
                    f"项目“{table.project.name}”的“{one.level3}”问的是“{match[0]}”的人，项目里没有“{match['what']}”",
                    "核对是不是从别处抄来的",
                )


_PLAN = re.compile(rf"编制《?(?P<plan>[“”\"{_HAN[1:-1]}]{{4,24}}?)规划(?!编制)")
_OF_A_PLAN = re.compile("^规划|(?:编制|对)规划")
_WRITES = re.compile(r"编制|编写")
_PART_OF_A_PLAN = re.compile(r"详细|专项|控制|总体|分区|布局|子|经费|资金|预算")
_SAID_OF_ANY_PLAN = re.compile("发展|建设|编制|编写|规划|报告|方案|项目|工作|经费|资金|[^一-鿿]")


@rule("P215", Severity.NOTE, "编制规划、报告的项目，指标里写的是同一份", "前后一致")
def the_plan_is_that_of_the_name(case: Case) -> Iterator[Finding]:
    """A project that is named for what it writes does not measure another plan's writing."""
    unit = case.disclosure.unit
    place = _pairs(f"{unit.name}\n{unit.county or ''}")
    for table in _tables(case.disclosure):
        if not _WRITES.search(table.name) or not re.search("规划|报告|方案", table.name):
            continue
        own = _pairs(_SAID_OF_ANY_PLAN.sub("", table.name)) - place
        is_report = "规划" not in table.name and "报告" in table.name
        for number, (one, text) in enumerate(table.rows):
            if is_report and _OF_A_PLAN.search(fold(one.level3)):
                yield Finding(
                    f"{table.path}.指标[{number}].三级",
                    f"项目“{table.project.name}”编制的是报告，指标“{one.level3}”写的是规划",
                    "核对是不是从别处抄来的",
                )
                continue
            plan = next((match["plan"] for match in _PLAN.finditer(text)), "")
            is_other = plan and not _PART_OF_A_PLAN.search(plan) and f"{plan}规划" not in table.aims
            if is_other and not own & _pairs(_SAID_OF_ANY_PLAN.sub("", plan)):
                yield Finding(
                    f"{table.path}.指标[{number}]",
                    f"项目“{table.project.name}”的指标“{one.level3}”写的是“{plan}规划”",
                    "核对是不是从别处抄来的",
                )


_WHOLE = re.compile(r"占(?:全部|所有|全年|年度)?(?P<what>[一-鿿]{2,4})总[数量]")
_AMOUNT = re.compile(
    "(?P<what>运送|运输|客运|货运|吞吐|发电|供水|供热|供气|屠宰|接诊|就诊|门诊|出栏|捕捞|播种|灌溉|借阅|寄递|旅客)量"
)
"""Amounts of one trade, of which a project of another has none."""
_ANYTHING = re.compile(
    "任务|工作|项目|人员|调查|事项|受访|抽查|抽样|计划|申请|检查|参与|受益|资金|服务|群众|问卷|对象|事件|业务|活动|应|实际"
)
"""What any project may count."""


@rule("P117", Severity.NOTE, "描述里数的东西，项目里有", "前后一致")
def what_is_counted_is_of_the_project(case: Case) -> Iterator[Finding]:
    """A share of all cases, or an amount carried, is that of a project that speaks of such things."""
    for table in _tables(case.disclosure):
        for number, (one, _) in enumerate(table.rows):
            said = fold(one.description)
            for match in filter(None, (_WHOLE.search(said), _AMOUNT.search(said))):
                what = match["what"]
                others = [text for place, (_, text) in enumerate(table.rows) if place != number]
                own = fold(one.level3), said[: match.start()], said[match.end() :]
                rest = "。".join((table.name, table.aims, *others, *own))
                if not _ANYTHING.search(what) and not _pairs(what) & _pairs(rest):
                    yield Finding(
                        f"{table.path}.指标[{number}].描述",
                        f"指标“{one.level3}”的描述写的是“{match[0]}”，项目里没有别处提到“{what}”",
                        "核对是不是从别处抄来的",
                    )
