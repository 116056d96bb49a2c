"""SP as a band, reckoned in a thread of its own while the window goes on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, Signal
from shiboken6 import isValid

from spdesk.core.errors import ScoreError
from spdesk.core.performance import Scale
from spdesk.core.terms import Terms

if TYPE_CHECKING:
    from spdesk.core.uncertainty import RoomPerformance

Ballots = tuple[Terms, ...]


class RoomJob(QObject):
    """Answers what the ballots of a round leave open of SP. Only the latest question counts."""

    done = Signal(object)
    """RoomPerformance, or None where the ballots say too little for one; in the window's thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked: tuple[Ballots, Scale] | None = None
        self._answer: RoomPerformance | None = None
        self._is_answered = False
        self._work = _Work()
        self._work.voice.found.connect(self._take)
        # The work is no part of this object, so that it hears of the end of it.
        self.destroyed.connect(self._work.end)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)

    @property
    def is_working(self) -> bool:
        """Whether an answer is still to come."""
        return self._asked is not None and not self._is_answered

    def ask(self, ballots: Ballots, scale: Scale) -> None:
        """Reckon with these ballots; `done` follows, unless something else is asked before.

        The same tuple again is not reckoned again: it is answered at once, or when it is ready.
        """
        if self._asked is not None and self._asked[0] is ballots and self._asked[1] == scale:
            if self._is_answered:
                self.done.emit(self._answer)
            return
        self._asked = ballots, scale
        self._answer, self._is_answered = None, False
        self._work.start(ballots, scale)

    def stop(self) -> None:
        """Ask nothing any more; gives the thread back at once."""
        self._asked = None
        self._work.end()

    def _take(self, number: int, answer: "RoomPerformance | None") -> None:
        if number == self._work.newest:
            self._answer, self._is_answered = answer, True
            self.done.emit(answer)


class _Voice(QObject):
    """Carries an answer from the thread to the window's."""

    found = Signal(int, object)


class _Work:
    """The thread, and which of its jobs is still wanted."""

    def __init__(self) -> None:
        self.voice = _Voice()
        self.newest = 0
        """The number of the latest question; jobs of another one stop."""
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(0)  # an idle thread goes

    def start(self, ballots: Ballots, scale: Scale) -> None:
        """Begin with a question; the one before it is given up."""
        self.newest += 1
        number = self.newest
        self._pool.start(lambda: self._run(number, ballots, scale))

    def end(self) -> None:
        """Give up, and wait the moment until the thread has noticed."""
        self.newest += 1
        if isValid(self._pool):  # at the end of the program it may be the first to go
            self._pool.waitForDone()

    def _run(self, number: int, ballots: Ballots, scale: Scale) -> None:
        def is_stale() -> bool:
            return number != self.newest

        if is_stale():
            return
        # Only now: numpy must not be imported before the first paint.
        from spdesk.core.uncertainty import room_performance  # noqa: PLC0415

        try:
            answer = room_performance(ballots, scale, should_stop=is_stale)
        except ScoreError:  # the scale was changed after these ballots
            answer = None
        if not is_stale():
            self.voice.found.emit(number, answer)
