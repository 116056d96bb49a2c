"""The system packages that Qt and the tests need, on Debian, Ubuntu and their relatives."""

import importlib.util
import os
import re
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from processes import SetUpError, output_of, run_quietly, say

OS_RELEASE = Path("/etc/os-release")
PATIENCE = 120  # seconds that another installation gets to end

# Each package with what it is for, told to the person on whose system it is installed.
OFFSCREEN = {
    "libgl1": "drawing",
    "libegl1": "drawing",
    "libglib2.0-0": "Qt's event loop",
    "libfontconfig1": "finding fonts",
    "libxkbcommon0": "the keyboard",
    "libdbus-1-3": "the desktop's messages",
}
WINDOW = OFFSCREEN | {
    "libxcb-cursor0": "windows",
    "libxcb-icccm4": "windows",
    "libxcb-keysyms1": "windows",
    "libxcb-shape0": "windows",
    "libxcb-xkb1": "windows",
    "libxkbcommon-x11-0": "windows",
}
TEST = WINDOW | {
    "xvfb": "window tests without a screen",
    "at-spi2-core": "reading the window as a screen reader does",
    "dbus": "reading the window as a screen reader does",
    "openbox": "reading the window as a screen reader does",
    "xdotool": "reading the window as a screen reader does",
    "binutils": "packing the program",
    "patchelf": "packing the program",
    "bubblewrap": "trying it on a clean system",
    "mmdebstrap": "trying it on a clean system",
    "strace": "trying it on a clean system",
    "desktop-file-utils": "checking the installers",
    "msitools": "checking the installers",
    "shared-mime-info": "checking the installers",
    "shellcheck": "checking the installers",
    "wixl": "making the Windows installer",
}

WINE = TEST | {
    "gcc-mingw-w64-x86-64-win32": "the run under Wine",
    "osslsigncode": "the run under Wine",
}

ELSEWHERE = (
    "Should SP Desk not start: Qt needs the system's libraries for OpenGL and EGL, GLib, D-Bus,"
    " fontconfig, xkbcommon and the xcb family (with xcb-cursor)."
)


def install_missing(needed: Mapping[str, str], first: bool) -> None:
    """Install the packages that are missing, or stop and say how to."""
    if not sys.platform.startswith("linux"):
        return  # the packages of other systems bring all that they need
    if not on_debian():
        if first:
            say(ELSEWHERE)
        return
    needed = dict(needed) | environment_package()
    missing = absent(needed, installed_packages())
    if missing:
        say("Missing system packages: " + with_purpose(missing, needed) + ".")
        install(missing)


def on_debian() -> bool:
    """Whether this system's packages are Debian's."""
    tools = all(shutil.which(name) for name in ("apt-get", "dpkg-query"))
    return tools and OS_RELEASE.is_file() and is_debian_like(OS_RELEASE.read_text("utf-8"))


def is_debian_like(os_release: str) -> bool:
    """Whether an os-release text names Debian, Ubuntu or a relative of theirs."""
    names: set[str] = set()
    for line in os_release.splitlines():
        key, _, value = line.partition("=")
        if key.strip() in {"ID", "ID_LIKE"}:
            names.update(value.strip().strip("\"'").lower().split())
    return bool(names & {"debian", "ubuntu"})


def environment_package() -> dict[str, str]:
    """The package that Debian splits from its Python, without which no environment is made."""
    if importlib.util.find_spec("ensurepip"):
        return {}
    if sys.base_prefix != "/usr":
        raise SetUpError("This Python lacks its module ensurepip; please use another Python.")
    return {"python{}.{}-venv".format(*sys.version_info[:2]): "Python environments"}


def fetching() -> list[str]:
    """How this system's apt fetches packages (proxies, mirrors that lag behind), as its settings."""
    settings = output_of(["apt-config", "dump"]).splitlines()
    return [line for line in settings if re.match(r"Acquire::(Check-|https?::|Retries)", line)]


def python_library() -> dict[str, str]:
    """The package that Debian splits from its Python, and that goes into the packaged program."""
    if sys.base_prefix != "/usr":
        return {}
    return {"libpython{}.{}".format(*sys.version_info[:2]): "packing the program"}


def installed_packages() -> str:
    """What dpkg knows: a line for each package, with its state, its name and what it provides."""
    layout = "${db:Status-Abbrev}\t${Package}\t${Provides}\n"
    return output_of(["dpkg-query", "--show", f"--showformat={layout}"])


def absent(needed: Iterable[str], listing: str) -> list[str]:
    """The needed packages that are not installed, by their own or by a provided name.

    Newer systems renamed some of them (libglib2.0-0t64) and let them provide the old name.
    """
    present: set[str] = set()
    for line in listing.splitlines():
        state, name, provides = line.split("\t")
        if state[1:2] == "i":
            present.add(name)
            present.update(item.split()[0] for item in provides.split(",") if item.strip())
    return [name for name in needed if name not in present]


def with_purpose(missing: Iterable[str], needed: Mapping[str, str]) -> str:
    """The packages, told by what they are for."""
    purposes: dict[str, list[str]] = {}
    for name in missing:
        purposes.setdefault(needed[name], []).append(name)
    return "; ".join(f"{', '.join(names)} ({purpose})" for purpose, names in purposes.items())


def install(missing: Sequence[str]) -> None:
    """Install packages with apt-get, with fresh package lists where the old ones do not do."""
    root = sys.platform != "win32" and os.geteuid() == 0
    sudo = shutil.which("sudo") is not None
    can_ask = sys.stdin is not None and sys.stdin.isatty()
    free = sudo and not root and run_quietly(["sudo", "-n", "true"]) is None
    start = way_to_root(root=root, sudo=sudo, free=free, can_ask=can_ask)
    if start is None:
        raise SetUpError("Please install them:\n  " + by_hand(missing, sudo=sudo))
    apt = [*start, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    apt += ["-o", f"DPkg::Lock::Timeout={PATIENCE}"]
    command = [*apt, "install", "-y", "--no-install-recommends", *missing]
    say("Installing them with apt-get …")
    if run_quietly(command) is None:
        return
    say("Fetching fresh package lists …")
    run_quietly([*apt, "update"])
    output = run_quietly(command)
    if output is not None:
        raise SetUpError(
            f"{output.rstrip()}\napt-get failed. By hand:\n  {by_hand(missing, sudo=sudo)}"
        )


def way_to_root(*, root: bool, sudo: bool, free: bool, can_ask: bool) -> list[str] | None:
    """What stands before a command that only root may run; None where there is no way.

    free: sudo asks for no password. can_ask: there is a person to type one.
    """
    if root:
        return []
    return ["sudo"] if sudo and (free or can_ask) else None


def by_hand(missing: Iterable[str], *, sudo: bool) -> str:
    """The command for a person to type."""
    start = "sudo apt-get" if sudo else "apt-get"
    hint = "" if sudo else "   (as root)"
    names = " ".join(missing)
    return f"{start} update && {start} install -y --no-install-recommends {names}{hint}"
