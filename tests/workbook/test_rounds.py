"""Rounds of ballots in the document: what they hold, what follows, and that nobody is unmasked."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spdesk.core.errors import EditError
from spdesk.core.performance import Lever, Performance, Scale
from spdesk.guidance.library import guidance
from spdesk.workbook import edits, round_edits, round_values
from spdesk.workbook.format import to_text
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.register_edits import merge_in
from spdesk.workbook.round_questions import all_questions, keys_of, lever_items, questions_of
from spdesk.workbook.rounds import SP_QUESTION, Ballot, BallotAnswer, BallotRound, Subject
from spdesk.workbook.store import save_workbook

DAY = date(2026, 11, 23)
TERMS = tuple(lever.value for lever in Lever)


def ballot(ratings: Mapping[str, float | None], role: str = "") -> Ballot:
    answers = tuple(BallotAnswer.made(question=q, rating=r) for q, r in ratings.items())
    return Ballot.made(answers=answers, role=role)


def held(
    ballots: Sequence[Ballot], subject: Subject = "terms", round_id: str = "r", **fields: object
) -> BallotRound:
    asked = tuple(question.id for question in all_questions(subject, guidance()))
    fields = {"revealed": True, "questions": asked} | fields
    return BallotRound.made(
        id=round_id, subject=subject, held_on=DAY, ballots=tuple(ballots), **fields
    )


def terms(c: float | None, i: float | None, r: float | None) -> Ballot:
    return ballot(dict(zip(TERMS, (c, i, r), strict=True)))


def book_with(*rounds: BallotRound) -> Workbook:
    book = edits.add_issue(Workbook(), "one", "One")
    for one in rounds:
        book = round_edits.keep_ballot_round(book, "one", one)
    return book


def the(book: Workbook) -> Issue:
    issue = book.issue("one")
    assert issue is not None
    return issue


SUMMARY = {"question": "sp", "n": 5, "q1": 1.0, "median": 2.0, "q3": 3.0, "agreement": "mixed"}

CAST = [terms(6, 5, 4), terms(7, 5, 2), terms(6, None, 9), terms(3, 4, 8), terms(6, 6, 2)]


@given(st.permutations(CAST))
def test_the_order_in_which_ballots_came_is_in_no_file(order: list[Ballot]) -> None:
    assert to_text(book_with(held(order))) == to_text(book_with(held(CAST)))


def test_a_file_holds_nothing_about_a_ballot_but_its_answers(tmp_path: Path) -> None:
    path = tmp_path / "group.spdesk"
    save_workbook(book_with(held(CAST, expected=7)), path)
    (issue,) = json.loads(path.read_bytes())["issues"]
    (kept,) = issue["ballot_rounds"]
    assert {key for one in kept["ballots"] for key in one} == {"answers", "role"}
    assert {key for one in kept["ballots"] for a in one["answers"] for key in a} == {
        "question",
        "rating",
    }
    assert kept["held_on"] == "2026-11-23"  # a day, no time
    assert {one["role"] for one in kept["ballots"]} == {""}


def test_answers_are_sorted_by_question_so_that_no_way_of_answering_shows() -> None:
    assert ballot({"b": 1, "a": 2}) == ballot({"a": 2, "b": 1})


def test_a_role_on_fewer_than_five_ballots_is_refused_and_taken_off() -> None:
    nurses = [ballot({"capabilities": n}, "nurse") for n in range(1, 6)]
    assert len(held(nurses, roles=("nurse",)).ballots) == 5
    with pytest.raises(ValueError, match="fewer than five"):
        held(nurses[:4], roles=("nurse",))
    with pytest.raises(ValueError, match="did not offer"):
        held(nurses, roles=("GP",))
    bare = held((), roles=("nurse", "GP"))
    few = [*nurses, ballot({"capabilities": 9}, "GP")]
    assert {one.role for one in bare.with_safe_roles(tuple(few)).ballots} == {""}
    enough = [*nurses, *(ballot({"capabilities": n}, "GP") for n in range(1, 6))]
    assert {one.role for one in bare.with_safe_roles(tuple(enough)).ballots} == {"nurse", "GP"}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"ballots": (ballot({"charm": 3}),)}, "did not ask"),
        ({"subject": "triage", "ballots": (ballot({"capabilities": 2.5}),)}, "from 0 to 4"),
        ({"subject": "triage", "ballots": (ballot({"capabilities": 5}),)}, "from 0 to 4"),
        ({"joint": True, "ballots": (terms(1, 1, 1), terms(2, 2, 2))}, "has one ballot"),
        ({"questions": ()}, "questions"),
        ({"summaries": (SUMMARY | {"question": "charm"},)}, "did not ask"),
        ({"summaries": (SUMMARY | {"q1": 9.0},)}, "between its quartiles"),
        ({"questions": ("a", "a")}, "stand twice"),
    ],
)
def test_the_rules_of_a_round(fields: dict[str, object], sentence: str) -> None:
    base = {"id": "r", "subject": "terms", "questions": TERMS, "held_on": DAY}
    with pytest.raises(ValueError, match=sentence):
        BallotRound.made(**base | fields)


def test_a_ballot_off_the_workbooks_scale_is_refused() -> None:
    with pytest.raises(EditError, match="a ballot with 11, which is not on the scale from 1 to 10"):
        book_with(held([terms(11, 5, 5)]))
    assert book_with(held([terms(10, 1, 5)]))


def test_a_round_takes_the_place_of_the_one_with_its_id() -> None:
    book = book_with(held(CAST[:2], revealed=False), held(CAST, round_id="s"), held(CAST))
    assert [one.id for one in the(book).ballot_rounds] == ["r", "s"]
    assert the(book).ballot_rounds[0].revealed


def test_medians_become_the_scores_and_a_missing_answer_is_never_the_middle() -> None:
    book = book_with(held(CAST))
    book = round_edits.take_over_scores(book, "one", "r", {}, "kept", DAY)
    assert the(book).scores.performance(book.scale) == Performance(6, 5, 4)
    (kept,) = the(book).rounds
    assert (kept.ballot_round, kept.scores) == ("r", the(book).scores)
    silent = book_with(held([terms(6, None, 4), terms(5, None, 3)]))
    with pytest.raises(EditError, match="no answer yet"):
        round_edits.take_over_scores(silent, "one", "r", {}, "kept", DAY)


def test_a_term_is_the_median_of_the_sub_factors_that_were_answered() -> None:
    items = lever_items(guidance())
    first, second, third = items[Lever.CAPABILITIES][:3]
    one = ballot({first: 2, second: 9, third: None})
    for rule, expected in (("median", 5.5), ("mean", 5.5), ("lowest", 2)):
        (given_terms,) = round_values.terms_of(held([one], "factors", term_rule=rule), items)
        assert given_terms.capabilities == expected
        assert given_terms.incentives is None


def test_answers_of_the_room_go_into_the_triage_and_a_split_one_does_not() -> None:
    rules = guidance().rules
    agreed, split = rules.criteria[0].id, rules.criteria[1].id
    cast = [ballot({agreed: 4, split: rating}) for rating in (0, 0, 0, 4, 4, 4)]
    book = round_edits.take_over_answers(book_with(held(cast, "triage")), "one", "r", rules)
    assert the(book).triage.ratings == {agreed: 4, split: None}


def test_deleted_ballots_leave_medians_quartiles_and_agreement() -> None:
    book = round_edits.delete_ballots(book_with(held(CAST, delete_on=DAY)), "one", "r", {})
    (kept,) = the(book).ballot_rounds
    assert not kept.ballots
    assert kept.delete_on is None
    by_question = {summary.question: summary for summary in kept.summaries}
    assert set(by_question) == {*TERMS, SP_QUESTION}
    relationships = by_question["relationships"]
    assert (relationships.n, relationships.median) == (5, 4)
    assert relationships.agreement == "split"
    assert by_question["incentives"].n == 4
    assert by_question["sp"].n == 4
    assert '"ballots": []' in to_text(book)
    assert round_edits.delete_ballots(book, "one", "r", {}) is book


@pytest.mark.parametrize(("people", "halves", "stays"), [(4, 2, 0), (1, 5, 0), (5, 1, 2)])
def test_of_how_a_few_people_follow_nothing_stays(people: int, halves: int, stays: int) -> None:
    """Five are needed who answer both questions, before the deletion and after it."""
    cast = [ballot({"thinking": 3, "engagement": 1})] * people + [ballot({"thinking": 2})] * halves
    assert round_values.may_be_shown(held(cast, "followership")) == bool(stays)
    book = book_with(held(cast, "followership"))
    book = round_edits.delete_ballots(book, "one", "r", {})
    assert len(the(book).ballot_rounds[0].summaries) == stays


def test_a_round_that_is_discarded_leaves_the_scores_that_came_from_it() -> None:
    book = round_edits.take_over_scores(book_with(held(CAST)), "one", "r", {}, "kept", DAY)
    book = round_edits.discard_ballot_round(book, "one", "r")
    assert the(book).ballot_rounds == ()
    assert the(book).rounds[0].ballot_round is None
    with pytest.raises(EditError, match="no longer"):
        round_edits.set_delete_on(book, "one", "r", DAY)


def test_rounds_are_counted_among_those_that_asked_the_same_group_the_same() -> None:
    rounds = [
        held(CAST, round_id="a"),
        held((), "triage", round_id="b"),
        held((), round_id="c", group="Reception"),
        held(CAST, round_id="d"),
        held(CAST, round_id="e", revealed=False),
    ]
    issue = the(book_with(*rounds))
    assert [round_values.number_of(issue, one) for one in issue.ballot_rounds] == [1, 1, 1, 2, 3]
    assert round_values.number_of(issue, held((), round_id="new")) == 4
    before = round_values.round_before(issue, issue.ballot_rounds[3])
    assert before is not None
    assert before.id == "a"
    assert round_values.round_before(issue, issue.ballot_rounds[0]) is None
    latest = round_values.latest_revealed(issue, "terms", "factors")
    waiting = round_values.waiting_round(issue)
    assert latest is not None
    assert waiting is not None
    assert (latest.id, waiting.id) == ("d", "e")
    assert round_values.latest_revealed(issue, "followership") is None


def test_dissent_is_kept_and_may_be_signed() -> None:
    book = round_edits.add_minority_note(book_with(), "one", "n", " Not before winter. ")
    assert the(book).minority_notes[0].text == "Not before winter."
    book = round_edits.change_minority_note(book, "one", "n", "Not now.", "Two of us")
    assert [(note.text, note.signed) for note in the(book).minority_notes] == [
        ("Not now.", "Two of us")
    ]
    with pytest.raises(EditError, match="must not be empty"):
        round_edits.change_minority_note(book, "one", "n", " ", "")
    assert the(round_edits.remove_minority_note(book, "one", "n")).minority_notes == ()


def test_a_merge_brings_ballots_along() -> None:
    book = book_with(held(CAST))
    merged = merge_in(Workbook(), book, "other.spdesk").workbook
    assert the(merged).ballot_rounds == the(book).ballot_rounds


@pytest.mark.parametrize("subject", ["terms", "factors", "triage", "followership"])
def test_every_question_says_what_its_ends_look_like(subject: Subject) -> None:
    questions = all_questions(subject, guidance())
    assert len({question.id for question in questions}) == len(questions)
    for question in questions:
        assert all((question.name, question.text, question.low, question.middle, question.high))
    (unknown,) = questions_of(subject, ("from_another_version",), guidance())
    assert unknown.name == "from_another_version"


def test_each_value_has_a_key_and_0_is_10() -> None:
    scale_of = round_values.rating_scale
    ten, five = held(()), held((), "triage")
    assert keys_of(scale_of(ten, Scale())) == {str(n % 10): n for n in range(1, 11)}
    assert keys_of(scale_of(five, Scale())) == {str(n): n for n in range(5)}
    fine = scale_of(ten, Scale(1, 100, 50))
    assert list(keys_of(fine)) == list("1234567890")
    assert list(keys_of(fine).values()) == list(fine.values)
