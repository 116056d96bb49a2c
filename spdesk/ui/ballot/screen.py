"""What every screen of the ballot window has: room in the middle, and a row of buttons below."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from spdesk.ui.widgets.scroll_page import ScrollPage

_SIDE, _TOP = 48, 32
_EMS_WIDE = 68
"""Lines longer than this are hard to read, however wide the screen is."""


class _Middle(ScrollPage):
    """Scrolls by page only; the ballot takes the other keys."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            super().keyPressEvent(event)
        else:
            event.ignore()


class Screen(QWidget):
    """Fill `content` (it scrolls when it must) and `buttons` (always in sight)."""

    def __init__(self) -> None:
        super().__init__()
        self._middle = _Middle()
        self.content: QVBoxLayout = self._middle.content
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(16)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._middle, 1)
        column.addLayout(self.buttons)

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key asks for that no control took; whether it asked for anything."""
        return False

    def arrive(self) -> None:
        """Put the focus where work begins."""

    def show_again(self, widget: QWidget) -> None:
        """Bring the top of the screen, or a control that lies below, into sight."""
        self._middle.verticalScrollBar().setValue(0)
        self._middle.ensureWidgetVisible(widget, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        widest = _EMS_WIDE * self.fontMetrics().height()
        side = max(_SIDE, (self.width() - widest) // 2)
        self.content.setContentsMargins(side, _TOP, side, _TOP // 2)
        self.buttons.setContentsMargins(side, _TOP // 2, side, _TOP)
        super().resizeEvent(event)
