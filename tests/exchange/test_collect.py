"""From a table to ballots: the mapping, the change of scale, and what is said about it."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spdesk.core.rounds import TRIAGE_SCALE, RatingScale
from spdesk.exchange.ballots.collect import Imported, ballots_from, preview
from spdesk.exchange.ballots.columns import whole_scale
from spdesk.exchange.ballots.mapping import Mapping, open_scale, propose, role_columns
from spdesk.exchange.ballots.reading import read_table
from spdesk.exchange.ballots.recognise import Question, Recognised, recognise
from spdesk.exchange.ballots.table import Table
from tests.exchange.files import forms_rows, write

TEN = whole_scale(1, 10)
FIVE = whole_scale(1, 5)
TERMS = (
    Question("capabilities", "Capabilities"),
    Question("incentives", "Incentives"),
    Question("relationships", "Constructive relationships"),
)
TRUST = Question("trust_and_reciprocity", "Trust and reciprocity", "How far do favours flow?")
TIME = Question("time_and_people", "Time and people")


def opened(path: Path, questions: tuple[Question, ...], scale: RatingScale = TEN) -> Any:
    table = read_table(path, questions)
    found = recognise(table, questions)
    return table, found, propose(table, found, questions, scale)


def imported(
    path: Path, questions: tuple[Question, ...], scale: RatingScale = TEN, **options: Any
) -> Imported:
    table, found, mapping = opened(path, questions, scale)
    return ballots_from(table, found, mapping, scale, questions, **options)


def test_three_terms_as_the_formula_writes_them(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "C;I;CR\n6,5;5;\n7;can't say;4\n;;\n")
    got = imported(path, TERMS)
    assert got.ballots == (
        {"capabilities": 6.5, "incentives": 5},
        {"capabilities": 7, "incentives": None, "relationships": 4},
    )
    assert got.skipped == ()
    assert got.notes == (
        "“C”: numbers are taken as they stand, on 1 to 10.",
        "“I”: numbers are taken as they stand, on 1 to 10.",
        "“CR”: numbers are taken as they stand, on 1 to 10.",
    )


@pytest.mark.parametrize(
    "heading",
    [
        "Trust and reciprocity",
        "trust_and_reciprocity",
        "Q3. Trust and  reciprocity",
        "3) TRUST AND\nRECIPROCITY",
        "How would you rate trust and reciprocity here?",
        "Trust and reciprocity: Answer",
        "Please rate::Trust and reciprocity",
        "Trust and reciprocty",
        "How far do favours flow?",
    ],
)
def test_a_heading_names_its_question(tmp_path: Path, heading: str) -> None:
    path = write(tmp_path / "a.xlsx", [["Time", heading], [5, 6], [7, 8]])
    assert opened(path, (TIME, TRUST))[2].questions == {1: TRUST.id}


def test_a_question_is_answered_by_one_column_only(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [["Trust and reciprocity"] * 2, [5, 6], [7, 8]])
    mapping = opened(path, (TRUST, TIME))[2]
    assert mapping.questions == {0: TRUST.id}
    moved = mapping.with_question(1, TRUST.id)
    assert moved.questions == {1: TRUST.id}
    assert moved.with_question(1, None).questions == {}
    assert mapping.with_question(1, TIME.id).questions == {0: TRUST.id, 1: TIME.id}


def test_words_are_spread_over_the_ballots_scale_and_it_is_said(tmp_path: Path) -> None:
    answers = [["Strongly agree"], ["Neither agree nor disagree"], ["Strongly disagree"], ["Agree"]]
    path = write(tmp_path / "a.xlsx", forms_rows(["Trust and reciprocity"], answers))
    got = imported(path, (TRUST,))
    assert [ballot[TRUST.id] for ballot in got.ballots] == [1, 5.5, 7.75, 10]
    assert got.notes == (
        "“Trust and reciprocity”: words are spread evenly over 1 to 10: Strongly disagree = 1; "
        "Disagree = 3.25; Neither agree nor disagree = 5.5; Agree = 7.75; Strongly agree = 10.",
    )


def test_labelled_numbers_bring_their_own_scale(tmp_path: Path) -> None:
    rows = [["Trust and reciprocity"], ["1 - Strongly disagree"], ["3"], ["5 - Strongly agree"]]
    got = imported(write(tmp_path / "a.xlsx", rows), (TRUST,))
    assert [ballot[TRUST.id] for ballot in got.ballots] == [1, 5.5, 10]
    assert "from 1 to 5 are spread evenly over 1 to 10" in got.notes[0]


def test_numbers_of_another_scale_are_spread_and_it_is_said(tmp_path: Path) -> None:
    rows = [["Trust and reciprocity", "Time and people"], [5, 5], [1, 2], [3, 5]]
    got = imported(write(tmp_path / "a.xlsx", rows), (TRUST, TIME), TRIAGE_SCALE, steps_only=True)
    assert got.ballots == (
        {TRUST.id: 0, TIME.id: 1},
        {TRUST.id: 2, TIME.id: 4},
        {TRUST.id: 4, TIME.id: 4},
    )
    assert all("from 1 to 5 are spread evenly over 0 to 4" in note for note in got.notes)


def test_low_numbers_stay_as_they_are_until_somebody_says_otherwise(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [["Trust and reciprocity"], [5], [1], [3]])
    table, found, mapping = opened(path, (TRUST,))
    as_is = ballots_from(table, found, mapping, TEN, (TRUST,))
    assert [ballot[TRUST.id] for ballot in as_is.ballots] == [1, 3, 5]
    assert "as they stand" in as_is.notes[0]
    told = ballots_from(table, found, mapping.with_scale(0, FIVE), TEN, (TRUST,))
    assert [ballot[TRUST.id] for ballot in told.ballots] == [1, 5.5, 10]
    assert mapping.with_scale(0, FIVE).with_scale(0, None) == mapping


@pytest.mark.parametrize(
    ("rows", "scale", "columns", "scales"),
    [
        ([[5, 5], [1, 2]], TEN, (0, 1), ["1 to 5", "1 to 10"]),
        ([[5, 6], [1, 2]], TEN, (0,), ["1 to 5", "1 to 10"]),
        ([[5, 4], [0, 2], [0, 0]], TEN, (0, 1), ["0 to 5", "0 to 10"]),
        ([[3, 4], [0, 2], [0, 0]], TEN, (0, 1), ["0 to 4", "0 to 5", "0 to 10"]),
        ([[3, 4], [1, 2]], whole_scale(1, 7), (0, 1), ["1 to 5", "1 to 7"]),
        ([[7, 6], [1, 2]], TEN, (), []),
        ([[5, 5], [1, 2]], FIVE, (), []),
        ([[3, 4], [1, 2]], TRIAGE_SCALE, (), []),
        ([["can't say", "7"], [None, 6]], TEN, (), []),
    ],
)
def test_numbers_up_to_5_leave_the_scale_open(
    tmp_path: Path, rows: Any, scale: RatingScale, columns: tuple[int, ...], scales: list[str]
) -> None:
    heads = ["Trust and reciprocity", "Time and people"]
    path = write(tmp_path / "a.xlsx", [heads, *rows])
    table, found, mapping = opened(path, (TRUST, TIME), scale)
    left = open_scale(table, found, mapping, scale)
    assert (left.columns if left else ()) == columns
    assert [f"{s.low:g} to {s.high:g}" for s in (left.scales if left else ())] == scales


def test_one_number_off_the_scale_is_a_slip(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [["Trust and reciprocity"], [0], [7], [9], [8]])
    got = imported(path, (TRUST,))
    assert [ballot[TRUST.id] for ballot in got.ballots] == [7, 8, 9]
    assert [(s.row, s.column, s.reason) for s in got.skipped] == [
        (2, "Trust and reciprocity", "“0” is outside 1 to 10."),
        (2, "", "The row holds no answer to these questions."),
    ]


def test_what_could_not_be_read_is_named(tmp_path: Path) -> None:
    text = (
        "Ratings;;\nTrust and reciprocity;Time and people;x\n5;03/04;1\nlots;4;1\n"
        "a@example.org;4;\n3;5;\n6;7;\n7;2;\n"
    )
    got = imported(write(tmp_path / "a.csv", text), (TRUST, TIME))
    assert len(got.ballots) == 6
    assert [(s.row, s.column) for s in got.skipped] == [
        *((3, "Time and people"), (4, "Trust and reciprocity"), (5, "Trust and reciprocity")),
    ]
    assert "could be a date" in got.skipped[0].reason
    assert "“lots”" in got.skipped[1].reason
    assert "example.org" not in got.skipped[2].reason


def test_a_cell_that_excel_made_a_date_of_is_not_guessed(tmp_path: Path) -> None:
    rows = forms_rows(["Trust and reciprocity"], [[4], [5], [6], [7]])
    rows[2][-1] = rows[2][1]
    got = imported(write(tmp_path / "a.xlsx", rows), (TRUST,))
    assert [ballot[TRUST.id] for ballot in got.ballots] == [4, 6, 7]
    assert (got.skipped[0].row, "date" in got.skipped[0].reason) == (3, True)


def test_steps_only_refuses_what_lies_between(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [["Trust and reciprocity"], [0], [2.5], [4]])
    got = imported(path, (TRUST,), TRIAGE_SCALE, steps_only=True)
    assert [ballot[TRUST.id] for ballot in got.ballots] == [0, 4]
    assert "between two steps" in got.skipped[0].reason


def test_ten_points_go_to_the_nearest_step(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [["Trust and reciprocity"], [1], [6], [10], [9]])
    got = imported(path, (TRUST,), TRIAGE_SCALE, steps_only=True)
    assert [ballot[TRUST.id] for ballot in got.ballots] == [0, 2, 4, 4]
    assert "to the nearest step" in got.notes[0]


def test_roles_are_left_out_until_they_are_wanted(tmp_path: Path) -> None:
    rows = forms_rows(["Your role", TRUST.heading], [["GP", 4], ["Nurse", 7], ["GP", 6]])
    table, found, mapping = opened(write(tmp_path / "a.xlsx", rows), (TRUST,))
    assert ballots_from(table, found, mapping, TEN, (TRUST,)).roles == ("", "", "")
    (column,) = role_columns(found)
    with_roles = ballots_from(table, found, mapping.with_role(column.index), TEN, (TRUST,))
    assert with_roles.roles == ("GP", "GP", "Nurse")


def test_the_preview_shows_the_first_rows_and_nothing_personal(tmp_path: Path) -> None:
    answers = [["Agree", "x@example.org"], ["03/04", None], [None, None], ["Never mind", None]]
    rows = forms_rows([TRUST.heading, "Contact"], answers)
    table, found, mapping = opened(write(tmp_path / "a.xlsx", rows), (TRUST,))
    shown = preview(table, found, mapping, TEN, rows=2)
    assert [row.row for row in shown] == [2, 3]
    assert "example.org" not in repr(shown)
    assert "anonymous" not in repr(shown)
    (question, written, read), (_, _, unread) = shown[0].cells[0], shown[1].cells[0]
    assert (question, written, read.rating) == (TRUST.id, "Agree", 7.75)
    assert "could be a date" in unread.reason


RATINGS = st.one_of(st.none(), st.just("?"), st.integers(1, 10))
ROWS = st.lists(st.lists(RATINGS, min_size=3, max_size=3), min_size=2, max_size=12)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, data=st.data())
def test_the_order_of_a_file_leaves_no_trace(
    tmp_path: Path, rows: list[list[Any]], data: st.DataObject
) -> None:
    head = ["capabilities", "incentives", "relationships"]
    other = data.draw(st.permutations(rows))
    results = []
    for given_rows in (rows, other):
        table = Table("a", "", tuple(tuple(map(cell, row)) for row in [head, *given_rows]))
        if not any(any(value is not None for value in row) for row in rows):
            return
        found: Recognised = recognise(table, TERMS)
        mapping = propose(table, found, TERMS, TEN)
        results.append(ballots_from(table, found, mapping, TEN, TERMS))
    assert results[0].ballots == results[1].ballots
    wanted = [
        {name: None if v == "?" else v for name, v in zip(head, row, strict=True) if v is not None}
        for row in rows
    ]
    kept = sorted(map(repr, filter(None, wanted)))
    assert (
        sorted(repr({k: int(v) if v else v for k, v in b.items()}) for b in results[0].ballots)
        == kept
    )


def cell(value: Any) -> Any:
    return float(value) if isinstance(value, int) else value


def test_an_empty_mapping_gives_no_ballots(tmp_path: Path) -> None:
    table, found, _ = opened(write(tmp_path / "a.xlsx", [["Q"], [5], [6]]), (TRUST,))
    got = ballots_from(table, found, Mapping(), TEN, (TRUST,))
    assert got.ballots == ()
    assert len(got.skipped) == 2
