"""One answer of a paper ballot, typed: a number, "?" for can't say, or nothing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel

from spdesk.core.errors import SpDeskError
from spdesk.core.rounds import RatingScale
from spdesk.core.speak import score_words
from spdesk.core.translation import translate
from spdesk.ui.accessible.by_reader import TextLine
from spdesk.ui.announce import announce
from spdesk.ui.ballot.question_screen import CANNOT_SAY
from spdesk.ui.ballot.targets import ENTER

_ABSTAINED = (CANNOT_SAY, "-", "–", "−")
_LONGEST = 8


class PaperError(SpDeskError):
    """What was typed is no answer to this question; the sentence says what would be."""


def read_rating(text: str, scale: RatingScale) -> float | None:
    """A typed rating; None is "can't say". Raises PaperError.

    Decimal comma and point are both read. `text` is not empty.
    """
    typed = text.strip()
    if typed in _ABSTAINED:
        return None
    try:
        number = float(typed.replace(",", "."))
    except ValueError:
        number = float("nan")
    found = next((value for value in scale.values if value == number), None)
    if found is None:
        raise PaperError(_allowed(scale))
    return found


def _allowed(scale: RatingScale) -> str:
    if all(float(value).is_integer() for value in scale.values):
        sentence = translate(
            "paper", "Type a whole number from {low} to {high}, or ? for “can’t say”."
        )
        return sentence.format(low=score_words(scale.low), high=score_words(scale.high))
    values = ", ".join(score_words(value) for value in scale.values)
    return translate("paper", "Type one of {values}, or ? for “can’t say”.").format(values=values)


class PaperField(TextLine):
    """A short field. Enter goes on like Tab; what is no answer stays here and says why."""

    entered = Signal()
    """Enter was pressed on something that can be read."""

    def __init__(self, name: str, note: QLabel) -> None:
        super().__init__()
        self._note = note
        self.setAccessibleName(name)
        self.setMaxLength(_LONGEST)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.textEdited.connect(self._forget_note)

    def fit(self) -> None:
        """As wide as its longest text needs at the present text size."""
        self.ensurePolished()
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("0" * (_LONGEST - 1)))

    def check(self) -> str:
        """Why the text cannot be taken, or ""."""
        return ""

    def is_fine(self) -> bool:
        """Whether the text can be taken; otherwise it says why beside the field."""
        self.say(self.check())
        return not self._note.text()

    def say(self, sentence: str) -> None:
        """Show a sentence beside the field; "" for none."""
        self._note.setText(sentence)
        self._note.setVisible(bool(sentence))
        if sentence != self.accessibleDescription():
            self.setAccessibleDescription(sentence)
            announce(self, sentence, urgent=True)

    def wipe(self) -> None:
        """Empty the field for good: `setText` drops its undo steps, which `clear` would keep."""
        self.setText("")
        self.say("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            if not event.isAutoRepeat() and self.is_fine():
                self.entered.emit()
            else:
                self.selectAll()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leaves the field forwards only with something that can be read."""
        if forward and not self.is_fine():
            self.selectAll()
            return True
        return super().focusNextPrevChild(forward)

    def _forget_note(self) -> None:
        self.say("")


class RatingField(PaperField):
    """The field of one question."""

    def __init__(self, name: str, note: QLabel, scale: RatingScale) -> None:
        super().__init__(name, note)
        self._scale = scale

    @property
    def is_empty(self) -> bool:
        """Whether the question was left out."""
        return not self.text().strip()

    def rating(self) -> float | None:
        """What was typed; None is "can't say". Raises PaperError. Ask only when not empty."""
        return read_rating(self.text(), self._scale)

    def check(self) -> str:
        if self.is_empty:
            return ""
        try:
            self.rating()
        except PaperError as error:
            return str(error)
        return ""


class SumField(PaperField):
    """The field of the check sum."""

    @property
    def number(self) -> float | None:
        """The sum that was typed, or None."""
        try:
            return float(self.text().strip().replace(",", "."))
        except ValueError:
            return None

    def check(self) -> str:
        if self.number is None:
            return translate(
                "paper",
                "Type the sum that stands under the ballot. Where nobody wrote it, add up the "
                "numbers on the paper first.",
            )
        return ""
