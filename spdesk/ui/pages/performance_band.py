"""The room's own uncertainty on the performance page: which round it is, and what it leaves open."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from spdesk.core.band_sentences import ballots_sentence, disagreement_sentence, strongest_sentence
from spdesk.core.performance import Lever, Scale
from spdesk.core.sentences import sp_words
from spdesk.core.speak import times
from spdesk.core.terms import Terms
from spdesk.core.uncertainty import RoomPerformance
from spdesk.guidance.library import Guidance
from spdesk.ui.plots.legend import LegendEntry
from spdesk.ui.plots.room_marks import paint_ballot, paint_likely
from spdesk.ui.room_job import RoomJob
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.info_button import with_info
from spdesk.ui.widgets.lever_panel import LeverPanel
from spdesk.ui.widgets.performance_table import PerformanceTable
from spdesk.ui.widgets.room_table import RoomModel, RoomTable
from spdesk.ui.widgets.texts import label, say
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.round_questions import lever_items
from spdesk.workbook.round_values import latest_revealed, number_of, terms_of
from spdesk.workbook.rounds import BallotRound


class RoomFeed(QObject):
    """Finds the latest revealed round of the whole room on SP, and has its band reckoned."""

    changed = Signal()
    """There is another band, or none any more."""

    def __init__(self, guidance: Guidance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._guidance = guidance
        self._job = RoomJob(self)
        self._job.done.connect(self._take)
        self._held: BallotRound | None = None
        self._scale = Scale()
        self.number = 0
        """Which round it is, from 1."""
        self.ballots: tuple[Terms, ...] = ()
        self.room: RoomPerformance | None = None
        """What its ballots leave open; None while that is reckoned, and without a round."""

    def follow(self, workbook: Workbook, issue: Issue) -> None:
        """Look at an issue. Only another round or scale gives work; `changed` may follow."""
        held = latest_revealed(issue, "terms", "factors")
        if held is self._held and workbook.scale == self._scale:
            return
        self._held, self._scale = held, workbook.scale
        if held is None or not held.ballots:
            self.ballots, self.number = (), 0
            self._job.stop()
            self._take(None)
            return
        self.number = number_of(issue, held)
        self.ballots = terms_of(held, lever_items(self._guidance))
        self._take(None)
        self._job.ask(self.ballots, workbook.scale)

    def _take(self, room: RoomPerformance | None) -> None:
        if room is not self.room:
            self.room = room
            self.changed.emit()


class PerformanceBand(QObject):
    """The parts of the page that tell of the room; none is seen without a band."""

    def __init__(self, look: Look, feed: RoomFeed) -> None:
        super().__init__(feed)
        self._feed = feed
        self.head = label("", "muted", wrap=False)
        """Which round, how many ballots, the likely range."""
        self.head_line = with_info(self.head, "band", look)
        self.line = label("")
        """Whose disagreement moves SP most, and whether the strongest lever stays so."""
        self.model = RoomModel()
        self.table = RoomTable(look, self.model)
        self._caption = label("", "heading", wrap=False)
        self.legend = (LegendEntry(paint_ballot), LegendEntry(paint_likely))
        """They always name the round, since the scores may have been moved after it."""
        self.show_room()

    def twin(self, table: PerformanceTable) -> QWidget:
        """The table of the scores with that of the room below it."""
        both = QWidget()
        layout = QVBoxLayout(both)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (table, self._caption, self.table):
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        # Behind the picture it must not make that taller; the page gives it the room it needs.
        both.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        return both

    def show_room(self) -> None:
        """Tell of the band of the feed, everywhere but in the picture."""
        room = self._feed.room
        self.model.show_room(room)
        words = ""
        if room is not None:
            said = self._head_words(room)
            say(self.head, said)
            say(self._caption, said)
            number = self._feed.number
            self.legend[0].say(self.tr("one ballot of round {number}").format(number=number))
            self.legend[1].say(self.tr("likely range of round {number}").format(number=number))
            words = self._line_words(room)
            self.table.setAccessibleDescription(f"{said}. {words}")
        say(self.line, words)
        dots, likely = self.legend
        for part in (self.head_line, self.line, self._caption, self.table, dots):
            part.setVisible(room is not None)
        likely.setVisible(room is not None and _has_range(room))

    def show_likely(self, panel: LeverPanel) -> None:
        """Give a lever the likely range of its next point, or take it away."""
        room = self._feed.room
        if room is None or not _has_range(room):
            panel.show_likely(None)
            return
        band = room.next_points[panel.lever]
        words = self.tr(
            "In round {number}, one more point is likely to multiply SP by {low} to {high}."
        ).format(
            number=self._feed.number,
            low=times(band.low).removeprefix("×"),
            high=times(band.high).removeprefix("×"),
        )
        panel.show_likely((band.low, band.high), words)

    def most(self) -> float:
        """The largest factor that a lever's likely range reaches; 1 without a band."""
        room = self._feed.room
        return 1.0 if room is None else max(room.next_points[lever].high for lever in Lever)

    def _line_words(self, room: RoomPerformance) -> str:
        if len(self._feed.ballots) == 1:
            return ballots_sentence(room)
        return f"{disagreement_sentence(room)} {strongest_sentence(room)}"

    def _head_words(self, room: RoomPerformance) -> str:
        number, count = self._feed.number, len(self._feed.ballots)
        low, high = sp_words(room.likely_ln_sp.low), sp_words(room.likely_ln_sp.high)
        if count == 1:
            said = self.tr("round {number}, one ballot")
        elif low == high:
            said = self.tr("round {number}, {count} ballots · likely about {low}")
        else:
            said = self.tr("round {number}, {count} ballots · likely {low} to {high}")
        return said.format(number=number, count=count, low=low, high=high)


def _has_range(room: RoomPerformance) -> bool:
    """Whether the ballots leave anything open: not those of one person, or of one mind."""
    return room.likely_ln_sp.high > room.likely_ln_sp.low
