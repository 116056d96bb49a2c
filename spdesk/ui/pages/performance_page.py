"""The live view of SP: landscape, levers, target and route, all from the same three numbers."""

from datetime import date

from PySide6.QtGui import QFontMetrics, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from spdesk.core.performance import Lever, Performance, spread_factor
from spdesk.core.route import Effort
from spdesk.core.sentences import (
    NOT_SCORED,
    index_sentence,
    leaders,
    scale_sentence,
    sentence_for,
)
from spdesk.guidance.library import Guidance
from spdesk.ui.desk import Desk
from spdesk.ui.pages.page import Page
from spdesk.ui.pages.performance_band import PerformanceBand, RoomFeed
from spdesk.ui.plots.landscape_view import LandscapeView
from spdesk.ui.plots.legend import LegendEntry
from spdesk.ui.plots.marks import MarkColors, paint_ghost, paint_point
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.flow_layout import FlowLayout
from spdesk.ui.widgets.formula import Formula
from spdesk.ui.widgets.lever_panel import FULL_BAR, LeverPanel
from spdesk.ui.widgets.performance_table import PerformanceModel, PerformanceTable, TableState
from spdesk.ui.widgets.route_card import RouteCard
from spdesk.ui.widgets.steady_label import SteadyLabel
from spdesk.ui.widgets.texts import button, label
from spdesk.workbook import edits
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Issue, Workbook

_NUDGE = 1.05
"""What one press of a sideways arrow key multiplies C x I by, roughly: scores stay in tenths."""

_SIDE_WIDTH = 372
_LEAST_PICTURE = 420
_WIDEST_PICTURE, _TALLEST_PICTURE = 1300, 860
_BOTH_TABLES = 640
"""In pixels at 100 % text."""


