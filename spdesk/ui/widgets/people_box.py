"""How many people are in the room, or that nobody has counted."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox

from spdesk.ui.widgets.field_guard import FieldGuard
from spdesk.workbook.rounds import MOST_PEOPLE


class PeopleBox(QDoubleSpinBox):
    """A whole number from 1, or "not counted", which is the value 0."""

    chosen = Signal(object)
    """The user set another number of people, or None."""

    def __init__(self) -> None:
        super().__init__()
        self._guard = FieldGuard(self)
        self._guard.watch(self)
        self._showing = False
        self.setDecimals(0)
        self.setRange(0, MOST_PEOPLE)
        self.setAccessibleName(self.tr("People in the room"))
        self.lineEdit().setPlaceholderText(self.tr("not counted"))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel passes over it
        self.valueChanged.connect(self._on_value_changed)

    @property
    def people(self) -> int | None:
        """How many people, or None when nobody has counted."""
        return int(self.value()) or None

    def show_people(self, people: int | None) -> None:
        """Show a number without telling of an edit."""
        if self.people != people:
            self._showing = True
            self.setValue(people or 0)
            self._showing = False

    def textFromValue(self, value: float) -> str:
        return f"{value:.0f}" if value else ""

    def valueFromText(self, text: str) -> float:
        return float(text) if text.strip() else 0.0

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """An empty field is "not counted"."""
        typed = text.strip()
        known = typed.isdecimal() and len(typed) <= len(str(MOST_PEOPLE))
        sound = not typed or (known and int(typed) <= MOST_PEOPLE)
        state = QValidator.State.Acceptable if sound else QValidator.State.Invalid
        return state, text, position

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        words = self.fontMetrics().horizontalAdvance(self.lineEdit().placeholderText())
        return QSize(max(hint.width(), words + 2 * self.fontMetrics().height()), hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _on_value_changed(self) -> None:
        if not self._showing:
            self.chosen.emit(self.people)
