"""The ballots on one question as dots over an axis, with median and middle half below it."""

from collections import Counter

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from spdesk.core.rounds import RatingScale
from spdesk.core.speak import score_words
from spdesk.ui.accessible.readings import reads_as_picture
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.dot_stacks import Dots, stacked
from spdesk.ui.widgets.spread_paint import paint_dot, paint_ghost, paint_middle
from spdesk.ui.widgets.spread_row import Middle, SpreadRow

_MARGIN = 1.1
"""Room beside the ends of the axis, in text heights: the dots on an end stand over it."""

_DOTS, _DOTS_GONE, _BELOW, _GHOST = 2.6, 0.45, 0.85, 0.6
"""Heights in text heights: the dots, the same when there are none, the middle half, the ghost."""

_LARGEST_DOT, _SMALLEST_DOT = 0.6, 0.24


class _OnAxis(QWidget):
    """Something that lies along the axis of ratings."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._scale: RatingScale | None = None
        look.changed.connect(self.updateGeometry)

    def _em(self) -> float:
        return float(self.fontMetrics().height())

    def _length(self) -> float:
        return self.width() - 2 * _MARGIN * self._em()

    def _along(self, value: float, scale: RatingScale) -> float:
        """How far a value lies along the axis, from its low end."""
        return (value - scale.low) / (scale.high - scale.low) * self._length()

    def _x(self, value: float, scale: RatingScale) -> float:
        return _MARGIN * self._em() + self._along(value, scale)

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self._em() * 9), self.sizeHint().height())


class SpreadAxis(_OnAxis):
    """The numbers of the axis."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_scale(self, scale: RatingScale) -> None:
        """Show the numbers of a scale."""
        self._scale = scale
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self._em() * 16), round(self._em() * 1.1))

    def paintEvent(self, event: QPaintEvent) -> None:
        scale = self._scale
        if scale is None:
            return
        painter = QPainter(self)
        painter.setPen(self._look.color("muted"))
        words = [score_words(value) for value in scale.values]
        widest = max(self.fontMetrics().horizontalAdvance(word) for word in words)
        # Every number, or every second, third ... one where they would run into each other.
        room = self._length() / max(scale.points - 1, 1)
        step = 1 + int((widest + self._em() / 3) // max(room, 1))
        for place, (value, word) in enumerate(zip(scale.values, words, strict=True)):
            last = place == scale.points - 1
            if place % step and not last:
                continue
            if step > 1 and not last and place + step > scale.points - 1 and place:
                continue  # it would stand too near to the last one
            x = self._x(value, scale)
            box = QRectF(x - widest, 0, widest * 2, self.height())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), word)
        painter.end()


