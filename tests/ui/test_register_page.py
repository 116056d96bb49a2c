"""The register: finding, choosing, archiving, copying, merging and moving, mostly by keyboard."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton

from spdesk.core.performance import Lever, Scale
from spdesk.guidance.locate import example_folder
from spdesk.ui.pages.register_page import RegisterPage
from spdesk.ui.widgets.issue_model import ENTRY_ROLE
from spdesk.ui.widgets.register_model import Column
from spdesk.ui.widgets.register_row import today
from spdesk.ui.widgets.register_table import RegisterTable
from spdesk.workbook import edits
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Workbook
from spdesk.workbook.register_edits import archive_issues, set_review_day
from spdesk.workbook.store import read_workbook, save_workbook
from tests.ui.conftest import Recorder, lock_fails
from tests.ui.driving import Driver, named, shown

SCORES = {"phones": (6.0, 5.0, 5.0), "lease": (9.0, 9.0, 9.0), "trust": (2.0, 3.0, 1.0)}


def register_book() -> Workbook:
    """Six issues: one split in two, one triaged, one archived, one due, three of them scored."""
    book = Workbook()
    for issue_id, title in (
        ("phones", "Phones in the morning"),
        ("merger", "Merging two practices"),
        ("letters", "Letters that nobody reads"),
        ("old", "An old story"),
    ):
        book = edits.add_issue(book, issue_id, title)
    book = edits.split_issue(book, "merger", (("lease", "The lease"), ("trust", "Trust")))
    for issue_id, scores in SCORES.items():
        book = edits.score(book, issue_id, dict(zip(Lever, scores, strict=True)))
    book = edits.answer_gate(book, "letters", 4)
    book = edits.describe_issue(book, "phones", "owner", "Reception lead")
    book = edits.describe_issue(book, "lease", "owner", "Manager")
    book = edits.describe_issue(book, "letters", "description", "The Queue is long.")
    book = set_review_day(book, "phones", today())
    book = set_review_day(book, "trust", today() + timedelta(days=90))
    return archive_issues(book, ["old"], True)


@pytest.fixture
def clerk(driver: Driver) -> Driver:
    """A person in front of the register."""
    driver.window.desk.begin(register_book(), None, "Six")
    driver.settle()
    driver.command(Qt.Key.Key_F)
    return driver


def page(driver: Driver) -> RegisterPage:
    found = driver.page
    assert isinstance(found, RegisterPage)
    return found


def table(driver: Driver) -> RegisterTable:
    return page(driver)._table


def titles(driver: Driver) -> list[str]:
    model = table(driver).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def column(driver: Driver, which: Column) -> list[str]:
    model = table(driver).model()
    return [model.index(row, which).data() for row in range(model.rowCount())]


def pick(driver: Driver, name: str, words: str) -> None:
    """Choose from a box by typing the beginning of the words."""
    box = named(driver.page, name, QComboBox)
    box.setFocus()
    driver.keys(Qt.Key.Key_Home)
    for _ in range(box.count()):
        if box.currentText() == words:
            return
        driver.keys(Qt.Key.Key_Down)
    pytest.fail(f"{words} is not offered")


def choose(driver: Driver, *ids: str) -> None:
    table(driver).setFocus()
    table(driver).choose(list(ids))
    driver.settle()


def steps(driver: Driver) -> int:
    return driver.window.desk.undo_stack.count()


def in_list(driver: Driver) -> list[str]:
    model = driver.window._list.model()
    return [model.index(row, 0).data(ENTRY_ROLE).issue_id for row in range(model.rowCount())]


def in_workbook(driver: Driver) -> list[str]:
    return [issue.id for issue in driver.window.desk.workbook.issues]


def test_the_key_leads_to_the_search_and_archived_issues_are_not_shown(clerk: Driver) -> None:
    assert QApplication.focusWidget() is named(clerk.page, "Find in all issues", QLineEdit)
    assert titles(clerk) == [
        "Phones in the morning",
        "Merging two practices",
        "The lease",
        "Trust",
        "Letters that nobody reads",
    ]
    assert "5 of 6 shown" in clerk.words


def test_the_link_under_the_list_leads_there_too(driver: Driver) -> None:
    driver.start_issue("Phones")
    link = named(driver.window._sidebar, "All issues", QPushButton)
    driver.qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    driver.settle()
    assert titles(driver) == ["Phones"]


def test_the_cells_say_what_the_list_says(clerk: Driver) -> None:
    assert column(clerk, Column.SP) == ["30", "", "2,700", "1.4", ""]
    assert column(clerk, Column.TYPE)[-1] == "crisis"
    assert column(clerk, Column.OWNER)[0] == "Reception lead"
    day = today()
    assert column(clerk, Column.REVIEW)[0] == f"{day.day} {day:%b %Y} · due"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("morning phones", ["Phones in the morning"]),
        ("queue", ["Letters that nobody reads"]),
        ("MANAGER", ["The lease"]),
        ("old story", []),
        ("", ["Phones in the morning", "Merging two practices", "The lease", "Trust"]),
    ],
)
def test_every_word_is_looked_for_everywhere(clerk: Driver, words: str, found: list[str]) -> None:
    if words:
        clerk.keys(words)
    assert titles(clerk)[:4] == found


def test_what_was_found_is_reached_and_opened_by_keyboard(clerk: Driver) -> None:
    clerk.keys("trust", Qt.Key.Key_Down)
    assert QApplication.focusWidget() is table(clerk)
    clerk.keys(Qt.Key.Key_Return)
    assert clerk.issue.id == "trust"
    assert clerk.window.desk.step is Step.ISSUE


def test_escape_empties_the_search(clerk: Driver) -> None:
    clerk.keys("trust", Qt.Key.Key_Escape)
    assert len(titles(clerk)) == 5


def test_undo_in_the_search_takes_back_the_last_edit_not_the_last_letter(clerk: Driver) -> None:
    choose(clerk, "trust")
    clerk.click("Archive")
    clerk.command(Qt.Key.Key_F)
    clerk.keys("t")
    clerk.command(Qt.Key.Key_Z)
    assert not clerk.window.desk.workbook.issue("trust").archived  # type: ignore[union-attr]
    assert isinstance(clerk.page, RegisterPage)


@pytest.mark.parametrize(
    ("box", "words", "found"),
    [
        ("Filter by type", "crisis", ["Letters that nobody reads"]),
        ("Filter by owner", "Manager", ["The lease"]),
        ("Filter by owner", "No owner", ["Merging two practices", "Trust"]),
        ("Filter by next review", "Review due", ["Phones in the morning"]),
        ("Filter by next review", "Due within 30 days", ["Phones in the morning"]),
        ("Filter by next review", "No review set", ["Merging two practices", "The lease"]),
        ("Archived issues", "Archived", ["An old story"]),
    ],
)
def test_the_boxes_filter(clerk: Driver, box: str, words: str, found: list[str]) -> None:
    pick(clerk, box, words)
    assert titles(clerk)[:2] == found


def test_nothing_found_says_so_and_leads_out(clerk: Driver) -> None:
    clerk.keys("nothing like it")
    assert "No issue fits" in clerk.words
    assert not table(clerk).isVisible()
    clerk.click("Show every issue")
    assert len(titles(clerk)) == 6
    assert table(clerk).hasFocus()


def test_an_empty_workbook_says_what_to_do(driver: Driver) -> None:
    driver.command(Qt.Key.Key_F)
    assert "No issue yet" in driver.words
    offered = [b.text() for b in shown(driver.page, QPushButton) if b.text() != "i"]
    assert offered == ["New issue", "Merge a workbook in…"]
    begin = named(driver.page, "New issue", QPushButton)
    assert QApplication.focusWidget() is begin
    begin.click()
    driver.settle()
    assert [issue.title for issue in driver.window.desk.workbook.issues] == ["New issue"]


def test_sorting_by_keyboard_puts_what_is_missing_last_both_ways(clerk: Driver) -> None:
    pick(clerk, "Sort by", "Sorted by SP")
    assert column(clerk, Column.SP) == ["1.4", "30", "2,700", "", ""]
    clerk.click("Reversed")
    assert column(clerk, Column.SP) == ["2,700", "30", "1.4", "", ""]
    pick(clerk, "Sort by", "Order of the list")
    assert titles(clerk)[0] == "Phones in the morning"
    assert not clerk.button("Reversed").isEnabled()


def test_a_click_on_a_heading_sorts_and_the_box_says_so(clerk: Driver) -> None:
    header = table(clerk).horizontalHeader()
    middle = header.viewport().rect().center()
    middle.setX(header.sectionViewportPosition(Column.TITLE) + 20)
    clerk.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    clerk.settle()
    assert titles(clerk) == sorted(titles(clerk), key=str.casefold)
    assert named(clerk.page, "Sort by", QComboBox).currentText() == "Sorted by title"


def test_the_choice_stays_with_its_issues_when_they_are_sorted_and_filtered(clerk: Driver) -> None:
    choose(clerk, "phones", "trust")
    pick(clerk, "Sort by", "Sorted by SP")
    assert table(clerk).chosen == ["trust", "phones"]
    clerk.click(named(clerk.page, "Find in all issues", QLineEdit))
    clerk.keys("trust")
    assert table(clerk).chosen == ["trust"]


def test_an_edit_changes_its_row_in_place(clerk: Driver) -> None:
    choose(clerk, "phones")
    clerk.window.desk.apply("t", edits.describe_issue, "phones", "title", "Telephones")
    assert titles(clerk)[0] == "Telephones"
    assert table(clerk).chosen == ["phones"]


def test_several_are_archived_as_one_step_and_leave_the_list_at_the_left(clerk: Driver) -> None:
    choose(clerk, "phones", "letters")
    clerk.click("Archive")
    assert steps(clerk) == 1
    assert clerk.window.desk.undo_stack.undoText() == "archive 2 issues"
    assert in_list(clerk) == ["merger", "lease", "trust"]
    assert len(titles(clerk)) == 3
    assert table(clerk).hasFocus()
    clerk.command(Qt.Key.Key_Z)
    assert isinstance(clerk.page, RegisterPage)
    assert len(titles(clerk)) == 5


def test_an_archived_issue_is_brought_back(clerk: Driver) -> None:
    pick(clerk, "Archived issues", "Archived")
    choose(clerk, "old")
    assert not clerk.button("Archive").isEnabled()
    clerk.click("Bring back")
    assert "old" in in_list(clerk)
    assert "No issue fits" in clerk.words


def test_an_archived_issue_that_is_looked_at_stands_in_the_list(clerk: Driver) -> None:
    clerk.window.desk.look_at("old", Step.ISSUE)
    clerk.settle()
    assert "old" in in_list(clerk)
    clerk.window.desk.look_at("phones", Step.ISSUE)
    clerk.settle()
    assert "old" not in in_list(clerk)


def test_a_copy_is_chosen_at_once(clerk: Driver) -> None:
    choose(clerk, "trust")
    clerk.click("Duplicate")
    assert titles(clerk)[4] == "Trust (copy)"
    assert [row.issue.title for row in table(clerk).chosen_rows] == ["Trust (copy)"]


def test_delete_removes_what_is_chosen_and_undo_brings_it_back(clerk: Driver) -> None:
    choose(clerk, "merger", "trust")
    clerk.keys(Qt.Key.Key_Delete)
    assert in_workbook(clerk) == ["phones", "lease", "letters", "old"]
    assert clerk.window.desk.workbook.issue("lease").part_of is None  # type: ignore[union-attr]
    clerk.command(Qt.Key.Key_Z)
    assert clerk.window.desk.workbook == register_book()


def test_the_keyboard_alone_chooses_several(clerk: Driver) -> None:
    clerk.keys(Qt.Key.Key_Down)
    clerk.qtbot.keyClick(table(clerk), Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table(clerk).chosen == ["phones", "merger"]
    assert "2 chosen" in clerk.words
    assert not clerk.button("Open the issue").isEnabled()


def other_file(folder: Path) -> Path:
    """Another workbook: one issue is the same, one differs, one is new."""
    book = register_book()
    book = edits.describe_issue(book, "phones", "owner", "Somebody else")
    book = edits.add_issue(book, "fresh", "A fresh one")
    path = folder / "Spring.spdesk"
    save_workbook(book, path)
    return path


def test_merging_says_what_became_of_each_issue_and_drops_nothing(
    clerk: Driver, messages: Recorder, tmp_path: Path
) -> None:
    messages.to_open = other_file(tmp_path)
    clerk.click("Merge a workbook in…")
    assert "1 added, 5 here already, 1 kept beside yours" in clerk.words
    assert "“Phones in the morning (from Spring)”" in clerk.words
    assert in_workbook(clerk)[-2:] == ["phones-2", "fresh"]
    assert table(clerk).chosen == ["phones-2"]
    assert steps(clerk) == 1
    clerk.click("Put this away")
    assert "1 added" not in clerk.words
    clerk.command(Qt.Key.Key_Z)
    assert clerk.window.desk.workbook == register_book()


def test_a_file_on_another_scale_is_not_merged(
    clerk: Driver, messages: Recorder, tmp_path: Path
) -> None:
    messages.to_open = tmp_path / "other.spdesk"
    save_workbook(Workbook(scale=Scale(1, 5, 3)), messages.to_open)
    clerk.click("Merge a workbook in…")
    assert len(messages.told) == 1
    assert "one scale only" in messages.told[0]
    assert steps(clerk) == 0


def test_a_file_that_is_no_workbook_is_not_merged(
    clerk: Driver, messages: Recorder, tmp_path: Path
) -> None:
    messages.to_open = tmp_path / "letter.spdesk"
    messages.to_open.write_text("Dear all", encoding="utf-8")
    clerk.click("Merge a workbook in…")
    assert "letter.spdesk" in messages.told[0]
    assert clerk.window.desk.workbook == register_book()


def test_moved_issues_take_their_parts_into_a_new_file(
    clerk: Driver, messages: Recorder, tmp_path: Path
) -> None:
    messages.to_move = tmp_path / "new.spdesk"
    choose(clerk, "merger")
    clerk.click("Move to another file…")
    assert in_workbook(clerk) == ["phones", "letters", "old"]
    moved = read_workbook(messages.to_move)
    assert [(i.id, i.part_of) for i in moved.issues] == [
        ("merger", None),
        ("lease", "merger"),
        ("trust", "merger"),
    ]
    assert "3 issues moved to new.spdesk" in clerk.words
    assert sorted(path.name for path in tmp_path.glob("*.sp*")) == ["new.spdesk"]
    clerk.command(Qt.Key.Key_Z)
    assert clerk.window.desk.workbook == register_book()


def test_what_stands_in_the_other_file_stays_there(
    clerk: Driver, messages: Recorder, tmp_path: Path
) -> None:
    messages.to_move = other_file(tmp_path)
    before = read_workbook(messages.to_move)
    choose(clerk, "phones", "letters")
    clerk.click("Move to another file…")
    after = read_workbook(messages.to_move)
    assert after.issues[: len(before.issues)] == before.issues
    assert after.issues[-1].title == "Phones in the morning (from Six)"
    assert "Already there: 1." in clerk.words
    assert "kept: “Phones in the morning (from Six)”" in clerk.words


@lock_fails
def test_nothing_is_removed_when_the_other_file_cannot_be_written(
    clerk: Driver, messages: Recorder, tmp_path: Path
) -> None:
    messages.to_move = tmp_path / "no such folder" / "new.spdesk"
    choose(clerk, "phones")
    clerk.click("Move to another file…")
    assert len(messages.told) == 1
    assert clerk.window.desk.workbook == register_book()
    assert steps(clerk) == 0


@lock_fails
def test_nothing_is_moved_where_the_system_says_nothing_about_the_file(
    clerk: Driver, messages: Recorder, tmp_path: Path
) -> None:
    """There it must not be taken for a new one either, and be written over."""
    messages.to_move = tmp_path / ("x" * 300 + ".spdesk")
    choose(clerk, "phones")
    clerk.click("Move to another file…")
    assert len(messages.told) == 1
    assert "was not saved" in messages.told[0]
    assert steps(clerk) == 0


def test_nothing_is_moved_into_a_damaged_file(
    clerk: Driver, messages: Recorder, tmp_path: Path
) -> None:
    messages.to_move = tmp_path / "damaged.spdesk"
    messages.to_move.write_text('{"format": "spdesk"', encoding="utf-8")
    choose(clerk, "phones")
    clerk.click("Move to another file…")
    assert "damaged" in messages.told[0]
    assert messages.to_move.read_text(encoding="utf-8") == '{"format": "spdesk"'
    assert steps(clerk) == 0


def test_the_open_file_and_an_example_are_no_place_to_move_to(
    driver: Driver, messages: Recorder, tmp_path: Path
) -> None:
    mine = other_file(tmp_path)
    driver.window.files.open(mine)
    driver.command(Qt.Key.Key_F)
    for target, words in (
        (mine, "is the workbook that is open"),
        (example_folder() / "missed-appointments.spdesk", "is an example"),
    ):
        messages.to_move = target
        before = target.read_bytes()
        choose(driver, "phones")
        driver.click("Move to another file…")
        assert words in messages.told[-1]
        assert target.read_bytes() == before
    assert not driver.window.desk.modified


def test_a_dialog_that_is_cancelled_changes_nothing(clerk: Driver) -> None:
    choose(clerk, "phones")
    clerk.click("Move to another file…")
    clerk.click("Merge a workbook in…")
    assert steps(clerk) == 0


def test_a_long_title_stays_in_one_line_and_is_told_in_full(clerk: Driver) -> None:
    title = "<b>Long</b> " + "and longer " * 27
    clerk.window.desk.apply("t", edits.describe_issue, "phones", "title", title)
    index = table(clerk).model().index(0, 0)
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("<p>&lt;b&gt;Long&lt;/b&gt; and longer")
    assert table(clerk).rowHeight(0) == table(clerk).rowHeight(1)
    assert clerk.page.horizontalScrollBar().maximum() == 0


def test_a_review_day_is_set_on_the_issues_own_page(driver: Driver) -> None:
    driver.start_issue("Phones")
    driver.window.commands.go_issue()
    driver.settle()
    review = driver.page._review  # type: ignore[attr-defined]
    assert not review._day.isVisible()
    review._tick.setFocus()
    driver.keys(Qt.Key.Key_Space)
    first = driver.issue.review_on
    assert first is not None
    assert first > today()
    review._day.setFocus()
    driver.keys(Qt.Key.Key_Up, Qt.Key.Key_Tab)
    assert driver.issue.review_on != first
    review._tick.setFocus()
    driver.keys(Qt.Key.Key_Space)
    assert driver.issue.review_on is None
    driver.command(Qt.Key.Key_Z)
    assert review._tick.isChecked()


def test_the_steps_in_the_list_stay_with_their_issue_when_rows_come_and_go(clerk: Driver) -> None:
    desk = clerk.window.desk
    desk.look_at("letters", Step.TRIAGE)
    clerk.settle()
    desk.apply("remove", edits.remove_issue, "phones")
    desk.apply("add", edits.add_issue, "more", "More")
    clerk.settle()
    entry = clerk.window._list.currentIndex().data(ENTRY_ROLE)
    assert (entry.issue_id, entry.step) == ("letters", Step.TRIAGE)
    parent = clerk.window._list.currentIndex().parent()
    assert parent.data() == "Letters that nobody reads"
    assert clerk.window._list.isExpanded(parent)


def test_a_whole_says_that_it_is_split_as_soon_as_it_is(driver: Driver) -> None:
    driver.start_issue("Phones")
    driver.window.desk.apply_to_issue("s", edits.split_issue, (("p", "A part"),))
    model = driver.window._list.model()
    assert model.index(0, 0).data(ENTRY_ROLE).split
    driver.command(Qt.Key.Key_Z)
    assert not model.index(0, 0).data(ENTRY_ROLE).split
