"""Followership: five styles of two answers, and no pattern that could point at a person."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spdesk.core.ballot_box import FEWEST
from spdesk.core.followership import AXES, Style, pattern_of, style_of

EXEMPLARY, ALIENATED, CONFORMIST, PASSIVE, PRAGMATIST = Style


def ballots(pairs: Sequence[tuple[float | None, float | None]]) -> list[dict[str, float | None]]:
    return [dict(zip(AXES, pair, strict=True)) for pair in pairs]


rated = st.one_of(st.none(), st.integers(0, 4))


@pytest.mark.parametrize(
    ("thinking", "engagement", "style"),
    [
        (4, 4, EXEMPLARY),
        (3, 3, EXEMPLARY),
        (3, 1, ALIENATED),
        (4, 0, ALIENATED),
        (1, 3, CONFORMIST),
        (0, 4, CONFORMIST),
        (1, 1, PASSIVE),
        (0, 0, PASSIVE),
        (2, 2, PRAGMATIST),
        (2, 4, PRAGMATIST),
        (0, 2, PRAGMATIST),
    ],
)
def test_two_answers_make_a_style(thinking: float, engagement: float, style: Style) -> None:
    assert style_of(thinking, engagement) is style


def test_a_group_has_a_pattern() -> None:
    pattern = pattern_of(ballots([(4, 4), (3, 1), (1, 3), (1, 4), (2, 3), (0, 0)]))
    assert pattern is not None
    assert pattern.ballots == 6
    assert (pattern.thinking.median, pattern.engagement.median) == (1.5, 3)
    assert pattern.counts == {
        EXEMPLARY: 1,
        ALIENATED: 1,
        CONFORMIST: 2,
        PASSIVE: 1,
        PRAGMATIST: 1,
    }
    assert not pattern.nodding


def test_more_than_half_going_along_is_nodding() -> None:
    pattern = pattern_of(ballots([(4, 4), (3, 3), (1, 3), (2, 4), (2, 2)]))
    assert pattern is not None
    assert pattern.nodding


def test_under_five_whole_ballots_no_pattern_is_shown() -> None:
    four = [(4, 4), (3, 1), (1, 3), (1, 4)]
    assert pattern_of(ballots(four)) is None
    assert pattern_of(ballots([*four, (None, 3), (3, None)])) is None
    assert pattern_of([*ballots(four), {"thinking": 3}]) is None
    assert pattern_of(ballots([*four, (0, 0)])) is not None


@given(st.lists(st.tuples(rated, rated), max_size=12), st.randoms())
def test_a_pattern_counts_whole_ballots_in_any_order(
    pairs: list[tuple[float | None, float | None]], chance: random.Random
) -> None:
    whole = [pair for pair in pairs if None not in pair]
    pattern = pattern_of(ballots(pairs))
    assert (pattern is None) == (len(whole) < FEWEST)
    shuffled = list(pairs)
    chance.shuffle(shuffled)
    assert pattern_of(ballots(shuffled)) == pattern
    if pattern is not None:
        assert sum(pattern.counts.values()) == pattern.ballots == pattern.thinking.n == len(whole)
        assert list(pattern.counts) == list(Style)
