"""Find a command by its words: every action, every key of a page, every issue and recent file.

What cannot be done now is listed too, with the reason: left out, it would look as if the program
could not do it at all.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from spdesk.core.translation import translate
from spdesk.ui.actions import ACTIONS, SEPARATOR, Actions, ActionSpec, Need, menu_path
from spdesk.ui.actions import keys_as_written as keys_of
from spdesk.ui.announce import announce
from spdesk.ui.widgets.keys_dialog import PAGE_KEYS, page_key_name
from spdesk.ui.widgets.texts import label

if TYPE_CHECKING:
    from spdesk.ui.main_window import MainWindow

Index = QModelIndex | QPersistentModelIndex

_ENTRY_ROLE = Qt.ItemDataRole.UserRole
_WIDTH, _HEIGHT = 46, 26
"""In line heights of text; less where the screen has less."""

_LINE = 1.7
"""The height of a row in line heights of text."""

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_WALKING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be done.

    The reason says why it cannot be done now, and the note what Enter does where that is not what
    the name says; "" for neither. Both are shown, and not searched.
    """

    name: str
    place: str
    keys: str
    do: Callable[[], object]
    reason: str = ""
    note: str = ""

    @property
    def where(self) -> str:
        """Where it stands, or what there is to know."""
        return self.reason or self.note or self.place

    @property
    def spoken(self) -> str:
        """All of it in one line, for a screen reader."""
        return ", ".join(part for part in (self.name, self.where, self.keys) if part)


def find_command(window: "MainWindow", actions: Actions) -> None:
    """Ask for a command by its words, and do it."""
    palette = CommandPalette(window, list(entries(window, actions)))
    palette.exec()
    chosen = palette.chosen
    palette.deleteLater()
    if chosen is not None:
        chosen.do()


def entries(window: "MainWindow", actions: Actions) -> Iterator[Entry]:
    """Everything that the palette of a window offers, in the order of the menus."""
    for spec in ACTIONS:
        if spec.text != SEPARATOR and spec.id != "find_command":
            yield _action_entry(spec, actions)
    going = translate("palette", "Enter goes there")
    for key in PAGE_KEYS:
        if key.action_id:
            action = actions[key.action_id]
            reason = "" if action.isEnabled() else _reason(_spec(key.action_id))
            yield Entry(page_key_name(key), "", key.keys, action.trigger, reason, going)
    for issue in window.desk.workbook.issues:
        name = translate("palette", "Go to issue “{title}”").format(title=issue.title)
        yield Entry(name, "", "", partial(window.look_at_issue, issue.id))
    for path in window.recent_files:
        name = translate("palette", "Open {file}").format(file=path.name)
        yield Entry(
            name, translate("palette", "File ▸ Recent"), "", partial(window.files.open, path)
        )


def _action_entry(spec: ActionSpec, actions: Actions) -> Entry:
    action = actions[spec.id]
    name = action.iconText().rstrip("…")  # without the marks of a menu; undo names its step
    if action.isChecked():
        name = translate("palette", "{name} (chosen)").format(name=name)
    reason = "" if action.isEnabled() else _reason(spec)
    return Entry(name, menu_path(spec), keys_of(spec), action.trigger, reason)


def _spec(action_id: str) -> ActionSpec:
    return next(spec for spec in ACTIONS if spec.id == action_id)


def _reason(spec: ActionSpec) -> str:
    """Why an action cannot be done now."""
    if spec.need is Need.ISSUE:
        return translate("palette", "needs an issue")
    if spec.need is Need.WORKBOOK:
        return translate("palette", "needs an open workbook")
    return (
        translate("palette", "nothing to undo")
        if spec.id == "undo"
        else translate("palette", "nothing to make again")
    )


