"""Starts Qt and the window. The window itself brings its pages after its first paint."""

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication, QStyleFactory

from spdesk.core.errors import ResourceError
from spdesk.core.translation import translate
from spdesk.guidance.library import guidance
from spdesk.guidance.locate import resource_folder
from spdesk.ui.crash import Mishaps
from spdesk.ui.main_window import MainWindow
from spdesk.ui.messages import DialogMessages, Messages
from spdesk.ui.running import hand_over, state_folder
from spdesk.ui.safety_net import REPORTS, SafetyNet
from spdesk.ui.settings import Settings
from spdesk.ui.theme.fonts import load_fonts
from spdesk.ui.theme.look import Look
from spdesk.version import __version__

NO_SCREEN = (
    "SP Desk needs a screen and found none; "
    "“spdesk demo --out FOLDER” shows the program without one."
)


def open_window(
    path: Path | None,
    watch: Callable[[MainWindow], None] | None = None,
    home: Path | None = None,
) -> int:
    """Run the program until its window is closed; gives the exit status.

    When SP Desk runs already, its window opens the file instead. `watch` gets the window before
    it is shown. `home`: a folder for settings, unsaved work and reports, the user's own by default;
    a program with another folder has nothing to do with those that run in the user's.
    """
    if screen_is_missing():
        print(f"spdesk: {NO_SCREEN}", file=sys.stderr)
        return 2
    state = state_folder(home)
    if path is not None and hand_over(path, state):
        return 0
    messages = DialogMessages()
    try:
        application = make_application(sys.argv[:1])
        _load_language(resource_folder() / "translations")
        window = make_window(messages, Settings(home))
    except ResourceError as error:
        text = translate("application", "SP Desk is damaged. Install it again. {error}")
        messages.tell_trouble(None, text.format(error=error))
        return 2
    mishaps = Mishaps(window, messages, state / REPORTS)
    sys.excepthook = mishaps.tell
    threading.excepthook = mishaps.tell_of_thread
    application.installEventFilter(FileOpener(window))
    if watch is not None:
        watch(window)
    window.show()
    safety = SafetyNet(window, messages, state)
    if not safety.offer(path) and path is not None:
        window.files.open(path)
    safety.wait_for_visitors()
    status = int(application.exec())
    safety.take_down()
    return status


def _load_language(folder: Path) -> None:
    if folder.is_dir():
        from spdesk.ui.language import speak  # noqa: PLC0415  English needs nothing of it

        speak(folder)


class FileOpener(QObject):
    """Opens what the system asks for: macOS sends an event where others give an argument."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self._window.files.open(Path(event.file()))
            return True
        return super().eventFilter(watched, event)


def screen_is_missing() -> bool:
    """Whether this is a Linux without a screen, and no other platform was asked for."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def make_application(arguments: list[str]) -> QApplication:
    """The QApplication with the program's name, style, icon and fonts.

    Raises ResourceError where the fonts are missing or damaged.
    """
    application = QApplication(arguments)
    application.setApplicationName("SP Desk")
    application.setOrganizationName("SP Desk")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("spdesk")
    load_fonts(resource_folder() / "fonts")
    application.setStyle(QStyleFactory.create("Fusion"))
    application.setWindowIcon(QIcon(str(resource_folder() / "icons" / "spdesk.svg")))
    return application


def make_window(messages: Messages, settings: Settings | None = None) -> MainWindow:
    """The main window, with the look and the settings of this user, or with other settings."""
    look = Look(QApplication.instance())
    return MainWindow(look, guidance(), messages, settings or Settings())
