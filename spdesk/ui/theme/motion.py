"""The program never moves by itself: no menu slides, no list unfolds, nothing fades.

Qt 6.10 does not tell whether the system asks for less motion, so nobody could be spared by asking.
Nothing here needs motion to be understood: it is therefore off for everybody, on every system. The
style sheet stops what styles animate; this stops the effects that Qt takes over from the desktop.
Only the cursor in a field blinks, as fast as the system says, or not at all where it says so.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

STILL = """
    QMainWindow, QTreeView { qproperty-animated: false; }
    QProgressBar, QScrollBar, QTreeView, QMainWindow, QTabBar { widget-animation-duration: 0; }
"""
"""The part of the style sheet that stops docks, trees, bars and tabs."""


def hold_still(application: QApplication) -> None:
    """Switch off every effect of Qt's own."""
    for effect in Qt.UIEffect:
        application.setEffectEnabled(effect, False)
