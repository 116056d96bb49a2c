"""The meeting: its clock, its steps, and the run sheet beside the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QPushButton
from pytestqt.qtbot import QtBot

from spdesk.guidance.library import guidance
from spdesk.ui.desk import Desk
from spdesk.ui.main_window import MainWindow
from spdesk.ui.meeting.meeting import Meeting
from spdesk.ui.meeting.meeting_panel import MeetingPanel
from spdesk.ui.meeting.time_words import clock_words, meeting_time, step_time
from spdesk.ui.theme.look import Look
from spdesk.workbook import edits
from spdesk.workbook.derive import Step
from tests.ui.driving import Driver, named, shown, words
from tests.ui.test_accessibility import LONG, cut, focusable, nameless

HOUR = guidance().meeting.sheet(60)


class Clock:
    """A clock that stands until it is told otherwise."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def meeting(qapp: QApplication, clock: Clock) -> Meeting:
    return Meeting(Desk(), clock=clock)


# The clock


def test_a_meeting_begins_at_its_first_step_with_its_clock_running(
    meeting: Meeting, clock: Clock
) -> None:
    assert (meeting.sheet, meeting.step, meeting.running) == (None, None, False)
    meeting.start(HOUR)
    assert (meeting.step, meeting.number, meeting.running) == (HOUR.steps[0], 1, True)
    assert (meeting.step_left, meeting.left) == (300, 3600)
    clock.now += 65.4
    assert (meeting.step_left, meeting.left) == (235, 3535)


def test_each_step_keeps_its_own_time(meeting: Meeting, clock: Clock) -> None:
    meeting.start(HOUR)
    clock.now += 60
    meeting.next()
    assert (meeting.step_left, meeting.left) == (12 * 60, 3540)
    clock.now += 120
    meeting.back()
    assert (meeting.step_left, meeting.left) == (240, 3420)
    clock.now += 1
    meeting.next()
    assert meeting.step_left == 600


def test_a_pause_stops_the_clock_and_wakes_nobody(meeting: Meeting, clock: Clock) -> None:
    meeting.start(HOUR)
    assert meeting._timer.isActive()
    clock.now += 10
    meeting.pause()
    assert not meeting._timer.isActive()
    clock.now += 1000
    assert (meeting.running, meeting.step_left) == (False, 290)
    meeting.next()
    assert (meeting.running, meeting.step_left) == (False, 720)
    meeting.back()
    meeting.pause()
    clock.now += 5
    assert (meeting.running, meeting.step_left, meeting.left) == (True, 285, 3585)


def test_more_time_for_a_step_does_not_move_the_end(meeting: Meeting, clock: Clock) -> None:
    meeting.start(HOUR)
    meeting.add_time()
    assert (meeting.step_left, meeting.left) == (420, 3600)
    clock.now += 500
    assert meeting.step_left == -80


def test_a_meeting_ends_and_its_clock_with_it(meeting: Meeting) -> None:
    meeting.start(HOUR)
    for _ in HOUR.steps:
        meeting.next()
    assert meeting.is_at_end
    assert meeting.number == len(HOUR.steps)
    meeting.end()
    assert (meeting.sheet, meeting.step, meeting.running) == (None, None, False)
    assert not meeting._timer.isActive()
    for act in (meeting.next, meeting.back, meeting.pause, meeting.add_time, meeting.end):
        act()  # each is safe at any time
    assert meeting.step_left == meeting.left == 0


def test_every_second_is_told_while_it_runs(qtbot: QtBot, qapp: QApplication) -> None:
    meeting = Meeting(Desk())
    meeting.start(HOUR)
    told: list[int] = []
    meeting.changed.connect(lambda: told.append(meeting.step_left))
    qtbot.waitUntil(lambda: len(told) == 2, timeout=5000)
    meeting.end()
    assert told[:2] == [299, 298]


