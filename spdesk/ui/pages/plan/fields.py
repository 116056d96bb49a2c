"""Fields of the plan. Each knows the name of its field, shows a value, and tells what was typed."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from spdesk.ui.accessible.by_reader import TextLine, TickBox
from spdesk.ui.widgets.field_guard import FieldGuard
from spdesk.ui.widgets.review_field import ReviewField

_MOST_LINES = 8
"""A longer text scrolls inside its field."""

LONGEST_LINE = 500


class Passage(QPlainTextEdit):
    """A text that is as tall as it needs to be, from one line on.

    One that is `required` is never told while it is blank; left blank, it shows what it was.
    """

    edited = Signal(str, object)
    entered = Signal(str)
    """It got the focus; carries the name of the field."""

    def __init__(
        self, key: str, guard: FieldGuard, *, required: bool = False, least: int = 1
    ) -> None:
        """`least`: the lines that it has while it is empty."""
        super().__init__()
        self._key = key
        self._least = least
        self._required = required
        self._stored = ""
        self._showing = False
        self._crowded = False
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(1)  # as tall as a line beside it
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        guard.watch(self)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self._on_text_changed)
        self._fit()

    def show_value(self, value: object) -> None:
        self._stored = str(value)
        shown = self.toPlainText()
        if self._required:
            # What was typed is stored without the blanks round it: they stay with the writer.
            shown = shown.strip()
            if not shown and self.hasFocus():
                return
        if shown != self._stored:
            place = self.textCursor().position()
            self._showing = True
            self.setPlainText(self._stored)
            self._showing = False
            cursor = self.textCursor()
            cursor.setPosition(min(place, len(self._stored)))
            self.setTextCursor(cursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit(self._key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._required and not self.toPlainText().strip():
            self.show_value(self._stored)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        """As tall as the text; the lines of the document are counted after they were wrapped."""
        lines = max(round(self.document().size().height()), self._least)
        if self._crowded is not (lines > _MOST_LINES):
            self._crowded = not self._crowded
            # Not now: the text is being wrapped, and the bar would stand over it.
            QTimer.singleShot(0, self, self._show_bar)
        # Between two layouts the viewport may still have an older, larger height.
        frame = max(self.height() - self.viewport().height(), 0)
        around = 2 * self.document().documentMargin() + frame
        tall = min(lines, _MOST_LINES) * self.fontMetrics().lineSpacing() + round(around)
        if tall != self.minimumHeight():
            self.setFixedHeight(tall)

    def _show_bar(self) -> None:
        policy = Qt.ScrollBarPolicy
        bar = policy.ScrollBarAlwaysOn if self._crowded else policy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(bar)

    def _on_text_changed(self) -> None:
        text = self.toPlainText()
        if not self._showing and not (self._required and not text.strip()):
            self.edited.emit(self._key, text)


class LineField(TextLine):
    """One line."""

    edited = Signal(str, object)

    def __init__(self, key: str, guard: FieldGuard) -> None:
        super().__init__()
        self._key = key
        self.setMaxLength(LONGEST_LINE)
        guard.watch(self)
        self.textEdited.connect(self._tell)

    def show_value(self, value: object) -> None:
        """Show a text."""
        if self.text() != str(value):
            self.setText(str(value))
            self.setCursorPosition(0)
            self.setToolTip(str(value))  # a narrow card shows no more than its beginning

    def _tell(self, text: str) -> None:
        self.edited.emit(self._key, " ".join(text.splitlines()))


class DayField(ReviewField):
    """A day or none."""

    edited = Signal(str, object)

    def __init__(
        self, key: str, guard: FieldGuard, tick: str, name: str, ahead: timedelta = timedelta(0)
    ) -> None:
        super().__init__(guard, tick=tick, name=name, ahead=ahead)
        self._key = key
        self.chosen.connect(self._tell)

    def show_value(self, value: object) -> None:
        """Show a day or none."""
        self.show_day(value if isinstance(value, date) else None)

    def setAccessibleName(self, name: str) -> None:
        """Both parts need a name of their own where many days stand on one page."""
        self._tick.setAccessibleName(name)
        self._day.setAccessibleName(self.tr("{name}, the day").format(name=name))

    def _tell(self, day: date | None) -> None:
        self.edited.emit(self._key, day)


class TickField(TickBox):
    """Yes or no."""

    edited = Signal(str, object)

    def __init__(self, key: str, text: str) -> None:
        super().__init__(text)
        self._key = key
        self.clicked.connect(self._tell)

    def show_value(self, value: object) -> None:
        """Show yes or no."""
        self.setChecked(bool(value))

    def _tell(self, ticked: bool) -> None:
        self.edited.emit(self._key, ticked)
