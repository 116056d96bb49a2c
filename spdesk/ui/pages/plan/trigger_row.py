"""One thing that, if it happens, means: triage again."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from spdesk.ui.pages.plan.fields import Passage
from spdesk.ui.pages.plan.part_card import Part, PartCard
from spdesk.ui.widgets.field_guard import FieldGuard
from spdesk.ui.widgets.texts import label
from spdesk.workbook.plan import Trigger


class TriggerRow(PartCard):
    """Its text, and that it has happened where a review says so."""

    def __init__(self, part_id: str, guard: FieldGuard) -> None:
        super().__init__(part_id, guard)
        self.setProperty("ground", "")
        words = self.tr("what happens")
        editor = Passage("text", guard, required=True)
        self.add_editor("text", words, editor)
        self._happened = label(self.tr("This has happened."), "accent")
        text = QWidget()
        column = QVBoxLayout(text)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(editor)
        column.addWidget(self._happened)
        self.take_text("text", editor, column)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(text, 1)
        row.addWidget(self.make_remove_button(), 0, Qt.AlignmentFlag.AlignTop)

    def name_of(self, number: int, words: str) -> str:
        return self.tr("Trigger {number}: {field}").format(number=number, field=words)

    def show_more(self, part: Part, number: int) -> None:
        self._happened.setVisible(isinstance(part, Trigger) and part.happened)
