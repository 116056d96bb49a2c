"""The reveal: first every ballot, then the middles, then the widest question on top.

Nothing of an average is shown before the room has seen how its answers lie.
"""

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from spdesk.core.followership import pattern_of
from spdesk.core.rounds import Agreement
from spdesk.core.terms import Terms
from spdesk.guidance.library import Guidance
from spdesk.ui.announce import announce
from spdesk.ui.pages.room.cards import EffectCard, TalkCard
from spdesk.ui.pages.room.followers_card import FollowersView
from spdesk.ui.pages.room.reveal_bar import RevealBar
from spdesk.ui.pages.room.room_words import reveal_sentence, reveal_title, round_label
from spdesk.ui.pages.room.round_rows import RoundRows, reading_of_room, rows_of
from spdesk.ui.pages.room.tables import role_numbers, roles_of, spread_numbers
from spdesk.ui.room_job import RoomJob
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.info_button import InfoButton, with_info
from spdesk.ui.widgets.numbers_table import NumbersTable
from spdesk.ui.widgets.reflow_layout import reflow_row
from spdesk.ui.widgets.spread_chart import SpreadChart
from spdesk.ui.widgets.texts import button, label, say
from spdesk.workbook.derive import verdict_that_counts
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.round_questions import lever_items
from spdesk.workbook.round_values import round_before, spreads_of, terms_of
from spdesk.workbook.rounds import ON_THE_SCALE

if TYPE_CHECKING:  # it needs numpy, which the thread that reckons imports
    from spdesk.core.uncertainty import RoomPerformance


class Stage(IntEnum):
    """How far the reveal has gone."""

    DOTS = 1
    MIDDLES = 2
    WIDEST = 3


