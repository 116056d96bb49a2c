"""Putting a finished report on the disk: whole, and never over a file without being told."""

from pathlib import Path

from spdesk.core.errors import SpDeskError
from spdesk.core.translation import QT_TRANSLATE_NOOP, translate
from spdesk.workbook.places import is_file, is_there
from spdesk.workbook.replace import replace_content
from spdesk.workbook.trouble import NameRefusedError, Trouble, system_reason, trouble_of


class ReportError(SpDeskError):
    """A report that cannot be made or written: one or two plain sentences."""


_HELD = QT_TRANSLATE_NOOP(
    "exchange",
    "it is open in another program, such as Word or Excel, or may only be read. Close it there, or "
    "choose another name or folder.",
)

_REASONS = {
    Trouble.DISK_FULL: QT_TRANSLATE_NOOP(
        "exchange", "the disk is full. Make room, or choose another drive."
    ),
    Trouble.READ_ONLY: _HELD,
    Trouble.LOCKED: _HELD,
    Trouble.GONE: QT_TRANSLATE_NOOP(
        "exchange", "there is no such folder, or its drive does not answer."
    ),
    Trouble.PATH_TOO_LONG: QT_TRANSLATE_NOOP(
        "exchange", "its name, or the path to it, is too long. Choose a shorter one."
    ),
}


def check_free(path: Path, overwrite: bool) -> None:
    """Raise ReportError when a report may not be written there, before it is made."""
    try:
        if path.is_dir():
            raise ReportError(
                translate("exchange", "{name} is a folder. Name the file to be written.").format(
                    name=path.name or path
                )
            )
        if not overwrite and is_there(path):
            raise ReportError(
                translate("exchange", "{name} is there already, and was left as it is.").format(
                    name=path.name
                )
            )
    except OSError as error:
        raise _not_written(error, path) from error


def put_file(path: Path, data: bytes, overwrite: bool) -> None:
    """Write a report; the old file stays whole until the new one is.

    Raises ReportError with one or two sentences: the file is there and `overwrite` is False, it is
    open elsewhere, or it cannot be written.
    """
    check_free(path, overwrite)
    try:
        replace_content(
            path,
            data,
            keep_previous=False,
            check=lambda: check_free(path, overwrite),  # it may have come meanwhile
        )
    except OSError as error:
        raise _not_written(error, path) from error


def _not_written(error: OSError, path: Path) -> ReportError:
    if isinstance(error, NameRefusedError):
        text = translate("exchange", "{name} was not written. {reason}")
        return ReportError(text.format(name=path.name, reason=error.strerror))
    trouble = trouble_of(error, path)
    known = _REASONS.get(trouble)
    reason = translate("exchange", known) if known else f"{system_reason(error)}."
    if trouble is Trouble.READ_ONLY and not is_file(path):
        reason = translate("exchange", "its folder may only be read. Choose another folder.")
    return ReportError(
        translate("exchange", "{name} was not written: {reason}").format(
            name=path.name, reason=reason
        )
    )
