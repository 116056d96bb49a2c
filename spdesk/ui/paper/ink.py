"""Words on paper: fonts, colours and wrapped text, measured and painted in the same units.

All lengths are in 1/720 inch (a tenth of a point). Fonts are sized in these units too, so that a
text has the same lines on every printer, in a PDF and in a picture of the page.
"""

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from spdesk.guidance.locate import resource_folder
from spdesk.ui.theme.fonts import text_font
from spdesk.ui.theme.theme import load_themes

PER_INCH = 720
_POINT = PER_INCH / 72

LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
CENTRE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
MIDDLE = int(Qt.AlignmentFlag.AlignCenter)
_WRAP = int(Qt.TextFlag.TextWordWrap)
_ENDLESS = 1e6


def mm(length: float) -> float:
    """Millimetres in the units of paper."""
    return length * PER_INCH / 25.4


def paper_font(points: float, weight: QFont.Weight) -> QFont:
    """The type of all paper, in its units. Its letters are never fitted to the dots of a screen:
    how that is done, and how wide a line is then, is a setting of each machine."""
    font = text_font(weight)
    font.setPixelSize(round(points * _POINT))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@dataclass(frozen=True, slots=True)
class Style:
    """How words look on paper: size in points, weight, and the role of their colour."""

    points: float
    bold: bool = False
    role: str = "text"

    @property
    def font(self) -> QFont:
        """The program's own font in this size."""
        return paper_font(self.points, QFont.Weight.DemiBold if self.bold else QFont.Weight.Normal)

    @property
    def color(self) -> QColor:
        """The colour on white paper, whatever the program looks like on the screen."""
        return paper_color(self.role)


@cache
def _theme() -> object:
    return load_themes(resource_folder() / "theme.toml")["light"]


def paper_color(role: str) -> QColor:
    """The colour of a role on white paper."""
    return QColor(getattr(_theme(), role))


def width_of(text: str, style: Style) -> float:
    """How wide a text is on one line."""
    return QFontMetricsF(style.font).horizontalAdvance(text)


def height_of(text: str, style: Style, width: float) -> float:
    """How high a text is when it wraps at a width; 0 for none."""
    if not text:
        return 0
    room = QRectF(0, 0, width, _ENDLESS)
    return QFontMetricsF(style.font).boundingRect(room, LEFT | _WRAP, text).height()


def write(painter: QPainter, text: str, style: Style, room: QRectF, align: int = LEFT) -> float:
    """Paint a text that wraps at the width of a room; gives its height."""
    if not text:
        return 0
    painter.setFont(style.font)
    painter.setPen(style.color)
    painter.drawText(room, align | _WRAP, text)
    return height_of(text, style, room.width())


def write_at(painter: QPainter, text: str, style: Style, base: QPointF) -> float:
    """Paint a text on one line from the left end of its base line; gives its width."""
    painter.setFont(style.font)
    painter.setPen(style.color)
    painter.drawText(base, text)
    return width_of(text, style)


def fitting(text: str, room: QRectF, *points: float, bold: bool = False) -> Style:
    """The largest of these sizes in which a text fits into a room, or the smallest."""
    for size in points:
        style = Style(size, bold=bold)
        metrics = QFontMetricsF(style.font)
        needed = metrics.boundingRect(QRectF(0, 0, room.width(), _ENDLESS), LEFT | _WRAP, text)
        if needed.height() <= room.height() and needed.width() <= room.width():
            return style
    return Style(points[-1], bold=bold)
