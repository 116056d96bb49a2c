"""The spread of a round: worked panels, and what holds for any ballots."""

import itertools
import random
import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spdesk.core.performance import Scale
from spdesk.core.rounds import (
    TRIAGE_SCALE,
    Agreement,
    Concordance,
    RatingScale,
    Spread,
    Strength,
    TermRule,
    disagreement_index,
    kendalls_w,
    movement,
    quantile,
    scale_of_ballots,
    spread_of,
    term_score,
    widest_first,
)


def whole(low: int, high: int) -> RatingScale:
    return RatingScale(low, high, tuple(range(low, high + 1)))


ONE_TO_FIVE, ONE_TO_NINE, ONE_TO_TEN = whole(1, 5), whole(1, 9), whole(1, 10)
AGREED, MIXED, SPLIT, TOO_FEW = Agreement


def numbers(text: str) -> list[float]:
    return [float(word) for word in text.split()]


def spread(text: str, scale: RatingScale = TRIAGE_SCALE) -> Spread:
    found = spread_of(numbers(text), scale)
    assert found is not None
    return found


scales = st.sampled_from([TRIAGE_SCALE, ONE_TO_FIVE, ONE_TO_NINE, ONE_TO_TEN, whole(1, 4)])


@st.composite
def ballots(draw: st.DrawFn) -> tuple[RatingScale, list[float | None]]:
    scale = draw(scales)
    rating = st.one_of(st.none(), st.sampled_from(scale.values))
    return scale, draw(st.lists(rating, max_size=30))


# --- The scale of a ballot --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scale", "values"),
    [
        (Scale(), "1 2 3 4 5 6 7 8 9 10"),
        (Scale(1, 5, 3), "1 2 3 4 5"),
        (Scale(3, 12, 5), "3 4 5 6 7 8 9 10 11 12"),
        (Scale(1, 11, 5), "1 2.11 3.22 4.33 5.44 6.56 7.67 8.78 9.89 11"),
        (Scale(1, 100, 50), "1 12 23 34 45 56 67 78 89 100"),
        (Scale(1.5, 6, 3), "1.5 2 2.5 3 3.5 4 4.5 5 5.5 6"),
    ],
)
def test_a_ballot_offers_whole_numbers_or_ten_equal_steps(scale: Scale, values: str) -> None:
    offered = scale_of_ballots(scale)
    assert list(offered.values) == numbers(values)
    assert offered.points == len(values.split())


@given(st.floats(1, 50), st.floats(0.001, 50))
def test_every_rating_that_is_offered_lies_on_the_scale(low: float, length: float) -> None:
    scale = Scale(low, low + length, low)
    offered = scale_of_ballots(scale)
    assert (offered.values[0], offered.values[-1]) == (scale.low, scale.high)
    assert list(offered.values) == sorted(set(offered.values))
    assert 2 <= offered.points <= 10


@pytest.mark.parametrize(
    ("scale", "bar"),
    [
        (TRIAGE_SCALE, 1),
        (ONE_TO_FIVE, 1),
        (whole(1, 6), 1),
        (whole(1, 7), 2),
        (ONE_TO_TEN, 2),
        (scale_of_ballots(Scale(1, 100, 50)), 22),
    ],
)
def test_the_bar_is_one_step_up_to_six_points_and_two_above(scale: RatingScale, bar: float) -> None:
    assert scale.bar == bar


def test_steps_that_were_rounded_still_agree() -> None:
    # 2.11 to 4.33 and 4.33 to 6.56: two steps each, though not quite as wide.
    scale = scale_of_ballots(Scale(1, 11, 5))
    assert spread("2.11 2.11 4.33 4.33", scale).agreement is AGREED
    assert spread("4.33 4.33 6.56 6.56", scale).agreement is AGREED
    assert spread("7.67 7.67 11 11", scale).agreement is MIXED


