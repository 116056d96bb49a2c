"""Saving that fails, files that somebody else has open or changed: told, and a way on offered."""

import errno
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from spdesk.ui import files
from spdesk.ui.main_window import MainWindow
from spdesk.ui.messages import Changed, DialogMessages, Failed, Held
from spdesk.workbook import edits, trouble
from spdesk.workbook.model import Workbook
from spdesk.workbook.store import digest_of, read_workbook, save_workbook
from tests.rights import Right, without
from tests.ui.conftest import Hold, Recorder, lock_fails
from tests.ui.driving import Driver, shown


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    path = tmp_path / "documents" / "group.spdesk"
    save_workbook(edits.add_issue(Workbook(), "one", "Ours"), path)
    return path


@pytest.fixture
def changed(driver: Driver, saved: Path) -> Path:
    """A file that somebody changed while it is open here with changes of our own."""
    driver.window.files.open(saved)
    driver.start_issue("Mine")
    save_workbook(edits.add_issue(Workbook(), "one", "Theirs"), saved)
    return saved


def status(driver: Driver) -> str:
    return " | ".join(label.text() for label in shown(driver.window.statusBar(), QLabel))


def names(folder: Path) -> set[str]:
    return {child.name for child in folder.iterdir()}


def titles(driver: Driver) -> list[str]:
    return [issue.title for issue in driver.window.desk.workbook.issues]


def lock_of(path: Path) -> Path:
    return path.with_name(f".~lock.{path.name}#")


# What Qt says when the folder took the lock with it.
@pytest.mark.qt_log_ignore("Could not remove our own lock file", extend=True)
def test_a_copy_elsewhere_is_offered_when_the_folder_is_gone(
    driver: Driver, messages: Recorder, saved: Path, tmp_path: Path
) -> None:
    driver.window.files.open(saved)
    driver.start_issue("Mine")
    saved.parent.rename(tmp_path / "elsewhere")
    messages.failed, messages.to_save = [Failed.COPY], tmp_path / "copy.spdesk"
    driver.command(Qt.Key.Key_S)
    assert len(messages.told) == 1
    assert "group.spdesk was not saved" in messages.told[0]
    assert "still open here" in messages.told[0]
    assert messages.suggested == ["group.spdesk"]
    assert read_workbook(messages.to_save) == driver.window.desk.workbook
    assert driver.window.desk.path == messages.to_save
    assert not driver.window.isWindowModified()


@lock_fails
def test_a_failing_save_without_a_copy_keeps_the_work(
    driver: Driver, messages: Recorder, saved: Path, tmp_path: Path
) -> None:
    driver.window.files.open(saved)
    driver.start_issue("Mine")
    messages.to_save = tmp_path / "gone" / "mine.spdesk"
    driver.command(Qt.Key.Key_S, shift=True)
    assert "mine.spdesk was not saved" in messages.told[0]
    assert titles(driver) == ["Ours", "Mine"]
    assert driver.window.isWindowModified()
    assert driver.window.desk.path == saved


@pytest.mark.parametrize("times", [1, 3])
def test_a_file_that_is_held_can_be_tried_again(
    driver: Driver,
    messages: Recorder,
    saved: Path,
    monkeypatch: pytest.MonkeyPatch,
    times: int,
) -> None:
    left = [times]

    def held(*arguments: object, **options: object) -> object:
        if left[0]:
            left[0] -= 1
            raise trouble.not_saved(OSError(errno.EBUSY, "busy"), saved)
        return save_workbook(*arguments, **options)

    driver.window.files.open(saved)
    driver.start_issue("Mine")
    monkeypatch.setattr(files, "save_workbook", held)
    messages.failed = [Failed.AGAIN] * times
    driver.command(Qt.Key.Key_S)
    assert messages.may_help == [True] * times
    assert "another program holds it" in messages.told[0]
    assert "Try again in a moment" in messages.told[0]
    assert read_workbook(saved) == driver.window.desk.workbook
    assert not driver.window.isWindowModified()


def test_a_save_that_fails_leaves_no_lock(driver: Driver, messages: Recorder, saved: Path) -> None:
    driver.start_issue("Mine")
    messages.to_save = saved.with_name("folder.spdesk")
    messages.to_save.mkdir()
    driver.command(Qt.Key.Key_S)
    assert "folder.spdesk was not saved" in messages.told[0]
    assert names(saved.parent) == {"group.spdesk", "folder.spdesk"}


def test_a_save_keeps_the_previous_version_unless_it_is_switched_off(
    driver: Driver, saved: Path, new_window: Callable[[], MainWindow]
) -> None:
    before = saved.read_bytes()
    action = driver.window.menu_actions["keep_previous"]
    assert action.isChecked()
    driver.window.files.open(saved)
    driver.start_issue("Mine")
    driver.command(Qt.Key.Key_S)
    previous = saved.with_name("group.spdesk.bak")
    assert previous.read_bytes() == before
    action.trigger()
    previous.unlink()
    driver.start_issue("More")
    driver.command(Qt.Key.Key_S)
    assert not previous.exists()
    assert not new_window().menu_actions["keep_previous"].isChecked()