@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["next", "back", "pause", "add_time"]),
            st.floats(0, 500, allow_nan=False),
        ),
        max_size=30,
    )
)
def test_no_second_is_lost_or_counted_twice(
    qapp: QApplication, steps: list[tuple[str, float]]
) -> None:
    clock = Clock()
    meeting = Meeting(Desk(), clock=clock)
    meeting.start(HOUR)
    ran = 0.0
    for act, seconds in steps:
        ran += seconds if meeting.running else 0
        clock.now += seconds
        getattr(meeting, act)()
    assert meeting.left == pytest.approx(3600 - ran, abs=1.001)
    assert sum(meeting._spent_now(at) for at in range(len(HOUR.steps))) == pytest.approx(ran)
    meeting.end()


def test_the_time_is_said_in_words() -> None:
    assert clock_words(1265) == "21:05"
    assert step_time(1265) == "21:05 left for this step"
    assert step_time(0) == step_time(-59) == "The time for this step is up."
    assert step_time(-60) == "This step is one minute over."
    assert step_time(-150) == "This step is 2 minutes over."
    assert meeting_time(3600) == "60 minutes left for the meeting"
    assert meeting_time(61) == "2 minutes left for the meeting"
    assert meeting_time(60) == meeting_time(1) == "The last minute of the meeting"
    assert meeting_time(-5) == meeting_time(0) == "The meeting was to end by now."


# The run sheet


def panel_of(window: MainWindow) -> MeetingPanel:
    found = window.findChildren(MeetingPanel)
    assert len(found) == 1
    return found[0]


def press(driver: Driver, name: str) -> None:
    """Click a button of the run sheet."""
    panel = panel_of(driver.window)
    button = named(panel, name, QPushButton)
    driver.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    driver.settle()


def key(driver: Driver, pressed: Qt.Key) -> None:
    driver.activate()
    driver.qtbot.keyClick(QApplication.focusWidget() or driver.window, pressed)
    driver.settle()


def test_nothing_of_it_is_made_before_it_is_wanted(driver: Driver) -> None:
    assert driver.window.findChildren(QDockWidget) == []
    assert driver.window.findChildren(Meeting) == []


def test_f6_shows_the_choice_and_a_length_begins_the_meeting(driver: Driver) -> None:
    driver.open_example("missed-appointments", Step.PERFORMANCE)
    key(driver, Qt.Key.Key_F8)
    panel = panel_of(driver.window)
    assert "How long have you got?" in words(panel)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "60 minutes"
    key(driver, Qt.Key.Key_Return)
    said = words(panel)
    assert "Step 1 of 8\nThe issue\n" in said
    assert HOUR.steps[0].say in said
    assert HOUR.steps[0].ask in said
    assert HOUR.steps[0].type in said
    assert driver.window.desk.step is Step.ISSUE


def test_next_looks_at_the_page_of_each_step(driver: Driver) -> None:
    driver.open_example("missed-appointments", Step.APPROACH)
    driver.window.commands.run_60()
    driver.settle()
    pages = [driver.window.desk.step]
    for _ in HOUR.steps[1:]:
        press(driver, "Next step")
        pages.append(driver.window.desk.step)
    assert [step.value for step in pages] == [step.page for step in HOUR.steps]
    assert "Step 8 of 8" in words(panel_of(driver.window))
    press(driver, "Back to the step before")
    assert driver.window.desk.step is Step.PERFORMANCE
    key(driver, Qt.Key.Key_F7)
    press(driver, "Finish")
    assert "How long have you got?" in words(panel_of(driver.window))


def test_the_meeting_goes_on_while_its_sheet_is_hidden(driver: Driver) -> None:
    driver.open_example("missed-appointments", Step.TRIAGE)
    driver.window.commands.run_30()
    dock = driver.window.findChild(QDockWidget)
    assert dock is not None
    key(driver, Qt.Key.Key_F8)
    assert not dock.isVisible()
    focus = QApplication.focusWidget()
    assert focus is None or not dock.isAncestorOf(focus)
    key(driver, Qt.Key.Key_F7)
    key(driver, Qt.Key.Key_F8)
    assert "Step 2 of 8" in words(panel_of(driver.window))
    press(driver, "Hide (F8)")
    assert not dock.isVisible()


