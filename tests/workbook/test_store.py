"""Files on a real disk: whole, or as they were."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spdesk.core.errors import WorkbookFileError
from spdesk.workbook import edits
from spdesk.workbook.format import to_text
from spdesk.workbook.model import Workbook
from spdesk.workbook.store import (
    LARGEST_FILE,
    Saved,
    read_with_digest,
    read_workbook,
    save_workbook,
)
from spdesk.workbook.trouble import SaveError, Trouble, system_reason
from tests.rights import link

POSIX = pytest.mark.skipif(os.name != "posix", reason="modes and pipes are POSIX here")
ROOT = Path(__file__).resolve().parents[2]


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


def test_a_save_through_a_link_keeps_the_link(path: Path, rich: Workbook, tmp_path: Path) -> None:
    other = tmp_path / "link.spdesk"
    link(other, path)
    fewer = edits.remove_issue(rich, "other")
    save_workbook(fewer, other)
    assert other.is_symlink()
    assert not path.is_symlink()
    assert read_workbook(path) == fewer


@pytest.mark.parametrize("name", ["with space & %.spdesk", "ümlaut–中文.spdesk", "no-suffix"])
def test_any_file_name_will_do(folder: Path, rich: Workbook, name: str) -> None:
    save_workbook(rich, folder / name)
    assert read_workbook(folder / name) == rich


def test_a_missing_file_is_told(folder: Path) -> None:
    gone = folder / "gone.spdesk"
    with pytest.raises(FileNotFoundError) as caught:
        gone.stat()
    # The reason is the system's own: other words, or another language, on other systems.
    assert refusal(gone) == f"gone.spdesk cannot be read: {system_reason(caught.value)}."


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


def test_reading_and_saving_give_the_digest_of_the_bytes(path: Path, rich: Workbook) -> None:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert read_with_digest(path) == (rich, digest)
    assert save_workbook(rich, path) == Saved(digest, previous_kept=True)


def test_a_save_keeps_the_version_before_with_its_mode(path: Path, rich: Workbook) -> None:
    path.chmod(0o640)
    first, place = path.read_bytes(), path.stat().st_ino
    save_workbook(edits.remove_issue(rich, "other"), path, keep_previous=True)
    previous = path.with_name("group.spdesk.bak")
    assert names(path.parent) == ["group.spdesk", "group.spdesk.bak"]
    assert previous.read_bytes() == first
    if os.name == "posix":
        assert previous.stat().st_ino == place  # the very same file: not a byte was copied
        assert previous.stat().st_mode & 0o7777 == 0o640


def test_a_new_file_has_no_version_before(folder: Path, rich: Workbook) -> None:
    assert save_workbook(rich, folder / "new.spdesk", keep_previous=True).previous_kept
    assert names(folder) == ["new.spdesk"]


@given(texts=st.lists(st.text("xyz", max_size=3), min_size=2, max_size=6))
def test_the_version_before_is_always_the_one_before(
    tmp_path_factory: pytest.TempPathFactory, rich: Workbook, texts: list[str]
) -> None:
    path = tmp_path_factory.mktemp("saves") / "group.spdesk"
    books = [edits.describe_issue(rich, "other", "owner", text) for text in texts]
    for book in books:
        save_workbook(book, path, keep_previous=True)
    assert read_workbook(path) == books[-1]
    assert read_workbook(path.with_name("group.spdesk.bak")) == books[-2]


def test_a_previous_version_that_cannot_be_put_away_is_told(path: Path, rich: Workbook) -> None:
    path.with_name("group.spdesk.bak").mkdir()
    fewer = edits.remove_issue(rich, "other")
    assert not save_workbook(fewer, path, keep_previous=True).previous_kept
    assert read_workbook(path) == fewer
    assert names(path.parent) == ["group.spdesk", "group.spdesk.bak"]


def test_a_file_as_it_was_read_is_written_over(path: Path, rich: Workbook) -> None:
    digest = read_with_digest(path)[1]
    fewer = edits.remove_issue(rich, "other")
    digest = save_workbook(fewer, path, expected=digest).digest
    save_workbook(rich, path, expected=digest)
    assert read_workbook(path) == rich


def test_a_file_that_somebody_changed_is_never_written_over(path: Path, rich: Workbook) -> None:
    digest = read_with_digest(path)[1]
    theirs = path.read_bytes().replace(b"A crisis", b"A choice")
    path.write_bytes(theirs)
    with pytest.raises(SaveError, match="has changed the file") as caught:
        save_workbook(rich, path, expected=digest)
    assert caught.value.trouble is Trouble.CHANGED
    assert path.read_bytes() == theirs
    assert names(path.parent) == ["group.spdesk"]


@pytest.mark.parametrize("age", [2 * 3600, 60])
def test_what_a_killed_save_left_goes_with_the_next_when_it_is_old(
    path: Path, rich: Workbook, age: int
) -> None:
    ours = path.with_name(".spdesk-ab12_xyz.tmp")
    others = [path.with_name(name) for name in (".spdesk-mine.tmp", "notes.tmp", "a.spdesk")]
    for file in (ours, *others):
        file.touch()
        old = path.stat().st_mtime - age
        os.utime(file, (old, old))
    save_workbook(rich, path)
    assert ours.exists() is (age == 60)
    assert all(file.exists() for file in others)
