"""What a finished bundle is made of: components with their licences and files.

Every file belongs to exactly one of them. What cannot be said for sure is a complaint.
"""

import platform
import re
import runpy
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from packageurl import PackageURL

from bundling import distributions, system_owner
from bundling.allowed import contents, matches
from bundling.inspection import Bundle
from bundling.licences import TEXTS, Part, fits, table

ROOT = Path(__file__).parents[2]
UNKNOWN = "unknown"
SBOM = "sbom.cdx.json"
"""The list of the files, which cannot list itself."""

NOTICES = "licences"
"""The folder for the licence texts of a bundle."""

PROGRAM = "SP Desk"
PACKER = "pyinstaller"
CRATES = "CRATES.md"

_OF_THE_LIBRARY = re.compile(r"__main__|_sysconfigdata.*")
_OF_THE_PACKER = re.compile(r"_?pyi_rth_\w+|pyimod\w+")
_FILE_VERSION = re.compile(r"\.so\.([\d.]+)$|-(\d[\d.]*)\.dll$")


@dataclass(frozen=True)
class Component:
    """Something in the bundle that somebody made and licensed."""

    name: str
    version: str
    licence: str
    """An SPDX expression; empty where none is known."""

    kind: str
    """ "application", "package" (of Python), "part", "system" or "crate" (of Rust)."""

    purl: str
    supplier: str = ""
    purpose: str = ""
    within: str = ""
    """The component that it is compiled into, where it has no files of its own."""

    files: tuple[str, ...] = ()
    """Below the bundle, with forward slashes. A Python package may lie in the program itself."""

    licence_texts: tuple[tuple[str, str], ...] = ()
    """Names and contents."""


def find(bundle: Bundle) -> list[Component]:
    """The components of a bundle. It must run in the environment that the bundle was made in."""
    left = {path: _inner(bundle, path) for path in bundle.files if not _is_list(path)}
    taken = ((part, _take(left, part.files)) for part in table().parts)
    found = [_from_part(bundle, part, files) for part, files in taken if files]
    packages = sorted({*_packages(bundle), *([PACKER] if _version_of(PACKER) else [])})
    for name in packages:
        found += _bundled_with(bundle, name, left)
    for name in packages:
        found.append(_from_distribution(name, left))
        found += _crates_of(name)
    names = {each.name for each in found}
    return found + [_from_part(bundle, each, ()) for each in table().parts if each.within in names]


def _is_list(path: str) -> bool:
    """Whether a file tells of the components, and is written when they are known."""
    return path == SBOM or path.startswith(f"{NOTICES}/")


def _take(left: dict[str, str], patterns: Iterable[str]) -> tuple[str, ...]:
    """Take the files that fit out of those whose owner is still open."""
    taken = tuple(path for path, inner in left.items() if matches(inner, patterns))
    for path in taken:
        del left[path]
    return taken


def _inner(bundle: Bundle, path: str) -> str:
    """The place that says whose a file is: below `_internal`, and behind a link."""
    file, folder = bundle.folder / path, bundle.folder.resolve()
    if file.is_symlink() and file.resolve().is_relative_to(folder):
        path = file.resolve().relative_to(folder).as_posix()
    return path.removeprefix("_internal/")


def _packages(bundle: Bundle) -> set[str]:
    """The Python distributions whose modules are in the bundle."""
    others = bundle.modules - contents().stand_ins.keys()
    tops = {name.partition(".")[0] for name in others} - sys.stdlib_module_names
    return {distributions.providers()[top] for top in tops if top in distributions.providers()}


