"""From an older file version to the next: pure functions from dict to dict, one a step.

A step knows nothing of the model, so that it stays right when the model goes on. It changes
neither what it is given nor a value of the wrong type: that is told when the model checks it.
"""

from collections.abc import Callable
from typing import Any

Data = dict[str, Any]

_NEW_IN_1_1: Data = {"review_on": None, "archived": False, "accepted": []}
_NEW_IN_1_2: Data = {"ballot_rounds": [], "minority_notes": [], "agreed": {}}


def from_1_0(data: Data) -> Data:
    """1.1 gave an issue `review_on`, `archived` and `accepted`.

    A file that calls itself 1.0 and has one of them already keeps it; the model checks it.
    """
    return {**data, "version": "1.1", "issues": _with_defaults(data, _NEW_IN_1_1)}


def from_1_1(data: Data) -> Data:
    """1.2 gave an issue `ballot_rounds`, `minority_notes` and `agreed`; a kept round may name its ballots."""
    return {**data, "version": "1.2", "issues": _with_defaults(data, _NEW_IN_1_2)}


def _with_defaults(data: Data, new: Data) -> Any:
    """The issues with new fields where they have none; what is not a list of issues as it is."""
    issues = data.get("issues", [])
    if not isinstance(issues, list):
        return issues
    return [{**new, **issue} if isinstance(issue, dict) else issue for issue in issues]


STEPS: dict[str, Callable[[Data], Data]] = {"1.0": from_1_0, "1.1": from_1_1}
"""The step that leads away from each older version."""


def migrated(data: Data) -> Data:
    """The data of an older file as the data of the newest version; any other as it is."""
    while (step := STEPS.get(data["version"])) is not None:
        data = step(data)
    return data
