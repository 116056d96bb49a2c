"""The smoke test of a packaged SP Desk: the real program, walked through by a hand from inside.

It writes `report.json` into a folder after every step, so that a crash leaves a trace too, and a
picture of the window at the end. The packaging starts it and looks on from outside.
"""

import json
import os
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from spdesk.guidance.locate import example_folder
from spdesk.ui.application import open_window
from spdesk.ui.main_window import MainWindow
from spdesk.ui.page_stack import PageStack
from spdesk.ui.smoke.start_watch import StartWatch
from spdesk.workbook.store import SUFFIX

PATIENCE_MS = 60_000
FAILED = 1


class SmokeTest:
    """One run: what has happened so far, and what comes next."""

    def __init__(self, folder: Path, begun: int, times: int) -> None:
        self._folder = folder
        self._begun = begun
        self._times = times
        self._report: dict[str, Any] = {"passed": False, "steps": [], "trouble": [], "said": []}

    def run(self) -> int:
        """Start the program on an example and walk; gives the exit status."""
        self._folder.mkdir(parents=True, exist_ok=True)
        qInstallMessageHandler(self._note_what_qt_says)
        # The system's own dialogs cannot be driven from inside.
        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
        example = example_folder() / f"missed-appointments{SUFFIX}"
        # Whatever the environment says, the settings are those of a first start, and neither they
        # nor the programs that run already have anything to do with this one.
        status = open_window(example, self._watch, self._folder / "home")
        self._write()
        return status or (0 if self._report["passed"] else FAILED)

    def _watch(self, window: MainWindow) -> None:
        sys.excepthook = self._give_up
        self._window = window
        self._start_watch = StartWatch(window, self._begun, self._note_start)
        (self._pages,) = window.findChildren(PageStack)
        self._pages.currentChanged.connect(self._note_page)
        QTimer.singleShot(PATIENCE_MS * max(self._times, 1), self._tell_of_dialogs)

    def _note_page(self) -> None:
        """The page with the landscape comes after the window's first paint."""
        page = self._pages.currentWidget()
        landscape: object = getattr(page, "landscape", None)
        panels: dict[object, QWidget] = getattr(page, "panels", {})
        if isinstance(landscape, QAbstractScrollArea):
            self._pages.currentChanged.disconnect(self._note_page)
            self._start_watch.complete_with(landscape.viewport(), *panels.values())

    def _note_start(self, first: float, complete: float) -> None:
        self._report |= {"first_paint": first, "complete": complete}
        self._report["memory"] = [memory()]
        for _ in range(self._times):
            self._walk()
            self._report["memory"].append(memory())
        self._end(passed=not self._report["trouble"])

    def _walk(self) -> None:
        # Only now: what the walk needs must not count among what a start needs.
        from spdesk.ui.smoke.hand import Hand  # noqa: PLC0415
        from spdesk.ui.smoke.walk import Walk  # noqa: PLC0415

        # Fields take what is typed over when they lose the keyboard, so the window must have it.
        self._window.activateWindow()
        Hand(self._window).wait("the window to come to the front", self._window.isActiveWindow)
        self._report["steps"] = []
        for name, act in Walk(self._window, self._folder).steps():
            self._report["steps"].append(name)
            self._write()
            act()
        self._window.grab().save(str(self._folder / "window.png"))

    def _end(self, *, passed: bool) -> None:
        self._report["passed"] = passed
        self._report["platform"] = QApplication.platformName()
        self._report["scale"] = self._window.devicePixelRatio()
        self._window.close()

    def _give_up(
        self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None
    ) -> None:
        self._report["trouble"] += traceback.format_exception(kind, fault, trace)
        self._stop()

    def _tell_of_dialogs(self) -> None:
        """The time is over: say which dialog, if any, everything waits for."""
        dialog = QApplication.activeModalWidget()
        waits = f" in the dialog “{dialog.windowTitle()}”" if dialog else ""
        self._report["trouble"].append(f"not through in time{waits}")
        self._stop()

    def _stop(self) -> None:
        """End with what is known, and a picture of what is in front."""
        front = QApplication.activeModalWidget() or self._window
        front.grab().save(str(self._folder / "stopped.png"))
        self._write()
        QApplication.exit(FAILED)

    def _note_what_qt_says(
        self, kind: QtMsgType, _context: QMessageLogContext, message: str
    ) -> None:
        self._report["said"].append(f"{kind.name}: {message}")

    def _write(self) -> None:
        text = json.dumps(self._report, ensure_ascii=False, indent=1)
        (self._folder / "report.json").write_text(text + "\n", encoding="utf-8")


def memory() -> int | None:
    """The bytes that this process holds now; None where the system does not tell them so."""
    try:
        resident = Path("/proc/self/statm").read_text("ascii").split()[1]
    except OSError:
        return None
    return int(resident) * os.sysconf("SC_PAGE_SIZE")


def run_smoke_test(folder: Path, begun: int, times: int) -> int:
    """Walk through the program and write what came of it into a folder.

    `begun` is the starter's reading of `perf_counter_ns`. The walk is done so many times; with 0
    the program ends as soon as its first page is complete. Settings are those of a first start.
    The exit status is 0 when every step went well.
    """
    return SmokeTest(folder, begun, times).run()
