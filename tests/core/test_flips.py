"""The smallest change of answers that turns a verdict, against a search that tries everything."""

from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spdesk.core.flips import Change, Flip, firmness, smallest_flip
from spdesk.core.triage import Answers, Criterion, Firmness, Rules, Verdict, assess, verdict_of

quarters = st.integers(-12, 12).map(lambda n: n / 4)
"""Points in quarters are exact in floating point, as those of the resource are."""

rising = st.lists(quarters, min_size=5, max_size=5).map(sorted)
any_order = st.lists(quarters, min_size=5, max_size=5)
values = st.one_of(st.none(), st.integers(0, 4), st.integers(0, 4), st.integers(0, 4))


@st.composite
def small_triages(draw: st.DrawFn) -> tuple[Rules, Answers]:
    evidence = draw(st.lists(st.one_of(rising, any_order), min_size=3, max_size=5))
    criteria = tuple(
        Criterion(f"c{number}", draw(st.integers(1, 3)), tuple(points))
        for number, points in enumerate(evidence)
    )
    small = Rules(criteria, draw(st.integers(0, 24)) / 4, 4.0, 0.5, ("c0",), 1.0)
    ratings = {criterion.id: draw(values) for criterion in criteria}
    return small, Answers(draw(st.sampled_from([None, 0, 2])), ratings)


def smallest_by_trying(rules: Rules, answers: Answers) -> tuple[int, int] | None:
    """(changed answers, steps) of the smallest set that turns the verdict, all of them tried."""
    given_answers = list(answers.rated(rules))
    before = assess(rules, answers)
    sizes = []
    for afters in product(range(5), repeat=len(given_answers)):
        pairs = list(zip(given_answers, afters, strict=True))
        points = sum(criterion.evidence[after] for (criterion, _), after in pairs)
        if verdict_of(rules, None, points, before.answered_share) is not before.verdict:
            steps = [abs(after - rating) for (_, rating), after in pairs]
            sizes.append((sum(step > 0 for step in steps), sum(steps)))
    return min(sizes, default=None)


def turned(ratings: Mapping[str, int | None], flip: Flip) -> dict[str, int | None]:
    return {**ratings, **{change.criterion_id: change.after for change in flip.changes}}


@given(small_triages())
@settings(deadline=None)
def test_no_smaller_set_of_changes_turns_the_verdict(triage: tuple[Rules, Answers]) -> None:
    small, answers = triage
    flip = smallest_flip(small, answers)
    before = assess(small, answers).verdict
    if before is Verdict.INSUFFICIENT:
        assert flip is None
        return
    expected = smallest_by_trying(small, answers)
    if flip is None:
        assert expected is None
        return
    steps = sum(abs(change.after - change.before) for change in flip.changes)
    assert (len(flip.changes), steps) == expected
    after = assess(small, Answers(answers.crisis_gate, turned(answers.ratings, flip))).verdict
    assert after is flip.verdict
    assert after is not before


@given(st.lists(values, min_size=15, max_size=15))
@settings(deadline=None)
def test_applying_the_flip_gives_the_verdict_that_it_states(
    rules: Rules, marks: list[int | None]
) -> None:
    ratings = {c.id: mark for c, mark in zip(rules.criteria, marks, strict=True)}
    reading = assess(rules, Answers(0, ratings))
    flip = smallest_flip(rules, Answers(0, ratings))
    if reading.verdict is Verdict.INSUFFICIENT:
        assert flip is None
        return
    assert flip is not None
    assert flip.verdict is not reading.verdict
    assert assess(rules, Answers(0, turned(ratings, flip))).verdict is flip.verdict
    for change in flip.changes:
        assert ratings[change.criterion_id] == change.before
        assert change.after != change.before
    assert len({change.criterion_id for change in flip.changes}) == len(flip.changes)


@given(st.lists(values, min_size=15, max_size=15), st.integers(3, 4))
def test_a_crisis_is_not_turned_by_other_answers(
    rules: Rules, marks: list[int | None], gate: int
) -> None:
    ratings = {c.id: mark for c, mark in zip(rules.criteria, marks, strict=True)}
    assert smallest_flip(rules, Answers(gate, ratings)) is None


def test_too_few_answers_have_nothing_to_turn(rules: Rules) -> None:
    assert smallest_flip(rules, Answers(None, {})) is None
    assert smallest_flip(rules, Answers(None, {"behaviour_change": 4})) is None


def test_one_answer_with_few_steps_is_preferred_to_two() -> None:
    flat = Criterion("flat", 1, (-1, 0, 0, 0, 1))
    steep = Criterion("steep", 1, (-3, -1, 0, 1, 3))
    small = Rules((flat, steep), 2.0, 4.0, 0.5, (), 1.0)
    flip = smallest_flip(small, Answers(None, {"flat": 1, "steep": 2}))
    assert flip == Flip((Change("steep", 2, 0),), Verdict.TYPE_1)


@pytest.mark.parametrize(
    ("rating", "change", "verdict"),
    [(1, Change("steep", 1, 0), Verdict.TYPE_1), (3, Change("steep", 3, 4), Verdict.TYPE_2)],
)
def test_a_mixed_issue_is_turned_to_the_nearer_side(
    rating: int, change: Change, verdict: Verdict
) -> None:
    small = Rules((Criterion("steep", 1, (-3, -1, 0, 1, 3)),), 2.0, 4.0, 0.5, (), 1.0)
    assert smallest_flip(small, Answers(None, {"steep": rating})) == Flip((change,), verdict)


def test_a_verdict_that_no_given_answer_can_turn_has_no_flip() -> None:
    certain = Criterion("certain", 1, (5.0, 5.0, 5.0, 5.0, 5.0))
    small = Rules((certain,), 2.0, 4.0, 0.5, (), 1.0)
    answers = Answers(None, {"certain": 2})
    assert assess(small, answers).verdict is Verdict.TYPE_2
    assert smallest_flip(small, answers) is None
    assert firmness(None) is Firmness.FIRM


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        (1, Firmness.ON_THE_EDGE),
        (2, Firmness.FAIRLY_FIRM),
        (3, Firmness.FIRM),
        (7, Firmness.FIRM),
    ],
)
def test_the_more_answers_it_takes_the_firmer_the_verdict(changed: int, word: Firmness) -> None:
    changes = tuple(Change(f"c{number}", 0, 1) for number in range(changed))
    assert firmness(Flip(changes, Verdict.MIXED)) is word
