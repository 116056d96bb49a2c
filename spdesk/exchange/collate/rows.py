"""What one workbook gives the tables: counts and kinds, and nothing that anybody typed."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from spdesk.core.ballot_box import FEWEST
from spdesk.core.triage import Verdict
from spdesk.guidance.library import Guidance
from spdesk.workbook.derive import reading_of, verdict_that_counts
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.plan import Action, Probe
from spdesk.workbook.round_questions import all_questions
from spdesk.workbook.round_values import may_be_shown, rating_scale, spreads_of
from spdesk.workbook.rounds import SP_QUESTION, BallotRound, Subject

NOT_CHOSEN = "not_chosen"
OTHER = "other"
"""Stands for an id that these resources do not know: it could be anything that somebody wrote."""

_SUBJECTS: tuple[Subject, ...] = ("terms", "factors", "triage", "followership")


class IssueRow(NamedTuple):
    """A row of `issues`; the workbook's number is put before it when it is written."""

    issue: int
    type: str
    overruled: bool
    subtype: str | None
    approach: str
    answered: int
    archived: bool
    part: bool
    parts: int
    decided: bool
    rejected: int
    review_set: bool
    reviews: int
    actions: int
    actions_done: int
    probes: int
    probes_ended: int
    triggers: int
    triggers_happened: int
    minority_notes: int


class RoundRow(NamedTuple):
    """A row of `rounds`."""

    issue: int
    round: int
    subject: str
    question: str
    year: int
    month: int
    whole_room: bool
    n: int
    q1: float
    median: float
    q3: float
    agreement: str
    scale_low: float
    scale_high: float


class ActionRow(NamedTuple):
    """A row of `actions`."""

    issue: int
    kind: str
    state: str
    weeks_late: int | None
    has_owner: bool
    has_measure: bool
    has_partners: bool
    from_first_move: bool


class Rows(NamedTuple):
    """Everything that one workbook gives."""

    issues: tuple[IssueRow, ...]
    rounds: tuple[RoundRow, ...]
    actions: tuple[ActionRow, ...]


class RowMaker:
    """Makes the rows of workbooks. `day`: what is open is late, or not yet, on this day."""

    def __init__(self, guidance: Guidance, day: date) -> None:
        self._rules = guidance.rules
        self._day = day
        self._approaches = frozenset(a.id for a in guidance.approach.approaches)
        self._questions = {
            subject: frozenset(question.id for question in all_questions(subject, guidance))
            for subject in _SUBJECTS
        }

    def rows_of(self, workbook: Workbook) -> Rows:
        """What a workbook gives the tables."""
        parts = Counter(issue.part_of for issue in workbook.issues)
        numbered = list(enumerate(workbook.issues, start=1))
        return Rows(
            tuple(self._issue(number, issue, parts[issue.id]) for number, issue in numbered),
            tuple(
                row
                for number, issue in numbered
                for place, held in enumerate(issue.ballot_rounds, start=1)
                for row in self._round(number, place, held, workbook)
            ),
            tuple(row for number, issue in numbered for row in self._actions(number, issue)),
        )

    def _issue(self, number: int, issue: Issue, parts: int) -> IssueRow:
        reading = reading_of(issue, self._rules)
        verdict = verdict_that_counts(issue, self._rules)
        subtype = reading.subtype if verdict is reading.verdict else None
        agreed, decision = issue.agreed, issue.agreed.decision
        return IssueRow(
            issue=number,
            type=verdict.value,
            overruled=issue.overrule is not None and verdict is not Verdict.CRISIS,
            subtype=None if subtype is None else subtype.value,
            approach=self._approach(issue.approach),
            answered=round(reading.answered_share * 10) * 10,
            archived=issue.archived,
            part=issue.part_of is not None,
            parts=parts,
            decided=decision is not None,
            rejected=0 if decision is None else len(decision.rejected),
            review_set=issue.review_on is not None,
            reviews=len(agreed.reviews),
            actions=len(agreed.actions),
            actions_done=sum(action.done_on is not None for action in agreed.actions),
            probes=len(agreed.probes),
            probes_ended=sum(probe.outcome is not None for probe in agreed.probes),
            triggers=len(agreed.triggers),
            triggers_happened=sum(trigger.happened for trigger in agreed.triggers),
            minority_notes=len(issue.minority_notes),
        )

    def _approach(self, approach: str | None) -> str:
        if approach is None:
            return NOT_CHOSEN
        return approach if approach in self._approaches else OTHER

    def _round(
        self, issue: int, place: int, held: BallotRound, workbook: Workbook
    ) -> Iterator[RoundRow]:
        """A joint ballot is one ballot, so it falls under the five like any other small round."""
        if held.joint or not may_be_shown(held):
            return
        scale = rating_scale(held, workbook.scale)
        known = self._questions[held.subject]
        for question, n, q1, median, q3, agreement in _spreads(held, workbook):
            # The spread of SP is left out: a column of SP would be read as a ranking.
            if n >= FEWEST and question != SP_QUESTION:
                yield RoundRow(
                    issue=issue,
                    round=place,
                    subject=held.subject,
                    question=question if question in known else OTHER,
                    year=held.held_on.year,
                    month=held.held_on.month,
                    whole_room=not held.group,
                    n=n,
                    q1=round(q1, 2),
                    median=round(median, 2),
                    q3=round(q3, 2),
                    agreement=agreement,
                    scale_low=float(scale.low),
                    scale_high=float(scale.high),
                )

    def _actions(self, issue: int, holder: Issue) -> Iterator[ActionRow]:
        for action in holder.agreed.actions:
            yield ActionRow(
                issue=issue,
                kind="action",
                state="open" if action.done_on is None else "done",
                weeks_late=self._weeks_late(action),
                has_owner=_says(action.owner),
                has_measure=_says(action.measure),
                has_partners=False,
                from_first_move=_says(action.from_move),
            )
        for probe in holder.agreed.probes:
            yield ActionRow(
                issue=issue,
                kind="probe",
                state=probe.outcome or "open",
                weeks_late=self._weeks_late(probe),
                has_owner=_says(probe.owner),
                has_measure=_says(probe.works),
                has_partners=_says(probe.partners),
                from_first_move=_says(probe.from_move),
            )

    def _weeks_late(self, item: Action | Probe) -> int | None:
        """Whole weeks, towards 0. Of a probe that has ended no day is known."""
        if isinstance(item, Action):
            return _weeks(item.due, item.done_on or self._day)
        return None if item.outcome else _weeks(item.review_on, self._day)


_Numbers = tuple[str, int, float, float, float, str]


def _spreads(held: BallotRound, workbook: Workbook) -> Iterator[_Numbers]:
    """Question, n, lower quartile, median, upper quartile and agreement, as they were asked."""
    for one in held.summaries:
        yield one.question, one.n, one.q1, one.median, one.q3, one.agreement
    if len(held.ballots) >= FEWEST:
        for question, spread in spreads_of(held, workbook.scale).items():
            agreement = spread.agreement.value
            yield question, spread.n, spread.q1, spread.median, spread.q3, agreement


def _weeks(due: date | None, day: date) -> int | None:
    return None if due is None else int((day - due).days / 7)


def _says(text: str) -> bool:
    return bool(text.strip())