# --- Quartiles --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ratings", "median", "q1", "q3", "iqr", "agreement"),
    [
        # Row 1 meets the interquartile rule, and six of seven are within a point of the median.
        ("3 3 4 4 4 4 5", 4, 3.5, 4, 0.5, AGREED),
        ("1 2 4 4 4 5 5", 4, 3, 4.5, 1.5, MIXED),
        ("2 3 3 4 4 4 4 5", 4, 3, 4, 1, AGREED),
        ("1 2 2 3 4 5 5 5", 3.5, 2, 5, 3, SPLIT),
    ],
)
def test_the_worked_quartiles_are_of_type_7(
    ratings: str, median: float, q1: float, q3: float, iqr: float, agreement: Agreement
) -> None:
    found = spread(ratings, ONE_TO_FIVE)
    assert (found.median, found.q1, found.q3, found.iqr) == (median, q1, q3, iqr)
    assert found.agreement is agreement


def test_equal_shares_of_high_ratings_hide_a_different_spread() -> None:
    # Both have 71.4 % at 4 or more; only the first meets the interquartile rule.
    rows = [spread("3 3 4 4 4 4 5", ONE_TO_FIVE), spread("1 2 4 4 4 5 5", ONE_TO_FIVE)]
    for row in rows:
        assert sum(value >= 4 for value in row.values) / row.n == pytest.approx(0.714, abs=5e-4)
    assert [row.iqr <= 1 for row in rows] == [True, False]


values_on_a_scale = st.lists(st.floats(0, 100), min_size=1, max_size=40).map(sorted)


@given(values_on_a_scale, st.floats(0, 1))
def test_a_quantile_is_numpys(ordered: list[float], share: float) -> None:
    assert quantile(ordered, share) == pytest.approx(
        float(np.quantile(ordered, share, method="linear")), abs=1e-9
    )


@given(values_on_a_scale.filter(lambda values: len(values) > 1))
def test_quartiles_are_the_inclusive_ones_of_pythons_statistics(ordered: list[float]) -> None:
    ours = [quantile(ordered, share) for share in (0.25, 0.5, 0.75)]
    assert ours == pytest.approx(statistics.quantiles(ordered, n=4, method="inclusive"), abs=1e-9)


def test_the_quantiles_at_the_ends_are_the_ends() -> None:
    assert [quantile([1, 2, 7], share) for share in (0, 0.5, 1)] == [1, 2, 7]
    assert quantile([4], 0.3) == 4


# --- One question -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("panel", "scale", "median", "index"),
    [
        ("4 5 6" + " 7" * 5 + " 8" * 5 + " 9 9", ONE_TO_NINE, 7, 0.164),
        ("1 1 2 2 5 8 8 9 9", ONE_TO_NINE, 5, 2.553),
        ("3 4 5 6 6 7 7 8 8", ONE_TO_NINE, 6, 0.386),
        ("1 3 4 5 5 6 7 8 9", ONE_TO_NINE, 5, 0.710),
        ("0 0 1 1 2 4 4 4 3", TRIAGE_SCALE, 2, 1.6),
        ("3 3 4 4 3 2 4", TRIAGE_SCALE, 3, 0.292),
    ],
)
def test_the_disagreement_index_has_its_worked_values(
    panel: str, scale: RatingScale, median: float, index: float
) -> None:
    found = spread(panel, scale)
    assert found.median == median
    assert found.disagreement_index == pytest.approx(index, abs=5e-4)
    assert (found.agreement is SPLIT) == (index > 1)


@pytest.mark.parametrize(
    ("panel", "low", "high", "allowed"),
    [
        ("4 5 6" + " 7" * 5 + " 8" * 5 + " 9 9", 7, 8, 6.10),
        ("1 1 2 2 5 8 8 9 9", 2, 8, 2.35),
        ("3 4 5 6 6 7 7 8 8", 5.4, 7, 4.15),
        ("1 3 4 5 5 6 7 8 9", 4.4, 6.6, 3.10),
    ],
)
def test_the_steps_to_the_disagreement_index_have_their_worked_values(
    panel: str, low: float, high: float, allowed: float
) -> None:
    ordered = sorted(numbers(panel))
    assert quantile(ordered, 0.3) == pytest.approx(low)
    assert quantile(ordered, 0.7) == pytest.approx(high)
    assert disagreement_index(ordered, ONE_TO_NINE) == pytest.approx((high - low) / allowed)


