#!/usr/bin/env python3
"""Measure how quickly SP Desk starts and follows a changed score, beside its floors in one run.

It measures and never judges: the exit code is 0 whatever came out. `go.py bench` starts it.
"""

import argparse
import contextlib
import importlib.util
import json
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import checks
import environment
from benchmarks import report
from benchmarks.report import Series
from bundling import starts
from go import EXAMPLE, no_screen
from processes import INTERRUPTED, SetUpError, printed_by, run_quietly, say

RUNS = 9
EDITS = 300
ROUNDS = 3  # the edits are made in so many processes, to spread them over the time it takes
PATIENCE = 120.0  # seconds for one process
PICTURE = [500, 440]  # pixels of the landscape, until SP Desk has told its own


@dataclass
class Bench:
    """The scratch folder, the screen and what has been measured so far."""

    folder: Path
    changes: Mapping[str, str]
    matplotlib: bool
    picture: list[int] = field(default_factory=lambda: list(PICTURE))

    def start(self, name: str) -> tuple[float, float]:
        """Seconds from the start of a process to its first paint and to its complete page."""
        if name == "spdesk":
            first, complete = starts.start(environment.program(), self.changes)
        else:
            first, complete = self.answer(f"start_{name}", [str(time.perf_counter_ns())])
        if not 0 < first <= complete < PATIENCE:
            raise SetUpError(f"The clocks disagree: {first} s to the first paint.", 1)
        return first, complete

    def edits(self, name: str, count: int) -> list[float]:
        """Seconds of each of some changed scores."""
        if name == "spdesk":
            answer = self.answer("edit_spdesk", [str(count), *self.our_arguments()])
            self.picture = answer["picture"]
        else:
            script, _, way = name.partition(" ")
            arguments = [str(count), *map(str, self.picture), *way.split()]
            answer = self.answer(f"edit_{script}", arguments)
        seconds: list[float] = answer["seconds"]
        return seconds

    def our_arguments(self) -> list[str]:
        """A workbook and an empty settings folder, so that every start is a first one."""
        settings = tempfile.mkdtemp(dir=self.folder)
        return [str(self.folder / EXAMPLE.name), settings]

    def answer(self, module: str, arguments: Sequence[str]) -> Any:  # whatever JSON it is
        """Run one measuring process and read the line of JSON that it prints."""
        command = [sys.executable, "-P", "-m", f"benchmarks.{module}", *arguments]
        try:
            return json.loads(printed_by(command, self.changes, PATIENCE))
        except ValueError as error:
            raise SetUpError(f"{module} ended without an answer.", 1) from error


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and write the JSON where one is wanted."""
    chosen = read_arguments(arguments)
    with prepared() as bench:
        first = measure_starts(bench, chosen.runs)
        edits = measure_edits(bench, chosen.edits)
        say("Workbooks …")
        workbooks = bench.answer("workbooks", [])
        say("The band of a room …")
        room = report.room_series(bench.answer("room_job", []))
        say("At rest …")
        rest = report.rest_series(
            bench.answer("idle", []), bench.answer("idle", bench.our_arguments())
        )
    aims = [
        *report.start_aims(first),
        *report.edit_aims(edits),
        *report.workbook_aims(workbooks),
        *report.room_aims(room),
        *report.rest_aims(rest),
    ]
    print()
    print(report.table("Start of the process until", first, "s", last="slowest"))
    print()
    print(report.table("A changed score until the last repaint", edits, "ms"))
    print()
    print(report.workbook_table(workbooks))
    print()
    print(report.table("The longest wait for a turn of the window", room, "ms", last="slowest"))
    print()
    print(report.table("The processor's time in a second of rest", rest, "ms", last="slowest"))
    print("\nAims")
    print("\n".join(aim.line() for aim in aims))
    if not bench.matplotlib:
        print("matplotlib is not installed here, so its rows are missing.")
    if chosen.json:
        data = {
            "machine": machine(),
            "start": report.as_data(first, report.start_aims(first)),
            "edit": report.as_data(edits, report.edit_aims(edits)),
            "workbooks": workbooks,
            "room": report.as_data(room, report.room_aims(room)),
            "rest": report.as_data(rest, report.rest_aims(rest)),
        }
        chosen.json.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    return 0


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--runs", type=positive, default=RUNS, help=f"starts of each ({RUNS})")
    parser.add_argument("--edits", type=positive, default=EDITS, help=f"edits of each ({EDITS})")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write every time there")
    return parser.parse_args(arguments)


def positive(text: str) -> int:
    """A whole number of at least 1, for argparse."""
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def machine() -> dict[str, object]:
    """Where this was measured: times of two machines cannot be compared, their ratios can."""
    return {
        "system": platform.platform(),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
    }


@contextlib.contextmanager
def prepared() -> Iterator[Bench]:
    """A screen, a scratch folder, and everything compiled."""
    screen: contextlib.AbstractContextManager[dict[str, str]] = contextlib.nullcontext({})
    if no_screen(sys.platform, dict(os.environ)):
        screen = checks.screen()
    with (
        tempfile.TemporaryDirectory(prefix="spdesk-bench-") as name,
        checks.scratch_folder() as private,
        screen as shown,
    ):
        folder = Path(name)
        shutil.copy(EXAMPLE, folder)
        changes = {
            **private,
            **shown,
            "PYTHONPATH": os.pathsep.join(map(str, (environment.ROOT / "build", environment.ROOT))),
            # Without compiled files a start takes twice as long; write those that are missing.
            "PYTHONDONTWRITEBYTECODE": "",
            "MPLCONFIGDIR": str(folder),
        }
        sources = [str(environment.ROOT / part) for part in ("spdesk", "build/benchmarks")]
        run_quietly([sys.executable, "-m", "compileall", "-q", *sources], changes)
        yield Bench(folder, changes, importlib.util.find_spec("matplotlib") is not None)


def measure_starts(bench: Bench, runs: int) -> list[Series]:
    """Start each program several times, in turns, so that a busy moment hits all alike."""
    names = ["bare", "pyqtgraph", *(["matplotlib"] if bench.matplotlib else []), "spdesk"]
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
    say("Warming up …")
    for name in names:
        bench.start(name)
    for run in range(runs):
        say(f"Starts, turn {run + 1} of {runs} …")
        for name in names:
            times[name].append(bench.start(name))
    first = {name: tuple(pair[0] for pair in pairs) for name, pairs in times.items()}
    complete = {name: tuple(pair[1] for pair in pairs) for name, pairs in times.items()}
    series = [
        Series("bare", "a bare PySide6 window's first paint", first["bare"]),
        Series("pyqtgraph", "a window's with an empty pyqtgraph plot", first["pyqtgraph"]),
    ]
    if bench.matplotlib:
        view = "the same view in matplotlib's QtAgg, complete"
        series.append(Series("matplotlib", view, complete["matplotlib"]))
    return [
        *series,
        Series("first paint", "SP Desk's first paint", first["spdesk"], ours=True),
        Series("complete", "SP Desk's complete page", complete["spdesk"], ours=True),
    ]


def measure_edits(bench: Bench, edits: int) -> list[Series]:
    """Change scores in each program, in turns. SP Desk goes first: its picture sets the size."""
    names = {
        "spdesk": ("edit", "SP Desk"),
        "pyqtgraph": ("pyqtgraph", "the same scene in plain pyqtgraph"),
        "matplotlib blit": ("blit", "matplotlib, blitted"),
        "matplotlib redraw": ("redraw", "matplotlib, redrawn"),
    }
    wanted = [name for name in names if bench.matplotlib or not name.startswith("matplotlib")]
    times: dict[str, list[float]] = {name: [] for name in wanted}
    rounds = ROUNDS if edits >= 10 * ROUNDS else 1
    shares = [edits // rounds + (place < edits % rounds) for place in range(rounds)]
    for place, share in enumerate(shares):
        say(f"Edits, turn {place + 1} of {rounds} …")
        for name in wanted:
            times[name] += bench.edits(name, share)
    series = [Series(*names[name], tuple(times[name]), name == "spdesk") for name in wanted]
    return [*series[1:], series[0]]


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except SetUpError as stop:
        print(stop, file=sys.stderr)
        sys.exit(stop.code)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
