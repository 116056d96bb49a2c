"""Patience with files that another program holds: a scanner, a backup, a sync program, a viewer.

Most let go within a fraction of a second. There is one way to wait for that, and everything that
reads, replaces or removes a file of the user's takes it.
"""

import errno
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from spdesk.workbook.windows import is_held

BLINK = 0.4
"""Seconds that a whole read or save waits at most, all its steps together: a window stands still
meanwhile, and nobody should see it."""

_FIRST_PAUSE = 0.01
_BUSY = {errno.EBUSY, errno.ETXTBSY}
_HELD_BY_WINDOWS = {32, 33}

Done = TypeVar("Done")


class Patience:
    """The time that one read or one save has for waiting; its steps use it up together."""

    def __init__(self, seconds: float = BLINK) -> None:
        self._left = seconds

    def attempt(self, action: Callable[[], Done], *files: Path) -> Done:
        """Do something with files, again and again while another program holds one of them.

        Raises what the action raises. When the time is used up and a file is still held, that is
        an OSError with the number EBUSY, on every system.
        """
        pause, doubtful = _FIRST_PAUSE, True
        while True:
            try:
                return action()
            except OSError as error:
                if _says_held(error) or (_is_refusal(error) and any(map(is_held, files))):
                    if self._left <= 0:
                        name = str(files[0]) if files else None
                        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), name) from error
                elif _is_refusal(error) and doubtful:
                    doubtful = False  # perhaps let go between the refusal and the question
                    continue
                else:
                    raise
            self._wait(pause)
            pause *= 2

    def read(self, file: Path) -> bytes:
        """The bytes of a file. Raises OSError."""
        return self.attempt(file.read_bytes, file)

    def replace(self, source: Path, target: Path) -> None:
        """Put one file in the place of another, or where none is. Raises OSError."""
        self.attempt(lambda: source.replace(target), target, source)

    def remove(self, file: Path) -> bool:
        """Remove a file if it is there; gives whether it is gone."""
        with suppress(OSError):
            self.attempt(lambda: file.unlink(missing_ok=True), file)
            return True
        return False

    def _wait(self, pause: float) -> None:
        pause = min(pause, self._left)
        time.sleep(pause)
        self._left -= pause


def _says_held(error: OSError) -> bool:
    return error.errno in _BUSY or getattr(error, "winerror", None) in _HELD_BY_WINDOWS


def _is_refusal(error: OSError) -> bool:
    """Whether this is Windows' answer for a right that is missing as for a file that is held."""
    return os.name == "nt" and isinstance(error, PermissionError)
