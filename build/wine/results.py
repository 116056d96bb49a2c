"""What came of a run: its results, what of them may not make it red, and its last line."""

import enum
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

REFUSED_NAMES = (
    r"COM\xb9", r"COM\xb9.spdesk", r"COM\xb9 .a.spdesk",
    r"LPT\xb3", r"LPT\xb3.spdesk", r"LPT\xb3 .a.spdesk",
)  # fmt: skip
"""Names of devices with a raised digit, as pytest writes them."""

TOLD: Mapping[str, str] = {
    "tests": "run twice yet, never without a failure; what failed the second time was mended since",
    "screen": "run twice yet, and passed once; what failed the second time was mended since",
    "reports": "run three times yet, and passed each time",
    "bundle": "run four times yet, and passed each time",
    "smoke": "run five times yet since its last mend, and passed each time",
    "installer": "run seven times yet since its last mend, and passed each time",
} | {
    f"tests.workbook.test_file_names::test_windows_makes_no_file_of_a_refused_name[{name}]": (
        "Wine makes a file of this name, where Windows makes none"
    )
    for name in REFUSED_NAMES
}
"""What may fail without making a run red, each with its reason: a part, or one test by its name.

Before a part goes off this list it has to pass ten times in a row (`go.py windows --times 10`).
"""


class State(enum.Enum):
    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Result:
    """What came of one thing that was tried."""

    part: str
    name: str
    state: State
    words: str = ""

    @property
    def reason(self) -> str | None:
        """Why it may fail; None where it may not."""
        return TOLD.get(self.name) or TOLD.get(self.part)


def read_junit(part: str, path: Path) -> list[Result]:
    """The tests of a part, from the report that pytest wrote; none where there is no report."""
    if not path.is_file():
        return []
    return [read_case(part, case) for case in ET.parse(path).iter("testcase")]


def read_case(part: str, case: ET.Element) -> Result:
    name = f"{case.get('classname')}::{case.get('name')}"
    for tag, state in (
        ("failure", State.FAILED),
        ("error", State.FAILED),
        ("skipped", State.SKIPPED),
    ):
        found = case.find(tag)
        if found is not None:
            return Result(part, name, state, found.get("message") or "")
    return Result(part, name, State.PASSED)


def red(results: Sequence[Result]) -> list[Result]:
    """What has failed and may not."""
    return [each for each in results if each.state is State.FAILED and each.reason is None]


def told(results: Sequence[Result]) -> list[str]:
    """A line for each that has failed and may."""
    return [
        f"Told, not failed: {each.part}, {each.name}: {each.reason}"
        for each in results
        if each.state is State.FAILED and each.reason is not None
    ]


def last_line(results: Sequence[Result]) -> str:
    """The line that ends a run. What was told stands above it and counts as neither."""
    passed = sum(each.state is State.PASSED for each in results)
    skipped = sum(each.state is State.SKIPPED for each in results)
    line = f"WINDOWS: {passed} passed, {len(red(results))} failed"
    return f"{line}, {skipped} skipped" if skipped else line


def not_run(reason: object) -> str:
    """The last line of a run that could not begin."""
    return f"WINDOWS: NOT RUN: {reason}"
