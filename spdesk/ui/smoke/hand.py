"""A hand on the window: real mouse and key events, sent to it as the system would send them."""

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QMainWindow,
    QMenu,
    QScrollArea,
    QWidget,
)

PATIENCE = 10.0
"""Seconds that something gets to happen."""

_TURN_MS = 20

AnyWidget = TypeVar("AnyWidget", bound=QWidget)


class NotThereError(Exception):
    """What the hand looked or waited for was not there; the text says what."""


class Hand:
    """Clicks, types and waits. It finds things by the names that a screen reader would say."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window

    def wait(self, what: str, there: Callable[[], bool]) -> None:
        """Let the program work until something is so. Raises NotThereError."""
        until = time.monotonic() + PATIENCE
        while not there():
            if time.monotonic() > until:
                raise NotThereError(f"waited {PATIENCE:.0f} s for {what}")
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _TURN_MS)
            time.sleep(0.001)

    def settle(self) -> None:
        """Let posted layouts happen, and the layouts that they post."""
        for _ in range(4):
            QApplication.processEvents()

    def find(self, kind: type[AnyWidget], name: str, inside: QWidget | None = None) -> AnyWidget:
        """The visible, enabled widget whose accessible name starts so. Raises NotThereError."""
        for widget in (inside or self._window).findChildren(kind):
            if (
                widget.isVisible()
                and widget.isEnabled()
                and widget.accessibleName().startswith(name)
            ):
                return widget
        raise NotThereError(f"nothing to see that is called “{name}”")

    def press(self, name: str) -> None:
        """Click the button of this name."""
        self.click(self.find(QAbstractButton, name))

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Bring a widget into view and click it."""
        area = widget.parentWidget()
        while area is not None:
            if isinstance(area, QScrollArea):
                area.ensureWidgetVisible(widget)
            area = area.parentWidget()
        self.settle()
        spot = place or widget.rect().center()
        self._mouse(widget, QEvent.Type.MouseMove, spot, held=False)
        self._mouse(widget, QEvent.Type.MouseButtonPress, spot, held=True)
        self._mouse(widget, QEvent.Type.MouseButtonRelease, spot, held=False)
        self.settle()

    def drag(self, widget: QWidget, start: QPoint, by: QPoint, moves: int = 6) -> None:
        """Take hold of a place in a widget and pull it, in several moves as a hand does."""
        self._mouse(widget, QEvent.Type.MouseButtonPress, start, held=True)
        for part in range(1, moves + 1):
            way = QPoint(by.x() * part // moves, by.y() * part // moves)
            self._mouse(widget, QEvent.Type.MouseMove, start + way, held=True)
            self.settle()
        self._mouse(widget, QEvent.Type.MouseButtonRelease, start + by, held=False)
        self.settle()

    def choose(self, menu: QMenu, action: QAction) -> None:
        """Choose from a menu of the window. On macOS the menus are the system's, out of reach."""
        bar = self._window.menuBar()
        if bar.isNativeMenuBar():
            action.trigger()
        else:
            self.click(bar, bar.actionGeometry(menu.menuAction()).center())
            self.wait("the menu", menu.isVisible)
            self.click(menu, menu.actionGeometry(action).center())
        self.settle()

    def type(self, text: str) -> None:
        """Type where the keyboard is."""
        for character in text:
            self.key(Qt.Key.Key_unknown, text=character)

    def key(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        text: str = "",
    ) -> None:
        """Press and release a key where the keyboard is."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            # Not to the window that the screen gives the keyboard to: there may be none, or
            # another program's, while a second test runs.
            top = QApplication.activeModalWidget() or self._window
            QApplication.sendEvent(top.windowHandle(), QKeyEvent(kind, key, modifiers, text))
        self.settle()

    def in_dialog(self, act: Callable[[QDialog], None]) -> None:
        """Do something in the modal dialog that the next click opens."""
        timer = QTimer(self._window)
        timer.setInterval(_TURN_MS)

        def when_open() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QDialog) and dialog.isVisible():
                timer.stop()
                timer.deleteLater()
                act(dialog)

        timer.timeout.connect(when_open)
        timer.start()

    def _mouse(self, widget: QWidget, kind: QEvent.Type, spot: QPoint, *, held: bool) -> None:
        top = widget.window()
        place = QPointF(widget.mapTo(top, spot))
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        button = none if kind is QEvent.Type.MouseMove else left
        event = QMouseEvent(
            kind,
            place,
            QPointF(top.mapToGlobal(place)),
            button,
            left if held else none,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(top.windowHandle(), event)