class SpreadPlot(_OnAxis):
    """One row. `middles`: whether median and middle half are shown already."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._row: SpreadRow | None = None
        self._middles = True
        self._dots: tuple[float, Dots | None] | None = None
        reads_as_picture(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_row(self, scale: RatingScale, row: SpreadRow, *, middles: bool) -> None:
        """Show the ballots on a question."""
        if (scale, row, middles) != (self._scale, self._row, self._middles):
            self._scale, self._row, self._middles = scale, row, middles
            self._dots = None
            self.setAccessibleName(row.name or row.note)
            self.setAccessibleDescription(row.said if middles else self._ballots(row))
            self.setToolTip(row.hint)
            self.updateGeometry()
            self.update()

    def _ballots(self, row: SpreadRow) -> str:
        """The dots in words: how many ballots gave each number, from the lowest."""
        counts = Counter(row.values)
        said = [
            self.tr("{count} at {number}").format(count=count, number=score_words(number))
            for number, count in sorted(counts.items())
        ]
        return self.tr("Ballots: {numbers}.").format(numbers=", ".join(said)) if said else ""

    def sizeHint(self) -> QSize:
        return QSize(round(self._em() * 16), round(self._em() * (self._above() + self._under())))

    def _above(self) -> float:
        return _DOTS if self._row is None or self._row.values else _DOTS_GONE

    def _under(self) -> float:
        ghost = self._row is not None and self._row.before is not None
        return _BELOW + (_GHOST if ghost else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        row, scale = self._row, self._scale
        if row is None or scale is None or self._length() <= 0:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self._em() * self._above()
        self._paint_axis(painter, line, scale)
        self._paint_ballots(painter, line, row, scale)
        if self._middles:
            if row.middle is not None:
                bar = self._bar(row.middle, line + self._em() * 0.45, self._em() * 0.34, scale)
                median = self._x(row.middle.median, scale)
                paint_middle(painter, bar, median, self._look, row.role)
            if row.before is not None:
                below = line + self._em() * (_BELOW + 0.2)
                bar = self._bar(row.before, below, self._em() * 0.34, scale)
                paint_ghost(painter, bar, self._x(row.before.median, scale), self._look)
        painter.end()

    def _bar(self, middle: Middle, y: float, thick: float, scale: RatingScale) -> QRectF:
        left, right = self._x(middle.q1, scale), self._x(middle.q3, scale)
        return QRectF(left, y - thick / 2, right - left, thick)

    def _paint_axis(self, painter: QPainter, line: float, scale: RatingScale) -> None:
        painter.setPen(QPen(self._look.color("line"), 1.5))
        left, right = self._x(scale.low, scale), self._x(scale.high, scale)
        painter.drawLine(QPointF(left, line), QPointF(right, line))
        for value in scale.values:
            x = self._x(value, scale)
            painter.drawLine(QPointF(x, line), QPointF(x, line + self._em() * 0.16))

    def _paint_ballots(
        self, painter: QPainter, line: float, row: SpreadRow, scale: RatingScale
    ) -> None:
        dots = self._stacked(row, scale)
        if dots is None:
            self._paint_columns(painter, line, row, scale)
            return
        left, lift = _MARGIN * self._em(), self._em() * 0.12
        for x, y in dots.centres:
            centre = QPointF(left + x, line - lift - y)
            paint_dot(painter, centre, dots.diameter, self._look, row.role)

    def _stacked(self, row: SpreadRow, scale: RatingScale) -> Dots | None:
        """Where the dots lie: found again only for another row or another width."""
        if self._dots is None or self._dots[0] != self._length():
            em = self._em()
            found = stacked(
                [self._along(value, scale) for value in row.values],
                height=(_DOTS - 0.12) * em,
                margin=_MARGIN * em * 0.9,
                largest=_LARGEST_DOT * em,
                smallest=_SMALLEST_DOT * em,
            )
            self._dots = (self._length(), found)
        return self._dots[1]

    def _paint_columns(
        self, painter: QPainter, line: float, row: SpreadRow, scale: RatingScale
    ) -> None:
        """So many ballots that dots would be dust: a column for each value, with its count."""
        em = self._em()
        values = scale.values
        counts = _counted(row.values, scale)
        most = max(counts.values())
        thick = max(min(self._length() / max(len(values) - 1, 1) * 0.5, em * 1.6), 2.0)
        room = em * (_DOTS - 0.95)
        for value, count in counts.items():
            x, tall = self._x(value, scale), max(room * count / most, 1.5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.color(row.role))
            painter.drawRect(QRectF(x - thick / 2, line - tall, thick, tall))
            painter.setPen(self._look.color("text"))
            box = QRectF(x - em * 2, line - tall - em * 0.95, em * 4, em * 0.95)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), f"{count:,}")


def _counted(values: tuple[float, ...], scale: RatingScale) -> Counter[float]:
    """How often each choice was taken; ratings between two count with the nearer one."""
    given = Counter(values)
    counts: Counter[float] = Counter()
    for value, count in given.items():
        counts[min(scale.values, key=lambda choice: abs(choice - value))] += count
    return counts
