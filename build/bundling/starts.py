"""How quickly the bundle and the source start, beside a bare bundle, and what memory they hold."""

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import environment
from benchmarks.report import Aim, Series
from processes import printed_by

PATIENCE = 120.0  # seconds for one start
WALKS = 25
SETTLED = 5
"""Walks after which caches are filled; memory is compared with what is held then."""


def measure(bundle: Path, bare: Path, runs: int, changes: Mapping[str, str]) -> list[Series]:
    """Start each several times, in turns, so that a busy moment hits all alike."""
    commands = {
        "bare": [str(bare)],
        "bundle": [str(bundle)],
        "source": environment.program(),
    }
    first: dict[str, list[float]] = {name: [] for name in commands}
    complete: dict[str, list[float]] = {name: [] for name in commands}
    for run in range(runs + 1):
        for name, command in commands.items():
            times = start_bare(command, changes) if name == "bare" else start(command, changes)
            if run:  # the first round only warms up
                first[name].append(times[0])
                complete[name].append(times[1])
    return [
        Series("bare", "the bare bundle's first paint", tuple(first["bare"])),
        Series("bundle", "the bundle's first paint", tuple(first["bundle"]), ours=True),
        Series("source", "the source's first paint", tuple(first["source"]), ours=True),
        Series("complete", "the bundle's complete page", tuple(complete["bundle"]), ours=True),
        Series("source complete", "the source's complete page", tuple(complete["source"]), True),
    ]


def start_bare(command: Sequence[str], changes: Mapping[str, str]) -> tuple[float, float]:
    """Start a bare program, which prints its times."""
    output = run([*command, str(time.perf_counter_ns())], changes)
    first, complete = json.loads(output)
    return first, complete


def start(command: Sequence[str], changes: Mapping[str, str]) -> tuple[float, float]:
    """Start SP Desk on an example, until its first page is complete."""
    report = walk(command, 0, changes)
    return report["first_paint"], report["complete"]


def walk(command: Sequence[str], times: int, changes: Mapping[str, str]) -> dict[str, Any]:
    """Let SP Desk walk through itself so many times; gives its report."""
    with tempfile.TemporaryDirectory(prefix="spdesk-start-") as folder:
        begun = str(time.perf_counter_ns())
        options = ["--smoke-test", folder, "--times", str(times), "--begun", begun]
        run([*command, *options], changes)
        report: dict[str, Any] = json.loads((Path(folder) / "report.json").read_text("utf-8"))
        return report


def run(command: Sequence[str], changes: Mapping[str, str]) -> str:
    """What a program prints; compiled files that are missing are written meanwhile."""
    patience = PATIENCE * (1 + WALKS)
    return printed_by(command, {**changes, "PYTHONDONTWRITEBYTECODE": ""}, patience)


def aims(series: Sequence[Series], limit: float) -> list[Aim]:
    """What the starts want to be."""
    medians = {each.key: each.median for each in series}
    return [
        Aim(f"first paint of the {name} / bare bundle", medians[name] / medians["bare"], limit)
        for name in ("bundle", "source")
    ]


def measure_memory(bundle: Path, changes: Mapping[str, str]) -> list[int]:
    """The bytes held after the start and after each of many walks, as in an hour of use."""
    report = walk([str(bundle)], WALKS, changes)
    held: list[int] = report["memory"]
    return held


def memory_line(held: Sequence[int]) -> str:
    """One line that tells how much memory is held."""
    start_, settled, end = (f"{held[place] / 1e6:.0f}" for place in (0, SETTLED, -1))
    return (
        f"Memory: {start_} MB after the start, {settled} MB after {SETTLED} walks,"
        f" {end} MB after {len(held) - 1}, of about 250 clicks and keys each"
    )


def memory_aim(held: Sequence[int], limit: float) -> Aim:
    """What the memory wants to be: as large at the end as when everything had been seen."""
    settled = statistics.median(held[SETTLED - 1 : SETTLED + 2])
    return Aim("memory at the end / after five walks", held[-1] / settled, limit)


def can_measure_memory() -> bool:
    """Whether this system tells a process how much it holds."""
    return sys.platform.startswith("linux") and os.path.exists("/proc/self/statm")  # noqa: PTH110
