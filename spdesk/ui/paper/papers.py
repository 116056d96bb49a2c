"""Saves what is printed for a meeting: asks where, writes the PDF, and tells when it could not."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from spdesk.core.errors import SpDeskError
from spdesk.core.rounds import TRIAGE_SCALE, scale_of_ballots
from spdesk.guidance.library import Guidance
from spdesk.guidance.meeting_texts import RunSheet
from spdesk.ui.desk import Desk
from spdesk.ui.messages import Messages
from spdesk.ui.paper.ballot_sheet import Ballot, ballot_paper
from spdesk.ui.paper.cheat_sheet import cheat_sheet
from spdesk.ui.paper.pdf import Paper, pdf_of
from spdesk.ui.paper.wall_sheets import wall_sheets
from spdesk.workbook.file_names import safe_name
from spdesk.workbook.replace import replace_content
from spdesk.workbook.round_questions import all_questions, questions_of
from spdesk.workbook.rounds import ON_THE_SCALE, BallotRound, Subject
from spdesk.workbook.trouble import not_saved

_SUFFIX = ".pdf"


class Papers(QObject):
    """The papers of one window. None of them holds a ballot that was cast."""

    def __init__(self, window: QWidget, desk: Desk, guidance: Guidance, messages: Messages) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._guidance = guidance
        self._messages = messages

    def save_cheat_sheet(self, sheet: RunSheet) -> None:
        """The run sheet, for the facilitator's hand."""
        self._save(cheat_sheet(sheet, self._guidance.meeting))

    def save_wall_sheets(self) -> None:
        """The formula, the types, the scale and the question of the room, for the wall."""
        question = self._desk.issue.title if self._desk.issue else ""
        self._save(wall_sheets(self._guidance.levers, self._desk.workbook.scale, question))

    def save_ballots(self, subject: Subject) -> None:
        """A ballot on a subject: what the open round asks if it is on that, else all of it."""
        self._save(ballot_paper(self._ballot(subject)))

    def _ballot(self, subject: Subject) -> Ballot:
        issue = self._desk.issue
        held = self._open_round(subject)
        scale = scale_of_ballots(self._desk.workbook.scale)
        return Ballot(
            issue.title if issue else "",
            questions_of(subject, held.questions, self._guidance)
            if held
            else all_questions(subject, self._guidance),
            scale if subject in ON_THE_SCALE else TRIAGE_SCALE,
            held.roles if held else (),
        )

    def _open_round(self, subject: Subject) -> BallotRound | None:
        box, issue = self._desk.box, self._desk.issue
        held = box.round if issue is not None and box.issue_id == issue.id else None
        return held if held is not None and held.subject == subject else None

    def _save(self, paper: Paper) -> None:
        suggestion = f"{safe_name(paper.title)}{_SUFFIX}"
        path = self._messages.ask_where_to_save_paper(self._window, suggestion)
        if path is None:
            return
        try:
            write_pdf(path, paper)
        except SpDeskError as error:
            self._messages.tell_trouble(self._window, str(error))


def write_pdf(path: Path, paper: Paper) -> None:
    """Write a paper to a file, whole or not at all. Raises SaveError, or ReportError
    where there would be no letters on it.
    """
    try:
        replace_content(path, pdf_of(paper), keep_previous=False, check=_nothing_to_check)
    except OSError as error:
        raise not_saved(error, path) from error


def _nothing_to_check() -> None:
    """Nothing could have changed: a paper is made anew each time."""
