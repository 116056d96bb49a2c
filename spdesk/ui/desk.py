"""The desk: holds the open workbook and the undo stack, and is the only door to change it.

Methods are edits, signals are facts. Pages ask for edits through `apply` and are told what is true
through the signals; they never change anything themselves.
"""

import secrets
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from spdesk.core.errors import EditError
from spdesk.ui.ballot_box import BallotBox, Sealed, Unsaved
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.plan_values import changed_at_review
from spdesk.workbook.privacy import stands_in_plan, stands_in_room, stands_in_triage
from spdesk.workbook.round_edits import keep_ballot_round

UNDO_STEPS = 1000
"""Steps kept. Workbooks share what did not change between them, so a step costs little."""

Edit = Callable[..., Workbook]


class Desk(QObject):
    """The open workbook, where it lives, and which issue and step are looked at."""

    workbook_changed = Signal()
    """The workbook is another value than before."""

    place_changed = Signal()
    """Another issue or another step is looked at, or all issues are."""

    file_changed = Signal()
    """The path, the name or whether everything is saved has changed."""

    refused = Signal(str)
    """An edit was refused; the sentence says why."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbook = Workbook()
        self._path: Path | None = None
        self._name = ""
        self._issue_id: str | None = None
        self._step = Step.ISSUE
        self._at_register = False
        self._gesture = 0
        self._unsaved: Unsaved | None = None
        self.only_tried = False
        """Whether all this is only tried out, as on the tour: nothing of it counts as unsaved."""
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(UNDO_STEPS)
        self.undo_stack.cleanChanged.connect(self._on_clean_changed)
        self.box = BallotBox(self)
        self.box.changed.connect(self._on_box_changed)

    @property
    def workbook(self) -> Workbook:
        """The workbook as it is now."""
        return self._workbook

    @property
    def path(self) -> Path | None:
        """Where it was opened from or saved to; None for one that has no file yet."""
        return self._path

    @property
    def name(self) -> str:
        """What to call the workbook on the screen."""
        return self._path.stem if self._path else self._name

    @property
    def modified(self) -> bool:
        """Whether something is not in the file yet, be it ballots that nobody has seen."""
        unsaved = not self.undo_stack.isClean() or self.box.count > 0
        return unsaved and not self.only_tried

    @property
    def unsaved(self) -> Unsaved:
        """The workbook and what is in the box; the same object as long as neither changes."""
        if self._unsaved is None or self._unsaved.workbook is not self._workbook:
            self._unsaved = Unsaved(self._workbook, self.box.sealed)
        return self._unsaved

    @property
    def issue(self) -> Issue | None:
        """The issue that is looked at, or None on the start page and in the register."""
        return self._workbook.issue(self._issue_id) if self._issue_id else None

    @property
    def step(self) -> Step:
        """The step that is looked at."""
        return self._step

    @property
    def at_register(self) -> bool:
        """Whether all issues are looked at, in the register."""
        return self._at_register

    def begin(self, workbook: Workbook, path: Path | None, name: str = "") -> None:
        """Take another workbook; the undo stack starts empty."""
        self._workbook = workbook
        self._path = path
        self._name = name
        self._issue_id = None
        self._step = Step.ISSUE
        self._at_register = False
        self.only_tried = False
        self.undo_stack.clear()
        self.box.begin_anew()
        self.workbook_changed.emit()
        self.place_changed.emit()
        self.file_changed.emit()

    def saved_to(self, path: Path) -> None:
        """Note that the workbook, as it is now, was written to `path`."""
        self._path = path
        self.only_tried = False
        self.undo_stack.setClean()
        self.file_changed.emit()

    def look_at(self, issue_id: str | None, step: Step) -> None:
        """Look at a step of an issue, or at the start page with None."""
        if self._at_register or (issue_id, step) != (self._issue_id, self._step):
            self._issue_id, self._step, self._at_register = issue_id, step, False
            self._gesture += 1
            self.place_changed.emit()

    def look_at_register(self) -> None:
        """Look at all issues. Asked again, it tells again, so that the search gets the focus."""
        self._issue_id, self._at_register = None, True
        self._gesture += 1
        self.place_changed.emit()

    def new_gesture(self) -> None:
        """A drag or a burst of typing begins: later edits do not join earlier undo steps."""
        self._gesture += 1

    def apply(self, title: str, edit: Edit, *arguments: object, merge: str = "") -> bool:
        """Make one edit of the workbook, as one undo step with a title.

        Edits with the same `merge` key within one gesture become one step. Gives False, after
        `refused`, when the model's rules refuse the edit.
        """
        try:
            after = edit(self._workbook, *arguments)
        except EditError as error:
            self.refused.emit(str(error))
            return False
        if why := self._box_forbids(after):
            self.refused.emit(why)
            return False
        if after is not self._workbook:
            key = f"{merge}#{self._gesture}" if merge else ""
            self.undo_stack.push(_Step(self, title, self._workbook, after, key))
        return True

    def apply_to_issue(self, title: str, edit: Edit, *arguments: object, merge: str = "") -> bool:
        """Make one edit of the issue that is looked at."""
        if self._issue_id is None:
            return False
        key = f"{self._issue_id}/{merge}" if merge else ""
        return self.apply(title, edit, self._issue_id, *arguments, merge=key)

    def reveal_box(self) -> bool:
        """Put the round with all its ballots into the workbook, as one undo step, for all to see.

        Undo puts them back into the box, which takes no more then. Gives False, after `refused`,
        when the model's rules refuse it; the ballots stay in the box.
        """
        return self._close_box(self.tr("reveal the ballots"), revealed=True)

    def put_box_away(self) -> bool:
        """Put the ballots into the workbook unseen, to go on another time."""
        if not self.box.count:
            self.box.empty()
            return True
        return self._close_box(self.tr("put the ballots away"), revealed=False)

    def _close_box(self, title: str, *, revealed: bool) -> bool:
        sealed = self.box.sealed
        if sealed is None:
            return False
        try:
            held = sealed.held(revealed=revealed)
            after = keep_ballot_round(self._workbook, sealed.issue_id, held)
        except EditError as error:
            self.refused.emit(str(error))
            return False
        if revealed:
            self.box.note_seen(held.id)
        self.undo_stack.push(_Step(self, title, self._workbook, after, "", sealed))
        return True

    def _box_forbids(self, after: Workbook, closed: Sealed | None = None) -> str:
        """Why a workbook cannot come onto the desk while ballots are in the box, or ""."""
        if closed is not None and self.box.round is not None:
            return self.tr("A round is being collected. Finish it before you undo the one before.")
        if self.box.count and after.issue(self.box.issue_id) is None:
            return self.tr("There are ballots on this issue in the box. Reveal or empty it first.")
        if self.box.count and after.scale != self._workbook.scale:
            return self.tr(
                "There are ballots in the box on another scale. Reveal or empty it first."
            )
        return ""

    def undo(self) -> None:
        """Take the last step back, and look at what came back."""
        step = self.undo_stack.command(self.undo_stack.index() - 1)
        if isinstance(step, _Step) and (why := self._box_forbids(step.before, step.closed)):
            self.refused.emit(why)
            return
        before = self._workbook
        self._gesture += 1
        self.undo_stack.undo()
        self._look_at_change(before)

    def redo(self) -> None:
        """Make the last undone step again, and look at it."""
        step = self.undo_stack.command(self.undo_stack.index())
        if isinstance(step, _Step) and (why := self._box_forbids(step.after)):
            self.refused.emit(why)
            return
        before = self._workbook
        self._gesture += 1
        self.undo_stack.redo()
        self._look_at_change(before)

    def show(self, workbook: Workbook) -> None:
        """Put a workbook on the desk; only undo steps call this.

        When the issue that is looked at is gone, the one that stands in its place is looked at.
        """
        before, self._workbook = self._workbook, workbook
        gone = self._issue_id is not None and workbook.issue(self._issue_id) is None
        if gone:
            self._issue_id = _in_the_place_of(self._issue_id, before, workbook)
        self.workbook_changed.emit()
        if gone:
            self.place_changed.emit()

    def _look_at_change(self, before: Workbook) -> None:
        if self._at_register:  # it shows every issue that could have changed
            return
        place = place_of_change(before, self._workbook)
        if place is not None:
            self.look_at(*place)

    @staticmethod
    def new_id() -> str:
        """An id that no other issue or round has, here or in another file."""
        return secrets.token_hex(5)

    def _on_clean_changed(self) -> None:
        self.file_changed.emit()

    def _on_box_changed(self) -> None:
        self._unsaved = None
        self.file_changed.emit()


def place_of_change(before: Workbook, after: Workbook) -> tuple[str, Step] | None:
    """The first issue that is new or another one in `after`, and the step that shows it."""
    for old, issue in zip(before.issues, after.issues, strict=False):
        if old is issue:
            continue
        if old.id != issue.id:
            break  # issues came, went or moved
        if old != issue:
            return issue.id, _step_of_change(old, issue)
    earlier = {issue.id: issue for issue in before.issues}
    for issue in after.issues:
        known = earlier.get(issue.id)
        if known is None:
            return issue.id, Step.ISSUE
        if known != issue:
            return issue.id, _step_of_change(known, issue)
    return None


def _step_of_change(old: Issue, new: Issue) -> Step:
    """The step that shows what changed: the first one that does, where it is more than one."""
    marks = {*old.accepted} ^ {*new.accepted}
    for step, changed in (
        (Step.TRIAGE, (old.triage, old.overrule) != (new.triage, new.overrule)),
        (Step.TRIAGE, any(map(stands_in_triage, marks))),
        (Step.APPROACH, old.approach != new.approach),
        (Step.ROOM, old.ballot_rounds != new.ballot_rounds),
        (Step.ROOM, old.minority_notes != new.minority_notes),
        (Step.ROOM, any(map(stands_in_room, marks))),
        (Step.REVIEW, changed_at_review(old.agreed, new.agreed)),
        (Step.PLAN, old.agreed != new.agreed or any(map(stands_in_plan, marks))),
        (Step.PERFORMANCE, (old.scores, old.target) != (new.scores, new.target)),
        (Step.PERFORMANCE, (old.effort, old.rounds) != (new.effort, new.rounds)),
    ):
        if changed:
            return step
    return Step.ISSUE


def _in_the_place_of(issue_id: str | None, before: Workbook, after: Workbook) -> str | None:
    """The issue that now stands where a removed one stood, or the last one."""
    if not after.issues:
        return None
    ids = [issue.id for issue in before.issues]
    place = ids.index(issue_id) if issue_id in ids else 0
    return after.issues[min(place, len(after.issues) - 1)].id


class _Step(QUndoCommand):
    """One undo step: the workbook before and after. Values share what did not change.

    `closed`: the box that this step emptied. Undo fills it again, so that no ballot is lost.
    """

    def __init__(
        self,
        desk: Desk,
        title: str,
        before: Workbook,
        after: Workbook,
        key: str,
        closed: Sealed | None = None,
    ) -> None:
        super().__init__(title)
        self._desk = desk
        self.before = before
        self.after = after
        self.key = key
        self.closed = closed

    def id(self) -> int:
        """Steps with a key may merge; Qt never merges across the saved state."""
        return 1 if self.key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take a later step of the same gesture in."""
        if not isinstance(other, _Step) or other.key != self.key:
            return False
        self.after = other.after
        if self.after == self.before:  # moved there and back: no step is left of it
            self.setObsolete(True)
            self._desk.show(self.before)
        return True

    def undo(self) -> None:
        self._desk.show(self.before)
        if self.closed is not None:
            self._desk.box.open_again(self.closed)

    def redo(self) -> None:
        self._desk.show(self.after)
        if self.closed is not None:
            self._desk.box.empty()
