"""Whether the pinned packages have wheels for the other systems: uv asks the index, and downloads none."""

import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from environment import REQUIREMENTS, carry_out, pip_install
from processes import SetUpError, clean_environment, say

PYTHON = "3.11"  # what releases are made with


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
    """Say for each platform whether every pin has a wheel; stop at the end if one has not."""
    pins = REQUIREMENTS / f"{kind}.txt"
    troubles = []
    with tempfile.TemporaryDirectory(prefix="spdesk-wheels-") as scratch:
        carry_out("The environment could not be made", [sys.executable, "-m", "venv", scratch])
        folder = "Scripts" if sys.platform == "win32" else "bin"
        interpreter = str(Path(scratch) / folder / "python")
        pip_install(interpreter, "uv")
        for platform in platforms:
            trouble = look(interpreter, platform, pins)
            if UNREACHABLE in trouble:  # says nothing about the pins
                say(f"{platform.name}: NOT CHECKED, for the index cannot be reached ({trouble})")
                continue
            say(f"{platform.name}: {trouble or 'every pinned package has a wheel'}")
            if trouble:
                troubles.append(platform.name)
    if troubles:
        raise SetUpError(f"Pinned packages have no wheel for {', '.join(troubles)}.", 1)


def look(interpreter: str, platform: Platform, pins: Path) -> str:
    """Ask for one platform; what is missing, or nothing."""
    done = subprocess.run(
        [*(interpreter, "-m", "uv"), *question(platform, pins)],
        env=clean_environment(variables(platform)),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        return " ".join(done.stderr.split())
    return ", ".join(without_wheel(done.stdout, pins.read_text(encoding="utf-8")))


def question(platform: Platform, pins: Path) -> list[str]:
    """The call of uv that lists the wheels of the pins for a platform."""
    return [
        *("pip", "compile", "--quiet", "--no-deps", "--only-binary", ":all:"),
        *("--python-version", PYTHON, "--python-platform", platform.target),
        *("--format", "pylock.toml", str(pins)),
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
