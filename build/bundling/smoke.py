"""The smoke test of a finished bundle, from outside: where no Python is, in all kinds of places.

On Linux the bundle runs in a clean system of its own with only the libraries that it asks for, and
is traced; elsewhere it runs as it lies there. What happens inside is `spdesk/ui/smoke/`.
"""

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import checks
from processes import SetUpError, ending, say

from bundling.ballots import write_ballots
from bundling.clean_root import HOME, VARIABLES, CleanRoot
from bundling.inspection import NAMES
from bundling.trace import LOCAL, read_trace, traced

PATIENCE = 180.0  # seconds for one start
SMALLEST_PICTURE = 10_000  # bytes; an empty window makes less
REPORTS = "/srv/reports"
PASSING = ("/dev", "/proc", "/run/user", "/tmp", "/var/cache/fontconfig")
"""Where any program may write: what is there is gone with the program or the session. Started by
root, fontconfig keeps its list of fonts for everybody."""

WINDOW, CONSOLE = NAMES

# What Qt says although nothing is wrong.
HARMLESS = (
    'Detected locale "C"',
    "No writable cache directories",
    "propagateSizeHints",
    "XDG_RUNTIME_DIR",
)

SCORES = ["--capabilities", "6", "--incentives", "5", "--relationships", "4.5"]
ANSWERS = {"crisis_gate": 0, "ratings": {}}
CONSOLE_CALLS: dict[str, list[str]] = {
    "score": [*SCORES, "--target", "60", "--json"],
    "triage": ["{reports}/answers.json"],
    "ballots": ["{reports}/ballots.xlsx"],
    "report": ["{examples}/missed-appointments.spdesk", "--out", "{reports}/record.docx"],
    "collate": ["{examples}", "--out", "{reports}/collated.xlsx"],
    "check": ["{examples}/merging-two-practices.spdesk"],
    "check-resources": [],
    "demo": ["--out", "{reports}/demo"],
}
"""A call of every subcommand of the companion."""

OTHER_REPORTS = ("record.pdf", "record.pptx", "record.xlsx", "record.csv", "record.json")
"""What `report` writes besides: each format has a library of its own."""


@dataclass(frozen=True)
class Case:
    """One way to start the program, beside the ordinary one."""

    name: str
    place: str = "/opt/spdesk"
    """Where the bundle lies, on Linux. It cannot be written to in any case."""

    variables: Mapping[str, str] = field(default_factory=dict)
    read_only_home: bool = False
    at_once: int = 1
    traced: bool = False


CASES = (
    Case("as installed, traced", traced=True),
    Case(
        "a path with spaces and é, LANG=C, 150 %",
        place="/opt/Bürö – SP Desk é",
        variables={"LANG": "C", "LC_ALL": "C", "QT_SCALE_FACTOR": "1.5"},
    ),
    Case(
        "a home that is read-only, 200 %", read_only_home=True, variables={"QT_SCALE_FACTOR": "2"}
    ),
    Case("twice at once", at_once=2),
)


LYING_CASES = (
    Case("as it lies, traced", traced=True),
    Case("as it lies"),
    Case("LANG=C, 150 %", variables={"LANG": "C", "LC_ALL": "C", "QT_SCALE_FACTOR": "1.5"}),
    Case("200 %", variables={"QT_SCALE_FACTOR": "2"}),
    Case("twice at once", at_once=2),
)
"""What can be tried with a bundle where it lies. Tracing, and a second screen, are Linux's own."""


class Place(Protocol):
    """Where a bundle runs."""

    def command(
        self, case: Case, name: str, arguments: Sequence[str], reports: Path, screen: str
    ) -> list[str]:
        """The command that starts one of the bundle's programs; it writes to `reports`."""

    def program(self, case: Case, name: str) -> str:
        """The path by which it is started, as it is seen there."""

    def variables(self, case: Case, screen: str) -> dict[str, str] | None:
        """The variables that the command itself is started with; None for this process's own."""

    def seen(self, reports: Path, case: Case) -> dict[str, str]:
        """How the program sees the folder for reports, the user's home, and the examples."""


@dataclass(frozen=True)
class InCleanRoot:
    """In a system that has nothing but what the bundle asks for."""

    root: CleanRoot
    bundle: Path

    def command(
        self, case: Case, name: str, arguments: Sequence[str], reports: Path, screen: str
    ) -> list[str]:
        read_only = {self.bundle: case.place}
        if case.read_only_home:
            empty = reports.parent / "empty home"
            empty.mkdir(exist_ok=True)
            read_only[empty] = HOME
        return self.root.command(
            [self.program(case, name), *arguments],
            read_only=read_only,
            writable={reports: REPORTS},
            variables={**VARIABLES, "DISPLAY": screen, **case.variables},
        )

    def program(self, case: Case, name: str) -> str:
        return f"{case.place}/{name}"

    def variables(self, case: Case, screen: str) -> dict[str, str] | None:  # noqa: ARG002
        return None  # bubblewrap sets them

    def seen(self, reports: Path, case: Case) -> dict[str, str]:  # noqa: ARG002
        examples = f"{case.place}/_internal/spdesk/resources/examples"
        return {"reports": REPORTS, "home": HOME, "examples": examples}


