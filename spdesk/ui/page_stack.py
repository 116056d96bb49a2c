"""The pages of the desk, each made when it is first wanted."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QStackedWidget

from spdesk.guidance.library import Guidance
from spdesk.ui.desk import Desk
from spdesk.ui.messages import Messages
from spdesk.ui.pages.page import Page
from spdesk.ui.theme.look import Look
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Issue, Workbook

_PAGES = {
    Step.ISSUE: ("spdesk.ui.pages.issue_page", "IssuePage"),
    Step.TRIAGE: ("spdesk.ui.pages.triage_page", "TriagePage"),
    Step.APPROACH: ("spdesk.ui.pages.approach_page", "ApproachPage"),
    Step.PERFORMANCE: ("spdesk.ui.pages.performance_page", "PerformancePage"),
    Step.ROOM: ("spdesk.ui.pages.room_page", "RoomPage"),
    Step.PLAN: ("spdesk.ui.pages.plan_page", "PlanPage"),
    Step.REVIEW: ("spdesk.ui.pages.review_page", "ReviewPage"),
}
"""By name, so that no page (and with it pyqtgraph and numpy) is imported before it is shown."""

_TURNS_TO_SETTLE = 3


class PageStack(QStackedWidget):
    """Shows one page at a time and tells it what to show."""

    def __init__(self, desk: Desk, look: Look, guidance: Guidance, messages: Messages) -> None:
        super().__init__()
        self._parts = (desk, look, guidance)
        self._messages = messages
        self._pages: dict[Step, Page] = {}

    def page(self, step: Step) -> Page:
        """The page of a step, made now if it has not been yet."""
        if step not in self._pages:
            module, name = _PAGES[step]
            made: Page = getattr(import_module(module), name)(*self._parts)
            made.messages = self._messages
            self._pages[step] = made
            self.addWidget(made)
        return self._pages[step]

    def show_step(self, step: Step, workbook: Workbook, issue: Issue) -> Page:
        """Bring the page of a step to the front, showing the issue."""
        page = self.page(step)
        page.show_issue(workbook, issue)
        self.setCurrentWidget(page)
        return page

    @contextmanager
    def painted_once(self) -> Iterator[None]:
        """Change page without flicker: it finds its sizes in several turns, and is painted once."""
        self.setUpdatesEnabled(False)
        try:
            yield
            for _ in range(_TURNS_TO_SETTLE):
                QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        finally:
            self.setUpdatesEnabled(True)
