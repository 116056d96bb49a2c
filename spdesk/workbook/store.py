"""Reading and writing workbook files. A save either happens whole or not at all."""

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from spdesk.core.errors import WorkbookFileError
from spdesk.workbook.format import from_text, to_text
from spdesk.workbook.model import Workbook

SUFFIX = ".spdesk"

LARGEST_FILE = 50_000_000
"""Bytes. No workbook comes near it; a larger file is something else."""


def read_workbook(path: Path) -> Workbook:
    """Read a workbook. Raises WorkbookFileError with one sentence that names the file."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder" if path.is_dir() else "a device"
            raise WorkbookFileError(f"{path.name} cannot be read: it is {kind}, not a file.")
        if status.st_size > LARGEST_FILE:
            raise WorkbookFileError(f"{path.name} is too large to be an SP Desk workbook.")
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise WorkbookFileError(f"{path.name} cannot be read: {_reason(error)}.") from error
    except UnicodeDecodeError as error:
        raise WorkbookFileError(
            f"{path.name} is not an SP Desk workbook, or it is damaged. Nothing was changed."
        ) from error
    return from_text(text, path.name)


def save_workbook(workbook: Workbook, path: Path) -> None:
    """Write a workbook so that the old file stays whole until the new one is.

    The new text is read back before anything is written, goes to a temporary file in the same
    folder, is flushed to the disk and then takes the place of the old one. Raises
    WorkbookFileError; the old file is then as it was.
    """
    text = to_text(workbook)
    if from_text(text, path.name) != workbook:
        raise WorkbookFileError(
            f"{path.name} was not saved: the workbook did not read back the same. "
            "Please report this with the file. The old file is as it was."
        )
    try:
        _replace(path.resolve(), text.encode("utf-8"))
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead round in a ring
        raise WorkbookFileError(
            f"{path.name} was not saved: {_reason(error)}. Your work is still here and the old "
            "file is as it was. Choose another place with Save as."
        ) from error


def _replace(target: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".spdesk-", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_mode(target))
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _mode(target: Path) -> int:
    """The permissions of the old file, or what a new file would get."""
    with suppress(OSError):
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable where the system allows it (Windows does not)."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _reason(error: OSError | RuntimeError) -> str:
    text = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return text[:1].lower() + text[1:]
