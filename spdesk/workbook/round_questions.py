"""What a round asks, in words: the same questions on every ballot, on paper and at the reveal."""

from dataclasses import dataclass

from spdesk.core.performance import Lever
from spdesk.core.rounds import RatingScale
from spdesk.guidance.library import Guidance
from spdesk.workbook.rounds import Subject


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a ballot.

    `low`, `middle` and `high` describe three points of the scale. `lever`: the term of SP that it
    belongs to, if any.
    """

    id: str
    name: str
    text: str
    low: str
    middle: str
    high: str
    lever: Lever | None = None


def all_questions(subject: Subject, guidance: Guidance) -> tuple[Question, ...]:
    """Every question of a subject, in the order in which it is asked."""
    asked = {
        "terms": _terms,
        "factors": _factors,
        "triage": _triage,
        "followership": _followership,
    }
    return asked[subject](guidance)


def questions_of(
    subject: Subject, ids: tuple[str, ...], guidance: Guidance
) -> tuple[Question, ...]:
    """These questions of a subject. One of another version of the resources shows its id."""
    known = {question.id: question for question in all_questions(subject, guidance)}
    return tuple(known.get(one) or Question(one, one, one, "", "", "") for one in ids)


def lever_items(guidance: Guidance) -> dict[Lever, tuple[str, ...]]:
    """The ids of the sub-factors of each term."""
    factors = guidance.factors.factors
    return {lever: tuple(f.id for f in factors if f.lever is lever) for lever in Lever}


def keys_of(scale: RatingScale) -> dict[str, float]:
    """The key for each value that a ballot can choose: its own digit, 0 for 10.

    Where the values are not whole numbers from 0 to 10, the keys 1 to 9 and 0 go through them.
    """
    own = {f"{value % 10:g}": value for value in scale.values}
    if len(own) == len(scale.values) and all(v == int(v) and v <= 10 for v in scale.values):
        return own
    return dict(zip("1234567890", scale.values, strict=False))


def _terms(guidance: Guidance) -> tuple[Question, ...]:
    return tuple(
        Question(
            text.id.value,
            text.name,
            text.short,
            text.levels[0].text,
            text.levels[len(text.levels) // 2].text,
            text.levels[-1].text,
            text.id,
        )
        for text in guidance.levers.levers
    )


def _factors(guidance: Guidance) -> tuple[Question, ...]:
    return tuple(
        Question(f.id, f.name, f.question, f.low, f.middle, f.high, f.lever)
        for f in guidance.factors.factors
    )


def _triage(guidance: Guidance) -> tuple[Question, ...]:
    return tuple(
        Question(c.id, c.question, c.hint, c.anchors[0], c.anchors[2], c.anchors[4])
        for c in guidance.triage.criteria
    )


def _followership(guidance: Guidance) -> tuple[Question, ...]:
    return tuple(
        Question(axis.id, axis.name, axis.question, axis.low, axis.middle, axis.high)
        for axis in guidance.followership.axes
    )
