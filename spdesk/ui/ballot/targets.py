"""What is pressed on a ballot: large targets that a second click or a held key does not press.

One question makes room for the next under the pointer and under the finger. So a double click and
a key that repeats itself count once.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy

from spdesk.ui.accessible.by_reader import HearsToggles
from spdesk.ui.theme.focus_ring import paint_ring
from spdesk.ui.theme.look import Look

SMALLEST = 56
"""Pixels that a target is wide and high at least, at 100 %."""

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MNEMONICS = Qt.TextFlag.TextShowMnemonic.value
_NUMBER_POINTS, _KEY_POINTS = 18.0, 10.0


class Choice(HearsToggles, QAbstractButton):
    """One rating as a large square: its number, and its key where that is another."""

    def __init__(self, look: Look, rating: float, text: str, key: str) -> None:
        super().__init__()
        self._look = look
        self.rating = rating
        self._key = "" if key == text else key
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # read out as one of several; the group sees to the rest
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        # Large text has enough to read: its targets need not grow as much.
        height = round(SMALLEST + 16 * self._look.scale)
        return QSize(height, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(SMALLEST, SMALLEST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, up and down go through the choices; the ballot takes the other keys."""
        if event.isAutoRepeat():
            return
        if event.key() in ENTER:
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, chosen = self._look, self.isChecked()
        edge = look.edge_pen("accent" if chosen or self.underMouse() else "control")
        if chosen:
            edge.setWidthF(edge.widthF() + 2)
        painter.setPen(edge)
        painter.setBrush(look.color("accent_soft" if chosen else "surface"))
        frame = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.drawRoundedRect(frame, 10, 10)
        painter.setPen(look.color("text"))
        number = self.rect()
        if self._key:
            number = QRect(0, 0, self.width(), round(self.height() * 0.68))
            self._paint_key(painter, number.bottom())
        painter.setFont(self._fitting_font())
        painter.drawText(number, int(Qt.AlignmentFlag.AlignCenter), self.text())
        if self.hasFocus():
            painter.setPen(look.focus_pen())
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(4, 4, -4, -4), 7, 7)
        painter.end()

    def _fitting_font(self) -> QFont:
        """Large, but a number with decimals stays within its target."""
        font = self._look.font(_NUMBER_POINTS, bold=True)
        needed = QFontMetrics(font).horizontalAdvance(self.text())
        room = self.width() - 16
        if needed > room:
            font.setPointSizeF(font.pointSizeF() * room / needed)
        return font

    def _paint_key(self, painter: QPainter, top: int) -> None:
        painter.save()
        painter.setFont(self._look.font(_KEY_POINTS))
        painter.setPen(self._look.color("muted"))
        under = QRect(0, top - 4, self.width(), self.height() - top)
        text = self.tr("key {key}").format(key=self._key)
        painter.drawText(under, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.restore()

    def _go(self, step: int) -> None:
        group = self.group()
        if group is not None:
            buttons = group.buttons()
            buttons[(buttons.index(self) + step) % len(buttons)].setFocus(
                Qt.FocusReason.TabFocusReason
            )


class LargeButton(HearsToggles, QPushButton):
    """A large button. Enter presses it, unless it must be pressed on purpose."""

    def __init__(
        self, text: str, action: Callable[[], object], kind: str = "plain", *, enter: bool = True
    ) -> None:
        super().__init__(text)
        self._enter = enter
        self.setProperty("kind", kind)
        self.setProperty("large", True)
        self.setAccessibleName(text.replace("&", ""))
        self.setAutoDefault(False)
        self.setMinimumHeight(SMALLEST)
        self.clicked.connect(action)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        if event.key() in ENTER:
            if self._enter:
                self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_ring(self)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()


class WrappingButton(LargeButton):
    """A large button whose text, of any length, takes the lines that it needs."""

    def __init__(self, text: str, action: Callable[[], object]) -> None:
        super().__init__(text, action)
        self._words = text

    def minimumSizeHint(self) -> QSize:
        return QSize(SMALLEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break_lines()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._break_lines()

    def _break_lines(self) -> None:
        metrics = self.fontMetrics()
        around = super().sizeHint().width() - metrics.size(_MNEMONICS, self.text()).width()
        text = _in_lines(self._words, metrics, self.width() - around)
        if text != self.text():
            self.setText(text)


def _in_lines(text: str, metrics: QFontMetrics, width: int) -> str:
    """A text with a break before each word that would be too much for its line."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    end = Qt.TextElideMode.ElideRight
    return "\n".join(metrics.elidedText(line, end, width) for line in lines)


def set_kind(button: QPushButton, kind: str) -> None:
    """Make a button plain or primary while it is shown."""
    if button.property("kind") != kind:
        button.setProperty("kind", kind)
        button.style().unpolish(button)
        button.style().polish(button)
