"""Pages on a small screen, each with a desk of its own: what the tests of one page have in common."""

from collections.abc import Callable, Iterator
from typing import Protocol, TypeVar

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from spdesk.ui.desk import Desk
from tests.ui.driving import wait_for_keyboard

Row = tuple[float | None, float | None, float | None]
"""Scores of the three levers."""


class Shown(Protocol):
    """A desk, and a page that shows its issue."""

    @property
    def desk(self) -> Desk:
        """The desk."""

    @property
    def page(self) -> QWidget:
        """The page."""


Made = TypeVar("Made", bound=Shown)


def on_screen(
    qtbot: QtBot, make: Callable[[Row], Made], usual: Row
) -> Iterator[Callable[..., Made]]:
    """What a fixture yields from: a maker of benches with these scores, or with the usual ones."""
    benches: list[Made] = []

    def made_with(*scores: float | None) -> Made:
        wanted = scores or usual
        made = make((wanted[0], wanted[1], wanted[2]))
        benches.append(made)
        qtbot.addWidget(made.page)
        made.page.resize(1098, 690)
        made.page.show()
        wait_for_keyboard(qtbot, made.page)
        return made

    yield made_with
    for made in benches:
        # Collected as garbage, a stack that still holds Python's commands brings the program down.
        made.desk.undo_stack.clear()
