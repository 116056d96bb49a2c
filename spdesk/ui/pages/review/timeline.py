"""All reviews of an issue, the latest first: day, type, SP, and what changed."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from spdesk.core.triage import Verdict
from spdesk.exchange.reports.words import day_words
from spdesk.ui.pages.review.review_words import changes_words, range_of, sp_of
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.flow_layout import FlowLayout
from spdesk.ui.widgets.texts import button, label
from spdesk.ui.widgets.type_mark import paint_mark
from spdesk.ui.words import verdict_label
from spdesk.workbook.model import Workbook
from spdesk.workbook.plan import Review

_MOST_ROWS = 12
_WIDEST = 26
"""Text heights of the widest column; longer texts stand in the tooltip."""


class Timeline(QFrame):
    """Seen from the first review on."""

    remove_asked = Signal()
    """The last review is to be taken back."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._shown: tuple[object, ...] | None = None
        self.setProperty("ground", "card")
        self.table = _Table(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(8)
        column.addWidget(label(self.tr("All reviews"), "heading"))
        column.addWidget(self.table)
        row = FlowLayout(12)
        row.addWidget(button(self.tr("Take the last review back"), self.remove_asked.emit, "link"))
        column.addLayout(row)

    def show_reviews(self, reviews: tuple[Review, ...], workbook: Workbook) -> None:
        """Show these, the last one on top."""
        self.setVisible(bool(reviews))
        if (reviews, workbook.scale) == self._shown:
            return
        self._shown = (reviews, workbook.scale)
        befores = (None, *reviews)
        rows: list[tuple[Review, tuple[str, ...]]] = [
            (
                review,
                (
                    day_words(review.held_on),
                    verdict_label(Verdict(review.verdict)),
                    sp_of(review, workbook.scale),
                    range_of(review),
                    changes_words(before, review, workbook),
                    review.note,
                ),
            )
            for before, review in zip(befores, reviews, strict=False)
        ]
        self.table.show_rows(rows[::-1])


class _Table(QTableWidget):
    """Words and shapes: the mark of the type stands beside its word."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._verdicts: list[Verdict] = []
        self._texts: list[tuple[str, ...]] = []
        self.setObjectName("reviews")  # the style sheet gives its cells room
        self.setAccessibleName(self.tr("All reviews, the latest first"))
        self._headings = (
            self.tr("day"),
            self.tr("type"),
            self.tr("SP"),
            self.tr("likely range"),
            self.tr("what changed"),
            self.tr("note"),
        )
        self.setColumnCount(len(self._headings))
        self.setHorizontalHeaderLabels(self._headings)
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        look.changed.connect(self._restyle)

    def show_rows(self, rows: list[tuple[Review, tuple[str, ...]]]) -> None:
        """Show a row for each review."""
        self._verdicts = [Verdict(review.verdict) for review, _ in rows]
        self._texts = [self._headings, *(texts for _, texts in rows)]
        self.setRowCount(len(rows))
        for row, (_, texts) in enumerate(rows):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(" ".join(text.split()))
                item.setToolTip(text)
                self.setItem(row, column, item)
        self._restyle()

    def sizeHint(self) -> QSize:
        rows = min(max(self.rowCount(), 1), _MOST_ROWS)
        tall = rows * self.verticalHeader().defaultSectionSize() + 2 * self.frameWidth()
        tall += self.horizontalHeader().sizeHint().height()
        tall += self.horizontalScrollBar().sizeHint().height()
        return QSize(super().sizeHint().width(), tall)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * 8, self.sizeHint().height())

    def _restyle(self) -> None:
        self.setFont(self._look.font())
        metrics = self.fontMetrics()
        line = metrics.height()
        self.verticalHeader().setDefaultSectionSize(round(line * 1.8))
        side = round(line * 0.72)
        self.setIconSize(QSize(side, side))
        for row, verdict in enumerate(self._verdicts):
            kind = self.item(row, 1)
            if kind is not None:
                kind.setIcon(self._mark(verdict, side))
        for column in range(self.columnCount()):
            widest = max(metrics.horizontalAdvance(texts[column]) for texts in self._texts)
            wide = widest + round(line * 1.6)
            wide += side + 8 if column == 1 else 0
            self.setColumnWidth(column, min(wide, line * _WIDEST))
        self.updateGeometry()

    def _mark(self, verdict: Verdict, side: int) -> QIcon:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(side * ratio), round(side * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint_mark(painter, QRectF(1, 1, side - 2, side - 2), verdict, self._look)
        painter.end()
        return QIcon(picture)
