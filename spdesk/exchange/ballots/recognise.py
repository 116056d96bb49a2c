"""Understanding a table: where its headings are, what each column holds, which rows are people."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from spdesk.core.translation import translate
from spdesk.exchange.ballots import headings
from spdesk.exchange.ballots.answers import Answer, Kind, answer_of
from spdesk.exchange.ballots.columns import (
    Column,
    ColumnKind,
    holds_amounts,
    is_answer,
    kind_of,
    with_scales,
)
from spdesk.exchange.ballots.table import BallotFileError, Table, column_letter

_LOWEST_HEADING = 30
"""Headings are looked for in so many rows that are not empty."""

_NAMES = 1_000_000
"""Two headings that are known by name weigh more than any number of answers.

One alone proves little: somebody may have answered "C", or be called "User".
"""

_KNOWN_PROGRAM = 3
"""With so many personal headings the file is an export of answers, whatever else is in it."""


class Question(NamedTuple):
    """A question of the ballot: its id, its name as people read it, and a line of help."""

    id: str
    heading: str
    hint: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The forms in which a heading may name it."""
        found = (*headings.keys_of(self.heading), *headings.keys_of(self.id))
        short = _SHORT.get(self.id, ())
        return tuple(dict.fromkeys((*found, *headings.keys_of(self.hint), *short)))


_SHORT = {
    "capabilities": ("c",),
    "incentives": ("i",),
    "relationships": ("cr", "constructive relationships"),
}
"""The three terms as the formula writes them."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """What could not be read: the row as the file counts it, the column's heading, and why.

    An empty heading means the whole row.
    """

    row: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """A table as understood. Rows are positions in the table; the file's count is one higher."""

    file: str
    sheet: str
    heading_row: int
    columns: tuple[Column, ...]
    people: tuple[int, ...]
    """The rows with at least one answer, in the file's order."""

    skipped: tuple[Skipped, ...]
    """Rows that are no ballots."""

    @property
    def columns_by_index(self) -> dict[int, Column]:
        """The columns by their place in the table."""
        return {column.index: column for column in self.columns}

    @property
    def rating_columns(self) -> tuple[Column, ...]:
        """The columns that can answer a question."""
        return tuple(column for column in self.columns if column.rates)


def recognise(table: Table, questions: Sequence[Question] = ()) -> Recognised:
    """Understand a table; with the ballot's questions, their columns are known by name.

    Raises BallotFileError when no column rates anything, or nobody answered.
    """
    grid = [[answer_of(cell) for cell in row] for row in table.rows]
    names = {key for question in questions for key in question.keys}
    heading_row = _heading_row(table, grid, names)
    if heading_row is None:
        raise _nothing_found(table.file)
    below = range(heading_row + 1, len(grid))
    rows = [n for n in below if not _is_summary(table, n)]
    answers = [[grid[n][index] for n in rows] for index in range(table.width)]
    columns = _columns(table, heading_row, answers, names)
    if not any(column.rates for column in columns):
        raise _nothing_found(table.file)
    people, skipped = _people(table, grid, columns, below)
    if not people:
        raise BallotFileError(
            translate(
                "exchange",
                "{file} has the right headings and no answers yet: one row for each person.",
            ).format(file=table.file)
        )
    return Recognised(table.file, table.sheet, heading_row, columns, people, skipped)


def _nothing_found(file: str) -> BallotFileError:
    return BallotFileError(
        translate(
            "exchange",
            "{file} holds no answers that can be read: looked for a heading above a column of "
            'ratings (1 to 5, or 0 to 10) or of words ("Strongly agree").',
        ).format(file=file)
    )


def _heading_row(table: Table, grid: Sequence[Sequence[Answer]], names: set[str]) -> int | None:
    """The row under whose texts most answers stand, or which names columns that are known.

    Cells below that are no answers count against it, so titles and hints above the headings, whose
    first cell below is a text, lose against the headings themselves.
    """
    counts = _Counts(grid, table.width)
    best, best_score = None, 1
    seen = 0
    for n, row in enumerate(table.rows):
        if seen >= _LOWEST_HEADING:
            break
        filled = [index for index, cell in enumerate(row) if cell is not None]
        if not filled:
            continue
        seen += 1
        counts.pass_row(n)
        texts = [i for i in filled if grid[n][i].kind in (Kind.OTHER, Kind.SEVERAL)]
        named = [i for i in filled if _is_known(headings.heading_of(row[i]), names)]
        score = sum(counts.score(i) for i in {*texts, *named}) + _bonus(len(named))
        if score >= best_score:  # of equals the lower one: hints may name questions too
            best, best_score = n, score
    return best


