"""Puts new content in the place of a file, so that the disk always holds a whole version."""

import errno
import hashlib
import os
import re
import secrets
import shutil
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from spdesk.workbook.file_names import refusal_here
from spdesk.workbook.patience import Patience
from spdesk.workbook.places import is_there, real_path
from spdesk.workbook.trouble import PREVIOUS, NameRefusedError, half_written
from spdesk.workbook.windows import is_hidden, set_hidden

LEFTOVER_AGE = 3600.0
"""Seconds. A temporary file that is older belongs to a save that was killed: none takes so long."""

_LEFTOVER = re.compile(r"\.spdesk-(?:[a-z0-9_]{8}\.tmp|[0-9a-f]{8}\.old)")
_TRIES = 3
"""Names for a temporary file, should the first be taken. Each is one of four thousand millions."""

_NO_REPLACING = {
    errno.EBUSY,
    errno.EXDEV,
    errno.EPERM,
    errno.EACCES,
    errno.EEXIST,
    errno.EINVAL,
    errno.EOPNOTSUPP,
}
"""What drives answer that can write into a file but cannot put another in its place."""


def previous_of(target: Path) -> Path:
    """Where the version before is kept."""
    return target.with_name(target.name + PREVIOUS)


def replace_content(
    path: Path,
    content: bytes,
    *,
    keep_previous: bool,
    check: Callable[[], None],
    patience: Patience | None = None,
) -> bool:
    """Put `content` in the place of a file, behind every link; the old file is never removed.

    `check` is called just before the last step, and raises if that must not be taken. `patience`:
    what is left of that of the whole save. Gives False when the version before should be kept
    beside it and could not be. Raises OSError, after which the old file is as it was, or SaveError,
    which says what is damaged.
    """
    if said := refusal_here(path.name):
        raise NameRefusedError(said, path)
    target, patience = real_path(path), patience or Patience()
    if is_there(target) and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "read-only", str(target))
    temporary, aside = _new_file(target.parent, content), _aside(target)
    try:
        _give_rights(temporary, target)
        if keep_previous and target.is_file():
            _set_aside(target, aside, patience)
        check()
        _hide_like(temporary, target)
        kept = _put_in_place(temporary, target, aside, content, keep_previous, patience)
    finally:
        for leftover in (temporary, aside):
            patience.remove(leftover)
    _sync_folder(target.parent)
    with suppress(OSError):  # the save itself is done
        remove_leftovers(target.parent, target.stat().st_mtime - LEFTOVER_AGE)
    return kept


def remove_leftovers(folder: Path, before: float) -> None:
    """Remove what killed saves left: our own temporary files last written before a time.

    The time is in seconds, by the clock of the disk. A running save is younger; one that slept
    that long fails and leaves the old file whole.
    """
    with suppress(OSError):
        for entry in os.scandir(folder):
            if _LEFTOVER.fullmatch(entry.name):
                with suppress(OSError):
                    status = entry.stat(follow_symlinks=False)
                    if stat.S_ISREG(status.st_mode) and status.st_mtime < before:
                        Path(entry.path).unlink()


def _new_file(folder: Path, content: bytes) -> Path:
    """A new file of our own with this content, on the disk and out of sight."""
    path, stream = _made(folder)
    try:
        with stream:
            set_hidden(path)
            _write(stream.fileno(), content)
    except OSError:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise
    return path


def _made(folder: Path) -> tuple[Path, BinaryIO]:
    """A new file, open for writing, that its owner alone may read.

    Not by `tempfile`: in a folder where nobody may make files it tries two thousand million names
    on Windows, up to Python 3.12.
    """
    for _ in range(_TRIES - 1):
        with suppress(FileExistsError):
            return _made_as(folder / _new_name())
    return _made_as(folder / _new_name())


def _new_name() -> str:
    return f".spdesk-{secrets.token_hex(4)}.tmp"


def _made_as(path: Path) -> tuple[Path, BinaryIO]:
    # `os.open` alone would write text on Windows: `open` gives it the flags that it needs.
    return path, open(path, "xb", opener=_for_the_owner)


