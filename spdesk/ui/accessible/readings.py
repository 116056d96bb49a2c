"""What a screen reader is told of painted widgets and of the levers' sliders.

Qt asks for it only while a screen reader runs; until then this costs nothing.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleValueInterface
from PySide6.QtWidgets import QAccessibleWidget, QSlider, QWidget
from shiboken6 import VoidPtr, getCppPointer, isValid

_ROLE = "spdesk_role"
_SHARE = "spdesk_share"

_kept: list[QAccessibleInterface] = []
"""Qt deletes an interface with its widget. Until then Python must not do so."""

_installed = False


def reads_as_picture(widget: QWidget) -> None:
    """Have a painted widget read out as a picture: give it a name, and a description that is live.

    Before the name: Qt settles the role when a reader first hears of the widget.
    """
    _install()
    widget.setProperty(_ROLE, QAccessible.Role.Graphic.value)


def reads_as_window(widget: QWidget) -> None:
    """Have a window of its own read out as one; Qt takes only main windows and dialogs for such."""
    _install()
    widget.setProperty(_ROLE, QAccessible.Role.Window.value)


def reads_in_parts(slider: QSlider, parts: int) -> None:
    """Have a slider read out in its own unit, of which its numbers are so many parts."""
    _install()
    slider.setProperty(_SHARE, parts)


def _install() -> None:
    """Tell Qt who makes these readings; once for the program, with its first marked widget."""
    global _installed  # noqa: PLW0603  Qt keeps it for the program too
    if not _installed:
        _installed = True
        QAccessible.installFactory(_reading)


def _reading(_: str, thing: QObject) -> QAccessibleInterface | None:
    """The reading of a widget that was marked; Qt makes those of all others."""
    if isinstance(thing, QWidget) and (role := thing.property(_ROLE)):
        made: QAccessibleInterface = QAccessibleWidget(thing, QAccessible.Role(role))
    elif isinstance(thing, QSlider) and thing.property(_SHARE):
        made = _SliderReading(thing)
    else:
        return None
    _kept[:] = [kept for kept in _kept if isValid(kept)]
    _kept.append(made)
    return made


class _SliderReading(QAccessibleWidget):
    """A slider whose value is told in the unit that stands beside it."""

    def __init__(self, slider: QSlider) -> None:
        super().__init__(slider, QAccessible.Role.Slider)
        self._value = _SliderValue(slider)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> object:  # type: ignore[override]
        # Qt wants an address. What a number or None of Python is turned into crashes it.
        if kind is QAccessible.InterfaceType.ValueInterface:
            return VoidPtr(getCppPointer(self._value)[0])
        address: object = super().interface_cast(kind)
        return VoidPtr(0) if address is None else address


class _SliderValue(QAccessibleValueInterface):
    def __init__(self, slider: QSlider) -> None:
        super().__init__()
        self._slider = slider
        self._parts = int(slider.property(_SHARE))

    def currentValue(self) -> float:
        return self._slider.value() / self._parts

    def setCurrentValue(self, value: object) -> None:
        self._slider.setValue(round(float(str(value)) * self._parts))

    def minimumValue(self) -> float:
        return self._slider.minimum() / self._parts

    def maximumValue(self) -> float:
        return self._slider.maximum() / self._parts

    def minimumStepSize(self) -> float:
        return self._slider.singleStep() / self._parts
