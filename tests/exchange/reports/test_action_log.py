"""The action log, opened again by openpyxl: one row an action or probe, real dates, a real table."""

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl import load_workbook

from spdesk.exchange.reports.record import issues_of
from spdesk.exchange.reports.workbook_log import COLUMNS, write_action_log
from spdesk.workbook.model import Issue
from spdesk.workbook.plan import Action, Plan
from tests.exchange.reports.samples import full_workbook


def _sheet(*issues: Issue) -> Any:
    return load_workbook(io.BytesIO(write_action_log(issues))).worksheets[0]


def _with(*actions: Action) -> Issue:
    return Issue(id="i", title="x", agreed=Plan(actions=actions))


@pytest.fixture(scope="module")
def sheet() -> Any:
    return _sheet(*issues_of(full_workbook()))


def _day(*parts: int) -> datetime:
    return datetime.combine(date(*parts), time())


def _rows(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True))


def test_one_row_an_action_or_probe(sheet: Any) -> None:
    head, *rows = _rows(sheet)
    assert head == tuple(COLUMNS)
    title = "Patients who keep missing appointments"
    assert rows == [
        (title, "Action", "Two more lines", "Odd Owner", _day(2026, 11, 2),
         "Nobody waits ten minutes", "open", "Mend what is plain"),
        (title, "Action", "A sign at the door", None, None, None, _day(2026, 10, 1), None),
        (title, "Probe", "Cancel by text", "Prue Prober", _day(2027, 1, 11),
         "Half say so the day before", "changed", None),
        (title, "Probe", "Ask ten who did not come", None, None, None, "open", None),
    ]  # fmt: skip


def test_dates_are_dates_that_nobody_can_misread(sheet: Any) -> None:
    assert sheet["E2"].is_date
    assert sheet["E2"].number_format == "dd mmm yyyy"


def test_a_real_table_with_its_filter_and_a_head_that_stays(sheet: Any) -> None:
    table = sheet.tables["ActionLog"]
    assert table.ref == "A1:H5"
    assert table.autoFilter.ref == "A1:H5"
    assert [column.name for column in table.tableColumns] == list(COLUMNS)
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert all(sheet.column_dimensions[c].width >= 9 for c in "ABCDEFGH")
    assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row)


def test_without_a_plan_the_table_is_empty_and_sound() -> None:
    sheet = _sheet(Issue(id="i", title="x"))
    assert _rows(sheet)[0] == tuple(COLUMNS)
    assert sheet.tables["ActionLog"].ref == "A1:H2"
    assert _sheet().tables["ActionLog"].ref == "A1:H2"


def test_thirty_actions_stand_in_thirty_rows() -> None:
    sheet = _sheet(_with(*(Action(id=f"a{n}", solution=f"Do {n}") for n in range(30))))
    assert sheet.tables["ActionLog"].ref == "A1:H31"
    assert [row[2] for row in _rows(sheet)[1:]] == [f"Do {n}" for n in range(30)]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", ' "=1', "＝1", "#N/A", "1"]
)
def test_what_looks_like_a_formula_stays_text(text: str) -> None:
    content = write_action_log([_with(Action(id="a", solution=text, measure=text))])
    cell = load_workbook(io.BytesIO(content)).worksheets[0]["F2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix == (text not in ("#N/A", "1"))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


def test_days_that_excel_does_not_know_are_written_out() -> None:
    sheet = _sheet(_with(Action(id="a", solution="x", due=date(1066, 10, 14))))
    assert sheet["E2"].value == "1066-10-14"


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    sheet = _sheet(_with(Action(id="a", solution="📅" * 20_000)))
    assert sheet["C2"].value == "📅" * 16_383 + "…"


def test_what_looks_like_excels_own_escape_is_not_read_as_one() -> None:
    content = write_action_log([_with(Action(id="a", solution="a_x0041_b"))])
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert "a_x005F_x0041_b" in package.read("xl/worksheets/sheet1.xml").decode()
