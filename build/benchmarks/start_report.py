"""What the bare programs do once their window is complete: print both times, and end."""

import sys

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from spdesk.ui.smoke.start_watch import StartWatch


def watch_start(window: QWidget) -> StartWatch:
    """Watch a window. The starter passes its own clock's reading as the first argument."""
    return StartWatch(window, int(sys.argv[1]), _report)


def _report(first: float, complete: float) -> None:
    print(f"[{first}, {complete}]", flush=True)
    QCoreApplication.exit(0)
