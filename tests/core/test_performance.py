"""The law SP = (C x I) ^ CR: worked values, refusals and properties."""

import math
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from spdesk.core.errors import ScaleError, ScoreError
from spdesk.core.performance import (
    DEFAULT_SCALE,
    Lever,
    Performance,
    Scale,
    check_target,
    spread_factor,
)

C, I, CR = Lever  # noqa: E741 - the names of the law
LITERAL = Scale(1, 10, 1)

# Of the law without a scale: (C, I, R), SP, (dSP/dC, dSP/dI, dSP/dR), the elasticity of R.
LITERAL_VALUES = [
    ((2, 2, 1), 4, (2, 2, 5.54518), 1.38629),
    ((2, 2, 3), 64, (96, 96, 88.7228), 4.15888),
    ((3, 3, 2), 81, (54, 54, 177.975), 4.39445),
    ((3, 2, 1.5), 14.6969, (7.34847, 11.0227, 26.3334), 2.68764),
    ((5, 5, 5), 9765625, (9765625, 9765625, 3.14343e7), 16.0944),
]


@st.composite
def scales(draw: st.DrawFn) -> Scale:
    low = draw(st.floats(1, 4))
    high = draw(st.floats(low + 0.5, 12))
    return Scale(low, high, draw(st.floats(1, high)))


@st.composite
def performances(draw: st.DrawFn) -> Performance:
    scale = draw(scales())
    score = st.floats(scale.low, scale.high)
    return Performance(draw(score), draw(score), draw(score), scale)


def test_the_worked_example_has_its_published_values() -> None:
    performance = Performance(6, 7, 8)
    assert performance.sp == pytest.approx(395.5477, abs=5e-5)
    assert performance.index == pytest.approx(64.9300, abs=5e-5)
    assert [performance.next_point(lever) for lever in Lever] == pytest.approx(
        [1.2797, 1.2382, 2.1118], abs=5e-5
    )
    assert performance.strongest == (CR,)
    assert performance.lowest == (C,)


@pytest.mark.parametrize(
    ("scores", "sp"), [((3, 4, 5), 12), ((1, 1, 10), 1), ((10, 10, 10), 10_000)]
)
def test_round_scores_give_round_results(scores: tuple[int, int, int], sp: float) -> None:
    assert Performance(*scores).sp == pytest.approx(sp, rel=1e-12)


def test_at_the_top_of_the_scale_no_lever_is_strongest() -> None:
    top = Performance(10, 10, 10)
    assert top.strongest == ()
    assert top.index == pytest.approx(100)
    assert top.additive_index == pytest.approx(100)
    assert top.lowest == tuple(Lever)


def test_the_last_half_point_counts_as_half_a_point() -> None:
    assert Performance(9.5, 5, 5).next_point(C) == pytest.approx(10 / 9.5)
    assert Performance(10, 5, 5).next_point(C) == 1


@pytest.mark.parametrize(("scores", "sp", "gradients", "elasticity"), LITERAL_VALUES)
def test_the_literal_law_has_its_worked_values(
    scores: tuple[float, float, float],
    sp: float,
    gradients: tuple[float, float, float],
    elasticity: float,
) -> None:
    performance = Performance(*scores, LITERAL)
    assert performance.sp == pytest.approx(sp, rel=1e-5)
    assert [performance.gradient(lever) for lever in Lever] == pytest.approx(gradients, rel=1e-5)
    assert performance.elasticity(C) == performance.elasticity(I) == scores[2]
    assert performance.elasticity(CR) == pytest.approx(elasticity, rel=1e-5)


def test_each_lever_alone_reaches_the_worked_target() -> None:
    performance = Performance(3, 2, 1.5, LITERAL)
    assert [performance.needed(lever, 30) for lever in Lever] == pytest.approx(
        [4.827447, 3.218298, 1.898244], rel=1e-6
    )


def test_relationships_are_strictly_strongest_in_544_of_729_states() -> None:
    # One more point multiplies SP by ((c + 1) / c) ^ (r / 5), and for relationships by
    # (c i) ^ (1 / 5). To the power of 5 all are rational, so ties can be told exactly. Counting
    # with plain floating-point powers gives 546: the last bit breaks the ties (1, 8, 3), (8, 1, 3).
    strict, ties = [], []
    for c, i, r in product(range(1, 10), repeat=3):
        others = max(Fraction(c + 1, c) ** r, Fraction(i + 1, i) ** r)
        if c * i > others:
            strict.append((c, i, r))
        elif c * i == others:
            ties.append((c, i, r))
    assert len(strict) == 544
    assert ties == [(1, 2, 1), (1, 4, 2), (1, 8, 3), (2, 1, 1), (4, 1, 2), (8, 1, 3)]

    told = {scores: Performance(*scores).strongest for scores in product(range(1, 10), repeat=3)}
    assert [scores for scores, levers in told.items() if levers == (CR,)] == strict
    assert [s for s, levers in told.items() if CR in levers and len(levers) > 1] == ties


@pytest.mark.parametrize("neutral", range(1, 11))
@pytest.mark.parametrize("scores", [(1, 2, 1), (1, 4, 2), (1, 8, 3), (8, 1, 3)])
def test_an_exact_tie_is_told_as_a_tie_on_every_scale(
    scores: tuple[int, int, int], neutral: int
) -> None:
    # On a scale with neutral 3 or 6 plain comparison would let the last bit pick a winner.
    first = C if scores[0] == 1 else I
    assert Performance(*scores, Scale(1, 10, neutral)).strongest == (first, CR)


