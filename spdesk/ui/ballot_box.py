"""The ballot box: the ballots of the round that is being collected.

They are in no workbook and in no undo step until everything is revealed at once. So neither undo,
nor the register, nor another page, nor a file that is saved meanwhile can show what one person
said, or in which order people came.
"""

from bisect import insort
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from spdesk.core.errors import EditError
from spdesk.workbook.model import Workbook
from spdesk.workbook.round_edits import keep_ballot_round
from spdesk.workbook.rounds import Ballot, BallotRound, in_no_order, sort_key


@dataclass(frozen=True, slots=True)
class Sealed:
    """What is in the box: the issue, what is asked, and the ballots."""

    issue_id: str
    round: BallotRound
    ballots: tuple[Ballot, ...]

    def held(self, *, revealed: bool) -> BallotRound:
        """The round as it goes into a workbook; roles that could unmask somebody are left out."""
        return self.round.replaced(revealed=revealed).with_safe_roles(self.ballots)


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What a crash must not take: the workbook, and what is in the box."""

    workbook: Workbook
    sealed: Sealed | None

    def whole(self) -> Workbook:
        """The workbook with the ballots put away in it; as it is where they do not fit."""
        if self.sealed is None or self.workbook.issue(self.sealed.issue_id) is None:
            return self.workbook
        try:
            held = self.sealed.held(revealed=False)
            return keep_ballot_round(self.workbook, self.sealed.issue_id, held)
        except EditError:
            return self.workbook


class BallotBox(QObject):
    """Takes ballots in, counts them, and gives them out all together."""

    changed = Signal()
    """A round was opened or ended, or ballots came in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._issue_id = ""
        self._round: BallotRound | None = None
        self._ballots: tuple[Ballot, ...] = ()
        self._seen: set[str] = set()

    @property
    def issue_id(self) -> str:
        """The issue that the room votes on; "" when no round is open."""
        return self._issue_id

    @property
    def round(self) -> BallotRound | None:
        """What is asked, without any ballot; None when no round is open."""
        return self._round

    @property
    def count(self) -> int:
        """How many ballots are in."""
        return len(self._ballots)

    @property
    def is_full(self) -> bool:
        """Whether no more can come in: everybody has voted, or the ballots were seen before."""
        if self._round is None:
            return False
        expected = self._round.expected
        return self.was_seen(self._round.id) or (expected is not None and self.count >= expected)

    @property
    def sealed(self) -> Sealed | None:
        """The round with its ballots, or None when there is no ballot."""
        if self._round is None or not self._ballots:
            return None
        return Sealed(self._issue_id, self._round, self._ballots)

    def was_seen(self, round_id: str) -> bool:
        """Whether a round has been revealed before. Another ballot would stand out from it."""
        return round_id in self._seen

    def note_seen(self, round_id: str) -> None:
        """Note that everybody has seen the ballots of a round."""
        self._seen.add(round_id)

    def open(self, issue_id: str, held: BallotRound) -> None:
        """Begin a round, or go on with one that was put away: its ballots are in the box again.

        Where ballots lost their roles on the way, nobody is asked for one any more: those who came
        later would stand out by having one.
        """
        ballots, roles = held.ballots, held.roles
        if any(not ballot.role for ballot in ballots):
            ballots, roles = tuple(b.replaced(role="") if b.role else b for b in ballots), ()
        self._issue_id, self._ballots = issue_id, in_no_order(ballots)
        self._round = held.replaced(ballots=(), summaries=(), roles=roles, revealed=False)
        self.changed.emit()

    def open_again(self, sealed: Sealed) -> None:
        """The box as it was before it was closed."""
        self._issue_id, self._round, self._ballots = sealed.issue_id, sealed.round, sealed.ballots
        self.changed.emit()

    def expect(self, people: int | None) -> None:
        """Note how many people are in the room after all."""
        if self._round is not None:
            self._round = self._round.replaced(expected=people)
            self.changed.emit()

    def put_in(self, *ballots: Ballot) -> None:
        """Take ballots in. They are sorted at once: the box itself keeps no order."""
        if len(ballots) == 1:
            kept = list(self._ballots)
            insort(kept, ballots[0], key=sort_key)
            self._ballots = tuple(kept)
        else:
            self._ballots = in_no_order((*self._ballots, *ballots))
        self.changed.emit()

    def empty(self) -> None:
        """End the round; the ballots in the box are gone."""
        if self._round is not None:
            self._issue_id, self._round, self._ballots = "", None, ()
            self.changed.emit()

    def begin_anew(self) -> None:
        """Another workbook: nothing of the one before is known any more."""
        self._seen.clear()
        self.empty()
