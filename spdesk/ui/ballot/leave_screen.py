"""Asks, within the window, before a ballot that was begun is dropped."""

from PySide6.QtCore import Signal

from spdesk.ui.ballot.screen import Screen
from spdesk.ui.ballot.targets import LargeButton
from spdesk.ui.widgets.texts import label


class LeaveScreen(Screen):
    """Esc and Enter go on with the ballot."""

    stay_asked = Signal()
    leave_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.content.addStretch(1)
        self.content.addWidget(label(self.tr("Leave without handing in?"), "question"))
        text = self.tr("What was answered on this ballot is dropped, and it is not counted.")
        self.content.addWidget(label(text, "large"))
        self.content.addStretch(2)
        leave = LargeButton(self.tr("Leave, and drop it"), self._ask_leave, enter=False)
        self._stay = LargeButton(self.tr("Go on with the ballot"), self._ask_stay, "primary")
        self.buttons.addWidget(leave)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self._stay)

    def arrive(self) -> None:
        self._stay.setFocus()

    def _ask_leave(self) -> None:
        self.leave_asked.emit()

    def _ask_stay(self) -> None:
        self.stay_asked.emit()
