"""The status line: whether everything is saved, what undo would take back, and a warning."""

from datetime import datetime
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QStatusBar

from spdesk.ui.announce import announce
from spdesk.ui.desk import Desk
from spdesk.ui.files import Files

_LEAST = 6
"""Line heights of text: so much is left of a text that has no room."""


class StatusLine(QStatusBar):
    """Says how the file stands, and has a save read out to who cannot see it."""

    def __init__(self, desk: Desk, files: Files) -> None:
        super().__init__()
        self._desk = desk
        self._files = files
        self._told_of: datetime | None = None
        self._saved, self._undo = _Line(), _Line()
        self.setAccessibleName(self.tr("Status"))
        self.setSizeGripEnabled(False)
        self.addWidget(self._saved)
        self.addWidget(self._undo, 1)
        self.addPermanentWidget(QLabel(self.tr("No patients’ details, please · offline")))
        # Only F6 leads here, never Tab: there is something to read, and nothing to do.
        self.setFocusProxy(self._saved)

    def show_file(self) -> None:
        """Show how the file stands; a file that has just been saved is announced."""
        text = self._sentence()
        note = self._files.note
        self._saved.setText(f"{text} · {note}" if note else text)
        self._saved.setAccessibleName(self._saved.text())
        self._saved.setToolTip(escape(self._saved.text()))
        saved_at = self._files.saved_at
        if saved_at is not None and saved_at != self._told_of and self._desk.undo_stack.isClean():
            announce(self, f"{self._saved.text()}.")
        self._told_of = saved_at

    def show_undo(self, step: str) -> None:
        """Show what undo takes back; empty for nothing."""
        self._undo.setText(self.tr("Undo: {step}").format(step=step) if step else "")

    def _sentence(self) -> str:
        desk, files = self._desk, self._files
        if not desk.workbook.issues and not desk.modified:
            text = self.tr("Nothing open")
        elif desk.modified and not desk.undo_stack.isClean():
            text = self.tr("Changes not saved")
        elif desk.box.count == 1:
            text = self.tr("1 ballot is in the box, and not in the file yet")
        elif desk.box.count:
            text = self.tr("{count} ballots are in the box, and not in the file yet")
            text = text.format(count=desk.box.count)
        elif files.is_example:
            text = self.tr("An example: nothing to save")
        elif files.saved_at:
            text = self.tr("All changes saved {time:%H:%M}").format(time=files.saved_at)
        elif desk.path is None:
            text = self.tr("Read only: its file is open elsewhere")
        else:
            text = self.tr("All changes saved")
        return text


class _Line(QLabel):
    """A text that is shortened where it has no room, instead of making the window wider."""

    def minimumSizeHint(self) -> QSize:
        size = super().minimumSizeHint()
        return QSize(min(size.width(), self.fontMetrics().height() * _LEAST), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.contentsRect()
        end = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self.text(), end, room.width())
        if shown == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.drawFrame(painter)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()
