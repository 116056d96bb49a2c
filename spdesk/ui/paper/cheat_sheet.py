"""The run sheet on paper, for a facilitator who would rather not look at a screen."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from spdesk.core.translation import translate
from spdesk.guidance.meeting_texts import MeetingTexts, RunSheet, SheetStep
from spdesk.ui.paper.ink import Style, height_of, mm, paper_color, write
from spdesk.ui.paper.pdf import Paint, Paper

_TITLE, _LEAD = Style(19, bold=True), Style(10.5, role="muted")
_HEADING, _MINUTES = Style(11, bold=True), Style(11, bold=True, role="accent")
_BODY, _KIND = Style(9.6), Style(9.6, bold=True, role="accent")

_LEFT_COLUMN = mm(24)
_KIND_COLUMN = mm(11)
_BETWEEN = mm(3.4)
_LINE_GAP = mm(0.6)


@dataclass(frozen=True, slots=True)
class Block:
    """One block that stays together: what stands at the left, a heading, and lines with a name."""

    left: str
    heading: str
    lines: tuple[tuple[str, str], ...]

    def height(self, width: float) -> float:
        """How high it is at a width."""
        inner = width - _LEFT_COLUMN
        lines = sum(
            height_of(text, _BODY, inner - (_KIND_COLUMN if kind else 0)) + _LINE_GAP
            for kind, text in self.lines
        )
        return height_of(self.heading, _HEADING, inner) + lines

    def paint(self, painter: QPainter, left: float, top: float, width: float) -> None:
        """Paint it with its corner at a place."""
        inner, x = width - _LEFT_COLUMN, left + _LEFT_COLUMN
        write(painter, self.left, _MINUTES, QRectF(left, top, _LEFT_COLUMN, mm(40)))
        y = top + write(painter, self.heading, _HEADING, QRectF(x, top, inner, mm(40)))
        for kind, text in self.lines:
            y += _LINE_GAP
            indent = _KIND_COLUMN if kind else 0
            write(painter, kind, _KIND, QRectF(x, y, _KIND_COLUMN, mm(40)))
            y += write(painter, text, _BODY, QRectF(x + indent, y, inner - indent, mm(80)))


def cheat_sheet(sheet: RunSheet, texts: MeetingTexts) -> Paper:
    """The run sheet as one or two pages of A4."""
    title = translate("paper", "Run sheet, {count} minutes").format(count=sheet.minutes)
    blocks = blocks_of(sheet, texts)
    head = _Head(title, sheet.text)
    room = Paper(title, ()).room
    pages: list[list[Block]] = [[]]
    y = head.height(room.width())
    for block in blocks:
        height = block.height(room.width())
        if y + height > room.height():
            pages.append([])
            y = 0.0
        pages[-1].append(block)
        y += height + _BETWEEN
    paints: list[Paint] = [
        _Page(head if not number else None, tuple(page)).paint for number, page in enumerate(pages)
    ]
    return Paper(title, paints)


def blocks_of(sheet: RunSheet, texts: MeetingTexts) -> tuple[Block, ...]:
    """What stands on it, from top to bottom."""
    before = Block(
        translate("paper", "Before"),
        translate("paper", "Get ready"),
        tuple(("", line) for line in texts.prepare),
    )
    steps = (_step(*each) for each in zip(sheet.starts(), sheet.steps, strict=True))
    return before, *steps


def _step(start: int, step: SheetStep) -> Block:
    times = translate("paper", "{start}–{end} min").format(start=start, end=start + step.minutes)
    lines = (
        (translate("paper", "Say"), step.say),
        (translate("paper", "Ask"), step.ask),
        (translate("paper", "Type"), step.type),
    )
    return Block(times, step.title, lines)


@dataclass(frozen=True, slots=True)
class _Head:
    title: str
    text: str

    def height(self, width: float) -> float:
        return height_of(self.title, _TITLE, width) + height_of(self.text, _LEAD, width) + mm(9)

    def paint(self, painter: QPainter, room: QRectF) -> float:
        y = room.top() + write(painter, self.title, _TITLE, room)
        y += write(painter, self.text, _LEAD, QRectF(room.left(), y, room.width(), mm(40)))
        rule = QRectF(room.left(), y + mm(3), room.width(), mm(0.3))
        painter.fillRect(rule, paper_color("line"))
        return y + mm(9)


@dataclass(frozen=True, slots=True)
class _Page:
    head: _Head | None
    blocks: tuple[Block, ...]

    def paint(self, painter: QPainter, room: QRectF) -> None:
        y = self.head.paint(painter, room) if self.head else room.top()
        for block in self.blocks:
            block.paint(painter, room.left(), y, room.width())
            y += block.height(room.width()) + _BETWEEN
