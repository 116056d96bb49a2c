"""The window for the projector: the present step in large type, and nothing that is private."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QScreen, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from spdesk.core.wizard import Stop
from spdesk.guidance.library import Guidance
from spdesk.ui.accessible.readings import reads_as_window
from spdesk.ui.desk import Desk
from spdesk.ui.meeting.meeting import Meeting
from spdesk.ui.meeting.time_words import step_time
from spdesk.ui.presenter.room_slide import Reveal
from spdesk.ui.presenter.slide import Slide, slide_of
from spdesk.ui.presenter.slide_view import SlideView, big
from spdesk.ui.theme.look import Look
from spdesk.ui.theme.projector import projector_sheet, projector_theme, unit_for
from spdesk.workbook.derive import Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from spdesk.ui.pages.page import Page

_MARGIN_X, _MARGIN_Y = 100, 72
"""In pixels at 1080p."""

_SHARE_OF_ONE_SCREEN = 0.8
_LEAST_WIDTH, _LEAST_HEIGHT = 480, 270


class PresenterWindow(QWidget):
    """Follows the desk. Full screen on a second screen where there is one, else a plain window.

    `page_of` gives the page of a step, to ask the triage which question it shows. It is in high
    contrast where the `look` is.
    """

    def __init__(
        self,
        parent: QWidget,
        guidance: Guidance,
        desk: Desk,
        meeting: Meeting,
        page_of: "Callable[[Step], Page]",
        look: Look | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        reads_as_window(self)
        # It is nobody's last window: when the main window closes, the program ends.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setObjectName("presenter")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(self.tr("Presenter – SP Desk"))
        self.setMinimumSize(_LEAST_WIDTH, _LEAST_HEIGHT)
        self._guidance = guidance
        self._desk = desk
        self._meeting = meeting
        self._page_of = page_of
        self._look = look
        self._theme = projector_theme(contrast=look is not None and look.is_contrast)
        self._followed: set[Step] = set()
        self._shown: tuple[Slide, float] | None = None
        self._view = SlideView(self._theme)
        self._foot, self._voted, self._time = (big("", "foot") for _ in range(3))
        self._black = QFrame(self)
        self._black.setProperty("show", "black")
        self._black.setAccessibleName(self.tr("The screen is black. B shows it again."))
        self._black.hide()
        self._lay_out()
        self._connect()
        self.create()  # the window of the system, which must not stay above the program’s own
        self.windowHandle().setTransientParent(None)  # type: ignore[arg-type]

    @property
    def is_black(self) -> bool:
        """Whether the room sees nothing."""
        return not self._black.isHidden()

    def present(self) -> None:
        """Show the window: full screen on another screen than the program's, if there is one."""
        parent = self.parentWidget()
        other = other_screen(parent.screen() if parent else self.screen())
        if other is not None:
            self.setScreen(other)
            self.setGeometry(other.geometry())
            self.showFullScreen()
        else:
            room = self.screen().availableSize() * _SHARE_OF_ONE_SCREEN
            self.resize(room)
            self.show()
        self.raise_()
        self.activateWindow()
        self.refresh()

    def refresh(self) -> None:
        """Show what is looked at now."""
        if not self.isVisible():
            return
        unit = unit_for(self.width(), self.height())
        slide = slide_of(self._desk, self._guidance, self._stop(), self._reveal())
        if (slide, unit) == self._shown:
            return
        if self._shown is None or self._shown[1] != unit:
            self._resize_type(unit)
        self._shown = (slide, unit)
        self._view.show_slide(slide, unit)
        self._foot.setText(slide.foot)
        self._voted.setText(slide.voted)
        # A screen reader is told of the new slide by its name.
        self._view.setAccessibleName(slide.spoken())
        self._show_time()

    def toggle_black(self) -> None:
        """Make the screen black, or show it again."""
        self._black.setVisible(self._black.isHidden())
        self._black.raise_()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or be a window."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._black.setGeometry(self.rect())
        self.refresh()
        super().resizeEvent(event)

    def _take_contrast(self) -> None:
        """High contrast was switched on or off; nothing else of the look matters here."""
        theme = projector_theme(contrast=self._look is not None and self._look.is_contrast)
        if theme != self._theme:
            self._theme, self._shown = theme, None
            self._view.take_theme(theme)
            self.refresh()

    def _stop(self) -> Stop | None:
        """The stop of the triage that its page shows."""
        if self._desk.issue is None or self._desk.step is not Step.TRIAGE:
            return None
        from spdesk.ui.pages.triage_page import TriagePage  # noqa: PLC0415  made when looked at

        page = self._page_of(Step.TRIAGE)
        if not isinstance(page, TriagePage):
            return None
        self._follow(Step.TRIAGE, page.stop_shown)
        return page.stop

    def _reveal(self) -> Reveal:
        """How far the reveal on the page of the room has gone."""
        if self._desk.issue is None or self._desk.step is not Step.ROOM:
            return Reveal()
        from spdesk.ui.pages.room.reveal_view import Stage  # noqa: PLC0415  made when looked at
        from spdesk.ui.pages.room_page import RoomPage  # noqa: PLC0415

        page = self._page_of(Step.ROOM)
        if not isinstance(page, RoomPage):
            return Reveal()
        self._follow(Step.ROOM, page.shown)
        stage = page.reveal.stage
        return Reveal(page.presented_id, stage >= Stage.MIDDLES, stage >= Stage.WIDEST)

    def _follow(self, step: Step, shown: SignalInstance) -> None:
        if step not in self._followed:
            self._followed.add(step)
            shown.connect(self.refresh)

    def _show_time(self) -> None:
        meeting = self._meeting
        self._time.setText(step_time(meeting.step_left) if meeting.sheet else "")

    def _resize_type(self, unit: float) -> None:
        self.setStyleSheet(projector_sheet(self._theme, unit))
        across, down = round(_MARGIN_X * unit), round(_MARGIN_Y * unit)
        self._column.setContentsMargins(across, down, across, down)
        self._foot_row.setSpacing(round(_MARGIN_X * unit / 2))

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._foot_row = QHBoxLayout()
        sides = (
            (self._foot, Qt.AlignmentFlag.AlignLeft),
            (self._voted, Qt.AlignmentFlag.AlignHCenter),
            (self._time, Qt.AlignmentFlag.AlignRight),
        )
        for words, side in sides:
            words.setAlignment(side | Qt.AlignmentFlag.AlignBottom)
            self._foot_row.addWidget(words, 1)
        self._column.addWidget(self._view, 1)
        self._column.addLayout(self._foot_row)

    def _connect(self) -> None:
        keys = {
            "B": self.toggle_black,
            "F11": self.toggle_full_screen,
            "F5": self.close,
            "Esc": self.close,
        }
        for key, action in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(action)
        self._desk.workbook_changed.connect(self.refresh)
        self._desk.place_changed.connect(self.refresh)
        self._desk.box.changed.connect(self.refresh)
        self._meeting.changed.connect(self._show_time)
        if self._look is not None:
            self._look.changed.connect(self._take_contrast)


def other_screen(own: QScreen) -> QScreen | None:
    """A screen that does not show the same as `own`, or None when there is only one."""
    others = (s for s in QGuiApplication.screens() if s.geometry() != own.geometry())
    return next(others, None)
