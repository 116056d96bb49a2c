"""What follows from an issue: its reading, the verdict that counts, SP, the approach, its steps."""

from enum import StrEnum

from spdesk.core.approach import Recommendation, Situation
from spdesk.core.performance import Performance
from spdesk.core.questions import next_question
from spdesk.core.triage import Answers, Reading, Rules, Verdict, assess
from spdesk.guidance.library import Guidance
from spdesk.workbook.model import Issue, Workbook


class Step(StrEnum):
    """The steps that an issue goes through, in their order."""

    ISSUE = "issue"
    TRIAGE = "triage"
    APPROACH = "approach"
    PERFORMANCE = "performance"
    ROOM = "room"
    PLAN = "plan"
    REVIEW = "review"


OPTIONAL_STEPS = frozenset({Step.ROOM, Step.PLAN, Step.REVIEW})
"""Steps that a group may leave out; they are never offered as the next thing to do."""


def answers_of(issue: Issue) -> Answers:
    """The triage answers of an issue."""
    return Answers(issue.triage.crisis_gate, issue.triage.ratings)


def reading_of(issue: Issue, rules: Rules) -> Reading:
    """What the triage says about an issue, before any overrule."""
    return assess(rules, answers_of(issue))


def verdict_that_counts(issue: Issue, rules: Rules) -> Verdict:
    """The group's own verdict where it overruled, otherwise the computed one.

    A crisis cannot be overruled by an older opinion: while the gate says crisis, it counts.
    """
    verdict = reading_of(issue, rules).verdict
    if issue.overrule is None or verdict is Verdict.CRISIS:
        return verdict
    return Verdict(issue.overrule.verdict)


def triage_ended(issue: Issue, rules: Rules) -> bool:
    """Whether the wizard has nothing more to ask, or was told to stop, or met a crisis."""
    if reading_of(issue, rules).verdict is Verdict.CRISIS or issue.triage.stopped:
        return True
    if issue.triage.crisis_gate is None:
        return False
    return next_question(rules, issue.triage.ratings) is None


def performance_of(issue: Issue, workbook: Workbook) -> Performance | None:
    """SP of an issue on the workbook's scale, or None while a score is missing."""
    return issue.scores.performance(workbook.scale)


def recommendation_of(
    issue: Issue, workbook: Workbook, guidance: Guidance
) -> Recommendation | None:
    """The leadership approach that fits an issue, or None while there is not enough to say."""
    reading = reading_of(issue, guidance.rules)
    verdict = verdict_that_counts(issue, guidance.rules)
    return guidance.approach.recommend(
        Situation(
            verdict=verdict,
            subtype=reading.subtype if verdict is reading.verdict else None,
            ratings=issue.triage.ratings,
            scores=performance_of(issue, workbook),
            plan=issue.plan,
        )
    )


def steps_done(issue: Issue, rules: Rules) -> frozenset[Step]:
    """Which steps of an issue are done: something stands there that the next step can use."""
    done = set()
    if issue.description.strip() or issue.plan:
        done.add(Step.ISSUE)
    if verdict_that_counts(issue, rules) is not Verdict.INSUFFICIENT and triage_ended(issue, rules):
        done.add(Step.TRIAGE)
    if issue.approach:
        done.add(Step.APPROACH)
    if issue.scores.complete:
        done.add(Step.PERFORMANCE)
    if any(held.revealed for held in issue.ballot_rounds):
        done.add(Step.ROOM)
    agreed = issue.agreed
    if agreed.decision or agreed.actions or agreed.probes:
        done.add(Step.PLAN)
    if agreed.reviews:
        done.add(Step.REVIEW)
    return frozenset(done)
