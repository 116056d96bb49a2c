"""Asks for a minority note: what those say who do not agree, signed if they wish."""

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.info_button import with_info
from spdesk.ui.widgets.privacy_note import PrivacyNote
from spdesk.ui.widgets.texts import Button, label, resize_to_text
from spdesk.ui.words import field_label
from spdesk.workbook.part import LONGEST_PASSAGE
from spdesk.workbook.privacy import MINORITY
from spdesk.workbook.rounds import MinorityNote

_LONGEST_NAME = 120


class MinorityDialog(QDialog):
    """A text, and perhaps who signs it. Kept with the decision, printed with it."""

    def __init__(self, parent: QWidget, look: Look, note: MinorityNote | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Minority note"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        heading = label(self.tr("Who sees it differently?"), "title", wrap=False)
        column.addWidget(with_info(heading, "minority-note", look))
        column.addWidget(
            label(
                self.tr(
                    "What you write here is kept with the decision and printed with it. It changes "
                    "no number."
                ),
                "muted",
            )
        )
        prompt = QLabel(self.tr("&What you see"))
        self._text = QPlainTextEdit(note.text if note else "")
        self._text.setAccessibleName(field_label(MINORITY))
        self._text.setTabChangesFocus(True)
        self._text.setPlaceholderText(
            self.tr("What the others may be missing, and what would change your mind.")
        )
        prompt.setBuddy(self._text)
        column.addWidget(prompt)
        column.addWidget(self._text, 1)
        # What may stay is asked on the page: here nothing is in the workbook yet.
        column.addWidget(PrivacyNote(self._text, MINORITY, offer_to_stay=False))
        signed = QLabel(self.tr("&Signed, if you wish"))
        self._signed = QLineEdit(note.signed if note else "")
        self._signed.setMaxLength(_LONGEST_NAME)
        self._signed.setCursorPosition(0)
        self._signed.setAccessibleName(self.tr("Signed, if you wish"))
        self._signed.setPlaceholderText(self.tr("Nobody has to"))
        signed.setBuddy(self._signed)
        column.addWidget(signed)
        column.addWidget(self._signed)
        self._reason = label(self.tr("Write what you see."), "muted")
        column.addWidget(self._reason)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._keep = Button(self.tr("Keep the note"))
        self._keep.setProperty("kind", "primary")
        buttons.addButton(self._keep, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self._text.textChanged.connect(self._show_whether_ready)
        self._show_whether_ready()
        self._text.setFocus()
        resize_to_text(self)

    def note(self) -> tuple[str, str] | None:
        """The text and who signs it ("" for nobody), or None while there is no text."""
        text = self._text.toPlainText().strip()[:LONGEST_PASSAGE]
        return (text, self._signed.text().strip()) if text else None

    def _show_whether_ready(self) -> None:
        ready = self.note() is not None
        self._keep.setEnabled(ready)
        self._reason.setVisible(not ready)


def ask_for_minority_note(
    parent: QWidget, look: Look, note: MinorityNote | None = None
) -> tuple[str, str] | None:
    """A new note, or a changed one: text and signature, or None when nothing is to be kept."""
    dialog = MinorityDialog(parent, look, note)
    answer = dialog.note() if dialog.exec() else None
    dialog.deleteLater()
    return answer
