"""Where a file really is, and whether it is there: the same answers on every Python."""

import errno
import os
from pathlib import Path

from spdesk.core.translation import QT_TRANSLATE_NOOP, translate

_RING = QT_TRANSLATE_NOOP("workbook", "its links lead round in a ring")

_WINDOWS_RING = 1921
"""Windows' own number for it (ERROR_CANT_RESOLVE_FILENAME), which Python gives no errno."""


def real_path(path: Path) -> Path:
    """The whole path of a file, behind every link; the file itself need not be there.

    Raises OSError with the number ELOOP where links lead round in a ring. Path.resolve() raises
    RuntimeError there up to Python 3.12, and nothing from 3.13 on.
    """
    real = Path(os.path.realpath(path))
    try:
        real.stat()
    except OSError as error:
        if error.errno == errno.ELOOP or getattr(error, "winerror", None) == _WINDOWS_RING:
            raise OSError(errno.ELOOP, translate("workbook", _RING), str(path)) from error
        # What else is wrong with the place is told by whoever reads or writes there.
    return real


def is_there(path: Path) -> bool:
    """Whether something is at a path. Raises OSError where the system does not let us know.

    Path.exists() raises it up to Python 3.13, and says no from 3.14 on: a file that may not be seen
    would be taken for a free place.
    """
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def is_file(path: Path) -> bool:
    """Whether a file is there to be seen: no where the system does not let us know."""
    try:
        return path.is_file()
    except OSError:  # Python 3.14 says no by itself
        return False


def is_folder(path: Path) -> bool:
    """Whether a folder is there to be seen: no where the system does not let us know."""
    try:
        return path.is_dir()
    except OSError:  # Python 3.14 says no by itself
        return False
