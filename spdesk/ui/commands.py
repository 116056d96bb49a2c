"""What the actions of the table do: one method for each action, named by its id."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from spdesk.core.errors import ResourceError
from spdesk.ui.announce import announce
from spdesk.ui.desk import Desk
from spdesk.ui.files import Files
from spdesk.ui.messages import Messages
from spdesk.ui.settings import Settings
from spdesk.ui.theme.look import SCALE_STEP, Look, ThemeChoice
from spdesk.ui.words import new_issue_title
from spdesk.workbook import edits
from spdesk.workbook.derive import Step
from spdesk.workbook.privacy import forget_accepted

if TYPE_CHECKING:
    from spdesk.ui.export.hand_round import HandRound
    from spdesk.ui.main_window import MainWindow
    from spdesk.ui.meeting.track import Track


class Commands(QObject):
    """The commands of the window. Each is safe to call at any time."""

    def __init__(
        self,
        desk: Desk,
        files: Files,
        look: Look,
        messages: Messages,
        settings: Settings,
        window: "MainWindow",
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._files = files
        self._look = look
        self._messages = messages
        self._settings = settings
        self._window = window

    def new_workbook(self) -> None:
        """Begin an empty workbook."""
        self._files.new()

    def open(self) -> None:
        """Ask for a workbook and open it."""
        self._files.ask_and_open()

    def save(self) -> None:
        """Save where the workbook lives."""
        self._files.save()

    def save_as(self) -> None:
        """Ask where, and save there."""
        self._files.save_as()

    def keep_previous(self) -> None:
        """Whether saves keep the version before beside the file: from now on the other way."""
        self._settings.keep_previous = not self._settings.keep_previous

    @cached_property
    def _exports(self) -> "HandRound":
        """What writes reports, made when it is first wanted."""
        from spdesk.ui.export.hand_round import HandRound  # noqa: PLC0415  a start needs no report

        window = self._window
        return HandRound(window, self._desk, self._look, window.guidance, self._messages)

    def hand_round(self) -> None:
        """Write the record and the action log."""
        self._exports.write_pair()

    def hand_round_more(self) -> None:
        """Ask what else to write, and show its pages first."""
        self._exports.choose()

    def quit(self) -> None:
        """Close the window; it asks about unsaved changes."""
        self._window.close()

    def undo(self) -> None:
        """Take the last step back."""
        step, at = self._desk.undo_stack.undoText(), self._desk.undo_stack.index()
        self._desk.undo()
        if self._desk.undo_stack.index() != at:
            announce(self._window, self.tr("Undone: {step}.").format(step=step))

    def redo(self) -> None:
        """Make the last undone step again."""
        step, at = self._desk.undo_stack.redoText(), self._desk.undo_stack.index()
        self._desk.redo()
        if self._desk.undo_stack.index() != at:
            announce(self._window, self.tr("Done again: {step}.").format(step=step))

    def point_out_again(self) -> None:
        """Take back what was allowed to stay: the privacy guard points everything out again."""
        self._desk.apply(self.tr("point out personal details again"), forget_accepted)

    def new_issue(self) -> None:
        """Add an issue and look at it."""
        self.add_issue(new_issue_title())

    def add_issue(self, title: str) -> None:
        """Add an issue with a title and look at it."""
        issue_id = self._desk.new_id()
        if self._desk.apply(self.tr("new issue"), edits.add_issue, issue_id, title):
            self._desk.look_at(issue_id, Step.ISSUE)

    def split_issue(self) -> None:
        """Ask for the parts of the issue and split it."""
        from spdesk.ui.widgets.split_dialog import split_with_dialog  # noqa: PLC0415  not at the start

        if split_with_dialog(self._desk, self._window, self._look):
            self._go(Step.TRIAGE)  # the verdict lists the parts

    def restart_triage(self) -> None:
        """Take all answers back; undo brings them back."""
        title = self.tr("start the triage again")
        if self._desk.apply_to_issue(title, edits.restart_triage):
            self._go(Step.TRIAGE)

    def move_up(self) -> None:
        """Move the issue up in the list."""
        self._desk.apply_to_issue(self.tr("move issue up"), edits.move_issue, -1)

    def move_down(self) -> None:
        """Move the issue down in the list."""
        self._desk.apply_to_issue(self.tr("move issue down"), edits.move_issue, 1)

    def remove_issue(self) -> None:
        """Remove the issue; undo brings it back."""
        issue = self._desk.issue
        if issue:
            title = self.tr("remove “{title}”").format(title=issue.title)
            self._desk.apply_to_issue(title, edits.remove_issue)

    def go_issue(self) -> None:
        """Look at the issue itself."""
        self._go(Step.ISSUE)

    def go_triage(self) -> None:
        """Look at the triage."""
        self._go(Step.TRIAGE)

    def go_approach(self) -> None:
        """Look at the approach."""
        self._go(Step.APPROACH)

    def go_performance(self) -> None:
        """Look at sustainable performance."""
        self._go(Step.PERFORMANCE)

    def go_room(self) -> None:
        """Look at what the room says."""
        self._go(Step.ROOM)

    def go_plan(self) -> None:
        """Look at the plan."""
        self._go(Step.PLAN)

    def go_review(self) -> None:
        """Look at the review."""
        self._go(Step.REVIEW)

    @cached_property
    def _track(self) -> "Track":
        """The facilitator's track, made when it is first wanted."""
        from spdesk.ui.meeting.track import Track  # noqa: PLC0415  a start needs no meeting

        window = self._window
        parts = (self._desk, self._look, window.guidance, self._messages)
        return Track(window, *parts)

    def run_30(self) -> None:
        """Hold a meeting of half an hour."""
        self._track.run(30)

    def run_60(self) -> None:
        """Hold a meeting of an hour."""
        self._track.run(60)

    def run_90(self) -> None:
        """Hold a meeting of an hour and a half."""
        self._track.run(90)

    def next_step(self) -> None:
        """Go to the next step of the meeting."""
        self._track.meeting.next()

    def run_sheet(self) -> None:
        """Show the run sheet beside the page, or hide it."""
        self._track.toggle_sheet()

    def present(self) -> None:
        """Open the window for the projector, or close it."""
        self._track.present()

    def black_screen(self) -> None:
        """Make the projector black, or show it again; nothing while there is no presenter window."""
        self._track.black_screen()

    def save_cheat_sheet(self) -> None:
        """Save the run sheet to be printed."""
        self._track.save_cheat_sheet()

    def save_wall_sheets(self) -> None:
        """Save the sheets that hang on the wall."""
        self._track.save_wall_sheets()

    def paper_terms(self) -> None:
        """Save a paper ballot on the three terms."""
        self._track.save_ballots("terms")

    def paper_factors(self) -> None:
        """Save a paper ballot on the sub-factors."""
        self._track.save_ballots("factors")

    def paper_triage(self) -> None:
        """Save a paper ballot on the triage."""
        self._track.save_ballots("triage")

    def paper_followership(self) -> None:
        """Save a paper ballot on how each person follows."""
        self._track.save_ballots("followership")

    def all_issues(self) -> None:
        """Look at all issues, ready to search."""
        self._desk.look_at_register()

    def start_page(self) -> None:
        """Look at the start page."""
        self._desk.look_at(None, Step.ISSUE)

    def next_area(self) -> None:
        """Put the keyboard into the next area of the window."""
        self._window.areas.go(1)

    def previous_area(self) -> None:
        """Put the keyboard into the area before."""
        self._window.areas.go(-1)

    def wider_area(self) -> None:
        """Give the area with the keyboard more room."""
        self._window.areas.widen(1)

    def narrower_area(self) -> None:
        """Give the area with the keyboard less room."""
        self._window.areas.widen(-1)

    def larger(self) -> None:
        """Make the text larger."""
        self._scale(self._look.scale + SCALE_STEP)

    def smaller(self) -> None:
        """Make the text smaller."""
        self._scale(self._look.scale - SCALE_STEP)

    def normal(self) -> None:
        """Make the text its normal size."""
        self._scale(1.0)

    def theme_system(self) -> None:
        """Be light or dark as the system says."""
        self._theme("system")

    def theme_light(self) -> None:
        """Stay light."""
        self._theme("light")

    def theme_dark(self) -> None:
        """Stay dark."""
        self._theme("dark")

    def theme_contrast(self) -> None:
        """Stay in high contrast."""
        self._theme("contrast")

    def help_topics(self) -> None:
        """Show the help in a window of its own, made when it is first wanted."""
        self._help("")

    def accessibility(self) -> None:
        """Show what the program does for access, and what it does not."""
        self._help("accessibility")

    def find_command(self) -> None:
        """Ask for a command by its words, and do it."""
        from spdesk.ui.command_palette import find_command  # noqa: PLC0415  not at the start

        find_command(self._window, self._window.menu_actions)

    def tour(self) -> None:
        """Show the program on the example, in the real window."""
        from spdesk.ui.tour.tour import begin_tour  # noqa: PLC0415  a start needs no tour

        begin_tour(self._window)

    def keys(self) -> None:
        """Show all keys."""
        from spdesk.ui.widgets.keys_dialog import KeysDialog  # noqa: PLC0415  not at the start

        dialog = KeysDialog(self._window)
        dialog.exec()
        dialog.deleteLater()

    def about(self) -> None:
        """Tell what the program is, and what it is not."""
        self._messages.tell_about(self._window)

    def _help(self, topic: str) -> None:
        from spdesk.ui.help_window import show_help  # noqa: PLC0415  a start needs no help

        try:
            show_help(self._window, self._look, topic)
        except ResourceError as error:
            self._messages.tell_trouble(self._window, str(error))

    def _go(self, step: Step) -> None:
        if self._desk.issue:
            self._desk.look_at(self._desk.issue.id, step)

    def _scale(self, scale: float) -> None:
        self._look.set_scale(scale)
        self._settings.text_scale = self._look.scale

    def _theme(self, choice: ThemeChoice) -> None:
        self._look.choose_theme(choice)
        self._settings.theme = choice
