"""The contract of a page: it is told what to show, and asks the desk for edits."""

from spdesk.guidance.library import Guidance
from spdesk.ui.desk import Desk
from spdesk.ui.messages import DialogMessages, Messages
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.scroll_page import ScrollPage
from spdesk.workbook.model import Issue, Workbook


class Page(ScrollPage):
    """One page of the desk. What does not fit scrolls, so that 200 % text stays usable."""

    def __init__(self, desk: Desk, look: Look, guidance: Guidance) -> None:
        super().__init__()
        self.desk = desk
        self.look = look
        self.guidance = guidance
        self.messages: Messages = DialogMessages()
        """What opens message boxes and file dialogs; in the window, the window's own."""
        self.content.setContentsMargins(40, 28, 40, 24)
        self.content.setSpacing(12)

    def show_issue(self, workbook: Workbook, issue: Issue) -> None:
        """Show an issue of a workbook. Called after every change; must not ask for edits."""
        raise NotImplementedError

    def arrive(self) -> None:
        """The page has just been opened: put the keyboard focus where work begins."""
