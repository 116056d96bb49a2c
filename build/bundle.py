#!/usr/bin/env python3
"""Make the bundle and its installers, and prove them. `go.py` starts this in the environment."""

import argparse
import contextlib
import os
import platform
import re
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import checks
from benchmarks import report
from benchmarks.report import Aim
from bundling import clean_root, making, sbom, sizes, smoke, starts, wheels
from bundling.allowed import contents
from bundling.clean_root import CleanRoot
from bundling.components import find
from bundling.inspection import NETWORK_CALLS, Bundle
from installers import archive, debian, icons, macos, msi, trial
from processes import INTERRUPTED, SetUpError, say

from spdesk.version import __version__

BUDGETS = Path(__file__).parent / "bundling" / "budgets.toml"
DATA_PACKAGES = ("xkb-data",)
"""What the bundled keyboard library reads, and no library brings along."""

RUNS = 9
LIBRARY = re.compile(r"libQt6Widgets\.so\.6|Qt6Widgets\.dll|QtWidgets")
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}  # as Debian calls them


def main(arguments: Sequence[str]) -> int:
    """Do what a verb of go.py asks."""
    parser = argparse.ArgumentParser(prog="bundle", description=__doc__)
    verbs = parser.add_subparsers(required=True)
    bundle = verbs.add_parser("bundle")
    bundle.add_argument("--runs", type=int, default=RUNS, help=f"starts of each ({RUNS}); 0: none")
    bundle.add_argument("--glibc", help="the newest GNU C library that it may need, as 2.34")
    bundle.set_defaults(act=make_and_prove)
    verbs.add_parser("prove").set_defaults(act=prove_everything)
    verbs.add_parser("installers").set_defaults(act=make_installers)
    package = verbs.add_parser("msi")
    package.add_argument("payload", type=Path)
    package.add_argument("version", nargs="?", default="")
    package.set_defaults(act=make_msi)
    chosen = parser.parse_args(arguments)
    act = chosen.act
    act(chosen)
    return 0


def make_and_prove(chosen: argparse.Namespace) -> None:
    """The bundle, its contents, its smoke test, its size and its start."""
    bundle = make(chosen.glibc)
    smoke_here(bundle)
    limits = tomllib.loads(BUDGETS.read_text("utf-8"))
    with floors(plain=bool(chosen.runs)) as folder:
        aims = [tell_size(bundle, folder, limits["size"])]
        if chosen.runs:
            aims += tell_starts(bundle, folder, chosen.runs, limits)
    say("\n".join(aim.line() for aim in aims))
    # Times swing with the machine and are only told; the others are ratios within one process.
    if missed := [aim.wish for aim in aims if not aim.met and "first paint" not in aim.wish]:
        raise SetUpError(f"The bundle is over its budget: {', '.join(missed)}.", 1)


def prove_everything(_chosen: argparse.Namespace) -> None:
    """What `go.py test` runs: all of it but the times."""
    say("== pins for other systems")
    wheels.check()
    say("== bundle")
    make_and_prove(argparse.Namespace(runs=0, glibc=None))
    if sys.platform.startswith("linux"):
        say("== installers")
        make_installers(argparse.Namespace())
        try_installers()


def make(glibc: str | None) -> Bundle:
    """Make the bundle and check what is in it."""
    say("Packing …")
    bundle = making.make_bundle()
    say(f"   {bundle.folder}: {len(bundle.files)} files, {len(bundle.modules)} Python modules")
    if sys.platform.startswith("linux"):
        needed = ".".join(map(str, bundle.glibc))
        say(f"   runs with glibc {needed} or newer")
        for library in bundle.libraries:
            if library.calls & NETWORK_CALLS:
                say(f"   {library.path} could reach a network, for the reason on the list")
        if glibc and bundle.glibc > tuple(map(int, glibc.split("."))):
            raise SetUpError(f"The bundle needs glibc {needed}, newer than {glibc}.", 1)
    return bundle


def smoke_here(bundle: Bundle) -> None:
    """The smoke test of a fresh bundle, and the proof that it can fail."""
    say("Smoke test …")
    folder = making.APP if sys.platform == "darwin" else bundle.folder
    with clean_system(packages(bundle)) as root:
        smoke.try_bundle(folder, root)
        with tempfile.TemporaryDirectory(prefix="spdesk-broken-") as name:
            Path(name).chmod(0o755)
            broken = shutil.copytree(folder, Path(name) / folder.name, symlinks=True)
            library = break_bundle(broken)
            try:
                smoke.try_bundle(broken, root, [smoke.Case("without a library")])
            except SetUpError as stop:
                if "without a report" not in str(stop):  # red, but for another reason
                    raise
                say(f"   without {library}: red, as it must be")
            else:
                raise SetUpError(f"The smoke test does not miss {library}.", 1)


def break_bundle(folder: Path) -> str:
    """Take a library from a bundle, without which no window can open; gives its name."""
    for path in sorted(folder.rglob("*Widgets*")):
        if path.is_file() and LIBRARY.fullmatch(path.name):
            path.unlink()
            return path.name
    raise SetUpError(f"{folder} has no library of Qt's widgets.", 1)


@contextlib.contextmanager
def clean_system(needed: Sequence[str], variant: str = "essential") -> Iterator[CleanRoot | None]:
    """A system of its own with these packages; None, with a word, where none is possible."""
    if reason := clean_root.impossible():
        say(f"   NOT in a clean system: {reason}")
        yield None
        return
    with clean_root.clean_root(needed, variant) as root:
        yield root


