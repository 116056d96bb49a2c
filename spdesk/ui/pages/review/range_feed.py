"""The likely range of SP today: from the last round of the whole room, reckoned in the background."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from spdesk.core.performance import Scale
from spdesk.guidance.library import Guidance
from spdesk.ui.room_job import RoomJob
from spdesk.workbook.derive import performance_of
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.round_questions import lever_items
from spdesk.workbook.round_values import latest_revealed, terms_of
from spdesk.workbook.rounds import BallotRound

if TYPE_CHECKING:  # it needs numpy, and the page comes before the range
    from spdesk.core.uncertainty import RoomPerformance

_SAME = 1e-9


class RangeFeed(QObject):
    """Follows an issue; only another round or scale gives work."""

    changed = Signal()
    """There is another range, or none any more."""

    def __init__(self, guidance: Guidance, parent: QObject) -> None:
        super().__init__(parent)
        self._guidance = guidance
        self._job = RoomJob(self)
        self._job.done.connect(self._take)
        self._held: BallotRound | None = None
        self._scale: Scale | None = None
        self._room: RoomPerformance | None = None
        self.is_reckoning = False

    @property
    def round_id(self) -> str | None:
        """The id of the round that the range comes from."""
        return self._held.id if self._held is not None else None

    def follow(self, workbook: Workbook, issue: Issue) -> None:
        """Look at an issue; `changed` may follow."""
        held = latest_revealed(issue, "terms", "factors")
        if held is self._held and workbook.scale == self._scale:
            return
        self._held, self._scale, self._room = held, workbook.scale, None
        self.is_reckoning = held is not None and bool(held.ballots)
        if held is not None and self.is_reckoning:
            self._job.ask(terms_of(held, lever_items(self._guidance)), workbook.scale)
        else:
            self._job.stop()

    def likely(self, workbook: Workbook, issue: Issue) -> tuple[float, float] | None:
        """The ends of ln SP's likely range, or None.

        The range is the round's own: where the scores were since moved out of it, it says nothing
        about them.
        """
        performance = performance_of(issue, workbook)
        if self._room is None or performance is None:
            return None
        band = self._room.likely_ln_sp
        inside = band.low - _SAME <= performance.ln_sp <= band.high + _SAME
        return (band.low, band.high) if inside else None

    def _take(self, room: "RoomPerformance | None") -> None:
        self._room, self.is_reckoning = room, False
        self.changed.emit()
