"""Forms (版式): folders of wording, tables, numbers and looks, each of which may extend another.

A form folder holds any of `form.yaml`, `disclosure.xml` (the Jinja template), `style.css` and
`reference.docx`; what it lacks it takes from the form it extends, up to `common`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from discgen import validation
from discgen.errors import InputError, Place, Problem
from discgen.figures import NumberFormat
from discgen.forms.spec import FormSpec, NumberSpec, TableSpec
from discgen.model import Disclosure
from discgen.model.schema import FileSchema
from discgen.resources import TEMPLATES
from discgen.writers import Look
from discgen.yamlfile import reading

BASE = "common"
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Form:
    """A form with all it takes from the forms it extends.

    Attributes:
        name: Its folder's name.
        title: Its Chinese name.
        folders: Its folder, then those of the forms it extends, nearest first.
        numbers: Number formats by key prefix.
        words: Vocabulary.
        tables: Tables by name.
    """

    name: str
    title: str
    folders: tuple[Path, ...]
    numbers: Mapping[str, NumberSpec]
    words: Mapping[str, str]
    tables: Mapping[str, TableSpec]

    def nearest(self, file: str) -> Path:
        """The file of that name in this form or the nearest form it extends."""
        return next(path for folder in self.folders if (path := folder / file).is_file())

    def look(self) -> Look:
        """How the form dresses its documents: all style sheets, base first, and the nearest .docx."""
        sheets = [folder / "style.css" for folder in reversed(self.folders)]
        css = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets if sheet.is_file())
        return Look(css=css, reference_docx=self.nearest("reference.docx"))

    def number_formats(self, disclosure: Disclosure) -> dict[str, NumberFormat]:
        """Number formats by key prefix, for the units and places that one file asks for."""
        return {prefix: _number_format(spec, disclosure) for prefix, spec in self.numbers.items()}


def _number_format(spec: NumberSpec, disclosure: Disclosure) -> NumberFormat:
    unit = disclosure.project_unit if spec.unit == "项目表单位" else spec.unit or "万元"
    places = spec.max_places if spec.max_places is not None else disclosure.decimals
    return NumberFormat(unit, spec.min_places or 0, places, spec.grouped == "是")


def names() -> list[tuple[str, str]]:
    """The shipped forms that a file can name: folder name and Chinese name."""
    folders = sorted(path.parent for path in TEMPLATES.glob("*/form.yaml"))
    return [(folder.name, _read(folder).title) for folder in folders if folder.name != BASE]


def load(name: str, folder: Path | None = None) -> Form:
    """Load a form.

    Args:
        name: The shipped form to use.
        folder: A county's own form folder, laid on top; without `继承` it extends the form `name`.

    Raises:
        InputError: There is no such form, or its `form.yaml` is wrong.
    """
    chain = _chain(folder, name) if folder else _chain(_shipped(name), BASE)
    specs = [spec for _, spec in chain]
    return Form(
        name=chain[0][0].resolve().name,
        title=specs[0].title,
        folders=tuple(path for path, _ in chain),
        numbers=_merged(spec.numbers for spec in specs),
        words=_merged(spec.words for spec in specs),
        tables=_merged(spec.tables for spec in specs),
    )


def _merged(layers: Any) -> dict[str, Any]:
    """Join mappings, nearest form first: what is nearer counts."""
    merged: dict[str, Any] = {}
    for layer in layers:
        merged = {**layer, **merged}
    return merged


def _chain(folder: Path, default: str) -> list[tuple[Path, FormSpec]]:
    """The folder and all it extends, nearest first."""
    chain: list[tuple[Path, FormSpec]] = []
    while True:
        spec = _read(folder)
        chain.append((folder, spec))
        if folder == TEMPLATES / BASE:
            return chain
        if len(chain) > _DEEPEST:
            raise InputError(
                Problem(
                    "版式一层层继承，绕成了圈或层数太多",
                    "检查各 form.yaml 的“继承”",
                    Place(folder / "form.yaml"),
                )
            )
        folder = _shipped(spec.extends or default)
        default = BASE


def _shipped(name: str) -> Path:
    folder = TEMPLATES / name
    if folder.parent != TEMPLATES or not (folder / "form.yaml").is_file():
        known = "、".join(known for known, _ in names())
        raise InputError(
            Problem(
                f"没有名为“{name}”的版式",
                f"可用的版式有：{known}；本县自己的版式用 --form 指定文件夹",
                path="版式",
            )
        )
    return folder


def _read(folder: Path) -> FormSpec:
    """Read and validate a folder's form.yaml; a folder without one only adds files."""
    file = folder / "form.yaml"
    if not folder.is_dir():
        raise InputError(Problem(f"找不到版式文件夹“{folder}”", "检查 --form 后面的路径", Place(folder)))
    if not file.is_file():
        return FormSpec.model_validate({"名称": folder.name})
    source = reading.read(file)
    schema = FormSpec.model_json_schema(by_alias=True, schema_generator=FileSchema)
    if problems := validation.problems(source, schema):
        raise InputError(problems)
    return FormSpec.model_validate(source.data)
