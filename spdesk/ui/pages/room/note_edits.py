"""What becomes of the minority notes: the dialog that is opened, and the edits that are asked for."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from spdesk.core.privacy import Detail
from spdesk.ui.desk import Desk
from spdesk.ui.pages.room.notes_view import NotesView
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.minority_dialog import ask_for_minority_note
from spdesk.workbook import round_edits
from spdesk.workbook.privacy import accept_details


class NoteEdits(QObject):
    """Listens to the notes of `view`, which lie on `page`, and asks the desk for the edits."""

    def __init__(self, desk: Desk, look: Look, view: NotesView, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._look = look
        self._page = page
        view.change_asked.connect(self._change)
        view.remove_asked.connect(self._remove)
        view.let_stay.connect(self._let_stay)

    def add(self) -> None:
        """Ask for a note, and add it."""
        answer = ask_for_minority_note(self._page.window(), self._look)
        if answer is not None:
            title = self.tr("add a minority note")
            note_id = self._desk.new_id()
            self._desk.apply_to_issue(title, round_edits.add_minority_note, note_id, *answer)

    def _change(self, note_id: str) -> None:
        notes = self._desk.issue.minority_notes if self._desk.issue else ()
        note = next((one for one in notes if one.id == note_id), None)
        if note is None:
            return
        answer = ask_for_minority_note(self._page.window(), self._look, note)
        if answer is not None:
            title = self.tr("change a minority note")
            self._desk.apply_to_issue(title, round_edits.change_minority_note, note_id, *answer)

    def _remove(self, note_id: str) -> None:
        title = self.tr("remove a minority note")
        self._desk.apply_to_issue(title, round_edits.remove_minority_note, note_id)

    def _let_stay(self, field: str, kinds: tuple[Detail, ...]) -> None:
        self._desk.apply_to_issue(self.tr("let details stay"), accept_details, field, kinds)
