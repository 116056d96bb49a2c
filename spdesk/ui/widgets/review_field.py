"""A day to be reminded of something, or none: when an issue is looked at again, and the like."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from spdesk.ui.widgets.day_edit import DayEdit
from spdesk.ui.widgets.field_guard import FieldGuard
from spdesk.ui.widgets.register_row import today

_WEEKS = timedelta(weeks=6)
"""How far ahead the day is that is proposed first."""


class ReviewField(QWidget):
    """A tick and a day: a date field alone cannot be empty."""

    chosen = Signal(object)
    """Another day was chosen, or None."""

    def __init__(
        self,
        guard: FieldGuard,
        *,
        tick: str = "",
        name: str = "",
        ahead: timedelta = _WEEKS,
        about: QWidget | None = None,
    ) -> None:
        """`tick` and `name` are the texts for a day that is no day of review.

        `about` stands right after the tick, such as the button that says what a review is.
        """
        super().__init__()
        self._ahead = ahead
        self._tick = QCheckBox(tick or self.tr("Look at it again on"))
        self._day = DayEdit()
        self._day.setAccessibleName(name or self.tr("Day to look at it again"))
        room = self._day.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self._day.setSizePolicy(room)
        guard.watch(self._day)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._tick)
        if about is not None:
            row.addWidget(about)
        row.addWidget(self._day)
        row.addStretch(1)
        self._tick.toggled.connect(self._on_ticked)
        self._day.dateChanged.connect(self._on_day)

    @property
    def day(self) -> date | None:
        """The day that is shown, or None while there is no tick."""
        return self._chosen_day() if self._tick.isChecked() else None

    def show_day(self, day: date | None) -> None:
        """Show the day of an issue. A field that is being typed into is left alone."""
        shown = day or today() + self._ahead
        with QSignalBlocker(self._tick), QSignalBlocker(self._day):
            self._tick.setChecked(day is not None)
            self._day.setVisible(day is not None)
            qt_day = QDate(shown.year, shown.month, shown.day)
            if self._day.date() != qt_day:
                self._day.setDate(qt_day)

    def _on_ticked(self, ticked: bool) -> None:
        self.chosen.emit(self._chosen_day() if ticked else None)

    def _on_day(self) -> None:
        if self._tick.isChecked():
            self.chosen.emit(self._chosen_day())

    def _chosen_day(self) -> date:
        day = self._day.date()
        return date(day.year(), day.month(), day.day())
