"""The usual pair with one key: the record and the action log, beside the workbook."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from spdesk.guidance.library import Guidance
from spdesk.ui.desk import Desk
from spdesk.ui.export.export_dialog import ExportDialog
from spdesk.ui.export.making import Made, Making
from spdesk.ui.export.wish import PAIR, Wish, wish_for
from spdesk.ui.export.words import written_sentence
from spdesk.ui.export.work import Work
from spdesk.ui.folders import documents
from spdesk.ui.messages import Messages
from spdesk.ui.privacy_check import may_be_written
from spdesk.ui.theme.look import Look
from spdesk.workbook.model import Issue

_PATIENCE = 400
"""Milliseconds before the progress is shown."""


class HandRound(QObject):
    """The exports of one window."""

    def __init__(
        self, window: QWidget, desk: Desk, look: Look, guidance: Guidance, messages: Messages
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._look = window, desk, look
        self._guidance, self._messages = guidance, messages
        self._work: Work | None = None
        self._progress: QProgressDialog | None = None

    def choose(self) -> None:
        """Ask in a dialog what to make, and make it."""
        if self._work is not None or not self._may():
            return
        desk = self._desk
        parts = (self._look, self._guidance, self._messages, desk.workbook, self._issue, desk.path)
        dialog = ExportDialog(self._window, *parts)
        dialog.exec()
        dialog.deleteLater()

    def write_pair(self) -> None:
        """Write the record and the action log of the issue, or of all where none is looked at."""
        if self._work is not None or not self._may():
            return
        desk = self._desk
        folder = desk.path.parent if desk.path else self._ask_folder()
        if folder is None:
            return
        wish = wish_for(desk.workbook, self._issue, PAIR, desk.path, folder)
        there = wish.there_already()
        names = [path.name for path in there]
        if there and not self._messages.ask_to_replace(self._window, names):
            return
        self._begin(wish, overwrite=bool(there))

    @property
    def _issue(self) -> Issue | None:
        return None if self._desk.at_register else self._desk.issue

    def _may(self) -> bool:
        """Whether there is anything to hand round, and nobody minds.

        What looks like details of people is asked about before it leaves the program.
        """
        if not self._desk.workbook.issues:
            return False
        return may_be_written(self._desk, self._messages, self._window)

    def _ask_folder(self) -> Path | None:
        return self._messages.ask_for_folder(self._window, documents())

    def _begin(self, wish: Wish, *, overwrite: bool) -> None:
        self._making = Making(wish, self._guidance, self._show_progress, overwrite=overwrite)
        self._folder = wish.folder
        self._work = Work(self._making.steps(), self)
        self._work.done.connect(self._end)
        self._work.cancelled.connect(self._end_early)
        progress = QProgressDialog(
            self.tr("Record and action log"), self.tr("Cancel"), 0, 1, self._window
        )
        progress.setWindowTitle(self.tr("Hand round"))
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(_PATIENCE)
        progress.setAutoClose(False)
        progress.setAutoReset(False)
        progress.canceled.connect(self._work.cancel)
        self._progress = progress
        self._work.start()

    def _show_progress(self, done: int, total: int, name: str) -> None:
        if self._progress is not None:
            self._progress.setMaximum(max(total, 1))
            self._progress.setLabelText(self.tr("Making {name} …").format(name=name))
            self._progress.setValue(done)

    def _end(self, made: Made) -> None:
        self._let_go()
        if made.trouble:
            self._messages.tell_trouble(self._window, made.trouble)
            return
        said = [written_sentence(made.written, self._folder), ""]
        names = (path.name for path in made.written)
        self._messages.tell_written(self._window, "\n".join([*said, *names]))

    def _end_early(self) -> None:
        self._let_go()

    def _let_go(self) -> None:
        for part in (self._work, self._progress):
            if part is not None:
                part.deleteLater()
        if self._progress is not None:
            self._progress.hide()
        self._work = self._progress = None
