"""Hands that only have a keyboard: they go by Tab and by names, and look where the focus is."""

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.ui.driving import Driver

TAB, ENTER, ESC = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape
SPACE = Qt.Key.Key_Space
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier

MOST_STOPS = 150
"""After so many times Tab it goes round in circles, or nobody would go on."""

SECTIONS = 6
"""A day and time is left after its last part, anything else at the first Tab."""

AROUND = 4
"""How far outside of its widget a frame may be drawn, in pixels."""

LEAST_CHANGE = 60
"""Pixels that must look clearly different: more than the caret of a text field."""

CLEARLY = 3.0
"""The contrast between a pixel with and without the focus, as WCAG 2.4.13 reckons it."""


def focused() -> QWidget:
    """The widget that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the keyboard"
    return widget


def name_of(widget: QWidget) -> str:
    """What it is called; a choice or a tick is called by its text."""
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text.replace("&", "")


def focus_change(widget: QWidget) -> int:
    """How many pixels of the window, at and around the widget, the focus changes clearly."""
    window = widget.window()
    corner = widget.mapTo(window, widget.rect().topLeft())
    place = QRect(corner, widget.size()).adjusted(-AROUND, -AROUND, AROUND, AROUND)
    place &= window.rect()
    if place.isEmpty():
        return 0
    with_focus = _brightness(window.grab(place).toImage())
    blocked = widget.blockSignals(True)  # nothing is to happen but the painting
    widget.clearFocus()
    without = _brightness(window.grab(place).toImage())
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    widget.blockSignals(blocked)
    lighter, darker = np.maximum(with_focus, without), np.minimum(with_focus, without)
    return int(((lighter + 0.05) / (darker + 0.05) >= CLEARLY).sum())


def _brightness(image: QImage) -> np.ndarray:
    """The relative luminance of each pixel, as WCAG defines it."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    shape = (image.height(), image.bytesPerLine() // 4, 4)
    bgra = np.frombuffer(image.constBits(), np.uint8).reshape(shape)[:, : image.width()]
    share = bgra[..., 2::-1] / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def stops(driver: Driver, *, back: bool = False) -> Iterator[QWidget]:
    """Every widget that Tab comes to from here, once round; Shift+Tab with `back`."""
    first, count = focused(), 0
    while True:
        here = focused()
        yield here
        assert focused() is here
        for _ in range(SECTIONS):
            if focused() is here:
                driver.qtbot.keyClick(here, TAB, SHIFT if back else Qt.KeyboardModifier.NoModifier)
        if focused() is first:
            return
        assert focused() is not here, f"{name_of(here)!r} keeps the keyboard"
        count += 1
        assert count < MOST_STOPS, "Tab does not come round"


class Hands:
    """A person at the window who has no mouse and no eyes for what is under the pointer."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver

    def go_to(self, name: str) -> QWidget:
        """Press Tab until something with this name has the keyboard; it must be seen there."""
        for widget in stops(self.driver):
            self.driver.settle()
            if name_of(widget) == name:
                assert focus_change(widget) >= LEAST_CHANGE, f"the focus on {name!r} is not seen"
                return widget
        known = [name_of(widget) for widget in stops(self.driver)]
        raise AssertionError(f"Tab does not come to {name!r}, only to {known}")

    def press(self, name: str, key: Qt.Key = ENTER) -> None:
        """Go to a button and press it."""
        self.go_to(name)
        self.driver.keys(key)

    def type(self, name: str, text: str) -> None:
        """Go to a field and write over what is there."""
        widget = self.go_to(name)
        self.driver.qtbot.keyClick(widget, Qt.Key.Key_A, CTRL)
        self.driver.keys(text)

    def command(self, key: Qt.Key) -> None:
        """Press Ctrl and a key, where the keyboard is."""
        self.driver.command(key)
