"""Many workbooks into flat tables without a screen: the progress, and what was done."""

from datetime import date
from pathlib import Path
from typing import Any, TextIO

from spdesk.core.ballot_box import FEWEST
from spdesk.exchange.collate.collate import Collated, collate
from spdesk.exchange.collate.tables import COUNTS, CollateError
from spdesk.guidance.library import guidance

_BAR = 30
"""Signs between the ends of the bar."""


class ProgressBar:
    """One line on a terminal that grows; nothing where the stream is none, or there is no stream."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream if stream is not None and stream.isatty() else None
        self._shown = ""

    def show(self, done: int, whole: int) -> None:
        """Draw how far it is. Draws only what has changed: drawing often would take longer."""
        share = done * 100 // max(whole, 1)
        signs = "#" * (share * _BAR // 100)
        line = f"[{signs:.<{_BAR}}] {share} % of {whole:,} workbooks"
        if self._stream is not None and line != self._shown:
            print(f"\r{line}", end="", file=self._stream, flush=True)
            self._shown = line

    def clear(self) -> None:
        """Take the line away, so that what comes next does not stand behind it."""
        if self._stream is not None and self._shown:
            print(f"\r{' ' * len(self._shown)}\r", end="", file=self._stream, flush=True)
            self._shown = ""


def collate_folder(
    folder: Path, out: Path, day: date, overwrite: bool, stream: TextIO | None
) -> Collated:
    """Collate a folder, with a bar on a stream that is a terminal.

    Raises CollateError when nothing was read or written, also when somebody stops it.
    """
    bar = ProgressBar(stream)
    try:
        return collate(folder, out, guidance(), day, overwrite=overwrite, progress=bar.show)
    except KeyboardInterrupt as stop:
        raise CollateError("Stopped, and nothing was written.") from stop
    finally:
        bar.clear()


def collate_data(done: Collated) -> dict[str, Any]:
    """What was done, ready for JSON."""
    return {
        "files": [str(path) for path in done.files],
        "day": done.day.isoformat(),
        "workbooks": done.workbooks,
        "copies": done.copies,
        "rows": dict(done.rows),
        "skipped": [{"file": one.file, "reason": one.reason} for one in done.skipped],
    }


def collate_text(done: Collated) -> str:
    """The same for a reader."""
    rows = {name: f"{count:,}" for name, count in done.rows.items()}
    lines = [
        f"{_workbooks(done.workbooks)} read: {rows['issues']} issues, {rows['rounds']} rows of "
        f"rounds, {rows['actions']} actions and probes.",
        "Written:",
        *(f"  {path}" for path in done.files),
        f"What is open was held against {done.day.isoformat()}.",
    ]
    if done.copies:
        lines.append(
            f"{_workbooks(done.copies)} of these "
            f"{'holds' if done.copies == 1 else 'hold'} exactly the same as another. "
            "They were counted too; take copies out of the folder."
        )
    if done.skipped:
        lines.append(f"Skipped: {len(done.skipped):,}.")
    lines += [f"  {one.file}: {one.reason}" for one in done.skipped]
    lines.append(
        f"No names, titles or texts are in it. {COUNTS.name.capitalize()} under {FEWEST} are "
        f"withheld; the other tables hold single issues: hand on “{COUNTS.name}” rather than those."
    )
    return "\n".join(lines)


def _workbooks(count: int) -> str:
    return "1 workbook" if count == 1 else f"{count:,} workbooks"
