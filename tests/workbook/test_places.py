"""Where a file really is: links, rings of links, and files that are not there yet."""

import errno
import os
from pathlib import Path

import pytest

from spdesk.workbook.places import real_path

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
