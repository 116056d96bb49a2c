"""How far one is on one's own ballot: a short bar for each question."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from spdesk.ui.theme.look import Look

_GAP = 4


class StepsBar(QWidget):
    """Full where there is an answer, empty where there is none, framed where one stands."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._done: tuple[bool, ...] = ()
        self._here = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_steps(self, done: tuple[bool, ...], here: int) -> None:
        """Show which questions have an answer, and where one stands (from 0)."""
        self._done, self._here = done, here
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 14)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._done:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = (self.width() + _GAP) / len(self._done) - _GAP
        for place, done in enumerate(self._done):
            here = place == self._here
            step = QRectF(
                place * (width + _GAP) + 1, 1 if here else 4, width - 2, 12 if here else 6
            )
            edge = QPen(self._look.color("accent" if here or done else "control"), 2 if here else 1)
            painter.setPen(edge)
            fill = self._look.color("accent") if done else Qt.BrushStyle.NoBrush
            painter.setBrush(fill)
            painter.drawRoundedRect(step, 3, 3)
        painter.end()
