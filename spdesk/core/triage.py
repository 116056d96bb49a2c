"""Triage: a transparent, additive weight of evidence from type 1 (linear) to type 2 (wicked).

Each answered criterion adds the points that its resource states for that answer; an unanswered
one adds nothing. The sum gives the verdict, and a logistic curve turns it into a reading from 0
(type 1) to 1 (type 2) that is shaped like a probability but has no data behind it. No validated
instrument and no published cut score separate the two types: the points are judgements, stated in
the resource with their sources, and the group may overrule the verdict.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from spdesk.core.errors import AnswersError
from spdesk.core.translation import translate

RATINGS = range(5)
"""An answer runs from 0 (the linear end) over 2 (the middle) to 4 (the wicked end)."""

CRISIS_FROM = 3
"""A gate answer from here on means: act now (Grint 2005; Snowden and Boone 2007)."""

_ROUNDING = 1e-9
"""Sums of points that differ by less count as the same, in whatever order they were added."""


class Kind(StrEnum):
    """The two types of problem (Zollinger-Read 2011)."""

    TYPE_1 = "type_1"
    TYPE_2 = "type_2"


class Verdict(StrEnum):
    """What triage can say about an issue."""

    TYPE_1 = "type_1"
    TYPE_2 = "type_2"
    MIXED = "mixed"
    CRISIS = "crisis"
    INSUFFICIENT = "insufficient"


class Subtype(StrEnum):
    """The two sorts of type 1 problem (Glouberman and Zimmerman 2002)."""

    SIMPLE = "simple"
    COMPLICATED = "complicated"


class Firmness(StrEnum):
    """How many answers stand between this verdict and another one."""

    ON_THE_EDGE = "on_the_edge"
    FAIRLY_FIRM = "fairly_firm"
    FIRM = "firm"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question of the triage, as far as the arithmetic needs it.

    `weight` (1 weak, 2 medium, 3 strong) counts towards the share answered. `evidence` holds the
    points for the answers 0 to 4: below 0 they speak for type 1, above 0 for type 2.
    """

    id: str
    weight: int
    evidence: tuple[float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that the triage needs to know, from the resources.

    `mixed_within`: a sum of points no further than this from 0 is mixed. `points_per_logit`: how
    many points move the reading by one logit. `enough_share`: the share of the weight (0 to 1)
    that must be answered before anything is said. `complicated_criteria` and `complicated_from`:
    a type 1 problem is complicated when the mean of these answers reaches that rating.
    """

    criteria: tuple[Criterion, ...]
    mixed_within: float
    points_per_logit: float
    enough_share: float
    complicated_criteria: tuple[str, ...]
    complicated_from: float

    def criterion(self, criterion_id: str) -> Criterion:
        """The criterion with this id. Raises KeyError when there is none."""
        for criterion in self.criteria:
            if criterion.id == criterion_id:
                return criterion
        raise KeyError(criterion_id)

    def has(self, criterion_id: str) -> bool:
        """Whether there is a criterion with this id."""
        return any(criterion.id == criterion_id for criterion in self.criteria)

    @property
    def total_weight(self) -> int:
        """The weight of all criteria together."""
        return sum(criterion.weight for criterion in self.criteria)


@dataclass(frozen=True, slots=True)
class Answers:
    """What the group has answered.

    `crisis_gate`: 0 to 4, or None while it has not been asked. `ratings`: 0 to 4, or None for
    "we can't say"; a criterion that is not in it has not been asked yet. Ids that the rules do not
    know (from another version) are kept and ignored.
    """

    crisis_gate: int | None
    ratings: Mapping[str, int | None]

    def rated(self, rules: Rules) -> Iterator[tuple[Criterion, int]]:
        """The criteria that have a rating, in the order of the rules."""
        for criterion in rules.criteria:
            rating = self.ratings.get(criterion.id)
            if rating is not None:
                yield criterion, rating


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one answer adds: points below 0 speak for type 1, above 0 for type 2."""

    criterion_id: str
    rating: int
    points: float


@dataclass(frozen=True, slots=True)
class Reading:
    """The outcome of the triage. `leaning` is None when nothing leans, or must not be said.

    `type_2` is the reading from 0 to 1 and `low` to `high` its range if every unanswered question
    leaned mildly one way or the other; all three mean something only for the verdicts type_1,
    type_2 and mixed. `subtype` is None unless the verdict is type_1.
    """

    verdict: Verdict
    leaning: Kind | None
    type_2: float
    low: float
    high: float
    answered_share: float
    contributions: tuple[Contribution, ...]
    points: float
    subtype: Subtype | None


def check_answers(rules: Rules, answers: Answers) -> None:
    """Raise AnswersError for an unknown criterion or a rating that is not a whole 0 to 4."""
    if answers.crisis_gate is not None:
        _check_rating("crisis_gate", answers.crisis_gate)
    for criterion_id, rating in answers.ratings.items():
        if not rules.has(criterion_id):
            known = ", ".join(criterion.id for criterion in rules.criteria)
            raise AnswersError(
                translate("core", 'Unknown criterion "{name}". Known are: {known}.').format(
                    name=criterion_id, known=known
                )
            )
        if rating is not None:
            _check_rating(criterion_id, rating)


def _check_rating(name: str, rating: object) -> None:
    if not isinstance(rating, int) or isinstance(rating, bool) or rating not in RATINGS:
        raise AnswersError(
            translate(
                "core",
                'The answer to "{name}" must be a whole number from 0 to 4, or null for "we can\'t '
                'say", not {rating}.',
            ).format(name=name, rating=repr(rating)[:40])
        )


def assess(rules: Rules, answers: Answers) -> Reading:
    """Read the answers. Never raises for answers of another version: unknown ids are ignored."""
    contributions = tuple(
        Contribution(criterion.id, rating, criterion.evidence[rating])
        for criterion, rating in answers.rated(rules)
    )
    points = sum(contribution.points for contribution in contributions)
    share = sum(c.weight for c, _ in answers.rated(rules)) / rules.total_weight
    verdict = verdict_of(rules, answers.crisis_gate, points, share)
    unanswered = [c for c in rules.criteria if answers.ratings.get(c.id) is None]
    return Reading(
        verdict=verdict,
        leaning=_leaning(verdict, points),
        type_2=_logistic(points / rules.points_per_logit),
        low=_logistic((points + mild_sum(unanswered, 1)) / rules.points_per_logit),
        high=_logistic((points + mild_sum(unanswered, 3)) / rules.points_per_logit),
        answered_share=share,
        contributions=contributions,
        points=points,
        subtype=_subtype(rules, answers) if verdict is Verdict.TYPE_1 else None,
    )


def verdict_of(rules: Rules, crisis_gate: int | None, points: float, share: float) -> Verdict:
    """The verdict for a sum of points and a share of the weight answered (0 to 1)."""
    if crisis_gate is not None and crisis_gate >= CRISIS_FROM:
        return Verdict.CRISIS
    if share < rules.enough_share:
        return Verdict.INSUFFICIENT
    if abs(points) <= rules.mixed_within + _ROUNDING:
        return Verdict.MIXED
    return Verdict.TYPE_1 if points < 0 else Verdict.TYPE_2


def mild_sum(criteria: list[Criterion], rating: int) -> float:
    """The points if each of `criteria` were answered with `rating`: 1 and 3 are mild answers."""
    return sum(criterion.evidence[rating] for criterion in criteria)


def _leaning(verdict: Verdict, points: float) -> Kind | None:
    if verdict in (Verdict.CRISIS, Verdict.INSUFFICIENT) or points == 0:
        return None
    return Kind.TYPE_1 if points < 0 else Kind.TYPE_2


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def _subtype(rules: Rules, answers: Answers) -> Subtype | None:
    """Simple when the mean of what was answered is low; None while too little was answered."""
    rated = [
        rating
        for criterion, rating in answers.rated(rules)
        if criterion.id in rules.complicated_criteria
    ]
    if not rated or 2 * len(rated) < len(rules.complicated_criteria):
        return None
    complicated = sum(rated) / len(rated) >= rules.complicated_from
    return Subtype.COMPLICATED if complicated else Subtype.SIMPLE
