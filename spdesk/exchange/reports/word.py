"""The decision record as a Word document: the accessible master of what is handed round.

Real headings, header rows that repeat, alternative texts, British English as its language; plain
type and no logo. The same record gives the same bytes.
"""

import io
from collections.abc import Mapping
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from spdesk.exchange.reports.blocks import (
    Block,
    Bullets,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Record,
    Table,
)
from spdesk.exchange.reports.package import steady
from spdesk.exchange.reports.safe import plain_text

FONT = "Arial"
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = Cm(21), Cm(29.7), Cm(2)
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
_PICTURE_WIDTH = Cm(8.5)
_AFTER_TABLE = Pt(9)
_LABELS = Cm(5)
"""Where the values of facts begin."""

_BLACK, _QUIET_GREY = RGBColor(0, 0, 0), RGBColor(0x42, 0x55, 0x63)
"""Both with a contrast of 7 to 1 or more on white."""

_HEADINGS = {1: Pt(18), 2: Pt(13), 3: Pt(11)}
_QUIET, _GRID = "Quiet", "Table Grid"
_STRAY_PARTS = ("/thumbnail", "/stylesWithEffects", "/customXml")
_HEADER_SHADE = "E8EDEE"
_PADDING = "108"
"""Of a cell, in twentieths of a point: Word would hang the table out by as much."""

_LONGEST_TITLE = 255
"""Characters that a core property may hold."""


def write_word(record: Record, pictures: Mapping[str, bytes]) -> bytes:
    """A record as a .docx. `pictures`: PNG by the picture's id; without one its sentences stand."""
    document = Document()
    _set_up(document, record)
    before: Block | None = None
    for block in record.blocks:
        paragraph = _add(document, block, pictures)
        if isinstance(before, Table) and not isinstance(block, Heading):
            paragraph.paragraph_format.space_before = _AFTER_TABLE
        if isinstance(block, Heading) and block.level == 1 and before is not None:
            paragraph.paragraph_format.page_break_before = True
        before = block
    content = io.BytesIO()
    document.save(content)
    return steady(content.getvalue())


def _set_up(document: WordDocument, record: Record) -> None:
    properties = document.core_properties
    properties.title = plain_text(record.title)[:_LONGEST_TITLE]
    properties.subject = plain_text(record.subject)[:_LONGEST_TITLE]
    properties.language = record.language
    properties.author = properties.last_modified_by = "SP Desk"
    properties.comments = properties.keywords = ""
    section = document.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN
    _forget_template(document)
    _set_language(document, record.language)
    _set_styles(document)


def _forget_template(document: WordDocument) -> None:
    """Take out what the library's template brings along: its history, and styles nobody uses."""
    for owner in (document.part.package, document.part):
        for name, relationship in list(owner.rels.items()):
            if relationship.reltype.endswith(_STRAY_PARTS):
                del owner.rels[name]
    settings = document.settings.element
    for tag in ("w:rsids", "w:savePreviewPicture", "w:proofState"):
        for element in settings.findall(qn(tag)):
            settings.remove(element)
    for style in document.styles:
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in ("Normal Table", _GRID):
            style.delete()


def _set_language(document: WordDocument, language: str) -> None:
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)
    for element in document.settings.element.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), language)


def _set_styles(document: WordDocument) -> None:
    styles: Any = document.styles
    quiet = styles.add_style(_QUIET, WD_STYLE_TYPE.PARAGRAPH)
    quiet.base_style = styles["Normal"]
    for name, size, bold, colour in (
        ("Normal", Pt(10.5), False, _BLACK),
        (_QUIET, Pt(9.5), False, _QUIET_GREY),
        ("List Bullet", Pt(10.5), False, _BLACK),
        ("Caption", Pt(10.5), True, _BLACK),
        *((f"Heading {level}", size, True, _BLACK) for level, size in _HEADINGS.items()),
    ):
        style = styles[name]
        _set_font(style, size, bold, colour)
        spacing = style.paragraph_format
        spacing.space_before, spacing.space_after = Pt(0), Pt(5)
        spacing.line_spacing_rule = WD_LINE_SPACING.SINGLE
        if name.startswith(("Heading", "Caption")):
            spacing.space_before = Pt(10 if name != "Caption" else 4)
            spacing.keep_with_next = True
    styles["List Bullet"].paragraph_format.space_after = Pt(2)


