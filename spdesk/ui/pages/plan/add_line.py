"""A line in which the next thing is typed; Enter or the button adds it."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from spdesk.ui.pages.plan.fields import LONGEST_LINE
from spdesk.ui.widgets.field_guard import FieldGuard
from spdesk.ui.widgets.texts import button


class AddLine(QWidget):
    """Keeps nothing: what is added is in the plan, and the line is empty again."""

    def __init__(
        self, prompt: str, text: str, add: Callable[[str], None], guard: FieldGuard
    ) -> None:
        """`prompt` stands in the line, `text` on the button."""
        super().__init__()
        self._add = add
        self.line = QLineEdit()
        self.line.setPlaceholderText(prompt)
        self.line.setAccessibleName(prompt)
        self.line.setMaxLength(LONGEST_LINE)
        guard.watch(self.line)
        self.button = button(text, self._on_add)
        self.button.setEnabled(False)
        self.line.textChanged.connect(self._on_typed)
        self.line.returnPressed.connect(self._on_add)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)

    def empty(self) -> None:
        """Forget what was typed."""
        self.line.clear()

    def _on_typed(self, text: str) -> None:
        self.button.setEnabled(bool(text.strip()))

    def _on_add(self) -> None:
        text = self.line.text().strip()
        if text:
            self.line.setFocus()
            self.line.clear()
            self._add(text)
