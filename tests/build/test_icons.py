"""The icon files of Windows and macOS, drawn from the SVG."""

import io
import struct
from pathlib import Path

import pytest

pytest.importorskip("PIL", reason="the icons are written with Pillow")

from installers import icons
from PIL import Image


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("icons") / "new folder"
    icons.make(made)
    return made


def test_the_windows_icon_holds_every_size(folder: Path) -> None:
    with Image.open(folder / "spdesk.ico") as icon:
        assert icon.info["sizes"] == {(size, size) for size in icons.WINDOWS_SIZES}


def test_every_size_of_the_windows_icon_was_drawn_by_itself(folder: Path) -> None:
    data = (folder / "spdesk.ico").read_bytes()
    (count,) = struct.unpack_from("<H", data, 4)
    for number in range(count):
        size, *_, length, start = struct.unpack_from("<BBBBHHII", data, 6 + 16 * number)
        found = Image.open(io.BytesIO(data[start : start + length]))
        assert found.tobytes() == icons.draw(size or 256).tobytes()


def test_the_mac_icon_holds_every_size(folder: Path) -> None:
    with Image.open(folder / "spdesk.icns") as icon:
        pixels = {width * scale for width, _, scale in icon.info["sizes"]}
    assert pixels == set(icons.MACOS_SIZES)


def test_the_corners_are_clear_and_the_middle_is_not() -> None:
    picture = icons.draw(64)
    assert picture.getpixel((0, 0)) == (0, 0, 0, 0)
    assert picture.getpixel((32, 4)) == (13, 107, 115, 255)
