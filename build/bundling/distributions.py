"""What the installed Python distributions say of themselves: licence, author, texts, what they hold."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import Any

from bundling.licences import is_expression

LICENCE_CLASSIFIERS = {
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: ISC License (ISCL)": "ISC",
    "License :: OSI Approved :: Python Software Foundation License": "PSF-2.0",
}
"""Those of PyPI's words for licences that leave no doubt; "BSD License" could be any of three."""

_BLOCK = re.compile(
    r"^Name: (?P<name>.+)\nFiles: (?P<files>.+)\n(?:.+\n)*?License: (?P<licence>.+)$", re.MULTILINE
)
_ADDRESS = re.compile(r"\s*<[^>]*>|\"")
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_OTHERS = re.compile(r"(^|/)(\w+\.libs|\.dylibs)/")
"""Where the tools that repair wheels put libraries of other makers."""


@dataclass(frozen=True)
class Bundled:
    """A library that a distribution's own licence file names as another maker's."""

    name: str
    licence: str
    files: tuple[str, ...]
    distribution: str
    text: tuple[str, str]


@dataclass(frozen=True)
class Crate:
    """Rust code compiled into a distribution, as its own SBOM names it."""

    name: str
    version: str
    licence: str
    author: str
    purl: str


@cache
def providers() -> dict[str, str]:
    """Importable top-level names with the distribution that each comes from."""
    return {name: found[0] for name, found in metadata.packages_distributions().items()}


def files(name: str) -> frozenset[str]:
    """What it installed, below site-packages.

    Not the libraries of other makers: who made those must be said elsewhere.
    """
    found = (path.as_posix() for path in metadata.files(name) or ())
    return frozenset(path for path in found if not _OTHERS.search(path))


def licence(name: str) -> str:
    """The SPDX expression in the metadata; empty where they name none."""
    found = metadata.metadata(name)
    for field in ("License-Expression", "License"):
        if field in found and is_expression(found[field]):
            return found[field]
    said = [LICENCE_CLASSIFIERS.get(each) for each in found.get_all("Classifier", ())]
    return next(filter(None, said), "")


def author(name: str) -> str:
    """Who made it, without addresses."""
    found = metadata.metadata(name)
    said = [found[field] for field in ("Author", "Author-email", "Maintainer") if field in found]
    return _ADDRESS.sub("", said[0]) if said else ""


def texts(name: str) -> tuple[tuple[str, str], ...]:
    """The licence files that it was installed with."""
    found = []
    for path in metadata.files(name) or ():
        inside = PurePosixPath(*path.parts[1:])
        kept = path.parts[0].endswith(".dist-info")
        if kept and (inside.parts[0] == "licenses" or _LICENCE_FILE.match(inside.name)):
            inside = inside.relative_to("licenses") if inside.parts[0] == "licenses" else inside
            found.append((inside.as_posix().replace("/", "-"), _read(path)))
    return tuple(sorted(found))


def bundled(name: str) -> Iterator[Bundled]:
    """The libraries of other makers that its licence files name."""
    for file, text in texts(name):
        for block in _BLOCK.finditer(text):
            files = block["files"].replace("\\", "/")
            # The names of libraries for Linux go on with a version.
            yield Bundled(
                block["name"], block["licence"], (files, f"{files}.*"), name, (file, text)
            )


def crates(name: str) -> Iterator[Crate]:
    """The Rust crates that its SBOM names, without those that only took part in the build."""
    for path in metadata.files(name) or ():
        if "sboms" in path.parts and path.name.endswith(".json"):
            for entry in json.loads(_read(path)).get("components", ()):
                if entry.get("scope") != "excluded" and entry["purl"].startswith("pkg:cargo/"):
                    yield _crate(entry)


def _crate(entry: dict[str, Any]) -> Crate:
    said = " AND ".join(each.get("expression", "") for each in entry.get("licenses", ()))
    author = _ADDRESS.sub("", entry.get("author", ""))
    return Crate(entry["name"], entry["version"], said, author, entry["purl"])


def _read(path: metadata.PackagePath) -> str:
    return Path(str(path.locate())).read_text(encoding="utf-8", errors="replace")
