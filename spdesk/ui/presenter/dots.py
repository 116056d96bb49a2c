"""The ballots of one question as dots, with the middle half and the median under them."""

from collections import Counter

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from spdesk.ui.presenter.room_slide import Row
from spdesk.ui.theme.theme import Theme

_HEIGHT = 80.0
_DOT, _LEAST_DOT = 26.0, 7.0
_OVERLAP = 0.65
"""How much of a dot shows above the one below it, as a share of its height."""

_BAR = 12.0
_MEDIAN_WIDTH, _MEDIAN_HEIGHT = 8.0, 30.0
_LINE = 3.0


class Dots(QWidget):
    """Painted in the colours of the projector; the label beside it says the same in words."""

    def __init__(self, row: Row, theme: Theme, unit: float) -> None:
        super().__init__()
        self._row = row
        self._theme = theme
        self._unit = unit
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(row.spoken())

    def sizeHint(self) -> QSize:
        return QSize(round(400 * self._unit), round(_HEIGHT * self._unit))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(120 * self._unit), round(_HEIGHT * self._unit))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit, row = self._unit, self._row
        base = self.height() - _BAR * unit
        painter.setPen(QPen(QColor(self._theme.control), _LINE * unit))
        painter.drawLine(QPointF(0, base), QPointF(self.width(), base))
        self._paint_middle_half(painter, base)
        painter.setPen(QPen(QColor(self._theme.text), _LINE * unit))
        painter.setBrush(QColor(self._theme.window))
        piles = Counter(row.values)
        size = self._dot_size(max(piles.values(), default=1))
        for value, count in piles.items():
            self._paint_pile(painter, self._x(value), base, count, size)
        painter.end()

    def _paint_middle_half(self, painter: QPainter, base: float) -> None:
        unit, row = self._unit, self._row
        if row.middle is None:
            return
        left, median, right = map(self._x, row.middle)
        bar = QRectF(left, base - _BAR * unit / 2, right - left, _BAR * unit)
        colour = QColor(self._theme.color(row.role))
        painter.fillRect(bar, colour)
        mark = QRectF(0, 0, _MEDIAN_WIDTH * unit, _MEDIAN_HEIGHT * unit)
        mark.moveCenter(QPointF(median, base))
        painter.fillRect(mark, colour)

    def _dot_size(self, highest: int) -> float:
        """All dots of a row are as large as its highest pile allows."""
        room = self.height() - (_BAR + _LINE) * self._unit * 2
        piled = 1 + _OVERLAP * (highest - 1)
        return min(_DOT * self._unit, max(room / piled, _LEAST_DOT * self._unit))

    def _paint_pile(
        self, painter: QPainter, x: float, base: float, count: int, size: float
    ) -> None:
        """Dots on top of each other; a very high pile is pressed together to stay in its row."""
        lowest = base - _BAR * self._unit - size / 2
        highest = size / 2 + _LINE * self._unit
        step = min(size * _OVERLAP, (lowest - highest) / max(count - 1, 1))
        for number in range(count):
            painter.drawEllipse(QPointF(x, lowest - number * step), size / 2, size / 2)

    def _x(self, value: float) -> float:
        row, edge = self._row, _DOT * self._unit
        share = (value - row.low) / (row.high - row.low)
        return edge + share * (self.width() - 2 * edge)
