"""Who has a workbook open: asked and told by real processes."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from spdesk.ui.lock import SILENT_FOR, Taken, WorkbookLock, is_this_computer
from tests.rights import link
from tests.ui.conftest import Hold, lock_fails


@pytest.fixture
def new_lock(qapp: QObject) -> Iterator[Callable[[Path], WorkbookLock]]:
    parent = QObject()
    made: list[WorkbookLock] = []

    def make(path: Path) -> WorkbookLock:
        made.append(WorkbookLock(path, parent))
        return made[-1]

    yield make
    for lock in made:
        lock._file.unlock()
    parent.deleteLater()


NewLock = Callable[[Path], WorkbookLock]


def place_of(path: Path) -> Path:
    return path.with_name(f".~lock.{path.name}#")


def left_by_another_computer(path: Path) -> Path:
    place = place_of(path)
    place.write_text(f"4242\nspdesk\nRECEPTION-3\n{'ab' * 16}\nboot\n", encoding="utf-8")
    return place


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    path = tmp_path / "documents" / "group.spdesk"
    path.touch()
    return path


def test_a_lock_is_a_file_beside_the_workbook_until_it_is_released(
    path: Path, new_lock: NewLock
) -> None:
    lock = new_lock(path)
    assert lock.take() is Taken.OURS
    assert place_of(path).is_file()
    lock.release()
    assert [child.name for child in path.parent.iterdir()] == ["group.spdesk"]


def test_a_lock_names_the_computer_and_never_the_person(path: Path, new_lock: NewLock) -> None:
    new_lock(path).take()
    lines = place_of(path).read_text(encoding="utf-8").splitlines()
    assert lines[0] == str(os.getpid())
    assert is_this_computer(lines[2])
    assert len(lines) <= 5  # the computer's own ids follow
    assert str(Path.home()) not in "\n".join(lines)


def test_another_program_of_this_computer_is_noticed(
    path: Path, new_lock: NewLock, hold: Hold
) -> None:
    holder = hold(path)
    lock = new_lock(path)
    assert lock.take() is Taken.HELD
    assert lock.computer == ""
    holder.communicate("")
    assert lock.take() is Taken.OURS


def test_a_lock_left_by_a_crash_is_taken_over(path: Path, new_lock: NewLock, hold: Hold) -> None:
    holder = hold(path)
    holder.kill()
    holder.wait()
    assert place_of(path).exists()
    assert new_lock(path).take() is Taken.OURS


def test_another_computer_is_noticed_by_its_name(path: Path, new_lock: NewLock) -> None:
    left_by_another_computer(path)
    lock = new_lock(path)
    assert lock.take() is Taken.HELD
    assert lock.computer == "RECEPTION-3"


def test_this_computer_is_known_by_the_name_that_qt_writes(path: Path, new_lock: NewLock) -> None:
    lock = new_lock(path)
    lock.take()
    _, written, _ = lock._file.getLockInfo()
    assert is_this_computer(written)
    assert is_this_computer(written.swapcase())
    assert not is_this_computer(f"{written}-2")
    assert not is_this_computer("")
    assert lock.computer == ""


def test_a_lock_that_was_not_had_is_left_alone(path: Path, new_lock: NewLock) -> None:
    place = left_by_another_computer(path)
    lock = new_lock(path)
    assert lock.take() is Taken.HELD
    lock.release()
    assert place.exists()


def test_a_lock_of_another_computer_that_gave_no_sign_for_long_is_taken_over(
    path: Path, new_lock: NewLock
) -> None:
    place = left_by_another_computer(path)
    old = place.stat().st_mtime - SILENT_FOR / 1000 - 60
    os.utime(place, (old, old))
    assert new_lock(path).take() is Taken.OURS


def test_a_lock_gives_signs_of_life(path: Path, new_lock: NewLock, qtbot: QtBot) -> None:
    lock = new_lock(path)
    lock.take()
    old = place_of(path).stat().st_mtime - 1000
    os.utime(place_of(path), (old, old))
    lock._heartbeat.setInterval(1)
    qtbot.waitUntil(lambda: place_of(path).stat().st_mtime > old + 900)


@pytest.mark.parametrize("content", ["", "garbage", "x\ny\nz\n"])
def test_a_lock_that_says_nothing_is_somebody_else_s(
    path: Path, new_lock: NewLock, content: str
) -> None:
    place_of(path).write_text(content, encoding="utf-8")
    lock = new_lock(path)
    assert lock.take() is Taken.HELD
    assert lock.computer is None


@lock_fails
def test_where_no_file_can_be_made_there_is_no_lock(path: Path, new_lock: NewLock) -> None:
    assert new_lock(path.parent / "gone" / "group.spdesk").take() is Taken.IMPOSSIBLE
    assert new_lock(path.with_name("x" * 250)).take() is Taken.IMPOSSIBLE


def test_two_names_of_one_file_have_one_lock(
    path: Path, tmp_path: Path, new_lock: NewLock, hold: Hold
) -> None:
    other = tmp_path / "link.spdesk"
    link(other, path)
    hold(other)
    assert new_lock(path).take() is Taken.HELD
