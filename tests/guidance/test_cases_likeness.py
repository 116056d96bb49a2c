"""Which published problems an issue is most like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spdesk.guidance.cases import Case, most_alike
from spdesk.guidance.library import guidance

LIBRARY = guidance()
RULES, CASES = LIBRARY.rules, LIBRARY.cases.cases
COMPARED = [case for case in CASES if case.label != "crisis"]
IDS = [criterion.id for criterion in RULES.criteria]
ratings = st.dictionaries(st.sampled_from(IDS), st.none() | st.integers(0, 4))


@pytest.mark.parametrize("case", COMPARED, ids=lambda case: case.id)
def test_a_published_problem_is_most_like_itself(case: Case) -> None:
    nearest = most_alike(RULES, CASES, case.ratings)[0]
    assert nearest.distance == 0
    assert nearest.case.ratings == case.ratings


@given(ratings)
def test_likenesses_run_from_near_to_far_within_bounds(
    given_ratings: dict[str, int | None],
) -> None:
    distances = [likeness.distance for likeness in most_alike(RULES, CASES, given_ratings)]
    assert distances == sorted(distances)
    assert all(0 <= distance <= 4 for distance in distances)


@given(ratings)
def test_no_crisis_is_compared_with_and_no_case_twice(
    given_ratings: dict[str, int | None],
) -> None:
    shown = [likeness.case for likeness in most_alike(RULES, CASES, given_ratings)]
    assert all(case.label != "crisis" for case in shown)
    assert len({case.id for case in shown}) == len(shown)


@given(ratings)
def test_the_order_of_the_answers_makes_no_difference(given_ratings: dict[str, int | None]) -> None:
    backwards = dict(reversed(given_ratings.items()))
    assert most_alike(RULES, CASES, backwards) == most_alike(RULES, CASES, given_ratings)


def test_too_few_answers_are_compared_with_nothing() -> None:
    assert most_alike(RULES, CASES, {}) == ()
    assert most_alike(RULES, CASES, dict.fromkeys(IDS[:2], 4)) == ()
    assert most_alike(RULES, CASES, dict.fromkeys(IDS)) == ()


def test_answers_of_another_version_are_ignored() -> None:
    given_ratings = dict(COMPARED[0].ratings)
    assert most_alike(RULES, CASES, {**given_ratings, "gone": 4}) == most_alike(
        RULES, CASES, given_ratings
    )


def test_the_distance_is_the_weighted_mean_difference() -> None:
    case = next(case for case in COMPARED if None not in case.ratings.values())
    here = {
        name: (rating if name != IDS[0] else abs(rating - 2))
        for name, rating in case.ratings.items()
        if rating is not None
    }
    weights = {criterion.id: criterion.weight for criterion in RULES.criteria}
    there = case.ratings[IDS[0]]
    assert there is not None
    expected = weights[IDS[0]] * abs(here[IDS[0]] - there) / sum(weights[name] for name in here)
    found = next(like for like in most_alike(RULES, CASES, here) if like.case is case)
    assert found.distance == pytest.approx(expected)
