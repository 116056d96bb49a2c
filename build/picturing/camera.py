"""Takes the pictures of a page: goes there as the program does, and keeps what is on the screen."""

import sys
from pathlib import Path

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from picturing.colour_vision import simulate
from picturing.places import PLACES
from picturing.plan import Unit, picture_name, width_and_height
from picturing.stage import Stage, StageError, staged
from spdesk.console.out_of_sight import pass_on
from spdesk.ui.application import make_application

_SAMPLES = 40
"""A picture is looked at in so many places across and down to see whether it is blank."""


class Camera:
    """Works through the contents and scales of one page at one size of the screen."""

    def __init__(self, unit: Unit, folder: Path, scratch: Path) -> None:
        self._unit, self._folder, self._scratch = unit, folder, scratch
        self._faults: list[BaseException] = []
        self._count = 0
        qInstallMessageHandler(pass_on)
        # Qt calls the hook for what goes wrong behind a signal, and then goes on.
        sys.excepthook = lambda _kind, fault, _trace: self._faults.append(fault)
        self._application: QApplication = make_application(["spdesk"])
        self._application.setCursorFlashTime(0)  # a cursor that blinks would come and go

    def take(self, content: str, scale: int) -> None:
        """Take the pictures of a content at a text size, one for each theme."""
        self._count += 1
        self._faults.clear()
        before = self._count_of_pictures
        width, height = width_and_height(self._unit.size)
        with staged(self._scratch / str(self._count), width, height, scale) as stage:

            def shoot(front: QWidget | None) -> None:
                for theme in self._unit.wishes.themes:
                    stage.pose(theme)
                    self._keep(stage, front, content, scale, theme)

            PLACES[self._unit.page].take(stage, content, shoot)
        if self._faults:
            raise self._faults[0]
        if self._count_of_pictures == before:
            raise StageError("no picture was taken")

    _count_of_pictures = 0

    def _keep(
        self, stage: Stage, front: QWidget | None, content: str, scale: int, theme: str
    ) -> None:
        name = picture_name(self._unit.page, content, theme, scale, self._unit.size)
        image = stage.picture(front)
        width, height = width_and_height(self._unit.size)
        if (image.width(), image.height()) != (width, height):
            raise StageError(f"the window does not fit: {image.width()}x{image.height()}")
        if is_blank(image):
            raise StageError("the picture is blank")
        self._save(image, name)
        self._count_of_pictures += 1
        for kind in self._unit.wishes.colour_blind:
            self._save(simulate(image, kind), f"{name}-{kind}")
        if self._unit.wishes.whole and (whole := stage.whole(front)) is not None:
            self._save(whole, f"{name}-whole")

    def _save(self, image: QImage, name: str) -> None:
        if not image.save(str(self._folder / f"{name}.png")):
            raise StageError(f"{name}.png cannot be written")
        print(name, flush=True)


def is_blank(image: QImage) -> bool:
    """Whether every place that is looked at has the same colour."""
    seen = {
        image.pixel(
            image.width() * (2 * x + 1) // (2 * _SAMPLES),
            image.height() * (2 * y + 1) // (2 * _SAMPLES),
        )
        for x in range(_SAMPLES)
        for y in range(_SAMPLES)
    }
    return len(seen) < 2
