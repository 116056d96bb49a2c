"""Which leadership approach fits, and why: rules as data, a small engine.

The rules are resources with sources. A rule that holds yields its statement together with what
made it hold (the verdict, an answer, a score, a plan), so that every line on the screen can say
what caused it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from spdesk.core.performance import Lever, Performance
from spdesk.core.translation import resource_text
from spdesk.core.triage import Subtype, Verdict

MOST_STYLE = 4
"""A style's place in the mix runs from 0 (leave it out) to this (lead with it)."""

_Text = Annotated[str, Field(min_length=1), AfterValidator(resource_text)]


class _Resource(BaseModel):
    # Built when first used: a start of the program may well do without an approach.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class RatingTest(_Resource):
    """Holds when the criterion was answered within these bounds; never when it was not."""

    criterion: str
    at_least: int = Field(default=0, ge=0, le=4)
    at_most: int = Field(default=4, ge=0, le=4)


class When(_Resource):
    """Holds when every part that is given holds; an empty one always does."""

    verdict: tuple[Verdict, ...] = ()
    subtype: tuple[Subtype, ...] = ()
    approach: tuple[str, ...] = ()
    plan: tuple[str, ...] = ()
    lowest: tuple[Lever, ...] = ()
    ratings: tuple[RatingTest, ...] = ()


class Part(StrEnum):
    """Where on the approach page a statement stands."""

    REASON = "reason"
    STYLE = "style"
    FIRST_MOVE = "first_move"
    AVOID = "avoid"
    FOLLOWERS = "followers"
    LEADER = "leader"
    SWITCH = "switch"
    MISMATCH = "mismatch"
    WEAKEST = "weakest"


class Rule(_Resource):
    """One statement, when it holds, and its source. `style` and `points` belong to styles."""

    part: Part
    text: _Text
    when: When = When()
    source: _Text
    style: str | None = None
    points: int = Field(default=0, ge=-MOST_STYLE, le=MOST_STYLE)


class Choice(_Resource):
    """An approach and when it is the one to choose; the first choice that holds wins."""

    approach: str
    when: When


@dataclass(frozen=True, slots=True)
class Situation:
    """What the recommendation rests on.

    `verdict` is the one that counts (the group's own where it overruled). `scores` and `plan` (the
    approach that people had in mind) are None when they are not there.
    """

    verdict: Verdict
    subtype: Subtype | None = None
    ratings: Mapping[str, int | None] = field(default_factory=dict)
    scores: Performance | None = None
    plan: str | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """What made a statement hold: `kind` is verdict, subtype, criterion, plan or lever."""

    kind: str
    id: str
    rating: int | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A line of the recommendation with its source and its causes."""

    text: str
    source: str
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class StyleShare:
    """How much of one style, 0 to MOST_STYLE, and the statements that say why."""

    style: str
    points: int
    reasons: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """An approach with everything that follows from it, each line with its causes."""

    approach: str
    statements: Mapping[Part, tuple[Statement, ...]]
    styles: tuple[StyleShare, ...]

    def of(self, part: Part) -> tuple[Statement, ...]:
        """The statements of one part, in the order of the rules."""
        return self.statements.get(part, ())


def recommend(
    situation: Situation,
    choices: tuple[Choice, ...],
    rules: tuple[Rule, ...],
    style_ids: tuple[str, ...],
) -> Recommendation | None:
    """The approach for this situation, or None when no choice fits (not enough to say yet)."""
    approach = next(
        (c.approach for c in choices if _causes(c.when, situation, None) is not None), None
    )
    if approach is None:
        return None
    held = [
        (rule, Statement(rule.text, rule.source, causes))
        for rule in rules
        if (causes := _causes(rule.when, situation, approach)) is not None
    ]
    return Recommendation(
        approach=approach,
        statements={
            part: tuple(statement for rule, statement in held if rule.part is part)
            for part in Part
            if part is not Part.STYLE
        },
        styles=tuple(_style_share(style, held) for style in style_ids),
    )


def _style_share(style: str, held: list[tuple[Rule, Statement]]) -> StyleShare:
    own = [(rule, statement) for rule, statement in held if rule.style == style]
    points = min(max(sum(rule.points for rule, _ in own), 0), MOST_STYLE)
    return StyleShare(style, points, tuple(statement for _, statement in own))


def _causes(when: When, situation: Situation, approach: str | None) -> tuple[Cause, ...] | None:
    """What makes the condition hold, or None when it does not."""
    lowest = situation.scores.lowest if situation.scores else ()
    if len(lowest) == len(Lever):  # all alike: none of them is the weakest
        lowest = ()
    if when.approach and approach not in when.approach:
        return None
    if when.lowest and not set(when.lowest) & set(lowest):
        return None
    causes: list[Cause] = []
    for kind, wanted, actual in (
        ("verdict", when.verdict, situation.verdict),
        ("subtype", when.subtype, situation.subtype),
        ("plan", when.plan, situation.plan),
    ):
        if wanted and actual not in wanted:
            return None
        if wanted and actual is not None:
            causes.append(Cause(kind, str(actual)))
    causes += [Cause("lever", lever) for lever in lowest if lever in when.lowest]
    for test in when.ratings:
        rating = situation.ratings.get(test.criterion)
        if rating is None or not test.at_least <= rating <= test.at_most:
            return None
        causes.append(Cause("criterion", test.criterion, rating))
    if when.approach and not causes:
        causes.append(Cause("verdict", str(situation.verdict)))
    return tuple(causes)
