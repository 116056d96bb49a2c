"""Sheets for the wall: the formula, the two types, the scale, and the question of the room."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from spdesk.core.performance import Lever, Scale
from spdesk.core.speak import score_words
from spdesk.core.translation import translate
from spdesk.guidance.lever_texts import LeverText, LeverTexts
from spdesk.ui.paper.ink import (
    MIDDLE,
    Style,
    fitting,
    height_of,
    mm,
    paper_color,
    width_of,
    write,
    write_at,
)
from spdesk.ui.paper.pdf import Paper

_HEADING = Style(34, bold=True)
_RAISED = 0.42
_GAP = mm(10)


def wall_sheets(levers: LeverTexts, scale: Scale, question: str) -> Paper:
    """Four sheets of A4 on their side. `question` is the issue, or "" to be written by hand."""
    pages = (
        FormulaSheet(levers.levers).paint,
        TypeSheet(type_sentences()).paint,
        ScaleSheet(scale_rows(levers, scale)).paint,
        QuestionSheet(question).paint,
    )
    return Paper(translate("paper", "Wall sheets"), pages, landscape=True)


def type_sentences() -> tuple[tuple[str, str], tuple[str, str]]:
    """The two types, each in one sentence."""
    return (
        (
            translate("paper", "Type 1"),
            translate(
                "paper", "What we do and what happens are plainly linked, so it can be solved."
            ),
        ),
        (
            translate("paper", "Type 2"),
            translate(
                "paper",
                "The problem answers back, so it has to be led: in small steps, with the people "
                "it touches.",
            ),
        ),
    )


def scale_rows(levers: LeverTexts, scale: Scale) -> tuple[tuple[str, ...], ...]:
    """The heading and a row for each term: what a low, a middling and a high score look like."""
    low, high = score_words(scale.low), score_words(scale.high)
    heading = ("", low, translate("paper", "in the middle"), high)
    return heading, *((lever.name, *_low_middle_high(lever)) for lever in levers.levers)


def _low_middle_high(lever: LeverText) -> tuple[str, str, str]:
    levels = lever.levels
    return levels[0].text, levels[len(levels) // 2].text, levels[-1].text


@dataclass(frozen=True, slots=True)
class FormulaSheet:
    """SP = (C x I) ^ CR, and what the three terms are."""

    levers: tuple[LeverText, ...]

    def paint(self, painter: QPainter, room: QRectF) -> None:
        symbols = {lever.id: lever.symbol for lever in self.levers}
        pieces = (
            ("SP = (", "text", False),
            (symbols[Lever.CAPABILITIES], Lever.CAPABILITIES.value, False),
            (" × ", "text", False),
            (symbols[Lever.INCENTIVES], Lever.INCENTIVES.value, False),
            (")", "text", False),
            (symbols[Lever.RELATIONSHIPS], Lever.RELATIONSHIPS.value, True),
        )
        styles = [Style(60 if up else 100, bold=True, role=role) for _, role, up in pieces]
        together = sum(
            width_of(words, style) for (words, _, _), style in zip(pieces, styles, strict=True)
        )
        metrics = QFontMetricsF(styles[0].font)
        x, base = room.center().x() - together / 2, room.top() + metrics.ascent()
        for (words, _, up), style in zip(pieces, styles, strict=True):
            lift = metrics.capHeight() * _RAISED * 1.6 if up else 0
            x += write_at(painter, words, style, QPointF(x, base - lift))
        self._paint_terms(painter, room, room.top() + metrics.height() + _GAP)

    def _paint_terms(self, painter: QPainter, room: QRectF, top: float) -> None:
        width = (room.width() - 2 * _GAP) / 3
        names = [Style(26, bold=True, role=lever.id.value) for lever in self.levers]
        tallest = max(
            height_of(lever.name, style, width)
            for lever, style in zip(self.levers, names, strict=True)
        )
        for number, (lever, style) in enumerate(zip(self.levers, names, strict=True)):
            x = room.left() + number * (width + _GAP)
            write(painter, lever.name, style, QRectF(x, top, width, tallest))
            below = QRectF(x, top + tallest + mm(4), width, room.bottom() - top - tallest)
            write(painter, lever.short, Style(25), below)


@dataclass(frozen=True, slots=True)
class TypeSheet:
    """Both types side by side, told apart by shape as well as by word."""

    types: tuple[tuple[str, str], tuple[str, str]]

    def paint(self, painter: QPainter, room: QRectF) -> None:
        width = (room.width() - 2 * _GAP) / 2
        for number, (name, sentence) in enumerate(self.types):
            role = f"type_{number + 1}"
            x = room.left() + number * (width + 2 * _GAP)
            mark = QRectF(x, room.top() + mm(8), mm(30), mm(30))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(paper_color(role))
            if number == 0:
                painter.drawEllipse(mark)
            else:
                painter.drawPolygon(_diamond(mark))
            head = QRectF(x, mark.bottom() + mm(8), width, mm(30))
            style = Style(48, bold=True, role=role)
            y = head.top() + write(painter, name, style, head) + mm(6)
            below = QRectF(x, y, width, room.bottom() - y)
            write(painter, sentence, fitting(sentence, below, 36, 30, 24), below)


@dataclass(frozen=True, slots=True)
class ScaleSheet:
    """A table: the terms down, low to high across."""

    rows: tuple[tuple[str, ...], ...]

    def paint(self, painter: QPainter, room: QRectF) -> None:
        y = (
            room.top()
            + write(painter, translate("paper", "What a score looks like"), _HEADING, room)
            + mm(8)
        )
        first = room.width() * 0.28
        width = (room.width() - first) / 3
        height = (room.bottom() - y - mm(18)) / (len(self.rows) - 1)
        for number, row in enumerate(self.rows):
            roles = ("muted", *(lever.value for lever in Lever))
            top, tall = (y, mm(18)) if not number else (y + mm(18) + (number - 1) * height, height)
            if number:
                painter.fillRect(
                    QRectF(room.left(), top, room.width(), mm(0.4)), paper_color("line")
                )
            for column, text in enumerate(row):
                x = room.left() + (first + (column - 1) * width if column else 0)
                cell = QRectF(x, top + mm(4), (width if column else first) - mm(6), tall - mm(6))
                style = Style(20)
                if not number or not column:
                    style = Style(22, bold=True, role=roles[number])
                write(painter, text, style, cell)


@dataclass(frozen=True, slots=True)
class QuestionSheet:
    """The question of the room, as large as it can be, or lines to write it on."""

    question: str

    def paint(self, painter: QPainter, room: QRectF) -> None:
        y = room.top() + write(painter, translate("paper", "Our question"), _HEADING, room) + mm(10)
        below = QRectF(room.left(), y, room.width(), room.bottom() - y)
        if self.question:
            style = fitting(self.question, below, 72, 60, 48, 40, 32, 24, bold=True)
            write(painter, self.question, style, below, MIDDLE)
            return
        painter.setPen(QPen(paper_color("control"), mm(0.4)))
        for number in (1, 2, 3):
            line = y + below.height() * number / 4
            painter.drawLine(QPointF(room.left(), line), QPointF(room.right(), line))


def _diamond(rect: QRectF) -> QPolygonF:
    middle = rect.center()
    return QPolygonF(
        [
            QPointF(middle.x(), rect.top()),
            QPointF(rect.right(), middle.y()),
            QPointF(middle.x(), rect.bottom()),
            QPointF(rect.left(), middle.y()),
        ]
    )
