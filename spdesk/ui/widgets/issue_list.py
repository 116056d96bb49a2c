"""The list at the left: issues with type and SP at a glance, and the steps of the chosen one."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QFrame, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from spdesk.core.triage import Rules, Verdict
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.issue_model import ENTRY_ROLE, Index, IssueEntry, IssueModel, StepEntry
from spdesk.ui.widgets.type_mark import ROLES, paint_mark
from spdesk.ui.words import step_label
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Workbook

_ELIDE = Qt.TextElideMode.ElideRight
_MIDDLE_LEFT = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignVCenter)
TITLE_LINES = 2
_MOST_WIDTHS = 5000


class IssueList(QTreeView):
    """Choosing an issue or a step asks to look at it; `chosen` carries issue id and step."""

    chosen = Signal(str, object)
    """An issue (step None) or a step was chosen by mouse or keyboard."""

    def __init__(self, look: Look, rules: Rules) -> None:
        super().__init__()
        self._model = IssueModel(rules, self)
        self._showing = False
        self._open_issue: str | None = None
        self.setModel(self._model)
        self._delegate = _EntryDelegate(look, self, self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Issues and their steps"))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setItemsExpandable(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setUniformRowHeights(False)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.activated.connect(self._on_activated)
        look.changed.connect(self._on_look_changed)

    def show_place(self, workbook: Workbook, issue_id: str | None, step: Step) -> None:
        """Show the workbook, with one step of one issue as the place that is looked at."""
        self._showing = True
        self._model.show(workbook, issue_id)
        if issue_id != self._open_issue:
            self.setExpanded(self._model.index_of(self._open_issue), False)
            self._open_issue = issue_id
        self.setExpanded(self._model.index_of(issue_id), True)
        current = self._model.index_of(issue_id, step)
        if current != self.currentIndex():
            self.setCurrentIndex(current)
            self._show_current()
        self._showing = False

    def dataChanged(self, top_left: Index, bottom_right: Index, roles: Sequence[int] = ()) -> None:
        """A row of unchanged height is painted again by itself, not the whole list."""
        if ENTRY_ROLE in roles and top_left == bottom_right:
            self.viewport().update(self.visualRect(top_left))
        else:
            super().dataChanged(top_left, bottom_right, list(roles))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first row becomes the current one when none is: seen, but nobody's choice yet."""
        self._showing = True
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            only_seen = self.selectionModel().SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self._model.index(0, 0), only_seen)
        self._showing = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._delegate.forget_sizes()
        self.scheduleDelayedItemsLayout()  # titles wrap to the new width
        if event.size().height() < event.oldSize().height():  # its own bar only takes width
            QTimer.singleShot(0, self, self._show_current)

    def _on_look_changed(self) -> None:
        self.doItemsLayout()
        QTimer.singleShot(0, self, self._show_current)  # the fonts of the sheet come later

    def _show_current(self) -> None:
        """Show the whole issue if there is room for it, else as much as there is with the step."""
        current = self.currentIndex()
        if not current.isValid():
            return
        self.executeDelayedItemsLayout()
        issue = current.parent() if current.parent().isValid() else current
        last_step = self._model.index(self._model.rowCount(issue) - 1, 0, issue)
        for index in (last_step, issue, current):
            self.scrollTo(index)

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if self._showing or not current.isValid():
            return
        self._on_activated(current)

    def _on_activated(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY_ROLE)
        step = entry.step if isinstance(entry, StepEntry) else None
        self.chosen.emit(entry.issue_id, step)


class _Sizes(NamedTuple):
    """What all rows have in common, until the list or the text is larger or smaller."""

    room: int
    part_room: int
    one_line: QSize
    two_lines: QSize
    step: QSize


