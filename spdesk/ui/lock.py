"""Who has a workbook open: a small file beside it, taken by the window that works on it."""

import os
import sys
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QSysInfo, QTimer

from spdesk.workbook.patience import Patience
from spdesk.workbook.places import real_path
from spdesk.workbook.windows import set_hidden

HEARTBEAT = 60_000
"""Milliseconds between two signs of life."""

SILENT_FOR = 3_600_000
"""Milliseconds without a sign of life after which a lock was left behind.

One of this computer is known at once, by its process. For one of another computer only the time of
the file speaks, by two clocks that may differ, so this is long.
"""


class Taken(Enum):
    """What came of asking for a lock."""

    OURS = auto()
    HELD = auto()
    """Somebody else has the workbook open."""
    IMPOSSIBLE = auto()
    """No file can be made there, so nobody can be warned."""


class WorkbookLock(QObject):
    """The lock of one workbook. Left behind by a crash, it is taken over."""

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.workbook = resolved(path)
        place = self.workbook.with_name(f".~lock.{self.workbook.name}#")
        self._place = place
        self._file = QLockFile(str(place))
        self._file.setStaleLockTime(SILENT_FOR)
        self._heartbeat = QTimer(self, interval=HEARTBEAT)
        self._heartbeat.timeout.connect(self._give_sign)

    def take(self) -> Taken:
        """Take the lock now, or say why not; never waits."""
        if self._file.tryLock(0):
            set_hidden(self._place)
            self._heartbeat.start()
            return Taken.OURS
        if self._file.error() is QLockFile.LockError.LockFailedError:
            return Taken.HELD
        return Taken.IMPOSSIBLE

    @property
    def computer(self) -> str | None:
        """The other computer that has the workbook open; "" for this one, None if unknown."""
        process, computer, _ = self._file.getLockInfo()
        if not process:
            return None
        return "" if is_this_computer(computer) else str(computer)

    def release(self) -> None:
        """Give the workbook back. The object is of no use afterwards."""
        self._heartbeat.stop()
        ours = self._file.isLocked()
        self._file.unlock()
        if ours and sys.platform == "win32":
            # A scanner may have held it just then. Should another program have taken the lock
            # meanwhile, its file stays: Windows lets nobody remove what is open there.
            Patience().remove(self._place)
        self.deleteLater()

    def _give_sign(self) -> None:
        with suppress(OSError):  # the drive may have gone
            os.utime(self._place)


def is_this_computer(name: str) -> bool:
    """Whether a lock's computer is this one, by the name that Qt writes into a lock.

    On Windows Qt writes the short name in capitals, but gives the one of the network for the
    question what this computer is called.
    """
    own = [QSysInfo.machineHostName()]
    if sys.platform == "win32":
        own.append(os.environ.get("COMPUTERNAME", ""))
    return name.casefold() in [known.casefold() for known in own if known]


def resolved(path: Path) -> Path:
    """The file itself, behind every link, so that two names of one file have one lock."""
    try:
        return real_path(path)
    except OSError:
        return path.absolute()