def test_showing_the_sheet_leaves_the_keyboard_where_people_work(driver: Driver) -> None:
    driver.start_triage(0)
    driver.window.commands.run_60()
    driver.window.commands.go_triage()
    driver.settle()
    key(driver, Qt.Key.Key_F8)
    key(driver, Qt.Key.Key_F8)
    driver.keys("3")
    assert list(driver.issue.triage.ratings.values()) == [3]


def test_pause_and_more_time_are_at_hand(driver: Driver) -> None:
    driver.start_issue()
    driver.window.commands.run_30()
    meeting = driver.window.commands._track.meeting
    press(driver, "Pause")
    assert not meeting.running
    assert "Paused. " in words(panel_of(driver.window))
    press(driver, "Two minutes more for this step")
    assert 4 * 60 - 10 <= meeting.step_left <= 4 * 60
    press(driver, "Go on")
    assert meeting.running
    press(driver, "End the meeting")
    assert meeting.sheet is None


def test_a_meeting_can_be_run_without_an_issue(driver: Driver) -> None:
    driver.window.commands.run_60()
    driver.window.commands.next_step()
    driver.settle()
    assert driver.window.desk.issue is None
    assert "Step 2 of 8" in words(panel_of(driver.window))


@pytest.mark.parametrize("at", range(len(HOUR.steps)))
def test_nothing_is_cut_at_1366_by_768_at_any_text_size(
    driver: Driver, look: Look, at: int
) -> None:
    driver.open_example("missed-appointments", Step.ISSUE)
    driver.window.desk.apply_to_issue("t", edits.describe_issue, "title", LONG[:240])
    driver.window.commands.run_90()
    for _ in range(at):
        driver.window.commands.next_step()
    for scale in (1.0, 0.8, 2.0, 1.0):
        look.set_scale(scale)
        driver.window.resize(1366, 768)
        driver.settle()
        panel = panel_of(driver.window)
        least = driver.window.minimumSizeHint()
        assert (scale, cut(panel)) == (scale, [])
        assert (scale, driver.page.horizontalScrollBar().maximum()) == (scale, 0)
        assert (least.width() <= 1366, least.height() <= 768) == (True, True)
        assert named(panel, "Finish" if at == 7 else "Next step", QPushButton).isVisible()


def test_the_list_makes_room_at_large_text_and_comes_back(driver: Driver, look: Look) -> None:
    driver.open_example("missed-appointments", Step.TRIAGE)
    driver.window.commands.run_60()
    driver.settle()
    assert driver.window._sidebar.isVisible()
    look.set_scale(2.0)
    driver.settle()
    assert not driver.window._sidebar.isVisible()
    driver.window.commands.run_sheet()
    driver.settle()
    assert driver.window._sidebar.isVisible()


@pytest.mark.parametrize("running", [False, True])
def test_every_control_has_a_name_and_is_reached_by_tab(driver: Driver, running: bool) -> None:
    driver.open_example("missed-appointments", Step.TRIAGE)
    driver.window.commands.run_sheet()
    if running:
        driver.window.commands.run_60()
    driver.settle()
    panel = panel_of(driver.window)
    assert nameless(driver.window) == []
    here = [panel.isAncestorOf(widget) for widget in focusable(driver.window)]
    changes = sum(one is not other for one, other in zip(here, here[1:] + here[:1], strict=True))
    assert changes == 2  # in once, out once
    assert sum(here) == len([b for b in shown(panel, QPushButton) if b.isEnabled()])
    assert panel.accessibleName() == ("Run sheet: The issue" if running else "Run sheet")
