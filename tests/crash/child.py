"""The real program with a restless hand, to be killed: `child.py FILE LOG SEED [close]`.

It restores what the program before it left, says so in the log, and then types, drags, saves and
undoes without end, noting each state of the workbook in the log as it comes to be. With `close` it
saves and closes the window instead.
"""

import hashlib
import os
import sys
import time
from pathlib import Path
from random import Random

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit

from spdesk.ui.application import open_window
from spdesk.ui.main_window import MainWindow
from spdesk.ui.pages.performance_page import PerformancePage
from spdesk.ui.smoke.hand import Hand
from spdesk.workbook.derive import Step
from spdesk.workbook.format import Writer
from spdesk.workbook.model import Workbook

MOST_ISSUES = 45
LETTERS = "etaoinshrdlu   "


def digest(workbook: Workbook, writer: Writer) -> str:
    return hashlib.sha256(writer.text(workbook).encode("utf-8")).hexdigest()[:16]


class RestlessHand:
    """Does one thing after the other at the window, without end."""

    def __init__(self, log: Path, seed: int, closes: bool) -> None:
        # Unbuffered: what was noted is there after a kill.
        self._log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._random = Random(seed)
        self._closes = closes
        self._writer = Writer()

    def watch(self, window: MainWindow) -> None:
        self._window, self._hand = window, Hand(window)
        self._timer = QTimer(window)
        self._timer.timeout.connect(self._begin)
        self._timer.start(5)

    def _note(self, what: str, word: str = "") -> None:
        os.write(self._log, f"{what} {time.monotonic():.6f} {word}\n".encode("ascii"))

    def _state(self) -> str:
        return digest(self._window.desk.workbook, self._writer)

    def _note_state(self) -> None:
        self._note("state", self._state())

    def _begin(self) -> None:
        """Answer the question of the start, and go to work when there is none (any more)."""
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            for button in dialog.findChildren(QAbstractButton):
                if button.isVisible() and "Restore" in button.text():
                    self._note("asked")
                    self._hand.click(button)
                    return
            return
        self._timer.stop()
        self._note("open", self._state())
        self._window.activateWindow()
        self._hand.wait("the window to come to the front", self._window.isActiveWindow)
        if self._closes:
            self._save()
            QTimer.singleShot(0, self._window.close)
            return
        self._window.desk.workbook_changed.connect(self._note_state)
        self._timer.timeout.disconnect(self._begin)
        self._timer.timeout.connect(self._act)
        self._timer.setSingleShot(True)
        self._timer.start(0)

    def _act(self) -> None:
        kinds = {
            "typing": self._type,
            "dragging": self._drag,
            "saving": self._save,
            "undoing": self._undo,
            "listing": self._list,
        }
        (kind,) = self._random.choices(list(kinds), weights=[3, 3, 1, 1, 1])
        self._note("act", kind)
        kinds[kind]()
        self._timer.start(0)

    def _look_at(self, step: Step) -> None:
        desk = self._window.desk
        desk.look_at(self._random.choice(desk.workbook.issues).id, step)
        self._hand.wait("the page", self._window.page(step).isVisible)

    def _type(self) -> None:
        self._look_at(Step.ISSUE)
        self._hand.click(self._hand.find(QPlainTextEdit, ""))
        count = self._random.randint(3, 12)
        self._hand.type("".join(self._random.choices(LETTERS, k=count)))

    def _drag(self) -> None:
        self._look_at(Step.PERFORMANCE)
        page = self._window.page(Step.PERFORMANCE)
        assert isinstance(page, PerformancePage)
        page.ensureWidgetVisible(page.landscape)
        self._hand.settle()
        place = page.landscape.point_position
        if place is not None:
            by = QPoint(self._random.randint(-60, 60), self._random.randint(-60, 60))
            self._hand.drag(page.landscape.viewport(), place.toPoint(), by)

    def _save(self) -> None:
        self._choose("&File", "save")
        if not self._window.desk.modified:
            self._note("saved", self._state())

    def _undo(self) -> None:
        action = self._random.choice(["undo", "undo", "redo"])
        if self._window.menu_actions[action].isEnabled():
            self._choose("&Edit", action)

    def _list(self) -> None:
        if len(self._window.desk.workbook.issues) < MOST_ISSUES:
            self._choose("&Issue", "new_issue")
        elif self._window.desk.issue is not None:
            self._choose("&Issue", "remove_issue")

    def _choose(self, menu: str, action: str) -> None:
        actions = self._window.menu_actions
        if actions[action].isEnabled():
            self._hand.choose(actions.menus[menu], actions[action])


def main(file: str, log: str, seed: str, *closes: str) -> int:
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    hand = RestlessHand(Path(log), int(seed), bool(closes))
    return open_window(Path(file), hand.watch)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
