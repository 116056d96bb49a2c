"""The slider of one lever, painted in its colour, with a hollow handle while nothing is scored."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSlider

from spdesk.ui.accessible.readings import reads_in_parts
from spdesk.ui.theme.look import Look

TENTH = 10
"""The slider counts hundredths of a point; drags and keys go in tenths."""

_STEPS = {
    Qt.Key.Key_Left: -TENTH,
    Qt.Key.Key_Down: -TENTH,
    Qt.Key.Key_Right: TENTH,
    Qt.Key.Key_Up: TENTH,
    Qt.Key.Key_PageDown: -10 * TENTH,
    Qt.Key.Key_PageUp: 10 * TENTH,
}


class LeverSlider(QSlider):
    """A score on its scale. `edited` tells only of what the user did."""

    edit_started = Signal()
    """A press of mouse or key: a new gesture begins."""

    edited = Signal(float)
    """The user moved to this score."""

    def __init__(self, look: Look, role: str, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._look = look
        self._role = role
        self._missing = True
        self._showing = False
        self._hovered = False
        self._grip: float | None = None
        self.setSingleStep(TENTH)
        self.setPageStep(10 * TENTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        reads_in_parts(self, 100)
        self.setAccessibleName(name)
        self.valueChanged.connect(self._on_value_changed)
        look.changed.connect(self._restyle)
        self._restyle()

    @property
    def score(self) -> float:
        """The score that the handle stands at."""
        return self.value() / 100

    def show_score(self, low: float, high: float, score: float | None) -> None:
        """Show a score, or that there is none, on the scale from `low` to `high`."""
        self._showing = True
        self.setRange(round(low * 100), round(high * 100))
        middle = round((low + high) / 2, 1)
        self.setValue(round((middle if score is None else score) * 100))
        self._showing = False
        if self._missing != (score is None):
            self._missing = score is None
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(160 * self._look.scale), round(26 * self._look.scale))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(90 * self._look.scale), round(26 * self._look.scale))

    @property
    def handle_centre(self) -> QPointF:
        """Where the handle is, in pixels."""
        left, length = self._groove()
        span = max(self.maximum() - self.minimum(), 1)
        share = (self.value() - self.minimum()) / span
        return QPointF(left + share * length, self.height() / 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.edit_started.emit()
        away = event.position().x() - self.handle_centre.x()
        held = abs(away) <= self._radius() + 2
        self._grip = away if held else 0.0
        if not held or self._missing:
            self._choose(self._value_at(event.position().x() - self._grip))
        self.setSliderDown(True)
        self.update()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            wanted = self._value_at(event.position().x() - self._grip)
            # A hand that only trembles must not round 6.25 to 6.3.
            if abs(wanted - self.value()) >= TENTH / 2:
                self._choose(wanted)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        self.setSliderDown(False)
        self.update()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        targets = {Qt.Key.Key_Home: self.minimum(), Qt.Key.Key_End: self.maximum()}
        if key not in _STEPS and key not in targets:
            event.ignore()
            return
        if not event.isAutoRepeat():
            self.edit_started.emit()
        if self._missing:
            self._choose(self.value())
        elif key in targets:
            self._choose(targets[key])
        else:
            self._choose(self.value() + _STEPS[key])
        event.accept()

    def let_go(self) -> None:
        """End a drag where it is."""
        self._grip = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y()
        if not self.hasFocus() or not turn:
            event.ignore()
            return
        self._choose(self.value() + (TENTH if turn > 0 else -TENTH))
        event.accept()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self._look.color(self._role)
        left, length = self._groove()
        centre, thick = self.handle_centre, 5 * self._look.scale
        groove = QRectF(left, centre.y() - thick / 2, length, thick)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("line"))
        painter.drawRoundedRect(groove, thick / 2, thick / 2)
        if not self._missing:
            groove.setRight(centre.x())
            painter.setBrush(color)
            painter.drawRoundedRect(groove, thick / 2, thick / 2)
        self._paint_handle(painter, centre, color)

    def _paint_handle(self, painter: QPainter, centre: QPointF, color: QColor) -> None:
        unit, radius = self._look.scale, self._radius()
        if self.hasFocus():
            painter.setPen(QPen(self._look.color("focus"), 2 * unit))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, radius + 2.5 * unit, radius + 2.5 * unit)
        edge = self._look.color("control") if self._missing else color
        pen = QPen(edge, (2 if self._missing else 3) * unit)
        if self._missing:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        held = self._grip is not None or (self._hovered and not self._missing)
        painter.setBrush(self._look.color("accent_soft" if held else "window"))
        painter.drawEllipse(centre, radius - 1.5 * unit, radius - 1.5 * unit)

    def _radius(self) -> float:
        return 9.0 * self._look.scale

    def _groove(self) -> tuple[float, float]:
        """Left end and length of the way of the handle, in pixels."""
        room = self._radius() + 4 * self._look.scale
        return room, max(self.width() - 2 * room, 1)

    def _value_at(self, x: float) -> int:
        """The value at a place, to the nearest tenth of a point."""
        left, length = self._groove()
        share = min(max((x - left) / length, 0), 1)
        wanted = self.minimum() + share * (self.maximum() - self.minimum())
        return min(max(round(wanted / TENTH) * TENTH, self.minimum()), self.maximum())

    def _choose(self, value: int) -> None:
        """Move as the user asked, and tell of it."""
        if self._missing and value == self.value():
            self._on_value_changed(value)
        else:
            self.setValue(value)

    def _on_value_changed(self, value: int) -> None:
        # Anything but showing is the user, a screen reader's included.
        if not self._showing:
            self._missing = False
            self.edited.emit(value / 100)
            self.update()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
