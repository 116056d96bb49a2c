"""Folders of workbooks become tables: what is read, written, skipped and left alone."""

import csv
import json
import os
import sys
import tracemalloc
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook

from spdesk import cli
from spdesk.console.collate import ProgressBar, collate_data, collate_text
from spdesk.exchange.collate.collate import Collated, collate
from spdesk.exchange.collate.tables import TABLES, CollateError, Kind
from spdesk.guidance.library import guidance
from spdesk.version import __version__
from spdesk.workbook.format import to_text
from spdesk.workbook.model import Workbook
from tests.command_line import ROOT, assert_refused, start
from tests.exchange.collate_files import DAY, MARK, fill, issue_of, texts
from tests.rights import Right, without
from tests.workbook.strategies import whole_workbooks

KINDS = (".csv", ".xlsx", ".parquet")
DOCUMENT = ROOT / "docs" / "collate.md"
Rows = dict[str, list[tuple[Any, ...]]]


def run(folder: Path, out: Path, **options: Any) -> Collated:
    return collate(folder, out, guidance(), DAY, **options)


def read(done: Collated) -> Rows:
    """The written tables, by independent readers: csv, openpyxl and pyarrow."""
    tables: Rows = {}
    if done.files[0].suffix == ".xlsx":
        book = load_workbook(done.files[0])
        return {
            t.name: [tuple(r) for r in book[t.name].iter_rows(values_only=True)] for t in TABLES
        }
    for table, path in zip(TABLES, done.files, strict=True):
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as stream:
                tables[table.name] = [tuple(row) for row in csv.reader(stream)]
        else:
            data = pyarrow.parquet.read_table(path)
            rows = zip(*(column.to_pylist() for column in data.columns), strict=True)
            tables[table.name] = [tuple(data.column_names), *rows]
    return tables


def typed(tables: Rows) -> Rows:
    """What was read from CSV, with the types of its columns."""
    makers: dict[Kind, Callable[[str], Any]] = {
        Kind.WHOLE: int,
        Kind.NUMBER: float,
        Kind.FLAG: {"true": True, "false": False}.__getitem__,
        Kind.WORD: str,
    }
    return {
        table.name: [
            tables[table.name][0],
            *(
                tuple(
                    makers[column.kind](cell) if cell else None
                    for column, cell in zip(table.columns, row, strict=True)
                )
                for row in tables[table.name][1:]
            ),
        ]
        for table in TABLES
    }


