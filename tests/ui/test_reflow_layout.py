"""Rows that become columns where there is too little room."""

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.reflow_layout import reflow_row
from spdesk.ui.widgets.texts import label

LONG = "One word after another until the line is full and has to wrap into several. " * 2


def row(qtbot: QtBot, count: int = 3) -> tuple[QWidget, list[QLabel]]:
    labels = [label(LONG) for _ in range(count)]
    made = reflow_row(*((each, 1, 10.0) for each in labels), spacing=10)
    qtbot.addWidget(made)
    return made, labels


def lay(made: QWidget, width: int) -> None:
    made.resize(width, made.layout().heightForWidth(width))
    made.layout().activate()


def test_a_wide_row_stands_side_by_side_and_fills_its_width(qtbot: QtBot, look: Look) -> None:
    made, labels = row(qtbot)
    lay(made, 1200)
    assert len({each.y() for each in labels}) == 1
    assert [each.x() for each in labels] == sorted(each.x() for each in labels)
    assert max(each.geometry().right() for each in labels) in range(1190, 1200)


def test_a_narrow_row_becomes_a_column_of_full_width(qtbot: QtBot, look: Look) -> None:
    made, labels = row(qtbot)
    lay(made, 300)
    assert {each.width() for each in labels} == {300}
    for above, below in pairwise(labels):
        assert below.y() >= above.geometry().bottom()


@pytest.mark.parametrize("width", [150, 300, 500, 600, 620, 640, 700, 900, 1500])
def test_nothing_is_cut_and_nothing_overlaps_at_any_width(
    qtbot: QtBot, look: Look, width: int
) -> None:
    made, labels = row(qtbot)
    lay(made, width)
    for each in labels:
        assert each.height() >= each.heightForWidth(each.width())
        assert made.rect().contains(each.geometry())
    for one in labels:
        assert not any(one.geometry().intersects(o.geometry()) for o in labels if o is not one)


def test_hidden_parts_take_no_room(qtbot: QtBot, look: Look) -> None:
    made, labels = row(qtbot)
    made.show()
    lay(made, 300)
    tall = made.layout().heightForWidth(300)
    labels[1].hide()
    assert made.layout().heightForWidth(300) < tall
    for each in labels:
        each.hide()
    assert made.layout().heightForWidth(300) == 0
    assert made.layout().minimumSize().width() == 0


def test_an_item_taken_out_is_gone(qtbot: QtBot, look: Look) -> None:
    made, labels = row(qtbot)
    layout = made.layout()
    assert layout.count() == 3
    assert layout.takeAt(3) is None
    assert layout.itemAt(-1) is None
    item = layout.takeAt(1)
    assert item is not None
    assert item.widget() is labels[1]
    assert layout.count() == 2
    lay(made, 1200)
    assert labels[2].x() > labels[0].x()
