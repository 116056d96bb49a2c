"""Opening and saving: the way between the desk and the disk, with its questions."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from spdesk.core.errors import WorkbookFileError
from spdesk.guidance.locate import example_folder
from spdesk.ui.desk import Desk
from spdesk.ui.lock import Taken, WorkbookLock, resolved
from spdesk.ui.messages import Changed, Failed, Held, Messages, Unsaved
from spdesk.ui.privacy_check import may_be_written
from spdesk.ui.settings import Settings
from spdesk.workbook.file_names import as_it_is_or_safe, safe_name
from spdesk.workbook.model import Workbook
from spdesk.workbook.store import SUFFIX, read_with_digest, save_workbook
from spdesk.workbook.trouble import SaveError, Trouble, in_use


class Files(QObject):
    """Opens and saves workbooks; asks before anything unsaved would be lost."""

    recent_changed = Signal()
    """The list of recent files is another than before."""

    opened = Signal()
    """Another workbook lies on the desk."""

    about_to_write = Signal()
    """The workbook goes to the disk now."""

    def __init__(self, desk: Desk, messages: Messages, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._messages = messages
        self._settings = settings
        self._window = window
        self._lock: WorkbookLock | None = None
        self.saved_at: datetime | None = None
        self.is_example = False
        """Whether the open workbook is an example that has not been saved as the user's own."""
        self.read_hash = ""
        """SHA-256 in hex of the file as it was last read or written; "" when there is no file."""
        self.note = ""
        """What else the status line should say about the file, or ""."""

    def new(self) -> bool:
        """Begin an empty workbook."""
        if not self.may_leave():
            return False
        self._begin(Workbook(), None, "")
        return True

    def ask_and_open(self) -> bool:
        """Ask for a workbook and open it."""
        path = self._messages.ask_what_to_open(self._window, self._settings.recent)
        return path is not None and self.open(path)

    def open(self, path: Path) -> bool:
        """Open a workbook. An example opens as a copy without a file, so it stays as it is."""
        if not self.may_leave():
            return False
        try:
            workbook, digest = read_with_digest(path)
        except WorkbookFileError as error:
            self._messages.tell_trouble(self._window, str(error))
            return False
        if resolved(path).parent == example_folder():
            title = workbook.issues[0].title if workbook.issues else path.stem
            self._begin(
                workbook, None, self.tr("Example: {title}").format(title=title), example=True
            )
            return True
        lock, taken = self._lock_for(path)
        if taken is Taken.HELD:
            holder = self._holder(lock)
            lock.release()
            return self._open_held(workbook, path, holder)
        self._hold(lock, taken)
        self._begin(workbook, path.absolute(), "", digest=digest)
        self._remember(path.absolute())
        return True

    def save(self) -> bool:
        """Save where the workbook lives; ask where when it has no file yet."""
        return self._write(self._desk.path) if self._desk.path else self.save_as()

    def save_as(self) -> bool:
        """Ask where, and save there."""
        issues = self._desk.workbook.issues
        first = safe_name(issues[0].title if issues else "") or safe_name(self.tr("workbook"))
        name = self._desk.path.name if self._desk.path else f"{first}{SUFFIX}"
        path = self._messages.ask_where_to_save(self._window, name)
        return path is not None and self._write(path.absolute())

    def may_leave(self) -> bool:
        """Whether the workbook may be closed: saved, not changed, or given up on purpose."""
        if not self._desk.modified:
            return True
        name = self._desk.name or self.tr("this workbook")
        answer = self._messages.ask_about_unsaved(self._window, name)
        if answer is Unsaved.SAVE:
            return (not self._desk.box.count or self._desk.put_box_away()) and self.save()
        return answer is Unsaved.DISCARD

    def let_go(self) -> None:
        """Give the file back to others; the window closes, or turns to something without a file."""
        if self._lock:
            self._lock.release()
        self._lock, self.note = None, ""

    def _may_write(self) -> bool:
        """The one place to ask anything before a workbook goes to the disk."""
        return may_be_written(self._desk, self._messages, self._window)

    def _write(self, path: Path, *, overwrite: bool = False) -> bool:
        """Save to a path; `overwrite` even if the file is another than the one that was opened."""
        if not self._may_write():
            return False
        lock, taken = self._lock_for(path)
        same_file = self._desk.path is not None and resolved(self._desk.path) == resolved(path)
        try:
            if taken is Taken.HELD:
                raise in_use(path, self._holder(lock))
            self.about_to_write.emit()
            saved = save_workbook(
                self._desk.workbook,
                path,
                expected=self.read_hash if same_file and not overwrite else "",
                # What somebody else wrote is kept in any case.
                keep_previous=overwrite or self._settings.keep_previous,
            )
        except WorkbookFileError as error:
            if lock is not self._lock:
                lock.release()
            return self._after_failure(error, path, overwrite=overwrite)
        self._hold(lock, taken)
        self.read_hash = saved.digest
        if not saved.previous_kept:
            self.note = self.tr("the previous version could not be kept")
        self.saved_at = datetime.now().astimezone()
        self.is_example = False
        self._desk.saved_to(path)
        self._remember(path)
        return True

    def _after_failure(self, error: WorkbookFileError, path: Path, *, overwrite: bool) -> bool:
        """Tell what went wrong, and offer a way on at once."""
        trouble = error.trouble if isinstance(error, SaveError) else Trouble.OTHER
        if trouble not in (Trouble.CHANGED, Trouble.MISSING):
            again = trouble is Trouble.LOCKED
            todo = self._messages.ask_about_failed_save(self._window, str(error), again)
            if todo is Failed.AGAIN:
                return self._write(path, overwrite=overwrite)
            return todo is Failed.COPY and self.save_as()
        is_there = trouble is Trouble.CHANGED
        answer = self._messages.ask_about_changed_file(self._window, str(error), is_there)
        if answer is Changed.OVERWRITE:
            return self._write(path, overwrite=True)
        if answer is Changed.COPY:
            return self.save_as()
        if answer is Changed.OPEN:
            self._show_what_is_there(path)
        return False

    def _show_what_is_there(self, path: Path) -> None:
        """Take the file's content as one step, so that undo brings the own work back."""
        try:
            workbook, digest = read_with_digest(path)
        except WorkbookFileError as error:
            self._messages.tell_trouble(self._window, str(error))
            return
        self._desk.apply(self.tr("open what is in the file"), _instead, workbook)
        self.read_hash = digest
        self._desk.saved_to(path)

    def _open_held(self, workbook: Workbook, path: Path, holder: str) -> bool:
        """Open what somebody else has open: without a file, or as a copy in a file of its own."""
        text = self.tr("{name} is open in {holder}.").format(name=path.name, holder=holder)
        answer = self._messages.ask_about_held_file(self._window, text)
        copy = None
        if answer is Held.COPY:
            suggestion = self.tr("{name} copy").format(name=as_it_is_or_safe(path.stem)) + SUFFIX
            copy = self._messages.ask_where_to_save(self._window, suggestion, path)
        if answer is Held.CANCEL or (answer is Held.COPY and copy is None):
            return False
        self._begin(workbook, None, self.tr("{name} (read only)").format(name=path.stem))
        return self._write(copy.absolute()) if copy else True

    def _lock_for(self, path: Path) -> tuple[WorkbookLock, Taken]:
        """The lock of a file: the one that is held already, or a new one."""
        if self._lock and self._lock.workbook == resolved(path):
            return self._lock, Taken.OURS
        lock = WorkbookLock(path, self)
        return lock, lock.take()

    def _hold(self, lock: WorkbookLock, taken: Taken) -> None:
        """Hold this lock instead of the one before, and note when others cannot be warned."""
        if lock is not self._lock:
            self.let_go()
        self._lock, self.note = lock, ""
        if taken is Taken.IMPOSSIBLE:
            self.let_go()
            self.note = self.tr("no lock can be made here: nobody else is warned")

    def _holder(self, lock: WorkbookLock) -> str:
        """Who has the file, as in “open in …”: the computer, never the person."""
        if lock.computer is None:
            return self.tr("another place")
        if lock.computer:
            return self.tr("SP Desk on the computer “{name}”").format(name=lock.computer)
        return self.tr("another window of SP Desk on this computer")

    def _begin(
        self,
        workbook: Workbook,
        path: Path | None,
        name: str,
        *,
        example: bool = False,
        digest: str = "",
    ) -> None:
        if path is None:
            self.let_go()
        self.saved_at = None
        self.is_example = example
        self.read_hash = digest
        self._desk.begin(workbook, path, name)
        self.opened.emit()

    def _remember(self, path: Path) -> None:
        self._settings.remember(path)
        self.recent_changed.emit()


def _instead(_: Workbook, other: Workbook) -> Workbook:
    """The edit that puts another workbook in the place of this one."""
    return other
