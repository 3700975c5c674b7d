"""Files that a page offers, for pages that hold nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

_FILE = re.compile(r"([^/\\?=]*\.(?:docx?|wps|xlsx?|et|pdf|ofd|rar|zip|7z))(?:$|[?#&])", re.IGNORECASE)
_SOURCES = {"a": "href", "iframe": "src", "embed": "src", "object": "data"}
_LONGEST_ADDRESS = 2000  # characters; browsers have such limits too
_LONGEST_NAME = 40  # characters that a message shows


def attachments_of(root: html.HtmlElement) -> list[str]:
    """The names of the files that a page links or shows in a frame, each once."""
    return list(dict.fromkeys(_names(root)))


def _names(root: html.HtmlElement) -> Iterator[str]:
    for element in root.iter(*_SOURCES):
        words = " ".join("".join(element.itertext()).split())[:_LONGEST_ADDRESS]
        address = element.get(_SOURCES[element.tag], "")[:_LONGEST_ADDRESS]
        if match := _FILE.search(address) or _FILE.search(words):
            yield (words or match[1])[:_LONGEST_NAME]