@dataclass(frozen=True)
class AsItLies:
    """On this system, in the folder where the bundle lies, with a home of its own."""

    bundle: Path
    home: Path

    def command(
        self,
        case: Case,
        name: str,
        arguments: Sequence[str],
        reports: Path,  # noqa: ARG002
        screen: str,  # noqa: ARG002
    ) -> list[str]:
        return [self.program(case, name), *arguments]

    def program(self, case: Case, name: str) -> str:  # noqa: ARG002
        end = ".exe" if sys.platform == "win32" else ""
        folder = "Contents/MacOS" if self.bundle.suffix == ".app" else ""
        return str(self.bundle / folder / f"{name}{end}")

    def variables(self, case: Case, screen: str) -> dict[str, str] | None:
        kept = {name: os.environ[name] for name in PLAIN_VARIABLES if name in os.environ}
        shown = {"DISPLAY": screen} if screen else {}
        return {
            **kept,
            **shown,
            "HOME": str(self.home),
            "SPDESK_HOME": str(self.home),
            **case.variables,
        }

    def seen(self, reports: Path, case: Case) -> dict[str, str]:  # noqa: ARG002
        example = next(self.bundle.rglob("merging-two-practices.spdesk"))
        places = {"reports": reports, "home": self.home, "examples": example.parent}
        return {name: str(path) for name, path in places.items()}


# What a program on any system gets from its desktop; nothing of Python's.
PLAIN_VARIABLES = (
    "APPDATA", "COMSPEC", "LANG", "LOCALAPPDATA", "PATH", "SYSTEMDRIVE",
    "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "USER", "USERNAME", "USERPROFILE", "WINDIR",
    "XDG_RUNTIME_DIR",
)  # fmt: skip


def run_cases(place: Place, cases: Sequence[Case], screens: Sequence[str]) -> None:
    """Run every case; raises SetUpError with what was wrong in the first that fails."""
    with tempfile.TemporaryDirectory(prefix="spdesk-smoke-") as name:
        scratch = Path(name)
        scratch.chmod(0o755)
        for number, case in enumerate(cases):
            begun = time.monotonic()
            told = list(run_window(place, case, scratch / f"window {number}", screens))
            if told:
                raise SetUpError(f"Smoke test, {case.name}:\n  " + "\n  ".join(told), 1)
            say(f"   {case.name}: well, in {time.monotonic() - begun:.1f} s")
        if told := list(run_console(place, cases[0], scratch / "console", screens[0])):
            raise SetUpError("Smoke test of the companion:\n  " + "\n  ".join(told), 1)
        say(f"   the companion's {len(CONSOLE_CALLS)} commands: well")


def run_window(place: Place, case: Case, scratch: Path, screens: Sequence[str]) -> Iterator[str]:
    """Walk through the window as often at once as the case asks; tells what was wrong.

    Each has a screen of its own, or one would take the keyboard from the other.
    """
    folders = [make_folder(scratch / str(number)) for number in range(case.at_once)]
    log = scratch / "trace.txt"
    processes = []
    for folder, screen in zip(folders, screens, strict=False):
        target = place.seen(folder, case)["reports"]
        arguments = ["--smoke-test", target, "--begun", str(time.perf_counter_ns())]
        command = place.command(case, WINDOW, arguments, folder, screen)
        if case.traced:
            command = traced(log, command)
        processes.append(start(command, place.variables(case, screen)))
    for process, folder in zip(processes, folders, strict=True):
        code, output = finish(process)
        yield from report_complaints(code, output, folder)
    if case.traced:
        seen = place.seen(folders[0], case)
        own = (seen["home"], seen["reports"], *PASSING)
        yield from trace_complaints(log, place.program(case, WINDOW), own)


def make_folder(folder: Path) -> Path:
    """A folder that the ordinary user of a clean system may write to."""
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    return folder


def start(command: Sequence[str], variables: Mapping[str, str] | None) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        command,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )


