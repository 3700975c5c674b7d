"""Places: words that were copied from the file of another county, town or department."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from discgen.errors import Severity
from discgen.model import Disclosure
from discgen.model.performance import Project, SubActivity
from discgen.rules.prose import CITED, listed, prose, quoted
from discgen.rules.registry import Case, Finding, rule

_HAN = "[一-鿿]"
_KIND_OF_COUNTY = re.compile("[县区旗]")
_COUNTY = re.compile(rf"{_HAN}{{2,}}?(?P<kind>自治县|县|区|旗)")
_TOWN = re.compile(r"(?:乡|镇)(?:人民)?(?:政府|党委|人大)|(?:乡|镇)$|街道")


def _own_names(disclosure: Disclosure) -> str:
    """The names by which the unit and its county go, as one text."""
    unit = disclosure.unit
    return "\n".join(filter(None, (unit.county, unit.title_name, unit.name)))


_OUR = r"(?<![自安健])(?:我|本|全)"
_KINDS = {
    "县": re.compile(rf"{_OUR}县(?!域)"),
    "旗": re.compile(rf"{_OUR}旗"),
    "镇": re.compile(rf"{_OUR}镇(?![静定])"),
    "乡": re.compile(rf"{_OUR}乡(?![村镇土]|本土)"),
    "街道": re.compile(rf"{_OUR}街道|(?<=[由经过，、])街道党?工委"),
}


@rule("W202", Severity.WARNING, "文中的“我县”“我镇”等与本单位所在地相符", "前后一致")
def the_unit_knows_what_it_is_part_of(case: Case) -> Iterator[Finding]:
    """A county's bureau does not speak of 我镇 or 全乡, a district's not of 我县."""
    own = _own_names(case.disclosure)
    if not (_COUNTY.search(own) or _TOWN.search(own)):
        return
    strange = [pattern for kind, pattern in _KINDS.items() if not _is_part_of(own, kind)]
    for path, text in prose(case):
        found = [quoted(text, *match.span(), 6) for one in strange for match in one.finditer(text)]
        if found:
            yield Finding(path, f"{listed(found)}与本单位所在地不符", "核对是不是从别处抄来的")


def _is_part_of(own: str, kind: str) -> bool:
    """Whether the unit is, or lies in, a place of a kind; a town lies in a county and may have streets."""
    return bool(_TOWN.search(own)) or (kind in {"县", "旗"} and kind in own)


_RANKED = (
    r"(?![排前第位倒平通先同各率直统增名])(?!(?:范围内)?推广)(?![^，。；\n]{0,8}(?:排名|位[居次列]|第[一二三四五六七八九十0-9]"
    r"|前[列茅移0-9一二三五十]|先进|首[个位批家]|率先|领先|平均水平"
    r"|考[核评]|评[价比选]|测评|民调|现场会|典型|标杆))"
)
"""Not before what places a county among others: 全市第三, 全省通报, 全市考核排名前3位."""
_DECIDED = (
    r"(?!(?<=我[市省区])(?:、我|和我|出台|印发|制定|下达|规定|有关|关于|相关|要求|政策))"  # 我省出台的政策
)
_ABOVE = re.compile(
    rf"(?<![安健列占居])(?:我|全)(?P<kind>市(?!场)|省|区(?![域间位分])){_RANKED}{_DECIDED}|(?P<within>省)内(?!外)"
    r"|(?P<wide>[两二三四五]大(?:区域|经济区))"
)


@rule("W203", Severity.NOTE, "县级部门的文字少用“全市”“全省”", "前后一致")
def counties_do_not_speak_for_the_province(case: Case) -> Iterator[Finding]:
    """Where a county's bureau speaks of the whole city, region or province, the text may be theirs."""
    own = _own_names(case.disclosure)
    if not _COUNTY.search(own):
        return
    own_kinds = re.findall(r"[省市区](?![场政容民域])", own)
    for path, text in prose(case):
        matches = [match for match in _ABOVE.finditer(text) if match[match.lastgroup or 0] not in own_kinds]
        if found := [quoted(text, *match.span(), 6) for match in matches]:
            yield Finding(
                path, f"本单位在县（区），文中写的是{listed(found)}", "核对是不是从上级文件抄来的"
            )


