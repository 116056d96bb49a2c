"""A second start speaks to the window that runs already, through a folder and nothing else."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from spdesk.guidance.help_texts import HelpTexts
from spdesk.guidance.locate import resource_folder
from spdesk.ui import running
from spdesk.ui.running import Doorman, Session, hand_over, left_behind, state_folder
from spdesk.workbook.model import Workbook
from spdesk.workbook.store import save_workbook
from tests.ui.driving import Driver

ROOT = Path(__file__).resolve().parents[2]

SECOND_START = """
import sys
from pathlib import Path
from spdesk.ui import running
from spdesk.ui.running import hand_over, state_folder
from spdesk.ui.foreground import let_come_to_front

def note(process):
    print(process, list(state_folder().glob("sessions/*/asked/*")), let_come_to_front(process))

running.let_come_to_front = note
sys.exit(0 if hand_over(Path(sys.argv[1]), state_folder()) else 3)
"""


@pytest.fixture
def state() -> Path:
    return state_folder()


@pytest.fixture
def session(state: Path) -> Iterator[Session]:
    begun = Session.begin(state)
    yield begun
    begun.remove()
    assert list(state.rglob("sessions/*")) == []


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ours é.spdesk"
    save_workbook(Workbook(), path)
    return path


def test_a_file_is_handed_over_to_the_running_program(
    session: Session, file: Path, qtbot: QtBot
) -> None:
    doorman = Doorman(session)
    asked: list[Path] = []
    doorman.asked.connect(asked.append)
    # By a relative name: the running program stands in another folder.
    second = subprocess.Popen(
        [sys.executable, "-c", SECOND_START, file.name],
        cwd=file.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == 0
    # Before it was asked, the process that shows the window was let to the front.
    assert second.communicate()[0] == f"{os.getpid()} [] True\n"
    assert asked == [file]
    assert list(session.asked.iterdir()) == []
    doorman.close()
    doorman.deleteLater()


def test_what_was_asked_before_the_door_was_watched_is_heard(
    session: Session, file: Path, qtbot: QtBot
) -> None:
    (session.asked / "early.open").write_text(str(file), encoding="utf-8")
    doorman = Doorman(session)
    with qtbot.waitSignal(doorman.asked) as heard:
        pass
    assert heard.args == [file]
    doorman.close()
    doorman.deleteLater()


def test_nobody_runs(state: Path, file: Path) -> None:
    assert not hand_over(file, state)
    gone = Session.begin(state)
    gone.release()
    assert not hand_over(file, state)
    assert [session.folder for session in left_behind(state)] == [gone.folder]
    gone.remove()


def test_a_program_that_does_not_answer_is_not_waited_for_long(
    session: Session, state: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "PATIENCE", 0.1)
    begun = time.monotonic()
    assert not hand_over(file, state)
    assert time.monotonic() - begun < 1
    assert list(session.asked.iterdir()) == []  # it is not opened later by surprise


def test_while_a_question_is_open_no_other_comes(
    session: Session, file: Path, driver: Driver, qtbot: QtBot
) -> None:
    asked: list[Path] = []
    doorman = Doorman(session, driver.window)
    doorman.asked.connect(asked.append)
    dialog = QDialog(driver.window)
    dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
    dialog.show()
    request = session.asked / "now.open"
    with qtbot.waitSignal(doorman._watcher.directoryChanged):
        request.write_text(str(file), encoding="utf-8")
    driver.settle()
    assert asked == []
    assert request.exists()
    dialog.close()
    dialog.deleteLater()
    doorman.close()


def test_the_newest_program_that_answers_gets_the_file(
    session: Session, state: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = Session.begin(state)
    newer.asked.rmdir()  # just ending
    monkeypatch.setattr(Session, "ask", lambda self, path: self.asked.exists())
    assert hand_over(file, state)
    newer.asked.mkdir()
    newer.remove()


PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from spdesk.ui.application import open_window

def watch(window):
    def look():
        if window.desk.path is not None and window.desk.path.name == "second.spdesk":
            timer.stop()  # closing lets events happen
            print(window.desk.path.name, window.isActiveWindow(), window.isMinimized())
            window.close()
    timer = QTimer(window)
    timer.timeout.connect(look)
    timer.start(10)
    window.showMinimized()
    print("ready", flush=True)

sys.exit(open_window(Path(sys.argv[1]), watch))
"""


def test_two_real_programs(file: Path, state: Path) -> None:
    other = file.with_name("second.spdesk")
    other.write_bytes(file.read_bytes())
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    first = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(file)],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert first.stdout is not None
        assert first.stdout.readline() == "ready\n"
        second = subprocess.run(
            [sys.executable, "-m", "spdesk", str(other)],
            cwd=ROOT,
            env=environ,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
        output, _ = first.communicate(timeout=60)
    finally:
        first.kill()
        first.wait()
    assert first.returncode == 0
    assert output == "second.spdesk True False\n"
    assert list((state / "sessions").iterdir()) == []
    assert [path.name for path in sorted(file.parent.glob("*.spdesk*"))] == [file.name, other.name]
    assert list(file.parent.glob(".*")) == []


def test_the_it_sheet_names_the_folder() -> None:
    texts = HelpTexts(resource_folder())
    sheet = texts.text(next(topic for topic in texts.topics if topic.id == "it"))
    assert "`~/.local/state/SP Desk/sessions`" in sheet
    assert "`%LOCALAPPDATA%\\SP Desk\\sessions`" in sheet
    assert "`~/Library/Application Support/SP Desk/sessions`" in sheet
