"""A fault is told in a sentence and kept in a report, which holds nothing that was typed."""

import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from spdesk.ui.crash import (
    KEPT,
    HardCrashes,
    Mishaps,
    collect_hard_crashes,
    keep_report,
    report_text,
)
from spdesk.ui.running import Session, state_folder
from spdesk.version import __version__
from spdesk.workbook import edits
from spdesk.workbook.model import Issue, Workbook
from tests.ui.conftest import Recorder
from tests.ui.driving import Driver

ROOT = Path(__file__).resolve().parents[2]
SECRET = "Dr Brown drinks"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    return tmp_path / "reports"


def fail_with(text: str) -> None:
    """A fault whose message quotes what was typed, out of one that does, too."""
    workbook = edits.add_issue(Workbook(), "one", text)
    try:
        workbook.replaced(issues=(*workbook.issues, Issue(id="one", title=text)))
    except ValueError as error:
        raise RuntimeError(f"cannot draw {text}") from error


def raised(text: str) -> RuntimeError:
    with pytest.raises(RuntimeError) as caught:
        fail_with(text)
    return caught.value


def only_report(reports: Path) -> str:
    (report,) = reports.iterdir()
    return report.read_text(encoding="utf-8")


def test_a_fault_is_told_once_and_printed(
    driver: Driver, messages: Recorder, reports: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mishaps = Mishaps(driver.window, messages, reports)
    fault = raised("the drawer is stuck")
    mishaps.tell(type(fault), fault, fault.__traceback__)
    told = messages.told
    assert len(told) == 1
    assert "Your work is still open" in told[0]
    assert "the drawer is stuck" in told[0]
    assert "Traceback" not in told[0]
    assert str(next(reports.iterdir())) in told[0]
    assert driver.window.isVisible()
    printed = capsys.readouterr().err
    assert "Traceback" in printed
    assert "the drawer is stuck" not in printed  # it may go to a log


def test_the_report_says_where_but_nothing_that_was_typed(
    driver: Driver, messages: Recorder, reports: Path
) -> None:
    driver.start_issue(SECRET)
    fault = raised(SECRET)
    assert SECRET in str(fault)
    Mishaps(driver.window, messages, reports).tell(type(fault), fault, fault.__traceback__)
    report = only_report(reports)
    for word in SECRET.split():
        assert word not in report
    assert f"SP Desk {__version__}" in report
    assert "Qt 6." in report
    assert "builtins.RuntimeError" in report
    assert "pydantic_core" in report
    assert "workbook/model.py:" in report
    assert "in fail_with" in report
    assert str(Path.home()) not in report
    if os.name != "nt":
        assert stat.S_IMODE(next(reports.iterdir()).stat().st_mode) == 0o600
        assert stat.S_IMODE(reports.stat().st_mode) == 0o700


def test_a_fault_while_one_is_told_makes_no_second_message(
    driver: Driver, messages: Recorder, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mishaps, fault = Mishaps(driver.window, messages, reports), raised("x")
    tell = messages.tell_trouble

    def tell_and_fail(parent: object, text: str) -> None:
        tell(parent, text)  # type: ignore[arg-type]
        mishaps.tell(type(fault), fault, None)

    monkeypatch.setattr(messages, "tell_trouble", tell_and_fail)
    mishaps.tell(type(fault), fault, None)
    assert len(messages.told) == 1
    assert len(list(reports.iterdir())) == 1


def test_a_fault_in_another_thread_is_told_in_the_windows_own(
    driver: Driver,
    messages: Recorder,
    reports: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setattr(
        threading, "excepthook", Mishaps(driver.window, messages, reports).tell_of_thread
    )
    told_in: list[threading.Thread] = []
    tell = messages.tell_trouble

    def note(parent: object, text: str) -> None:
        told_in.append(threading.current_thread())
        tell(parent, text)  # type: ignore[arg-type]

    monkeypatch.setattr(messages, "tell_trouble", note)
    thread = threading.Thread(target=fail_with, args=(SECRET,))
    thread.start()
    thread.join()
    assert told_in == []
    qtbot.waitUntil(lambda: told_in == [threading.main_thread()])
    assert "in fail_with" in only_report(reports)


def test_the_last_reports_are_kept(reports: Path) -> None:
    files = [keep_report(f"number {number}", reports) for number in range(KEPT + 2)]
    assert sorted(reports.iterdir()) == files[2:]


def test_a_report_that_cannot_be_written_hides_no_fault(
    driver: Driver, messages: Recorder, tmp_path: Path
) -> None:
    (tmp_path / "taken").touch()
    fault = raised("x")
    Mishaps(driver.window, messages, tmp_path / "taken").tell(type(fault), fault, None)
    assert "Something went wrong" in messages.told[0]
    assert "report" not in messages.told[0]


def test_a_ring_of_faults_ends() -> None:
    one, two = RuntimeError("a"), ValueError("b")
    one.__cause__, two.__cause__ = two, one
    assert 1 < report_text(one, None).count("It came from") < 20


CRASH = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from spdesk.ui.application import open_window

def watch(window):
    def strike():
        window.commands.add_issue(sys.argv[2])
        os.kill(os.getpid(), int(sys.argv[1]))
    QTimer.singleShot(500, strike)

open_window(None, watch)
"""


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_hard_crash_leaves_a_report(reports: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CRASH, str(int(signal.SIGSEGV)), SECRET],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
        timeout=60,
    )
    assert done.returncode == -signal.SIGSEGV
    (folder,) = (state_folder() / "sessions").iterdir()
    session = Session(folder)
    assert session.claim()
    assert collect_hard_crashes([session], reports) in reports.iterdir()
    report = only_report(reports)
    assert f"SP Desk {__version__}" in report
    assert "Segmentation fault" in report
    assert "application.py" in report
    for word in SECRET.split():
        assert word not in report
    assert not session.fault_file.exists()
    session.remove()
    assert not folder.exists()


def test_a_program_that_was_killed_leaves_no_report(
    qapp: QObject, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("spdesk.ui.crash.faulthandler.enable", lambda stream: None)
    monkeypatch.setattr("spdesk.ui.crash.faulthandler.disable", lambda: None)
    session = Session.begin(state_folder())
    HardCrashes(session.fault_file).finish()
    assert "SP Desk" in session.fault_file.read_text("utf-8")
    assert collect_hard_crashes([session], reports) is None
    assert not reports.exists()
    session.remove()
