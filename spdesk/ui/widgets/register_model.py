"""The issues of a workbook as a table, and the filter in front of it.

The model sorts itself and the filter keeps its order: Qt would ask Python for every comparison.
"""

from collections.abc import Callable
from datetime import date
from enum import IntEnum
from html import escape
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from spdesk.core.performance import Scale
from spdesk.core.triage import Rules, Verdict
from spdesk.exchange.reports.words import short_day
from spdesk.ui.widgets.register_row import RegisterRow, Wanted, today
from spdesk.ui.words import verdict_label
from spdesk.workbook.model import Issue, Workbook

Index = QModelIndex | QPersistentModelIndex
Order = Qt.SortOrder

ROW_ROLE = Qt.ItemDataRole.UserRole
"""Gives the RegisterRow."""

UNSORTED = -1
"""The column that stands for the order of the workbook itself."""

_NOWHERE = QModelIndex()
_VERDICTS = list(Verdict)


class Column(IntEnum):
    """The columns, from left to right."""

    TITLE = 0
    TYPE = 1
    SP = 2
    OWNER = 3
    REVIEW = 4


class RegisterModel(QAbstractTableModel):
    """All issues, archived ones too. Told of a new workbook through `show`."""

    def __init__(self, rules: Rules, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rules = rules
        self._scale = Scale()
        self._issues: tuple[Issue, ...] = ()
        self._by_id: dict[str, RegisterRow] = {}
        self._rows: list[RegisterRow] = []
        self._sorting: tuple[int, Order] = (UNSORTED, Order.AscendingOrder)
        self._headings = {
            Column.TITLE: self.tr("Issue"),
            Column.TYPE: self.tr("Type"),
            Column.SP: self.tr("SP, about"),
            Column.OWNER: self.tr("Owner"),
            Column.REVIEW: self.tr("Next review"),
        }

    def show(self, workbook: Workbook) -> None:
        """Show a workbook. Rows of issues that are still the same value are kept."""
        if workbook.issues is self._issues and workbook.scale == self._scale:
            return
        old = self._by_id if workbook.scale == self._scale else {}
        same_issues = self._by_id.keys() == {issue.id for issue in workbook.issues}
        self._scale, self._issues = workbook.scale, workbook.issues
        rows = [self._row(old.get(issue.id), issue) for issue in workbook.issues]
        by_id = {row.issue.id: row for row in rows}
        if same_issues:
            self._by_id = by_id
            self._replace_changed()
            self._arrange()
        else:
            self.beginResetModel()
            self._by_id = by_id
            self._rows = self._ordered()
            self.endResetModel()

    def row_of(self, issue_id: str) -> int | None:
        """Where an issue stands now."""
        found = self._by_id.get(issue_id)
        return None if found is None else self._rows.index(found)

    def row_at(self, row: int) -> RegisterRow:
        """What stands in a row."""
        return self._rows[row]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        column = Column(index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        words = self._words(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words or self.tr("none")
        if role == Qt.ItemDataRole.ToolTipRole and column in (Column.TITLE, Column.OWNER):
            return f"<p>{escape(words)}</p>"  # as text, and wrapped
        return words if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[Column(section)]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Order = Order.AscendingOrder) -> None:
        """Sort by a column; UNSORTED gives the order of the workbook back."""
        self._sorting = (column, order)
        self._arrange()

    def _words(self, row: RegisterRow, column: Column) -> str:
        if column is Column.TITLE:
            return row.issue.title
        if column is Column.SP:
            return row.sp
        if column is Column.OWNER:
            return row.issue.owner
        if column is Column.REVIEW:
            return self._review_words(row.review)
        words = verdict_label(row.verdict)
        if row.issue.overrule is not None:
            words = self.tr("{verdict} (our view)").format(verdict=words)
        if row.issue.archived:
            words = self.tr("{verdict} · archived").format(verdict=words)
        return words

    def _review_words(self, day: date | None) -> str:
        if day is None:
            return ""
        words = short_day(day)
        return self.tr("{day} · due").format(day=words) if day <= today() else words

    def _row(self, old: RegisterRow | None, issue: Issue) -> RegisterRow:
        if old is not None and old.issue is issue:
            return old
        return RegisterRow(issue, self._scale, self._rules)

    def _replace_changed(self) -> None:
        """Put new values into the rows that they belong to, and tell of those rows."""
        changed = []
        for place, row in enumerate(self._rows):
            new = self._by_id[row.issue.id]
            if new is not row:
                self._rows[place] = new
                changed.append(place)
        last = len(Column) - 1
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], last))

    def _arrange(self) -> None:
        """Bring the rows into order; a selection follows its rows."""
        ordered = self._ordered()
        if ordered == self._rows:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        moved = [self._rows[index.row()] for index in before]
        self._rows = ordered
        places = {id(row): place for place, row in enumerate(ordered)}
        after = [
            self.index(places[id(row)], index.column())
            for index, row in zip(before, moved, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _ordered(self) -> list[RegisterRow]:
        """The rows in the order that is asked for; those that have nothing to sort by come last."""
        rows = list(self._by_id.values())
        column, order = self._sorting
        if column == UNSORTED:
            return rows
        key = _KEYS[Column(column)]
        keyed = [(key(row), row) for row in rows]
        known = [(value, row) for value, row in keyed if value is not None]
        known.sort(key=_first, reverse=order == Order.DescendingOrder)
        return [row for _, row in known] + [row for value, row in keyed if value is None]


class RegisterFilter(QSortFilterProxyModel):
    """Lets through what is wanted, in the order of the model behind it."""

    def __init__(self, model: RegisterModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._wanted = Wanted()
        self._today = today()
        self.setSourceModel(model)

    @property
    def wanted(self) -> Wanted:
        """What is looked for."""
        return self._wanted

    @property
    def model_behind(self) -> RegisterModel:
        """The model with all rows."""
        return self._model

    def look_for(self, wanted: Wanted) -> None:
        """Show what is wanted, and nothing else."""
        if (wanted, today()) != (self._wanted, self._today):
            self.beginFilterChange()
            self._wanted, self._today = wanted, today()
            self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        return self._wanted.matches(self._model.row_at(source_row), self._today)

    def sort(self, column: int, order: Order = Order.AscendingOrder) -> None:
        self._model.sort(column, order)


def _side(column: int) -> Qt.AlignmentFlag:
    """Numbers stand at the right, words at the left."""
    side = Qt.AlignmentFlag.AlignRight if column == Column.SP else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _first(pair: tuple[Any, RegisterRow]) -> Any:
    return pair[0]


def _sp_as_shown(row: RegisterRow) -> float | None:
    """SP as coarse as it is shown: a difference that nobody can see decides nothing."""
    return float(row.sp.replace(",", "")) if row.sp else None


def _type_place(row: RegisterRow) -> int | None:
    return None if row.verdict is Verdict.INSUFFICIENT else _VERDICTS.index(row.verdict)


_KEYS: dict[Column, Callable[[RegisterRow], object]] = {
    Column.TITLE: lambda row: row.issue.title.casefold(),
    Column.TYPE: _type_place,
    Column.SP: _sp_as_shown,
    Column.OWNER: lambda row: row.issue.owner.strip().casefold() or None,
    Column.REVIEW: lambda row: row.review,
}
"""What each column is sorted by; None has nothing to be sorted by."""
