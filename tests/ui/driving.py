"""Driving the window with real events, and finding things on it as a person would: by name."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from spdesk.core.triage import Verdict
from spdesk.guidance.library import guidance
from spdesk.guidance.locate import example_folder
from spdesk.ui.main_window import MainWindow
from spdesk.ui.pages.page import Page
from spdesk.ui.pages.triage_page import TriagePage
from spdesk.workbook import edits
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Issue, Workbook

Any_widget = TypeVar("Any_widget", bound=QWidget)

CRITERIA = [criterion.id for criterion in guidance().rules.criteria]
_RATINGS = {Verdict.TYPE_1: 0, Verdict.TYPE_2: 4, Verdict.MIXED: 2, Verdict.INSUFFICIENT: None}


def _answer_all(workbook: Workbook, issue_id: str, rating: int | None) -> Workbook:
    workbook = edits.answer_gate(workbook, issue_id, 0)
    for criterion in CRITERIA:
        workbook = edits.answer(workbook, issue_id, criterion, rating)
    return workbook


def shown(parent: QWidget, kind: type[Any_widget]) -> list[Any_widget]:
    """The widgets of a kind that can be seen."""
    return [widget for widget in parent.findChildren(kind) if widget.isVisible()]


def named(parent: QWidget, name: str, kind: type[Any_widget]) -> Any_widget:
    """The one visible widget with this accessible name."""
    found = [widget for widget in shown(parent, kind) if widget.accessibleName() == name]
    assert len(found) == 1, f"{len(found)} visible widgets are called {name!r}"
    return found[0]


def has_keyboard(window: QWidget) -> bool:
    """Whether the keys go to this window.

    `isActiveWindow` says yes as soon as the system has activated it, on Windows before Qt knows.
    """
    return QApplication.activeWindow() is window


def wait_for_keyboard(qtbot: QtBot, window: QWidget) -> None:
    """Bring a window to the front, and wait until the keys go to it."""
    window.activateWindow()
    qtbot.waitUntil(lambda: has_keyboard(window))


def words(parent: QWidget) -> str:
    """Everything that stands in visible labels, a line each."""
    return "\n".join(label.text() for label in shown(parent, QLabel) if label.text())


class Driver:
    """A person at the window."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window

    @property
    def issue(self) -> Issue:
        issue = self.window.desk.issue
        assert issue is not None
        return issue

    @property
    def page(self) -> Page:
        page = self.window._pages.currentWidget()
        assert isinstance(page, QScrollArea)
        return page  # type: ignore[return-value]

    @property
    def triage(self) -> TriagePage:
        page = self.page
        assert isinstance(page, TriagePage)
        return page

    @property
    def words(self) -> str:
        return words(self.page)

    def button(self, name: str) -> QPushButton:
        return named(self.page, name, QPushButton)

    def click(self, target: QWidget | str) -> None:
        """Bring a widget (or the button of this name) into view and click it with the mouse."""
        widget = self.button(target) if isinstance(target, str) else target
        assert widget.isEnabled()
        self.page.ensureWidgetVisible(widget)
        self.settle()
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=self._inside(widget))
        self.settle()

    def keys(self, *keys: Qt.Key | str) -> None:
        """Press keys, each where the focus is at that moment."""
        for key in keys:
            focus = QApplication.focusWidget() or self.window
            if isinstance(key, str):
                self.qtbot.keyClicks(focus, key)
            else:
                self.qtbot.keyClick(focus, key)
            self.settle()

    def command(self, key: Qt.Key, shift: bool = False) -> None:
        """Press Ctrl and a key."""
        modifiers = Qt.KeyboardModifier.ControlModifier
        if shift:
            modifiers |= Qt.KeyboardModifier.ShiftModifier
        self.activate()
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        self.settle()

    def activate(self) -> None:
        """Bring the window to the front: without a window manager nobody else does, after a dialog."""
        if not has_keyboard(self.window):
            wait_for_keyboard(self.qtbot, self.window)

    def wheel(self, widget: QWidget) -> None:
        """Turn the wheel one notch downwards over a widget."""
        middle = QPointF(widget.rect().center())
        turn = QWheelEvent(
            middle,
            widget.mapToGlobal(middle),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, turn)
        self.settle()

    def settle(self) -> None:
        """Let posted layouts and their layouts happen."""
        for _ in range(3):
            QApplication.processEvents()

    def start_issue(self, title: str = "Patients keep missing appointments") -> Issue:
        """A new issue, looked at on its own page."""
        self.window.commands.add_issue(title)
        self.settle()
        return self.issue

    def start_triage(self, gate: int | None = None) -> None:
        """A new issue at its first triage question; with a gate answer, past the gate."""
        self.start_issue()
        self.window.commands.go_triage()
        self.settle()
        if gate is not None:
            self.keys(str(gate), Qt.Key.Key_Return)

    def open_example(self, name: str, step: Step | None = None) -> None:
        self.window.files.open(example_folder() / f"{name}.spdesk")
        if step:
            self.window.desk.look_at(self.issue.id, step)
        self.settle()

    def reach(self, verdict: Verdict) -> None:
        """A new issue whose triage stands at a verdict, answered in one edit."""
        self.start_issue()
        self.window.desk.apply_to_issue("answer", _answer_all, _RATINGS.get(verdict, 2))
        self.window.commands.go_triage()
        self.settle()

    def walk(self, verdict: Verdict) -> None:
        """Answer a new issue through the keyboard until its verdict stands on the screen."""
        self.start_triage(0)
        rating = _RATINGS.get(verdict, 2)
        for _ in CRITERIA:
            self.keys("?" if rating is None else str(rating), Qt.Key.Key_Return)

    def in_dialog(self, act: Callable[[QDialog], None]) -> None:
        """Do something in the modal dialog that the next action opens."""

        def when_open() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog) or not has_keyboard(dialog):
                if dialog is not None:
                    dialog.activateWindow()
                QTimer.singleShot(5, when_open)
                return
            try:
                act(dialog)
            finally:
                if dialog.isVisible():
                    dialog.reject()

        QTimer.singleShot(0, when_open)

    def _inside(self, widget: QWidget) -> QPoint:
        return widget.rect().center()


def example_path(name: str = "missed-appointments") -> Path:
    return example_folder() / f"{name}.spdesk"
