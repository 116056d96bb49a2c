"""Saves that fail, on real file systems: the old file is whole, nothing is left, all is told.

Disks are mounted where the machine allows it, and skipped elsewhere. SPDESK_KILLS sets how often a
writer is killed in the middle of its work.
"""

import errno
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from spdesk.workbook import edits, replace
from spdesk.workbook.file_names import refusal
from spdesk.workbook.model import Workbook
from spdesk.workbook.patience import Patience
from spdesk.workbook.replace import _write_into, remove_leftovers, replace_content
from spdesk.workbook.store import read_with_digest, read_workbook, save_workbook
from spdesk.workbook.trouble import SaveError, Trouble
from tests.rights import link

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("SPDESK_KILLS", "30"))
PAGE = 4096

SAVE_FOR_EVER = """
import sys, time
from pathlib import Path
from spdesk.workbook import edits
from spdesk.workbook.store import read_workbook, save_workbook
path = Path(sys.argv[1])
book = read_workbook(path)
began = time.monotonic()
save_workbook(book, path, keep_previous=True)
print(time.monotonic() - began, flush=True)
while True:
    for text in ("x" * 20_000, "y"):
        book = edits.describe_issue(book, "whole", "description", text)
        save_workbook(book, path, keep_previous=True)
"""

SAVE_AS_ANYBODY = """
import os, sys
from pathlib import Path
from spdesk.workbook.model import Workbook
from spdesk.workbook.store import save_workbook
from spdesk.workbook.trouble import SaveError
if os.geteuid() == 0:  # root may write anywhere
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    save_workbook(Workbook(), Path(sys.argv[1]), keep_previous=True)
except SaveError as error:
    print(error.trouble.name)
"""

Mount = Callable[..., None]


@pytest.fixture
def mount() -> Iterator[Mount]:
    """Mount something for the time of the test; the place is the last argument."""
    places: list[str] = []

    def do(*arguments: str | Path) -> None:
        command = ["mount", *map(str, arguments)]
        may = (
            shutil.which("mount")
            and not subprocess.run(command, capture_output=True, check=False).returncode
        )
        if not may:
            pytest.skip("no right to mount anything here")
        places.append(command[-1])

    yield do
    for place in reversed(places):
        if os.path.ismount(place) or Path(place).is_file():
            subprocess.run(["umount", place], check=False, capture_output=True)
        assert not os.path.ismount(place)


@pytest.fixture
def small_disk(tmp_path: Path, mount: Mount) -> Path:
    """A real disk of 80 kB: 20 pages."""
    place = tmp_path / "small"
    place.mkdir()
    mount("-t", "tmpfs", "-o", "size=80k", "tmpfs", place)
    return place


@pytest.fixture
def path(tmp_path: Path, rich: Workbook) -> Path:
    """A saved workbook with a previous version."""
    folder = tmp_path / "documents"
    folder.mkdir()
    return saved_in(folder, rich)


def saved_in(folder: Path, book: Workbook) -> Path:
    path = folder / "group.spdesk"
    save_workbook(edits.describe_issue(book, "other", "owner", "Earlier"), path)
    save_workbook(book, path, keep_previous=True)
    return path


def contents(folder: Path) -> dict[str, bytes]:
    return {child.name: child.read_bytes() for child in sorted(folder.iterdir())}


