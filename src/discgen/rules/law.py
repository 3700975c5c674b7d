"""Law: what the budget law and the disclosure rules demand to be said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal

from discgen.errors import Severity
from discgen.model import Entry
from discgen.rules.kept import kept_words
from discgen.rules.prose import prose
from discgen.rules.registry import Case, Finding, rule
from discgen.rules.repair import plain
from discgen.rules.shown import shown, shown_change

PUBLISH_WITHIN = timedelta(days=20)
"""预算法 第十四条 (departments), 预算法实施条例 第六条 (units): 20 days after approval."""

_REASON = re.compile(r"主要|原因|由于|因为")
_HOSPITALITY = ("三公经费说明", "三公增减")
_HOSPITALITY_PARTS = {
    "因公出国费": "因公出国（境）费",
    "公务用车": "公务用车购置及运行费",
    "公务接待费": "公务接待费",
}
_SECTIONS = {
    "标题一": ("职责", "职责|职能|基本情况|概况"),
    "标题二": ("预算安排", "预算安排|收支"),
    "标题三": ("机关运行经费", "机关运行经费"),
    "标题四": ("三公", "三公"),
    "标题五": ("绩效", "绩效"),
    "标题六": ("政府采购", "采购"),
    "标题七": ("国有资产", "资产"),
    "标题八": ("名词解释", "名词解释"),
    "标题九": ("其他需要说明的事项", "其他.{0,6}事项"),
}
"""The nine sections: the names of their headings, what each is called, and how others may call it."""
_STATEMENTS = {
    "收入说明": "收入",
    "支出说明": "支出",
    "机关运行经费说明": "机关运行经费",
    "三公经费说明": "三公",
    "政府采购说明": "采购",
    "国有资产说明": "资产",
}
"""The statements that have to be made: the names of their sentences, and what they speak of."""
_CHANGES = ("增减说明", "三公增减")
"""Sentences that tell what changed."""
_TERMS = (
    ("基本支出", "支出.基本支出.合计", re.compile("基本支出")),
    ("项目支出", "支出.项目支出.合计", re.compile("项目支出|特定目标类")),
    ("“三公”经费", "三公经费.合计", re.compile("三公")),
    ("机关运行经费", "机关运行经费.金额", re.compile("机关运行")),
    ("上年结转", "收入.上年结转", re.compile("结转|结余")),
)
"""Terms of art, the figure that bears each, and how a glossary calls it."""


def _is_reasoned(case: Case, reasons: Entry | None, *sentences: str) -> bool:
    """Whether a reason is given, in a field or in one of the file's own sentences."""
    own = [(case.disclosure.wording or {}).get(name, "") for name in sentences]
    kept = [one.text or "" for one in case.disclosure.kept if one.after in sentences]
    given = reasons is not None and dict(reasons.entries())
    return bool(given) or any(_REASON.search(text) for text in (*own, *kept))


def _moved(change: Decimal) -> str:
    return f"比上年{'增加' if change > 0 else '减少'} {plain(abs(change))}"


@rule("L101", Severity.WARNING, "“三公”经费有增减的，说明原因", "地方预决算公开操作规程")
def hospitality_changes_have_reasons(case: Case) -> Iterator[Finding]:
    """A change of the 三公 expenses is explained, as a whole or for each."""
    change = shown_change(case, "三公经费.合计")
    if change and not _is_reasoned(case, case.disclosure.three_public.reasons, *_HOSPITALITY):
        yield Finding(
            "三公经费",
            f"“三公”经费{_moved(change)}，没有说明原因",
            "在“三公经费”下填写“原因”",
        )


@rule("L102", Severity.WARNING, "批复后20日内公开", "预算法第十四条、预算法实施条例第六条")
def published_in_time(case: Case) -> Iterator[Finding]:
    """The disclosure is published within 20 days of approval, not before it."""
    approved, published = case.disclosure.approved_on, case.disclosure.published_on
    if approved is None or published is None:
        return
    if not approved <= published <= approved + PUBLISH_WITHIN:
        yield Finding(
            "公开日期",
            f"公开日期 {published} 不在批复日期 {approved} 之后的20日内",
            f"最迟应在 {approved + PUBLISH_WITHIN} 公开",
        )


@rule("L103", Severity.WARNING, "收支有增减的，说明原因", "地方预决算公开操作规程")
def budget_changes_have_reasons(case: Case) -> Iterator[Finding]:
    """A change of the budget is explained, as a whole or by part."""
    change = shown_change(case, "支出.合计")
    if change and not _is_reasoned(case, case.disclosure.reasons, "增减说明"):
        yield Finding("支出", f"支出{_moved(change)}，没有说明原因", "填写“增减原因”")


