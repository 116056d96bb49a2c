"""The visible sheets of an xlsx workbook, read by openpyxl."""

import datetime
import io
import math
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from spdesk.core.translation import translate
from spdesk.exchange.ballots.archive import check_archive
from spdesk.exchange.ballots.table import BallotFileError, Cell, Moment, Table, TableMaker

_MOMENTS = (datetime.datetime, datetime.date, datetime.time, datetime.timedelta)


def read_sheets(content: bytes, file: str) -> list[Table | BallotFileError]:
    """The visible sheets with something in them, in the workbook's order.

    A sheet that is too large stands in the list as its refusal: another one may hold the answers.
    Raises BallotFileError when the workbook cannot be read or has no such sheet.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check_archive(archive, file)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl names what it leaves out: none of it is read
            sheets = list(_sheets(content, file))
    except BallotFileError:
        raise
    except Exception as error:  # a damaged workbook may raise anything at all
        raise _damaged(file) from error
    if not sheets:
        raise BallotFileError(
            translate("exchange", "{file} is empty: no visible sheet has anything in it.").format(
                file=file
            )
        )
    return sheets


def _damaged(file: str) -> BallotFileError:
    return BallotFileError(
        translate(
            "exchange",
            "{file} is damaged or no workbook: open it in a spreadsheet, save it anew, and read "
            "that.",
        ).format(file=file)
    )


def _sheets(content: bytes, file: str) -> Iterator[Table | BallotFileError]:
    from openpyxl import load_workbook  # noqa: PLC0415  slow, and only for files

    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in workbook.worksheets:
            if sheet.sheet_state != "visible":
                continue
            try:
                table = _table(sheet, file)
            except BallotFileError as refusal:
                yield refusal
                continue
            if table.rows:
                yield table
    finally:
        workbook.close()


def _table(sheet: Any, file: str) -> Table:
    sheet.reset_dimensions()  # some programs write a size that is not the sheet's
    maker = TableMaker(file, str(sheet.title))
    for row in sheet.iter_rows(values_only=True):
        maker.add(list(map(_cell, row)))
    return maker.table()


def _cell(value: object) -> Cell:
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        number = float(value)
        return number if math.isfinite(number) else str(value)
    if isinstance(value, _MOMENTS):
        return Moment(str(value))
    text = str(value).replace("_x000D_", "")  # how Excel writes the first half of a line's end
    return text if text.strip() else None
