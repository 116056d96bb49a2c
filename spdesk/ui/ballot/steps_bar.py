"""How far one is on one's own ballot: a short bar for each question."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from spdesk.ui.theme.look import Look

_GAP = 4
_HEIGHT, _HERE, _THICK = 0.7, 0.6, 0.3
"""In heights of the text: the whole bar, the part where one stands, and any other part."""


class StepsBar(QWidget):
    """Full where there is an answer, empty where there is none, framed where one stands."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._done: tuple[bool, ...] = ()
        self._here = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_steps(self, done: tuple[bool, ...], here: int) -> None:
        """Show which questions have an answer, and where one stands (from 0)."""
        self._done, self._here = done, here
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, round(self.fontMetrics().height() * _HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._done:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = (self.width() + _GAP) / len(self._done) - _GAP
        em = self.fontMetrics().height()
        for place, done in enumerate(self._done):
            here = place == self._here
            thick = em * (_HERE if here else _THICK)
            top = (self.height() - thick) / 2
            step = QRectF(place * (width + _GAP) + 1, top, width - 2, thick)
            edge = self._look.edge_pen("accent" if here or done else "control")
            if here:
                edge.setWidthF(edge.widthF() + 1)
            painter.setPen(edge)
            fill = self._look.color("accent") if done else Qt.BrushStyle.NoBrush
            painter.setBrush(fill)
            painter.drawRoundedRect(step, thick / 2, thick / 2)
        painter.end()
