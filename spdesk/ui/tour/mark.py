"""The frame round what a stop of the tour speaks of. It takes no click and covers nothing."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QWidget

from spdesk.ui.theme.look import Look

_LINE = 3
_ROUND = 10
_OUTSIDE = 6
"""Pixels between what is marked and the outer edge of the frame."""


class Mark(QWidget):
    """Only its border exists: what lies inside is neither covered nor kept from the mouse."""

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        look.changed.connect(self.update)

    def show_round(self, marked: QRect) -> None:
        """Stand round a place of the window; an empty one hides the frame."""
        outer = marked.adjusted(-_OUTSIDE, -_OUTSIDE, _OUTSIDE, _OUTSIDE)
        outer = outer.intersected(self._window.rect())
        if marked.isEmpty() or outer.isEmpty():
            self.hide()
            return
        self.setGeometry(outer)
        inside = self.rect().adjusted(_OUTSIDE, _OUTSIDE, -_OUTSIDE, -_OUTSIDE)
        self.setMask(QRegion(self.rect()).subtracted(QRegion(inside)))
        if not self.isVisible():
            self.show()
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color("accent"), _LINE))
        half = _LINE / 2
        line = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(line, _ROUND, _ROUND)
        painter.end()
