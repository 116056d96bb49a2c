"""A table of words and numbers to read: the twin of a picture, for a screen reader and for copying."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from spdesk.ui.theme.look import Look

Index = QModelIndex | QPersistentModelIndex

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

_MOST_ROWS = 20
"""A longer table scrolls."""

_WIDEST = 15
"""Text heights of a column or of the names at most; longer ones are cut, and said in full."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Headings, and rows of as many cells, the first of which names the row."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class TableModel(QAbstractTableModel):
    """What every such table has: headings over its columns, names beside its rows, cells of text.

    A subclass says what they are; numbers stand at the right of their cells, words at the left.
    """

    @property
    def headings(self) -> Sequence[str]:
        """Over the columns, without the one of the names."""
        raise NotImplementedError

    @property
    def names(self) -> Sequence[str]:
        """Of the rows."""
        raise NotImplementedError

    def text_at(self, row: int, column: int) -> str:
        """What stands in a cell."""
        raise NotImplementedError

    def is_words(self, column: int) -> bool:
        """Whether a column holds words."""
        return False

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.names)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text_at(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        across = orientation == Qt.Orientation.Horizontal
        words = self.headings if across else self.names
        if section >= len(words):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return words[section]
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return words[section].replace("\n", " ")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section) if across else _LEFT
        return None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        return _LEFT if self.is_words(column) else _RIGHT


class NumbersModel(TableModel):
    """Read only. The first column is the name of the row."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers = Numbers((), ())

    @property
    def headings(self) -> Sequence[str]:
        return self.numbers.headings[1:]

    @property
    def names(self) -> Sequence[str]:
        return [row[0] for row in self.numbers.rows]

    def text_at(self, row: int, column: int) -> str:
        return self.numbers.rows[row][column + 1]

    def show_numbers(self, numbers: Numbers) -> None:
        """Tell of something else."""
        if numbers != self.numbers:
            self.beginResetModel()
            self.numbers = numbers
            self.endResetModel()


class ReadingTable(QTableView):
    """A table of which nothing is edited, and which Tab leaves at once. As tall as its rows."""

    def __init__(self, look: Look, model: TableModel, name: str) -> None:
        super().__init__()
        self._look = look
        self._crowded = False
        self.setModel(model)
        self.setObjectName("numbers")  # the style sheet gives its cells room
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerWidget(QWidget())  # Qt's own corner is white in every theme
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # Fixed sizes: while a lever is dragged, columns must not twitch with their numbers.
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(False)

    def fit(self, width: int) -> None:
        """Be told how wide it may be: what is wider scrolls sideways, and needs a bar for it."""
        crowded = self.width_of_all() > width
        if crowded is not self._crowded:
            self._crowded = crowded
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self.width_of_all(), self.height_of(self.model().rowCount()))

    def width_of_all(self) -> int:
        """The width in pixels that shows all columns."""
        self.verticalHeader().ensurePolished()  # its width is that of the style sheet only then
        cells = sum(self.columnWidth(column) for column in range(self.model().columnCount()))
        return cells + self.verticalHeader().sizeHint().width() + self._around()

    def height_of(self, rows: int) -> int:
        """The height in pixels that shows the first rows."""
        cells = sum(self.rowHeight(row) for row in range(rows))
        bar = self.horizontalScrollBar().sizeHint().height() if self._crowded else 0
        return cells + self.horizontalHeader().sizeHint().height() + self._around() + bar

    def heading_room(self) -> int:
        """Pixels beside the words of a heading, on both sides together."""
        return round(24 * self._look.scale)

    def _around(self) -> int:
        """The frame, which is thicker while the table has the focus, and the line of the grid."""
        return 2 * max(self.frameWidth(), math.ceil(self._look.focus_pen().widthF())) + 2


class NumbersTable(ReadingTable):
    """As tall as its rows; wide tables scroll inside."""

    def __init__(self, look: Look, name: str) -> None:
        numbers = NumbersModel()
        super().__init__(look, numbers, name)
        self._numbers = numbers
        self.setWordWrap(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._crowded = True  # room for the bar, whether or not it is there
        look.changed.connect(self._restyle)

    def show_numbers(self, numbers: Numbers) -> None:
        """Show other numbers."""
        if numbers != self._numbers.numbers:
            self._numbers.show_numbers(numbers)
            self._restyle()

    def sizeHint(self) -> QSize:
        rows = min(self.model().rowCount(), _MOST_ROWS)
        return QSize(QTableView.sizeHint(self).width(), self.height_of(rows))

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
