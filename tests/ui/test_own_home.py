"""Tests and trial runs keep to the folder that is named for them, on every system."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QStandardPaths

from spdesk.guidance.locate import resource_folder
from spdesk.ui.own_home import VARIABLE, own_home
from spdesk.ui.running import Session, state_folder
from spdesk.ui.safety_net import REPORTS
from spdesk.ui.settings import Settings
from spdesk.workbook import edits
from spdesk.workbook.model import Workbook
from spdesk.workbook.recovery import Recovery, write_recovery
from tests.ui.test_recovery import WHEN

ROOT = Path(__file__).resolve().parents[2]
LINUX = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere the system knows the user's folders"
)

Snapshot = dict[str, tuple[int, int, bytes]]

PLACES = """
from spdesk.ui.running import state_folder
from spdesk.ui.safety_net import REPORTS
from spdesk.ui.settings import Settings
print(state_folder())
print(Settings()._store.fileName())
"""
CONTRAST = """
from spdesk.ui.safety_net import REPORTS
from spdesk.ui.settings import Settings
settings = Settings()
settings.theme = "contrast"
settings.sync()
"""
CHANGE_AND_STOP = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from spdesk.ui.application import open_window

def watch(window):
    window.files._messages.ask_about_recovery = lambda *_: os._exit(9)
    window.files._messages.tell_trouble = lambda *_: os._exit(8)
    def change():
        window.commands.theme_dark()
        window.files._settings.remember(Path(sys.argv[1]))
        window.files._settings.sync()
        window.commands.add_issue("Kept safe")
        timer.start(10)
    def look():
        if list(Path(sys.argv[1]).glob("**/*.recovery")):
            os._exit(7)
    timer = QTimer(window)
    timer.timeout.connect(look)
    QTimer.singleShot(0, change)

open_window(None, watch)
"""
"""Settings are written and an edit is kept; then the program is struck down."""

SMOKE_RUN = "import sys; from spdesk.cli import run; sys.exit(run(sys.argv[1:]))"


def run(script: str, *arguments: str, **changes: str | None) -> "subprocess.CompletedProcess[str]":
    """Run a script in a process of its own; None takes a variable away."""
    changed = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), **changes}
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env={name: value for name, value in changed.items() if value is not None},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def snapshot(folder: Path) -> Snapshot:
    """What a folder holds, and when it was written."""
    return {
        str(path.relative_to(folder)): (
            path.stat().st_mtime_ns, path.stat().st_size, path.read_bytes() if path.is_file() else b""
        )
        for path in folder.rglob("*")
    }  # fmt: skip


def usual() -> list[Path]:
    """Where state and settings are kept when nothing is said: this process is told otherwise."""
    state, settings = run(PLACES, **{VARIABLE: None}).stdout.splitlines()
    return [Path(state), Path(settings).parent]


@pytest.fixture
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's home with settings, and with unsaved work of a program that stopped."""
    home = tmp_path / "user"
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", VARIABLE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    assert state_folder() == home / ".local" / "state" / "SP Desk"
    leave_unsaved_work(state_folder())
    assert run(CONTRAST).returncode == 0  # a process asks but once where a user's settings are
    assert (home / ".config" / "SP Desk" / "SP Desk.ini").is_file()
    return home


def leave_unsaved_work(state: Path) -> None:
    session = Session.begin(state)
    workbook = edits.add_issue(Workbook(), "phones", "The phones")
    write_recovery(Recovery(workbook, None, "", "", WHEN), session.recovery_file)
    session.release()


