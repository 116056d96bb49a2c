"""The landscape as a control: the present point can be dragged, or moved with the arrow keys."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QWheelEvent

from spdesk.ui.plots.landscape_plot import LandscapePlot
from spdesk.ui.theme.look import Look

_GRIP = 16.0
"""How near the point, in pixels at 100 % text, a press takes hold of it."""

_LARGE_STEP = 5.0
"""How many small steps an arrow key with Shift makes."""

_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, 1.0),
    Qt.Key.Key_Down: (0.0, -1.0),
}


class LandscapeView(LandscapePlot):
    """The picture of SP. It asks for other scores through its signals and never changes any."""

    drag_started = Signal()
    """The point was taken hold of."""

    dragged = Signal(float, float)
    """The C x I and CR that the point is dragged to, not rounded, within the scale."""

    drag_cancelled = Signal()
    """Esc while dragging: put the scores back."""

    nudge_started = Signal()
    """An arrow key was pressed (and not merely repeats)."""

    nudged = Signal(float, float)
    """Small steps to the right (C and I) and upwards (CR) that arrow keys ask for."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._grip: QPointF | None = None
        # One thing to focus, with a name. In this order: the viewport hands its policy on to us.
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def _over_point(self, position: QPointF) -> bool:
        point = self.point_position
        if point is None:
            return False
        away = position - point
        return math.hypot(away.x(), away.y()) <= _GRIP * max(self._look.scale, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = self.point_position
        if (
            point is not None
            and event.button() == Qt.MouseButton.LeftButton
            and self._over_point(event.position())
        ):
            self._grip = event.position() - point
            self._point_cursor(Qt.CursorShape.ClosedHandCursor)
            self.drag_started.emit()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            over = self._over_point(event.position())
            self._point_cursor(
                Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor
            )
        else:
            product, relationships = self.scores_at(event.position() - self._grip)
            low, high = self._scale.low**2, self._scale.high**2
            self.dragged.emit(min(max(product, low), high), self._scale.clip(relationships))
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._grip is not None:
            self._grip = None
            self._point_cursor(Qt.CursorShape.OpenHandCursor)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Left to the page, which scrolls: the wheel never changes a score here."""
        event.ignore()

    def let_go(self) -> None:
        """End a drag where it is."""
        self._grip = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._grip is not None:
            self._grip = None
            self.drag_cancelled.emit()
        elif event.key() in _ARROWS and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            if not event.isAutoRepeat():
                self.nudge_started.emit()
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            size = _LARGE_STEP if shift else 1.0
            right, up = _ARROWS[Qt.Key(event.key())]
            self.nudged.emit(right * size, up * size)
        else:
            event.ignore()
            return
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._grip = None
        self.viewport().update()

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        """The frame that shows that the arrow keys are heard here."""
        if self.hasFocus():
            painter.save()
            painter.resetTransform()
            pen = self._look.focus_pen()
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            half = pen.widthF() / 2
            frame = QRectF(self.viewport().rect()).adjusted(half, half, -half, -half)
            painter.drawRoundedRect(frame, 6, 6)
            painter.restore()

    def _point_cursor(self, shape: Qt.CursorShape) -> None:
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)
