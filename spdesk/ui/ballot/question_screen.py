"""One question of a ballot: large, with a target for every rating and what three of them mean."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QLabel, QWidget

from spdesk.core.rounds import RatingScale
from spdesk.core.speak import score_words
from spdesk.ui.announce import announce
from spdesk.ui.ballot.screen import Screen
from spdesk.ui.ballot.steps_bar import StepsBar
from spdesk.ui.ballot.targets import ENTER, Choice, LargeButton
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.texts import label, say
from spdesk.workbook.round_questions import Question, keys_of

CANNOT_SAY = "?"
_ALSO_CANNOT_SAY = "-"


@dataclass(frozen=True, slots=True)
class Place:
    """Where on the ballot a question stands: its number from 1, of how many, and under what head."""

    number: int
    of: int
    head: str = ""


class QuestionScreen(Screen):
    """Shows a question and says what the person wants; keeps no answer."""

    rated = Signal(object)
    """A rating (float), or None for "can't say"."""
    next_asked = Signal()
    back_asked = Signal()

    def __init__(self, look: Look, scale: RatingScale) -> None:
        super().__init__()
        self._look = look
        self._scale = scale
        self._keys = keys_of(scale)
        self._place = label("", "accent", wrap=False)
        self._head = label("", "muted")
        top = QHBoxLayout()
        top.addWidget(self._place)
        top.addSpacing(12)
        top.addWidget(self._head, 1)
        self._bar = StepsBar(look)
        self._name, self._text = label("", "question"), label("", "large")
        self.content.addLayout(top)
        self.content.addWidget(self._bar)
        self.content.addStretch(1)
        self.content.addWidget(self._name)
        self.content.addWidget(self._text)
        self.content.addSpacing(24)
        self.content.addWidget(self._choices())
        self.content.addSpacing(4)
        self.content.addLayout(self._levels())
        self.content.addStretch(2)
        self._add_buttons()

    def show_question(
        self, place: Place, question: Question, rating: float | None, *, answered: bool
    ) -> None:
        """Show a question, and what this person has said to it, if anything."""
        count = self.tr("Question {number} of {count}")
        self._place.setText(count.format(number=place.number, count=place.of))
        say(self._head, place.head)
        self._name.setText(question.name)
        say(self._text, "" if question.text == question.name else question.text)
        self._text.setVisible(bool(self._text.text()))
        levels = (question.low, question.middle, question.high)
        for one, text in zip(self._level_labels, levels, strict=True):
            say(one, text)
        self._name_choices(levels)
        self.show_answer(rating, answered=answered)
        self._announce(question)

    def show_answer(self, rating: float | None, *, answered: bool) -> None:
        """Mark what was said: a rating, or None with `answered` for "can't say"."""
        self._group.setExclusive(False)
        for button in self._buttons:
            button.setChecked(answered and button.rating == rating)
        self._cannot.setChecked(answered and rating is None)
        self._group.setExclusive(True)
        self._hint.setText(
            self.tr("Another key or click changes the answer. Enter keeps it.")
            if answered
            else self.tr("A key or a click answers and goes on. Enter leaves it out.")
        )

    def show_steps(self, done: tuple[bool, ...], here: int) -> None:
        """Mark which questions have an answer, and which one this is."""
        self._bar.show_steps(done, here)

    def arrive(self) -> None:
        """The focus goes to the answer that was given, and otherwise to the whole scale.

        On the scale Enter goes on, so that nobody gives the first rating by going on.
        """
        self._group.setExclusive(False)
        chosen = next((b for b in self._group.buttons() if b.isChecked()), None)
        self._group.setExclusive(True)
        (chosen or self._scale_row).setFocus()
        self.show_again(self._scale_row)

    def take_key(self, event: QKeyEvent) -> bool:
        text = event.text()
        if text in self._keys:
            self.rated.emit(self._keys[text])
        elif text in (CANNOT_SAY, _ALSO_CANNOT_SAY):
            self.rated.emit(None)
        elif event.key() in (*ENTER, Qt.Key.Key_Right):
            self.next_asked.emit()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Left):
            self.back_asked.emit()
        else:
            return False
        return True

    def _choices(self) -> QWidget:
        self._group = QButtonGroup(self)
        self._scale_row = QWidget()
        self._scale_row.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scale_row.setObjectName("scale")
        row = QHBoxLayout(self._scale_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        by_value = {value: key for key, value in self._keys.items()}
        self._buttons = []
        for value in self._scale.values:
            choice = Choice(self._look, value, score_words(value), by_value.get(value, ""))
            self._buttons.append(choice)
            self._group.addButton(choice)
            row.addWidget(choice, 1)
        self._group.buttonClicked.connect(self._clicked)
        return self._scale_row

    def _levels(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(24)
        self._level_labels: list[QLabel] = []
        flag = Qt.AlignmentFlag
        for side in (flag.AlignLeft, flag.AlignHCenter, flag.AlignRight):
            text = label("", "large")
            text.setAlignment(side | flag.AlignTop)
            self._level_labels.append(text)
            row.addWidget(text, 1)
        return row

    def _add_buttons(self) -> None:
        self._back = LargeButton(self.tr("Back"), self._ask_back)
        self._cannot = LargeButton(self.tr("Can’t say (?)"), self._say_cannot)
        self._cannot.setCheckable(True)
        self._group.addButton(self._cannot)
        self._next = LargeButton(self.tr("Next"), self._ask_next)
        self._hint = label("", "muted")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.buttons.addWidget(self._back)
        self.buttons.addWidget(self._cannot)
        self.buttons.addWidget(self._hint, 1)
        self.buttons.addWidget(self._next)

    def _name_choices(self, levels: tuple[str, str, str]) -> None:
        last = len(self._buttons) - 1
        for at, button in enumerate(self._buttons):
            number = button.text()
            if at in (0, last):
                text = levels[0] if at == 0 else levels[2]
            elif 2 * at == last:
                text = levels[1]
            else:
                text = ""
            spoken = self.tr("{rating}, {meaning}").format(rating=number, meaning=text)
            if not text and abs(2 * at - last) == 1 and levels[1]:
                # An even number of ratings has its middle between two of them.
                spoken = self.tr("{rating}, next to the middle: {meaning}")
                spoken = spoken.format(rating=number, meaning=levels[1])
                text = levels[1]
            button.setAccessibleName(spoken if text else number)

    def _announce(self, question: Question) -> None:
        """Tell a screen reader; the focus may stay on the same widget."""
        said = [self._place.text(), question.name, self._text.text()]
        sentence = ". ".join(text.rstrip(".?") for text in said if text) + "."
        self._scale_row.setAccessibleName(sentence)
        low, middle, high = (text.text() for text in self._level_labels)
        values = self._scale.values
        if low or middle or high:
            meaning = self.tr(
                "{first} means: {low}. In the middle: {middle}. {last} means: {high}."
            )
            self._scale_row.setAccessibleDescription(
                meaning.format(
                    first=score_words(values[0]),
                    low=low.rstrip("."),
                    middle=middle.rstrip("."),
                    last=score_words(values[-1]),
                    high=high.rstrip("."),
                )
            )
        else:
            self._scale_row.setAccessibleDescription("")
        announce(self, sentence)

    def _clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, Choice):
            self.rated.emit(button.rating)

    def _say_cannot(self) -> None:
        self.rated.emit(None)

    def _ask_next(self) -> None:
        self.next_asked.emit()

    def _ask_back(self) -> None:
        self.back_asked.emit()
