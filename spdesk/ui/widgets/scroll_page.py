"""A scroll area whose height follows its wrapped text."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class ScrollPage(QScrollArea):
    """Fills `content`; scrolls only when the wrapped content is really taller than the view.

    A plain QScrollArea asks the content how tall it is at its narrowest, which for wrapped text is
    far too tall.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = _Inner(self)
        self._inner.setProperty("ground", "window")
        self.content = QVBoxLayout(self._inner)
        self.setWidget(self._inner)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._inner.updateGeometry()  # another width means another height
        super().resizeEvent(event)


class _Inner(QWidget):
    def __init__(self, area: ScrollPage) -> None:
        super().__init__()
        self._area = area

    def minimumSizeHint(self) -> QSize:
        layout = self._area.content
        least = layout.minimumSize()
        width = max(self._area.viewport().width(), least.width())
        height = layout.heightForWidth(width) if layout.hasHeightForWidth() else least.height()
        return QSize(least.width(), height)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()
