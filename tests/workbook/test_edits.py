"""Edits: each gives another workbook or a sentence, and never changes the one it was given."""

import math
import pickle
from datetime import date

import pytest
from hypothesis import given

from spdesk.core.errors import EditError
from spdesk.core.performance import Lever
from spdesk.core.route import Effort
from spdesk.workbook import edits
from spdesk.workbook.model import Triage, Workbook
from tests.workbook.strategies import Move, after, moves, sequences, workbooks


@pytest.fixture
def three() -> Workbook:
    book = Workbook()
    for name in ("a", "b", "c"):
        book = edits.add_issue(book, name, f"Issue {name}")
    return book


def order(book: Workbook) -> str:
    return "".join(issue.id for issue in book.issues)


@given(workbooks, moves)
def test_an_edit_never_changes_the_workbook_it_was_given(workbook: Workbook, move: Move) -> None:
    before = pickle.dumps(workbook.model_dump())
    after(workbook, [move])
    assert pickle.dumps(workbook.model_dump()) == before


@given(sequences)
def test_every_workbook_on_the_way_keeps_the_rules_of_the_model(sequence: list[Move]) -> None:
    for workbook in after(Workbook(), sequence):
        assert Workbook.model_validate(workbook.model_dump()) == workbook


@given(workbooks, moves)
def test_an_edit_that_changes_nothing_gives_the_same_object(workbook: Workbook, move: Move) -> None:
    try:
        result = move.on(workbook)
    except EditError:
        return
    assert (result == workbook) == (result is workbook)


@given(workbooks, moves)
def test_issues_that_an_edit_does_not_touch_stay_the_same_objects(
    workbook: Workbook, move: Move
) -> None:
    changed = after(workbook, [move])[-1]
    for issue in changed.issues:
        old = workbook.issue(issue.id)
        assert old is None or (issue == old) == (issue is old)


@given(workbooks, moves)
def test_a_refusal_is_one_readable_sentence(workbook: Workbook, move: Move) -> None:
    try:
        move.on(workbook)
    except EditError as error:
        text = str(error)
        assert text.endswith(".")
        assert "\n" not in text
        assert "pydantic" not in text


@pytest.mark.parametrize(
    ("issue_id", "by", "expected"),
    [("a", 1, "bac"), ("a", 2, "bca"), ("a", 9, "bca"), ("c", -1, "acb"), ("b", -9, "bac")],
)
def test_an_issue_moves_as_far_as_there_is_room(
    three: Workbook, issue_id: str, by: int, expected: str
) -> None:
    assert order(edits.move_issue(three, issue_id, by)) == expected


def test_moving_the_first_issue_up_changes_nothing(three: Workbook) -> None:
    assert edits.move_issue(three, "a", -1) is three


def test_parts_come_after_their_whole_and_its_earlier_parts(three: Workbook) -> None:
    book = edits.split_issue(three, "a", (("x", "X"), ("y", "Y")))
    assert order(book) == "axybc"
    book = edits.split_issue(book, "a", (("z", "Z"),))
    assert order(book) == "axyzbc"
    assert [part.id for part in book.parts_of("a")] == ["x", "y", "z"]


def test_parts_take_the_owner_but_no_answers(three: Workbook) -> None:
    book = edits.describe_issue(three, "a", "owner", "The manager")
    book = edits.answer(book, "a", "time_delay", 3)
    part = edits.split_issue(book, "a", (("x", "X"),)).issue("x")
    assert part is not None
    assert (part.owner, part.triage) == ("The manager", Triage())


def test_removing_a_whole_leaves_its_parts_standing_on_their_own(three: Workbook) -> None:
    book = edits.remove_issue(edits.split_issue(three, "a", (("x", "X"),)), "a")
    assert order(book) == "xbc"
    assert book.issues[0].part_of is None


