"""What the landscape shows of a room: a dot for each ballot, and where SP likely lies.

Both belong to a round, not to the present scores: they are drawn once and kept as a picture, so
that a change of scores does not draw them again.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QBrush,
    QColor,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
)
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from spdesk.core.landscape import contour
from spdesk.core.performance import Scale
from spdesk.core.terms import Scores
from spdesk.core.uncertainty import RoomPerformance
from spdesk.ui.plots.marks import Mark, MarkColors

Array = npt.NDArray[np.float64]
InPixels = Callable[[Array, Array], tuple[Array, Array]]
"""Places of the plot (ln of C x I, CR) as pixels."""

BALLOT_RADIUS = 4.5
"""The radius of one ballot's dot in pixels, at 100 % text."""

_APART = 7.5
_WIDEST_STACK = 30.0
"""Dots on one place stand this far apart, in a spiral that grows no wider, in pixels at 100 %: the
present point must not hide them all."""

_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))

_STEPS = 160
_SOFTNESS = 1.9
"""The region fades out at so many times the distance to its farther edge."""

_LEAST_REACH = 34.0
"""In pixels at 100 %: a narrow region must be seen round the point."""

_SOLID, _WHOLE = 0.55, 0.99
"""Up to this share of its reach the region does not fade; in high contrast it ends at an edge."""

_FILL, _EDGE = 46, 190
"""How opaque the region and its edges are at most, of 255."""


def paint_ballot(painter: QPainter, centre: QPointF, unit: float, colors: MarkColors) -> None:
    """One ballot: a small hollow dot."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colors.ink, 1.3 * unit))
    painter.setBrush(colors.edge)
    painter.drawEllipse(centre, BALLOT_RADIUS * unit, BALLOT_RADIUS * unit)


def paint_likely(painter: QPainter, centre: QPointF, unit: float, colors: MarkColors) -> None:
    """The likely range in a legend: a soft disc between two edges."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size = 12 * unit
    box = QRectF(centre.x() - size, centre.y() - 0.6 * size, 2 * size, 1.2 * size)
    painter.fillRect(box, _faint(colors.ink, _FILL))
    painter.setPen(QPen(_faint(colors.ink, 255 if colors.whole else _EDGE), 1.5 * unit))
    painter.drawLine(box.topLeft(), box.topRight())
    painter.drawLine(box.bottomLeft(), box.bottomRight())


def _faint(color: QColor, alpha: int) -> QColor:
    made = QColor(color)
    made.setAlpha(alpha)
    return made


def stacked(points: Sequence[Scores]) -> list[tuple[float, float, float, float]]:
    """Where each ballot's dot stands: ln(C x I), CR, and how far beside it in units of pixels.

    Ballots on one place lie round it in an even spiral, in no order but that of counting.
    """
    places = Counter((math.log(c * i), r) for c, i, r in points)
    dots = []
    for (x, y), count in sorted(places.items()):
        apart = min(_APART, _WIDEST_STACK / math.sqrt(count))
        for number in range(count):
            away = apart * math.sqrt(number + 0.5) if count > 1 else 0.0
            angle = _GOLDEN_ANGLE * number
            dots.append((x, y, away * math.cos(angle), away * math.sin(angle)))
    return dots


def line_of_sp(ln_sp: float, scale: Scale) -> tuple[Array, Array]:
    """The line of one SP from the left end of the landscape to the right: ln(C x I), CR.

    Where it would leave the landscape it follows the upper or lower end.
    """
    xs = np.linspace(2 * math.log(scale.low), 2 * math.log(scale.high), _STEPS)
    ys = scale.neutral * ln_sp / np.maximum(xs, 1e-9)
    return xs, np.clip(ys, scale.low, scale.high)


class _KeptMark(Mark):
    """A mark that is drawn once for a place and size, and then copied."""

    def __init__(self) -> None:
        super().__init__()
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)


class BallotCloud(_KeptMark):
    """The dots of all complete ballots."""

    def __init__(self) -> None:
        super().__init__()
        self._dots: tuple[QPointF, ...] = ()
        self._area = QRectF()

    @property
    def dots(self) -> tuple[QPointF, ...]:
        """Where the dots are, in pixels from this mark's place."""
        return self._dots

    def set_dots(self, dots: Sequence[QPointF]) -> None:
        """Show other dots, given in pixels from this mark's place."""
        self.prepareGeometryChange()
        self._dots = tuple(dots)
        room = (BALLOT_RADIUS + 2) * self._unit
        self._area = QPolygonF(self._dots).boundingRect().adjusted(-room, -room, room, room)
        self.update()

    def boundingRect(self) -> QRectF:
        return self._area

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        for dot in self._dots:
            paint_ballot(painter, dot, self._unit, self._colors)


