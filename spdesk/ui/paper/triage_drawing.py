"""What each answer of the triage adds, for paper: bars to the left for type 1, right for type 2."""

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from spdesk.core.translation import translate
from spdesk.core.triage import Contribution
from spdesk.guidance.library import Guidance
from spdesk.guidance.triage_texts import WEIGHTS
from spdesk.ui.paper.ink import LEFT, RIGHT, height_of, mm, write
from spdesk.ui.paper.paper_look import BESIDE, PaperLook, Plain
from spdesk.workbook.derive import reading_of
from spdesk.workbook.model import Issue

WIDTH = 160.0
"""Millimetres; the height follows from the answers."""

_TITLE, _NAME = Plain(11, bold=True), Plain(9.5)
_LEFT_END, _RIGHT_END = Plain(9.5, bold=True, role="type_1"), Plain(9.5, bold=True, role="type_2")
_NAMES, _GAP, _BAR = mm(74), mm(4), mm(3.4)
_BETWEEN = mm(2)
_MOST = max(WEIGHTS.values())


@dataclass(frozen=True)
class TriageDrawing:
    """Rows of what an answer means, in words, and the points that it adds."""

    rows: tuple[tuple[str, float], ...]
    look: PaperLook = field(default_factory=PaperLook)

    @property
    def height(self) -> float:
        """How tall it is, in the units of paper."""
        return self._head() + sum(self._tall(words) for words, _ in self.rows)

    def paint(self, painter: QPainter, room: QRectF) -> None:
        """Paint it into a room, in the units of paper."""
        write(painter, _title(), _TITLE, room)
        left = room.left() + _NAMES + _GAP
        axis = QRectF(left, room.top() + self._head(), room.right() - left, 0)
        ends = axis.adjusted(0, -mm(6.5), 0, 0)
        write(painter, translate("paper", "type 1"), _LEFT_END, ends, LEFT)
        write(painter, translate("paper", "type 2"), _RIGHT_END, ends, RIGHT)
        y = axis.top()
        for words, points in self.rows:
            row = QRectF(room.left(), y, room.width(), self._tall(words))
            write(painter, words, _NAME, QRectF(row.left(), y, _NAMES, row.height()), BESIDE)
            self._paint_bar(painter, points, row, axis)
            y += row.height()
        painter.setPen(QPen(self.look.color("control"), mm(0.3)))
        middle = axis.center().x()
        painter.drawLine(QPointF(middle, axis.top()), QPointF(middle, y))

    def _head(self) -> float:
        return height_of(_title(), _TITLE, mm(WIDTH)) + mm(9)

    def _tall(self, words: str) -> float:
        return max(height_of(words, _NAME, _NAMES), _BAR) + _BETWEEN

    def _paint_bar(self, painter: QPainter, points: float, row: QRectF, axis: QRectF) -> None:
        length = points / _MOST * axis.width() / 2
        top = row.center().y() - _BAR / 2
        bar = QRectF(axis.center().x(), top, length, _BAR).normalized()
        painter.fillRect(bar, self.look.color("type_2" if points > 0 else "type_1"))


def triage_of(issue: Issue, guidance: Guidance) -> TriageDrawing | None:
    """What the answers add, the strongest first, or None while none adds anything."""
    contributions = reading_of(issue, guidance.rules).contributions
    texts = {criterion.id: criterion for criterion in guidance.triage.criteria}
    rows = tuple(
        (texts[one.criterion_id].short(one.rating), one.points)
        for one in sorted(contributions, key=_strength)
        if one.points
    )
    return TriageDrawing(rows) if rows else None


def _strength(contribution: Contribution) -> tuple[float, str]:
    return -abs(contribution.points), contribution.criterion_id


def _title() -> str:
    return translate("paper", "What each answer speaks for")
