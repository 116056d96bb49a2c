"""All keys of the program, from the table of actions and from the pages."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from spdesk.ui.actions import key_table
from spdesk.ui.widgets.texts import label


def page_keys() -> list[tuple[str, str]]:
    """The keys that belong to a page."""
    return [
        (_tr("Triage: answer"), "0 1 2 3 4"),
        (_tr("Triage: we can’t say"), "?"),
        (_tr("Triage: go on"), "Enter"),
        (_tr("Triage: go back"), "Backspace"),
        (_tr("Triage: why this question"), "F1"),
        (_tr("Performance: move the point"), "← → ↑ ↓"),
        (_tr("Performance: table instead of picture"), "Ctrl+T"),
        (_tr("Presenter: black screen"), "B"),
        (_tr("Presenter: fill the screen"), "F11"),
        (_tr("Presenter: close"), "Esc"),
        (_tr("All issues: open the issue"), "Enter"),
        (_tr("All issues: remove"), "Delete"),
    ]


class KeysDialog(QDialog):
    """A plain list that scrolls when it must."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        body = QWidget()
        body.setProperty("ground", "window")
        grid = QGridLayout(body)
        grid.setHorizontalSpacing(32)
        for row, (name, keys) in enumerate([*page_keys(), *key_table()]):
            grid.addWidget(label(name, wrap=False), row, 0)
            grid.addWidget(label(keys, "muted", wrap=False), row, 1)
        area = QScrollArea()
        area.setAccessibleName(self.tr("Keys"))
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(body.sizeHint().width() + 24)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(area)
        column.addWidget(buttons)
        self.resize(self.sizeHint().width(), 520)


def _tr(text: str) -> str:
    return QCoreApplication.translate("keys", text)
