"""Every sentence about scores is true, whole and as precise as it deserves."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spdesk.core.performance import DEFAULT_SCALE, Lever, Performance, Scale
from spdesk.core.route import Effort, cheapest_route
from spdesk.core.sentences import (
    alone_score,
    alone_to,
    factor_words,
    index_sentence,
    leaders,
    route_to,
    scale_sentence,
    sentence_for,
    sp_words,
)

CA, IN, CR = Lever.CAPABILITIES, Lever.INCENTIVES, Lever.RELATIONSHIPS
tenths = st.integers(10, 100).map(lambda number: number / 10)
performances = st.builds(Performance, tenths, tenths, tenths)
SCALES = [Scale(1, 5, 3), Scale(5, 10, 5), Scale(1, 10, 1), Scale(1, 1.2, 1), Scale(1, 60, 1)]


@pytest.mark.parametrize(
    ("scores", "sentence"),
    [
        (
            (6, 5, 5),
            "One more point of relationships would multiply SP by about 2; "
            "one of incentives by about 1.2.",
        ),
        (
            (5, 5, 5),
            "One more point of relationships would multiply SP by about 1.9; "
            "one of capabilities or of incentives by about 1.2.",
        ),
        (
            (10, 10, 4),
            "Only relationships can still rise: one more point would multiply SP by about 2.5.",
        ),
        (
            (2, 3, 7),
            "Relationships are not the strongest lever here: one more point of capabilities would "
            "multiply SP by about 1.8, one of relationships by about 1.4.",
        ),
        (
            (2, 2, 7),
            "Relationships are not the strongest lever here: one more point of capabilities or of "
            "incentives would multiply SP by about 1.8, one of relationships by about 1.3.",
        ),
        (
            (1, 8, 3),
            "Capabilities and relationships are equally strong here: "
            "one more point of either would multiply SP by about 1.5.",
        ),
        (
            (1, 1, 5),
            "Relationships can change nothing while capabilities × incentives is 1. "
            "One more point of capabilities or of incentives would multiply SP by about 2.",
        ),
        (
            (6, 5, 10),
            "Relationships are at the top of the scale. "
            "One more point of incentives would multiply SP by about 1.4.",
        ),
        (
            (10, 10, 10),
            "All three levers are at the top of the scale, or as good as: "
            "no step is left to gain by.",
        ),
        (
            (9.5, 10, 3),
            "One more point of relationships would multiply SP by about 2.5; one of capabilities "
            "by about 1.03. Where less than a point is left, the step ends at the top of the scale.",
        ),
    ],
)
def test_it_says_what_the_next_point_does(
    scores: tuple[float, float, float], sentence: str
) -> None:
    assert sentence_for(Performance(*scores)) == sentence


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ((6, 5, 5), "The scores are those of the last round."),
        ((5, 6, 5), "SP is about the same as in the last round."),
        ((6, 5, 4.96), "SP is about the same as in the last round."),
        ((6, 4, 4), "SP is higher than in the last round, when it was about 13."),
        ((8, 8, 8), "SP is lower than in the last round, when it was about 780."),
    ],
)
def test_it_compares_with_the_last_round(before: tuple[float, float, float], sentence: str) -> None:
    assert sentence_for(Performance(6, 5, 5), Performance(*before)).endswith(sentence)


@given(performances, st.none() | performances)
def test_it_always_says_something_whole(
    performance: Performance, ghost: Performance | None
) -> None:
    said = sentence_for(performance, ghost)
    assert said.endswith(".")
    assert "{" not in said
    assert not re.search(r"by about 1(\.00)?[.;,] ", said + " ") or "relationships by" in said


@given(performances)
def test_relationships_are_called_weaker_exactly_when_they_are(performance: Performance) -> None:
    said = sentence_for(performance)
    behind = CR not in leaders(performance)
    top = performance.relationships == performance.scale.high
    stuck = math.isclose(performance.product, 1)
    if "not the strongest" in said:
        assert performance.next_point(CR) < max(
            performance.next_point(CA), performance.next_point(IN)
        )
    if behind and not top and not stuck and leaders(performance):
        assert "Relationships are not the strongest lever here" in said


@given(performances)
def test_leaders_are_the_strongest_and_those_that_look_as_strong(performance: Performance) -> None:
    ahead = leaders(performance)
    if ahead:
        assert set(performance.strongest) <= set(ahead)
    shown = {f"{performance.next_point(lever):.2f}" for lever in ahead}
    assert len(shown) <= 2  # two only where an exact tie falls on two sides of a rounding


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("shares", [(0, 0, 0), (0.5, 0.5, 0.5), (1, 1, 1), (0, 1, 0.3)])
def test_every_scale_can_be_spoken_of(scale: Scale, shares: tuple[float, float, float]) -> None:
    scores = [scale.clip(scale.low + share * (scale.high - scale.low)) for share in shares]
    performance = Performance(*scores, scale)
    assert sentence_for(performance, performance).endswith(".")
    assert route_to(performance, 3, Effort()).endswith(".")
    assert index_sentence(performance).endswith(".")
    assert scale_sentence(scale).endswith(".")


def test_factors_that_would_look_alike_get_another_figure() -> None:
    assert sentence_for(Performance(1.6, 1.3, 1.6)) == (
        "Relationships are not the strongest lever here: one more point of incentives would "
        "multiply SP by about 1.20, one of relationships by about 1.16."
    )


@pytest.mark.parametrize(
    ("factor", "words"), [(1.02, "1.02"), (1.09, "1.09"), (1.17, "1.2"), (1.97, "2"), (13.4, "13")]
)
def test_factors_have_two_figures_that_mean_something(factor: float, words: str) -> None:
    assert factor_words(factor) == words


@pytest.mark.parametrize(
    ("sp", "words"),
    [(1, "1"), (34.4, "34"), (7260, "7,300"), (2.96e8, "3 × 10⁸"), (1e40, "1 × 10⁴⁰")],
)
def test_sp_is_said_with_two_figures(sp: float, words: str) -> None:
    assert sp_words(math.log(sp)) == words


@pytest.mark.parametrize(
    ("scores", "target", "effort", "sentence"),
    [
        ((6, 5, 5), 20, Effort(), "Reached already."),
        ((6, 5, 5.2), 100, Effort(), "Cheapest route in half points: relationships to 7."),
        ((6, 5, 5), 20_000, Effort(), "Out of reach on this scale."),
        (
            (1, 1, 10),
            100,
            Effort(),
            "Cheapest route in half points: capabilities to 4, incentives to 2.5.",
        ),
    ],
)
def test_the_route_is_a_sentence(
    scores: tuple[float, float, float], target: float, effort: Effort, sentence: str
) -> None:
    assert route_to(Performance(*scores), target, effort) == sentence


@given(performances, st.floats(1, 10_000), st.builds(Effort, tenths, tenths, tenths))
def test_every_raised_lever_is_named(
    performance: Performance, target: float, effort: Effort
) -> None:
    said = route_to(performance, target, effort).lower()
    route = cheapest_route(performance, target, effort)
    assert route is not None
    assert {lever for lever in Lever if lever.value in said} == {lever for lever, _ in route.moves}


@given(performances, st.floats(1, 10_000), st.sampled_from(Lever))
def test_the_score_named_for_one_lever_suffices(
    performance: Performance, target: float, lever: Lever
) -> None:
    words = alone_score(performance, lever, target)
    if words and not performance.meets(target):
        assert performance.with_score(lever, float(words)).sp >= target * (1 - 1e-5)
        assert performance.with_score(lever, max(float(words) - 0.11, 1)).sp <= target


def test_one_lever_alone_is_named_or_out_of_reach() -> None:
    assert alone_to(Performance(6, 5, 5.2), 100) == (
        "Capabilities alone: out of reach.",
        "Incentives alone: out of reach.",
        "Relationships alone: 6.8.",
    )
    assert alone_to(Performance(6, 5, 5.2), 10) == ()


def test_the_scale_and_the_rival_rule_are_stated() -> None:
    assert scale_sentence(DEFAULT_SCALE).startswith("Scores 1 to 10; at relationships 5")
    assert scale_sentence(Scale(1, 10, 1)).endswith("the power is the relationship score itself.")
    assert index_sentence(Performance(6, 5, 5.2)) == (
        "As an index from 0 to 100: the law 38, the plain mean of the scores 49."
    )
