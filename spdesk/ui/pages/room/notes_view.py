"""The minority notes of an issue as cards."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.info_button import with_info
from spdesk.ui.widgets.privacy_note import PrivacyNote
from spdesk.ui.widgets.text_area import TextArea
from spdesk.ui.widgets.texts import button, card, clear, label
from spdesk.ui.words import field_label
from spdesk.workbook.model import Issue
from spdesk.workbook.privacy import MINORITY, unaccepted
from spdesk.workbook.rounds import MinorityNote


class NotesView(QWidget):
    """Shows the notes; the signals carry the id of one."""

    change_asked = Signal(str)
    remove_asked = Signal(str)
    let_stay = Signal(str, object)
    """A field's key and the kinds of detail that may stay in it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shown: tuple[object, ...] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)

    def show_issue(self, issue: Issue) -> None:
        """Show the notes of an issue."""
        state = (issue.id, issue.minority_notes, issue.accepted)
        if state == self._shown:
            return
        self._shown = state
        clear(self._column)
        notes = issue.minority_notes
        if notes:
            title = label(self.tr("Minority notes"), "heading")
            self._column.addWidget(with_info(title, "minority-note", self._look))
        for number, note in enumerate(notes, 1):
            self._column.addWidget(self._card(issue, note, number))

    def _card(self, issue: Issue, note: MinorityNote, number: int) -> QWidget:
        frame, column = card(margin=16)
        key = f"{MINORITY}{note.id}"
        if unaccepted(key, note.text, issue.accepted):
            self._add_guarded(column, issue, note, key)
        else:
            column.addWidget(label(note.text))
        row = QHBoxLayout()
        row.setSpacing(12)
        text = self.tr("Signed: {name}").format(name=note.signed)
        row.addWidget(label(text if note.signed else self.tr("Not signed"), "muted"), 1)
        for said, name, action in (
            (self.tr("Change…"), self.tr("Change minority note {number}"), self._ask_change),
            (self.tr("Remove"), self.tr("Remove minority note {number}"), self._ask_remove),
        ):
            made = button(said, action, "link", name=name.format(number=number))
            made.setProperty("note", note.id)
            row.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(row)
        return frame

    def _add_guarded(self, column: QVBoxLayout, issue: Issue, note: MinorityNote, key: str) -> None:
        """The text as a field, in which the privacy guard can show what it found."""
        field = TextArea(note.text, lines=5)
        field.setReadOnly(True)
        field.setAccessibleName(field_label(key))
        guard = PrivacyNote(field, key)
        guard.let_stay.connect(self.let_stay)
        column.addWidget(field)
        column.addWidget(guard)
        guard.show_accepted(issue.id, issue.accepted)

    def _id(self) -> str:
        return str(self.sender().property("note"))

    def _ask_change(self) -> None:
        self.change_asked.emit(self._id())

    def _ask_remove(self) -> None:
        self.remove_asked.emit(self._id())
