"""The card of the tour: what is said at a stop, and the ways on, back and out."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QDialog, QFrame, QVBoxLayout, QWidget

from spdesk.ui.announce import announce
from spdesk.ui.tour.stops import Stop
from spdesk.ui.widgets.flow_layout import FlowLayout
from spdesk.ui.widgets.scroll_page import ScrollPage
from spdesk.ui.widgets.texts import button, label

_WIDTH = 19
"""Of the card, in heights of a line of text."""

_MARGIN = 18

_CLEAR = "QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }"

_SCROLL = {
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
}


class Card(QDialog):
    """A dialogue to screen readers, but a part of the window: the page beside it stays alive.

    Enter or Space presses the button that has the focus, at first “Next”; Esc leaves.
    """

    next_asked = Signal()
    back_asked = Signal()
    leave_asked = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowFlags(Qt.WindowType.Widget)  # only afterwards: the constructor ignores it
        self.setObjectName("tour")  # by which the areas of the window find it
        self._place = label("", "muted")
        self._title = label("", "number")
        self._text = label("")
        self._hint = label("", "muted")
        self._next = button("", self._ask_next, "primary")
        self._back = button(self.tr("Back"), self._ask_back)
        self._leave = button(self.tr("Leave the tour"), self.reject, "link")
        self._lay_out()

    def show_stop(self, stop: Stop, number: int, count: int) -> None:
        """Say what a stop says; `number` counts from 1."""
        place = self.tr("{number} of {count}").format(number=number, count=count)
        last = number == count
        on = self.tr("Start our own issue") if last else self.tr("Next")
        self._show(place, stop.title, stop.text, on)
        self._back.setEnabled(number > 1)
        self._hint.setText(
            self.tr(
                "Try anything: nothing that you change here is kept. F6 goes to the "
                "page, Shift+F6 comes back."
            )
            if number == 1
            else self.tr("Nothing that you change here is kept.")
        )
        name = self.tr("Tour, {number} of {count}: {title}")
        self._name(name.format(number=number, count=count, title=stop.title))

    def show_away(self) -> None:
        """Say that another page is looked at than the tour speaks of."""
        title = self.tr("You went to another page")
        text = self.tr("Look round as long as you like. The tour waits here.")
        self._show(self.tr("The tour"), title, text, self.tr("Back to the tour"))
        self._back.setEnabled(False)
        self._name(self.tr("The tour waits"))

    def take_focus(self) -> None:
        """The keyboard goes to what most people do next."""
        self._next.setFocus(Qt.FocusReason.OtherFocusReason)

    def read_out(self) -> None:
        """Have the card read to those who listen to the screen."""
        said = self.tr("{name}. {text}")
        announce(self, said.format(name=self.accessibleName(), text=self._text.text()))

    def size_in(self, room: QRect) -> QSize:
        """How large the card wants to be: wider where it would be too tall, at most the room."""
        line = self._text.fontMetrics().height()
        wanted = _WIDTH * line
        for width in (wanted, round(wanted * 1.4), round(wanted * 1.8), room.width()):
            width = min(width, room.width())  # noqa: PLW2901  the same thing, kept inside
            height = self._height_at(width)
            if height <= room.height():
                return QSize(width, height)
        return room.size()

    def reject(self) -> None:
        """Esc: the tour is left."""
        self.leave_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page up and down read on where the text does not fit."""
        action = _SCROLL.get(Qt.Key(event.key()))
        if action is not None:
            self._area.verticalScrollBar().triggerAction(action)
        else:
            super().keyPressEvent(event)

    def _show(self, place: str, title: str, text: str, on: str) -> None:
        for where, said in ((self._place, place), (self._title, title), (self._text, text)):
            where.setText(said)
        self._next.setText(on)
        self._next.setAccessibleName(on)
        self._buttons.invalidate()  # its height is asked for before Qt lays it out again
        self._area.verticalScrollBar().setValue(0)

    def _name(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setAccessibleDescription(self._text.text())

    def _lay_out(self) -> None:
        self._frame = frame = QFrame()
        frame.setProperty("ground", "hero")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._area = ScrollPage()
        self._area.setStyleSheet(_CLEAR)
        self._area.content.setContentsMargins(0, 0, 0, 0)
        self._area.content.setSpacing(8)
        for said in (self._place, self._title, self._text, self._hint):
            self._area.content.addWidget(said)
        self._area.content.addStretch(1)
        self._buttons = FlowLayout(8)
        for made in (self._next, self._back, self._leave):
            self._buttons.addWidget(made)
        self._column = QVBoxLayout(frame)
        self._column.setContentsMargins(_MARGIN, _MARGIN - 4, _MARGIN, _MARGIN - 4)
        self._column.setSpacing(12)
        self._column.addWidget(self._area, 1)
        self._column.addLayout(self._buttons)

    def _height_at(self, width: int) -> int:
        margins = self._column.contentsMargins()
        self._frame.ensurePolished()
        frame = self._frame.width() - self._frame.contentsRect().width()  # its line, on both sides
        inner = width - margins.left() - margins.right() - frame
        texts = self._area.content.heightForWidth(inner)
        buttons = self._buttons.heightForWidth(inner)
        around = margins.top() + margins.bottom() + self._column.spacing() + frame
        return texts + buttons + around

    def _ask_next(self) -> None:
        self.next_asked.emit()

    def _ask_back(self) -> None:
        self.back_asked.emit()
