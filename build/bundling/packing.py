"""What the specs share: leaving out of PyInstaller's findings all that is not on the list."""

from pathlib import Path
from typing import Any

from bundling.allowed import contents

STAND_IN = Path(__file__).parent / "without_network" / "socket.py"

STAND_INS = Path(__file__).parent / "stand_ins"
"""Modules that are packed in the place of others, under the names that these have."""

Entry = tuple[str, str, str]
"""PyInstaller's own: the name in the bundle, where it comes from, and its kind."""


def leave_out(analysis: Any, but: str = "") -> None:
    """Take from an analysis every module and file that may not be in the bundle.

    `but`: a package that stays although it is on no list.
    """
    kept = [entry for entry in analysis.pure if but and entry[0].startswith(but)]
    analysis.pure = [*allowed_modules(analysis.pure), *kept]
    if any(entry[0] == "pptx" for entry in analysis.pure):  # it alone asks for them
        analysis.pure += stand_ins()
    analysis.binaries = allowed_files(analysis.binaries)
    analysis.datas = allowed_files(analysis.datas)


def allowed_modules(entries: list[Entry]) -> list[Entry]:
    """The Python modules that may be in the bundle, with the stand-in for `socket`."""
    allowed = [
        entry
        for entry in entries
        if contents().allows_module(entry[0]) and entry[0] not in contents().stand_ins
    ]
    return [
        (name, str(STAND_IN), kind) if name == "socket" else (name, source, kind)
        for name, source, kind in allowed
    ]


def stand_ins() -> list[Entry]:
    """The modules that take the place of others."""
    found = []
    for name in contents().stand_ins:
        place = STAND_INS.joinpath(*name.split("."))
        path = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
        found.append((name, str(path), "PYMODULE"))
    return found


def allowed_files(entries: list[Entry]) -> list[Entry]:
    """The files that may be in the bundle."""
    return [entry for entry in entries if contents().allows_file(entry[0].replace("\\", "/"))]