def test_a_changed_answer_keeps_its_place(three: Workbook) -> None:
    for criterion, rating in (("p", 1), ("q", None), ("p", 4)):
        three = edits.answer(three, "a", criterion, rating)
    assert list(three.issues[0].triage.ratings.items()) == [("p", 4), ("q", None)]


def test_an_empty_note_is_taken_away(three: Workbook) -> None:
    noted = edits.note_check(three, "a", "no_time", "Yes")
    assert noted.issues[0].triage.crisis_checks[0].note == "Yes"
    assert edits.note_check(noted, "a", "no_time", "") == three


def test_starting_again_takes_answers_gate_and_overrule_back(three: Workbook) -> None:
    book = edits.answer_gate(edits.answer(three, "a", "p", 2), "a", 0)
    book = edits.overrule(book, "a", "type_1", "Because")
    assert edits.restart_triage(book, "a") == three


def test_an_overrule_needs_a_reason_and_can_be_withdrawn(three: Workbook) -> None:
    with pytest.raises(EditError, match="reason"):
        edits.overrule(three, "a", "type_1", "  ")
    book = edits.overrule(three, "a", "type_1", "Because")
    assert edits.withdraw_overrule(book, "a") == three


def test_scores_are_kept_to_two_decimals(three: Workbook) -> None:
    book = edits.score(three, "a", {Lever.CAPABILITIES: 1 + 2 / 3})
    assert book.issues[0].scores.capabilities == 1.67


def test_setting_one_score_leaves_the_others(three: Workbook) -> None:
    book = edits.score(three, "a", dict.fromkeys(Lever, 4.0))
    book = edits.score(book, "a", {Lever.INCENTIVES: None})
    assert (book.issues[0].scores.capabilities, book.issues[0].scores.incentives) == (4.0, None)


@pytest.mark.parametrize("value", [0.99, 10.01, math.nan, math.inf])
def test_a_score_off_the_scale_is_refused(three: Workbook, value: float) -> None:
    with pytest.raises(EditError):
        edits.score(three, "a", {Lever.CAPABILITIES: value})


def test_a_round_needs_all_scores_and_keeps_them(three: Workbook) -> None:
    day = date(2026, 11, 23)
    with pytest.raises(EditError, match="all three levers"):
        edits.keep_round(three, "a", "r1", day)
    book = edits.keep_round(edits.score(three, "a", dict.fromkeys(Lever, 4.0)), "a", "r1", day)
    book = edits.score(book, "a", {Lever.INCENTIVES: 9.0})
    kept = book.issues[0].rounds[0]
    assert (kept.kept_on, kept.scores.incentives) == (day, 4.0)


@pytest.mark.parametrize(
    "move",
    [
        Move(edits.describe_issue, ("gone", "title", "x")),
        Move(edits.remove_issue, ("gone",)),
        Move(edits.split_issue, ("gone", ())),
        Move(edits.set_effort, ("gone", Effort())),
    ],
)
def test_an_issue_that_is_gone_is_said_to_be_gone(three: Workbook, move: Move) -> None:
    with pytest.raises(EditError, match="no longer in the workbook"):
        move.on(three)


@pytest.mark.parametrize(
    "move",
    [
        Move(edits.add_issue, ("a", "Twice")),
        Move(edits.add_issue, ("d", " ")),
        Move(edits.describe_issue, ("a", "title", "")),
        Move(edits.describe_issue, ("a", "owner", "two\nlines")),
        Move(edits.answer, ("a", "p", 5)),
        Move(edits.answer_gate, ("a", -1)),
        Move(edits.set_target, ("a", 0.5)),
        Move(edits.split_issue, ("a", (("b", "An id in use"),))),
    ],
    ids=lambda move: f"{move.edit.__name__}-{move.arguments[-1]}",
)
def test_the_model_refuses_through_a_sentence(three: Workbook, move: Move) -> None:
    with pytest.raises(EditError) as caught:
        move.on(three)
    assert str(caught.value).endswith(".")
