"""Puts the pieces together: template, tables and a file's own wording make one document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Any

from jinja2 import Template, TemplateError
from markupsafe import Markup, escape

from discgen import paths
from discgen.blocks import Document, Metadata, Table
from discgen.compose.environment import MAIN, TEMPLATE, environment_of
from discgen.compose.kept import REPLACED, Insertion, with_kept
from discgen.compose.markup import Marked, MarkupError, document_of
from discgen.compose.tables import TableBuilder, fixed_words
from discgen.compose.views import EntryView, FigureView, Ledger, Missing, ProseView
from discgen.compose.wording import CITATION_HELP, WordingError, checked
from discgen.errors import InputError, Place, Problem
from discgen.figures import BEFORE, CHANGE, FigureBook
from discgen.forms import Form
from discgen.model import Disclosure
from discgen.model.figure_keys import figure_keys, is_figure

BLANK = "F103"
"""The code of what a table's cell would have to show; a table may be published with it empty."""

STRUCTURE = "版块"
"""Blocks whose names begin so hold whole elements; only forms fill them, not files."""


@dataclass(frozen=True, slots=True)
class Composition:
    """What composing gave.

    Attributes:
        document: The document, with nothing where something is missing.
        problems: What is missing or cannot be cited; their paths say where.
        form: What the form alone makes of it, without what was kept of an old document, and its places.
    """

    document: Document
    problems: tuple[Problem, ...]
    form: Marked


def compose(disclosure: Disclosure, form: Form, book: FigureBook) -> Composition:
    """Compose the document of a disclosure.

    Args:
        disclosure: What it says.
        form: How it is said.
        book: Its figures, with last year's.

    Raises:
        InputError: A template of the form is wrong.
    """
    return _Composer(disclosure, form, book).compose()


