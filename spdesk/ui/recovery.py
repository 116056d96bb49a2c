"""Keeping unsaved work safe: the thread that writes it, and the offer at the next start."""

import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal

from spdesk.core.errors import WorkbookFileError
from spdesk.core.translation import translate
from spdesk.ui.ballot_box import Unsaved
from spdesk.ui.desk import Desk, place_of_change
from spdesk.ui.files import Files
from spdesk.ui.main_window import MainWindow
from spdesk.ui.messages import Messages, Recovered
from spdesk.ui.running import Session
from spdesk.workbook.format import Writer
from spdesk.workbook.model import Workbook
from spdesk.workbook.recovery import (
    Recovery,
    differences,
    read_recovery,
    remove_recovery,
    write_recovery,
)
from spdesk.workbook.store import read_workbook

RETRY_MS = 5_000
"""Milliseconds from a write that failed to the next try."""

TELL_AGAIN = 600.0
"""Seconds after which trouble that lasts is told again."""

WAIT_MS = 300
"""Milliseconds from an edit to the write that takes it along; edits in between go with it."""

_TURN = 0.0005
"""Seconds after which the thread that writes lets the window's go on, where Python gives 0.005: the
window asks for its turn many times in a frame."""

_MOST_LINES = 4
"""Differences that are listed: at 200 % of text the question must fit a small screen."""


class Keeper(QObject):
    """Keeps a recovery file while something on the desk is not saved, and none otherwise."""

    failed = Signal(str)
    """The file could not be written; the sentence says why. Told when it begins, and every
    `TELL_AGAIN` seconds while it lasts."""

    _tried = Signal(str)
    """A write has ended, in its thread: with this sentence where it failed, else with none."""

    def __init__(self, desk: Desk, files: Files, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._files = files
        self._scribe = _Scribe(file, self)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)  # one after the other, in the order of the wishes
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._write)
        self._retry = QTimer(self, singleShot=True, interval=RETRY_MS)
        self._retry.timeout.connect(self._write)
        self._told_at: float | None = None
        self._telling = False
        self._tried.connect(self._note_try, Qt.ConnectionType.QueuedConnection)
        desk.workbook_changed.connect(self._note_edit)
        desk.file_changed.connect(self._note_file)
        # So that a stop right after the save leaves nothing older than the saved file.
        files.about_to_write.connect(self.flush)
        self._note_file()

    def flush(self) -> bool:
        """Write now and wait for it; gives whether the file holds what is not saved."""
        self._timer.stop()
        self._pool.waitForDone()
        if self._desk.modified and self._scribe.kept is not self._desk.unsaved:
            self._write()
            self._pool.waitForDone()
        return self._scribe.kept is self._desk.unsaved

    def finish(self, *, keep: bool) -> None:
        """The program ends: leave the file for the next start, or remove it."""
        self._desk.workbook_changed.disconnect(self._note_edit)
        self._desk.file_changed.disconnect(self._note_file)
        self._files.about_to_write.disconnect(self.flush)
        if keep:
            self.flush()
            self._retry.stop()
            return
        self._stop()
        self._remove()
        self._pool.waitForDone()

    def note(self, trouble: str) -> None:
        """Take what came of a write, from the thread that writes; "" when all went well."""
        self._tried.emit(trouble)

    def _note_try(self, trouble: str) -> None:
        if not trouble:
            self._told_at = None
            return
        self._retry.start()
        lately = self._told_at is not None and time.monotonic() - self._told_at < TELL_AGAIN
        if not lately and not self._telling:
            self._telling = True
            self.failed.emit(trouble)  # comes back when it has been read
            self._telling, self._told_at = False, time.monotonic()

    def _note_edit(self) -> None:
        # Not begun anew by each edit: someone who types without a pause must be safe, too.
        if not self._timer.isActive():
            self._timer.start()

    def _note_file(self) -> None:
        if self._desk.modified:
            self._note_edit()
            return
        self._stop()
        self._remove()

    def _stop(self) -> None:
        self._timer.stop()
        self._retry.stop()

    def _write(self) -> None:
        desk, scribe = self._desk, self._scribe
        if desk.modified:
            scribe.newest += 1
            number, now = scribe.newest, datetime.now().astimezone()
            digest = self._files.read_hash
            unsaved, path, name = desk.unsaved, desk.path, desk.name

            def make() -> Recovery:
                return Recovery(unsaved.whole(), path, name, digest, now)

            self._pool.start(lambda: scribe.write(number, unsaved, make))

    def _remove(self) -> None:
        self._scribe.newest += 1  # what waits to be written is void
        self._pool.start(self._scribe.remove)


class _Scribe:
    """Writes and removes the file. All its methods run on the one thread of the pool."""

    def __init__(self, file: Path, keeper: Keeper) -> None:
        self._file = file
        self._keeper = keeper
        self._writer = Writer()
        self.newest = 0
        """The number of the latest wish, set by the window's thread; older ones are dropped."""
        self.kept: Unsaved | None = None
        """What the file holds, as far as is known."""

    def write(self, number: int, unsaved: Unsaved, make: Callable[[], Recovery]) -> None:
        """Write the file, unless a later wish waits already."""
        if number != self.newest:
            return
        usual = sys.getswitchinterval()
        sys.setswitchinterval(_TURN)
        try:
            write_recovery(make(), self._file, self._writer.text)
            self.kept = unsaved
            self._keeper.note("")
        except WorkbookFileError as error:
            self.kept = None
            self._keeper.note(str(error))
        finally:
            sys.setswitchinterval(usual)

    def remove(self) -> None:
        """Nothing is unsaved any more."""
        remove_recovery(self._file)
        self.kept = None