def save_as_anybody(path: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", SAVE_AS_ANYBODY, str(path)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def pages_of(path: Path) -> int:
    return -(-path.stat().st_size // PAGE)


def fill(disk: Path, free: int) -> None:
    """Fill a disk but for so many pages."""
    room = os.statvfs(disk)
    (disk / "filler").write_bytes(b"x" * (room.f_bavail - free) * room.f_bsize)


def larger(book: Workbook, *names: str) -> Workbook:
    """The same with 20,000 letters more, five pages, in each of these issues."""
    for name in names:
        book = edits.describe_issue(book, name, "description", "x" * 20_000)
    return book


def refused(book: Workbook, path: Path, *, expected: str = "") -> SaveError:
    """The error of a save that must change nothing in the folder, and name the file."""
    before = contents(path.parent) if path.parent.is_dir() else None
    with pytest.raises(SaveError) as caught:
        save_workbook(book, path, expected=expected, keep_previous=True)
    assert before == (contents(path.parent) if path.parent.is_dir() else None)
    said = str(caught.value)
    assert path.name in said
    assert "your work is still open here" in said.lower()
    assert "\n" not in said
    return caught.value


def test_a_full_disk_leaves_everything_as_it_was(small_disk: Path, rich: Workbook) -> None:
    path = saved_in(small_disk, rich)
    error = refused(larger(rich, "whole", "other", "lease", "trust"), path)
    assert error.trouble is Trouble.DISK_FULL
    assert "the disk is full" in str(error)
    assert read_workbook(path) == rich
    save_workbook(edits.remove_issue(rich, "other"), path, keep_previous=True)  # it still has room


def test_a_changed_file_is_told_before_anything_is_written(
    small_disk: Path, rich: Workbook
) -> None:
    path = saved_in(small_disk, rich)
    large = larger(rich, "whole", "other", "lease", "trust")
    assert refused(large, path, expected="another").trouble is Trouble.CHANGED


def test_a_file_that_changes_while_the_new_one_is_written_is_left_alone(path: Path) -> None:
    before = contents(path.parent)

    def check() -> None:
        assert len(contents(path.parent)) > len(before)  # everything is ready by then
        raise SaveError(Trouble.CHANGED, "It changed.")

    with pytest.raises(SaveError, match="It changed"):
        replace_content(path, b"new", keep_previous=True, check=check)
    assert contents(path.parent) == before


def test_a_disk_that_may_only_be_read_is_told(
    small_disk: Path, rich: Workbook, mount: Mount
) -> None:
    path = saved_in(small_disk, rich)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    error = refused(edits.remove_issue(rich, "other"), path)
    assert error.trouble is Trouble.READ_ONLY


@pytest.mark.skipif(os.name != "posix", reason="its own tests of this are in test_windows_files.py")
@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o555, 0o666), (0o777, 0o444)])
def test_a_folder_or_file_that_may_only_be_read_is_told(
    rich: Workbook, folder_mode: int, file_mode: int
) -> None:
    with tempfile.TemporaryDirectory() as name:  # an ordinary user may not enter pytest's folders
        folder = Path(name)
        path = saved_in(folder, rich)
        path.chmod(file_mode)
        folder.chmod(folder_mode)
        if os.geteuid() == 0:
            for owned in (folder, path):
                os.chown(owned, 65534, 65534)
        before = contents(folder)
        done = save_as_anybody(path)
        assert contents(folder) == before
        folder.chmod(0o777)
    assert (done.stdout, done.stderr) == ("READ_ONLY\n", "")


def test_a_folder_that_was_removed_is_told(path: Path, rich: Workbook) -> None:
    digest = read_with_digest(path)[1]
    shutil.rmtree(path.parent)
    for expected in (digest, ""):
        error = refused(rich, path, expected=expected)
        assert error.trouble is Trouble.GONE
        assert "the folder “documents” is not there any more" in str(error)
    assert not path.parent.exists()


def test_a_stick_that_was_pulled_out_is_told(small_disk: Path, rich: Workbook) -> None:
    """Its folder is still there, on another disk: nothing may be written into that."""
    path = saved_in(small_disk, rich)
    digest = read_with_digest(path)[1]
    subprocess.run(["umount", str(small_disk)], check=True)
    error = refused(rich, path, expected=digest)
    assert error.trouble is Trouble.MISSING
    assert contents(small_disk) == {}


