"""What would turn a verdict: the smallest change of answers, found exactly."""

from dataclasses import dataclass

from spdesk.core.triage import (
    RATINGS,
    Answers,
    Criterion,
    Firmness,
    Rules,
    Verdict,
    assess,
    verdict_of,
)

FIRM_FROM = 3
"""A verdict that takes this many changed answers to turn is called firm."""


@dataclass(frozen=True, slots=True)
class Change:
    """One answer changed from one rating to another."""

    criterion_id: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Flip:
    """The smallest set of changed answers that gives another verdict, and that verdict."""

    changes: tuple[Change, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class _Partial:
    """The best sum of points reached with a given number of changes and of rating steps."""

    points: float
    changes: tuple[Change, ...]


def smallest_flip(rules: Rules, answers: Answers) -> Flip | None:
    """The fewest given answers, moved by the fewest steps, that would turn the verdict.

    Unanswered criteria are left alone: what they could still do is the wizard's business. None
    for a crisis, for too few answers, and when no change of the given answers turns it.
    """
    reading = assess(rules, answers)
    if reading.verdict in (Verdict.CRISIS, Verdict.INSUFFICIENT):
        return None
    flips = []
    for direction in (-1, 1):
        changes = _smallest_push(rules, answers, reading.verdict, direction)
        if changes:
            flips.append(changes)
    if not flips:
        return None
    changes = min(flips, key=_size)
    turned = {**answers.ratings, **{change.criterion_id: change.after for change in changes}}
    return Flip(changes, assess(rules, Answers(answers.crisis_gate, turned)).verdict)


def firmness(flip: Flip | None) -> Firmness:
    """How firm a verdict is that `flip` would turn."""
    if flip is None or len(flip.changes) >= FIRM_FROM:
        return Firmness.FIRM
    return Firmness.FAIRLY_FIRM if len(flip.changes) == FIRM_FROM - 1 else Firmness.ON_THE_EDGE


def _size(changes: tuple[Change, ...]) -> tuple[int, int]:
    return len(changes), sum(abs(change.after - change.before) for change in changes)


def _smallest_push(
    rules: Rules, answers: Answers, verdict: Verdict, direction: int
) -> tuple[Change, ...]:
    """The smallest change towards type 1 (-1) or type 2 (+1) that leaves `verdict`.

    A table over (number of changes, number of steps) keeps the furthest sum for each, one
    criterion after the other: exact, and small because ratings are few.
    """
    start = assess(rules, answers)
    table: dict[tuple[int, int], _Partial] = {(0, 0): _Partial(start.points, ())}
    for criterion, rating in answers.rated(rules):
        _extend(table, criterion, rating, direction)
    for size in sorted(table):
        partial = table[size]
        if verdict_of(rules, None, partial.points, start.answered_share) is not verdict:
            return partial.changes
    return ()


def _extend(
    table: dict[tuple[int, int], _Partial], criterion: Criterion, rating: int, direction: int
) -> None:
    before = list(table.items())
    for after in RATINGS:
        gain = criterion.evidence[after] - criterion.evidence[rating]
        if gain * direction <= 0:
            continue
        for (count, steps), partial in before:
            size = (count + 1, steps + abs(after - rating))
            points = partial.points + gain
            best = table.get(size)
            if best is None or points * direction > best.points * direction:
                change = Change(criterion.id, rating, after)
                table[size] = _Partial(points, (*partial.changes, change))
