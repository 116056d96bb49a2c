#!/usr/bin/env python3
"""Set up and start SP Desk from a checkout: `python3 build/go.py open`."""

# This file and pythons.py must be readable to Python 3.7 and later, to say what is needed.
from __future__ import annotations

import sys

import pythons

refusal = pythons.refusal(sys.version_info[:2], sys.platform)
if refusal:
    sys.stderr.write(refusal + "\n")
    sys.exit(2)

import io
import os
import signal
from pathlib import Path
from types import FrameType

import checks
import environment
import fresh
import locking
import system_packages
from bundling import smoke
from processes import INTERRUPTED, TERMINATED, SetUpError, run, say
from wine import preconditions, results

KILLS = ["--kills", "200"]
EXAMPLE = environment.ROOT / "resources" / "examples" / "missed-appointments.spdesk"

HELP = """\
python3 build/go.py VERB

  open [FILE]         open a workbook in a window; without FILE, the example
  test [ARGUMENT ...] run every check and test; arguments go to pytest, and
                      without any the packaged program is made and tried, too
  demo --out FOLDER   make pictures and reports in FOLDER; needs no screen
  pictures --out FOLDER
                      draw every page in every theme, size and content, with
                      contact sheets; --help says how to choose; needs no screen
  guide-pictures      make the pictures of the documents anew, from the program
  texts update LANG   collect every text for a translator; release LANG for the window
  bench               measure the program's speed
  crash [--kills N]   kill the program at random instants and see that nothing is lost
  bundle              make the packaged program in dist/ and prove it
  installers          make this system's installers from it
  msi FOLDER          make the Windows installer from a bundle for Windows
  smoke [FOLDER]      try a packaged program where it lies
  windows [--only PART ...] [--times N] [--folder FOLDER]
                      run tests, the packaged program and its MSI on Windows' own
                      Python under Wine; needs Debian 12 or 13, and root
  fresh RELEASE [COMMAND ...]
                      run open and test on an empty Debian of that release: bookworm
                      (Python 3.11), trixie (3.13), forky (3.14); or demo instead
  lock [ARGUMENT ...] choose the packages' versions anew; arguments go to uv

The first start installs what is missing; later starts go straight to the work.
"""