class PerformancePage(Page):
    """Shows SP for the scores of an issue and lets the group move them."""

    def __init__(self, desk: Desk, look: Look, guidance: Guidance) -> None:
        super().__init__(desk, look, guidance)
        self._origin: Performance | None = None
        self._wanted_product = 1.0
        self._last_set: Performance | None = None
        self.formula = Formula(look)
        self.landscape = LandscapeView(look)
        self.model = PerformanceModel(guidance.levers)
        self.table = PerformanceTable(look, self.model)
        self.sentence = SteadyLabel("body")
        self.quiet = SteadyLabel("muted")
        self.panels = {
            lever: LeverPanel(look, lever, guidance.levers.lever(lever)) for lever in Lever
        }
        self.route_card = RouteCard(look, guidance.levers)
        self.feed = RoomFeed(guidance, self)
        self.band = PerformanceBand(look, self.feed)
        self.room_button = button(self.tr("Score as a room"), self._score_as_a_room)
        self.keep_button = button(self.tr("&Keep as round"), self._keep_round)
        self.table_button = button(self.tr("Table"), self._toggle_table)
        self.keep_reason = label(
            self.tr("Score all three levers before you keep a round."), "muted"
        )
        self._issue_id = ""
        self._ghost_entry = LegendEntry(paint_ghost)
        now = self.tr("now: drag it, or use the arrow keys")
        self._legend = (LegendEntry(paint_point, now), self._ghost_entry, *self.band.legend)
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
        self._show_words(workbook, performance, ghost)
        self._show_round(performance, last.kept_on if last else None)

    def _let_go(self, issue_id: str) -> None:
        """Another issue: a drag or a walk that has begun must not go on with its scores."""
        self._issue_id = issue_id
        self._origin = self._last_set = None
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
        said = NOT_SCORED if performance is None else sentence_for(performance, ghost)
        quiet = [scale_sentence(workbook.scale)]
        if performance is not None:
            quiet.insert(0, index_sentence(performance))
        quiet.append(self.tr("A thinking aid with no data behind it."))
        self.sentence.setText(said)
        self.quiet.setText(" ".join(quiet))
        spoken = f"{said} {self.band.line.text()}".rstrip()
        if self.landscape.accessibleDescription() != spoken:
            self.landscape.setAccessibleDescription(spoken)
            self.table.setAccessibleDescription(spoken)

    def _show_round(self, performance: Performance | None, kept_on: date | None) -> None:
        self.keep_button.setEnabled(performance is not None)
        self.keep_reason.setVisible(performance is None)
        self._ghost_entry.setVisible(kept_on is not None)
        if kept_on is not None:
            day = f"{kept_on.day} {kept_on:%b %Y}"
            self._ghost_entry.say(self.tr("last round, {day}").format(day=day))

    def _on_band_changed(self) -> None:
        """The band was reckoned, or is gone: what shows it follows."""
        self.band.show_room()
        self.landscape.show_room(self.feed.room)
        self._keep_room()
        self._arrange()
        issue = self.desk.workbook.issue(self._issue_id)
        if issue is not None:
            self.show_issue(self.desk.workbook, issue)

    # Asking for edits

    def _score(self, title: str, scores: dict[Lever, float], merge: str) -> None:
        applied = self.desk.apply_to_issue(title, edits.score, scores, merge=merge)
        if not applied and self.desk.issue is not None:
            self.show_issue(self.desk.workbook, self.desk.issue)

    def _on_lever_edited(self, lever: Lever, score: float) -> None:
        title = {
            Lever.CAPABILITIES: self.tr("score capabilities"),
            Lever.INCENTIVES: self.tr("score incentives"),
            Lever.RELATIONSHIPS: self.tr("score relationships"),
        }[lever]
        self._score(title, {lever: score}, f"score-{lever}")

    def _on_drag_started(self) -> None:
        self.desk.new_gesture()
        self._origin = self._present()

    def _on_dragged(self, product: float, relationships: float) -> None:
        if self._origin is not None:
            self._move_to(self._origin, product, relationships)

    def _on_drag_cancelled(self) -> None:
        if self._origin is not None:
            scores = {lever: self._origin.score(lever) for lever in Lever}
            self._score(self.tr("move the point"), scores, "point")

    def _on_nudged(self, right: float, up: float) -> None:
        now = self._present()
        if now is None:
            return
        if self._origin is None or now != self._last_set:
            # Somebody else moved: a new walk begins here. Within a walk every step is reckoned
            # from its origin, so that rounding never bends the ratio of C to I.
            self._origin, self._wanted_product = now, now.product
        relationships = now.scale.clip(now.relationships + up * 0.1)
        if right:
            low, high = now.scale.low**2, now.scale.high**2
            for _ in range(20):  # until a tenth has changed
                self._wanted_product *= _NUDGE**right
                self._wanted_product = min(max(self._wanted_product, low), high)
                pair = _in_tenths(self._origin, self._wanted_product)
                if pair != (now.capabilities, now.incentives):
                    break
        self._move_to(self._origin, self._wanted_product, relationships)
        self._last_set = self._present()

    def _move_to(self, origin: Performance, product: float, relationships: float) -> None:
        """Ask for the scores nearest to a place of the picture that read well: in tenths."""
        capabilities, incentives = _in_tenths(origin, product)
        moved = _tenth(origin.relationships, relationships, origin)
        scores = {
            Lever.CAPABILITIES: capabilities,
            Lever.INCENTIVES: incentives,
            Lever.RELATIONSHIPS: moved,
        }
        self._score(self.tr("move the point"), scores, "point")

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

    def _present(self) -> Performance | None:
        issue = self.desk.issue
        return issue.scores.performance(self.desk.workbook.scale) if issue else None

    def _toggle_table(self) -> None:
        shown = self._tables if self.table_button.isChecked() else self.landscape
        self._picture.setCurrentWidget(shown)
        self._keep_room()

    # Building and looks

    def _connect(self) -> None:
        for panel in self.panels.values():
            panel.edit_started.connect(self.desk.new_gesture)
            panel.edited.connect(self._on_lever_edited)
        self.landscape.drag_started.connect(self._on_drag_started)
        self.landscape.dragged.connect(self._on_dragged)
        self.landscape.drag_cancelled.connect(self._on_drag_cancelled)
        self.landscape.nudge_started.connect(self.desk.new_gesture)
        self.landscape.nudged.connect(self._on_nudged)
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
        self._title = label(self.tr("Sustainable performance"), "title", wrap=False)
        self._head.addWidget(self._title)
        self._head.addWidget(self.formula)
        self._head.addStretch()
        self._head.addWidget(self.band.head)
        self._picture = QStackedWidget()
        self._picture.addWidget(self.landscape)
        self._tables = self.band.twin(self.table)
        self._picture.addWidget(self._tables)
        self._main = QWidget()
        left = QVBoxLayout(self._main)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        legend = FlowLayout()
        for entry in self._legend:
            legend.addWidget(entry)
        left.addLayout(legend)
        left.addWidget(self._picture, 1000)
        left.addWidget(self.sentence)
        left.addWidget(self.band.line)
        left.addWidget(self.quiet)
        left.addLayout(self._buttons())
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

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for one in (self.room_button, self.keep_button, self.table_button):
            row.addWidget(one)
        row.addWidget(self.keep_reason, 1)
        row.addStretch()
        return row

    def _restyle(self) -> None:
        unit = self.look.scale
        self._keep_room()
        colors = MarkColors(self.look.color("text"), self.look.color("window"))
        self._side_layout.setSpacing(round(12 * unit))
        for entry in self._legend:
            entry.restyle(colors, unit)
        self._main.setMaximumWidth(round(_WIDEST_PICTURE * unit))
        self._picture.setMaximumHeight(round(_TALLEST_PICTURE * unit))
        self._arrange()

    def _keep_room(self) -> None:
        """Room for the longest usual sentences, so that dragging never resizes the picture."""
        line = QFontMetrics(self.look.font()).lineSpacing()
        self.sentence.setMinimumHeight(line * 3)
        self.quiet.setMinimumHeight(line * 2)
        both = self.feed.room is not None and self.table_button.isChecked()
        self._picture.setMinimumHeight(round(_BOTH_TABLES * self.look.scale) if both else 0)

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
        parts = (self._title, self.formula, self.band.head)
        one_line = room >= sum(part.sizeHint().width() for part in parts) + 64 * unit
        self._head.setDirection(across if wide and one_line else down)
        self._head.setSpacing(16 if wide and one_line else 4)
        self._side.setMinimumWidth(side if wide else 0)
        self._side.setMaximumWidth(round(_SIDE_WIDTH * unit * (1 if wide else 1.5)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if hasattr(self, "_body"):
            self._arrange()


def _in_tenths(origin: Performance, product: float) -> tuple[float, float]:
    """C and I, moved by one factor from `origin` to a product, each to a tenth."""
    start = origin.capabilities, origin.incentives
    wanted = spread_factor(start, product, origin.scale)
    return _tenth(start[0], wanted[0], origin), _tenth(start[1], wanted[1], origin)


def _tenth(start: float, wanted: float, origin: Performance) -> float:
    """`wanted` to a tenth; `start` as it is when it is that near, though it may have hundredths."""
    if abs(wanted - start) < 0.05:
        return start
    return origin.scale.clip(round(wanted, 1))
