"""A text that changes often and must not move its surroundings.

A QLabel asks for a new layout of the whole page at every other text, even where nothing moves.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from spdesk.ui.widgets.texts import label


class SteadyLabel(QWidget):
    """A wrapped label that asks for another height only when its text needs more than ever.

    The label has no layout above it, so its own wishes end here.
    """

    def __init__(self, role: str) -> None:
        super().__init__()
        self._label = label("", role)
        self._label.setParent(self)
        self._most = 0
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def setText(self, text: str) -> None:
        """Say something else."""
        if text == self._label.text():
            return
        self._label.setText(text)
        needed = self._label.heightForWidth(self.width())
        if needed > self._most:
            self._most = needed
            if needed > self.height():
                self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        most = self._most if width == self.width() else 0
        return max(self._label.heightForWidth(width), most)

    def sizeHint(self) -> QSize:
        return self._label.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._label.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._most = 0
        self._label.resize(event.size())
