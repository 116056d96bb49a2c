"""What the pages of plan and review ask the desk for."""

from datetime import date

from PySide6.QtCore import QObject, Signal

from spdesk.core.privacy import Detail
from spdesk.ui.desk import Desk
from spdesk.ui.widgets.register_row import today
from spdesk.workbook import plan_edits
from spdesk.workbook.plan import Review
from spdesk.workbook.plan_edits import PlanList, Value
from spdesk.workbook.privacy import accept_details
from spdesk.workbook.register_edits import set_review_day


class PlanEdits(QObject):
    """Each method is one edit of the issue that is looked at."""

    refused = Signal()
    """An edit was refused, and the reason was told: fields show what is kept again."""

    added = Signal(str)
    """Something was added: to actions, probes or triggers."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def change(self, where: PlanList, part_id: str, field: str, value: Value) -> None:
        """Change one field of one part of the plan."""
        title = {
            "actions": self.tr("change an action"),
            "probes": self.tr("change a probe"),
            "triggers": self.tr("change what would make us triage again"),
            "reviews": self.tr("change a review"),
        }[where]
        key = f"{where}/{part_id}/{field}"
        arguments = (where, part_id, field, value)
        if not self._desk.apply_to_issue(title, plan_edits.change_in_plan, *arguments, merge=key):
            self.refused.emit()

    def remove(self, where: PlanList, part_id: str) -> None:
        """Take a part of the plan out; undo brings it back."""
        title = {
            "actions": self.tr("remove an action"),
            "probes": self.tr("remove a probe"),
            "triggers": self.tr("remove what would make us triage again"),
            "reviews": self.tr("remove a review"),
        }[where]
        self._desk.apply_to_issue(title, plan_edits.remove_from_plan, where, part_id)

    def add_action(self, solution: str, from_move: str = "") -> None:
        """Add an action."""
        title = self.tr("add an action")
        arguments = (self._desk.new_id(), solution, from_move)
        if self._desk.apply_to_issue(title, plan_edits.add_action, *arguments):
            self.added.emit("actions")

    def add_probe(self, attempt: str, from_move: str = "") -> None:
        """Add a probe."""
        title = self.tr("add a probe")
        arguments = (self._desk.new_id(), attempt, from_move)
        if self._desk.apply_to_issue(title, plan_edits.add_probe, *arguments):
            self.added.emit("probes")

    def add_trigger(self, text: str) -> None:
        """Add something that, if it happens, means: triage again."""
        title = self.tr("add what would make us triage again")
        if self._desk.apply_to_issue(title, plan_edits.add_trigger, self._desk.new_id(), text):
            self.added.emit("triggers")

    def decide(self, on: date, text: str) -> None:
        """Note what was decided, and when. A blank text with nothing turned down is none."""
        issue = self._desk.issue
        decision = issue.agreed.decision if issue else None
        if not text.strip() and (decision is None or not decision.rejected):
            self._desk.apply_to_issue(
                self.tr("take the decision back"), plan_edits.withdraw_decision, merge="decision"
            )
            return
        title = self.tr("note the decision")
        if not self._desk.apply_to_issue(title, plan_edits.decide, on, text, merge="decision"):
            self.refused.emit()

    def reject(self, approach: str, reason: str) -> None:
        """Note that an approach was weighed and not taken."""
        title = self.tr("note an approach that was not taken")
        edit, key = plan_edits.reject_approach, f"rejected/{approach}"
        if not self._desk.apply_to_issue(title, edit, approach, reason, today(), merge=key):
            self.refused.emit()

    def take_rejection_back(self, approach: str) -> None:
        """An approach was not turned down after all."""
        title = self.tr("take back that an approach was not taken")
        self._desk.apply_to_issue(title, plan_edits.take_rejection_back, approach)

    def look_again_on(self, day: date | None) -> None:
        """Set the day of the next review."""
        title = self.tr("set the day of the next review")
        self._desk.apply_to_issue(title, set_review_day, day, merge="review_on")

    def keep_review(self, review: Review, next_on: date | None) -> bool:
        """Keep how the issue stands today. False when that was refused."""
        title = self.tr("keep a review")
        return self._desk.apply_to_issue(title, plan_edits.keep_review, review, next_on)

    def let_stay(self, field: str, kinds: tuple[Detail, ...]) -> None:
        """Let details stay in a field."""
        self._desk.apply_to_issue(self.tr("let details stay"), accept_details, field, kinds)
