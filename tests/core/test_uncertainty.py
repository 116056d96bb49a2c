"""SP as a band: exact shares, a bootstrap that can be repeated, and no order of the ballots."""

import itertools
import math
import random
import statistics
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spdesk.core.errors import ScoreError
from spdesk.core.performance import DEFAULT_SCALE, Lever, Performance, Scale
from spdesk.core.rounds import quantile
from spdesk.core.terms import Terms
from spdesk.core.uncertainty import (
    SAMPLES,
    Band,
    RoomPerformance,
    room_performance,
    variance_shares,
)

C, I, CR = Lever  # noqa: E741 - the names of the law

tenths = st.integers(10, 100).map(lambda number: number / 10)
maybe = st.one_of(st.none(), tenths)
columns = st.lists(tenths, min_size=1, max_size=4)
rooms = st.lists(st.builds(Terms, maybe, maybe, maybe), max_size=9)
complete_rooms = st.lists(st.builds(Terms, tenths, tenths, tenths), min_size=1, max_size=9)

SEVEN = [
    Terms(6, 5, 3),
    Terms(5, 6, 4),
    Terms(7, 6, 2),
    Terms(6, 4, 8),
    Terms(6, 6, 3),
    Terms(4, 5, 7),
    Terms(6, 5, 5),
]


def room(
    ballots: Sequence[Terms], scale: Scale = DEFAULT_SCALE, samples: int = 200
) -> RoomPerformance:
    found = room_performance(ballots, scale, samples=samples)
    assert found is not None
    return found


def in_order(band: Band) -> bool:
    return band.low <= band.middle <= band.high


# --- Shares -----------------------------------------------------------------------------------


def ln_sp(scores: Sequence[float], scale: Scale) -> float:
    capabilities, incentives, relationships = scores
    return Performance(capabilities, incentives, relationships, scale).ln_sp


def brute_force_shares(
    values: tuple[list[float], list[float], list[float]], scale: Scale
) -> dict[Lever, float]:
    """Shapley's shares from their definition.

    What a set of terms explains is the variance of the expectation given these terms, each taken
    over all combinations; a term's share is what it adds, averaged over all orders of the terms.
    """

    def explained(known: frozenset[int]) -> float:
        expectations = []
        for fixed in itertools.product(*values):
            free = [[fixed[t]] if t in known else values[t] for t in range(3)]
            outcomes = [ln_sp(scores, scale) for scores in itertools.product(*free)]
            expectations.append(statistics.fmean(outcomes))
        return statistics.pvariance(expectations)

    sets = [frozenset(s) for n in range(4) for s in itertools.combinations(range(3), n)]
    table = {known: explained(known) for known in sets}
    shares = dict.fromkeys(Lever, 0.0)
    for order in itertools.permutations(range(3)):
        for place, term in enumerate(order):
            before = frozenset(order[:place])
            gain = table[before | {term}] - table[before]
            shares[list(Lever)[term]] += gain / 6 / table[frozenset(range(3))]
    return shares


@settings(max_examples=40, deadline=None)
@given(columns, columns, columns, st.sampled_from([Scale(), Scale(1, 10, 1), Scale(1, 12, 3)]))
def test_the_shares_are_those_of_brute_force(
    capabilities: list[float], incentives: list[float], relationships: list[float], scale: Scale
) -> None:
    shares = variance_shares(capabilities, incentives, relationships, scale)
    if not shares:
        outcomes = itertools.product(capabilities, incentives, relationships)
        assert statistics.pvariance([ln_sp(s, scale) for s in outcomes]) == pytest.approx(0)
        return
    expected = brute_force_shares((capabilities, incentives, relationships), scale)
    assert shares == pytest.approx(expected, abs=1e-9)
    assert sum(shares.values()) == pytest.approx(1)
    assert min(shares.values()) >= 0


def test_shares_of_a_worked_room() -> None:
    # Power 1 and 2 (mean 1.5, variance 0.25); ln C is 0 or 2 x ln 2 (mean ln 2, variance ln 2
    # squared); ln I is ln 2. With L = ln 2: C alone 2.25 L2, CR alone (2 L)2 x 0.25 = L2, together
    # 0.25 L2, halved. So C has 2.375 and CR 1.125 of 3.5.
    shares = variance_shares([1, 4], [2], [5, 10], Scale())
    assert shares == pytest.approx({C: 2.375 / 3.5, I: 0, CR: 1.125 / 3.5})


def test_one_who_disagrees_alone_has_the_whole_share() -> None:
    assert variance_shares([6, 6], [7, 7, 7], [3, 8], Scale()) == {C: 0, I: 0, CR: 1}


