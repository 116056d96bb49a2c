"""Keeps fields from surprising their user: undo goes to the desk, the wheel needs the focus."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit, QWidget


class FieldGuard(QObject):
    """Watches the fields that it is given."""

    typing_began = Signal()
    """A field got the focus: what is typed from now on is a burst of its own."""

    def watch(self, field: QWidget) -> None:
        """Guard a field."""
        field.installEventFilter(self)
        if isinstance(field, QPlainTextEdit):
            field.setUndoRedoEnabled(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.FocusIn:
            self.typing_began.emit()
        elif kind is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # A field would take undo for itself, and the desk would see one more edit.
            if event.matches(QKeySequence.StandardKey.Undo) or event.matches(
                QKeySequence.StandardKey.Redo
            ):
                event.ignore()
                return True
        elif kind is QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()  # the page scrolls instead
            return True
        return super().eventFilter(watched, event)
