"""Triage by the room: what many ballots say together, and how each criterion's spread bears on it.

The room's answer to a criterion is the median of its ratings. A split criterion is never averaged
away: it counts as unanswered, and is named. Criteria that nobody rated are unanswered too; "can't
say" is never the middle.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from spdesk.core.rounds import TRIAGE_SCALE, Agreement, Spread, quantile, spread_of, widest_first
from spdesk.core.triage import Answers, Criterion, Rules, Verdict, assess, verdict_of

EVIDENCE_BY_SPLIT = ("agreed_definition", "conflicting_values")
"""A room that is split on one of these is itself evidence of a type 2 problem.

The first asks whether all would state the same problem, the second whether they want the same
(Head and Alford 2015).
"""

Ballot = Mapping[str, int | None]
"""One person's ratings, 0 to 4 by criterion; None: can't say; not in it: not answered."""


@dataclass(frozen=True, slots=True)
class CriterionEffect:
    """One criterion as the room rated it.

    `points`: what the room's answer adds; None when it is split, and so counts as unanswered.
    `at_q1`, `at_q3`: the verdict of the room if this criterion alone were read at that quartile
    (whether or not it is split); `turns` when one of them is another verdict than the room's.
    """

    criterion_id: str
    spread: Spread
    points: float | None
    at_q1: Verdict
    at_q3: Verdict
    turns: bool


@dataclass(frozen=True)
class RoomReading:
    """What the ballots say together. No crisis: the gate is asked aloud, never by ballot.

    `points` and `answered_share` (0 to 1, by weight) are of the criteria that the room answered.
    `effects`: every criterion that somebody rated, the widest first. `by_ballot`: how many ballots,
    each read alone, give which verdict. `split`: the criteria that the room is split on, in the
    order of the rules. `ratings`: what the group's answers become when the room's are taken over:
    whole numbers, a half going to the side of the middle, and None where the room is split or
    nobody could say. A criterion that no ballot holds is not in it.
    """

    verdict: Verdict
    points: float
    answered_share: float
    effects: tuple[CriterionEffect, ...]
    by_ballot: dict[Verdict, int]
    split: tuple[str, ...]
    ratings: dict[str, int | None]

    @cached_property
    def split_evidence(self) -> tuple[str, ...]:
        """The split criteria whose split is itself evidence of a type 2 problem."""
        return tuple(each for each in self.split if each in EVIDENCE_BY_SPLIT)


def read_room(rules: Rules, ballots: Sequence[Ballot]) -> RoomReading:
    """Read many ballots as one. Their order does not matter; unknown criteria are ignored."""
    spreads = _spreads(ballots, [criterion.id for criterion in rules.criteria])
    room = _Room(rules, spreads)
    verdict = room.verdict()
    return RoomReading(
        verdict=verdict,
        points=sum(room.points.values()),
        answered_share=room.share(room.points),
        effects=tuple(room.effect(name, verdict) for name in widest_first(spreads)),
        by_ballot=_verdicts(rules, ballots),
        split=tuple(name for name in spreads if room.is_split(name)),
        ratings=_ratings_of_room(rules, ballots, room),
    )


def whole_rating(median: float) -> int:
    """A median as one whole answer: a half goes to the side of the middle (1.5 and 2.5 give 2)."""
    middle = (TRIAGE_SCALE.low + TRIAGE_SCALE.high) / 2
    return math.ceil(median - 0.5) if median > middle else math.floor(median + 0.5)


def points_at(criterion: Criterion, rating: float) -> float:
    """The points of a rating between two whole ones: on the straight line between theirs."""
    return quantile(criterion.evidence, rating / (len(criterion.evidence) - 1))


def _ratings_of_room(
    rules: Rules, ballots: Sequence[Ballot], room: "_Room"
) -> dict[str, int | None]:
    asked = [c.id for c in rules.criteria if any(c.id in ballot for ballot in ballots)]
    return {name: room.rating(name) for name in asked}


class _Room:
    """The criteria that somebody rated, and what follows when one is read otherwise."""

    def __init__(self, rules: Rules, spreads: Mapping[str, Spread]) -> None:
        self._rules = rules
        self._spreads = spreads
        self.points = {
            name: points_at(rules.criterion(name), spread.median)
            for name, spread in spreads.items()
            if not self.is_split(name)
        }

    def is_split(self, name: str) -> bool:
        return self._spreads[name].agreement is Agreement.SPLIT

    def rating(self, name: str) -> int | None:
        """The room's answer as one whole number, None where it has none."""
        answered = name in self.points
        return whole_rating(self._spreads[name].median) if answered else None

    def share(self, answered: Mapping[str, float]) -> float:
        """The share of the weight that is answered."""
        weight = sum(self._rules.criterion(name).weight for name in answered)
        return weight / self._rules.total_weight

    def verdict(self, otherwise: Mapping[str, float] | None = None) -> Verdict:
        """The verdict of the room, with the points of some criteria replaced or added."""
        points = {**self.points, **(otherwise or {})}
        return verdict_of(self._rules, None, sum(points.values()), self.share(points))

    def effect(self, name: str, verdict: Verdict) -> CriterionEffect:
        spread, criterion = self._spreads[name], self._rules.criterion(name)
        at_q1, at_q3 = (
            self.verdict({name: points_at(criterion, rating)}) for rating in (spread.q1, spread.q3)
        )
        turns = at_q1 is not verdict or at_q3 is not verdict
        return CriterionEffect(name, spread, self.points.get(name), at_q1, at_q3, turns)


def _spreads(ballots: Sequence[Ballot], ids: Sequence[str]) -> dict[str, Spread]:
    """The spread of each criterion that somebody rated, in the order of `ids`."""
    asked = {name: [ballot[name] for ballot in ballots if name in ballot] for name in ids}
    found = {name: spread_of(ratings, TRIAGE_SCALE) for name, ratings in asked.items()}
    return {name: spread for name, spread in found.items() if spread is not None}


def _verdicts(rules: Rules, ballots: Sequence[Ballot]) -> dict[Verdict, int]:
    """The verdicts of the ballots read alone, in the order of Verdict."""
    counts = Counter(assess(rules, Answers(None, ballot)).verdict for ballot in ballots)
    return {verdict: counts[verdict] for verdict in Verdict if counts[verdict]}
