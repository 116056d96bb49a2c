"""Who disagreed, as it was written down on the page of the room."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.flow_layout import FlowLayout
from spdesk.ui.widgets.info_button import with_info
from spdesk.ui.widgets.texts import button, clear, label
from spdesk.workbook.rounds import MinorityNote


class MinorityCard(QFrame):
    """Shows the notes; they are changed on the page of the room."""

    room_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self._shown: tuple[MinorityNote, ...] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(8)
        heading = label(self.tr("Who sees it differently"), "heading")
        column.addWidget(with_info(heading, "minority-note", look))
        self._notes = QVBoxLayout()
        self._notes.setSpacing(6)
        column.addLayout(self._notes)
        row = FlowLayout(12)
        row.addWidget(button(self.tr("Go to the room’s page"), self.room_asked.emit, "link"))
        column.addLayout(row)

    def show_notes(self, notes: Sequence[MinorityNote]) -> None:
        """Show these notes; without one the card is not seen."""
        self.setVisible(bool(notes))
        if tuple(notes) == self._shown:
            return
        self._shown = tuple(notes)
        clear(self._notes)
        for note in notes:
            signed = (
                self.tr("Signed: {name}").format(name=note.signed)
                if note.signed
                else self.tr("Not signed")
            )
            self._notes.addWidget(label(f"“{note.text}”"))
            self._notes.addWidget(label(signed, "muted"))
