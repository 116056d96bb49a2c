"""SP Desk itself, started as `spdesk EXAMPLE` starts it, with a watch on its window."""

import sys

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from benchmarks.start_watch import StartWatch
from spdesk import cli
from spdesk.ui import application
from spdesk.ui.main_window import MainWindow
from spdesk.ui.messages import Messages
from spdesk.ui.page_stack import PageStack


class PageWatch:
    """Waits for the page with the landscape, which comes after the window's first paint."""

    def __init__(self, window: MainWindow) -> None:
        self._watch = StartWatch(window)
        (self._pages,) = window.findChildren(PageStack)
        self._pages.currentChanged.connect(self._on_page)

    def _on_page(self) -> None:
        page = self._pages.currentWidget()
        landscape: object = getattr(page, "landscape", None)
        panels: dict[object, QWidget] = getattr(page, "panels", {})
        if isinstance(landscape, QAbstractScrollArea):
            self._pages.currentChanged.disconnect(self._on_page)
            self._watch.complete_with(landscape.viewport(), *panels.values())


def main() -> int:
    """Run the program; arguments: the clock's reading, the workbook, a folder for settings."""
    _, workbook, settings = sys.argv[1:]
    # Nobody's own window size, and nobody's list of recent files.
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, settings)
    watches = []
    make_window = application.make_window

    def make_watched_window(messages: Messages) -> MainWindow:
        window = make_window(messages)
        watches.append(PageWatch(window))
        return window

    application.make_window = make_watched_window
    return cli.run([workbook])


if __name__ == "__main__":
    sys.exit(main())