class RevealView(QWidget):
    """Shows one revealed round. The stage is of this view, not of the document."""

    stage_changed = Signal()
    """The reveal has gone on."""

    def __init__(self, look: Look, guidance: Guidance) -> None:
        super().__init__()
        self._guidance = guidance
        self._stage = Stage.WIDEST
        self._shown: tuple[object, ...] | None = None
        self._rows: RoundRows | None = None
        self._terms: tuple[Terms, ...] = ()
        self._job = RoomJob(self)
        self._job.done.connect(self._show_performance)
        self._what = label("", "accent")
        self._title = label("", "title")
        self._lead = label("", "lead")
        self.chart = SpreadChart(look)
        self._followers = FollowersView(look, guidance)
        self._talk = TalkCard(look)
        self._effect = EffectCard(look, guidance)
        self._cards = reflow_row((self._talk, 1, 18.0), (self._effect, 1, 18.0), spacing=16)
        self._next_step = button("", self.go_on, "primary")
        self.bar = RevealBar()
        self.table = NumbersTable(look, self.tr("The round as a table"))
        self.roles = NumbersTable(look, self.tr("Medians by role"))
        self._roles_words = label(
            self.tr("Medians by role, each of five ballots or more."), "heading"
        )
        self._lay_out(look)
        self.bar.table_toggled.connect(self._show_tables)
        self.bar.roles_toggled.connect(self._show_tables)

    def _lay_out(self, look: Look) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        title = with_info(self._title, "reveal", look)
        for widget in (self._what, title, self._lead):
            column.addWidget(widget)
        # Above the rows: however many there are, the way on is in sight.
        column.addWidget(self._next_step, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.chart, self._followers, self._cards):
            column.addWidget(widget)
        self._about = title.findChild(InfoButton)
        column.addWidget(self.bar)
        column.addWidget(self.table)
        column.addWidget(self._roles_words)
        column.addWidget(self.roles)

    @property
    def stage(self) -> Stage:
        """How far the reveal has gone."""
        return self._stage

    def begin_at(self, stage: Stage) -> None:
        """Begin a reveal with the dots, or show all of an earlier round."""
        self._stage = stage
        self._shown = None

    def show_round(self, workbook: Workbook, issue: Issue, round_id: str) -> None:
        """Show a revealed round of an issue."""
        held = issue.ballot_round(round_id)
        verdict = verdict_that_counts(issue, self._guidance.rules)
        state = (issue.ballot_rounds, workbook.scale, round_id, verdict)
        if held is None:
            return
        if self._shown != state:
            self._shown = state
            self._rows = rows_of(workbook, issue, held, self._guidance)
            self._show_heads(issue, self._rows)
            self._show_cards(workbook, issue, self._rows)
            self._show_stage()
        if self._rows is not None:
            reading = reading_of_room(self._rows, self._guidance)
            self.bar.show_round(issue, self._rows, reading)

    def go_on(self) -> None:
        """Show the next stage."""
        if self._stage < Stage.WIDEST:
            self._stage = Stage(self._stage + 1)
            self._show_stage()
            self.stage_changed.emit()
            self.focus_first()
            announce(self, self._lead.text())

    def read_out(self) -> None:
        """Have a screen reader say that the ballots lie open."""
        said = self.tr("Revealed: {title} {lead}")
        announce(self, said.format(title=_as_sentence(self._title.text()), lead=self._lead.text()))

    def focus_first(self) -> None:
        """Put the focus on the way on, and at the end to the top: there is the result."""
        if self._stage < Stage.WIDEST and self._next_step.isVisibleTo(self):
            self._next_step.setFocus()
        elif self._about is not None:
            self._about.setFocus()

    def _show_heads(self, issue: Issue, rows: RoundRows) -> None:
        say(self._what, round_label(issue, rows.held, whole=True))
        say(self._title, reveal_title(issue, rows))

    def _show_stage(self) -> None:
        rows = self._rows
        if rows is None:
            return
        if not rows.may_be_shown or rows.deleted or rows.held.subject == "followership":
            self._stage = Stage.WIDEST
        ended = self._stage is Stage.WIDEST
        following = rows.held.subject == "followership"
        self.chart.setVisible(rows.may_be_shown)
        if rows.may_be_shown:
            order = rows.widest if ended else rows.asked
            self.chart.show_rows(rows.scale, order, middles=self._stage >= Stage.MIDDLES)
        lead = {
            Stage.DOTS: self.tr("Every dot is one ballot. Look first; the averages come after."),
            Stage.MIDDLES: self.tr("The median and the middle half of each question."),
            Stage.WIDEST: self._ended_words(rows),
        }
        say(self._lead, lead[self._stage])
        self._next_step.setText(
            self.tr("Show the medians")
            if self._stage is Stage.DOTS
            else self.tr("Put the widest on top")
        )
        self._next_step.setAccessibleName(self._next_step.text())
        self._next_step.setVisible(not ended)
        self._followers.setVisible(ended and following and not rows.deleted)
        self._cards.setVisible(ended and not following)
        self.bar.setVisible(ended)
        self._show_tables()

    def _ended_words(self, rows: RoundRows) -> str:
        if rows.held.subject != "followership":
            return reveal_sentence(rows)
        return self.tr("A check to talk about, not a test: the group’s pattern, never a person.")

    def _show_cards(self, workbook: Workbook, issue: Issue, rows: RoundRows) -> None:
        held = rows.held
        if held.subject == "followership":
            pattern = pattern_of([ballot.ratings for ballot in held.ballots])
            verdict = verdict_that_counts(issue, self._guidance.rules)
            self._followers.show_pattern(pattern, verdict)
            return
        earlier = round_before(issue, held)
        before = spreads_of(earlier, workbook.scale) if earlier else {}
        self._talk.show_round(rows, before)
        reading = reading_of_room(rows, self._guidance)
        if rows.deleted:
            self._job.stop()
            self._effect.show_deleted()
        elif reading is not None:
            self._job.stop()
            self._effect.show_reading(reading)
        elif held.subject in ON_THE_SCALE:
            terms = terms_of(held, lever_items(self._guidance))
            if terms != self._terms:  # the same tuple again is answered at once
                self._terms = terms
            self._effect.wait()
            self._job.ask(self._terms, workbook.scale)

    def _show_performance(self, room: "RoomPerformance | None") -> None:
        rows = self._rows
        if rows is not None and rows.held.subject in ON_THE_SCALE and not rows.deleted:
            split = any(s.agreement is Agreement.SPLIT for s in rows.spreads.values())
            self._effect.show_performance(room, is_split=split)

    def _show_tables(self) -> None:
        rows = self._rows
        if rows is None:
            return
        ended = self._stage is Stage.WIDEST and rows.may_be_shown
        table = ended and self.bar.wants_table
        self.table.setVisible(table)
        if table:
            self.table.show_numbers(spread_numbers(rows, reading_of_room(rows, self._guidance)))
        by_role = ended and self.bar.wants_roles and bool(roles_of(rows.held))
        self.roles.setVisible(by_role)
        self._roles_words.setVisible(by_role)
        if by_role:
            self.roles.show_numbers(role_numbers(rows))


def _as_sentence(title: str) -> str:
    return title if title.endswith((".", "?", "!")) else f"{title}."
