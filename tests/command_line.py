"""Starting the program as a process, and what every refusal looks like."""

import os
import subprocess
import sys
from pathlib import Path

from spdesk.guidance.library import guidance
from spdesk.guidance.locate import example_folder

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = example_folder() / "missed-appointments.spdesk"
SCORES = ["--capabilities=6", "--incentives=5", "--relationships=4.5"]
NO_SCREEN = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
LEVERS = {"capabilities", "incentives", "relationships"}
Outcome = tuple[int, str, str]


def start(*arguments: str, **changes: str | None) -> Outcome:
    """Run the program as a process of its own; a change of None takes a variable away."""
    environment = {**os.environ, **{k: v for k, v in changes.items() if v is not None}}
    for name, value in changes.items():
        if value is None:
            environment.pop(name, None)
    done = subprocess.run(
        [sys.executable, "-m", "spdesk", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def all_with(rating: int | None) -> dict[str, int | None]:
    return {criterion.id: rating for criterion in guidance().rules.criteria}


def assert_refused(outcome: Outcome, *words: str) -> None:
    """Status 2, one line on standard error, nothing on standard output."""
    code, out, err = outcome
    assert code == 2
    assert out == ""
    assert err.endswith("\n")
    assert len(err.splitlines()) == 1
    assert err.startswith("spdesk")
    assert "Traceback" not in err
    for word in words:
        assert word in err
