"""SP as a band: what the room's own ballots leave open.

Two bands, never mixed up. The ballots' own SP shows how far people are apart. The bootstrap of the
medians (Efron 1979) shows how far the room's result would move if other people of the same kind had
sat there. All is done on ln SP, where the law is a product: ln SP = power x (ln C + ln I).
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np
import numpy.typing as npt

from spdesk.core.performance import Lever, Performance, Scale
from spdesk.core.rounds import quantile
from spdesk.core.terms import Scores, Terms

SAMPLES = 2000
"""How many rooms are drawn from the ballots."""

SEED = 2011
"""Fixed, so that the same ballots always give the same band."""

HOLDS_FROM = 0.95
"""In this share of the samples a lever must be strongest to count as staying so."""

_DRAWS_AT_ONCE = 50_000
"""How many ballots are drawn in one go.

Each step of NumPy on so many takes well under a millisecond, so a thread that computes leaves the
interpreter to the window again and again.
"""

_Floats = npt.NDArray[np.float64]
_Integers = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Band:
    """A value with its range, of ln SP or of a factor on SP: `low` <= `middle` <= `high`."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class RoomPerformance:
    """SP as the ballots of one round leave it.

    `points`: the complete ballots as (C, I, CR), sorted, so that their order says nothing.
    `medians`: SP at the median of each term, over all ballots that give that term.
    `ballots_ln_sp`: ln SP ballot by ballot (lowest, median, highest); None without a complete one.
    `likely_ln_sp`: ln SP over the bootstrap of the medians (5 %, 50 %, 95 %).
    `next_points`: what one more point multiplies SP by, over the bootstrap (5 %, 50 %, 95 %).
    `shares`: the share of the variance of ln SP that is due to each term's disagreement, together
    1; empty when no disagreement moves SP.
    `strongest_share`: the share of the samples in which a lever is the strongest, or one of them.
    """

    points: tuple[Scores, ...]
    medians: Performance
    ballots_ln_sp: Band | None
    likely_ln_sp: Band
    next_points: dict[Lever, Band]
    shares: dict[Lever, float]
    strongest_share: dict[Lever, float]

    @property
    def strongest_holds(self) -> bool:
        """Whether what is strongest at the medians stays so in at least 95 % of the samples.

        Where levers tie at the medians, all of them must. False when none can raise SP there.
        """
        strongest = self.medians.strongest
        return bool(strongest) and all(
            self.strongest_share[lever] >= HOLDS_FROM for lever in strongest
        )


def room_performance(
    ballots: Sequence[Terms],
    scale: Scale,
    *,
    samples: int = SAMPLES,
    should_stop: Callable[[], bool] | None = None,
) -> RoomPerformance | None:
    """SP as a band. The order of the ballots does not matter, and the same ones give the same band.

    None when a term has no answer on any ballot, or when `should_stop`, which is asked between
    short pieces of work, says so. Whole ballots are drawn, so what one person thinks of the three
    terms stays together; a sample in which nobody gives a term is left out. Raises ScoreError when
    a score is off the scale.
    """
    terms = [_Term(column) for column in _columns(ballots)]
    if not all(term.values for term in terms):
        return None
    capabilities, incentives, relationships = (term.values for term in terms)
    medians = Performance(
        quantile(capabilities, 0.5), quantile(incentives, 0.5), quantile(relationships, 0.5), scale
    )
    drawn = _bootstrap(terms, samples, should_stop or _never)
    if drawn is None:
        return None
    # With few answers to a term, it can be that no sample has all three.
    rooms = _Rooms(drawn or Counter({_scores(medians): 1}), scale)
    points = sorted(ballot.point for ballot in ballots if ballot.point is not None)
    own = sorted(Performance(*point, scale).ln_sp for point in points)
    return RoomPerformance(
        points=tuple(points),
        medians=medians,
        ballots_ln_sp=Band(own[0], quantile(own, 0.5), own[-1]) if own else None,
        likely_ln_sp=rooms.band(lambda room: room.ln_sp),
        next_points={lever: rooms.band(_next_point_of(lever)) for lever in Lever},
        shares=variance_shares(capabilities, incentives, relationships, scale),
        strongest_share=rooms.strongest_share(),
    )


def variance_shares(
    capabilities: Sequence[float],
    incentives: Sequence[float],
    relationships: Sequence[float],
    scale: Scale,
) -> dict[Lever, float]:
    """Which share of the variance of ln SP is due to each term's disagreement: together 1.

    Exact, with the three terms taken as independent, each spread as the room spreads it. With the
    power R and A = ln C, B = ln I, the variance of R (A + B) falls apart into

        A alone  E(R)^2 Var(A)            A with R  Var(A) Var(R)
        B alone  E(R)^2 Var(B)            B with R  Var(B) Var(R)
        R alone  (E(A) + E(B))^2 Var(R)

    and what two terms do together is halved between them (Shapley effects, Owen 2014). Empty when
    no disagreement moves ln SP. Each term needs at least one score.
    """
    mean_a, var_a = _moments([math.log(score) for score in capabilities])
    mean_b, var_b = _moments([math.log(score) for score in incentives])
    mean_r, var_r = _moments([scale.power(score) for score in relationships])
    effects = {
        Lever.CAPABILITIES: var_a * (mean_r**2 + var_r / 2),
        Lever.INCENTIVES: var_b * (mean_r**2 + var_r / 2),
        Lever.RELATIONSHIPS: var_r * ((mean_a + mean_b) ** 2 + (var_a + var_b) / 2),
    }
    total = sum(effects.values())
    return {lever: effect / total for lever, effect in effects.items()} if total > 0 else {}


