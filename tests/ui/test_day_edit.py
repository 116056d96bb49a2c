"""Days and times by the arrow keys: no day of the week or month is a dead end."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QDateTime, Qt
from PySide6.QtWidgets import QDateTimeEdit
from pytestqt.qtbot import QtBot

from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.day_edit import DayEdit, TimeEdit
from tests.ui.driving import wait_for_keyboard

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
UP, DOWN, RIGHT = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Right


@pytest.fixture
def field(qtbot: QtBot, look: Look) -> DayEdit:
    made = DayEdit()
    qtbot.addWidget(made)
    made.show()
    wait_for_keyboard(qtbot, made)
    made.setFocus(Qt.FocusReason.TabFocusReason)
    return made


@given(day=DAYS, rights=st.integers(0, 1))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_up_is_the_next_day_and_down_the_one_before(
    qtbot: QtBot, field: DayEdit, day: date, rights: int
) -> None:
    first = QDate(day.year, day.month, day.day)
    field.setDate(first)
    field.setSelectedSection(QDateTimeEdit.Section.DaySection)
    for _ in range(rights):  # from the name of the day to its number
        qtbot.keyClick(field, RIGHT)
    qtbot.keyClick(field, UP)
    assert field.date() == first.addDays(1)
    for _ in range(2):
        qtbot.keyClick(field, DOWN)
    assert field.date() == first.addDays(-1)


@pytest.mark.parametrize(
    ("section", "following"),
    [
        (QDateTimeEdit.Section.DaySection, QDateTime(2028, 1, 1, 23, 59, 0)),
        (QDateTimeEdit.Section.MonthSection, QDateTime(2028, 1, 31, 23, 59, 0)),
        (QDateTimeEdit.Section.YearSection, QDateTime(2028, 12, 31, 23, 59, 0)),
        (QDateTimeEdit.Section.HourSection, QDateTime(2028, 1, 1, 0, 59, 0)),
        (QDateTimeEdit.Section.MinuteSection, QDateTime(2028, 1, 1, 0, 0, 0)),
    ],
)
def test_each_part_goes_on_into_the_next_year(
    qtbot: QtBot, look: Look, section: QDateTimeEdit.Section, following: QDateTime
) -> None:
    field = TimeEdit()
    qtbot.addWidget(field)
    field.setDateTime(QDateTime(2027, 12, 31, 23, 59, 0))
    field.setSelectedSection(section)
    qtbot.keyClick(field, UP)
    assert field.dateTime() == following
    assert field.currentSection() == section
    qtbot.keyClick(field, DOWN)
    assert field.dateTime() == QDateTime(2027, 12, 31, 23, 59, 0)


def test_what_was_typed_counts_before_it_is_stepped(qtbot: QtBot, field: DayEdit) -> None:
    field.setDate(QDate(2027, 3, 2))
    told: list[QDate] = []
    field.dateChanged.connect(told.append)
    field.setSelectedSection(QDateTimeEdit.Section.YearSection)
    qtbot.keyClicks(field, "2031")
    assert told == []
    qtbot.keyClick(field, UP)
    assert told[-1] == QDate(2032, 3, 2)


def test_a_step_stays_within_the_days_that_are_allowed(qtbot: QtBot, field: DayEdit) -> None:
    field.setDate(QDate(2027, 3, 2))
    field.setMaximumDate(QDate(2027, 3, 2))
    qtbot.keyClick(field, UP)
    assert field.date() == QDate(2027, 3, 2)
    qtbot.keyClick(field, DOWN)
    assert field.date() == QDate(2027, 3, 1)
