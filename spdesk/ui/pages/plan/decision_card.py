"""What was decided and when, the approach that was chosen, and those that were turned down."""

from datetime import date

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from spdesk.guidance.approach_texts import ApproachTexts
from spdesk.ui.pages.plan.fields import Passage
from spdesk.ui.pages.plan.plan_edits import PlanEdits
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.day_edit import DayEdit
from spdesk.ui.widgets.field_guard import FieldGuard
from spdesk.ui.widgets.flow_layout import FlowLayout
from spdesk.ui.widgets.info_button import with_info
from spdesk.ui.widgets.privacy_note import PrivacyNote
from spdesk.ui.widgets.reflow_layout import reflow_row
from spdesk.ui.widgets.register_row import today
from spdesk.ui.widgets.texts import button, label, say
from spdesk.workbook.model import Issue
from spdesk.workbook.plan import Decision, Rejected
from spdesk.workbook.privacy import DECISION


class DecisionCard(QFrame):
    """The decision in the group's own words comes first; the rest is quiet."""

    approach_asked = Signal()
    """Somebody wants to see the page of the approach."""

    reshaped = Signal()
    """Controls came or went."""

    def __init__(
        self, look: Look, texts: ApproachTexts, edits: PlanEdits, guard: FieldGuard
    ) -> None:
        super().__init__()
        self._look = look
        self._texts = texts
        self._edits = edits
        self._guard = guard
        self._rows: dict[str, _RejectedRow] = {}
        self.text = Passage("text", guard, least=2)
        self._note = PrivacyNote(_named(self.text, self.tr("What we decided")), DECISION)
        self._day = _day_edit(self.tr("Day of the decision"), guard)
        self._chosen = label("", "muted", wrap=False)
        self._see = button(self.tr("See the approaches"), self.approach_asked.emit, "link")
        self._picker = QComboBox()
        self._rejected = QVBoxLayout()
        self._lay_out()
        self.text.edited.connect(self._on_edited)
        self._day.dateChanged.connect(self._on_day)
        self._picker.activated.connect(self._on_picked)
        self._note.let_stay.connect(edits.let_stay)

    def show_issue(self, issue: Issue) -> None:
        """Show the decision of an issue."""
        decision = issue.agreed.decision
        self.text.show_value(decision.text if decision else "")
        self._note.show_accepted(issue.id, issue.accepted)
        on = decision.decided_on if decision else today()
        with QSignalBlocker(self._day):
            if self._day.date() != (day := QDate(on.year, on.month, on.day)):
                self._day.setDate(day)
        self._show_chosen(issue)
        self._show_rejected(issue, decision)

    def _show_chosen(self, issue: Issue) -> None:
        chosen = self._texts.approach(issue.approach) if issue.approach else None
        if chosen is None:
            say(self._chosen, self.tr("No approach is settled yet."))
        else:
            say(self._chosen, self.tr("Approach: {name}").format(name=chosen.name))

    def _show_rejected(self, issue: Issue, decision: Decision | None) -> None:
        rejected = {one.approach: one for one in decision.rejected} if decision else {}
        if list(rejected) != list(self._rows):
            self._arrange(list(rejected))
        for approach, row in self._rows.items():
            row.show_rejected(rejected[approach], issue)
        self._fill_picker({*rejected, issue.approach})

    def _arrange(self, wanted: list[str]) -> None:
        for approach in self._rows.keys() - wanted:
            row = self._rows.pop(approach)
            self._rejected.removeWidget(row)
            row.hide()
            row.deleteLater()
        rows = {one: self._rows.get(one) or self._made(one) for one in wanted}
        for place, row in enumerate(rows.values()):
            if self._rejected.indexOf(row) != place:
                self._rejected.removeWidget(row)
                self._rejected.insertWidget(place, row)
        self._rows = rows
        self.reshaped.emit()

    def _made(self, approach: str) -> "_RejectedRow":
        known = self._texts.approach(approach)
        return _RejectedRow(approach, known.name if known else approach, self._edits, self._guard)

    def _fill_picker(self, taken: set[str | None]) -> None:
        offered = [(one.name, one.id) for one in self._texts.approaches if one.id not in taken]
        shown = [
            (self._picker.itemText(n), self._picker.itemData(n))
            for n in range(self._picker.count())
        ]
        if offered != shown:
            self._picker.clear()
            for name, approach in offered:
                self._picker.addItem(name, approach)
            self._picker.setCurrentIndex(-1)
        self._picker.setVisible(bool(offered))

    def _on_edited(self, _field: str, text: str) -> None:
        self._edits.decide(self._shown_day(), text)

    def _on_day(self) -> None:
        self._edits.decide(self._shown_day(), self.text.toPlainText())

    def _on_picked(self, index: int) -> None:
        approach = str(self._picker.itemData(index))
        self._edits.reject(approach, "")
        if approach in self._rows:
            self._rows[approach].reason.setFocus()

    def _shown_day(self) -> date:
        day = self._day.date()
        return date(day.year(), day.month(), day.day())

    def _lay_out(self) -> None:
        self.setProperty("ground", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(8)
        said = QWidget()
        words = QVBoxLayout(said)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(4)
        prompt = label(self.tr("What we decided"), "heading")
        prompt.setBuddy(self.text)
        for part in (with_info(prompt, "decision", self._look), self.text, self._note):
            words.addWidget(part)
        words.addStretch(1)
        when = QWidget()
        days = QVBoxLayout(when)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(4)
        days.addWidget(label(self.tr("Decided on"), "muted"))
        days.addWidget(self._day, 0, Qt.AlignmentFlag.AlignLeft)
        days.addStretch(1)
        column.addWidget(reflow_row((said, 5, 20), (when, 1, 10), spacing=16))
        self._rejected.setSpacing(8)
        column.addLayout(self._rejected)
        name = self.tr("An approach that you turned down…")
        self._picker.setPlaceholderText(name)
        self._picker.setAccessibleName(self.tr("Note an approach that you turned down"))
        self._picker.setMinimumContentsLength(len(name))
        self._picker.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._guard.watch(self._picker)
        bottom = FlowLayout(16)
        for control in (self._chosen, self._see, self._picker):
            bottom.addWidget(control)
        column.addLayout(bottom)


class _RejectedRow(QWidget):
    """An approach that was turned down, and why."""

    def __init__(self, approach: str, name: str, edits: PlanEdits, guard: FieldGuard) -> None:
        super().__init__()
        self._approach = approach
        self._edits = edits
        self.reason = Passage("reason", guard)
        said = self.tr("Why not “{name}”").format(name=name)
        self._note = PrivacyNote(_named(self.reason, said), f"{DECISION}-{approach}")
        self._note.let_stay.connect(edits.let_stay)
        self.reason.edited.connect(self._on_edited)
        text = QWidget()
        column = QVBoxLayout(text)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for part in (label(said, "muted"), self.reason, self._note):
            column.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(text, 1)
        back = self.tr("Take back that “{name}” was not taken").format(name=name)
        remove = button(self.tr("Remove"), self._take_back, "link", name=back)
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignBottom)

    def show_rejected(self, rejected: Rejected, issue: Issue) -> None:
        """Show the reason."""
        self.reason.show_value(rejected.reason)
        self._note.show_accepted(issue.id, issue.accepted)

    def _on_edited(self, _field: str, reason: str) -> None:
        self._edits.reject(self._approach, reason)

    def _take_back(self) -> None:
        self._edits.take_rejection_back(self._approach)


def _named(field: Passage, name: str) -> Passage:
    field.setAccessibleName(name)
    return field


def _day_edit(name: str, guard: FieldGuard) -> DayEdit:
    made = DayEdit()
    made.setAccessibleName(name)
    guard.watch(made)
    return made
