"""When it is looked at again: a day, ninety days from now, and a file for the calendar."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from spdesk.ui.pages.plan.plan_edits import PlanEdits
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.field_guard import FieldGuard
from spdesk.ui.widgets.flow_layout import FlowLayout
from spdesk.ui.widgets.info_button import with_info
from spdesk.ui.widgets.register_row import today
from spdesk.ui.widgets.review_field import ReviewField
from spdesk.ui.widgets.texts import button, label

NINETY_DAYS = timedelta(days=90)


class NextReview(QFrame):
    """The day of the next review."""

    calendar_asked = Signal()
    review_asked = Signal()

    def __init__(self, look: Look, edits: PlanEdits, guard: FieldGuard) -> None:
        super().__init__()
        self._edits = edits
        self.setProperty("ground", "card")
        self.field = ReviewField(guard, ahead=NINETY_DAYS)
        self.field.chosen.connect(edits.look_again_on)
        self.in_ninety_days = button(self.tr("In 90 days"), self._in_ninety_days)
        self.calendar = button(
            self.tr("Save the review as a calendar file (.ics)…"), self.calendar_asked.emit
        )
        review = button(self.tr("Go to the review"), self.review_asked.emit, "link")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(8)
        column.addWidget(with_info(label(self.tr("Come back"), "heading"), "review", look))
        column.addWidget(
            label(
                self.tr("What improves things is coming back: set the day before you part."),
                "muted",
            )
        )
        row = FlowLayout(12)
        for part in (self.in_ninety_days, self.calendar, review):
            row.addWidget(part)
        column.addWidget(self.field)
        column.addLayout(row)

    def show_day(self, day: date | None) -> None:
        """Show the day."""
        self.field.show_day(day)
        self.calendar.setEnabled(day is not None)

    def _in_ninety_days(self) -> None:
        self._edits.look_again_on(today() + NINETY_DAYS)