def _set_font(style: Any, size: Pt, bold: bool, colour: RGBColor) -> None:
    font = style.font
    font.name, font.size, font.bold, font.italic = FONT, size, bold, False
    font.color.rgb = colour
    fonts = style.element.rPr.rFonts
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):  # a theme's font would win over the one that is named
            del fonts.attrib[attribute]
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)


def _add(document: WordDocument, block: Block, pictures: Mapping[str, bytes]) -> WordParagraph:
    """Add a block, and give its first paragraph."""
    match block:
        case Heading(level, text):
            return document.add_paragraph(_clean(text), f"Heading {level}")
        case Paragraph(text, quiet):
            return document.add_paragraph(_clean(text), _QUIET if quiet else None)
        case Bullets(items):
            first, *_ = (document.add_paragraph(_clean(item), "List Bullet") for item in items)
            return first
        case Facts(rows):
            return _add_facts(document, rows)
        case Table():
            return _add_table(document, block)
        case Picture(name, alt):
            return _add_picture(document, alt, pictures.get(name))


def _clean(text: str) -> str:
    """A tab would leave its column; python-docx turns line feeds into line breaks."""
    return plain_text(text).replace("\t", " ")


def _add_facts(document: WordDocument, rows: tuple[tuple[str, str], ...]) -> WordParagraph:
    """Label and value in one paragraph: read aloud in order, and aligned like a table."""
    added = []
    for label, value in rows:
        paragraph = document.add_paragraph()
        shape = paragraph.paragraph_format
        shape.left_indent, shape.first_line_indent = _LABELS, -_LABELS
        shape.tab_stops.add_tab_stop(_LABELS)
        shape.space_after = Pt(2)
        paragraph.add_run(f"{_clean(label)}:").bold = True
        paragraph.add_run(f"\t{_clean(value)}")
        added.append(paragraph)
    added[-1].paragraph_format.space_after = Pt(8)
    return added[0]


def _add_table(document: WordDocument, block: Table) -> WordParagraph:
    caption = document.add_paragraph(_clean(block.caption), "Caption")
    table = document.add_table(rows=0, cols=len(block.headers), style=_GRID)
    table.autofit = False
    _describe(table._tbl.tblPr, block.caption)  # noqa: SLF001  the library has no other door
    for number, texts in enumerate((block.headers, *block.rows)):
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, text, share in zip(row.cells, texts, block.widths, strict=True):
            cell.width = int(TEXT_WIDTH * share)
            _fill(cell, text, header=number == 0)
    for column, share in zip(table.columns, block.widths, strict=True):
        column.width = int(TEXT_WIDTH * share)
    return caption


def _describe(properties: Any, caption: str) -> None:
    """The table's own name for those who hear it, and its edge in line with the text."""
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), _PADDING)
    indent.set(qn("w:type"), "dxa")
    properties.find(qn("w:tblLayout")).addprevious(indent)  # Word insists on the order
    for tag in ("w:tblCaption", "w:tblDescription"):
        element = OxmlElement(tag)
        element.set(qn("w:val"), _clean(caption))
        properties.append(element)


def _fill(cell: _Cell, text: str, *, header: bool) -> None:
    paragraph: WordParagraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    run = paragraph.add_run(_clean(text))
    run.font.size = Pt(9.5)
    run.bold = header
    if header:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:color"), "auto")
        shade.set(qn("w:fill"), _HEADER_SHADE)
        cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001


def _add_picture(document: WordDocument, alt: str, png: bytes | None) -> WordParagraph:
    if png is None:
        return document.add_paragraph(_clean(alt))
    paragraph = document.add_paragraph()
    shape = paragraph.add_run().add_picture(io.BytesIO(png), width=_PICTURE_WIDTH)
    properties = shape._inline.docPr  # noqa: SLF001
    properties.set("descr", _clean(alt))
    return paragraph
