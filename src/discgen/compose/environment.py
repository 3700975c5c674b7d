"""The Jinja environment of a form: sandboxed, escaping, strict, with Chinese errors."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

from jinja2 import BaseLoader, StrictUndefined, Template, TemplateNotFound, UndefinedError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

TEMPLATE = "disclosure.xml"
MAIN = "0"
"""The form's own template, or the nearest it extends."""

PARENT = "上级"


class UnknownNameError(UndefinedError):
    """A template cites a name that nothing bears."""

    def __init__(self, name: str) -> None:
        super().__init__(f"引用了不认识的名称“{name}”")


class _Unknown(StrictUndefined):
    """Names itself in Chinese when it is used."""

    def _fail_with_undefined_error(self, *_: Any, **__: Any) -> NoReturn:
        raise UnknownNameError(str(self._undefined_name))

    __iter__ = __str__ = __len__ = _fail_with_undefined_error
    __eq__ = __ne__ = __bool__ = __hash__ = _fail_with_undefined_error
    __html__ = _fail_with_undefined_error


class _ChainLoader(BaseLoader):
    """Loads the templates of a form and of those it extends by their place in that chain, from 0."""

    def __init__(self, files: tuple[Path, ...]) -> None:
        self._files = files

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Any]:
        """The source of a template, its file, and whether it is still current; as Jinja asks for it."""
        del environment
        if not template.isdecimal() or int(template) >= len(self._files):
            raise TemplateNotFound(template)
        path = self._files[int(template)]
        changed = path.stat().st_mtime_ns
        return path.read_text(encoding="utf-8"), str(path), lambda: path.stat().st_mtime_ns == changed


class FormEnvironment(ImmutableSandboxedEnvironment):
    """Renders the templates of one form.

    A template that begins with `{% extends "上级" %}` extends that of the form which `form.yaml` names.

    Args:
        files: The templates of the form and of those it extends, nearest first.
    """

    def __init__(self, files: tuple[Path, ...]) -> None:
        super().__init__(
            loader=_ChainLoader(files),
            undefined=_Unknown,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._depth = len(files)
        self._words = lru_cache(maxsize=4096)(self.from_string)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse a template; the end of every block is marked with its name, so that it can be found."""
        template = super()._parse(source, name, filename)
        for block in list(template.find_all(nodes.Block)):
            block.body.append(nodes.Output([nodes.TemplateData(f'<mark n="{block.name}"/>')]))
        return template

    def join_path(self, template: str, parent: str) -> str:
        """Which template `上级` is for the template `parent`."""
        return str(int(parent) + 1) if template == PARENT else template

    def words(self, source: str) -> Template:
        """A template for a few words, compiled once."""
        return self._words(source)

    def block_names(self) -> set[str]:
        """The names of all blocks, whichever form of the chain defines them."""
        return {name for place in range(self._depth) for name in self.get_template(str(place)).blocks}


@lru_cache(maxsize=16)
def environment_of(folders: tuple[Path, ...]) -> FormEnvironment:
    """The environment of a form, given its folders, nearest first; shared by all files that use it."""
    return FormEnvironment(tuple(path for folder in folders if (path := folder / TEMPLATE).is_file()))
