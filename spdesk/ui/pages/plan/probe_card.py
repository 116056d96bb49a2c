"""One probe: a small try, safe to fail, that can be taken back."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from spdesk.ui.pages.plan.fields import DayField
from spdesk.ui.pages.plan.part_card import Part, PartCard
from spdesk.ui.pages.plan.plan_words import due_words
from spdesk.ui.widgets.field_guard import FieldGuard
from spdesk.ui.widgets.reflow_layout import reflow_row
from spdesk.ui.widgets.register_row import today
from spdesk.ui.widgets.texts import label, say
from spdesk.ui.words import outcome_label
from spdesk.workbook.plan import Probe

_AHEAD = timedelta(weeks=4)
_HALF = 9.5
"""Ems that a field beside another one wants."""


class ProbeCard(PartCard):
    """All fields of a probe but what came of it, which a review says."""

    def __init__(self, part_id: str, guard: FieldGuard) -> None:
        super().__init__(part_id, guard)
        self._state = label("", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 12)
        column.setSpacing(8)
        column.addWidget(self.passage("attempt", self.tr("What we try"), required=True))
        column.addWidget(self.passage("belief", self.tr("What we believe")))
        column.addWidget(self.passage("where", self.tr("Where, and how small")))
        column.addWidget(
            _pair(
                self.passage("works", self.tr("We see this if it works")),
                self.passage("harms", self.tr("We see this if it harms")),
            )
        )
        column.addWidget(
            _pair(
                self.passage("amplify", self.tr("Then we amplify it so")),
                self.passage("dampen", self.tr("Then we dampen it so")),
            )
        )
        column.addWidget(
            _pair(
                self.line("partners", self.tr("Who designs it with us")),
                self.line("owner", self.tr("Who looks after it")),
            )
        )
        words = self.tr("Look at it on")
        day = DayField("review_on", guard, words, words, _AHEAD)
        self.add_editor("review_on", words, day)
        row = QHBoxLayout()
        row.addWidget(day, 1)
        row.addWidget(self.make_remove_button(), 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(row)
        column.addWidget(self._state)
        column.addStretch(1)

    def name_of(self, number: int, words: str) -> str:
        return self.tr("Probe {number}: {field}").format(number=number, field=words)

    def show_more(self, part: Part, number: int) -> None:
        if not isinstance(part, Probe):
            return
        if part.outcome is not None:
            text = self.tr("At a review: {outcome}.").format(
                outcome=outcome_label(part.outcome).lower()
            )
        else:
            text = due_words(part.review_on, today())
        say(self._state, text)
        self._state.setVisible(bool(text))

    def _day(self) -> object:
        return today()


def _pair(left: QWidget, right: QWidget) -> QWidget:
    return reflow_row((left, 1, _HALF), (right, 1, _HALF), spacing=14)
