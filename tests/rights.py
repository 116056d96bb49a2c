"""Rights that are missing, on every system: by a mode, an access list, or a mount."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from enum import Enum
from pathlib import Path

import pytest


class Right(Enum):
    """What can be refused, with the mode that refuses it and Windows' numbers of the same rights."""

    READ = (0o000, 0x1)
    """To read a file, to list a folder."""
    WRITE = (0o555, 0x2 | 0x4)
    """To write into a file, to make files and folders in a folder."""


@contextmanager
def without(right: Right, path: Path) -> Iterator[None]:
    """Take a right to a file or folder away from everybody until the block ends.

    Skips where nothing is refused to the user who runs the tests, as to root.
    """
    with ExitStack() as undo:
        if sys.platform == "win32":
            undo.enter_context(_denied(right, path))
        elif os.geteuid() == 0 and right is Right.WRITE and path.is_dir():
            undo.enter_context(_mounted_read_only(path))
        else:
            mode = stat.S_IMODE(path.stat().st_mode)
            path.chmod(mode & right.value[0])
            undo.callback(path.chmod, mode)
        if not _is_refused(right, path):
            pytest.skip("nothing is refused to the user who runs the tests")
        yield


def link(path: Path, target: Path) -> None:
    """Make a symbolic link; skips where the user may make none, as on Windows by default."""
    try:
        path.symlink_to(target)
    except OSError as error:
        pytest.skip(f"no right to make links here: {error}")
    if not path.is_symlink():
        pytest.skip("what this system makes as a link is none")


def _is_refused(right: Right, path: Path) -> bool:
    try:
        if path.is_file():
            with path.open("rb" if right is Right.READ else "r+b"):
                return False
        if right is Right.READ:
            os.listdir(path)  # noqa: PTH208  only to see whether it may be done
        else:
            (path / "probe").touch()
            (path / "probe").unlink()
    except OSError:
        return True
    return False


@contextmanager
def _mounted_read_only(folder: Path) -> Iterator[None]:
    """Root is refused something only by a disk that may only be read."""
    for command in (["--bind", folder, folder], ["-o", "remount,ro,bind", folder]):
        if subprocess.run(["mount", *command], capture_output=True, check=False).returncode:
            subprocess.run(["umount", folder], capture_output=True, check=False)
            pytest.skip("no right to mount anything here")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _rights = ctypes.WinDLL("advapi32", use_last_error=True)
    _kernel.CreateFileW.restype = wintypes.HANDLE
    _kernel.CreateFileW.argtypes = (
        wintypes.LPCWSTR, wintypes.DWORD, wintypes.DWORD, wintypes.LPVOID,
        wintypes.DWORD, wintypes.DWORD, wintypes.HANDLE,
    )  # fmt: skip
    _kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
    _kernel.LocalFree.argtypes = (wintypes.LPVOID,)
    _rights.ConvertStringSecurityDescriptorToSecurityDescriptorW.argtypes = (
        wintypes.LPCWSTR, wintypes.DWORD, ctypes.POINTER(wintypes.LPVOID), wintypes.LPVOID,
    )  # fmt: skip
    _rights.SetKernelObjectSecurity.argtypes = (wintypes.HANDLE, wintypes.DWORD, wintypes.LPVOID)

    _CHANGE_RIGHTS = 0x00040000 | 0x00020000  # and to read them
    _SHARE_ALL = 7
    _OPEN_EXISTING = 3
    _ALSO_FOLDERS = 0x02000000
    _ACCESS_LIST = 4
    _EVERYTHING = "(A;OICI;FA;;;WD)"
    """To everybody; SDDL is Windows' own language for access lists."""

    @contextmanager
    def _denied(right: Right, path: Path) -> Iterator[None]:
        """Deny everybody a right; afterwards everybody has all."""
        with ExitStack() as opened:
            handle = opened.enter_context(_changing_rights(path))
            _set_access_list(handle, f"D:P(D;;{right.value[1]:#x};;;WD){_EVERYTHING}")
            # What may not be read can perhaps not be opened a second time. Any other file is closed
            # meanwhile: nobody can put another in the place of one that is open.
            again = right is Right.WRITE and path.is_file()
            if again:
                opened.close()
            try:
                yield
            finally:
                if again:
                    handle = opened.enter_context(_changing_rights(path))
                _set_access_list(handle, f"D:P{_EVERYTHING}")

    @contextmanager
    def _changing_rights(path: Path) -> Iterator[int]:
        handle = _kernel.CreateFileW(
            str(path), _CHANGE_RIGHTS, _SHARE_ALL, None, _OPEN_EXISTING, _ALSO_FOLDERS, None
        )
        if handle == wintypes.HANDLE(-1).value:
            raise ctypes.WinError(ctypes.get_last_error())
        try:
            yield handle
        finally:
            _kernel.CloseHandle(handle)

    def _set_access_list(handle: int, text: str) -> None:
        made = wintypes.LPVOID()
        if not _rights.ConvertStringSecurityDescriptorToSecurityDescriptorW(
            text, 1, ctypes.byref(made), None
        ):
            raise ctypes.WinError(ctypes.get_last_error())
        try:
            if not _rights.SetKernelObjectSecurity(handle, _ACCESS_LIST, made):
                raise ctypes.WinError(ctypes.get_last_error())
        finally:
            _kernel.LocalFree(made)
