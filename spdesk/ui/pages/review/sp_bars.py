"""SP then and now over one logarithmic axis, each with its likely range."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from spdesk.ui.accessible.readings import reads_as_picture
from spdesk.ui.theme.look import Look

_MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class SpBar:
    """One row: `name` at its left, `said` as a sentence; ln SP and its range may be missing."""

    name: str
    ln_sp: float | None
    likely: tuple[float, float] | None
    said: str


class SpBars(QWidget):
    """Painted: the number as a line, the likely range as a bar; the last row is filled."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._bars: tuple[SpBar, ...] = ()
        self._most = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        reads_as_picture(self)
        self.setAccessibleName(self.tr("SP then and now"))
        look.changed.connect(self.updateGeometry)

    def show_bars(self, bars: tuple[SpBar, ...], most: float) -> None:
        """Show these rows over an axis from 1 to the SP whose logarithm is `most`."""
        if (bars, most) != (self._bars, self._most):
            self._bars, self._most = bars, most
            self.setAccessibleDescription(" ".join(bar.said for bar in bars))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 24, round(line * (len(self._bars) * 1.7 + 1.5)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * 12, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font())
        line = painter.fontMetrics().height()
        names = max(
            (painter.fontMetrics().horizontalAdvance(bar.name) for bar in self._bars), default=0
        )
        left, right = names + line * 1.2, self.width() - line * 1.6
        bottom = line * 1.7 * len(self._bars)
        self._paint_axis(painter, left, right, bottom)
        for row, bar in enumerate(self._bars):
            middle = line * 1.7 * (row + 0.5)
            painter.setPen(self._look.color("text"))
            place = QRectF(0, middle - line, names + 2, line * 2)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), bar.name)
            self._paint_bar(painter, bar, middle, (left, right), ghost=row < len(self._bars) - 1)
        painter.end()

    def _paint_axis(self, painter: QPainter, left: float, right: float, bottom: float) -> None:
        line = painter.fontMetrics().height()
        decades = math.floor(self._most / math.log(10) + 1e-9)
        step = max(math.ceil(decades / _MOST_TICKS), 1)
        for decade in range(0, decades + 1, step):
            x = left + (right - left) * decade * math.log(10) / self._most
            painter.setPen(QPen(self._look.color("line"), 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, bottom))
            painter.setPen(self._look.color("muted"))
            place = QRectF(x - line * 3, bottom, line * 6, line * 1.4)
            text = f"{10**decade:,}" if decade < 6 else f"10{_raised(decade)}"
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), text)

    def _paint_bar(
        self,
        painter: QPainter,
        bar: SpBar,
        middle: float,
        ends: tuple[float, float],
        *,
        ghost: bool,
    ) -> None:
        left, right = ends
        line = painter.fontMetrics().height()

        def place(ln_sp: float) -> float:
            return left + (right - left) * min(max(ln_sp / self._most, 0), 1)

        role = self._look.color("muted" if ghost else "relationships")
        if bar.likely is not None:
            low, high = (place(end) for end in bar.likely)
            rect = QRectF(low, middle - line * 0.28, max(high - low, 3), line * 0.56)
            painter.setPen(QPen(role, 1.5, Qt.PenStyle.DashLine) if ghost else Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush if ghost else role)
            painter.setOpacity(1 if ghost else 0.4)
            painter.drawRoundedRect(rect, line * 0.15, line * 0.15)
            painter.setOpacity(1)
        if bar.ln_sp is not None:
            x = place(bar.ln_sp)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(role)
            painter.drawRect(QRectF(x - line * 0.11, middle - line * 0.5, line * 0.22, line))


def _raised(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
