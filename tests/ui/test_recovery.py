"""Unsaved work reaches the recovery file, and is offered at the next start."""

import os
import stat
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from spdesk.core.errors import WorkbookFileError
from spdesk.ui import recovery
from spdesk.ui.crash import HardCrashes
from spdesk.ui.main_window import MainWindow
from spdesk.ui.messages import DialogMessages, Recovered
from spdesk.ui.recovery import WAIT_MS
from spdesk.ui.running import Session, state_folder
from spdesk.ui.safety_net import REPORTS, SafetyNet
from spdesk.workbook import edits
from spdesk.workbook.format import Writer
from spdesk.workbook.model import Workbook
from spdesk.workbook.recovery import Recovery, read_recovery, write_recovery
from spdesk.workbook.store import Saved, digest_of, read_workbook, save_workbook
from tests.ui.conftest import Recorder
from tests.ui.driving import Driver

SECOND = 1000
WHEN = datetime(2026, 11, 23, 6, 38, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_fault_handler(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave pytest's own in place."""
    monkeypatch.setattr("spdesk.ui.crash.faulthandler.enable", lambda stream: None)
    monkeypatch.setattr("spdesk.ui.crash.faulthandler.disable", lambda: None)


@pytest.fixture
def state() -> Path:
    return state_folder()


@pytest.fixture
def safety(window: MainWindow, messages: Recorder, state: Path) -> Iterator[SafetyNet]:
    net = SafetyNet(window, messages, state)
    yield net
    window.hide()
    net.take_down()
    assert not state.exists() or [path for path in state.rglob("*") if path.is_file()] == []


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ours é.spdesk"
    save_workbook(edits.add_issue(Workbook(), "phones", "The phones"), path)
    return path


def recovery_file(net: SafetyNet) -> Path:
    assert net._session is not None
    return net._session.recovery_file


def kept(net: SafetyNet) -> Workbook | None:
    try:
        return read_recovery(recovery_file(net)).workbook
    except WorkbookFileError as error:  # asking the disk again would race with the thread
        if isinstance(error.__cause__, FileNotFoundError):
            return None
        raise


def left(state: Path, workbook: Workbook, path: Path | None, digest: str = "") -> Session:
    """A session as a program leaves it that was killed with unsaved work."""
    session = Session.begin(state)
    write_recovery(Recovery(workbook, path, "Example: A", digest, WHEN), session.recovery_file)
    session.release()
    return session


def changed(file: Path) -> Workbook:
    return edits.add_issue(read_workbook(file), "parking", "Parking")


def test_the_wait_leaves_time_for_the_write() -> None:
    # That edits really are there within a second is measured in tests/crash.
    assert WAIT_MS <= SECOND / 2


def test_the_windows_thread_only_asks_for_it(
    driver: Driver, safety: SafetyNet, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    text = Writer.text

    def note(self: Writer, workbook: Workbook) -> str:
        threads.append(threading.current_thread())
        return text(self, workbook)

    monkeypatch.setattr(Writer, "text", note)
    driver.start_issue()
    qtbot.waitUntil(lambda: kept(safety) is not None)
    assert threads
    assert threading.main_thread() not in threads


def test_an_edit_is_kept_soon(driver: Driver, safety: SafetyNet, qtbot: QtBot, file: Path) -> None:
    driver.window.files.open(file)
    before = file.read_bytes()
    driver.settle()
    assert kept(safety) is None
    driver.keys("Nobody picks up")
    qtbot.waitUntil(lambda: kept(safety) == driver.window.desk.workbook)
    assert file.read_bytes() == before
    found = read_recovery(recovery_file(safety))
    assert (found.path, found.file_changed_since) == (file, False)


@pytest.mark.skipif(os.name == "nt", reason="the user's own folder protects it there")
def test_only_the_user_can_read_what_is_kept(
    driver: Driver, safety: SafetyNet, qtbot: QtBot, state: Path
) -> None:
    driver.start_issue()
    qtbot.waitUntil(lambda: kept(safety) is not None)
    folders = [state, *(path for path in state.rglob("*") if path.is_dir())]
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}
    assert stat.S_IMODE(recovery_file(safety).stat().st_mode) == 0o600


def test_a_save_and_an_undo_back_to_it_leave_nothing(
    driver: Driver, safety: SafetyNet, qtbot: QtBot, file: Path
) -> None:
    driver.window.files.open(file)
    driver.settle()
    driver.keys("A")
    qtbot.waitUntil(lambda: kept(safety) is not None)
    driver.command(Qt.Key.Key_S)
    assert read_workbook(file) == driver.window.desk.workbook
    qtbot.waitUntil(lambda: kept(safety) is None)
    driver.keys("B")
    qtbot.waitUntil(lambda: kept(safety) is not None)
    driver.window.desk.undo()
    assert not driver.window.desk.modified
    qtbot.waitUntil(lambda: kept(safety) is None)


def test_what_was_given_up_is_not_kept(
    driver: Driver, safety: SafetyNet, qtbot: QtBot, messages: Recorder
) -> None:
    driver.start_issue()
    qtbot.waitUntil(lambda: kept(safety) is not None)
    driver.window.files.new()
    assert messages.asked_about
    qtbot.waitUntil(lambda: kept(safety) is None)


def test_a_window_that_was_not_closed_leaves_its_work(
    window: MainWindow, messages: Recorder, state: Path
) -> None:
    net = SafetyNet(window, messages, state)
    window.commands.add_issue("Just now")
    net.take_down()  # at once: what waits to be written is written
    assert kept(net) == window.desk.workbook
    assert Session(recovery_file(net).parent).claim()


def test_trouble_with_the_disk_is_told_once_and_tried_again(
    driver: Driver,
    safety: SafetyNet,
    messages: Recorder,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    safety._keeper._retry.setInterval(1)
    blocked = recovery_file(safety).with_suffix(".tmp")
    blocked.mkdir()
    for _ in range(2):
        driver.start_issue()
        assert not safety._keeper.flush()
    qtbot.waitUntil(lambda: bool(messages.told))
    driver.settle()
    assert len(messages.told) == 1
    assert "Save often." in messages.told[0]
    with monkeypatch.context() as patched:
        patched.setattr(recovery, "TELL_AGAIN", 0.0)  # it has lasted
        qtbot.waitUntil(lambda: len(messages.told) > 1)
    blocked.rmdir()
    qtbot.waitUntil(lambda: kept(safety) == driver.window.desk.workbook)  # without a further edit
    qtbot.waitUntil(lambda: not safety._keeper._retry.isActive())
    told = len(messages.told)
    blocked.mkdir()
    driver.start_issue()
    qtbot.waitUntil(lambda: len(messages.told) == told + 1)  # it is new trouble
    blocked.rmdir()
    assert safety._keeper.flush()


def test_a_state_folder_that_cannot_be_made_is_told(
    window: MainWindow, messages: Recorder, tmp_path: Path
) -> None:
    (tmp_path / "taken").touch()
    net = SafetyNet(window, messages, tmp_path / "taken")
    assert "cannot be kept safe" in messages.told[0]
    assert not net.offer(None)
    net.wait_for_visitors()
    net.take_down()


def test_restored_work_is_what_was_there_and_is_not_saved(
    driver: Driver, safety: SafetyNet, messages: Recorder, state: Path, file: Path
) -> None:
    was, work = read_workbook(file), changed(file)
    session = left(state, work, file, digest_of(file.read_bytes()))
    messages.recovered = Recovered.RESTORE
    assert safety.offer(file)
    desk = driver.window.desk
    assert (desk.workbook, desk.path, desk.modified) == (work, file, True)
    assert driver.issue.title == "Parking"
    assert read_workbook(file) == was
    assert kept(safety) == work
    assert not session.folder.exists()
    assert "“ours é.spdesk”" in messages.offered[0]
    assert "• “Parking” is new." in messages.offered[0]
    assert "The file was changed after" not in messages.offered[0]
    desk.undo()
    assert (desk.workbook, desk.modified) == (was, False)
    desk.redo()
    driver.command(Qt.Key.Key_S)
    assert read_workbook(file) == work


def test_a_file_that_changed_since_is_told(
    safety: SafetyNet, messages: Recorder, state: Path, file: Path
) -> None:
    left(state, changed(file), file, "of an earlier one")
    messages.recovered = Recovered.DISCARD
    safety.offer(None)
    assert "The file was changed after" in messages.offered[0]


@pytest.mark.parametrize("path", [True, False], ids=["its file is gone", "never saved"])
def test_work_without_a_file_is_restored(
    driver: Driver, safety: SafetyNet, messages: Recorder, state: Path, file: Path, path: bool
) -> None:
    work = changed(file)
    file.unlink()
    left(state, work, file if path else None)
    messages.recovered = Recovered.RESTORE
    assert safety.offer(None)
    desk = driver.window.desk
    assert (desk.workbook, desk.modified) == (work, True)
    assert desk.path == (file if path else None)
    assert desk.name == ("ours é" if path else "Example: A")
    assert driver.issue.title == "The phones"
    assert not file.exists()


def test_work_that_is_thrown_away_is_gone_and_the_file_stays(
    driver: Driver, safety: SafetyNet, messages: Recorder, state: Path, file: Path
) -> None:
    session, was = left(state, changed(file), file), file.read_bytes()
    messages.recovered = Recovered.DISCARD
    assert not safety.offer(None)
    assert not session.folder.exists()
    assert file.read_bytes() == was
    assert not driver.window.desk.modified


def test_what_is_not_decided_is_asked_again(
    safety: SafetyNet, messages: Recorder, state: Path, file: Path
) -> None:
    session = left(state, changed(file), file)
    assert not safety.offer(None)
    assert not safety.offer(None)
    assert len(messages.offered) == 2
    assert session.claim()
    session.remove()


def test_nothing_is_asked_when_nothing_was_lost(
    safety: SafetyNet, messages: Recorder, state: Path, file: Path
) -> None:
    gone = [left(state, read_workbook(file), file), Session.begin(state)]
    gone[1].release()
    assert not safety.offer(None)
    assert messages.offered == []
    assert not any(session.folder.exists() for session in gone)


def test_the_work_of_a_running_program_is_not_offered(
    safety: SafetyNet, messages: Recorder, state: Path, file: Path
) -> None:
    session = left(state, changed(file), file)
    running = Session(session.folder)
    assert running.claim()
    assert not safety.offer(None)
    assert messages.offered == []
    running.remove()


def test_work_of_another_version_is_left_alone(
    safety: SafetyNet, messages: Recorder, state: Path, file: Path
) -> None:
    session = left(state, changed(file), file)
    session.recovery_file.write_text('{"format": "spdesk-recovery", "version": "9.0"}')
    assert not safety.offer(None)
    assert messages.offered == messages.told == []
    assert session.claim()
    session.remove()


def test_after_a_hard_crash_the_start_says_where_the_report_is(
    safety: SafetyNet, messages: Recorder, state: Path
) -> None:
    session = Session.begin(state)
    HardCrashes(session.fault_file).finish()
    with session.fault_file.open("a", encoding="utf-8") as stream:
        stream.write("Fatal Python error: Segmentation fault\n")
    session.release()
    assert not safety.offer(None)
    (report,) = (state / REPORTS).iterdir()
    assert len(messages.told) == 1
    assert str(report) in messages.told[0]
    assert not safety.offer(None)
    assert len(messages.told) == 1
    report.unlink()


def test_work_that_lies_there_twice_is_asked_about_once(
    safety: SafetyNet, messages: Recorder, state: Path, file: Path
) -> None:
    older, newer = (left(state, changed(file), file) for _ in range(2))
    messages.recovered = Recovered.DISCARD
    safety.offer(None)
    assert len(messages.offered) == 1
    assert not older.folder.exists()
    assert not newer.folder.exists()


def test_a_stop_right_after_a_save_leaves_nothing_older(
    driver: Driver,
    safety: SafetyNet,
    file: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    driver.window.files.open(file)
    driver.settle()
    driver.keys("A")
    qtbot.waitUntil(lambda: kept(safety) is not None)
    driver.keys("B")
    found: list[Workbook | None] = []

    def save_and_look(workbook: Workbook, path: Path, **options: object) -> Saved:
        saved = save_workbook(workbook, path)
        found.append(kept(safety))
        return saved

    monkeypatch.setattr("spdesk.ui.files.save_workbook", save_and_look)
    driver.command(Qt.Key.Key_S)
    assert found == [read_workbook(file)]


def test_the_wanted_file_comes_first_and_the_rest_waits(
    driver: Driver, safety: SafetyNet, messages: Recorder, state: Path, file: Path
) -> None:
    work = changed(file)
    left(state, work, file)
    other = left(state, work, None)
    messages.recovered = Recovered.RESTORE
    assert safety.offer(file)
    assert len(messages.offered) == 1
    assert driver.window.desk.path == file
    assert other.claim()
    other.remove()


def answer_with(name: str, seen: list[str]) -> Callable[[], None]:
    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.extend(label.text() for label in box.findChildren(QLabel))
        if name == "Escape":
            box.reject()
            return
        next(b for b in box.findChildren(QPushButton) if b.text() == name).click()

    return press


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("&Restore it", Recovered.RESTORE),
        ("&Throw it away", Recovered.DISCARD),
        ("&Decide later", Recovered.LATER),
        ("Escape", Recovered.LATER),
    ],
)
def test_the_question_has_three_answers(
    qapp: QWidget, window: MainWindow, name: str, answer: Recovered
) -> None:
    seen: list[str] = []
    QTimer.singleShot(0, answer_with(name, seen))
    assert DialogMessages().ask_about_recovery(window, "A <b>title</b>\nand more") is answer
    assert "A <b>title</b>\nand more" in seen
