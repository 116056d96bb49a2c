"""Texts one below the other that change often and must not move what surrounds them."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_BETWEEN = 6
"""Pixels between the last text and its button."""


class SteadyColumn(QWidget):
    """Stacks texts with no gap but the spacing; the room that is kept for longer ones is below.

    It has no layout: a text that changes is put into its place here, and the page is laid out anew
    only when all together need more room than ever.
    """

    def __init__(self, *parts: QLabel, info: QWidget, spacing: int = 8) -> None:
        """`info`: a small button that stands right after the last text."""
        super().__init__()
        self._parts = parts
        self._info = info
        self._spacing = spacing
        self._kept: dict[QLabel, int] = {}
        self._heights: dict[QLabel, tuple[tuple[str, int, int], int]] = {}
        self._most = 0
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for part in (*parts, info):
            part.setParent(self)

    def keep_room(self, kept: dict[QLabel, int]) -> None:
        """Keep room for so many pixels of these parts, while they are seen."""
        if kept != self._kept:
            self._kept = dict(kept)
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        most = self._most if width == self.width() else 0
        return max(self._needed(width), most)

    def sizeHint(self) -> QSize:
        width = max((part.sizeHint().width() for part in self._shown()), default=0)
        return QSize(width, self.heightForWidth(max(width, 1)))

    def minimumSizeHint(self) -> QSize:
        width = max((part.minimumSizeHint().width() for part in self._shown()), default=0)
        return QSize(width, 0)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a text changed, came or went
            self._stack()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._stack()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._most = 0
        self._stack()

    def _stack(self) -> None:
        width, y, tall = self.width(), 0, self._spare()
        for part in self._shown():
            wide = self._width_of(part, width)
            needed = self._tall(part, wide)
            if part is self._parts[-1]:
                one_line = part.fontMetrics().horizontalAdvance(part.text()) + 2
                wide = min(one_line, wide)
                part.setGeometry(0, y + self._spare() // 2, wide, needed)
                self._info.move(wide + _BETWEEN, y)
            else:
                part.setGeometry(0, y, wide, needed)
            y += needed + self._spacing
            tall += max(needed, self._kept.get(part, 0)) + self._spacing
        if tall - self._spacing > self._most:
            self._most = tall - self._spacing
            if self._most > self.height():
                self.updateGeometry()

    def _needed(self, width: int) -> int:
        tall = self._spare() - self._spacing
        for part in self._shown():
            needed = self._tall(part, self._width_of(part, width))
            tall += max(needed, self._kept.get(part, 0)) + self._spacing
        return tall

    def _tall(self, part: QLabel, width: int) -> int:
        """The height of a text, which is reckoned once: that takes longer than all else here."""
        state = (part.text(), width, part.fontMetrics().height())
        if part not in self._heights or self._heights[part][0] != state:
            self._heights[part] = (state, part.heightForWidth(width))
        return self._heights[part][1]

    def _spare(self) -> int:
        """What the button needs over the one line of text beside it."""
        return max(self._info.height() - self._parts[-1].fontMetrics().height(), 0)

    def _width_of(self, part: QLabel, width: int) -> int:
        if part is not self._parts[-1]:
            return width
        return max(width - self._info.width() - _BETWEEN, 1)

    def _shown(self) -> list[QLabel]:
        return [part for part in self._parts if not part.isHidden()]
