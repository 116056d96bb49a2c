"""Everything that somebody can read or hear in a window."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSpinBox,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

from tests.ui.driving import shown


def texts_of(root: QWidget) -> set[str]:
    """Everything that somebody can read or hear in a window."""
    found: set[str] = set()
    for widget in (root, *shown(root, QWidget)):
        found |= {widget.windowTitle(), widget.toolTip(), widget.statusTip(), widget.whatsThis()}
        found |= {widget.accessibleName(), widget.accessibleDescription()}
        found |= set(_shown_by(widget))
        found |= set(_heard_of(QAccessible.queryAccessibleInterface(widget)))
        for action in widget.actions():
            found |= {action.text(), action.toolTip(), action.statusTip()}
    for menu in root.findChildren(QMenu):
        found |= {menu.title(), *(text for each in menu.actions() for text in _of_action(each))}
    return {text for text in found if text}


def _of_action(action: QAction) -> set[str]:
    return {action.text(), action.toolTip()}


def _shown_by(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        yield widget.placeholderText()
    if isinstance(widget, QTextBrowser):
        yield widget.toPlainText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    if isinstance(widget, QSpinBox):
        yield from (widget.prefix(), widget.suffix())
    if isinstance(widget, QAbstractSpinBox):
        yield widget.specialValueText()
    if isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
        yield from _cells(widget)


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    # Of a list, Qt tells nobody that it has one column.
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(view.rootIndex())
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
    pending = [view.rootIndex()]
    while pending:
        parent = pending.pop()
        for row in range(model.rowCount(parent)):
            for column in range(columns):
                index = model.index(row, column, parent)
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                    yield str(index.data(role) or "")
                yield str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "")
                pending.append(index)


def _heard_of(interface: object) -> Iterator[str]:
    if interface is None:
        return
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Help):
        yield interface.text(kind)  # type: ignore[attr-defined]
