"""The pictures of an issue at print resolution: PNG at 300 dpi, and SVG.

Always light on white, whatever the program looks like, and the same bytes for the same issue.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from spdesk.exchange.reports.score_part import landscape_id, landscape_picture
from spdesk.guidance.library import Guidance
from spdesk.ui.paper import landscape_drawing, spread_drawing, triage_drawing
from spdesk.ui.paper.ink import PER_INCH, mm, paper_color
from spdesk.ui.paper.landscape_drawing import LandscapeDrawing, landscape_of
from spdesk.ui.paper.paper_look import PIXELS_PER_INCH
from spdesk.ui.paper.record_format import font_of
from spdesk.ui.theme.fonts import FAMILY
from spdesk.workbook.model import Issue, Workbook

PICTURE_NAMES = ("landscape", "room", "triage")
"""What the files of the pictures are called."""

DOTS_PER_INCH = 300
_PER_METRE = round(DOTS_PER_INCH / 0.0254)
_ELSEWHERE = f'font-family="{FAMILY}, Inter, Arial, sans-serif"'.encode()
"""What other programs, which lack our font, set the texts of an SVG in."""

_EDGE = mm(3)
"""What stays white round a picture."""


@dataclass(frozen=True)
class Drawing:
    """One picture. `name`: for a file; `alt`: the same in words; `width` and `height`: of paper."""

    id: str
    name: str
    alt: str
    width: float
    height: float
    paint: Callable[[QPainter, QRectF], None]

    def png(self) -> bytes:
        """The picture as PNG."""
        return png_of(self.image())

    def image(self) -> QImage:
        """The picture in dots of paper; for the thread of the window only."""
        share = DOTS_PER_INCH / PER_INCH
        width, height = (round((side + 2 * _EDGE) * share) for side in (self.width, self.height))
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(paper_color("surface"))
        painter = QPainter(image)
        painter.scale(share, share)
        self._paint(painter)
        painter.end()
        image.setDotsPerMeterX(_PER_METRE)
        image.setDotsPerMeterY(_PER_METRE)
        return image

    def svg(self) -> bytes:
        """The picture as SVG, whose texts are texts."""
        share = PIXELS_PER_INCH / PER_INCH
        width, height = (round((side + 2 * _EDGE) * share) for side in (self.width, self.height))
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setResolution(PIXELS_PER_INCH)
        generator.setSize(QSize(width, height))
        generator.setViewBox(QRectF(0, 0, width, height))
        generator.setTitle(self.name)
        generator.setDescription(self.alt)
        painter = QPainter(generator)
        painter.setFont(font_of(9))  # the file names the first font, which is else the program's
        painter.fillRect(QRectF(0, 0, width, height), paper_color("surface"))
        painter.scale(share, share)
        self._paint(painter)
        painter.end()
        own = f'font-family="{FAMILY}"'.encode()
        return bytes(buffer.data().data()).replace(own, _ELSEWHERE)

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.paint(painter, QRectF(_EDGE, _EDGE, self.width, self.height))


def png_of(image: QImage) -> bytes:
    """A picture as PNG; in whichever thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def drawings_of(workbook: Workbook, issue: Issue, guidance: Guidance) -> Iterator[Drawing]:
    """The pictures that there are of an issue: landscape, room, triage. Needs a QApplication."""
    landscape = landscape_drawing_of(landscape_of(workbook, issue, guidance), workbook, issue)
    if landscape is not None:
        yield landscape
    yield from other_drawings_of(workbook, issue, guidance)


def other_drawings_of(workbook: Workbook, issue: Issue, guidance: Guidance) -> Iterator[Drawing]:
    """The pictures that there are of an issue without the landscape, which takes longer."""
    room = spread_drawing.spread_of_room(workbook, issue, guidance)
    if room is not None:
        said = "\n".join(f"{row.name}: {row.said}" for row in room.rows)
        width = mm(spread_drawing.WIDTH)
        alt = f"{room.title}\n{said}"
        yield Drawing(f"room-{issue.id}", PICTURE_NAMES[1], alt, width, room.height, room.paint)
    triage = triage_drawing.triage_of(issue, guidance)
    if triage is not None:
        width = mm(triage_drawing.WIDTH)
        alt = "\n".join(words for words, _ in triage.rows)
        yield Drawing(
            f"triage-{issue.id}", PICTURE_NAMES[2], alt, width, triage.height, triage.paint
        )


def report_pictures(workbook: Workbook, issue: Issue, guidance: Guidance) -> dict[str, bytes]:
    """The pictures that reports of an issue hold: PNG by the picture's id."""
    drawing = landscape_drawing_of(landscape_of(workbook, issue, guidance), workbook, issue)
    return {} if drawing is None else {drawing.id: drawing.png()}


def landscape_drawing_of(
    made: LandscapeDrawing | None, workbook: Workbook, issue: Issue
) -> Drawing | None:
    """The drawing of a landscape that has been reckoned, maybe in another thread."""
    said = landscape_picture(issue, workbook)
    if made is None or said is None:
        return None
    width, height = mm(landscape_drawing.WIDTH), mm(landscape_drawing.HEIGHT)
    name = PICTURE_NAMES[0]
    return Drawing(landscape_id(issue.id), name, said.alt, width, height, made.paint)
