"""What stands between one person and the next: nothing of any ballot."""

from enum import Enum, auto

from PySide6.QtCore import Qt, Signal

from spdesk.ui.ballot.screen import Screen
from spdesk.ui.ballot.targets import SMALLEST, LargeButton, set_kind
from spdesk.ui.widgets.texts import label, say


class Handed(Enum):
    """What happened before the laptop is handed over."""

    NOTHING = auto()
    IN = auto()
    DROPPED = auto()


class HandOverScreen(Screen):
    """Enter does nothing here: the key that handed in must not open the next ballot.

    `one_ballot`: a group answers together, so nobody comes after the first.
    """

    next_person_asked = Signal()
    facilitator_asked = Signal()

    def __init__(self, title: str, *, one_ballot: bool) -> None:
        super().__init__()
        self._one_ballot = one_ballot
        self._handed = Handed.NOTHING
        self._count = 0
        self._expected: int | None = None
        self._title = label(title, "accent")
        self._title.setVisible(bool(title))
        self._thanks, self._progress = label("", "hero"), label("", "large")
        self.content.addWidget(self._title)
        self.content.addSpacing(16)
        self.content.addStretch(1)
        self.content.addWidget(self._thanks)
        self.content.addSpacing(8)
        self.content.addWidget(self._progress)
        self.content.addSpacing(32)
        self._next = LargeButton(
            self.tr("I am the next person"), self._ask_next, "primary", enter=False
        )
        self._next.setMinimumHeight(2 * SMALLEST)
        self.content.addWidget(self._next, 0, Qt.AlignmentFlag.AlignLeft)
        self._how = label(self.tr("Press the space bar, or click."), "muted")
        self.content.addWidget(self._how)
        self.content.addSpacing(24)
        self.content.addStretch(2)
        self.content.addWidget(
            label(
                self.tr(
                    "The program keeps no names, no times and no order of the ballots. In a very "
                    "small room people may still guess who said what."
                ),
                "large",
            )
        )
        back = LargeButton(self.tr("Back to the facilitator"), self._ask_facilitator, enter=False)
        self._back = back
        self.buttons.addStretch(1)
        self.buttons.addWidget(back)
        self._show()

    def show_handed(self, handed: Handed) -> None:
        """Say what became of the ballot before."""
        self._handed = handed
        self._show()

    def set_progress(self, count: int, expected: int | None) -> None:
        """Say how many ballots are in, of how many if that is known."""
        self._count, self._expected = count, 1 if self._one_ballot else expected
        self._show()

    def arrive(self) -> None:
        (self._back if self._all_in else self._next).setFocus()

    @property
    def _all_in(self) -> bool:
        return self._expected is not None and self._count >= self._expected

    def _show(self) -> None:
        say(self._thanks, self._thanks_text())
        if self._expected is None:
            progress = self.tr("{count} are in").format(count=self._count)
        else:
            progress = self.tr("{count} of {expected} are in")
            progress = progress.format(count=self._count, expected=self._expected)
        say(self._progress, progress)
        set_kind(self._next, "plain" if self._all_in else "primary")
        set_kind(self._back, "primary" if self._all_in else "plain")
        # A group that answers together has one ballot; a second could not be taken.
        for widget in (self._next, self._how):
            widget.setVisible(not (self._one_ballot and self._all_in))
        if self.isVisible():
            self.arrive()

    def _thanks_text(self) -> str:
        if self._handed is Handed.DROPPED:
            return self.tr("That ballot was dropped. Hand the laptop on.")
        if self._all_in:
            return self.tr("Thank you. Everybody is in: hand the laptop back.")
        if self._handed is Handed.IN:
            return self.tr("Thank you. Hand the laptop on.")
        return self.tr("One after the other, each alone with the laptop.")

    def _ask_next(self) -> None:
        self.next_person_asked.emit()

    def _ask_facilitator(self) -> None:
        self.facilitator_asked.emit()
