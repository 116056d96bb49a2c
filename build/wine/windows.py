"""Windows as Wine plays it, in a folder: drive C: with the sources, and programs run on it.

Programs run as an ordinary user, to whom a folder can be refused, and with no network. There is no
drive Z:, which Wine would make of this system's root: a program must not find Linux there.
"""

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import environment
from bundling.clean_root import HOME, VARIABLES, CleanRoot
from processes import SetUpError, ending

from wine.setting_up import fresh, give_away

PREFIX = f"{HOME}/prefix"  # what Wine calls the place of a Windows
WINE = {
    "WINEPREFIX": PREFIX,
    "WINEARCH": "win64",
    "WINEDEBUG": "-all",
    # Microsoft's own ucrtbase; no .NET, no browser, no entries in this system's menus.
    "WINEDLLOVERRIDES": "ucrtbase=n,b;mscoree=d;mshtml=d;winemenubuilder.exe=d",
}
PYTHON = ["wine", r"C:\py\python.exe", "-u", "-X", "utf8"]
# What is left running ends with the command, and what Wine remembers is written down.
KEEPING = ["/bin/sh", "-c", '"$@"; code=$?; wineserver -k; exit $code', "sh"]
NOT_COPIED = (".git", ".venv*", "dist", "scratch", "__pycache__", ".*_cache", ".hypothesis")
TIMED_OUT = -1


@dataclass(frozen=True)
class Ended:
    """How a program ended."""

    code: int
    """Its exit code; TIMED_OUT where it had to be stopped."""

    output: str


@dataclass(frozen=True)
class Windows:
    """A Windows in a folder that set_up has filled. display: the X display of its windows."""

    folder: Path
    display: str
    logs: Path

    @property
    def drive(self) -> Path:
        """What the programs see as C:."""
        return self.folder / "debian" / "root" / PREFIX.lstrip("/") / "drive_c"

    def begin(self) -> None:
        """Make Windows anew, as if just installed, with the sources of this checkout in C:\\src."""
        prefix = self.drive.parent
        if prefix.exists():
            shutil.rmtree(prefix)
        made = self.run("installation", ["wineboot", "--init"], 300, start_in=HOME)
        if made.code or not (prefix / "system.reg").is_file():
            raise SetUpError(f"{made.output}\nWine could not make a Windows.", 1)
        (prefix / "dosdevices" / "z:").unlink()
        for library in (self.folder / "system32").iterdir():
            shutil.copy(library, self.drive / "windows" / "system32")
        ignored = shutil.ignore_patterns(*NOT_COPIED)
        shutil.copytree(environment.ROOT, self.drive / "src", ignore=ignored, symlinks=True)
        fresh(self.drive / "out")
        fresh(self.drive / "py")
        give_away(self.drive)

    def python(self, log: str, arguments: Sequence[str], patience: float) -> Ended:
        """Run Windows' own Python in C:\\src."""
        return self.run(log, [*PYTHON, *arguments], patience)

    def run(
        self,
        log: str,
        command: Sequence[str],
        patience: float,
        start_in: str = f"{PREFIX}/drive_c/src",
    ) -> Ended:
        """Run a command of Wine's for so many seconds at most. What it says goes to a log."""
        python = self.folder / "py"
        begun = CleanRoot(self.folder / "debian" / "root").command(
            [*KEEPING, *command],
            writable={python: f"{PREFIX}/drive_c/py"} if (self.drive / "py").is_dir() else {},
            variables={**VARIABLES, **WINE, "DISPLAY": self.display},
            start_in=start_in,
        )
        path = self.logs / f"{log}.log"
        with path.open("wb") as file:
            process = subprocess.Popen(
                begun, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT
            )
            with ending(process):
                try:
                    code = process.wait(timeout=patience)
                except subprocess.TimeoutExpired:
                    code = TIMED_OUT
                    file.write(f"\nIt had not ended after {patience:.0f} s.\n".encode())
        return Ended(code, path.read_text(encoding="utf-8", errors="replace"))
