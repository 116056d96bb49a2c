"""The arrays behind the pictures agree with the law."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spdesk.core.landscape import contour, index_surface, ln_sp, round_levels, sp
from spdesk.core.performance import DEFAULT_SCALE, Performance, Scale

SCALES = [
    DEFAULT_SCALE,
    Scale(1, 5, 3),
    Scale(2, 9.7, 4),
    Scale(5, 10, 5),
    Scale(1, 10, 1),
    Scale(1, 1.2, 1),
    Scale(1, 60, 1),
]
any_scale = st.sampled_from(SCALES)


@given(any_scale, st.lists(st.tuples(*[st.floats(0, 1)] * 3), min_size=1, max_size=8))
def test_arrays_give_what_single_scores_give(
    scale: Scale, shares: list[tuple[float, float, float]]
) -> None:
    scores = scale.low + np.array(shares) * (scale.high - scale.low)
    scores = np.clip(scores, scale.low, scale.high)
    singly = [Performance(*map(float, row), scale) for row in scores]
    c, i, r = scores.T
    assert ln_sp(c * i, r, scale) == pytest.approx([one.ln_sp for one in singly], abs=1e-9)
    assert sp(c, i, r, scale) == pytest.approx([one.sp for one in singly], rel=1e-9)


def test_scores_are_broadcast_against_each_other() -> None:
    plane = sp(np.arange(1, 4)[:, None], 2.0, np.arange(1, 6)[None, :])
    assert plane.shape == (3, 5)
    assert plane[2, 4] == pytest.approx(Performance(3, 2, 5).sp)


@given(any_scale, st.floats(0.001, 0.999), st.integers(2, 50))
def test_a_contour_has_its_sp_everywhere_and_stays_in_the_landscape(
    scale: Scale, share: float, points: int
) -> None:
    least = scale.power(scale.low) * 2 * math.log(scale.low)
    level = math.exp(least + share * (scale.ln_sp_max - least))
    products, relationships = contour(level, points, scale)
    assert products.size == relationships.size == points
    assert ln_sp(products, relationships, scale) == pytest.approx(math.log(level), abs=1e-9)
    assert products.min() >= scale.low**2 * (1 - 1e-9)
    assert products.max() <= scale.high**2 * (1 + 1e-9)
    assert relationships.min() >= scale.low * (1 - 1e-9)
    assert relationships.max() <= scale.high * (1 + 1e-9)


@pytest.mark.parametrize("scale", SCALES)
def test_a_level_outside_the_landscape_has_no_contour(scale: Scale) -> None:
    least = scale.power(scale.low) * 2 * math.log(scale.low)
    for level in (math.exp(scale.ln_sp_max) * 1.01, math.exp(least) * 0.99, 1.0):
        products, relationships = contour(level, 20, scale)
        assert products.size == relationships.size == 0


@given(any_scale, st.integers(1, 30), st.integers(1, 30))
def test_the_surface_runs_from_0_to_100_and_never_falls(
    scale: Scale, columns: int, rows: int
) -> None:
    surface = index_surface(columns, rows, scale)
    assert surface.shape == (columns, rows)
    assert surface.min() >= 0
    assert surface.max() <= 100
    assert (np.diff(surface, axis=0) >= -1e-12).all()
    assert (np.diff(surface, axis=1) >= -1e-12).all()


def test_a_cell_of_the_surface_shows_its_centre() -> None:
    surface = index_surface(4, 9)
    # The third of four columns ends at ln 100 x 3/4; its centre is at 5/8. Row 5 is CR 5.5.
    product = math.exp(5 / 8 * math.log(100))
    side = math.sqrt(product)
    assert surface[2, 4] == pytest.approx(Performance(side, side, 5.5).index)


@pytest.mark.parametrize("scale", SCALES)
def test_every_round_level_crosses_the_landscape(scale: Scale) -> None:
    levels = round_levels(scale)
    assert list(levels) == sorted(set(levels))
    assert len(levels) <= 9
    assert all(contour(level, 10, scale)[0].size for level in levels)


def test_the_round_levels_of_the_usual_scale_are_the_ladder() -> None:
    assert round_levels() == (2, 5, 10, 30, 100, 300, 1000, 3000)
