"""Every part of the window has the text size that was chosen, from the first moment on.

A system that has fonts of its own for menus, lists and tool tips gives them to Qt by class, as is
done here. Qt puts them back when the first style sheet is set.
"""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDockWidget,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QMainWindow,
    QMenu,
    QMenuBar,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QStatusBar,
    QTabBar,
    QTableView,
    QTextBrowser,
    QToolButton,
    QToolTip,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from spdesk.ui.theme.fonts import FAMILIES
from spdesk.ui.theme.look import BASE_POINTS, Look

CLASSES = (
    *("QMenu", "QMenuBar", "QMessageBox", "QMessageBoxLabel", "QTipLabel", "QStatusBar", "QLabel"),
    *("QMdiSubWindowTitleBar", "QDockWidgetTitle", "QPushButton", "QCheckBox", "QRadioButton"),
    *("QToolButton", "QAbstractItemView", "QListView", "QHeaderView", "QListBox", "QComboMenuItem"),
    *("QComboLineEdit", "QSmallFont", "QMiniFont", "QTitleBar"),
)
"""What a theme of a platform may have a font of its own for."""


KINDS: dict[str, Callable[[], QWidget]] = {
    **{
        kind.__name__: kind
        for kind in (
            *(QMenu, QMenuBar, QLabel, QPushButton, QLineEdit, QListView, QListWidget, QTreeView),
            *(QTableView, QComboBox, QStatusBar, QGroupBox, QDockWidget, QToolButton, QCheckBox),
            *(QRadioButton, QPlainTextEdit, QTextBrowser, QSpinBox, QTabBar, QMessageBox),
            *(QMainWindow, QWidget),
        )
    },
    "QHeaderView": lambda: QHeaderView(Qt.Orientation.Horizontal),
}


@pytest.fixture
def with_system_fonts(qapp: QApplication) -> None:
    """As after the start on a system that has fonts of its own: small ones, by class."""
    qapp.setStyleSheet("")
    small = QFont("Nobody’s font", 9)
    qapp.setFont(small)
    for kind in CLASSES:
        qapp.setFont(small, kind)


def size_of(widget: QWidget) -> float:
    widget.ensurePolished()
    return widget.font().pointSizeF()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_everything_has_the_chosen_size_at_the_first_start(
    qtbot: QtBot, with_system_fonts: None, look: Look, scale: float
) -> None:
    look.begin("light", scale)
    points = pytest.approx(BASE_POINTS * scale, abs=0.1)
    made = {name: make() for name, make in KINDS.items()}
    for one in made.values():
        qtbot.addWidget(one)
    combo, box = made["QComboBox"], made["QMessageBox"]
    assert isinstance(combo, QComboBox)
    assert isinstance(box, QMessageBox)
    box.setText("A question?")
    shown = {**made, "list of a QComboBox": combo.view()}
    shown |= {f"{label.objectName()} in a QMessageBox": label for label in box.findChildren(QLabel)}
    assert {name: size_of(one) for name, one in shown.items()} == dict.fromkeys(shown, points)
    for one in shown.values():
        assert tuple(one.font().families()) == FAMILIES
    for kind in CLASSES:
        assert QApplication.font(kind).pointSizeF() == points
    assert QToolTip.font().pointSizeF() == points
