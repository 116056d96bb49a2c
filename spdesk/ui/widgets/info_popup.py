"""The popup that says what one word means: meaning, how it is computed, source, and more."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from spdesk.guidance.glossary_texts import Entry
from spdesk.ui.announce import announce
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.texts import button, label

# In heights of a line of the body text.
_WIDTH = 24
_MARGIN, _INSIDE, _SPACING = 0.5, 0.4, 0.4

_MOST_OF_THE_SCREEN = 0.9
_GAP = 4


class InfoPopup(QDialog):
    """Shows one entry of the glossary beside the button that asked for it.

    Esc or a click anywhere else closes it. It stays on the screen, and scrolls what is too long.
    """

    def __init__(self, parent: QWidget, entry: Entry, look: Look) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._anchor = parent
        self._entry = entry
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(entry.term)
        self.setAccessibleName(entry.term)
        self.setStyleSheet(
            f"InfoPopup {{ background: {look.theme.surface}; border: 1px solid {look.theme.control}; }}"
            f"QScrollArea, QWidget#said {{ background: {look.theme.surface}; }}"
            f"QScrollArea {{ border: 2px solid transparent; }}"
            f"QScrollArea:focus {{ border-color: {look.theme.focus}; }}"
        )
        labels = self._texts()
        self._body = self._laid_out(labels)
        self._said = "\n".join(made.text() for made in labels[1:])
        self.setAccessibleDescription(self._said)
        self._area = QScrollArea()
        self._area.setWidget(self._body)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrow keys scroll it
        self._area.setAccessibleName(entry.term)
        self._more = button(
            self.tr("More in Help"),
            self._show_help,
            "link",
            name=self.tr("More about “{term}” in Help").format(term=entry.term),
        )
        column = self._column = QVBoxLayout(self)
        margin = round(self._line() * _MARGIN)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(round(self._line() * _SPACING))
        column.addWidget(self._area, 1)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_at(self, anchor: QWidget) -> None:
        """Open it under the anchor, or over it where there is more room, and have it read out."""
        for part in (self, *self.findChildren(QWidget)):
            part.ensurePolished()  # sizes are those of the style sheet only from then on
        # A bar that was there while the popup was still small would stay: its own width makes the
        # text wrap into more lines than there is room for.
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setGeometry(self._place(anchor))
        self.show()
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._area.setFocus(Qt.FocusReason.PopupFocusReason)
        announce(self, f"{self._entry.term}. {self._said}".replace("\n", " "))

    def _texts(self) -> list[QLabel]:
        entry = self._entry
        made = [label(entry.term, "heading"), label(entry.meaning)]
        if entry.computed:
            made += [label(self.tr("How it is computed"), "heading"), label(entry.computed)]
        if entry.example:
            made.append(label(self.tr("For example: {example}").format(example=entry.example)))
        if entry.source:
            made.append(label(self.tr("Source: {source}").format(source=entry.source), "muted"))
        return made

    def _laid_out(self, labels: list[QLabel]) -> QWidget:
        body = QWidget()
        body.setObjectName("said")
        column = QVBoxLayout(body)
        inside = round(self._line() * _INSIDE)
        column.setContentsMargins(inside, inside, inside, inside)
        column.setSpacing(round(self._line() * _SPACING))
        for made in labels:
            policy = made.sizePolicy()  # its least height is one line: its hint wraps too early
            policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
            made.setSizePolicy(policy)
            column.addWidget(made)
        column.addStretch(1)
        return body

    def _show_help(self) -> None:
        from spdesk.ui.help_window import show_help  # noqa: PLC0415  most popups lead nowhere

        window, look, entry_id = self._anchor.window(), self._look, self._entry.id
        self.accept()
        show_help(window, look, "words", entry_id)

    def _place(self, anchor: QWidget) -> QRect:
        """Where the popup goes: wholly on the screen, and beside its button, never over it."""
        spot = QRect(anchor.mapToGlobal(anchor.rect().topLeft()), anchor.size())
        screen = QGuiApplication.screenAt(spot.center()) or anchor.screen()
        room = screen.availableGeometry()
        size = self._size_in(room)
        below = room.bottom() - spot.bottom() - _GAP
        above = spot.top() - room.top() - _GAP
        if size.height() <= below or below >= above:
            height = min(size.height(), below)
            top = spot.bottom() + _GAP
        else:
            height = min(size.height(), above)
            top = spot.top() - _GAP - height
        left = max(min(spot.left(), room.right() - size.width()), room.left())
        return QRect(left, top, size.width(), height)

    def _size_in(self, room: QRect) -> QSize:
        """The size that shows everything, at a width that reads well."""
        width = min(_WIDTH * self._line(), round(room.width() * _MOST_OF_THE_SCREEN))
        around = self._column.contentsMargins()
        frame = 2 * self._area.frameWidth()
        inside = width - around.left() - around.right() - frame
        text = self._body.heightForWidth(inside)
        more = self._more.sizeHint().height() + self._column.spacing()
        return QSize(width, text + frame + more + around.top() + around.bottom())

    def _line(self) -> int:
        return self.fontMetrics().height()
