"""One question in large type with its answers as cards."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from spdesk.core.triage import Reading
from spdesk.ui.announce import announce
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.answer_cards import AnswerCards
from spdesk.ui.widgets.evidence_bar import EvidenceBar
from spdesk.ui.widgets.flow_layout import FlowLayout
from spdesk.ui.widgets.info_button import InfoButton, with_info
from spdesk.ui.widgets.reflow_layout import reflow_row
from spdesk.ui.widgets.texts import button, card, label
from spdesk.ui.words import evidence_sentence


class QuestionView(QWidget):
    """Shows a question and says what the user wants; keeps nothing itself."""

    rated = Signal(int)
    cannot_say = Signal()
    next_asked = Signal()
    back_asked = Signal()
    verdict_asked = Signal()
    revisit_asked = Signal(str)
    """An answer given earlier was clicked; carries the criterion id, empty for the gate."""
    room_asked = Signal()
    """Everybody in the room is to answer, by ballot."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._head(look))
        self._question = label("", "question")
        self._hint = label("", "lead")
        self._why_card, why = card("soft", margin=16)
        self._why = label()
        self._sources = label("", "muted")
        why.addWidget(self._why)
        why.addWidget(self._sources)
        self._why_card.setVisible(False)
        self._question.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._question)
        column.addWidget(self._hint)
        self.answers = AnswerCards(look)
        self.answers.chosen.connect(self.rated)
        column.addWidget(self.answers)
        column.addSpacing(8)
        column.addWidget(self._navigation(look))
        column.addWidget(self._why_card)
        column.addWidget(self._offer())
        column.addStretch(1)
        self._given_label = label(self.tr("Answered so far"), "heading")
        self._given = FlowLayout()
        self._given_shown: list[tuple[str, str]] | None = None
        self._given_buttons: list[QPushButton] = []
        column.addWidget(self._given_label)
        column.addLayout(self._given)
        column.addSpacing(8)
        self._evidence = EvidenceBar(look)
        column.addWidget(self._evidence)

    def show_question(
        self, question: str, hint: str, why: str, sources: str, answers: Sequence[str]
    ) -> None:
        """Show the texts of a question."""
        self._question.setText(question)
        self._hint.setText(hint)
        self._why.setText(why)
        self._sources.setText(self.tr("Sources: {sources}").format(sources=sources))
        self._answers = tuple(answers)

    def event(self, event: QEvent) -> bool:
        """Keep two lines for question and hint, so that the buttons stay where they are."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.Polish):
            for text in (self._question, self._hint):
                text.ensurePolished()
                text.setMinimumHeight(text.fontMetrics().lineSpacing() * 2)
        return super().event(event)

    def show_answer(self, rating: int | None, *, asked: bool, can_say: bool) -> None:
        """Show what was answered: `asked` with a rating of None is "we can't say"."""
        self.answers.show_answers(self._answers, rating)
        self._cannot_row.setVisible(can_say)
        self._cannot.setChecked(asked and rating is None)
        self._next.setEnabled(asked)
        self._next_reason.setText(
            self.tr("Enter to go on") if asked else self.tr("Choose an answer to go on: 0 to 4")
        )

    def show_progress(self, place: str, detail: str, *, can_go_back: bool) -> None:
        """Say where on the way this question stands."""
        self._place.setText(place)
        self._about_gate.setVisible(not can_go_back)
        self._about_question.setVisible(can_go_back)
        self._detail.setText(detail)
        self._back.setEnabled(can_go_back)

    def spoken(self) -> str:
        """The question as a screen reader says it: where on the way it stands, and its words."""
        words = self.tr("{place}. {question}")
        return words.format(place=self._place.text(), question=self._question.text())

    def show_reading(self, reading: Reading, *, settled: bool, may_stop: bool) -> None:
        """Show the evidence so far, and offer the verdict when there is one."""
        self._evidence.show_reading(reading, evidence_sentence(reading))
        newly = settled and self._offer_card.isHidden() and self.isVisible()
        self._offer_card.setVisible(settled)
        if newly:
            announce(self, self._offer_words.text())
        self._early.setVisible(may_stop and not settled)

    def show_given(self, given: list[tuple[str, str]], current: str) -> None:
        """Show the answers so far (criterion id, text), each of which can be clicked."""
        if given != self._given_shown:
            self._given_shown = given
            self._given_label.setVisible(bool(given))
            self._given_buttons = [self._given_button(*answer) for answer in given]
            self._given.replace_widgets(self._given_buttons)
        for made in self._given_buttons:
            made.setChecked(made.property("criterion") == current)

    def ask_why(self) -> None:
        """Show or hide why the question matters."""
        self._why_card.setVisible(not self._why_card.isVisible())
        self._why_button.setChecked(self._why_card.isVisible())

    def _head(self, look: Look) -> QWidget:
        """Where this question stands, and what can be asked about it; in two rows for large text."""
        self._place = label("", "accent", wrap=False)
        self._about_gate = InfoButton("crisis", look)
        self._about_question = InfoButton("criterion", look)
        self._detail = label("", "muted")
        self._why_button = button(self.tr("Why this question? (F1)"), self.ask_why, "link")
        self._why_button.setCheckable(True)
        left, right = QWidget(), QWidget()
        row = QHBoxLayout(left)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self._place, self._about_gate, self._about_question):
            row.addWidget(widget)
        row.addSpacing(4)
        row.addWidget(self._detail, 1)
        links = QHBoxLayout(right)
        links.setContentsMargins(0, 0, 0, 0)
        links.addStretch(1)
        links.addWidget(button(self.tr("Ask the room"), self._ask_room, "link"))
        links.addWidget(self._why_button)
        return reflow_row((left, 3, 26), (right, 2, 17))

    def _navigation(self, look: Look) -> QWidget:
        self._back = button(self.tr("Back"), self._ask_back)
        self._cannot = button(self.tr("We can’t say (?)"), self._say_cannot)
        self._cannot.setCheckable(True)
        self._cannot_row = with_info(self._cannot, "cant-say", look)
        self._early = button(self.tr("See the verdict now"), self._ask_verdict, "link")
        self._next_reason = label("", "muted")
        self._next_reason.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._next = button(self.tr("Next"), self._ask_next, "primary")
        left, right = QWidget(), QWidget()
        for side, widgets in (
            (left, (self._back, self._cannot_row)),
            (right, (self._early, self._next_reason, self._next)),
        ):
            row = QHBoxLayout(side)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(12)
            for widget in widgets:
                row.addWidget(widget, 1 if widget is self._next_reason else 0)
        left_row = left.layout()
        if isinstance(left_row, QHBoxLayout):
            left_row.addStretch(1)
        return reflow_row((left, 1, 16), (right, 1, 20))

    def _offer(self) -> QWidget:
        self._offer_card, column = card("soft", margin=16)
        row = QHBoxLayout()
        self._offer_words = label(
            self.tr(
                "Enough is known: the open questions can hardly change the verdict any more. "
                "Stop here, or go on to see more."
            )
        )
        row.addWidget(self._offer_words, 1)
        self.see_verdict: QPushButton = button(
            self.tr("See the verdict"), self._ask_verdict, "primary"
        )
        row.addWidget(self.see_verdict, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(row)
        return self._offer_card

    def _given_button(self, criterion_id: str, text: str) -> QPushButton:
        made = button(text.replace("&", "&&"), self._ask_revisit, "chip", name=text)
        made.setProperty("criterion", criterion_id)
        made.setCheckable(True)
        return made

    def _ask_revisit(self) -> None:
        self.revisit_asked.emit(str(self.sender().property("criterion")))

    def _ask_next(self) -> None:
        self.next_asked.emit()

    def _ask_room(self) -> None:
        self.room_asked.emit()

    def _ask_back(self) -> None:
        self.back_asked.emit()

    def _ask_verdict(self) -> None:
        self.verdict_asked.emit()

    def _say_cannot(self) -> None:
        self.cannot_say.emit()
