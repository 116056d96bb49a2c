"""Whatever is no table of ballots is refused in one sentence, quickly, and nothing is changed."""

import contextlib
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spdesk.exchange.ballots.reading import read_table
from spdesk.exchange.ballots.recognise import Question, recognise
from spdesk.exchange.ballots.table import BallotFileError
from tests.exchange.files import SHEET, part_of, with_part, workbook_bytes, write, wrong_files

WRONG = wrong_files()


def refusal(path: Path) -> str:
    with pytest.raises(BallotFileError) as caught:
        recognise(read_table(path))
    return str(caught.value)


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_refused_in_one_sentence_that_names_it(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, WRONG[name])
    said = refusal(path)
    assert said.startswith(name)
    assert said.endswith(".")
    assert len(said.splitlines()) == 1
    assert ". " not in said.removeprefix(name)
    assert str(tmp_path) not in said
    assert path.read_bytes() == WRONG[name]
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("budget.xlsx", "looked for"),
        ("budget.csv", "looked for"),
        ("picture.png", "a picture"),
        ("picture.xlsx", "a picture"),
        ("paper.pdf", "a PDF"),
        ("locked.xlsx", "password"),
        ("old.xls", "old office program"),
        ("letter.docx", "a text document"),
        ("table.ods", "OpenDocument"),
        ("cut.xlsx", "damaged"),
        ("no-sheet.xlsx", "empty"),
        ("bomb.xlsx", "unpacks"),
        ("many-bombs.xlsx", "unpacks"),
        ("entities.xlsx", "entities"),
        ("outside.xlsx", "entities"),
        ("far-row.xlsx", "more than 5,000 rows"),
        ("empty.csv", "empty"),
        ("blank.csv", "empty"),
        ("quote.csv", "quotation mark"),
        ("wide.csv", "more than 500 columns"),
    ],
)
def test_the_sentence_says_what_is_wrong(tmp_path: Path, name: str, word: str) -> None:
    assert word in refusal(write(tmp_path / name, WRONG[name]))


def test_known_headings_without_answers_say_so(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "Capabilities,Incentives\n")
    table = read_table(path)
    with pytest.raises(BallotFileError, match="no answers yet"):
        recognise(table, [Question("capabilities", "Capabilities")])


def test_what_is_no_file_at_all(tmp_path: Path) -> None:
    assert "folder" in refusal(tmp_path)
    gone = tmp_path / "gone.csv"
    with pytest.raises(FileNotFoundError) as caught:
        gone.stat()
    # The reason is the system's own: other words, or another language, on other systems.
    assert refusal(gone) == f"gone.csv cannot be read: {caught.value.strerror}."
    assert "cannot be read" in refusal(tmp_path / ("x" * 5000))
    assert "cannot be read" in refusal(Path("a\0b"))


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(20_000_001)
    assert "20 MB" in refusal(path)


@pytest.mark.parametrize("name", ["long.csv", "long.xlsx"])
def test_a_hundred_thousand_rows_are_refused_without_loading_them(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    if name.endswith("csv"):
        path.write_text("C,I,CR\n" + "5,6,7\n" * 100_000, encoding="utf-8")
    else:
        row = '<row r="{0}"><c r="A{0}"><v>5</v></c><c r="B{0}"><v>6</v></c></row>'
        rows = "".join(row.format(n) for n in range(2, 100_002))
        good = workbook_bytes({"Sheet1": [["C", "I"]]})
        sheet = part_of(good, SHEET).replace(b"</sheetData>", f"{rows}</sheetData>".encode())
        path.write_bytes(with_part(good, SHEET, sheet))
    began = time.perf_counter()
    assert "more than 5,000 rows" in refusal(path)
    assert time.perf_counter() - began < 10
    tracemalloc.start()
    try:
        refusal(path)
        assert tracemalloc.get_traced_memory()[1] < 40_000_000
    finally:
        tracemalloc.stop()


def test_five_thousand_rows_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("C,I\n" + "5,6\n" * 4_999, encoding="utf-8")
    assert len(recognise(read_table(path)).people) == 4_999


def reads_or_refuses(path: Path) -> None:
    with contextlib.suppress(BallotFileError):
        recognise(read_table(path))


FUZZ = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@FUZZ
@given(content=st.binary(max_size=400))
def test_random_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    reads_or_refuses(write(tmp_path / "a.csv", content))
    reads_or_refuses(write(tmp_path / "a.xlsx", b"PK\x03\x04" + content))


@FUZZ
@given(content=st.text(alphabet=st.sampled_from("1357,;\t\"'\n\r aCI£\ufeff\x85½-/:"), max_size=80))
def test_random_tables_are_read_or_refused(tmp_path: Path, content: str) -> None:
    reads_or_refuses(write(tmp_path / "a.csv", content))


GOOD = workbook_bytes(
    {"One": [["Title"], ["C", "I"], [5, "Agree"], [7, "4 - Agree"]], "Two": [[1]]}
)


@FUZZ
@given(data=st.data())
def test_a_damaged_workbook_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    reads_or_refuses(write(tmp_path / "a.xlsx", bytes(content)))


PARTS = ("xl/workbook.xml", "xl/styles.xml", SHEET, "[Content_Types].xml")


@FUZZ
@given(data=st.data())
def test_damaged_xml_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(PARTS))
    xml = bytearray(part_of(GOOD, name))
    start = data.draw(st.integers(0, len(xml) - 1))
    xml[start : start + data.draw(st.integers(0, 40))] = data.draw(
        st.sampled_from([b"", b"9" * 30, b'"', b"<c/>", b"-1", b"\xff", b"1e999", b"NaN"])
    )
    reads_or_refuses(write(tmp_path / "a.xlsx", with_part(GOOD, name, bytes(xml))))
