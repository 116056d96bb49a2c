"""The contract of a page: it is told what to show, and asks the desk for edits."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from spdesk.guidance.library import Guidance
from spdesk.ui.desk import Desk
from spdesk.ui.theme.look import Look
from spdesk.workbook.model import Issue, Workbook


class Page(QScrollArea):
    """One page of the desk. What does not fit scrolls, so that 200 % text stays usable."""

    def __init__(self, desk: Desk, look: Look, guidance: Guidance) -> None:
        super().__init__()
        self.desk = desk
        self.look = look
        self.guidance = guidance
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        body.setProperty("ground", "window")
        self.content = QVBoxLayout(body)
        self.content.setContentsMargins(40, 28, 40, 24)
        self.content.setSpacing(12)
        self.setWidget(body)

    def show_issue(self, workbook: Workbook, issue: Issue) -> None:
        """Show an issue of a workbook. Called after every change; must not ask for edits."""
        raise NotImplementedError

    def arrive(self) -> None:
        """The page has just been opened: put the keyboard focus where work begins."""