@rule("L104", Severity.WARNING, "“三公”经费每一项有增减的，说明原因", "地方预决算公开操作规程")
def each_hospitality_change_has_a_reason(case: Case) -> Iterator[Finding]:
    """Where changes are not explained as a whole, each that is known is explained by itself."""
    reasons = case.disclosure.three_public.reasons
    known = dict(reasons.entries()) if reasons is not None else {}
    if "总体" in known or _is_reasoned(case, None, *_HOSPITALITY):
        return
    if shown_change(case, "三公经费.合计") and not known:
        return  # as a whole unexplained, which another rule says
    for name, title in _HOSPITALITY_PARTS.items():
        change = shown_change(case, f"三公经费.{name}")
        if change and name not in known:
            yield Finding(
                f"三公经费.原因.{name}",
                f"{title}{_moved(change)}，没有说明原因",
                f"在“三公经费”的“原因”下填写“{name}”，或填写“总体”",
            )


@rule("L105", Severity.WARNING, "公务用车经费分购置费和运行费说明", "地方预决算公开操作规程")
def vehicle_expenses_are_split(case: Case) -> Iterator[Finding]:
    """A sentence of the file's own tells buying vehicles from running them, or a kept table does."""
    sentence = (case.disclosure.wording or {}).get("三公经费说明", "")
    said = f"{sentence}\n{kept_words(case, *_HOSPITALITY, '标题四')}"
    is_spent = sentence.strip() and shown(case, "三公经费.合计")
    if is_spent and not ("购置" in said and re.search("运行|运维", said)):
        yield Finding(
            "措辞.三公经费说明",
            "公务用车经费没有分别说明购置费和运行维护费",
            "写明 {{ 三公经费.公务用车购置费 }} 和 {{ 三公经费.公务用车运行费 }}；或改用版式的语句",
        )


_UNDIVIDED_HOSPITALITY = {
    "三公经费.未分项": "“三公”经费",
    "三公经费.公务用车未分项": "公务用车购置及运行费",
}
_UNDIVIDED = {
    "收入.未分项": "收入",
    "支出.基本支出.未分项": "基本支出",
    "政府采购.未分项": "政府采购预算",
    "国有资产.未分项": "固定资产",
}
"""Keys of what no part of a sum is stated of, and what the sums are called."""


@rule("L111", Severity.WARNING, "“三公”经费写明各项", "地方预决算公开操作规程")
def hospitality_is_divided(case: Case) -> Iterator[Finding]:
    """The 三公 expenses are divided into their kinds, in fields or in a table that was kept."""
    if not _divides_hospitality(case):
        yield from _undivided(case, _UNDIVIDED_HOSPITALITY)


@rule("L112", Severity.NOTE, "总数都分到各项", "地方预决算公开操作规程")
def totals_are_divided(case: Case) -> Iterator[Finding]:
    """Of every total it is said what it consists of."""
    projects = {
        f"绩效.项目[{number}].预算.未分项": f"项目“{project.name}”的预算"
        for number, project in enumerate(case.disclosure.performance.projects)
    }
    kept = _UNDIVIDED_HOSPITALITY if _divides_hospitality(case) else {}
    yield from _undivided(case, {**_UNDIVIDED, **kept, **projects})


def _divides_hospitality(case: Case) -> bool:
    kept = kept_words(case, *_HOSPITALITY, "标题四")
    return all(words in kept for words in ("出国", "公务用车", "公务接待"))


def _undivided(case: Case, keys: Mapping[str, str]) -> Iterator[Finding]:
    for key, whole in keys.items():
        amount = case.book.value(key)
        if amount:
            yield Finding(
                key,
                f"{whole}中有 {plain(amount)} 没有写明是哪一项",
                "把它分到各项，然后删去这一行；旧文件没有分的，查预算批复",
            )


@rule("L107", Severity.WARNING, "文中用到的专业名词在名词解释里解释", "地方预决算公开操作规程")
def terms_are_explained(case: Case) -> Iterator[Finding]:
    """A glossary of the file's own explains the terms whose figures it shows."""
    path, explained = _glossary(case)
    if not path:
        return
    explained += "\n" + _terms_in(kept_words(case))
    for term, key, pattern in _TERMS:
        if shown(case, key) and not pattern.search(explained):
            yield Finding(
                path,
                f"文中用到“{term}”，名词解释里没有",
                f"加一条“{term}”；或删去“{path}”，用版式的标准条目",
            )


