"""Many workbooks into flat tables, one at a time: memory does not grow with their number."""

import gc
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from spdesk.core.errors import WorkbookFileError
from spdesk.exchange.collate.counts import count_rows
from spdesk.exchange.collate.folder import check_folder, workbooks_in
from spdesk.exchange.collate.outputs import (
    Writer,
    check_free,
    put_together,
    targets_of,
    writer_for,
)
from spdesk.exchange.collate.rows import RowMaker
from spdesk.exchange.collate.spool import Spool
from spdesk.exchange.collate.tables import ACTIONS, COUNTS, ISSUES, ROUNDS, TABLES, CollateError
from spdesk.guidance.library import Guidance
from spdesk.version import __version__
from spdesk.workbook.store import read_with_digest

_TIDY_EVERY = 500
"""Workbooks after which Python is told to give back the small values that it keeps for later."""

Progress = Callable[[int, int], None]
"""Is told how many workbooks were looked at, and of how many."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file, or a folder, that was not read, and why. The path starts at the folder collated."""

    file: str
    reason: str


@dataclass(slots=True)
class Collated:
    """What was done: the files written, the rows of each table, and what was left out."""

    files: tuple[Path, ...]
    day: date
    workbooks: int = 0
    copies: int = 0
    """Workbooks that hold exactly the same as another; they count like any other."""

    rows: dict[str, int] = field(default_factory=lambda: {table.name: 0 for table in TABLES})
    skipped: list[Skipped] = field(default_factory=list)


def collate(
    folder: Path,
    out: Path,
    guidance: Guidance,
    day: date,
    *,
    overwrite: bool = False,
    progress: Progress = lambda _done, _all: None,
) -> Collated:
    """Read every workbook below a folder and write the tables, in the kind that `out` ends in.

    `day`: the day that open actions and probes are held against. The same workbooks and the same
    day give the same bytes. Raises CollateError when nothing could be read, or the tables cannot be
    written; then no file is left or changed.
    """
    targets = targets_of(out)
    check_folder(folder)
    check_free(targets, overwrite)
    done = Collated(targets, day)
    with (
        put_together(targets, overwrite) as files,
        _writer(out.suffix, files, day) as writer,
        closing(Spool()) as spool,
    ):
        _read(folder, RowMaker(guidance, day), spool, done, progress)
        _write(spool, writer, guidance, done)
    return done


@contextmanager
def _writer(suffix: str, files: tuple[Path, ...], day: date) -> Iterator[Writer]:
    facts = {"made_by": f"SP Desk {__version__}", "day": day.isoformat()}
    writer = writer_for(suffix, files, facts)
    try:
        yield writer
    except BaseException:
        writer.give_up()
        raise
    writer.finish()


def _read(folder: Path, maker: RowMaker, spool: Spool, done: Collated, progress: Progress) -> None:
    """Read in whatever order the system gives: the numbers do not follow it."""

    def skip(name: str, reason: str) -> None:
        done.skipped.append(Skipped(name, reason))

    # Counted first, and not kept: ten thousand names would be in memory only for the progress.
    whole = sum(1 for _ in workbooks_in(folder, lambda _name, _reason: None))
    for number, name in enumerate(workbooks_in(folder, skip), start=1):
        try:
            workbook, digest = read_with_digest(folder / name)
        except WorkbookFileError as error:
            skip(name, str(error))
        else:
            spool.add(digest, maker.rows_of(workbook))
            done.workbooks += 1
        progress(number, max(number, whole))
        if number % _TIDY_EVERY == 0:
            gc.collect()
    done.skipped.sort(key=lambda one: one.file)
    done.copies = spool.copies
    if not done.workbooks:
        raise _nothing_read(folder, done.skipped)


def _write(spool: Spool, writer: Writer, guidance: Guidance, done: Collated) -> None:
    cells: Counter[tuple[str, str]] = Counter()
    kind, approach = (ISSUES.heading.index(name) - 1 for name in ("type", "approach"))
    for number, tables in spool.in_order():
        for table, rows in zip((ISSUES, ROUNDS, ACTIONS), tables, strict=True):
            done.rows[table.name] += len(rows)
            for row in rows:
                writer.add(table, [number, *row])
        cells.update((row[kind], row[approach]) for row in tables[0])
    for row in count_rows(cells, guidance):
        done.rows[COUNTS.name] += 1
        writer.add(COUNTS, row)


def _nothing_read(folder: Path, skipped: list[Skipped]) -> CollateError:
    if not skipped:
        return CollateError(f"{folder} holds no workbook, and nothing was written.")
    first = skipped[0]
    lead = "" if len(skipped) == 1 else f"The first of {len(skipped):,}: "
    return CollateError(
        f"{folder} holds no workbook that could be read, and nothing was written. "
        f"{lead}{first.file}: {first.reason}"
    )
