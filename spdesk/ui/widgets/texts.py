"""Small builders, so that every label, button and card is made the same way and has a name."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from spdesk.ui.accessible.by_reader import HearsToggles
from spdesk.ui.theme.focus_ring import paint_ring


def label(text: str = "", role: str = "body", *, wrap: bool = True) -> QLabel:
    """A label whose text stays text, whatever was typed (no markup is read)."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made


def say(where: QLabel, text: str) -> None:
    """Change a text only when it is another one, so that nothing is laid out in vain."""
    if where.text() != text:
        where.setText(text)


class Button(HearsToggles, QPushButton):
    """A button that Enter presses too, as it would in a dialog."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_ring(self)


def button(
    text: str, action: Callable[..., object], kind: str = "plain", *, name: str = ""
) -> QPushButton:
    """A button with its action; `name` is the accessible name where the text says too little."""
    made = Button(text)
    made.setProperty("kind", kind)
    made.setAccessibleName(name or text.replace("&", ""))
    made.setAutoDefault(False)
    made.clicked.connect(action)
    return made


def card(ground: str = "card", *, margin: int = 20, spacing: int = 8) -> tuple[QFrame, QVBoxLayout]:
    """A card and the layout to fill."""
    frame = QFrame()
    frame.setProperty("ground", ground)
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(margin, margin - 4, margin, margin - 4)
    layout.setSpacing(spacing)
    return frame, layout


def clear(layout: QVBoxLayout) -> None:
    """Take every widget out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget: QWidget | None = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def resize_to_text(dialog: QDialog) -> None:
    """Give a dialog room by the size of its text, but never more than the screen has."""
    em = dialog.fontMetrics().height()
    room = dialog.screen().availableSize()
    dialog.resize(min(30 * em, round(room.width() * 0.9)), min(22 * em, round(room.height() * 0.9)))
