"""Tables as CSV: UTF-8, commas, one file a table."""

import csv
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from spdesk.exchange.collate.tables import TABLES, Cell, Kind, Table


class DelimitedWriter:
    """Writes each table into a file of its own, as its rows come.

    True and false stand as words that DuckDB and pandas take for what they are. Nothing needs to be
    escaped: there are only numbers and words from closed lists.
    """

    def __init__(self, files: Sequence[Path]) -> None:
        self._open = ExitStack()
        self._tables = {}
        for table, path in zip(TABLES, files, strict=True):
            stream = self._open.enter_context(path.open("w", encoding="utf-8", newline=""))
            writer = csv.writer(stream, lineterminator="\r\n")
            writer.writerow(table.heading)
            flags = [place for place, c in enumerate(table.columns) if c.kind is Kind.FLAG]
            self._tables[table.name] = writer, flags

    def add(self, table: Table, row: Sequence[Cell]) -> None:
        """Write one row."""
        writer, flags = self._tables[table.name]
        cells = list(row)
        for place in flags:
            cells[place] = "true" if cells[place] else "false"
        writer.writerow(cells)

    def finish(self) -> None:
        """Close the files."""
        self._open.close()

    def give_up(self) -> None:
        """Close the files."""
        self._open.close()