@pytest.mark.parametrize(
    ("low", "high", "neutral", "reason"),
    [
        (math.nan, 10, 5, "ordinary numbers"),
        (1, math.inf, 5, "ordinary numbers"),
        (0.9, 10, 5, "low end must be at least 1"),
        (0, 1, 1, "better relationships would lower SP"),
        (5, 5, 5, "high end must be above"),
        (1, 10, 0.5, "neutral point must lie"),
        (1, 10, 11, "neutral point must lie"),
        (1, 100, 1, "too large to compute"),
    ],
)
def test_a_scale_that_misbehaves_is_refused_with_its_reason(
    low: float, high: float, neutral: float, reason: str
) -> None:
    with pytest.raises(ScaleError, match=reason):
        Scale(low, high, neutral)


@pytest.mark.parametrize("score", [math.nan, math.inf, -math.inf, 0.5, 11, -3])
@pytest.mark.parametrize("lever", list(Lever))
def test_a_score_off_the_scale_is_refused_by_name(lever: Lever, score: float) -> None:
    with pytest.raises(ScoreError, match=f"{lever.capitalize()} must be a number from 1 to 10"):
        Performance(5, 5, 5).with_score(lever, score)


@pytest.mark.parametrize("target", [math.nan, math.inf, 0.99, 0, -2])
def test_a_target_below_1_is_refused(target: float) -> None:
    with pytest.raises(ScoreError, match="1 or more"):
        check_target(target)
    with pytest.raises(ScoreError, match="1 or more"):
        Performance(5, 5, 5).needed(C, target)


def test_without_a_product_no_relationship_score_reaches_a_target() -> None:
    nothing = Performance(1, 1, 7)
    assert nothing.needed(CR, 1.5) is None
    assert nothing.needed(CR, 1) == 7


@pytest.mark.parametrize("lever", list(Lever))
def test_an_enormous_target_is_out_of_reach_and_not_an_error(lever: Lever) -> None:
    assert Performance(5, 5, 1).needed(lever, 1e300) is None


@given(performances())
def test_sp_is_never_below_1_and_the_index_stays_on_its_scale(performance: Performance) -> None:
    assert performance.sp >= 1
    assert 0 <= performance.index <= 100 + 1e-9
    assert -1e-9 <= performance.additive_index <= 100 + 1e-9


@given(performances(), st.sampled_from(Lever), st.floats(0, 1))
def test_sp_never_falls_when_a_score_rises(
    performance: Performance, lever: Lever, share: float
) -> None:
    score, high = performance.score(lever), performance.scale.high
    raised = performance.with_score(lever, min(score + share * (high - score), high))
    assert raised.ln_sp >= performance.ln_sp - 1e-12
    assert raised.additive_mean >= performance.additive_mean - 1e-12


@given(performances(), st.sampled_from(Lever), st.floats(0, 1.3))
def test_the_score_that_is_needed_gives_the_target_or_lies_off_the_scale(
    performance: Performance, lever: Lever, share: float
) -> None:
    assume(performance.product > 1.001 or lever is not CR)
    scale = performance.scale
    target = math.exp(share * scale.ln_sp_max)
    reach = [performance.with_score(lever, end).ln_sp for end in (scale.low, scale.high)]
    needed = performance.needed(lever, target)
    if needed is None:
        assert not reach[0] < math.log(target) < reach[1]
    else:
        assert reach[0] - 1e-6 <= math.log(target) <= reach[1] + 1e-6
        reached = performance.with_score(lever, needed)
        assert reached.ln_sp == pytest.approx(math.log(target), rel=1e-7, abs=1e-7)


@given(performances(), st.sampled_from(Lever))
def test_the_next_point_is_the_ratio_of_two_sps(performance: Performance, lever: Lever) -> None:
    raised = min(performance.score(lever) + 1, performance.scale.high)
    ratio = performance.with_score(lever, raised).sp / performance.sp
    assert performance.next_point(lever) == pytest.approx(ratio, rel=1e-9)


@given(performances(), st.sampled_from(Lever))
def test_the_gradient_agrees_with_a_small_step(performance: Performance, lever: Lever) -> None:
    step, scale = 1e-5, performance.scale
    score = min(max(performance.score(lever), scale.low + 2 * step), scale.high - 2 * step)
    middle = performance.with_score(lever, score)
    above, below = (middle.with_score(lever, score + sign * step).ln_sp for sign in (1, -1))
    assert middle.gradient(lever) / middle.sp == pytest.approx(
        (above - below) / (2 * step), rel=1e-4, abs=1e-6
    )


@given(performances(), st.floats(0.1, 200))
def test_c_and_i_move_by_one_factor_and_stay_on_the_scale(
    performance: Performance, wanted: float
) -> None:
    scale, start = performance.scale, (performance.capabilities, performance.incentives)
    first, second = spread_factor(start, wanted, scale)
    assert scale.low <= first <= scale.high
    assert scale.low <= second <= scale.high
    reachable = min(max(wanted, scale.low**2), scale.high**2)
    assert first * second == pytest.approx(reachable, rel=1e-9)
    if scale.low < first < scale.high and scale.low < second < scale.high:
        assert first / second == pytest.approx(start[0] / start[1], rel=1e-9)


def test_c_goes_on_alone_once_i_has_met_its_end() -> None:
    assert spread_factor((4, 9), 60, DEFAULT_SCALE) == pytest.approx((6, 10))
