"""The first minute: three ways in."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from spdesk.ui.main_window import MainWindow
from spdesk.ui.messages import Messages
from spdesk.workbook import edits
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Workbook
from spdesk.workbook.store import save_workbook
from tests.ui.driving import Driver, named, shown


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
    assert "Nothing opened yet." in driver.words
    driver.click("Missed appointments")
    driver.window.commands.start_page()
    driver.settle()
    assert "Nothing opened yet." in driver.words


def test_a_recent_file_opens_by_mouse(driver: Driver, saved: Path) -> None:
    driver.window.files.open(saved)
    driver.window.commands.new_workbook()
    driver.settle()
    assert "Nothing opened yet." not in driver.words
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