_COUNTY_NAME = rf"{_HAN}{{2,6}}族自治县|{_HAN}{{2,3}}?[县区旗]"
_NO_NAME = re.compile(
    r"[全我该本各某外邻两数等级和与及的由对为在向到于辖城景园社]|示范|试点|贫困|产粮|管理|开发|高新|工业|综合|保税|经济"
    r"|促进|推进|加强|完善|支持|实施|[新强大]$"
)
_OTHER_COUNTY = re.compile(
    rf"""{_HAN}{{2}}[省市](?P<placed>{_COUNTY_NAME})(?={_HAN}{{0,10}}(?:局|委|政府|街道|中心))
       | 《(?P<titled>{_HAN}{{2,6}}族自治县|{_HAN}{{2}}[县旗])(?![级域城乡内直属委政人])
       | (?P<doubled>{_HAN}{{2}}县)(?=县[直委政级])""",
    re.VERBOSE,
)
"""A county's name where one is sure to stand: 丙丁市甲乙县财政局, 《甲乙县…》, 甲乙县县直单位."""
_BEFORE_NAME = re.compile(rf"^[将由为向在与和是对从到给按现据](?={_HAN}[县区旗])")
"""A word taken for the first character of a county's name, which has one character: 将魏县."""
_PARTNER = re.compile(
    "帮扶|对口|结对|支援|协作|合作|对接|联合|考察|学习|交流|借鉴|接壤|毗邻|相邻|交界|对标"
)
"""In a sentence that speaks of another county for a reason."""
_NAME_KEYS = re.compile(r"(?:机构设置\[\d+\]\.名称|绩效\.项目\[\d+\]\.单位名称)$")
_FIRST_WORD = re.compile(rf"(?:{_HAN}{{2,3}}[省市])*(?P<name>{_COUNTY_NAME})")


@rule("W204", Severity.WARNING, "文中没有别的县（区）的名称", "前后一致")
def other_counties_are_not_mentioned(case: Case) -> Iterator[Finding]:
    """No other county stands where the own one should: before the unit's name, an office, in a title.

    Anywhere else, no name of a county can be told from a verb before 县: 管理县粮食局.
    """
    own = _own_names(case.disclosure)
    if not _COUNTY.search(own):
        return
    same_office = _before_office(case.disclosure.unit.name)
    for path, text in prose(case):
        if not _KIND_OF_COUNTY.search(text):
            continue
        found_in = (*_OTHER_COUNTY.finditer(text), *same_office.finditer(text))
        matches = [match for match in found_in if not _PARTNER.search(_sentence(text, match))]
        if _NAME_KEYS.match(path) and (match := _FIRST_WORD.match(text)):
            matches.append(match)
        names = [_BEFORE_NAME.sub("", match[match.lastgroup or 0]) for match in matches]
        if found := [name for name in names if name[:2] not in own and not _NO_NAME.search(name[:-1])]:
            yield Finding(path, f"写的是别的县（区）{listed(found)}", "核对是不是从别处抄来的")


_NEAR = 60


def _sentence(text: str, match: re.Match[str]) -> str:
    """What stands near a passage in its sentence, the passage included."""
    before = re.split("[。；\n]", text[max(0, match.start() - _NEAR) : match.start()])[-1]
    after = re.split("[。；\n]", text[match.end() : match.end() + _NEAR])[0]
    return before + match[0] + after


def _before_office(unit: str) -> re.Pattern[str]:
    """Matches a county's name in front of the unit's own office: 发展和改革局."""
    office = _COUNTY.sub("", unit, count=1)
    return re.compile(
        rf"(?P<name>{_HAN}{{2}}[县区旗])(?={re.escape(office)})" if len(office) > 1 else "(?!)"
    )


_PRAISED = re.compile(
    rf"(?:谱写|开创|书写|绘就)(?!我|本|全)(?P<name>{_HAN}{{1,3}}[县市区旗镇乡村])(?=新|跨越|高质量|更|发展|[^一-鿿])"
)
_ANY_VILLAGE = re.compile(r"^(?:乡村|农村|新农村|美丽乡村|城乡|社区)$")


@rule("W208", Severity.WARNING, "口号里写的是本地", "前后一致")
def slogans_praise_the_own_place(case: Case) -> Iterator[Finding]:
    """The place whose new chapter is written is the unit's own."""
    own = _own_names(case.disclosure)
    for path, text in prose(case):
        names = [match["name"] for match in _PRAISED.finditer(text)]
        if found := [name for name in names if name not in own and not _ANY_VILLAGE.match(name)]:
            yield Finding(path, f"口号里写的是{listed(found)}", "核对是不是从别处抄来的")


_SPEAKS_OF_ITSELF = re.compile(
    rf"""现将(?P<publisher>[{CITED}（）()一-鿿]{{4,30}}?)(?:20\d\d年度?)?(?:部门|单位)?[预决]算(?:信息)?公开
       | 编制(?:部门|单位)[：:]\s*(?P<editor>[{CITED}（）()一-鿿]{{4,30}})
       | (?:^|(?<=[。\n]))(?P<owner>{_HAN}{{4,30}}?)(?:机关及所属事业单位)?的收支包含在
       | (?:^|(?<=[。\n]))(?P<holder>{_HAN}{{4,30}}?)(?:（含所属单位）)?(?:20\d\d|上)年末固定资产
       | 反映(?P<spender>{_HAN}{{4,30}}?)(?:20\d\d)?年度(?:部门|单位)预算""",
    re.VERBOSE,
)
_NOBODY = re.compile(rf"{CITED}|^[我本各该全]|^(?:有关|所属|部门|单位)")


