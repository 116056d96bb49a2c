"""A table of cells as it stands in somebody's file, before anything in it is understood."""

from dataclasses import dataclass

from spdesk.core.errors import SpDeskError
from spdesk.core.translation import translate

LARGEST_FILE = 20_000_000
"""Bytes. The answers of a whole conference fit many times over."""

MOST_ROWS = 5_000
"""Rows with something in them."""

LOWEST_ROW = 20_000
"""No row below this one is read, so that an endless run of empty rows ends too."""

MOST_COLUMNS = 500


class BallotFileError(SpDeskError):
    """A file of ballots that cannot be read or written: one sentence that names the file."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A cell that the file itself marks as a date, a time or a duration."""

    text: str


Cell = str | float | Moment | None
"""Text as it stands (never empty), a finite number, a moment, or nothing."""


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of one sheet. Row 1 of the file is `rows[0]`; all rows are equally long."""

    file: str
    sheet: str
    """The sheet's name; empty for a text file."""

    rows: tuple[tuple[Cell, ...], ...]

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0


class TableMaker:
    """Collects rows one by one and refuses a table that is too large as soon as it is."""

    def __init__(self, file: str, sheet: str = "") -> None:
        self._file, self._sheet = file, sheet
        self._rows: list[list[Cell]] = []
        self._filled = 0

    def add(self, row: list[Cell]) -> None:
        """Add the next row. Raises BallotFileError when there are too many rows or columns."""
        while row and row[-1] is None:
            row.pop()
        if len(row) > MOST_COLUMNS:
            raise BallotFileError(
                translate(
                    "exchange",
                    "{_file} has more than {most_columns} columns, too many for a file of answers.",
                ).format(_file=self._file, most_columns=MOST_COLUMNS)
            )
        self._filled += bool(row)
        self._rows.append(row)
        if self._filled > MOST_ROWS or len(self._rows) > LOWEST_ROW:
            raise too_many_rows(self._file)

    def table(self) -> Table:
        """The table, without the empty rows at its end."""
        while self._rows and not self._rows[-1]:
            self._rows.pop()
        width = max(map(len, self._rows), default=0)
        rows = tuple(tuple(row) + (None,) * (width - len(row)) for row in self._rows)
        return Table(self._file, self._sheet, rows)


def too_many_rows(file: str) -> BallotFileError:
    """The refusal of a table that is too long."""
    return BallotFileError(
        translate(
            "exchange", "{file} has more than {most_rows} rows, too many for a file of answers."
        ).format(file=file, most_rows=f"{MOST_ROWS:,}")
    )


def column_letter(index: int) -> str:
    """How spreadsheets name a column: 0 is A, 25 is Z, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
