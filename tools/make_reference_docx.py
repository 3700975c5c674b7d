"""Makes templates/common/reference.docx, the look of Word output: page, styles, footers.

The numbers are those of GB/T 9704-2012 (党政机关公文格式). The file is committed; a test compares it with
what this program makes. Usage: make_reference_docx.py [TARGET]
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from discgen import word_styles as styles
from discgen.writers.docx.package import pack

TARGET = Path(__file__).resolve().parents[1] / "templates" / "common" / "reference.docx"

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATIONSHIPS = f"{PACKAGE}/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

LATIN = "Times New Roman"
SONG = "宋体"
FANGSONG = "仿宋_GB2312"
KAI = "楷体_GB2312"
HEI = "黑体"
TITLE_SONG = "方正小标宋简体"
SUBSTITUTES = {
    TITLE_SONG: "华文中宋,STZhongsong,宋体,SimSun",
    FANGSONG: "仿宋,FangSong,华文仿宋,STFangsong",
    KAI: "楷体,KaiTi,华文楷体,STKaiti",
    HEI: "SimHei",
    SONG: "SimSun",
}

# Type sizes in half-points.
SIZE_2, SIZE_3, SIZE_4, SIZE_5 = 44, 32, 28, 21

# 22 lines of 28 characters have to fill 225 x 156 mm: 28.99 pt for a line, 15.79 pt for a character (0.207
# less than 三号 has). Both are rounded down; rounded up they would cost a line and a character.
LINE = 579  # twips
CHARACTER_SPACE = -850  # 1/4096 pt
# The section declares that grid, but text does not snap to it: LibreOffice sets a grid of characters
# far too wide. Lines of exact height and closer characters make the same page in every program.
TIGHT = -6  # twips between characters of 三号; -5 would do, but LibreOffice rounds it to -4
TABLE_LINE = 320  # twips
SECTION = f"""<w:sectPr>
<w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>
<w:pgSz w:w="11906" w:h="16838"/>
<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1304"
 w:gutter="0"/>
<w:cols w:space="425"/>
<w:docGrid w:type="linesAndChars" w:linePitch="{LINE}" w:charSpace="{CHARACTER_SPACE}"/>
</w:sectPr>"""

NO_INDENT = '<w:ind w:firstLine="0" w:firstLineChars="0"/>'
TWO_CHARACTERS = '<w:ind w:firstLine="640" w:firstLineChars="200"/>'
CENTERED = '<w:jc w:val="center"/>'
JUSTIFIED = '<w:jc w:val="both"/>'
STARTED = '<w:jc w:val="left"/>'
KEPT = "<w:keepNext/><w:keepLines/>"


def exactly(twips: int, before: int = 0, after: int = 0) -> str:
    """Lines of exactly `twips`, with space before and after the paragraph."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{twips}" w:lineRule="exact"/>'


def face(name: str, half_points: int, *, latin: str = LATIN, bold: bool = False) -> str:
    """The type of a style: children of `w:rPr`, in the order of the schema.

    All four fonts are named, or Word falls back to its theme.
    """
    return (
        f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{name}" w:cs="{latin}"/>'
        f"{'<w:b/><w:bCs/>' if bold else ''}"
        f'<w:color w:val="000000"/><w:spacing w:val="{TIGHT if half_points == SIZE_3 else 0}"/>'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    )


@dataclass(frozen=True)
class ParagraphStyle:
    """A paragraph style.

    Attributes:
        id: Its id in this file.
        name: Its name.
        layout: Children of `w:pPr`, in the order of the schema.
        type: Children of `w:rPr`, as `face` makes them.
        base: Id of the style from which it takes what it leaves unsaid; "" for the root.
        following: Id of the style of the paragraph that Enter begins.
    """

    id: str
    name: str
    layout: str
    type: str
    base: str = "Normal"
    following: str = "Normal"

    def xml(self) -> str:
        """The style as `w:style`."""
        default = "" if self.base else ' w:default="1"'
        base = f'<w:basedOn w:val="{self.base}"/>' if self.base else ""
        return (
            f'<w:style w:type="paragraph"{default} w:styleId="{self.id}">'
            f'<w:name w:val="{self.name}"/>{base}'
            f'<w:next w:val="{self.following}"/><w:uiPriority w:val="1"/><w:qFormat/>'
            f"<w:pPr>{self.layout}</w:pPr><w:rPr>{self.type}</w:rPr></w:style>"
        )


