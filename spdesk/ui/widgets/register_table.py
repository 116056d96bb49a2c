"""The table of all issues on the screen: several can be chosen, Enter opens, Delete removes."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QKeyEvent, QPainter, QPalette, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from spdesk.core.triage import Verdict
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.register_model import ROW_ROLE, UNSORTED, Column, RegisterFilter
from spdesk.ui.widgets.register_row import RegisterRow
from spdesk.ui.widgets.type_mark import ROLES, paint_mark
from spdesk.ui.words import verdict_label

_LEAST_ROWS = 5
_LEAST_TITLE = 30


class RegisterTable(QTableView):
    """Rows are chosen whole. Which issues are meant is told by their ids."""

    opened = Signal(str)
    """An issue was asked for by Enter or a double click."""

    remove_asked = Signal()
    """Delete was pressed."""

    chosen_changed = Signal()
    """Other issues are chosen than before."""

    def __init__(self, look: Look, filtered: RegisterFilter) -> None:
        super().__init__()
        self._look = look
        self._filter = filtered
        self.setModel(filtered)
        self.setItemDelegate(_RowDelegate(look, self))
        self.setAccessibleName(self.tr("Issues"))
        self.setObjectName("register")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerWidget(QWidget())  # Qt's own corner is white in every theme
        self.verticalHeader().hide()
        # Fixed: heights are never asked for row by row.
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSortIndicator(UNSORTED, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        self.doubleClicked.connect(self._open)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        look.changed.connect(self._restyle)
        self._restyle()

    @property
    def chosen(self) -> list[str]:
        """The ids of the chosen issues, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._row(row).issue.id for row in rows]

    @property
    def chosen_rows(self) -> list[RegisterRow]:
        """What stands in the chosen rows."""
        return [self._row(index.row()) for index in self.selectionModel().selectedRows()]

    def choose(self, ids: list[str]) -> None:
        """Choose the issues with these ids that can be seen, and bring the first into view."""
        places = sorted(place for issue_id in ids if (place := self._place(issue_id)) is not None)
        selection = self.selectionModel()
        flags = selection.SelectionFlag
        selection.clearSelection()
        for place in places:
            selection.select(self.model().index(place, 0), flags.Select | flags.Rows)
        if places:
            first = self.model().index(places[0], 0)
            selection.setCurrentIndex(first, flags.NoUpdate)
            self.scrollTo(first)

    def sort_by(self, column: int, order: Qt.SortOrder) -> None:
        """Sort by a column, as a click on its heading does."""
        self.horizontalHeader().setSortIndicator(column, order)

    def choose_first(self) -> None:
        """Go to the first row when no row is the current one."""
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.selectRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_asked.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_title()

    def minimumSizeHint(self) -> QSize:
        rows = self.verticalHeader().defaultSectionSize() * _LEAST_ROWS
        return QSize(0, rows + self.horizontalHeader().sizeHint().height())

    def _row(self, row: int) -> RegisterRow:
        found = self.model().index(row, 0).data(ROW_ROLE)
        assert isinstance(found, RegisterRow)
        return found

    def _place(self, issue_id: str) -> int | None:
        source = self._filter.model_behind.row_of(issue_id)
        if source is None:
            return None
        index = self._filter.mapFromSource(self._filter.model_behind.index(source, 0))
        return index.row() if index.isValid() else None

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._row(index.row()).issue.id)

    def _on_selection_changed(self) -> None:
        self.chosen_changed.emit()

    def _fit_title(self) -> None:
        """The title gets the room that is left; what is too little is scrolled instead."""
        others = sum(self.columnWidth(column) for column in Column if column is not Column.TITLE)
        least = QFontMetrics(self._look.font()).averageCharWidth() * _LEAST_TITLE
        self.setColumnWidth(Column.TITLE, max(self.viewport().width() - others, least))

    def _restyle(self) -> None:
        """Columns as wide as their words."""
        metrics = QFontMetrics(self._look.font())
        line = metrics.height()
        ours = self.tr("{verdict} (our view)").format(verdict=verdict_label(Verdict.MIXED))
        typical = {
            Column.TYPE: metrics.horizontalAdvance(ours) + line * 3,
            Column.SP: metrics.horizontalAdvance(self.tr("SP, about")) + line * 2,
            Column.OWNER: metrics.averageCharWidth() * 16,
            Column.REVIEW: metrics.horizontalAdvance(self.tr("28 Sep 2026 · due")) + line * 2,
        }
        for column, width in typical.items():
            self.setColumnWidth(column, width)
        self._fit_title()
        self.verticalHeader().setDefaultSectionSize(round(line * 1.9))
        self.updateGeometry()


class _RowDelegate(QStyledItemDelegate):
    """Sets the mark beside the type; archived issues are quieter."""

    def __init__(self, look: Look, view: RegisterTable) -> None:
        super().__init__(view)
        self._look = look
        self._view = view
        self._marks: dict[tuple[Verdict, int], QIcon] = {}
        look.changed.connect(self._marks.clear)

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        row = index.data(ROW_ROLE)
        role = "muted" if row.issue.archived else "text"
        if index.column() == Column.TYPE:
            side = round(option.fontMetrics.height() * 0.7)
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
            option.icon = self._mark(row.verdict, side)
            option.decorationSize = QSize(side, side)
            role = ROLES[row.verdict]
        for which in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
            option.palette.setColor(which, self._look.color(role))

    def _mark(self, verdict: Verdict, side: int) -> QIcon:
        if (verdict, side) not in self._marks:
            ratio = self._view.devicePixelRatio()
            pixels = QPixmap(QSize(side, side) * ratio)
            pixels.setDevicePixelRatio(ratio)
            pixels.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixels)
            paint_mark(painter, QRectF(1, 1, side - 2, side - 2), verdict, self._look)
            painter.end()
            made = QIcon(pixels)
            made.addPixmap(pixels, QIcon.Mode.Selected)  # no tint: the colour means something
            self._marks[verdict, side] = made
        return self._marks[verdict, side]
