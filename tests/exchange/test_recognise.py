"""The exports of other programs and tables made by hand: headings, kinds of columns, people."""

from pathlib import Path
from typing import Any

import pytest

from spdesk.exchange.ballots.reading import read_table
from spdesk.exchange.ballots.recognise import Question, Recognised, recognise
from spdesk.exchange.ballots.table import BallotFileError
from tests.exchange.files import FORMS_HEAD, forms_rows, mentimeter_sheets, write


def found_in(path: Path, *questions: Question) -> Recognised:
    return recognise(read_table(path, questions), questions)


def kinds(found: Recognised) -> dict[str, str]:
    return {column.heading: column.kind.value for column in found.columns}


def ends(found: Recognised) -> dict[str, tuple[float, float]]:
    return {
        c.heading: (c.scale.low, c.scale.high) for c in found.rating_columns if c.scale is not None
    }


FORMS_QUESTIONS = [
    "Trust and\r\nreciprocity",
    "Bad news is\u00a0raised early",
    "Your role",
    "What helps? (pick any)",
    "Anything else?",
]
FORMS_ANSWERS = [
    [4, "Strongly agree", "GP", "time;money;", "More time for the phones, please"],
    [2, "Agree", "Nurse", "time;", None],
    [5, "Neither agree nor disagree", "GP", "money;", "No"],
    [3, None, "Reception", None, None],
]


@pytest.mark.parametrize("quiz", [False, True], ids=["survey", "quiz"])
def test_microsoft_forms(tmp_path: Path, quiz: bool) -> None:
    path = write(tmp_path / "forms.xlsx", forms_rows(FORMS_QUESTIONS, FORMS_ANSWERS, quiz=quiz))
    found = found_in(path)
    told = kinds(found)
    assert all(told[heading] == "personal" for heading in FORMS_HEAD)
    assert told["Trust and reciprocity"] == "rating"
    assert told["Bad news is raised early"] == "likert"
    assert told["Your role"] == "choice"
    assert told["What helps? (pick any)"] == "choice"
    assert told["Anything else?"] == "ignored"
    assert found.people == (1, 2, 3, 4)
    if quiz:
        extra = [heading for heading in told if heading.startswith(("Points", "Feedback"))]
        assert len(extra) == 2 * len(FORMS_QUESTIONS)
        assert {told[heading] for heading in extra} == {"ignored"}
        assert told["Total points"] == told["Quiz feedback"] == "ignored"


def test_microsoft_forms_saved_as_csv_on_windows(tmp_path: Path) -> None:
    text = (
        'Id,Start time,Completion time,Email,Name,"How is trust – here?\n1 is low, 5 high",Pick\r\n'
        "1,7/2/20 11:00:22,7/2/20 11:01:24,anonymous,,4,a;b;\r\n"
        "2,7/2/20 11:01:25,7/2/20 11:03:11,anonymous,,5,b;\r\n"
    )
    found = found_in(write(tmp_path / "a.csv", text.encode("cp1252")))
    assert [column.heading for column in found.rating_columns] == [
        "How is trust – here? 1 is low, 5 high"
    ]
    assert kinds(found)["Pick"] == "choice"


@pytest.mark.parametrize(
    "headings", [["Trust: Answer", "Time: Answer"], ["How is it?::Trust", "How is it?::Time"]]
)
def test_mentimeter(tmp_path: Path, headings: list[str]) -> None:
    sheets = mentimeter_sheets(headings, [[3, 4], [5, None], [None, None]])
    found = found_in(write(tmp_path / "menti.xlsx", sheets))
    assert (found.sheet, found.heading_row) == ("Voters", 3)
    assert kinds(found) == {
        **dict.fromkeys(["Date (UTC)", "Session", "Voter"], "personal"),
        **dict.fromkeys(headings, "rating"),
    }
    assert found.people == (4, 5)
    assert [(s.row, s.column) for s in found.skipped] == [(7, "")]


def test_a_table_made_by_hand(tmp_path: Path) -> None:
    text = (
        "Where we stand;;;;\r\n;;;;\r\nPerson;C;I;CR;Notes\r\n"
        "Änne;6,5;5;4;late\r\nBo;7;6;?;\r\nCy;8;9;10;\r\n\r\nAverage;7,17;6,67;7;\r\n"
    )
    found = found_in(write(tmp_path / "a.csv", text.encode("cp1252")))
    assert found.heading_row == 2
    assert kinds(found) == {
        "Person": "personal",
        "C": "rating",
        "I": "rating",
        "CR": "rating",
        "Notes": "ignored",
    }
    assert found.people == (3, 4, 5)
    assert [(s.row, "sums up" in s.reason) for s in found.skipped] == [(8, True)]


