"""The list of help topics, painted as the list of issues paints its steps."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from spdesk.ui.theme.look import BASE_POINTS, Look

BESIDE_TOPIC = 1.2
"""The room at either side of a title, in line heights of the body text."""

_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(
    Qt.TextFlag.TextWordWrap
)


class TopicList(QListWidget):
    """The titles of the topics; one of them is always the current one."""

    def __init__(self, look: Look, titles: list[str]) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(self.tr("Help topics"))
        self.setItemDelegate(_TopicDelegate(look, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.addItems(titles)
        self.setCurrentRow(0)

    def show_look(self) -> None:
        """Theme or text size is another."""
        ground = self._look.theme.sidebar
        self.setStyleSheet(f"QListWidget {{ background: {ground}; border: none; outline: none; }}")

    def wanted_width(self) -> int:
        """The width at which the longest title stands on one line."""
        metrics = QFontMetrics(self._look.font(BASE_POINTS, bold=True))
        titles = [self.item(row).text() for row in range(self.count())]
        longest = max(metrics.horizontalAdvance(title) for title in titles)
        line = QFontMetrics(self._look.font()).height()
        return longest + round(line * BESIDE_TOPIC * 2) + 4  # rounding must not wrap it

    def show_only(self, rows: set[int]) -> None:
        """Hide every other topic; when the current one goes, the first that stays follows."""
        for row in range(self.count()):
            self.setRowHidden(row, row not in rows)
        if rows and self.currentRow() not in rows:
            self.setCurrentRow(min(rows))

    def following(self, step: int) -> int:
        """The row of the next topic that is shown (step 1) or the one before (-1), round and round."""
        row = self.currentRow()
        for _ in range(self.count()):
            row = (row + step) % self.count()
            if not self.isRowHidden(row):
                break
        return row


class _TopicDelegate(QStyledItemDelegate):
    """Paints a topic as the list of issues paints a step: a bar at the left of the current one."""

    def __init__(self, look: Look, view: QListWidget) -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        width = self._view.viewport().width()
        metrics = QFontMetrics(self._look.font(bold=True))
        line = metrics.height()
        room = QRectF(0, 0, width - 2 * BESIDE_TOPIC * line, 10_000).toRect()
        text = metrics.boundingRect(room, _WRAP, str(index.data()))
        return QSize(width, text.height() + round(line * 0.9))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look, rect = self._look, QRectF(option.rect)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        font = look.font(bold=current)
        line = QFontMetrics(font).height()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if hover or current:
            painter.setBrush(look.color("surface" if current else "window"))
            painter.drawRoundedRect(rect.adjusted(6, 2, -6, -2), 6, 6)
        if current:
            painter.setBrush(look.color("accent"))
            painter.drawRect(QRectF(rect.left() + 6, rect.top() + 6, 3, rect.height() - 12))
        painter.setPen(look.color("accent" if current else "text"))
        painter.setFont(font)
        beside = line * BESIDE_TOPIC
        painter.drawText(rect.adjusted(beside, 0, -beside, 0), _WRAP, str(index.data()))
        if current and self._view.hasFocus():
            painter.setPen(look.focus_pen())
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(5, 2, -5, -2), 6, 6)
        painter.restore()
