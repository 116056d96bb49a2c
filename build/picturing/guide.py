"""`go.py guide-pictures`: every picture of the documents, from the real program and its examples."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QImage

from picturing import contents
from picturing.command import take
from picturing.palette import in_256_colours
from picturing.place import TYPICAL
from picturing.plan import Unit, Wishes, picture_name
from picturing.stage import StageError
from spdesk.console.drawing import pictures_of
from spdesk.exchange.reports.record import issues_of, records_of
from spdesk.guidance.library import guidance
from spdesk.ui.paper.record_pdf import pages_as_pictures

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
SIZE = "1366x768"
LARGEST = 250_000
"""Bytes of one picture."""

RECORD = "record"
"""The first page of the decision record of the example, which is paper and no page of the set."""

_RECORD_WIDTH = 700
_SMALLEST_FILE = 0
"""Qt's "quality" of a PNG: nothing is lost, and 0 packs it most tightly."""


@dataclass(frozen=True, slots=True)
class GuidePicture:
    """Which page of the set a picture of the documents is."""

    page: str
    content: str = "typical"
    theme: str = "light"


PICTURES = {
    "start": GuidePicture("start", "empty"),
    "issue": GuidePicture("issue"),
    "triage-question": GuidePicture("triage-question"),
    "triage": GuidePicture("triage-verdict"),
    "split": GuidePicture("triage-split"),
    "approach": GuidePicture("approach"),
    "performance": GuidePicture("performance"),
    "table": GuidePicture("performance-table"),
    "room-setup": GuidePicture("room-setup"),
    "ballot": GuidePicture("ballot-question"),
    "room": GuidePicture("room-revealed"),
    "presenter": GuidePicture("presenter-performance"),
    "plan": GuidePicture("plan"),
    "review": GuidePicture("review"),
    "record": GuidePicture(RECORD),
    "register": GuidePicture("register"),
    "help": GuidePicture("help-words"),
    "high-contrast": GuidePicture("performance", theme="contrast_dark"),
}
"""Every picture of docs/pictures by its name."""


def main(arguments: Sequence[str]) -> int:
    """Make the pictures. The exit status is 0 when every one is there and small enough."""
    parser = argparse.ArgumentParser(
        prog="go.py guide-pictures",
        description="Make the pictures of docs/pictures anew, from the program and its examples.",
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(PICTURES)}")
    parser.add_argument("--out", type=Path, default=FOLDER, help="where, instead of docs/pictures")
    asked = parser.parse_args(arguments)
    unknown = [name for name in asked.names if name not in PICTURES]
    if unknown:
        parser.error(f"There is no picture {', '.join(unknown)}; there are {', '.join(PICTURES)}.")
    asked.out.mkdir(parents=True, exist_ok=True)
    trouble = [make(name, asked.out) for name in asked.names or PICTURES]
    for line in filter(None, trouble):
        print(line)
    return 1 if any(trouble) else 0


def make(name: str, folder: Path) -> str:
    """Make one picture; gives what went wrong, or ""."""
    wanted = PICTURES[name]
    path = folder / f"{name}.png"
    try:
        image = _record() if wanted.page == RECORD else _page(wanted)
    except StageError as error:
        return f"{name}: {error}"
    if not in_256_colours(image).save(str(path), "PNG", _SMALLEST_FILE):  # type: ignore[call-overload]
        return f"{name}: {path} cannot be written"
    size = path.stat().st_size
    return f"{name}: {size:,} bytes are more than {LARGEST:,}" if size > LARGEST else ""


def _page(wanted: GuidePicture) -> QImage:
    """A page of the set. Raises StageError when it cannot be drawn."""
    wishes = Wishes((wanted.page,), (wanted.theme,), (100,), (SIZE,), (wanted.content,))
    with TemporaryDirectory(prefix="spdesk-guide-") as scratch:
        missing = take(Unit(wanted.page, SIZE, (wanted.content,), wishes), Path(scratch))
        if missing:
            raise StageError("; ".join(missing))
        made = picture_name(wanted.page, wanted.content, wanted.theme, 100, SIZE)
        return QImage(str(Path(scratch) / f"{made}.png"))


def _record() -> QImage:
    workbook = contents.example(TYPICAL)
    pictures = pictures_of(workbook, issues_of(workbook))  # begins Qt, too
    return next(pages_as_pictures(records_of(workbook, guidance()), pictures, _RECORD_WIDTH))
