"""The look of a picture that goes on paper: light on white, whatever the program looks like."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter

from spdesk.ui.paper.ink import Style, mm, width_of, write
from spdesk.ui.paper.record_format import font_of
from spdesk.ui.theme.look import BASE_POINTS, Look
from spdesk.ui.theme.theme import Theme

PIXELS_PER_INCH = 96
"""What plots are drawn in, at 100 % text."""

BESIDE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_BEHIND_MARK, _BEHIND_ENTRY = mm(1.5), mm(6)


class PaperLook(Look):
    """Light on white. It is never put on the application.

    `unit`: what a pixel at 100 % is on the device that is painted on.
    """

    def __init__(self, unit: float = 1.0) -> None:
        super().__init__()
        self._scale = unit

    @property
    def theme(self) -> Theme:
        light = self._themes["light"]
        return replace(light, window=light.surface)

    @property
    def theme_name(self) -> str:
        return "light"

    @property
    def is_dark(self) -> bool:
        return False

    @property
    def is_contrast(self) -> bool:
        return False

    def font(self, points: float = BASE_POINTS, *, bold: bool = False) -> QFont:
        font = font_of(points, bold=bold)
        font.setPixelSize(round(points * self._scale * PIXELS_PER_INCH / 72))
        return font

    def apply(self) -> None:
        """Nothing: the program keeps its own look."""


@dataclass(frozen=True, slots=True)
class Plain(Style):
    """Words on a picture, in the type of the record."""

    @property
    def font(self) -> QFont:
        return font_of(self.points, bold=self.bold)


LEGEND = Plain(8.5, role="muted")


class Legend:
    """Marks with their words, one after the other, on as many lines as they need."""

    def __init__(self, left: float, width: float) -> None:
        self._left, self._right = left, left + width
        self._x, self._line = left, 0

    @property
    def height(self) -> float:
        """How tall it is so far."""
        return (self._line + 1) * mm(5.5)

    def next(self, mark: float, words: str, top: float) -> QRectF:
        """The room of the next mark, which is so wide; its words stand behind it."""
        needed = mark + _BEHIND_MARK + width_of(words, LEGEND)
        if self._x > self._left and self._x + needed > self._right:
            self._x, self._line = self._left, self._line + 1
        room = QRectF(self._x, top + self._line * mm(5.5), mark, mm(5.5))
        self._x += needed + _BEHIND_ENTRY
        return room


def write_entry(painter: QPainter, room: QRectF, words: str) -> None:
    """The words behind a mark of a legend."""
    behind = QRectF(
        room.right() + _BEHIND_MARK, room.top(), width_of(words, LEGEND) + 20, room.height()
    )
    write(painter, words, LEGEND, behind, BESIDE)
