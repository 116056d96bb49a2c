"""Pass the laptop: a private ballot over the whole screen, one person after the other.

The window never sees the ballot box nor any ballot but the one that is being filled in. What a
person said lives in one view, which is thrown away when the ballot is handed in or dropped; so
neither a key nor a widget that is still about brings it back.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from spdesk.core.performance import Scale
from spdesk.guidance.library import Guidance
from spdesk.ui.accessible.readings import reads_as_window
from spdesk.ui.ballot.hand_over_screen import Handed, HandOverScreen
from spdesk.ui.ballot.person_view import PersonView
from spdesk.ui.pages.room.room_words import short_group
from spdesk.ui.theme.look import Look
from spdesk.workbook.round_questions import questions_of
from spdesk.workbook.round_values import rating_scale
from spdesk.workbook.rounds import Ballot, BallotRound


class BallotWindow(QWidget):
    """Covers everything until it is closed; the main window cannot be reached meanwhile.

    `held` says what is asked and holds no ballots; `scale` is the workbook's; `number` is the
    number of the round, from 1. Tell it with `set_progress` how many ballots are in.
    """

    handed_in = Signal(object)
    """One Ballot. The window keeps nothing of it."""
    closed = Signal()
    """The laptop is with the facilitator again; whoever made the window may delete it."""

    def __init__(
        self,
        look: Look,
        guidance: Guidance,
        held: BallotRound,
        scale: Scale,
        number: int,
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        reads_as_window(self)
        self._look, self._guidance = look, guidance
        self._questions = questions_of(held.subject, held.questions, guidance)
        self._scale = rating_scale(held, scale)
        self._held_roles = held.roles
        self._person: PersonView | None = None
        self.setWindowTitle(self.tr("Ballot"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        title = self.tr("Round {number}").format(number=number)
        if held.group:
            title = self.tr("Round {number} · {group}")
            title = title.format(number=number, group=short_group(held.group))
        self._hand_over = HandOverScreen(title, one_ballot=held.joint)
        self._hand_over.next_person_asked.connect(self._begin)
        self._hand_over.facilitator_asked.connect(self.close)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._hand_over)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def show_for_next(self) -> None:
        """Cover the screen of the main window with the hand-over screen."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.screen().geometry())
        self._forget(Handed.NOTHING)
        self.showFullScreen()
        self.activateWindow()
        self._hand_over.arrive()

    def set_progress(self, count: int, expected: int | None) -> None:
        """How many ballots are in, and of how many; None when nobody knows."""
        self._hand_over.set_progress(count, expected)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._person is not None:
            self._person.take_key(event)
        elif event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.close()
        else:
            event.ignore()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Only the hand-over screen closes; a ballot asks first, or goes back to that screen."""
        if self._person is not None:
            event.ignore()
            self._person.ask_to_leave()
            return
        super().closeEvent(event)
        self.closed.emit()

    def _begin(self) -> None:
        person = PersonView(
            self._look, self._guidance, self._questions, self._scale, self._held_roles
        )
        person.handed_in.connect(self._hand_in)
        person.dropped.connect(self._drop)
        self._person = person
        self._stack.addWidget(person)
        self._stack.setCurrentWidget(person)
        person.arrive()

    def _hand_in(self, ballot: Ballot) -> None:
        self._forget(Handed.IN)
        self.handed_in.emit(ballot)

    def _drop(self) -> None:
        self._forget(Handed.DROPPED)

    def _forget(self, handed: Handed) -> None:
        """Throw the view of the last person away, with all that was said."""
        person, self._person = self._person, None
        self._hand_over.show_handed(handed)
        self._stack.setCurrentWidget(self._hand_over)
        if person is not None:
            self._stack.removeWidget(person)
            person.forget()
            person.deleteLater()
        self._hand_over.arrive()
