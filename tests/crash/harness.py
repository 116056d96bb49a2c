"""Kills the real program at random instants, and looks at what is left.

    python -m tests.crash.harness --kills 200

One life after another works on the same file: each restores what the one before left, edits it
through real events, and is killed without warning while it types, drags, saves, undoes, writes its
recovery file, or starts. After each kill the file on the disk must be whole and be what was saved;
the recovery file, where there is one, must be whole; and what the two hold together must have every
edit that was made more than a second before the kill. The next life must come up with just that.
Now and then a life saves and closes instead: then no file may be left but the workbook, its
previous version and the settings.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

from spdesk.workbook import edits
from spdesk.workbook.format import Writer
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.recovery import read_recovery
from spdesk.workbook.replace import LEFTOVER_AGE
from spdesk.workbook.scores import Scores
from spdesk.workbook.store import read_workbook, save_workbook
from tests.crash.child import digest

ROOT = Path(__file__).resolve().parents[2]

LIMIT = 1.0
"""Seconds that the latest edits may be lost for."""

TOLERANCE = 1.0
"""Seconds more, on a machine that has other things to do. How many needed it is told."""

PATIENCE = 60.0
_GLANCE = 0.005
CLOSE_EVERY = 20
KINDS = ("typing", "dragging", "saving", "undoing", "listing", "autosaving", "starting")
WAITS_FOR_AN_EDIT = "autosaving"


class DamageError(AssertionError):
    """Something was lost, damaged or left behind; the text says what."""


@dataclass
class Outcome:
    """What came of a number of kills."""

    kills: int = 0
    by_kind: Counter[str] = field(default_factory=Counter)
    ages: list[float] = field(default_factory=list)
    """For each kill, how long before it the first edit was made that is lost; 0 for none."""

    recovered: int = 0
    closes: int = 0

    def told(self) -> str:
        """The count of survivals."""
        kinds = ", ".join(f"{self.by_kind[kind]} {kind}" for kind in KINDS)
        late = sum(age > LIMIT for age in self.ages)
        return (
            f"{self.kills} kills, {self.kills} survivals ({kinds}). In {self.recovered} the "
            f"recovery file held more than the saved one. Oldest edit lost: "
            f"{max(self.ages, default=0):.2f} s before the kill; over {LIMIT:g} s: {late}. "
            f"{self.closes} clean closes left nothing behind."
        )


class Life:
    """One run of the program, and the log that it writes."""

    def __init__(self, place: "Place", seed: int, *closes: str) -> None:
        place.log.unlink(missing_ok=True)
        self._place = place
        self._read = b""
        child = Path(__file__).with_name("child.py")
        command = [sys.executable, str(child), str(place.file), str(place.log), str(seed), *closes]
        with place.errors.open("wb") as errors:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=place.environ, stdout=errors, stderr=errors
            )

    def lines(self, what: str) -> list[tuple[float, str]]:
        """What the log says of one kind, with the moments."""
        text = self._place.log.read_text("ascii") if self._place.log.exists() else ""
        # A line that was cut short by the kill says nothing yet.
        parts = [line.split(" ") for line in text.splitlines(keepends=True) if line[-1] == "\n"]
        return [(float(when), word.strip()) for kind, when, word in parts if kind == what]

    def wait(self, what: str, there: Callable[[], bool]) -> None:
        """Wait until something is so. Raises DamageError."""
        until = time.monotonic() + PATIENCE
        while not there():
            if self.process.poll() is not None or time.monotonic() > until:
                said = self._place.errors.read_text("utf-8", errors="replace")
                raise DamageError(f"waited for {what} in vain: {said}")
            time.sleep(_GLANCE)

    def kill(self) -> float:
        """End it without warning; gives the moment before."""
        moment = time.monotonic()
        self.process.kill()
        self.process.wait()
        return moment


class Place:
    """Where it all happens: the workbook, the state folder, and what surrounds a program."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "practice é"
        self.folder.mkdir()
        self.file = self.folder / "ours.spdesk"
        self.log, self.errors = folder / "log", folder / "errors"
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700)
        self.sessions = folder / "home" / "SP Desk" / "sessions"
        self.environ = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(ROOT),
            "XDG_RUNTIME_DIR": str(runtime),
            "SPDESK_HOME": str(folder / "home"),
        }

    def state_files(self) -> list[Path]:
        """Every file of every session."""
        return sorted(path for path in self.sessions.rglob("*") if path.is_file())

    def recovered(self) -> Workbook | None:
        """What the recovery file holds; of two, while one takes over another, the newer."""
        files = sorted(self.sessions.glob("*/*.recovery"), key=lambda file: file.parent.name)
        return read_recovery(files[-1]).workbook if files else None

    def age_leftovers(self) -> None:
        """Let time pass since the kill, for what is removed only when it is old."""
        past = time.time() - 2 * LEFTOVER_AGE
        for leftover in self.folder.glob(".spdesk-*"):
            os.utime(leftover, (past, past))


