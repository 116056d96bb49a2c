"""The real program out of sight, at one size of screen and text: what pictures are taken of."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QWidget

from spdesk.console.out_of_sight import NoDialogs, settle
from spdesk.guidance.library import guidance
from spdesk.guidance.locate import example_folder
from spdesk.ui.main_window import MainWindow
from spdesk.ui.pages.page import Page
from spdesk.ui.settings import Settings
from spdesk.ui.smoke.hand import Hand
from spdesk.ui.theme.look import Look
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Workbook
from spdesk.workbook.store import SUFFIX, save_workbook


class StageError(Exception):
    """The program did not come to where the picture was to be taken; the text says why."""


_BEHIND, _FRAME = QColor(0, 0, 0, 110), QColor("#808080")

Shoot = Callable[[QWidget | None], None]
"""Takes the picture: of the main window, or of what stands in front of it."""


class Stage:
    """A main window that has just been started, and a hand to work it."""

    def __init__(self, scratch: Path, width: int, height: int, scale: int) -> None:
        scratch.mkdir()
        self.scratch = scratch
        settings = Settings(scratch)
        settings.theme = "system"  # which is told in `pose`
        settings.text_scale = scale / 100
        self.look = Look()
        self.look.follow(dark=False, contrast=False)
        self.messages = NoDialogs()
        self.window = MainWindow(self.look, guidance(), self.messages, settings)
        self.window.resize(width, height)
        self.window.move(0, 0)
        self.hand = Hand(self.window)
        self.window.show()
        self.window.activateWindow()
        self.hand.wait("the first page", lambda: self.window.centralWidget() is not None)
        self.settle()

    # What is on the desk

    def put(self, workbook: Workbook, name: str = "a workbook") -> None:
        """Open a workbook from a file, as a person would have it."""
        path = self.scratch / f"{name}{SUFFIX}"
        save_workbook(workbook, path)
        if not self.window.files.open(path):
            raise StageError(f"{path.name} did not open")
        self.settle()

    def put_example(self, name: str) -> None:
        """Open one of the examples."""
        if not self.window.files.open(example_folder() / f"{name}{SUFFIX}"):
            raise StageError(f"the example {name} did not open")
        self.settle()

    def go(self, step: Step, issue_id: str = "") -> Page:
        """Look at a step of an issue, of the one that is looked at by default."""
        desk = self.window.desk
        issue = desk.workbook.issue(issue_id) if issue_id else desk.issue
        if issue is None:
            raise StageError(f"there is no issue {issue_id or 'to look at'}")
        desk.look_at(issue.id, step)
        self.settle()
        return self.window.page(step)

    # Pictures

    def pose(self, theme: str) -> None:
        """Be drawn in a theme, whatever the system prefers."""
        self.look.follow(dark=theme.endswith("dark"), contrast=theme.startswith("contrast"))
        if self.look.theme_name != theme:
            raise StageError(f"the program is drawn in {self.look.theme_name} instead")

    def settle(self) -> None:
        """Let work beside the window end, and layouts, and the layouts that they post."""
        settle(self.window)

    def picture(self, front: QWidget | None) -> QImage:
        """The main window as it stands, with what is in front of it where it would be."""
        self.settle()
        image = self.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        if front is None or front is self.window:
            return image
        painter = QPainter(image)
        painter.fillRect(image.rect(), _BEHIND)
        place, shown = self._place_of(front), front.grab()
        painter.drawPixmap(place, shown)
        painter.setPen(_FRAME)  # a desktop would give it one
        painter.drawRect(QRect(place, shown.size()))
        painter.end()
        return image

    def whole(self, front: QWidget | None) -> QImage | None:
        """A page that scrolls, from top to bottom; None where nothing is hidden."""
        inside = front or self.window
        areas = [
            area
            for area in inside.findChildren(QScrollArea)
            if area.isVisible() and area.verticalScrollBar().maximum() > 0
        ]
        if not areas:
            return None
        largest = max(areas, key=lambda area: area.width() * area.height())
        inner = largest.widget()
        if inner is None:
            return None
        return inner.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)

    def in_dialog(self, ask: Callable[[], None], shoot: Shoot) -> None:
        """Take the picture of the modal dialog that a command opens, and close it."""
        seen: list[QDialog] = []

        def act(dialog: QDialog) -> None:
            seen.append(dialog)
            try:
                shoot(dialog)
            finally:
                dialog.reject()

        self.hand.in_dialog(act)
        ask()
        self.settle()
        if not seen:
            raise StageError("no dialog opened")

    def show_over(self, front: QWidget, shoot: Shoot) -> None:
        """Show a dialog without waiting for its answer, and take its picture."""
        front.show()
        front.activateWindow()
        shoot(front)

    def _place_of(self, front: QWidget) -> QPoint:
        place = front.mapToGlobal(QPoint(0, 0)) - self.window.mapToGlobal(QPoint(0, 0))
        if place == QPoint(0, 0):  # nobody placed it: a desktop would put it in the middle
            spare = self.window.size() - front.size()
            return QPoint(max(spare.width(), 0) // 2, max(spare.height(), 0) // 2)
        return place

    def close(self) -> None:
        """Take everything down, without asking about unsaved work."""
        self.window.files.let_go()
        for widget in QApplication.topLevelWidgets():
            widget.hide()
        self.window.deleteLater()
        self.look.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        gc.collect()


@contextmanager
def staged(scratch: Path, width: int, height: int, scale: int) -> Iterator[Stage]:
    """A stage that is taken down in the end."""
    stage = Stage(scratch, width, height, scale)
    try:
        yield stage
    finally:
        stage.close()
