"""The order of the triage questions, and when enough has been asked.

The wizard is a table, not a page: the next question is always the open one that could still change
the picture most, and once every open answer could lean mildly the other way without changing the
verdict, the wizard says so.
"""

from collections.abc import Mapping

from spdesk.core.triage import Answers, Criterion, Rules, Verdict, assess, mild_sum, verdict_of


def open_criteria(rules: Rules, ratings: Mapping[str, int | None]) -> list[Criterion]:
    """The criteria that have not been asked; one with "we can't say" has been."""
    return [criterion for criterion in rules.criteria if criterion.id not in ratings]


def next_question(rules: Rules, ratings: Mapping[str, int | None]) -> Criterion | None:
    """The open criterion that can still tell most, or None when all have been asked.

    While nothing leans, that is the one with the widest range of points; once the sum leans, the
    one that could pull it back furthest. Half its weight counts as well, because a heavy question
    also brings the answers nearer to being enough. Ties go to the heavier, then to the earlier
    criterion.
    """
    candidates = open_criteria(rules, ratings)
    if not candidates:
        return None
    points = assess(rules, Answers(None, ratings)).points
    return max(candidates, key=lambda criterion: (_can_tell(criterion, points), criterion.weight))


def _can_tell(criterion: Criterion, points: float) -> float:
    if points > 0:
        reach = -criterion.evidence[0]
    elif points < 0:
        reach = criterion.evidence[-1]
    else:
        reach = criterion.evidence[-1] - criterion.evidence[0]
    return reach + criterion.weight / 2


def settled(rules: Rules, ratings: Mapping[str, int | None]) -> bool:
    """Whether the verdict cannot reasonably change any more.

    It is settled when it would stay the same with every open question answered by a 1 (mildly
    linear), and also with every one answered by a 3 (mildly wicked). Nothing is settled before
    enough has been answered.
    """
    reading = assess(rules, Answers(None, ratings))
    if reading.verdict is Verdict.INSUFFICIENT:
        return False
    still_open = open_criteria(rules, ratings)
    return all(
        verdict_of(rules, None, reading.points + mild_sum(still_open, rating), 1.0)
        is reading.verdict
        for rating in (1, 3)
    )


def asked_in_order(rules: Rules, answers: Answers) -> tuple[tuple[str, ...], int | None]:
    """Replay the wizard: the order of all questions, and after how many it would offer to stop.

    A criterion without an answer counts as asked and answered with "we can't say". In a crisis
    nothing is asked, so the order is empty and the number 0; None when it never offers to stop.
    """
    if assess(rules, answers).verdict is Verdict.CRISIS:
        return (), 0
    asked: dict[str, int | None] = {}
    decided_after = None
    while (criterion := next_question(rules, asked)) is not None:
        asked[criterion.id] = answers.ratings.get(criterion.id)
        if decided_after is None and settled(rules, asked):
            decided_after = len(asked)
    return tuple(asked), decided_after
