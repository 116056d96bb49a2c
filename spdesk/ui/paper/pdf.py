"""Pages of A4 as a PDF, with fonts inside and a number at the foot of each page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QTransform

from spdesk.ui.paper.ink import PER_INCH, RIGHT, Style, mm, write

SHORT_SIDE, LONG_SIDE = 210.0, 297.0
"""A4, in millimetres."""

MARGIN = 15.0
"""Millimetres that stay white on every side; every printer reaches that far."""

_FOOT = Style(8, role="muted")
_FOOT_HEIGHT = 6.0

Paint = Callable[[QPainter, QRectF], None]
"""Paints one page into the room that is given for it."""


@dataclass(frozen=True)
class Paper:
    """What is printed: a title, the pages, and whether they lie on their side.

    `numbered`: whether each page says which one it is.
    """

    title: str
    pages: Sequence[Paint]
    landscape: bool = False
    numbered: bool = True

    @property
    def sheet(self) -> QSizeF:
        """The whole sheet, in the units of paper."""
        sides = QSizeF(mm(SHORT_SIDE), mm(LONG_SIDE))
        return sides.transposed() if self.landscape else sides

    @property
    def room(self) -> QRectF:
        """What pages may paint on: the sheet without its margins and its foot."""
        edge = mm(MARGIN)
        foot = mm(_FOOT_HEIGHT) if self.numbered else 0
        return QRectF(
            edge, edge, self.sheet.width() - 2 * edge, self.sheet.height() - 2 * edge - foot
        )

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint one page, counted from 0, with its foot."""
        painter.save()
        self.pages[number](painter, self.room)
        painter.restore()
        if self.numbered:
            room = self.room
            foot = QRectF(room.left(), room.bottom() + mm(2), room.width(), mm(_FOOT_HEIGHT))
            write(painter, self.title, _FOOT, foot)
            write(painter, f"{number + 1} / {len(self.pages)}", _FOOT, foot, RIGHT)


def pdf_of(paper: Paper) -> bytes:
    """A paper as a PDF. Raises ReportError where there would be no letters on it."""
    # Only here: nobody who merely looks at the pages needs it.
    from spdesk.ui.paper.bookmarks import finished_pdf  # noqa: PLC0415

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(PER_INCH)
    orientation = QPageLayout.Orientation
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            orientation.Landscape if paper.landscape else orientation.Portrait,
            QMarginsF(),
        )
    )
    painter = QPainter(writer)
    for number in range(len(paper.pages)):
        if number:
            writer.newPage()
        paper.paint(painter, number)
    painter.end()
    buffer.close()
    return finished_pdf(bytes(buffer.data().data()), paper.title)


def picture_of(paper: Paper, number: int, width: int) -> QImage:
    """One page, counted from 0, as a picture so many pixels wide."""
    share = width / paper.sheet.width()
    image = QImage(width, round(paper.sheet.height() * share), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setTransform(QTransform.fromScale(share, share))
    paper.paint(painter, number)
    painter.end()
    return image
