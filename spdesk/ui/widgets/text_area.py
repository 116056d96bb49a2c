"""A field for a text of several lines."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPlainTextEdit


class TextArea(QPlainTextEdit):
    """At least `lines` lines tall at any text size; Qt's own hint is a number of pixels.

    The Tab key leaves it, as it leaves every other field.
    """

    def __init__(self, text: str = "", *, lines: int) -> None:
        super().__init__(text)
        self._lines = lines
        self.setTabChangesFocus(True)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._tall())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._tall())

    def _tall(self) -> int:
        return self.fontMetrics().height() * self._lines
