"""Reading a file of ballots from disk, whatever its name says it is."""

import stat
from pathlib import Path

from spdesk.core.translation import translate
from spdesk.exchange.ballots.delimited import read_delimited
from spdesk.exchange.ballots.file_kind import is_workbook
from spdesk.exchange.ballots.recognise import Question, recognise
from spdesk.exchange.ballots.table import LARGEST_FILE, BallotFileError, Table
from spdesk.exchange.ballots.workbooks import read_sheets
from spdesk.workbook.patience import Patience
from spdesk.workbook.trouble import Trouble, trouble_of

_MENTIMETER = "voters"
"""Mentimeter's sheet with one row for each person; its other sheets count answers."""


def read_table(path: Path, questions: tuple[Question, ...] = ()) -> Table:
    """Read a CSV file or the sheet of an xlsx workbook that holds the answers.

    The file is opened for reading only. Raises BallotFileError, whose one sentence names the file,
    for everything that is not a table of moderate size.
    """
    name = path.name or str(path)
    content = _content(path, name)
    if not is_workbook(content, name):
        table = read_delimited(content, name)
        if not table.rows:
            raise BallotFileError(
                translate("exchange", "{name} is empty: there are no answers in it.").format(
                    name=name
                )
            )
        return table
    return _with_answers(read_sheets(content, name), questions)


def _content(path: Path, name: str) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            kind = (
                translate("exchange", "a folder")
                if stat.S_ISDIR(status.st_mode)
                else translate("exchange", "a device")
            )
            raise BallotFileError(
                translate("exchange", "{name} cannot be read: it is {kind}, not a file.").format(
                    name=name, kind=kind
                )
            )
        if status.st_size > LARGEST_FILE:
            raise BallotFileError(
                translate(
                    "exchange",
                    "{name} is larger than {largest_file} MB, too large for a file of answers.",
                ).format(name=name, largest_file=LARGEST_FILE // 1_000_000)
            )
        return Patience().attempt(lambda: _first_bytes(path), path)
    except (OSError, ValueError) as error:  # ValueError: a name that no system can have
        reason = getattr(error, "strerror", None) or translate(
            "exchange", "its name is not allowed"
        )
        if isinstance(error, OSError) and trouble_of(error, path) is Trouble.LOCKED:
            reason = translate("exchange", "it is open in another program. Close it there first")
        raise BallotFileError(
            translate("exchange", "{name} cannot be read: {reason}.").format(
                name=name, reason=reason
            )
        ) from error


def _first_bytes(path: Path) -> bytes:
    """As many as are allowed, and one more, so that a larger file is known."""
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)


def _with_answers(sheets: list[Table | BallotFileError], questions: tuple[Question, ...]) -> Table:
    """The sheet with most answers; Mentimeter's own before any other.

    When none has any, the first sheet: what is wrong with it is said by whoever reads on.
    """
    tables = [sheet for sheet in sheets if isinstance(sheet, Table)]
    if not tables:
        raise next(sheet for sheet in sheets if isinstance(sheet, BallotFileError))
    for table in tables:
        if table.sheet.strip().casefold() == _MENTIMETER:
            return table
    if len(tables) == 1:
        return tables[0]
    return max(tables, key=lambda table: _answered(table, questions))


def _answered(table: Table, questions: tuple[Question, ...]) -> int:
    try:
        found = recognise(table, questions)
    except BallotFileError:
        return 0
    return len(found.people) * len(found.rating_columns)
