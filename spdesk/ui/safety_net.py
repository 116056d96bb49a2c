"""What a running program keeps beside its window, so that nothing is lost when it stops."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt

from spdesk.core.translation import translate
from spdesk.ui.crash import HardCrashes, collect_hard_crashes
from spdesk.ui.lock import resolved
from spdesk.ui.main_window import MainWindow
from spdesk.ui.messages import Messages
from spdesk.ui.recovery import Asker, Keeper, offer
from spdesk.ui.running import Doorman, Session, left_behind

REPORTS = "reports"
"""The folder of the crash reports in the state folder."""


class SafetyNet(QObject):
    """The session of this program: recovery file, reports of hard crashes, and the door.

    Where the state folder cannot be written to, it says so once and does nothing.
    """

    def __init__(self, window: MainWindow, messages: Messages, state: Path) -> None:
        super().__init__(window)
        self._window = window
        self._messages = messages
        self._state = state
        self._session: Session | None = None
        self._doorman: Doorman | None = None
        try:
            session = Session.begin(state)
            self._crashes = HardCrashes(session.fault_file, self)
        except OSError as error:
            messages.tell_trouble(
                window,
                translate(
                    "safety_net",
                    "What you have not saved cannot be kept safe against a crash: {folder} cannot "
                    "be written to ({reason}). Save often.",
                ).format(folder=state, reason=error.strerror or error),
            )
            return
        self._session = session
        self._keeper = Keeper(window.desk, window.files, session.recovery_file, self)
        self._keeper.failed.connect(self._tell)

    def offer(self, wanted: Path | None) -> bool:
        """Offer what programs that stopped left behind; gives whether some of it is open now."""
        if self._session is None:
            return False
        left = left_behind(self._state)
        report = collect_hard_crashes(left, self._state / REPORTS)
        asker = Asker(self._window, self._messages)
        restored = offer(left, wanted and wanted.absolute(), self._keeper, asker)
        if report is not None:
            self._tell(
                translate(
                    "safety_net",
                    "SP Desk was stopped by a fault the last time. A report without any of your "
                    "text is in {file}.",
                ).format(file=report)
            )
        return restored

    def wait_for_visitors(self) -> None:
        """Open from now on what other starts of the program ask for."""
        if self._session is not None:
            self._doorman = Doorman(self._session, self)
            self._doorman.asked.connect(self._open)

    def take_down(self) -> None:
        """The program ends. A window that was not closed may hold work: that stays kept."""
        if self._session is None:
            return
        keep = self._window.isVisible() and self._window.desk.modified
        self._keeper.finish(keep=keep)
        if self._doorman is not None:
            self._doorman.close()
        self._crashes.finish()
        if keep:
            self._session.release()
        else:
            self._session.remove()

    def _open(self, path: Path) -> None:
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
        here = window.desk.path
        if here is None or resolved(here) != resolved(path):
            window.files.open(path)

    def _tell(self, sentence: str) -> None:
        self._messages.tell_trouble(self._window, sentence)
