"""Asks for the parts of an issue, a line each."""

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from spdesk.core.translation import translate
from spdesk.ui.desk import Desk
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.info_button import with_info
from spdesk.ui.widgets.long_words import breakable
from spdesk.ui.widgets.privacy_note import PrivacyNote
from spdesk.ui.widgets.texts import Button, label, resize_to_text
from spdesk.ui.words import shortened
from spdesk.workbook import edits

FEWEST_PARTS = 2
_LONGEST_TITLE = 70


class SplitDialog(QDialog):
    """One part a line; at least two."""

    def __init__(self, parent: QWidget, look: Look, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Split into parts"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        heading = label(self.tr("Split the issue into parts"), "title", wrap=False)
        column.addWidget(with_info(heading, "part", look))
        column.addWidget(label(breakable(shortened(title, _LONGEST_TITLE)), "lead"))
        column.addWidget(
            label(
                self.tr(
                    "Contracts, premises and data are often linear; roles, trust and habits are often not. Each part becomes an issue "
                    "that is triaged on its own; this one stays above them."
                ),
                "muted",
            )
        )
        prompt = QLabel(self.tr("&Parts, one a line"))
        self._parts = QPlainTextEdit()
        self._parts.setAccessibleName(self.tr("Parts, one a line"))
        self._parts.setTabChangesFocus(True)
        self._parts.setPlaceholderText(
            self.tr("The contract and the payroll\nWho does what at the desk")
        )
        prompt.setBuddy(self._parts)
        column.addWidget(prompt)
        column.addWidget(self._parts, 1)
        column.addWidget(PrivacyNote(self._parts, "title", offer_to_stay=False))
        self._reason = label(self.tr("Name at least two parts."), "muted")
        column.addWidget(self._reason)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._split = Button(self.tr("Split"))
        self._split.setProperty("kind", "primary")
        buttons.addButton(self._split, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self._parts.textChanged.connect(self._show_whether_ready)
        self._show_whether_ready()
        self._parts.setFocus()
        resize_to_text(self)

    def titles(self) -> tuple[str, ...]:
        """The parts as typed, without empty lines."""
        lines = (line.strip()[:500] for line in self._parts.toPlainText().splitlines())
        return tuple(line for line in lines if line)

    def _show_whether_ready(self) -> None:
        ready = len(self.titles()) >= FEWEST_PARTS
        self._split.setEnabled(ready)
        self._reason.setVisible(not ready)


def split_with_dialog(desk: Desk, parent: QWidget, look: Look) -> bool:
    """Ask for the parts of the issue that is looked at, and split it into them."""
    issue = desk.issue
    if issue is None:
        return False
    dialog = SplitDialog(parent, look, issue.title)
    titles = dialog.titles() if dialog.exec() else ()
    dialog.deleteLater()
    parts = tuple((desk.new_id(), title) for title in titles)
    return bool(parts) and desk.apply_to_issue(
        translate("dialogs", "split the issue"), edits.split_issue, parts
    )
