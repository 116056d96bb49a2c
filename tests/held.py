"""Files that another program holds, as a scanner, a backup, a sync program or a viewer does."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntFlag
from pathlib import Path

import pytest

HOLD = """
import ctypes, sys
from ctypes import wintypes
kernel = ctypes.WinDLL("kernel32", use_last_error=True)
kernel.CreateFileW.restype = wintypes.HANDLE
kernel.CreateFileW.argtypes = (
    wintypes.LPCWSTR, wintypes.DWORD, wintypes.DWORD, wintypes.LPVOID,
    wintypes.DWORD, wintypes.DWORD, wintypes.HANDLE,
)
kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
READ, OPEN_EXISTING = 0x80000000, 3
handle = kernel.CreateFileW(sys.argv[1], READ, int(sys.argv[2]), None, OPEN_EXISTING, 0, None)
failed = handle == wintypes.HANDLE(-1).value
print(f"error {ctypes.get_last_error()}" if failed else "held", flush=True)
sys.stdin.read()
kernel.CloseHandle(handle)
"""


class Share(IntFlag):
    """What the program that holds a file leaves to all others meanwhile; Windows' own numbers."""

    NONE = 0
    READ = 1
    WRITE = 2
    DELETE = 4
    """Also to rename it, and to put another file in its place."""


@contextmanager
def held(path: Path, share: Share, seconds: float | None = None) -> Iterator[None]:
    """Have another program hold a file; for so many seconds, or until the block ends.

    The seconds run from when the file is held for certain.
    """
    if sys.platform != "win32":
        pytest.skip("only Windows keeps others off a file that a program has open")
    command = [sys.executable, "-I", "-S", "-c", HOLD, str(path), str(int(share))]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        release = threading.Timer(seconds or 0, holder.stdin.close)
        if seconds is not None:
            release.start()
        try:
            yield
        finally:
            if seconds is not None:
                release.join()
