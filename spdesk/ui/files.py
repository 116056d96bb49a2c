"""Opening and saving: the way between the desk and the disk, with its questions."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from spdesk.core.errors import WorkbookFileError
from spdesk.guidance.locate import example_folder
from spdesk.ui.desk import Desk
from spdesk.ui.messages import Messages, Unsaved
from spdesk.ui.settings import Settings
from spdesk.workbook.model import Workbook
from spdesk.workbook.store import SUFFIX, read_workbook, save_workbook


class Files(QObject):
    """Opens and saves workbooks; asks before anything unsaved would be lost."""

    recent_changed = Signal()
    """The list of recent files is another than before."""

    opened = Signal()
    """Another workbook lies on the desk."""

    def __init__(self, desk: Desk, messages: Messages, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._messages = messages
        self._settings = settings
        self._window = window
        self.saved_at: datetime | None = None
        self.is_example = False
        """Whether the open workbook is an example that has not been saved as the user's own."""

    def new(self) -> bool:
        """Begin an empty workbook."""
        if not self.may_leave():
            return False
        self._begin(Workbook(), None, "")
        return True

    def ask_and_open(self) -> bool:
        """Ask for a workbook and open it."""
        path = self._messages.ask_what_to_open(self._window)
        return path is not None and self.open(path)

    def open(self, path: Path) -> bool:
        """Open a workbook. An example opens as a copy without a file, so it stays as it is."""
        if not self.may_leave():
            return False
        try:
            workbook = read_workbook(path)
        except WorkbookFileError as error:
            self._messages.tell_trouble(self._window, str(error))
            return False
        if path.resolve().parent == example_folder():
            title = workbook.issues[0].title if workbook.issues else path.stem
            self._begin(
                workbook, None, self.tr("Example: {title}").format(title=title), example=True
            )
        else:
            self._begin(workbook, path.absolute(), "")
            self._remember(path.absolute())
        return True

    def save(self) -> bool:
        """Save where the workbook lives; ask where when it has no file yet."""
        return self._write(self._desk.path) if self._desk.path else self.save_as()

    def save_as(self) -> bool:
        """Ask where, and save there."""
        first = self._desk.workbook.issues[0].title if self._desk.workbook.issues else "workbook"
        kept = "".join(c if c.isalnum() or c in " -" else "" for c in first)[:60].strip()
        name = self._desk.path.name if self._desk.path else f"{kept or 'workbook'}{SUFFIX}"
        path = self._messages.ask_where_to_save(self._window, name)
        return path is not None and self._write(path.absolute())

    def may_leave(self) -> bool:
        """Whether the workbook may be closed: saved, not changed, or given up on purpose."""
        if not self._desk.modified:
            return True
        name = self._desk.name or self.tr("this workbook")
        answer = self._messages.ask_about_unsaved(self._window, name)
        if answer is Unsaved.SAVE:
            return self.save()
        return answer is Unsaved.DISCARD

    def _write(self, path: Path) -> bool:
        try:
            save_workbook(self._desk.workbook, path)
        except WorkbookFileError as error:
            self._messages.tell_trouble(self._window, str(error))
            return False
        self.saved_at = datetime.now().astimezone()
        self.is_example = False
        self._desk.saved_to(path)
        self._remember(path)
        return True

    def _begin(
        self, workbook: Workbook, path: Path | None, name: str, *, example: bool = False
    ) -> None:
        self.saved_at = None
        self.is_example = example
        self._desk.begin(workbook, path, name)
        self.opened.emit()

    def _remember(self, path: Path) -> None:
        self._settings.remember(path)
        self.recent_changed.emit()
