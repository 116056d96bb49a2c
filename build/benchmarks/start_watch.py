"""Tells when a window just started has painted for the first time, and when it is complete.

The programs that are measured import this, so it imports next to nothing itself.
"""

import sys
import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

QUIET_MS = 200
"""A page on which nothing has been painted for so long is complete."""


class StartWatch(QObject):
    """Prints the seconds from the start of the process to both moments, then ends the program.

    The starter passes its own clock's reading as the first argument. `perf_counter` counts from
    the same moment in every process of a machine: on Linux, macOS and Windows alike.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._begun = int(sys.argv[1])
        self._parts: list[QWidget] = []
        self._first: float | None = None
        self._last = 0.0
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._report)
        window.installEventFilter(self)

    def complete_with(self, *parts: QWidget) -> None:
        """The page is complete when these have been painted, for the last time for a while."""
        self._parts += parts
        for part in parts:
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            # A timer of 0 comes after the pass in which the whole window is painted. The filter
            # sees the event before the window does, so nothing of the window's comes before it.
            # A window that is wholly covered by an opaque part is not painted itself.
            if self._first is None:
                QTimer.singleShot(0, self._note_first)
            if watched in self._parts:
                QTimer.singleShot(0, self._note_part)
        return False

    def _note_first(self) -> None:
        if self._first is None:
            self._first = self._seconds()

    def _note_part(self) -> None:
        self._last = self._seconds()
        self._quiet.start()

    def _seconds(self) -> float:
        return (time.perf_counter_ns() - self._begun) / 1e9

    def _report(self) -> None:
        print(f"[{self._first}, {self._last}]", flush=True)
        QCoreApplication.exit(0)
