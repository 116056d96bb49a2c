"""The help: topics at the left, the text of one of them at the right, in a window of its own."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QFontMetrics,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
    QShortcut,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextBrowser,
    QWidget,
)

from spdesk.core.errors import ResourceError
from spdesk.guidance.help_texts import HelpTexts
from spdesk.guidance.locate import resource_folder
from spdesk.ui.help_document import TOPIC_LINK, fill, give_room
from spdesk.ui.theme.look import BASE_POINTS, Look

# In line heights of the body text.
_WIDTH, _HEIGHT = 62, 42
_PAGE_MARGIN = 1.5
_BESIDE_TOPIC = 1.2

_MOST_OF_THE_SCREEN = 0.9
_MOST_FOR_THE_LIST = 0.3
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(
    Qt.TextFlag.TextWordWrap
)


class HelpWindow(QWidget):
    """Shows one topic at a time. The program stays usable beside it, and Esc puts it away."""

    def __init__(self, parent: QWidget, look: Look, texts: HelpTexts) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._look = look
        self._texts = texts
        self.setWindowTitle(self.tr("Help – SP Desk"))
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Help topics"))
        self._list.setItemDelegate(_TopicDelegate(look, self._list))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMouseTracking(True)
        self._list.addItems([topic.title for topic in texts.topics])
        self._page = QTextBrowser()
        self._page.setOpenLinks(False)  # the program opens nothing outside of itself
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._list)
        self._row.addWidget(self._page, 1)
        for keys in ("Esc", "Ctrl+W"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.close)
        self._resize_to_text()
        self._list.setCurrentRow(0)
        self._list.currentRowChanged.connect(self._show_topic)
        self._page.anchorClicked.connect(self._follow)
        look.changed.connect(self._show_look)
        self._show_look()

    def come_forward(self) -> None:
        """Show the window, or bring it to the front; the keyboard is on the list of topics."""
        self.show()
        self.raise_()
        self.activateWindow()
        self._list.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _show_topic(self, row: int) -> None:
        topic = self._texts.topics[row]
        self._page.setAccessibleName(topic.title)
        document = self._page.document()
        colour = QBrush(self._look.color("line"))
        try:
            text = self._texts.text(topic)
        except ResourceError as error:
            text = self.tr("SP Desk is damaged; please install it again. {error}")
            text = text.format(error=error)
        fill(document, text, self._look.font(), colour)
        give_room(document, self._line() * _PAGE_MARGIN)
        self._page.moveCursor(QTextCursor.MoveOperation.Start)

    def _follow(self, link: QUrl) -> None:
        """Turn to the topic that a link names; a link to none changes nothing."""
        wanted = link.toString().removeprefix(TOPIC_LINK)
        for row, topic in enumerate(self._texts.topics):
            if topic.id == wanted:
                self._list.setCurrentRow(row)

    def _show_look(self) -> None:
        """Theme or text size is another: draw anew, and stay at about the same place."""
        look = self._look
        self._list.setStyleSheet(
            f"QListWidget {{ background: {look.theme.sidebar}; border: none; outline: none; }}"
        )
        self._page.setStyleSheet(
            f"QTextBrowser {{ background: {look.theme.surface}; border: 2px solid transparent; }}"
            f"QTextBrowser:focus {{ border-color: {look.theme.focus}; }}"
        )
        bar = self._page.verticalScrollBar()
        share = bar.value() / max(bar.maximum(), 1)
        self._share_width()
        self._show_topic(self._list.currentRow())
        bar.setValue(round(share * bar.maximum()))

    def _share_width(self) -> None:
        """Give the list room for the longest title, but not at the cost of the page."""
        metrics = QFontMetrics(self._look.font(BASE_POINTS, bold=True))
        longest = max(metrics.horizontalAdvance(topic.title) for topic in self._texts.topics)
        wanted = longest + round(self._line() * _BESIDE_TOPIC * 2)
        self._list.setFixedWidth(min(wanted, round(self.width() * _MOST_FOR_THE_LIST)))
        self._list.scheduleDelayedItemsLayout()  # titles wrap to the new width
        self._row.activate()  # the page gets its width before its text, not a moment later

    def _resize_to_text(self) -> None:
        line = self._line()
        room = self.screen().availableSize()
        self.resize(
            min(_WIDTH * line, round(room.width() * _MOST_OF_THE_SCREEN)),
            min(_HEIGHT * line, round(room.height() * _MOST_OF_THE_SCREEN)),
        )

    def _line(self) -> int:
        return QFontMetrics(self._look.font()).height()


def show_help(parent: QWidget, look: Look) -> None:
    """Show the help of a window, made when it is first wanted. Raises ResourceError."""
    window = parent.findChild(HelpWindow) or HelpWindow(parent, look, HelpTexts(resource_folder()))
    window.come_forward()


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
        room = QRectF(0, 0, width - 2 * _BESIDE_TOPIC * line, 10_000).toRect()
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
        beside = line * _BESIDE_TOPIC
        painter.drawText(rect.adjusted(beside, 0, -beside, 0), _WRAP, str(index.data()))
        if current and self._view.hasFocus():
            painter.setPen(QPen(look.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(5, 2, -5, -2), 6, 6)
        painter.restore()