def packages(bundle: Bundle) -> list[str]:
    """The Debian packages of the libraries that a bundle expects."""
    names = {contents().expected[library] for library in bundle.asked_of_the_system()}
    return sorted({*names, *DATA_PACKAGES})


@contextlib.contextmanager
def floors(*, plain: bool) -> Iterator[Path]:
    """A folder with the bare bundles that ours is measured against."""
    with tempfile.TemporaryDirectory(prefix="spdesk-floor-") as name:
        say("Packing the bare bundle …")
        making.pack("bare.spec", Path(name))
        if plain:
            making.pack("bare.spec", Path(name), "plain")
        yield Path(name)


def tell_size(bundle: Bundle, folder: Path, limit: float) -> Aim:
    """Print the table of sizes."""
    ours = sizes.size_of(bundle.folder)
    names = {"bare": "a bare bundle", "plain": "a bare bundle with nothing left out"}
    found = {name: folder / name for name in names if (folder / name).is_dir()}
    sizes_found = {names[name]: sizes.size_of(path) for name, path in found.items()}
    parts = sizes.sizes_of_parts(bundle, find(bundle))
    say(sizes.table(ours, sizes_found, parts))
    return sizes.aim(ours, sizes_found[names["bare"]], limit)


def tell_starts(bundle: Bundle, folder: Path, runs: int, limits: dict[str, float]) -> list[Aim]:
    """Print the table of starts, and what memory is held."""
    say("Measuring the starts …")
    end = ".exe" if sys.platform == "win32" else ""
    program, bare = bundle.folder / f"spdesk{end}", folder / "bare" / f"bare{end}"
    with checks.screen() as screen, checks.scratch_folder() as private:
        changes = {**private, **screen}
        series = starts.measure(program, bare, runs, changes)
        say(report.table("Start of the process until", series, "s", last="slowest"))
        aims = starts.aims(series, limits["first_paint"])
        if starts.can_measure_memory():
            held = starts.measure_memory(program, changes)
            say(starts.memory_line(held))
            aims.append(starts.memory_aim(held, limits["memory"]))
    return aims


def finished_bundle() -> Bundle:
    folder = making.DIST / "spdesk"
    if not folder.is_dir():
        raise SetUpError("There is no bundle yet; `python3 build/go.py bundle` makes one.")
    return Bundle(folder)


def make_installers(_chosen: argparse.Namespace) -> None:
    """The installers of this system from the finished bundle, with their checksums."""
    bundle, when, version = finished_bundle(), making.moment(), __version__
    # Anew: signing may have changed the programs since the bundle was made.
    making.describe(bundle.folder)
    refuse_changed(bundle.folder)
    machine = platform.machine().lower()
    for old in ("*.deb", "*.tar.gz", "*.zip", "*.dmg", "*.msi", "SHA256SUMS"):
        for path in making.DIST.glob(old):
            path.unlink()
    if sys.platform == "win32":
        archive.make_zip(bundle.folder, version, "x64", when, making.DIST)
    elif sys.platform == "darwin":
        macos.make_dmg(making.APP, making.DIST / f"SPDesk-{version}-{machine}.dmg")
    else:
        archive.make_tar(bundle.folder, version, machine, when, making.DIST)
        architecture = ARCHITECTURES.get(machine, machine)
        depends = depends_on(bundle)
        debian.make(bundle.folder, version, architecture, depends, when, making.DIST)
    archive.write_checksums(making.DIST)
    for path in sorted(making.DIST.iterdir()):
        if path.is_file():
            say(f"   {path.name}: {path.stat().st_size / 1e6:.1f} MB")


def depends_on(bundle: Bundle) -> list[str]:
    """The dependencies of the Debian package; of the C library the oldest version that will do."""
    major, minor = bundle.glibc
    named = {"libc6": f"libc6 (>= {major}.{minor})"}
    return [named.get(name, name) for name in packages(bundle)]


def try_installers() -> None:
    """Install, use, upgrade and remove the Debian package on a clean system."""
    (package,) = making.DIST.glob("*.deb")
    # Without the libraries: they must come with the package, as what it depends on.
    with clean_system(trial.DESKTOP_PACKAGES, variant="apt") as root:
        if root is None:
            return
        trial.try_deb(package, root)
    say(f"   {package.name}: installed, used, upgraded and removed")


def make_msi(chosen: argparse.Namespace) -> None:
    """The Windows installer from a bundle for Windows, on Linux."""
    version = chosen.version or __version__
    refuse_changed(chosen.payload)
    with tempfile.TemporaryDirectory(prefix="spdesk-icon-") as name:
        icons.make(Path(name))
        made = msi.make(chosen.payload, version, Path(name) / "spdesk.ico", making.DIST)
    archive.write_checksums(making.DIST)
    say(f"   {made}: {made.stat().st_size / 1e6:.1f} MB")


def refuse_changed(folder: Path) -> None:
    """Stop where a bundle is not what its SBOM says."""
    if told := sbom.verify(folder):
        raise SetUpError("The bundle is not what its SBOM says:\n  " + "\n  ".join(told), 1)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONSAFEPATH", "1")
    os.environ["SOURCE_DATE_EPOCH"] = str(making.moment())
    try:
        sys.exit(main(sys.argv[1:]))
    except SetUpError as stop:
        print(stop, file=sys.stderr)
        sys.exit(stop.code)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
