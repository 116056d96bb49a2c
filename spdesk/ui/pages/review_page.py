"""The review: last time beside today, what came of the plan, and a picture for the next time."""

from pydantic import ValidationError
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from spdesk.exchange.reports.words import day_words
from spdesk.guidance.library import Guidance
from spdesk.ui.announce import announce
from spdesk.ui.desk import Desk
from spdesk.ui.pages.plan.part_list import PartList
from spdesk.ui.pages.plan.plan_form import Cards, PlanForm
from spdesk.ui.pages.review.came_of_it import ActionReview, ProbeReview, TriggerReview
from spdesk.ui.pages.review.keep_card import KeepCard
from spdesk.ui.pages.review.range_feed import RangeFeed
from spdesk.ui.pages.review.then_and_now import ThenAndNow
from spdesk.ui.pages.review.timeline import Timeline
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.info_button import with_info
from spdesk.ui.widgets.reading_order import first_control
from spdesk.ui.widgets.register_row import today
from spdesk.ui.widgets.texts import button, card, label, say
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.plan import Plan, Review
from spdesk.workbook.plan_values import review_today


class ReviewPage(PlanForm):
    """Today is worked out anew whenever the issue changes; a kept review stays as it was."""

    def __init__(self, desk: Desk, look: Look, guidance: Guidance) -> None:
        super().__init__(desk, look, guidance)
        self._shape: tuple[str, ...] = ()
        self.feed = RangeFeed(guidance, self)
        self._lead = label("", "lead")
        self._pictures = ThenAndNow(look)
        self._probes = PartList("probes", ProbeReview, self.edits, self._guard)
        self._actions = PartList("actions", ActionReview, self.edits, self._guard)
        self._triggers = PartList("triggers", TriggerReview, self.edits, self._guard)
        self._again = button(self.tr("Triage again"), self._go_to_triage)
        self.keep = KeepCard(self._guard)
        self.timeline = Timeline(look)
        self._lay_out()
        self._connect()

    def show_issue(self, workbook: Workbook, issue: Issue) -> None:
        if issue is self._issue and workbook is self._workbook:
            return
        if self._issue is None or issue.id != self._issue.id:
            self.keep.begin_anew()
        self._issue, self._workbook = issue, workbook
        self.feed.follow(workbook, issue)
        plan = issue.agreed
        self._show_lead(plan)
        self._show_today()
        for parts, holder, texts in (
            (plan.probes, self._probe_part, self._probes),
            (plan.actions, self._action_part, self._actions),
            (plan.triggers, self._trigger_part, self._triggers),
        ):
            holder.setVisible(bool(parts))
            texts.show_parts(parts, issue)
        self._nothing.setVisible(not (plan.probes or plan.actions or plan.triggers))
        self._again.setVisible(any(trigger.happened for trigger in plan.triggers))
        self.timeline.show_reviews(plan.reviews, workbook)
        ids = [one.id for one in plan.probes] + [one.id for one in plan.actions]
        shape = (*ids, *(one.id for one in plan.triggers))
        if shape != self._shape:
            self._shape = shape
            self._order_tabs()

    def arrive(self) -> None:
        self.verticalScrollBar().setValue(0)
        cards = (*self._probes.cards, *self._actions.cards, *self._triggers.cards)
        first = first_control(cards[0]) if cards else self._first
        if first is not None:
            first.setFocus()

    # Showing

    def _show_lead(self, plan: Plan) -> None:
        if plan.reviews:
            day = day_words(plan.reviews[-1].held_on)
            text = self.tr("You looked at this last on {day}. What has come of it since?")
            say(self._lead, text.format(day=day))
        else:
            say(
                self._lead,
                self.tr(
                    "This is the first review. What you keep today, the type and SP with what the "
                    "room leaves open, is what the next review is compared with."
                ),
            )

    def _show_today(self) -> None:
        if self._issue is None or self._workbook is None:
            return
        now = self._made("today", "")
        if now is not None:
            reviews = self._issue.agreed.reviews
            self._pictures.show_reviews(
                reviews[-1] if reviews else None,
                now,
                self._workbook,
                waiting=self.feed.is_reckoning,
            )

    def _made(self, review_id: str, note: str) -> Review | None:
        """Today as a review, or None after the reason why not was told."""
        if self._issue is None or self._workbook is None:
            return None
        likely = self.feed.likely(self._workbook, self._issue)
        try:
            return review_today(
                self._issue,
                self.guidance.rules,
                review_id,
                today(),
                ballot_round=self.feed.round_id if likely else None,
                likely=likely,
                note=note,
            )
        except ValidationError:
            self.desk.refused.emit(self.tr("The note is too long to be kept: shorten it."))
            return None

    # Asking

    def _keep(self) -> None:
        review = self._made(self.desk.new_id(), self.keep.note)
        if review is not None and self.edits.keep_review(review, self.keep.next_on):
            self.keep.begin_anew()
            announce(self, self.tr("The review is kept."))

    def _take_back(self) -> None:
        if self._issue is not None and self._issue.agreed.reviews:
            self.edits.remove("reviews", self._issue.agreed.reviews[-1].id)

    def _lists(self) -> tuple[Cards, ...]:
        return self._probes, self._actions, self._triggers

    def _go_to_triage(self) -> None:
        self._go(Step.TRIAGE)

    def _go_to_room(self) -> None:
        self._go(Step.ROOM)

    def _go_to_plan(self) -> None:
        self._go(Step.PLAN)

    # Building

    def _lay_out(self) -> None:
        self._first = button(self.tr("Go to the plan"), self._go_to_plan)
        title = label(self.tr("The review"), "title")
        self.content.addWidget(with_info(title, "review", self.look))
        self.content.addWidget(self._lead)
        self.content.addWidget(self._pictures)
        self._probe_part = _part(self.tr("Which probes were kept?"), self._probes, on_card=False)
        self._action_part = _part(self.tr("What is done?"), self._actions, on_card=True)
        self._trigger_part = _part(
            self.tr("If this happened, triage again"), self._triggers, on_card=True
        )
        again = QHBoxLayout()
        again.addWidget(self._again)
        again.addStretch(1)
        layout = self._trigger_part.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addLayout(again)
        self._nothing = self._nothing_planned()
        for one in (self._probe_part, self._action_part, self._trigger_part, self._nothing):
            self.content.addWidget(one)
        self.content.addWidget(self.keep)
        self.content.addWidget(self.timeline)
        self.content.addStretch(1)
        self.content.setSpacing(14)

    def _nothing_planned(self) -> QFrame:
        frame, column = card()
        text = self.tr("Nothing is planned yet, so there is nothing to look back on but the type.")
        column.addWidget(label(text, "muted"))
        row = QHBoxLayout()
        row.addWidget(self._first)
        row.addStretch(1)
        column.addLayout(row)
        return frame

    def _connect(self) -> None:
        self.feed.changed.connect(self._show_today)
        self.keep.keep_asked.connect(self._keep)
        self.keep.room_asked.connect(self._go_to_room)
        self.timeline.remove_asked.connect(self._take_back)


def _part(heading: str, parts: PartList, *, on_card: bool) -> QFrame:
    frame = QFrame()
    frame.setProperty("ground", "card" if on_card else "")
    column = QVBoxLayout(frame)
    if on_card:
        column.setContentsMargins(20, 14, 20, 14)
    else:
        column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(label(heading, "heading"))
    column.addWidget(parts)
    return frame