HEADING_FACES = (
    face(HEI, SIZE_3),
    face(KAI, SIZE_3),
    face(FANGSONG, SIZE_3, bold=True),
    face(FANGSONG, SIZE_3),
)


def heading_styles() -> list[ParagraphStyle]:
    """The four levels of headings, and for each the caption that has its level."""
    headings = [
        ParagraphStyle(f"Heading{level}", name, f'{KEPT}<w:outlineLvl w:val="{level - 1}"/>', face)
        for level, (name, face) in enumerate(zip(styles.HEADINGS, HEADING_FACES, strict=True), 1)
    ]
    captions = [
        ParagraphStyle(
            id=f"TableHeading{level}",
            name=name,
            layout=f'{KEPT}{NO_INDENT}{CENTERED}<w:outlineLvl w:val="{level - 1}"/>',
            type=face,
            base=f"Heading{level}",
        )
        for level, (name, face) in enumerate(zip(styles.HEADING_CAPTIONS, HEADING_FACES, strict=True), 1)
    ]
    return headings + captions


def paragraph_styles() -> list[ParagraphStyle]:
    """All paragraph styles, the root first."""
    body = face(FANGSONG, SIZE_3)
    cell = face(FANGSONG, SIZE_5)
    whole_lines = f'<w:widowControl w:val="0"/><w:snapToGrid w:val="0"/>{exactly(LINE)}'
    return [
        ParagraphStyle("Normal", styles.BODY, f"{whole_lines}{TWO_CHARACTERS}{JUSTIFIED}", body, base=""),
        ParagraphStyle(
            id="Title",
            name=styles.TITLE,
            layout=f"{KEPT}{exactly(LINE, after=LINE)}{NO_INDENT}<w:contextualSpacing/>{CENTERED}",
            type=face(TITLE_SONG, SIZE_2),
            following="Title",
        ),
        *heading_styles(),
        ParagraphStyle(
            id="Caption",
            name=styles.CAPTION,
            layout=f"{KEPT}{NO_INDENT}{CENTERED}",
            type=face(HEI, SIZE_4),
        ),
        ParagraphStyle(
            id="TableText",
            name=styles.CELL,
            layout=f"{exactly(TABLE_LINE)}{NO_INDENT}{STARTED}",
            type=cell,
            following="TableText",
        ),
        ParagraphStyle(
            id="TableHeader",
            name=styles.HEADER_CELL,
            layout="",
            type=face(HEI, SIZE_5),
            base="TableText",
            following="TableText",
        ),
        ParagraphStyle(
            id="TableNote",
            name=styles.NOTE,
            layout=f"{exactly(TABLE_LINE, before=80)}{NO_INDENT}",
            type=cell,
        ),
        ParagraphStyle(
            id="TableSeparator",
            name=styles.SEPARATOR,
            layout=f"{exactly(20)}{NO_INDENT}",
            type=face(FANGSONG, 2),
        ),
        ParagraphStyle(
            id="Footer",
            name="footer",
            layout=f"{exactly(280)}{NO_INDENT}{STARTED}",
            type=face(SONG, SIZE_4, latin=SONG),
            following="Footer",
        ),
    ]


DEFAULTS = f"""<w:docDefaults><w:rPrDefault><w:rPr>{face(FANGSONG, SIZE_3)}\
<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>\
<w:pPrDefault/></w:docDefaults>
<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0" w:defUnhideWhenUsed="0" \
w:defQFormat="0" w:count="376"/>"""

# Fixed cell margins; the text of every cell stands in the middle of its height.
TABLE_STYLES = """<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">\
<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>\
<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>\
<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>\
<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"""


