"""A card with a radio button, its name and a sentence; the whole of it can be clicked."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from spdesk.ui.accessible.by_reader import RadioChoice
from spdesk.ui.widgets.texts import label


class ChoiceCard(QFrame):
    """One of several; put `radio` into a button group."""

    def __init__(self, name: str, meaning: str) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.radio = RadioChoice(name)
        self.radio.setAccessibleName(name)
        self.radio.setAccessibleDescription(meaning)
        self.radio.toggled.connect(self._show_choice)
        words = label(meaning, "muted")
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(6)
        column.addWidget(self.radio, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(words, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.radio.setFocus()
        self.radio.click()

    def _show_choice(self, chosen: bool) -> None:
        """The chosen card has the accent round it, besides its dot."""
        self.setProperty("ground", "hero" if chosen else "card")
        self.style().unpolish(self)
        self.style().polish(self)
