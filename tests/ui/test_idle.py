"""A window that nobody touches does nothing: no timer of ours goes on beating."""

import pytest
from PySide6.QtCore import QTimer

from tests.ui.driving import Driver
from tests.ui.test_accessibility import PLACES

LONG_ENOUGH = 30_000
"""Milliseconds. A lock gives a sign of life every few minutes, which nobody can feel."""


def beating(driver: Driver) -> list[str]:
    """The timers that wake the program more often, or that are about to."""
    return [
        f"{type(timer.parent()).__name__}: {timer.interval()} ms"
        for timer in driver.window.findChildren(QTimer)
        if timer.isActive() and timer.interval() < LONG_ENOUGH
    ]


@pytest.mark.parametrize("place", PLACES)
def test_no_timer_goes_on_where_nothing_happens(driver: Driver, place: str) -> None:
    PLACES[place](driver)
    driver.qtbot.waitUntil(lambda: not beating(driver))


def test_the_look_for_timers_finds_one_that_goes_on(driver: Driver) -> None:
    timer = QTimer(driver.window, interval=1000)
    timer.start()
    assert beating(driver) == ["MainWindow: 1000 ms"]
    timer.stop()
    assert beating(driver) == []
