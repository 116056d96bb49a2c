"""What can go wrong when a workbook is saved, each with its sentence."""

import errno
import os
from enum import Enum, auto
from pathlib import Path

from spdesk.core.errors import WorkbookFileError
from spdesk.core.translation import QT_TRANSLATE_NOOP, translate

PREVIOUS = ".bak"
"""What the name of the previous version adds to the name of the workbook."""

LONGEST_WINDOWS_PATH = 259
"""Characters; beyond it Windows says only that there is no such file."""


class Trouble(Enum):
    """Why a workbook was not saved."""

    DISK_FULL = auto()
    READ_ONLY = auto()
    GONE = auto()
    """The folder, the network drive or the stick is not there or does not answer."""
    PATH_TOO_LONG = auto()
    LOCKED = auto()
    """Another program, such as a virus scanner, holds the file."""
    IN_USE = auto()
    """Somebody else has the workbook open."""
    CHANGED = auto()
    """The file is another than when it was opened."""
    MISSING = auto()
    """The folder is there, but the file that was opened is not."""
    HALF_WRITTEN = auto()
    """Writing into the file broke off, and the file is damaged."""
    NOT_THE_SAME = auto()
    """The text did not read back as the workbook that it was made from."""
    NAME = auto()
    """The system has no files of that name."""
    OTHER = auto()


class SaveError(WorkbookFileError):
    """A workbook that was not saved: what went wrong, and where the work still is."""

    def __init__(self, trouble: Trouble, sentence: str) -> None:
        super().__init__(sentence)
        self.trouble = trouble


class NameRefusedError(OSError):
    """The system has no files of that name; `strerror` is the whole sentence that says why.

    Raised before the system is asked: some names are devices to Windows, which takes what is
    written to them and keeps nothing, and a colon writes into a hidden part of another file.
    """

    def __init__(self, sentence: str, path: Path) -> None:
        super().__init__(errno.EINVAL, sentence, str(path))


_KINDS = {
    Trouble.DISK_FULL: ("ENOSPC", "EDQUOT", "EFBIG"),
    Trouble.READ_ONLY: ("EACCES", "EPERM", "EROFS"),
    Trouble.PATH_TOO_LONG: ("ENAMETOOLONG",),
    Trouble.LOCKED: ("EBUSY", "ETXTBSY", "EDEADLK"),
    Trouble.GONE: (
        "ENOENT", "ENOTDIR", "ENODEV", "ENXIO", "EIO", "ESTALE", "ENOTCONN", "EHOSTDOWN",
        "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH", "ETIMEDOUT",
    ),
}  # fmt: skip
_BY_NUMBER = {
    getattr(errno, name): trouble
    for trouble, names in _KINDS.items()
    for name in names
    if hasattr(errno, name)  # not every system has all of them
}
_BY_WINDOWS_NUMBER = {
    **dict.fromkeys((32, 33), Trouble.LOCKED),
    **dict.fromkeys((39, 112), Trouble.DISK_FULL),
    206: Trouble.PATH_TOO_LONG,
    # No path, no drive, no network, no session with it.
    **dict.fromkeys((3, 15, 21, 31, 51, 53, 55, 59, 64, 67, 121, 1167, 1231), Trouble.GONE),
}
"""Windows' own numbers say more than what Python makes of them."""

_REASONS = {
    Trouble.DISK_FULL: QT_TRANSLATE_NOOP("workbook", "the disk is full"),
    Trouble.READ_ONLY: QT_TRANSLATE_NOOP("workbook", "the file or its folder may only be read"),
    Trouble.GONE: QT_TRANSLATE_NOOP(
        "workbook", "the folder “{folder}” is not there any more, or its drive does not answer"
    ),
    Trouble.PATH_TOO_LONG: QT_TRANSLATE_NOOP(
        "workbook", "its name, or the path to it, is too long"
    ),
    Trouble.LOCKED: QT_TRANSLATE_NOOP(
        "workbook", "another program holds it, perhaps a virus scanner or a sync program"
    ),
    Trouble.NAME: "{system}",
    Trouble.OTHER: "{system}",
}
_ADVICE = {
    Trouble.LOCKED: QT_TRANSLATE_NOOP(
        "workbook", "Try again in a moment, or save a copy elsewhere."
    ),
    Trouble.PATH_TOO_LONG: QT_TRANSLATE_NOOP(
        "workbook", "Save a copy under a shorter name, or in another folder."
    ),
}
_ELSEWHERE = QT_TRANSLATE_NOOP("workbook", "Save a copy elsewhere.")
_UNTOUCHED = QT_TRANSLATE_NOOP(
    "workbook", "Nothing on the disk was changed, and your work is still open here."
)
_STILL_OPEN = QT_TRANSLATE_NOOP("workbook", "Your work is still open here.")