@pytest.mark.parametrize(
    ("panel", "scale", "agreement"),
    [
        ("3 3 4 4 3 2 4", TRIAGE_SCALE, AGREED),
        ("2 2 2 2", TRIAGE_SCALE, AGREED),
        # Six of eight, 75 %, within a point of the median, and a narrow middle half.
        ("0 2 2 2 2 2 3 4", TRIAGE_SCALE, AGREED),
        # The middle half is narrow, but only five of seven are within a point of the median.
        ("0 2 2 2 2 3 4", TRIAGE_SCALE, MIXED),
        ("2 2 2 4 4", TRIAGE_SCALE, MIXED),
        # Three of ten at either end: 30 %.
        ("0 1 1 2 2 2 2 3 4 4", TRIAGE_SCALE, SPLIT),
        # Two of nine at the low end are not.
        ("0 1 2 2 2 2 3 4 4", TRIAGE_SCALE, MIXED),
        ("0 0 1 1 2 4 4 4 3", TRIAGE_SCALE, SPLIT),
        ("0 4", TRIAGE_SCALE, SPLIT),
        # Under five answers one at either end is 30 %, and yet all are within a step.
        ("1 2 3", TRIAGE_SCALE, AGREED),
        ("1 2 2 3", TRIAGE_SCALE, AGREED),
        # Not agreed, so the ends count; and from five answers on they come first again.
        ("1 1 3 3", TRIAGE_SCALE, SPLIT),
        ("0 2 4", TRIAGE_SCALE, SPLIT),
        ("1 1 2 3 3", TRIAGE_SCALE, SPLIT),
        ("3", TRIAGE_SCALE, TOO_FEW),
        ("5 5 6 7 7", ONE_TO_TEN, AGREED),
        ("4 4 5 6 7 7", ONE_TO_TEN, MIXED),
        # Nobody is at an end, but the disagreement index is above 1.
        ("4 4 4 7 7 7", ONE_TO_TEN, SPLIT),
        ("3 3 3 8 8 8", ONE_TO_TEN, SPLIT),
        # A third of the way up is the end of the low region: 3 of 1 to 9, and 7 begins the high.
        ("3 3 3 5 5 5 5 7 7 7", ONE_TO_NINE, SPLIT),
        ("4 4 4 5 5 5 5 7 7 7", ONE_TO_NINE, MIXED),
    ],
)
def test_agreed_mixed_and_split(panel: str, scale: RatingScale, agreement: Agreement) -> None:
    assert spread(panel, scale).agreement is agreement


def test_cant_say_is_counted_and_never_the_middle() -> None:
    found = spread_of([4, None, 4, None, 4], TRIAGE_SCALE)
    assert found is not None
    assert (found.n, found.abstained, found.median, found.minimum) == (3, 2, 4, 4)
    assert spread_of([None, None], TRIAGE_SCALE) is None
    assert spread_of([], TRIAGE_SCALE) is None


@given(ballots(), st.randoms())
def test_the_order_of_the_ballots_does_not_matter(
    drawn: tuple[RatingScale, list[float | None]], chance: random.Random
) -> None:
    scale, ratings = drawn
    shuffled = list(ratings)
    chance.shuffle(shuffled)
    assert spread_of(shuffled, scale) == spread_of(ratings, scale)


@given(ballots(), st.integers(1, 5))
def test_abstentions_change_nothing_but_their_number(
    drawn: tuple[RatingScale, list[float | None]], more: int
) -> None:
    scale, ratings = drawn
    before, after = spread_of(ratings, scale), spread_of([*ratings, *[None] * more], scale)
    if before is None:
        assert after is None
        return
    assert after is not None
    assert after.abstained == before.abstained + more
    assert (after.values, after.median, after.agreement) == (
        before.values,
        before.median,
        before.agreement,
    )