def test_the_hash_is_that_of_the_file_as_last_read_or_written(driver: Driver, saved: Path) -> None:
    files = driver.window.files
    files.open(saved)
    assert files.read_hash == digest_of(saved.read_bytes())
    driver.start_issue("Mine")
    driver.command(Qt.Key.Key_S)
    assert files.read_hash == digest_of(saved.read_bytes())
    files.new()
    assert files.read_hash == ""
    driver.open_example("missed-appointments")
    assert files.read_hash == ""


@pytest.mark.parametrize("act", ["new", "open", "close"])
def test_a_lock_is_held_while_the_file_is_open(driver: Driver, saved: Path, act: str) -> None:
    other = saved.with_name("other.spdesk")
    shutil.copy(saved, other)
    driver.window.files.open(saved)
    driver.window.files.open(saved)  # again: it is ours already
    assert lock_of(saved).exists()
    if act == "new":
        driver.window.files.new()
    elif act == "open":
        driver.window.files.open(other)
        assert lock_of(other).exists()
    else:
        driver.window.close()
    assert not lock_of(saved).exists()


def test_save_as_moves_the_lock(driver: Driver, messages: Recorder, saved: Path) -> None:
    driver.window.files.open(saved)
    messages.to_save = saved.with_name("copy.spdesk")
    driver.command(Qt.Key.Key_S, shift=True)
    assert names(saved.parent) == {"group.spdesk", "copy.spdesk", ".~lock.copy.spdesk#"}


def test_a_file_that_another_window_has_open_is_told(
    driver: Driver, messages: Recorder, saved: Path, hold: Hold
) -> None:
    hold(saved)
    driver.start_issue("Mine")
    assert not driver.window.files.open(saved)
    assert messages.told == ["group.spdesk is open in another window of SP Desk on this computer."]
    assert titles(driver) == ["Mine"]


def test_a_colleague_s_computer_is_named(driver: Driver, messages: Recorder, saved: Path) -> None:
    lock_of(saved).write_text("4242\nspdesk\nRECEPTION-3\n\n\n", encoding="utf-8")
    driver.window.files.open(saved)
    assert messages.told == ["group.spdesk is open in SP Desk on the computer “RECEPTION-3”."]


def test_read_only_shows_it_without_its_file(
    driver: Driver, messages: Recorder, saved: Path, tmp_path: Path, hold: Hold
) -> None:
    hold(saved)
    before = saved.read_bytes()
    messages.held = Held.READ_ONLY
    assert driver.window.files.open(saved)
    assert driver.window.windowTitle() == "group (read only)[*] – SP Desk"
    assert "Read only" in status(driver)
    assert driver.window.desk.path is None
    messages.to_save = tmp_path / "mine.spdesk"
    driver.start_issue("Mine")
    driver.command(Qt.Key.Key_S)
    assert len(messages.suggested) == 1
    assert saved.read_bytes() == before
    assert read_workbook(messages.to_save) == driver.window.desk.workbook


def test_a_copy_gets_a_file_of_its_own(
    driver: Driver, messages: Recorder, saved: Path, tmp_path: Path, hold: Hold
) -> None:
    hold(saved)
    messages.held, messages.to_save = Held.COPY, tmp_path / "mine.spdesk"
    assert driver.window.files.open(saved)
    assert messages.suggested == ["group copy.spdesk"]
    assert driver.window.desk.path == messages.to_save
    assert messages.to_save.read_bytes() == saved.read_bytes()
    assert lock_of(messages.to_save).exists()


def test_thinking_better_of_the_copy_opens_nothing(
    driver: Driver, messages: Recorder, saved: Path, hold: Hold
) -> None:
    hold(saved)
    messages.held = Held.COPY
    assert not driver.window.files.open(saved)
    assert titles(driver) == []


def test_a_file_that_somebody_has_open_is_not_saved_over(
    driver: Driver, messages: Recorder, saved: Path, hold: Hold
) -> None:
    hold(saved)
    before = saved.read_bytes()
    driver.start_issue("Mine")
    messages.to_save = saved
    driver.command(Qt.Key.Key_S)
    assert "it is open in another window" in messages.told[0]
    assert saved.read_bytes() == before
    assert driver.window.isWindowModified()


def test_a_changed_file_is_never_overwritten_without_a_word(
    driver: Driver, messages: Recorder, changed: Path
) -> None:
    theirs = changed.read_bytes()
    driver.command(Qt.Key.Key_S)
    assert "has changed the file" in messages.told[0]
    assert messages.was_there
    assert changed.read_bytes() == theirs
    assert driver.window.isWindowModified()


def test_overwriting_a_changed_file_keeps_what_was_there(
    driver: Driver, messages: Recorder, changed: Path
) -> None:
    theirs = changed.read_bytes()
    driver.window.menu_actions["keep_previous"].trigger()  # even when it is switched off
    messages.changed = Changed.OVERWRITE
    driver.command(Qt.Key.Key_S)
    assert read_workbook(changed) == driver.window.desk.workbook
    assert changed.with_name("group.spdesk.bak").read_bytes() == theirs


