"""The ballots of one question as dots, with the middle half and the median under them."""

from collections import Counter

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from spdesk.ui.accessible.readings import reads_as_picture
from spdesk.ui.presenter.room_slide import Row
from spdesk.ui.theme.theme import Theme
from spdesk.ui.widgets.dot_stacks import stacked

# All lengths in pixels at 1080p.
EDGE = 40.0
"""Room beside the ends of the line: the dots on an end stand over it."""

_LARGEST_DOT, _LEAST_DOT = 26.0, 7.0
_IN_A_PILE = 3
"""Dots on top of each other that a row has room for, before they stand beside each other."""
_SHARE_OF_DOT = 0.44
"""The radius that is filled: a sliver of ground tells a dot from its neighbours."""

_BAR = 12.0
_MEDIAN_WIDTH, _MEDIAN_HEIGHT = 8.0, 32.0
_LINE = 3.0
_UNDER = _MEDIAN_HEIGHT / 2
_COUNT = 24
_COLUMN = 36.0


class Dots(QWidget):
    """Painted in the colours of the projector; the label beside it says the same in words.

    `height`: of the row, in pixels at 1080p.
    """

    def __init__(self, row: Row, theme: Theme, unit: float, height: float) -> None:
        super().__init__()
        self._row = row
        self._theme = theme
        self._unit = unit
        self._tall = round(height * unit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(row.spoken())
        reads_as_picture(self)

    def sizeHint(self) -> QSize:
        return QSize(round(400 * self._unit), self._tall)

    def minimumSizeHint(self) -> QSize:
        return QSize(round(120 * self._unit), self._tall)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        base = self.height() - _UNDER * self._unit
        painter.setPen(QPen(QColor(self._theme.control), _LINE * self._unit))
        left, right = self._x(self._row.low), self._x(self._row.high)
        painter.drawLine(QPointF(left, base), QPointF(right, base))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.color(self._row.role)))
        self._paint_middle_half(painter, base)
        self._paint_ballots(painter, base - _BAR * self._unit)
        painter.end()

    def _paint_middle_half(self, painter: QPainter, base: float) -> None:
        unit, row = self._unit, self._row
        if row.middle is None:
            return
        left, median, right = map(self._x, row.middle)
        painter.drawRect(QRectF(left, base - _BAR * unit / 2, right - left, _BAR * unit))
        mark = QRectF(0, 0, _MEDIAN_WIDTH * unit, _MEDIAN_HEIGHT * unit)
        mark.moveCenter(QPointF(median, base))
        painter.drawRect(mark)

    def _paint_ballots(self, painter: QPainter, floor: float) -> None:
        unit = self._unit
        dots = stacked(
            [self._x(value) for value in self._row.values],
            height=floor,
            margin=EDGE * unit * 0.9,
            largest=min(_LARGEST_DOT * unit, floor / _IN_A_PILE),
            smallest=_LEAST_DOT * unit,
        )
        if dots is None:
            self._paint_columns(painter, floor)
            return
        radius = dots.diameter * _SHARE_OF_DOT
        for x, y in dots.centres:
            painter.drawEllipse(QPointF(x, floor - y), radius, radius)

    def _paint_columns(self, painter: QPainter, floor: float) -> None:
        """So many ballots that dots would be dust: a column for each value, with its count."""
        unit, font = self._unit, self.font()
        font.setPixelSize(max(round(_COUNT * unit), 1))
        painter.setFont(font)
        line = painter.fontMetrics().height()
        counts = Counter(self._row.values)
        most = max(counts.values())
        for value, count in counts.items():
            x, tall = self._x(value), max((floor - line) * count / most, _LINE * unit)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRect(QRectF(x - _COLUMN * unit / 2, floor - tall, _COLUMN * unit, tall))
            painter.setPen(QColor(self._theme.text))
            words = QRectF(x - EDGE * unit, floor - tall - line, 2 * EDGE * unit, line)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), f"{count:,}")

    def _x(self, value: float) -> float:
        row, edge = self._row, EDGE * self._unit
        share = (value - row.low) / (row.high - row.low)
        return edge + share * (self.width() - 2 * edge)
