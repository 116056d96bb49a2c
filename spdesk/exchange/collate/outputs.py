"""The kinds of file that tables are written into, and how files come about: whole or not at all."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from spdesk.exchange.collate.tables import TABLES, Cell, CollateError, Table
from spdesk.workbook.file_names import refusal_here
from spdesk.workbook.patience import Patience
from spdesk.workbook.places import is_there
from spdesk.workbook.trouble import Trouble, system_reason, trouble_of

CSV, XLSX, PARQUET = ".csv", ".xlsx", ".parquet"


class Writer(Protocol):
    """Writes rows into files as they come, and keeps none."""

    def add(self, table: Table, row: Sequence[Cell]) -> None:
        """Write one row. Raises CollateError when the file cannot hold it."""

    def finish(self) -> None:
        """Write what is still missing and close the files."""

    def give_up(self) -> None:
        """Close the files as they are; they will be removed."""


def targets_of(out: Path) -> tuple[Path, ...]:
    """The files that `out` stands for: one for each table, but a single one for Excel.

    Raises CollateError for another ending.
    """
    suffix = out.suffix.lower()
    if suffix == XLSX:
        return (out,)
    if suffix in (CSV, PARQUET):
        return tuple(out.with_name(f"{out.stem}_{table.name}{out.suffix}") for table in TABLES)
    raise CollateError(f"{out.name} was not written: its name must end in .parquet, .csv or .xlsx.")


def check_free(targets: Sequence[Path], overwrite: bool) -> None:
    """Raise CollateError when a file is there already, or nothing can be written in its place."""
    folder = targets[0].parent
    for target in targets:
        try:
            if not folder.is_dir():
                raise CollateError(f"{target.name} was not written: there is no folder {folder}.")
            if said := refusal_here(target.name):
                raise CollateError(f"{target.name} was not written. {said}")
            there = is_there(target)
        except OSError as error:
            raise CollateError(f"{target.name} was not written: {system_reason(error)}.") from error
        if there and target.is_dir():
            raise CollateError(f"{target.name} was not written: there is a folder of that name.")
        if there and not overwrite:
            raise CollateError(
                f"{target.name} is there already, and nothing was written. "
                "Choose another name, or add --overwrite."
            )


def writer_for(suffix: str, files: Sequence[Path], facts: Mapping[str, str]) -> Writer:
    """A writer into files of this kind. `facts`: what a file may say about itself.

    Raises CollateError when the kind needs a package that is not installed.
    """
    # Each is imported only when it is wanted: none of this may slow the start of the program.
    match suffix.lower():
        case ".csv":
            from spdesk.exchange.collate.delimited import DelimitedWriter  # noqa: PLC0415

            return DelimitedWriter(files)
        case ".xlsx":
            from spdesk.exchange.collate.sheets import SheetWriter  # noqa: PLC0415

            return SheetWriter(files[0], facts)
        case _:
            from spdesk.exchange.collate.parquet import ParquetWriter  # noqa: PLC0415

            return ParquetWriter(files, facts)


@contextmanager
def put_together(targets: Sequence[Path], overwrite: bool) -> Iterator[tuple[Path, ...]]:
    """Give a temporary file beside each target; all take their places at the end, or none is left.

    Raises CollateError with one sentence when the system refuses.
    """
    temporary = tuple(t.with_name(f".spdesk-{secrets.token_hex(4)}.tmp") for t in targets)
    patience = Patience()
    try:
        for path in temporary:
            path.touch(exist_ok=False)
        yield temporary
        check_free(targets, overwrite)  # somebody may have made one of them meanwhile
        for path, target in zip(temporary, targets, strict=True):
            _put(path, target, patience)
    except OSError as error:
        raise CollateError(f"{targets[0].name} was not written: {system_reason(error)}.") from error
    finally:
        for path in temporary:
            patience.remove(path)


def _put(path: Path, target: Path, patience: Patience) -> None:
    try:
        patience.replace(path, target)
    except OSError as error:
        if trouble_of(error, target) not in (Trouble.LOCKED, Trouble.READ_ONLY):
            raise
        raise CollateError(
            f"{target.name} was not written: it is open in another program, or may not be "
            "written. Close it there, and try again."
        ) from error
