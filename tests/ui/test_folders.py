"""File dialogs begin near the work, and never where programs lie."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from spdesk.guidance.locate import example_folder
from spdesk.ui.folders import documents, file_of, first_folder
from spdesk.ui.messages import DialogMessages
from spdesk.ui.settings import Settings
from spdesk.workbook.model import Workbook
from spdesk.workbook.store import save_workbook
from tests.ui.conftest import Recorder
from tests.ui.driving import Driver

LINUX = sys.platform.startswith("linux")

Ask = Callable[[QWidget], object]

ASKED: dict[str, Ask] = {
    "open": lambda at: DialogMessages().ask_what_to_open(at),
    "save": lambda at: DialogMessages().ask_where_to_save(at, "ours.spdesk"),
    "paper": lambda at: DialogMessages().ask_where_to_save_paper(at, "ours.pdf"),
    "calendar": lambda at: DialogMessages().ask_where_to_save_calendar(at, "ours.ics"),
    "table": lambda at: DialogMessages().ask_where_to_save_table(at, "ours.xlsx"),
    "move": lambda at: DialogMessages().ask_where_to_move(at),
    "ballots": lambda at: DialogMessages().ask_for_ballot_file(at),
}


@pytest.fixture(autouse=True)
def qts_own_dialogs(qapp: QApplication) -> Iterator[None]:
    """The system's own cannot be looked at from inside."""
    own = Qt.ApplicationAttribute.AA_DontUseNativeDialogs
    before = QCoreApplication.testAttribute(own)
    QCoreApplication.setAttribute(own)
    yield
    QCoreApplication.setAttribute(own, before)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder with documents in it; where the system knows it, only to be read."""
    if not LINUX:
        return Path.home()
    folder = tmp_path / "user"
    (folder / "Documents").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(folder))
    return folder


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """The user's own file in a folder of their own."""
    file = tmp_path / "Our practice é" / "ours.spdesk"
    file.parent.mkdir()
    save_workbook(Workbook(), file)
    return file


@pytest.fixture
def shown(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def begins_in(ask: Ask, at: QWidget) -> Path:
    """Where the dialog begins that is asked for; it is cancelled."""
    begun: list[Path] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            begun.append(Path(dialog.directory().absolutePath()))
            dialog.reject()

    timer = QTimer(at, interval=10)
    timer.timeout.connect(look)
    timer.start()
    assert ask(at) is None
    timer.stop()
    return begun[0]


@pytest.mark.parametrize("kind", ASKED)
def test_every_dialog_begins_beside_the_file_of_its_window(
    shown: QWidget, work: Path, kind: str
) -> None:
    shown.setWindowFilePath(str(work))
    assert begins_in(ASKED[kind], shown) == work.parent


@pytest.mark.parametrize("kind", ASKED)
def test_without_a_file_every_dialog_begins_in_the_documents(
    shown: QWidget, home: Path, kind: str
) -> None:
    assert documents().is_relative_to(home)
    assert begins_in(ASKED[kind], shown) == documents()


def test_opening_begins_where_a_file_was_used_last(shown: QWidget, work: Path, home: Path) -> None:
    gone = home / "gone" / "other.spdesk"
    example = example_folder() / "missed-appointments.spdesk"

    def ask(at: QWidget) -> object:
        return DialogMessages().ask_what_to_open(at, [example, gone, work])

    assert begins_in(ask, shown) == work.parent


def test_a_copy_begins_beside_what_it_is_a_copy_of(shown: QWidget, work: Path, home: Path) -> None:
    def ask(at: QWidget) -> object:
        return DialogMessages().ask_where_to_save(at, "ours copy.spdesk", work)

    shown.setWindowFilePath(str(home / "Documents" / "other.spdesk"))
    assert begins_in(ask, shown) == work.parent


def test_a_dialog_over_a_window_knows_its_file(shown: QWidget, work: Path, qtbot: QtBot) -> None:
    dialog = QDialog(shown)
    field = QWidget(dialog)
    assert file_of(field) is None
    shown.setWindowFilePath(str(work))
    assert file_of(field) == work
    assert begins_in(ASKED["ballots"], dialog) == work.parent


def test_where_programs_lie_no_dialog_begins(
    tmp_path: Path, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = tmp_path / "Program Files" / "SP Desk" / "a.spdesk"
    installed.parent.mkdir(parents=True)
    assert first_folder(installed, work) == installed.parent
    monkeypatch.setenv("ProgramFiles", str(tmp_path / "Program Files"))
    assert first_folder(installed, work) == work.parent
    # The way into it that leads through another folder is the same folder.
    around = work.parent / os.pardir / "Program Files" / "SP Desk" / "a.spdesk"
    assert first_folder(around, work) == work.parent
    portable = tmp_path / "stick" / "SP Desk" / "a.spdesk"
    portable.parent.mkdir(parents=True)
    monkeypatch.setattr(sys, "executable", str(portable.with_name("spdesk")))
    assert first_folder(portable, work) == portable.parent
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert first_folder(portable, work) == work.parent
    assert first_folder(portable) == documents()


@pytest.mark.skipif(not LINUX, reason="nobody's folder is removed")
def test_without_documents_it_is_the_users_home(home: Path) -> None:
    assert documents() == home / "Documents"
    (home / "Documents").rmdir()
    assert documents() == home
    assert first_folder(None) == home


def test_the_window_hands_on_what_was_used_last(
    driver: Driver, messages: Recorder, work: Path
) -> None:
    Settings().remember(work)
    driver.command(Qt.Key.Key_O)
    assert messages.recent == [work]
