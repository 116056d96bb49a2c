"""A crisis: what to do now, three checks before calling it one, and when it ends."""

from datetime import datetime

from PySide6.QtCore import QDateTime, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from spdesk.core.triage import Verdict
from spdesk.guidance.triage_texts import GateText
from spdesk.ui.accessible.by_reader import TextLine
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.day_edit import TimeEdit
from spdesk.ui.widgets.field_guard import FieldGuard
from spdesk.ui.widgets.flow_layout import FlowLayout
from spdesk.ui.widgets.info_button import with_info
from spdesk.ui.widgets.privacy_note import PrivacyNote
from spdesk.ui.widgets.texts import button, card, label
from spdesk.ui.widgets.type_mark import TypeMark
from spdesk.ui.words import verdict_meaning, verdict_title
from spdesk.workbook.model import Issue
from spdesk.workbook.privacy import CHECK

HOURS_TO_REVIEW = 4


class CrisisView(QWidget):
    """No reading from type 1 to type 2 is shown while a crisis lasts."""

    noted = Signal(str, str)
    """A check (id) was answered with a note."""

    let_stay = Signal(str, object)
    """The key of a field and the kinds of detail that may stay in it."""

    typing_began = Signal()
    review_set = Signal(object)
    gate_asked = Signal()
    approach_asked = Signal()

    def __init__(self, look: Look, gate: GateText) -> None:
        super().__init__()
        self._shown_time: tuple[str, datetime | None] = ("", None)
        self._guard = FieldGuard(self)
        self._guard.typing_began.connect(self.typing_began)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        head = QHBoxLayout()
        head.setSpacing(24)
        head.addWidget(TypeMark(look, Verdict.CRISIS, 3.4), 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(4)
        title = label(verdict_title(Verdict.CRISIS), "title")
        words.addWidget(with_info(title, "crisis", look))
        words.addWidget(label(verdict_meaning(Verdict.CRISIS, None), "lead"))
        head.addLayout(words, 1)
        column.addLayout(head)
        column.addWidget(self._buttons())
        column.addWidget(self._checks(gate))
        column.addWidget(self._review())
        column.addStretch(1)

    def focus_first(self) -> None:
        """Put the focus on what most people do next."""
        self._approach.setFocus()

    def show_issue(self, issue: Issue) -> None:
        """Show the notes and the time as they are stored."""
        triage = issue.triage
        notes = {note.check: note.note for note in triage.crisis_checks}
        for check_id, field in self._fields.items():
            if field.text() != notes.get(check_id, ""):
                field.setText(notes.get(check_id, ""))
                if not field.hasFocus():
                    field.setCursorPosition(0)  # a long text is read from its beginning
        for privacy_note in self._privacy_notes:
            privacy_note.show_accepted(issue.id, issue.accepted)
        if (issue.id, triage.review_at) != self._shown_time:  # what is being chosen stays
            self._shown_time = (issue.id, triage.review_at)
            soon = QDateTime.currentDateTime().addSecs(HOURS_TO_REVIEW * 3600)
            self._time.setDateTime(_to_qt(triage.review_at) if triage.review_at else soon)
        self._time_state.setText(
            self.tr("Set. Come back to the questions then.")
            if triage.review_at
            else self.tr("Not set yet.")
        )

    def _buttons(self) -> QWidget:
        """What to do now; it stands above the rest, so that the way on is seen at once."""
        bar = QWidget()
        row = FlowLayout(12)
        bar.setLayout(row)
        self._approach = button(self.tr("See the approach"), self._ask_approach, "primary")
        row.addWidget(self._approach)
        row.addWidget(button(self.tr("Back to the first question"), self._ask_gate))
        return bar

    def _checks(self, gate: GateText) -> QWidget:
        frame, column = card()
        column.addWidget(label(self.tr("Before you call it a crisis"), "heading"))
        column.addWidget(
            label(
                self.tr("Crises are also talked into being, so that command looks right."), "muted"
            )
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        self._fields: dict[str, QLineEdit] = {}
        self._privacy_notes: list[PrivacyNote] = []
        for row, check in enumerate(gate.checks):
            field = TextLine()
            field.setAccessibleName(check.text)
            field.setProperty("check", check.id)
            field.setMaxLength(500)
            field.textEdited.connect(self._on_note)
            self._guard.watch(field)
            prompt = label(check.text)
            prompt.setBuddy(field)
            self._fields[check.id] = field
            privacy_note = PrivacyNote(field, f"{CHECK}{check.id}")
            privacy_note.let_stay.connect(self.let_stay)
            self._privacy_notes.append(privacy_note)
            grid.addWidget(prompt, 2 * row, 0)
            grid.addWidget(field, 2 * row, 1)
            grid.addWidget(privacy_note, 2 * row + 1, 1)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        column.addLayout(grid)
        return frame

    def _review(self) -> QWidget:
        frame, column = card()
        column.addWidget(label(self.tr("When does command end?"), "heading"))
        column.addWidget(
            label(
                self.tr(
                    "Name the time now. Command that is kept too long is the danger of every "
                    "crisis."
                ),
                "muted",
            )
        )
        row = QHBoxLayout()
        row.setSpacing(12)
        self._time = TimeEdit()
        self._time.setAccessibleName(self.tr("Time to look at it again"))
        self._guard.watch(self._time)
        self._time_state = label("", "muted", wrap=False)
        row.addWidget(self._time)
        row.addWidget(button(self.tr("Set this time"), self._set_time))
        row.addWidget(self._time_state)
        row.addStretch(1)
        column.addLayout(row)
        return frame

    def _on_note(self, text: str) -> None:
        self.noted.emit(str(self.sender().property("check")), text)

    def _set_time(self) -> None:
        chosen = self._time.dateTime().toPython()
        if isinstance(chosen, datetime):
            self.review_set.emit(chosen.replace(second=0, microsecond=0))

    def _ask_approach(self) -> None:
        self.approach_asked.emit()

    def _ask_gate(self) -> None:
        self.gate_asked.emit()


def _to_qt(moment: datetime) -> QDateTime:
    return QDateTime(
        moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second
    )
