"""A quiet line beside a field that holds what looks like a detail of a person."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from spdesk.core.privacy import Detail, Finding
from spdesk.ui.announce import announce
from spdesk.ui.widgets.texts import button, label, say
from spdesk.ui.words import details_label
from spdesk.workbook.privacy import unaccepted

PAUSE = 700
"""Milliseconds without a key after which typing counts as stopped."""


class PrivacyNote(QWidget):
    """Watches one field. It points out and lets go: it blocks nothing and never takes the focus."""

    let_stay = Signal(str, object)
    """The field's key and the kinds of detail (a tuple) that may stay in it."""

    def __init__(
        self, field: QLineEdit | QPlainTextEdit, key: str, *, offer_to_stay: bool = True
    ) -> None:
        """`key` names the field in the workbook; the field must have its accessible name."""
        super().__init__()
        self._field = field
        self._key = key
        self._issue_id = ""
        self._accepted: tuple[str, ...] = ()
        self._findings: tuple[Finding, ...] = ()
        self._shown = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.look_again)
        self._words = label("", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        top = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(label("⚠\ufe0e", "warning", wrap=False), 0, top)
        row.addWidget(self._words, 1, top)
        where = field.accessibleName()
        show = self.tr("Show what was found in “{field}”").format(field=where)
        row.addWidget(button(self.tr("Show"), self._show, "link", name=show), 0, top)
        if offer_to_stay:
            stay = self.tr("It may stay in “{field}”").format(field=where)
            row.addWidget(button(self.tr("It may stay"), self._stay, "link", name=stay), 0, top)
        self.setVisible(False)
        field.textChanged.connect(self._on_typing)

    def show_accepted(self, issue_id: str, accepted: tuple[str, ...]) -> None:
        """Tell whose field it is now, and what may stay there. Call it when the text is set."""
        if (issue_id, accepted) != (self._issue_id, self._accepted):
            self._issue_id, self._accepted = issue_id, accepted
            self.look_again()

    def look_again(self) -> None:
        """Judge the text as it is now, and show or hide the line."""
        self._pause.stop()
        before = self._kinds()
        self._findings = unaccepted(self._key, self._text(), self._accepted)
        self._shown = 0
        kinds = self._kinds()
        if kinds:
            sentence = self.tr("This looks like {details}. Leave people out of the file.")
            say(self._words, sentence.format(details=details_label(kinds, reasons=True)))
            self.setAccessibleName(self._words.text())
        focus = QApplication.focusWidget()
        if not kinds and focus is not None and self.isAncestorOf(focus):
            self._field.setFocus()  # it would otherwise go wherever the line leaves it
        self.setVisible(bool(kinds))
        if kinds and kinds != before and self.isVisible():
            announce(self._field, self._words.text())

    def _on_typing(self) -> None:
        self._pause.start()

    def _kinds(self) -> tuple[Detail, ...]:
        return tuple(dict.fromkeys(finding.kind for finding in self._findings))

    def _text(self) -> str:
        field = self._field
        return field.text() if isinstance(field, QLineEdit) else field.toPlainText()

    def _stay(self) -> None:
        self.let_stay.emit(self._key, self._kinds())

    def _show(self) -> None:
        """Select what was found; pressed again, the next."""
        turn = self._shown
        self.look_again()  # somebody may have typed since
        if not self._findings:
            return
        finding = self._findings[turn % len(self._findings)]
        self._shown = turn + 1
        text, field = self._text(), self._field
        start, end = _units(text[: finding.start]), _units(text[: finding.end])
        if isinstance(field, QLineEdit):
            field.setSelection(start, end - start)
        else:
            cursor = field.textCursor()
            cursor.setPosition(start)
            cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
            field.setTextCursor(cursor)
        field.setFocus()


def _units(text: str) -> int:
    """The length as Qt counts it, in which some characters are two."""
    return len(text.encode("utf-16-le")) // 2
