"""The ballots of a round for paper: for each question the dots, the median and the middle half."""

from collections import Counter
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from spdesk.core.ballot_box import FEWEST
from spdesk.core.room_sentences import agreement_words
from spdesk.core.rounds import RatingScale
from spdesk.core.speak import score_words
from spdesk.core.translation import translate
from spdesk.exchange.reports.words import day_words
from spdesk.guidance.library import Guidance
from spdesk.ui.pages.room.round_rows import rows_of
from spdesk.ui.paper.ink import MIDDLE, height_of, mm, width_of, write
from spdesk.ui.paper.paper_look import BESIDE, Legend, PaperLook, Plain, write_entry
from spdesk.ui.widgets.agreement_mark import paint_agreement
from spdesk.ui.widgets.dot_stacks import stacked
from spdesk.ui.widgets.spread_paint import paint_dot, paint_ghost, paint_middle
from spdesk.ui.widgets.spread_row import Middle, SpreadRow
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.round_values import latest_revealed, number_of

WIDTH = 160.0
"""Millimetres; the height follows from the questions."""

_TITLE, _NAME, _NUMBER = Plain(11, bold=True), Plain(9.5), Plain(8.5, role="muted")
_COUNT = Plain(7.5)
_NAMES, _WORDS = mm(50), mm(24)
_GAP, _EDGE = mm(3), mm(4)
_DOTS, _NO_DOTS, _BELOW, _GHOST = mm(7.6), mm(2.5), mm(3.6), mm(2.8)
_AXIS, _BAR = mm(5), mm(1.3)
_LARGEST, _SMALLEST = mm(2.3), mm(0.9)