@rule("W205", Severity.WARNING, "说明预算是谁的，用本单位的名称", "前后一致")
def sentences_name_the_unit_itself(case: Case) -> Iterator[Finding]:
    """Where the text says whose budget it is, the name is the unit's."""
    unit = case.disclosure.unit
    own = [_squeezed(name) for name in (unit.title_name, unit.name) if name]
    for path, text in prose(case):
        for match in _SPEAKS_OF_ITSELF.finditer(text):
            name = match[match.lastgroup or 0]
            same = (one in _squeezed(name) or _squeezed(name) in one for one in own)
            if not _NOBODY.search(name) and not any(same):
                yield Finding(path, f"这里的单位是“{name}”，不是“{unit.name}”", "改正单位名称")


_KEPT_RUNNING = re.compile(
    rf"(?:保障|保证|确保|维持|维护)了?(?P<office>{_HAN}{{1,12}}?局)(?:机关)?(?:各项|日常|全部|所有)*(?:工作|业务)?的?(?:能够)?正常"
    r"(?:运转|运行|开展)"
)


@rule("W209", Severity.WARNING, "保障运转的是本单位", "前后一致")
def the_office_kept_running_is_the_own(case: Case) -> Iterator[Finding]:
    """The bureau whose work is to go on is the unit, or one that the unit pays for or is in charge of."""
    disclosure = case.disclosure
    own = [one.name for one in disclosure.institutions or ()]
    own += [one.name for one in disclosure.performance.projects]
    own += _own_names(disclosure).split("\n")
    for path, text in prose(case):
        for match in _KEPT_RUNNING.finditer(text):
            office = match["office"]
            is_own = office in (disclosure.duties or "") or any(_abbreviates(office, name) for name in own)
            if not _NOBODY.search(office) and not is_own:
                yield Finding(path, f"这里写的是别的单位“{office}”", "核对是不是从别处抄来的")


def _abbreviates(short: str, name: str) -> bool:
    """Whether the characters of a name come in their order in a longer one: 发改局 in 发展和改革局."""
    rest = iter(name)
    return all(char in rest for char in re.sub("[县市区旗]", "", short))


def _squeezed(name: str) -> str:
    """A name as it is compared; 发展改革局 and 发展和改革局 are one."""
    return re.sub(r"[\s和与及]", "", name)


_LEVEL = re.compile(rf"(?P<level>国家|省|市|县)级(?P<what>{_HAN}{{4,20}})")
_MONEY = re.compile("资金|经费|补助|补贴")
_MANY_LEVELS = re.compile(
    "财政|预算|专项|配套|投资|奖|以上|以下|及|和|主管|部门|有关|相关|领导|单位|政府|党委|人大|政协|机关|重点项目"
)
"""What there is of at every level."""
_SAME = 4


@rule("W211", Severity.NOTE, "同一事物的级别前后一致", "前后一致")
def things_keep_their_level(case: Case) -> Iterator[Finding]:
    """What is of the province in one cell of an activity or project is not of the county in another."""
    for path, cells in _cells(case.disclosure):
        seen: dict[str, tuple[str, str]] = {}
        mixed = {what for text in cells.values() for what in _of_two_levels(text)}
        for key, text in cells.items():
            for what, (level, whole) in _levels(text).items():
                first, before = seen.setdefault(what, (level, whole))
                if first != level and what not in mixed:
                    same = _common_start(whole, before)
                    yield Finding(
                        f"{path}.{key}",
                        f"这里写的是“{level}级{same}”，另一处写的是“{first}级{same}”",
                        "核对是哪一级的",
                    )
                    break


def _common_start(one: str, other: str) -> str:
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return "".join(char for char, _ in pairs)


def _cells(disclosure: Disclosure) -> Iterator[tuple[str, dict[str, str]]]:
    """What is said of each activity and project: its key path, and the texts by key."""
    performance = disclosure.performance
    for place, activity in enumerate(performance.activities):
        for position, part in enumerate(activity.parts):
            yield f"绩效.活动[{place}].分项[{position}]", _of_activity(part)
    for place, project in enumerate(performance.projects):
        yield f"绩效.项目[{place}]", _of_project(project)


def _of_activity(part: SubActivity) -> dict[str, str]:
    names = "\n".join(one.name for one in part.indicators)
    return {"名称": part.name, "内容描述": part.description, "绩效目标": part.goal, "指标": names}


def _of_project(project: Project) -> dict[str, str]:
    rows = "\n".join(f"{one.level3}\n{one.description}" for one in project.indicators or ())
    return {"名称": project.name, "用途": project.purpose or "", "目标": project.goals or "", "指标": rows}


def _levels(text: str) -> dict[str, tuple[str, str]]:
    """What a text gives a level: the first characters of it, with the level and all that was written."""
    return {
        match["what"][:_SAME]: (match["level"], match["what"])
        for match in _LEVEL.finditer(text)
        if not (_MONEY.search(match["what"]) or _MANY_LEVELS.search(match["what"][: _SAME + 2]))
    }


def _of_two_levels(text: str) -> Iterator[str]:
    """What one text says of several levels, so that there is one of each."""
    levels: dict[str, str] = {}
    for match in _LEVEL.finditer(text):
        what = match["what"][:_SAME]
        if levels.setdefault(what, match["level"]) != match["level"]:
            yield what
