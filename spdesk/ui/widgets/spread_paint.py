"""The marks of a spread: a dot for a ballot, a bar for the middle half, a line for the median."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from spdesk.ui.theme.look import Look

_MIDDLE_OPACITY = 0.4


def paint_dot(painter: QPainter, centre: QPointF, diameter: float, look: Look, role: str) -> None:
    """One ballot. A sliver of ground stays round it, so that neighbours are told apart."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color(role))
    radius = diameter * 0.44
    painter.drawEllipse(centre, radius, radius)


def paint_middle(painter: QPainter, bar: QRectF, median: float, look: Look, role: str) -> None:
    """The middle half from the lower to the upper quartile, with the median across it."""
    thick = bar.height()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color(role))
    painter.setOpacity(_MIDDLE_OPACITY)
    # A middle half without any width is still to be seen.
    seen = bar.adjusted(-thick / 4, 0, thick / 4, 0)
    painter.drawRoundedRect(seen, thick / 3, thick / 3)
    painter.setOpacity(1)
    # The pale ground alone would not be seen by everybody: its edge is in the full colour.
    edge = max(thick / 8, 1.0)
    painter.setPen(QPen(look.color(role), edge))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = edge / 2
    painter.drawRoundedRect(seen.adjusted(half, half, -half, -half), thick / 3, thick / 3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color(role))
    line = QRectF(median - thick * 0.22, bar.top() - thick * 0.45, thick * 0.44, thick * 1.9)
    painter.drawRect(line)


def paint_ghost(painter: QPainter, bar: QRectF, median: float, look: Look) -> None:
    """The same of the round before: hollow and small."""
    thick = bar.height()
    painter.setPen(QPen(look.color("muted"), max(thick / 5, 1.0)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    middle = bar.center().y()
    painter.drawLine(QPointF(bar.left(), middle), QPointF(bar.right(), middle))
    for end in (bar.left(), bar.right()):
        painter.drawLine(QPointF(end, middle - thick * 0.35), QPointF(end, middle + thick * 0.35))
    painter.setBrush(look.color("surface"))
    half = thick * 0.6
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(median, middle - half),
                QPointF(median + half, middle),
                QPointF(median, middle + half),
                QPointF(median - half, middle),
            ]
        )
    )
