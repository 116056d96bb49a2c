"""Whether the pinned packages can be installed on every system and every Python.

uv asks the index for their wheels, and downloads none. What a package says of the Pythons that it
runs on is read from its installed copy: uv passes over the newest Python that a package admits, and
pip, which newcomers have, does not.
"""

import importlib.metadata
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pythons
from environment import REQUIREMENTS, carry_out, pip_install
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from processes import SetUpError, clean_environment, say


@dataclass(frozen=True)
class Platform:
    """The oldest system of a kind: what has wheels for it has them for all newer ones."""

    name: str
    target: str  # uv's word for it
    macos: str = ""


PLATFORMS = (
    Platform("Windows 10", "x86_64-pc-windows-msvc"),
    Platform("macOS 13 on Apple silicon", "aarch64-apple-darwin", macos="13.0"),
    Platform("macOS 13 on Intel", "x86_64-apple-darwin", macos="13.0"),
    Platform("Linux with glibc 2.34", "x86_64-manylinux_2_34"),
)


UNREACHABLE = "Failed to fetch"
"""What uv says where there is no network, or a certificate that it does not know."""


def check(platforms: Iterable[Platform] = PLATFORMS, kind: str = "run") -> None:
    """Say for each platform whether every pin can be installed on every Python that is let in.

    Stops at the end if one cannot, or if pythons.py is wrong about what the next Python waits for.
    """
    pins = REQUIREMENTS / f"{kind}.txt"
    troubles = []
    with tempfile.TemporaryDirectory(prefix="spdesk-wheels-") as scratch:
        carry_out("The environment could not be made", [sys.executable, "-m", "venv", scratch])
        folder = "Scripts" if sys.platform == "win32" else "bin"
        interpreter = str(Path(scratch) / folder / "python")
        pip_install(interpreter, "uv")
        for platform in platforms:
            answers = {
                each: look(interpreter, platform, pins, each) for each in pythons.supported()
            }
            missing = [f"on Python {each} {answer}" for each, answer in answers.items() if answer]
            trouble = "; ".join(missing)
            if UNREACHABLE in trouble:  # says nothing about the pins
                say(f"{platform.name}: NOT CHECKED, for the index cannot be reached ({trouble})")
                continue
            say(f"{platform.name}: {trouble or 'every pinned package has a wheel'}")
            if trouble:
                troubles.append(platform.name)
        waits_for = look_ahead(interpreter, PLATFORMS[-1], pins)
    if troubles:
        raise SetUpError(f"Pinned packages have no wheel for {', '.join(troubles)}.", 1)
    tell_next(waits_for)


def tell_next(waits_for: list[str] | None) -> None:
    """Say what the next Python waits for; stop where go.py tells newcomers something else."""
    name = f"Python {pythons.next_one()}"
    if waits_for is None:
        say(f"{name}: NOT CHECKED, for the index cannot be reached")
        return
    missing = "waits for " + ", ".join(waits_for)
    say(f"{name}: {missing if waits_for else 'every pinned package can be installed'}")
    if {*map(canonicalize_name, pythons.NEXT_WAITS_FOR)} != {*waits_for}:
        raise SetUpError(f"build/pythons.py says something else about {name}; please mend it.", 1)


def look(interpreter: str, platform: Platform, pins: Path, python: str) -> str:
    """Ask for one platform and one Python; what cannot be installed, or nothing."""
    done = subprocess.run(
        [*(interpreter, "-m", "uv"), *question(platform, pins, python, interpreter)],
        env=clean_environment(variables(platform)),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        return " ".join(done.stderr.split())
    text = pins.read_text(encoding="utf-8")
    return ", ".join([*without_wheel(done.stdout, text), *unwilling(text, python)])


def look_ahead(interpreter: str, platform: Platform, pins: Path) -> list[str] | None:
    """The pins that cannot be installed on the next Python; None where the index is out of reach.

    Each is asked for alone: uv names only the first of several.
    """
    found = []
    with tempfile.TemporaryDirectory(prefix="spdesk-wheels-") as scratch:
        for name, pin in blocks(pins.read_text(encoding="utf-8")).items():
            file = Path(scratch) / "pin.txt"
            file.write_text(pin, encoding="utf-8")
            answer = look(interpreter, platform, file, pythons.next_one())
            if UNREACHABLE in answer:
                return None
            if answer:
                found.append(name)
    return found


def blocks(pinned: str) -> dict[str, str]:
    """The name of each pin, with its part of a file of pins."""
    parts = re.split(r"^(?=[\w.-]+==)", pinned, flags=re.MULTILINE)[1:]
    return {canonicalize_name(part.partition("==")[0]): part for part in parts}


def question(platform: Platform, pins: Path, python: str, interpreter: str) -> list[str]:
    """The call of uv that lists the wheels of the pins for a platform and a Python.

    interpreter: a Python at hand. Without it uv searches the machine for one of that version.
    """
    return [
        *("pip", "compile", "--quiet", "--no-deps", "--only-binary", ":all:"),
        *("--python", interpreter, "--python-version", python),
        *("--python-platform", platform.target, "--format", "pylock.toml", str(pins)),
    ]


def variables(platform: Platform) -> Mapping[str, str]:
    """uv takes the oldest macOS from where compilers do, and certificates from the system."""
    system = {"UV_SYSTEM_CERTS": "true", "UV_NATIVE_TLS": "true"}
    return system | ({"MACOSX_DEPLOYMENT_TARGET": platform.macos} if platform.macos else {})


def without_wheel(listing: str, pinned: str) -> list[str]:
    """The packages of uv's listing of which no wheel has its hash among the pins."""
    return [
        f"{package['name']} {package['version']}"
        for package in tomllib.loads(listing)["packages"]
        if not any(
            f"sha256:{wheel['hashes']['sha256']}" in pinned for wheel in package.get("wheels", [])
        )
    ]


def unwilling(pinned: str, python: str) -> list[str]:
    """The pins that say themselves that they do not run on a Python."""
    return [
        f"{name} {found.version}"
        for name in blocks(pinned)
        if python
        not in SpecifierSet(
            (found := importlib.metadata.distribution(name)).metadata["Requires-Python"] or ""
        )
    ]
