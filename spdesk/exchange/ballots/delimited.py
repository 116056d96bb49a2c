"""Tables of text: CSV with commas, semicolons or tabs, in the encodings that spreadsheets write."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from spdesk.core.translation import translate
from spdesk.exchange.ballots.table import BallotFileError, Cell, Table, TableMaker

_DELIMITERS = ",;\t"
_SAMPLE = 200
"""Rows that decide which delimiter a file has."""

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
"""No text holds these; a tab and the ways to end a line and a page do not count."""

_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""Excel's own first line, which names the delimiter and is no row."""


def read_delimited(content: bytes, file: str) -> Table:
    """The table in a text file. Raises BallotFileError when it is no text or no table."""
    text = _text(content, file)
    named = _SEPARATOR_LINE.match(text)
    maker = TableMaker(file)
    if named:
        maker.add([])  # the line counts as row 1 of the file
        text = text[named.end() :]
    delimiter = named[1] if named else _delimiter(text)
    rows = _rows(text, delimiter)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return maker.table()
        except csv.Error as error:
            raise BallotFileError(
                translate(
                    "exchange",
                    "{file} has a quotation mark that is never closed, or one in the wrong place; save it "
                    "as xlsx or as CSV anew.",
                ).format(file=file)
            ) from error
        maker.add(list(map(_cell, row)))


def _text(content: bytes, file: str) -> str:
    try:
        text = _decoded(content)
    except UnicodeDecodeError as error:
        raise _no_table(file) from error
    if _CONTROLS.search(text):
        raise _no_table(file)
    return text


def _no_table(file: str) -> BallotFileError:
    return BallotFileError(
        translate(
            "exchange",
            "{file} is not a table: answers are read from an xlsx workbook or a CSV file.",
        ).format(file=file)
    )


def _decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")  # what Excel on Windows writes as plain "CSV"


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _cell(text: str) -> Cell:
    return text if text.strip() else None


def _delimiter(text: str) -> str:
    """The delimiter by which most rows are equally long; of two, the one that splits further.

    Counting alone would take the commas of "6,5;4,5" for delimiters. The heading has none, so by
    commas the rows differ.
    """
    return max(_DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _evenness(text: str, delimiter: str) -> tuple[int, int]:
    try:
        lengths = Counter(map(len, filter(None, islice(_rows(text, delimiter), _SAMPLE))))
    except csv.Error:
        return 0, 0
    return max(((count, length) for length, count in lengths.items() if length > 1), default=(0, 1))
