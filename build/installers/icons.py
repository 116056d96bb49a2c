"""The program's icon in the forms that Windows and macOS read, drawn from the one SVG."""

import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SVG = Path(__file__).parents[2] / "resources" / "icons" / "spdesk.svg"
WINDOWS_SIZES = (16, 24, 32, 48, 64, 256)
MACOS_SIZES = (32, 64, 128, 256, 512, 1024)


def make(folder: Path) -> None:
    """Write spdesk.ico and spdesk.icns into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, sizes in (("spdesk.ico", WINDOWS_SIZES), ("spdesk.icns", MACOS_SIZES)):
        # Each size is drawn by itself; Pillow would only shrink the largest.
        *others, largest = [draw(size) for size in sizes]
        square = [(size, size) for size in sizes]
        largest.save(folder / name, sizes=square, append_images=others)


def draw(size: int) -> Image.Image:
    """The icon as a picture, size pixels wide and high."""
    picture = QImage(size, size, QImage.Format.Format_RGBA8888)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(SVG)).render(painter)
    painter.end()
    return Image.frombytes("RGBA", (size, size), bytes(picture.constBits()))


if __name__ == "__main__":
    make(Path(sys.argv[1]))
