"""Where file dialogs begin: near the work, and never where the program itself lies."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from spdesk.guidance.locate import resource_folder
from spdesk.ui.lock import resolved
from spdesk.workbook.places import is_folder

_OF_PROGRAMS = ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432")
"""The variables of Windows that name the folders of installed programs."""


def first_folder(*files: Path | None) -> Path:
    """The folder of the first of these files that lies in one of the user's, else Documents.

    A file that is None, and a folder that is gone or is the program's, are passed over.
    """
    for file in files:
        if file is not None and is_folder(file.parent) and not _is_of_programs(file.parent):
            return file.parent
    return documents()


def documents() -> Path:
    """The user's folder for documents, or their home where there is none."""
    kind = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(kind))
    return folder if is_folder(folder) else Path.home()


def file_of(widget: QWidget | None) -> Path | None:
    """The file that the window of a widget shows, or the window below it; None without one."""
    while widget is not None:
        if name := widget.windowFilePath():
            return Path(name)
        widget = widget.parentWidget()
    return None


def _is_of_programs(folder: Path) -> bool:
    """Whether a folder lies where programs do: this one's own, or the system's for all of them."""
    roots = [resource_folder()]
    roots += [Path(os.environ[name]) for name in _OF_PROGRAMS if os.environ.get(name)]
    if getattr(sys, "frozen", False):
        roots.append(Path(sys.executable).parent)
    place = resolved(folder)
    return any(place.is_relative_to(resolved(root)) for root in roots)
