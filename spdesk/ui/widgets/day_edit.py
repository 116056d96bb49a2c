"""Fields for a day, or a day and a time, which the arrow keys take from any day to the next.

Qt steps one part of the field and stops at that part's end: on a Sunday, on the last day of a month
or at eleven at night, nothing would happen.
"""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDateEdit, QDateTimeEdit

if TYPE_CHECKING:
    _Mixin = QDateTimeEdit
else:  # Qt's classes can be mixed with plain ones only
    _Mixin = object

_HOUR, _MINUTE = 3600, 60  # in seconds


class _StepsOn(_Mixin):
    """Steps the whole value by a day, a month, a year, an hour or a minute."""

    def stepBy(self, steps: int, /) -> None:
        self.interpretText()
        section, value = self.currentSection(), self.dateTime()
        sections = QDateTimeEdit.Section
        if section == sections.YearSection:
            value = value.addYears(steps)
        elif section == sections.MonthSection:
            value = value.addMonths(steps)
        elif section == sections.HourSection:
            value = value.addSecs(steps * _HOUR)
        elif section == sections.MinuteSection:
            value = value.addSecs(steps * _MINUTE)
        else:  # the day, or its name in the week
            value = value.addDays(steps)
        self.setDateTime(value)
        self.setSelectedSection(section)

    def stepEnabled(self) -> QDateTimeEdit.StepEnabledFlag:
        enabled, value = QDateTimeEdit.StepEnabledFlag.StepNone, self.dateTime()
        if value > self.minimumDateTime():
            enabled |= QDateTimeEdit.StepEnabledFlag.StepDownEnabled
        if value < self.maximumDateTime():
            enabled |= QDateTimeEdit.StepEnabledFlag.StepUpEnabled
        return enabled


class DayEdit(_StepsOn, QDateEdit):
    """A day, such as “Mon 23 Nov 2026”; told when it is left or stepped, not at each key."""

    def __init__(self) -> None:
        super().__init__()
        self.setDisplayFormat("ddd d MMM yyyy")
        self.setKeyboardTracking(False)
        self.setButtonSymbols(QDateEdit.ButtonSymbols.NoButtons)


class TimeEdit(_StepsOn, QDateTimeEdit):
    """A day and a time of it, such as “Mon 23 Nov 2026, 09:30”."""

    def __init__(self) -> None:
        super().__init__()
        self.setDisplayFormat("ddd d MMM yyyy, HH:mm")
