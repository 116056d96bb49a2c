"""The virtual environment `.venv` at the top of the checkout, made once and checked at each start."""

import contextlib
import hashlib
import json
import platform
import shutil
import sys
import sysconfig
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

from processes import SetUpError, run_quietly, say

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "build" / "requirements"
VENV = ROOT / ".venv"
STAMP = VENV / "spdesk-stamp.json"
LOCK = ROOT / ".venv.lock"

# Each requirement file holds the pins of the ones that stand before it here.
INCLUDES = {"run": ("run",), "test": ("run", "test"), "bench": ("run", "bench")}
WORDS = {
    "run": "Installing Qt (PySide6) and the other run-time packages (about 100 MB, once) …",
    "test": "Installing the program's packages and the test tools (about 150 MB, once) …",
    "bench": "Installing the program's packages and matplotlib (about 130 MB, once) …",
}


def python() -> str:
    """The environment's own Python."""
    if sys.platform == "win32":
        return str(VENV / "Scripts" / "python.exe")
    return str(VENV / "bin" / "python")


def program() -> list[str]:
    """How to start SP Desk. -P: a file of the current folder must not stand in for a module."""
    return [python(), "-P", "-m", "spdesk"]


def ready(kind: str) -> bool:
    """Whether the environment holds everything that this kind of work needs."""
    return judge(read_stamp(STAMP), current_state(ROOT, REQUIREMENTS), kind) == "ready"


def prepare(kind: str) -> None:
    """Make the environment hold everything that this kind of work needs."""
    if ready(kind):
        return
    current = current_state(ROOT, REQUIREMENTS)
    with one_at_a_time():
        # Whoever held the lock before may have done the work.
        stamp = read_stamp(STAMP)
        todo = judge(stamp, current, kind)
        if todo == "ready":
            return
        if todo == "make":
            stamp = {}
            make()
        # From here to the new stamp the environment counts as half-made.
        write_stamp(STAMP, {})
        install(kind)
        kept = INCLUDES[kind] + tuple(name for name in stamp if name in INCLUDES)
        write_stamp(STAMP, {name: current[name] for name in ("python", "checkout", *kept)})


def current_state(root: Path, requirements: Path) -> dict[str, str]:
    """What an environment made now would be made from."""
    state = {
        "python": f"{platform.python_implementation()} {platform.python_version()}"
        f" {platform.machine()} {sys.base_prefix}",
        # Scripts and the path file name the checkout, so a moved one needs a new environment.
        "checkout": str(root),
    }
    for name in INCLUDES:
        text = (requirements / f"{name}.txt").read_bytes()
        # A checkout on Windows may have other line ends.
        state[name] = hashlib.sha256(text.replace(b"\r\n", b"\n")).hexdigest()
    return state


def judge(stamp: Mapping[str, str], current: Mapping[str, str], kind: str) -> str:
    """What is to do: nothing ("ready"), "add" packages, or "make" the environment anew."""
    if not stamp or any(current.get(name) != value for name, value in stamp.items()):
        return "make"
    return "ready" if all(name in stamp for name in INCLUDES[kind]) else "add"


def read_stamp(path: Path) -> dict[str, str]:
    """The state that the environment was made from; nothing where it is missing or half-made."""
    try:
        stamp = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(path: Path, stamp: Mapping[str, str]) -> None:
    """Write by renaming: a half-written stamp must not be read as a whole one."""
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")
    draft.replace(path)


def make() -> None:
    """Make an empty environment, in place of an old or half-made one."""
    if VENV.exists() and any(VENV.iterdir()) and not STAMP.exists():
        raise SetUpError(f"{VENV} was not made by this script; please move it away.")
    say(f"Making the environment {VENV} …")
    try:
        clear(VENV, STAMP)
    except OSError as error:
        raise SetUpError(
            f"The old environment cannot be removed ({error}); is SP Desk open?", 1
        ) from error
    carry_out("The environment could not be made", [sys.executable, "-m", "venv", str(VENV)])


def clear(folder: Path, stamp: Path) -> None:
    """Empty the folder but for an empty stamp, by which it is known as ours if we are cut short."""
    folder.mkdir(exist_ok=True)
    write_stamp(stamp, {})
    for entry in folder.iterdir():
        if entry == stamp:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def install(kind: str) -> None:
    """Install the pinned packages, then make the checkout importable and quick to start."""
    say(WORDS[kind])
    pip_install(python(), "--require-hashes", "-r", str(REQUIREMENTS / f"{kind}.txt"))
    write_path_file(site_packages(VENV), ROOT)
    # Without compiled files a start takes twice as long, and Python may have been told
    # (PYTHONDONTWRITEBYTECODE) not to write them by itself. A read-only checkout goes without.
    run_quietly([python(), "-m", "compileall", "-q", str(ROOT / "spdesk")])


def pip_install(interpreter: str, *arguments: str) -> None:
    """Install with pip: from wheels only, because Qt could not be built from source anyway."""
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input", "--only-binary=:all:"]
    # A person's own pip settings may ask for --user, which an environment refuses.
    command = [interpreter, "-m", "pip", "install", *quiet, *arguments]
    carry_out("The packages could not be installed", command, {"PIP_USER": "0"})


def carry_out(
    failure: str,
    command: Sequence[str],
    changes: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> None:
    """Run a step of the set-up; where it fails, show what it said and stop."""
    output = run_quietly(command, changes, folder)
    if output is not None:
        raise SetUpError(f"{output.rstrip()}\n{failure}; the lines above say why.", 1)


def site_packages(environment: Path) -> Path:
    """Where the environment keeps its packages."""
    base = {"base": str(environment), "platbase": str(environment)}
    return Path(sysconfig.get_path("purelib", "venv", base))


def write_path_file(site: Path, root: Path) -> None:
    """Make the checkout importable, with no build step in between.

    The line is a statement, not the bare path: its escapes let any path be read back,
    whatever encoding Python takes the file for.
    """
    line = f"import sys; sys.path.append({str(root)!a})\n"
    (site / "spdesk-checkout.pth").write_text(line, encoding="ascii")


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let a second start wait while the first one sets up. The system frees the lock at the end."""
    with LOCK.open("a", encoding="utf-8") as file:
        if not try_lock(file):
            say("Waiting for another set-up of this checkout to end …")
            while not try_lock(file):
                time.sleep(0.5)
        yield


def try_lock(file: IO[str]) -> bool:
    """Take the lock if it is free."""
    try:
        if sys.platform == "win32":
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
