"""What is done with many issues at once, and with other workbooks, from the register."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from spdesk.core.errors import EditError, WorkbookFileError
from spdesk.core.translation import translate
from spdesk.guidance.locate import example_folder
from spdesk.ui.desk import Desk
from spdesk.ui.lock import Taken, WorkbookLock, resolved
from spdesk.ui.messages import Messages
from spdesk.ui.privacy_check import may_be_written
from spdesk.ui.settings import Settings
from spdesk.workbook import register_edits, trouble
from spdesk.workbook.model import Workbook
from spdesk.workbook.places import is_there
from spdesk.workbook.register_edits import Merge
from spdesk.workbook.store import read_with_digest, read_workbook, save_workbook

_MOST_TITLES = 5
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: sentences for the screen, and the issues to look at now."""

    text: str
    ids: tuple[str, ...] = ()


class RegisterWork(QObject):
    """Each method makes one undo step, or tells why not and changes nothing."""

    def __init__(self, desk: Desk, messages: Messages, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._messages = messages
        self._settings = settings
        self._window = window

    def archive(self, ids: Sequence[str], archived: bool) -> None:
        """Archive issues, or bring them back."""
        words = (
            translate("register", "archive {what}")
            if archived
            else translate("register", "bring {what} back")
        )
        title = words.format(what=self._what(ids))
        self._desk.apply(title, register_edits.archive_issues, ids, archived)

    def remove(self, ids: Sequence[str]) -> None:
        """Remove issues; undo brings them back."""
        title = translate("register", "remove {what}").format(what=self._what(ids))
        self._desk.apply(title, register_edits.remove_issues, ids)

    def duplicate(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Copy issues; gives the ids of the copies."""
        before = {issue.id for issue in self._desk.workbook.issues}
        title = translate("register", "duplicate {what}").format(what=self._what(ids))
        self._desk.apply(title, register_edits.duplicate_issues, ids)
        return tuple(i.id for i in self._desk.workbook.issues if i.id not in before)

    def merge(self) -> Outcome | None:
        """Ask for a workbook and merge it into the open one."""
        path = self._messages.ask_what_to_open(self._window, self._settings.recent)
        if path is None:
            return None
        merges: list[Merge] = []

        def edit(workbook: Workbook, incoming: Workbook) -> Workbook:
            merges.append(register_edits.merge_in(workbook, incoming, path.stem))
            return merges[-1].workbook

        try:
            incoming = read_workbook(path)
        except WorkbookFileError as error:
            self._messages.tell_trouble(self._window, str(error))
            return None
        title = translate("register", "merge “{name}” in").format(name=path.stem)
        if not self._desk.apply(title, edit, incoming):
            return None
        return _merged(merges[-1], path.stem)

    def move(self, ids: Sequence[str]) -> Outcome | None:
        """Ask for another workbook, add issues with their parts to it, and remove them here.

        They are removed only when the other file is safely written.
        """
        path = self._messages.ask_where_to_move(self._window)
        if path is None:
            return None
        ids = register_edits.with_parts(self._desk.workbook, ids)
        if not may_be_written(self._desk, self._messages, self._window, ids):
            return None
        try:
            self._refuse(path)
            with self._held(path):
                merge = self._written(path, ids)
        except (EditError, WorkbookFileError) as error:
            self._messages.tell_trouble(self._window, str(error))
            return None
        what = self._what(ids)
        title = translate("register", "move {what} to “{name}”").format(what=what, name=path.stem)
        self._desk.apply(title, register_edits.remove_issues, ids)
        return _moved(merge, what, path.name, is_saved=self._desk.path is not None)

    def _written(self, path: Path, ids: Sequence[str]) -> Merge:
        """Add issues to the workbook in a file, which is made when there is none."""
        desk = self._desk
        target, digest = Workbook(scale=desk.workbook.scale), ""
        try:
            there = is_there(path)
        except OSError as error:
            raise trouble.not_saved(error, path) from error
        if there:
            target, digest = read_with_digest(path)
        outgoing = register_edits.only_issues(desk.workbook, ids)
        merge = register_edits.merge_in(
            target, outgoing, desk.name or translate("register", "another workbook")
        )
        if merge.workbook is not target:
            keep = self._settings.keep_previous
            save_workbook(merge.workbook, path, expected=digest, keep_previous=keep)
        return merge

    def _refuse(self, path: Path) -> None:
        """Refuse files that are no place to move to."""
        if self._desk.path is not None and resolved(path) == resolved(self._desk.path):
            raise EditError(
                translate(
                    "register", "{name} is the workbook that is open. Choose another one."
                ).format(name=path.name)
            )
        if resolved(path).parent == example_folder():
            raise EditError(
                translate(
                    "register", "{name} is an example, which stays as it is. Choose another file."
                ).format(name=path.name)
            )

    @contextmanager
    def _held(self, path: Path) -> Iterator[None]:
        """Hold the other workbook, so that nobody opens it meanwhile."""
        lock = WorkbookLock(path, self)
        taken = lock.take()
        try:
            if taken is Taken.HELD:
                raise trouble.in_use(path, translate("register", "another window or somebody else"))
            yield
        finally:
            if taken is Taken.OURS:
                lock.release()
            else:
                lock.deleteLater()

    def _what(self, ids: Sequence[str]) -> str:
        if len(ids) != 1:
            return translate("register", "{count} issues").format(count=len(ids))
        issue = self._desk.workbook.issue(ids[0])
        title = issue.title if issue else ""
        return f"“{title}”" if len(title) <= _LONGEST_TITLE else f"“{title[:_LONGEST_TITLE]}…”"


def _merged(merge: Merge, name: str) -> Outcome:
    lines = [
        translate(
            "register",
            "“{name}” was merged in: {added} added, {same} here already, {copies} kept beside yours.",
        ).format(name=name, added=len(merge.added), same=len(merge.same), copies=len(merge.copies)),
        *_conflicts(merge),
    ]
    return Outcome("\n".join(lines), merge.copies or merge.added)


def _moved(merge: Merge, what: str, file: str, *, is_saved: bool) -> Outcome:
    """`is_saved`: the open workbook has a file, in which the issues still stand."""
    lines = [translate("register", "{what} moved to {file}.").format(what=what, file=file)]
    if is_saved:
        lines.append(
            translate(
                "register", "The file that is open here still holds what was moved until you save."
            )
        )
    if merge.same:
        lines.append(translate("register", "Already there: {same}.").format(same=len(merge.same)))
    return Outcome("\n".join([*lines, *_conflicts(merge)]))


def _conflicts(merge: Merge) -> list[str]:
    """A line that names the issues that differ; both versions are kept."""
    titles = [f"“{issue.title}”" for i in merge.copies if (issue := merge.workbook.issue(i))]
    if not titles:
        return []
    shown = ", ".join(titles[:_MOST_TITLES])
    if len(titles) > _MOST_TITLES:
        shown = translate("register", "{titles} and {more} more").format(
            titles=shown, more=len(titles) - _MOST_TITLES
        )
    return [
        translate("register", "Both versions differ and were kept: {titles}.").format(titles=shown)
    ]
