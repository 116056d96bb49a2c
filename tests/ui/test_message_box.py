"""Message boxes stay on the screen, with large text and whatever a file is called."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QMessageBox, QPushButton, QScrollArea, QWidget

from spdesk.ui.messages import DialogMessages
from spdesk.ui.theme.look import Look
from tests.ui.driving import Driver, shown

LONG_NAME = "appointmentreminder" * 6
PLACES = [f"A long title of an issue, number {n}, “What is going on”: a postcode" for n in range(9)]


@pytest.mark.parametrize(
    "ask",
    [
        lambda at: DialogMessages().tell_about(at),
        lambda at: DialogMessages().ask_about_details(at, PLACES),
        lambda at: DialogMessages().ask_about_recovery(at, "\n".join(PLACES * 3)),
        lambda at: DialogMessages().ask_to_replace(at, [f"{LONG_NAME}.docx"] * 9),
        lambda at: DialogMessages().tell_trouble(at, f"{LONG_NAME}.spdesk is damaged."),
    ],
)
def test_a_box_at_the_largest_text_fits_the_screen(
    driver: Driver, look: Look, ask: Callable[[QWidget], object]
) -> None:
    look.set_scale(2)
    driver.settle()

    def look_at(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        driver.settle()
        room = dialog.screen().availableSize()
        assert dialog.width() <= room.width()
        assert dialog.height() <= room.height()
        for one in shown(dialog, QPushButton):
            assert one.width() >= one.sizeHint().width()
            assert dialog.rect().contains(one.geometry().translated(one.parentWidget().pos()))
        for words in shown(dialog, QLabel):
            if words.text():
                assert words.width() >= words.minimumSizeHint().width()
        dialog.reject()

    driver.in_dialog(look_at)
    ask(driver.window)


def test_text_that_is_too_tall_scrolls_and_can_be_reached(driver: Driver, look: Look) -> None:
    look.set_scale(2)
    driver.settle()

    def look_at(dialog: QDialog) -> None:
        driver.settle()
        (area,) = shown(dialog, QScrollArea)
        assert PLACES[-1] in area.accessibleName()
        assert area.verticalScrollBar().maximum() > 0
        assert area.horizontalScrollBar().maximum() == 0
        dialog.reject()

    driver.in_dialog(look_at)
    DialogMessages().ask_about_recovery(driver.window, "\n".join(PLACES * 3))