def finish(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """Wait for the end; what is left running after the patience is ended, and counts as failed."""
    output = None
    with ending(process), contextlib.suppress(subprocess.TimeoutExpired):
        output, _ = process.communicate(timeout=PATIENCE)
    if output is not None:
        return process.returncode, output.strip()
    if process.stdout is not None:  # only now: closing would wait for a reader of the output
        process.stdout.close()
    return -1, f"It, or something that it had started, still ran after {PATIENCE:.0f} s."


def report_complaints(code: int, output: str, folder: Path) -> Iterator[str]:
    """What one walk through the window left to be desired."""
    try:
        report: dict[str, Any] = json.loads((folder / "report.json").read_text("utf-8"))
    except (OSError, ValueError):
        yield f"It ended with {code} and without a report. {output}"
        return
    if code != 0 or not report["passed"]:
        steps = report["steps"] or ["the start"]
        yield f"It ended with {code} at the step “{steps[-1]}”. {output}"
        yield from "".join(report["trouble"]).splitlines()
        return
    said = [*report["said"], *output.splitlines()]
    yield from (line for line in said if line and not harmless(line))
    picture = folder / "window.png"
    if not picture.is_file() or picture.stat().st_size < SMALLEST_PICTURE:
        yield "The picture of the window is missing or empty."


def harmless(line: str) -> bool:
    """Whether Qt says this although nothing is wrong. Its word on the locale has four lines.

    The fontconfig of 2025 lists the folders, too, in which it would have kept its list of fonts.
    """
    if re.fullmatch(r"\s/.*/\.?fontconfig", line):
        return True
    continued = ("Qt depends on a UTF-8 locale", "If this causes problems", "for more information")
    return any(word in line for word in HARMLESS) or line.startswith(continued)


def trace_complaints(log: Path, program: str, own: tuple[str, ...]) -> Iterator[str]:
    """What the trace of a run shows that must not be; `own` are the folders of the user."""
    with log.open(encoding="utf-8", errors="replace") as lines:
        doings = read_trace(lines, program)
    if not doings.started or not doings.changed:
        yield "The trace shows nothing of the program."
    for family in sorted(doings.sockets - {LOCAL}):
        yield f"It opened a socket of the family {family}."
    for path in sorted(doings.changed):
        if not any(path == place or path.startswith(f"{place}/") for place in own):
            yield f"It changed {path}, which is none of the user's own."
    # PyInstaller's starter starts the program once more, with the way to its libraries set.
    for path in sorted(set(doings.started) - {program}):
        yield f"It started the program {path}."
    if doings.killed:
        yield f"It left {doings.killed} of its processes running."


def run_console(place: Place, case: Case, scratch: Path, screen: str) -> Iterator[str]:
    """Call every subcommand of the companion, and one with a mistake; tells what was wrong."""
    folder = make_folder(scratch)
    (folder / "answers.json").write_text(json.dumps(ANSWERS), encoding="utf-8")
    write_ballots(folder / "ballots.xlsx")
    names = place.seen(folder, case)
    calls = [(0, ["--version"]), (0, ["--help"]), (2, ["check", "no such file.spdesk"])]
    calls += [
        (0, [verb, *(argument.format(**names) for argument in arguments)])
        for verb, arguments in CONSOLE_CALLS.items()
    ]
    *same, _ = next(arguments for _, arguments in calls if arguments[0] == "report")
    calls += [(0, [*same, f"{names['reports']}/{name}"]) for name in OTHER_REPORTS]
    for wanted, arguments in calls:
        command = place.command(case, CONSOLE, arguments, folder, screen)
        code, output = finish(start(command, place.variables(case, screen)))
        if code != wanted or not output or "Traceback" in output:
            yield f"{CONSOLE} {' '.join(arguments)} ended with {code}, not {wanted}: {output}"
    if not list((folder / "demo").glob("*.png")):
        yield "The demonstration has made no pictures."


def try_bundle(
    bundle: Path, root: CleanRoot | None = None, cases: Sequence[Case] | None = None
) -> None:
    """Test a bundle in a clean system, or without one where it lies. Raises SetUpError."""
    if cases is None:
        cases = LYING_CASES if root is None else CASES
    on_linux = sys.platform.startswith("linux")
    if on_linux and not shutil.which("strace"):
        raise SetUpError("The smoke test needs the program strace; please install it.", 1)
    with contextlib.ExitStack() as stack:
        most = max(case.at_once for case in cases)
        found = [stack.enter_context(checks.screen()) for _ in range(most)]
        screens = [screen.get("DISPLAY", "") for screen in found]
        if root is not None:
            run_cases(InCleanRoot(root, bundle), cases, screens)
            return
        home = stack.enter_context(tempfile.TemporaryDirectory(prefix="spdesk-home-"))
        if not on_linux:
            cases = [case for case in cases if not case.traced and case.at_once == 1]
        run_cases(AsItLies(bundle.absolute(), Path(home)), cases, screens)
