"""`go.py pictures`: reads what is wanted, has it drawn by several programs, and looks at the end."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from picturing import contact_sheets, render
from picturing.colour_vision import KINDS
from picturing.places import PLACES
from picturing.plan import (
    CONTENTS,
    SCALES,
    SIZES,
    THEMES,
    Unit,
    WishError,
    Wishes,
    chosen,
    pages_chosen,
    scales_chosen,
    sizes_chosen,
    units,
)

SCRIPT = Path(__file__).resolve().parents[1] / "pictures.py"
_PATIENCE = 1_800
"""Seconds for one page at one size."""


def main(arguments: Sequence[str]) -> int:
    """Draw what the arguments ask for. The exit status is 0 when every picture is there."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    try:
        work = units(_wishes(asked), {name: place.contents for name, place in PLACES.items()})
        if asked.jobs < 1:
            raise WishError("--jobs: at least one program has to draw.")
    except WishError as error:
        parser.error(str(error))
    folder: Path = asked.out
    folder.mkdir(parents=True, exist_ok=True)
    begun = time.monotonic()
    missing = take_all(work, folder, asked.jobs)
    names = [name for unit in work for name in unit.names()]
    contact_sheets.write(work, folder)
    seconds = time.monotonic() - begun
    print(f"{len(names) - len(missing)} pictures are in {folder}, made in {seconds:.0f} s.")
    for line in missing:
        print(f"Missing: {line}", file=sys.stderr)
    return 1 if missing else 0


def take_all(work: Sequence[Unit], folder: Path, jobs: int) -> list[str]:
    """Draw all units; gives each picture that is not there, with what went wrong."""
    for unit in work:
        for name in unit.names():  # one of an earlier run must not pass for one of this
            (folder / f"{name}.png").unlink(missing_ok=True)
    with ThreadPoolExecutor(jobs) as pool:
        told = list(pool.map(lambda unit: take(unit, folder), work))
    return [line for lines in told for line in lines]


def take(unit: Unit, folder: Path) -> list[str]:
    """Draw a unit in a program of its own; gives what is missing and why."""
    command = [sys.executable, str(SCRIPT), "draw", str(folder.resolve())]
    try:
        done = subprocess.run(
            command,
            input=render.as_text(unit),
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="replace",
            timeout=_PATIENCE,
        )
        said, status, trouble = done.stdout, done.returncode, done.stderr
    except subprocess.TimeoutExpired:
        said, status, trouble = "", 1, f"it was not through after {_PATIENCE} s"
    if trouble.strip():
        print(f"{unit.page} at {unit.size}:\n{trouble.rstrip()}", file=sys.stderr, flush=True)
    reasons = [line.removeprefix("! ") for line in said.splitlines() if line.startswith("! ")]
    gone = [name for name in unit.names() if not (folder / f"{name}.png").is_file()]
    if status and not reasons:
        reasons = [f"{unit.page} at {unit.size}: the program ended with {status}"]
    print(f"{unit.page} at {unit.size}: {'all there' if not gone else 'MISSING'}", flush=True)
    return [f"{name} ({'; '.join(reasons) or 'no reason given'})" for name in gone] or reasons


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="go.py pictures",
        description="Draw the real program: page × theme × scale × size × content, as PNG, with a"
        " contact sheet for each page and an index.html. Without options: everything.",
    )
    add = parser.add_argument
    add("--out", type=Path, required=True, metavar="FOLDER", help="where the pictures go")
    add("--pages", metavar="LIST", help="for example start,triage; triage means all triage-…")
    add("--themes", metavar="LIST", help=f"of {_list(THEMES)}")
    add("--scales", metavar="LIST", help=f"text sizes in %%, 80 to 200; {_list(SCALES)}")
    add("--sizes", metavar="LIST", help=f"of the screen; {_list(SIZES)}")
    add("--contents", metavar="LIST", help=f"of {_list(CONTENTS)}")
    add("--colour-blind", action="store_true", help=f"each picture also with {_list(KINDS)}")
    add("--whole", action="store_true", help="also what is scrolled out of sight, as one picture")
    cores = os.cpu_count() or 1
    add("--jobs", type=int, default=cores, metavar="N", help="programs at once; one for each core")
    return parser


def _wishes(asked: argparse.Namespace) -> Wishes:
    known = tuple(PLACES)
    return Wishes(
        pages=pages_chosen(asked.pages, known) if asked.pages is not None else known,
        themes=chosen("--themes", asked.themes, THEMES) if asked.themes is not None else THEMES,
        scales=scales_chosen(asked.scales) if asked.scales is not None else SCALES,
        sizes=sizes_chosen(asked.sizes) if asked.sizes is not None else SIZES,
        contents=(
            chosen("--contents", asked.contents, CONTENTS)
            if asked.contents is not None
            else CONTENTS
        ),
        colour_blind=KINDS if asked.colour_blind else (),
        whole=asked.whole,
    )


def _list(values: Iterable[object]) -> str:
    return ",".join(map(str, values))
