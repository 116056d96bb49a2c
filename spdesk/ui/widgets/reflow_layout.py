"""A row that becomes a column when there is too little room, so that large text never clips."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QWidget

from spdesk.ui.widgets.item_layout import ItemLayout


@dataclass(frozen=True, slots=True)
class _Share:
    """How an item shares the row: its part of the width, and the ems it wants at least."""

    stretch: int
    ems: float


class ReflowLayout(ItemLayout):
    """Side by side while every item gets the width it wants, otherwise one below the other."""

    def __init__(self, spacing: int = 12) -> None:
        super().__init__(spacing)
        self._shares: list[_Share] = []

    def add(self, widget: QWidget, stretch: int, ems: float) -> None:
        """Add a widget that wants at least `ems` times the text height of the row."""
        self._shares.append(_Share(stretch, ems))
        self.addWidget(widget)

    def takeAt(self, index: int) -> QLayoutItem | None:
        if 0 <= index < len(self._shares):
            self._shares.pop(index)
        return super().takeAt(index)

    def height_at(self, width: int) -> int:
        shown = self._shown()
        if not shown:
            return 0
        if self._fits(width):
            widths = self._widths(width)
            return max(_height(item, w) for (item, _), w in zip(shown, widths, strict=True))
        return sum(_height(item, width) for item, _ in shown) + self.spacing() * (len(shown) - 1)

    def minimumSize(self) -> QSize:
        width = max((item.minimumSize().width() for item, _ in self._shown()), default=0)
        return QSize(width, self.heightForWidth(max(width, self.geometry().width())))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        shown = self._shown()
        if self._fits(rect.width()):
            x = rect.x()
            for (item, _), width in zip(shown, self._widths(rect.width()), strict=True):
                item.setGeometry(QRect(x, rect.y(), width, rect.height()))
                x += width + self.spacing()
            return
        y = rect.y()
        for item, _ in shown:
            height = _height(item, rect.width())
            item.setGeometry(QRect(rect.x(), y, rect.width(), height))
            y += height + self.spacing()

    def _shown(self) -> list[tuple[QLayoutItem, _Share]]:
        pairs = zip(self._items, self._shares, strict=True)
        return [(item, share) for item, share in pairs if not item.isEmpty()]

    def _fits(self, width: int) -> bool:
        em = self.parentWidget().fontMetrics().height()
        wanted = sum(
            max(share.ems * em, item.minimumSize().width()) for item, share in self._shown()
        )
        return width >= wanted + self.spacing() * (len(self._shown()) - 1)

    def _widths(self, width: int) -> list[int]:
        """Shares by stretch; an item whose share is under its minimum keeps the minimum."""
        shown = self._shown()
        free = width - self.spacing() * (len(shown) - 1)
        total = sum(share.stretch for _, share in shown) or len(shown)
        widths = [free * (share.stretch or 1) // total for _, share in shown]
        least = [item.minimumSize().width() for item, _ in shown]
        if any(w < m for w, m in zip(widths, least, strict=True)):
            spare = free - sum(least)
            widths = [
                m + spare * (share.stretch or 1) // total
                for (_, share), m in zip(shown, least, strict=True)
            ]
        return widths


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return item.sizeHint().height()


def reflow_row(*parts: tuple[QWidget, int, float], spacing: int = 12) -> QWidget:
    """A widget with a ReflowLayout of (widget, stretch, ems wanted)."""
    row = QWidget()
    layout = ReflowLayout(spacing)
    row.setLayout(layout)
    for widget, stretch, ems in parts:
        layout.add(widget, stretch, ems)
    return row
