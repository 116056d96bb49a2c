"""The first screen where a round offers roles: which one a person has, if they want to say."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from spdesk.ui.ballot.screen import Screen
from spdesk.ui.ballot.targets import ENTER, LargeButton, WrappingButton
from spdesk.ui.widgets.texts import label

_MOST_KEYS = 9


class RoleScreen(Screen):
    """Offers the roles, each with a key, and not to say."""

    chosen = Signal(str)
    """A role, or "" for rather not say."""

    def __init__(self, roles: Sequence[str]) -> None:
        super().__init__()
        self._roles = tuple(roles)
        self._role = ""
        self.content.addStretch(1)
        self.content.addWidget(label(self.tr("Which are you? (optional)"), "question"))
        reason = self.tr("What people in a role said is shown only where five or more share it.")
        self.content.addWidget(label(reason, "large"))
        self.content.addSpacing(24)
        self._buttons: list[LargeButton] = []
        for number, role in enumerate(self._roles, start=1):
            text = self.tr("{role} ({key})").format(role=role, key=number)
            shown = text if number <= _MOST_KEYS else role
            self._add(shown.replace("&", "&&"), role)
        self._rather_not = self._add(self.tr("Rather not say (0)"), "")
        self.content.addStretch(2)

    def show_role(self, role: str) -> None:
        """Mark the role that was chosen before."""
        self._role = role
        for button in self._buttons:
            button.setChecked(bool(role) and button.property("role_name") == role)

    def arrive(self) -> None:
        chosen = next((b for b in self._buttons if b.isChecked()), self._rather_not)
        chosen.setFocus()

    def take_key(self, event: QKeyEvent) -> bool:
        text = event.text()
        if text == "0":
            self.chosen.emit("")
        elif event.key() in (*ENTER, Qt.Key.Key_Right):
            self.chosen.emit(self._role)
        elif text.isdecimal() and 1 <= int(text) <= min(len(self._roles), _MOST_KEYS):
            self.chosen.emit(self._roles[int(text) - 1])
        else:
            return False
        return True

    def _add(self, text: str, role: str) -> LargeButton:
        button = WrappingButton(text, self._clicked)
        button.setAccessibleName(role or text)
        button.setProperty("role_name", role)
        button.setCheckable(True)
        self._buttons.append(button)
        self.content.addWidget(button)
        return button

    def _clicked(self) -> None:
        self.chosen.emit(str(self.sender().property("role_name")))
