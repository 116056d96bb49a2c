"""Tables as Parquet, one file a table. Needs pyarrow, an extra that the desktop program lacks."""

import importlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from spdesk.exchange.collate.tables import TABLES, Cell, CollateError, Column, Kind, Table

_AT_ONCE = 4_096
"""Rows that wait in memory before they are written as one group."""


class ParquetWriter:
    """Writes each table into a file of its own. The same rows give the same bytes."""

    def __init__(self, files: Sequence[Path], facts: Mapping[str, str]) -> None:
        self._arrow, self._parquet = _pyarrow()
        self._rows: dict[str, list[Sequence[Cell]]] = {table.name: [] for table in TABLES}
        self._schemas = {table.name: self._schema(table, facts) for table in TABLES}
        self._files = {
            table.name: self._parquet.ParquetWriter(
                str(path), self._schemas[table.name], compression="zstd"
            )
            for table, path in zip(TABLES, files, strict=True)
        }

    def add(self, table: Table, row: Sequence[Cell]) -> None:
        """Write one row, together with its neighbours."""
        rows = self._rows[table.name]
        rows.append(row)
        if len(rows) >= _AT_ONCE:
            self._write(table.name)

    def finish(self) -> None:
        """Write the last rows and close the files."""
        for name, file in self._files.items():
            self._write(name)
            file.close()

    def give_up(self) -> None:
        """Close the files."""
        for file in self._files.values():
            file.close()

    def _write(self, name: str) -> None:
        rows, schema = self._rows[name], self._schemas[name]
        if rows:
            columns = [
                self._arrow.array(cells, type=field.type)
                for cells, field in zip(zip(*rows, strict=True), schema, strict=True)
            ]
            self._files[name].write_table(self._arrow.Table.from_arrays(columns, schema=schema))
            rows.clear()

    def _schema(self, table: Table, facts: Mapping[str, str]) -> Any:
        fields = [self._field(column) for column in table.columns]
        about = {**facts, "table": table.name, "row": table.meaning}
        return self._arrow.schema(fields, metadata=about)

    def _field(self, column: Column) -> Any:
        kinds = {
            Kind.WHOLE: self._arrow.int32(),
            Kind.NUMBER: self._arrow.float64(),
            Kind.FLAG: self._arrow.bool_(),
            Kind.WORD: self._arrow.string(),
        }
        return self._arrow.field(
            column.name,
            kinds[column.kind],
            nullable=column.may_be_empty,
            metadata={"meaning": column.meaning},
        )


def _pyarrow() -> tuple[Any, Any]:
    """Import by name: what packs the desktop program must not find it and take it along."""
    try:
        return importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    except ImportError as error:
        raise CollateError(
            "Parquet files need one more package, which is not installed: "
            'pip install "spdesk[collate]" brings it. CSV and xlsx work without it.'
        ) from error
