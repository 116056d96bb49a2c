"""A record laid out on pages of A4: what is printed as a PDF, and what the preview shows.

All lengths are in 1/720 inch, as in the rest of the paper, so that the lines are the same on every
printer and on the screen. Texts are inserted as texts: no markup is read.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFontMetricsF,
    QImage,
    QPainter,
    QPalette,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextImageFormat,
)

from spdesk.core.translation import translate
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
from spdesk.ui.paper.ink import PER_INCH, mm, paper_color
from spdesk.ui.paper.pdf import LONG_SIDE, SHORT_SIDE
from spdesk.ui.paper.record_format import (
    block_format,
    char_format,
    facts_format,
    font_of,
    table_format,
)
from spdesk.ui.paper.record_table import (
    MARGIN,
    TEXT_WIDTH,
    clean,
    fill,
    insert_rows,
    new_document,
    row_heights,
)

_FOOT_TOP = LONG_SIDE - 14.0
PICTURE_WIDTH = 100.0
"""Millimetres; the height follows."""

_FOOT = 8.5
_LABELS = 0.28
"""The share of the width that the labels of facts have."""

_SPARE = mm(4)
"""Room at the foot of a page that a table leaves free, for what Qt puts behind it."""


class Bookmark(NamedTuple):
    """A heading: its level from 1, and where it stands; `page` counts from 0, `top` is in points."""

    level: int
    text: str
    page: int
    top: float


@dataclass(frozen=True)
class Sheet:
    """One finished page: paints itself onto a painter in the units of paper."""

    document: QTextDocument
    number: int
    title: str

    def paint(self, painter: QPainter, shown_number: int) -> None:
        """Paint the page with its foot, which says `shown_number`, counted from 1."""
        edge, size = mm(MARGIN), self.document.pageSize()
        part = QRectF(0, self.number * size.height(), size.width(), size.height())
        painter.save()
        painter.translate(edge, edge - part.top())
        painter.setClipRect(part)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = part.adjusted(0, 2, 0, -2)  # what merely touches a page is not on it
        # Not the program's palette, which may be dark.
        context.palette = QPalette(paper_color("surface"))
        context.palette.setColor(QPalette.ColorRole.Text, paper_color("text"))
        self.document.documentLayout().draw(painter, context)
        painter.restore()
        self._paint_foot(painter, shown_number)

    def _paint_foot(self, painter: QPainter, shown_number: int) -> None:
        words = translate("paper", "Page {number}").format(number=shown_number)
        font = font_of(_FOOT)
        metrics = QFontMetricsF(font)
        room = QRectF(mm(MARGIN), mm(_FOOT_TOP), self.document.pageSize().width(), mm(6))
        free = room.width() - metrics.horizontalAdvance(words) - mm(6)
        painter.setFont(font)
        painter.setPen(paper_color("muted"))
        title = metrics.elidedText(self.title, Qt.TextElideMode.ElideRight, free)
        painter.drawText(QPointF(room.left(), room.top() + metrics.ascent()), title)
        end = room.right() - metrics.horizontalAdvance(words)
        painter.drawText(QPointF(end, room.top() + metrics.ascent()), words)


class Section:
    """The part of a record from one first heading to the next: it begins on a page of its own."""

    def __init__(self, blocks: Sequence[Block], pictures: Mapping[str, bytes], title: str) -> None:
        self._title = title
        self._pictures = pictures
        self._headings: list[tuple[Heading, QTextCursor]] = []
        self._waiting: list[int] = []
        """Where the headings begin that nothing has followed yet."""

        self._is_fresh = True
        """Whether the last block is empty and waits for what comes next."""

        self.document = new_document()
        edge = mm(MARGIN)
        self.document.setPageSize(QSizeF(TEXT_WIDTH, mm(LONG_SIDE) - 2 * edge))
        self._cursor = QTextCursor(self.document)
        for block in blocks:
            self._add(block)
        self._part_at_pages()

    def sheets(self) -> list[Sheet]:
        """Its pages."""
        return [Sheet(self.document, n, self._title) for n in range(self.document.pageCount())]

    def bookmarks(self) -> Iterator[Bookmark]:
        """Its headings; pages are counted from the first page of the section."""
        for heading, cursor in self._headings:
            position = cursor.position()
            page = self._page(position)
            below = self._top(position) - page * self._page_height
            points = (below + mm(MARGIN)) * 72 / PER_INCH
            yield Bookmark(heading.level, _line(heading.text), page, points)

    def _add(self, block: Block) -> None:
        match block:
            case Heading(level, text):
                self._begin(f"heading {min(level, 3)}", text)
                self._waiting.append(self._cursor.block().position())
                where = QTextCursor(self.document)
                where.setPosition(self._waiting[-1])
                self._headings.append((block, where))
            case Paragraph(text, quiet):
                self._begin("quiet" if quiet else "body", text)
                self._follow(self._cursor.block().position())
            case Bullets(items):
                self._add_bullets(items)
            case Facts(rows):
                self._add_facts(rows)
            case Table():
                self._add_table(block)
            case Picture(name, alt):
                self._add_picture(name, alt)

    def _begin(self, role: str, text: str = "") -> None:
        """Go on with a new block and its text."""
        if self._is_fresh:
            self._cursor.setBlockFormat(block_format(role))
            self._cursor.setBlockCharFormat(char_format(role))
        else:
            self._cursor.insertBlock(block_format(role), char_format(role))
        self._is_fresh = False
        self._cursor.insertText(clean(text), char_format(role))

    def _follow(self, position: int) -> None:
        """Something begins here: headings that stand just before it are on the same page."""
        if self._waiting:
            self._lay_out()
        if self._waiting and self._page(self._waiting[0]) != self._page(position):
            self._break_before(self._waiting[0])
        self._waiting.clear()

    def _break_before(self, position: int) -> None:
        cursor = QTextCursor(self.document)
        cursor.setPosition(position)
        shape = cursor.blockFormat()
        shape.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        cursor.setBlockFormat(shape)

    def _add_bullets(self, items: Sequence[str]) -> None:
        """Bullets are letters, so that they are also there in the text that one copies."""
        for number, item in enumerate(items):
            self._begin("item", "•")
            self._cursor.insertText(f"\t{clean(item)}", char_format("item"))
            if not number:
                self._follow(self._cursor.block().position())

    def _add_facts(self, rows: Sequence[tuple[str, str]]) -> None:
        if not rows:
            return
        self._cursor.beginEditBlock()
        table = self._cursor.insertTable(len(rows), 2, facts_format((_LABELS, 1 - _LABELS)))
        for number, (label, value) in enumerate(rows):
            fill(table, number, 0, f"{label}:", "label")
            fill(table, number, 1, value, "value")
        self._cursor.endEditBlock()
        self._leave_table()
        self._follow(table.cellAt(0, 0).firstPosition())

    def _add_table(self, block: Table) -> None:
        """A table, cut between rows where a page ends."""
        self._begin("caption", block.caption)
        caption = self._cursor.block().position()
        head, *heights = row_heights(block)
        self._lay_out()
        start = (*self._waiting, caption)[0]
        self._waiting.clear()
        above = self._box(caption).bottom() - self._top(start)
        free = self._page_height - self._box(caption).bottom() % self._page_height - _SPARE
        if head + sum(heights[:1]) > free or self._page(start) != self._page(caption):
            self._break_before(start)
            free = self._page_height - above - _SPARE
        parts = _cut(heights, free - head, self._page_height - _SPARE - head)
        for number, (first, last) in enumerate(parts):
            shape = table_format(block.widths)
            if number:
                shape.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            insert_rows(self._cursor, block.headers, block.rows[first:last], shape)
            self._leave_table()

    def _leave_table(self) -> None:
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._cursor.setBlockFormat(block_format("gap"))
        self._cursor.setBlockCharFormat(char_format("gap"))
        self._is_fresh = True

    def _add_picture(self, name: str, alt: str) -> None:
        image = QImage.fromData(self._pictures.get(name, b""))
        if image.isNull():
            self._add(Paragraph(alt))
            return
        self._begin("picture")
        address = QUrl(f"picture:{self._cursor.position()}")
        kind = QTextDocument.ResourceType.ImageResource
        self.document.addResource(kind.value, address, image)
        shape = QTextImageFormat()
        shape.setName(address.toString())
        shape.setWidth(mm(PICTURE_WIDTH))
        shape.setHeight(mm(PICTURE_WIDTH) * image.height() / image.width())
        self._cursor.insertImage(shape)
        self._follow(self._cursor.block().position())

    def _part_at_pages(self) -> None:
        """Part a block where a page ends.

        Else Qt would paint its line before the page again, out of sight: who copies the text of a
        PDF, or lets it be read out, would get that line twice.
        """
        self._lay_out()
        for start, place in reversed(list(self._page_ends())):
            self._part(start, place)
        self._lay_out()

    def _page_ends(self) -> Iterator[tuple[int, int]]:
        """Where a page ends within a block: the beginning of the block, and of the next line."""
        block = self.document.begin()
        while block.isValid():
            top = self._box(block.position()).top() + 1
            lines = block.layout()
            tops = (top + lines.lineAt(n).y() for n in range(lines.lineCount()))
            pages = [int(one // self._page_height) for one in tops]
            for number, (page, following) in enumerate(pairwise(pages), 1):
                if page != following:
                    start = lines.lineAt(number).textStart()
                    yield block.position(), block.position() + start
            block = block.next()

    def _lay_out(self) -> None:
        """Lay out everything: what Qt lays out bit by bit may lie across the end of a page."""
        self.document.markContentsDirty(0, self.document.characterCount())

    def _part(self, start: int, place: int) -> None:
        cursor = QTextCursor(self.document)
        cursor.setPosition(place)
        shape = cursor.blockFormat()
        above = QTextBlockFormat(shape)
        above.setBottomMargin(0)
        shape.setTopMargin(0)
        shape.setTextIndent(0)
        shape.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_Auto)
        cursor.beginEditBlock()
        cursor.insertBlock(shape)
        cursor.setPosition(start)
        cursor.setBlockFormat(above)
        cursor.endEditBlock()

    @property
    def _page_height(self) -> float:
        return self.document.pageSize().height()

    def _box(self, position: int) -> QRectF:
        block = self.document.findBlock(position)
        return self.document.documentLayout().blockBoundingRect(block)

    def _top(self, position: int) -> float:
        """Where the first line of a block is: on the next page where the block has no room."""
        box = self._box(position)  # which also lays out what is not yet
        lines = self.document.findBlock(position).layout()
        gap = lines.lineAt(0).y() if lines.lineCount() else 0.0
        # Qt counts in 64ths: the top of a page may lie a little above it.
        return box.top() + gap + 1

    def _page(self, position: int) -> int:
        return int(self._top(position) // self._page_height)


def _cut(heights: Sequence[float], first: float, others: float) -> list[tuple[int, int]]:
    """Where a table is cut: rows from and up to; `first`: room on its first page, `others` later.

    A row that is taller than a page has one part to itself.
    """
    parts, start, used, room = [], 0, 0.0, first
    for number, height in enumerate(heights):
        if used + height > room and number > start:
            parts.append((start, number))
            start, used, room = number, 0.0, others
        used += height
    return [*parts, (start, len(heights))]


def sections_of(record: Record, pictures: Mapping[str, bytes]) -> Iterator[Section]:
    """The sections of a record, each laid out when it is asked for."""
    part: list[Block] = []
    for block in record.blocks:
        if isinstance(block, Heading) and block.level == 1 and part:
            yield _section(part, pictures, record)
            part = []
        part.append(block)
    if part:
        yield _section(part, pictures, record)


def picture_of_sheet(sheet: Sheet, number: int, width: int) -> QImage:
    """A page with its number, as a picture so many pixels wide."""
    share = width / mm(SHORT_SIDE)
    image = QImage(width, round(mm(LONG_SIDE) * share), QImage.Format.Format_RGB32)
    image.fill(paper_color("surface"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(share, share)
    sheet.paint(painter, number)
    painter.end()
    return image


def _section(part: Sequence[Block], pictures: Mapping[str, bytes], record: Record) -> Section:
    first = part[0]
    title = first.text if isinstance(first, Heading) else record.title
    return Section(part, pictures, _line(title))


def _line(text: str) -> str:
    return " ".join(clean(text).split())
