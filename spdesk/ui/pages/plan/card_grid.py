"""A layout of cards in columns: as many as there is room for."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayoutItem

from spdesk.ui.widgets.item_layout import ItemLayout


class CardGrid(ItemLayout):
    """Cards of equal width; those of a row are equally tall."""

    def __init__(self, ems: float, spacing: int = 16) -> None:
        """`ems`: the width that a card wants at least, in text heights."""
        super().__init__(spacing)
        self._ems = ems

    def height_at(self, width: int) -> int:
        rows, card = self._rows(width), self._card_width(width)
        tall = sum(_tallest(row, card) for row in rows)
        return tall + self.spacing() * max(len(rows) - 1, 0)

    def minimumSize(self) -> QSize:
        width = max((item.minimumSize().width() for item in self._shown()), default=0)
        return QSize(width, self.heightForWidth(max(width, self.geometry().width())))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        card, y = self._card_width(rect.width()), rect.y()
        for row in self._rows(rect.width()):
            height = _tallest(row, card)
            for place, item in enumerate(row):
                x = rect.x() + place * (card + self.spacing())
                item.setGeometry(QRect(x, y, card, height))
            y += height + self.spacing()

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _columns(self, width: int) -> int:
        em = self.parentWidget().fontMetrics().height()
        least = max((item.minimumSize().width() for item in self._shown()), default=0)
        wanted = max(round(self._ems * em), least) + self.spacing()
        return max((width + self.spacing()) // wanted, 1)

    def _card_width(self, width: int) -> int:
        columns = self._columns(width)
        return (width - self.spacing() * (columns - 1)) // columns

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        columns, shown = self._columns(width), self._shown()
        return [shown[start : start + columns] for start in range(0, len(shown), columns)]


def _tallest(row: list[QLayoutItem], width: int) -> int:
    return max(
        item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
        for item in row
    )
