"""Reading and writing workbook files. A save either happens whole or not at all."""

import hashlib
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from spdesk.core.errors import WorkbookFileError
from spdesk.core.translation import translate
from spdesk.workbook import trouble
from spdesk.workbook.format import from_text, to_text
from spdesk.workbook.model import Workbook
from spdesk.workbook.patience import Patience
from spdesk.workbook.places import real_path
from spdesk.workbook.replace import replace_content

SUFFIX = ".spdesk"

LARGEST_FILE = 50_000_000
"""Bytes. No workbook comes near it; a larger file is something else."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did."""

    digest: str
    """SHA-256 of the bytes that were written, in hex."""

    previous_kept: bool = True
    """False when the version before was asked for and could not be kept."""


def read_workbook(path: Path) -> Workbook:
    """Read a workbook. Raises WorkbookFileError with one sentence that names the file."""
    return read_with_digest(path)[0]


def read_with_digest(path: Path) -> tuple[Workbook, str]:
    """Read a workbook, and the SHA-256 of the bytes that it was read from, in hex.

    Raises WorkbookFileError with one sentence that names the file.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            kind = (
                translate("workbook", "a folder")
                if path.is_dir()
                else translate("workbook", "a device")
            )
            raise WorkbookFileError(
                translate("workbook", "{name} cannot be read: it is {kind}, not a file.").format(
                    name=path.name, kind=kind
                )
            )
        if status.st_size > LARGEST_FILE:
            raise WorkbookFileError(
                translate("workbook", "{name} is too large to be an SP Desk workbook.").format(
                    name=path.name
                )
            )
        content = Patience().read(path)
        text = content.decode("utf-8")
    except OSError as error:
        raise trouble.not_read(error, path) from error
    except UnicodeDecodeError as error:
        raise WorkbookFileError(
            translate(
                "workbook",
                "{name} is not an SP Desk workbook, or it is damaged. Nothing was changed.",
            ).format(name=path.name)
        ) from error
    return from_text(text, path.name), digest_of(content)


def save_workbook(
    workbook: Workbook, path: Path, *, expected: str = "", keep_previous: bool = False
) -> Saved:
    """Write a workbook so that the old file stays whole until the new one is.

    `expected` is the digest of the file as it was last read or written; when the file is another
    by now, nothing is written. Raises SaveError, which says why and where the work still is.
    """
    text = to_text(workbook)
    if from_text(text, path.name) != workbook:
        raise trouble.not_the_same(path)
    content = text.encode("utf-8")
    patience = Patience()

    def check() -> None:
        if expected:
            _check_unchanged(path, expected, patience)

    try:
        check()  # before anything is written, and again when writing may have taken its time
        kept = replace_content(
            path,
            content,
            keep_previous=keep_previous,
            check=check,
            patience=patience,
        )
    except OSError as error:
        raise trouble.not_saved(error, path) from error
    return Saved(digest_of(content), kept)


def digest_of(content: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()


def _check_unchanged(path: Path, expected: str, patience: Patience) -> None:
    try:
        content = patience.read(path)
    except FileNotFoundError as error:
        with suppress(OSError):
            if real_path(path).parent.is_dir():
                raise trouble.missing(path) from error
        raise
    if digest_of(content) != expected:
        raise trouble.changed(path)
