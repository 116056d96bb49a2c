"""The data of issues as CSV, without names: a table for those who calculate with it."""

import csv
import io
from collections.abc import Sequence
from datetime import date

from spdesk.exchange.reports.data_rows import COLUMNS, DataRow
from spdesk.exchange.reports.safe import safe_cell


def write_csv(rows: Sequence[DataRow]) -> bytes:
    """The rows as CSV in UTF-8 with a byte order mark, which tells Excel that it is UTF-8.

    Everything stands in quotes, so that no other separator can begin a cell, and no cell is a
    formula. Days are written as 2026-11-02.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_cell(getattr(row, column)) for column in COLUMNS])
    return text.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return safe_cell(value)
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:.15g}" if isinstance(value, float) else str(value)
