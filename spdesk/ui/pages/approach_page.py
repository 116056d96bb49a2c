"""The leadership approach that fits, with its reasons, first moves, styles and limits."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from spdesk.core.approach import Part, Recommendation, Statement, StyleShare
from spdesk.core.triage import Verdict
from spdesk.guidance.approach_texts import ApproachText
from spdesk.guidance.library import Guidance
from spdesk.ui.desk import Desk
from spdesk.ui.pages.page import Page
from spdesk.ui.pages.plan.move_buttons import MoveButtons
from spdesk.ui.pages.plan.plan_edits import PlanEdits
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.flow_layout import FlowLayout
from spdesk.ui.widgets.heading import heading
from spdesk.ui.widgets.long_words import breakable
from spdesk.ui.widgets.reflow_layout import reflow_row
from spdesk.ui.widgets.statement_line import StatementLines
from spdesk.ui.widgets.style_bar import StyleBar
from spdesk.ui.widgets.texts import button, card, clear, label
from spdesk.ui.widgets.type_mark import TypeMark
from spdesk.ui.words import verdict_label
from spdesk.workbook import edits
from spdesk.workbook.derive import Step, recommendation_of, verdict_that_counts
from spdesk.workbook.model import Issue, Workbook

MOST_REASONS = 3
MOST_MOVES = 3
MOST_OTHER = 3


class ApproachPage(Page):
    """Rebuilt from the recommendation whenever the issue changes; nothing on it is typed."""

    def __init__(self, desk: Desk, look: Look, guidance: Guidance) -> None:
        super().__init__(desk, look, guidance)
        self.content.setSpacing(16)
        self._issue: Issue | None = None
        self._workbook: Workbook | None = None
        self._lines = StatementLines(guidance)
        self._explain = False
        self._primary: QPushButton | None = None
        self._move_buttons: list[MoveButtons] = []
        self._edits = PlanEdits(desk, self)
        self._edits.added.connect(self._on_move_added)

    def show_issue(self, workbook: Workbook, issue: Issue) -> None:
        if issue is self._issue and workbook is self._workbook:
            return
        self._issue, self._workbook = issue, workbook
        self._rebuild()

    def arrive(self) -> None:
        self.verticalScrollBar().setValue(0)
        if self._primary is not None:
            self._primary.setFocus()

    def _rebuild(self) -> None:
        if self._issue is None or self._workbook is None:
            return
        clear(self.content)
        recommendation = recommendation_of(self._issue, self._workbook, self.guidance)
        texts = self.guidance.approach
        approach = texts.approach(recommendation.approach) if recommendation else None
        if recommendation is None or approach is None:
            self.content.addWidget(self._nothing_yet())
            self.content.addStretch(1)
            return
        self.content.addWidget(self._head(self._issue, approach))
        self.content.addWidget(self._buttons(self._issue, recommendation, approach))
        self.content.addWidget(self._fit(self._issue, recommendation, approach))
        self.content.addWidget(
            reflow_row(
                (self._moves(self._issue, recommendation), 10, 15),
                (self._styles(recommendation), 13, 18),
                (self._people(recommendation), 10, 15),
                spacing=16,
            )
        )
        self.content.addWidget(self._limits(recommendation))
        self.content.addStretch(1)

    def _nothing_yet(self) -> QWidget:
        frame, column = card(margin=28)
        column.addWidget(label(self.tr("No approach yet"), "title"))
        column.addWidget(
            label(
                self.tr(
                    "The approach follows from the kind of problem, and there is not enough to say "
                    "what kind this is. Answer the triage first."
                ),
                "lead",
            )
        )
        column.addSpacing(8)
        self._primary = button(self.tr("Go to the triage"), self._go_to_triage, "primary")
        column.addWidget(self._primary, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _head(self, issue: Issue, approach: ApproachText) -> QWidget:
        head = QWidget()
        words = QVBoxLayout(head)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(4)
        verdict = verdict_that_counts(issue, self.guidance.rules)
        kind = QHBoxLayout()
        kind.setSpacing(8)
        kind.addWidget(TypeMark(self.look, verdict, 0.75))
        kind.addWidget(label(self._kind_sentence(issue, verdict), "muted"), 1)
        words.addLayout(kind)
        words.addWidget(label(approach.headline, "title"))
        words.addWidget(label(approach.summary, "lead"))
        return head

    def _fit(self, issue: Issue, recommendation: Recommendation, approach: ApproachText) -> QWidget:
        """Why the approach fits, and beside it what people had in mind, where that does not."""
        reasons, column = card()
        column.addWidget(heading(self.tr("Why this fits"), self.look, "approach"))
        for reason in recommendation.of(Part.REASON)[:MOST_REASONS]:
            column.addWidget(self._statement(reason))
        if self._explain:
            sources = self.tr("Sources of the approach: {sources}")
            column.addWidget(label(sources.format(sources=", ".join(approach.sources)), "muted"))
        column.addStretch(1)
        mismatch = recommendation.of(Part.MISMATCH)
        if not mismatch:
            return reasons
        return reflow_row((reasons, 1, 20), (self._mismatch(issue, mismatch), 1, 20), spacing=16)

    def _kind_sentence(self, issue: Issue, verdict: Verdict) -> str:
        kind = verdict_label(verdict)
        if verdict is Verdict.CRISIS:
            return self.tr("In a crisis")
        if issue.overrule:
            return self.tr("For what you see as {kind}").format(kind=kind)
        return self.tr("For a problem of this kind: {kind}").format(kind=kind)

    def _mismatch(self, issue: Issue, statements: tuple[Statement, ...]) -> QFrame:
        frame, column = card("warning")
        plan = self.guidance.approach.plan(issue.plan)
        planned = self.tr("You had in mind: {plan}").format(plan=plan.label if plan else "")
        column.addWidget(heading(planned, self.look, "mismatch", "warning"))
        if issue.plan_note:
            column.addWidget(label(f"“{breakable(issue.plan_note)}”", "muted"))
        for statement in statements:
            column.addWidget(self._statement(statement))
        column.addStretch(1)
        return frame

    def _moves(self, issue: Issue, recommendation: Recommendation) -> QFrame:
        frame, column = card()
        column.addWidget(heading(self.tr("First moves"), self.look, "first-move"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        moves = recommendation.of(Part.FIRST_MOVE)[:MOST_MOVES]
        verdict = verdict_that_counts(issue, self.guidance.rules)
        self._move_buttons = [
            MoveButtons(move.text, verdict, issue.agreed, self._edits) for move in moves
        ]
        for row, move in enumerate(moves):
            said = QVBoxLayout()
            said.setSpacing(0)
            said.addWidget(self._statement(move))
            said.addWidget(self._move_buttons[row])
            grid.addWidget(label(f"{row + 1}.", "accent", wrap=False), row, 0, top)
            grid.addLayout(said, row, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addStretch(1)
        return frame

    def _styles(self, recommendation: Recommendation) -> QFrame:
        frame, column = card()
        column.addWidget(heading(self.tr("Styles to reach for"), self.look, "style"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for row, share in enumerate(sorted(recommendation.styles, key=_most_first)):
            self._add_style(grid, 2 * row, share)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 5)
        column.addLayout(grid)
        column.addStretch(1)
        return frame

    def _add_style(self, grid: QGridLayout, row: int, share: StyleShare) -> None:
        style = self.guidance.approach.style(share.style)
        name = label(style.name, wrap=False)
        name.setToolTip(
            self.tr("{summary} Warning sign: {misuse}").format(
                summary=style.summary, misuse=style.misuse
            )
        )
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(name, row, 0, top)
        grid.addWidget(StyleBar(self.look, style.name, share.points), row, 1, top)
        if self._explain:
            reasons = QVBoxLayout()
            for reason in share.reasons:
                reasons.addWidget(self._statement(reason))
            grid.addLayout(reasons, row + 1, 0, 1, 3)  # they need the whole width
        elif share.reasons:
            grid.addWidget(label(share.reasons[0].text, "muted"), row, 2)

    def _people(self, recommendation: Recommendation) -> QFrame:
        frame, column = card()
        for part, title, entry in (
            (Part.FOLLOWERS, self.tr("What followers need to give"), "followership"),
            (Part.LEADER, self.tr("What you need to do"), ""),
        ):
            statements = recommendation.of(part)[:MOST_OTHER]
            if statements:
                column.addWidget(heading(title, self.look, entry))
            for statement in statements:
                column.addWidget(self._statement(statement))
            column.addSpacing(4)
        column.addStretch(1)
        return frame

    def _limits(self, recommendation: Recommendation) -> QFrame:
        frame, column = card()
        weakest = [self._statement(s) for s in recommendation.of(Part.WEAKEST)[:2]] or [
            label(
                self.tr("Score capabilities, incentives and relationships to see it here."),
                "muted",
            )
        ]
        avoid = [self._statement(s) for s in recommendation.of(Part.AVOID)[:MOST_OTHER]]
        switch = [self._statement(s) for s in recommendation.of(Part.SWITCH)[:MOST_OTHER]]
        column.addWidget(
            reflow_row(
                (self._column(self.tr("Where performance is weakest"), "lever", weakest), 1, 14),
                (self._column(self.tr("Avoid"), "", avoid), 1, 14),
                (self._column(self.tr("Switch, and triage again"), "trigger", switch), 1, 14),
                spacing=32,
            )
        )
        return frame

    def _column(self, title: str, entry_id: str, lines: list[QWidget]) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(heading(title, self.look, entry_id))
        for line in lines:
            column.addWidget(line)
        column.addStretch(1)
        return made

    def _buttons(
        self, issue: Issue, recommendation: Recommendation, approach: ApproachText
    ) -> QWidget:
        bar = QWidget()
        row = FlowLayout(12)
        bar.setLayout(row)
        settled = issue.approach == recommendation.approach
        self._primary = (
            button(self.tr("Go on to performance"), self._go_to_performance, "primary")
            if settled
            else button(self.tr("Lead it this way"), self._settle, "primary")
        )
        row.addWidget(self._primary)
        self._why_button = button(self.tr("Why each line?"), self._toggle_why)
        self._why_button.setCheckable(True)
        self._why_button.setChecked(self._explain)
        row.addWidget(self._why_button)
        if settled:
            row.addWidget(label(self.tr("You settled on this approach."), "accent", wrap=False))
            row.addWidget(button(self.tr("Take that back"), self._take_back, "link"))
        elif issue.approach:
            row.addWidget(label(self._settled_on_other(issue.approach), "warning", wrap=False))
        return bar

    def _settled_on_other(self, approach_id: str) -> str:
        other = self.guidance.approach.approach(approach_id)
        name = other.name if other else approach_id
        return self.tr("Earlier you settled on “{name}”.").format(name=name)

    def _statement(self, statement: Statement) -> QWidget:
        return self._lines.line(statement, explain=self._explain)

    def _toggle_why(self) -> None:
        self._explain = not self._explain
        self._rebuild()
        self._why_button.setFocus()

    def _settle(self) -> None:
        if self._issue is None or self._workbook is None:
            return
        recommendation = recommendation_of(self._issue, self._workbook, self.guidance)
        if recommendation:
            self.desk.apply_to_issue(
                self.tr("settle on an approach"), edits.choose_approach, recommendation.approach
            )
            self.arrive()

    def _take_back(self) -> None:
        self.desk.apply_to_issue(self.tr("take the approach back"), edits.choose_approach, None)

    def _on_move_added(self) -> None:
        """The page was built anew: the focus goes to the next move, where there is one."""
        left = [one for buttons in self._move_buttons for one in buttons.buttons]
        following = left[0] if left else self._primary
        if following is not None:
            following.setFocus()

    def _go_to_triage(self) -> None:
        if self._issue:
            self.desk.look_at(self._issue.id, Step.TRIAGE)

    def _go_to_performance(self) -> None:
        if self._issue:
            self.desk.look_at(self._issue.id, Step.PERFORMANCE)


def _most_first(share: StyleShare) -> int:
    return -share.points
