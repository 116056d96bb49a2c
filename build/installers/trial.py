"""The life of the Debian package on a clean system: installed, used, upgraded, and gone again."""

import configparser
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bundling.clean_root import CleanRoot
from processes import SetUpError, run_quietly

from installers import debian

# What the clean system needs besides apt and the libraries: it keeps the desktop's databases.
DESKTOP_PACKAGES = ("desktop-file-utils", "shared-mime-info")
MIME_TYPE = "application/x-spdesk"

# What apt, dpkg and ld.so remember for themselves after a package has gone.
MEMORY = re.compile(
    r"/(var/(lib/(apt|dpkg)|cache/(apt|debconf|fontconfig|ldconfig|man)|log)(/.*)?"
    r"|etc/ld\.so\.cache)"
)


def try_deb(deb: Path, root: CleanRoot) -> None:
    """See that a package can be installed, used, upgraded and removed with nothing left.

    The system must have apt and DESKTOP_PACKAGES. It is as it was when all went well.
    """
    files, packages = all_files(root), all_packages(root)
    with tempfile.TemporaryDirectory(prefix="spdesk-trial-") as scratch:
        Path(scratch).chmod(0o755)  # the clean system's root may be another user
        install(root, deb)
        check_use(root)
        check_desktop(root)
        install(root, newer(deb, Path(scratch)))
        check_use(root)
    added = sorted(all_packages(root) - packages)
    # The libraries may be the system's own; only what came with the package goes with it.
    apt(root, ["purge", "--yes", *added])
    left = {path for path in all_files(root) - files if not MEMORY.fullmatch(path)}
    left |= all_packages(root) - packages
    if left:
        raise SetUpError(f"The removed package left behind: {', '.join(sorted(left)[:10])}.", 1)


def install(root: CleanRoot, deb: Path) -> None:
    """Install or upgrade with apt, which fetches what is missing from the system's own sources."""
    place = f"/mnt/{deb.name}"
    command = ["install", "--yes", "--no-install-recommends", place]
    if apt(root, command, deb, must=False) is not None:
        apt(root, ["update"])
        apt(root, command, deb)
    if told := root.output_of(["dpkg", "--verify", "spdesk"]):
        raise SetUpError(f"dpkg finds the installed package damaged: {told.strip()}", 1)


def apt(
    root: CleanRoot, arguments: Sequence[str], deb: Path | None = None, must: bool = True
) -> str | None:
    """Run apt-get; its output where it failed, unless it must not fail."""
    output = run_quietly(
        root.command(
            ["apt-get", "--quiet", *arguments],
            read_only={deb.parent.resolve(): "/mnt"} if deb else None,
            as_root=True,
            network=True,
        )
    )
    if must and output is not None:
        raise SetUpError(f"apt-get {arguments[0]} failed: {output.strip()}", 1)
    return output


def newer(deb: Path, folder: Path) -> Path:
    """The same package with a higher version."""
    tree = folder / "tree"
    output = run_quietly(["dpkg-deb", "--raw-extract", str(deb), str(tree)])
    if output is not None:
        raise SetUpError(f"dpkg-deb cannot unpack {deb}: {output.strip()}", 1)
    control = tree / "DEBIAN" / "control"
    text = control.read_text("utf-8")
    control.write_text(re.sub(r"(?m)^(Version: .+)$", r"\1+newer", text, count=1), "utf-8")
    target = folder / "newer.deb"
    debian.pack(tree, target, int(control.stat().st_mtime), ["-Znone"])
    shutil.rmtree(tree)
    return target


def check_use(root: CleanRoot) -> None:
    """See that an ordinary user can check one of the examples, from the path."""
    listed = root.output_of(["dpkg", "--listfiles", "spdesk"]).splitlines()
    example = next((path for path in listed if path.endswith(".spdesk")), None)
    if example is None:
        raise SetUpError("The package holds no example workbook.", 1)
    told = root.output_of(["spdesk-console", "check", example])
    if "is in order" not in told:
        raise SetUpError(f"The installed program says of its own example: {told.strip()}", 1)


def check_desktop(root: CleanRoot) -> None:
    """See that the desktop knows the program, its files, and that they belong together."""
    entry = "/usr/share/applications/spdesk.desktop"
    root.output_of(["desktop-file-validate", entry])
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(root.output_of(["cat", entry]))
    root.output_of(["which", parser["Desktop Entry"]["Exec"].split()[0]])
    databases = {
        entry: f"MimeType={MIME_TYPE};",
        "/usr/share/applications/mimeinfo.cache": f"{MIME_TYPE}=spdesk.desktop;",
        "/usr/share/mime/globs2": f"50:{MIME_TYPE}:*.spdesk",
        "/usr/share/mime/subclasses": f"{MIME_TYPE} application/json",
    }
    for path, line in databases.items():
        if line not in root.output_of(["cat", path]).splitlines():
            raise SetUpError(f"{path} does not say {line!r} after the installation.", 1)


def all_files(root: CleanRoot) -> set[str]:
    return set(root.output_of(["find", "/", "-xdev"], as_root=True).splitlines())


def all_packages(root: CleanRoot) -> set[str]:
    """Every package that dpkg knows, also those of which only the settings are left."""
    return set(root.output_of(["dpkg-query", "--show", "--showformat=${Package}\n"]).split())