def _glossary(case: Case) -> tuple[str, str]:
    """Where the file has a glossary of its own, "" when it has none, and the terms it explains."""
    if case.disclosure.glossary is not None:
        return "名词解释", "\n".join(entry.term for entry in case.disclosure.glossary)
    words = (case.disclosure.wording or {}).get("标准名词解释")
    if words is None:
        return "", ""
    return "措辞.标准名词解释", _terms_in(words)


def _terms_in(words: str) -> str:
    """What stands before the colons of a glossary."""
    return "\n".join(line.partition(":")[0] for line in words.replace("：", ":").split("\n") if ":" in line)


@rule("L108", Severity.ERROR, "九个部分齐全", "地方预决算公开操作规程")
def sections_are_complete(case: Case) -> Iterator[Finding]:
    """No heading of the nine sections is left out."""
    for name, (title, words) in _SECTIONS.items():
        if _is_left_out(case, name, title) and not _has_heading(case, words):
            yield Finding(
                f"措辞.{name}",
                f"缺少“{title}”这一部分",
                f"删去“措辞”里的“{name}”，用版式的标题",
            )


@rule(
    "L109", Severity.ERROR, "收支、机关运行经费、“三公”经费、政府采购、国有资产都有说明", "预算法第十四条"
)
def statements_are_made(case: Case) -> Iterator[Finding]:
    """No statement that the law demands is left out."""
    for name, subject in _STATEMENTS.items():
        if _is_left_out(case, name, subject) and not _is_said_elsewhere(case, name, subject):
            yield Finding(
                f"措辞.{name}",
                f"没有{subject}的说明",
                f"删去“措辞”里的“{name}”，用版式的语句",
            )


def _is_said_elsewhere(case: Case, name: str, subject: str) -> bool:
    """Whether another of the file's own sentences gives an amount of the subject, changes aside.

    Of an old document with other sections, a statement may have been read into any field.
    """
    amount = re.compile(rf"{subject}[^。\n]{{0,200}}?(?:\{{\{{|[0-9])")
    wording = case.disclosure.wording or {}
    others = (words for other, words in wording.items() if other not in {name, *_CHANGES})
    stated = re.compile(rf"{subject}[^。\n]{{0,40}}?[0-9][0-9,.]*[万亿]?元")
    misread = (words for path, words in prose(case) if path.startswith(_MISREAD))
    return (
        any(amount.search(words) for words in others)
        or any(stated.search(words) for words in misread)
        or _has_heading(case, subject, _MISREAD)
    )


_MISREAD = ("职责", "绩效.总体目标", "绩效.分项目标", "绩效.保障措施", "其他事项")
"""Fields that take up what a document says in sections of its own."""
_NUMBERED = r"^[ \t　]*(?:第?[（(]?[一二三四五六七八九十0-9]{1,3}(?:[)）、.．]|部分)[ \t　]*)"
_NO_STOP = r"[^。；，：:\n]"


def _has_heading(case: Case, words: str, places: tuple[str, ...] = ("措辞.标题", *_MISREAD)) -> bool:
    """Whether a numbered line that is no sentence speaks of a subject, in no field meant for it."""
    heading = re.compile(rf"{_NUMBERED}?{_NO_STOP}{{0,24}}(?:{words}){_NO_STOP}{{0,16}}$", re.MULTILINE)
    found = (text for path, text in prose(case) if path.startswith(places))
    return any(heading.search(text) for text in (*found, kept_words(case)))


_ANNOUNCED = re.compile(r"职责(?:是|如下|为|有)?[：:][ \t　]*(?:\n|$)(?P<next>[^\n]*)")
_SAYS_SOMETHING = re.compile(r"^[ \t　]*[（(]?[0-9一二三四五六七八九十]{1,3}[)）、.．]|[。；;，,]")


@rule("L110", Severity.WARNING, "职责写出内容", "地方预决算公开操作规程")
def announced_duties_follow(case: Case) -> Iterator[Finding]:
    """Duties that are announced with a colon are there: numbered, or said in a sentence."""
    for announced in _ANNOUNCED.finditer(case.disclosure.duties or ""):
        following = announced["next"]
        if not _SAYS_SOMETHING.search(following):
            yield Finding(
                "职责",
                f"冒号后面没有写职责，接着的是“{following.strip()[:20]}”",
                "补上职责，删去接错的内容",
            )


def _is_left_out(case: Case, name: str, subject: str) -> bool:
    """Whether the file words a sentence as nothing, and nothing that was kept speaks of its subject."""
    words = (case.disclosure.wording or {}).get(name)
    return (
        words is not None
        and not words.strip()
        and all(subject not in (one.text or "") for one in case.disclosure.kept)
    )
