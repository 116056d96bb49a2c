"""What can be done with a revealed round."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from spdesk.core.performance import Lever
from spdesk.core.room_triage import RoomReading
from spdesk.exchange.reports.words import short_day
from spdesk.ui.pages.room.room_words import next_round_label
from spdesk.ui.pages.room.round_rows import RoundRows
from spdesk.ui.pages.room.setup_view import KEPT_FOR
from spdesk.ui.pages.room.tables import roles_of
from spdesk.ui.widgets.field_guard import FieldGuard
from spdesk.ui.widgets.flow_layout import FlowLayout
from spdesk.ui.widgets.review_field import ReviewField
from spdesk.ui.widgets.texts import button, label, say
from spdesk.workbook.model import Issue
from spdesk.workbook.round_values import number_of
from spdesk.workbook.rounds import BallotRound


class RevealBar(QWidget):
    """Buttons under a reveal; the page makes the edits."""

    next_round_asked = Signal()
    keep_asked = Signal()
    take_over_asked = Signal()
    note_asked = Signal()
    delete_asked = Signal()
    delete_on_chosen = Signal(object)
    all_rounds_asked = Signal()
    performance_asked = Signal()
    triage_asked = Signal()
    table_toggled = Signal()
    roles_toggled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._guard = FieldGuard(self)
        self._next = button("", self._ask_next, "primary")
        self._keep = button(self.tr("Keep this round"), self._ask_keep)
        self._take_over = button(self.tr("Take the room’s answers over"), self._ask_take_over)
        self._note = button(self.tr("Minority note…"), self._ask_note)
        self._kept_words = label("", "muted")
        self._performance = button(self.tr("See the performance"), self._ask_performance, "link")
        self._triage = button(self.tr("See the triage"), self._ask_triage, "link")
        self._table = button(self.tr("Table"), self._toggle_table, "link")
        self._roles = button(self.tr("By role"), self._toggle_roles, "link")
        self._delete = button(self.tr("Delete the ballots"), self._ask_delete, "link")
        self._all = button(self.tr("All rounds, or ask something else"), self._ask_all, "link")
        for toggle in (self._table, self._roles):
            toggle.setCheckable(True)
        self._delete_on = ReviewField(
            self._guard,
            tick=self.tr("Remind us to delete the ballots on"),
            name=self.tr("Day to delete the ballots"),
            ahead=KEPT_FOR,
        )
        self._delete_on.chosen.connect(self.delete_on_chosen)
        self._lay_out()

    @property
    def wants_table(self) -> bool:
        """Whether the table is wanted."""
        return self._table.isChecked()

    @property
    def wants_roles(self) -> bool:
        """Whether the medians by role are wanted."""
        return self._roles.isChecked()

    def show_round(self, issue: Issue, rows: RoundRows, reading: RoomReading | None) -> None:
        """Show what can be done with this round. `reading`: of a triage, what it says."""
        held = rows.held
        followers, triage = held.subject == "followership", held.subject == "triage"
        self._next.setText(next_round_label(number_of(issue, held)))
        self._next.setAccessibleName(self._next.text())
        scores = not followers and not triage
        whole = _gives_every_term(rows)
        self._keep.setVisible(scores and not rows.deleted)
        self._keep.setEnabled(whole and not _is_kept_now(issue, held))
        self._take_over.setVisible(triage and not rows.deleted)
        taken = reading is not None and _is_taken_over(issue, reading)
        self._take_over.setEnabled(bool(rows.spreads) and not taken)
        kept = any(one.ballot_round == held.id for one in issue.rounds)
        self._performance.setVisible(scores and kept)
        self._triage.setVisible(triage)
        if reading is not None:
            text = self._take_over_words(rows, reading, taken=taken)
        else:
            text = self._kept_text(issue, rows, whole=whole)
        say(self._kept_words, text)
        self._kept_words.setVisible(bool(text))
        self._roles.setVisible(bool(roles_of(held)) and not followers)
        self._table.setVisible(rows.may_be_shown)
        self._delete.setVisible(bool(held.ballots))
        self._delete_on.setVisible(bool(held.ballots))
        self._delete_on.show_day(held.delete_on)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        main, quiet = QWidget(), QWidget()
        for holder, widgets in (
            (main, (self._next, self._keep, self._take_over, self._note)),
            (quiet, (self._table, self._roles, self._all, self._delete)),
        ):
            flow = FlowLayout(14)
            holder.setLayout(flow)
            for widget in widgets:
                flow.addWidget(widget)
        kept = QHBoxLayout()
        kept.setSpacing(12)
        kept.addWidget(self._kept_words, 1)
        kept.addWidget(self._performance)
        kept.addWidget(self._triage)
        column.addWidget(main)
        column.addLayout(kept)
        column.addWidget(quiet)
        column.addWidget(self._delete_on)

    def _take_over_words(self, rows: RoundRows, reading: RoomReading, *, taken: bool) -> str:
        if taken:
            return self.tr("Taken over: the room’s answers are those of the triage now.")
        names = [row.name for row in rows.widest if row.id in reading.split]
        if not names:
            return self.tr("Taken over, the medians become the answers of the triage.")
        text = self.tr(
            "Taken over, the medians become the answers of the triage. What you are split about "
            "becomes “we can’t say”: {names}."
        )
        return text.format(names=", ".join(f"“{name}”" for name in names))

    def _kept_text(self, issue: Issue, rows: RoundRows, *, whole: bool) -> str:
        held = rows.held
        if held.subject in ("followership", "triage"):
            return ""
        kept = [one for one in issue.rounds if one.ballot_round == held.id]
        if kept:
            on = kept[-1].kept_on
            text = self.tr("Kept on {day}: the medians became the scores of the issue.")
            return text.format(day=short_day(on))
        if rows.deleted:
            return ""
        if whole:
            return self.tr("Kept, the medians become the scores of the issue.")
        return self.tr("A term has no answer yet, so the round cannot be kept as scores.")

    def _toggle_table(self) -> None:
        self._table.setText(self.tr("Hide the table") if self.wants_table else self.tr("Table"))
        self._table.setAccessibleName(self._table.text())
        self.table_toggled.emit()

    def _toggle_roles(self) -> None:
        self.roles_toggled.emit()

    def _ask_next(self) -> None:
        self.next_round_asked.emit()

    def _ask_keep(self) -> None:
        self.keep_asked.emit()

    def _ask_take_over(self) -> None:
        self.take_over_asked.emit()

    def _ask_note(self) -> None:
        self.note_asked.emit()

    def _ask_delete(self) -> None:
        self.delete_asked.emit()

    def _ask_all(self) -> None:
        self.all_rounds_asked.emit()

    def _ask_performance(self) -> None:
        self.performance_asked.emit()

    def _ask_triage(self) -> None:
        self.triage_asked.emit()


def _gives_every_term(rows: RoundRows) -> bool:
    """Whether every term has a number from somebody."""
    given = {row.role for row in rows.asked if row.middle is not None}
    return {lever.value for lever in Lever} <= given


def _is_kept_now(issue: Issue, held: BallotRound) -> bool:
    """Whether the last scores that were kept are those of this round, and still stand."""
    last = issue.rounds[-1] if issue.rounds else None
    return last is not None and last.ballot_round == held.id and last.scores == issue.scores


def _is_taken_over(issue: Issue, reading: RoomReading) -> bool:
    given = issue.triage.ratings
    return all(one in given and given[one] == rating for one, rating in reading.ratings.items())
