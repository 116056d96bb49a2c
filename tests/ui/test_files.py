"""Opening, saving and closing, with their questions."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from spdesk.ui.main_window import MainWindow
from spdesk.ui.messages import Unsaved
from spdesk.ui.settings import Settings
from spdesk.workbook import edits
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Workbook
from spdesk.workbook.store import read_workbook, save_workbook
from tests.ui.conftest import Recorder, lock_fails
from tests.ui.driving import Driver, example_path, shown


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "group.spdesk"
    save_workbook(edits.add_issue(Workbook(), "one", "Ours"), path)
    return path


def status(driver: Driver) -> str:
    return " | ".join(label.text() for label in shown(driver.window.statusBar(), QLabel))


def test_saving_a_new_workbook_asks_where_and_then_no_more(
    driver: Driver, messages: Recorder, tmp_path: Path
) -> None:
    driver.start_issue("Salt & pepper: who/what?")
    messages.to_save = tmp_path / "mine.spdesk"
    driver.command(Qt.Key.Key_S)
    assert messages.suggested == ["Salt pepper who what.spdesk"]
    assert read_workbook(messages.to_save) == driver.window.desk.workbook
    assert driver.window.windowTitle() == "mine[*] – SP Desk"
    assert "All changes saved" in status(driver)
    driver.keys("x")
    driver.command(Qt.Key.Key_S)
    assert len(messages.suggested) == 1
    assert read_workbook(messages.to_save) == driver.window.desk.workbook
    assert not driver.window.isWindowModified()


@pytest.mark.parametrize("title", ["???", "…", " . "])
def test_a_title_without_letters_still_gives_a_file_name(
    driver: Driver, messages: Recorder, title: str
) -> None:
    driver.start_issue(title)
    driver.command(Qt.Key.Key_S)
    assert messages.suggested == ["workbook.spdesk"]


def test_save_as_writes_elsewhere_and_goes_on_there(
    driver: Driver, messages: Recorder, saved: Path
) -> None:
    driver.window.files.open(saved)
    before = saved.read_bytes()
    driver.start_issue("Another")
    messages.to_save = saved.with_name("copy.spdesk")
    driver.command(Qt.Key.Key_S, shift=True)
    assert messages.suggested == ["group.spdesk"]
    assert driver.window.desk.path == saved.with_name("copy.spdesk")
    assert saved.read_bytes() == before


def test_thinking_better_of_saving_changes_nothing(driver: Driver, messages: Recorder) -> None:
    driver.start_issue()
    driver.command(Qt.Key.Key_S)
    assert driver.window.isWindowModified()
    assert driver.window.desk.path is None


@lock_fails
def test_a_failing_save_is_told_and_the_work_stays(
    driver: Driver, messages: Recorder, tmp_path: Path
) -> None:
    driver.start_issue()
    messages.to_save = tmp_path / "gone" / "mine.spdesk"
    driver.command(Qt.Key.Key_S)
    assert len(messages.told) == 1
    assert "mine.spdesk was not saved" in messages.told[0]
    assert driver.window.isWindowModified()
    assert driver.window.desk.path is None


def test_an_example_opens_as_a_copy_without_a_file(driver: Driver, messages: Recorder) -> None:
    before = example_path().read_bytes()
    driver.open_example("missed-appointments", Step.ISSUE)
    driver.keys("x")
    driver.command(Qt.Key.Key_S)
    assert len(messages.suggested) == 1
    assert example_path().read_bytes() == before
    assert "Changes not saved" in status(driver)


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b'{"format": "spdesk"}'])
def test_a_bad_file_is_told_in_a_sentence_and_changes_nothing(
    driver: Driver, messages: Recorder, tmp_path: Path, content: bytes
) -> None:
    driver.start_issue("Mine")
    before = driver.window.desk.workbook
    messages.to_open = tmp_path / "odd.spdesk"
    messages.to_open.write_bytes(content)
    driver.command(Qt.Key.Key_O)
    assert len(messages.told) == 1
    assert "odd.spdesk" in messages.told[0]
    assert driver.window.desk.workbook is before
    assert driver.window.desk.undo_stack.canUndo()


def test_a_bad_file_does_not_cost_the_unsaved_work(
    driver: Driver, messages: Recorder, tmp_path: Path
) -> None:
    driver.start_issue("Mine")
    messages.unsaved = Unsaved.DISCARD
    assert not driver.window.files.open(tmp_path / "gone.spdesk")
    assert driver.issue.title == "Mine"
    assert driver.window.isWindowModified()


def test_a_file_opens_where_there_is_most_to_do(driver: Driver, saved: Path) -> None:
    driver.window.files.open(saved)
    assert (driver.issue.id, driver.window.desk.step) == ("one", Step.ISSUE)
    assert "All changes saved" in status(driver)
    assert driver.window.windowFilePath() == str(saved)


@pytest.mark.parametrize("act", ["new", "open", "close"])
@pytest.mark.parametrize("answer", [Unsaved.CANCEL, Unsaved.DISCARD, Unsaved.SAVE])
def test_unsaved_work_is_asked_about(
    driver: Driver, messages: Recorder, saved: Path, tmp_path: Path, act: str, answer: Unsaved
) -> None:
    driver.start_issue("Mine")
    mine = driver.window.desk.workbook
    messages.unsaved, messages.to_open = answer, saved
    messages.to_save = tmp_path / "mine.spdesk"
    if act == "new":
        driver.command(Qt.Key.Key_N, shift=True)
    elif act == "open":
        driver.command(Qt.Key.Key_O)
    else:
        driver.command(Qt.Key.Key_Q)
    assert len(messages.asked_about) == 1
    left = answer is not Unsaved.CANCEL
    if act == "close":
        assert driver.window.isVisible() is not left
    else:
        assert (driver.window.desk.workbook is not mine) == left
    assert messages.to_save.exists() == (answer is Unsaved.SAVE)


def test_saving_before_leaving_that_fails_keeps_the_work(
    driver: Driver, messages: Recorder
) -> None:
    driver.start_issue("Mine")
    messages.unsaved = Unsaved.SAVE
    driver.window.close()
    assert driver.window.isVisible()
    assert driver.issue.title == "Mine"


def test_saved_work_is_not_asked_about(driver: Driver, messages: Recorder, saved: Path) -> None:
    driver.window.files.open(saved)
    driver.command(Qt.Key.Key_Q)
    assert not driver.window.isVisible()
    assert messages.asked_about == []


def test_recent_files_are_in_the_menu_and_remembered(
    driver: Driver, saved: Path, new_window: Callable[[], MainWindow]
) -> None:
    assert not driver.window._recent_menu.isEnabled()
    driver.window.files.open(saved)
    driver.window.close()
    again = new_window()
    entries = again._recent_menu.actions()
    assert [entry.text() for entry in entries] == ["group.spdesk"]
    entries[0].trigger()
    assert again.desk.path == saved


def test_a_recent_file_that_may_not_be_looked_for_is_not_offered(
    tmp_path: Path, saved: Path
) -> None:
    settings = Settings(tmp_path / "home")
    settings.remember(tmp_path / ("x" * 300 + ".spdesk"))
    settings.remember(saved)
    assert settings.recent == [saved]


def test_a_relative_path_is_remembered_whole(
    driver: Driver, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(saved.parent)
    driver.window.files.open(Path(saved.name))
    assert driver.window.desk.path == saved


def test_opening_a_file_before_the_first_paint_shows_it(
    qtbot: object, new_window: Callable[[], MainWindow], saved: Path
) -> None:
    window = new_window()
    assert window.files.open(saved)
    assert window.desk.issue is not None