@given(ballots())
def test_agreed_is_never_also_a_split(drawn: tuple[RatingScale, list[float | None]]) -> None:
    scale, ratings = drawn
    found = spread_of(ratings, scale)
    if found is None or found.n < 2:
        return
    third = (scale.high - scale.low) / 4
    low = sum(value <= scale.low + third + 1e-9 for value in found.values) / found.n
    high = sum(value >= scale.high - third - 1e-9 for value in found.values) / found.n
    bar = scale.bar + 1e-9
    near = sum(abs(value - found.median) <= bar for value in found.values) / found.n
    close = found.iqr <= bar and near >= 0.75
    # Under five answers, people who are close are not split by standing at either end.
    at_both_ends = min(low, high) >= 0.3 and not (close and found.n < 5)
    assert (found.agreement is SPLIT) == (found.disagreement_index > 1 or at_both_ends)
    assert (found.agreement is AGREED) == (close and found.agreement is not SPLIT)


@given(ballots())
def test_a_spread_is_in_order(drawn: tuple[RatingScale, list[float | None]]) -> None:
    scale, ratings = drawn
    found = spread_of(ratings, scale)
    if found is not None:
        five = [found.minimum, found.q1, found.median, found.q3, found.maximum]
        assert five == sorted(five)
        assert found.iqr == found.q3 - found.q1 >= 0
        assert found.disagreement_index >= 0
        assert found.n + found.abstained == len(ratings)


@given(st.lists(st.sampled_from(TRIAGE_SCALE.values), min_size=1, max_size=20))
def test_a_scale_upside_down_says_the_same(ratings: list[float]) -> None:
    found, turned = (
        spread_of(ratings, TRIAGE_SCALE),
        spread_of([4 - r for r in ratings], TRIAGE_SCALE),
    )
    assert found is not None
    assert turned is not None
    assert turned.agreement is found.agreement
    assert turned.disagreement_index == pytest.approx(found.disagreement_index)


# --- Which question first ---------------------------------------------------------------------


def test_the_widest_comes_first() -> None:
    spreads = {
        "one answer": spread("0"),
        "agreed, one apart": spread("2 2 2 2 3"),
        "agreed": spread("2 2 2 2 2"),
        "mixed": spread("1 2 2 3 4"),
        "mixed, wider middle": spread("2 2 2 4 4"),
        "split, narrower range": spread("1 1 1 3 3 3"),
        "split": spread("0 0 0 4 4 4"),
        "agreed too": spread("3 3 3 3 3"),
    }
    assert widest_first(spreads) == (
        "split",
        "split, narrower range",
        "mixed, wider middle",
        "mixed",
        "agreed, one apart",
        "agreed",
        "agreed too",
        "one answer",
    )
    assert widest_first({}) == ()


def test_two_rounds_tell_how_the_median_and_the_spread_moved() -> None:
    before, after = spread("1 2 3 4 4 5 5 2", ONE_TO_FIVE), spread("2 3 3 4 4 4 4 3", ONE_TO_FIVE)
    moved = movement(before, after)
    assert (moved.median, moved.iqr) == (0, 1 - 2.25)


# --- Kendall's W ------------------------------------------------------------------------------


def rows(text: str) -> list[list[float]]:
    return [numbers(row) for row in text.split("/")]


def concordance(text: str) -> Concordance:
    found = kendalls_w(rows(text))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "w", "spearman"),
    [
        ("1 2 3 4 / 2 1 3 4 / 1 3 2 4", 35 / 45, 0.6667),
        ("4 3 3 1 2 / 4 4 2 1 1 / 3 4 2 2 1 / 4 3 2 1 1", 0.8900, 0.8533),
        ("1 2 3 4 5 / 5 4 3 2 1", 0, -1),
        # About order, not level.
        ("1 1 2 / 3 3 4", 1, 1),
    ],
)
def test_kendalls_w_has_its_worked_values(text: str, w: float, spearman: float) -> None:
    found = concordance(text)
    assert found.w == pytest.approx(w, abs=5e-5)
    assert found.mean_spearman == pytest.approx(spearman, abs=5e-5)
    assert (found.raters, found.items) == (len(rows(text)), len(rows(text)[0]))


def test_the_ties_are_corrected_for() -> None:
    # Without the correction W would be 0.8344: 12 x 133.5 / (16 x 120).
    found = concordance("4 3 3 1 2 / 4 4 2 1 1 / 3 4 2 2 1 / 4 3 2 1 1")
    assert found.w == pytest.approx(12 * 133.5 / (16 * 120 - 4 * 30))
    assert found.raters * (found.items - 1) * found.w == pytest.approx(14.24, abs=5e-3)


