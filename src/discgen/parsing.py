"""Parsing: an old disclosure, in whatever format, becomes the text of a YAML file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from discgen import readers
from discgen.errors import InputError, Place
from discgen.interpret import Interpretation, interpret
from discgen.model.schema import SCHEMA_FILE
from discgen.yamlfile.writing import dump


@dataclass(frozen=True)
class Parsed:
    """An old disclosure that was parsed.

    Attributes:
        path: The file it came from.
        interpretation: What it says.
    """

    path: Path
    interpretation: Interpretation

    def yaml(self) -> str:
        """The text of the file: keys in the model's order, comments on what needs a look."""
        name = "".join(character if character.isprintable() else "?" for character in self.path.name)
        header = f"# yaml-language-server: $schema={SCHEMA_FILE}\n# 从“{name}”转来。"
        return dump(self.interpretation.data, self.interpretation.remarks, header)


def parse(path: Path, form_folder: Path | None = None) -> Parsed:
    """Parse an old disclosure.

    Args:
        path: The file: .docx, .doc, .html, .pdf or .txt.
        form_folder: A county's own form folder, laid on top of each shipped form.

    Raises:
        InputError: The file cannot be read, or is no disclosure.
        SetupError: Reading it takes a program that this machine lacks.
    """
    document = readers.read(path)
    try:
        return Parsed(path, interpret(document, form_folder))
    except InputError as error:
        placed = [found if found.place.file else found.at(Place(path)) for found in error.problems]
        raise InputError(placed) from error
