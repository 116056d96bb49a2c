"""Published example problems: the typed form of cases.json, and which are most like an issue.

The ratings are one rater's, who knew the labels. They serve as examples to compare with and
validate nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from spdesk.core.triage import Rules, Subtype
from spdesk.guidance.resource import Id, Resource, Text, require_unique

_ENOUGH_OVERLAP = 0.4
"""The share of the weight that an issue and a case must both have answered to be compared."""


class Case(Resource):
    """A published problem with the label that its source gives it."""

    id: Id
    title: Text
    label: Literal["type_1", "type_2", "crisis"]
    subtype: Subtype | None = None
    source: Text
    borderline: bool
    crisis_gate: int = Field(ge=0, le=4)
    ratings: dict[str, Annotated[int, Field(ge=0, le=4)] | None]


class CaseTexts(Resource):
    """The whole of cases.json."""

    note: Text
    cases: tuple[Case, ...]

    @model_validator(mode="after")
    def _check(self) -> Self:
        require_unique("cases", [case.id for case in self.cases])
        return self


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far a case is from an issue: the weighted mean difference of ratings, 0 to 4."""

    case: Case
    distance: float


def most_alike(
    rules: Rules, cases: tuple[Case, ...], ratings: Mapping[str, int | None]
) -> tuple[Likeness, ...]:
    """The cases (crises left out) that share enough answers with an issue, the nearest first."""
    likenesses = []
    for case in cases:
        if case.label == "crisis":
            continue
        total, weight = 0.0, 0
        for criterion in rules.criteria:
            here, there = ratings.get(criterion.id), case.ratings.get(criterion.id)
            if here is not None and there is not None:
                total += criterion.weight * abs(here - there)
                weight += criterion.weight
        if weight >= _ENOUGH_OVERLAP * rules.total_weight:
            likenesses.append(Likeness(case, total / weight))
    return tuple(sorted(likenesses, key=lambda likeness: (likeness.distance, likeness.case.id)))
