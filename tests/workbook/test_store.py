"""Files on a real disk: whole, or as they were."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from spdesk.core.errors import WorkbookFileError
from spdesk.workbook import edits
from spdesk.workbook.format import to_text
from spdesk.workbook.model import Workbook
from spdesk.workbook.store import LARGEST_FILE, read_workbook, save_workbook

POSIX = pytest.mark.skipif(os.name != "posix", reason="permissions and links are POSIX here")
ROOT = Path(__file__).resolve().parents[2]
KILLS = 30

SAVE_FOR_EVER = """
import sys
from pathlib import Path
from spdesk.workbook import edits
from spdesk.workbook.store import read_workbook, save_workbook
path = Path(sys.argv[1])
book = read_workbook(path)
print("ready", flush=True)
while True:
    for text in ("x" * 20_000, "y"):
        book = edits.describe_issue(book, "whole", "description", text)
        save_workbook(book, path)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    made.mkdir()
    return made


@pytest.fixture
def path(folder: Path, rich: Workbook) -> Path:
    """A saved workbook."""
    path = folder / "group.spdesk"
    save_workbook(rich, path)
    return path


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of 64 kB, where this machine lets us mount one."""
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    if (
        not shutil.which("mount")
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("no right to mount a small disk here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def refusal(path: Path) -> str:
    """What is said about a file that cannot be read."""
    with pytest.raises(WorkbookFileError) as caught:
        read_workbook(path)
    said = str(caught.value)
    assert path.name in said
    assert said.endswith(".")
    assert "\n" not in said
    return said


def names(folder: Path) -> list[str]:
    return sorted(child.name for child in folder.iterdir())


def test_what_was_saved_reads_back(path: Path, rich: Workbook) -> None:
    assert read_workbook(path) == rich
    assert path.read_bytes() == to_text(rich).encode()


def test_a_save_leaves_nothing_but_the_file(path: Path, rich: Workbook) -> None:
    save_workbook(edits.remove_issue(rich, "other"), path)
    assert names(path.parent) == ["group.spdesk"]


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_save_keeps_the_mode_of_the_file(path: Path, rich: Workbook, mode: int) -> None:
    path.chmod(mode)
    save_workbook(rich, path)
    assert path.stat().st_mode & 0o7777 == mode


@POSIX
def test_a_new_file_gets_the_mode_that_any_new_file_gets(folder: Path) -> None:
    old = os.umask(0o027)
    try:
        save_workbook(Workbook(), folder / "new.spdesk")
    finally:
        os.umask(old)
    assert (folder / "new.spdesk").stat().st_mode & 0o7777 == 0o640


@POSIX
def test_a_save_through_a_link_keeps_the_link(path: Path, rich: Workbook, tmp_path: Path) -> None:
    link = tmp_path / "link.spdesk"
    link.symlink_to(path)
    fewer = edits.remove_issue(rich, "other")
    save_workbook(fewer, link)
    assert link.is_symlink()
    assert not path.is_symlink()
    assert read_workbook(path) == fewer


@pytest.mark.parametrize("name", ["with space & %.spdesk", "ümlaut–中文.spdesk", "no-suffix"])
def test_any_file_name_will_do(folder: Path, rich: Workbook, name: str) -> None:
    save_workbook(rich, folder / name)
    assert read_workbook(folder / name) == rich


def test_a_missing_file_is_told(folder: Path) -> None:
    assert "no such file" in refusal(folder / "gone.spdesk")


def test_a_folder_instead_of_a_file_is_told(folder: Path) -> None:
    assert "folder" in refusal(folder)


def test_an_empty_file_is_told(folder: Path) -> None:
    (folder / "empty.spdesk").touch()
    assert "is not an SP Desk workbook" in refusal(folder / "empty.spdesk")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"PK\x03\x04\x80", b"caf\xe9"])
def test_a_file_that_is_not_utf_8_is_told(folder: Path, content: bytes) -> None:
    (folder / "odd.spdesk").write_bytes(content)
    assert "is not an SP Desk workbook" in refusal(folder / "odd.spdesk")


def test_a_file_cut_off_in_the_middle_of_a_letter_is_told(path: Path) -> None:
    content = path.read_bytes()
    end = content.index("中".encode()) + 1
    path.write_bytes(content[:end])
    refusal(path)


def test_a_file_cut_off_at_every_50th_byte_is_told(path: Path) -> None:
    content = path.read_bytes()
    for end in range(0, len(content) - 1, 50):
        path.write_bytes(content[:end])
        refusal(path)


def test_a_file_that_is_too_large_is_told_without_being_read(folder: Path) -> None:
    large = folder / "large.spdesk"
    with large.open("wb") as stream:
        stream.truncate(LARGEST_FILE + 1)
    assert "too large" in refusal(large)


@POSIX
def test_a_pipe_is_told_and_does_not_hang(folder: Path) -> None:
    os.mkfifo(folder / "pipe.spdesk")
    program = "from pathlib import Path; from spdesk.workbook.store import *; import sys\n"
    program += "try: read_workbook(Path(sys.argv[1]))\nexcept Exception as e: print(repr(e))"
    command = [sys.executable, "-c", program, str(folder / "pipe.spdesk")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=5, cwd=ROOT, check=False)
    assert "WorkbookFileError" in done.stdout


def test_a_folder_that_is_a_file_is_told_when_saving(path: Path, rich: Workbook) -> None:
    with pytest.raises(WorkbookFileError, match="was not saved: not a directory"):
        save_workbook(rich, path / "inside.spdesk")
    assert read_workbook(path) == rich


def test_a_folder_that_is_missing_is_told_when_saving(folder: Path, rich: Workbook) -> None:
    with pytest.raises(WorkbookFileError, match="Save as"):
        save_workbook(rich, folder / "gone" / "group.spdesk")


def test_a_folder_in_the_place_of_the_file_is_told_and_nothing_is_left(
    folder: Path, rich: Workbook
) -> None:
    (folder / "group.spdesk").mkdir()
    with pytest.raises(WorkbookFileError, match=r"group\.spdesk was not saved"):
        save_workbook(rich, folder / "group.spdesk")
    assert names(folder) == ["group.spdesk"]


def test_a_name_that_is_too_long_is_told(folder: Path, rich: Workbook) -> None:
    with pytest.raises(WorkbookFileError, match="was not saved"):
        save_workbook(rich, folder / ("x" * 300))
    assert names(folder) == []


def test_a_full_disk_leaves_the_old_file_whole(full_disk: Path, rich: Workbook) -> None:
    path = full_disk / "group.spdesk"
    save_workbook(rich, path)
    large = rich
    for name in ("whole", "other", "lease", "trust"):
        large = edits.describe_issue(large, name, "description", "x" * 20_000)
    with pytest.raises(WorkbookFileError, match="no space left"):
        save_workbook(large, path)
    assert read_workbook(path) == rich
    assert names(full_disk) == ["group.spdesk"]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing kills like SIGKILL here")
def test_a_file_is_whole_whenever_the_writer_is_killed(path: Path) -> None:
    seen = set()
    chance = random.Random(7)
    for _ in range(KILLS):
        writer = subprocess.Popen(
            [sys.executable, "-c", SAVE_FOR_EVER, str(path)], stdout=subprocess.PIPE, cwd=ROOT
        )
        try:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"ready\n"
            # The moment of the kill is the test's subject, so here time is really waited.
            time.sleep(chance.uniform(0, 0.03))
        finally:
            writer.kill()
            writer.communicate()
        issue = read_workbook(path).issue("whole")
        assert issue is not None
        seen.add(issue.description[:1])
    assert {"x", "y"} <= seen  # so the writer was at work
