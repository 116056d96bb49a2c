"""The answers to a question as five large cards with their keys."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from spdesk.core.triage import RATINGS
from spdesk.ui.accessible.by_reader import HearsToggles
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.reflow_layout import ReflowLayout

_FLAGS = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
_EMS_WIDE = 7.5
_EMS_FLAT = 20
"""So wide, a card has its text beside its key: cards in a column take less height then."""
_SPACING = 12
_FEWEST_LINES = 3
_CAP = 1.3
"""The side of a key, in heights of a line."""


class AnswerCard(HearsToggles, QAbstractButton):
    """One answer: its key in a cap, its text below. An answer between two anchors is quieter."""

    def __init__(self, look: Look, rating: int) -> None:
        super().__init__()
        self._look = look
        self.rating = rating
        self.setCheckable(True)
        self.setAutoExclusive(True)  # read out as one of several; the group sees to the rest
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_answer(self, text: str) -> None:
        """Say what this answer means; empty for one between two anchors."""
        self.setText(text)
        spoken = text or self.tr("between its neighbours")
        self.setAccessibleName(f"{self.rating}: {spoken}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = round(self.fontMetrics().height() * _EMS_WIDE)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = round(self.fontMetrics().height() * 5.5)
        return QSize(width, self.heightForWidth(width))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        line = self.fontMetrics().height()
        room = QRect(0, 0, max(width - 2 * self._margin() - self._beside(width), 10), 10_000)
        text = self.fontMetrics().boundingRect(room, _FLAGS, self.text() or "x").height()
        if self._beside(width):
            return round(max(text, line * _CAP) + self._margin() * 1.4)
        # Room for a few lines always, so that the buttons below stay where they are.
        return round(max(text, line * _FEWEST_LINES) + line * 1.6 + self._margin() * 2.6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, margin = self._look, self._margin()
        chosen, hover = self.isChecked(), self.underMouse()
        edge = "accent" if chosen or hover else "control" if self.text() else "line"
        painter.setPen(QPen(look.color(edge), 2 if chosen else 1))
        painter.setBrush(look.color("accent_soft" if chosen else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 10, 10)
        down = margin * 0.7 if self._beside(self.width()) else margin
        self._paint_key(painter, QPointF(margin, down), chosen)
        line, beside = self.fontMetrics().height(), self._beside(self.width())
        left, top = margin, round(margin + line * 1.75)
        if beside:
            left, top = margin + beside, round(margin * 0.7 + line * (_CAP - 1) / 2)
        rect = self.rect().adjusted(left, top, -margin, 0)
        painter.setPen(look.color("text" if self.text() or chosen else "muted"))
        painter.drawText(rect, _FLAGS, self.text() or self.tr("between"))
        if self.hasFocus():
            painter.setPen(look.focus_pen())
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4.5, 4.5, -4.5, -4.5), 7, 7)
        painter.end()

    def _paint_key(self, painter: QPainter, at: QPointF, chosen: bool) -> None:
        metrics: QFontMetrics = self.fontMetrics()
        cap = QRectF(at.x(), at.y(), metrics.height() * _CAP, metrics.height() * _CAP)
        painter.setPen(QPen(self._look.color("accent" if chosen else "control"), 1))
        painter.setBrush(self._look.color("accent" if chosen else "surface"))
        painter.drawRoundedRect(cap, 5, 5)
        painter.setPen(self._look.color("accent_text" if chosen else "text"))
        painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), str(self.rating))

    def _beside(self, width: int) -> int:
        """How far the text stands to the right of the key's left edge; 0 where it stands below."""
        line = self.fontMetrics().height()
        return round(line * 2) if width >= _EMS_FLAT * line else 0

    def _margin(self) -> int:
        return round(self.fontMetrics().height() * 0.8)


class AnswerCards(QWidget):
    """Five cards of which at most one is chosen; in a column where a row has no room."""

    chosen = Signal(int)
    """The user chose this rating."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        row = ReflowLayout(_SPACING)
        self.setLayout(row)
        self._group = QButtonGroup(self)
        self.cards = [AnswerCard(look, rating) for rating in RATINGS]
        for answer_card in self.cards:
            self._group.addButton(answer_card, answer_card.rating)
            row.add(answer_card, 1, _EMS_WIDE)
        self._group.idClicked.connect(self.chosen)

    def show_answers(self, texts: Sequence[str], rating: int | None) -> None:
        """Show what the ratings mean, and which one is chosen."""
        for answer_card, text in zip(self.cards, texts, strict=True):
            answer_card.set_answer(text)
        self._group.setExclusive(False)
        for answer_card in self.cards:
            answer_card.setChecked(answer_card.rating == rating)
        self._group.setExclusive(True)

    def focus_first(self) -> None:
        """Put the focus on the chosen card, or on the first."""
        checked = self._group.checkedButton()
        (checked or self.cards[0]).setFocus()
