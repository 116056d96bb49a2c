"""The picture of SP: exact places, labels that do not collide, mouse and keys, nothing rebuilt."""

import math
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from spdesk.core.landscape import index_surface
from spdesk.core.performance import DEFAULT_SCALE, Performance, Scale
from spdesk.ui.plots.label_layout import place_beside_line, place_on_curves
from spdesk.ui.plots.landscape_view import LandscapeView
from spdesk.ui.plots.marks import HaloText
from spdesk.ui.plots.plot_style import (
    contrast,
    even_ticks,
    log_ticks,
    number_words,
    picture,
    ramp,
)
from spdesk.ui.theme.look import Look
from tests.ui.driving import wait_for_keyboard

LEFT = Qt.MouseButton.LeftButton
NOW = Performance(6, 5, 5.2)
BEFORE = Performance(6, 4, 4)
SCALES = [
    DEFAULT_SCALE,
    Scale(1, 5, 3),
    Scale(2, 9.7, 4),
    Scale(5, 10, 5),
    Scale(1, 10, 1),
    Scale(1, 1.2, 1),
    Scale(1, 60, 1),
]


@pytest.fixture
def view(qtbot: QtBot, look: Look) -> LandscapeView:
    made = LandscapeView(look)
    qtbot.addWidget(made)
    made.resize(614, 393)
    made.show_performance(DEFAULT_SCALE, NOW, None)
    made.show()
    qtbot.waitExposed(made)
    return made


def point(view: LandscapeView) -> QPoint:
    place = view.point_position
    assert place is not None
    return place.toPoint()


def boxes(view: LandscapeView) -> list[QRectF]:
    texts = [item for item in view.scene().items() if isinstance(item, HaloText)]
    made = []
    for text in texts:
        if text.isVisible():
            box = QRectF(QPointF(0, 0), text.size)
            box.moveCenter(view.mapFromScene(text.scenePos()).toPointF())
            made.append(box)
    return made


def test_the_point_is_where_its_numbers_say(view: LandscapeView) -> None:
    for scores in [(1, 1, 1), (10, 10, 10), (3, 7.5, 2.2)]:
        performance = Performance(*scores)
        view.show_performance(DEFAULT_SCALE, performance, None)
        place = view.point_position
        assert place is not None
        assert view.scores_at(place) == pytest.approx(
            (performance.product, performance.relationships), rel=1e-6
        )
        assert view.rect().adjusted(14, 14, -14, -14).contains(point(view))


def test_an_update_adds_and_removes_no_items(view: LandscapeView) -> None:
    before = set(map(id, view.scene().items()))
    view.show_performance(DEFAULT_SCALE, BEFORE, NOW)
    view.show_performance(DEFAULT_SCALE, None, None)
    view.show_performance(Scale(1, 5, 3), Performance(2, 2, 2, Scale(1, 5, 3)), None)
    view.show_performance(DEFAULT_SCALE, NOW, BEFORE)
    view.grab()
    assert set(map(id, view.scene().items())) == before


def test_a_missing_score_hides_the_point_and_says_why(view: LandscapeView) -> None:
    assert not view.message.isVisible()
    view.show_performance(DEFAULT_SCALE, None, None)
    assert view.message.isVisible()
    assert view.point_position is None
    QTest.mousePress(view.viewport(), LEFT, pos=view.rect().center())
    QTest.keyClick(view, Qt.Key.Key_Up)


@pytest.mark.parametrize("size", [(614, 393), (400, 290), (1100, 760)])
@pytest.mark.parametrize("text", [0.8, 1.0, 2.0])
@pytest.mark.parametrize("scale", SCALES)
def test_labels_never_collide(
    qtbot: QtBot, look: Look, size: tuple[int, int], text: float, scale: Scale
) -> None:
    look.set_scale(text)
    view = LandscapeView(look)
    qtbot.addWidget(view)
    view.resize(*size)
    view.show_performance(scale, None, None)
    view.show()
    view.grab()
    found = boxes(view)
    assert not [pair for pair in combinations(found, 2) if pair[0].intersects(pair[1])]
    assert all(QRectF(view.rect()).contains(box) for box in found)
    if scale == DEFAULT_SCALE and size != (400, 290):
        assert len(found) >= 7


def test_dragging_tells_where_to_without_a_jump(view: LandscapeView, qtbot: QtBot) -> None:
    start = point(view) + QPoint(5, -4)  # not on the very centre
    wanted: list[tuple[float, float]] = []
    view.dragged.connect(lambda product, cr: wanted.append((product, cr)))
    with qtbot.waitSignal(view.drag_started):
        QTest.mousePress(view.viewport(), LEFT, pos=start)
    QTest.mouseMove(view.viewport(), start)
    assert wanted[-1] == pytest.approx((NOW.product, NOW.relationships), abs=0.2)
    QTest.mouseMove(view.viewport(), QPoint(-50, -50))
    assert wanted[-1] == pytest.approx((1, 10))
    QTest.mouseMove(view.viewport(), QPoint(5000, 5000))
    assert wanted[-1] == pytest.approx((100, 1))
    QTest.mouseRelease(view.viewport(), LEFT, pos=QPoint(300, 300))
    count = len(wanted)
    QTest.mouseMove(view.viewport(), QPoint(200, 200))
    assert len(wanted) == count


