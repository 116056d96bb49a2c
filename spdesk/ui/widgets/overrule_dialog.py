"""Asks for the group's own verdict and why."""

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from spdesk.core.triage import Verdict
from spdesk.ui.accessible.by_reader import RadioChoice
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.info_button import with_info
from spdesk.ui.widgets.privacy_note import PrivacyNote
from spdesk.ui.widgets.texts import Button, label, resize_to_text
from spdesk.ui.words import field_label
from spdesk.workbook.model import OverruledVerdict
from spdesk.workbook.privacy import OVERRULE


class OverruleDialog(QDialog):
    """A verdict of the group's own needs a reason; the computed one stays on record."""

    def __init__(self, parent: QWidget, look: Look, said: Verdict) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("We see it differently"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        heading = label(self.tr("How do you see it?"), "title", wrap=False)
        column.addWidget(with_info(heading, "overrule", look))
        self._choices: dict[QRadioButton, OverruledVerdict] = {}
        self._group = QButtonGroup(self)
        for verdict, text in (
            ("type_1", self.tr("Type &1: linear, it can be solved")),
            ("type_2", self.tr("Type &2: wicked, it has to be led")),
            ("mixed", self.tr("&Mixed: it has to be split")),
        ):
            if verdict == said:  # that would be no other view
                continue
            choice = RadioChoice(text)
            self._choices[choice] = verdict  # type: ignore[assignment]
            self._group.addButton(choice)
            column.addWidget(choice)
        prompt = QLabel(self.tr("&Why?"))
        self._why = QPlainTextEdit()
        self._why.setAccessibleName(field_label(OVERRULE))
        self._why.setTabChangesFocus(True)
        self._why.setPlaceholderText(self.tr("What the questions did not ask, or asked wrongly."))
        prompt.setBuddy(self._why)
        column.addWidget(prompt)
        column.addWidget(self._why, 1)
        # What may stay is asked when the file is saved: here nothing is in the workbook yet.
        column.addWidget(PrivacyNote(self._why, OVERRULE, offer_to_stay=False))
        self._reason = label(self.tr("Choose one and say why."), "muted")
        column.addWidget(self._reason)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._keep = Button(self.tr("Put it on record"))
        self._keep.setProperty("kind", "primary")
        buttons.addButton(self._keep, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self._group.buttonClicked.connect(self._show_whether_ready)
        self._why.textChanged.connect(self._show_whether_ready)
        self._show_whether_ready()
        next(iter(self._choices)).setFocus()
        resize_to_text(self)

    def view(self) -> tuple[OverruledVerdict, str] | None:
        """The verdict and the reason, or None while one is missing."""
        chosen = self._group.checkedButton()
        reason = self._why.toPlainText().strip()
        if not isinstance(chosen, QRadioButton) or not reason:
            return None
        return self._choices[chosen], reason

    def _show_whether_ready(self) -> None:
        ready = self.view() is not None
        self._keep.setEnabled(ready)
        self._reason.setVisible(not ready)


def ask_for_own_view(
    parent: QWidget, look: Look, said: Verdict
) -> tuple[OverruledVerdict, str] | None:
    """The group's own verdict and why, or None when it thought better of it.

    `said` is the computed verdict, which is not offered.
    """
    dialog = OverruleDialog(parent, look, said)
    view = dialog.view() if dialog.exec() else None
    dialog.deleteLater()
    return view
