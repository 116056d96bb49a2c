"""The live view of SP: landscape, levers, target and route, all from the same three numbers."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from spdesk.core.performance import Lever, Performance
from spdesk.core.route import Effort
from spdesk.core.sentences import (
    index_sentence,
    leaders,
    not_scored,
    scale_sentence,
    sentence_for,
)
from spdesk.exchange.reports.words import short_day
from spdesk.guidance.library import Guidance
from spdesk.ui.accessible.score_voice import ScoreVoice
from spdesk.ui.desk import Desk
from spdesk.ui.pages.page import Page
from spdesk.ui.pages.performance_band import PerformanceBand, RoomFeed
from spdesk.ui.pages.performance_point import PointMoves
from spdesk.ui.plots.landscape_view import LandscapeView
from spdesk.ui.plots.legend import LegendEntry
from spdesk.ui.plots.marks import MarkColors, paint_ghost, paint_point
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.flow_layout import FlowLayout
from spdesk.ui.widgets.formula import Formula
from spdesk.ui.widgets.info_button import InfoButton, with_info
from spdesk.ui.widgets.lever_panel import FULL_BAR, LeverPanel
from spdesk.ui.widgets.performance_table import PerformanceModel, PerformanceTable, TableState
from spdesk.ui.widgets.reflow_layout import reflow_row
from spdesk.ui.widgets.route_card import RouteCard
from spdesk.ui.widgets.steady_column import SteadyColumn
from spdesk.ui.widgets.texts import button, label, say
from spdesk.workbook import edits
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Issue, Workbook

_SIDE_WIDTH = 372
_LEAST_PICTURE = 420
_WIDEST_PICTURE, _TALLEST_PICTURE = 1300, 860
"""In pixels at 100 % text."""

_LONG_LINES = 44
"""Text heights from which on the longest usual sentences take a line less."""

_BESIDE_BUTTONS = 9.5
"""Text heights that the words beside the buttons want; with less room they stand below."""

_OF_THE_VIEW = 0.6
"""How much of the height of the page the picture takes at least where the levers are below it."""


class PerformancePage(Page):
    """Shows SP for the scores of an issue and lets the group move them."""

    def __init__(self, desk: Desk, look: Look, guidance: Guidance) -> None:
        super().__init__(desk, look, guidance)
        self.formula = Formula(look)
        self.landscape = LandscapeView(look)
        self.model = PerformanceModel(guidance.levers)
        self.table = PerformanceTable(look, self.model)
        self.moves = PointMoves(desk, self.landscape, self)
        self.sentence = label("")
        self.quiet = label("", "muted")
        self._indices = InfoButton("plain-mean", look)
        self.panels = {
            lever: LeverPanel(look, lever, guidance.levers.lever(lever)) for lever in Lever
        }
        self.route_card = RouteCard(look, guidance.levers)
        self.feed = RoomFeed(guidance, self)
        self.band = PerformanceBand(look, self.feed)
        self.voice = ScoreVoice(self)
        self.room_button = button(self.tr("Score as a room"), self._score_as_a_room)
        self.keep_button = button(self.tr("&Keep as round"), self._keep_round)
        self.table_button = button(self.tr("Table"), self._toggle_table)
        self.keep_reason = label(
            self.tr("Score all three levers before you keep a round."), "muted"
        )
        self.caveat = label(self.tr("A thinking aid with no data behind it."), "muted")
        """Where the reason is not."""
        self._issue_id = ""
        self._ghost_entry = LegendEntry(paint_ghost)
        now = self.tr("now: drag it, or use the arrow keys")
        self._legend = (
            LegendEntry(paint_point, now, after=0),
            self._ghost_entry,
            *self.band.legend,
        )
        self._lay_out()
        self._connect()
        self._restyle()

    def show_issue(self, workbook: Workbook, issue: Issue) -> None:
        """Show the scores of an issue, everywhere at once."""
        if issue.id != self._issue_id:
            self._let_go(issue.id)
        self.feed.follow(workbook, issue)
        scale, scores = workbook.scale, issue.scores
        performance = scores.performance(scale)
        last = issue.rounds[-1] if issue.rounds else None
        ghost = last.scores.performance(scale) if last else None
        self._show_levers(workbook, issue, performance)
        self.formula.show_scores(scores, scale)
        self.landscape.show_performance(scale, performance, ghost)
        self.model.show_state(TableState(scale, scores, ghost, issue.target))
        self.route_card.show_state(scale, performance, issue.target, issue.effort)
        self.voice.follow(issue.id, performance)
        self._show_words(workbook, performance, ghost)
        self._show_round(performance, last.kept_on if last else None)

    def _let_go(self, issue_id: str) -> None:
        """Another issue: a drag or a walk that has begun must not go on with its scores."""
        self._issue_id = issue_id
        self.moves.let_go()
        self.landscape.let_go()
        for panel in self.panels.values():
            panel.slider.let_go()

    def arrive(self) -> None:
        """Work begins at the picture, or at the first lever that has no score."""
        for panel in self.panels.values():
            if panel.number.is_missing:
                panel.slider.setFocus()
                return
        (self.table if self.table_button.isChecked() else self.landscape).setFocus()

    # Showing

    def _show_levers(
        self, workbook: Workbook, issue: Issue, performance: Performance | None
    ) -> None:
        strongest: tuple[Lever, ...] = ()
        full = FULL_BAR
        if performance is not None:
            strongest = leaders(performance)
            full = max(FULL_BAR, *(performance.next_point(lever) for lever in Lever))
        full = max(full, self.band.most())
        for lever, panel in self.panels.items():
            self.band.show_likely(panel)
            panel.show_score(workbook.scale, issue.scores.of(lever))
            panel.show_next(performance, full, strongest=lever in strongest)

    def _show_words(
        self, workbook: Workbook, performance: Performance | None, ghost: Performance | None
    ) -> None:
        scale = scale_sentence(workbook.scale)
        if performance is None:
            said, quiet = not_scored(), f"{scale} {self.caveat.text()}"
        else:
            said = sentence_for(performance, ghost)
            quiet = f"{index_sentence(performance)} {scale}"
        say(self.sentence, said)
        say(self.quiet, quiet)
        self._indices.setVisible(performance is not None)
        spoken = f"{self.voice.sentence()} {said} {self.band.line.text()}".strip()
        if self.landscape.accessibleDescription() != spoken:
            self.landscape.setAccessibleDescription(spoken)
            self.table.setAccessibleDescription(spoken)

    def _show_round(self, performance: Performance | None, kept_on: date | None) -> None:
        self.keep_button.setEnabled(performance is not None)
        self.keep_reason.setVisible(performance is None)
        self.caveat.setVisible(performance is not None)
        self._ghost_entry.setVisible(kept_on is not None)
        if kept_on is not None:
            self._ghost_entry.say(self.tr("last round, {day}").format(day=short_day(kept_on)))

    def _on_band_changed(self) -> None:
        """The band was reckoned, or is gone: what shows it follows."""
        self.band.show_room()
        self.landscape.show_room(self.feed.room)
        self._arrange()
        issue = self.desk.workbook.issue(self._issue_id)
        if issue is not None:
            self.show_issue(self.desk.workbook, issue)

    # Asking for edits

    def _score(self, title: str, scores: dict[Lever, float], merge: str) -> None:
        if not self.desk.apply_to_issue(title, edits.score, scores, merge=merge):
            self._show_again()

    def _show_again(self) -> None:
        """An edit was refused: everything shows what is kept."""
        if self.desk.issue is not None:
            self.show_issue(self.desk.workbook, self.desk.issue)

    def _on_lever_edited(self, lever: Lever, score: float) -> None:
        title = {
            Lever.CAPABILITIES: self.tr("score capabilities"),
            Lever.INCENTIVES: self.tr("score incentives"),
            Lever.RELATIONSHIPS: self.tr("score relationships"),
        }[lever]
        self._score(title, {lever: score}, f"score-{lever}")

    def _on_target_edited(self, target: float | None) -> None:
        self.desk.apply_to_issue(
            self.tr("set the target"), edits.set_target, target, merge="target"
        )

    def _on_effort_edited(self, effort: Effort) -> None:
        self.desk.apply_to_issue(
            self.tr("set the effort"), edits.set_effort, effort, merge="effort"
        )

    def _keep_round(self) -> None:
        title = self.tr("keep a round")
        self.desk.apply_to_issue(title, edits.keep_round, self.desk.new_id(), date.today())  # noqa: DTZ011

    def _score_as_a_room(self) -> None:
        self.desk.look_at(self._issue_id, Step.ROOM)

    def _toggle_table(self) -> None:
        shown = self._tables if self.table_button.isChecked() else self.landscape
        self._picture.setCurrentWidget(shown)
        self._arrange()

    # Building and looks

    def _connect(self) -> None:
        for panel in self.panels.values():
            panel.edit_started.connect(self.desk.new_gesture)
            panel.edited.connect(self._on_lever_edited)
        self.moves.refused.connect(self._show_again)
        self.route_card.edit_started.connect(self.desk.new_gesture)
        self.route_card.target_edited.connect(self._on_target_edited)
        self.route_card.effort_edited.connect(self._on_effort_edited)
        self.feed.changed.connect(self._on_band_changed)
        self.look.changed.connect(self._restyle)

    def _lay_out(self) -> None:
        self.table_button.setCheckable(True)
        self.table_button.setShortcut(QKeySequence("Ctrl+T"))
        self.table_button.setToolTip(self.tr("Show the numbers instead of the picture (Ctrl+T)"))
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        title = label(self.tr("Sustainable performance"), "title", wrap=False)
        self._heads = (
            with_info(title, "sustainable-performance", self.look),
            with_info(self.formula, "power", self.look),
            self.band.head_line,
        )
        for place, part in enumerate(self._heads):
            if place == 2:
                self._head.addStretch(1)
            self._head.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self._picture = QStackedWidget()
        self._picture.addWidget(self.landscape)
        self._tables = self.band.twin(self.table)
        self._picture.addWidget(self._tables)
        self._main = QWidget()
        left = QVBoxLayout(self._main)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        legend = FlowLayout()
        first = QWidget()
        self._first = QHBoxLayout(first)
        self._first.addWidget(with_info(self._legend[0], "landscape", self.look))
        legend.addWidget(first)
        for entry in self._legend[1:]:
            legend.addWidget(entry)
        texts = (self.sentence, self.band.line, self.quiet)
        self._texts = SteadyColumn(*texts, info=self._indices)
        left.addLayout(legend)
        left.addWidget(self._picture, 1000)
        left.addWidget(self._texts)
        left.addWidget(self._buttons())
        left.addStretch(1)
        self._side = QWidget()
        right = QVBoxLayout(self._side)
        right.setContentsMargins(0, 0, 0, 0)
        self._side_layout = right
        for panel in self.panels.values():
            right.addWidget(panel)
        right.addWidget(self.route_card)
        right.addStretch(1)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        # The picture takes what room there is, up to its largest size; only then blank takes it.
        self._body.addWidget(self._main, 1000)
        self._body.addWidget(self._side)
        self._body.addStretch(1)
        self.content.addLayout(self._head)
        self.content.addLayout(self._body, 1)
        # What fills its own ground spares Qt painting everything that lies below it.
        for part in (self._main, self._side, *self.panels.values()):
            part.setAutoFillBackground(True)

    def _buttons(self) -> QWidget:
        buttons, words = QWidget(), QWidget()
        for holder, parts in (
            (buttons, (self.room_button, self.keep_button, self.table_button)),
            (words, (self.keep_reason, self.caveat)),
        ):
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(12)
            for part in parts:
                row.addWidget(part)
        return reflow_row((buttons, 1, 1), (words, 1000, _BESIDE_BUTTONS))

    def _restyle(self) -> None:
        unit = self.look.scale
        colors = MarkColors(self.look.color("text"), self.look.color("window"))
        self._side_layout.setSpacing(round(12 * unit))
        for entry in self._legend:
            entry.restyle(colors, unit)
        self._first.setContentsMargins(0, 0, round(8 * unit), 0)
        self._main.setMaximumWidth(round(_WIDEST_PICTURE * unit))
        self._arrange()

    def _keep_room(self, width: float, *, wide: bool) -> None:
        """Room for the longest usual sentences, so that dragging never resizes the picture."""
        line = QFontMetrics(self.look.font()).lineSpacing()
        lines = 3 if width < _LONG_LINES * line else 2
        self._texts.keep_room({self.sentence: lines * line, self.quiet: (lines - 1) * line})
        least, most = 0.0, _TALLEST_PICTURE * self.look.scale
        if self.table_button.isChecked():
            # All rows are seen: the page scrolls, and not the tables inside it as well.
            for table in (self.table, self.band.table):
                table.fit(round(width))
            least = most = self._tables.sizeHint().height()
        elif not wide:
            least = min(self.viewport().height() * _OF_THE_VIEW, width / 2)
        self._picture.setMinimumHeight(round(least))
        self._picture.setMaximumHeight(round(most))

    def _arrange(self) -> None:
        """Levers beside the picture, or below it where there is no room for both."""
        unit = self.look.scale
        margins = self.content.contentsMargins()
        room = self.viewport().width() - margins.left() - margins.right()
        gap = round(32 * min(unit, 1.25))
        side = round(_SIDE_WIDTH * unit)
        wide = room >= side + gap + _LEAST_PICTURE * unit
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._body.setDirection(across if wide else down)
        self._body.setSpacing(gap)
        one_line = room >= sum(part.sizeHint().width() for part in self._heads) + 64 * unit
        self._head.setDirection(across if wide and one_line else down)
        self._head.setSpacing(16 if wide and one_line else 4)
        self._side.setMinimumWidth(side if wide else 0)
        self._side.setMaximumWidth(round(_SIDE_WIDTH * unit * (1 if wide else 1.5)))
        main = room - side - gap if wide else room
        self._keep_room(min(main, _WIDEST_PICTURE * unit), wide=wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if hasattr(self, "_body"):
            self._arrange()
