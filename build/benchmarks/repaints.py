"""The time from a change to the end of the last repaint that it causes."""

import json
import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget

PATIENCE = 10.0  # seconds for one repaint


class Repaints(QObject):
    """Watches a window and those of its parts that a change must repaint."""

    def __init__(self, window: QWidget, parts: Sequence[QWidget]) -> None:
        super().__init__(window)
        self._passes = 0
        self._painted: set[QObject] = set()
        for widget in (window, *parts):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        kind = event.type()
        if kind == QEvent.Type.Paint:
            self._painted.add(watched)
            self._passes += 1
        elif kind == QEvent.Type.UpdateRequest:  # a pass over the window, whatever it repaints
            self._passes += 1
        return False

    def seconds(self, change: Callable[[], object], parts: Sequence[QWidget]) -> float:
        """Make a change and wait until `parts` are painted and no further pass follows."""
        self._painted.clear()
        begun = time.perf_counter()
        change()
        while not self._painted.issuperset(parts):
            QCoreApplication.processEvents()
            if time.perf_counter() - begun > PATIENCE:
                raise TimeoutError("A changed score was not painted.")
        ended = time.perf_counter()
        passes = -1
        while passes != self._passes:
            passes = self._passes
            QCoreApplication.processEvents()
            if passes != self._passes:
                ended = time.perf_counter()
        return ended - begun

    @staticmethod
    def settle(seconds: float = 0.3) -> None:
        """Let the window come to rest before anything is measured."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            QCoreApplication.processEvents()
            time.sleep(0.005)


def report(seconds: Sequence[float], picture: QWidget) -> None:
    """Print what was measured, for the starter to read."""
    size = [picture.width(), picture.height()]
    print(json.dumps({"seconds": list(seconds), "picture": size}), flush=True)
