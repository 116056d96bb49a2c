"""The areas of the window: the list, the page, the run sheet and the status line, by keyboard.

F6 and Shift+F6 go from one to the next, as in other programs. Each area remembers where in it the
keyboard was.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QDockWidget, QScrollArea, QSplitter, QWidget

if TYPE_CHECKING:
    from spdesk.ui.main_window import MainWindow

_STEP_EMS = 2
"""How much wider or narrower an area becomes at a time, in line heights of text."""


class Areas(QObject):
    """Goes through the areas that can be seen, and gives them more or less room."""

    def __init__(
        self, window: "MainWindow", splitter: QSplitter, sidebar: QWidget, pages: QWidget
    ) -> None:
        super().__init__(window)
        self._window = window
        self._splitter = splitter
        self._sidebar = sidebar
        self._pages = pages
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def go(self, step: int) -> None:
        """Put the keyboard into the next area (step 1) or the one before (step -1)."""
        areas = self._seen()
        here = self._here(areas)
        following = 0 if here is None else (areas.index(here) + step) % len(areas)
        place = _place_in(areas[following])
        if place is not None:
            place.setFocus(Qt.FocusReason.TabFocusReason)

    def widen(self, step: int) -> None:
        """Make the area with the keyboard wider (step 1) or narrower (step -1).

        List and page share one width, the run sheet has its own. Nothing else has a width.
        """
        here = self._here(self._seen())
        by = step * _STEP_EMS * self._window.fontMetrics().height()
        dock = self._dock()
        if dock is not None and here is dock:
            side = Qt.Orientation.Horizontal
            self._window.resizeDocks([dock], [max(dock.width() + by, 1)], side)
        elif here in (self._sidebar, self._pages) and self._sidebar.isVisible():
            left, right = self._splitter.sizes()
            more = by if here is self._sidebar else -by
            self._splitter.setSizes([max(left + more, 1), max(right - more, 1)])

    def _on_focus_changed(self) -> None:
        QTimer.singleShot(0, self, self._bring_focus_into_sight)  # after what is still laid out

    def _bring_focus_into_sight(self) -> None:
        """Scroll to what got the keyboard out of sight; Qt does so for Tab only."""
        widget = QApplication.focusWidget()
        if widget is None or not self._window.isAncestorOf(widget):
            return
        if widget.isVisible() and widget.visibleRegion().isEmpty():
            area = widget.parentWidget()
            while area is not None:
                if isinstance(area, QScrollArea):
                    area.ensureWidgetVisible(widget)
                area = area.parentWidget()

    def _seen(self) -> list[QWidget]:
        """The areas that can be seen and hold something to go to, from left to right."""
        tour = self._window.findChild(QDialog, "tour")  # its card lies over the page
        areas = (self._sidebar, tour, self._pages, self._dock(), self._window.statusBar())
        return [area for area in areas if area is not None and area.isVisible()]

    def _dock(self) -> QDockWidget | None:
        return self._window.findChild(QDockWidget)

    @staticmethod
    def _here(areas: list[QWidget]) -> QWidget | None:
        focus = QApplication.focusWidget()
        inside = (a for a in areas if focus is not None and (a is focus or a.isAncestorOf(focus)))
        return next(inside, None)


def _place_in(area: QWidget) -> QWidget | None:
    """Where the keyboard was in an area, or the first control of it."""
    # None where nothing in it ever had the keyboard, whatever PySide's types say.
    last: QWidget | None = area.focusProxy() or area.focusWidget()
    if last is not None and last.isVisible() and last.isEnabled():
        return last
    controls = (
        widget
        for widget in area.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    )
    return next(controls, None)
