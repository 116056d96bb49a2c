"""What only Windows knows of a file: who holds it, and whether folders show it.

On other systems nobody holds a file against others, and a dot before the name hides it.
"""

import sys
from pathlib import Path

if sys.platform == "win32":
    import ctypes
    import stat
    from ctypes import wintypes

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel.CreateFileW.restype = wintypes.HANDLE
    _kernel.CreateFileW.argtypes = (
        wintypes.LPCWSTR, wintypes.DWORD, wintypes.DWORD, wintypes.LPVOID,
        wintypes.DWORD, wintypes.DWORD, wintypes.HANDLE,
    )  # fmt: skip
    _kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
    _kernel.SetFileAttributesW.argtypes = (wintypes.LPCWSTR, wintypes.DWORD)

    _READ, _DELETE = 0x80000000, 0x00010000
    _SHARE_ALL = 7
    _OPEN_EXISTING = 3
    _NO_HANDLE = wintypes.HANDLE(-1).value
    _SHARING_VIOLATIONS = {32, 33}

    def is_held(path: Path) -> bool:
        """Whether another program has the file open in a way that shuts others out.

        Asked of the system itself: `open` gives "permission denied" for this as for a right that
        is missing, and replacing a file that is held gives "access denied", too. To be read and to
        be replaced are asked apart, since a user may have the right to the one alone.
        """
        for access in (_READ, _DELETE):
            handle = _kernel.CreateFileW(
                str(path), access, _SHARE_ALL, None, _OPEN_EXISTING, 0, None
            )
            if handle != _NO_HANDLE:
                _kernel.CloseHandle(handle)
            elif ctypes.get_last_error() in _SHARING_VIOLATIONS:
                return True
        return False

    def is_hidden(path: Path) -> bool:
        """Whether folders leave the file out. Raises OSError."""
        return bool(path.stat().st_file_attributes & stat.FILE_ATTRIBUTE_HIDDEN)

    def set_hidden(path: Path, *, hidden: bool = True) -> None:
        """Have folders leave a file out, or show it. Where that cannot be, it stays as it is."""
        try:
            attributes = path.stat().st_file_attributes
        except OSError:
            return
        attributes &= ~stat.FILE_ATTRIBUTE_HIDDEN
        if hidden:
            attributes |= stat.FILE_ATTRIBUTE_HIDDEN
        _kernel.SetFileAttributesW(str(path), attributes or stat.FILE_ATTRIBUTE_NORMAL)

else:

    def is_held(_path: Path) -> bool:
        """Whether another program has the file open in a way that shuts others out: never here."""
        return False

    def is_hidden(_path: Path) -> bool:
        """Whether an attribute hides the file: there is none here."""
        return False

    def set_hidden(_path: Path, *, hidden: bool = True) -> None:
        """Nothing to do here: the names of the files that are to be hidden begin with a dot."""