def _for_the_owner(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def _hide_like(temporary: Path, target: Path) -> None:
    """A file that is hidden stays so, and no other becomes it."""
    with suppress(OSError):
        set_hidden(temporary, hidden=target.exists() and is_hidden(target))


def _put_in_place(
    temporary: Path,
    target: Path,
    aside: Path,
    content: bytes,
    keep_previous: bool,
    patience: Patience,
) -> bool:
    try:
        patience.replace(temporary, target)
    except OSError as error:
        if error.errno not in _NO_REPLACING or not _can_be_written(target):
            raise
        _write_into(target, content, aside, keep_previous, patience)
        return True
    try:
        if is_there(aside):
            patience.replace(aside, previous_of(target))
    except OSError:  # the save itself is done
        return False
    return True


def _aside(target: Path) -> Path:
    """The version before, until the new one is in its place: one name for each file."""
    mark = hashlib.sha256(os.fsencode(target.name)).hexdigest()[:8]
    return target.with_name(f".spdesk-{mark}.old")


def _set_aside(target: Path, aside: Path, patience: Patience) -> None:
    """Give the old file a second name: that takes no room, and its bytes are not touched.

    Drives without hard links get a copy; so does somebody else's file, whose second name we might
    not be allowed to remove again; and so does every file on Windows, where no name of a file can
    be removed while another program holds it.
    """
    patience.attempt(lambda: aside.unlink(missing_ok=True), aside)
    with suppress(OSError):
        if _can_be_linked(target):
            os.link(target, aside)
            return
    patience.attempt(lambda: shutil.copyfile(target, aside), target)
    shutil.copymode(target, aside)
    set_hidden(aside)
    _sync(aside)


def _can_be_linked(target: Path) -> bool:
    """Whether a second name of this file may be removed again."""
    return hasattr(os, "geteuid") and target.stat().st_uid == os.geteuid()


def _can_be_written(target: Path) -> bool:
    try:
        with target.open("r+b"):
            return True
    except OSError:
        return False


def _write_into(
    target: Path, content: bytes, aside: Path, keep_previous: bool, patience: Patience
) -> None:
    """Write over a file that cannot be replaced, with a whole copy of it beside it meanwhile."""
    old, previous = patience.read(target), previous_of(target)
    # It may be the very same file under a second name.
    patience.attempt(lambda: aside.unlink(missing_ok=True), aside)
    _write_over(aside, old)
    shutil.copymode(target, aside)
    set_hidden(aside)
    try:
        patience.replace(aside, previous)
    except OSError:  # a drive on which nothing can be replaced
        _write_over(previous, old)
        set_hidden(previous)
    try:
        _write_over(target, content)
    except OSError:
        try:
            _write_over(target, old)
        except OSError as error:
            raise half_written(target) from error
        raise
    if not keep_previous:
        patience.remove(previous)


def _write_over(path: Path, content: bytes) -> None:
    # Some systems let nobody open another's file in a shared folder in a way that could make it,
    # and Windows nobody open a hidden one so.
    with path.open("r+b" if path.exists() else "xb") as stream:
        _write(stream.fileno(), content)
        stream.truncate(len(content))
        os.fsync(stream.fileno())
    if path.read_bytes() != content:
        raise OSError(errno.EIO, "it does not read back as it was written", str(path))


def _write(handle: int, content: bytes) -> None:
    """Write and flush to the disk."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]
    os.fsync(handle)


def _give_rights(temporary: Path, target: Path) -> None:
    """The group and the permissions of the old file, or what a new file would get."""
    try:
        old = target.stat()
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        return
    if hasattr(os, "chown"):
        with suppress(OSError):  # only a member may give a file to a group
            os.chown(temporary, -1, old.st_gid)
        with suppress(OSError):  # and only root may give it to another owner
            os.chown(temporary, old.st_uid, -1)
    temporary.chmod(stat.S_IMODE(old.st_mode))


def _sync(path: Path) -> None:
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable where the system allows it (Windows does not)."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
