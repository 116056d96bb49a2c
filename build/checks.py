"""All checks of the project, one after the other, up to the first that fails."""

import contextlib
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence

import environment
from processes import SetUpError, end, run, run_quietly, say

NOTHING_CHOSEN = 5  # pytest's exit code where no test was chosen
PATIENCE = 30.0  # seconds that Xvfb gets to start

# import-linter has no `python -m` form, and its script's place differs between systems.
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def run_all(pytest_arguments: Sequence[str]) -> int:
    """Run every check; the exit code of the first that fails, else 0."""
    begun = time.monotonic()
    with scratch_folder() as changes:
        for name, command in tools().items():
            if code := step(name, command, changes, quiet=True):
                return code
        if code := run_pytest(pytest_arguments, changes):
            return code
    say(f"All checks passed in {time.monotonic() - begun:.0f} s.")
    return 0


def tools() -> dict[str, list[str]]:
    """The checks that are not pytest, the quickest first."""
    module = [environment.python(), "-P", "-m"]
    return {
        "ruff format": [*module, "ruff", "format", "--check", "--quiet"],
        "ruff check": [*module, "ruff", "check", "--quiet"],
        "mypy": [*module, "mypy"],
        "lint-imports": [environment.python(), "-P", "-c", LINT_IMPORTS],
        "check-resources": [*environment.program(), "check-resources"],
    }


def run_pytest(arguments: Sequence[str], changes: Mapping[str, str]) -> int:
    """Run most tests without a screen, then those that need a window, then those that read one."""
    command = [environment.python(), "-P", "-m", "pytest"]
    offscreen = {**changes, "QT_QPA_PLATFORM": "offscreen"}
    outside = "window or reader"
    codes = [step("pytest", [*command, "-m", f"not ({outside})", *arguments], offscreen)]
    if codes[0] not in {0, NOTHING_CHOSEN}:
        return codes[0]
    kinds = {"window": "pytest on a screen"}
    if sys.platform.startswith("linux"):  # elsewhere nothing reads a screen as AT-SPI does
        kinds["reader"] = "pytest as a screen reader"
    with screen() as real:
        for mark, name in kinds.items():
            codes.append(step(name, [*command, "-m", mark, *arguments], {**changes, **real}))
    return outcome_of(codes, chosen=bool(arguments))


def outcome_of(codes: Sequence[int], *, chosen: bool) -> int:
    """The exit code of several runs of pytest.

    chosen: the person named some tests. Then one kind of them is enough; otherwise a kind of
    which there is none is a mistake.
    """
    failed = [code for code in codes if code not in {0, NOTHING_CHOSEN}]
    if failed:
        return failed[0]
    return 0 if 0 in codes and (chosen or NOTHING_CHOSEN not in codes) else NOTHING_CHOSEN


def step(name: str, command: Sequence[str], changes: Mapping[str, str], quiet: bool = False) -> int:
    """Run one check in the checkout and tell how it went and how long it took.

    A quiet one shows its output only where it fails.
    """
    say(f"== {name}")
    begun = time.monotonic()
    if quiet:
        output = run_quietly(command, changes, environment.ROOT)
        code = 0 if output is None else 1
        if output:
            say(output.rstrip())
    else:
        code = run(command, changes, environment.ROOT)
    outcome = {0: "passed", NOTHING_CHOSEN: "had nothing to do"}.get(code, f"FAILED (exit {code})")
    say(f"== {name} {outcome} in {time.monotonic() - begun:.1f} s")
    return code


@contextlib.contextmanager
def scratch_folder() -> Iterator[dict[str, str]]:
    """Give the checks a private run-time folder, as a login would; Qt asks for one."""
    with tempfile.TemporaryDirectory(prefix="spdesk-test-") as folder:
        yield {} if os.environ.get("XDG_RUNTIME_DIR") else {"XDG_RUNTIME_DIR": folder}


@contextlib.contextmanager
def screen() -> Iterator[dict[str, str]]:
    """A screen for real windows: one out of sight on Linux, else the person's own."""
    if not sys.platform.startswith("linux"):
        yield {}
        return
    if not shutil.which("Xvfb"):
        raise SetUpError("The window tests need the program Xvfb; please install it.", 1)
    reader, writer = os.pipe()
    # The server chooses a free display by itself and tells its number once it is ready.
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1600x1000x24"]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(
        [*command, "-nolisten", "tcp"], pass_fds=[writer], stdout=quiet, stderr=quiet
    )
    os.close(writer)
    try:
        number = read_line(reader, PATIENCE)
        if not number:
            raise SetUpError("Xvfb did not start.", 1)
        yield {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": ""}
    finally:
        os.close(reader)
        end(server)


def read_line(reader: int, patience: float) -> str:
    """The first line from a pipe; nothing if it closes or takes too long."""
    line = b""
    until = time.monotonic() + patience
    while not line.endswith(b"\n"):
        left = until - time.monotonic()
        if left <= 0 or not select.select([reader], [], [], left)[0]:
            return ""
        piece = os.read(reader, 64)
        if not piece:
            return ""
        line += piece
    return line.decode("ascii").strip()
