"""The room: a round is set up, ballots come in unseen, and all are revealed at once.

This page owns the conversation: it opens the box and the windows that take ballots, and asks the
desk for the edits. What is shown follows from the box and the issue.
"""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from spdesk.guidance.library import Guidance
from spdesk.ui.desk import Desk
from spdesk.ui.pages.page import Page
from spdesk.ui.pages.room.collect_view import CollectView
from spdesk.ui.pages.room.compare_view import CompareView, Pair
from spdesk.ui.pages.room.note_edits import NoteEdits
from spdesk.ui.pages.room.notes_view import NotesView
from spdesk.ui.pages.room.notices import BoxElsewhere, CompareOffers, DeleteReminder
from spdesk.ui.pages.room.reveal_view import RevealView, Stage
from spdesk.ui.pages.room.room_words import round_label
from spdesk.ui.pages.room.rounds_list import RoundsList
from spdesk.ui.pages.room.setup_view import KEPT_FOR, SetupView
from spdesk.ui.pages.room.ways_in import WaysIn
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.reading_order import tab_in_reading_order
from spdesk.ui.widgets.register_row import today
from spdesk.workbook import round_edits
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.round_questions import lever_items
from spdesk.workbook.rounds import BallotRound

_LATER = timedelta(days=30)


class RoomPage(Page):
    """Setup, collecting, reveal or comparison: one of them at a time."""

    shown = Signal()
    """Something else is shown, or the reveal has gone on."""

    def __init__(self, desk: Desk, look: Look, guidance: Guidance) -> None:
        super().__init__(desk, look, guidance)
        self._issue: Issue | None = None
        self._round_id = ""
        self.presented_id = ""  # the revealed round that is shown, "" when none is
        self._pair: Pair | None = None
        self._at_setup = False
        self.ways_in = WaysIn(desk, look, guidance, self)
        self._elsewhere = BoxElsewhere()
        self._reminder = DeleteReminder()
        self.setup = SetupView(look, guidance, desk.new_id)
        self.collect = CollectView(look)
        self.reveal = RevealView(look, guidance)
        self.compare = CompareView(look, guidance)
        self._offers = CompareOffers()
        self._rounds = RoundsList(guidance)
        self._notes = NotesView(look)
        self._note_edits = NoteEdits(desk, look, self._notes, self)
        for part in (self._elsewhere, self._reminder, *self._views(), *self._below()):
            part.setVisible(False)
            self.content.addWidget(part)
        self.content.addStretch(1)
        self.content.setSpacing(18)
        self._connect()

    def show_issue(self, workbook: Workbook, issue: Issue) -> None:
        if self._issue is None or self._issue.id != issue.id:
            self._let_go(issue)
        self._issue = issue
        self._show(workbook, issue)

    def arrive(self) -> None:
        for view in (self.collect, self.setup, self.reveal, self.compare):
            if view.isVisibleTo(self):
                view.focus_first()

    # Showing

    def _views(self) -> tuple[QWidget, ...]:
        return self.setup, self.collect, self.reveal, self.compare

    def _below(self) -> tuple[QWidget, ...]:
        return self._offers, self._rounds, self._notes

    def _let_go(self, issue: Issue) -> None:
        """Another issue is looked at: nothing of the one before stays open."""
        self._round_id, self._pair, self._at_setup = "", None, False
        self.reveal.begin_at(Stage.WIDEST)
        self.collect.calm_down()
        people = (held.expected for held in reversed(issue.ballot_rounds) if not held.joint)
        triaged = bool(issue.triage.answers)
        self.setup.start_anew("terms" if triaged else "triage", next(filter(None, people), None))

    def _show(self, workbook: Workbook, issue: Issue) -> None:
        box, held = self.desk.box, self.desk.box.round
        collecting = held is not None and box.issue_id == issue.id
        opened = None if collecting else self._opened(issue)
        comparing = opened is not None and self._pair is not None
        revealed = opened is not None and not comparing
        setup = not collecting and opened is None
        if collecting and held is not None:
            self.collect.show_box(round_label(issue, held), held, box.count, is_full=box.is_full)
        elif comparing and self._pair is not None:
            self.compare.show_pair(workbook, issue, self._pair)
        elif opened is not None:
            self.reveal.show_round(workbook, issue, opened.id)
        self.setup.show_hindrance(self._hindrance())
        for view, wanted in zip(
            self._views(), (setup, collecting, revealed, comparing), strict=True
        ):
            view.setVisible(wanted)
        self._show_around(workbook, issue, opened, collecting=collecting, comparing=comparing)
        self.presented_id = opened.id if opened else ""
        tab_in_reading_order(self._inner)
        self.shown.emit()

    def _show_around(
        self,
        workbook: Workbook,
        issue: Issue,
        opened: BallotRound | None,
        *,
        collecting: bool,
        comparing: bool,
    ) -> None:
        """What stands above and below the view."""
        box = self.desk.box
        elsewhere = box.round is not None and not collecting
        self._elsewhere.show_box(workbook, box.issue_id if elsewhere else "", box.count)
        self._rounds.show_rounds(
            workbook, issue, besides=opened.id if opened else "", box_is_free=box.round is None
        )
        self._notes.show_issue(issue)
        self._reminder.show_issue(issue)
        # Before the reveal has come to its end, nothing else asks for the room's eyes.
        quiet = collecting or (
            opened is not None and not comparing and self.reveal.stage < Stage.WIDEST
        )
        self._offers.show_round(issue, None if quiet or comparing else opened)
        if quiet:
            for part in (self._reminder, *self._below()):
                part.setVisible(False)
        else:
            self._rounds.setVisible(self._rounds.has_rounds and not comparing)
            self._notes.setVisible(bool(issue.minority_notes))

    def _opened(self, issue: Issue) -> BallotRound | None:
        """The round that is looked at: the one that was asked for, or the last revealed one."""
        if self._at_setup:
            return None
        wanted = issue.ballot_round(self._round_id) if self._round_id else None
        if wanted is not None and wanted.revealed:
            return wanted
        return next((held for held in reversed(issue.ballot_rounds) if held.revealed), None)

    def _hindrance(self) -> str:
        if self.desk.box.round is None:
            return ""
        return self.tr("The box is open for another issue: finish that round first.")

    def _show_again(self) -> None:
        issue = self.desk.issue
        if issue is not None and self._issue is not None and issue.id == self._issue.id:
            self._show(self.desk.workbook, issue)

    def _go_on_with(self, view: QWidget) -> None:
        """Another view is shown: begin at its top."""
        self.verticalScrollBar().setValue(0)
        if isinstance(view, (SetupView, CollectView, RevealView, CompareView)):
            view.focus_first()

    # Connections

    def _connect(self) -> None:
        self.desk.box.changed.connect(self._show_again)
        self.setup.begin_asked.connect(self._begin)
        self._connect_collect()
        self._connect_reveal()
        self._elsewhere.go_asked.connect(self._go_to_box)
        self._reminder.delete_asked.connect(self._delete_of)
        self._reminder.later_asked.connect(self._remind_later)
        self._rounds.open_asked.connect(self._open)
        self._rounds.go_on_asked.connect(self._go_on)
        self._rounds.reveal_asked.connect(self._reveal_waiting)
        self._rounds.discard_asked.connect(self._discard)
        self._offers.compare_asked.connect(self._compare)
        self.compare.back_asked.connect(self._leave_comparison)

    def _connect_collect(self) -> None:
        collect = self.collect
        collect.pass_asked.connect(self.ways_in.pass_laptop)
        collect.paper_asked.connect(self.ways_in.type_paper)
        collect.file_asked.connect(self.ways_in.read_file)
        collect.reveal_asked.connect(self._reveal)
        collect.put_away_asked.connect(self._put_away)
        collect.empty_asked.connect(self._empty)
        collect.people_chosen.connect(self.desk.box.expect)
        self.ways_in.ended.connect(collect.focus_first)

    def _connect_reveal(self) -> None:
        self.reveal.stage_changed.connect(self._show_again)
        bar = self.reveal.bar
        bar.next_round_asked.connect(self._begin_next)
        bar.keep_asked.connect(self._keep)
        bar.take_over_asked.connect(self._take_over)
        bar.note_asked.connect(self._note_edits.add)
        bar.delete_asked.connect(self._delete)
        bar.delete_on_chosen.connect(self._set_delete_on)
        bar.all_rounds_asked.connect(self._go_to_setup)
        bar.performance_asked.connect(self._see_performance)
        bar.triage_asked.connect(self._see_triage)

    # The box

    def _begin(self) -> None:
        self._open_box(self.setup.made_round())

    def _begin_next(self) -> None:
        """Ask the same of the same people again."""
        if self._issue is None or (held := self._opened(self._issue)) is None:
            return
        if self.desk.box.round is not None:
            self.desk.refused.emit(self._hindrance())
            return
        again = held.replaced(
            id=self.desk.new_id(),
            held_on=today(),
            ballots=(),
            summaries=(),
            revealed=False,
            delete_on=today() + KEPT_FOR,
        )
        self._open_box(again)

    def _open_box(self, held: BallotRound) -> None:
        if self._issue is not None:
            self._at_setup, self._pair = False, None
            self.desk.box.open(self._issue.id, held)
            self._go_on_with(self.collect)

    def _reveal(self) -> None:
        held = self.desk.box.round
        if held is None:
            return
        self._round_id, self._pair, self._at_setup = held.id, None, False
        self.reveal.begin_at(Stage.DOTS)
        if self.desk.reveal_box():
            self._go_on_with(self.reveal)
            self.reveal.read_out()

    def _put_away(self) -> None:
        self._at_setup = True
        self.desk.put_box_away()
        self._go_on_with(self.setup)

    def _empty(self) -> None:
        self._at_setup = True
        self.desk.box.empty()
        self._go_on_with(self.setup)

    def _go_to_box(self) -> None:
        self.desk.look_at(self.desk.box.issue_id, Step.ROOM)

    def _round(self, round_id: str) -> BallotRound | None:
        return self._issue.ballot_round(round_id) if self._issue else None

    def _go_on(self, round_id: str) -> None:
        if (held := self._round(round_id)) is None:
            return
        if self.desk.box.was_seen(round_id):
            self.desk.refused.emit(
                self.tr("These ballots have been seen, so no more can come in. Reveal them again.")
            )
            return
        self._open_box(held)

    def _reveal_waiting(self, round_id: str) -> None:
        if (held := self._round(round_id)) is not None:
            self._open_box(held)
            self._reveal()

    def _discard(self, round_id: str) -> None:
        self.desk.apply_to_issue(
            self.tr("discard the round"), round_edits.discard_ballot_round, round_id
        )

    # Rounds

    def _open(self, round_id: str) -> None:
        self._round_id, self._pair, self._at_setup = round_id, None, False
        self.reveal.begin_at(Stage.WIDEST)
        self._show_again()
        self._go_on_with(self.reveal)

    def _go_to_setup(self) -> None:
        self._at_setup, self._pair = True, None
        self._show_again()
        self._go_on_with(self.setup)

    def _compare(self, pair: Pair) -> None:
        if self._issue is not None and (held := self._opened(self._issue)) is not None:
            self._round_id, self._pair = held.id, pair
            self._show_again()
            self._go_on_with(self.compare)

    def _leave_comparison(self) -> None:
        self._pair = None
        self._show_again()
        self._go_on_with(self.reveal)

    def _opened_id(self) -> str:
        held = self._opened(self._issue) if self._issue else None
        return held.id if held else ""

    def _keep(self) -> None:
        self.desk.apply_to_issue(
            self.tr("keep the room’s scores"),
            round_edits.take_over_scores,
            self._opened_id(),
            lever_items(self.guidance),
            self.desk.new_id(),
            today(),
        )

    def _take_over(self) -> None:
        self.desk.apply_to_issue(
            self.tr("take the room’s answers over"),
            round_edits.take_over_answers,
            self._opened_id(),
            self.guidance.rules,
        )

    def _delete(self) -> None:
        self._delete_of(self._opened_id())

    def _delete_of(self, round_id: str) -> None:
        held = self._round(round_id)
        if held is not None and not held.revealed:
            self._discard(round_id)  # of ballots that nobody saw, not even medians stay
            return
        self.desk.apply_to_issue(
            self.tr("delete the ballots"),
            round_edits.delete_ballots,
            round_id,
            lever_items(self.guidance),
        )

    def _set_delete_on(self, on: date | None) -> None:
        self._set_day(self._opened_id(), on)

    def _remind_later(self, round_id: str) -> None:
        self._set_day(round_id, today() + _LATER)

    def _set_day(self, round_id: str, on: date | None) -> None:
        title = self.tr("set the day to delete the ballots")
        self.desk.apply_to_issue(title, round_edits.set_delete_on, round_id, on, merge="delete_on")

    def _see_performance(self) -> None:
        if self._issue is not None:
            self.desk.look_at(self._issue.id, Step.PERFORMANCE)

    def _see_triage(self) -> None:
        if self._issue is not None:
            self.desk.look_at(self._issue.id, Step.TRIAGE)
