"""What the triage asks and says: the typed form of triage.toml."""

from itertools import pairwise
from typing import Literal, Self

from pydantic import Field, model_validator

from spdesk.core.triage import Criterion, Rules
from spdesk.guidance.resource import Id, Resource, Text, require_unique

Strength = Literal["strong", "medium", "weak"]

WEIGHTS: dict[Strength, int] = {"strong": 3, "medium": 2, "weak": 1}
"""How much a criterion counts, and the most points that one answer to it may add."""


class CriterionText(Resource):
    """One criterion with its question, its anchors and where it comes from."""

    id: Id
    label_wicked: Text
    label_linear: Text
    question: Text
    hint: Text
    why: Text
    strength: Strength
    evidence: tuple[float, float, float, float, float]
    article: Text
    sources: tuple[Text, ...] = Field(min_length=1)
    says_linear: Text
    says_wicked: Text
    anchors: dict[int, Text]

    @model_validator(mode="after")
    def _check(self) -> Self:
        if set(self.anchors) != {0, 2, 4}:
            raise ValueError("anchors must be given for exactly 0, 2 and 4")
        if any(after < before for before, after in pairwise(self.evidence)):
            raise ValueError("evidence must never fall from answer 0 to answer 4")
        if not self.evidence[0] < 0 < self.evidence[-1]:
            raise ValueError("evidence must speak for type 1 at answer 0 and for type 2 at 4")
        if max(abs(points) for points in self.evidence) > WEIGHTS[self.strength]:
            raise ValueError(f"a {self.strength} criterion may not go past its weight")
        return self

    def short(self, rating: int | None) -> str:
        """What an answer means in a few words, by the way its points go."""
        linear = rating is not None and self.evidence[rating] < 0
        return self.label_linear if linear else self.label_wicked

    def says(self, points: float) -> str:
        """The sentence for an answer with these points."""
        return self.says_wicked if points > 0 else self.says_linear

    def core(self) -> Criterion:
        """The criterion as the arithmetic needs it."""
        return Criterion(self.id, WEIGHTS[self.strength], self.evidence)


class GateCheck(Resource):
    """One of the questions to ask before calling something a crisis."""

    id: Id
    text: Text


class GateText(Resource):
    """The crisis gate: asked first, never summed."""

    question: Text
    hint: Text
    why: Text
    sources: tuple[Text, ...]
    levels: tuple[Text, Text, Text, Text, Text]
    checks: tuple[GateCheck, ...] = Field(min_length=1)


class RuleNumbers(Resource):
    """The numbers of the triage; see `spdesk.core.triage.Rules`."""

    mixed_within: float = Field(ge=0)
    points_per_logit: float = Field(gt=0)
    enough_share: float = Field(ge=0, le=1)
    complicated_criteria: tuple[Id, ...]
    complicated_from: float = Field(ge=0, le=4)


class TriageTexts(Resource):
    """The whole of triage.toml."""

    rules: RuleNumbers
    gate: GateText
    criteria: tuple[CriterionText, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _check(self) -> Self:
        require_unique("criteria", [criterion.id for criterion in self.criteria])
        unknown = set(self.rules.complicated_criteria) - {c.id for c in self.criteria}
        if unknown:
            raise ValueError(f"rules.complicated_criteria names unknown {sorted(unknown)}")
        return self

    def criterion(self, criterion_id: str) -> CriterionText | None:
        """The criterion with this id, or None for one of another version."""
        return next((c for c in self.criteria if c.id == criterion_id), None)

    def core(self) -> Rules:
        """The rules as the arithmetic needs them."""
        return Rules(
            criteria=tuple(criterion.core() for criterion in self.criteria),
            **self.rules.model_dump(),
        )
