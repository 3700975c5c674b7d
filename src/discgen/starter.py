"""The commented starter file that `discgen new` writes, generated from the model's declarations.

Nothing lists the keys that a form needs: the form itself is asked. A disclosure of examples is composed;
what the form prints nowhere is left out. One without optional values is composed as well; what the form
then misses has to be filled in. Everything else is offered in a comment.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic.fields import FieldInfo

from discgen import forms
from discgen.compose import compose
from discgen.compose.coverage import unprinted
from discgen.errors import Problem
from discgen.figures import FigureBook, figures_of
from discgen.forms import Form
from discgen.model import SCHEMA_VERSION, Disclosure, Entry, LastYear
from discgen.model.fields import UNDIVIDED
from discgen.model.schema import SCHEMA_FILE
from discgen.model.shape import shape_of
from discgen.yamlfile.writing import dump

_NOT_AT_THE_START = frozenset({"未识别", "核实", "公布数"})
"""Keys that `discgen parse` writes, or that follow from what `discgen check` finds."""

_WITHOUT_EXAMPLE = frozenset({"上年", "措辞", "表格用词", "小数位"}) | _NOT_AT_THE_START


def starter(form: str, year: int | None = None, unit: str | None = None) -> str:
    """The starter file of a form.

    Args:
        form: The name of a shipped form.
        year: The budget year, where it is known already.
        unit: The unit's name, where it is known already.

    Returns:
        YAML text: keys with explanations, to be filled in.

    Raises:
        InputError: There is no such form.
    """
    loaded = forms.load(form)
    known = {"格式版本": SCHEMA_VERSION, "版式": form, "年度": year, "单位.名称": unit}
    full = _problems(_example(Disclosure), loaded, {})
    sparse = _problems(_example(Disclosure, sparse=True), loaded, {})
    writer = _Writer(full.missing | sparse.missing, full.lost, known)
    head = [
        f"# yaml-language-server: $schema={SCHEMA_FILE}",
        f"# {loaded.title}填报文件。冒号后面填数或文字；“#”后面是说明，不影响内容。",
        "# 行首是“# ”的键可以不填；要填时删去“# ”。填好后运行：discgen check 文件名",
        "",
    ]
    return "\n".join([*head, *writer.lines(Disclosure, "", 0)]) + "\n"


def _problems(disclosure: Disclosure, form: Form, last_year: Mapping[str, Decimal]) -> _Found:
    """What composing an example under the form finds missing, and what it prints nowhere."""
    book = FigureBook(figures_of(disclosure), last_year, "万元", form.number_formats(disclosure))
    composition = compose(disclosure, form, book)
    lost = unprinted(disclosure, form, book, composition.document)
    return _Found(missing=_keys(composition.problems), lost=_keys(lost))


def _keys(problems: Iterable[Problem]) -> frozenset[str]:
    """The key paths of problems, positions in lists left out."""
    return frozenset(problem.path.replace("[0]", "") for problem in problems)


def _example(entry: type[Entry], path: str = "", *, sparse: bool = False) -> Any:
    """An entry of values that tell where they stand; a sparse one lacks every optional scalar."""
    values = {
        name: _example_value(field, f"{path}.{field.alias}", sparse=sparse)
        for name, field in entry.model_fields.items()
        if not (sparse and not field.is_required() and shape_of(field).entry is None)
        and (path or field.alias not in _WITHOUT_EXAMPLE)
    }
    return entry.model_construct(None, **values)


def _example_value(field: FieldInfo, path: str, *, sparse: bool) -> Any:
    shape = shape_of(field)
    if shape.entry is not None:
        item = _example(shape.entry, path, sparse=sparse)
        return (item,) if shape.repeated else item
    if shape.choices:
        return shape.choices[0]
    return {Decimal: Decimal(7), int: 2021, dt.date: dt.date(2021, 2, 5)}.get(shape.type, path)


@dataclass(frozen=True, slots=True)
class _Found:
    """Key paths that an example lacks, and those that it fills in vain."""

    missing: frozenset[str]
    lost: frozenset[str]


class _Writer:
    """Writes the keys of the model that a form has a place for.

    Args:
        needed: Keys the form asks for although the model does not; those of last year below 上年.
        without_place: Keys the form prints nowhere.
        known: Values that are known already, by key.
    """

    def __init__(
        self, needed: frozenset[str], without_place: frozenset[str], known: dict[str, Any]
    ) -> None:
        self._needed = needed
        self._without_place = without_place
        self._known = known

    def lines(self, entry: type[Entry], path: str, depth: int, *, offered: bool = False) -> Iterator[str]:
        """The lines of an entry's keys.

        Args:
            entry: The entry.
            path: Its key path.
            depth: How deep its keys are indented.
            offered: Whether the entry as a whole is only offered in a comment.
        """
        for name, field in entry.model_fields.items():
            alias = field.alias or name
            inside = f"{path}.{alias}" if path else alias
            if self._has_place(field, inside):
                yield from self._field(field, inside, depth, inside_offer=offered)

    def _has_place(self, field: FieldInfo, path: str) -> bool:
        """Whether the key has to be there, or the form prints it or anything below it."""
        shape = shape_of(field)
        if path in _NOT_AT_THE_START or path.endswith(UNDIVIDED):
            return False
        if shape.entry is None or path == "上年":
            return field.is_required() or path not in self._without_place
        return any(
            self._has_place(inner, f"{path}.{inner.alias}")
            for inner in shape.entry.model_fields.values()
            if not inner.is_required() or f"{path}.{inner.alias}" not in self._without_place
        )

    def _field(self, field: FieldInfo, path: str, depth: int, *, inside_offer: bool) -> Iterator[str]:
        if not depth and shape_of(field).entry is not None:
            yield ""
        offered = not inside_offer and not self._is_active(field, path)
        lines = (
            self._last_year() if path == "上年" else self._key(field, path, offered=offered or inside_offer)
        )
        yield from (f"{'  ' * depth}{'# ' if offered else ''}{line}" for line in lines)

    def _is_active(self, field: FieldInfo, path: str) -> bool:
        """Whether the key stands in the file, not only in a comment."""
        wanted = any(f"{key}.".startswith(f"{path}.") for key in (*self._needed, *self._known))
        filled_as_a_rule = field.default is not None and shape_of(field).entry is not None
        return field.is_required() or wanted or filled_as_a_rule

    def _key(self, field: FieldInfo, path: str, *, offered: bool) -> list[str]:
        """The lines of one key."""
        shape, explanation, alias = shape_of(field), _explanation(field), path.rpartition(".")[2]
        if shape.entry is None:
            value = self._known.get(path)
            line = f"{alias}:" if value is None else dump({alias: value}).strip()
            return [f"{line}  # {explanation}"]
        inner = list(self.lines(shape.entry, path, 1, offered=offered))
        return [f"{alias}:  # {explanation}", *(_as_item(inner) if shape.repeated else inner)]

    def _last_year(self) -> list[str]:
        """Last year's figures, as far as the form cites them and they do not follow from each other."""
        cited = {path.removeprefix("上年.") for path in self._needed if path.startswith("上年.")}
        derived = {whole for whole, parts in LastYear.SUMS.items() if cited.issuperset(parts)}
        lines = [
            f"  {key}:  # {LastYear.model_fields[name].title}"
            for key, name in LastYear.attribute_of.items()
            if key in cited - derived
        ]
        return [f"上年:  # {_explanation(Disclosure.model_fields['last_year'])}", *lines]


def _as_item(lines: list[str]) -> list[str]:
    """Turn the keys of an entry into the first item of a list; its first key is always a required one."""
    return [f"  - {lines[0].strip()}", *(f"  {line}" for line in lines[1:])]


def _explanation(field: FieldInfo) -> str:
    """Title, description and example in one line."""
    parts = [field.title or ""]
    if field.description and field.description != field.title:
        parts.append(field.description)
    choices = shape_of(field).choices
    if choices:
        parts.append(
            "、".join(choices) + "选一个" + (f"，不填就是“{field.default}”" if field.default else "")
        )
    elif field.examples:
        example = field.examples[0]
        exact = Decimal(str(example)) if isinstance(example, float) else example
        parts.append(dump({"例": exact}).strip())
    return "；".join(parts)
