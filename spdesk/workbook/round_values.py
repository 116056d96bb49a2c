"""What follows from a round of ballots: spreads, the terms of each ballot, medians, the order."""

from collections.abc import Mapping, Sequence
from statistics import median

from spdesk.core.ballot_box import FEWEST
from spdesk.core.followership import pattern_of
from spdesk.core.performance import Lever, Scale
from spdesk.core.rounds import (
    TRIAGE_SCALE,
    RatingScale,
    Spread,
    TermRule,
    scale_of_ballots,
    spread_of,
    term_score,
)
from spdesk.core.terms import Terms
from spdesk.workbook.model import Issue
from spdesk.workbook.rounds import ON_THE_SCALE, SP_QUESTION, BallotRound, ItemSummary, Subject

LeverItems = Mapping[Lever, Sequence[str]]
"""The ids of the sub-factors of each term."""


def rating_scale(held: BallotRound, scale: Scale) -> RatingScale:
    """The scale of a round's ratings, given the workbook's."""
    return scale_of_ballots(scale) if held.subject in ON_THE_SCALE else TRIAGE_SCALE


def ratings_of(held: BallotRound, question: str) -> list[float | None]:
    """What the ballots that answer a question say; None is "can't say"."""
    said = (ballot.ratings for ballot in held.ballots)
    return [ratings[question] for ratings in said if question in ratings]


def spreads_of(held: BallotRound, scale: Scale) -> dict[str, Spread]:
    """The spread of every question that somebody answered with a number, as they were asked."""
    ratings = rating_scale(held, scale)
    said = [ballot.ratings for ballot in held.ballots]  # once: there may be thousands
    spreads = {q: spread_of([b[q] for b in said if q in b], ratings) for q in held.questions}
    return {question: spread for question, spread in spreads.items() if spread is not None}


def terms_of(held: BallotRound, items: LeverItems) -> tuple[Terms, ...]:
    """What each ballot gives the three terms; () for a round that asks something else."""
    if held.subject == "terms":
        return tuple(_terms({lever: b.ratings.get(lever) for lever in Lever}) for b in held.ballots)
    if held.subject == "factors":
        rule = TermRule(held.term_rule)
        return tuple(
            _terms({lever: term_score(b.ratings, items[lever], rule) for lever in Lever})
            for b in held.ballots
        )
    return ()


def room_scores(held: BallotRound, items: LeverItems) -> dict[Lever, float]:
    """The median of each term over the ballots that give it; terms that none gives are left out."""
    terms = terms_of(held, items)
    given = {lever: [getattr(one, lever.value) for one in terms] for lever in Lever}
    numbers = {lever: [n for n in values if n is not None] for lever, values in given.items()}
    return {lever: median(values) for lever, values in numbers.items() if values}


def summaries_of(held: BallotRound, items: LeverItems, scale: Scale) -> tuple[ItemSummary, ...]:
    """What stays of a round when its ballots are deleted."""
    spreads = spreads_of(held, scale)
    own = [one.performance(scale) for one in terms_of(held, items)]
    tenths = tuple(scale.ln_sp_max * number / 9 for number in range(10))
    whole = RatingScale(0, scale.ln_sp_max, tenths)
    sp = spread_of([performance.ln_sp for performance in own if performance], whole)
    if sp is not None:
        spreads[SP_QUESTION] = sp
    return tuple(
        ItemSummary(
            question=question,
            n=spread.n,
            median=spread.median,
            q1=spread.q1,
            q3=spread.q3,
            agreement=spread.agreement.value,
        )
        for question, spread in spreads.items()
    )


def may_be_shown(held: BallotRound) -> bool:
    """False for a followership check of so few that its pattern would point at a person."""
    if held.subject != "followership" or not held.revealed:
        return held.revealed
    if held.summaries:
        return all(summary.n >= FEWEST for summary in held.summaries)
    return pattern_of([ballot.ratings for ballot in held.ballots]) is not None


def number_of(issue: Issue, held: BallotRound) -> int:
    """Which round this is, from 1, among those that asked the same group the same."""
    alike = [r.id for r in issue.ballot_rounds if _asks_alike(r, held)]
    return alike.index(held.id) + 1 if held.id in alike else len(alike) + 1


def round_before(issue: Issue, held: BallotRound) -> BallotRound | None:
    """The last revealed round before this one that asked the same group the same, or None."""
    before = None
    for one in issue.ballot_rounds:
        if one.id == held.id:
            break
        if one.revealed and _asks_alike(one, held):
            before = one
    return before


def latest_revealed(issue: Issue, *subjects: Subject) -> BallotRound | None:
    """The last revealed round of the whole room on one of these subjects, or None."""
    for held in reversed(issue.ballot_rounds):
        if held.revealed and not held.group and held.subject in subjects:
            return held
    return None


def waiting_round(issue: Issue) -> BallotRound | None:
    """A round that was put away before it was revealed, or None."""
    return next((held for held in issue.ballot_rounds if not held.revealed), None)


def _asks_alike(one: BallotRound, other: BallotRound) -> bool:
    return (one.subject, one.group) == (other.subject, other.group)


def _terms(scores: Mapping[Lever, float | None]) -> Terms:
    return Terms(*(scores[lever] for lever in Lever))
