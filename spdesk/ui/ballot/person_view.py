"""One person's ballot, from the first question to handing in. It is thrown away afterwards."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget

from spdesk.core.rounds import RatingScale
from spdesk.guidance.library import Guidance
from spdesk.ui.ballot.check_screen import CheckScreen
from spdesk.ui.ballot.leave_screen import LeaveScreen
from spdesk.ui.ballot.question_screen import Place, QuestionScreen
from spdesk.ui.ballot.role_screen import RoleScreen
from spdesk.ui.ballot.screen import Screen
from spdesk.ui.ballot.sheet import Sheet
from spdesk.ui.theme.look import Look
from spdesk.workbook.round_questions import Question

_ROLES = -1
"""The place before the first question, where the round offers roles."""


class PersonView(QStackedWidget):
    """Holds the only copy of the answers until they are handed in or dropped."""

    handed_in = Signal(object)
    """A Ballot."""
    dropped = Signal()

    def __init__(
        self,
        look: Look,
        guidance: Guidance,
        questions: Sequence[Question],
        scale: RatingScale,
        roles: Sequence[str],
    ) -> None:
        super().__init__()
        self._guidance = guidance
        self._questions = tuple(questions)
        self._sheet = Sheet([question.id for question in questions])
        self._first = _ROLES if roles else 0
        self._at = self._first
        self._question = QuestionScreen(look, scale)
        self._roles = RoleScreen(roles)
        self._check, self._leave = CheckScreen(), LeaveScreen()
        self._screens: tuple[Screen, ...] = (self._question, self._roles, self._check, self._leave)
        for screen in self._screens:
            self.addWidget(screen)
        self._connect()
        self._go(self._first)

    def take_key(self, event: QKeyEvent) -> None:
        """Take a key that no control wanted. A key that repeats itself counts once."""
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Escape:
            self._stay() if self._shown is self._leave else self.ask_to_leave()
        elif not self._shown.take_key(event):
            event.ignore()

    def ask_to_leave(self) -> None:
        """Drop the ballot: at once while it is blank, otherwise after a question."""
        if self._sheet.is_blank:
            self.dropped.emit()
        else:
            self._show(self._leave)

    def arrive(self) -> None:
        """Put the focus on the screen that is shown."""
        self._shown.arrive()

    def forget(self) -> None:
        """Let go of every answer, and of every mark on the screens, now."""
        self._sheet = Sheet([question.id for question in self._questions])
        self._check.show_sheet(self._sheet)
        self._roles.show_role("")
        self._question.show_answer(None, answered=False)
        self._question.show_steps((), 0)

    def _connect(self) -> None:
        self._question.rated.connect(self._rate)
        self._question.next_asked.connect(self._next)
        self._question.back_asked.connect(self._back)
        self._roles.chosen.connect(self._take_role)
        self._check.back_asked.connect(self._back)
        self._check.left_out_asked.connect(self._go_to_left_out)
        self._check.hand_in_asked.connect(self._hand_in)
        self._leave.stay_asked.connect(self._stay)
        self._leave.leave_asked.connect(self._drop)

    @property
    def _shown(self) -> Screen:
        return self._screens[self.currentIndex()]

    def _show(self, screen: Screen) -> None:
        self.setCurrentWidget(screen)
        screen.arrive()

    def _go(self, place: int) -> None:
        """Show the roles, a question, or behind the last one the check."""
        self._at = place
        if place == _ROLES:
            self._roles.show_role(self._sheet.role)
            self._show(self._roles)
        elif place == len(self._questions):
            self._check.show_sheet(self._sheet)
            self._show(self._check)
        else:
            self._show_question(place)
            self._show(self._question)

    def _show_question(self, at: int) -> None:
        question = self._questions[at]
        head = self._guidance.levers.lever(question.lever).name if question.lever else ""
        place = Place(at + 1, len(self._questions), "" if head == question.name else head)
        self._question.show_question(
            place,
            question,
            self._sheet.rating(question.id),
            answered=self._sheet.has(question.id),
        )
        self._question.show_steps(tuple(self._sheet.has(one.id) for one in self._questions), at)

    def _rate(self, rating: float | None) -> None:
        self._sheet.answer(self._questions[self._at].id, rating)
        self._next()

    def _next(self) -> None:
        self._go(self._at + 1)

    def _back(self) -> None:
        self._go(max(self._at - 1, self._first))

    def _take_role(self, role: str) -> None:
        self._sheet.role = role
        self._go(0)

    def _go_to_left_out(self) -> None:
        if self._sheet.left_out:
            self._go(self._sheet.left_out[0])

    def _stay(self) -> None:
        self._go(self._at)

    def _hand_in(self) -> None:
        self.handed_in.emit(self._sheet.ballot())

    def _drop(self) -> None:
        self.dropped.emit()
