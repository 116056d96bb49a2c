"""A message box that stays on the screen at any size of text and whatever a file is called."""

import re

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QMessageBox,
    QScrollArea,
)

_WIDEST = 26
"""Line heights across. By itself Qt lets a box of long text grow tall, out of the screen."""

_MOST_OF_THE_SCREEN = 0.62
"""So much of its height for one text, or for two; more is scrolled."""

_LONG_WORD = re.compile(r"[^\s/\\\u200b]{24}(?=[^\s/\\]{8})")
_MAY_BREAK = "\u200b"

_LABELS = ("qt_msgbox_label", "qt_msgbox_informativelabel")


class MessageBox(QMessageBox):
    """Long lines, buttons that are never cut, and text that scrolls when there is too much."""

    def exec(self) -> int:
        """Show the box and wait; gives what was pressed."""
        found = [self.findChild(QLabel, name) for name in _LABELS]
        texts = [words for words in found if words is not None and words.text()]
        for words in texts:
            self._give_room(words, _MOST_OF_THE_SCREEN / len(texts))
        return super().exec()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.Show, QEvent.Type.LayoutRequest):
            self._give_room_to_buttons()  # Qt has just set a size, without regard to them
        return done

    def _give_room(self, words: QLabel, share: float) -> None:
        screen = self.screen().availableSize()
        metrics = words.fontMetrics()
        most = min(_WIDEST * metrics.height(), screen.width() // 2)
        longest = max(metrics.horizontalAdvance(line) for line in words.text().split("\n"))
        width = min(longest + 2, most)
        if words.textFormat() is Qt.TextFormat.PlainText:
            words.setText(_LONG_WORD.sub(rf"\g<0>{_MAY_BREAK}", words.text()))
        words.setMinimumWidth(width)
        words.setWordWrap(True)
        tallest = round(screen.height() * share)
        if words.heightForWidth(width) > tallest:
            self._let_scroll(words, width, tallest)

    def _let_scroll(self, words: QLabel, width: int, height: int) -> None:
        layout = self.layout()
        assert isinstance(layout, QGridLayout)
        area = QScrollArea(self)
        area.setObjectName("preview")  # which shows where the keyboard is
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(words.text())
        area.setWidgetResizable(True)
        layout.replaceWidget(words, area)
        area.setWidget(words)
        words.setFixedWidth(width)
        beside = area.verticalScrollBar().sizeHint().width() + self.fontMetrics().height() // 2
        area.setFixedSize(width + beside, height)

    def _give_room_to_buttons(self) -> None:
        buttons, layout = self.findChild(QDialogButtonBox), self.layout()
        if buttons is None or layout is None:
            return
        around = layout.contentsMargins()
        needed = buttons.sizeHint().width() + around.left() + around.right()
        if self.width() < needed <= self.screen().availableSize().width():
            self.setFixedWidth(needed)
