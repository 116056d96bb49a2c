"""A small round “i” beside a term; pressed, it says in a popup what the term means."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from spdesk.guidance.library import guidance
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.info_popup import InfoPopup
from spdesk.ui.widgets.item_layout import ItemLayout
from spdesk.ui.widgets.texts import Button

SMALLEST = 24
"""Pixels at 100 %: no target is smaller, for a finger or a hand that shakes (WCAG 2.2, 2.5.8)."""

_BETWEEN = 6


class InfoButton(Button):
    """Says what one entry of the glossary means. Raises KeyError for an entry that is not there."""

    def __init__(self, entry_id: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("i", parent)
        self._entry = guidance().glossary.entry(entry_id)
        self._look = look
        self.setProperty("kind", "info")
        self.setAutoDefault(False)
        self.setAccessibleName(self.tr("What “{term}” means").format(term=self._entry.term))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self.open_popup)
        look.changed.connect(self._resize_to_text)
        self._resize_to_text()

    def open_popup(self) -> None:
        """Show what the term means, beside the button."""
        popup = InfoPopup(self, self._entry, self._look)
        popup.rejected.connect(self._take_focus_back)
        popup.show_at(self)

    def _take_focus_back(self) -> None:
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def _resize_to_text(self) -> None:
        side = round(SMALLEST * max(self._look.scale, 1))
        self.setFixedSize(side, side)


def with_info(beside: QWidget, entry_id: str, look: Look) -> QWidget:
    """A label, or another small widget, with the information button of a term right after it.

    A label that wraps goes on wrapping; the button stays beside its first line.
    """
    made = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    made.setLayout(_Beside(beside, InfoButton(entry_id, look)))
    return made


class _Beside(ItemLayout):
    """A text at its own width, or at what there is, and a button beside its first line."""

    def __init__(self, text: QWidget, info: InfoButton) -> None:
        super().__init__(_BETWEEN)
        self._text = text
        self._info = info
        self.addWidget(text)
        self.addWidget(info)

    def height_at(self, width: int) -> int:
        down = self._down()
        tall = self._height_of_text(self._width_of_text(width))
        return max(tall + max(down, 0), self._info.height() + max(-down, 0))

    def minimumSize(self) -> QSize:
        width = self._text.minimumSizeHint().width() + self._beside()
        return QSize(width, self.heightForWidth(max(width, self.geometry().width())))

    def sizeHint(self) -> QSize:
        width = self._natural() + self._beside()
        return QSize(width, self.heightForWidth(width))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        down = self._down()
        wide = self._width_of_text(rect.width())
        tall = self._height_of_text(wide)
        self._text.setGeometry(rect.x(), rect.y() + max(down, 0), wide, tall)
        self._info.move(rect.x() + wide + self.spacing(), rect.y() + max(-down, 0))

    def _beside(self) -> int:
        return self.spacing() + self._info.width()

    def _width_of_text(self, width: int) -> int:
        return max(min(self._natural(), width - self._beside()), 0)

    def _height_of_text(self, width: int) -> int:
        text = self._text
        return text.heightForWidth(width) if text.hasHeightForWidth() else text.sizeHint().height()

    def _natural(self) -> int:
        """The width of the text in one line: a label that may wrap asks for less by itself."""
        text = self._text
        if not isinstance(text, QLabel):
            return text.sizeHint().width()
        margins = text.contentsMargins()
        around = margins.left() + margins.right() + 2 * text.margin() + 2
        metrics = text.fontMetrics()
        return max(metrics.horizontalAdvance(line) for line in text.text().split("\n")) + around

    def _down(self) -> int:
        """How far the text goes down (above 0) or the button (below), for one middle of both."""
        text = self._text
        one = text.fontMetrics().height() if isinstance(text, QLabel) else text.sizeHint().height()
        return (self._info.height() - one) // 2
