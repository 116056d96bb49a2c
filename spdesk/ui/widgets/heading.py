"""Headings of cards that stand in one row: on one line, with an information button or without."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget

from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.info_button import SMALLEST, with_info
from spdesk.ui.widgets.texts import label


def heading(text: str, look: Look, entry_id: str = "", role: str = "heading") -> QWidget:
    """A heading with the information button of an entry of the glossary, or with room for one."""
    return with_info(label(text, role), entry_id, look) if entry_id else _Heading(text, role, look)


class _Heading(QLabel):
    """As tall as a heading with a button."""

    def __init__(self, text: str, role: str, look: Look) -> None:
        super().__init__(text)
        self._look = look
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(True)
        self.setSizePolicy(label(role=role).sizePolicy())

    def heightForWidth(self, width: int) -> int:
        return max(super().heightForWidth(width), self._least())

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, self._least()))

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(0, self._least()))

    def _least(self) -> int:
        return round(SMALLEST * max(self._look.scale, 1))
