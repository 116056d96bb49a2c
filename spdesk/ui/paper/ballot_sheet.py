"""A ballot on paper: circles to mark, a box for "can't say", and a sum to check the typing by.

Every copy is the same. Nothing on it tells one sheet from another.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from spdesk.core.rounds import RatingScale
from spdesk.core.speak import score_words
from spdesk.core.translation import translate
from spdesk.ui.paper.ink import (
    CENTRE,
    LEFT,
    MIDDLE,
    RIGHT,
    Style,
    height_of,
    mm,
    paper_color,
    width_of,
    write,
)
from spdesk.ui.paper.pdf import Paint, Paper
from spdesk.workbook.round_questions import Question

_TITLE, _ISSUE = Style(15, bold=True), Style(10.5, bold=True)
_NAME, _TEXT, _LEVEL = Style(10, bold=True), Style(9), Style(8, role="muted")
_NUMBER, _LONG_NUMBER = Style(10), Style(7.5)
_RULES, _SUM, _FOLD = Style(9), Style(10.5, bold=True), Style(7, role="muted")

_CIRCLE = mm(7)
_CANT_SAY = mm(28)
_BOX = mm(4.5)
_GAP, _LINE = mm(4), mm(0.3)
_FOOT = mm(15)
_BEHIND = mm(3)
_DROP = mm(0.35)
"""How much lower a text begins behind a name, so that both stand on one line."""


@dataclass(frozen=True)
class Ballot:
    """One paper ballot. `about`: the issue; `roles`: what people may call themselves, if they like."""

    about: str
    questions: Sequence[Question]
    scale: RatingScale
    roles: Sequence[str] = ()

    def head(self) -> tuple[tuple[str, Style], ...]:
        """What stands above the questions."""
        lines = [(translate("paper", "Ballot"), _TITLE), (self.about, _ISSUE), (_rules(), _RULES)]
        lines.append((translate("paper", "No names: the sheets are typed in any order."), _RULES))
        if self.roles:
            offered = "   ".join(_unbroken(f"☐ {role}") for role in self.roles)
            asked = translate("paper", "If you like, cross what you are:  {roles}")
            lines.append((asked.format(roles=offered), _RULES))
        return tuple(line for line in lines if line[0])

    def foot(self) -> str:
        """What stands under the last question."""
        return translate("paper", "Add up the numbers you circled:")


def _rules() -> str:
    return translate(
        "paper",
        "Circle one number for each question, or cross the box if you cannot say. What you leave "
        "out is left out: nobody guesses for you. Fold the sheet when you are done.",
    )


def ballot_paper(ballot: Ballot) -> Paper:
    """Two ballots on one sheet of A4 where the questions fit on half of it, else one ballot."""
    title = translate("paper", "Ballot")
    halves = Paper(title, (), landscape=True, numbered=False)
    half = _halves(halves.room)[0]
    if len(_sides(ballot, half)) == 1:
        return Paper(title, (_TwoBallots(ballot).paint,), landscape=True, numbered=False)
    sides = _sides(ballot, Paper(title, ()).room)
    paints: list[Paint] = [_OneSide(ballot, sides, number).paint for number in range(len(sides))]
    return Paper(title, paints, numbered=len(sides) > 1)


def _halves(room: QRectF) -> tuple[QRectF, QRectF]:
    """Two upright halves of a sheet that lies on its side, as far from the cut as from the edge."""
    width = (room.width() - 2 * room.left()) / 2
    left = QRectF(room.left(), room.top(), width, room.height())
    return left, left.translated(width + 2 * room.left(), 0)


def _sides(ballot: Ballot, room: QRectF) -> list[list[Question]]:
    """The questions of each side."""
    y = sum(height_of(text, style, room.width()) + mm(1.5) for text, style in ballot.head()) + _GAP
    sides: list[list[Question]] = [[]]
    for question in ballot.questions:
        height = _height(question, room.width())
        if y + height > room.height() - _FOOT and sides[-1]:
            sides.append([])
            y = 0.0
        sides[-1].append(question)
        y += height + _GAP
    return sides


def _levels(question: Question) -> tuple[tuple[str, int], ...]:
    return (question.low, LEFT), (question.middle, CENTRE), (question.high, RIGHT)


def _height(question: Question, width: float) -> float:
    scale_width = width - _CANT_SAY
    levels = max(height_of(text, _LEVEL, scale_width / 3 - mm(2)) for text, _ in _levels(question))
    return _words_height(question, width) + mm(1.5) + _CIRCLE + mm(1) + levels


def _fits_on_a_line(question: Question, width: float) -> bool:
    """Whether the text has room behind the name: on a wide sheet that saves many lines."""
    name, text = width_of(question.name, _NAME), width_of(question.text, _TEXT)
    return name + _BEHIND + text <= width


def _words_height(question: Question, width: float) -> float:
    name = height_of(question.name, _NAME, width)
    if _fits_on_a_line(question, width):
        return name
    return name + height_of(question.text, _TEXT, width)


def _unbroken(text: str) -> str:
    return text.replace(" ", "\N{NO-BREAK SPACE}")


@dataclass(frozen=True)
class _TwoBallots:
    ballot: Ballot

    def paint(self, painter: QPainter, room: QRectF) -> None:
        questions = list(self.ballot.questions)
        for half in _halves(room):
            _paint_side(painter, self.ballot, half, questions, first=True, last=True)
        pen = QPen(paper_color("control"), _LINE, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        middle = room.center().x()
        painter.drawLine(QPointF(middle, 0), QPointF(middle, room.bottom() + room.top()))


@dataclass(frozen=True)
class _OneSide:
    ballot: Ballot
    sides: Sequence[Sequence[Question]]
    number: int

    def paint(self, painter: QPainter, room: QRectF) -> None:
        first, last = self.number == 0, self.number == len(self.sides) - 1
        _paint_side(painter, self.ballot, room, self.sides[self.number], first=first, last=last)


def _paint_side(
    painter: QPainter,
    ballot: Ballot,
    room: QRectF,
    questions: Sequence[Question],
    *,
    first: bool,
    last: bool,
) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    y = room.top()
    for text, style in ballot.head() if first else ():
        y += write(painter, text, style, _below(room, y)) + mm(1.5)
    y += _GAP if first else 0
    for question in questions:
        _paint_question(painter, question, ballot.scale, _below(room, y))
        y += _height(question, room.width()) + _GAP
    _paint_fold(painter, room)
    if last:
        _paint_sum(painter, ballot.foot(), room)


def _below(room: QRectF, y: float) -> QRectF:
    return QRectF(room.left(), y, room.width(), room.bottom() - y)


def _paint_question(
    painter: QPainter, question: Question, scale: RatingScale, room: QRectF
) -> None:
    name = write(painter, question.name, _NAME, room)
    if _fits_on_a_line(question, room.width()):
        behind = room.adjusted(width_of(question.name, _NAME) + _BEHIND, _DROP, 0, 0)
        write(painter, question.text, _TEXT, behind)
    else:
        write(painter, question.text, _TEXT, _below(room, room.top() + name))
    y = room.top() + _words_height(question, room.width()) + mm(1.5)
    width = room.width() - _CANT_SAY
    step = (width - _CIRCLE) / max(scale.points - 1, 1)
    for number, value in enumerate(scale.values):
        circle = QRectF(room.left() + number * step, y, _CIRCLE, _CIRCLE)
        _line(painter)
        painter.drawEllipse(circle)
        words = score_words(value)
        write(painter, words, _NUMBER if len(words) < 3 else _LONG_NUMBER, circle, MIDDLE)
    _paint_box(painter, QRectF(room.right() - _CANT_SAY, y, _CANT_SAY, _CIRCLE))
    y += _CIRCLE + mm(1)
    third = width / 3
    for number, (text, align) in enumerate(_levels(question)):
        # Half of the gap at the ends, so that the middle one stands under the middle.
        cell = QRectF(room.left() + number * third + mm(1) * (number > 0), y, third - mm(2), mm(40))
        cell.translate(mm(1) * (number == 2), 0)
        write(painter, text, _LEVEL, cell, align)


def _paint_box(painter: QPainter, room: QRectF) -> None:
    """The box for those who cannot say, at the end of the line of circles."""
    left = room.left() + mm(6)
    _line(painter)
    painter.drawRect(QRectF(left, room.center().y() - _BOX / 2, _BOX, _BOX))
    words = QRectF(left + _BOX + mm(1.5), room.top(), room.right() - left - _BOX, room.height())
    align = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    write(painter, translate("paper", "can’t say"), _LEVEL, words, align)


def _paint_sum(painter: QPainter, text: str, room: QRectF) -> None:
    top = room.bottom() - _FOOT + mm(6)
    write(painter, text, _SUM, QRectF(room.left(), top, room.width(), _FOOT))
    start = room.left() + width_of(text, _SUM) + mm(3)
    line = top + height_of(text, _SUM, room.width())
    _line(painter)
    painter.drawLine(QPointF(start, line), QPointF(start + mm(22), line))


def _paint_fold(painter: QPainter, room: QRectF) -> None:
    """Marks at both edges where the sheet is folded: no line runs through the questions."""
    y, length = room.center().y(), mm(6)
    painter.setPen(QPen(paper_color("muted"), _LINE, Qt.PenStyle.DashLine))
    for x in (room.left() - mm(9), room.right() + mm(9) - length):
        painter.drawLine(QPointF(x, y), QPointF(x + length, y))
    words = QRectF(room.left() - mm(9), y - mm(4), mm(9), mm(4))
    write(painter, translate("paper", "fold"), _FOLD, words)


def _line(painter: QPainter) -> None:
    painter.setPen(QPen(paper_color("text"), _LINE))
    painter.setBrush(Qt.BrushStyle.NoBrush)
