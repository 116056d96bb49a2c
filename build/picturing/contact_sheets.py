"""Contact sheets: all pictures of a page side by side, small, and an index of everything."""

import os
from collections.abc import Sequence
from html import escape
from itertools import groupby
from math import ceil
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter

from picturing.plan import Unit

_THUMB_WIDTH, _THUMB_HEIGHT = 456, 258
_LABEL, _GAP = 26, 12
_GROUND, _INK, _MISSING = QColor("#808080"), QColor("#ffffff"), QColor("#c00000")

_HEAD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Pictures of SP Desk</title><style>
body { font-family: sans-serif; margin: 2em; }
li { display: inline-block; margin: 0 1em 1em 0; }
img { width: 300px; display: block; border: 1px solid #888; }
</style></head><body><h1>Pictures of SP Desk</h1>
"""


def write(work: Sequence[Unit], folder: Path) -> None:
    """Write a sheet for each page that was drawn, and the index, from the pictures in a folder."""
    pages = {
        page: [name for unit in group for name in unit.names()]
        for page, group in groupby(work, key=lambda unit: unit.page)
    }
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication(["pictures"])
    for page, names in pages.items():
        across = sum(1 for name in names if _row_of(page, name) == _row_of(page, names[0]))
        sheet(page, names, folder, max(across, 1)).save(str(folder / sheet_name(page)))
    del application
    (folder / "index.html").write_text(_index(pages), encoding="utf-8")


def sheet_name(page: str) -> str:
    """The file of a page's contact sheet."""
    return f"contact-sheet-{page}.png"


def sheet(page: str, names: Sequence[str], folder: Path, across: int) -> QImage:
    """The pictures of a page, so many in a row. One that is missing leaves a red place."""
    width, height = _THUMB_WIDTH + _GAP, _THUMB_HEIGHT + _LABEL + _GAP
    rows = ceil(len(names) / across)
    image = QImage(across * width + _GAP, rows * height + _GAP, QImage.Format.Format_RGB32)
    image.fill(_GROUND)
    painter = QPainter(image)
    font = QFont()
    font.setPixelSize(15)
    painter.setFont(font)
    for number, name in enumerate(names):
        left, top = _GAP + number % across * width, _GAP + number // across * height
        painter.setPen(_INK)
        label = QRect(left, top, _THUMB_WIDTH, _LABEL)
        painter.drawText(label, Qt.AlignmentFlag.AlignVCenter, name.removeprefix(f"{page}-"))
        room = QRect(left, top + _LABEL, _THUMB_WIDTH, _THUMB_HEIGHT)
        picture = QImage(str(folder / f"{name}.png"))
        if picture.isNull():
            painter.fillRect(room, _MISSING)
        else:
            small = picture.scaled(
                room.size(),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            painter.drawImage(room.topLeft(), small)
    painter.end()
    return image


def _row_of(page: str, name: str) -> str:
    """Pictures of one content and one size of the screen stand in one row."""
    parts = name.removeprefix(f"{page}-").split("-")
    return f"{parts[0]} {parts[3]}"


def _index(pages: dict[str, list[str]]) -> str:
    parts = [_HEAD]
    for page, names in pages.items():
        parts.append(f'<h2>{escape(page)}</h2><p><a href="{sheet_name(page)}">All at once</a></p>')
        links = (
            f'<li><a href="{name}.png"><img loading="lazy" src="{name}.png" alt="">'
            f"{escape(name.removeprefix(page + '-'))}</a></li>"
            for name in names
        )
        parts.append(f"<ul>{''.join(links)}</ul>")
    return "\n".join([*parts, "</body></html>\n"])
