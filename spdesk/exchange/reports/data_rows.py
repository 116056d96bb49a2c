"""The data of issues as flat rows: what CSV and JSON hold, without names.

Left out are owners, partners, signatures, notes and reasons, which are where people are named, and
every ballot. Fewer than `FEWEST` numbers to a question are not told at all: their median and
quartiles would be the ballots themselves.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date

from spdesk.core.ballot_box import FEWEST
from spdesk.core.performance import Lever
from spdesk.core.triage import Verdict
from spdesk.exchange.reports.plan_part import on_scale
from spdesk.exchange.reports.score_part import summaries_by_question
from spdesk.guidance.library import Guidance
from spdesk.workbook.derive import performance_of, reading_of, verdict_that_counts
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.round_values import may_be_shown
from spdesk.workbook.rounds import BallotRound
from spdesk.workbook.scores import Scores

Number = float | int | None

_SAYS_SOMETHING = (Verdict.TYPE_1, Verdict.TYPE_2, Verdict.MIXED)


@dataclass(frozen=True, slots=True)
class DataRow:
    """One fact about an issue; what a kind of fact does not have is empty or None.

    `item`: an id of what it is about, such as a criterion, a term or a question. `value`, `low` and
    `high`: a reading with its range, or a median with its quartiles. `n`: how many gave a number.
    """

    issue: str
    title: str
    kind: str
    item: str = ""
    day: date | None = None
    done_on: date | None = None
    value: Number = None
    low: Number = None
    high: Number = None
    n: int | None = None
    state: str = ""
    text: str = ""


COLUMNS = tuple(field.name for field in fields(DataRow))


def data_rows(workbook: Workbook, issues: Sequence[Issue], guidance: Guidance) -> list[DataRow]:
    """The data of some issues, issue by issue, always in the same order."""
    return [row for issue in issues for row in _rows(workbook, issue, guidance)]


def _rows(workbook: Workbook, issue: Issue, guidance: Guidance) -> Iterator[DataRow]:
    yield from _triage(issue, guidance)
    yield from _decided(issue)
    yield from _scores(workbook, issue)
    yield from _rounds(workbook, issue)
    yield from _plan(issue)
    yield from _reviews(workbook, issue)


def _row(issue: Issue, kind: str, item: str = "", **more: object) -> DataRow:
    return DataRow(issue.id, issue.title, kind, item, **more)  # type: ignore[arg-type]


def _triage(issue: Issue, guidance: Guidance) -> Iterator[DataRow]:
    reading = reading_of(issue, guidance.rules)
    said = reading.verdict in _SAYS_SOMETHING
    yield _row(
        issue,
        "verdict",
        value=_rounded(reading.type_2) if said else None,
        low=_rounded(reading.low) if said else None,
        high=_rounded(reading.high) if said else None,
        n=len(reading.contributions),
        state=reading.verdict.value,
    )
    counts = verdict_that_counts(issue, guidance.rules)
    yield _row(issue, "verdict that counts", state=counts.value)
    for criterion, rating in issue.triage.ratings.items():
        yield _row(
            issue,
            "answer",
            criterion,
            value=rating,
            state="answered" if rating is not None else "can't say",
        )


def _decided(issue: Issue) -> Iterator[DataRow]:
    decision = issue.agreed.decision
    if decision is not None:
        yield _row(issue, "decision", day=decision.decided_on)
        for one in decision.rejected:
            yield _row(issue, "approach", one.approach, state="rejected")
    if issue.approach is not None:
        yield _row(issue, "approach", issue.approach, state="chosen")
    if issue.review_on is not None:
        yield _row(issue, "review planned", day=issue.review_on)


def _scores(workbook: Workbook, issue: Issue) -> Iterator[DataRow]:
    yield from _of_scores(issue, "score", issue.scores)
    performance = performance_of(issue, workbook)
    if performance is not None:
        yield _row(issue, "score", "sp", value=_rounded(performance.sp))
    if issue.target is not None:
        yield _row(issue, "target", "sp", value=_rounded(issue.target))
    for kept in issue.rounds:
        yield from _of_scores(issue, "score kept", kept.scores, kept.kept_on)


def _of_scores(
    issue: Issue, kind: str, scores: Scores, day: date | None = None
) -> Iterator[DataRow]:
    for lever in Lever:
        score = scores.of(lever)
        if score is not None:
            yield _row(issue, kind, lever.value, day=day, value=_rounded(score))


def _rounds(workbook: Workbook, issue: Issue) -> Iterator[DataRow]:
    for held in issue.ballot_rounds:
        if held.revealed and may_be_shown(held):
            yield from _round(workbook, issue, held)


def _round(workbook: Workbook, issue: Issue, held: BallotRound) -> Iterator[DataRow]:
    for question, one in summaries_by_question(held, workbook).items():
        enough = one.n >= FEWEST
        yield _row(
            issue,
            f"room: {held.subject}",
            question,
            day=held.held_on,
            value=_rounded(one.median) if enough else None,
            low=_rounded(one.q1) if enough else None,
            high=_rounded(one.q3) if enough else None,
            n=one.n if enough else None,
            state=one.agreement if enough else "too_few",
        )


def _plan(issue: Issue) -> Iterator[DataRow]:
    plan = issue.agreed
    for action in plan.actions:
        yield _row(
            issue,
            "action",
            action.id,
            day=action.due,
            done_on=action.done_on,
            state="open" if action.done_on is None else "done",
            text=action.solution,
        )
    for probe in plan.probes:
        yield _row(
            issue,
            "probe",
            probe.id,
            day=probe.review_on,
            state=probe.outcome or "open",
            text=probe.attempt,
        )
    for trigger in plan.triggers:
        state = "happened" if trigger.happened else "watched"
        yield _row(issue, "trigger", trigger.id, state=state, text=trigger.text)


def _reviews(workbook: Workbook, issue: Issue) -> Iterator[DataRow]:
    for review in issue.agreed.reviews:
        yield _row(
            issue,
            "review",
            review.id,
            day=review.held_on,
            value=_rounded(review.type_2),
            low=_rounded(review.type_2_low),
            high=_rounded(review.type_2_high),
            state=review.verdict,
        )
        if on_scale(review, workbook):
            yield from _of_scores(issue, "score at review", review.scores, review.held_on)


def _rounded(number: float | None) -> float | None:
    """Four figures: more would be rounding of the last bits, which machines do differently."""
    return None if number is None else float(f"{number:.4g}")
