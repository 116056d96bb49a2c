"""The blank table: the same bytes each time, no formulas, and filled in it comes back exactly."""

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from spdesk.core.performance import Scale
from spdesk.core.rounds import TRIAGE_SCALE, RatingScale, scale_of_ballots
from spdesk.exchange.ballots.collect import ballots_from
from spdesk.exchange.ballots.columns import whole_scale
from spdesk.exchange.ballots.headings import keys_of
from spdesk.exchange.ballots.mapping import propose
from spdesk.exchange.ballots.reading import read_table
from spdesk.exchange.ballots.recognise import Question, recognise
from spdesk.exchange.ballots.table import BallotFileError
from spdesk.exchange.ballots.template import write_template
from spdesk.guidance.library import guidance

TEN = whole_scale(1, 10)
QUESTIONS = (
    Question("trust", "=Trust", "How far?"),
    Question("time", "+Time, and people", "-1 is none"),
    Question("say", '@"Say"', ""),
)
ENDINGS = [".xlsx", ".csv"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_questions_give_the_same_bytes(
    tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / f"a{ending}", tmp_path / f"b{ending}"
    write_template(first, QUESTIONS, TEN)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    write_template(second, QUESTIONS, TEN)
    assert first.read_bytes() == second.read_bytes()


def test_a_workbook_tells_no_time_and_no_other_program(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_template(path, QUESTIONS, TEN)
    with zipfile.ZipFile(path) as archive:
        assert {part.date_time[0] for part in archive.infolist()} == {2000}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2000-01-01T00:00:00Z") == 2
    assert "SP Desk" in core


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    write_template(tmp_path / "a.xlsx", QUESTIONS, TEN)
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    write_template(tmp_path / "a.csv", QUESTIONS, TEN)
    content = (tmp_path / "a.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    cells = [c for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for c in row]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_blank_one_says_that_nobody_answered(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    write_template(path, QUESTIONS, TEN)
    with pytest.raises(BallotFileError, match="no answers yet"):
        recognise(read_table(path, QUESTIONS), QUESTIONS)


@pytest.mark.parametrize(
    ("name", "word"),
    [("a.ods", "end in .xlsx or .csv"), ("gone/a.csv", "was not written: there is no such folder")],
)
def test_what_cannot_be_written(tmp_path: Path, name: str, word: str) -> None:
    with pytest.raises(BallotFileError, match=word):
        write_template(tmp_path / name, QUESTIONS, TEN)
    with pytest.raises(BallotFileError, match="no questions"):
        write_template(tmp_path / "a.csv", (), TEN)


def fill(path: Path, rows: list[list[Any]]) -> None:
    """Type the rows below the headings, as people do."""
    if path.suffix == ".csv":
        with path.open("a", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return
    workbook = load_workbook(path)
    for number, row in enumerate(rows, start=5):
        for column, value in enumerate(row, start=1):
            workbook.worksheets[0].cell(number, column, value)
    workbook.save(path)


def comes_back(
    path: Path, questions: tuple[Question, ...], scale: RatingScale, rows: list[list[Any]]
) -> None:
    write_template(path, questions, scale)
    fill(path, rows)
    table = read_table(path, questions)
    found = recognise(table, questions)
    got = ballots_from(table, found, propose(table, found, questions, scale), scale, questions)
    wanted = [
        {
            question.id: None if value == "?" else value
            for question, value in zip(questions, row, strict=True)
            if value is not None
        }
        for row in rows
    ]
    assert sorted(map(repr, got.ballots)) == sorted(map(repr, wanted))
    assert got.skipped == ()


SCALES = st.sampled_from(
    [
        TRIAGE_SCALE,
        TEN,
        whole_scale(1, 5),
        scale_of_ballots(Scale(1, 5, 1)),
        scale_of_ballots(Scale(1, 100, 5)),
    ]
)
NAMES = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20)
    .map(lambda text: f"What {text}".strip())
    .filter(lambda text: len(keys_of(text)) == 1),
    min_size=1,
    max_size=6,
    unique_by=lambda text: keys_of(text)[0],
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=NAMES, scale=SCALES, data=st.data(), ending=st.sampled_from(ENDINGS))
def test_filled_in_it_comes_back_exactly(
    tmp_path: Path, names: list[str], scale: RatingScale, data: st.DataObject, ending: str
) -> None:
    questions = tuple(Question(f"id{n}", name, "Hint") for n, name in enumerate(names))
    value = st.one_of(st.none(), st.just("?"), st.sampled_from([float(v) for v in scale.values]))
    row = st.lists(value, min_size=len(names), max_size=len(names)).filter(
        lambda cells: any(cell is not None for cell in cells)
    )
    comes_back(tmp_path / f"a{ending}", questions, scale, data.draw(st.lists(row, min_size=1)))


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_semicolon_in_the_only_heading_splits_nothing(tmp_path: Path, ending: str) -> None:
    comes_back(tmp_path / f"a{ending}", (Question("id0", "What ;0", "Hint"),), TEN, [["?"]])


@pytest.mark.parametrize("ending", ENDINGS)
def test_our_own_questions_come_back(tmp_path: Path, ending: str) -> None:
    factors = tuple(Question(f.id, f.name, f.question) for f in guidance().factors.factors)
    comes_back(tmp_path / f"a{ending}", factors, TEN, [[7.0] * len(factors), [2.0] * len(factors)])
    criteria = tuple(Question(c.id, c.question, c.hint) for c in guidance().triage.criteria)
    rows = [[3.0] * len(criteria), ["?", *[0.0] * (len(criteria) - 1)]]
    comes_back(tmp_path / f"b{ending}", criteria, TRIAGE_SCALE, rows)