def grid_style() -> str:
    """The table style: a thin frame around every cell, text in the middle of its height."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    margins = {"top": 40, "left": 85, "bottom": 40, "right": 85}
    padding = "".join(f'<w:{side} w:w="{twips}" w:type="dxa"/>' for side, twips in margins.items())
    return (
        f'<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="{styles.TABLE}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="39"/><w:tblPr><w:tblBorders>{borders}'
        f"</w:tblBorders><w:tblCellMar>{padding}</w:tblCellMar></w:tblPr>"
        '<w:tcPr><w:vAlign w:val="center"/></w:tcPr></w:style>'
    )


def styles_part() -> str:
    """word/styles.xml."""
    paragraphs = "\n".join(style.xml() for style in paragraph_styles())
    return f'<w:styles xmlns:w="{WORD}">{DEFAULTS}\n{paragraphs}\n{TABLE_STYLES}\n{grid_style()}</w:styles>'


def settings_part() -> str:
    """word/settings.xml: odd and even footers, Chinese line breaking, the layout of Word 2013 and later."""
    modern = (
        "overrideTableStyleFontSizeAndJustification",
        "enableOpenTypeFeatures",
        "doNotFlipMirrorIndents",
    )
    options = [("compatibilityMode", 15), *((name, 1) for name in modern)]
    uri = "http://schemas.microsoft.com/office/word"
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="{value}"/>' for name, value in options
    )
    return (
        f'<w:settings xmlns:w="{WORD}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        '<w:evenAndOddHeaders/><w:drawingGridVerticalSpacing w:val="156"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        f"<w:compat><w:useFELayout/>{compat}</w:compat>"
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/>'
        '<w:listSeparator w:val=","/></w:settings>'
    )


def fonts_part() -> str:
    """word/fontTable.xml: what may stand in for a typeface that the reader's machine lacks."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in SUBSTITUTES.items()
    )
    return f'<w:fonts xmlns:w="{WORD}">{fonts}</w:fonts>'


def footer_part(side: str) -> str:
    """A footer with the page number between dashes, one character from the edge on `side`."""
    indent = f'<w:ind w:{side}="280" w:{side}Chars="100" w:firstLine="0" w:firstLineChars="0"/>'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return (
        f'<w:ftr xmlns:w="{WORD}"><w:p>'
        f'<w:pPr><w:pStyle w:val="Footer"/>{indent}<w:jc w:val="{side}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">— </w:t></w:r>{field}<w:r><w:t xml:space="preserve"> —</w:t></w:r>'
        "</w:p></w:ftr>"
    )


def document_part() -> str:
    """word/document.xml: one paragraph in each style, for whoever adapts the look in Word."""
    shown = "\n".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style.id}"/></w:pPr><w:r><w:t>{style.name}</w:t></w:r></w:p>'
        for style in paragraph_styles()
        if style.id != "Footer"
    )
    return (
        f'<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:body>{shown}\n{SECTION}</w:body></w:document>'
    )


PARTS = {
    "document": document_part,
    "styles": styles_part,
    "settings": settings_part,
    "fontTable": fonts_part,
    "footer1": lambda: footer_part("right"),
    "footer2": lambda: footer_part("left"),
}


def content_types() -> str:
    """[Content_Types].xml."""
    kinds = {name: name.rstrip("12") for name in PARTS} | {"document": "document.main"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD_TYPE}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'{overrides}<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def relationships(*targets: tuple[str, str]) -> str:
    """A relationships part, from pairs of a relationship's type and its target; ids are rId1, rId2 ..."""
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{RELATIONSHIPS}">{entries}</Relationships>'


def core_properties() -> str:
    """docProps/core.xml, empty: the writer fills it in."""
    return f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"/>'


def parts() -> dict[str, bytes]:
    """All parts of the package, in the order of the file."""
    related = [(f"{OFFICE}/{name.rstrip('12')}", f"{name}.xml") for name in PARTS if name != "document"]
    texts = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(
            (f"{OFFICE}/officeDocument", "word/document.xml"),
            (f"{RELATIONSHIPS}/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": core_properties(),
        "word/_rels/document.xml.rels": relationships(*related),
        **{f"word/{name}.xml": make() for name, make in PARTS.items()},
    }
    return {name: (DECLARATION + text).encode() for name, text in texts.items()}


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.write_bytes(pack(parts()))
