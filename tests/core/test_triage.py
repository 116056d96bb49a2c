"""The weight of evidence: its rules, its refusals, and the traps that it must survive."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spdesk.core.errors import AnswersError
from spdesk.core.triage import (
    Answers,
    Kind,
    Reading,
    Rules,
    Subtype,
    Verdict,
    assess,
    check_answers,
    verdict_of,
)

Ratings = Mapping[str, int | None]
ReadMarks = Callable[[str], dict[str, int | None]]

marks = st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=15, max_size=15)


def rated(rules: Rules, values: list[int | None]) -> dict[str, int | None]:
    return {c.id: value for c, value in zip(rules.criteria, values, strict=True)}


def reading(rules: Rules, ratings: Ratings, gate: int | None = 0) -> Reading:
    return assess(rules, Answers(gate, ratings))


# --- The resource -----------------------------------------------------------------------------


def test_evidence_never_falls_and_stays_within_its_strength(rules: Rules) -> None:
    assert len(rules.criteria) == 15
    for criterion in rules.criteria:
        assert list(criterion.evidence) == sorted(criterion.evidence), criterion.id
        assert max(map(abs, criterion.evidence)) <= criterion.weight, criterion.id
        assert criterion.evidence[1] <= 0 <= criterion.evidence[3], criterion.id


def test_the_criteria_that_tell_complicated_from_simple_exist(rules: Rules) -> None:
    assert all(rules.has(criterion_id) for criterion_id in rules.complicated_criteria)
    with pytest.raises(KeyError):
        rules.criterion("no_such_criterion")


# --- The gate ---------------------------------------------------------------------------------


@given(marks, st.integers(3, 4))
def test_an_open_gate_is_a_crisis_whatever_else_is_answered(
    rules: Rules, values: list[int | None], gate: int
) -> None:
    crisis = reading(rules, rated(rules, values), gate)
    assert crisis.verdict is Verdict.CRISIS
    assert crisis.leaning is None
    assert crisis.subtype is None


@given(marks, st.sampled_from([None, 0, 1, 2]))
def test_a_closed_gate_changes_nothing(
    rules: Rules, values: list[int | None], gate: int | None
) -> None:
    ratings = rated(rules, values)
    assert reading(rules, ratings, gate) == reading(rules, ratings, 0)


# --- The sum ----------------------------------------------------------------------------------


@given(marks)
def test_the_points_are_the_plain_sum_of_the_answers(
    rules: Rules, values: list[int | None]
) -> None:
    singly = [
        criterion.evidence[value]
        for criterion, value in zip(rules.criteria, values, strict=True)
        if value is not None
    ]
    outcome = reading(rules, rated(rules, values))
    assert outcome.points == pytest.approx(sum(singly))
    assert [contribution.points for contribution in outcome.contributions] == singly


@given(marks, st.integers(0, 14))
def test_we_cannot_say_counts_as_not_asked(
    rules: Rules, values: list[int | None], position: int
) -> None:
    unsaid = rated(rules, values) | {rules.criteria[position].id: None}
    unasked = {key: value for key, value in unsaid.items() if value is not None}
    assert reading(rules, unsaid) == reading(rules, unasked)


def test_we_cannot_say_is_not_the_middle(rules: Rules) -> None:
    middle = {criterion.id: 2 for criterion in rules.criteria}
    for criterion_id in ("recurrence_after_fix", "conflicting_values", "symptom_of_other"):
        unsaid = reading(rules, middle | {criterion_id: None})
        assert unsaid.points < reading(rules, middle).points
        assert unsaid.answered_share < 1
    assert reading(rules, dict.fromkeys(middle)).verdict is Verdict.INSUFFICIENT


@given(marks, st.integers(0, 14), st.integers(0, 4), st.integers(0, 4))
def test_a_higher_answer_never_lowers_the_reading(
    rules: Rules, values: list[int | None], position: int, one: int, other: int
) -> None:
    ratings, criterion_id = rated(rules, values), rules.criteria[position].id
    lower = reading(rules, ratings | {criterion_id: min(one, other)})
    higher = reading(rules, ratings | {criterion_id: max(one, other)})
    assert lower.points <= higher.points
    assert lower.type_2 <= higher.type_2


@given(marks)
def test_the_reading_lies_within_its_range(rules: Rules, values: list[int | None]) -> None:
    outcome = reading(rules, rated(rules, values))
    assert 0 < outcome.low <= outcome.type_2 <= outcome.high < 1
    if None not in values:
        assert outcome.low == outcome.type_2 == outcome.high


# --- How much was answered --------------------------------------------------------------------


def test_the_share_answered_counts_by_weight(rules: Rules) -> None:
    first = rules.criteria[0]
    assert reading(rules, {first.id: 0}).answered_share == first.weight / rules.total_weight
    assert reading(rules, dict.fromkeys((c.id for c in rules.criteria), 2)).answered_share == 1


@given(marks)
def test_under_half_of_the_weight_nothing_is_said(rules: Rules, values: list[int | None]) -> None:
    outcome = reading(rules, rated(rules, values))
    assert (outcome.verdict is Verdict.INSUFFICIENT) == (outcome.answered_share < 0.5)
    if outcome.verdict is Verdict.INSUFFICIENT:
        assert outcome.leaning is None
        assert outcome.subtype is None


# --- The verdict ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "verdict"),
    [
        (-2.25, Verdict.TYPE_1),
        (-2, Verdict.MIXED),
        (0, Verdict.MIXED),
        (2, Verdict.MIXED),
        (2.25, Verdict.TYPE_2),
    ],
)
def test_a_sum_near_0_is_mixed(rules: Rules, points: float, verdict: Verdict) -> None:
    assert verdict_of(rules, None, points, 1) is verdict


def test_a_mixed_issue_still_says_where_it_leans(rules: Rules, ratings_of: ReadMarks) -> None:
    middle = ratings_of("2 2 2 2 2 2 2 2 2 2 2 2 2 2 2")
    leaning = reading(rules, middle)
    assert (leaning.verdict, leaning.leaning) == (Verdict.MIXED, Kind.TYPE_2)
    even = reading(replace(rules, criteria=rules.criteria[:7]), middle)
    assert (even.verdict, even.leaning) == (Verdict.MIXED, None)


def test_the_published_cases_are_simple_or_complicated_as_published(
    rules: Rules, cases: list[dict[str, object]]
) -> None:
    told = {
        case["id"]: reading(rules, case["ratings"]).subtype  # type: ignore[arg-type]
        for case in cases
        if case["label"] == "type_1"
    }
    assert told == {case["id"]: case["subtype"] for case in cases if case["label"] == "type_1"}
    assert set(told.values()) == {Subtype.SIMPLE, Subtype.COMPLICATED}


def test_without_an_answer_on_the_recipe_neither_simple_nor_complicated_is_said(
    rules: Rules, ratings_of: ReadMarks
) -> None:
    unsaid = dict.fromkeys(rules.complicated_criteria)
    outcome = reading(rules, ratings_of("0 0 0 0 0 0 0 0 0 0 0 0 0 0 0") | unsaid)
    assert (outcome.verdict, outcome.subtype) == (Verdict.TYPE_1, None)


# --- Answers that cannot be -------------------------------------------------------------------


def test_an_unknown_criterion_is_ignored_when_read_and_refused_when_entered(rules: Rules) -> None:
    ratings = {"action_result_link": 0, "from_another_version": 4}
    assert reading(rules, ratings) == reading(rules, {"action_result_link": 0})
    with pytest.raises(AnswersError, match='Unknown criterion "from_another_version"'):
        check_answers(rules, Answers(None, ratings))


@pytest.mark.parametrize("wrong", [True, False, 2.0, 1.5, 5, -1, "3"])
def test_only_whole_numbers_from_0_to_4_are_taken(rules: Rules, wrong: object) -> None:
    with pytest.raises(AnswersError, match="uniqueness"):
        check_answers(rules, Answers(None, {"uniqueness": wrong}))  # type: ignore[dict-item]
    with pytest.raises(AnswersError, match="crisis_gate"):
        check_answers(rules, Answers(wrong, {}))  # type: ignore[arg-type]


@given(marks, st.one_of(st.none(), st.integers(0, 4)))
def test_every_possible_answer_is_taken(
    rules: Rules, values: list[int | None], gate: int | None
) -> None:
    check_answers(rules, Answers(gate, rated(rules, values)))


# --- The traps. One mark for each criterion, in the order of the resource ---------------------


@pytest.mark.parametrize(
    ("problem", "answers"),
    [
        # Large is not wicked.
        ("sending a rocket to the moon", "1 1 0 1 0 0 4 0 0 1 4 3 0 1 3"),
        ("building a nuclear power station", "1 1 1 1 0 0 4 0 0 2 4 1 0 2 4"),
        ("a day's tasks in intensive care", "1 1 0 1 1 1 2 0 1 0 2 1 1 0 1"),
        # Unknown is not wicked: there is a sharp test.
        ("devising a cure for diabetes", "3 4 0 1 0 0 3 - 0 0 2 3 1 3 3"),
        # Conflict is not wicked: how it is settled and when it ends are agreed.
        ("the yearly pay negotiation", "1 1 0 2 0 2 2 1 0 4 3 0 1 0 2"),
        # The same figure as below, framed as a plain task.
        ("text reminders for booked appointments", "1 0 0 1 1 0 0 - 1 0 0 0 2 1 0"),
        ("tablets for raised blood pressure", "1 0 0 1 1 1 1 - 1 0 0 0 2 2 0"),
    ],
)
def test_a_trap_on_the_linear_side_stays_type_1(
    rules: Rules, ratings_of: ReadMarks, problem: str, answers: str
) -> None:
    assert reading(rules, ratings_of(answers)).verdict is Verdict.TYPE_1, problem


@pytest.mark.parametrize(
    ("problem", "answers"),
    [
        # Simple means are not linear: the habit and the culture are the problem.
        ("hand hygiene by staff", "1 0 1 2 4 4 3 4 3 1 0 0 2 1 0"),
        ("ridding intensive care of central-line infections", "2 1 1 2 4 2 3 3 1 2 0 1 3 1 1"),
        # The same figure as above, framed as habits.
        ("patients who keep missing appointments", "2 2 2 3 4 2 3 3 3 2 0 1 4 2 1"),
        ("living differently to lower blood pressure", "2 1 1 2 4 1 2 3 4 2 0 1 3 3 1"),
    ],
)
def test_a_trap_on_the_wicked_side_is_not_called_type_1(
    rules: Rules, ratings_of: ReadMarks, problem: str, answers: str
) -> None:
    outcome = reading(rules, ratings_of(answers))
    assert outcome.verdict in (Verdict.TYPE_2, Verdict.MIXED), problem
