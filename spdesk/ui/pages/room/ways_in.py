"""The three ways into the ballot box: the laptop passed round, paper typed back, and a file."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from spdesk.guidance.library import Guidance
from spdesk.ui.desk import Desk
from spdesk.ui.pages.page import Page
from spdesk.ui.theme.look import Look
from spdesk.workbook.round_values import number_of
from spdesk.workbook.rounds import MOST_PEOPLE, Ballot, BallotRound

if TYPE_CHECKING:
    from spdesk.ui.ballot.ballot_window import BallotWindow


class WaysIn(QObject):
    """Opens the windows that take ballots, and puts what comes out of them into the box.

    None of them ever sees the box. They are imported when they are wanted, so that the page opens
    as quickly as the others.
    """

    ended = Signal()
    """The laptop is back, or a dialog is closed."""

    def __init__(self, desk: Desk, look: Look, guidance: Guidance, page: Page) -> None:
        super().__init__(page)
        self._desk = desk
        self._look = look
        self._guidance = guidance
        self._page = page
        self._window: BallotWindow | None = None

    def pass_laptop(self) -> None:
        """Cover the screen with a private ballot."""
        from spdesk.ui.ballot.ballot_window import BallotWindow  # noqa: PLC0415

        held, number = self._asked()
        if held is None or self._window is not None:
            return
        scale = self._desk.workbook.scale
        window = BallotWindow(self._look, self._guidance, held, scale, number, self._page.window())
        window.set_progress(self._desk.box.count, held.expected)
        window.handed_in.connect(self._take_from_window)
        window.closed.connect(self._let_window_go)
        self._window = window
        window.show_for_next()

    def type_paper(self) -> None:
        """Type paper ballots back."""
        from spdesk.ui.ballot.paper_dialog import PaperDialog  # noqa: PLC0415

        held, _ = self._asked()
        if held is not None:
            dialog = PaperDialog(
                self._guidance, held, self._desk.workbook.scale, self._page.window()
            )
            dialog.typed.connect(self._take)
            self._run(dialog)

    def read_file(self) -> None:
        """Read ballots from a file."""
        from spdesk.ui.ballot.import_dialog import ImportDialog  # noqa: PLC0415

        held, _ = self._asked()
        if held is not None:
            dialog = ImportDialog(
                self._page.messages,
                self._guidance,
                held,
                self._desk.workbook.scale,
                self._page.window(),
            )
            dialog.read.connect(self._take_many)
            self._run(dialog)

    def _asked(self) -> tuple[BallotRound | None, int]:
        """What is asked, and which round of its kind it is."""
        held = self._desk.box.round
        issue = self._desk.workbook.issue(self._desk.box.issue_id)
        return held, number_of(issue, held) if held and issue else 1

    def _run(self, dialog: QDialog) -> None:
        dialog.exec()
        dialog.deleteLater()
        self.ended.emit()

    def _take_from_window(self, ballot: Ballot) -> None:
        self._take(ballot)
        held = self._desk.box.round
        if self._window is not None and held is not None:
            self._window.set_progress(self._desk.box.count, held.expected)

    def _take(self, ballot: Ballot) -> None:
        self._take_many((ballot,))

    def _take_many(self, ballots: tuple[Ballot, ...]) -> None:
        held, box = self._desk.box.round, self._desk.box
        if held is None:
            return
        most = 1 if held.joint else MOST_PEOPLE
        if box.count + len(ballots) > most:
            self._desk.refused.emit(self._full_words(held))
            return
        box.put_in(*ballots)

    def _full_words(self, held: BallotRound) -> str:
        if held.joint:
            return self.tr("A group that answers together has one ballot, and it is in the box.")
        text = self.tr("The box would be too full: a round holds at most {most} ballots.")
        return text.format(most=f"{MOST_PEOPLE:,}")

    def _let_window_go(self) -> None:
        if self._window is not None:
            self._window.deleteLater()
            self._window = None
            self.ended.emit()
