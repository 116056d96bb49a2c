"""A card for one part of the plan: its fields, their names, and what the privacy guard says."""

from typing import Protocol

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from spdesk.ui.pages.plan.fields import DayField, LineField, Passage
from spdesk.ui.widgets.field_guard import FieldGuard
from spdesk.ui.widgets.privacy_note import PrivacyNote
from spdesk.ui.widgets.texts import button, label
from spdesk.workbook.model import Issue
from spdesk.workbook.plan import Action, Probe, Trigger
from spdesk.workbook.privacy import PLAN, unaccepted

Part = Action | Probe | Trigger


class Editor(Protocol):
    """What a card asks of a field, which is a widget."""

    @property
    def edited(self) -> SignalInstance:
        """Carries the name of the field and its new value."""

    def show_value(self, value: object) -> None:
        """Show a value without telling of an edit."""

    def setAccessibleName(self, name: str, /) -> None:
        """What a screen reader calls it."""


class PartCard(QFrame):
    """Shows one part; tells what was typed, with the id of the part."""

    edited = Signal(str, str, object)
    """Id, name of the field, value."""

    remove_asked = Signal(str)
    let_stay = Signal(str, object)
    """A field's key and the kinds of detail that may stay in it."""

    def __init__(self, part_id: str, guard: FieldGuard) -> None:
        super().__init__()
        self.part_id = part_id
        self._guard = guard
        self._editors: dict[str, Editor] = {}
        self._words: dict[str, str] = {}
        self._columns: dict[str, QVBoxLayout] = {}
        self._notes: dict[str, PrivacyNote] = {}
        self.remove_button: QPushButton | None = None
        self._seen: tuple[object, ...] | None = None
        self.setProperty("ground", "card")

    def show_part(self, part: Part, number: int, issue: Issue) -> None:
        """Show the part, as the `number`th of its list. Shows nothing anew that it shows."""
        seen = (part, number, issue.id, issue.accepted, self._day())
        if self._seen is not None and all(
            a is b or a == b for a, b in zip(seen, self._seen, strict=True)
        ):
            return
        self._seen = seen
        for field, editor in self._editors.items():
            editor.setAccessibleName(self.name_of(number, self._words[field]))
            editor.show_value(getattr(part, field))
        if self.remove_button is not None:
            self.remove_button.setAccessibleName(self.name_of(number, self.tr("remove it")))
        for field in self._columns:
            self._guard_privacy(field, str(getattr(part, field)), issue)
        self.show_more(part, number)

    def show_again(self) -> None:
        """Forget what is shown, so that the next part is shown whole."""
        self._seen = None

    def name_of(self, number: int, words: str) -> str:
        """What a screen reader calls a field of this card."""
        raise NotImplementedError

    def show_more(self, part: Part, number: int) -> None:
        """Show what is no field."""

    def _day(self) -> object:
        """What else the card depends on."""
        return None

    # Building

    def add_editor(self, key: str, words: str, editor: Editor) -> None:
        """Take a field in; `words` name it."""
        self._editors[key], self._words[key] = editor, words
        editor.edited.connect(self._tell)

    def passage(self, key: str, words: str, *, required: bool = False) -> QWidget:
        """A text of some lines with its words above it."""
        editor = Passage(key, self._guard, required=required)
        self.add_editor(key, words, editor)
        whole, column = _labelled(words, editor)
        self.take_text(key, editor, column)
        return whole

    def take_text(self, key: str, editor: Passage, column: QVBoxLayout) -> None:
        """Let the privacy guard watch a text; its note goes into the column."""
        self._columns[key] = column
        editor.entered.connect(self._make_note)

    def line(self, key: str, words: str) -> QWidget:
        """A line with its words above it."""
        editor = LineField(key, self._guard)
        self.add_editor(key, words, editor)
        return _labelled(words, editor)[0]

    def day(self, key: str, tick: str) -> DayField:
        """A day or none."""
        editor = DayField(key, self._guard, tick, tick)
        self.add_editor(key, tick, editor)
        return editor

    def make_remove_button(self) -> QPushButton:
        """The button that takes the part out."""
        self.remove_button = button(self.tr("Remove"), self._ask_to_remove, "link")
        return self.remove_button

    def _guard_privacy(self, field: str, text: str, issue: Issue) -> None:
        """A note is made when there is first something to point out: most fields never need one."""
        if field in self._notes or unaccepted(self._key_of(field), text, issue.accepted):
            self._make_note(field)
            self._notes[field].show_accepted(issue.id, issue.accepted)

    def _make_note(self, field: str) -> None:
        """Called as well when a field is entered, so that its note hears what is typed."""
        editor = self._editors[field]
        if field not in self._notes and isinstance(editor, Passage):
            note = self._notes[field] = PrivacyNote(editor, self._key_of(field))
            note.let_stay.connect(self.let_stay)
            column = self._columns[field]
            column.insertWidget(column.indexOf(editor) + 1, note)

    def _key_of(self, field: str) -> str:
        return f"{PLAN}{self.part_id}-{field}"

    def _tell(self, field: str, value: object) -> None:
        self.edited.emit(self.part_id, field, value)

    def _ask_to_remove(self) -> None:
        self.remove_asked.emit(self.part_id)


def _labelled(words: str, editor: QWidget) -> tuple[QWidget, QVBoxLayout]:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    prompt = label(words, "muted")
    prompt.setBuddy(editor)
    column.addWidget(prompt)
    column.addWidget(editor)
    column.addStretch(1)
    column.setAlignment(Qt.AlignmentFlag.AlignTop)
    return whole, column
