"""The first minute: three doors, and the way on with a file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from spdesk.ui.main_window import MainWindow
from spdesk.ui.messages import Messages
from spdesk.ui.tour.tour import Tour
from spdesk.workbook import edits
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Workbook
from spdesk.workbook.store import save_workbook
from tests.ui.driving import Driver, named, shown

FIRST, LATER = "Is there a file already?", "Go on with a file:"
DOORS = [
    "The issue in a sentence",
    "Start with this issue",
    "Missed appointments",
    "A new telephone system",
    "Merging two practices",
    "Take the tour",
]


def field(driver: Driver) -> QLineEdit:
    return named(driver.page, "The issue in a sentence", QLineEdit)


def links(driver: Driver) -> list[str]:
    return [b.text() for b in shown(driver.page, QPushButton) if b.property("kind") == "link"]


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "group & co.spdesk"
    save_workbook(edits.add_issue(Workbook(), "one", "Ours"), path)
    return path


def test_the_program_starts_on_the_start_page_with_the_focus_in_its_field(driver: Driver) -> None:
    assert "What kind of problem is it" in driver.words
    driver.qtbot.waitUntil(lambda: QApplication.focusWidget() is field(driver))


@pytest.mark.parametrize("how", ["Enter", "button"])
def test_describing_an_issue_leads_to_its_page(driver: Driver, how: str) -> None:
    driver.click(field(driver))
    driver.keys("  Patients wait too long ")
    if how == "Enter":
        driver.keys(Qt.Key.Key_Return)
    else:
        driver.click("Start with this issue")
    assert driver.issue.title == "Patients wait too long"
    assert driver.window.desk.step is Step.ISSUE
    driver.window.commands.start_page()
    driver.settle()
    assert field(driver).text() == ""


@pytest.mark.parametrize("text", ["", "   "])
def test_describing_nothing_starts_nothing(driver: Driver, text: str) -> None:
    driver.click(field(driver))
    driver.keys(text, Qt.Key.Key_Return)
    driver.click("Start with this issue")
    assert driver.window.desk.workbook.issues == ()
    assert QApplication.focusWidget() is field(driver)


@pytest.mark.parametrize(
    "title", ["Missed appointments", "A new telephone system", "Merging two practices"]
)
def test_an_example_opens_by_mouse(driver: Driver, title: str) -> None:
    driver.click(title)
    desk = driver.window.desk
    assert desk.workbook.issues
    assert desk.issue is desk.workbook.issues[0]
    assert desk.path is None
    assert not desk.modified
    assert desk.name.startswith("Example: ")


def test_examples_are_not_among_the_recent_files(driver: Driver) -> None:
    assert FIRST in driver.words
    driver.click("Missed appointments")
    driver.window.commands.start_page()
    driver.settle()
    assert FIRST in driver.words
    assert LATER not in driver.words


def test_a_recent_file_opens_by_mouse(driver: Driver, saved: Path) -> None:
    driver.window.files.open(saved)
    driver.window.commands.new_workbook()
    driver.settle()
    assert LATER in driver.words
    assert FIRST not in driver.words
    driver.click(named(driver.page, "group & co", QPushButton))
    assert driver.window.desk.path == saved


def test_a_recent_file_that_is_gone_is_not_offered(
    driver: Driver, saved: Path, new_window: object
) -> None:
    driver.window.files.open(saved)
    saved.unlink()
    again: MainWindow = new_window()  # type: ignore[operator]
    assert "group & co" not in [
        b.accessibleName() for b in shown(again._pages.currentWidget(), QPushButton)
    ]


def test_at_most_four_recent_files_are_offered_the_latest_first(
    driver: Driver, tmp_path: Path
) -> None:
    for number in range(6):
        path = tmp_path / f"file {number}.spdesk"
        save_workbook(edits.add_issue(Workbook(), "one", "Ours"), path)
        driver.window.files.open(path)
    driver.window.commands.start_page()
    driver.settle()
    assert [text for text in links(driver) if text.startswith("file")] == [
        "file 5",
        "file 4",
        "file 3",
        "file 2",
    ]


def test_open_a_file_asks_for_one(driver: Driver, saved: Path, messages: Messages) -> None:
    driver.click("Open a file…")
    assert driver.window.desk.path is None
    messages.to_open = saved  # type: ignore[attr-defined]
    driver.click("Open a file…")
    assert driver.window.desk.path == saved


def tabbed(driver: Driver, count: int) -> list[str]:
    """Where Tab leads from the first field, by name."""
    driver.activate()
    driver.qtbot.waitUntil(lambda: QApplication.focusWidget() is field(driver))
    names = []
    for _ in range(count):
        focus = QApplication.focusWidget()
        assert focus is not None
        names.append(focus.accessibleName())
        driver.keys(Qt.Key.Key_Tab)
    return names


def test_tab_goes_through_the_doors_in_reading_order(driver: Driver) -> None:
    assert tabbed(driver, 7) == [*DOORS, "Open a file…"]


def test_on_a_later_start_tab_also_reaches_the_recent_files(
    driver: Driver, saved: Path, new_window: Callable[[], MainWindow]
) -> None:
    driver.window.files.open(saved)
    driver.window.close()
    again = Driver(driver.qtbot, new_window())
    assert tabbed(again, 8) == [*DOORS, "group & co", "Open a file…"]


@pytest.mark.parametrize("how", ["mouse", "Enter", "Space"])
def test_the_third_door_leads_to_the_tour(driver: Driver, how: str) -> None:
    door = driver.button("Take the tour")
    if how == "mouse":
        driver.click(door)
    else:
        door.setFocus()
        driver.keys(Qt.Key.Key_Return if how == "Enter" else Qt.Key.Key_Space)
    assert [tour.is_running for tour in driver.window.findChildren(Tour)] == [True]


def _four_recent_files(driver: Driver, tmp_path: Path) -> None:
    names = ("Riverside", "Hill Street", "group & co", "a name that goes on and on " * 6)
    for name in names:
        path = tmp_path / f"{name.strip()}.spdesk"
        save_workbook(edits.add_issue(Workbook(), "one", "Ours"), path)
        driver.window.files.open(path)
    driver.window.commands.new_workbook()
    driver.settle()


@pytest.mark.parametrize("recent", [False, True])
def test_all_of_it_is_seen_without_scrolling(driver: Driver, tmp_path: Path, recent: bool) -> None:
    if recent:
        _four_recent_files(driver, tmp_path)
    assert driver.page.verticalScrollBar().maximum() == 0
    assert driver.page.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("width", [1000, 1366])
def test_at_double_text_it_scrolls_downwards_only(
    driver: Driver, tmp_path: Path, width: int
) -> None:
    _four_recent_files(driver, tmp_path)
    driver.window.resize(width, 768)
    driver.window._look.set_scale(2.0)
    driver.settle()
    assert driver.page.horizontalScrollBar().maximum() == 0
    assert driver.page.verticalScrollBar().maximum() > 0
    driver.click("Take the tour")  # brings it into view
    assert driver.window.findChildren(Tour)


@pytest.mark.parametrize("width", [1000, 1366])
def test_the_doors_stand_side_by_side_at_normal_text(driver: Driver, width: int) -> None:
    driver.window.resize(width, 768)
    driver.settle()
    doors = ("Start with an issue", "Look at an example", "Take the two-minute tour")
    tops = {
        one.mapTo(driver.page, one.rect().topLeft()).y()
        for one in shown(driver.page, QLabel)
        if one.text() in doors
    }
    assert max(tops) - min(tops) <= 1  # one has a thicker frame


def test_the_notes_begin_at_the_same_height(driver: Driver) -> None:
    notes = ("What it is not", "Where things stay", "Where it comes from")
    tops = {
        one.mapTo(driver.page, one.rect().topLeft()).y()
        for one in shown(driver.page, QLabel)
        if one.text() in notes
    }
    assert len(tops) == 1


def test_a_long_name_is_shortened_but_read_out_whole(driver: Driver, tmp_path: Path) -> None:
    _four_recent_files(driver, tmp_path)
    whole = ("a name that goes on and on " * 6).strip()
    link = named(driver.page, whole, QPushButton)
    assert len(link.text()) == 40
    assert link.text().endswith("…")
    assert whole in link.toolTip()
