"""A table of words and numbers to read: the twin of a picture, for a screen reader and for copying."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from spdesk.ui.theme.look import Look

Index = QModelIndex | QPersistentModelIndex

_MOST_ROWS = 20
"""A longer table scrolls."""

_WIDEST = 15
"""Text heights of a column or of the names at most; longer ones are cut, and said in full."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Headings, and rows of as many cells, the first of which names the row."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class NumbersModel(QAbstractTableModel):
    """Read only. The first column is the name of the row."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers = Numbers((), ())

    def show_numbers(self, numbers: Numbers) -> None:
        """Tell of something else."""
        if numbers != self.numbers:
            self.beginResetModel()
            self.numbers = numbers
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.numbers.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else max(len(self.numbers.headings) - 1, 0)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.numbers.rows[index.row()][index.column() + 1]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        across = orientation == Qt.Orientation.Horizontal
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.numbers.headings[section + 1] if across else self.numbers.rows[section][0]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if across else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class NumbersTable(QTableView):
    """As tall as its rows; wide tables scroll inside."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._numbers = NumbersModel()
        self.setModel(self._numbers)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerWidget(QWidget())  # Qt's own corner is white in every theme
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(False)
            header.setTextElideMode(Qt.TextElideMode.ElideRight)
        look.changed.connect(self._restyle)

    def show_numbers(self, numbers: Numbers) -> None:
        """Show other numbers."""
        if numbers != self._numbers.numbers:
            self._numbers.show_numbers(numbers)
            self._restyle()

    def sizeHint(self) -> QSize:
        rows = min(self.model().rowCount(), _MOST_ROWS)
        tall = rows * self.verticalHeader().defaultSectionSize()
        tall += self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        bar = self.horizontalScrollBar().sizeHint().height()
        return QSize(super().sizeHint().width(), tall + bar)

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self.fontMetrics().height() * 8), self.sizeHint().height())

    def _restyle(self) -> None:
        """Columns as wide as their words, names no wider than a third of the page."""
        font = self._look.font()
        self.setFont(font)
        metrics, room = QFontMetrics(font), round(20 * self._look.scale)
        numbers = self._numbers.numbers
        for column in range(self.model().columnCount()):
            texts = [numbers.headings[column + 1], *(row[column + 1] for row in numbers.rows)]
            widest = min(_widest(metrics, texts) + room, metrics.height() * _WIDEST)
            self.setColumnWidth(column, widest)
        names = _widest(metrics, [row[0] for row in numbers.rows]) + room
        self.verticalHeader().setFixedWidth(min(names, metrics.height() * _WIDEST))
        self.verticalHeader().setDefaultSectionSize(round(metrics.height() * 1.8))
        self.updateGeometry()


def _widest(metrics: QFontMetrics, texts: Sequence[str]) -> int:
    return max((metrics.horizontalAdvance(text) for text in texts), default=0)