@pytest.mark.parametrize(
    "values",
    [([6.1] * 3, [7.3] * 3, [8.7] * 3), ([1, 1], [1], [2, 9])],
    ids=["all agree", "C x I is 1, where relationships change nothing"],
)
def test_where_nothing_moves_sp_there_are_no_shares(
    values: tuple[list[float], list[float], list[float]],
) -> None:
    assert variance_shares(*values, Scale()) == {}


# --- The room ---------------------------------------------------------------------------------


def test_a_worked_room() -> None:
    found = room(SEVEN, samples=SAMPLES)
    assert found.medians == Performance(6, 5, 4)
    own = sorted(Performance(b.capabilities, b.incentives, b.relationships).ln_sp for b in SEVEN)  # type: ignore[arg-type]
    assert found.ballots_ln_sp == Band(own[0], own[3], own[6])
    assert found.points == tuple(sorted(ballot.point for ballot in SEVEN if ballot.point))
    assert found.shares[CR] == max(found.shares.values()) > 0.8
    assert found.medians.strongest == (CR,)
    assert found.strongest_holds
    # The bootstrapped median of the relationships runs from 3 to 7, that of C and I hardly moves.
    assert found.likely_ln_sp.low == pytest.approx(Performance(6, 5, 3).ln_sp, rel=0.06)
    assert found.likely_ln_sp.high == pytest.approx(Performance(6, 5, 7).ln_sp, rel=0.06)


def test_the_bootstrap_of_three_people_meets_its_exact_distribution() -> None:
    # The median of three drawn from {2, 4, 8} is the lowest or the highest in 7 of 27 draws each.
    ballots = [Terms(2, 5, 5), Terms(4, 5, 5), Terms(8, 5, 5)]
    found = room(ballots, samples=20_000)
    ends = [Performance(c, 5, 5).ln_sp for c in (2, 4, 8)]
    assert [found.likely_ln_sp.low, found.likely_ln_sp.middle, found.likely_ln_sp.high] == ends
    # At C 2, one more point of relationships makes the fifth root of 10, 1.58; of C 1.5.
    assert found.strongest_share == {C: 0, I: 0, CR: 1}
    # At C 1 of 7 in 27 draws, one more point of capabilities doubles SP, and beats relationships.
    low = room([Terms(1, 5, 5), Terms(4, 5, 5), Terms(8, 5, 5)], samples=20_000)
    assert low.strongest_share[C] == pytest.approx(7 / 27, abs=0.01)
    assert low.strongest_share[CR] == pytest.approx(20 / 27, abs=0.01)
    assert low.medians.strongest == (CR,)
    assert not low.strongest_holds


def test_everybody_agreeing_leaves_no_band() -> None:
    found = room([Terms(6, 7, 8)] * 5)
    point = Performance(6, 7, 8)
    assert found.ballots_ln_sp == found.likely_ln_sp == Band(point.ln_sp, point.ln_sp, point.ln_sp)
    assert found.next_points[CR] == Band(*[point.next_point(CR)] * 3)
    assert found.shares == {}
    assert found.strongest_share == {C: 0, I: 0, CR: 1}


def test_a_tie_holds_when_all_of_it_does() -> None:
    found = room([Terms(1, 8, 3)] * 5)
    assert found.medians.strongest == (C, CR)
    assert found.strongest_share == {C: 1, I: 0, CR: 1}
    assert found.strongest_holds


def test_at_the_top_of_the_scale_no_lever_holds() -> None:
    found = room([Terms(10, 10, 10)] * 5)
    assert found.strongest_share == {C: 0, I: 0, CR: 0}
    assert not found.strongest_holds


def test_a_missing_term_is_never_read_as_the_middle() -> None:
    without = [*SEVEN, Terms(None, None, None)]
    found = room(without)
    assert found.medians == room(SEVEN).medians
    assert found.points == room(SEVEN).points
    assert found.shares == room(SEVEN).shares
    partly = room(
        [Terms(9, None, None), Terms(None, 8, None), Terms(None, 2, None), Terms(9, 4, 7)]
    )
    assert partly.medians == Performance(9, 4, 7)
    assert partly.points == ((9, 4, 7),)


def test_a_missing_term_is_not_drawn_as_a_score_either() -> None:
    # With seven drawn, it is one in four that only the 2 (or only the 8) is among them. Were the
    # five missing ones read as some score, their end would hold nearly all medians.
    found = room([Terms(2, 5, 5), Terms(8, 5, 5), *[Terms(None, 5, 5)] * 5], samples=SAMPLES)
    ends = Performance(2, 5, 5).ln_sp, Performance(8, 5, 5).ln_sp
    assert (found.likely_ln_sp.low, found.likely_ln_sp.high) == ends


