"""The issue's own page: typing, what a step of undo is, and what cannot be emptied."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit

from spdesk.guidance.library import guidance
from spdesk.workbook import edits
from spdesk.workbook.derive import Step
from tests.ui.driving import Driver, named

TITLE = "New issue"


@pytest.fixture
def typist(driver: Driver) -> Driver:
    """A new issue is looked at, and nothing can be undone past it."""
    driver.start_issue(TITLE)
    return driver


def title(driver: Driver) -> QLineEdit:
    return named(driver.page, "The issue in one line", QLineEdit)


def description(driver: Driver) -> QPlainTextEdit:
    return named(driver.page, "What is going on", QPlainTextEdit)


def steps(driver: Driver) -> int:
    return driver.window.desk.undo_stack.count()


def test_a_new_issue_has_its_title_selected_to_be_typed_over(typist: Driver) -> None:
    assert QApplication.focusWidget() is title(typist)
    typist.keys("Another")
    assert typist.issue.title == "Another"


def test_one_burst_of_typing_is_one_undo_step(typist: Driver) -> None:
    before = steps(typist)
    typist.keys("Another title")
    assert steps(typist) == before + 1
    typist.window.commands.undo()
    typist.settle()
    assert typist.issue.title == TITLE
    assert title(typist).text() == TITLE


def test_a_field_entered_again_begins_another_step(typist: Driver) -> None:
    before = steps(typist)
    typist.keys("One")
    typist.click(description(typist))
    typist.keys("Two")
    typist.click(title(typist))
    typist.keys(Qt.Key.Key_End, " more")
    assert steps(typist) == before + 3
    assert (typist.issue.title, typist.issue.description) == ("One more", "Two")


def test_blanks_at_the_end_of_a_title_are_not_taken_while_typing(typist: Driver) -> None:
    typist.keys("One")
    typist.keys(" ")
    assert title(typist).text() == "One "
    typist.keys("two")
    assert title(typist).text() == "One two"
    assert typist.issue.title == "One two"


def test_a_blank_in_the_middle_keeps_the_cursor_where_it_is(typist: Driver) -> None:
    typist.keys("Onetwo", *[Qt.Key.Key_Left] * 3)
    typist.keys(" and ")
    assert title(typist).text() == "One and two"
    assert title(typist).cursorPosition() == len("One and ")


def test_a_title_cannot_become_empty(typist: Driver, messages: object) -> None:
    typist.keys(Qt.Key.Key_Delete)
    assert title(typist).text() == ""
    assert typist.issue.title == TITLE
    typist.keys("   ")
    assert typist.issue.title == TITLE
    assert messages.told == []  # type: ignore[attr-defined]


def test_a_title_left_empty_shows_the_last_one_again(typist: Driver) -> None:
    typist.keys(Qt.Key.Key_Delete)
    typist.click(description(typist))
    typist.keys("x")
    assert title(typist).text() == TITLE


def test_a_description_has_lines_and_tab_leaves_it(typist: Driver) -> None:
    typist.click(description(typist))
    typist.keys("One", Qt.Key.Key_Return, "Two ", Qt.Key.Key_Tab)
    assert typist.issue.description == "One\nTwo "
    assert QApplication.focusWidget() is named(typist.page, "Who looks after it", QLineEdit)


def test_a_very_long_description_is_refused_in_a_sentence_and_kept_whole(
    typist: Driver, messages: object
) -> None:
    typist.click(description(typist))
    QApplication.clipboard().setText("x" * 19_999)
    description(typist).paste()
    typist.settle()
    assert len(typist.issue.description) == 19_999
    typist.keys("yz")
    assert len(typist.issue.description) <= 20_000
    assert description(typist).toPlainText() == typist.issue.description


def test_undo_while_typing_takes_the_programs_step_back(typist: Driver) -> None:
    typist.click(description(typist))
    typist.keys("One two")
    typist.command(Qt.Key.Key_Z)
    assert typist.issue.description == ""
    assert description(typist).toPlainText() == ""


def test_showing_an_issue_is_no_edit(typist: Driver) -> None:
    typist.open_example("missed-appointments", Step.ISSUE)
    assert steps(typist) == 0
    assert not typist.window.desk.modified
    assert description(typist).toPlainText() == typist.issue.description


def test_the_owner_and_the_plan_in_their_words_are_kept(typist: Driver) -> None:
    typist.click(named(typist.page, "Who looks after it", QLineEdit))
    typist.keys("The manager")
    typist.click(named(typist.page, "The plan in their own words", QLineEdit))
    typist.keys("A letter")
    assert (typist.issue.owner, typist.issue.plan_note) == ("The manager", "A letter")


def test_a_plan_is_chosen_by_keyboard_and_undone(typist: Driver) -> None:
    box = named(typist.page, "What people had in mind", QComboBox)
    box.setFocus()
    typist.keys(Qt.Key.Key_Down)
    first = guidance().approach.plans[0]
    assert typist.issue.plan == first.id
    assert box.currentText() == first.label
    typist.window.commands.undo()
    assert typist.issue.plan is None
    assert box.currentText() == "Nothing yet"


def test_the_wheel_over_the_plan_changes_nothing_without_focus(typist: Driver) -> None:
    box = named(typist.page, "What people had in mind", QComboBox)
    assert QApplication.focusWidget() is not box
    typist.wheel(box)
    assert box.currentText() == "Nothing yet"
    assert typist.issue.plan is None


def test_the_page_leads_on_to_the_triage(typist: Driver) -> None:
    typist.click("Go on to the triage")
    assert typist.window.desk.step is Step.TRIAGE


def test_a_part_says_what_it_is_part_of(typist: Driver) -> None:
    assert "Part of" not in typist.words
    typist.window.desk.apply_to_issue("split", edits.split_issue, (("part", "A part"),))
    typist.window.desk.look_at("part", Step.ISSUE)
    typist.settle()
    assert f"Part of “{TITLE}”" in typist.words


def test_a_described_issue_opens_with_the_focus_in_its_description(typist: Driver) -> None:
    typist.open_example("missed-appointments", Step.TRIAGE)
    typist.command(Qt.Key.Key_1)
    assert QApplication.focusWidget() is description(typist)
