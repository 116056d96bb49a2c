"""Make the bundle: PyInstaller, then what it leaves to do."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import environment
from processes import SetUpError, run_quietly

from bundling import notices, sbom
from bundling.allowed import contents
from bundling.components import SBOM, Component, complaints
from bundling.inspection import NAMES, Bundle, own_modules
from bundling.inspection import complaints as content_complaints

SPECS = environment.ROOT / "build"
DIST = environment.ROOT / "dist"
APP = DIST / "SP Desk.app"
WINDOW, CONSOLE = NAMES


def moment() -> int:
    """The time that everything made now bears: SOURCE_DATE_EPOCH, else that of the last commit."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    if shutil.which("git"):
        asked = subprocess.run(
            ["git", "log", "-1", "--format=%ct"],
            cwd=environment.ROOT,
            capture_output=True,
            encoding="ascii",
            check=False,
        )
        if asked.returncode == 0 and asked.stdout.strip():
            return int(asked.stdout)
    # A source archive, or a checkout of somebody else's: git tells nothing of those.
    return int((environment.ROOT / "pyproject.toml").stat().st_mtime)


def pack(spec: str, folder: Path, *arguments: str) -> None:
    """Let PyInstaller make what a spec says, into a folder. Raises SetUpError."""
    with tempfile.TemporaryDirectory(prefix="spdesk-pack-") as scratch:
        command = [sys.executable, "-P", "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
        command += ["--distpath", str(folder), "--workpath", scratch, str(SPECS / spec)]
        changes = {
            "PYINSTALLER_CONFIG_DIR": scratch,
            "PYTHONHASHSEED": "0",
            "SOURCE_DATE_EPOCH": str(moment()),
        }
        output = run_quietly([*command, *(["--", *arguments] if arguments else [])], changes)
    if output is not None:
        raise SetUpError(f"{output.rstrip()}\nPyInstaller could not pack {spec}.", 1)
    if sys.platform.startswith("linux"):
        clean_python(folder)


def make_bundle() -> Bundle:
    """Make `dist/spdesk` (on macOS also the app) with its licences and its SBOM, and check it."""
    pack("spdesk.spec", DIST)
    folder = DIST / "spdesk"
    if sys.platform != "win32":
        (folder / CONSOLE).unlink(missing_ok=True)
        (folder / CONSOLE).symlink_to(WINDOW)
    found = describe(folder)
    if sys.platform == "darwin":
        finish_app(folder, APP)
    bundle = Bundle(folder)
    check(bundle, found)
    return bundle


def clean_python(folder: Path) -> None:
    """Take from Python's own libraries what only the building system needs.

    From libpython the symbols for debuggers, two thirds of it; only from that one, for numpy's
    libraries break when they are stripped. From all of them the folder of the building system in
    which they would look for others: on another system that could be anybody's.
    """
    for library in sorted(folder.glob("*/_internal/libpython3.*")):
        if not library.is_symlink():
            change_library(library, "strip", "--strip-unneeded")
            change_library(library, "patchelf", "--remove-rpath")
    for library in sorted(folder.glob("*/_internal/python3.*/lib-dynload/*.so")):
        change_library(library, "patchelf", "--remove-rpath")


def change_library(library: Path, *command: str) -> None:
    output = run_quietly([*command, str(library)])
    if output is not None:
        raise SetUpError(f"{command[0]} could not change {library.name}: {output.strip()}", 1)


def describe(folder: Path) -> list[Component]:
    """Write the licences and the SBOM into a bundle; tells what is in it."""
    found = notices.write(Bundle(folder))
    sbom.write(Bundle(folder), found)
    return found


def finish_app(folder: Path, app: Path) -> None:
    """Give macOS's app what the folder has: the companion, the licences and the SBOM.

    PyInstaller has sealed the app; what is added breaks the seal, so it is sealed anew.
    """
    console = app / "Contents" / "MacOS" / CONSOLE
    console.unlink(missing_ok=True)
    console.symlink_to(WINDOW)
    resources = app / "Contents" / "Resources"
    shutil.copytree(folder / "licences", resources / "licences", dirs_exist_ok=True)
    shutil.copy(folder / SBOM, resources)
    output = run_quietly(["codesign", "--force", "--deep", "--sign", "-", str(app)])
    if output is not None:
        raise SetUpError(f"{app.name} could not be sealed: {output.strip()}", 1)


def check(bundle: Bundle, found: Sequence[Component]) -> None:
    """Hold a finished bundle against the lists. Raises SetUpError with all that is wrong."""
    told = [
        *content_complaints(bundle, contents(), own_modules(environment.ROOT / "spdesk")),
        *complaints(bundle, found),
        *sbom.verify(bundle.folder),
    ]
    if told:
        raise SetUpError("The bundle is not as it must be:\n  " + "\n  ".join(told), 1)
