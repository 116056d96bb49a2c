"""Everything with the keyboard alone: the main job, and the focus in every place."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from spdesk.ui.command_palette import CommandPalette, entries
from spdesk.ui.main_window import MainWindow
from spdesk.ui.theme.look import Look
from tests.ui.conftest import Recorder
from tests.ui.driving import Driver, wait_for_keyboard
from tests.ui.keyboard import LEAST_CHANGE, focus_change, focused, name_of, stops
from tests.ui.keyboard_job import whole_job
from tests.ui.test_accessibility import DIALOGS, PLACES


def _palette(parent: QWidget) -> QDialog:
    assert isinstance(parent, MainWindow)
    return CommandPalette(parent, list(entries(parent, parent.menu_actions)))


WINDOWS: dict[str, Callable[[QWidget], QDialog]] = {**DIALOGS, "palette": _palette}


IN_CONTRAST = (
    "start",
    "question with its why",
    "verdict overruled and split",
    "register",
    "approach explained",
    "room set up",
    "room sees dots",
    "example performance",
    "example review",
)
"""Every kind of control stands in one of these places; test_sight.py looks at each in all themes."""


def contrast_dark(driver: Driver, look: Look) -> None:
    look.choose_theme("contrast")
    look.follow(dark=True, contrast=True)
    assert look.theme_name == "contrast_dark"
    driver.settle()


def unseen(driver: Driver) -> list[str]:
    """The stops of Tab at which nobody would see where the keyboard is."""
    begin(driver)
    found = []
    for widget in stops(driver):
        driver.settle()
        change = focus_change(widget)
        if change < LEAST_CHANGE:
            found.append(f"{type(widget).__name__} {name_of(widget)!r}, {change} pixels")
    return found


def begin(driver: Driver) -> None:
    """Press Tab once: some places are reached by clicks, which leave the keyboard anywhere."""
    driver.qtbot.keyClick(QApplication.focusWidget() or driver.window, Qt.Key.Key_Tab)
    driver.settle()


def test_the_whole_main_job_needs_no_mouse(
    driver: Driver, messages: Recorder, tmp_path: Path
) -> None:
    whole_job(driver, messages, tmp_path)


@pytest.mark.parametrize("place", PLACES)
def test_the_focus_is_seen_wherever_tab_stops(driver: Driver, place: str) -> None:
    PLACES[place](driver)
    assert unseen(driver) == []


@pytest.mark.parametrize("place", IN_CONTRAST)
def test_the_focus_is_seen_in_high_contrast(driver: Driver, look: Look, place: str) -> None:
    PLACES[place](driver)
    contrast_dark(driver, look)
    assert unseen(driver) == []


@pytest.mark.parametrize("place", PLACES)
def test_shift_and_tab_leads_back_the_same_way(driver: Driver, place: str) -> None:
    PLACES[place](driver)
    begin(driver)
    there = [id(widget) for widget in stops(driver)]
    back = [id(widget) for widget in stops(driver, back=True)]
    assert back == [there[0], *reversed(there[1:])]


@pytest.mark.parametrize("name", WINDOWS)
def test_the_focus_is_seen_in_a_dialog_and_esc_closes_it(
    driver: Driver, look: Look, name: str
) -> None:
    dialog = WINDOWS[name](driver.window)
    dialog.show()
    wait_for_keyboard(driver.qtbot, dialog)
    assert dialog.isAncestorOf(focused()), "the keyboard is not in the dialog"
    if name != "palette":  # a field and what it finds: there is nowhere else to go
        assert unseen(driver) == []
        contrast_dark(driver, look)
        assert unseen(driver) == []
    driver.keys(Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_measure_of_a_seen_focus_can_fail(driver: Driver) -> None:
    field = focused()
    assert focus_change(field) >= LEAST_CHANGE
    field.setStyleSheet("border: 1px solid gray; padding: 6px;")  # a caret alone is not enough
    assert focus_change(field) < LEAST_CHANGE
