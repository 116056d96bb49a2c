"""What a round of ballots says: the spread of each question first, and how far people agree.

A rating of None means "can't say": it is counted, and never read as the middle. A missing answer is
not in the ratings at all. Quartiles are of type 7 (linear between neighbours in order), because a
small panel gives other quartiles under other rules.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from spdesk.core.performance import Scale

MOST_CHOICES = 10
"""A ballot offers no more ratings than this: one key each, 1 to 9 and 0."""

_ROUNDING = 1e-9
"""Differences under this are rounding of the last bits, not disagreement."""

_FEW_POINTS = 6
"""On scales of up to so many points the bar of agreement is one step, on finer ones two."""

_IPRAS_AT_MIDDLE, _IPRAS_PER_ASYMMETRY = 2.35, 1.5
"""RAND/UCLA's constants for a scale of 1 to 9 (Fitch and others 2001)."""

_MAPPED_MIDDLE, _MAPPED_LOW, _MAPPED_HIGH = 5.0, 3.0, 7.0
"""The middle of 1 to 9, the end of its lowest region (1-3) and the start of its highest (7-9)."""

_FEWEST_FOR_ENDS = 5
"""Under this a single answer is 30 % or nearly: one at either end is then no split by itself."""


@dataclass(frozen=True)
class RatingScale:
    """What can be chosen on a ballot: `values`, rising, from `low` to `high`."""

    low: float
    high: float
    values: tuple[float, ...]

    @property
    def points(self) -> int:
        """How many ratings can be chosen."""
        return len(self.values)

    @cached_property
    def bar(self) -> float:
        """How far apart two ratings may be and still agree, in units of the scale.

        One step on scales of up to 6 points, two on finer ones (von der Gracht 2012). Where steps
        are uneven from rounding, the widest counts.
        """
        steps = 1 if self.points <= _FEW_POINTS else 2
        pairs = zip(self.values, self.values[steps:], strict=False)
        return max((after - before for before, after in pairs), default=self.high - self.low)

    def mapped(self, value: float) -> float:
        """A value carried over in a straight line to the scale of 1 to 9."""
        return 1 + 8 * (value - self.low) / (self.high - self.low)


TRIAGE_SCALE = RatingScale(0, 4, (0, 1, 2, 3, 4))
"""From the linear end (0) to the wicked end (4); followership is rated on it too."""


def scale_of_ballots(scale: Scale) -> RatingScale:
    """The ratings that a ballot offers for scores on `scale`.

    Its whole numbers when both ends are whole and there are at most ten; otherwise ten values at
    equal distances, those between the ends with at most two decimals.
    """
    low, high = scale.low, scale.high
    whole = float(low).is_integer() and float(high).is_integer()
    if whole and high - low < MOST_CHOICES:
        return RatingScale(low, high, tuple(float(n) for n in range(int(low), int(high) + 1)))
    step = (high - low) / (MOST_CHOICES - 1)
    between = {round(low + number * step, 2) for number in range(1, MOST_CHOICES - 1)}
    return RatingScale(low, high, (low, *sorted(v for v in between if low < v < high), high))


class Agreement(StrEnum):
    """How far the ratings of one question agree."""

    AGREED = "agreed"
    MIXED = "mixed"
    SPLIT = "split"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Spread:
    """The ratings of one question: `values` rising, and how many people could not say.

    `disagreement_index` is RAND/UCLA's: above 1 means disagreement.
    """

    values: tuple[float, ...]
    abstained: int
    minimum: float
    q1: float
    median: float
    q3: float
    maximum: float
    iqr: float
    disagreement_index: float
    agreement: Agreement

    @property
    def n(self) -> int:
        """How many people gave a number."""
        return len(self.values)


def quantile(ordered: Sequence[float], share: float) -> float:
    """The type-7 quantile of rising values: position (n - 1) x share, straight between neighbours.

    The rule of R, NumPy and Excel's QUARTILE.INC. `ordered` holds at least one value; `share` runs
    from 0 to 1.
    """
    position = (len(ordered) - 1) * share
    below = min(int(position), len(ordered) - 1)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def spread_of(ratings: Iterable[float | None], scale: RatingScale) -> Spread | None:
    """The spread of the ratings of one question (None: can't say), or None without a number."""
    given = list(ratings)
    values = tuple(sorted(rating for rating in given if rating is not None))
    if not values:
        return None
    q1, median, q3 = (quantile(values, share) for share in (0.25, 0.5, 0.75))
    index = disagreement_index(values, scale)
    return Spread(
        values=values,
        abstained=len(given) - len(values),
        minimum=values[0],
        q1=q1,
        median=median,
        q3=q3,
        maximum=values[-1],
        iqr=q3 - q1,
        disagreement_index=index,
        agreement=_agreement(values, median, q3 - q1, index, scale),
    )


def disagreement_index(values: Iterable[float], scale: RatingScale) -> float:
    """RAND/UCLA's disagreement index: above 1 means disagreement.

    The spread from the 30th to the 70th percentile, over what it may be at this distance from the
    middle. Its constants belong to 1-9, so the ratings are carried over to that scale first
    (Fitch and others 2001; the carrying over is a rule of thumb, and panels under about seven are
    outside the method's design).
    """
    ordered = sorted(values)
    low, high = (scale.mapped(quantile(ordered, share)) for share in (0.3, 0.7))
    asymmetry = abs(_MAPPED_MIDDLE - (low + high) / 2)
    return (high - low) / (_IPRAS_AT_MIDDLE + _IPRAS_PER_ASYMMETRY * asymmetry)


