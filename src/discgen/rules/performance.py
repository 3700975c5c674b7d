"""Performance: what has to hold of projects as wholes, of their names, codes and goals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from discgen.errors import Severity
from discgen.model.performance import Project
from discgen.rules.reading import fold
from discgen.rules.registry import Case, Finding, rule


@rule("P102", Severity.ERROR, "项目编码不重复", "项目库管理")
def project_codes_are_unique(case: Case) -> Iterator[Finding]:
    """No two projects bear one code."""
    projects = case.disclosure.performance.projects
    count = Counter(project.code for project in projects if project.code)
    for number, project in enumerate(projects):
        if project.code and count[project.code] > 1:
            yield Finding(
                f"绩效.项目[{number}].编码",
                f"项目编码 {project.code} 出现了{count[project.code]}次",
                "核对编码",
            )


_STRAY_MARKS = re.compile(r"(?:(?<=[一-鿿）)])0?[a-z]{1,2}|[（(][a-z]{1,3}[)）])+$")


@rule("P103", Severity.WARNING, "项目不重名", "前后一致")
def project_names_are_unique(case: Case) -> Iterator[Finding]:
    """No two projects bear one name, stray letters at its end aside, unless their codes tell them apart."""
    seen: dict[str, list[tuple[int, Project]]] = {}
    projects = case.disclosure.performance.projects
    for number, project in enumerate(projects):
        same = seen.setdefault(fold(_STRAY_MARKS.sub("", project.name)), [])
        twin = next((place for place, one in same if not _told_apart(project, one)), None)
        same.append((number, project))
        if twin is not None:
            but_for = "同名" if fold(projects[twin].name) == fold(project.name) else "的名称只差末尾的字母"
            yield Finding(
                f"绩效.项目[{number}].名称",
                f"项目“{project.name}”与第{twin + 1}个项目{but_for}",
                "核对是不是同一个项目重复填了，或把名称写得有区别",
            )


def _told_apart(one: Project, other: Project) -> bool:
    return None not in {one.code, other.code} and one.code != other.code


_SHORTEST_GOAL = 10  # 按时完成。 may well be the goal of two projects
_LIST_NUMBER = re.compile(
    r"^\s*(?:[(（]?[0-9一二三四五六七八九十]{1,3}[)）]|[0-9]{1,2}[.．、])", re.MULTILINE
)


@rule("P104", Severity.WARNING, "不同项目的绩效目标不照抄", "前后一致")
def goals_are_not_copied(case: Case) -> Iterator[Finding]:
    """No two projects have one text of goals."""
    seen: dict[str, tuple[int, Project]] = {}
    for number, project in enumerate(case.disclosure.performance.projects):
        goals = fold(_LIST_NUMBER.sub("", project.goals or ""))
        if len(goals) < _SHORTEST_GOAL:
            continue
        first, other = seen.setdefault(goals, (number, project))
        if first != number:
            yield Finding(
                f"绩效.项目[{number}].目标",
                f"项目“{project.name}”的绩效目标与第{first + 1}个项目“{other.name}”的完全相同",
                "按本项目的内容填写",
            )


GRANT = re.compile(
    r"[一-鿿]{0,6}[(\[〔【]20[0-9]{2}[)\]〕】][0-9]*号?|提前下达|(?:中央|[省市县本]级?)(?:财政|资金|补助|配套|(?=专项))*|20[0-9]{2}年度?|第[一二三四]批"
    r"|[^一-鿿]"
)
"""What tells the sources apart from which one task is paid."""


def _is_one_task(name: str, other: str) -> bool:
    """Whether two names are those of one task that is paid from several sources."""
    one, two = (GRANT.sub("", fold(text)) for text in (name, other))
    return bool(one) and one == two and fold(name) != fold(other)


_SENTENCE_END = re.compile("[。；;\n]")
_OF_ANY_MONEY = re.compile(
    "资金|经费|款项|专款|专用|专项|管理|监管|监督|使用|效益|效率|规范|安全|合规|及时|足额|按时|拨付|支付|发放|到位|加强|强化"
    "|严格|确保|保证|保障|提高|发挥|做到|按照|规定|标准|要求|执行|预算|支出|进度|加快|财务|制度|[的和、,]"
)
"""Words of which a sentence is made that may well be said of any project."""
_SHORTEST_SENTENCE = 12
_FEW = 2


@rule("P109", Severity.NOTE, "不同项目的绩效目标没有相同的句子", "前后一致")
def goals_share_no_sentence(case: Case) -> Iterator[Finding]:
    """A sentence in the goals of two projects may have been copied; one finding for each project."""
    first_place: dict[str, int] = {}
    whole: set[str] = set()
    projects = case.disclosure.performance.projects
    for number, project in enumerate(projects):
        goals = _LIST_NUMBER.sub("", project.goals or "")
        copied = fold(goals) in whole
        whole.add(fold(goals))
        shared = []
        for sentence in _sentences(goals):
            first = first_place.setdefault(fold(sentence), number)
            if first != number and not (copied or _is_one_task(project.name, projects[first].name)):
                shared.append(f"“{sentence[:20]}…”与第{first + 1}个项目的相同")
        if shared:
            yield Finding(f"绩效.项目[{number}].目标", "、".join(shared), "核对是不是本项目的目标")


def _sentences(goals: str) -> Iterator[str]:
    for sentence in _SENTENCE_END.split(goals):
        said = _LIST_NUMBER.sub("", sentence).strip()
        if len(said) >= _SHORTEST_SENTENCE and len(_OF_ANY_MONEY.sub("", said)) > _FEW:
            yield said


FIELD_OF_POLICY = re.compile(
    "人居环境|污染防治|保卫战|攻坚|乡村振兴|民生|实事|综合治理|维稳|稳定|平安|文明|安全生产|创建|营商环境|基层党建"
    "|[疫汛旱]|中心工作|重点工作|高质量"
)
"""In the names of projects that are named for a policy, not for a thing: what they do has other names."""
_LONGEST_POLICY = 8
_LIST_MARK = "、|和|及|与|等"
_SHORTEST_NAME = 6  # 办公经费 is a project's name and a common word


@rule("P105", Severity.WARNING, "绩效目标和资金用途写的是本项目", "前后一致")
def goals_are_about_their_project(case: Case) -> Iterator[Finding]:
    """What is said of a project does not name another project of the file instead of it."""
    projects = case.disclosure.performance.projects
    names = dict.fromkeys(name for one in projects if len(name := fold(one.name)) >= _SHORTEST_NAME)
    for number, project in enumerate(projects):
        own = fold(project.name)
        for key, text in (("目标", project.goals), ("用途", project.purpose)):
            said = fold(text or "")
            if own in said:
                continue
            other = next((name for name in names if _is_told_of(name, said, own)), None)
            if other is not None:
                yield Finding(
                    f"绩效.项目[{number}].{key}",
                    f"项目“{project.name}”的{key}里写的是另一个项目“{other}”",
                    "核对是不是填错了位置",
                )


def _is_told_of(name: str, said: str, own: str) -> bool:
    """Whether a text is about a project: it names it, and not as one thing among others, or as a policy."""
    if name not in said or name in own or own in name:
        return False
    is_one_of_several = re.search(
        rf"(?:{_LIST_MARK}){re.escape(name)}|{re.escape(name)}(?:{_LIST_MARK})", said
    )
    return not (is_one_of_several or (len(name) <= _LONGEST_POLICY and FIELD_OF_POLICY.search(name)))


_TABLE_NUMBER = re.compile(r"^\s*附?[表件]\s*[0-9一二三四五六七八九十]{1,3}(?:[、:：.．]|\s)")
_TABLE_WORDS = re.compile(
    r"(?:[(]?20[0-9]{2}年度?[)]?)?(?:(?:部门)?预算)?(?:项目)?(?:支出)?"
    r"(?:绩效)?(?:目标)?(?:申报|自评)?表?(?:[(]?20[0-9]{2}年度?[)]?)?$"
)
"""What a title adds to the name of a project."""


def _titled(title: str) -> str:
    """The name in the title of a project's table; "" where it holds none."""
    return _TABLE_WORDS.sub("", fold(_TABLE_NUMBER.sub("", title)))


@rule("P106", Severity.WARNING, "项目表的标题与项目名称一致", "项目绩效目标表的填报要求")
def tables_bear_their_projects_name(case: Case) -> Iterator[Finding]:
    """The title above a project's table is its name, or says no more than that it is such a table."""
    for number, project in enumerate(case.disclosure.performance.projects):
        titled = _titled(project.title or "")
        if titled and titled not in {fold(project.name), _titled(project.name)}:
            yield Finding(
                f"绩效.项目[{number}].标题",
                f"表题是“{project.title}”，项目名称是“{project.name}”",
                "核对哪一个对；相同的就删去标题",
            )


@rule("P110", Severity.NOTE, "项目名称末尾没有多余的字母", "前后一致")
def names_end_in_words(case: Case) -> Iterator[Finding]:
    """No mark of a bookkeeping system is left at the end of a project's name: 商务工作经费f."""
    for number, project in enumerate(case.disclosure.performance.projects):
        if stray := _STRAY_MARKS.search(project.name):
            yield Finding(f"绩效.项目[{number}].名称", f"项目名称末尾有多余的“{stray[0]}”", "核对后删去")
