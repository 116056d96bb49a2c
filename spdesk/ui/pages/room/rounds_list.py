"""The rounds of an issue, as a quiet list; one that was put away can be gone on with."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from spdesk.guidance.library import Guidance
from spdesk.ui.pages.room.room_words import ballots_label, day_label, round_label
from spdesk.ui.pages.room.round_rows import RoundRows, rows_of
from spdesk.ui.widgets.flow_layout import FlowLayout
from spdesk.ui.widgets.texts import button, card, clear, label
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.rounds import BallotRound


class RoundsList(QWidget):
    """Says which round is wanted; the signals carry its id."""

    open_asked = Signal(str)
    go_on_asked = Signal(str)
    reveal_asked = Signal(str)
    discard_asked = Signal(str)

    def __init__(self, guidance: Guidance) -> None:
        super().__init__()
        self._guidance = guidance
        self._shown: tuple[object, ...] | None = None
        self.has_rounds = False
        """Whether there is any round in the list."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)

    def show_rounds(
        self, workbook: Workbook, issue: Issue, *, besides: str = "", box_is_free: bool = True
    ) -> None:
        """Show the rounds of an issue but for the one with this id, the last one on top.

        A round that was put away can be gone on with while the box is free.
        """
        state = (issue.ballot_rounds, workbook.scale, besides, box_is_free)
        if state == self._shown:
            return
        self._shown = state
        clear(self._column)
        rounds = [held for held in reversed(issue.ballot_rounds) if held.id != besides]
        waiting = [held for held in rounds if not held.revealed]
        revealed = [held for held in rounds if held.revealed]
        for held in waiting:
            self._column.addWidget(self._waiting(issue, held, box_is_free=box_is_free))
        if revealed:
            self._column.addWidget(label(self.tr("Earlier rounds"), "heading"))
            self._column.addWidget(self._earlier(workbook, issue, revealed))
        self.has_rounds = bool(rounds)

    def _waiting(self, issue: Issue, held: BallotRound, *, box_is_free: bool) -> QWidget:
        frame, column = card("soft", margin=16)
        text = self.tr("{round}: put away on {day} with {ballots}, not revealed yet.")
        name = round_label(issue, held)
        words = text.format(
            round=name, day=day_label(held), ballots=ballots_label(len(held.ballots))
        )
        column.addWidget(label(words))
        bar = QWidget()
        flow = FlowLayout(12)
        bar.setLayout(flow)
        for said, action, enabled in (
            (self.tr("Go on"), self._ask_go_on, box_is_free),
            (self.tr("Reveal"), self._ask_reveal, box_is_free and bool(held.ballots)),
            (self.tr("Discard"), self._ask_discard, True),
        ):
            whole = round_label(issue, held, whole=True)
            made = button(said, action, name=f"{said}: {whole}")
            made.setProperty("round", held.id)
            made.setEnabled(enabled)
            flow.addWidget(made)
        column.addWidget(bar)
        return frame

    def _earlier(self, workbook: Workbook, issue: Issue, rounds: list[BallotRound]) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(1, 5)
        for place, held in enumerate(rounds):
            rows, name = rows_of(workbook, issue, held, self._guidance), round_label(issue, held)
            told = self.tr("{day} · {told}").format(day=day_label(held), told=self._told(rows))
            grid.addWidget(label(name), place, 0)
            grid.addWidget(label(told, "muted"), place, 1)
            whole = round_label(issue, held, whole=True)
            text = self.tr("Open “{round}”").format(round=whole)
            link = button(self.tr("Open"), self._ask_open, "link", name=text)
            link.setProperty("round", held.id)
            grid.addWidget(link, place, 2)
        return made

    def _told(self, rows: RoundRows) -> str:
        """How many ballots, and the widest item."""
        count = self.tr("ballots deleted") if rows.deleted else ballots_label(rows.people)
        widest = rows.widest[0] if rows.widest else None
        if widest is None or widest.middle is None or not rows.may_be_shown:
            return count
        return self.tr("{count}; widest: {name}").format(count=count, name=widest.name)

    def _id(self) -> str:
        return str(self.sender().property("round"))

    def _ask_open(self) -> None:
        self.open_asked.emit(self._id())

    def _ask_go_on(self) -> None:
        self.go_on_asked.emit(self._id())

    def _ask_reveal(self) -> None:
        self.reveal_asked.emit(self._id())

    def _ask_discard(self) -> None:
        self.discard_asked.emit(self._id())
