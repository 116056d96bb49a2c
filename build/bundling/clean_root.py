"""A system of its own, with the listed packages only: no Python and no compiler on it.

mmdebstrap makes it from the packages of this system's release, and bubblewrap runs programs in it.
What works there needs nothing that the system at hand happens to have.
"""

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import system_packages
from processes import SetUpError, output_of, run_quietly

HOME = "/home/user"
USER = 1000  # an ordinary user, who can change nothing but the own home
VARIABLES = {
    "HOME": HOME,
    "LANG": "C.UTF-8",
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "USER": "user",
    "XDG_RUNTIME_DIR": f"/run/user/{USER}",
}
ROOT_VARIABLES = {
    "DEBIAN_FRONTEND": "noninteractive",
    "HOME": "/root",
    "LANG": "C.UTF-8",
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
}
SCREENS = "/tmp/.X11-unix"  # where X servers listen
TOOLS = {"mmdebstrap": "mmdebstrap", "bwrap": "bubblewrap"}
NOTE = "clean-root.txt"  # beside a kept system: which packages it was made with

# Run by mmdebstrap, with the new system's folder as $1.
MAKE_USER = f"""\
echo 'user:x:{USER}:{USER}:user:{HOME}:/bin/sh' >> "$1/etc/passwd" &&
echo 'user:x:{USER}:' >> "$1/etc/group" &&
install -d -o {USER} -g {USER} -m 700 "$1{HOME}" "$1/run/user/{USER}"
"""

PROGRAM_FOLDERS = ("usr/bin", "usr/sbin", "usr/local/bin", "usr/local/sbin")
LIBRARY_FOLDERS = ("usr/lib", "usr/lib/*-linux-*")
# Also with the machine's name before and a version behind: x86_64-linux-gnu-gcc-12.
FORBIDDEN_PROGRAM = re.compile(
    r"(.+-)?(python|pypy|gcc|g\+\+|cc|c\+\+|cpp|clang|as|ld(\.bfd|\.gold)?)[-.\d]*"
)
FORBIDDEN_LIBRARY = re.compile(r"libpython.*|python[\d.]+|gcc(-cross)?")


