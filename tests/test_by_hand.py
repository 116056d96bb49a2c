"""The lists for the first person with a Windows machine or a Mac: short, in order, and filled in."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LISTS = sorted((ROOT / "docs" / "by-hand").glob("*.md"))
AN_HOUR = 60

_STEP = re.compile(
    r"^## (\d+)\. ([^\n]+) \((\d+) minutes?\)\n(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE
)


def steps(path: Path) -> list[tuple[int, int, str]]:
    """The number, the minutes and the text of each step."""
    text = path.read_text(encoding="utf-8")
    found = [(int(one[1]), int(one[3]), one[4]) for one in _STEP.finditer(text)]
    assert len(found) == text.count("\n## "), "a step has no number or no minutes"
    return found


def test_there_is_a_list_for_each_system_that_nobody_here_has() -> None:
    assert [path.name for path in LISTS] == ["macos.md", "windows.md"]
    readme = (ROOT / "build" / "README.md").read_text(encoding="utf-8")
    for path in LISTS:
        assert f"(../docs/by-hand/{path.name})" in readme


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_it_can_be_done_in_an_hour(path: Path) -> None:
    assert [number for number, _, _ in steps(path)] == list(range(1, len(steps(path)) + 1))
    assert sum(minutes for _, minutes, _ in steps(path)) <= AN_HOUR


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_every_step_says_what_to_do_what_to_expect_and_what_to_write(path: Path) -> None:
    for number, _, text in steps(path):
        parts = [line.split("**")[1] for line in text.strip().splitlines() if line]
        assert parts == ["Do.", "Expect.", "Found"], f"step {number}"
        assert text.strip().endswith(": ______"), f"step {number}"
