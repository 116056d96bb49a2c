"""The evidence so far as a picture: where the answers point, and how far they could still move."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from spdesk.core.triage import Reading, Verdict
from spdesk.ui.accessible.readings import reads_as_picture
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.info_button import with_info
from spdesk.ui.widgets.texts import label
from spdesk.ui.widgets.type_mark import TypeMark


class EvidenceBar(QWidget):
    """A sentence, a bar from type 1 to type 2 with a needle and a range, and its two ends."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(10)
        heading = label(self.tr("So far"), "heading", wrap=False)
        row.addWidget(with_info(heading, "evidence", look))
        self._sentence = label("", "muted")
        row.addWidget(self._sentence, 1)
        column.addLayout(row)
        self._track = _Track(look)
        column.addWidget(self._track)
        ends = QHBoxLayout()
        ends.setSpacing(6)
        middle = label(self.tr("mixed: split it"), "muted")
        middle.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        right = label(self.tr("type 2, wicked: lead it together"), "muted")
        right.setAlignment(Qt.AlignmentFlag.AlignRight)
        ends.addWidget(TypeMark(look, Verdict.TYPE_1, 0.6))
        ends.addWidget(label(self.tr("type 1, linear: solve it"), "muted"), 2)
        ends.addWidget(middle, 1)
        ends.addWidget(right, 2)
        ends.addWidget(TypeMark(look, Verdict.TYPE_2, 0.6))
        column.addLayout(ends)

    def show_reading(self, reading: Reading, sentence: str) -> None:
        """Show a reading and the sentence that says the same."""
        self._sentence.setText(sentence)
        self._track.setAccessibleName(self.tr("Evidence from type 1 to type 2"))
        self._track.setAccessibleDescription(sentence)
        self._track.show_reading(reading)


class _Track(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._reading: Reading | None = None
        reads_as_picture(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_reading(self, reading: Reading) -> None:
        self._reading = reading
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, round(self.fontMetrics().height() * 1.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self._look
        thick = self.fontMetrics().height() * 0.55
        track = QRectF(0, thick * 0.45, self.width(), thick)
        shades = QLinearGradient(track.topLeft(), track.topRight())
        shades.setColorAt(0, look.color("type_1"))
        shades.setColorAt(0.5, look.color("line"))
        shades.setColorAt(1, look.color("type_2"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shades)
        painter.drawRoundedRect(track, thick / 2, thick / 2)
        if self._reading and self._reading.contributions:
            self._paint_needle(painter, track, self._reading)
        painter.end()

    def _paint_needle(self, painter: QPainter, track: QRectF, reading: Reading) -> None:
        look, width = self._look, track.width() - 6
        low, at, high = (3 + share * width for share in (reading.low, reading.type_2, reading.high))
        below = track.bottom() + track.height() * 0.55
        painter.setPen(QPen(look.color("muted"), 2, c=Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(low, below), QPointF(high, below))
        for end in (low, high):
            painter.drawLine(QPointF(end, below - 3), QPointF(end, below + 3))
        needle = QRectF(at - 3, 0, 6, track.bottom() + track.height() * 0.45)
        painter.setPen(QPen(look.color("window"), 2))
        painter.setBrush(look.color("text"))
        painter.drawRoundedRect(needle, 3, 3)
