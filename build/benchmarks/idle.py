"""The time of the processor that a window takes while nobody touches it."""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget

from benchmarks.sizes import WINDOW
from spdesk.ui.application import open_window
from spdesk.ui.main_window import MainWindow
from spdesk.workbook.derive import Step

SETTLE = 2.0  # seconds until a window has come to rest
SECONDS = 5.0  # of watching it
PLACES = (Step.ISSUE, Step.PERFORMANCE, Step.ROOM)


class IdleWatch(QObject):
    """Looks at places one after the other, and measures how much they take."""

    def __init__(self, window: QWidget, places: tuple[Step | None, ...]) -> None:
        super().__init__(window)
        self._window = window
        self._places = list(places)
        self._before = 0.0
        self.shares: list[float] = []
        QTimer.singleShot(0, self._look)

    def _look(self) -> None:
        place = self._places.pop(0)
        if isinstance(self._window, MainWindow) and place is not None:
            desk = self._window.desk
            desk.look_at(desk.workbook.issues[0].id, place)
        QTimer.singleShot(round(SETTLE * 1000), self._begin)

    def _begin(self) -> None:
        self._before = time.process_time()
        QTimer.singleShot(round(SECONDS * 1000), self._end)

    def _end(self) -> None:
        self.shares.append((time.process_time() - self._before) / SECONDS)
        if self._places:
            self._look()
            return
        print(json.dumps(self.shares), flush=True)
        QCoreApplication.exit(0)


def bare() -> int:
    """The floor: a window with one field, whose cursor blinks."""
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    field = QLineEdit(window)
    window.setCentralWidget(field)
    window.resize(*WINDOW)
    window.show()
    field.setFocus()
    IdleWatch(window, (None,))
    return application.exec()


def ours(workbook: str, home: str) -> int:
    """The whole program with its session, its lock and its recovery."""
    watches: list[IdleWatch] = []

    def watch(window: MainWindow) -> None:
        watches.append(IdleWatch(window, PLACES))

    return open_window(Path(workbook), watch, Path(home))


def main() -> int:
    """Arguments: none for the floor; a workbook and a folder as its home for SP Desk."""
    return ours(*sys.argv[1:]) if sys.argv[1:] else bare()


if __name__ == "__main__":
    sys.exit(main())
