"""The landscape of SP for paper: the surface with the point, the last round and the ballots."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem

from spdesk.core.ballot_box import FEWEST
from spdesk.core.performance import Performance, Scale
from spdesk.core.translation import translate
from spdesk.core.uncertainty import RoomPerformance, room_performance
from spdesk.exchange.reports.words import day_words
from spdesk.guidance.library import Guidance
from spdesk.ui.paper.ink import PER_INCH, mm, paper_color
from spdesk.ui.paper.paper_look import PIXELS_PER_INCH, Legend, PaperLook, write_entry
from spdesk.ui.plots.landscape_plot import LandscapePlot
from spdesk.ui.plots.marks import MarkColors, paint_ghost, paint_point
from spdesk.ui.plots.room_marks import paint_ballot, paint_likely
from spdesk.workbook.derive import performance_of
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.round_questions import lever_items
from spdesk.workbook.round_values import latest_revealed, number_of, terms_of

WIDTH, HEIGHT = 120.0, 90.0
"""Millimetres, with the legend."""

_PLOT = 78.0
_UNIT = PER_INCH / PIXELS_PER_INCH

PaintMark = Callable[[QPainter, QPointF, float, MarkColors], None]


@dataclass(frozen=True)
class LandscapeDrawing:
    """Where an issue stands. `room`: what the ballots of round `number` leave open, or None."""

    scale: Scale
    now: Performance
    ghost: Performance | None
    ghost_day: str
    room: RoomPerformance | None
    number: int

    def paint(self, painter: QPainter, room: QRectF) -> None:
        """Paint it into a room, in the units of paper."""
        self._paint_plot(painter, QRectF(room.left(), room.top(), room.width(), mm(_PLOT)))
        self._paint_legend(painter, room)

    def _paint_plot(self, painter: QPainter, room: QRectF) -> None:
        """The plot in the device's own pixels: its marks and lines do not grow with a painter."""
        place = painter.transform().mapRect(room)
        look = PaperLook(painter.transform().m11() * _UNIT)
        plot = LandscapePlot(look)
        plot.resize(round(place.width()), round(place.height()))
        plot.show_performance(self.scale, self.now, self.ghost)
        plot.show_room(self.room)
        plot.grab()  # lays it out as a window would
        for item in plot.scene().items():
            item.setCacheMode(QGraphicsItem.CacheMode.NoCache)
        painter.save()
        painter.resetTransform()
        plot.scene().render(painter, place, QRectF(plot.rect()))
        painter.restore()
        plot.close()
        plot.deleteLater()
        # At once: a command draws one after the other, and never turns to an event loop.
        QCoreApplication.sendPostedEvents(plot, QEvent.Type.DeferredDelete)

    def _paint_legend(self, painter: QPainter, room: QRectF) -> None:
        colors = MarkColors(paper_color("text"), paper_color("surface"))
        top = room.top() + mm(_PLOT)
        legend = Legend(room.left() + mm(8), room.width() - mm(8))
        for paint, words in self._entries():
            place = legend.next(mm(5), words, top)
            paint(painter, place.center(), 0.62 * _UNIT, colors)
            write_entry(painter, place, words)

    def _entries(self) -> list[tuple[PaintMark, str]]:
        entries: list[tuple[PaintMark, str]] = [(paint_point, translate("paper", "now"))]
        if self.ghost is not None:
            words = translate("paper", "last round, {day}").format(day=self.ghost_day)
            entries.append((paint_ghost, words))
        if self.room is not None:
            words = translate("paper", "one ballot of round {number}").format(number=self.number)
            entries += [(paint_ballot, words)] if self.room.points else []
            band = self.room.likely_ln_sp
            if band.high > band.low:
                words = translate("paper", "likely range of round {number}").format(
                    number=self.number
                )
                entries.append((paint_likely, words))
        return entries


def landscape_of(workbook: Workbook, issue: Issue, guidance: Guidance) -> LandscapeDrawing | None:
    """Where an issue stands, or None while a score is missing."""
    now = performance_of(issue, workbook)
    if now is None:
        return None
    last = issue.rounds[-1] if issue.rounds else None
    held = latest_revealed(issue, "terms", "factors")
    room = None
    if held is not None and held.ballots:
        room = room_performance(terms_of(held, lever_items(guidance)), workbook.scale)
        if room is not None and len(held.ballots) < FEWEST:
            room = replace(room, points=())  # so few dots on paper would be people
    return LandscapeDrawing(
        workbook.scale,
        now,
        last.scores.performance(workbook.scale) if last else None,
        day_words(last.kept_on) if last else "",
        room,
        number_of(issue, held) if held else 0,
    )
