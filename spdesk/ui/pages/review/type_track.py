"""Where the evidence pointed between type 1 and type 2, and how far it could have moved."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from spdesk.core.triage import Verdict
from spdesk.ui.accessible.readings import reads_as_picture
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.type_mark import TypeMark


class TypeTrack(QWidget):
    """A track between the two marks, with a needle and its range; all three from 0 to 1."""

    def __init__(self, look: Look, at: float, low: float, high: float) -> None:
        super().__init__()
        reads_as_picture(self)
        self.setAccessibleName(self.tr("Evidence from type 1 to type 2"))
        self.setAccessibleDescription(
            self.tr(
                "At {at} from 0, type 1, to 1, type 2; what was not answered leaves {low} to {high}."
            ).format(at=f"{at:.1f}", low=f"{low:.1f}", high=f"{high:.1f}")
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(TypeMark(look, Verdict.TYPE_1, 0.6), 0, top)
        row.addWidget(_Track(look, at, low, high), 1)
        row.addWidget(TypeMark(look, Verdict.TYPE_2, 0.6), 0, top)


class _Track(QWidget):
    def __init__(self, look: Look, at: float, low: float, high: float) -> None:
        super().__init__()
        self._look = look
        self._places = (low, at, high)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 8, round(line * 1.2))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, thick = self._look, self.fontMetrics().height() * 0.36
        track = QRectF(0, thick * 0.4, self.width(), thick)
        shades = QLinearGradient(track.topLeft(), track.topRight())
        for place, role in ((0.0, "type_1"), (0.5, "line"), (1.0, "type_2")):
            shades.setColorAt(place, look.color(role))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shades)
        painter.drawRoundedRect(track, thick / 2, thick / 2)
        low, at, high = (3 + share * (track.width() - 6) for share in self._places)
        below = track.bottom() + thick * 0.8
        painter.setPen(QPen(look.color("muted"), 2, c=Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(low, below), QPointF(high, below))
        for end in (low, high):
            painter.drawLine(QPointF(end, below - 3), QPointF(end, below + 3))
        painter.setPen(QPen(look.color("surface"), 1.5))
        painter.setBrush(look.color("text"))
        painter.drawRoundedRect(QRectF(at - 3, 0, 6, track.bottom() + thick * 0.4), 3, 3)
        painter.end()