@dataclass(frozen=True)
class CleanRoot:
    """A system in a folder."""

    folder: Path

    def command(
        self,
        command: Sequence[str],
        *,
        read_only: Mapping[Path, str] | None = None,
        writable: Mapping[Path, str] | None = None,
        variables: Mapping[str, str] | None = None,
        as_root: bool = False,
        network: bool = False,
        start_in: str = "/",
    ) -> list[str]:
        """The command that runs a program in this system, where it sees nothing of the host.

        read_only and writable: folders and files of the host with the places where they appear.
        variables: all that the program gets; by itself VARIABLES, or ROOT_VARIABLES as root.
        With a DISPLAY among them, X servers of the host are in reach.
        """
        if variables is None:
            variables = ROOT_VARIABLES if as_root else VARIABLES
        sandbox = ["bwrap", "--bind", str(self.folder), "/", "--proc", "/proc", "--dev", "/dev"]
        sandbox += ["--die-with-parent", "--unshare-pid", "--unshare-ipc", "--chdir", start_in]
        if not network:
            sandbox.append("--unshare-net")
        if "DISPLAY" in variables:
            sandbox += ["--ro-bind", SCREENS, SCREENS]
        for option, places in (("--ro-bind", read_only), ("--bind", writable)):
            for source, target in (places or {}).items():
                sandbox += [option, str(source), target]
        sandbox.append("--clearenv")
        for name, value in variables.items():
            sandbox += ["--setenv", name, value]
        return [*as_ruler(), *sandbox, *powers(as_root), *command]

    def run(
        self, command: Sequence[str], *, as_root: bool = False, network: bool = False
    ) -> str | None:
        """Run a program out of sight; its output where it failed, None where all went well."""
        return run_quietly(self.command(command, as_root=as_root, network=network))

    def output_of(self, command: Sequence[str], *, as_root: bool = False) -> str:
        """What a program prints; it must not fail."""
        done = subprocess.run(
            self.command(command, as_root=as_root),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode:
            told = (done.stderr or done.stdout).strip()
            raise SetUpError(f"In the clean system {' '.join(command)} failed: {told}", 1)
        return done.stdout


def as_ruler() -> list[str]:
    """What stands before a command that rules over the system's files, whoever owns them.

    An ordinary user may do so only in a namespace, where some users are lent to them.
    """
    return [] if os.geteuid() == 0 else ["mmdebstrap", "--unshare-helper"]


def powers(as_root: bool) -> list[str]:
    """The end of the sandbox's options, and what makes a program run as the ordinary user.

    bubblewrap's own --uid would not do: it only renames the caller, who stays owner of all files.
    """
    if as_root:
        return ["--cap-add", "ALL", "--"]
    change = ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--", "/usr/bin/setpriv"]
    return [*change, f"--reuid={USER}", f"--regid={USER}", "--clear-groups", "--inh-caps=-all"]


@contextlib.contextmanager
def clean_root(
    packages: Iterable[str], variant: str = "essential", keep: Path | None = None
) -> Iterator[CleanRoot]:
    """A clean system that is gone after the block; one in the folder keep stays for the next."""
    if keep is not None:
        yield kept(packages, keep, variant)
        return
    # Not below $TMPDIR, which may be closed to the users that are lent to an ordinary user.
    folder = Path(tempfile.mkdtemp(prefix="spdesk-clean-", dir="/tmp"))
    try:
        yield make(packages, folder, variant)
    finally:
        remove(folder)


def kept(packages: Iterable[str], folder: Path, variant: str = "essential") -> CleanRoot:
    """The system in a folder of its own, made anew where it has other packages or is not whole."""
    names = sorted(packages)
    wanted = "\n".join([variant, *names, ""])
    note = folder / NOTE
    found = note.read_text("utf-8") if note.is_file() else None
    if found != wanted:
        if found is not None:
            remove(folder)
        elif folder.exists() and any(folder.iterdir()):
            raise SetUpError(f"{folder} holds something else than a clean system.")
        folder.mkdir(parents=True, exist_ok=True)
        note.touch()  # from here on the folder is known as ours, also after a power cut
        make(names, folder, variant)
        note.write_text(wanted, "utf-8")
    return CleanRoot(folder / "root")


def make(packages: Iterable[str], folder: Path, variant: str = "essential") -> CleanRoot:
    """Make the system in a folder of its own.

    variant: one of mmdebstrap's; "essential" brings the least, "apt" also the package manager.
    """
    check_tools()
    system = folder / "root"
    system.mkdir(parents=True)
    folder.chmod(0o711)  # the users that are lent to an ordinary user must come through
    output = run_quietly([*making(packages, variant), release(), str(system)])
    if output is not None:
        raise SetUpError(f"mmdebstrap could not make a clean system: {last_words(output)}", 1)
    root = CleanRoot(system)
    output = root.run(["/bin/true"])
    if output is not None:
        raise SetUpError(f"bubblewrap cannot run programs here: {last_words(output)}", 1)
    if found := strangers(system):
        raise SetUpError(f"The clean system is not clean: it has {', '.join(found)}.", 1)
    return root


def making(packages: Iterable[str], variant: str) -> list[str]:
    """The command that makes a system; a release, a folder, and perhaps a mirror are to follow."""
    command = ["mmdebstrap", "--mode=unshare", "--format=directory"]
    command += [f"--variant={variant}", "--dpkgopt=force-unsafe-io", "--skip=cleanup/run"]
    command += [f"--include={name}" for name in packages]
    command += [f"--aptopt={line}" for line in system_packages.fetching()]
    return [*command, f"--customize-hook={MAKE_USER}"]


def mirror() -> str:
    """Where this system takes its release's packages from, in the words of its own apt."""
    layout = "$(REPO_URI) $(RELEASE)"
    told = output_of(["apt-get", "indextargets", "--format", layout, "Created-By: Packages"])
    return main_mirror(told, release())


def main_mirror(told: str, release: str) -> str:
    """The mirror of the release itself, not of its updates, from apt's list."""
    for line in told.splitlines():
        place, _, name = line.rpartition(" ")
        if name in {release, "stable", "oldstable"}:
            return place
    raise SetUpError(
        f"apt names no mirror for {release}; `apt-get indextargets` shows its list, and"
        " `apt-get update` makes it."
    )


def impossible() -> str:
    """Why no clean system can be made here at all; empty where one should work."""
    if not system_packages.on_debian():
        return "that takes Debian, Ubuntu or a relative of theirs."
    check_tools()
    trial = ["bwrap", "--ro-bind", "/", "/", "--unshare-pid", "--unshare-net", "/bin/true"]
    output = run_quietly([*as_ruler(), *trial])
    return "" if output is None else f"this system lets nobody make one: {last_words(output)}"


def check_tools() -> None:
    missing = [package for tool, package in TOOLS.items() if not shutil.which(tool)]
    if os.geteuid() != 0 and not shutil.which("newuidmap"):
        missing.append("uidmap")
    if missing:
        raise SetUpError(f"A clean system needs the packages {', '.join(missing)}, not found here.")


def release() -> str:
    """The code name of this system's release, as Debian's archive has it."""
    found = None
    if system_packages.on_debian():
        text = system_packages.OS_RELEASE.read_text("utf-8")
        found = re.search(r"^VERSION_CODENAME=[\"']?(\w+)", text, re.MULTILINE)
    if found is None:
        raise SetUpError("A clean system can be made on releases of Debian and Ubuntu only.")
    return found[1]


def strangers(folder: Path) -> list[str]:
    """The Pythons and compilers in a system."""
    searched = [(folders, FORBIDDEN_PROGRAM) for folders in PROGRAM_FOLDERS]
    searched += [(folders, FORBIDDEN_LIBRARY) for folders in LIBRARY_FOLDERS]
    return sorted(
        str(path.relative_to(folder))
        for pattern, name in searched
        for path in folder.glob(f"{pattern}/*")
        if name.fullmatch(path.name)
    )


def last_words(output: str) -> str:
    """The line in which a program says why it stopped."""
    lines = output.strip().splitlines()
    errors = [line for line in lines if re.match(r"(E|error|bwrap)\b", line)]
    return (errors or lines[-1:] or ["it did not say why"])[0].strip()


def remove(folder: Path) -> None:
    """Remove a folder that make has filled, but nothing that may be mounted in it."""
    system = folder / "root"
    if system.exists():
        emptying = ["find", str(system), "-xdev", "-mindepth", "1", "-delete"]
        output = run_quietly([*as_ruler(), *emptying])
        if output is not None:
            raise SetUpError(f"{system} could not be removed: {last_words(output)}", 1)
        system.rmdir()
    if folder.exists():
        (folder / NOTE).unlink(missing_ok=True)
        folder.rmdir()
