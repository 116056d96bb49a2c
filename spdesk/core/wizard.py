"""The way through the triage, without a window: which stop comes next, which came before.

The way is derived from the answers alone. It starts at the crisis gate, passes every question
that was asked in the order in which it was answered, and ends at the next open question, at the
verdict or at the crisis. So going back shows exactly what was there.
"""

from dataclasses import dataclass
from enum import StrEnum

from spdesk.core.questions import next_question, settled
from spdesk.core.triage import Answers, Rules, Verdict, assess


class StopKind(StrEnum):
    """What is shown at a stop."""

    GATE = "gate"
    QUESTION = "question"
    VERDICT = "verdict"
    CRISIS = "crisis"


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop on the way; `criterion_id` is given for a question only."""

    kind: StopKind
    criterion_id: str | None = None


GATE = Stop(StopKind.GATE)
VERDICT = Stop(StopKind.VERDICT)
CRISIS = Stop(StopKind.CRISIS)


def way(rules: Rules, answers: Answers) -> tuple[Stop, ...]:
    """All stops from the gate to the end of what is known so far."""
    if answers.crisis_gate is None:
        return (GATE,)
    if assess(rules, answers).verdict is Verdict.CRISIS:
        return (GATE, CRISIS)
    asked = tuple(
        Stop(StopKind.QUESTION, criterion_id)
        for criterion_id in answers.ratings
        if rules.has(criterion_id)
    )
    following = next_question(rules, answers.ratings)
    end = VERDICT if following is None else Stop(StopKind.QUESTION, following.id)
    return (GATE, *asked, end)


def landing(rules: Rules, answers: Answers, stopped: bool) -> Stop:
    """Where someone lands who opens the triage: its end, or the verdict when they stopped there."""
    end = way(rules, answers)[-1]
    if stopped and end.kind is StopKind.QUESTION and may_stop(rules, answers):
        return VERDICT
    return end


def after(rules: Rules, answers: Answers, stop: Stop) -> Stop | None:
    """The stop that follows, or None when this one must be answered first or is the end."""
    stops = way(rules, answers)
    if stop not in stops or stop == stops[-1]:
        return None
    return stops[stops.index(stop) + 1]


def before(rules: Rules, answers: Answers, stop: Stop) -> Stop | None:
    """The stop before this one, or None at the gate."""
    stops = way(rules, answers)
    if stop == VERDICT and stop not in stops:  # stopped early: back to the last answer given
        return stops[-2]
    if stop not in stops or stop == stops[0]:
        return None
    return stops[stops.index(stop) - 1]


def may_stop(rules: Rules, answers: Answers) -> bool:
    """Whether there is enough to show a verdict now, or nothing is left to ask."""
    if next_question(rules, answers.ratings) is None:
        return True
    return assess(rules, answers).verdict is not Verdict.INSUFFICIENT


def should_offer_to_stop(rules: Rules, answers: Answers) -> bool:
    """Whether questions are open but cannot reasonably change the verdict any more."""
    return next_question(rules, answers.ratings) is not None and settled(rules, answers.ratings)
