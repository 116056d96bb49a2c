"""Keeping a review: a note, the day of the next one, and the button."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from spdesk.ui.pages.plan.fields import Passage
from spdesk.ui.pages.plan.next_review import NINETY_DAYS
from spdesk.ui.widgets.field_guard import FieldGuard
from spdesk.ui.widgets.flow_layout import FlowLayout
from spdesk.ui.widgets.privacy_note import PrivacyNote
from spdesk.ui.widgets.register_row import today
from spdesk.ui.widgets.review_field import ReviewField
from spdesk.ui.widgets.texts import button, label

_NOTE = "plan-today-note"
"""The key of the note while no review holds it yet."""


class KeepCard(QFrame):
    """Holds what is typed until the review is kept; another issue begins anew."""

    keep_asked = Signal()
    room_asked = Signal()

    def __init__(self, guard: FieldGuard) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self._note = Passage("note", guard)
        self._note.setAccessibleName(self.tr("A note on this review"))
        self._field = ReviewField(guard, tick=self.tr("The next review on"), ahead=NINETY_DAYS)
        # Nobody else holds what is chosen here, so the field must show it by itself.
        self._field.chosen.connect(self._field.show_day)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(8)
        prompt = label(self.tr("A note on this review"), "heading")
        prompt.setBuddy(self._note)
        privacy = PrivacyNote(self._note, _NOTE, offer_to_stay=False)
        for part in (prompt, self._note, privacy, self._field):
            column.addWidget(part)
        row = FlowLayout(12)
        row.addWidget(button(self.tr("Keep this review"), self.keep_asked.emit, "primary"))
        row.addWidget(button(self.tr("New round"), self.room_asked.emit))
        column.addLayout(row)
        text = self.tr("A new round first shows whether the room sees it differently by now.")
        column.addWidget(label(text, "muted"))
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.begin_anew()

    @property
    def note(self) -> str:
        """What was typed."""
        return self._note.toPlainText().strip()

    @property
    def next_on(self) -> date | None:
        """The day of the next review, or None."""
        return self._field.day

    def begin_anew(self) -> None:
        """An empty note, and the next review in ninety days."""
        self._note.show_value("")
        self._field.show_day(today() + NINETY_DAYS)