def offer(sessions: Sequence[Session], wanted: Path | None, keeper: Keeper, asker: "Asker") -> bool:
    """Ask what to do with the work in sessions that were left behind; gives whether one is open.

    The sessions are claimed. Work on the wanted file comes first, and after one was restored no
    more is asked, since a window holds one workbook. What is not decided is left for the next
    start; what differs in nothing from its file is removed without a question.
    """
    found: list[tuple[Session, Recovery]] = []
    for session in sessions:
        recovery = _unsaved(session)
        if recovery is not None and any(_same_work(recovery, other) for _, other in found):
            session.remove()  # a program was stopped just when it had taken this over
        elif recovery is not None:
            found.append((session, recovery))
    found.sort(key=lambda one: one[1].path != wanted)  # the newest first otherwise, as they came
    restored = False
    for session, recovery in found:
        answer = Recovered.LATER if restored else asker.ask(recovery)
        if answer is Recovered.RESTORE:
            asker.restore(recovery)
            restored = True
        # The work is removed from there only when it is kept safe here.
        if answer is Recovered.DISCARD or (answer is Recovered.RESTORE and keeper.flush()):
            session.remove()
        else:
            session.release()
    return restored


def _unsaved(session: Session) -> Recovery | None:
    """What a session left that is in no file; when nothing is, the session is removed."""
    if not session.recovery_file.exists():
        session.remove()
        return None
    try:
        recovery = read_recovery(session.recovery_file)
    except WorkbookFileError:  # of another version of SP Desk, which may read it
        session.release()
        return None
    if _saved(recovery) == recovery.workbook:
        session.remove()
        return None
    return recovery


def _same_work(one: Recovery, other: Recovery) -> bool:
    return (one.path, one.workbook) == (other.path, other.workbook)


def _saved(recovery: Recovery) -> Workbook | None:
    """The saved file that the work belongs to, if it has one that can be read."""
    if recovery.path is None:
        return None
    try:
        return read_workbook(recovery.path)
    except WorkbookFileError:
        return None


class Asker:
    """Asks about work that was left behind, and puts it on the desk."""

    def __init__(self, window: MainWindow, messages: Messages) -> None:
        self._window = window
        self._messages = messages

    def ask(self, recovery: Recovery) -> Recovered:
        """Say what there is, and what differs from the file."""
        saved, when = _saved(recovery), recovery.written_at.astimezone()
        file = (
            recovery.path.name
            if recovery.path
            else recovery.name or translate("recovery", "A new workbook")
        )
        lines = [
            translate("recovery", "SP Desk stopped before your work on “{file}” was saved.").format(
                file=file
            ),
            translate("recovery", "It was kept on {day}.").format(
                day=f"{when.day} {when:%B %Y, %H:%M}"
            ),
            "",
        ]
        if recovery.path is None:
            lines += [translate("recovery", "It was never saved to a file. It holds:")]
        elif saved is None:
            lines += [
                translate(
                    "recovery",
                    "The file itself is not there, or cannot be read. The kept work holds:",
                )
            ]
        elif recovery.file_changed_since:
            lines += [
                translate(
                    "recovery",
                    "The file was changed after that work began. If you restore and save, that "
                    "change is lost; “Save as” keeps both. Compared with the file as it is now:",
                )
            ]
        else:
            lines += [translate("recovery", "Compared with the file:")]
        told = differences(saved or Workbook(), recovery.workbook)
        lines += [f"• {line}" for line in told[:_MOST_LINES]]
        if len(told) > _MOST_LINES:
            lines += [
                translate("recovery", "• and {count} more.").format(count=len(told) - _MOST_LINES)
            ]
        lines += [translate("recovery", "Nothing is written to the file until you save.")]
        return self._messages.ask_about_recovery(self._window, "\n".join(lines))

    def restore(self, recovery: Recovery) -> None:
        """Put the work on the desk, on its file but not saved to it.

        It is one undo step away from the file as it is, where that can be opened.
        """
        desk = self._window.desk
        saved = _saved(recovery)
        if (
            saved is not None
            and recovery.path is not None
            and self._window.files.open(recovery.path)
        ):
            desk.apply(translate("recovery", "restore unsaved work"), _instead, recovery.workbook)
        else:
            desk.begin(recovery.workbook, recovery.path, recovery.name)
            desk.undo_stack.resetClean()  # what is on the desk is in no file
        place = place_of_change(saved or Workbook(), recovery.workbook)
        if place is not None:
            desk.look_at(*place)


def _instead(_saved: Workbook, recovered: Workbook) -> Workbook:
    """The edit that puts the recovered workbook in the place of the saved one."""
    return recovered
