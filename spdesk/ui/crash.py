"""When something goes wrong inside the program: what is told, and what is kept of it.

A report says where in the program it happened, never with what. It holds the types of errors but
not their messages, since a message may quote what somebody typed.
"""

import faulthandler
import os
import sys
import threading
import traceback
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QSysInfo, QTimer, Signal, qVersion
from PySide6.QtWidgets import QWidget

from spdesk.core.translation import translate
from spdesk.ui.messages import Messages
from spdesk.ui.running import Session
from spdesk.version import __version__
from spdesk.workbook.recovery import OWNER_ONLY

KEPT = 5
"""Reports; older ones are removed."""

LOOK_MS = 30_000
"""Milliseconds between two looks at whether what was taken for the end was none."""

_NOTHING_TYPED = "Nothing that stands in a workbook is in this report."
_LONGEST_CHAIN = 10


class Mishaps(QObject):
    """Tells of a fault in the program in a sentence, and keeps a report of it."""

    _happened = Signal(str)

    def __init__(self, window: QWidget, messages: Messages, reports: Path) -> None:
        super().__init__(window)
        self._window = window
        self._messages = messages
        self._reports = reports
        self._telling = False
        # A fault in another thread is told in the window's own.
        self._happened.connect(self._tell)

    def tell(
        self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None
    ) -> None:
        """Keep the program open, so that the work can still be saved."""
        text = report_text(fault, trace)
        _print(text, fault)
        if self._telling:  # one message at a time, even if every repaint fails
            return
        file = keep_report(text, self._reports)
        said = translate(
            "crash",
            "Something went wrong inside SP Desk. Your work is still open: save a copy under "
            "another name, then start SP Desk again. ({fault})",
        ).format(fault=f"{kind.__name__}: {fault}")
        if file:
            where = translate("crash", "A report without any of your text is in {file}.")
            said = f"{said} {where.format(file=file)}"
        self._happened.emit(said)

    def tell_of_thread(self, happened: threading.ExceptHookArgs) -> None:
        """The same for a fault in another thread."""
        fault = happened.exc_value or happened.exc_type()
        self.tell(happened.exc_type, fault, happened.exc_traceback)

    def _tell(self, sentence: str) -> None:
        if not self._telling:
            self._telling = True
            self._messages.tell_trouble(self._window, sentence)
            self._telling = False


def report_text(fault: BaseException, trace: TracebackType | None) -> str:
    """The report of a fault: the program, the system, and the way through the program."""
    return "\n".join([*_heading(), *_way(fault, trace), ""])


def keep_report(text: str, reports: Path) -> Path | None:
    """Write a report, remove those that are too old, and give where it is, if it could be."""
    now = datetime.now().astimezone()
    file = reports / f"crash-{now:%Y%m%d-%H%M%S-%f}.txt"
    try:
        reports.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT, OWNER_ONLY)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        for old in sorted(reports.glob("crash-*.txt"))[:-KEPT]:
            old.unlink()
    except OSError:
        return None
    return file


class HardCrashes(QObject):
    """Has Python write where every thread stood when the process is struck down by the system.

    On Windows Python hears of an exception before those who may handle it: COM, RPC and some
    drivers raise some in every day's work, catch them, and go on. Only who is still there later
    knows that it was none of the end, so the program looks now and then, and at its own end.
    """

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT, OWNER_ONLY)
        self._stream = os.fdopen(handle, "w", encoding="utf-8")
        # Written before: at a crash nothing of this could be found out any more.
        self._stream.write("\n".join([*_heading(), _HARD, ""]))
        self._stream.flush()
        self._nothing = os.fstat(handle).st_size
        faulthandler.enable(self._stream)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self.go_on)
        if sys.platform == "win32":  # elsewhere what Python hears of is the end
            self._look.start()

    def go_on(self) -> None:
        """The program runs: what was written since is no report of its end."""
        handle = self._stream.fileno()
        with suppress(OSError):
            if os.fstat(handle).st_size > self._nothing:
                # In this order, so that what another thread might write meanwhile is not lost.
                os.ftruncate(handle, self._nothing)
                os.lseek(handle, 0, os.SEEK_END)

    def finish(self) -> None:
        """The program ends by itself."""
        self._look.stop()
        faulthandler.disable()
        self.go_on()
        self._stream.close()


_HARD = "The process was ended by a fault. The last call of each thread comes first:"


def collect_hard_crashes(sessions: Iterable[Session], reports: Path) -> Path | None:
    """Keep what programs that were struck down wrote; gives the place of the latest report."""
    latest = None
    for session in sessions:
        with suppress(OSError, UnicodeDecodeError):
            text = session.fault_file.read_text(encoding="utf-8")
            if text.partition(_HARD)[2].strip():
                latest = latest or keep_report(text, reports)
            session.fault_file.unlink()
    return latest


def _heading() -> list[str]:
    system = f"{QSysInfo.prettyProductName()}, {QSysInfo.kernelType()} {QSysInfo.kernelVersion()}"
    return [
        f"SP Desk {__version__}. {_NOTHING_TYPED}",
        f"Time: {datetime.now().astimezone():%Y-%m-%d %H:%M:%S %z}",
        f"System: {system}, {QSysInfo.currentCpuArchitecture()}",
        f"Python {sys.version.split()[0]}, Qt {qVersion()}",
        "",
    ]


def _way(fault: BaseException, trace: TracebackType | None) -> Iterator[str]:
    """The calls that led to a fault, and to the faults that it came from."""
    met: BaseException | None = fault
    for _ in range(_LONGEST_CHAIN):
        if met is None:
            return
        yield "Traceback (the last call comes last):"
        for frame, line in traceback.walk_tb(trace):
            code = frame.f_code
            yield f"  {'/'.join(Path(code.co_filename).parts[-2:])}:{line} in {code.co_qualname}"
        yield f"{type(met).__module__}.{type(met).__qualname__}"
        met = met.__cause__ or (None if met.__suppress_context__ else met.__context__)
        if met is not None:
            trace = met.__traceback__
            yield "It came from:"


def _print(text: str, fault: BaseException) -> None:
    """Say it on standard error: to a person all of it, to a log only the report."""
    if sys.stderr is None:  # a program of Windows that has no console
        return
    if sys.stderr.isatty():
        traceback.print_exception(fault)
    else:
        print(text, file=sys.stderr)