def test_a_room_without_a_complete_ballot_has_medians_but_no_ballots_of_its_own() -> None:
    found = room([Terms(6, None, None), Terms(None, 7, None), Terms(None, None, 8)])
    assert found.medians == Performance(6, 7, 8)
    assert found.points == ()
    assert found.ballots_ln_sp is None
    assert found.likely_ln_sp == Band(*[Performance(6, 7, 8).ln_sp] * 3)


def test_without_any_sample_that_has_all_terms_the_medians_stand_alone() -> None:
    # The one sample that is drawn here lacks a term.
    ballots = [Terms(6, 7, None)] * 60 + [Terms(None, None, 8)]
    lonely = [room(ballots[n:], samples=1) for n in range(50)]
    assert {each.likely_ln_sp for each in lonely} == {Band(*[Performance(6, 7, 8).ln_sp] * 3)}


@pytest.mark.parametrize(
    "ballots", [[], [Terms(None, 5, 5)], [Terms(6, 5, None), Terms(6, None, None)]]
)
def test_a_term_that_nobody_gives_leaves_no_room(ballots: list[Terms]) -> None:
    assert room_performance(ballots, Scale()) is None


def test_a_score_off_the_scale_is_refused() -> None:
    with pytest.raises(ScoreError):
        room_performance([Terms(6, 7, 11)], Scale())


def test_it_stops_when_it_is_told_to() -> None:
    asked = iter([False, True])
    many = SEVEN * 100
    assert room_performance(many, Scale(), should_stop=lambda: next(asked)) is None
    assert room_performance(many, Scale(), should_stop=lambda: False) == room_performance(
        many, Scale()
    )


# --- For any room -----------------------------------------------------------------------------


@settings(max_examples=50, deadline=None)
@given(rooms, st.randoms())
def test_the_order_of_the_ballots_does_not_matter(
    ballots: list[Terms], chance: random.Random
) -> None:
    shuffled = list(ballots)
    chance.shuffle(shuffled)
    before, after = (room_performance(b, Scale(), samples=60) for b in (ballots, shuffled))
    assert before == after


@settings(max_examples=50, deadline=None)
@given(rooms)
def test_every_room_has_bands_in_order(ballots: list[Terms]) -> None:
    found = room_performance(ballots, Scale(), samples=60)
    missing = any(all(b.given[term] is None for b in ballots) for term in range(3))
    assert (found is None) == missing
    if found is None:
        return
    assert in_order(found.likely_ln_sp)
    assert (found.ballots_ln_sp is None) == (not found.points)
    assert found.ballots_ln_sp is None or in_order(found.ballots_ln_sp)
    assert all(in_order(band) and band.low >= 1 for band in found.next_points.values())
    assert all(0 <= share <= 1 for share in found.strongest_share.values())
    assert not found.shares or sum(found.shares.values()) == pytest.approx(1)
    for lever, term in zip(Lever, range(3), strict=True):
        given_scores = sorted(b.given[term] for b in ballots if b.given[term] is not None)  # type: ignore[type-var]
        assert found.medians.score(lever) == quantile(given_scores, 0.5)  # type: ignore[arg-type]


@settings(max_examples=50, deadline=None)
@given(complete_rooms, st.sampled_from(Lever))
def test_where_one_term_alone_varies_the_bands_hold_the_medians(
    ballots: list[Terms], lever: Lever
) -> None:
    place = list(Lever).index(lever)
    scores: list[list[float]] = [[6.0, 5.0, 4.0] for _ in ballots]
    for row, ballot in zip(scores, ballots, strict=True):
        row[place] = ballot.given[place] or 0
    found = room([Terms(*row) for row in scores], samples=400)
    assert found.ballots_ln_sp is not None
    for band in (found.ballots_ln_sp, found.likely_ln_sp):
        assert band.low - 1e-9 <= found.medians.ln_sp <= band.high + 1e-9
    assert found.likely_ln_sp.low >= found.ballots_ln_sp.low - 1e-9
    assert found.likely_ln_sp.high <= found.ballots_ln_sp.high + 1e-9


@settings(max_examples=30, deadline=None)
@given(complete_rooms)
def test_the_medians_of_the_samples_are_the_medians_of_the_ballots_drawn(
    ballots: list[Terms],
) -> None:
    # One person, or the same one many times: every sample is that person again.
    found = room([ballots[0]] * len(ballots), samples=20)
    own = ln_sp([score or 0 for score in ballots[0].given], Scale())
    assert math.isclose(found.likely_ln_sp.low, own)
    assert math.isclose(found.likely_ln_sp.high, own)
