"""Triage by ballot: a split is never averaged away, and every criterion shows what it does."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spdesk.core.room_triage import (
    EVIDENCE_BY_SPLIT,
    points_at,
    read_room,
    whole_rating,
)
from spdesk.core.rounds import Agreement
from spdesk.core.triage import Answers, Criterion, Rules, Verdict, assess

ReadMarks = Callable[[str], dict[str, int | None]]

CRITERION = Criterion("one", 3, (-3, -1, 0.5, 2, 3))
SMALL = Rules(
    criteria=(
        CRITERION,
        Criterion("two", 2, (-2, -1, 0, 1, 2)),
        Criterion("three", 1, (-1, 0, 0, 0, 1)),
    ),
    mixed_within=1,
    points_per_logit=4,
    enough_share=0.5,
    complicated_criteria=("two",),
    complicated_from=2,
)

ratings = st.one_of(st.none(), st.integers(0, 4))
ballots = st.dictionaries(st.sampled_from(["one", "two", "three", "gone"]), ratings)
rooms = st.lists(ballots, max_size=8)


def room(*marks: str) -> list[dict[str, int | None]]:
    """Ballots over the small rules from "4 2 -": a mark for each criterion, "." for not answered."""
    return [
        {
            criterion.id: None if mark == "-" else int(mark)
            for criterion, mark in zip(SMALL.criteria, row.split(), strict=True)
            if mark != "."
        }
        for row in marks
    ]


@pytest.mark.parametrize(
    ("rating", "points"),
    [(0, -3), (0.5, -2), (1.5, -0.25), (2, 0.5), (3.5, 2.5), (4, 3), (2.25, 0.875)],
)
def test_a_half_lies_between_the_points_of_its_neighbours(rating: float, points: float) -> None:
    assert points_at(CRITERION, rating) == pytest.approx(points)


@pytest.mark.parametrize(
    ("median", "rating"),
    [(0, 0), (0.5, 1), (1, 1), (1.5, 2), (2, 2), (2.5, 2), (3, 3), (3.5, 3), (4, 4)],
)
def test_a_half_is_taken_over_to_the_side_of_the_middle(median: float, rating: int) -> None:
    assert whole_rating(median) == rating


def test_the_room_answers_with_its_medians() -> None:
    reading = read_room(SMALL, room("3 3 4", "4 3 .", "3 4 -", "4 3 4"))
    assert reading.verdict is Verdict.TYPE_2
    assert reading.points == pytest.approx(2.5 + 1 + 1)
    assert reading.answered_share == 1
    assert reading.ratings == {"one": 3, "two": 3, "three": 4}
    assert reading.split == ()
    assert reading.by_ballot == {Verdict.TYPE_2: 4}


def test_a_split_is_not_averaged_away() -> None:
    # The median of the first is 2, which would count half a point; it counts nothing.
    reading = read_room(SMALL, room("0 4 4", "0 4 4", "2 4 4", "4 4 4", "4 4 4"))
    assert reading.split == ("one",)
    assert reading.points == 2 + 1
    assert reading.answered_share == pytest.approx(3 / 6)
    assert reading.ratings == {"one": None, "two": 4, "three": 4}
    first = reading.effects[0]
    assert (first.criterion_id, first.points) == ("one", None)
    assert first.spread.agreement is Agreement.SPLIT
    # Read at its quartiles 0 and 4, it adds -3 and 3: mixed, and type 2 as before.
    assert (first.at_q1, first.at_q3, first.turns) == (Verdict.MIXED, Verdict.TYPE_2, True)
    assert reading.by_ballot == {Verdict.TYPE_2: 3, Verdict.MIXED: 2}


def test_a_split_can_leave_too_little_to_say() -> None:
    reading = read_room(SMALL, room("0 4 .", "4 4 ."))
    assert reading.verdict is Verdict.INSUFFICIENT
    assert reading.answered_share == pytest.approx(2 / 6)


def test_the_effect_of_a_spread_on_the_verdict() -> None:
    # Half a point, nothing and nothing: mixed. At its upper quartile 3 the second adds one more.
    reading = read_room(SMALL, room("2 1 2", "2 2 2", "2 2 2", "2 3 2", "2 3 2"))
    assert (reading.points, reading.verdict) == (0.5, Verdict.MIXED)
    two, one, three = reading.effects
    assert two.criterion_id == "two"
    assert (two.spread.q1, two.spread.median, two.spread.q3) == (2, 2, 3)
    assert (two.points, two.at_q1, two.at_q3) == (0, Verdict.MIXED, Verdict.TYPE_2)
    assert [each.turns for each in (two, one, three)] == [True, False, False]


def test_nothing_is_read_from_nobody() -> None:
    reading = read_room(SMALL, [])
    assert reading.verdict is Verdict.INSUFFICIENT
    assert (reading.effects, reading.ratings, reading.by_ballot) == ((), {}, {})


def test_what_nobody_can_say_is_taken_over_as_that_and_not_as_the_middle() -> None:
    reading = read_room(SMALL, room("- 4 .", "- 4 .", "- 4 ."))
    assert reading.ratings == {"one": None, "two": 4}
    assert [effect.criterion_id for effect in reading.effects] == ["two"]
    assert reading.split == ()


def test_a_split_on_the_definition_or_on_values_is_evidence_of_type_2(rules: Rules) -> None:
    assert all(rules.has(criterion_id) for criterion_id in EVIDENCE_BY_SPLIT)
    ends = [
        {"agreed_definition": end, "conflicting_values": 4, "time_delay": end}
        for end in (0, 0, 0, 4, 4, 4)
    ]
    reading = read_room(rules, ends)
    assert reading.split == ("agreed_definition", "time_delay")
    assert reading.split_evidence == ("agreed_definition",)


def test_equal_ballots_are_read_like_one(rules: Rules, ratings_of: ReadMarks) -> None:
    one = ratings_of("4 3 4 3 4 - 4 3 2 4 1 2 3 3 -")
    alone, reading = assess(rules, Answers(None, one)), read_room(rules, [one] * 7)
    assert reading.verdict is alone.verdict
    assert reading.points == pytest.approx(alone.points)
    assert reading.answered_share == alone.answered_share
    assert reading.by_ballot == {alone.verdict: 7}
    assert reading.ratings == one
    assert not any(effect.turns for effect in reading.effects)


@given(rooms, st.randoms())
def test_the_order_of_the_ballots_does_not_matter(
    drawn: list[dict[str, int | None]], chance: random.Random
) -> None:
    shuffled = list(drawn)
    chance.shuffle(shuffled)
    assert read_room(SMALL, shuffled) == read_room(SMALL, drawn)


@given(rooms)
def test_a_reading_holds_together(drawn: list[dict[str, int | None]]) -> None:
    reading = read_room(SMALL, drawn)
    assert sum(reading.by_ballot.values()) == len(drawn)
    assert "gone" not in reading.ratings
    for effect in reading.effects:
        split = effect.criterion_id in reading.split
        assert (effect.points is None) == split
        assert (reading.ratings[effect.criterion_id] is None) == split
        assert effect.turns == ({effect.at_q1, effect.at_q3} != {reading.verdict})
        if effect.spread.iqr == 0 and not split:
            assert not effect.turns
    answered = [effect.points for effect in reading.effects if effect.points is not None]
    assert reading.points == pytest.approx(sum(answered))
