"""What the tests of the core share: the real rules, read as plainly as can be.

Everything here is frozen or built anew, so one value may serve a whole run.
"""

import json
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from spdesk.core.approach import Choice, Recommendation, Rule, Situation, recommend
from spdesk.core.triage import Criterion, Rules

REPOSITORY = Path(__file__).resolve().parents[2]
WEIGHTS = {"weak": 1, "medium": 2, "strong": 3}


def read_toml(name: str) -> dict[str, Any]:
    return tomllib.loads((REPOSITORY / "resources" / name).read_text(encoding="utf-8"))


@dataclass(frozen=True)
class ApproachBook:
    """resources/approach.toml as the core takes it."""

    styles: tuple[str, ...]
    plans: tuple[str, ...]
    approaches: tuple[dict[str, Any], ...]
    choices: tuple[Choice, ...]
    rules: tuple[Rule, ...]

    def recommend(self, situation: Situation) -> Recommendation:
        recommendation = recommend(situation, self.choices, self.rules, self.styles)
        assert recommendation is not None
        return recommendation


@pytest.fixture(scope="session")
def rules() -> Rules:
    """The triage rules of resources/triage.toml."""
    data = read_toml("triage.toml")
    return Rules(
        criteria=tuple(
            Criterion(entry["id"], WEIGHTS[entry["strength"]], tuple(entry["evidence"]))
            for entry in data["criteria"]
        ),
        mixed_within=data["rules"]["mixed_within"],
        points_per_logit=data["rules"]["points_per_logit"],
        enough_share=data["rules"]["enough_share"],
        complicated_criteria=tuple(data["rules"]["complicated_criteria"]),
        complicated_from=data["rules"]["complicated_from"],
    )


@pytest.fixture(scope="session")
def ratings_of(rules: Rules) -> Callable[[str], dict[str, int | None]]:
    """Turn "0 1 - 4 ..." (one mark for each criterion, in order) into ratings."""

    def read(marks: str) -> dict[str, int | None]:
        return {
            criterion.id: None if mark == "-" else int(mark)
            for criterion, mark in zip(rules.criteria, marks.split(), strict=True)
        }

    return read


@pytest.fixture(scope="session")
def cases_file() -> dict[str, Any]:
    """resources/cases.json as it stands."""
    text = (REPOSITORY / "resources" / "cases.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


@pytest.fixture(scope="session")
def cases(cases_file: dict[str, Any]) -> list[dict[str, Any]]:
    """The published example problems."""
    entries: list[dict[str, Any]] = cases_file["cases"]
    return entries


@pytest.fixture(scope="session")
def book() -> ApproachBook:
    """The rules of resources/approach.toml."""
    data = read_toml("approach.toml")
    return ApproachBook(
        styles=tuple(style["id"] for style in data["styles"]),
        plans=tuple(plan["id"] for plan in data["plans"]),
        approaches=tuple(data["approaches"]),
        choices=tuple(Choice.model_validate(choice) for choice in data["choices"]),
        rules=tuple(Rule.model_validate(rule) for rule in data["rules"]),
    )
