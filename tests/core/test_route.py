"""The cheapest route, against a search that tries everything."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spdesk.core.errors import ScoreError
from spdesk.core.performance import DEFAULT_SCALE, Lever, Performance, Scale
from spdesk.core.route import Effort, cheapest_route

SCALES = [DEFAULT_SCALE, Scale(1, 5, 3), Scale(2, 9.7, 4), Scale(1, 6, 1)]


def half_points(score: float, high: float) -> list[float]:
    """The score as it is, and every half point above it up to the top of the scale."""
    between = [halves / 2 for halves in range(100) if score < halves / 2 < high]
    return [score, *between, high] if score < high else [score]


def least_cost(start: Performance, target: float, effort: Effort) -> float | None:
    least = None
    for c in half_points(start.capabilities, start.scale.high):
        for i in half_points(start.incentives, start.scale.high):
            ln_product = math.log(c * i)
            for r in half_points(start.relationships, start.scale.high):
                if r / start.scale.neutral * ln_product < math.log(target) - 1e-9:
                    continue
                cost = (
                    effort.capabilities * (c - start.capabilities)
                    + effort.incentives * (i - start.incentives)
                    + effort.relationships * (r - start.relationships)
                )
                least = cost if least is None else min(least, cost)
    return least


@st.composite
def starts(draw: st.DrawFn) -> Performance:
    scale = draw(st.sampled_from(SCALES))
    score = st.one_of(
        st.floats(scale.low, scale.high),
        st.integers(math.ceil(scale.low * 2), math.floor(scale.high * 2)).map(lambda n: n / 2),
    )
    return Performance(draw(score), draw(score), draw(score), scale)


prices = st.sampled_from([0.5, 1.0, 1.5, 2.0, 3.0, 7.25])
efforts = st.builds(Effort, prices, prices, prices)


@given(starts(), st.floats(0, 1.1), efforts)
@settings(deadline=None, max_examples=60)
def test_no_route_over_half_points_is_cheaper(
    start: Performance, share: float, effort: Effort
) -> None:
    target = math.exp(share * start.scale.ln_sp_max)
    route = cheapest_route(start, target, effort)
    expected = least_cost(start, target, effort)
    if route is None:
        assert expected is None
        return
    assert expected is not None
    assert route.cost == pytest.approx(expected, abs=1e-9)
    assert route.end.meets(target)


@given(starts(), st.floats(0, 1.2), efforts)
@settings(deadline=None)
def test_only_a_target_above_the_top_has_no_route(
    start: Performance, share: float, effort: Effort
) -> None:
    target = math.exp(share * start.scale.ln_sp_max)
    top = start.scale.high
    reachable = Performance(top, top, top, start.scale).meets(target)
    assert (cheapest_route(start, target, effort) is not None) == reachable


@given(starts(), st.floats(0, 1), efforts)
@settings(deadline=None)
def test_a_raised_lever_ends_on_a_half_point_or_on_the_top(
    start: Performance, share: float, effort: Effort
) -> None:
    route = cheapest_route(start, math.exp(share * start.scale.ln_sp_max), effort)
    assert route is not None
    for lever, end in route.moves:
        assert end > start.score(lever)
        assert (end * 2).is_integer() or end == start.scale.high
        assert route.end.score(lever) == end
    unmoved = set(Lever) - {lever for lever, _ in route.moves}
    assert all(route.end.score(lever) == start.score(lever) for lever in unmoved)


@given(starts(), st.floats(0, 1))
@settings(deadline=None)
def test_a_target_already_met_costs_nothing(start: Performance, share: float) -> None:
    route = cheapest_route(start, math.exp(share * start.ln_sp))
    assert route is not None
    assert route.moves == ()
    assert route.cost == 0
    assert route.end == start


def test_of_routes_that_cost_the_same_the_one_with_fewer_moves_wins() -> None:
    # From (4, 4, 5) half a point of C and of I reach 20.25, and half a point of CR reaches 21.1.
    route = cheapest_route(Performance(4, 4, 5), 20.2, Effort(1, 1, 2))
    assert route is not None
    assert route.moves == ((Lever.RELATIONSHIPS, 5.5),)


def test_then_the_one_that_raises_relationships_least_and_of_those_capabilities_first() -> None:
    # One point of C, one of I, or half a point of CR: each costs 1 and reaches 20.
    route = cheapest_route(Performance(4, 4, 5), 20, Effort(1, 1, 2))
    assert route is not None
    assert route.moves == ((Lever.CAPABILITIES, 5.0),)


@pytest.mark.parametrize("unit", [1e-12, 1.0, 1e12])
def test_the_unit_of_the_effort_does_not_change_the_route(unit: float) -> None:
    route = cheapest_route(Performance(5, 5, 5), 60, Effort(unit, unit, 9 * unit))
    assert route is not None
    assert route.moves == ((Lever.CAPABILITIES, 8.0), (Lever.INCENTIVES, 7.5))
    assert route.cost == pytest.approx(5.5 * unit)


@pytest.mark.parametrize("price", [0, -1, math.nan, math.inf])
@pytest.mark.parametrize("lever", list(Lever))
def test_an_effort_that_is_not_above_0_is_refused_by_name(lever: Lever, price: float) -> None:
    with pytest.raises(ScoreError, match=f"effort for {lever}"):
        Effort(**{lever.value: price})


@pytest.mark.parametrize("target", [0.5, 0, -1, math.nan, math.inf])
def test_a_target_below_1_is_refused(target: float) -> None:
    with pytest.raises(ScoreError, match="1 or more"):
        cheapest_route(Performance(5, 5, 5), target)