def _version_of(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""


def _from_part(bundle: Bundle, part: Part, files: tuple[str, ...]) -> Component:
    if part.system:
        package = system_owner.package_of(bundle.folder / files[0])
        if package:
            return _from_system(part, package, files)
    version = _version(bundle, part.version, files)
    return Component(
        part.name,
        version,
        part.licence,
        "application" if part.name == PROGRAM else "system" if part.system else "part",
        _generic(part.name, version),
        part.supplier,
        part.purpose,
        part.within,
        files,
        tuple(text for name in part.texts for text in _texts(name)),
    )


def _from_system(part: Part, package: system_owner.Package, files: tuple[str, ...]) -> Component:
    place = {"arch": package.architecture}
    url = PackageURL(package.kind, package.vendor, package.name, package.version, place)
    return Component(
        part.name,
        package.version,
        part.licence,
        "system",
        url.to_string(),
        package.supplier,
        part.purpose,
        files=files,
        licence_texts=package.texts,
    )


def _bundled_with(bundle: Bundle, name: str, left: dict[str, str]) -> Iterator[Component]:
    """The libraries that a distribution names as another maker's; two may share one file."""
    holders: dict[tuple[str, ...], str] = {}
    for library in distributions.bundled(name):
        files = _take(left, library.files)
        within = "" if files else holders.get(library.files, "")
        if not files and not within:
            continue  # named, but no file of it is in the bundle
        holders.setdefault(library.files, library.name)
        more = table().bundled.get(library.name, Part())
        version = _version(bundle, more.version, files)
        yield Component(
            library.name,
            version,
            library.licence,
            "part",
            _generic(library.name, version),
            more.supplier,
            more.purpose,
            within,
            files,
            (library.text, *(text for each in more.texts for text in _texts(each))),
        )


def _from_distribution(name: str, left: dict[str, str]) -> Component:
    listed = distributions.files(name)
    own = [path for path, inner in left.items() if inner in listed]
    more = table().distributions.get(name, Part())
    texts = [*distributions.texts(name), *(text for each in more.texts for text in _texts(each))]
    if crates := list(distributions.crates(name)):
        texts.append((CRATES, _crate_list(name, crates)))
    return Component(
        name,
        metadata.version(name),
        more.licence or distributions.licence(name),
        "package",
        PackageURL("pypi", name=name, version=metadata.version(name)).to_string(),
        distributions.author(name),
        more.purpose or _purpose(name),
        files=tuple(own),
        licence_texts=tuple(texts),
    )


def _purpose(distribution: str) -> str:
    reasons = contents().packages
    tops = [top for top, provider in distributions.providers().items() if provider == distribution]
    return next((reasons[top] for top in tops if top in reasons), "")


def _crates_of(name: str) -> Iterator[Component]:
    for crate in distributions.crates(name):
        yield Component(
            crate.name,
            crate.version,
            crate.licence,
            "crate",
            crate.purl,
            crate.author,
            f"compiled into {name}",
            within=name,
        )


def _crate_list(name: str, crates: Iterable[distributions.Crate]) -> str:
    lines = [
        f"# Rust crates in {name}",
        "",
        "Its own SBOM names them, for all systems: some are not in the library for this one."
        " Where a crate lets you choose, we take MIT, or Apache-2.0 where there is no MIT."
        " The texts of the licences lie beside this file.",
        "",
        "| Crate | Version | Licence | By |",
        "| --- | --- | --- | --- |",
        *(f"| {each.name} | {each.version} | {each.licence} | {each.author} |" for each in crates),
    ]
    return "\n".join([*lines, ""])


def _version(bundle: Bundle, rule: str, files: Iterable[str]) -> str:
    """The version by a rule of the table; by itself the number in a file's name."""
    if rule in _OWN_VERSIONS:
        return _OWN_VERSIONS[rule]()
    if installed := rule and _version_of(rule):
        return installed
    for path in files:
        inside = rule and re.search(rule.encode(), (bundle.folder / path).read_bytes())
        if inside:
            return inside[1].decode()
    named = filter(None, map(_FILE_VERSION.search, files))
    return next((found[1] or found[2] for found in named), UNKNOWN)


def _program_version() -> str:
    version: str = runpy.run_path(str(ROOT / "spdesk" / "version.py"))["__version__"]
    return version


_OWN_VERSIONS = {"python": platform.python_version, "spdesk": _program_version}


def _generic(name: str, version: str) -> str:
    plain = re.sub(r"[^a-z0-9.+-]+", "-", name.lower())
    return PackageURL(
        "generic", name=plain, version=None if version == UNKNOWN else version
    ).to_string()


@cache
def _texts(name: str) -> tuple[tuple[str, str], ...]:
    """A licence text that the table names; none where this Python came without its own."""
    if name == "spdesk":
        places = [ROOT / "LICENSE"]
    elif name.startswith("resources/"):
        places = [ROOT / name]
    elif name == "python":
        folders = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix))
        places = [path for each in folders if (path := each / "LICENSE.txt").is_file()][:1]
    else:
        places = [TEXTS / name]
    return tuple((path.name, path.read_text(encoding="utf-8")) for path in places)


def unowned(bundle: Bundle, components: Iterable[Component]) -> list[str]:
    """The files that belong to no component, or to more than one."""
    owned = [path for each in components for path in each.files]
    twice = {path for path in owned if owned.count(path) > 1}
    return sorted({path for path in bundle.files if path != SBOM} - set(owned) | twice)


def incompatible(components: Iterable[Component]) -> list[str]:
    """What is wrong with the components' licences, a sentence each."""
    return [
        f"{each.name} {each.version} is under {each.licence or 'no licence that is known'},"
        " which is not on the list of compatible licences."
        for each in components
        if not fits(each.licence, table().compatible)
    ]


def complaints(bundle: Bundle, components: Iterable[Component]) -> list[str]:
    """What keeps a bundle from being passed on, a sentence each; empty where all is well."""
    components = list(components)
    return [
        *(
            f"The file {path} belongs to no known component, or to two."
            for path in unowned(bundle, components)
        ),
        *(
            f"The module {name} belongs to no known component."
            for name in sorted(_unknown_modules(bundle))
        ),
        *incompatible(components),
        *(
            f"{each.name} {each.version} comes without the text of its licence."
            for each in components
            if not each.licence_texts and each.kind != "crate"
        ),
        *_without_packer(components),
    ]


def _unknown_modules(bundle: Bundle) -> set[str]:
    others = bundle.modules - contents().stand_ins.keys()
    tops = {name.partition(".")[0] for name in others}
    known = {"spdesk", *sys.stdlib_module_names, *distributions.providers()}
    kept = (_OF_THE_LIBRARY, _OF_THE_PACKER)
    return {top for top in tops - known if not any(each.fullmatch(top) for each in kept)}


def _without_packer(components: Iterable[Component]) -> Iterator[str]:
    if PACKER not in {each.name for each in components}:
        yield "PyInstaller, whose bootloader starts the program, is not in this environment."
