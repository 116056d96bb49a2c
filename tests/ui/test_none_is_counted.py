"""Guards against a Qt binding that gives None away: newer ones abort on Python 3.11 for it."""

import sys

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

CALLS = 1000


def test_qt_calls_do_not_use_none_up(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        widget.update()
    # From Python 3.12 on None cannot be used up and the count stands still.
    assert sys.getrefcount(None) > before - CALLS // 2
