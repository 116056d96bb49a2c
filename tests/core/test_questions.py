"""The wizard's table, walked without a window: its order, its end and its offer to stop."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from spdesk.core.questions import asked_in_order, next_question, open_criteria, settled
from spdesk.core.triage import Answers, Criterion, Rules, Verdict, assess

mark = st.one_of(st.none(), st.integers(0, 4))
fifteen = st.lists(mark, min_size=15, max_size=15)
fifteen_mild = st.lists(st.sampled_from([None, 1, 2, 3]), min_size=15, max_size=15)


def rated(rules: Rules, values: list[int | None]) -> dict[str, int | None]:
    return {c.id: value for c, value in zip(rules.criteria, values, strict=True)}


@given(fifteen)
def test_every_path_asks_every_question_once_and_ends(
    rules: Rules, values: list[int | None]
) -> None:
    replies, asked = rated(rules, values), {}
    for _ in rules.criteria:
        criterion = next_question(rules, asked)
        assert criterion is not None
        assert criterion.id not in asked
        asked[criterion.id] = replies[criterion.id]
    assert next_question(rules, asked) is None
    assert open_criteria(rules, asked) == []


def test_every_question_is_reached_on_some_path_before_the_offer_to_stop(rules: Rules) -> None:
    random = Random(11)
    reached: set[str] = set()
    for _ in range(1500):
        asked: dict[str, int | None] = {}
        while not settled(rules, asked) and (criterion := next_question(rules, asked)) is not None:
            asked[criterion.id] = random.choice([None, 0, 1, 2, 3, 4])
        reached |= asked.keys()
    assert reached == {criterion.id for criterion in rules.criteria}


@given(fifteen, st.sets(st.integers(0, 14)))
def test_the_next_question_is_always_an_open_one(
    rules: Rules, values: list[int | None], positions: set[int]
) -> None:
    everything = rated(rules, values)
    asked = {rules.criteria[n].id: everything[rules.criteria[n].id] for n in positions}
    criterion = next_question(rules, asked)
    if len(asked) == len(rules.criteria):
        assert criterion is None
    else:
        assert criterion in open_criteria(rules, asked)


def test_a_question_answered_with_we_cannot_say_is_not_asked_again(rules: Rules) -> None:
    first = next_question(rules, {})
    assert first is not None
    second = next_question(rules, {first.id: None})
    assert second is not None
    assert second.id != first.id


def test_the_order_follows_the_lean_of_the_answers_so_far() -> None:
    start = Criterion("start", 3, (-4, -2, 0, 2, 4))
    pulls_to_1 = Criterion("pulls_to_1", 2, (-3, -2, 0, 0.5, 1))
    pulls_to_2 = Criterion("pulls_to_2", 2, (-1, -0.5, 0, 2, 3))
    small = Rules((start, pulls_to_1, pulls_to_2), 1.0, 4.0, 0.5, (), 1.0)
    assert next_question(small, {}) == start
    assert next_question(small, {"start": 4}) == pulls_to_1
    assert next_question(small, {"start": 0}) == pulls_to_2
    assert next_question(small, {"start": 2}) == pulls_to_1


def test_of_equal_questions_the_heavier_comes_first_then_the_earlier() -> None:
    points = (-2, -1, 0, 1, 2)
    light, heavy, later = (
        Criterion("light", 1, points),
        Criterion("heavy", 3, points),
        Criterion("later", 3, points),
    )
    small = Rules((light, heavy, later), 1.0, 4.0, 0.5, (), 1.0)
    assert next_question(small, {}) == heavy
    assert next_question(small, {"heavy": None}) == later
    assert next_question(small, {"heavy": None, "later": None}) == light


def test_with_the_real_rules_a_lean_changes_what_is_asked(rules: Rules) -> None:
    by_answer = {}
    for answer in (0, 4):
        asked: dict[str, int | None] = {}
        while (criterion := next_question(rules, asked)) is not None:
            asked[criterion.id] = answer
        by_answer[answer] = tuple(asked)
    assert by_answer[0] != by_answer[4]
    assert sorted(by_answer[0]) == sorted(by_answer[4])


@given(fifteen, fifteen_mild, st.sets(st.integers(0, 14)))
@settings(max_examples=300)
def test_what_is_settled_stays_so_under_mild_answers(
    rules: Rules, values: list[int | None], mild: list[int | None], positions: set[int]
) -> None:
    replies, rest = rated(rules, values), rated(rules, mild)
    asked = {rules.criteria[n].id: replies[rules.criteria[n].id] for n in positions}
    if settled(rules, asked):
        before, after = (assess(rules, Answers(None, r)) for r in (asked, rest | asked))
        assert after.verdict is before.verdict


@given(fifteen)
def test_once_settled_along_a_path_mild_answers_never_unsettle_it(
    rules: Rules, values: list[int | None]
) -> None:
    replies, asked = rated(rules, values), {}
    was_settled = False
    while (criterion := next_question(rules, asked)) is not None:
        asked[criterion.id] = 2 if was_settled else replies[criterion.id]
        assert settled(rules, asked) or not was_settled
        was_settled = settled(rules, asked)


def test_nothing_is_settled_before_enough_was_answered(rules: Rules) -> None:
    assert not settled(rules, {})
    assert not settled(rules, dict.fromkeys((c.id for c in rules.criteria), None))
    assert settled(rules, {c.id: 0 for c in rules.criteria})


@given(fifteen, st.sampled_from([None, 0, 1, 2]))
def test_a_replay_lists_every_criterion_once_and_says_when_it_was_decided(
    rules: Rules, values: list[int | None], gate: int | None
) -> None:
    answers = Answers(gate, rated(rules, values))
    order, decided_after = asked_in_order(rules, answers)
    assert sorted(order) == sorted(criterion.id for criterion in rules.criteria)
    enough = assess(rules, answers).verdict is not Verdict.INSUFFICIENT
    assert (decided_after is not None) == enough
    if decided_after is not None:
        until = {criterion_id: answers.ratings[criterion_id] for criterion_id in order}
        first = {criterion_id: until[criterion_id] for criterion_id in order[:decided_after]}
        assert settled(rules, first)
        assert not settled(rules, dict(list(first.items())[:-1]))


@given(fifteen, st.integers(3, 4))
def test_in_a_crisis_nothing_is_asked(rules: Rules, values: list[int | None], gate: int) -> None:
    assert asked_in_order(rules, Answers(gate, rated(rules, values))) == ((), 0)


@given(fifteen)
def test_criteria_of_another_version_do_not_disturb_the_order(
    rules: Rules, values: list[int | None]
) -> None:
    answers = Answers(0, rated(rules, values))
    strange = Answers(0, {"from_another_version": 4, **answers.ratings})
    assert asked_in_order(rules, strange) == asked_in_order(rules, answers)
