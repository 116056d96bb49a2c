"""The plan: what was decided, who does what by when, what is tried, and when we look again."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from spdesk.core.approach import Part, Recommendation
from spdesk.core.triage import Verdict
from spdesk.exchange.reports.save import ReportError, put_file
from spdesk.guidance.library import Guidance
from spdesk.ui.desk import Desk
from spdesk.ui.pages.plan.decision_card import DecisionCard
from spdesk.ui.pages.plan.minority_card import MinorityCard
from spdesk.ui.pages.plan.move_buttons import (
    MoveButtons,
    Suggestion,
    Suggestions,
    TriggerButton,
    is_planned,
)
from spdesk.ui.pages.plan.next_review import NextReview
from spdesk.ui.pages.plan.plan_form import PlanForm
from spdesk.ui.pages.plan.section import Section, action_section, probe_section, trigger_section
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.texts import button, card, label, say
from spdesk.ui.widgets.type_mark import TypeMark
from spdesk.workbook import ics
from spdesk.workbook.derive import Step, recommendation_of, verdict_that_counts
from spdesk.workbook.file_names import safe_name
from spdesk.workbook.model import Issue, Workbook

MOST_MOVES = 3


class PlanPage(PlanForm):
    """Everything on it is typed in place; the cards of a list are kept, not made anew."""

    def __init__(self, desk: Desk, look: Look, guidance: Guidance) -> None:
        super().__init__(desk, look, guidance)
        self._both = False
        self._verdict: Verdict | None = None
        self._head = QHBoxLayout()
        self._mark: QWidget = QWidget()
        self._lead = label("", "lead")
        self.decision = DecisionCard(look, guidance.approach, self.edits, self._guard)
        self._actions = action_section(self.edits, self._guard, look)
        self._probes = probe_section(self.edits, self._guard, look)
        self._triggers = trigger_section(self.edits, self._guard, look)
        self._moves = Suggestions(self.tr("First moves of the approach that fits"))
        self._rules = Suggestions(self.tr("The approach that fits says this:"))
        self._moves_card, moves = card(margin=20)
        moves.addWidget(self._moves)
        self._more = button(self.tr("Plan actions as well"), self._show_both, "link")
        self._minority = MinorityCard(look)
        self._next = NextReview(look, self.edits, self._guard)
        self._lay_out()
        self._connect()

    def show_issue(self, workbook: Workbook, issue: Issue) -> None:
        if issue is self._issue and workbook is self._workbook:
            return
        if self._issue is None or issue.id != self._issue.id:
            self._let_go()
        self._issue, self._workbook = issue, workbook
        verdict = verdict_that_counts(issue, self.guidance.rules)
        self._show_head(verdict)
        self.decision.show_issue(issue)
        self._show_sections(issue, verdict)
        self._show_suggestions(workbook, issue, verdict)
        self._minority.show_notes(issue.minority_notes)
        self._next.show_day(issue.review_on)

    def arrive(self) -> None:
        self.verticalScrollBar().setValue(0)
        self.decision.text.setFocus()

    # Showing

    def _let_go(self) -> None:
        self._both = False
        for section in self._lists():
            section.empty_line()

    def _show_head(self, verdict: Verdict) -> None:
        say(self._lead, self._lead_words(verdict))
        if self._verdict is not verdict:
            self._verdict = verdict
            old, self._mark = self._mark, TypeMark(self.look, verdict, 1.0)
            self._head.replaceWidget(old, self._mark)
            old.hide()
            old.deleteLater()

    def _lead_words(self, verdict: Verdict) -> str:
        return {
            Verdict.TYPE_1: self.tr(
                "A type 1 problem can be solved: agree who does what by when, and how you will "
                "see that it worked."
            ),
            Verdict.TYPE_2: self.tr(
                "A type 2 problem answers back: try several small things side by side that are "
                "safe to fail and can be taken back."
            ),
            Verdict.MIXED: self.tr(
                "A mixed problem gets both: actions for the part that can be solved, probes for "
                "the part that has to be led."
            ),
            Verdict.CRISIS: self.tr(
                "In a crisis: short orders, each with one name and a time. Triage again when it "
                "is stable."
            ),
            Verdict.INSUFFICIENT: self.tr(
                "The triage does not yet say what kind of problem this is, so both are offered. "
                "Actions are for what can be solved, probes for what has to be led."
            ),
        }[verdict]

    def _show_sections(self, issue: Issue, verdict: Verdict) -> None:
        plan = issue.agreed
        is_split = self._workbook is not None and any(
            other.part_of == issue.id for other in self._workbook.issues
        )
        both = self._both or is_split or verdict in (Verdict.MIXED, Verdict.INSUFFICIENT)
        self._actions.setVisible(both or verdict is not Verdict.TYPE_2 or bool(plan.actions))
        self._probes.setVisible(both or verdict is Verdict.TYPE_2 or bool(plan.probes))
        all_seen = not (self._actions.isHidden() or self._probes.isHidden())
        self._more.setVisible(not all_seen)
        if not all_seen:
            text = (
                self.tr("Plan actions as well")
                if self._actions.isHidden()
                else self.tr("Plan probes as well")
            )
            self._more.setText(text)
            self._more.setAccessibleName(text)
        self._actions.show_parts(plan.actions, issue)
        self._probes.show_parts(plan.probes, issue)
        self._triggers.show_parts(plan.triggers, issue)

    def _show_suggestions(self, workbook: Workbook, issue: Issue, verdict: Verdict) -> None:
        found = recommendation_of(issue, workbook, self.guidance)
        plan = issue.agreed
        moves = [text for text in _texts(found, Part.FIRST_MOVE) if not is_planned(plan, text)]
        if self._moves.is_another((moves, verdict)):
            self._moves.show_suggestions(
                [Suggestion(text, MoveButtons(text, verdict, plan, self.edits)) for text in moves]
            )
            self._moves_card.setVisible(bool(moves))
            self._order_tabs()
        known = {trigger.text for trigger in plan.triggers}
        rules = [text for text in _texts(found, Part.SWITCH) if text not in known]
        if self._rules.is_another(rules):
            self._rules.show_suggestions(
                [Suggestion(text, TriggerButton(text, self.edits)) for text in rules]
            )
            self._order_tabs()

    # Building

    def _lists(self) -> tuple[Section, ...]:
        return self._actions, self._probes, self._triggers

    def _lay_out(self) -> None:
        self._head.setSpacing(10)
        self._head.addWidget(self._mark)
        self._head.addWidget(label(self.tr("The plan"), "title"), 1)
        self.content.addLayout(self._head)
        self.content.addWidget(self._lead)
        for part in (
            self.decision,
            self._actions,
            self._probes,
            self._moves_card,
        ):
            self.content.addWidget(part)
        more = QHBoxLayout()
        more.addWidget(self._more)
        more.addStretch(1)
        self.content.addLayout(more)
        self._triggers.add_below(self._rules)
        for below in (self._triggers, self._minority, self._next):
            self.content.addWidget(below)
        self.content.addStretch(1)
        self.content.setSpacing(14)

    def _connect(self) -> None:
        self.decision.approach_asked.connect(self._go_to_approach)
        self.decision.reshaped.connect(self._order_tabs)
        self._minority.room_asked.connect(self._go_to_room)
        self._next.calendar_asked.connect(self._save_calendar)
        self._next.review_asked.connect(self._go_to_review)
        self.edits.added.connect(self._on_added)
        for section in self._lists():
            section.reshaped.connect(self._order_tabs)

    # What is asked for

    def _on_added(self, where: str) -> None:
        section = {"actions": self._actions, "probes": self._probes, "triggers": self._triggers}[
            where
        ]
        QTimer.singleShot(0, section, section.show_line)

    def _show_both(self) -> None:
        self._both = True
        issue = self.desk.issue
        if issue is not None:
            hidden = self._actions if self._actions.isHidden() else self._probes
            self._show_sections(issue, verdict_that_counts(issue, self.guidance.rules))
            hidden.line.line.setFocus()

    def _save_calendar(self) -> None:
        issue = self.desk.issue
        if issue is None or issue.review_on is None:
            return
        name = safe_name(self.tr("Review {day}").format(day=issue.review_on.isoformat()))
        path = self.messages.ask_where_to_save_calendar(self.window(), f"{name}{ics.SUFFIX}")
        if path is None:
            return
        try:
            put_file(path, ics.review_event(issue).encode("utf-8"), True)
        except ReportError as error:
            self.messages.tell_trouble(self.window(), str(error))

    def _go_to_approach(self) -> None:
        self._go(Step.APPROACH)

    def _go_to_room(self) -> None:
        self._go(Step.ROOM)

    def _go_to_review(self) -> None:
        self._go(Step.REVIEW)


def _texts(found: Recommendation | None, part: Part) -> list[str]:
    return [statement.text for statement in found.of(part)[:MOST_MOVES]] if found else []
