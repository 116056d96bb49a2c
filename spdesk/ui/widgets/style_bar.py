"""How much of a leadership style: four steps, filled as far as it goes."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from spdesk.core.approach import MOST_STYLE
from spdesk.ui.accessible.readings import reads_as_picture
from spdesk.ui.theme.look import Look


class StyleBar(QWidget):
    """Steps instead of a length: the mix is a judgement, not a measurement."""

    def __init__(self, look: Look, name: str, points: int) -> None:
        super().__init__()
        self._look = look
        self._points = points
        reads_as_picture(self)
        self.setAccessibleName(
            self.tr("{name}: {points} of {most}").format(name=name, points=points, most=MOST_STYLE)
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 5, line)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        gap, height = 3.0, self.height() * 0.5
        width = (self.width() - gap * (MOST_STYLE - 1)) / MOST_STYLE
        for step in range(MOST_STYLE):
            painter.setBrush(self._look.color("accent" if step < self._points else "line"))
            rect = QRectF(step * (width + gap), (self.height() - height) / 2, width, height)
            painter.drawRoundedRect(rect, 2, 2)
        painter.end()
