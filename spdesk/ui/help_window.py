"""The help: topics at the left, the text of one of them at the right, in a window of its own."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from spdesk.core.errors import ResourceError
from spdesk.guidance.help_texts import HelpTexts, plain
from spdesk.guidance.locate import resource_folder
from spdesk.ui.accessible.readings import reads_as_window
from spdesk.ui.announce import announce
from spdesk.ui.help_document import block_at, fill, give_room
from spdesk.ui.help_list import TopicList
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.texts import label, say

# In line heights of the body text.
_WIDTH, _HEIGHT = 62, 42
_PAGE_MARGIN = 1.5
_OVER_PLACE = 0.5
_AROUND_SEARCH = 0.6

_MOST_OF_THE_SCREEN = 0.9
_MOST_FOR_THE_LIST = 0.3


class HelpWindow(QWidget):
    """Shows one topic at a time. The program stays usable beside it, and Esc puts it away."""

    def __init__(self, parent: QWidget, look: Look, texts: HelpTexts) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        reads_as_window(self)
        self._look = look
        self._texts = texts
        self.setWindowTitle(self.tr("Help – SP Desk"))
        self._list = TopicList(look, [topic.title for topic in texts.topics])
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Find in Help"))
        self._search.setAccessibleName(self.tr("Find in Help"))
        self._search.setClearButtonEnabled(True)
        self._found = label("", "muted")
        self._found.setVisible(False)
        self._page = QTextBrowser()
        self._page.setOpenLinks(False)  # the program opens nothing outside of itself
        self._lay_out()
        for keys, act in (
            ("Esc", self._put_away),
            ("Ctrl+W", self.close),
            ("Ctrl+F", self._go_to_search),
            ("F3", self._find_next),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self._resize_to_text()
        self._list.currentRowChanged.connect(self._show_topic)
        self._search.textChanged.connect(self._filter)
        self._search.returnPressed.connect(self._find_next)
        self._page.anchorClicked.connect(self._follow)
        look.changed.connect(self._show_look)
        self._show_look()

    def come_forward(self) -> None:
        """Show the window, or bring it to the front; the keyboard is on the list of topics."""
        self.show()
        self.raise_()
        self.activateWindow()
        self._list.setFocus()

    def turn_to(self, row: int, place: str = "") -> None:
        """Show a topic at the place of one of its headings, with the keyboard on its text."""
        self._search.clear()
        self._list.setCurrentRow(row)
        self._go_to_place(place)
        self._page.setFocus()

    def show_target(self, topic_id: str, entry_id: str) -> None:
        """Turn to an entry of the glossary, or to a topic; to neither when there is none."""
        target = self._texts.target_of_word(entry_id) if entry_id else None
        if target is None and topic_id:
            target = self._texts.target_of(topic_id)
        if target is not None:
            self.turn_to(*target)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self._search.hasFocus():
            self._list.setFocus()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        around = round(self._line() * _AROUND_SEARCH)
        self._side = QWidget()
        self._side.setProperty("ground", "sidebar")
        self._side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        field = QVBoxLayout()
        field.setContentsMargins(around, around, around, 0)
        field.addWidget(self._search)
        field.addWidget(self._found)
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(field)
        column.addWidget(self._list, 1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        rule = QFrame()
        rule.setProperty("ground", "rule")
        rule.setFixedWidth(1)
        self._row.addWidget(self._side)
        self._row.addWidget(rule)
        self._row.addWidget(self._page, 1)

    def _show_topic(self, row: int) -> None:
        if row < 0:
            return
        self._page.setAccessibleName(self._texts.topics[row].title)
        document = self._page.document()
        fill(document, self._text(row), self._look.font(), QBrush(self._look.color("line")))
        give_room(document, self._line() * _PAGE_MARGIN)
        self._page.moveCursor(QTextCursor.MoveOperation.Start)
        if self._search.text():
            self._find_from_the_top()

    def _text(self, row: int) -> str:
        try:
            return self._texts.text(self._texts.topics[row])
        except ResourceError as error:
            text = self.tr("SP Desk is damaged. Install it again. {error}")
            return text.format(error=error)

    def _go_to_place(self, place: str) -> None:
        """Bring the heading of this place to the top of the page; "" leaves the page at its top."""
        block = block_at(self._page.document(), place) if place else None
        if block is None:
            return
        self._page.setTextCursor(QTextCursor(block))
        top = self._page.document().documentLayout().blockBoundingRect(block).top()
        above = self._line() * _OVER_PLACE
        self._page.verticalScrollBar().setValue(round(top - above))

    def _follow(self, link: QUrl) -> None:
        """Turn to the topic that a link names; a link to none changes nothing."""
        target = self._texts.target_of(link.toString())
        if target is not None:
            self.turn_to(*target)

    def _put_away(self) -> None:
        """Give a search up first, then close."""
        if self._search.text():
            self._search.clear()
        else:
            self.close()

    def _go_to_search(self) -> None:
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def _filter(self, wanted: str) -> None:
        """List only the topics that say it, and go to the first place that does."""
        wanted = wanted.strip().casefold()
        rows = {
            row
            for row in range(len(self._texts.topics))
            if not wanted or wanted in plain(self._text(row)).casefold()
        }
        self._list.show_only(rows)
        self._say_how_many(wanted, len(rows))
        self._find_from_the_top()

    def _say_how_many(self, wanted: str, count: int) -> None:
        if not wanted:
            text = ""
        elif count == 1:
            text = self.tr("Found in one topic.")
        else:
            text = self.tr("Found in {count} topics.").format(count=count)
        if wanted and not count:
            text = self.tr("Not found in Help.")
        say(self._found, text)
        self._found.setVisible(bool(text))
        announce(self, text)

    def _find_from_the_top(self) -> None:
        self._page.moveCursor(QTextCursor.MoveOperation.Start)
        wanted = self._search.text().strip()
        if wanted:
            self._page.find(wanted)

    def _find_next(self) -> None:
        """Go on to the next place, in this topic or in the next one that has any."""
        wanted = self._search.text().strip()
        if wanted and not self._page.find(wanted):
            following = self._list.following(1)
            if following == self._list.currentRow():
                self._find_from_the_top()
            else:
                self._list.setCurrentRow(following)

    def _show_look(self) -> None:
        """Theme or text size is another: draw anew, and stay at about the same place."""
        self._list.show_look()
        bar = self._page.verticalScrollBar()
        share = bar.value() / max(bar.maximum(), 1)
        self._share_width()
        self._show_topic(self._list.currentRow())
        bar.setValue(round(share * bar.maximum()))

    def _share_width(self) -> None:
        """Give the list room for the longest title, but not at the cost of the page."""
        most = round(self.width() * _MOST_FOR_THE_LIST)
        self._side.setFixedWidth(min(self._list.wanted_width(), most))
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


def show_help(parent: QWidget, look: Look, topic_id: str = "", entry_id: str = "") -> None:
    """Show the help of a window, made when it is first wanted. Raises ResourceError.

    It opens at the topic, or at the entry of the glossary; without either as it was left. A topic
    or an entry that is not there leaves it as it was.
    """
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    window = parent.findChild(HelpWindow, options=direct)
    if window is None:
        window = HelpWindow(parent, look, HelpTexts(resource_folder(), _keys))
    window.come_forward()
    window.show_target(topic_id, entry_id)


def _keys() -> list[tuple[str, str, str]]:
    from spdesk.ui.widgets.keys_dialog import all_keys  # noqa: PLC0415  only this topic wants them

    return all_keys()
