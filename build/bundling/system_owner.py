"""Which package of the system a library was copied from: dpkg or rpm knows."""

import filecmp
import platform
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path

FOLDERS = ("/lib/*-linux-*", "/usr/lib/*-linux-*", "/lib64", "/usr/lib64", "/lib", "/usr/lib")
"""Where libraries lie, as patterns. Packages say /lib or /usr/lib, even where both are one."""

DEBIAN_DOCUMENTS = Path("/usr/share/doc")


@dataclass(frozen=True)
class Package:
    """A package of the system."""

    kind: str
    """"deb" or "rpm", as package URLs have it."""

    name: str
    version: str
    architecture: str
    supplier: str
    texts: tuple[tuple[str, str], ...]

    @property
    def vendor(self) -> str:
        """The distribution, as package URLs have it: debian, ubuntu, almalinux …"""
        return platform.freedesktop_os_release()["ID"]


def package_of(file: Path) -> Package | None:
    """The package that a bundled library comes from; None where no package has this very file."""
    same = [found for found in places(file.name) if filecmp.cmp(file, found, shallow=False)]
    asked = (ask(str(place)) for ask in (_dpkg, _rpm) for place in same)
    return next(filter(None, asked), None)


def places(name: str) -> Iterator[Path]:
    """Where the system has a library of this name."""
    for folder in FOLDERS:
        for found in sorted(Path("/").glob(f"{folder.removeprefix('/')}/{name}")):
            if found.is_file():
                yield found


def _dpkg(path: str) -> Package | None:
    owner = _answer(["dpkg", "-S", path])
    if not owner:
        return None
    owned = owner.splitlines()[0].rpartition(": ")[0]
    fields = "${Package}\\t${Version}\\t${Architecture}\\t${Maintainer}"
    name, version, architecture, maintainer = _answer(
        ["dpkg-query", "--show", f"--showformat={fields}", owned]
    ).split("\t")
    text = DEBIAN_DOCUMENTS / name / "copyright"
    supplier = parseaddr(maintainer)[0] or maintainer
    return Package("deb", name, version, architecture, supplier, _read([text]))


def _rpm(path: str) -> Package | None:
    fields = "%{NAME}\\t%{VERSION}-%{RELEASE}\\t%{ARCH}\\t%{VENDOR}\\n"
    found = _answer(["rpm", "-qf", f"--queryformat={fields}", path])
    if not found:
        return None
    name, version, architecture, supplier = found.splitlines()[0].split("\t")
    texts = _answer(["rpm", "-q", "--licensefiles", name]).splitlines()
    return Package("rpm", name, version, architecture, supplier, _read(map(Path, texts)))


def _read(paths: Iterator[Path] | Sequence[Path]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (path.name, path.read_text(encoding="utf-8", errors="replace"))
        for path in paths
        if path.is_file()
    )


def _answer(command: Sequence[str]) -> str:
    """What a program prints; nothing where it is missing or fails."""
    if not shutil.which(command[0]):
        return ""
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return "" if done.returncode else done.stdout
