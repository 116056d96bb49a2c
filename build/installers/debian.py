"""The Debian package: the bundle, its links in the path, and what makes a desktop know it.

The bundle goes to /usr/lib/spdesk and not to /opt. Debian's policy wants a package's own programs
and libraries there and keeps /opt for what no package manager looks after; /opt is not in the path
either.
"""

import gzip
import hashlib
import json
import os
import re
import shutil
import tempfile
import textwrap
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import environment
from processes import SetUpError, run_quietly

from installers import archive

# dpkg wants an address. The project has none yet, and this one can never be anybody's.
MAINTAINER = "The SP Desk developers <spdesk@nowhere.invalid>"
HOME = "usr/lib/spdesk"

# xz at level 6 saves another sixth and takes nine times as long as level 0; gzip is worse in both.
# zstd is as quick, but some tools that look after archives of packages cannot read it.
COMPRESSION = ("-Zxz", "-z0")

CONTROL = """\
Package: spdesk
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {size}
Depends: {depends}
Section: misc
Priority: optional
Description: guide for a group through the SP method
 SP Desk is for practice leads and facilitators in general practice. A group
 describes an issue, sees what kind of problem it is and why, chooses how to
 lead on it, and scores what its performance rests on.
 .
 It is a thinking aid: no data stand behind it, and the group may overrule it.
"""

COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: SP Desk
Comment: {parts}

Files: *
Copyright: {holder}
License: Expat

License: Expat
{licence}
"""

PARTS = """\
/usr/lib/spdesk also holds parts by other authors, under their own licences.
 The texts of the licences lie in /usr/lib/spdesk/licences. The parts are:"""


def make(
    bundle: Path,
    version: str,
    architecture: str,
    depends: Sequence[str],
    when: int,
    folder: Path,
) -> Path:
    """Make the package in a folder.

    architecture: as Debian names it (amd64). depends: the packages that the bundle needs, each as
    in a control file ("libc6 (>= 2.34)"). when: the time of all that is in it, in seconds since
    1970; the same input then makes the same bytes.
    """
    if not shutil.which("dpkg-deb"):
        raise SetUpError("A Debian package is made with dpkg-deb, which is not on this system.")
    version = debian_version(version)
    target = folder / f"spdesk_{version}_{architecture}.deb"
    with tempfile.TemporaryDirectory(prefix="spdesk-deb-") as scratch:
        tree = Path(scratch) / "tree"
        stage(bundle, tree, version, when)
        fields = {
            "version": version,
            "architecture": architecture,
            "maintainer": MAINTAINER,
            "depends": ", ".join(sorted(depends)),
            "size": installed_size(tree),
        }
        control = {"md5sums": md5sums(tree), "control": CONTROL.format_map(fields)}
        for name, text in control.items():
            write(tree / "DEBIAN" / name, text.encode())
        pack(tree, target, when)
    return target


def debian_version(version: str) -> str:
    """A version in Debian's form, in which 1.0~rc1 comes before 1.0 and 1.0rc1 would not."""
    return re.sub(r"\.?(a|b|rc|dev)(?=\d)", r"~\1", version)


def stage(bundle: Path, tree: Path, version: str, when: int) -> None:
    """Lay out the files of the package as they will lie on the system."""
    for each in archive.entries(bundle):
        archive.copy_into(each, tree / HOME / each.name)
    for name, source in archive.SHARE.items():
        archive.copy_into(archive.entry(source, name), tree / "usr" / "share" / name)
    programs = tree / "usr" / "bin"
    programs.mkdir()
    for name in archive.LINUX_PROGRAMS:
        (programs / name).symlink_to(f"../lib/spdesk/{name}")
    documents = tree / "usr" / "share" / "doc" / "spdesk"
    write(documents / "copyright", copyright_text(bundle).encode())
    packed = gzip.compress(changelog(version, when).encode(), 9, mtime=when)
    write(documents / "changelog.gz", packed)


def write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(0o644)


def pack(tree: Path, target: Path, when: int, compression: Sequence[str] = COMPRESSION) -> None:
    """Make the package of a tree. dpkg-deb sorts the names by itself."""
    for path in (tree, *tree.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
        os.utime(path, (when, when), follow_symlinks=False)
    command = ["dpkg-deb", "--build", "--root-owner-group", *compression, str(tree), str(target)]
    output = run_quietly(command, {"SOURCE_DATE_EPOCH": str(when)})
    if output is not None:
        raise SetUpError(f"dpkg-deb could not make the package: {output.strip()}", 1)


def installed_size(tree: Path) -> int:
    """The room that a tree takes in KiB, counted as Debian's own tools do."""
    sizes = [
        path.lstat().st_size if path.is_file() and not path.is_symlink() else 1
        for path in tree.rglob("*")
    ]
    return sum(-(-size // 1024) for size in sizes)


def md5sums(tree: Path) -> str:
    """The checksums by which dpkg --verify finds damaged files."""
    files = sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    return "".join(
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}"
        f"  {path.relative_to(tree)}\n"
        for path in files
    )


def copyright_text(bundle: Path) -> str:
    """The copyright file in the form that machines can read, too."""
    licence = (environment.ROOT / "LICENSE").read_text("utf-8")
    _, notice, text = licence.split("\n\n", 2)
    parts = [f"  - {part}" for part in bundled_parts(bundle / "sbom.cdx.json")]
    return COPYRIGHT.format(
        parts="\n".join([PARTS, *parts]),
        holder=notice.removeprefix("Copyright (c) "),
        licence="\n".join(f" {line}" if line else " ." for line in text.strip().splitlines()),
    )


def bundled_parts(sbom: Path) -> list[str]:
    """What the bundle is made of, each part with its version and licences."""
    try:
        components = json.loads(sbom.read_text("utf-8")).get("components", [])
    except ValueError as error:
        raise SetUpError(f"{sbom} cannot be read: {error}") from error
    lines = []
    for component in components:
        licences = [
            choice.get("expression") or choice["license"].get("id") or choice["license"]["name"]
            for choice in component.get("licenses", [])
        ]
        known = f" ({', '.join(licences)})" if licences else ""
        lines.append(f"{component['name']} {component.get('version', '')}".strip() + known)
    return sorted(lines, key=str.casefold)


def changelog(version: str, when: int) -> str:
    """The project's changes of this version, or else the newest, in Debian's form."""
    text = (environment.ROOT / "CHANGELOG.md").read_text("utf-8")
    sections = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    section = next((each for each in sections if each.startswith(f"[{version}]")), sections[0])
    changes = [
        textwrap.fill(change, 76, initial_indent="  * ", subsequent_indent="    ")
        for change in re.findall(r"^- (.+)$", section, re.MULTILINE)
    ]
    date = format_datetime(datetime.fromtimestamp(when, UTC))
    head = f"spdesk ({version}) unstable; urgency=medium"
    return "\n".join([head, "", *changes, "", f" -- {MAINTAINER}  {date}", ""])
