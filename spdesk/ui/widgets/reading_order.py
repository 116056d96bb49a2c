"""The Tab key in the order in which a page is read, also after parts of it were made anew."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def tab_in_reading_order(root: QWidget) -> None:
    """Let Tab go through the controls under `root` as its layouts place them.

    What is made later would otherwise come last, wherever it stands.
    """
    before: QWidget | None = None
    for control in _controls(root):
        if before is not None:
            QWidget.setTabOrder(before, control)
        before = control


def first_control(root: QWidget) -> QWidget | None:
    """The first control under `root` that Tab reaches, or None."""
    return next(_controls(root), None)


def _controls(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    layout = widget.layout()
    if layout is not None:
        yield from _of_layout(layout)


def _of_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from _controls(widget)
        elif inner is not None:
            yield from _of_layout(inner)
