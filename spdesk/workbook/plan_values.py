"""What follows from a plan: today as a review, and what moved since the last one."""

from datetime import date
from enum import StrEnum

from spdesk.core.triage import Rules, Verdict
from spdesk.workbook.derive import reading_of, verdict_that_counts
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.plan import Plan, Review

_SAYS_SOMETHING = (Verdict.TYPE_1, Verdict.TYPE_2, Verdict.MIXED)


class Movement(StrEnum):
    """How SP stands to the review before, against what the room itself leaves open."""

    UNKNOWN = "unknown"
    WITHIN = "within"
    HIGHER = "higher"
    LOWER = "lower"


def review_today(
    issue: Issue,
    rules: Rules,
    review_id: str,
    on: date,
    *,
    ballot_round: str | None = None,
    likely: tuple[float, float] | None = None,
    note: str = "",
) -> Review:
    """How the issue stands now, as a review. `likely`: the ends of ln SP's likely range.

    Raises pydantic's ValidationError when a value breaks a rule of the model.
    """
    reading = reading_of(issue, rules)
    said = reading.verdict in _SAYS_SOMETHING
    return Review.made(
        id=review_id,
        held_on=on,
        verdict=verdict_that_counts(issue, rules).value,
        type_2=reading.type_2 if said else None,
        type_2_low=reading.low if said else None,
        type_2_high=reading.high if said else None,
        scores=issue.scores,
        ballot_round=ballot_round,
        likely_low=likely[0] if likely else None,
        likely_high=likely[1] if likely else None,
        note=note,
    )


def movement(before: Review, after: Review, workbook: Workbook) -> Movement:
    """Whether SP moved by more than the room's disagreement: the likely ranges do not meet.

    UNKNOWN while a score is missing, or while neither review has a range to compare with.
    """
    old, new = before.scores.performance(workbook.scale), after.scores.performance(workbook.scale)
    ranges = [(r.likely_low, r.likely_high) for r in (before, after)]
    if old is None or new is None or all(None in ends for ends in ranges):
        return Movement.UNKNOWN
    (low_1, high_1), (low_2, high_2) = (
        (performance.ln_sp, performance.ln_sp) if low is None or high is None else (low, high)
        for performance, (low, high) in zip((old, new), ranges, strict=True)
    )
    if low_2 > high_1:
        return Movement.HIGHER
    return Movement.LOWER if high_2 < low_1 else Movement.WITHIN


def changed_at_review(old: Plan, new: Plan) -> bool:
    """Whether two plans differ only in what a review says: itself, outcomes, what happened."""
    return old != new and _as_planned(old) == _as_planned(new)


def _as_planned(plan: Plan) -> Plan:
    """The plan without anything that came of it, but for what is done: both pages show that."""
    probes = tuple(one.model_copy(update={"outcome": None, "learned": ""}) for one in plan.probes)
    triggers = tuple(one.model_copy(update={"happened": False}) for one in plan.triggers)
    return plan.model_copy(update={"probes": probes, "triggers": triggers, "reviews": ()})