class _Composer:
    def __init__(self, disclosure: Disclosure, form: Form, book: FigureBook) -> None:
        self._disclosure = disclosure
        self._form = form
        self._problems: list[Problem] = []
        self._environment = environment_of(form.folders)
        self._ledger = Ledger(book, dict(form.words), self._prose)
        self._root = EntryView(disclosure, "", self._ledger)
        self._names = {"词": form.words, **{name: self._root[name] for name in self._root.keys()}}  # noqa: SIM118 - not a dict
        self._tables: list[Table] = []
        self._replaced = {kept.replaces for kept in disclosure.kept if kept.replaces}
        self._builder = TableBuilder(self._fill, self._table_words())

    def compose(self) -> Composition:
        try:
            source = self._template().render(self._names, 表=self._table)
            marked = document_of(source, self._tables)
        except (TemplateError, MarkupError) as error:
            raise InputError(self._form_problem(error)) from error
        document = replace(marked.document, metadata=self._metadata(marked.document))
        document = replace(document, blocks=tuple(with_kept(document.blocks, self._insertions(marked))))
        missing = [self._missing_problem(*item) for item in self._ledger.missing.items()]
        blank = (replace(self._missing_problem(*item), code=BLANK) for item in self._ledger.blank.items())
        problems = (*self._problems, *self._unknown_figures(), *missing, *blank)
        return Composition(document, problems, marked)

    def _template(self) -> Template:
        """The form's template, under the layer of the file's own wording where it has one."""
        blocks = [
            f"{{% block {name} %}}{source}{{% endblock %}}"
            for name, words in (self._disclosure.wording or {}).items()
            if (source := self._wording(name, words)) is not None
        ]
        if not blocks:
            return self._environment.get_template(MAIN)
        return self._environment.from_string(f'{{% extends "{MAIN}" %}}{"".join(blocks)}')

    def _wording(self, name: str, words: str) -> str | None:
        """The source of one block that the file words itself; None, and a problem, if it cannot be."""
        path = f"措辞.{name}"
        known = sorted(n for n in self._environment.block_names() if not n.startswith(STRUCTURE))
        if name not in known:
            near = get_close_matches(name, known, n=1)
            remedy = f"是不是“{near[0]}”？" if near else f"可以改写的语句有：{'、'.join(known)}"
            self._problems.append(
                Problem(f"版式“{self._form.title}”没有名为“{name}”的语句", remedy, path=path)
            )
            return None
        return self._checked(words, path)

    def _checked(self, words: str, path: str, *, prose: bool = False) -> str | None:
        """A template of words from the file; None, and a problem, if they cite what cannot be cited."""
        try:
            content = checked(self._environment, words)
            for citation in content.citations:
                self._require(citation, within_prose=prose)
        except WordingError as error:
            self._problems.append(Problem(str(error), CITATION_HELP, path=path))
            return None
        return content.source

    def _require(self, citation: tuple[str | int, ...], *, within_prose: bool) -> None:
        """See that a citation leads to something that can be printed in a sentence.

        Prose cites no prose: it could come to cite itself.
        """
        value: object = self._root
        for part in citation:
            known = value.keys() if isinstance(value, EntryView) else []
            try:
                value = value[part]  # type: ignore[index]
            except (KeyError, TypeError, IndexError) as error:
                near = get_close_matches(str(part), known, n=1, cutoff=0.5)
                hint = f"，是不是“{near[0]}”？" if near else ""
                raise WordingError(f"引用的“{paths.join(citation)}”不存在{hint}") from error
        if not isinstance(value, (FigureView, Missing, str)):
            raise WordingError(f"引用的“{paths.join(citation)}”不是一个数或名称，不能放进句子")
        if within_prose and isinstance(value, ProseView):
            raise WordingError(f"引用的“{paths.join(citation)}”本身是一段文字，不能放进另一段文字")

    def _table_words(self) -> dict[str, dict[str, str]]:
        """Templates of the table words that the file changes, by table and the form's words for them."""
        changed: dict[str, dict[str, str]] = {}
        for name, words in (self._disclosure.table_words or {}).items():
            known = fixed_words(self._form.tables[name]) if name in self._form.tables else set()
            for original, replacement in words.items():
                path = paths.join(("表格用词", name, original))
                if original not in known:
                    message = f"版式“{self._form.title}”的表格“{name}”里没有“{original}”"
                    remedy = f"可以改写的有：{'、'.join(sorted(known))}"
                    if not known:
                        remedy = f"表格有：{'、'.join(sorted(self._form.tables))}"
                    self._problems.append(Problem(message, remedy, path=path))
                elif (source := self._checked(replacement, path)) is not None:
                    changed.setdefault(name, {})[original] = source
        return changed

    def _insertions(self, marked: Marked) -> Iterator[Insertion]:
        """Where what was kept of an old document goes; a problem for a place that is not there."""
        for number, kept in enumerate(self._disclosure.kept):
            place = kept.replaces or kept.after or ""
            if place in marked.captions:
                yield Insertion(kept, marked.places[place].start, within=True)
            elif place in marked.places:
                yield Insertion(kept, marked.places[place].stop)
            else:
                near = get_close_matches(place, marked.places, n=1)
                remedy = (
                    f"是不是“{near[0]}”？" if near else "写一句话或一张表的名称，如 收入说明、项目绩效[0]"
                )
                path = f"未识别[{number}]"
                self._problems.append(Problem(f"没有名为“{place}”的位置", remedy, path=path))

    def _unknown_figures(self) -> Iterator[Problem]:
        """A problem for each key under `公布数` that leads to no figure, and so would print nothing."""
        named = [key for key in figure_keys() if "[" not in key]
        for key in self._disclosure.published or {}:
            name = key.removesuffix(CHANGE).removesuffix(BEFORE)
            if not is_figure(self._disclosure, name):
                near = get_close_matches(name, {*self._ledger.book.this_year, *named}, n=1)
                yield Problem(
                    f"没有名为“{name}”的数",
                    f"是不是“{near[0]}”？" if near else "写数的路径，如 收入.合计",
                    path=paths.join(("公布数", key)),
                )

    def _prose(self, words: str, path: str) -> Markup:
        """Running text of the file with the figures it cites."""
        source = self._checked(words, path, prose=True)
        if source is None:
            return escape(words)
        return Markup(self._environment.words(source).render(self._names))  # noqa: S704 - source is escaped

    def _fill(self, words: str, scope: dict[str, Any]) -> str:
        """The words of a table cell; the form wrote them."""
        return self._environment.words(words).render(self._names, **scope)

    def _table(self, name: str, subject: Any = None) -> Markup:
        """`{{ 表("名称", 数据) }}`: build a table of the form and leave its place in the markup.

        Without data the table shows the whole disclosure.
        """
        if name not in self._form.tables:
            raise MarkupError(f"没有名为“{name}”的表格")
        shown = self._root if subject is None else subject
        position = shown.path[shown.path.rindex("[") :] if shown.path.endswith("]") else ""
        replaced = name + position in self._replaced
        spec = self._form.tables[name]
        self._tables.append(REPLACED if replaced else self._builder.build(name, spec, shown))
        return Markup('<table n="{}"><mark n="{}"/></table>').format(len(self._tables) - 1, name + position)

    def _metadata(self, document: Document) -> Metadata:
        day = self._disclosure.published_on or date(self._disclosure.year, 1, 1)
        return Metadata(self._disclosure.unit.name, day, document.title_text)

    def _form_problem(self, error: Exception) -> Problem:
        return Problem(
            f"版式“{self._form.title}”的模板有误：{error}",
            "改正版式文件夹里的 disclosure.xml 或 form.yaml",
            Place(self._form.nearest(TEMPLATE)),
        )

    def _missing_problem(self, path: str, title: str) -> Problem:
        before = path.removeprefix("上年.")
        if before != path:
            return Problem(
                f"缺少上年的“{before}”，算不出增减",
                f"在“上年”下写 {before}: 上年的数，或让“上年”指向上年的 YAML 文件",
                path=path,
            )
        named = f"{path}”（{title}）" if title and title not in path else f"{path}”"
        return Problem(
            f"没有填“{named}，而版式“{self._form.title}”要印这一项", "是金额而没有数的填 0", path=path
        )
