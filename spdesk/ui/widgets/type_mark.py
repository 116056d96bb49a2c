"""The marks of the verdicts: they differ by shape, so that colour is never the only sign."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from spdesk.core.triage import Verdict
from spdesk.ui.theme.look import Look

ROLES = {
    Verdict.TYPE_1: "type_1",
    Verdict.TYPE_2: "type_2",
    Verdict.MIXED: "mixed",
    Verdict.CRISIS: "crisis",
    Verdict.INSUFFICIENT: "muted",
}
"""The role of colour of each verdict."""


def paint_mark(painter: QPainter, rect: QRectF, verdict: Verdict, look: Look) -> None:
    """Circle for type 1, diamond for type 2, half of each for mixed, triangle for a crisis."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color(ROLES[verdict]))
    if verdict is Verdict.TYPE_1:
        painter.drawEllipse(rect)
    elif verdict is Verdict.TYPE_2:
        painter.drawPolygon(_diamond(rect))
    elif verdict is Verdict.MIXED:
        _paint_halves(painter, rect, look)
    elif verdict is Verdict.CRISIS:
        painter.drawPolygon(
            QPolygonF(
                [QPointF(rect.center().x(), rect.top()), rect.bottomRight(), rect.bottomLeft()]
            )
        )
    else:
        _paint_open_ring(painter, rect, look.color("muted"))
    painter.restore()


def _diamond(rect: QRectF) -> QPolygonF:
    middle = rect.center()
    return QPolygonF(
        [
            QPointF(middle.x(), rect.top()),
            QPointF(rect.right(), middle.y()),
            QPointF(middle.x(), rect.bottom()),
            QPointF(rect.left(), middle.y()),
        ]
    )


def _paint_halves(painter: QPainter, rect: QRectF, look: Look) -> None:
    """The left half of a circle and the right half of a diamond."""
    half = rect.width() / 2
    painter.setClipRect(QRectF(rect.left(), rect.top(), half - rect.width() / 24, rect.height()))
    painter.setBrush(look.color("type_1"))
    painter.drawEllipse(rect)
    painter.setClipRect(
        QRectF(rect.center().x() + rect.width() / 24, rect.top(), half, rect.height())
    )
    painter.setBrush(look.color("type_2"))
    painter.drawPolygon(_diamond(rect))


def _paint_open_ring(painter: QPainter, rect: QRectF, color: QColor) -> None:
    width = max(1.2, rect.width() / 9)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, width, Qt.PenStyle.DotLine))
    inset = width / 2
    painter.drawEllipse(rect.adjusted(inset, inset, -inset, -inset))


class TypeMark(QWidget):
    """One mark, as large as `ems` times the body text."""

    def __init__(self, look: Look, verdict: Verdict, ems: float = 1.0) -> None:
        super().__init__()
        self._look = look
        self._verdict = verdict
        self._ems = ems
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        side = round(self.fontMetrics().height() * self._ems)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        inset = 1.0
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        paint_mark(painter, rect, self._verdict, self._look)
        painter.end()
