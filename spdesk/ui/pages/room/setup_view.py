"""Before a round: what is asked, who is in the room, and when the ballots are deleted."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from spdesk.guidance.library import Guidance
from spdesk.ui.accessible.by_reader import TextLine
from spdesk.ui.pages.room.choice_card import ChoiceCard
from spdesk.ui.pages.room.question_picker import QuestionPicker
from spdesk.ui.pages.room.room_words import subject_label, subject_meaning
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.field_guard import FieldGuard
from spdesk.ui.widgets.info_button import with_info
from spdesk.ui.widgets.people_box import PeopleBox
from spdesk.ui.widgets.privacy_note import PrivacyNote
from spdesk.ui.widgets.reading_order import tab_in_reading_order
from spdesk.ui.widgets.reflow_layout import reflow_row
from spdesk.ui.widgets.register_row import today
from spdesk.ui.widgets.review_field import ReviewField
from spdesk.ui.widgets.texts import button, card, label, say
from spdesk.workbook.privacy import GROUP
from spdesk.workbook.round_questions import all_questions
from spdesk.workbook.rounds import BallotRound, Subject

SUBJECTS: tuple[Subject, ...] = ("terms", "factors", "triage", "followership")

KEPT_FOR = timedelta(days=90)
"""How long after the round the group is reminded to delete its ballots, unless it says otherwise."""

_LONGEST_NAME = 120
"""Characters in the name of a group or of all roles: more would not fit a title."""


class SetupView(QWidget):
    """Collects what a round needs; the page opens the box."""

    begin_asked = Signal()

    def __init__(self, look: Look, guidance: Guidance, new_id: Callable[[], str]) -> None:
        super().__init__()
        self._look = look
        self._guidance = guidance
        self._new_id = new_id
        self._guard = FieldGuard(self)
        self._picker: QuestionPicker | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(with_info(label(self.tr("Ask the room"), "title"), "round", look))
        column.addWidget(
            label(
                self.tr(
                    "Everyone answers alone, and all answers are shown at once. So you see where "
                    "you differ before you hear an average."
                ),
                "lead",
            )
        )
        column.addWidget(self._subjects())
        self._picker_place = QVBoxLayout()
        column.addLayout(self._picker_place)
        column.addWidget(self._room_card())
        column.addLayout(self._begin_row())
        self._choose_subject("terms")

    def focus_first(self) -> None:
        """Put the focus on the chosen subject."""
        self._chosen_card().radio.setFocus()

    def start_anew(self, subject: Subject, people: int | None) -> None:
        """Another issue: propose a subject and a number of people; nothing typed before stays."""
        self._choose_subject(subject)
        self._people.show_people(people)
        self._part.setChecked(False)
        self._joint.setChecked(False)
        self._group.clear()
        self._roles.clear()
        self._delete_on.show_day(today() + KEPT_FOR)
        self._show_whether_ready()

    def show_hindrance(self, text: str) -> None:
        """Say why no round can begin now; "" when one can."""
        self._hindrance = text
        self._show_whether_ready()

    def made_round(self) -> BallotRound:
        """The round as it was set up, without ballots."""
        part = self._part.isChecked()
        joint = part and self._joint.isChecked()
        return BallotRound.made(
            id=self._new_id(),
            subject=self.subject,
            questions=self._asked(),
            held_on=today(),
            group=self._group_name(),
            joint=joint,
            term_rule=self._rule.currentData() if self.subject == "factors" else "median",
            expected=1 if joint else self._people.people,
            roles=() if joint else self._role_names(),
            delete_on=self._delete_on.day,
        )

    @property
    def subject(self) -> Subject:
        """What is asked."""
        return SUBJECTS[self._choices.checkedId()]

    def _subjects(self) -> QWidget:
        self._choices = QButtonGroup(self)
        self._cards: list[ChoiceCard] = []
        for number, subject in enumerate(SUBJECTS):
            count = len(all_questions(subject, self._guidance))
            made = ChoiceCard(subject_label(subject), subject_meaning(subject, count))
            self._choices.addButton(made.radio, number)
            self._cards.append(made)
        self._choices.idClicked.connect(self._on_subject)
        return reflow_row(*((made, 1, 11.5) for made in self._cards))

    def _room_card(self) -> QWidget:
        frame, column = card()
        self._people = PeopleBox()
        self._people.chosen.connect(self._show_whether_ready)
        self._rule = QComboBox()
        for rule, text in (
            ("median", self.tr("the median of its sub-factors")),
            ("mean", self.tr("the mean of its sub-factors")),
            ("lowest", self.tr("the lowest of its sub-factors")),
        ):
            self._rule.addItem(text, rule)
        self._rule.setAccessibleName(self.tr("How a term is made of its sub-factors"))
        self._guard.watch(self._rule)
        self._roles = QLineEdit()
        self._roles.setMaxLength(_LONGEST_NAME)
        self._roles.setPlaceholderText(self.tr("none; or for example: GP, nurse, reception"))
        self._roles.setAccessibleName(self.tr("Roles to choose from on the ballot"))
        self._guard.watch(self._roles)
        term = label(self.tr("A term is"), "heading", wrap=False)
        self._rule_label = with_info(term, "sub-factor", self._look)
        roles = label(self.tr("Roles, if you like"), "heading", wrap=False)
        people = label(self.tr("People in the room"), "heading", wrap=False)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[QLabel, QWidget, QWidget], ...] = (
            (people, people, self._people),
            (term, self._rule_label, self._rule),
            (roles, with_info(roles, "role", self._look), self._roles),
        )
        for row, (prompt, shown, field) in enumerate(rows):
            prompt.setBuddy(field)
            grid.addWidget(shown, row, 0, Qt.AlignmentFlag.AlignVCenter)
            holder = QHBoxLayout()
            holder.addWidget(field, 1 if field is self._roles else 0)
            if field is not self._roles:
                holder.addStretch(1)
            grid.addLayout(holder, row, 1)
        few = self.tr("Nothing by role is kept or shown unless five ballots or more have it.")
        under = (PrivacyNote(self._roles, "roles", offer_to_stay=False), label(few, "muted"))
        for row, note in enumerate(under, len(rows)):
            grid.addWidget(note, row, 1)
        column.addLayout(grid)
        column.addWidget(self._part_of_room())
        self._delete_on = ReviewField(
            self._guard,
            tick=self.tr("Remind us to delete the ballots on"),
            name=self.tr("Day to delete the ballots"),
            ahead=KEPT_FOR,
        )
        self._delete_on.show_day(today() + KEPT_FOR)
        self._delete_on.chosen.connect(self._delete_on.show_day)
        column.addWidget(with_info(self._delete_on, "kept-rounds", self._look))
        return frame

    def _part_of_room(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._part = QCheckBox(self.tr("Only a part of the room votes"))
        self._part.toggled.connect(self._show_whether_ready)
        self._group = TextLine()
        self._group.setMaxLength(_LONGEST_NAME)
        self._group.setAccessibleName(self.tr("The group that votes"))
        self._group.setPlaceholderText(self.tr("Which part, for example: partners"))
        self._group.textEdited.connect(self._show_whether_ready)
        self._guard.watch(self._group)
        self._group_note = PrivacyNote(self._group, GROUP, offer_to_stay=False)
        self._joint = QCheckBox(self.tr("The group answers together, on one ballot"))
        self._joint.toggled.connect(self._show_whether_ready)
        self._group_part = QWidget()
        inner = QVBoxLayout(self._group_part)
        inner.setContentsMargins(28, 0, 0, 0)
        inner.setSpacing(6)
        for widget in (self._group, self._group_note, self._joint):
            inner.addWidget(widget)
        column.addWidget(with_info(self._part, "group", self._look))
        column.addWidget(self._group_part)
        return made

    def _begin_row(self) -> QHBoxLayout:
        self._hindrance = ""
        self._begin = button(self.tr("Begin the round"), self._ask_to_begin, "primary")
        self._reason = label("", "warning")
        unsigned = label(
            self.tr(
                "The program keeps no names, no times and no order of the ballots. In a very small "
                "room people may still guess who said what."
            ),
            "muted",
        )
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._reason)
        words.addWidget(unsigned)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._begin, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        return row

    def _choose_subject(self, subject: Subject) -> None:
        place = SUBJECTS.index(subject)
        if self._choices.checkedId() != place:
            self._cards[place].radio.setChecked(True)
            self._on_subject()

    def _chosen_card(self) -> ChoiceCard:
        return self._cards[max(self._choices.checkedId(), 0)]

    def _on_subject(self) -> None:
        subject = self.subject
        if self._picker is not None:
            self._picker_place.removeWidget(self._picker)
            self._picker.hide()
            self._picker.deleteLater()
            self._picker = None
        if subject in ("factors", "triage"):
            self._picker = QuestionPicker(self._guidance, subject)
            self._picker.changed.connect(self._show_whether_ready)
            self._picker_place.addWidget(self._picker)
            tab_in_reading_order(self)
        for widget in (self._rule, self._rule_label):
            widget.setVisible(subject == "factors")
        self._show_whether_ready()

    def _asked(self) -> tuple[str, ...]:
        if self._picker is not None:
            return self._picker.questions
        return tuple(question.id for question in all_questions(self.subject, self._guidance))

    def _group_name(self) -> str:
        return self._group.text().strip() if self._part.isChecked() else ""

    def _role_names(self) -> tuple[str, ...]:
        names = (" ".join(name.split()) for name in self._roles.text().split(","))
        return tuple(dict.fromkeys(name for name in names if name))

    def _show_whether_ready(self) -> None:
        part = self._part.isChecked()
        joint = part and self._joint.isChecked()
        self._group_part.setVisible(part)
        self._people.setEnabled(not joint)
        self._roles.setEnabled(not joint)
        if self._hindrance:
            why = self._hindrance
        elif part and not self._group_name():
            why = self.tr("Say which part of the room votes.")
        elif joint and self.subject == "followership":
            why = self.tr(
                "Each of you rates your own part, so this check is not answered together."
            )
        elif not self._asked():
            why = self.tr("Leave at least one question in.")
        else:
            why = ""
        self._begin.setEnabled(not why)
        self._reason.setVisible(bool(why))
        say(self._reason, why)

    def _ask_to_begin(self) -> None:
        self.begin_asked.emit()