class CommandPalette(QDialog):
    """A field and what fits. The keyboard stays in the field; Up and Down choose, Enter does."""

    def __init__(self, window: "MainWindow", offered: list[Entry]) -> None:
        super().__init__(window)
        self.chosen: Entry | None = None
        """What is to be done, once the dialog is closed."""

        self.setWindowTitle(self.tr("Find a command"))
        self._filter = _Filter(self._model(offered), self)
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Find a command"))
        self.field.setAccessibleDescription(
            self.tr("Type some words. Up and Down choose, Enter does it, Esc closes.")
        )
        self.field.setPlaceholderText(self.tr("Type some words, in any order"))
        self.view = self._make_view()
        self._count = label("", "muted")
        column = QVBoxLayout(self)
        for part in (self.field, self.view, self._count):
            column.addWidget(part)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._look_for)
        self.view.selectionModel().currentChanged.connect(self._say_current)
        self.view.clicked.connect(self._do)
        self._place(window)
        self._look_for("")
        self.field.setFocus()

    @property
    def current(self) -> Entry | None:
        """The entry that Enter would do; None when nothing fits."""
        entry = self.view.currentIndex().data(_ENTRY_ROLE)
        return entry if isinstance(entry, Entry) else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field gives the keys that walk through a list to the list."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _WALKING:
                QApplication.sendEvent(self.view, event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._do()
                return True
        return super().eventFilter(watched, event)

    def _model(self, offered: list[Entry]) -> QStandardItemModel:
        model = QStandardItemModel(self)
        for entry in offered:
            item = QStandardItem(entry.name)
            item.setData(entry, _ENTRY_ROLE)
            item.setToolTip(entry.spoken)
            item.setData(entry.spoken, Qt.ItemDataRole.AccessibleTextRole)
            model.appendRow(item)
        return model

    def _make_view(self) -> QListView:
        view = QListView()
        view.setModel(self._filter)
        view.setItemDelegate(_EntryDelegate(view))
        view.setAccessibleName(self.tr("Commands"))
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setUniformItemSizes(True)
        view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return view

    def _look_for(self, typed: str) -> None:
        """Show what fits the words, the first chosen, and have it read out."""
        self._filter.look_for(typed)
        self.view.setCurrentIndex(self._filter.index(0, 0))
        self.view.scrollToTop()
        count = self._filter.rowCount()
        if not typed:
            words = self.tr("{count:,} commands.").format(count=count)
        elif count == 0:
            words = self.tr("Nothing fits these words.")
        elif count == 1:
            words = self.tr("1 command fits.")
        else:
            words = self.tr("{count:,} commands fit.").format(count=count)
        self._count.setText(words)
        if self.isVisible():
            announce(self, words)
            self._say_current()

    def _say_current(self) -> None:
        if self.isVisible() and self.current is not None:
            announce(self, f"{self.current.spoken}.")

    def _do(self) -> None:
        """Close and do what is chosen; what cannot be done now says why and stays."""
        entry = self.current
        if entry is None:
            return
        if entry.reason:
            self._count.setText(f"{entry.name}: {entry.reason}.")
            announce(self, self._count.text())
            return
        self.chosen = entry
        self.accept()

    def _place(self, window: "MainWindow") -> None:
        """At the top of the window, in its middle; never larger than its screen."""
        em = self.fontMetrics().height()
        room = self.screen().availableSize() * 0.9
        self.resize(min(_WIDTH * em, room.width()), min(_HEIGHT * em, room.height()))
        middle = window.frameGeometry().center().x() - self.width() // 2
        self.move(max(middle, 0), max(window.geometry().top() + window.menuBar().height(), 0))


class _EntryDelegate(QStyledItemDelegate):
    """Paints the name, quieter where it stands, and at the right its keys."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, round(option.fontMetrics.height() * _LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(_ENTRY_ROLE)
        metrics, palette = option.fontMetrics, option.palette
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        muted = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
        text = palette.color(QPalette.ColorRole.Text)
        if chosen:
            painter.fillRect(option.rect, palette.brush(QPalette.ColorRole.Highlight))
            text = muted = palette.color(QPalette.ColorRole.HighlightedText)
        gap = metrics.height() // 2
        room = option.rect.adjusted(gap, 0, -gap, 0)
        painter.setPen(muted)
        painter.drawText(room, _RIGHT, entry.keys)
        if entry.keys:
            room.setRight(room.right() - metrics.horizontalAdvance(entry.keys) - 2 * gap)
        painter.setPen(muted if entry.reason else text)
        name = metrics.elidedText(entry.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, name)
        room.setLeft(room.left() + metrics.horizontalAdvance(name) + 2 * gap)
        painter.setPen(muted)
        where = metrics.elidedText(entry.where, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, where)


class _Filter(QSortFilterProxyModel):
    """Keeps what holds every word; what can be done comes first, and a name before its place."""

    def __init__(self, model: QStandardItemModel, parent: QObject) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self.setSourceModel(model)
        self.sort(0)

    def look_for(self, typed: str) -> None:
        """Show what holds all these words, in any order and in any case."""
        self._words = _plain(typed).split()
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        entry = self.sourceModel().index(source_row, 0, source_parent).data(_ENTRY_ROLE)
        text = _plain(f"{entry.name} {entry.place} {entry.keys}")
        return all(word in text for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        return self._rank(left) < self._rank(right)

    def _rank(self, index: Index) -> tuple[bool, bool, int]:
        entry = index.data(_ENTRY_ROLE)
        name = f" {_plain(entry.name)}"
        in_name = all(f" {word}" in name for word in self._words)
        return bool(entry.reason), not in_name, index.row()


def _plain(text: str) -> str:
    """A text as it is compared: no keyboard has the apostrophe of print."""
    return text.casefold().replace("’", "'")