class Harness:
    """Many lives of the program on one file."""

    def __init__(self, folder: Path, seed: int, tell: Callable[[str], None]) -> None:
        self.tell = tell
        self.random = Random(seed)
        self.place = Place(folder)
        self.writer = Writer()
        self.outcome = Outcome()
        save_workbook(first_workbook(), self.place.file)
        self.saved = self.best = self._digest(read_workbook(self.place.file))

    def run(self, kills: int) -> Outcome:
        """Kill so many times. Raises DamageError at the first loss."""
        first = self.random.randrange(len(KINDS))
        kinds = [KINDS[(first + number) % len(KINDS)] for number in range(kills)]
        self.random.shuffle(kinds)
        for number, kind in enumerate(kinds, 1):
            self._kill_once(kind)
            if number % CLOSE_EVERY == 0 or number == kills:
                self._close()
                self.tell(self.outcome.told())
        return self.outcome

    def _kill_once(self, kind: str) -> None:
        life = Life(self.place, self.random.randrange(1_000_000))
        try:
            self._wait_for_the_instant(life, kind)
        finally:
            killed = life.kill()
        self._check_start(life)
        self._check_saved(life)
        self._check_recovered(life, killed)
        self.outcome.kills += 1
        self.outcome.by_kind[kind] += 1

    def _wait_for_the_instant(self, life: Life, kind: str) -> None:
        if kind == "starting":
            if self.random.random() < 0.5:  # while it asks, restores and tidies up
                asks = "the program to ask or be ready"
                life.wait(asks, lambda: bool(life.lines("asked") or life.lines("open")))
            time.sleep(self.random.uniform(0, 0.6))
            return
        life.wait("the program to be ready", lambda: bool(life.lines("open")))
        begin = time.monotonic() + self.random.uniform(0, 2)
        life.wait("the moment", lambda: time.monotonic() > begin)
        if kind == WAITS_FOR_AN_EDIT:
            seen = len(life.lines("state"))
            life.wait("an edit", lambda: len(life.lines("state")) > seen)
            time.sleep(self.random.uniform(0.28, 0.4))
            return
        seen = len(life.lines("act"))
        life.wait(kind, lambda: kind in [word for _, word in life.lines("act")[seen:]])
        time.sleep(self.random.uniform(0, 0.08))

    def _check_start(self, life: Life) -> None:
        """It came up with what the last one left, and tidied up after it."""
        for _, opened in life.lines("open"):
            if opened != self.best:
                raise DamageError(f"left was {self.best}, restored is {opened}")
            folders = [path.name for path in self.place.sessions.iterdir()]
            if len(folders) != 1:
                raise DamageError(f"sessions of earlier programs are left: {folders}")

    def _check_saved(self, life: Life) -> None:
        """The saved file is whole, and is the last save or the one that was under way."""
        now = self._digest(read_workbook(self.place.file))
        announced = [word for _, word in life.lines("saved")]
        states = [word for _, word in life.lines("state")] or [self.best]
        may_be = {(announced or [self.saved])[-1], states[-1]}
        if now not in may_be:
            raise DamageError(f"the saved file is {now}, and should be one of {may_be}")
        self.saved = now

    def _check_recovered(self, life: Life, killed: float) -> None:
        """What is left holds every edit that was older than a second."""
        found = self.place.recovered()
        left = self._digest(found) if found is not None else self.saved
        states = [(0.0, self.best), *life.lines("state")]
        places = [place for place, (_, word) in enumerate(states) if word == left]
        if not places:
            raise DamageError(f"what is left, {left}, never was on the desk")
        lost = states[places[-1] + 1 :]
        age = killed - lost[0][0] if lost else 0.0
        if age > LIMIT + TOLERANCE:
            raise DamageError(f"{len(lost)} edits are lost, the first {age:.2f} s old")
        self.outcome.ages.append(age)
        self.outcome.recovered += left != self.saved
        self.best = left

    def _close(self) -> None:
        """Restore, save and close, as a person does at the end of the day."""
        self.place.age_leftovers()
        life = Life(self.place, 0, "close")
        try:
            life.process.wait(PATIENCE)
        finally:
            life.kill()
        if life.process.returncode != 0:
            raise DamageError(f"closing failed: {self.place.errors.read_text('utf-8')}")
        self._check_restored(life)
        self.saved = self._digest(read_workbook(self.place.file))
        if self.saved != self.best:
            raise DamageError(f"saved is {self.saved}, and should be {self.best}")
        named = {self.place.file.name, f"{self.place.file.name}.bak"}
        left = [path.name for path in self.place.folder.iterdir() if path.name not in named]
        if left or self.place.state_files():
            raise DamageError(f"left behind: {left}, {self.place.state_files()}")
        self.outcome.closes += 1

    def _check_restored(self, life: Life) -> None:
        opened = [word for _, word in life.lines("open")]
        if opened != [self.best]:
            raise DamageError(f"left was {self.best}, restored is {opened}")

    def _digest(self, workbook: Workbook) -> str:
        return digest(workbook, self.writer)


def first_workbook() -> Workbook:
    """Forty issues with scores, so that a point can be dragged and writing takes a moment."""
    workbook = Workbook()
    for number in range(40):
        workbook = edits.add_issue(workbook, f"issue-{number}", f"Issue {number}")
    text = "It has been like this since the spring. " * 60
    scores = Scores(capabilities=5, incentives=5, relationships=5)
    issues: list[Issue] = [
        issue.replaced(description=text, scores=scores) for issue in workbook.issues
    ]
    return workbook.replaced(issues=tuple(issues))


def kill_many(folder: Path, kills: int, seed: int, tell: Callable[[str], None]) -> Outcome:
    """Kill the program so many times, in a folder of its own. Raises DamageError.

    `tell` gets the count now and then, and at the end.
    """
    return Harness(folder, seed, tell).run(kills)


def main() -> int:
    parser = argparse.ArgumentParser(description="Kill the program at random instants.")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    parsed = parser.parse_args()
    print(f"Seed {parsed.seed}.", flush=True)
    with tempfile.TemporaryDirectory(prefix="spdesk-crash-") as folder:
        kill_many(Path(folder), parsed.kills, parsed.seed, partial(print, flush=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