def _moments(values: Sequence[float]) -> tuple[float, float]:
    """Mean and variance; where all are the same, the variance is exactly 0."""
    mean = fmean(values)
    varies = min(values) < max(values)
    return mean, fmean((value - mean) ** 2 for value in values) if varies else 0.0


def _columns(ballots: Sequence[Terms]) -> list[tuple[float | None, ...]]:
    """What all ballots give to each term, in an order that follows from what is on them alone."""
    rows = sorted(
        (ballot.given for ballot in ballots),
        key=lambda row: [(score is None, score or 0.0) for score in row],
    )
    return list(zip(*rows, strict=True)) or [(), (), ()]


class _Term:
    """One term: its scores, rising, and its median over any draw of the ballots.

    A median needs only how often each distinct score was drawn, so nothing is sorted again.
    """

    def __init__(self, column: tuple[float | None, ...]) -> None:
        self.values = sorted(score for score in column if score is not None)
        distinct = sorted(set(self.values))
        place = {score: number for number, score in enumerate(distinct)}
        # A ballot that gives nothing has the place after the last, which is not counted.
        codes = [len(distinct) if score is None else place[score] for score in column]
        self._distinct: _Floats = np.array(distinct, dtype=np.float64)
        self._codes: _Integers = np.array(codes, dtype=np.intp)

    @property
    def ballots(self) -> int:
        """How many ballots there are, whether they give this term or not."""
        return len(self._codes)

    def medians(self, picks: _Integers) -> _Floats:
        """The median of each row of picked ballots; NaN where none of them gives this term."""
        rows, places = len(picks), len(self._distinct) + 1
        cells = self._codes[picks] + np.arange(rows)[:, np.newaxis] * places
        counts = np.bincount(cells.ravel(), minlength=rows * places).reshape(rows, places)
        reached = counts[:, :-1].cumsum(axis=1)
        total = reached[:, -1]
        lower = self._at(reached, (total - 1) // 2)
        upper = self._at(reached, total // 2)
        return np.where(total > 0, (lower + upper) / 2, np.nan)

    def _at(self, reached: _Integers, position: _Integers) -> _Floats:
        """The score at a position (from 0) in the order of each row."""
        place = (reached <= position[:, np.newaxis]).sum(axis=1)
        scores: _Floats = self._distinct[np.minimum(place, len(self._distinct) - 1)]
        return scores


def _bootstrap(
    terms: Sequence[_Term], samples: int, should_stop: Callable[[], bool]
) -> Counter[Scores] | None:
    """How often each triple of medians comes up in `samples` draws of as many ballots."""
    generator = np.random.default_rng(SEED)
    ballots = terms[0].ballots
    at_once = max(1, _DRAWS_AT_ONCE // ballots)
    drawn: Counter[Scores] = Counter()
    for start in range(0, samples, at_once):
        if should_stop():
            return None
        size = (min(at_once, samples - start), ballots)
        picks = generator.integers(ballots, size=size, dtype=np.intp)
        medians = np.stack([term.medians(picks) for term in terms], axis=1)
        whole = medians[~np.isnan(medians).any(axis=1)]
        drawn.update((c, i, r) for c, i, r in whole.tolist())
    return drawn


def _never() -> bool:
    return False


class _Rooms:
    """The drawn rooms: SP at each triple of medians, and how often it came up."""

    def __init__(self, drawn: Counter[Scores], scale: Scale) -> None:
        self._counts = {Performance(*scores, scale): n for scores, n in drawn.items()}

    def band(self, value: Callable[[Performance], float]) -> Band:
        """5 %, 50 % and 95 % of a value over the rooms."""
        values: list[float] = []
        for room, count in self._counts.items():
            values.extend([value(room)] * count)
        values.sort()
        return Band(*(quantile(values, share) for share in (0.05, 0.5, 0.95)))

    def strongest_share(self) -> dict[Lever, float]:
        """In which share of the rooms each lever is the strongest, or one of them."""
        times: Counter[Lever] = Counter()
        for room, count in self._counts.items():
            times.update(dict.fromkeys(room.strongest, count))
        return {lever: times[lever] / sum(self._counts.values()) for lever in Lever}


def _next_point_of(lever: Lever) -> Callable[[Performance], float]:
    return lambda room: room.next_point(lever)


def _scores(performance: Performance) -> Scores:
    return performance.capabilities, performance.incentives, performance.relationships