def _bonus(named: int) -> int:
    return _NAMES * named if named > 1 else named


def _is_known(heading: str, names: set[str]) -> bool:
    keys = headings.keys_of(heading)
    return any(key in names for key in keys) or headings.is_personal(heading)


class _Counts:
    """How many cells below a row are answers, column by column, brought forward row by row."""

    def __init__(self, grid: Sequence[Sequence[Answer]], width: int) -> None:
        self._grid = grid
        self._good = [sum(is_answer(row[i]) for row in grid) for i in range(width)]
        filled = [sum(row[i].kind is not Kind.EMPTY for row in grid) for i in range(width)]
        self._bad = [all_ - good for all_, good in zip(filled, self._good, strict=True)]

    def pass_row(self, n: int) -> None:
        """Leave row `n` and the empty ones before it behind."""
        for index, answer in enumerate(self._grid[n]):
            good = is_answer(answer)
            self._good[index] -= good
            self._bad[index] -= not good and answer.kind is not Kind.EMPTY

    def score(self, index: int) -> int:
        """Answers less other cells, where the answers are at least as many."""
        return max(0, self._good[index] - self._bad[index])


def _columns(
    table: Table, heading_row: int, answers: Sequence[Sequence[Answer]], names: set[str]
) -> tuple[Column, ...]:
    raw = [headings.heading_of(cell) for cell in table.rows[heading_row]]
    asked = [any(key in names for key in headings.keys_of(heading)) for heading in raw]
    kinds = [
        kind_of(heading, given, asked=known)
        for heading, given, known in zip(raw, answers, asked, strict=True)
    ]
    columns = [
        Column(index, heading, kind)
        for index, (heading, kind) in enumerate(zip(_numbered(raw), kinds, strict=True))
        if raw[index] or any(answer.kind is not Kind.EMPTY for answer in answers[index])
    ]
    rating = sum(column.rates for column in columns)
    amounts = sum(
        kinds[c.index] in (ColumnKind.CHOICE, ColumnKind.IGNORED)
        and not headings.is_quiz_mark(raw[c.index])
        and holds_amounts(raw[c.index], answers[c.index])
        for c in columns
    )
    exported = sum(map(headings.is_personal, raw)) >= _KNOWN_PROGRAM
    if amounts >= rating and not any(asked) and not exported:
        return ()  # a table of amounts: a small number among them is a quantity, not a rating
    return tuple(with_scales(columns, answers))


def _numbered(raw: Sequence[str]) -> list[str]:
    """The headings, with a letter for one that is missing and a number for one that is repeated."""
    result: list[str] = []
    for index, heading in enumerate(raw):
        name = heading or translate("exchange", "Column {index}").format(index=column_letter(index))
        copies = 1
        while name in result:
            copies += 1
            name = f"{heading} ({copies})"
        result.append(name)
    return result


def _is_summary(table: Table, n: int) -> bool:
    first = next((cell for cell in table.rows[n] if cell is not None), None)
    return headings.is_summary(first)


def _people(
    table: Table, grid: Sequence[Sequence[Answer]], columns: Sequence[Column], below: range
) -> tuple[tuple[int, ...], tuple[Skipped, ...]]:
    """The rows that are ballots. Rows with nothing in them at all are passed over in silence."""
    people: list[int] = []
    skipped: list[Skipped] = []
    rating = [column.index for column in columns if column.rates]
    for n in below:
        if all(answer.kind is Kind.EMPTY for answer in grid[n]):
            continue
        if _is_summary(table, n):
            skipped.append(
                Skipped(
                    n + 1, "", translate("exchange", "The row sums up the others; it is no ballot.")
                )
            )
        elif all(grid[n][index].kind is Kind.EMPTY for index in rating):
            skipped.append(Skipped(n + 1, "", translate("exchange", "The row holds no answer.")))
        else:
            people.append(n)
    return tuple(people), tuple(skipped)
