"""Cells as they stand in the file: encodings, delimiters, sheets."""

import re
from datetime import datetime, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spdesk.exchange.ballots.reading import read_table
from spdesk.exchange.ballots.table import Moment, column_letter
from tests.exchange.files import SHEET, part_of, with_part, workbook_bytes, write

HEAD_AND_ROW = (("C", "Zoë – 1"), ("6,5", "5"))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"], ids=["utf-8", "bom", "utf-16", "cp1252"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_encodings(tmp_path: Path, encoding: str, end: str) -> None:
    text = f"C;Zoë – 1{end}6,5;5{end}"
    assert read_table(write(tmp_path / "a.csv", text.encode(encoding))).rows == HEAD_AND_ROW


def test_big_endian_utf_16(tmp_path: Path) -> None:
    content = b"\xfe\xff" + "C;Zoë – 1\n6,5;5".encode("utf-16-be")
    assert read_table(write(tmp_path / "a.csv", content)).rows == HEAD_AND_ROW


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("C,I\n5,6\n", (("C", "I"), ("5", "6"))),
        ("C\tI\n5,5\t6\n", (("C", "I"), ("5,5", "6"))),
        (
            "C;I;CR\n6,5;5,5;4,5\n7,5;6,5;2,5\n",
            (("C", "I", "CR"), ("6,5", "5,5", "4,5"), ("7,5", "6,5", "2,5")),
        ),
        ("Name,Pick\nA,a;b;\nB,b;\n", (("Name", "Pick"), ("A", "a;b;"), ("B", "b;"))),
        ("Trust, and more;I\n5;6\n5;7\n", (("Trust, and more", "I"), ("5", "6"), ("5", "7"))),
        ('"C\r\nscore",I\r\n5,6\r\n', (("C\r\nscore", "I"), ("5", "6"))),
        ("Score\n5\n6\n", (("Score",), ("5",), ("6",))),
        ("sep=;\nC;I\n5;6\n", ((None, None), ("C", "I"), ("5", "6"))),
        ("C,I\n\n5,6\n,\n\n", (("C", "I"), (None, None), ("5", "6"))),
        ("C,I\n5\n", (("C", "I"), ("5", None))),
        ('a "b" c,I\n5,6\n', (('a "b" c', "I"), ("5", "6"))),
    ],
    ids=repr,
)
def test_delimiters_and_rows(tmp_path: Path, text: str, rows: object) -> None:
    assert read_table(write(tmp_path / "a.csv", text)).rows == rows


@pytest.mark.parametrize("heading", ["PK", "BM", "MZ", "ID3", "GIF8", "II"])
def test_a_heading_is_not_taken_for_another_kind_of_file(tmp_path: Path, heading: str) -> None:
    table = read_table(write(tmp_path / "a.csv", f"{heading},I\n5,6\n"))
    assert table.rows[0] == (heading, "I")


def test_cells_of_a_workbook(tmp_path: Path) -> None:
    noon = datetime(2025, 4, 3, 12)  # noqa: DTZ001  as Excel keeps it
    rows = [["C", "When", "Time", "Yes", "Text"], [6, noon, time(9, 30), True, "a\nb"], [None, 6.5]]
    table = read_table(write(tmp_path / "a.xlsx", rows))
    assert (table.file, table.sheet) == ("a.xlsx", "Sheet1")
    assert table.rows[1] == (6.0, Moment("2025-04-03 12:00:00"), Moment("09:30:00"), "TRUE", "a\nb")
    assert table.rows[2] == (None, 6.5, None, None, None)


def test_the_name_of_a_file_does_not_count(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [["C"], [5]])
    assert read_table(path).rows == (("C",), (5.0,))
    assert read_table(write(tmp_path / "b.xlsx", "C\n5\n")).rows == (("C",), ("5",))


def test_texts_that_are_shared_between_cells_as_excel_keeps_them(tmp_path: Path) -> None:
    good = workbook_bytes({"Sheet1": [["x"], [5]]})
    sheet = part_of(good, SHEET)
    shared = re.sub(rb'<c r="A1".*?</c>', b'<c r="A1" t="s"><v>0</v></c>', sheet)
    strings = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1">'
        b"<si><r><t>Trust_x000D_\n</t></r><r><t>and more</t></r></si></sst>"
    )
    types = part_of(good, "[Content_Types].xml").replace(
        b"</Types>",
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    )
    content = with_part(good, SHEET, shared)
    content = with_part(content, "xl/sharedStrings.xml", strings)
    content = with_part(content, "[Content_Types].xml", types)
    assert read_table(write(tmp_path / "a.xlsx", content)).rows == (("Trust\nand more",), (5.0,))


def test_a_wrong_size_in_the_sheet_does_not_matter(tmp_path: Path) -> None:
    good = workbook_bytes({"Sheet1": [["C", "I"], [5, 6]]})
    sheet = part_of(good, SHEET).replace(b'ref="A1:B2"', b'ref="A1"')
    table = read_table(write(tmp_path / "a.xlsx", with_part(good, SHEET, sheet)))
    assert table.rows == (("C", "I"), (5.0, 6.0))


ANSWERS = [["C", "I"], [5, 6], [6, 7]]
NOTES = [["Notes"], ["Bring the keys"]]


def test_the_sheet_with_answers_is_taken(tmp_path: Path) -> None:
    sheets = {"Notes": NOTES, "Answers": ANSWERS, "Empty": []}
    assert read_table(write(tmp_path / "a.xlsx", sheets)).sheet == "Answers"


def test_a_hidden_sheet_is_not_read(tmp_path: Path) -> None:
    content = workbook_bytes({"Old": [*ANSWERS, [7, 7]], "New": ANSWERS}, hidden=["Old"])
    assert read_table(write(tmp_path / "a.xlsx", content)).sheet == "New"


def test_mentimeters_sheet_comes_before_any_other(tmp_path: Path) -> None:
    sheets = {"Results": [*ANSWERS, [7, 7]], "Voters": ANSWERS}
    assert read_table(write(tmp_path / "a.xlsx", sheets)).sheet == "Voters"


def test_a_sheet_that_is_too_long_hides_no_other(tmp_path: Path) -> None:
    sheets = {"Data": [["x"], *([[n] for n in range(5_001)])], "Answers": ANSWERS}
    assert read_table(write(tmp_path / "a.xlsx", sheets)).sheet == "Answers"


CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff"),
    max_size=8,
).map(lambda text: text.strip())


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5))
def test_a_workbook_gives_back_its_texts(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    given_rows = [["Start", "b", "c"], *([f"x{text}" for text in row] for row in rows)]
    table = read_table(write(tmp_path / "a.xlsx", given_rows))
    assert [list(row) for row in table.rows] == given_rows


def test_columns_are_named_as_spreadsheets_do() -> None:
    assert [column_letter(index) for index in (0, 25, 26, 51, 52, 701, 702)] == [
        *("A", "Z", "AA", "AZ", "BA", "ZZ", "AAA")
    ]
