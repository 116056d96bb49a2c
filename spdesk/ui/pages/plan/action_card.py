"""One action: what is done, by whom and when, and how one sees that it worked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from spdesk.ui.pages.plan.part_card import Part, PartCard
from spdesk.ui.pages.plan.plan_words import due_words
from spdesk.ui.widgets.field_guard import FieldGuard
from spdesk.ui.widgets.flow_layout import FlowLayout
from spdesk.ui.widgets.reflow_layout import reflow_row
from spdesk.ui.widgets.register_row import today
from spdesk.ui.widgets.texts import label, say
from spdesk.workbook.plan import Action


class ActionCard(PartCard):
    """All fields of an action."""

    def __init__(self, part_id: str, guard: FieldGuard) -> None:
        super().__init__(part_id, guard)
        self._state = label("", "muted", wrap=False)
        solution = self.passage("solution", self.tr("What we do"), required=True)
        owner = self.line("owner", self.tr("Who looks after it"))
        problem = self.passage("problem", self.tr("The problem it solves"))
        measure = self.passage("measure", self.tr("How we see that it worked"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addWidget(reflow_row((solution, 2, 20), (owner, 1, 12), spacing=16))
        column.addWidget(reflow_row((problem, 1, 16), (measure, 1, 16), spacing=16))
        days = FlowLayout(20)
        days.addWidget(self.day("due", self.tr("By")))
        days.addWidget(self.day("done_on", self.tr("Done on")))
        days.addWidget(self._state)
        row = QHBoxLayout()
        row.addLayout(days, 1)
        row.addWidget(self.make_remove_button(), 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(row)

    def name_of(self, number: int, words: str) -> str:
        return self.tr("Action {number}: {field}").format(number=number, field=words)

    def show_more(self, part: Part, number: int) -> None:
        if isinstance(part, Action):
            say(self._state, "" if part.done_on else due_words(part.due, today()))
            self._state.setVisible(bool(self._state.text()))

    def _day(self) -> object:
        return today()