def test_a_copy_leaves_a_changed_file_alone(
    driver: Driver, messages: Recorder, changed: Path
) -> None:
    theirs = changed.read_bytes()
    messages.changed, messages.to_save = Changed.COPY, changed.with_name("mine.spdesk")
    driver.command(Qt.Key.Key_S)
    assert changed.read_bytes() == theirs
    assert read_workbook(messages.to_save) == driver.window.desk.workbook


def test_opening_what_is_there_is_a_step_that_undo_takes_back(
    driver: Driver, messages: Recorder, changed: Path
) -> None:
    messages.changed = Changed.OPEN
    driver.command(Qt.Key.Key_S)
    assert titles(driver) == ["Theirs"]
    assert not driver.window.isWindowModified()
    driver.window.desk.undo()
    assert titles(driver) == ["Ours", "Mine"]
    assert driver.window.isWindowModified()
    driver.command(Qt.Key.Key_S)  # the change is known now
    assert len(messages.told) == 1
    assert read_workbook(changed) == driver.window.desk.workbook


def test_what_is_there_may_be_unreadable(driver: Driver, messages: Recorder, changed: Path) -> None:
    changed.write_text("half a fi", encoding="utf-8")
    messages.changed = Changed.OPEN
    driver.command(Qt.Key.Key_S)
    assert "is not an SP Desk workbook" in messages.told[1]
    assert titles(driver) == ["Ours", "Mine"]
    assert driver.window.isWindowModified()


@pytest.mark.parametrize("answer", [Changed.CANCEL, Changed.OVERWRITE])
def test_a_file_that_was_taken_away_is_told(
    driver: Driver, messages: Recorder, saved: Path, answer: Changed
) -> None:
    driver.window.files.open(saved)
    driver.start_issue("Mine")
    saved.unlink()
    messages.changed = answer
    driver.command(Qt.Key.Key_S)
    assert "is not there any more" in messages.told[0]
    assert messages.was_there is False
    assert saved.exists() is (answer is Changed.OVERWRITE)


@pytest.fixture
def read_only_folder(saved: Path) -> Iterator[Path]:
    """The file, in a folder in which nothing can be made."""
    with without(Right.WRITE, saved.parent):
        yield saved


def test_a_read_only_folder_opens_without_a_lock_and_without_a_question(
    driver: Driver, messages: Recorder, read_only_folder: Path
) -> None:
    assert driver.window.files.open(read_only_folder)
    assert messages.told == []
    assert "nobody else is warned" in status(driver)
    assert driver.window.files._lock is None  # so that the next save tries again
    driver.start_issue("Mine")
    driver.command(Qt.Key.Key_S)
    assert "may only be read" in messages.told[0]
    driver.window.files.new()
    assert "warned" not in status(driver)


CHANGED = {
    "Save a &copy elsewhere…": Changed.COPY,
    "&Open what is there": Changed.OPEN,
    "O&verwrite": Changed.OVERWRITE,
    "Cancel": Changed.CANCEL,
}
MISSING = {
    "Save a &copy elsewhere…": Changed.COPY,
    "&Write it there again": Changed.OVERWRITE,
    "Cancel": Changed.CANCEL,
}
HELD = {"&Read only": Held.READ_ONLY, "Open a &copy…": Held.COPY, "Cancel": Held.CANCEL}
FAILED = {"Save a &copy elsewhere…": Failed.COPY, "Cancel": Failed.CANCEL}
BUSY = {"&Try again": Failed.AGAIN, **FAILED}


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        (lambda at: DialogMessages().ask_about_changed_file(at, "<b> changed.", True), CHANGED),
        (lambda at: DialogMessages().ask_about_changed_file(at, "<b> is gone.", False), MISSING),
        (lambda at: DialogMessages().ask_about_held_file(at, "<b> is open."), HELD),
        (lambda at: DialogMessages().ask_about_failed_save(at, "<b>: full.", False), FAILED),
        (lambda at: DialogMessages().ask_about_failed_save(at, "<b> is held.", True), BUSY),
    ],
)
def test_each_button_of_a_question_gives_its_answer(
    driver: Driver, qtbot: QtBot, question: Callable[[object], object], answers: dict[str, object]
) -> None:
    for label, answer in answers.items():

        def press(dialog: QDialog, label: str = label) -> None:
            assert isinstance(dialog, QMessageBox)
            buttons = {button.text(): button for button in dialog.buttons()}
            assert {text.removeprefix("&") for text in buttons} == {
                text.removeprefix("&") for text in answers
            }
            assert dialog.defaultButton().text() == next(iter(answers))
            assert "<b>" in dialog.text()
            assert dialog.textFormat() is Qt.TextFormat.PlainText
            qtbot.mouseClick(buttons.get(label) or buttons[f"&{label}"], Qt.MouseButton.LeftButton)

        driver.in_dialog(press)
        assert question(driver.window) == answer
    driver.in_dialog(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    assert question(driver.window) == answers["Cancel"]
    assert QApplication.activeModalWidget() is None
