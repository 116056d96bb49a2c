#!/usr/bin/env python3
"""Run the program on Windows' own Python under Wine. `go.py windows` starts this in the environment."""

import argparse
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import checks
from bundling import making
from processes import INTERRUPTED, SetUpError, say
from wine import own_root, preconditions, setting_up
from wine.parts import PARTS
from wine.preconditions import NotRun
from wine.results import Result, State, last_line, not_run, red, told
from wine.windows import Windows


def main(arguments: Sequence[str]) -> int:
    """Set up what is missing and run the parts; the last line says what came of it."""
    parser = argparse.ArgumentParser(prog="go.py windows", description=__doc__)
    parser.add_argument("--folder", type=Path, default=setting_up.default_folder())
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART")
    parser.add_argument("--times", type=int, default=1, help="run them so many times in a row")
    chosen = parser.parse_args(arguments)
    folder = chosen.folder.absolute()
    preconditions.check_system()
    own_root.check()
    preconditions.check_room(folder)
    with setting_up.alone(folder):
        say(f"== set-up in {folder}")
        setting_up.set_up(folder)
        results = [each for _ in range(chosen.times) for each in run(folder, chosen.only)]
    for line in told(results):
        say(line)
    say(last_line(results))
    return int(bool(red(results)))


def run(folder: Path, names: Sequence[str]) -> list[Result]:
    """Run parts once, on a Windows as if just installed."""
    logs = making.DIST / "windows-logs"
    logs.mkdir(parents=True, exist_ok=True)
    results: list[Result] = []
    with checks.screen() as screen:
        windows = Windows(folder, screen["DISPLAY"], logs)
        windows.begin()
        for name in names:
            say(f"== {name}")
            begun = time.monotonic()
            found = list(try_part(name, windows))
            for each in found:
                if each.state is State.FAILED:
                    say(f"FAILED {each.part}, {each.name}\n{each.words}".rstrip())
            counts = {state.value: sum(each.state is state for each in found) for state in State}
            words = ", ".join(f"{number} {state}" for state, number in counts.items())
            say(f"== {name}: {words}, in {time.monotonic() - begun:.0f} s")
            results += found
    return results


def try_part(name: str, windows: Windows) -> Iterator[Result]:
    """Run one part; where it cannot go on, the others still do."""
    try:
        yield from PARTS[name](windows)
    except SetUpError as stop:
        yield Result(name, "could go on", State.FAILED, str(stop))


if __name__ == "__main__":
    os.environ["SOURCE_DATE_EPOCH"] = str(making.moment())
    try:
        sys.exit(main(sys.argv[1:]))
    except NotRun as reason:
        say(not_run(reason))
    except SetUpError as stop:
        print(stop, file=sys.stderr, flush=True)
        say(last_line([Result("set-up", "made", State.FAILED)]))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