@pytest.mark.parametrize("text", ["2 2 2 / 3 3 3", "1 2 3", "1 / 2 / 3"])
def test_without_a_ranking_there_is_no_w(text: str) -> None:
    assert kendalls_w(rows(text)) is None


def test_no_ballots_have_no_w_and_ragged_ones_are_refused() -> None:
    assert kendalls_w([]) is None
    assert kendalls_w([[], []]) is None
    with pytest.raises(ValueError, match="zip"):
        kendalls_w([[1, 2, 3], [1, 2]])


def test_one_person_who_ties_all_leaves_the_others_ranking() -> None:
    found = concordance("1 2 3 / 1 2 3 / 2 2 2")
    assert 0 < found.w < 1


@pytest.mark.parametrize(
    ("w", "strength"),
    [
        (0, Strength.VERY_WEAK),
        (0.1, Strength.VERY_WEAK),
        (0.3, Strength.WEAK),
        (0.5, Strength.MODERATE),
        (0.59, Strength.MODERATE),
        (0.6, Strength.STRONG),
        (0.7, Strength.STRONG),
        (0.9, Strength.UNUSUALLY_STRONG),
        (1, Strength.UNUSUALLY_STRONG),
    ],
)
def test_w_in_words_is_the_nearest_of_schmidts_points(w: float, strength: Strength) -> None:
    assert Concordance(w, 0, 7, 6).strength is strength


tables = st.integers(2, 6).flatmap(
    lambda items: st.lists(
        st.lists(st.integers(0, 4), min_size=items, max_size=items), min_size=2, max_size=8
    )
)


@given(tables)
def test_w_lies_between_0_and_1_and_needs_no_order_of_people(table: list[list[float]]) -> None:
    found = kendalls_w(table)
    if found is None:
        assert all(len(set(row)) == 1 for row in table)
        return
    assert -1e-12 <= found.w <= 1 + 1e-12
    turned = kendalls_w(table[::-1])
    assert turned is not None
    assert turned.w == pytest.approx(found.w)


rankings = st.integers(2, 6).flatmap(
    lambda items: st.lists(st.permutations(range(items)), min_size=2, max_size=6)
)


@given(rankings)
def test_without_ties_it_is_the_mean_of_spearmans_rho_over_all_pairs(
    table: list[list[int]],
) -> None:
    found = kendalls_w(table)
    assert found is not None
    pairs = [float(np.corrcoef(*pair)[0, 1]) for pair in itertools.combinations(table, 2)]
    assert found.mean_spearman == pytest.approx(statistics.fmean(pairs), abs=1e-9)


# --- A term from its sub-factors --------------------------------------------------------------

ITEMS = ("a", "b", "c", "d")


@pytest.mark.parametrize(
    ("rule", "score"), [(TermRule.MEDIAN, 3), (TermRule.MEAN, 13 / 3), (TermRule.LOWEST, 2)]
)
def test_a_term_is_of_the_answered_sub_factors_alone(rule: TermRule, score: float) -> None:
    answers = {"a": 8.0, "b": None, "c": 2.0, "d": 3.0, "of another term": 1.0}
    assert term_score(answers, ITEMS, rule) == pytest.approx(score)


@given(
    st.dictionaries(st.sampled_from(ITEMS), st.one_of(st.none(), st.integers(1, 10))),
    st.sampled_from(TermRule),
)
def test_a_missing_answer_is_never_the_middle(
    answers: dict[str, float | None], rule: TermRule
) -> None:
    given_answers = {item: value for item, value in answers.items() if value is not None}
    score = term_score(answers, ITEMS, rule)
    assert score == term_score(given_answers, list(given_answers), rule)
    if score is None:
        assert not given_answers
    else:
        assert min(given_answers.values()) <= score <= max(given_answers.values())


def test_an_even_number_of_sub_factors_has_its_median_between() -> None:
    assert term_score({"a": 2, "b": 5}, ITEMS, TermRule.MEDIAN) == 3.5
    assert term_score({}, ITEMS, TermRule.LOWEST) is None
