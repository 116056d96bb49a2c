"""What came of the plan: probes and what they taught, actions done or not, triggers that happened."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from spdesk.ui.pages.plan.fields import TickField
from spdesk.ui.pages.plan.part_card import Part, PartCard
from spdesk.ui.pages.plan.plan_words import due_words
from spdesk.ui.widgets.field_guard import FieldGuard
from spdesk.ui.widgets.flow_layout import FlowLayout
from spdesk.ui.widgets.reflow_layout import reflow_row
from spdesk.ui.widgets.register_row import today
from spdesk.ui.widgets.texts import Button, label, say
from spdesk.ui.words import outcome_label
from spdesk.workbook.plan import Action, Outcome, Probe, Trigger

_OUTCOMES: tuple[Outcome, ...] = ("kept", "changed", "dropped")


class OutcomeField(QWidget):
    """Kept, changed or dropped; the chosen one pressed again: not said yet."""

    edited = Signal(str, object)

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        row = FlowLayout(8)
        self.setLayout(row)
        for number, outcome in enumerate(_OUTCOMES):
            choice = Button(outcome_label(outcome))
            choice.setCheckable(True)
            choice.setAutoDefault(False)
            choice.setProperty("kind", "chip")
            self._group.addButton(choice, number)
            row.addWidget(choice)
        self._group.idClicked.connect(self._on_clicked)

    @property
    def choices(self) -> list[QPushButton]:
        """The three buttons."""
        return [one for one in self._group.buttons() if isinstance(one, QPushButton)]

    def show_value(self, value: object) -> None:
        """Show an outcome or none."""
        for outcome, choice in zip(_OUTCOMES, self.choices, strict=True):
            choice.setChecked(outcome == value)

    def setAccessibleName(self, name: str) -> None:
        """Each button says what it is about."""
        for choice in self.choices:
            words = self.tr("{name}: {outcome}")
            choice.setAccessibleName(words.format(name=name, outcome=choice.text()))

    def _on_clicked(self, number: int) -> None:
        chosen = self._group.button(number).isChecked()
        self.edited.emit(self._key, _OUTCOMES[number] if chosen else None)


class ProbeReview(PartCard):
    """What became of a probe, and what it taught."""

    def __init__(self, part_id: str, guard: FieldGuard) -> None:
        super().__init__(part_id, guard)
        self._attempt = label("")
        self._attempt.setProperty("role", "heading")
        self._expected = label("", "muted")
        self._due = label("", "muted")
        outcome = OutcomeField("outcome")
        self.add_editor("outcome", self.tr("what became of it"), outcome)
        learned = self.passage("learned", self.tr("What we learned"))
        said = QWidget()
        words = QVBoxLayout(said)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(4)
        for part in (self._attempt, self._expected, self._due):
            words.addWidget(part)
        words.addStretch(1)
        answer = QWidget()
        column = QVBoxLayout(answer)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(outcome)
        column.addWidget(learned)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 12, 20, 12)
        whole.addWidget(reflow_row((said, 1, 16), (answer, 1, 16), spacing=20))

    def name_of(self, number: int, words: str) -> str:
        return self.tr("Probe {number}: {field}").format(number=number, field=words)

    def show_more(self, part: Part, number: int) -> None:
        if not isinstance(part, Probe):
            return
        say(self._attempt, part.attempt)
        expected = []
        if part.works:
            expected.append(self.tr("If it works: {text}").format(text=part.works))
        if part.harms:
            expected.append(self.tr("If it harms: {text}").format(text=part.harms))
        say(self._expected, "\n".join(expected))
        say(self._due, "" if part.outcome else due_words(part.review_on, today()))
        for words in (self._expected, self._due):
            words.setVisible(bool(words.text()))

    def _day(self) -> object:
        return today()


class ActionReview(PartCard):
    """Whether an action is done, and whether it worked as one wanted to see it."""

    def __init__(self, part_id: str, guard: FieldGuard) -> None:
        super().__init__(part_id, guard)
        self.setProperty("ground", "")
        self._solution = label("")
        self._more = label("", "muted")
        said = QWidget()
        words = QVBoxLayout(said)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        words.addWidget(self._solution)
        words.addWidget(self._more)
        words.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 2, 0, 2)
        done = _at_top(self.day("done_on", self.tr("Done on")))
        whole.addWidget(reflow_row((said, 3, 18), (done, 2, 16), spacing=20))

    def name_of(self, number: int, words: str) -> str:
        return self.tr("Action {number}: {field}").format(number=number, field=words)

    def show_more(self, part: Part, number: int) -> None:
        if not isinstance(part, Action):
            return
        say(self._solution, part.solution)
        said = [part.owner] if part.owner else []
        if not part.done_on and part.due:
            said.append(due_words(part.due, today()))
        if part.measure:
            said.append(self.tr("It worked if: {text}").format(text=part.measure))
        say(self._more, "\n".join(said))
        self._more.setVisible(bool(said))

    def _day(self) -> object:
        return today()


class TriggerReview(PartCard):
    """Whether something happened that was to make the group triage again."""

    def __init__(self, part_id: str, guard: FieldGuard) -> None:
        super().__init__(part_id, guard)
        self.setProperty("ground", "")
        self._text = label("")
        tick = TickField("happened", self.tr("This has happened"))
        self.add_editor("happened", self.tr("this has happened"), tick)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 2, 0, 2)
        whole.addWidget(
            reflow_row((_at_top(self._text), 3, 18), (_at_top(tick), 2, 16), spacing=20)
        )

    def name_of(self, number: int, words: str) -> str:
        return self.tr("Trigger {number}: {field}").format(number=number, field=words)

    def show_more(self, part: Part, number: int) -> None:
        if isinstance(part, Trigger):
            say(self._text, part.text)


def _at_top(widget: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    column.addStretch(1)
    return made
