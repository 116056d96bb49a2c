"""Where a file really is, and whether it is there: links, rings, names that are too long."""

import errno
import os
from pathlib import Path

import pytest

from spdesk.workbook.places import is_file, is_folder, is_there, real_path

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs links")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder whose own path holds no link."""
    return Path(os.path.realpath(tmp_path))


def ring(folder: Path, *names: str) -> None:
    """Links each of which leads to the next one, and the last to the first."""
    for name, following in zip(names, (*names[1:], names[0]), strict=True):
        (folder / name).symlink_to(folder / following)


def test_the_file_behind_every_link_is_found(folder: Path) -> None:
    (folder / "file").write_text("x", encoding="utf-8")
    (folder / "one").symlink_to("file")
    (folder / "two").symlink_to(folder / "one")
    (folder / "place").symlink_to(folder, target_is_directory=True)
    assert real_path(folder / "file") == folder / "file"
    assert real_path(folder / "place" / "two") == folder / "file"


@pytest.mark.parametrize("name", ["new", "no folder/new", "link"])
def test_a_file_need_not_be_there(folder: Path, name: str) -> None:
    (folder / "link").symlink_to(folder / "new")
    assert real_path(folder / name) == folder / name.replace("link", "new")


def test_a_file_in_the_place_of_a_folder_is_for_others_to_tell(folder: Path) -> None:
    (folder / "file").write_text("x", encoding="utf-8")
    assert real_path(folder / "file" / "inside") == folder / "file" / "inside"


def test_a_short_path_is_made_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert real_path(Path("x") / ".." / "new") == folder / "new"


@pytest.mark.parametrize("names", [("a",), ("a", "b"), ("a", "b", "c")])
@pytest.mark.parametrize("inside", ["", "inside"])
def test_a_ring_is_told_on_every_python(folder: Path, names: tuple[str, ...], inside: str) -> None:
    ring(folder, *names)
    path = folder / "a" / inside
    with pytest.raises(OSError, match="its links lead round in a ring") as caught:
        real_path(path)
    assert (caught.value.errno, caught.value.filename) == (errno.ELOOP, str(path))


def test_a_link_into_a_ring_is_told(folder: Path) -> None:
    ring(folder, "a", "b")
    (folder / "into").symlink_to(folder / "a")
    with pytest.raises(OSError, match="ring"):
        real_path(folder / "into")


def test_windows_tells_a_ring_by_a_number_of_its_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python makes errno 22 of it there, which says nothing."""

    def refused(_path: Path) -> os.stat_result:
        error = OSError(errno.EINVAL, "The name of the file cannot be resolved by the system")
        error.winerror = 1921
        raise error

    monkeypatch.setattr(Path, "stat", refused)
    with pytest.raises(OSError, match="ring") as caught:
        real_path(folder / "a")
    assert caught.value.errno == errno.ELOOP


def test_what_is_there_is_found_and_what_is_not_is_not(folder: Path) -> None:
    (folder / "file").write_text("x", encoding="utf-8")
    (folder / "link").symlink_to(folder / "new")
    assert [is_there(folder / name) for name in ("", "file")] == [True, True]
    assert [is_there(folder / name) for name in ("new", "file/inside", "link")] == [False] * 3
    assert [is_file(folder / name) for name in ("file", "", "new", "link")] == [True, *[False] * 3]
    assert [is_folder(folder / name) for name in ("", "file", "new")] == [True, False, False]


def test_what_the_system_does_not_tell_is_an_error_on_every_python(folder: Path) -> None:
    """Path.exists() raises it up to Python 3.13 only, and says no to a ring on every one."""
    ring(folder, "a", "b")
    for name, number in (("x" * 300, errno.ENAMETOOLONG), ("a", errno.ELOOP)):
        with pytest.raises(OSError, match=name[:3]) as caught:
            is_there(folder / name)
        assert caught.value.errno == number
        assert not is_file(folder / name)
        assert not is_folder(folder / name)