@pytest.mark.parametrize(
    ("columns", "scales"),
    [
        ({"A": [1, 3, 5]}, {"A": (1, 5)}),
        ({"A": [0, 3, 4]}, {"A": (0, 4)}),
        ({"A": [0, 3, 5]}, {"A": (0, 5)}),
        ({"A": [2, 6, 7]}, {"A": (1, 7)}),
        ({"A": [2, 6, 9]}, {"A": (1, 10)}),
        ({"A": [0, 6, 9]}, {"A": (0, 10)}),
        # One form, one scale: most columns need 1 to 10, so the low one is on it too.
        ({"A": [2, 6, 9], "B": [7, 7, 8], "C": [2, 3, 3]}, dict.fromkeys("ABC", (1, 10))),
        # One question of "how likely are you to recommend us" does not stretch the others.
        (
            {"A": [2, 5, 4], "B": [3, 3, 4], "C": [0, 10, 9]},
            {"A": (1, 5), "B": (1, 5), "C": (0, 10)},
        ),
        ({"A": ["Good", "Poor", "Very good"]}, {"A": (1, 5)}),
        ({"A": ["1 - Never", "4 - Often", "7 - Always"]}, {"A": (1, 7)}),
    ],
    ids=repr,
)
def test_the_scale_that_answers_seem_to_be_on(
    tmp_path: Path, columns: dict[str, list[Any]], scales: dict[str, tuple[int, int]]
) -> None:
    rows = [list(columns), *map(list, zip(*columns.values(), strict=True))]
    assert ends(found_in(write(tmp_path / "a.xlsx", rows))) == scales


def test_columns_in_words_share_their_ladder(tmp_path: Path) -> None:
    rows = [["A", "B"], ["Agree", "Somewhat agree"], ["Disagree", "Agree"]]
    assert ends(found_in(write(tmp_path / "a.xlsx", rows))) == {"A": (1, 7), "B": (1, 7)}


@pytest.mark.parametrize(
    ("heading", "values", "kind"),
    [
        ("Contact", ["a@example.org", "b@example.org"], "personal"),
        ("When", ["7/2/20 11:00:22", "8/2/20 11:00:22"], "personal"),
        ("Where from", ["192.0.2.1", "192.0.2.7"], "personal"),
        ("Reach me", ["01632 960 001", "01632 960 002"], "personal"),
        ("What is your name?", ["A", "B"], "personal"),
        ("ID", [1, 2], "personal"),
        ("", [1, 2], "personal"),
        ("Team", ["North", "South"], "choice"),
        ("Site", ["North", "North"], "choice"),
        ("Why", ["Because of time", "Who knows"], "ignored"),
        ("Cost", [1, 2], "ignored"),
        ("Answering the phone", [1, 2], "rating"),
        ("We can name our aims", ["Agree", "Agree"], "likert"),
        ("Often", ["Often", "Never"], "likert"),
    ],
)
def test_kinds_of_columns(tmp_path: Path, heading: str, values: list[Any], kind: str) -> None:
    rows = [["Q", heading, "R", "S"], *([4, value, 5, 3] for value in values)]
    found = found_in(write(tmp_path / "a.xlsx", rows))
    assert kinds(found)[heading or "Column B"] == kind


def test_repeated_and_missing_headings_get_names(tmp_path: Path) -> None:
    found = found_in(
        write(tmp_path / "a.xlsx", [["Q", "Q", None, "Q"], [5, 4, 3, 4], [2, 2, 2, 2]])
    )
    assert list(kinds(found)) == ["Q", "Q (2)", "Column C", "Q (3)"]


def test_a_question_known_by_name_is_never_taken_for_something_else(tmp_path: Path) -> None:
    rows = [["Trust", "Name"], ["03/04", 60], ["04/05", 80]]
    path = write(tmp_path / "a.xlsx", rows)
    with pytest.raises(BallotFileError):
        found_in(path)
    known = found_in(path, Question("trust", "Trust"), Question("x", "Name"))
    assert kinds(known) == {"Trust": "rating", "Name": "rating"}


def test_words_in_the_first_row_are_not_its_headings(tmp_path: Path) -> None:
    rows = [["Survey of 3 April"], ["Q1", "Q2"], ["Agree", "Agree"], ["Agree", "Disagree"]]
    found = found_in(write(tmp_path / "a.xlsx", rows))
    assert (found.heading_row, found.people) == (1, (2, 3))


def test_an_answer_that_sounds_like_a_heading_is_none(tmp_path: Path) -> None:
    rows = [["Which of these?", "Q1"], ["C", 4], ["User", 5], ["A", 5]]
    found = found_in(write(tmp_path / "a.xlsx", rows), Question("c", "C"))
    assert (found.heading_row, found.people) == (0, (1, 2, 3))
