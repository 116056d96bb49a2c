"""The action log: an Excel sheet with one row for each action and probe, to be filtered and kept.

Dates are dates, texts are never formulas, and the same issues give the same bytes.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil
from typing import Any

from openpyxl import Workbook as ExcelWorkbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo

from spdesk.core.translation import QT_TRANSLATE_NOOP, translate
from spdesk.exchange.reports.package import steady
from spdesk.exchange.reports.safe import excel_text, looks_like_formula
from spdesk.exchange.reports.words import OUTCOMES
from spdesk.workbook.model import Issue
from spdesk.workbook.plan import Action, Probe

COLUMNS: dict[str, float] = {
    QT_TRANSLATE_NOOP("exchange", "Issue"): 30,
    QT_TRANSLATE_NOOP("exchange", "Kind"): 9,
    QT_TRANSLATE_NOOP("exchange", "What"): 44,
    QT_TRANSLATE_NOOP("exchange", "Owner"): 20,
    QT_TRANSLATE_NOOP("exchange", "Due or review"): 15,
    QT_TRANSLATE_NOOP("exchange", "Measure, or what we would see"): 36,
    QT_TRANSLATE_NOOP("exchange", "Done or outcome"): 16,
    QT_TRANSLATE_NOOP("exchange", "From"): 30,
}
"""The columns with their widths, in digits."""

SHEET, TABLE = QT_TRANSLATE_NOOP("exchange", "Action log"), "ActionLog"
DATE_FORMAT = "dd mmm yyyy"
"""With the month as a word, nobody can read it the American way."""

_EARLIEST = date(1900, 3, 1)
"""Excel knows no day before 1900, and counts one in that February that never was."""

_LARGEST_ROW = 1_048_576
_LINE, _TALLEST = 13.5, 405.0
"""Points. Excel knows no taller row than 409."""

_TITLE_LINES = 3

Value = str | date
Row = tuple[Value, ...]


def write_action_log(issues: Sequence[Issue]) -> bytes:
    """The actions and probes of some issues as a .xlsx, in the order of the issues."""
    workbook = ExcelWorkbook()
    workbook.properties.creator = workbook.properties.lastModifiedBy = "SP Desk"
    workbook.properties.title = translate("exchange", SHEET)
    workbook.properties.language = "en-GB"
    sheet = workbook.worksheets[0]
    sheet.title = translate("exchange", SHEET)
    rows = [row for issue in issues for row in log_rows(issue)][: _LARGEST_ROW - 1]
    for column, heading in enumerate(COLUMNS, 1):
        _write(sheet, 1, column, translate("exchange", heading)).font = Font(
            name="Arial", size=10, bold=True
        )
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            _write(sheet, number, column, value)
        sheet.row_dimensions[number].height = _height(row)
    _shape(sheet, len(rows))
    content = io.BytesIO()
    workbook.save(content)
    return steady(content.getvalue())


def log_rows(issue: Issue) -> Iterator[Row]:
    """One row for each action and then for each probe of an issue, in the order of `COLUMNS`."""
    for action in issue.agreed.actions:
        yield _action(issue, action)
    for probe in issue.agreed.probes:
        yield _probe(issue, probe)


def _action(issue: Issue, action: Action) -> Row:
    return (
        issue.title,
        translate("exchange", "Action"),
        action.solution,
        action.owner,
        action.due or "",
        action.measure,
        action.done_on or translate("exchange", "open"),
        action.from_move,
    )


def _probe(issue: Issue, probe: Probe) -> Row:
    return (
        issue.title,
        translate("exchange", "Probe"),
        probe.attempt,
        probe.owner,
        probe.review_on or "",
        probe.works,
        OUTCOMES[probe.outcome],
        probe.from_move,
    )


def _write(sheet: Any, row: int, column: int, value: Value) -> Any:
    cell = sheet.cell(row, column)
    cell.font = Font(name="Arial", size=10)
    cell.alignment = Alignment(wrap_text=True, horizontal="left", vertical="top")
    if isinstance(value, date) and value >= _EARLIEST:
        cell.value = value
        cell.number_format = DATE_FORMAT
        return cell
    typed = value.isoformat() if isinstance(value, date) else value
    text = excel_text(typed)
    if text:
        cell.value = text
        cell.data_type = "s"  # an inline text: never a formula, whatever it begins with
        cell.quotePrefix = looks_like_formula(typed) or looks_like_formula(
            text
        )  # nor when somebody edits it
    return cell


def _height(row: Row) -> float:
    """In points: enough for the tallest cell, because not every program finds out by itself.

    The issue's title, which comes again in every row, takes no more than a few lines.
    """
    texts = zip(row, COLUMNS.values(), strict=True)
    title, *others = (_lines(value, width) for value, width in texts if isinstance(value, str))
    return min(max(min(title, _TITLE_LINES), *others) * _LINE, _TALLEST)


def _lines(text: str, width: float) -> int:
    return sum(max(1, ceil(len(line) / (width - 2))) for line in text.splitlines()) or 1


def _shape(sheet: Any, rows: int) -> None:
    """A real table with its filter; it needs one row, be it empty."""
    for column, width in enumerate(COLUMNS.values(), 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    table = Table(displayName=TABLE, ref=f"A1:{get_column_letter(len(COLUMNS))}{max(rows, 1) + 1}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(table)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