def trouble_of(error: OSError, path: Path) -> Trouble:
    """What kind of trouble the system's error is."""
    if isinstance(error, NameRefusedError):
        return Trouble.NAME
    if os.name == "nt" and len(str(path)) > LONGEST_WINDOWS_PATH:
        return Trouble.PATH_TOO_LONG
    by_windows = _BY_WINDOWS_NUMBER.get(getattr(error, "winerror", None) or 0)
    return by_windows or _BY_NUMBER.get(error.errno or 0, Trouble.OTHER)


def reason_of(error: OSError, path: Path) -> str:
    """Why the system refused, as a part of a sentence, in our words where there are some."""
    return translate("workbook", _REASONS[trouble_of(error, path)]).format(
        folder=path.parent.name or path.parent, system=system_reason(error)
    )


def not_saved(error: OSError, path: Path) -> SaveError:
    """The error for people, from the system's own."""
    trouble, reason = trouble_of(error, path), reason_of(error, path)
    state = _STILL_OPEN if trouble is Trouble.GONE else _UNTOUCHED
    advice = translate("workbook", _ADVICE.get(trouble, _ELSEWHERE))
    if trouble is Trouble.NAME:
        text = translate("workbook", "{name} was not saved. {reason} {state}")
        return SaveError(
            trouble,
            text.format(name=path.name, reason=error.strerror, state=translate("workbook", state)),
        )
    return SaveError(
        trouble,
        translate("workbook", "{name} was not saved: {reason}. {state} {advice}").format(
            name=path.name, reason=reason, state=state, advice=advice
        ),
    )


def not_read(error: OSError, path: Path) -> WorkbookFileError:
    """The error of a file that cannot be read, for people, from the system's own."""
    if trouble_of(error, path) is Trouble.LOCKED:
        return WorkbookFileError(
            translate(
                "workbook", "{name} cannot be read just now: {reason}. Try again in a moment."
            ).format(name=path.name, reason=reason_of(error, path))
        )
    return WorkbookFileError(
        translate("workbook", "{name} cannot be read: {reason}.").format(
            name=path.name, reason=system_reason(error)
        )
    )


def not_the_same(path: Path) -> SaveError:
    """The workbook did not read back the same."""
    return SaveError(
        Trouble.NOT_THE_SAME,
        translate(
            "workbook",
            "{name} was not saved: the workbook did not read back the same. {untouched} Report "
            "this with the file.",
        ).format(name=path.name, untouched=translate("workbook", _UNTOUCHED)),
    )


def changed(path: Path) -> SaveError:
    """The file is another than when it was opened."""
    return SaveError(
        Trouble.CHANGED,
        translate(
            "workbook",
            "{name} was not saved: somebody else, or a sync program, has changed the file since "
            "you opened or saved it. {untouched}",
        ).format(name=path.name, untouched=translate("workbook", _UNTOUCHED)),
    )


def missing(path: Path) -> SaveError:
    """The file is not where it was."""
    return SaveError(
        Trouble.MISSING,
        translate(
            "workbook",
            "{name} was not saved: the file is not there any more. It was moved, renamed or "
            "removed, or its drive has gone. {still_open}",
        ).format(name=path.name, still_open=translate("workbook", _STILL_OPEN)),
    )


def in_use(path: Path, holder: str) -> SaveError:
    """Somebody else has the workbook open; `holder` says who, as in “open in …”."""
    return SaveError(
        Trouble.IN_USE,
        translate(
            "workbook",
            "{name} was not saved: it is open in {holder}. {untouched} Save a copy elsewhere.",
        ).format(name=path.name, holder=holder, untouched=translate("workbook", _UNTOUCHED)),
    )


def half_written(target: Path) -> SaveError:
    """Writing into the file broke off, and the old text could not be put back."""
    return SaveError(
        Trouble.HALF_WRITTEN,
        translate(
            "workbook",
            "{name} was only half written, and is damaged. The version before is whole in "
            "{name}{previous}, and your work is still open here. Save a copy elsewhere.",
        ).format(name=target.name, previous=PREVIOUS),
    )


def system_reason(error: OSError) -> str:
    """The system's own reason, as a part of a sentence."""
    text = error.strerror or str(error)
    return text[:1].lower() + text[1:]
