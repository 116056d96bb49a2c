"""What drives the real window where nobody looks: for the demonstration and other pictures."""

import sys

from PySide6.QtCore import QEventLoop, QMessageLogContext, QtMsgType
from PySide6.QtWidgets import QApplication, QWidget

from spdesk.core.errors import SpDeskError
from spdesk.ui.messages import DialogMessages
from spdesk.ui.room_job import RoomJob

_TURNS = 6
"""Posted layouts post layouts of their own."""


class OutOfSightError(SpDeskError):
    """The program had something to ask or to tell, and nobody was there."""


class NoDialogs(DialogMessages):
    """Nobody is there to answer a dialog: trouble ends what is going on."""

    def tell_trouble(self, parent: QWidget | None, text: str) -> None:  # noqa: ARG002
        raise OutOfSightError(text)


def settle(window: QWidget) -> None:
    """Let work beside the window end, and everything find its place."""
    while any(job.is_working for job in window.findChildren(RoomJob)):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    for _ in range(_TURNS):
        QApplication.processEvents()


def pass_on(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Print what Qt says, but for what it says whenever a window is shown without a screen."""
    if "This plugin does not support" not in message:
        print(message, file=sys.stderr)
