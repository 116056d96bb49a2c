"""All keys of the program, from the table of actions and from the pages."""

import sys
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from spdesk.core.translation import QT_TRANSLATE_NOOP
from spdesk.ui.actions import ACTIONS, keys_as_written, menu_path, plain_name
from spdesk.ui.widgets.texts import label

_MOST_OF_THE_SCREEN = 0.9
_LINES = 30


@dataclass(frozen=True, slots=True)
class PageKey:
    """A key that is heard in one place only; `action_id` leads to the place, "" is everywhere."""

    group: str
    name: str
    keys: str
    action_id: str = ""


_EVERYWHERE = QT_TRANSLATE_NOOP("keys", "Everywhere")
_TRIAGE = QT_TRANSLATE_NOOP("keys", "Triage")
_PERFORMANCE = QT_TRANSLATE_NOOP("keys", "Performance")
_BALLOT = QT_TRANSLATE_NOOP("keys", "Ballot")
_TYPED = QT_TRANSLATE_NOOP("keys", "Typed ballots")
_PRESENTER = QT_TRANSLATE_NOOP("keys", "Presenter")
_REGISTER = QT_TRANSLATE_NOOP("keys", "All issues")
_HELP = QT_TRANSLATE_NOOP("keys", "Help")

# fmt: off
PAGE_KEYS: tuple[PageKey, ...] = (
    PageKey(_EVERYWHERE, QT_TRANSLATE_NOOP("keys", "next field or button"), "Tab"),
    PageKey(_EVERYWHERE, QT_TRANSLATE_NOOP("keys", "field or button before"), "Shift+Tab"),
    # A Mac has its own way to the menus.
    *(() if sys.platform == "darwin" else (PageKey(_EVERYWHERE, QT_TRANSLATE_NOOP("keys", "go to the menus"), "Alt"),)),
    PageKey(_TRIAGE, QT_TRANSLATE_NOOP("keys", "answer"), "0 1 2 3 4", "go_triage"),
    PageKey(_TRIAGE, QT_TRANSLATE_NOOP("keys", "we can’t say"), "?", "go_triage"),
    PageKey(_TRIAGE, QT_TRANSLATE_NOOP("keys", "go on"), "Enter", "go_triage"),
    PageKey(_TRIAGE, QT_TRANSLATE_NOOP("keys", "go back"), "Backspace", "go_triage"),
    PageKey(_TRIAGE, QT_TRANSLATE_NOOP("keys", "why this question"), "F1", "go_triage"),
    PageKey(_PERFORMANCE, QT_TRANSLATE_NOOP("keys", "move the point"), "← → ↑ ↓", "go_performance"),
    PageKey(_PERFORMANCE, QT_TRANSLATE_NOOP("keys", "table instead of picture"), "Ctrl+T", "go_performance"),
    PageKey(_PERFORMANCE, QT_TRANSLATE_NOOP("keys", "change a score by a tenth"), "← → ↑ ↓", "go_performance"),
    PageKey(_PERFORMANCE, QT_TRANSLATE_NOOP("keys", "change a score by a point"), "Page Up, Page Down", "go_performance"),
    PageKey(_BALLOT, QT_TRANSLATE_NOOP("keys", "answer"), "0 … 9", "go_room"),
    PageKey(_BALLOT, QT_TRANSLATE_NOOP("keys", "can’t say"), "?", "go_room"),
    PageKey(_BALLOT, QT_TRANSLATE_NOOP("keys", "go on"), "Enter, →", "go_room"),
    PageKey(_BALLOT, QT_TRANSLATE_NOOP("keys", "go back"), "Backspace, ←", "go_room"),
    PageKey(_BALLOT, QT_TRANSLATE_NOOP("keys", "leave"), "Esc", "go_room"),
    PageKey(_TYPED, QT_TRANSLATE_NOOP("keys", "next field, field before"), "↓ ↑", "go_room"),
    PageKey(_PRESENTER, QT_TRANSLATE_NOOP("keys", "black screen"), "B", "present"),
    PageKey(_PRESENTER, QT_TRANSLATE_NOOP("keys", "fill the screen"), "F11", "present"),
    PageKey(_PRESENTER, QT_TRANSLATE_NOOP("keys", "close"), "Esc", "present"),
    PageKey(_REGISTER, QT_TRANSLATE_NOOP("keys", "go to what was found"), "↓", "all_issues"),
    PageKey(_REGISTER, QT_TRANSLATE_NOOP("keys", "open the issue"), "Enter", "all_issues"),
    PageKey(_REGISTER, QT_TRANSLATE_NOOP("keys", "remove"), "Delete", "all_issues"),
    PageKey(_HELP, QT_TRANSLATE_NOOP("keys", "close"), "Esc", "help_topics"),
)
# fmt: on


def page_keys() -> list[tuple[str, str]]:
    """The keys that belong to a page."""
    return [(page_key_name(key), key.keys) for key in PAGE_KEYS]


def page_key_name(key: PageKey) -> str:
    """The place of a key and what it does there, in one line."""
    form = QCoreApplication.translate("keys", "{place}: {action}")
    return form.format(place=_tr(key.group), action=_tr(key.name))


def all_keys() -> list[tuple[str, str, str]]:
    """Every key of the program: where it is heard or in which menu it stands, what it does, keys.

    The keys of the pages come first, then the actions in the order of the menus.
    """
    pages = [(_tr(key.group), _tr(key.name), key.keys) for key in PAGE_KEYS]
    actions = [
        (menu_path(spec), plain_name(spec), keys_as_written(spec)) for spec in ACTIONS if spec.keys
    ]
    return [*pages, *actions]


class KeysDialog(QDialog):
    """A table that is walked by the arrow keys and scrolls when it must."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self._table = self._make_table()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self._table)
        column.addWidget(label(self.tr("Ctrl+K finds a command by its words."), "muted"))
        column.addWidget(buttons)
        self._table.selectRow(0)
        self._table.setFocus()
        self._resize_to_table()

    def _make_table(self) -> QTableWidget:
        rows = all_keys()
        table = QTableWidget(len(rows), 3)
        table.setObjectName("keys")
        table.setAccessibleName(self.tr("Keys"))
        table.setHorizontalHeaderLabels([self.tr("Where"), self.tr("What"), self.tr("Keys")])
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.horizontalHeader().setHighlightSections(False)
        table.verticalHeader().hide()
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)  # Tab leaves the table, the arrow keys walk it
        table.setShowGrid(False)
        table.setWordWrap(False)
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                table.setItem(row, column, QTableWidgetItem(text))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        table.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.7))
        return table

    def _resize_to_table(self) -> None:
        room = self.screen().availableSize() * _MOST_OF_THE_SCREEN
        table = self._table
        # Between the words, for the scroll bar, and for the margins of the dialog.
        spare = self.fontMetrics().height() * 6
        columns = sum(table.sizeHintForColumn(column) for column in range(table.columnCount()))
        height = self.fontMetrics().height() * _LINES
        self.resize(min(columns + spare, room.width()), min(height, room.height()))


def _tr(text: str) -> str:
    return QCoreApplication.translate("keys", text)