def _agreement(
    values: tuple[float, ...], median: float, iqr: float, index: float, scale: RatingScale
) -> Agreement:
    """Split is looked at first, so that it is never hidden behind a narrow middle half.

    Under five answers only the index comes before Agreed: there one answer is a quarter or more of
    all, so that 1 2 3 on 0 to 4 would be split by 30 % at either end though all are within a step.
    """
    n = len(values)
    if n < 2:
        return Agreement.TOO_FEW
    mapped = [scale.mapped(value) for value in values]
    low = sum(value <= _MAPPED_LOW + _ROUNDING for value in mapped)
    high = sum(value >= _MAPPED_HIGH - _ROUNDING for value in mapped)
    bar = scale.bar + _ROUNDING
    near = sum(abs(value - median) <= bar for value in values)
    agreed = iqr <= bar and 4 * near >= 3 * n
    at_both_ends = 10 * min(low, high) >= 3 * n and not (agreed and n < _FEWEST_FOR_ENDS)
    if index > 1 + _ROUNDING or at_both_ends:
        return Agreement.SPLIT
    return Agreement.AGREED if agreed else Agreement.MIXED


_WIDTH = (Agreement.SPLIT, Agreement.MIXED, Agreement.AGREED, Agreement.TOO_FEW)


def widest_first(spreads: Mapping[str, Spread]) -> tuple[str, ...]:
    """The questions with what needs talking about on top.

    Split before mixed before agreed; then the wider interquartile range, the wider range, and the
    given order. A question that fewer than two people answered comes last.
    """

    def key(question: str) -> tuple[int, float, float]:
        spread = spreads[question]
        whole = spread.maximum - spread.minimum
        return _WIDTH.index(spread.agreement), -round(spread.iqr, 9), -round(whole, 9)

    return tuple(sorted(spreads, key=key))


@dataclass(frozen=True, slots=True)
class Movement:
    """How a question moved between two rounds, in units of the scale.

    `median` above 0: rated higher than before. `iqr` below 0: the middle half came closer together.
    Coming closer may also be pressure to conform (Woudenberg 1991).
    """

    median: float
    iqr: float


def movement(before: Spread, after: Spread) -> Movement:
    """What changed from one round to the next."""
    return Movement(after.median - before.median, after.iqr - before.iqr)


class Strength(StrEnum):
    """How strongly people agree on an order."""

    VERY_WEAK = "very_weak"
    WEAK = "weak"
    MODERATE = "moderate"
    STRONG = "strong"
    UNUSUALLY_STRONG = "unusually_strong"


@dataclass(frozen=True, slots=True)
class Concordance:
    """Kendall's W (0 no common order, 1 the same order) of `raters` people over `items` questions.

    It is about order, not level: 1 1 2 and 3 3 4 agree fully.
    """

    w: float
    mean_spearman: float
    raters: int
    items: int

    @property
    def strength(self) -> Strength:
        """W in words: the nearest of Schmidt's points 0.1, 0.3, 0.5, 0.7 and 0.9 (Schmidt 1997)."""
        return list(Strength)[min(int(self.w * 5 + _ROUNDING), len(Strength) - 1)]


def kendalls_w(rows: Sequence[Sequence[float]]) -> Concordance | None:
    """Kendall's W over complete rows, one for each person, with mean ranks for ties.

    None when there is no ranking: fewer than two people or questions, or all of them tie all.
    Raises ValueError when rows differ in length (Kendall and Babington Smith 1939).
    """
    raters, items = len(rows), len(rows[0]) if rows else 0
    if raters < 2 or items < 2:
        return None
    sums = [sum(column) for column in zip(*map(_mean_ranks, rows), strict=True)]
    middle = raters * (items + 1) / 2
    squares = sum((each - middle) ** 2 for each in sums)
    ties = sum(count**3 - count for row in rows for count in Counter(row).values())
    largest = raters**2 * (items**3 - items) - raters * ties
    if largest == 0:
        return None
    w = 12 * squares / largest
    return Concordance(w, (raters * w - 1) / (raters - 1), raters, items)


def _mean_ranks(row: Sequence[float]) -> list[float]:
    """Rank 1 for the lowest; equal ratings share the mean of their ranks."""
    ordered = sorted(row)
    return [ordered.index(value) + (ordered.count(value) + 1) / 2 for value in row]


class TermRule(StrEnum):
    """How a term follows from its sub-factors."""

    MEDIAN = "median"
    MEAN = "mean"
    LOWEST = "lowest"


def term_score(
    answers: Mapping[str, float | None], items: Sequence[str], rule: TermRule
) -> float | None:
    """One person's score of a term from the sub-factors `items` that have a number.

    None when none has: a missing answer is never the middle.
    """
    given = [value for item in items if (value := answers.get(item)) is not None]
    if not given:
        return None
    match rule:
        case TermRule.MEDIAN:
            return quantile(sorted(given), 0.5)
        case TermRule.MEAN:
            return math.fsum(given) / len(given)
        case TermRule.LOWEST:
            return min(given)
