"""Tables as one Excel workbook: a sheet for each, and one that explains them."""

import shutil
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from spdesk.exchange.collate.tables import TABLES, Cell, CollateError, Table

MOST_ROWS = 1_048_576
"""In one sheet of Excel, the heading included."""

_LONG_AGO = datetime(2000, 1, 1)  # noqa: DTZ001  xlsx knows no zones
_ZIP_TIME = (2000, 1, 1, 0, 0, 0)


class SheetWriter:
    """Writes all tables into one file; openpyxl lets the rows wait in temporary files.

    The same rows give the same bytes. No cell is a formula: there are only numbers, true and false,
    and words from closed lists.
    """

    def __init__(self, file: Path, facts: Mapping[str, str]) -> None:
        self._file = file
        self._workbook = Workbook(write_only=True)
        self._sheets: dict[str, Any] = {}
        self._rows = dict.fromkeys((table.name for table in TABLES), 1)
        self._explain(facts)
        for table in TABLES:
            self._begin(table)

    def add(self, table: Table, row: Sequence[Cell]) -> None:
        """Write one row. Raises CollateError when the sheet is full."""
        self._rows[table.name] += 1
        if self._rows[table.name] > MOST_ROWS:
            raise CollateError(
                f"There are more rows than a sheet of Excel holds, {MOST_ROWS:,}: "
                "choose .parquet or .csv. Nothing was written."
            )
        self._sheets[table.name].append(row)

    def finish(self) -> None:
        """Write the file."""
        for table in TABLES:
            last = get_column_letter(len(table.columns))
            self._sheets[table.name].auto_filter.ref = f"A1:{last}{self._rows[table.name]}"
        properties = self._workbook.properties
        properties.creator = "SP Desk"
        properties.created = properties.modified = _LONG_AGO
        with _TimelessZip(self._file, "w", zipfile.ZIP_DEFLATED) as archive:
            ExcelWriter(self._workbook, archive).write_data()

    def give_up(self) -> None:
        """Close the sheets' temporary files, which openpyxl removes when the program ends."""
        for sheet in self._workbook.worksheets:
            sheet.close()

    def _explain(self, facts: Mapping[str, str]) -> None:
        sheet = self._workbook.create_sheet("about")
        for letter, width in zip("ABCD", (12, 20, 16, 110), strict=True):
            sheet.column_dimensions[letter].width = width
        for name, fact in facts.items():
            sheet.append([name.replace("_", " "), fact])
        sheet.append([])
        sheet.append(_bold(sheet, ("sheet", "column", "holds", "meaning")))
        for table in TABLES:
            sheet.append([table.name, None, None, f"A row is {table.meaning}."])
            for column in table.columns:
                sheet.append([table.name, column.name, column.kind.value, column.meaning])

    def _begin(self, table: Table) -> None:
        sheet = self._sheets[table.name] = self._workbook.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        for place, name in enumerate(table.heading, start=1):
            sheet.column_dimensions[get_column_letter(place)].width = max(12, len(name) + 4)
        sheet.append(_bold(sheet, table.heading))


def _bold(sheet: Any, texts: Sequence[str]) -> list[Any]:
    cells = [WriteOnlyCell(sheet, text) for text in texts]
    for cell in cells:
        cell.font = Font(bold=True)
    return cells


class _TimelessZip(zipfile.ZipFile):
    """An archive that does not say when its parts were made."""

    def write(self, filename: Any, arcname: Any = None, *_options: Any) -> None:
        with Path(filename).open("rb") as source, self.open(self._entry(arcname), "w") as target:
            shutil.copyfileobj(source, target)

    def writestr(self, name: Any, data: Any, *_options: Any) -> None:
        super().writestr(self._entry(name), data)

    def _entry(self, name: str) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(name, _ZIP_TIME)
        entry.compress_type = self.compression
        return entry
