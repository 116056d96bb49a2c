"""The archives: the bundle packed up for people who unpack it themselves, and the checksums.

The same bundle always makes the same bytes: the names are sorted, and times, owners and
permissions come from here and not from the machine.
"""

import gzip
import hashlib
import io
import shutil
import stat
import tarfile
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import environment
from processes import SetUpError

LINUX = environment.ROOT / "build" / "installers" / "linux"
ICON = environment.ROOT / "resources" / "icons" / "spdesk.svg"
CHECKSUMS = "SHA256SUMS"

# Where things lie below a system's or a user's `share`.
SHARE = {
    "applications/spdesk.desktop": LINUX / "spdesk.desktop",
    "icons/hicolor/scalable/apps/spdesk.svg": ICON,
    "icons/hicolor/scalable/mimetypes/application-x-spdesk.svg": ICON,
    "mime/packages/spdesk.xml": LINUX / "spdesk.xml",
}
PARTS = ("_internal", "licences", "sbom.cdx.json")
LINUX_PROGRAMS = ("spdesk", "spdesk-console")
WINDOWS_PROGRAMS = ("spdesk.exe", "spdesk-console.exe")

# A zip stores no time before 1980.
EARLIEST_IN_ZIP = 315532800


@dataclass(frozen=True)
class Entry:
    """A folder, file or symbolic link as everyone gets it, whatever this machine's umask is."""

    name: str
    source: Path
    mode: int

    @property
    def link(self) -> str | None:
        """Where a symbolic link points to."""
        return str(self.source.readlink()) if self.source.is_symlink() else None


def entries(bundle: Path, programs: tuple[str, ...] = LINUX_PROGRAMS) -> list[Entry]:
    """All that a bundle holds, sorted by name; it must be whole."""
    missing = [name for name in (*programs, *PARTS) if not (bundle / name).exists()]
    if missing:
        raise SetUpError(f"The bundle {bundle} lacks {', '.join(missing)}.")
    return sorted(
        (entry(path, path.relative_to(bundle).as_posix(), programs) for path in contents(bundle)),
        key=lambda each: each.name,
    )


def contents(bundle: Path) -> Iterator[Path]:
    """Every path in a bundle. A link must lead to something else in it: it moves as a whole."""
    top = bundle.resolve()
    for path in bundle.rglob("*"):
        if path.is_symlink() and (path.readlink().is_absolute() or not leads_into(path, top)):
            raise SetUpError(f"{path} is a link to {path.readlink()}, which is not in the bundle.")
        yield path


def leads_into(path: Path, top: Path) -> bool:
    return path.exists() and path.resolve().is_relative_to(top)


def entry(path: Path, name: str, programs: tuple[str, ...] = ()) -> Entry:
    """A path with the permissions of its kind: libraries need not be executable, programs must."""
    if path.is_symlink():
        return Entry(name, path, 0o777)
    return Entry(name, path, 0o755 if path.is_dir() or name in programs else 0o644)


def make_tar(bundle: Path, version: str, architecture: str, when: int, folder: Path) -> Path:
    """The archive for Linux. when: the time of everything in it, in seconds since 1970."""
    target = folder / f"spdesk-{version}-linux-{architecture}.tar.gz"
    found = entries(bundle)
    found += [entry(source, f"share/{name}") for name, source in SHARE.items()]
    found.append(Entry("register.sh", LINUX / "register.sh", 0o755))
    with (
        target.open("wb") as raw,
        gzip.GzipFile("", "wb", 6, raw, mtime=when) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for each in sorted(found, key=lambda each: each.name):
            add_to_tar(tar, each, f"spdesk-{version}/{each.name}", when)
    return target


def add_to_tar(tar: tarfile.TarFile, each: Entry, name: str, when: int) -> None:
    info = tarfile.TarInfo(name)
    info.mode, info.mtime, info.uname, info.gname = each.mode, when, "root", "root"
    content = b""
    if each.link is not None:
        info.type, info.linkname = tarfile.SYMTYPE, each.link
    elif each.source.is_dir():
        info.type = tarfile.DIRTYPE
    else:
        content = each.source.read_bytes()
        info.size = len(content)
    tar.addfile(info, io.BytesIO(content))


def make_zip(bundle: Path, version: str, architecture: str, when: int, folder: Path) -> Path:
    """The archive for Windows, which needs no installation."""
    target = folder / f"spdesk-{version}-windows-{architecture}-portable.zip"
    moment = time.gmtime(max(when, EARLIEST_IN_ZIP))[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in entries(bundle, WINDOWS_PROGRAMS):
            if each.source.is_dir():
                continue
            info = zipfile.ZipInfo(f"spdesk-{version}/{each.name}", moment)
            info.create_system = 3  # Unix, the same on every machine; Windows ignores what follows
            info.external_attr = (stat.S_IFREG | each.mode) << 16
            # Few tools on Windows make links, so a link becomes a copy.
            archive.writestr(info, each.source.read_bytes(), zipfile.ZIP_DEFLATED)
    return target


def copy_into(each: Entry, target: Path) -> None:
    """Put an entry to a place on the disk, with its permissions."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if each.link is not None:
        target.symlink_to(each.link)
        return
    if each.source.is_dir():
        target.mkdir(exist_ok=True)
    else:
        shutil.copyfile(each.source, target)
    target.chmod(each.mode)


def write_checksums(folder: Path) -> Path:
    """Write the file that `sha256sum --check` reads, over every file in a folder of releases."""
    target = folder / CHECKSUMS
    released = sorted(path for path in folder.iterdir() if path.is_file() and path != target)
    if not released:
        raise SetUpError(f"There is nothing in {folder} to write checksums of.")
    lines = [f"{fingerprint(path)}  {path.name}\n" for path in released]
    target.write_text("".join(lines), "utf-8", newline="\n")
    return target


def fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
