"""A blank table for ballots, to be filled in by hand and read again."""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from spdesk.core.rounds import RatingScale
from spdesk.core.speak import score_words
from spdesk.core.translation import translate
from spdesk.exchange.ballots.recognise import Question
from spdesk.exchange.ballots.table import BallotFileError, column_letter
from spdesk.exchange.reports.save import ReportError, put_file

XLSX, CSV = ".xlsx", ".csv"

_LONG_AGO = datetime(2000, 1, 1)  # noqa: DTZ001  xlsx knows no zones; nobody shall see when
_ZIP_TIME = (2000, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_FORMULA_STARTS = ("=", "+", "-", "@")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")
_BLANK_ROWS = 200
"""Rows below the headings that are checked while somebody types."""

_WIDTH = 22
"""Of a column, in digits."""


def write_template(path: Path, questions: Sequence[Question], scale: RatingScale) -> None:
    """Write a blank table, as xlsx or CSV by the name's ending.

    The same questions give the same bytes. No cell is a formula. Raises BallotFileError when the
    ending is another one, there is no question, or the file cannot be written.
    """
    if not questions:
        raise BallotFileError(
            translate("exchange", "{name} was not written: there are no questions to ask.").format(
                name=path.name
            )
        )
    makers = {XLSX: _workbook, CSV: _delimited}
    maker = makers.get(path.suffix.lower())
    if maker is None:
        raise BallotFileError(
            translate(
                "exchange", "{name} was not written: its name must end in .xlsx or .csv."
            ).format(name=path.name)
        )
    content = maker(_rows(questions, scale), scale)
    try:
        put_file(path, content, overwrite=True)
    except ReportError as error:
        raise BallotFileError(str(error)) from error


def _rows(questions: Sequence[Question], scale: RatingScale) -> list[list[str]]:
    """Two lines of help, the hints, and the headings right above the first ballot."""
    return [
        [translate("exchange", "One row for each person. No names.")],
        [
            translate(
                "exchange",
                "Answer with {low} to {high}. Leave a cell empty for no answer, and write ? for “can't "
                "say”.",
            ).format(low=score_words(scale.low), high=score_words(scale.high))
        ],
        [_clean(question.hint) for question in questions],
        [_clean(question.heading) for question in questions],
    ]


def _clean(text: str) -> str:
    return _CONTROLS.sub("", text)


def _escaped(text: str) -> str:
    """With an apostrophe where a spreadsheet would start to calculate."""
    return f"'{text}" if text.lstrip().startswith(_FORMULA_STARTS) else text


def _delimited(rows: list[list[str]], _scale: RatingScale) -> bytes:
    text = io.StringIO(newline="")
    # All in quotes, so that a semicolon in a heading is never taken for the delimiter.
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    width = len(rows[-1])
    for row in rows:
        writer.writerow([_escaped(cell) for cell in row] + [""] * (width - len(row)))
    return text.getvalue().encode("utf-8-sig")  # the mark tells Excel that it is UTF-8


def _workbook(rows: list[list[str]], scale: RatingScale) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415  slow, and only for files
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    workbook = Workbook()
    workbook.properties.creator = "SP Desk"
    workbook.properties.created = _LONG_AGO
    sheet = workbook.worksheets[0]
    sheet.title = translate("exchange", "Ballots")
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column, _escaped(text) or None)
            if text:
                cell.data_type = "s"  # never a formula, whatever it begins with
            if number > 2:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == len(rows):
                cell.font = Font(bold=True)
    last = column_letter(len(rows[-1]) - 1)
    for column in range(len(rows[-1])):
        sheet.column_dimensions[column_letter(column)].width = _WIDTH
    sheet.freeze_panes = f"A{len(rows) + 1}"
    # "information" warns of another number and still takes it, because of the "?".
    check = DataValidation(
        type="decimal",
        operator="between",
        formula1=f"{scale.low:g}",
        formula2=f"{scale.high:g}",
        errorStyle="information",
        error=translate(
            "exchange", "The ballot asks for {low} to {high}, or ? for can't say."
        ).format(low=f"{scale.low:g}", high=f"{scale.high:g}"),
        allow_blank=True,
    )
    check.add(f"A{len(rows) + 1}:{last}{len(rows) + _BLANK_ROWS}")
    sheet.add_data_validation(check)
    content = io.BytesIO()
    workbook.save(content)
    return _timeless(content)


def _timeless(content: io.BytesIO) -> bytes:
    """The same workbook without the time of its making."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(content) as made,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for part in made.infolist():
            data = made.read(part)
            if part.filename == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z", data)
            entry = zipfile.ZipInfo(part.filename, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(entry, data)
    return result.getvalue()
