"""What is drawn on the landscape: the surface, labels with a halo, the point, the last round.

The marks keep their size in pixels whatever the picture's. Colours are given, never known here.
"""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QStyleOptionGraphicsItem,
    QWidget,
)

HALO = 3.0
"""The width of the pen of the halo round a label in pixels, at 100 % text. Half of it lies outside."""

POINT_RADIUS = 10.0
"""The outer radius of the present point in pixels, at 100 % text."""

GHOST_RADIUS = 12.0
"""Larger than the point, so that both are seen where they coincide."""


@dataclass(frozen=True)
class MarkColors:
    """The colours of the marks: drawn in `ink`, set off from any ground by `edge`.

    `whole`: in high contrast, where nothing fades and lines are thicker.
    """

    ink: QColor
    edge: QColor
    whole: bool = False


def paint_point(painter: QPainter, centre: QPointF, unit: float, colors: MarkColors) -> None:
    """The present point: a ring with a filled centre and a contrasting edge."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colors.edge, 2 * unit))
    painter.setBrush(colors.ink)
    painter.drawEllipse(centre, POINT_RADIUS * unit, POINT_RADIUS * unit)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colors.edge)
    painter.drawEllipse(centre, 4 * unit, 4 * unit)


def paint_ghost(painter: QPainter, centre: QPointF, unit: float, colors: MarkColors) -> None:
    """The last round: a dashed ring."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = GHOST_RADIUS * unit
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colors.edge, 4 * unit))
    painter.drawEllipse(centre, radius, radius)
    painter.setPen(dashes(colors.ink, unit))
    painter.drawEllipse(centre, radius, radius)


def dashes(color: QColor, unit: float) -> QPen:
    """The dashed pen of everything that belongs to the last round."""
    pen = QPen(color, 1.8 * unit)
    pen.setDashPattern([2.5, 2.0])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


class Surface(QGraphicsItem):
    """A smooth image over a rectangle of the plot."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._area = QRectF()

    def set_image(self, image: QImage, area: QRectF) -> None:
        """Show another image (row 0 at the low end) over an area, in the plot's units."""
        self.prepareGeometryChange()
        self._image, self._area = image, area
        self.update()

    def boundingRect(self) -> QRectF:
        return self._area

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self._area, self._image)


class Mark(QGraphicsItem):
    """Something drawn in pixels round its place in the plot."""

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self._colors = MarkColors(QColor(), QColor())
        self._unit = 1.0

    def restyle(self, colors: MarkColors, unit: float) -> None:
        """Take other colours and another size; `unit` is 1 at 100 % text."""
        self.prepareGeometryChange()
        self._colors, self._unit = colors, unit
        self.update()


class PointMark(Mark):
    """The present point."""

    def boundingRect(self) -> QRectF:
        size = (POINT_RADIUS + 2) * self._unit
        return QRectF(-size, -size, 2 * size, 2 * size)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        paint_point(painter, QPointF(0, 0), self._unit, self._colors)


class GhostMark(Mark):
    """The last round, and a dashed line from it to the present point."""

    def __init__(self) -> None:
        super().__init__()
        self._way = QPointF()

    def set_way(self, way: QPointF) -> None:
        """Where the present point is from here, in pixels."""
        if way != self._way:
            self.prepareGeometryChange()
            self._way = way
            self.update()

    def boundingRect(self) -> QRectF:
        size = (GHOST_RADIUS + 3) * self._unit
        ring = QRectF(-size, -size, 2 * size, 2 * size)
        line = QRectF(QPointF(0, 0), self._way).normalized().adjusted(-3, -3, 3, 3)
        return ring.united(line)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        paint_ghost(painter, QPointF(0, 0), self._unit, self._colors)
        line = QLineF(QPointF(0, 0), self._way)
        start, end = GHOST_RADIUS * self._unit, POINT_RADIUS * self._unit
        if line.length() > start + end:
            share = line.pointAt(start / line.length()), line.pointAt(1 - end / line.length())
            painter.setPen(dashes(self._colors.ink, 0.8 * self._unit))
            painter.drawLine(QLineF(*share))


class HaloText(Mark):
    """A short text centred on its place, readable on any ground by the halo round it."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._font = QFont()
        self._path = QPainterPath()
        self._start = QPointF()
        self.size = QSizeF()

    def set_text(self, text: str, font: QFont) -> None:
        """Show another text."""
        if text == self._text and font == self._font:
            return
        self.prepareGeometryChange()
        self._text, self._font = text, font
        metrics = QFontMetricsF(font)
        width = metrics.horizontalAdvance(text)
        self.size = QSizeF(width + 2 * HALO, metrics.height())
        self._path = QPainterPath()
        self._start = QPointF(-width / 2, (metrics.ascent() - metrics.descent()) / 2)
        self._path.addText(self._start, font, text)
        self.update()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def boundingRect(self) -> QRectF:
        halo = HALO * self._unit
        return self._path.boundingRect().adjusted(-halo, -halo, halo, halo)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        halo = QPen(self._colors.edge, HALO * self._unit)
        halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.strokePath(self._path, halo)
        # Drawn as text, not as a path: so small, letters need their hints to be crisp.
        painter.setFont(self._font)
        painter.setPen(self._colors.ink)
        painter.drawText(self._start, self._text)
