"""How far people agree, as a word and a mark: the marks differ by shape, not by colour alone."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from spdesk.core.room_sentences import agreement_words
from spdesk.core.rounds import Agreement
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.texts import label

_SIXTEENTHS = 16
"""Qt counts angles in sixteenths of a degree."""


def paint_agreement(painter: QPainter, rect: QRectF, agreement: Agreement, look: Look) -> None:
    """A full disc for agreed, a half-filled one for mixed, two halves apart for split."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = look.color("text")
    width = max(rect.width() / 9, 1.2)
    inner = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.setPen(QPen(ink, width))
    if agreement is Agreement.AGREED:
        painter.setBrush(ink)
        painter.drawEllipse(inner)
    elif agreement is Agreement.MIXED:
        painter.drawEllipse(inner)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPie(inner, 90 * _SIXTEENTHS, 180 * _SIXTEENTHS)
    elif agreement is Agreement.SPLIT:
        gap = rect.width() * 0.16
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPie(rect.translated(-gap, 0), 90 * _SIXTEENTHS, 180 * _SIXTEENTHS)
        painter.drawPie(rect.translated(gap, 0), -90 * _SIXTEENTHS, 180 * _SIXTEENTHS)
    else:
        painter.setPen(QPen(look.color("muted"), width, Qt.PenStyle.DotLine))
        painter.drawEllipse(inner)
    painter.restore()


class _Mark(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.agreement = Agreement.TOO_FEW
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        side = round(self.fontMetrics().height() * 0.7)
        return QSize(round(side * 1.5), side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = self.height() - 2.0
        paint_agreement(
            painter, QRectF((self.width() - side) / 2, 1, side, side), self.agreement, self._look
        )
        painter.end()


class AgreementLabel(QWidget):
    """The mark and the word beside each other."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._mark = _Mark(look)
        self._word = label("", "heading", wrap=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._word, 1)

    def show_agreement(self, agreement: Agreement) -> None:
        """Show how far people agree."""
        self._mark.agreement = agreement
        self._word.setText(agreement_words(agreement))
        self._mark.update()
