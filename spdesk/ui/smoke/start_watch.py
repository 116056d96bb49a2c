"""Tells when a window just started has painted for the first time, and when it is complete.

The bare programs that SP Desk is measured against import this too, so it imports next to nothing.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

QUIET_MS = 200
"""A page on which nothing has been painted for so long is complete."""


class StartWatch(QObject):
    """Tells the seconds from the start of the process to both moments.

    `begun` is the reading of `perf_counter_ns` when the process was started, by the starter's
    clock: it counts from the same moment in every process of a machine, on Linux, macOS and
    Windows alike. `tell` is called once, with the seconds to the first paint and to the complete
    page.
    """

    def __init__(self, window: QWidget, begun: int, tell: Callable[[float, float], None]) -> None:
        super().__init__()
        self._begun = begun
        self._tell = tell
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
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
        if not self._parts:
            return  # painted just before the report, which is told only once
        self._last = self._seconds()
        self._quiet.start()

    def _seconds(self) -> float:
        return (time.perf_counter_ns() - self._begun) / 1e9

    def _report(self) -> None:
        for part in self._parts:
            part.removeEventFilter(self)
        self._parts.clear()
        self._tell(self._first or self._last, self._last)
