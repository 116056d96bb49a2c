"""The picture of SP over C x I (log scale) and CR: surface, contours, axes, point, last round.

Horizontally ln(C x I), vertically CR. All items are made once; a change of scores only moves them.
"""

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QResizeEvent,
)
from PySide6.QtWidgets import QGraphicsView, QLabel

from spdesk.core.landscape import contour, index_surface, round_levels
from spdesk.core.performance import DEFAULT_SCALE, Performance, Scale
from spdesk.core.sentences import not_scored
from spdesk.core.uncertainty import RoomPerformance
from spdesk.ui.accessible.readings import reads_as_picture
from spdesk.ui.plots import plot_style
from spdesk.ui.plots.label_layout import Array, Curve, place_beside_line, place_on_curves
from spdesk.ui.plots.marks import GhostMark, HaloText, MarkColors, PointMark, Surface
from spdesk.ui.plots.room_marks import RoomMarks
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.texts import label

_CELLS = 256
_CURVE_POINTS = 240
_MOST_CURVES = 12
_MARGIN = 15.0
"""Pixels (at 100 % text) round the surface, so that a point at an end is drawn whole."""

_LABEL_POINTS = 9.0
_MOST_ROWS = 10


class LandscapePlot(pg.GraphicsView):
    """Shows the landscape; deaf to mouse and keys."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._scale = DEFAULT_SCALE
        self._performance: Performance | None = None
        self._ghost: Performance | None = None
        self._levels: tuple[float, ...] = ()
        self._contours: list[Curve] = []
        self._box = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0)
        self._box.disableAutoRange()
        self._make_items()
        self._message = label(not_scored(), "heading")
        self._message.setParent(self)
        self._message.setProperty("ground", "card")
        self._prepare()
        self._rescale()
        self._restyle()
        self._box.sigResized.connect(self._lay_out)
        look.changed.connect(self._restyle)

    def show_performance(
        self, scale: Scale, performance: Performance | None, ghost: Performance | None
    ) -> None:
        """Show the present scores (None while one is missing) and the last round, if there is one."""
        if scale != self._scale:
            self._scale = scale
            self._rescale()
            self._recolor()
            self._lay_out()
        self._performance, self._ghost = performance, ghost
        self._message.setVisible(performance is None)
        self._place_marks()

    def show_room(self, room: RoomPerformance | None) -> None:
        """Show the ballots of a round on the same scale and where SP likely lies, or none."""
        if self._room_marks.show_room(room):
            self.updateGeometry()
            self._lay_out()

    def close(self) -> bool:
        """Close as any widget does: pyqtgraph would destroy the items under their Python names."""
        closed: bool = QGraphicsView.close(self)
        return closed

    def sizeHint(self) -> QSize:
        unit = self._look.scale
        # With a room, more is said below the picture.
        tall = 390 if self._room_marks.room is None else 285
        return QSize(round(560 * unit), round(tall * math.sqrt(unit)))

    def minimumSizeHint(self) -> QSize:
        unit = math.sqrt(self._look.scale)
        return QSize(round(380 * unit), round(280 * unit))

    @property
    def point_position(self) -> QPointF | None:
        """Where the present point is, in this widget's pixels; None without one."""
        if self._performance is None:
            return None
        return self._pixels(self._performance)

    def scores_at(self, position: QPointF) -> tuple[float, float]:
        """The C x I and CR of a place in this widget's pixels, off the scale or not."""
        place = self._box.mapSceneToView(position)
        return math.exp(place.x()), place.y()

    # Building and looks

    def _make_items(self) -> None:
        self._surface = Surface()
        self._neutral_line = pg.PlotCurveItem()
        self._neutral_text = HaloText()
        self._curves = [pg.PlotCurveItem() for _ in range(_MOST_CURVES)]
        self._texts = [HaloText() for _ in range(_MOST_CURVES)]
        self._ghost_mark = GhostMark()
        self._point_mark = PointMark()
        self._room_marks = RoomMarks()
        layers = (
            (-40.0, [self._surface]),
            (-35.0, [self._room_marks.region]),
            (-30.0, [*self._curves, self._neutral_line]),
            (-20.0, [*self._texts, self._neutral_text]),
            (-10.0, [self._ghost_mark]),
            (-5.0, [self._room_marks.cloud]),
            (0.0, [self._point_mark]),
        )
        for depth, items in layers:
            for item in items:
                item.setZValue(depth)
                self._box.addItem(item, ignoreBounds=True)

    def _prepare(self) -> None:
        """Box and axes in a plain grid: a PlotItem would bring seven menus along."""
        grid = self.centralLayout
        grid.setSpacing(0)
        self._axes = {side: pg.AxisItem(side) for side in ("left", "bottom")}
        grid.addItem(self._axes["left"], 0, 0)
        grid.addItem(self._box, 0, 1)
        grid.addItem(self._axes["bottom"], 1, 1)
        for axis in self._axes.values():
            axis.linkToView(self._box)
        reads_as_picture(self)
        self.setAccessibleName(self.tr("Landscape of sustainable performance"))
        self._message.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _rescale(self) -> None:
        """Everything that follows from the scale: curves and their texts."""
        scale = self._scale
        self._levels = round_levels(scale)[:_MOST_CURVES]
        self._contours = []
        for curve, level in zip(self._curves, self._levels, strict=False):
            products, relationships = contour(level, _CURVE_POINTS, scale)
            line = np.log(products), relationships
            self._contours.append(line)
            curve.setData(*line)
        for place, (curve, text) in enumerate(zip(self._curves, self._texts, strict=True)):
            curve.setVisible(place < len(self._levels))
            text.setVisible(place < len(self._levels))
        inside = scale.low < scale.neutral < scale.high
        self._neutral_line.setVisible(inside)
        self._neutral_text.setVisible(inside)
        self._neutral_line.setData(self._ends, [scale.neutral, scale.neutral])

    @property
    def _ends(self) -> list[float]:
        return [2 * math.log(self._scale.low), 2 * math.log(self._scale.high)]

    def _restyle(self) -> None:
        """Take the colours and text sizes of the look."""
        look, unit = self._look, self._look.scale
        colors = MarkColors(look.color("text"), look.color("window"), whole=look.is_contrast)
        self.setBackground(look.color("window"))
        for mark in (*self._texts, self._neutral_text, self._ghost_mark, self._point_mark):
            mark.restyle(colors, unit)
        self._room_marks.restyle(colors, unit)
        far, near = round(8 * unit), round(2 * unit)
        self.centralLayout.setContentsMargins(far, near, near, far)
        font = look.font(_LABEL_POINTS)
        for text, level in zip(self._texts, self._levels, strict=False):
            text.set_text(plot_style.number_words(level), font)
        for side in self._axes:
            self._style_axis(side)
        self._recolor()
        self.updateGeometry()
        self._lay_out()

    def _titles_of(self, side: str) -> tuple[str, str]:
        """What an axis is called, and what it is called where there is little room."""
        if side == "left":
            return self.tr("Constructive relationships, CR"), self.tr("CR")
        return self.tr("Capabilities × incentives, C × I (log scale)"), self.tr("C × I (log scale)")

    def _title_axes(self, inner: QRectF) -> None:
        metrics = QFontMetricsF(self._look.font(_LABEL_POINTS))
        for side, axis in self._axes.items():
            full, short = self._titles_of(side)
            room = inner.height() if side == "left" else inner.width()
            title = full if metrics.horizontalAdvance(full) <= room else short
            if axis.labelText != title:
                axis.setLabel(title, color=self._look.color("muted").name())

    def _style_axis(self, side: str) -> None:
        axis = self._axes[side]
        axis.setPen(pg.mkPen(None))
        axis.setTextPen(self._look.color("muted"))
        axis.setStyle(
            tickFont=self._look.font(_LABEL_POINTS),
            tickLength=0,
            tickTextOffset=1,
            maxTickLevel=0,
            tickAlpha=0,
        )
        axis.label.setFont(self._look.font(_LABEL_POINTS))
        axis.setLabel(self._titles_of(side)[1], color=self._look.color("muted").name())
        # By itself pyqtgraph lets a large title run into the numbers. It draws the title 5 pixels
        # further out than the axis reaches.
        metrics = QFontMetricsF(self._look.font(_LABEL_POINTS))
        title_room = axis.label.boundingRect().height() - 5
        if side == "bottom":
            axis.setHeight(metrics.height() + 4 + title_room)
        else:
            axis.setWidth(metrics.horizontalAdvance("10.5") + 4 + title_room)

    def _recolor(self) -> None:
        """The surface, and each curve in the colour that stands out from the surface under it."""
        look, unit = self._look, self._look.scale
        low, line = look.color("landscape_low"), look.color("landscape_line")
        colors = plot_style.ramp(low, look.color("landscape_high"), 256)
        left, right = self._ends
        area = QRectF(left, self._scale.low, right - left, self._scale.high - self._scale.low)
        image = plot_style.picture(index_surface(_CELLS, _CELLS, self._scale), colors)
        self._surface.set_image(image, area)
        font = look.font(_LABEL_POINTS)
        for curve, text, level in zip(self._curves, self._texts, self._levels, strict=False):
            share = min(max(math.log(level) / self._scale.ln_sp_max, 0), 1)
            ground = QColor(*(int(part) for part in colors[round(share * 255)]))
            best = max((line, low), key=lambda color: plot_style.contrast(color, ground))
            curve.setPen(pg.mkPen(best, width=unit * (1.5 if look.is_contrast else 1)))
            text.set_text(plot_style.number_words(level), font)
        dotted = pg.mkPen(line, width=1.4 * unit, dash=[1, 3])
        self._neutral_line.setPen(dotted)

    # Places

    def _lay_out(self) -> None:
        """Fit range, ticks, labels and marks to the size of the picture."""
        area = self._box.boundingRect()
        margin = _MARGIN * self._look.scale
        inner = area.adjusted(margin, margin, -margin, -margin)
        if inner.width() < 20 or inner.height() < 20:
            return
        left, right = self._ends
        low, high = self._scale.low, self._scale.high
        across = margin * (right - left) / inner.width()
        upwards = margin * (high - low) / inner.height()
        self._box.setRange(
            xRange=(left - across, right + across),
            yRange=(low - upwards, high + upwards),
            padding=0,
        )
        metrics = QFontMetricsF(self._look.font(_LABEL_POINTS))
        columns = int(inner.width() / (metrics.horizontalAdvance("0,000") * 1.15))
        rows = min(int(inner.height() / (metrics.height() * 1.25)), _MOST_ROWS)
        ends = math.exp(left), math.exp(right)
        self._axes["bottom"].setTicks([plot_style.log_ticks(*ends, columns)])
        self._axes["left"].setTicks([plot_style.even_ticks(low, high, rows)])
        self._title_axes(inner)
        self._place_labels(inner)
        self._place_room()
        self._place_marks()
        self._place_message()

    def _place_labels(self, inner: QRectF) -> None:
        curves = [self._in_pixels(curve, inner) for curve in self._contours]
        shown = self._texts[: len(curves)]
        taken = []
        if self._neutral_line.isVisible():
            left, right = self._ends
            line = self._in_pixels(([left, right], [self._scale.neutral] * 2), inner)[1][0]
            spot = self._place_neutral(float(line), curves, inner)
            taken.append(QRectF(inner.left(), float(line) - 2, inner.width(), 4))
            if spot is not None:
                box = QRectF(QPointF(0, 0), self._neutral_text.size)
                box.moveCenter(spot)
                taken.append(box)
        spots = place_on_curves(curves, [text.size for text in shown], taken, inner)
        for text, spot in zip(shown, spots, strict=True):
            self._put(text, spot, inner)

    def _place_neutral(self, line: float, curves: list[Curve], inner: QRectF) -> QPointF | None:
        """Label the neutral line in as many words as find a place between the curves."""
        spot = None
        for words in (self.tr("neutral: SP = C × I"), self.tr("SP = C × I")):
            self._neutral_text.set_text(words, self._look.font(_LABEL_POINTS))
            spot = place_beside_line(line, self._neutral_text.size, curves, inner)
            if spot is not None:
                break
        self._put(self._neutral_text, spot, inner)
        return spot

    def _in_pixels(self, curve: Curve | tuple[list[float], list[float]], inner: QRectF) -> Curve:
        """Points of the plot as pixels of the inner area, in the box's own coordinates."""
        left, right = self._ends
        low, high = self._scale.low, self._scale.high
        xs, ys = np.asarray(curve[0]), np.asarray(curve[1])
        return (
            inner.left() + (xs - left) / (right - left) * inner.width(),
            inner.bottom() - (ys - low) / (high - low) * inner.height(),
        )

    def _put(self, text: HaloText, spot: QPointF | None, inner: QRectF) -> None:
        text.setVisible(spot is not None)
        if spot is not None:
            left, right = self._ends
            low, high = self._scale.low, self._scale.high
            text.setPos(
                left + (spot.x() - inner.left()) / inner.width() * (right - left),
                low + (inner.bottom() - spot.y()) / inner.height() * (high - low),
            )

    def _place_room(self) -> None:
        (left, right), low, high = self._ends, self._scale.low, self._scale.high
        corner = QPointF(left, high)
        size = self._box.mapViewToScene(QPointF(right, low)) - self._box.mapViewToScene(corner)

        def from_corner(xs: Array, ys: Array) -> Curve:
            across, down = (xs - left) / (right - left), (high - ys) / (high - low)
            return across * size.x(), down * size.y()

        for mark in (self._room_marks.region, self._room_marks.cloud):
            mark.setPos(corner)
        self._room_marks.place(self._scale, from_corner)

    def _place_marks(self) -> None:
        """Put point and ghost where their numbers say."""
        now, before = self._performance, self._ghost
        self._point_mark.setVisible(now is not None)
        self._ghost_mark.setVisible(before is not None)
        if now is not None:
            self._point_mark.setPos(math.log(now.product), now.relationships)
        if before is not None:
            self._ghost_mark.setPos(math.log(before.product), before.relationships)
            way = QPointF() if now is None else self._pixels(now) - self._pixels(before)
            self._ghost_mark.set_way(way)

    def _place_message(self) -> None:
        self._message.setMargin(round(10 * self._look.scale))
        self._message.setWordWrap(False)
        if self._message.sizeHint().width() > self.width() * 0.7:
            self._message.setWordWrap(True)
        self._message.setMaximumWidth(round(self.width() * 0.7))
        self._message.adjustSize()
        middle = self._box.mapToScene(self._box.boundingRect().center()).toPoint()
        self._message.move(middle - self._message.rect().center())

    def _pixels(self, performance: Performance) -> QPointF:
        place = QPointF(math.log(performance.product), performance.relationships)
        pixels: QPointF = self._box.mapViewToScene(place)
        return pixels

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # pyqtgraph may resize while its own constructor runs.
        if hasattr(self, "_message"):
            self._place_message()

    @property
    def message(self) -> QLabel:
        """The words that stand over the picture while there is no point."""
        return self._message
