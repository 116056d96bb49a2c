"""What the tests of the window share: the application, a window to drive, and its messages."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from spdesk.guidance.library import guidance
from spdesk.ui.application import make_application
from spdesk.ui.main_window import MainWindow
from spdesk.ui.messages import Changed, Failed, Held, Recovered, Unsaved
from spdesk.ui.settings import Settings
from spdesk.ui.theme.look import Look
from tests.ui.driving import Driver, wait_for_keyboard

ROOT = Path(__file__).resolve().parents[2]

HOLD = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from spdesk.ui.lock import WorkbookLock
application = QCoreApplication(sys.argv)
lock = WorkbookLock(Path(sys.argv[1]), application)
print(lock.take().name, flush=True)
sys.stdin.read()
lock.release()
"""

Hold = Callable[[Path], "subprocess.Popen[str]"]

lock_fails = pytest.mark.qt_log_ignore("Got unexpected locking error", extend=True)
"""For tests in whose folder no lock can be made: on Windows QLockFile also logs what it reports."""


@dataclass
class Recorder:
    """Stands in for the message boxes: answers as it was told and keeps what was asked and said."""

    to_open: Path | None = None
    to_save: Path | None = None
    to_save_paper: Path | None = None
    to_save_calendar: Path | None = None
    to_move: Path | None = None
    ballot_file: Path | None = None
    to_save_table: Path | None = None
    folder: Path | None = None
    replace: bool = False
    to_replace: list[list[str]] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    unsaved: Unsaved = Unsaved.DISCARD
    held: Held = Held.CANCEL
    changed: Changed = Changed.CANCEL
    was_there: bool | None = None
    failed: list[Failed] = field(default_factory=list)
    may_help: list[bool] = field(default_factory=list)
    recovered: Recovered = Recovered.LATER
    save_details: bool = True
    details: list[list[str]] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)
    suggested: list[str] = field(default_factory=list)
    recent: list[Path] = field(default_factory=list)
    asked_about: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    about: int = 0

    def ask_what_to_open(self, parent: QWidget, recent: Sequence[Path] = ()) -> Path | None:
        self.recent = list(recent)
        return self.to_open

    def ask_where_to_save(
        self, parent: QWidget, suggestion: str, beside: Path | None = None
    ) -> Path | None:
        self.suggested.append(suggestion)
        return self.to_save

    def ask_where_to_save_paper(self, parent: QWidget, suggestion: str) -> Path | None:
        self.suggested.append(suggestion)
        return self.to_save_paper

    def ask_where_to_save_calendar(self, parent: QWidget, suggestion: str) -> Path | None:
        self.suggested.append(suggestion)
        return self.to_save_calendar

    def ask_where_to_move(self, parent: QWidget) -> Path | None:
        return self.to_move

    def ask_for_ballot_file(self, parent: QWidget) -> Path | None:
        return self.ballot_file

    def ask_where_to_save_table(self, parent: QWidget, suggestion: str) -> Path | None:
        self.suggested.append(suggestion)
        return self.to_save_table

    def ask_for_folder(self, parent: QWidget, start: Path) -> Path | None:
        self.suggested.append(str(start))
        return self.folder

    def ask_to_replace(self, parent: QWidget, names: Sequence[str]) -> bool:
        self.to_replace.append(list(names))
        return self.replace

    def ask_about_unsaved(self, parent: QWidget, name: str) -> Unsaved:
        self.asked_about.append(name)
        return self.unsaved

    def ask_about_recovery(self, parent: QWidget, text: str) -> Recovered:
        self.offered.append(text)
        return self.recovered

    def ask_about_held_file(self, parent: QWidget, text: str) -> Held:
        self.told.append(text)
        return self.held

    def ask_about_changed_file(self, parent: QWidget, text: str, is_there: bool) -> Changed:
        self.told.append(text)
        self.was_there = is_there
        return self.changed

    def ask_about_failed_save(self, parent: QWidget, text: str, again: bool) -> Failed:
        self.told.append(text)
        self.may_help.append(again)
        return self.failed.pop(0) if self.failed else Failed.CANCEL

    def ask_about_details(self, parent: QWidget, places: Sequence[str]) -> bool:
        self.details.append(list(places))
        return self.save_details

    def tell_trouble(self, parent: QWidget, text: str) -> None:
        self.told.append(text)

    def tell_written(self, parent: QWidget, text: str) -> None:
        self.written.append(text)

    def tell_about(self, parent: QWidget) -> None:
        self.about += 1


@pytest.fixture
def hold() -> Iterator[Hold]:
    """Start another program that has a file open until its input ends."""
    holders = []

    def start(path: Path) -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", HOLD, str(path)]
        pipe = subprocess.PIPE
        holder = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT)
        holders.append(holder)
        assert holder.stdout is not None
        assert holder.stdout.readline() == "OURS\n"
        return holder

    yield start
    for holder in holders:
        holder.communicate("")


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as the program makes it."""
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else make_application(["spdesk"])


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the program has read out by itself, as if a screen reader listened."""
    sentences: list[str] = []

    def listen(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            sentences.append(event.message())

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", listen)
    return sentences


@pytest.fixture
def messages() -> Recorder:
    return Recorder()


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """Light, at 100 %, on the whole application."""
    made = Look()
    made.choose_theme("light")
    yield made
    qapp.setStyleSheet("")
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


@pytest.fixture
def new_window(
    qtbot: QtBot, look: Look, messages: Recorder, private_folders: Path
) -> Callable[[], MainWindow]:
    """Make and show a main window whose first page is there; called again, another one."""

    def make() -> MainWindow:
        window = MainWindow(look, guidance(), messages, Settings())
        window.resize(1366, 768)
        qtbot.addWidget(window)
        window.show()
        wait_for_keyboard(qtbot, window)
        qtbot.waitUntil(lambda: window._painted)
        return window

    return make


@pytest.fixture
def window(new_window: Callable[[], MainWindow]) -> MainWindow:
    return new_window()


@pytest.fixture
def driver(qtbot: QtBot, window: MainWindow) -> Driver:
    """Presses keys and buttons of the window as a person would."""
    return Driver(qtbot, window)
