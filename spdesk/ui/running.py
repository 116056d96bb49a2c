"""Which SP Desks run for this user, and how a second start speaks to a first one.

Each running program has a folder of its own in the user's state folder: a lock that the system
gives up with the program, the recovery file, and a folder into which another start puts the name
of a file to open. That is all: no socket, no port, nothing that another computer could reach.
"""

import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, QStandardPaths, QTimer, Signal
from PySide6.QtWidgets import QApplication

from spdesk.ui.foreground import let_come_to_front
from spdesk.ui.own_home import own_home
from spdesk.workbook.recovery import remove_recovery

PATIENCE = 2.0
"""Seconds that a running program gets to take a file from a second start."""

_GLANCE = 0.02
_TRIES = 3
_OWNER_ONLY = 0o700
_LOCK, _RECOVERY, _FAULT, _ASKED = "lock", "unsaved.recovery", "fault.txt", "asked"
_REQUEST = ".open"


def state_folder(home: Path | None = None) -> Path:
    """Where this user's unsaved work and crash reports are kept.

    `home`: a folder for them and the settings, instead of the one that the environment names and
    of the usual place.
    """
    if home := home or own_home():
        return home / "SP Desk"
    places = QStandardPaths.StandardLocation
    linux = sys.platform.startswith("linux")
    place = places.GenericStateLocation if linux else places.GenericDataLocation
    return Path(QStandardPaths.writableLocation(place)) / "SP Desk"


class Session:
    """One running program, or what one left behind: a folder and its lock.

    Whoever holds the lock owns the folder. Qt takes a lock for given up when the process that is
    named in it does not run any more, or the computer was started anew since.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.recovery_file = folder / _RECOVERY
        self.fault_file = folder / _FAULT
        self.asked = folder / _ASKED
        self._lock = QLockFile(str(folder / _LOCK))
        self._lock.setStaleLockTime(0)  # however long it runs

    @classmethod
    def begin(cls, state: Path) -> "Session":
        """A new session. Raises OSError where the state folder cannot be written to."""
        for folder in (state, _sessions(state)):
            folder.mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
            folder.chmod(_OWNER_ONLY)
        for _ in range(_TRIES):  # another start may take it for one that was left behind
            session = cls(_sessions(state) / f"{time.time_ns():020}-{secrets.token_hex(4)}")
            session.folder.mkdir(mode=_OWNER_ONLY)
            if session.claim():
                session.asked.mkdir(mode=_OWNER_ONLY)
                return session
        raise OSError(f"{_sessions(state)} cannot be locked")

    def claim(self) -> bool:
        """Take the lock, if no running program has it."""
        return self._lock.tryLock(0)

    @property
    def process(self) -> int:
        """The id of the process that holds the lock; 0 if it cannot be read."""
        number, _, _ = self._lock.getLockInfo()
        return int(number)

    def release(self) -> None:
        """Give the lock up and leave everything else: the next start finds it again."""
        self._lock.unlock()

    def remove(self) -> None:
        """Remove the session with all that is in it. Only who holds the lock may do so."""
        remove_recovery(self.recovery_file)
        for file in (self.fault_file, *self._requests()):
            with suppress(OSError):
                file.unlink()
        with suppress(OSError):
            self.asked.rmdir()
        self._lock.unlock()
        with suppress(OSError):
            self.folder.rmdir()

    def ask(self, path: Path) -> bool:
        """Ask the program of this session to open a file; gives whether it took it in time."""
        name = secrets.token_hex(4)
        request = self.asked / f"{name}{_REQUEST}"
        draft = self.asked / f"{name}.tmp"
        try:
            draft.write_text(str(path), encoding="utf-8", errors="surrogateescape")
            draft.replace(request)
        except OSError:
            return False
        until = time.monotonic() + PATIENCE
        while request.exists():
            if time.monotonic() > until:
                try:
                    request.unlink()
                except OSError:  # taken in the last instant
                    return True
                return False
            time.sleep(_GLANCE)
        return True

    def take(self) -> Iterator[Path]:
        """The files that other starts ask for; each request is taken by being removed."""
        for request in self._requests(_REQUEST):
            with suppress(OSError):
                text = request.read_text(encoding="utf-8", errors="surrogateescape")
                request.unlink()
                yield Path(text)

    def _requests(self, suffix: str = "") -> list[Path]:
        with suppress(OSError):
            return sorted(self.asked.glob(f"*{suffix}"))
        return []


def left_behind(state: Path) -> list[Session]:
    """The sessions of programs that ended without tidying up, the newest first, all claimed."""
    return [session for session in _all(state) if session.claim()]


def hand_over(path: Path, state: Path) -> bool:
    """Ask a running program, the one started last, to open a file; gives whether it did."""
    for session in _all(state):
        if session.claim():
            session.release()  # nobody runs there; what it left is offered by the next window
            continue
        let_come_to_front(session.process)
        if session.ask(path.absolute()):
            return True
    return False


class Doorman(QObject):
    """Opens what other starts of the program ask for."""

    asked = Signal(object)
    """A file is to be opened."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._watcher = QFileSystemWatcher([str(session.asked)], self)
        self._watcher.directoryChanged.connect(self._look)
        QTimer.singleShot(0, self._look)  # some may have come before the watch began

    def close(self) -> None:
        """Watch no more. Windows removes no folder that somebody watches."""
        self._watcher.removePath(str(self._session.asked))

    def _look(self) -> None:
        # While a question is open no other may come: the second start then opens a window.
        if QApplication.activeModalWidget() is not None or QApplication.activePopupWidget():
            return
        for path in self._session.take():
            self.asked.emit(path)


def _sessions(state: Path) -> Path:
    return state / "sessions"


def _all(state: Path) -> list[Session]:
    """Every session that has a folder, the newest first."""
    with suppress(OSError):
        return [Session(folder) for folder in sorted(_sessions(state).iterdir(), reverse=True)]
    return []