def test_a_press_beside_the_point_changes_nothing(view: LandscapeView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.drag_started):
        QTest.mousePress(view.viewport(), LEFT, pos=point(view) + QPoint(40, 0))
        QTest.mouseMove(view.viewport(), point(view) + QPoint(60, 60))


def test_esc_lets_go(view: LandscapeView, qtbot: QtBot) -> None:
    QTest.mousePress(view.viewport(), LEFT, pos=point(view))
    with qtbot.waitSignal(view.drag_cancelled):
        QTest.keyClick(view, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(view.dragged):
        QTest.mouseMove(view.viewport(), QPoint(100, 100))


@pytest.mark.parametrize(
    ("key", "modifier", "steps"),
    [
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier, [0, 1]),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier, [0, -5]),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, [-1, 0]),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, [5, 0]),
    ],
)
def test_arrow_keys_nudge(
    view: LandscapeView,
    qtbot: QtBot,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
    steps: list[float],
) -> None:
    with qtbot.waitSignals([view.nudge_started, view.nudged]):
        QTest.keyClick(view, key, modifier)
    with qtbot.waitSignal(view.nudged) as told:
        QTest.keyClick(view, key, modifier)
    assert told.args == steps


def test_the_hand_shows_over_the_point(view: LandscapeView) -> None:
    QTest.mouseMove(view.viewport(), point(view))
    assert view.viewport().cursor().shape() == Qt.CursorShape.OpenHandCursor
    QTest.mouseMove(view.viewport(), point(view) + QPoint(60, 0))
    assert view.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor


def test_it_follows_the_look(view: LandscapeView, look: Look) -> None:
    light = view.grab().toImage().pixelColor(3, 200)
    look.choose_theme("dark")
    assert view.grab().toImage().pixelColor(3, 200) != light
    before = [box.height() for box in boxes(view)]
    look.set_scale(1.6)
    assert min(box.height() for box in boxes(view)) > max(before)


def test_focus_is_seen(view: LandscapeView, look: Look, qtbot: QtBot) -> None:
    assert view.accessibleName()
    assert view.focusPolicy() == Qt.FocusPolicy.StrongFocus
    view.clearFocus()
    assert view.grab().toImage().pixelColor(300, 0) != look.color("focus")
    wait_for_keyboard(qtbot, view)
    view.setFocus()
    assert view.grab().toImage().pixelColor(300, 0) == look.color("focus")


# The pure parts


def test_the_ramp_starts_and_ends_on_its_colours_and_is_even() -> None:
    low, high = QColor("#eef1f8"), QColor("#0d5f68")
    colors = ramp(low, high, 64)
    assert tuple(colors[0]) == (0xEE, 0xF1, 0xF8)
    assert tuple(colors[-1]) == (0x0D, 0x5F, 0x68)
    lightness = [0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in colors.astype(float)]
    assert np.all(np.diff(lightness) < 0)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(QColor("#ffffff"), QColor("#000000")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)


def test_the_picture_has_its_low_end_first() -> None:
    image = picture(index_surface(16, 16), ramp(QColor("#ffffff"), QColor("#000000"), 256))
    assert image.pixelColor(0, 0).lightness() > 245
    assert image.pixelColor(15, 15).lightness() < 30


def test_ticks_are_round() -> None:
    assert [text for _, text in log_ticks(1, 100, 9)] == ["1", "2", "5", "10", "20", "50", "100"]
    assert [text for _, text in even_ticks(1, 10, 10)] == list(map(str, range(1, 11)))
    assert [text for _, text in even_ticks(1, 10, 6)] == ["1", "4", "6", "8", "10"]
    assert [text for _, text in log_ticks(1, 3600, 5)] == ["1", "10", "100", "1,000"]
    assert log_ticks(1, 1.44, 6)[0] == (0, "1")


@pytest.mark.parametrize("most", [2, 3, 5, 10, 20])
@pytest.mark.parametrize("scale", SCALES)
def test_there_are_never_too_many_ticks(scale: Scale, most: int) -> None:
    for ticks, low, high in (
        (even_ticks(scale.low, scale.high, most), scale.low, scale.high),
        (
            log_ticks(scale.low**2, scale.high**2, most),
            2 * math.log(scale.low),
            2 * math.log(scale.high),
        ),
    ):
        assert 1 <= len(ticks) <= most + 1
        assert all(low - 1e-9 <= place <= high + 1e-9 for place, _ in ticks)


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.5, "0.5"), (30, "30"), (3000, "3,000"), (1e8, "10⁸"), (3e20, "3 × 10²⁰")],
)
def test_large_numbers_stay_short(value: float, words: str) -> None:
    assert number_words(value) == words


def test_a_label_without_room_is_left_out() -> None:
    line = np.linspace(0, 100, 50), np.linspace(100, 0, 50)
    area, size = QRectF(0, 0, 100, 100), QSizeF(60, 20)
    first, second = place_on_curves([line, line], [size, size], [], area)
    assert first is not None
    assert second is None or abs(second.y() - first.y()) >= 20
    assert place_on_curves([line], [size], [area], area) == [None]
    assert place_beside_line(50, QSizeF(95, 20), [], area) is None