def test_a_folder_that_is_a_file_is_told(path: Path, rich: Workbook) -> None:
    before = contents(path.parent)
    with pytest.raises(SaveError) as caught:
        save_workbook(rich, path / "inside.spdesk")
    assert caught.value.trouble is Trouble.GONE
    assert contents(path.parent) == before


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path, rich: Workbook) -> None:
    (tmp_path / "group.spdesk").mkdir()
    with pytest.raises(SaveError, match=r"group\.spdesk was not saved"):
        save_workbook(rich, tmp_path / "group.spdesk", keep_previous=True)
    assert [child.name for child in tmp_path.iterdir()] == ["group.spdesk"]


def test_links_that_lead_round_in_a_ring_are_told(tmp_path: Path, rich: Workbook) -> None:
    for one, other in (("a.spdesk", "b.spdesk"), ("b.spdesk", "a.spdesk")):
        link(tmp_path / one, tmp_path / other)
    with pytest.raises(
        SaveError, match=r"a\.spdesk was not saved: its links lead round in a ring\."
    ):
        save_workbook(rich, tmp_path / "a.spdesk")
    assert all(child.is_symlink() for child in tmp_path.iterdir())


def test_a_file_of_which_the_system_says_nothing_is_not_replaced_as_if_it_were_new(
    path: Path, rich: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a drive that fails: from Python 3.14 on Path.exists() says no there."""
    before, real = contents(path.parent), os.stat

    def fails(place: Any, *arguments: Any, **options: Any) -> os.stat_result:
        if str(place) == str(path):
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
        return real(place, *arguments, **options)

    with monkeypatch.context() as patched:
        patched.setattr(os, "stat", fails)
        with pytest.raises(SaveError) as caught:
            save_workbook(larger(rich, "whole"), path, keep_previous=True)
    assert caught.value.trouble is Trouble.GONE
    assert contents(path.parent) == before


@pytest.mark.parametrize("name", ["x" * 300, "/".join(["folder" * 30] * 40)])
def test_a_path_that_is_too_long_is_told(path: Path, rich: Workbook, name: str) -> None:
    with pytest.raises(SaveError, match="too long") as caught:
        save_workbook(rich, path.with_name(name) if "/" not in name else path.parent / name)
    assert caught.value.trouble is Trouble.PATH_TOO_LONG
    assert "shorter name" in str(caught.value)
    assert set(contents(path.parent)) == {"group.spdesk", "group.spdesk.bak"}


@pytest.mark.parametrize(
    "name", ["CON.spdesk", "nul", "aux.spdesk", "plan: two.spdesk", "a.spdesk."]
)
def test_a_name_that_windows_refuses_is_told_there(
    path: Path, rich: Workbook, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    if os.name != "nt":  # its rule, tried where it is not in force
        monkeypatch.setattr(replace, "refusal_here", refusal)
    before = contents(path.parent)
    with pytest.raises(SaveError, match="cannot be called") as caught:
        save_workbook(rich, path.with_name(name), keep_previous=True)
    assert caught.value.trouble is Trouble.NAME
    assert f"{name} was not saved. A file cannot be called “{name}”" in str(caught.value)
    assert contents(path.parent) == before


def test_a_file_that_cannot_be_replaced_is_written_into(
    small_disk: Path, rich: Workbook, mount: Mount
) -> None:
    """As on some network drives. A file that is mounted on itself is such a one."""
    path = saved_in(small_disk, rich)
    mount("--bind", path, path)
    place, old = path.stat().st_ino, path.read_bytes()
    for book in (larger(rich, "whole"), edits.remove_issue(rich, "other")):
        assert save_workbook(book, path, keep_previous=True).previous_kept
        assert path.stat().st_ino == place
        assert read_workbook(path) == book
        after = contents(small_disk)
        assert set(after) == {"group.spdesk", "group.spdesk.bak"}
        assert after["group.spdesk.bak"] == old
        old = after["group.spdesk"]


def test_a_file_that_cannot_be_replaced_needs_no_previous_version(
    small_disk: Path, rich: Workbook, mount: Mount
) -> None:
    path = small_disk / "group.spdesk"
    save_workbook(rich, path)
    mount("--bind", path, path)
    save_workbook(larger(rich, "whole"), path)
    assert set(contents(small_disk)) == {"group.spdesk"}


def test_a_full_disk_when_the_old_file_is_copied_changes_nothing(
    small_disk: Path, rich: Workbook, mount: Mount
) -> None:
    path = small_disk / "group.spdesk"
    save_workbook(larger(rich, "whole"), path)
    mount("--bind", path, path)  # so that no second name can be given to it
    fill(small_disk, pages_of(path) + 2)
    error = refused(larger(rich, "other"), path)
    assert error.trouble is Trouble.DISK_FULL


def test_a_full_disk_while_the_file_itself_is_written_puts_it_back(
    small_disk: Path, rich: Workbook, mount: Mount
) -> None:
    path = small_disk / "group.spdesk"
    save_workbook(rich, path)
    old, small = path.read_bytes(), pages_of(path)
    large = larger(rich, "whole")
    save_workbook(large, small_disk / "probe")
    needed = pages_of(small_disk / "probe")
    (small_disk / "probe").unlink()
    mount("--bind", path, path)
    fill(small_disk, needed + small + 1)
    with pytest.raises(SaveError, match="the disk is full"):
        save_workbook(large, path)
    assert path.read_bytes() == old
    assert contents(small_disk)["group.spdesk.bak"] == old
    assert set(contents(small_disk)) == {"group.spdesk", "group.spdesk.bak", "filler"}


def test_the_second_name_of_a_file_that_is_written_into_is_no_copy_of_it(path: Path) -> None:
    """On drives that can link but not replace, the link would change with the file."""
    old, aside = path.read_bytes(), path.with_name(".spdesk-12345678.old")
    aside.hardlink_to(path)
    _write_into(path, b"new", aside, keep_previous=True, patience=Patience())
    assert contents(path.parent) == {"group.spdesk": b"new", "group.spdesk.bak": old}


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root has two users")
def test_a_shared_folder_in_which_only_owners_may_remove_is_saved_to(rich: Workbook) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "group.spdesk"
        save_workbook(rich, path)
        old = path.read_bytes()
        path.chmod(0o666)
        folder.chmod(0o1777)
        for _ in range(2):
            done = save_as_anybody(path)
            assert (done.stdout, done.stderr) == ("", "")
        assert read_workbook(path) == Workbook()
        assert set(contents(folder)) == {"group.spdesk", "group.spdesk.bak"}
        assert old != path.read_bytes()


def test_a_file_that_is_held_for_a_moment_is_tried_again(
    small_disk: Path, rich: Workbook, mount: Mount
) -> None:
    path = saved_in(small_disk, rich)
    place = path.stat().st_ino
    mount("--bind", path, path)
    release = threading.Timer(0.1, subprocess.run, (["umount", str(path)],))
    release.start()
    book = edits.remove_issue(rich, "other")
    save_workbook(book, path, keep_previous=True)
    release.join()
    assert path.stat().st_ino != place  # it was replaced, after a while
    assert read_workbook(path) == book


@pytest.mark.timeout(60 + 5 * KILLS)
def test_a_file_is_whole_whenever_the_writer_is_killed(path: Path, rich: Workbook) -> None:
    seen, chance = set(), random.Random(7)
    previous = path.with_name("group.spdesk.bak")
    for _ in range(KILLS):
        writer = subprocess.Popen(
            [sys.executable, "-c", SAVE_FOR_EVER, str(path)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        try:
            assert writer.stdout is not None
            one_save = float(writer.stdout.readline())
            # The moment of the kill is the test's subject, so here time is really waited: for up to
            # some saves, as long as they take on this system.
            time.sleep(chance.uniform(0, 8 * one_save))
        finally:
            writer.kill()
            writer.communicate()
        for file in (path, previous):
            issue = read_workbook(file).issue("whole")
            assert issue is not None
            seen.add(issue.description[:1])
    assert {"x", "y"} <= seen  # so the writer was at work
    save_workbook(rich, path, keep_previous=True)
    remove_leftovers(path.parent, time.time() + 1)
    assert set(contents(path.parent)) == {path.name, previous.name}
