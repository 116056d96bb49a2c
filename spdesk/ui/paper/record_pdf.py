"""The decision record as a PDF: A4, embedded type, bookmarks, and the same bytes every time."""

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from spdesk.exchange.reports.blocks import Record
from spdesk.exchange.reports.safe import plain_text
from spdesk.ui.paper.ink import PER_INCH
from spdesk.ui.paper.record_document import Bookmark, picture_of_sheet, sections_of

Pictures = Mapping[str, bytes]
"""PNG by the id of the picture."""


@dataclass(frozen=True)
class Painted:
    """Pages that lack what Qt cannot say: their bookmarks, for one."""

    pages: bytes
    bookmarks: tuple[Bookmark, ...]
    record: Record

    def finished(self) -> bytes:
        """The whole PDF. Needs no Qt any more, so that another thread may do it.

        Raises ReportError where there are no letters on the pages.
        """
        # Only here: nobody who merely looks at the pages needs it.
        from spdesk.ui.paper.bookmarks import finished_pdf  # noqa: PLC0415

        record = self.record
        title, subject = plain_text(record.title), plain_text(record.subject)
        return finished_pdf(
            self.pages,
            title,
            subject=subject,
            language=record.language,
            bookmarks=self.bookmarks,
            blank=not record.blocks,
        )


def write_record_pdf(record: Record, pictures: Pictures) -> bytes:
    """A record as a PDF. `pictures`: PNG by the picture's id; without one its sentences stand.

    Raises ReportError where there would be no letters on the pages.
    """
    steps = paint_record(record, pictures)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            painted: Painted = end.value
            return painted.finished()


def paint_record(record: Record, pictures: Pictures) -> Generator[None, None, Painted]:
    """Paint a record section by section, so that a window stays alive between them."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(record.title)
    writer.setResolution(PER_INCH)
    page = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
    painter = QPainter(writer)
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    marks: list[Bookmark] = []
    count = 0
    try:
        for section in sections_of(record, pictures):
            marks += (mark._replace(page=mark.page + count) for mark in section.bookmarks())
            for sheet in section.sheets():
                if count:
                    writer.newPage()
                count += 1
                sheet.paint(painter, count)
            yield
    finally:
        painter.end()
        buffer.close()
    return Painted(bytes(buffer.data().data()), tuple(marks), record)


def pages_as_pictures(record: Record, pictures: Pictures, width: int) -> Iterator[QImage]:
    """The pages as pictures so many pixels wide, each made when it is asked for."""
    count = 0
    for section in sections_of(record, pictures):
        for sheet in section.sheets():
            count += 1
            yield picture_of_sheet(sheet, count, width)
