"""What may be in the bundle: `contents.toml`, and the judgement of one module or one file by it."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path, PurePosixPath

CONTENTS = Path(__file__).parent / "contents.toml"

_EXTENSION = re.compile(r"(?:python3\.\d+/)?(?:lib-dynload/)?(\w+)(?:\.[\w-]+)*\.(?:so|pyd)")
_QT_MODULE = re.compile(r"PySide6/Qt(\w+)(?:\.abi3)?\.(?:so|pyd)")
_QT_LIBRARY = re.compile(
    r"PySide6/(?:Qt/lib/libQt6(\w+)\.so.*|Qt6(\w+)\.dll|Qt/lib/Qt(\w+)\.framework/.*)"
)
_QT_PLUGIN = re.compile(r"PySide6/(?:Qt/)?plugins/(.+)")
_HOOKS = ("pyi_rth_", "_pyi_rth_", "pyimod")
"""How modules of PyInstaller's own begin, which prepare the start."""


@dataclass(frozen=True)
class Contents:
    """The lists of `contents.toml`. Each but `modules` gives the reason for every entry."""

    packages: Mapping[str, str]
    stand_ins: Mapping[str, str]
    """Modules that take the place of others, which may not be in a bundle."""

    left_out: Mapping[str, str]
    modules: frozenset[str]
    files: Mapping[str, str]
    qt: Mapping[str, str]
    without_python: Mapping[str, str]
    """Parts of Qt whose Python module the program does not use."""

    qt_plugins: Mapping[str, str]
    bundled_libraries: Mapping[str, str]
    expected: Mapping[str, str]
    network: Mapping[str, str]

    def allows_module(self, name: str) -> bool:
        """Whether a Python module, by its dotted name, may be in the bundle."""
        if name in self.stand_ins:
            return True
        if any(name == part or name.startswith(f"{part}.") for part in self.left_out):
            return False
        top = name.partition(".")[0]
        if top.startswith("_sysconfigdata"):  # the name goes on with the platform
            return True
        return top in self.packages or top in self.modules or name.startswith(_HOOKS)

    def allows_file(self, path: str) -> bool:
        """Whether a file, by its path below `_internal` with forward slashes, may be there."""
        if module := _QT_MODULE.fullmatch(path):
            return module[1] in self.qt and module[1] not in self.without_python
        if library := _QT_LIBRARY.fullmatch(path):
            return next(filter(None, library.groups())) in self.qt
        if plugin := _QT_PLUGIN.fullmatch(path):
            return matches(plugin[1], self.qt_plugins)
        if not self._allows_folder(path):
            return False
        if matches(path, self.files) or matches(path, self.bundled_libraries):
            return True
        extension = _EXTENSION.fullmatch(path)
        return extension is not None and extension[1] in self.modules

    def _allows_folder(self, path: str) -> bool:
        """Whether no folder on the way belongs to a part that was left out."""
        parts = PurePosixPath(path).parts
        return not any(".".join(parts[:length]) in self.left_out for length in range(1, len(parts)))


def matches(path: str, patterns: Iterable[str]) -> bool:
    """Whether a path fits one of the patterns, in which a `*` also spans folders.

    Windows tells no case apart, and its libraries come in either.
    """
    return any(fnmatchcase(path.lower(), pattern.lower()) for pattern in patterns)


@cache
def contents() -> Contents:
    """The lists as they stand in the file."""
    data = tomllib.loads(CONTENTS.read_text(encoding="utf-8"))
    modules = frozenset(data.pop("standard_library")["modules"])
    return Contents(modules=modules, **data)
