"""A fault is told in a sentence and kept in a report, which holds nothing that was typed."""

import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from spdesk.ui.crash import (
    KEPT,
    LOOK_MS,
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


@pytest.fixture
def session(qapp: QObject, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """A session whose hard crashes are written by the test; pytest keeps its own handler."""
    monkeypatch.setattr("spdesk.ui.crash.faulthandler.enable", lambda stream: None)
    monkeypatch.setattr("spdesk.ui.crash.faulthandler.disable", lambda: None)
    begun = Session.begin(state_folder())
    yield begun
    begun.remove()


HANDLED = """Windows fatal exception: code 0x8001010d

Current thread 0x00000024 (most recent call first):
  File "spdesk\\ui\\messages.py", line 119 in ask_what_to_open
  File "spdesk\\ui\\files.py", line 57 in ask_and_open
"""
"""What Python 3.11 writes on Windows when COM refuses a call, and the caller goes on."""

DEADLY = """Windows fatal exception: access violation

Current thread 0x00000120 (most recent call first):
  File "spdesk\\ui\\application.py", line 81 in open_window
"""


def write_as_python_does(crashes: HardCrashes, text: str) -> None:
    """Past all buffers, where the file was written last."""
    os.write(crashes._stream.fileno(), text.encode("ascii"))


def test_what_the_program_outlived_is_no_crash(session: Session, reports: Path) -> None:
    crashes = HardCrashes(session.fault_file)
    empty = session.fault_file.read_bytes()
    for _ in range(3):
        write_as_python_does(crashes, HANDLED)
        crashes._look.timeout.emit()
        assert session.fault_file.read_bytes() == empty
    # Killed by the system or by a person, the program does nothing more.
    assert collect_hard_crashes([session], reports) is None
    crashes.finish()


def test_the_end_itself_is_told_without_what_was_outlived(session: Session, reports: Path) -> None:
    crashes = HardCrashes(session.fault_file)
    write_as_python_does(crashes, HANDLED)
    crashes.go_on()
    write_as_python_does(crashes, DEADLY)
    collect_hard_crashes([session], reports)
    report = only_report(reports)
    assert "access violation" in report
    assert "0x8001010d" not in report
    assert "\0" not in report
    crashes.finish()


def test_a_program_that_ended_by_itself_was_not_struck_down(
    session: Session, reports: Path
) -> None:
    crashes = HardCrashes(session.fault_file)
    write_as_python_does(crashes, HANDLED)
    crashes.finish()  # and the session stays, for work that was not saved
    assert collect_hard_crashes([session], reports) is None


def test_only_windows_has_to_look(session: Session) -> None:
    crashes = HardCrashes(session.fault_file)
    assert crashes._look.isActive() == (sys.platform == "win32")
    assert crashes._look.interval() == LOOK_MS
    crashes.finish()
    assert not crashes._look.isActive()


REAL = """
import ctypes, faulthandler, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from spdesk.ui.crash import HardCrashes

application = QCoreApplication([])
file = Path(sys.argv[1])
crashes = HardCrashes(file)
begun = file.stat().st_size
for code in (0x8001010D, 0x80010108, 0x800706BA, 0x80040155):
    try:
        ctypes.windll.kernel32.RaiseException(code, 0, 0, None)
    except OSError:
        pass
    print(file.stat().st_size > begun)
    crashes.go_on()
    print(file.stat().st_size > begun)
sys.stdout.flush()
if sys.argv[2:]:
    faulthandler._read_null()
"""


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows tells of handled exceptions")
@pytest.mark.parametrize("struck", [False, True])
def test_windows_own_exceptions(session: Session, reports: Path, struck: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-c", REAL, str(session.fault_file), *(["struck"] if struck else [])],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["True", "False"] * 4, done.stderr
    assert (done.returncode != 0) == struck
    assert (collect_hard_crashes([session], reports) is not None) == struck
    if struck:
        assert "access violation" in only_report(reports)
        assert "0x8" not in only_report(reports).partition("access violation")[0]


def test_a_report_holds_every_letter(reports: Path) -> None:
    file = keep_report("System: Österreich 名前", reports)
    assert file is not None
    assert file.read_text(encoding="utf-8") == "System: Österreich 名前"


def test_a_program_that_was_killed_leaves_no_report(session: Session, reports: Path) -> None:
    HardCrashes(session.fault_file).finish()
    assert "SP Desk" in session.fault_file.read_text("utf-8")
    assert collect_hard_crashes([session], reports) is None
    assert not reports.exists()