def test_one_folder_holds_settings_and_unsaved_work(
    qapp: QObject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "not there yet" / "é"
    monkeypatch.setenv(VARIABLE, str(home))
    settings = Settings()
    settings.theme = "dark"
    settings.sync()
    Session.begin(state_folder()).release()
    assert Settings().theme == "dark"
    assert sorted(path.name for path in home.iterdir()) == ["SP Desk", "SP Desk.ini"]


def test_a_folder_that_is_given_counts_more_than_the_variable(tmp_path: Path) -> None:
    assert state_folder(tmp_path / "given") == tmp_path / "given" / "SP Desk"
    assert Path(Settings(tmp_path / "given")._store.fileName()).parent == tmp_path / "given"


def test_a_name_is_taken_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(VARIABLE, "here")
    assert own_home() == tmp_path / "here"
    monkeypatch.setenv(VARIABLE, "")
    assert own_home() is None


def test_a_folder_that_cannot_be_made_stops_nothing(
    qapp: QObject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").touch()
    monkeypatch.setenv(VARIABLE, str(tmp_path / "a file"))
    settings = Settings()
    settings.theme = "dark"
    settings.sync()
    assert settings.theme == "dark"
    with pytest.raises(OSError, match="a file"):
        Session.begin(state_folder())


def test_without_variables_of_the_desktop_a_test_is_not_at_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = QStandardPaths.StandardLocation
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    here = [state_folder(), Path(Settings()._store.fileName())]
    started = [Path(line) for line in run(PLACES).stdout.splitlines()]
    assert started == here
    own = [Path(QStandardPaths.writableLocation(place)) for place in
           (places.GenericDataLocation, places.GenericConfigLocation, places.AppDataLocation)]  # fmt: skip
    for path in here:
        assert path.is_relative_to(tmp_path)
        for folder in own:
            assert not path.is_relative_to(folder / "SP Desk")
    assert not {state_folder(), here[1].parent} & set(usual())


def test_a_program_that_is_told_where_leaves_the_usual_places_alone(
    qapp: QObject, tmp_path: Path
) -> None:
    places = usual()
    before = [snapshot(place) for place in places]
    home = tmp_path / "home"
    done = run(CHANGE_AND_STOP, str(home), HOME=str(tmp_path / "nobody"), **{VARIABLE: str(home)})
    assert done.returncode == 7, done.stderr
    # A second one finds the work of the first: it is looked for where it was kept.
    assert run(CHANGE_AND_STOP, str(home), **{VARIABLE: str(home)}).returncode == 9
    assert Settings(home).theme == "dark"
    assert [snapshot(place) for place in places] == before


@LINUX
def test_what_a_user_has_is_neither_taken_nor_changed(user: Path, tmp_path: Path) -> None:
    before = snapshot(user)
    home = tmp_path / "elsewhere"
    done = run(CHANGE_AND_STOP, str(home), **{VARIABLE: str(home)})
    assert done.returncode == 7, done.stderr
    assert snapshot(user) == before
    # It would have been found.
    assert run(CHANGE_AND_STOP, str(home), **{VARIABLE: None}).returncode == 9


def walk(reports: Path, home: Path | None) -> None:
    """A smoke run that opens files, which are remembered; what else it finds is asked elsewhere."""
    run(SMOKE_RUN, "--smoke-test", str(reports), **{VARIABLE: str(home) if home else None})
    report = json.loads((reports / "report.json").read_text(encoding="utf-8"))
    assert len(report["steps"]) > 3
    assert (reports / "home" / "SP Desk" / "sessions").is_dir()


def test_a_smoke_run_has_a_folder_of_its_own_whoever_starts_it(tmp_path: Path) -> None:
    their = tmp_path / "their home"
    leave_unsaved_work(state_folder(their))
    Settings(their).theme = "light"
    Settings(their).sync()
    places = [*usual(), their]
    before = [snapshot(place) for place in places]
    walk(tmp_path / "reports", their)
    assert [snapshot(place) for place in places] == before


@LINUX
def test_a_smoke_run_is_not_at_home_with_the_user(user: Path, tmp_path: Path) -> None:
    places = [user / ".local" / "state", user / ".config" / "SP Desk"]  # not what Qt's dialog keeps
    before = [snapshot(place) for place in places]
    assert all(before)
    walk(tmp_path / "reports", None)
    assert [snapshot(place) for place in places] == before


def test_the_it_sheet_names_the_variable_and_what_lies_there(tmp_path: Path) -> None:
    sheet = (resource_folder() / "help" / "it-sheet.md").read_text(encoding="utf-8")
    (told,) = (line for line in sheet.splitlines() if f"`{VARIABLE}`" in line)
    for path in (Path(Settings(tmp_path)._store.fileName()), state_folder(tmp_path)):
        assert f"`{path.name}`" in told
    session = Session(state_folder(tmp_path) / "sessions" / "one")
    for name in (session.folder.parent.name, REPORTS):
        assert f"`{name}`" in told
