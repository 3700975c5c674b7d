"""The Word styles that carry a document's structure: the writer gives these names, the reader knows them.

The names are Word's own where Word has one, so that its navigation pane, its style gallery in every
language and other programs recognise them. Ids are not fixed: Word and WPS renumber them on saving.
"""

from __future__ import annotations

TITLE = "Title"
BODY = "Normal"
NOTE = "表注"
HEADINGS = ("heading 1", "heading 2", "heading 3", "heading 4")
CAPTION = "caption"
HEADING_CAPTIONS = ("表题 1", "表题 2", "表题 3", "表题 4")
"""Captions that belong to the outline: set like a caption, with the level of the heading of that number."""
CELL = "表格文字"
HEADER_CELL = "表头"
SEPARATOR = "表格分隔"
"""The paragraph that Word needs behind a table where the document has none; it holds nothing."""
TABLE = "Table Grid"

REQUIRED = (
    TITLE,
    BODY,
    NOTE,
    *HEADINGS,
    CAPTION,
    *HEADING_CAPTIONS,
    CELL,
    HEADER_CELL,
    SEPARATOR,
    TABLE,
)
"""What a reference document has to define."""
