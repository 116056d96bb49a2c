"""What a screen reader is told: names, values and descriptions that follow, and announcements."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QButtonGroup, QWidget

from spdesk.core.performance import Lever
from spdesk.ui.accessible.by_reader import RadioChoice, TextLine, TickBox
from spdesk.ui.accessible.readings import reads_as_picture
from spdesk.ui.accessible.score_voice import REST
from spdesk.ui.pages.performance_page import PerformancePage
from spdesk.ui.widgets.evidence_bar import EvidenceBar
from spdesk.ui.widgets.texts import Button, button
from spdesk.workbook import edits
from spdesk.workbook.derive import Step
from tests.ui import rooms
from tests.ui.driving import Driver, named, shown

Name, Description = QAccessible.Text.Name, QAccessible.Text.Description


@pytest.fixture
def page(driver: Driver) -> PerformancePage:
    driver.open_example("missed-appointments", Step.PERFORMANCE)
    found = driver.page
    assert isinstance(found, PerformancePage)
    return found


def set_scores(driver: Driver, *scores: float) -> None:
    chosen = dict(zip(Lever, scores, strict=True))
    driver.window.desk.apply_to_issue("score", edits.score, chosen)
    driver.settle()


def toggled_by_a_tool(control: QWidget) -> None:
    """Do the first action, as a reader does; that of a choice toggles it and does not press it."""
    interface = QAccessible.queryAccessibleInterface(control)
    assert interface is not None
    actions = interface.actionInterface()
    actions.doAction(actions.actionNames()[0])


# Painted parts


def test_the_landscape_is_a_picture_that_says_where_the_point_is(
    driver: Driver, page: PerformancePage
) -> None:
    set_scores(driver, 6, 5, 4.5)
    interface = QAccessible.queryAccessibleInterface(page.landscape)
    assert interface.role() == QAccessible.Role.Graphic
    assert interface.text(Name) == "Landscape of sustainable performance"
    assert interface.text(Description).startswith(
        "Capabilities 6, incentives 5, relationships 4.5: sustainable performance about 21. "
    )
    set_scores(driver, 6, 5, 5)
    assert "relationships 5: sustainable performance about 30" in interface.text(Description)
    assert page.table.accessibleDescription() == interface.text(Description)


def test_a_lever_is_read_in_points_and_can_be_set_in_points(
    driver: Driver, page: PerformancePage
) -> None:
    set_scores(driver, 6, 5, 4.5)
    slider = page.panels[Lever.INCENTIVES].slider
    interface = QAccessible.queryAccessibleInterface(slider)
    assert interface.role() == QAccessible.Role.Slider
    value = interface.valueInterface()
    ends = value.minimumValue(), value.maximumValue(), value.minimumStepSize()
    assert (value.currentValue(), *ends) == (5.0, 1.0, 10.0, 0.1)
    value.setCurrentValue(7.5)
    assert driver.issue.scores.incentives == 7.5


def test_the_bar_of_a_lever_says_what_the_next_point_does(
    driver: Driver, page: PerformancePage
) -> None:
    set_scores(driver, 6, 5, 4.5)
    panel = page.panels[Lever.RELATIONSHIPS]
    assert panel.bar.accessibleDescription().startswith("one point more ×1.97 strongest")
    set_scores(driver, 6, 5, 10)
    assert panel.bar.accessibleDescription().startswith("at the top")


def test_the_evidence_says_what_the_needle_shows(driver: Driver) -> None:
    driver.start_triage(0)
    driver.keys("4", Qt.Key.Key_Return)
    (bar,) = shown(driver.page, EvidenceBar)
    track = named(bar, "Evidence from type 1 to type 2", QWidget)
    before = track.accessibleDescription()
    assert "1 answer" in before
    driver.keys("4", Qt.Key.Key_Return)
    assert track.accessibleDescription() != before
    assert QAccessible.queryAccessibleInterface(track).role() == QAccessible.Role.Graphic


def test_an_answer_is_one_of_several(driver: Driver) -> None:
    driver.start_triage()
    first = driver.triage._question.answers.cards[0]
    assert QAccessible.queryAccessibleInterface(first).role() == QAccessible.Role.RadioButton


def test_readings_live_and_die_with_their_widgets(qapp: object) -> None:
    """Qt owns them: neither Python's end of a name nor the widget's end may break the other."""
    for _ in range(200):
        picture = QWidget()
        reads_as_picture(picture)
        picture.setAccessibleName("A picture")
        interface = QAccessible.queryAccessibleInterface(picture)
        assert interface.role() == QAccessible.Role.Graphic
        del interface
        picture.deleteLater()
        QCoreApplication.sendPostedEvents(picture, QEvent.Type.DeferredDelete)


# What an assistive tool does


def _checkable() -> Button:
    made = button("Table", print)
    made.clicked.disconnect(print)
    made.setCheckable(True)
    assert isinstance(made, Button)
    return made


def test_an_answer_toggled_by_a_tool_is_an_answer(driver: Driver) -> None:
    driver.start_triage()
    toggled_by_a_tool(driver.triage._question.answers.cards[2])
    assert driver.issue.triage.crisis_gate == 2
    toggled_by_a_tool(driver.triage._question.answers.cards[0])
    assert driver.issue.triage.crisis_gate == 0


def test_a_title_set_by_a_tool_is_a_title(driver: Driver) -> None:
    driver.start_issue()
    field = next(f for f in shown(driver.page, TextLine) if "one line" in f.accessibleName())
    interface = QAccessible.queryAccessibleInterface(field)
    interface.setText(QAccessible.Text.Value, "Another title")
    driver.settle()
    assert driver.issue.title == "Another title"


@pytest.mark.parametrize("make", [TickBox, _checkable])
def test_the_programs_own_changes_are_no_clicks(make: Callable[[], QWidget], qtbot: object) -> None:
    clicks: list[bool] = []

    def note(checked: bool = False) -> None:
        clicks.append(checked)

    control = make()
    control.clicked.connect(note)
    control.setChecked(True)
    control.setChecked(False)
    assert clicks == []
    toggled_by_a_tool(control)
    assert clicks == [True]
    control.click()
    assert clicks == [True, False]
    control.deleteLater()
    QCoreApplication.sendPostedEvents(control, QEvent.Type.DeferredDelete)


def test_a_choice_of_a_group_tells_the_group_once(qtbot: object) -> None:
    home = QWidget()
    group, told = QButtonGroup(home), []
    choices = [RadioChoice("One"), RadioChoice("Two")]
    for number, choice in enumerate(choices):
        choice.setParent(home)
        group.addButton(choice, number)
    group.idClicked.connect(told.append)
    choices[0].setChecked(True)
    assert told == []
    toggled_by_a_tool(choices[1])
    assert told == [1]
    choices[0].click()
    assert told == [1, 0]
    home.deleteLater()
    QCoreApplication.sendPostedEvents(home, QEvent.Type.DeferredDelete)


# Announcements


def test_each_question_and_the_verdict_are_read_out(driver: Driver, heard: list[str]) -> None:
    driver.start_triage(0)
    assert heard[-1].startswith("Question 1. ")
    while "Enough is known" not in driver.words:
        driver.keys("4", Qt.Key.Key_Return)
    assert any(said.startswith("Enough is known") for said in heard)
    driver.click("See the verdict")
    assert heard[-1] == "This is mostly a type 2 problem."


def test_a_burst_of_keys_on_the_point_is_one_sentence(
    driver: Driver, page: PerformancePage, heard: list[str]
) -> None:
    set_scores(driver, 6, 5, 4.4)
    driver.qtbot.waitUntil(lambda: bool(heard))
    heard.clear()
    page.landscape.setFocus()
    driver.keys(*[Qt.Key.Key_Up] * 5)
    driver.qtbot.waitUntil(lambda: bool(heard), timeout=REST * 20)
    assert heard == [
        "Capabilities 6, incentives 5, relationships 4.9: sustainable performance about 28."
    ]


def test_another_issue_is_not_read_out_as_a_change(
    driver: Driver, page: PerformancePage, heard: list[str]
) -> None:
    page.voice._pause.stop()
    page.voice.follow("another", None)
    page.show_issue(driver.window.desk.workbook, driver.issue)
    assert not page.voice._pause.isActive()


def test_nothing_waits_where_no_reader_listens(driver: Driver, page: PerformancePage) -> None:
    if QAccessible.isActive():
        pytest.skip("a screen reader runs")
    set_scores(driver, 6, 5, 4.5)
    assert not page.voice._pause.isActive()


def test_undo_and_redo_are_read_out_where_something_was_undone(
    driver: Driver, heard: list[str]
) -> None:
    driver.start_issue()
    heard.clear()
    driver.command(Qt.Key.Key_Z)
    assert heard == ["Undone: new issue."]
    driver.window.commands.undo()
    assert heard == ["Undone: new issue."]
    driver.window.commands.redo()
    assert heard[-1] == "Done again: new issue."


def test_a_score_out_of_range_is_read_out(
    driver: Driver, page: PerformancePage, heard: list[str]
) -> None:
    number = page.panels[Lever.CAPABILITIES].number
    driver.click(number)
    number.selectAll()
    driver.keys("99", Qt.Key.Key_Return)
    assert len(heard) == 1
    assert "1" in heard[0]
    assert "10" in heard[0]


def test_ballots_that_come_in_and_the_reveal_are_read_out(driver: Driver, heard: list[str]) -> None:
    rooms.PLACES["room sees dots"](driver)
    driver.settle()
    assert any(said.endswith("ballots are in.") or said.startswith("Revealed: ") for said in heard)
