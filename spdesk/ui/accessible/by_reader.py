"""Controls that hear what a screen reader or a voice control does, as they hear mouse and keys.

Such tools change a control without pressing it: Qt toggles a button or sets a text, and tells of
neither as of an edit (`clicked`, `textEdited`). What the tool did would stand on the screen and
in no file. These classes tell of it. They know the program's own changes because those come
through Python, past the methods below, and the tool's do not.
"""

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QLineEdit,
    QRadioButton,
)

if TYPE_CHECKING:
    _Mixin = QAbstractButton
else:  # Qt's classes can be mixed with plain ones only
    _Mixin = object


class HearsToggles(_Mixin):
    """Mixed into a button: toggled by a tool, it tells that it was clicked."""

    _changes_itself = False
    _listens = False

    def setCheckable(self, checkable: bool, /) -> None:
        super().setCheckable(checkable)
        if checkable:
            self.hear_toggles()

    def hear_toggles(self) -> None:
        """Begin to listen; a button that is made checkable does so by itself."""
        if not self._listens:
            self._listens = True
            self.toggled.connect(self._on_toggled)

    def setChecked(self, checked: bool, /) -> None:
        self._changes_itself = True
        super().setChecked(checked)
        self._changes_itself = False

    def nextCheckState(self) -> None:
        self._changes_itself = True
        super().nextCheckState()
        self._changes_itself = False

    def _on_toggled(self, checked: bool) -> None:
        if self._changes_itself:
            return
        group = cast("QButtonGroup | None", self.group())
        if group is None:
            self.clicked[bool].emit(checked)  # type: ignore[index]
        elif not group.exclusive():
            self.clicked[bool].emit(checked)  # type: ignore[index]
            group.idClicked.emit(group.id(self))
            group.buttonClicked.emit(self)
        elif checked:
            self.click()  # changes nothing more, and tells the group too
        # Otherwise another one of the group was chosen, and tells by itself.


class TickBox(HearsToggles, QCheckBox):
    """A check box that hears them."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.hear_toggles()


class RadioChoice(HearsToggles, QRadioButton):
    """A radio button that hears them."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.hear_toggles()


class TextLine(QLineEdit):
    """A line of text: set by a tool, it tells that it was edited."""

    _changes_itself = False
    _typed: str | None = None

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.textEdited.connect(self._on_edited)
        self.textChanged.connect(self._on_changed)

    def setText(self, text: str | None, /) -> None:
        self._changes_itself = True
        super().setText(text)
        self._changes_itself = False

    def clear(self) -> None:
        self.setText("")

    def _on_edited(self, text: str) -> None:
        self._typed = text

    def _on_changed(self, text: str) -> None:
        """Qt tells of typing first as of an edit, then as of a change."""
        if not self._changes_itself and text != self._typed:
            self.textEdited.emit(text)
        self._typed = None
