"""The folder `licences` of a bundle: a page that names everything in it, and every licence text."""

import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bundling import components
from bundling.components import NOTICES, PROGRAM, Component
from bundling.inspection import Bundle

PAGE = "LICENCES.md"

_HEAD = """\
# Licences

SP Desk {version} is under the MIT licence. It stands on the work of many others, listed here. The
build made the list from what is in the package.

The text of each licence lies in the folder `licences`, in a folder named like the part. The file
`sbom.cdx.json` names the same parts with all their files and checksums. Python packages that have
no file of their own lie in the program itself.

## What is in the package

| Part | Version | Licence | What for |
| --- | --- | --- | --- |
"""

_CRATES = """
## Rust code in {name}

{name} is compiled Rust code. It names the crates that it is made from: {count}. They are listed in
`licences/{folder}/{file}` with their versions, licences and authors.
"""

_LGPL = """
## Qt and PySide6 under the LGPL

SP Desk uses Qt {qt} and PySide6 {pyside} with Shiboken under the GNU Lesser General Public License,
version 3. Its text, and that of the GNU General Public License that it refers to, lie in
`licences/qt`. SP Desk ships what their makers published, unchanged; on macOS the build adapts the
paths by which the libraries find each other, and seals them.

They are dynamic libraries, files of their own that you can replace:

- On Linux Qt lies in `_internal/PySide6/Qt/lib` and its plugins in `_internal/PySide6/Qt/plugins`;
  PySide6 and Shiboken lie in `_internal/PySide6` and `_internal/shiboken6`.
- On Windows Qt and PySide6 lie in `_internal\\PySide6`, the plugins in its folder `plugins`, and
  Shiboken in `_internal\\shiboken6`.
- On macOS Qt lies in the app in `Contents/Frameworks/PySide6/Qt/lib`, and the others beside it as
  on Linux.

To use your own build, changed or not: close SP Desk, build the same version of the library from its
sources, and put your files in the place of those with the same names. Nothing in SP Desk checks
them. On macOS sign the changed app again: `codesign --force --deep --sign - "SP Desk.app"`.

You may change these libraries for your own use, and you may reverse engineer SP Desk to find and
mend errors in such changes. No term of SP Desk forbids it.

The sources of exactly these versions are published by The Qt Company, free of charge: on
download.qt.io those of Qt {qt} under `official_releases/qt`, and those of PySide6 and Shiboken
{pyside} under `official_releases/QtForPython`.

These libraries come without any warranty, to the extent that the law allows; see sections 15 and 16
of the GNU General Public License.
"""

_GCC = """
## Libraries of GCC

NumPy's linear algebra needs libraries of the GNU Compiler Collection; they lie in
`_internal/numpy.libs`, or within OpenBLAS. The GCC runtime library is under the GNU General Public
License with the GCC Runtime Library Exception, which frees the programs that use it. libquadmath,
where it is present, is under the GNU Lesser General Public License 2.1: a dynamic library that can
be replaced like Qt's. Their sources are those of GCC, published by the GNU project on gcc.gnu.org.
"""

_PACKER = """
## PyInstaller

The program starts with PyInstaller's bootloader. It is under the GNU General Public License with an
exception that allows it to start programs under any licence.
"""


def write(bundle: Bundle) -> list[Component]:
    """Write the folder anew, and return the components; its files are SP Desk's."""
    folder = bundle.folder / NOTICES
    if folder.exists():
        shutil.rmtree(folder)
    found = components.find(bundle)
    texts = {f"{NOTICES}/{PAGE}": page(found)}
    for each in found:
        for name, text in each.licence_texts:
            texts[f"{folder_of(each)}/{name}"] = text
    for path, text in texts.items():
        file = bundle.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return [
        replace(each, files=(*each.files, *sorted(texts))) if each.name == PROGRAM else each
        for each in found
    ]


def folder_of(component: Component) -> str:
    """Where the texts of a component lie, below the bundle."""
    return f"{NOTICES}/{re.sub(r'[^a-z0-9.+_-]+', '-', component.name.lower())}"


def page(found: Iterable[Component]) -> str:
    """The page that a person reads, here and in the program's help."""
    found = list(found)
    named = {each.name: each for each in found}
    parts = [_HEAD.format(version=named[PROGRAM].version), *_rows(found)]
    if "Qt" in named:
        versions = {"qt": named["Qt"].version, "pyside": named["PySide6_Essentials"].version}
        parts.append(_LGPL.format(**versions))
    parts += _crate_sections(found)
    if "GCC runtime library" in named:
        parts.append(_GCC)
    if components.PACKER in named:
        parts.append(_PACKER)
    return _unwrapped("".join(parts))


def _rows(found: Iterable[Component]) -> Iterator[str]:
    for each in sorted(found, key=lambda each: (each.name != PROGRAM, each.name.lower())):
        if each.kind != "crate":
            cells = (each.name, each.version, each.licence, each.purpose)
            yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _crate_sections(found: Iterable[Component]) -> Iterator[str]:
    found = list(found)
    for holder in found:
        count = sum(each.kind == "crate" and each.within == holder.name for each in found)
        if count:
            folder = folder_of(holder).removeprefix(f"{NOTICES}/")
            yield _CRATES.format(
                name=holder.name, count=count, folder=folder, file=components.CRATES
            )


def _unwrapped(text: str) -> str:
    """One line a paragraph: the help window wraps by itself."""
    return re.sub(r"(?<=[^\n|])\n(?=[^\n|#])", " ", text)