class LikelyRegion(_KeptMark):
    """The ground between two lines of equal SP, fading out with the distance from a centre."""

    def __init__(self) -> None:
        super().__init__()
        self._path = QPainterPath()
        self._edges: tuple[QPolygonF, ...] = ()
        self._centre = QPointF()
        self._reach = 0.0
        self._area = QRectF()

    def set_lines(
        self,
        centre: QPointF,
        low: Sequence[QPointF],
        high: Sequence[QPointF],
        edges: Sequence[Sequence[QPointF]],
    ) -> None:
        """Take another ground, between two lines, and the edges to draw round it.

        All are given in pixels from this mark's place.
        """
        self.prepareGeometryChange()
        self._centre = centre
        away = max(
            min(math.dist(p.toTuple(), centre.toTuple()) for p in line) for line in (low, high)
        )
        self._reach = max(_SOFTNESS * away, _LEAST_REACH * self._unit)
        self._edges = tuple(QPolygonF(edge) for edge in edges)
        self._path = QPainterPath()
        self._path.addPolygon(QPolygonF([*low, *reversed(high)]))
        circle = QRectF(0, 0, 2 * self._reach, 2 * self._reach)
        circle.moveCenter(centre)
        self._area = self._path.boundingRect().adjusted(-2, -2, 2, 2).intersected(circle)
        self.update()

    def boundingRect(self) -> QRectF:
        return self._area

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(self._path, self._fading(_FILL))
        # An SVG has no lines that fade: there they are faint all along.
        fades = painter.paintEngine().type() != QPaintEngine.Type.SVG
        line = self._fading(_EDGE) if fades else QBrush(_faint(self._colors.ink, _EDGE // 2))
        thick = 1.5
        if self._colors.whole:
            line, thick = self._fading(255), 2.5
        painter.setPen(QPen(line, thick * self._unit))
        for edge in self._edges:
            painter.drawPolyline(edge)

    def _fading(self, alpha: int) -> QBrush:
        made = QRadialGradient(self._centre, self._reach)
        solid = _WHOLE if self._colors.whole else _SOLID
        for place, share in ((0.0, 1.0), (solid, 1.0), (1.0, 0.0)):
            made.setColorAt(place, _faint(self._colors.ink, round(alpha * share)))
        return QBrush(made)


class RoomMarks:
    """Both marks of a room. They stand at the upper left corner of the landscape."""

    def __init__(self) -> None:
        self.cloud = BallotCloud()
        self.region = LikelyRegion()
        self.room: RoomPerformance | None = None
        self._unit = 1.0
        self._show(region=False)

    def show_room(self, room: RoomPerformance | None) -> bool:
        """Take another room; gives whether it is another one, which must then be placed."""
        changed = room is not self.room
        self.room = room
        return changed

    def restyle(self, colors: MarkColors, unit: float) -> None:
        """Take other colours and another size."""
        self._unit = unit
        self.cloud.restyle(colors, unit)
        self.region.restyle(colors, unit)

    def place(self, scale: Scale, in_pixels: InPixels) -> None:
        """Put all where the numbers say; `in_pixels` reckons from the corner."""
        room = self.room
        if room is None:
            self._show(region=False)
            return
        dots = np.array(stacked(room.points)).reshape(-1, 4)
        xs, ys = in_pixels(dots[:, 0], dots[:, 1])
        beside = dots[:, 2:] * self._unit
        self.cloud.set_dots(_points(xs + beside[:, 0], ys + beside[:, 1]))
        band, medians = room.likely_ln_sp, room.medians
        x, y = np.array([math.log(medians.product)]), np.array([medians.relationships])
        lines = [line_of_sp(ln_sp, scale) for ln_sp in (band.low, band.high)]
        low, high = (_points(*in_pixels(*line)) for line in lines)
        edges = [_points(*in_pixels(*_inside(end, scale))) for end in (band.low, band.high)]
        self.region.set_lines(_points(*in_pixels(x, y))[0], low, high, edges)
        # Where a room is of one mind, or of one person, there is no range to speak of.
        self._show(region=band.high - band.low > 1e-9)

    def _show(self, *, region: bool) -> None:
        self.cloud.setVisible(self.room is not None)
        self.region.setVisible(region)


def _inside(ln_sp: float, scale: Scale) -> tuple[Array, Array]:
    """The part of the line of one SP that does not follow an end of the scale."""
    products, relationships = contour(math.exp(ln_sp), _STEPS, scale)
    return np.log(products), relationships


def _points(xs: Array, ys: Array) -> list[QPointF]:
    return [QPointF(x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True)]
