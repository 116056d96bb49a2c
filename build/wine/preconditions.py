"""What a run under Wine needs of the machine; where it is missing, nothing is run and nothing fails."""

import os
import platform
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import system_packages
from processes import SetUpError, say

RELEASES = ("12", "13")  # of Debian
ROOM = 5 * 10**9  # bytes: the set-up takes 1.7 GB, twice that while it is made, and a run 1.2 more

UNREACHABLE = re.compile(
    # apt and mmdebstrap
    r"Failed to fetch|Could not connect|Could not resolve|Temporary failure resolving"
    r"|Unable to connect|Connection (timed out|failed|refused)"
    # pip
    r"|NewConnectionError|NameResolutionError|ConnectTimeoutError|ReadTimeoutError"
    r"|ConnectionResetError|ProtocolError|ProxyError|CERTIFICATE_VERIFY_FAILED"
)
"""What the tools say where a download failed by the way to it. A download that came and is not the
expected one says something else ("Hash Sum mismatch", "do not match the hashes"), and is a fault."""


class NotRun(Exception):  # noqa: N818  nothing is wrong with the program
    """A precondition is missing; the text names it."""


def check_system() -> None:
    """See that this is the right system, and that everything is allowed. Raises NotRun."""
    if not sys.platform.startswith("linux") or platform.machine() != "x86_64":
        raise NotRun("it takes Debian on a 64-bit PC")
    if (found := debian(system_packages.OS_RELEASE)) not in RELEASES:
        raise NotRun(
            f"it takes Debian {' or '.join(RELEASES)}; this is {found or 'another system'}"
        )
    if os.geteuid() != 0:
        raise NotRun("it takes root")


def debian(os_release: Path) -> str:
    """The number of this system's release of Debian; nothing where it is another system."""
    text = os_release.read_text("utf-8") if os_release.is_file() else ""
    if not re.search(r"""^ID=["']?debian["']?$""", text, re.MULTILINE):
        return ""
    number = re.search(r"""^VERSION_ID=["']?(\d+)""", text, re.MULTILINE)
    return number[1] if number else "a release of Debian without a number"


def check_room(folder: Path) -> None:
    """See that the disk has room; what a set-up in the folder takes already counts as room."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = sum(path.lstat().st_size for path in folder.rglob("*"))
    free = shutil.disk_usage(folder).free
    if free + taken < ROOM:
        raise NotRun(f"it takes {ROOM / 1e9:.0f} GB; {folder} has {free / 1e9:.1f} GB left")


@contextmanager
def downloading(what: str) -> Iterator[None]:
    """Do something that downloads. Raises NotRun where it fails because the way is closed."""
    try:
        yield
    except SetUpError as stop:
        if said := UNREACHABLE.search(str(stop)):
            say(str(stop))
            raise NotRun(f"downloads are not possible ({what}: {said[0]})") from stop
        raise