@dataclass(frozen=True)
class SpreadDrawing:
    """The rows of a round over one axis."""

    title: str
    scale: RatingScale
    rows: tuple[SpreadRow, ...]
    look: PaperLook = field(default_factory=PaperLook)

    @property
    def height(self) -> float:
        """How tall it is, in the units of paper."""
        rows = sum(self._tall(row) for row in self.rows)
        return height_of(self.title, _TITLE, mm(WIDTH)) + _GAP + _AXIS + rows + self._foot()

    def paint(self, painter: QPainter, room: QRectF) -> None:
        """Paint it into a room, in the units of paper."""
        y = room.top() + write(painter, self.title, _TITLE, room) + _GAP
        left = room.left() + _NAMES + _GAP + _EDGE
        axis = QRectF(left, y, room.right() - _WORDS - _GAP - _EDGE - left, _AXIS)
        self._paint_numbers(painter, axis)
        y += _AXIS
        for row in self.rows:
            tall = self._tall(row)
            self._paint_row(painter, row, QRectF(room.left(), y, room.width(), tall), axis)
            y += tall
        self._paint_legend(painter, QRectF(room.left(), y + _GAP, room.width(), self._foot()))

    def _paint_numbers(self, painter: QPainter, axis: QRectF) -> None:
        """Every number of the scale, or every second, third ... where they would touch."""
        values = self.scale.values
        widest = max(width_of(score_words(value), _NUMBER) for value in values) + mm(1.5)
        step = 1 + int(widest // (axis.width() / max(len(values) - 1, 1)))
        for value in values[::step]:
            box = QRectF(self._x(value, axis) - mm(8), axis.top(), mm(16), _AXIS)
            write(painter, score_words(value), _NUMBER, box, MIDDLE)

    def _tall(self, row: SpreadRow) -> float:
        marks = self._above(row) + _BELOW + (_GHOST if row.before else 0)
        return max(marks, height_of(row.name, _NAME, _NAMES)) + mm(2)

    def _above(self, row: SpreadRow) -> float:
        return _DOTS if row.values else _NO_DOTS

    def _foot(self) -> float:
        legend = Legend(0, mm(WIDTH))
        for width, words in self._entries():
            legend.next(width, words, 0)
        return legend.height + _GAP

    def _entries(self) -> list[tuple[float, str]]:
        dots = any(row.values for row in self.rows)
        entries = [(mm(3), translate("paper", "one ballot"))] if dots else []
        entries.append((mm(7), translate("paper", "median and middle half")))
        if any(row.before for row in self.rows):
            entries.append((mm(7), translate("paper", "the round before")))
        return entries

    def _x(self, value: float, axis: QRectF) -> float:
        low, high = self.scale.low, self.scale.high
        return axis.left() + (value - low) / (high - low) * axis.width()

    def _paint_row(self, painter: QPainter, row: SpreadRow, room: QRectF, axis: QRectF) -> None:
        line = room.top() + mm(1) + self._above(row)
        middle_of_row = QRectF(room.left(), room.top(), _NAMES, room.height())
        write(painter, row.name, _NAME, middle_of_row, BESIDE)
        painter.setPen(QPen(self.look.color("line"), mm(0.3)))
        painter.drawLine(QPointF(axis.left(), line), QPointF(axis.right(), line))
        for value in self.scale.values:
            x = self._x(value, axis)
            painter.drawLine(QPointF(x, line), QPointF(x, line + mm(0.7)))
        self._paint_ballots(painter, row, line, axis)
        if row.middle is not None:
            bar = self._bar(row.middle, line + mm(2), axis)
            paint_middle(painter, bar, self._x(row.middle.median, axis), self.look, row.role)
            self._paint_agreement(painter, row.middle, room)
        if row.before is not None:
            bar = self._bar(row.before, line + _BELOW + mm(1), axis)
            paint_ghost(painter, bar, self._x(row.before.median, axis), self.look)

    def _paint_agreement(self, painter: QPainter, middle: Middle, room: QRectF) -> None:
        left, side = room.right() - _WORDS, mm(3)
        mark = QRectF(left, room.center().y() - side / 2, side, side)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        paint_agreement(painter, mark, middle.agreement, self.look)
        words = QRectF(left + mm(5), room.top(), _WORDS - mm(5), room.height())
        write(painter, agreement_words(middle.agreement), _NAME, words, BESIDE)

    def _bar(self, middle: Middle, y: float, axis: QRectF) -> QRectF:
        left, right = self._x(middle.q1, axis), self._x(middle.q3, axis)
        return QRectF(left, y - _BAR / 2, right - left, _BAR)

    def _paint_ballots(self, painter: QPainter, row: SpreadRow, line: float, axis: QRectF) -> None:
        places = [self._x(value, axis) - axis.left() for value in row.values]
        dots = stacked(
            places, height=_DOTS, margin=_EDGE * 0.9, largest=_LARGEST, smallest=_SMALLEST
        )
        if dots is None:
            self._paint_columns(painter, row, line, axis)
            return
        for x, y in dots.centres:
            centre = QPointF(axis.left() + x, line - mm(0.5) - y)
            paint_dot(painter, centre, dots.diameter, self.look, row.role)

    def _paint_columns(self, painter: QPainter, row: SpreadRow, line: float, axis: QRectF) -> None:
        """So many ballots that dots would be dust: a column for each value, with its count."""
        values = self.scale.values
        counts = Counter(min(values, key=lambda one: abs(one - v)) for v in row.values)
        most, thick = max(counts.values()), mm(3)
        for value, count in counts.items():
            x, tall = self._x(value, axis), max((_DOTS - mm(3)) * count / most, mm(0.3))
            painter.fillRect(
                QRectF(x - thick / 2, line - tall, thick, tall), self.look.color(row.role)
            )
            box = QRectF(x - mm(6), line - tall - mm(3.2), mm(12), mm(3.2))
            write(painter, f"{count:,}", _COUNT, box, MIDDLE)

    def _paint_legend(self, painter: QPainter, room: QRectF) -> None:
        legend = Legend(room.left(), room.width())
        role = self.rows[0].role
        for width, words in self._entries():
            place = legend.next(width, words, room.top())
            middle = place.center()
            bar = QRectF(place.left() + mm(1), middle.y() - _BAR / 2, place.width() - mm(2), _BAR)
            if words == translate("paper", "one ballot"):
                paint_dot(painter, middle, _LARGEST, self.look, role)
            elif words == translate("paper", "the round before"):
                paint_ghost(painter, bar, middle.x(), self.look)
            else:
                paint_middle(painter, bar, middle.x(), self.look, role)
            write_entry(painter, place, words)


def spread_of_room(workbook: Workbook, issue: Issue, guidance: Guidance) -> SpreadDrawing | None:
    """The latest revealed round of the whole room, or None without one that says anything.

    A question that fewer than five people answered with a number is left out, and so is such a
    shadow of the round before: so few dots on paper would be people.
    """
    held = latest_revealed(issue, "terms", "factors", "triage")
    if held is None:
        return None
    made = rows_of(workbook, issue, held, guidance)
    rows = tuple(
        row if _enough(row.before) else replace(row, before=None)
        for row in made.asked
        if _enough(row.middle)
    )
    if not rows:
        return None
    title = translate("paper", "What the room said in round {number}, {day}")
    title = title.format(number=number_of(issue, held), day=day_words(held.held_on))
    return SpreadDrawing(title, made.scale, rows)


def _enough(middle: Middle | None) -> bool:
    return middle is not None and middle.n >= FEWEST
