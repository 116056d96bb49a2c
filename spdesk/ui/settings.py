"""What the program remembers about its window, never about a workbook's content."""

import math
from pathlib import Path
from typing import get_args

from PySide6.QtCore import QByteArray, QSettings

from spdesk.ui.own_home import own_home
from spdesk.ui.theme.look import ThemeChoice
from spdesk.workbook.places import is_file

MOST_RECENT = 8

_FILE = "SP Desk.ini"


class Settings:
    """View settings in the user's own settings folder, as a plain text file on every system.

    `home`: a folder for them and for unsaved work, instead of the one that the environment names
    and of the usual place. Where the folder cannot be written to, nothing is remembered.
    """

    def __init__(self, home: Path | None = None) -> None:
        ini = QSettings.Format.IniFormat
        if home := home or own_home():
            self._store = QSettings(str(home / _FILE), ini)
        else:
            self._store = QSettings(ini, QSettings.Scope.UserScope, "SP Desk", "SP Desk")

    @property
    def geometry(self) -> QByteArray:
        """The window's place and size; empty at the first start."""
        return self._bytes("window/geometry")

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("window/geometry", value)

    @property
    def splitter(self) -> QByteArray:
        """How the window is shared between list and page; empty at the first start."""
        return self._bytes("window/splitter")

    @splitter.setter
    def splitter(self, value: QByteArray) -> None:
        self._store.setValue("window/splitter", value)

    @property
    def theme(self) -> ThemeChoice:
        """The chosen theme; "system" when nothing sensible is stored."""
        stored = self._store.value("view/theme", "system")
        return next((choice for choice in get_args(ThemeChoice) if choice == stored), "system")

    @theme.setter
    def theme(self, value: ThemeChoice) -> None:
        self._store.setValue("view/theme", value)

    @property
    def text_scale(self) -> float:
        """The text size as a share of the normal one; 1 when nothing sensible is stored."""
        try:
            scale = float(str(self._store.value("view/text_scale", 1.0)))
        except ValueError:
            return 1.0
        return scale if math.isfinite(scale) else 1.0

    @text_scale.setter
    def text_scale(self, value: float) -> None:
        self._store.setValue("view/text_scale", value)

    @property
    def keep_previous(self) -> bool:
        """Whether a save keeps the version before beside the file; yes unless it says no."""
        return str(self._store.value("files/keep_previous", "true")).lower() != "false"

    @keep_previous.setter
    def keep_previous(self, value: bool) -> None:
        self._store.setValue("files/keep_previous", value)

    @property
    def recent(self) -> list[Path]:
        """Files opened or saved lately that are still there, the latest first."""
        stored = self._store.value("files/recent", [])
        names = [stored] if isinstance(stored, str) else list(stored or [])  # type: ignore[call-overload]
        return [path for path in map(Path, names) if is_file(path)][:MOST_RECENT]

    def remember(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        others = [other for other in self.recent if other != path]
        names = [str(kept) for kept in [path, *others][:MOST_RECENT]]
        self._store.setValue("files/recent", names)

    def sync(self) -> None:
        """Write now."""
        self._store.sync()

    def _bytes(self, key: str) -> QByteArray:
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()