def no_screen(platform: str, environ: dict[str, str]) -> bool:
    """Whether a window has nowhere to appear."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return platform.startswith("linux") and not any(environ.get(name) for name in screens)


def open_workbook(arguments: list[str]) -> int:
    if len(arguments) > 1:
        raise SetUpError("open takes one file at most.")
    if no_screen(sys.platform, dict(os.environ)):
        raise SetUpError(
            "There is no screen to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set);"
            " `python3 build/go.py demo --out FOLDER` shows the program without one."
        )
    workbook = Path(arguments[0]) if arguments else EXAMPLE
    if not workbook.is_file():
        raise SetUpError(f"There is no file {workbook}.")
    prepare("run", system_packages.WINDOW)
    # The whole path: a file named "demo" or "-x" must not be taken for a command.
    return run([*environment.program(), str(workbook.absolute())])


def demo(arguments: list[str]) -> int:
    if not arguments:
        raise SetUpError("demo needs a folder to write into: python3 build/go.py demo --out FOLDER")
    prepare("run", system_packages.OFFSCREEN)
    return run([*environment.program(), "demo", *arguments], offscreen())


def pictures(arguments: list[str]) -> int:
    return run_pictures_script("set", *arguments)


def guide_pictures(arguments: list[str]) -> int:
    return run_pictures_script("guide", *arguments)


def run_pictures_script(*arguments: str) -> int:
    prepare("run", system_packages.OFFSCREEN)
    script = environment.ROOT / "build" / "pictures.py"
    return run([environment.python(), str(script), *arguments], offscreen())


def offscreen() -> dict[str, str]:
    """Make Qt draw without a screen on Linux, where there may be none."""
    chosen = os.environ.get("QT_QPA_PLATFORM")
    return (
        {} if chosen or not sys.platform.startswith("linux") else {"QT_QPA_PLATFORM": "offscreen"}
    )


def test(arguments: list[str]) -> int:
    prepare_tests()
    code = checks.run_all(arguments)
    return code if code or arguments else run_bundle_script("prove")


def crash(arguments: list[str]) -> int:
    prepare_tests()
    command = [environment.python(), "-P", "-m", "tests.crash.harness", *(arguments or KILLS)]
    return run(command, {**offscreen(), "PYTHONPATH": str(environment.ROOT)}, environment.ROOT)


def bundle(arguments: list[str]) -> int:
    prepare_tests()
    return run_bundle_script("bundle", *arguments)


def installers(arguments: list[str]) -> int:
    prepare_tests()
    return run_bundle_script("installers", *arguments)


def msi(arguments: list[str]) -> int:
    prepare_tests()
    return run_bundle_script("msi", *arguments)


def run_bundle_script(*arguments: str) -> int:
    return run([environment.python(), str(environment.ROOT / "build" / "bundle.py"), *arguments])


def smoke_test(arguments: list[str]) -> int:
    """Nothing is installed for it: that could bring the very thing that the bundle lacks."""
    made = environment.ROOT / "dist" / ("SP Desk.app" if sys.platform == "darwin" else "spdesk")
    folder = Path(arguments[0]) if arguments else made
    if not folder.is_dir():
        raise SetUpError(f"There is no packaged program in {folder}; `go.py bundle` makes one.")
    smoke.try_bundle(folder)
    return 0


def windows(arguments: list[str]) -> int:
    """Where a precondition is missing, nothing has failed: the last line names it."""
    try:
        preconditions.check_system()
        with preconditions.downloading("the environment"):
            prepare_tests(system_packages.WINE)
    except preconditions.NotRun as reason:
        say(results.not_run(reason))
        return 0
    return run([environment.python(), str(environment.ROOT / "build" / "windows.py"), *arguments])


def texts(arguments: list[str]) -> int:
    if not arguments:
        raise SetUpError("texts needs to know what: update LANGUAGE, or release LANGUAGE.")
    prepare("run", system_packages.OFFSCREEN)
    script = environment.ROOT / "build" / "translating.py"
    changes = {"PYTHONPATH": str(environment.ROOT)}
    return run([environment.python(), str(script), *arguments], changes)


def bench(arguments: list[str]) -> int:
    prepare("bench", system_packages.TEST)
    script = environment.ROOT / "build" / "bench.py"
    return run([environment.python(), str(script), *arguments])


def lock(arguments: list[str]) -> int:
    system_packages.install_missing({}, first=False)
    return locking.lock(environment.REQUIREMENTS, arguments)


VERBS = {
    "open": open_workbook,
    "test": test,
    "demo": demo,
    "pictures": pictures,
    "guide-pictures": guide_pictures,
    "texts": texts,
    "bench": bench,
    "crash": crash,
    "bundle": bundle,
    "installers": installers,
    "msi": msi,
    "smoke": smoke_test,
    "windows": windows,
    "fresh": fresh.fresh,
    "lock": lock,
}


OWN_HELP = {"bench", "bundle", "crash", "pictures", "guide-pictures"}
"""Verbs that explain themselves."""


def prepare_tests(packages: dict[str, str] = system_packages.TEST) -> None:
    """Have everything that testing and packing need."""
    prepare("test", packages | system_packages.python_library())


def prepare(kind: str, packages: dict[str, str]) -> None:
    """Have everything that a verb needs, the system's packages first: the rest may need them."""
    system_packages.install_missing(packages, first=not environment.ready(kind))
    environment.prepare(kind)


def terminated(_number: int, _frame: FrameType | None) -> None:
    """Clean up when something else ends this script, too."""
    sys.exit(TERMINATED)


def main(arguments: list[str]) -> int:
    signal.signal(signal.SIGTERM, terminated)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # an old console may lack the dash or the dots
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("--help", [])
    # Some have a help of their own.
    asks = {"-h", "--help"} & set(rest) and verb not in OWN_HELP
    if verb in {"-h", "--help", "help"} or asks:
        print(HELP, end="")
        return 0
    try:
        if verb not in VERBS:
            raise SetUpError(f"Unknown verb {verb!r}; the verbs are {', '.join(VERBS)}.")
        return VERBS[verb](rest)
    except SetUpError as stop:
        print(stop, file=sys.stderr)
        return stop.code
    except OSError as error:
        print(f"The set-up cannot go on: {error}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
