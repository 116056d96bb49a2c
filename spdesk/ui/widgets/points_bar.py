"""A bar that runs from the middle: left for type 1, right for type 2."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from spdesk.ui.accessible.readings import reads_as_picture
from spdesk.ui.theme.look import Look


class PointsBar(QWidget):
    """The points of one answer, out of the most that any answer can add."""

    def __init__(self, look: Look, points: float, most: float) -> None:
        super().__init__()
        self._look = look
        self._share = points / most
        side = self.tr("type 2") if points > 0 else self.tr("type 1")
        reads_as_picture(self)
        self.setAccessibleName(self.tr("speaks for {side}").format(side=side))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 10, line)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle, thick = self.width() / 2, self.fontMetrics().height() * 0.6
        top = (self.height() - thick) / 2
        painter.setPen(QPen(self._look.color("line"), 1))
        painter.drawLine(round(middle), 0, round(middle), self.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("type_2" if self._share > 0 else "type_1"))
        length = self._share * (middle - 2)
        painter.drawRect(QRectF(middle, top, length, thick).normalized())
        painter.end()
