"""Calm lines on the page of the room: another issue's box, ballots to delete, groups to compare."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from spdesk.ui.pages.room.compare_view import Pair, group_name, hindrance, pairs_of
from spdesk.ui.pages.room.room_words import ballots_label, round_label
from spdesk.ui.widgets.flow_layout import FlowLayout
from spdesk.ui.widgets.register_row import today
from spdesk.ui.widgets.texts import button, card, clear, label
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.rounds import BallotRound


class BoxElsewhere(QWidget):
    """The box holds ballots on another issue: it can be gone to."""

    go_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_box(self, workbook: Workbook, issue_id: str, count: int) -> None:
        """Say which issue the room votes on; "" hides it."""
        clear(self._column)
        self.setVisible(bool(issue_id))
        if not issue_id:
            return
        other = workbook.issue(issue_id)
        frame, column = card("soft", margin=16)
        text = self.tr("The room is voting on “{title}”: {ballots} in the box.")
        title = other.title if other else ""
        column.addWidget(label(text.format(title=title, ballots=ballots_label(count))))
        column.addWidget(_bar(button(self.tr("Go there"), self._ask_go)))
        self._column.addWidget(frame)

    def _ask_go(self) -> None:
        self.go_asked.emit()


class DeleteReminder(QWidget):
    """The day has come on which the group wanted to be reminded to delete ballots."""

    delete_asked = Signal(str)
    later_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, ...] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_issue(self, issue: Issue) -> None:
        """Show the rounds of an issue whose day has come."""
        due = [held for held in issue.ballot_rounds if _is_due(held)]
        words = tuple(f"{held.id} {round_label(issue, held)}" for held in due)
        self.setVisible(bool(due))
        if words == self._shown:
            return
        self._shown = words
        clear(self._column)
        for held in due:
            self._column.addWidget(self._card(issue, held))

    def _card(self, issue: Issue, held: BallotRound) -> QFrame:
        frame, column = card("soft", margin=16)
        name = round_label(issue, held)
        text = (
            self.tr("{round}: you wanted to delete these ballots by now. The medians would stay.")
            if held.revealed
            else self.tr(
                "{round}: you wanted to delete these ballots by now. They were never revealed, so "
                "the whole round would go."
            )
        )
        column.addWidget(label(text.format(round=name)))
        made = []
        for said, action in (
            (self.tr("Delete the ballots"), self._ask_delete),
            (self.tr("Remind us in 30 days"), self._ask_later),
        ):
            whole = round_label(issue, held, whole=True)
            one = button(said, action, name=f"{said}: {whole}")
            one.setProperty("round", held.id)
            made.append(one)
        column.addWidget(_bar(*made))
        return frame

    def _ask_delete(self) -> None:
        self.delete_asked.emit(str(self.sender().property("round")))

    def _ask_later(self) -> None:
        self.later_asked.emit(str(self.sender().property("round")))


class CompareOffers(QWidget):
    """The other groups that answered the same, and why one is not compared."""

    compare_asked = Signal(object)
    """A Pair."""

    def __init__(self) -> None:
        super().__init__()
        self._pairs: tuple[Pair, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_round(self, issue: Issue, held: BallotRound | None) -> None:
        """Show what a round can be compared with; None hides it."""
        pairs = pairs_of(issue, held) if held is not None else ()
        self.setVisible(bool(pairs))
        if pairs == self._pairs:
            return
        self._pairs = pairs
        clear(self._column)
        if not pairs:
            return
        frame, column = card("soft", margin=16)
        column.addWidget(label(self.tr("Another group has answered the same"), "heading"))
        hindrances = dict.fromkeys(why for pair in pairs if (why := hindrance(pair)))
        for why in hindrances:
            column.addWidget(label(why, "muted"))
        for place, pair in enumerate(pairs):
            if hindrance(pair):
                continue
            text = self.tr("{first} and {second} can be compared.")
            first, second = group_name(pair.first), group_name(pair.second)
            words = text.format(first=first[:1].upper() + first[1:], second=second)
            column.addWidget(label(words))
            first, second = (group_name(one, whole=True) for one in (pair.first, pair.second))
            name = self.tr("Compare {first} with {second}").format(first=first, second=second)
            one = button(self.tr("Compare"), self._ask, name=name)
            one.setProperty("pair", place)
            column.addWidget(_bar(one))
        self._column.addWidget(frame)

    def _ask(self) -> None:
        self.compare_asked.emit(self._pairs[int(self.sender().property("pair"))])


def _is_due(held: BallotRound) -> bool:
    return bool(held.ballots) and held.delete_on is not None and held.delete_on <= today()


def _bar(*buttons: QWidget) -> QWidget:
    made = QWidget()
    flow = FlowLayout(12)
    made.setLayout(flow)
    for one in buttons:
        flow.addWidget(one)
    return made
