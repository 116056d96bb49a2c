"""The legend of a plot: each mark with its words."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from spdesk.ui.plots.marks import MarkColors
from spdesk.ui.widgets.texts import label, say

Paint = Callable[[QPainter, QPointF, float, MarkColors], None]
"""Draws a mark round a centre; the number is 1 at 100 % text."""


class LegendMark(QWidget):
    """The mark of a legend: the same drawing as in the plot."""

    def __init__(self, paint: Paint) -> None:
        super().__init__()
        self._paint = paint
        self._colors = MarkColors(QColor(), QColor())
        self._unit = 1.0

    def restyle(self, colors: MarkColors, unit: float) -> None:
        """Take other colours and another size."""
        self._colors, self._unit = colors, unit
        side = round(20 * unit)
        self.setFixedSize(side, side)
        self.update()

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        centre = QRectF(self.rect()).center()
        self._paint(painter, centre, 0.68 * self._unit, self._colors)


class LegendEntry(QWidget):
    """A mark with its words beside it; the two are never parted by the end of a line."""

    def __init__(self, paint: Paint, words: str = "", *, after: float = 8) -> None:
        """`after`: pixels left free behind the words, at 100 % text."""
        super().__init__()
        self._after = after
        self._mark = LegendMark(paint)
        self._words = label(words, "muted", wrap=False)
        row = QHBoxLayout(self)
        self._row = row
        row.addWidget(self._mark)
        row.addWidget(self._words)

    def text(self) -> str:
        """The words."""
        return self._words.text()

    def say(self, words: str) -> None:
        """Say something else."""
        say(self._words, words)

    def restyle(self, colors: MarkColors, unit: float) -> None:
        """Take other colours and another size."""
        self._mark.restyle(colors, unit)
        self._row.setContentsMargins(0, 0, round(self._after * unit), 0)
        self._row.setSpacing(round(6 * unit))
