"""Run on Windows: open a workbook as a double click does, see that it is open, and close it.

association.py FILE: the shell starts the program that the file's ending belongs to; the file is
open once its lock lies beside it and a window bears its name.
"""

import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE = 60.0  # seconds
CLOSE = 0x10  # WM_CLOSE, what the cross in the corner sends


def main(name: str) -> None:
    workbook = Path(name)
    lock = workbook.with_name(f".~lock.{workbook.name}#")
    subprocess.run(["cmd", "/c", "start", "", name], check=True)
    wait("its lock", lock.exists)
    wait("its window", lambda: bool(windows(workbook.stem)))
    for window in windows(workbook.stem):
        user32().PostMessageW(window, CLOSE, 0, 0)
    wait("the end of its lock", lambda: not lock.exists())
    wait("the end of its window", lambda: not windows(workbook.stem))
    print(f"{workbook.name} was opened by its ending, and closed")


def wait(what: str, there: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not there():
        if time.monotonic() > until:
            sys.exit(f"After {PATIENCE:.0f} s there is not {what}; the windows: {windows('')}")
        time.sleep(0.2)


def windows(part: str) -> dict[int, str]:
    """The windows in sight whose title has this part."""
    found: dict[int, str] = {}

    def note(window: int, _: int) -> bool:
        title = ctypes.create_unicode_buffer(512)
        user32().GetWindowTextW(window, title, len(title))
        if user32().IsWindowVisible(window) and title.value and part in title.value:
            found[window] = title.value
        return True

    if sys.platform == "win32":
        kind = ctypes.WINFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p)
        user32().EnumWindows(kind(note), 0)
    return found


def user32() -> "ctypes.CDLL":
    if sys.platform == "win32":
        return ctypes.windll.user32
    raise OSError(f"there are no windows of Windows here ({os.name})")


if __name__ == "__main__":
    main(sys.argv[1])