@pytest.fixture(scope="module")
def practices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three hundred workbooks."""
    return fill(tmp_path_factory.mktemp("practices"), 300)


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """Three workbooks."""
    return fill(tmp_path / "in", 3)


def test_three_hundred_workbooks_say_the_same_in_every_kind_of_file(
    practices: Path, tmp_path: Path
) -> None:
    done = {kind: run(practices, tmp_path / f"all{kind}") for kind in KINDS}
    tables = {kind: read(one) for kind, one in done.items()}
    assert typed(tables[".csv"]) == tables[".xlsx"] == tables[".parquet"]
    for one in done.values():
        assert (one.workbooks, one.copies, one.skipped) == (300, 0, [])
        assert one.rows == {name: len(rows) - 1 for name, rows in tables[".csv"].items()}
    issues = tables[".parquet"]["issues"]
    assert len(issues) == 601
    assert [row[:2] for row in issues[1:]] == [(n, i) for n in range(1, 301) for i in (1, 2)]
    for table in TABLES:
        assert tables[".csv"][table.name][0] == table.heading
        for column, cells in zip(
            table.columns, zip(*tables[".parquet"][table.name][1:], strict=True), strict=True
        ):
            assert column.may_be_empty or None not in cells
    counts = {row[:2]: row[2] for row in tables[".parquet"]["counts"][1:]}
    assert counts["all", "all"] == 600
    assert any(counts.values())
    assert all(count is None or count >= 5 for count in counts.values())
    assert all(row[8] >= 5 for row in tables[".parquet"]["rounds"][1:])


def all_bytes(done: Collated) -> bytes:
    """All that was written; of xlsx and Parquet, which are packed, all that they unpack to."""
    packed = b"".join(path.read_bytes() for path in done.files)
    unpacked = repr(read(done)).encode()
    if done.files[0].suffix == ".parquet":
        unpacked += b"".join(str(pyarrow.parquet.read_schema(f)).encode() for f in done.files)
    return packed + unpacked


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_was_typed_gets_into_a_table(few: Path, tmp_path: Path, kind: str) -> None:
    for path in few.rglob("*.spdesk"):
        assert path.read_text(encoding="utf-8").count(MARK) > 40
    assert MARK.encode() not in all_bytes(run(few, tmp_path / f"all{kind}")).lower()


@settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(workbook=whole_workbooks())
def test_any_workbook_gives_only_numbers_and_known_words(
    workbook: Workbook, tmp_path: Path
) -> None:
    """Every word of a cell stands in the document, and nowhere else do words come from."""
    folder = tmp_path / "in"
    folder.mkdir(exist_ok=True)
    (folder / "one.spdesk").write_text(to_text(workbook), encoding="utf-8", newline="")
    done = run(folder, tmp_path / "all.csv", overwrite=True)
    known = words_of_the_document()
    for table in TABLES:
        for row in typed(read(done))[table.name][1:]:
            for column, cell in zip(table.columns, row, strict=True):
                assert column.kind is not Kind.WORD or cell is None or cell in known


def words_of_the_document() -> set[str]:
    """All that the document says in code signs, and the ids that it refers to."""
    library = guidance()
    ids = {a.id for a in library.approach.approaches} | {c.id for c in library.triage.criteria}
    ids |= {f.id for f in library.factors.factors} | {a.id for a in library.followership.axes}
    ids |= {"capabilities", "incentives", "relationships"}
    text = DOCUMENT.read_text(encoding="utf-8")
    return ids | {word.strip("`.,;()") for word in text.split()}


def test_the_document_names_every_column() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    for table in TABLES:
        section = text.split(f"\n## `{table.name}`\n")[1].split("\n## ")[0]
        assert f"One row is {table.meaning}." in section
        rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line[:1] == "|"]
        assert rows[2:] == [[f"`{c.name}`", c.kind.value, c.meaning] for c in table.columns]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_workbooks_give_the_same_bytes(few: Path, tmp_path: Path, kind: str) -> None:
    renamed = tmp_path / "renamed"
    for number, path in enumerate(sorted(few.rglob("*.spdesk"), reverse=True)):
        place = renamed / f"place {number}" / f"{number}.SPDESK"
        place.parent.mkdir(parents=True)
        place.write_bytes(path.read_bytes())
    first = [path.read_bytes() for path in run(few, tmp_path / f"a{kind}").files]
    again = [path.read_bytes() for path in run(renamed, tmp_path / f"b{kind}").files]
    assert first == again


def test_numbers_follow_neither_names_nor_a_workbook_from_set_to_set(tmp_path: Path) -> None:
    """Workbook n has n notes of dissent, so that it can be told from the others in the table."""

    def order(count: int) -> list[int]:
        folder = tmp_path / f"in-{count}"
        folder.mkdir()
        for number in range(count):
            notes = [{"id": f"n{n}", "text": "x"} for n in range(number)]
            one = Workbook(issues=(issue_of(0, minority_notes=notes),))
            (folder / f"{number:02}.spdesk").write_text(to_text(one), encoding="utf-8")
        return [int(row[-1]) for row in read(run(folder, tmp_path / f"{count}.csv"))["issues"][1:]]

    twelve, more = order(12), order(13)
    assert sorted(twelve) == list(range(12)) != twelve
    assert [number for number in more if number != 12] != twelve


def test_what_cannot_be_read_is_skipped_with_a_reason(few: Path, tmp_path: Path) -> None:
    (few / "broken.spdesk").write_text('{"format": "spdesk"', encoding="utf-8")
    (few / "newer.spdesk").write_text('{"format": "spdesk", "version": "2.0"}', encoding="utf-8")
    (few / "latin.spdesk").write_bytes(b'{"format": "\xe4"}')
    (few / "folder.spdesk").mkdir()
    (few / "folder.spdesk" / "other.spdesk").write_text("[]", encoding="utf-8")
    done = run(few, tmp_path / "all.csv")
    assert done.workbooks == 3
    names = [one.file for one in done.skipped]
    assert names == ["broken.spdesk", "folder.spdesk/other.spdesk", "latin.spdesk", "newer.spdesk"]
    assert "damaged" in done.skipped[0].reason
    assert "another version" in done.skipped[3].reason
    text = collate_text(done)
    assert all(f"  {one.file}: {one.reason}" in text for one in done.skipped)


def test_only_workbooks_are_looked_at(few: Path, tmp_path: Path) -> None:
    for name in ("a.spdesk.bak", ".~lock.a.spdesk#", ".spdesk-abcdefgh.tmp", "a.json", "spdesk"):
        (few / name).write_text("not looked at", encoding="utf-8")
    for name in ("._a.spdesk", "~a.spdesk", ".spdesk"):
        (few / name).write_text("not looked at", encoding="utf-8")
    done = run(few, tmp_path / "all.csv")
    assert (done.workbooks, done.skipped) == (3, [])


def test_a_folder_that_may_not_be_entered_is_skipped(few: Path, tmp_path: Path) -> None:
    closed = few / "closed"
    closed.mkdir()
    with without(Right.READ, closed):
        done = run(few, tmp_path / "all.csv")
    assert [one.file for one in done.skipped] == ["closed/"]


def test_copies_are_counted_and_told(few: Path, tmp_path: Path) -> None:
    path = next(few.glob("*.spdesk"))
    for number in (1, 2):
        (few / f"copy-{number}.spdesk").write_bytes(path.read_bytes())
    done = run(few, tmp_path / "all.csv")
    assert (done.workbooks, done.copies, done.rows["issues"]) == (5, 2, 10)
    assert "2 workbooks of these hold exactly the same as another." in collate_text(done)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_replaced_without_being_told(few: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    done = run(few, out / f"all{kind}")
    last = done.files[-1]
    for path in done.files[:-1]:
        path.unlink()
    last.write_bytes(b"mine")
    with pytest.raises(CollateError, match=f"{last.name} is there already, and nothing was"):
        run(few, out / f"all{kind}")
    assert [path.name for path in out.iterdir()] == [last.name]
    assert last.read_bytes() == b"mine"
    run(few, out / f"all{kind}", overwrite=True)
    assert last.read_bytes() != b"mine"
    assert sorted(out.iterdir()) == sorted(done.files)


@pytest.mark.parametrize("kind", KINDS)
def test_a_stop_in_the_middle_leaves_everything_as_it_was(
    few: Path, tmp_path: Path, kind: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    done = run(few, out / f"all{kind}")
    before = {path: path.read_bytes() for path in done.files}
    fill(few, 9)

    def stop(looked_at: int, _all: int) -> None:
        if looked_at == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(few, out / f"all{kind}", overwrite=True, progress=stop)
    assert {path: path.read_bytes() for path in out.iterdir()} == before


def test_more_rows_than_a_sheet_holds_are_refused(
    few: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("spdesk.exchange.collate.sheets.MOST_ROWS", 60)
    run(few, tmp_path / "all.xlsx")  # 46 counts and the heading fit
    (tmp_path / "all.xlsx").unlink()
    fill(few, 40)
    with pytest.raises(CollateError, match=r"choose \.parquet or \.csv"):
        run(few, tmp_path / "all.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_without_pyarrow_a_sentence_says_how_to_get_it(
    few: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)  # as Python marks what is not there
    with pytest.raises(CollateError, match=r'pip install "spdesk\[collate\]"'):
        run(few, tmp_path / "all.parquet")
    assert [path.name for path in tmp_path.iterdir()] == ["in"]
    run(few, tmp_path / "all.csv")


def test_parquet_explains_itself(few: Path, tmp_path: Path) -> None:
    done = run(few, tmp_path / "all.parquet")
    for table, path in zip(TABLES, done.files, strict=True):
        schema = pyarrow.parquet.read_schema(path)
        about = {name.decode(): text.decode() for name, text in schema.metadata.items()}
        assert about["table"] == table.name
        assert about["row"] == table.meaning
        assert about["made_by"] == f"SP Desk {__version__}"
        assert about["day"] == DAY.isoformat()
        for column in table.columns:
            field = schema.field(column.name)
            assert field.metadata[b"meaning"].decode() == column.meaning
            assert field.nullable is column.may_be_empty


def test_excel_gets_a_sheet_that_explains_and_no_formula(few: Path, tmp_path: Path) -> None:
    book = load_workbook(run(few, tmp_path / "all.xlsx").files[0])
    assert book.sheetnames == ["about", *(table.name for table in TABLES)]
    for sheet in book:
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} <= {"s", "n", "b"}
    for table in TABLES:
        assert book[table.name].freeze_panes == "A2"
        assert book[table.name].auto_filter.ref.startswith("A1:")
    assert book.properties.modified == book.properties.created


def test_memory_does_not_grow_with_the_number_of_workbooks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("spdesk.exchange.collate.collate._TIDY_EVERY", 25)

    def peak(count: int) -> int:
        folder = fill(tmp_path / f"in-{count}", count)
        tracemalloc.start()
        try:
            run(folder, tmp_path / f"{count}.csv")
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(150)  # what is made once, such as the model, and what Python keeps for the next time
    # The text alone of 200 workbooks takes 2,600,000 bytes, and their rows more than 400,000.
    assert peak(250) - peak(50) < 200_000


def test_the_command_writes_prints_and_counts(few: Path, tmp_path: Path) -> None:
    (few / "broken.spdesk").write_text("{", encoding="utf-8")
    out = tmp_path / "all.csv"
    code, printed, err = start("collate", str(few), "--out", str(out), "--day=2026-11-02")
    assert (code, err) == (0, "")
    assert "3 workbooks read: 6 issues" in printed
    assert "all_counts.csv" in printed
    assert "Skipped: 1.\n  broken.spdesk: " in printed
    again = start("collate", str(few), "--out", str(out), "--day=2026-11-02")
    assert_refused(again, "all_issues.csv", "--overwrite")
    code, printed, err = start(
        "collate", str(few), "--out", str(out), "--day=2026-11-02", "--overwrite", "--json"
    )
    assert (code, err) == (0, "")
    data = json.loads(printed)
    assert data == collate_data(run(few, out, overwrite=True))
    assert [Path(name).name for name in data["files"]] == [f"all_{t.name}.csv" for t in TABLES]


SAYS_TOO_LONG = pytest.mark.skipif(os.name == "nt", reason="Windows says that it is not there")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("{in}", "--out", "{tmp}/all.txt"), ".parquet, .csv or .xlsx"),
        (("{in}", "--out", "{tmp}/none/all.csv"), "no folder"),
        (("{tmp}/none", "--out", "{tmp}/all.csv"), "no folder called"),
        (("{tmp}/file", "--out", "{tmp}/all.csv"), "is not a folder"),
        pytest.param(
            ("{tmp}/{long}", "--out", "{tmp}/all.csv"),
            "cannot be read: file name too long",
            marks=SAYS_TOO_LONG,
        ),
        pytest.param(
            ("{in}", "--out", "{tmp}/{long}.csv"),
            "was not written: file name too long",
            marks=SAYS_TOO_LONG,
        ),
        (("{tmp}/empty", "--out", "{tmp}/all.csv"), "holds no workbook"),
        (("{tmp}/bad", "--out", "{tmp}/all.csv"), "The first of 2: a.spdesk: a.spdesk is not"),
        (("{in}", "--out", "{tmp}/all.csv", "--day=tomorrow"), "2026-11-02"),
        (("{in}",), "--out"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_line(
    few: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], arguments: Any, words: str
) -> None:
    for name in ("empty", "bad"):
        (tmp_path / name).mkdir()
    for name in ("bad/a.spdesk", "bad/b.spdesk", "file"):
        (tmp_path / name).write_text("{", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    places = {"in": few, "tmp": tmp_path, "long": "x" * 300}
    filled = [part.format(**places) for part in arguments]
    try:
        code = cli.run(["collate", *filled])
    except SystemExit as ended:
        code = int(ended.code or 0)
    shown = capfd.readouterr()
    assert_refused((code, shown.out, shown.err), words)
    assert sorted(tmp_path.rglob("*")) == before


def test_todays_day_counts_when_none_is_given(few: Path, tmp_path: Path) -> None:
    before = date.today()  # noqa: DTZ011
    code, printed, _ = start("collate", str(few), "--out", str(tmp_path / "a.csv"), "--json")
    assert code == 0
    assert before <= date.fromisoformat(json.loads(printed)["day"]) <= date.today()  # noqa: DTZ011


def test_no_command_for_the_desktop_imports_pyarrow_or_collate() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "spdesk").rglob("*.py"))
    assert "import pyarrow" not in text
    for path in (ROOT / "spdesk" / "ui").rglob("*.py"):
        assert "collate" not in path.read_text(encoding="utf-8")


class _Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_the_bar_grows_on_a_terminal_and_goes_away() -> None:
    terminal = _Terminal()
    bar = ProgressBar(terminal)
    for done in range(2001):
        bar.show(done, 2000)
    drawn = terminal.getvalue().split("\r")[1:]
    assert drawn[0] == f"[{'.' * 30}] 0 % of 2,000 workbooks"
    assert drawn[50] == f"[{'#' * 15}{'.' * 15}] 50 % of 2,000 workbooks"
    assert len(drawn) == 101
    bar.clear()
    assert terminal.getvalue().endswith(f"\r{' ' * len(drawn[-1])}\r")


@pytest.mark.parametrize("stream", [StringIO(), None])
def test_there_is_no_bar_elsewhere(stream: StringIO | None) -> None:
    bar = ProgressBar(stream)
    bar.show(1, 2)
    bar.clear()
    assert stream is None or stream.getvalue() == ""


def test_the_generated_workbooks_differ() -> None:
    made = [text for _, text in zip(range(60), texts(), strict=False)]
    assert len(set(made)) == 60
