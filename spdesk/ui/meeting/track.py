"""The facilitator's track of a window: the meeting, its run sheet, the projector and the papers."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDockWidget, QWidget

from spdesk.guidance.library import Guidance
from spdesk.ui.desk import Desk
from spdesk.ui.meeting.meeting import Meeting
from spdesk.ui.meeting.meeting_panel import MeetingPanel
from spdesk.ui.messages import Messages
from spdesk.ui.paper.papers import Papers
from spdesk.ui.presenter.presenter_window import PresenterWindow
from spdesk.ui.theme.look import Look
from spdesk.workbook.rounds import Subject

if TYPE_CHECKING:
    from spdesk.ui.main_window import MainWindow


class Track(QObject):
    """What the actions of the menu “Meeting” ask for. Windows are made when first wanted."""

    def __init__(
        self,
        window: "MainWindow",
        desk: Desk,
        look: Look,
        guidance: Guidance,
        messages: Messages,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._look = look
        self._guidance = guidance
        self.meeting = Meeting(desk, self)
        self._papers = Papers(window, desk, guidance, messages)
        self._dock: QDockWidget | None = None
        self._panel: MeetingPanel | None = None
        self._presenter: PresenterWindow | None = None

    def run(self, minutes: int) -> None:
        """Begin a meeting of so many minutes, with its run sheet in sight."""
        self.meeting.start(self._guidance.meeting.sheet(minutes))
        self._show_sheet()

    def toggle_sheet(self) -> None:
        """Hide the run sheet, or show it; the meeting goes on either way."""
        if self._dock is not None and self._dock.isVisible():
            self._hide_sheet()
        else:
            self._show_sheet()

    def present(self) -> None:
        """Open the presenter window, or close it."""
        if self._presenter is None:
            self._presenter = PresenterWindow(
                self._window,
                self._guidance,
                self._desk,
                self.meeting,
                self._window.page,
                self._look,
            )
        if self._presenter.isVisible():
            self._presenter.close()
        else:
            self._presenter.present()

    def black_screen(self) -> None:
        """Make the presenter window black, or show it again."""
        if self._presenter is not None and self._presenter.isVisible():
            self._presenter.toggle_black()

    def save_cheat_sheet(self) -> None:
        """Save the run sheet of the meeting, or the usual one, to be printed."""
        self._papers.save_cheat_sheet(self.meeting.sheet or self._guidance.meeting.sheet(60))

    def save_wall_sheets(self) -> None:
        """Save the sheets that hang on the wall."""
        self._papers.save_wall_sheets()

    def save_ballots(self, subject: Subject) -> None:
        """Save a paper ballot on a subject."""
        self._papers.save_ballots(subject)

    def _show_sheet(self) -> None:
        if self._dock is None or self._panel is None:
            self._panel = MeetingPanel(self._look, self._guidance.meeting, self.meeting)
            self._panel.hide_asked.connect(self._hide_sheet)
            dock = self._dock = QDockWidget(self.tr("Run sheet"), self._window)
            dock.setObjectName("run_sheet")
            dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
            dock.setTitleBarWidget(QWidget())  # none: the panel has a heading of its own
            dock.setWidget(self._panel)
            self._window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        self._dock.show()
        self._window.share_room()
        if self.meeting.sheet is None:
            # There is something to choose; otherwise the keyboard stays where people work.
            self._panel.focus_first()

    def _hide_sheet(self) -> None:
        if self._dock is not None:
            self._dock.hide()
            self._window.share_room()
