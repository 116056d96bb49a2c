"""Widgets that wrap like words."""

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.flow_layout import FlowLayout


def flow(qtbot: QtBot, count: int = 12) -> tuple[QWidget, FlowLayout, list[QPushButton]]:
    made = QWidget()
    layout = FlowLayout(6)
    made.setLayout(layout)
    buttons = [QPushButton(f"Answer {number} given") for number in range(count)]
    layout.replace_widgets(buttons)
    qtbot.addWidget(made)
    return made, layout, buttons


@pytest.mark.parametrize("width", [130, 200, 333, 500, 1000, 4000])
def test_widgets_wrap_in_their_order_without_overlap(qtbot: QtBot, look: Look, width: int) -> None:
    made, layout, buttons = flow(qtbot)
    made.resize(width, layout.heightForWidth(width))
    layout.activate()
    places = [(button.y(), button.x()) for button in buttons]
    assert places == sorted(places)
    for number, button in enumerate(buttons):
        assert button.width() >= button.sizeHint().width()
        assert made.rect().contains(button.geometry()) or width < button.sizeHint().width()
        for other in buttons[number + 1 :]:
            assert not button.geometry().intersects(other.geometry())


def test_narrower_is_never_lower(qtbot: QtBot, look: Look) -> None:
    made, layout, _ = flow(qtbot)
    assert made.isHidden()
    heights = [layout.heightForWidth(width) for width in range(150, 2000, 50)]
    assert heights == sorted(heights, reverse=True)


def test_other_widgets_take_the_place_of_those_there(qtbot: QtBot, look: Look) -> None:
    made, layout, buttons = flow(qtbot)
    made.show()
    new = [QPushButton("Only one")]
    layout.replace_widgets(new)
    assert layout.count() == 1
    assert not any(button.isVisible() for button in buttons)
    qtbot.waitUntil(new[0].isVisible)


def test_an_empty_flow_takes_no_room(qtbot: QtBot, look: Look) -> None:
    made, layout, _ = flow(qtbot, 0)
    assert made.isHidden()
    assert layout.heightForWidth(500) == 0
    assert layout.itemAt(0) is None
    assert layout.takeAt(0) is None
