"""A number field that reads decimal comma and point, knows "not set", and never heeds a stray wheel."""

import re

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox

from spdesk.ui.widgets.field_guard import FieldGuard

_TYPING = re.compile(r"\d{0,4}([.,]\d{0,2})?")
_STEP_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class NumberBox(QDoubleSpinBox):
    """A number with one decimal, or two where they are needed; or no number yet.

    Its signals tell of the user's edits only, never of what the program shows.
    """

    edit_started = Signal()
    """The field was entered or a key was pressed that steps: a new gesture begins."""

    edited = Signal(float)
    """The user typed or stepped to this number."""

    out_of_range = Signal()
    """The user typed a number above the range; the one from before is back."""

    def __init__(self, name: str, placeholder: str = "–") -> None:
        super().__init__()
        self._guard = FieldGuard(self)
        self._guard.watch(self)  # a spin box hands the keys on to its line edit itself
        self._showing = True
        self._missing = False
        self._at_entry: float | None = None
        self.setDecimals(2)
        self.setSingleStep(0.1)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        # Not WheelFocus: passing over the field with the wheel must change nothing.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.lineEdit().setPlaceholderText(placeholder)
        self.valueChanged.connect(self._on_value_changed)
        # textChanged, not textEdited: that one comes before the field has taken the number over.
        self.lineEdit().textChanged.connect(self._on_text_changed)
        self.editingFinished.connect(self.edit_started)
        self.editingFinished.connect(self._accept)
        self._showing = False

    @property
    def is_missing(self) -> bool:
        """Whether no number has been set."""
        return self._missing

    def show_range(self, low: float, high: float) -> None:
        """Take other ends."""
        if (low, high) != (self.minimum(), self.maximum()):
            self._showing = True
            self.setRange(low, high)
            self._showing = False

    def show_number(self, number: float | None) -> None:
        """Show a number, or that there is none, without telling of an edit.

        What is being typed stays as it is typed while it means the same number.
        """
        same = number is not None and self.value() == number and not self._missing
        if same and (
            (self.hasFocus() and self._reads_as(self.value()))
            or self.text() == self.textFromValue(self.value())
        ):
            return
        self._showing = True
        self._missing = number is None
        self.setValue(self._middle() if number is None else number)
        self._showing = False

    def textFromValue(self, value: float) -> str:
        if self._missing:
            return ""
        text = f"{value:.2f}"
        return text.removesuffix("0")

    def valueFromText(self, text: str) -> float:
        try:
            return float(text.replace(",", "."))
        except ValueError:
            return self.value()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        state = QValidator.State.Intermediate
        if not _TYPING.fullmatch(text.strip()):
            state = QValidator.State.Invalid
        elif any(character.isdigit() for character in text):
            value = self.valueFromText(text)
            if self.minimum() <= value <= self.maximum():
                state = QValidator.State.Acceptable
        return state, text, position

    def stepBy(self, steps: int) -> None:
        if self._missing:
            self._begin()
        else:
            super().stepBy(steps)

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        if self._missing:
            up = QAbstractSpinBox.StepEnabledFlag.StepUpEnabled
            return up | QAbstractSpinBox.StepEnabledFlag.StepDownEnabled
        return super().stepEnabled()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEP_KEYS and not event.isAutoRepeat():
            self.edit_started.emit()
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._at_entry = None if self._missing else self.value()
        self.edit_started.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._showing = True
        self.setValue(self.value())  # "6," becomes "6.0" again
        self._showing = False

    def _accept(self) -> None:
        """What stands here now is what a later slip goes back to."""
        self._at_entry = None if self._missing else self.value()

    def _is_too_large(self, text: str) -> bool:
        digits = any(character.isdigit() for character in text)
        return digits and self.valueFromText(text) > self.maximum()

    def _restore(self) -> None:
        """Bring the number back that stood here when the field was entered."""
        back = self.value() if self._at_entry is None else self._at_entry
        self._showing = True
        self.setValue(back)
        self._showing = False
        self.selectAll()
        self.edited.emit(back)
        self.out_of_range.emit()

    def _middle(self) -> float:
        """Where a lever that is not scored begins."""
        return round((self.minimum() + self.maximum()) / 2, 1)

    def _begin(self) -> None:
        """The first number, from the middle."""
        self._missing = False
        self._showing = True
        self.setValue(self._middle())
        self._showing = False
        self.edited.emit(self.value())

    def _reads_as(self, number: float) -> bool:
        text = self.lineEdit().text()
        acceptable = self.validate(text, 0)[0] is QValidator.State.Acceptable
        return acceptable and self.valueFromText(text) == number

    def _on_value_changed(self, value: float) -> None:
        if not self._showing:
            self._missing = False
            self.edited.emit(value)

    def _on_text_changed(self, text: str) -> None:
        if not self._showing and self._is_too_large(text):
            QTimer.singleShot(0, self._restore)  # not while the field is still taking the text in
        # Typing the very number from which an unset field would begin changes no value.
        acceptable = self.validate(text, 0)[0] is QValidator.State.Acceptable
        if self._missing and not self._showing and acceptable:
            self._missing = False
            self.edited.emit(self.valueFromText(text))
