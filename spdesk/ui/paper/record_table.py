"""Tables of a record on paper: filled as text, and measured before they are put on a page."""

from collections.abc import Sequence

from PySide6.QtCore import QSizeF
from PySide6.QtGui import (
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QTextTable,
    QTextTableFormat,
)

from spdesk.exchange.reports.blocks import Table
from spdesk.exchange.reports.safe import plain_text
from spdesk.ui.paper.ink import mm, paper_color
from spdesk.ui.paper.pdf import SHORT_SIDE
from spdesk.ui.paper.record_format import block_format, char_format, font_of, table_format

MARGIN = 20.0
"""Millimetres that stay white on every side, but for the foot of the page."""

TEXT_WIDTH = mm(SHORT_SIDE - 2 * MARGIN)
_ENDLESS = 1e9

_NOT_TEXT = {
    ord("\t"): " ",
    ord("\n"): "\N{LINE SEPARATOR}",
    ord("\N{PARAGRAPH SEPARATOR}"): "\N{LINE SEPARATOR}",
    0xFDD0: None,  # Qt begins and ends a frame with these
    0xFDD1: None,
    0xFFFC: None,  # and this is a picture to it
}


def clean(text: str) -> str:
    """A text as one paragraph can hold it."""
    return plain_text(text).translate(_NOT_TEXT)


def new_document() -> QTextDocument:
    """An empty document in the units of paper; long words break rather than leave the page."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setIndentWidth(mm(5))
    document.setDefaultFont(font_of(10.5))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    return document


def fill(table: QTextTable, row: int, column: int, text: str, role: str) -> None:
    """Put a text into a cell, in the look of its role."""
    cell = table.cellAt(row, column)
    if role == "head":
        ground = QTextCharFormat()
        ground.setBackground(paper_color("sidebar"))
        cell.setFormat(ground)
    cursor = cell.firstCursorPosition()
    cursor.setBlockFormat(block_format(role))
    cursor.setBlockCharFormat(char_format(role))
    cursor.insertText(clean(text), char_format(role))


def insert_rows(
    cursor: QTextCursor,
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    shape: QTextTableFormat,
) -> QTextTable:
    """Insert a table of a row of headers and the other rows."""
    cursor.beginEditBlock()  # laid out once, at the end
    table = cursor.insertTable(1 + len(rows), len(headers), shape)
    for number, texts in enumerate((headers, *rows)):
        for column, text in enumerate(texts):
            fill(table, number, column, text, "cell" if number else "head")
    cursor.endEditBlock()
    return table


def row_heights(block: Table) -> list[float]:
    """How tall the row of headers and each row is, on a page without an end."""
    document = new_document()
    document.setPageSize(QSizeF(TEXT_WIDTH, _ENDLESS))
    shape = table_format(block.widths)
    table = insert_rows(QTextCursor(document), block.headers, block.rows, shape)
    layout = document.documentLayout()
    firsts = [
        layout.blockBoundingRect(table.cellAt(n, 0).firstCursorPosition().block()).top()
        for n in range(table.rows())
    ]
    end = layout.frameBoundingRect(table).bottom()
    return [below - top for top, below in zip(firsts, [*firsts[1:], end], strict=True)]