class _EntryDelegate(QStyledItemDelegate):
    """Paints an issue as title, mark and summary, and a step as a name and a tick."""

    def __init__(self, look: Look, view: IssueList, model: IssueModel) -> None:
        super().__init__(view)
        self._model = model
        self._look = look
        self._view = view
        self._widths: dict[str, int] = {}
        self._sizes: _Sizes | None = None
        look.changed.connect(self._restyle)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        # Asked of every row whenever the list is laid out, so only the height is worked out here.
        sizes = self._sizes or self._measured(option.fontMetrics)
        if index.internalId():
            return sizes.step
        issue = self._model.issue_at(index.row())
        room = sizes.part_room if issue.part_of is not None else sizes.room
        fits = self._width(issue.title, option) <= room
        return sizes.one_line if fits else sizes.two_lines

    def forget_sizes(self) -> None:
        """The list has another width."""
        self._sizes = None

    def _measured(self, metrics: QFontMetrics) -> _Sizes:
        line, width = metrics.height(), self._view.viewport().width()
        whole, part = (
            self._title_rect(is_part, QRect(0, 0, width, 1), line) for is_part in (False, True)
        )
        self._sizes = _Sizes(
            room=whole.width(),
            part_room=part.width(),
            one_line=QSize(width, round(line * 3.1)),
            two_lines=QSize(width, round(line * (TITLE_LINES + 2.1))),
            step=QSize(width, round(line * 1.7)),
        )
        return self._sizes

    def _restyle(self) -> None:
        self._sizes = None
        self._widths.clear()

    def _width(self, title: str, option: QStyleOptionViewItem) -> int:
        """How wide a title is on one line; finding out takes longer than all the rest."""
        if title not in self._widths:
            if len(self._widths) >= _MOST_WIDTHS:
                self._widths.clear()
            self._widths[title] = option.fontMetrics.horizontalAdvance(title)
        return self._widths[title]

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        entry = index.data(ENTRY_ROLE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        current = bool(state & QStyle.StateFlag.State_Selected)
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        if isinstance(entry, StepEntry):
            self._paint_step(painter, rect, entry, current, hover)
        else:
            self._paint_issue(painter, rect, entry, hover)
        if index == self._view.currentIndex() and self._view.hasFocus():
            painter.setPen(self._look.focus_pen())
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(5, 2, -5, -2), 6, 6)
        painter.restore()

    def _paint_issue(self, painter: QPainter, rect: QRect, entry: IssueEntry, hover: bool) -> None:
        look = self._look
        line = painter.fontMetrics().height()
        expanded = self._view.isExpanded(self._view.indexAt(rect.center()))
        if expanded or hover:
            painter.setPen(QPen(look.color("line"), 1))
            painter.setBrush(look.color("surface" if expanded else "window"))
            painter.drawRoundedRect(QRectF(rect).adjusted(8, 3, -8, -3), 8, 8)
        text = self._title_rect(entry.is_part, rect, line)
        painter.setPen(look.color("text"))
        painter.setFont(_medium(painter.font(), QFont.Weight.DemiBold if expanded else None))
        below = self._paint_title(painter, text, entry.title, line)
        mark = QRectF(text.left(), below + line * 0.28, line * 0.62, line * 0.62)
        paint_mark(painter, mark, entry.verdict, look)
        painter.setFont(_medium(painter.font(), QFont.Weight.Normal))
        known = entry.verdict is not Verdict.INSUFFICIENT
        painter.setPen(look.color(ROLES[entry.verdict] if known else "muted"))
        summary = QRect(
            round(mark.right() + line * 0.4), below, text.right() - round(mark.right()), line + 4
        )
        fitting = painter.fontMetrics().elidedText(entry.summary, _ELIDE, summary.width() - 8)
        painter.drawText(summary, _MIDDLE_LEFT, fitting)

    @staticmethod
    def _title_rect(is_part: bool, rect: QRect, line: int) -> QRect:
        indent = round(line * (1.9 if is_part else 1.05))
        return rect.adjusted(indent, round(line * 0.5), -round(line * 1.05), 0)

    @staticmethod
    def _paint_title(painter: QPainter, rect: QRect, title: str, line: int) -> int:
        """Paint the title in at most two lines and give the y below them."""
        layout = QTextLayout(title, painter.font())
        layout.beginLayout()
        y = rect.top()
        for number in range(TITLE_LINES):
            part = layout.createLine()
            if not part.isValid():
                break
            part.setLineWidth(rect.width())
            start, length = part.textStart(), part.textLength()
            last = number == TITLE_LINES - 1
            text = title[start:] if last else title[start : start + length]
            fitting = painter.fontMetrics().elidedText(text.strip(), _ELIDE, rect.width())
            painter.drawText(QRect(rect.left(), y, rect.width(), line), _MIDDLE_LEFT, fitting)
            y += line
        layout.endLayout()
        return y + 2

    def _paint_step(
        self, painter: QPainter, rect: QRect, entry: StepEntry, current: bool, hover: bool
    ) -> None:
        look = self._look
        line = painter.fontMetrics().height()
        left = rect.left() + round(line * 1.7)
        painter.setPen(Qt.PenStyle.NoPen)
        if hover and not current:
            painter.setBrush(look.color("window"))
            painter.drawRoundedRect(QRectF(rect).adjusted(8, 2, -8, -2), 6, 6)
        painter.setBrush(look.color("accent" if current else "line"))
        bar = 3 if current else 1.5
        painter.drawRect(QRectF(left, rect.top() + 2, bar, rect.height() - 4))
        painter.setPen(look.color("accent" if current else "text"))
        painter.setFont(_medium(painter.font(), QFont.Weight.DemiBold if current else None))
        text = rect.adjusted(round(line * 2.3), 0, -round(line * 1.5), 0)
        painter.drawText(text, _MIDDLE_LEFT, step_label(entry.step))
        if entry.done:
            _paint_tick(painter, QRectF(rect.right() - line * 1.6, rect.top(), line, rect.height()))


def _medium(font: QFont, weight: QFont.Weight | None) -> QFont:
    changed = QFont(font)
    changed.setWeight(weight or QFont.Weight.Normal)
    return changed


def _paint_tick(painter: QPainter, rect: QRectF) -> None:
    """A tick drawn, not typed: not every font has one."""
    middle, size = rect.center(), rect.width() * 0.28
    painter.setPen(QPen(painter.pen().color(), max(1.6, size / 3)))
    painter.drawPolyline(
        [
            middle + QPointF(-size, 0),
            middle + QPointF(-size * 0.25, size * 0.75),
            middle + QPointF(size, -size * 0.75),
        ]
    )
