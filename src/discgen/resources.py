"""Finds the templates and schemas that ship with discgen, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    installed = _PACKAGE / name
    return installed if installed.is_dir() else _PACKAGE.parents[1] / name


TEMPLATES = _shipped("templates")
SCHEMAS = _shipped("schemas")
