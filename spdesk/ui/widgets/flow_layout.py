"""A layout that sets widgets side by side and wraps like words."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QWidget

from spdesk.ui.widgets.item_layout import ItemLayout


class FlowLayout(ItemLayout):
    """Left to right, then the next line; Qt has no such layout of its own."""

    def __init__(self, spacing: int = 6) -> None:
        super().__init__(spacing)

    def height_at(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def replace_widgets(self, widgets: Sequence[QWidget]) -> None:
        """Show other widgets instead of those that are there."""
        while (item := self.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for widget in widgets:
            self.addWidget(widget)
        self.invalidate()

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Set the items into `rect`, each in the middle of its line; gives the height needed."""
        y = rect.y()
        for line in self._lines(rect.width()):
            tallest = max(item.sizeHint().height() for item in line)
            x = rect.x()
            for item in line:
                size = item.sizeHint()
                if move:
                    item.setGeometry(QRect(QPoint(x, y + (tallest - size.height()) // 2), size))
                x += size.width() + self.spacing()
            y += tallest + self.spacing()
        return max(y - self.spacing() - rect.y(), 0)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """The shown items, broken into lines no wider than `width`."""
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():  # hidden
                continue
            needed = item.sizeHint().width()
            if not lines or used + self.spacing() + needed > width:
                lines.append([item])
                used = needed
            else:
                lines[-1].append(item)
                used += self.spacing() + needed
        return lines
