"""What the plan and its review have in common: lists of cards that are typed into in place."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent

from spdesk.guidance.library import Guidance
from spdesk.ui.desk import Desk
from spdesk.ui.pages.page import Page
from spdesk.ui.pages.plan.plan_edits import PlanEdits
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.field_guard import FieldGuard
from spdesk.ui.widgets.reading_order import tab_in_reading_order
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Issue, Workbook

_WIDEST = 1200
"""Pixels at 100 % text that the page takes at most: longer lines are hard to read."""


class Cards(Protocol):
    """A list of cards that can go back to what is kept."""

    def show_again(self) -> None:
        """Show the kept values, whatever was typed."""


class PlanForm(Page):
    """A page of such lists. `_issue` and `_workbook` are what is shown."""

    def __init__(self, desk: Desk, look: Look, guidance: Guidance) -> None:
        super().__init__(desk, look, guidance)
        self._issue: Issue | None = None
        self._workbook: Workbook | None = None
        self._guard = FieldGuard(self)
        self._guard.typing_began.connect(desk.new_gesture)
        self.edits = PlanEdits(desk, self)
        self.edits.refused.connect(self._show_again)
        look.changed.connect(self._keep_lines_short)
        self._tabs = QTimer(self)  # once, after all cards of a change are in their places
        self._tabs.setSingleShot(True)
        self._tabs.setInterval(0)
        self._tabs.timeout.connect(self._set_tabs)

    def _lists(self) -> Sequence[Cards]:
        """The lists of cards on this page."""
        raise NotImplementedError

    def _show_again(self) -> None:
        """An edit was refused: every field shows what is kept."""
        issue, workbook = self._issue, self._workbook
        if issue is not None and workbook is not None:
            for cards in self._lists():
                cards.show_again()
            self._issue = issue.model_copy()
            self.show_issue(workbook, issue)

    def _go(self, step: Step) -> None:
        if self._issue is not None:
            self.desk.look_at(self._issue.id, step)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_lines_short()

    def _keep_lines_short(self) -> None:
        margins = self.content.contentsMargins()
        spare = self.viewport().width() - margins.left() - round(_WIDEST * self.look.scale)
        right = max(spare, margins.left())
        if right != margins.right():
            margins.setRight(right)
            self.content.setContentsMargins(margins)

    def _order_tabs(self) -> None:
        self._tabs.start()

    def _set_tabs(self) -> None:
        tab_in_reading_order(self._inner)
