"""Which files of a folder are workbooks."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from spdesk.exchange.collate.tables import CollateError
from spdesk.workbook.places import is_there
from spdesk.workbook.store import SUFFIX
from spdesk.workbook.trouble import system_reason

Skip = Callable[[str, str], None]
"""Is told of a place that was not read, and why."""


def check_folder(folder: Path) -> None:
    """Raise CollateError when this is no folder, or one that cannot be read."""
    try:
        if not is_there(folder):
            raise CollateError(f"There is no folder called {folder}.")
        if not folder.is_dir():
            raise CollateError(
                f"{folder} is not a folder: name the folder that holds the workbooks."
            )
        os.scandir(folder).close()
    except OSError as error:
        raise CollateError(f"{folder} cannot be read: {system_reason(error)}.") from error


def workbooks_in(folder: Path, skip: Skip) -> Iterator[str]:
    """The paths of all workbooks below a folder, from it on, in no order, one at a time.

    Previous versions, locks and temporary files have other endings; what begins with a full stop or
    "~" is a leftover of a system or another program. Links to folders are not followed. `skip` is
    told of each folder that cannot be read.
    """
    waiting = [""]
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(folder / place) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(f"{place}{entry.name}/")
                    elif _is_workbook(entry.name):
                        yield f"{place}{entry.name}"
        except OSError as error:
            skip(place, f"The folder cannot be read: {system_reason(error)}.")


def _is_workbook(name: str) -> bool:
    return name.lower().endswith(SUFFIX) and not name.startswith((".", "~"))
