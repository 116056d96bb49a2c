"""Who may come to the front. On Windows only the program that the user has just started may."""

import sys


def let_come_to_front(process: int) -> bool:
    """Hand this program's right to come to the front on to another one; gives whether it could.

    `process`: the id of the other. It has to be handed on before that program shows its window:
    Windows otherwise lets the button in the task bar blink. On other systems there is nothing to
    hand on.
    """
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  only here

        return bool(ctypes.windll.user32.AllowSetForegroundWindow(process))
    return True
