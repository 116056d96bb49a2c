"""Puts new content in the place of a file, so that the disk always holds a whole version."""

import errno
import hashlib
import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from spdesk.workbook.trouble import PREVIOUS, half_written

LEFTOVER_AGE = 3600.0
"""Seconds. A temporary file that is older belongs to a save that was killed: none takes so long."""

_LEFTOVER = re.compile(r"\.spdesk-[a-z0-9_]{8}\.tmp")
_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between attempts; scanners and sync programs let go of a file soon."""

_BUSY = {errno.EBUSY, errno.ETXTBSY}
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
    target: Path, content: bytes, *, keep_previous: bool, check: Callable[[], None]
) -> bool:
    """Put `content` in the place of `target`, which is no link; the old file is never removed.

    `check` is called just before the last step, and raises if that must not be taken. Gives False
    when the version before should be kept beside it and could not be. Raises OSError, after which
    the old file is as it was, or SaveError, which says what is damaged.
    """
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "read-only", str(target))
    handle, name = tempfile.mkstemp(prefix=".spdesk-", suffix=".tmp", dir=target.parent)
    temporary, aside = Path(name), _aside(target)
    try:
        with os.fdopen(handle, "wb") as stream:
            _write(stream.fileno(), content)
        _give_rights(temporary, target)
        if keep_previous and target.is_file():
            _set_aside(target, aside)
        check()
        kept = _put_in_place(temporary, target, aside, content, keep_previous)
    finally:
        for leftover in (temporary, aside):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)
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


def _put_in_place(
    temporary: Path, target: Path, aside: Path, content: bytes, keep_previous: bool
) -> bool:
    try:
        _patiently(temporary, target)
    except OSError as error:
        if error.errno not in _NO_REPLACING or not _can_be_written(target):
            raise
        _write_into(target, content, aside, keep_previous)
        return True
    try:
        if aside.exists():
            _patiently(aside, previous_of(target))
    except OSError:  # the save itself is done
        return False
    return True


def _patiently(source: Path, target: Path) -> None:
    """Replace a file; try again when another program holds it just now."""
    for wait in _WAITS:
        try:
            source.replace(target)
        except OSError as error:
            held = os.name == "nt" and isinstance(error, PermissionError)
            if not held and error.errno not in _BUSY:
                raise
            time.sleep(wait)
        else:
            return
    source.replace(target)


def _aside(target: Path) -> Path:
    """The version before, until the new one is in its place: one name for each file."""
    mark = hashlib.sha256(os.fsencode(target.name)).hexdigest()[:8]
    return target.with_name(f".spdesk-{mark}.old")


def _set_aside(target: Path, aside: Path) -> None:
    """Give the old file a second name: that takes no room, and its bytes are not touched.

    Drives without hard links get a copy; so does somebody else's file, whose second name we might
    not be allowed to remove again.
    """
    aside.unlink(missing_ok=True)
    try:
        if hasattr(os, "geteuid") and target.stat().st_uid != os.geteuid():
            raise PermissionError
        os.link(target, aside)
    except OSError:
        shutil.copyfile(target, aside)
        shutil.copymode(target, aside)
        _sync(aside)


def _can_be_written(target: Path) -> bool:
    try:
        with target.open("r+b"):
            return True
    except OSError:
        return False


def _write_into(target: Path, content: bytes, aside: Path, keep_previous: bool) -> None:
    """Write over a file that cannot be replaced, with a whole copy of it beside it meanwhile."""
    old, previous = target.read_bytes(), previous_of(target)
    aside.unlink(missing_ok=True)  # it may be the very same file under a second name
    _write_over(aside, old)
    shutil.copymode(target, aside)
    try:
        _patiently(aside, previous)
    except OSError:  # a drive on which nothing can be replaced
        _write_over(previous, old)
    try:
        _write_over(target, content)
    except OSError:
        try:
            _write_over(target, old)
        except OSError as error:
            raise half_written(target) from error
        raise
    if not keep_previous:
        previous.unlink()


def _write_over(path: Path, content: bytes) -> None:
    # Some systems let nobody open another's file in a shared folder in a way that could make it.
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
