"""The Jinja environment of a form: sandboxed, escaping, strict, with Chinese errors."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

from jinja2 import BaseLoader, StrictUndefined, Template, TemplateNotFound, UndefinedError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

TEMPLATE = "disclosure.xml"


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


class _FormLoader(BaseLoader):
    """Finds `<form>/disclosure.xml` in the form's folder or the nearest one it extends."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Any]:
        """The source of a template, its file, and whether it is still current; as Jinja asks for it."""
        del environment
        names = [folder.resolve().name for folder in self._folders]
        name, _, file = template.partition("/")
        if name not in names or file != TEMPLATE:
            raise TemplateNotFound(template)
        below = (folder / TEMPLATE for folder in self._folders[names.index(name) :])
        path = next(path for path in below if path.is_file())
        changed = path.stat().st_mtime_ns
        return path.read_text(encoding="utf-8"), str(path), lambda: path.stat().st_mtime_ns == changed


class FormEnvironment(ImmutableSandboxedEnvironment):
    """Renders the templates of one form.

    Args:
        folders: The form's folder and those it extends, nearest first.
    """

    def __init__(self, folders: tuple[Path, ...]) -> None:
        super().__init__(
            loader=_FormLoader(folders),
            undefined=_Unknown,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._form = folders[0].resolve().name
        self._words = lru_cache(maxsize=4096)(self.from_string)

    @property
    def main(self) -> str:
        """The name of the form's own template."""
        return f"{self._form}/{TEMPLATE}"

    def words(self, source: str) -> Template:
        """A template for a few words, compiled once."""
        return self._words(source)

    def block_names(self) -> set[str]:
        """The names of all blocks, whichever form of the chain defines them."""
        names: set[str] = set()
        pending = [self.main]
        while pending:
            template = self.get_template(pending.pop())
            names.update(template.blocks)
            source = Path(template.filename or "").read_text(encoding="utf-8")
            pending.extend(_parents(self.parse(source)))
        return names


def _parents(template: nodes.Template) -> list[str]:
    """The names of the templates that a template extends."""
    parents = (statement.template for statement in template.find_all(nodes.Extends))
    return [parent.value for parent in parents if isinstance(parent, nodes.Const)]


@lru_cache(maxsize=16)
def environment_of(folders: tuple[Path, ...]) -> FormEnvironment:
    """The environment of a form, shared by all files that use it."""
    return FormEnvironment(folders)
