"""Dots over their values: every ballot is a dot, and none hides another."""

from itertools import combinations
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spdesk.ui.widgets.dot_stacks import stacked

SIZES = {"height": 48.0, "margin": 20.0, "largest": 11.0, "smallest": 4.5}


def test_seven_at_one_value_stand_in_two_columns_round_it() -> None:
    dots = stacked([100.0] * 7, **SIZES)
    assert dots is not None
    assert dots.diameter == 11
    assert sorted({x for x, _ in dots.centres}) == [94.5, 100, 105.5]  # the odd one in the middle
    assert max(y for _, y in dots.centres) == 11 * 3.5


def test_the_lowest_dot_rests_on_the_line() -> None:
    dots = stacked([0.0, 60.0, 60.0], **SIZES)
    assert dots is not None
    assert sorted(dots.centres) == [(0, 5.5), (60, 5.5), (60, 16.5)]


def test_more_dots_are_smaller() -> None:
    few, many = stacked([0.0] * 8, **SIZES), stacked([0.0] * 30, **SIZES)
    assert few is not None
    assert many is not None
    assert many.diameter < few.diameter == 11


def test_a_thousand_at_one_value_are_too_many_for_dots() -> None:
    assert stacked([50.0] * 1000, **SIZES) is None


@pytest.mark.parametrize("places", [[], [3.0]])
def test_none_and_one(places: list[float]) -> None:
    dots = stacked(places, **SIZES)
    assert dots is not None
    assert [x for x, _ in dots.centres] == places


@given(
    st.lists(st.floats(0, 400) | st.sampled_from([0.0, 44.0, 88.0, 132.0, 400.0]), max_size=60),
)
def test_no_dot_touches_another_or_strays_from_its_value(places: list[float]) -> None:
    dots = stacked(places, **SIZES)
    if dots is None:
        return
    assert len(dots.centres) == len(places)
    for (x, y), (other_x, other_y) in combinations(dots.centres, 2):
        assert hypot(x - other_x, y - other_y) >= dots.diameter - 1e-6
    assert all(0 < y < SIZES["height"] for _, y in dots.centres)
    # Half a dot for values that share a stack, and the room beside the axis for wide stacks.
    room = SIZES["margin"] + dots.diameter / 2
    for place, (x, _) in zip(sorted(places), sorted(dots.centres), strict=True):
        assert abs(place - x) <= room + 1e-6
