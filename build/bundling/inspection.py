"""Read a finished bundle: which modules and files are in it, and what its libraries ask for."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from bundling.allowed import Contents, matches

NETWORK_CALLS = frozenset({
    "accept", "accept4", "bind", "connect", "gethostbyname", "gethostbyname_r", "getaddrinfo",
    "listen", "recvfrom", "recvmsg", "res_query", "sendmmsg", "sendmsg", "sendto", "socket",
    "SSL_connect", "SSL_new",
})  # fmt: skip
"""Calls without which no program reaches another machine, nor another its machine."""

_GLIBC = re.compile(r"GLIBC_(\d+)\.(\d+)")


@dataclass(frozen=True)
class Library:
    """What a compiled file asks for of the system and of other libraries."""

    path: str
    """Below the bundle, with forward slashes."""

    needs: frozenset[str]
    """Names of the libraries that it is linked to."""

    calls: frozenset[str]
    """Names that it takes from other libraries."""

    search: tuple[str, ...]
    """The folders in which it looks for libraries first."""

    glibc: tuple[int, int]
    """The oldest GNU C library that has all that it asks of it; (0, 0) where it asks nothing."""


class Bundle:
    """A finished bundle on the disk: a folder with the program and its `_internal`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.internal = folder / "_internal"

    @cached_property
    def files(self) -> list[str]:
        """Every file of the bundle, below its folder."""
        found = (path for path in self.folder.rglob("*") if not path.is_dir())
        return sorted(path.relative_to(self.folder).as_posix() for path in found)

    @cached_property
    def modules(self) -> frozenset[str]:
        """Every Python module of the bundle: in the program's archive and in Python's own zip."""
        from PyInstaller.archive.readers import (  # noqa: PLC0415 - the other parts do without
            CArchiveReader,
        )

        names: set[str] = set()
        for program in self.programs:
            archive = CArchiveReader(str(program))
            names |= set(archive.open_embedded_archive("PYZ.pyz").toc)
        with zipfile.ZipFile(self.internal / "base_library.zip") as library:
            names |= set(map(_module_name, library.namelist()))
        return frozenset(names)

    @property
    def programs(self) -> list[Path]:
        """The executables."""
        found = [self.folder / f"{name}{end}" for name in NAMES for end in ("", ".exe")]
        return [path for path in found if path.is_file()]

    @cached_property
    def libraries(self) -> list[Library]:
        """Every compiled file of a bundle for Linux."""
        found = (read_library(self.folder, path) for path in self.files)
        return [library for library in found if library is not None]

    @property
    def glibc(self) -> tuple[int, int]:
        """The oldest GNU C library that the bundle runs with."""
        return max((library.glibc for library in self.libraries), default=(0, 0))

    def asked_of_the_system(self) -> frozenset[str]:
        """Names of the libraries that the bundle needs and does not hold."""
        held = {Path(path).name for path in self.files}
        needed = {name for library in self.libraries for name in library.needs}
        return frozenset(needed - held)


NAMES = ("spdesk", "spdesk-console")
"""The program and its companion for a console."""


def _module_name(path: str) -> str:
    return path.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".")


def read_library(folder: Path, path: str) -> Library | None:
    """A file as a compiled one; None where it is something else, or a link to one."""
    from elftools.elf.elffile import ELFFile  # noqa: PLC0415 - only bundles for Linux need it

    file = folder / path
    if file.is_symlink():
        return None
    with file.open("rb") as stream:
        if stream.read(4) != b"\x7fELF":
            return None
        elf: Any = ELFFile(stream)
        dynamic, symbols = elf.get_section_by_name(".dynamic"), elf.get_section_by_name(".dynsym")
        versions = elf.get_section_by_name(".gnu.version_r")
        return Library(
            path,
            frozenset(_needs(dynamic)),
            frozenset(_undefined(symbols)),
            tuple(_search(dynamic)),
            max(_glibc_versions(versions), default=(0, 0)),
        )


def _needs(dynamic: Any) -> Iterator[str]:
    for tag in dynamic.iter_tags("DT_NEEDED") if dynamic else ():
        yield tag.needed


def _search(dynamic: Any) -> Iterator[str]:
    for kind, name in (("DT_RPATH", "rpath"), ("DT_RUNPATH", "runpath")):
        for tag in dynamic.iter_tags(kind) if dynamic else ():
            yield from filter(None, getattr(tag, name).split(":"))


def _undefined(symbols: Any) -> Iterator[str]:
    for symbol in symbols.iter_symbols() if symbols else ():
        if symbol["st_shndx"] == "SHN_UNDEF" and symbol.name:
            yield symbol.name


def _glibc_versions(versions: Any) -> Iterator[tuple[int, int]]:
    for _, needed in versions.iter_versions() if versions else ():
        for version in needed:
            if found := _GLIBC.match(version.name):
                yield int(found[1]), int(found[2])


def complaints(bundle: Bundle, contents: Contents, own_modules: Iterable[str]) -> list[str]:
    """What is wrong with a bundle, a sentence each; empty where all is well.

    `own_modules` are the modules of SP Desk that must be in it.
    """
    return [
        *(
            f"The module {name} is not on the list of what may be in the bundle."
            for name in sorted(bundle.modules)
            if not contents.allows_module(name)
        ),
        *(
            f"The file {path} is not on the list of what may be in the bundle."
            for path in bundle.files
            if path.startswith("_internal/")
            and not contents.allows_file(path.removeprefix("_internal/"))
        ),
        *(
            f"SP Desk's module {name} is missing."
            for name in sorted(set(own_modules) - bundle.modules)
        ),
        *(
            f"Nobody has said which package brings {name}, which the bundle needs."
            for name in sorted(bundle.asked_of_the_system())
            if name not in contents.expected
        ),
        *(
            f"{library.path} looks for libraries in {place}, which is not in the bundle."
            for library in bundle.libraries
            for place in library.search
            if not place.startswith("$ORIGIN")
        ),
        *network_complaints(bundle.libraries, contents),
    ]


def network_complaints(libraries: Iterable[Library], contents: Contents) -> Iterator[str]:
    """The compiled files that could reach a network and are not listed with a reason."""
    for library in libraries:
        if (calls := library.calls & NETWORK_CALLS) and not matches(library.path, contents.network):
            yield f"{library.path} could reach a network: it calls {', '.join(sorted(calls))}."


def own_modules(package: Path) -> list[str]:
    """The dotted names of a package's modules, from its source folder."""
    names = []
    for path in package.rglob("*.py"):
        parts = path.relative_to(package.parent).with_suffix("").parts
        names.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return [name for name in names if not name.endswith(".__main__")]
