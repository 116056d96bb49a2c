"""The live view: point, sliders, numbers, words and table always say the same."""

import math
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from spdesk.core.performance import Lever, Performance
from spdesk.guidance.library import guidance
from spdesk.ui.desk import Desk
from spdesk.ui.pages.performance_page import PerformancePage
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.info_button import InfoButton
from spdesk.ui.widgets.route_card import read_target
from spdesk.workbook import edits
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Workbook
from tests.ui.benches import Row, on_screen

LEFT = Qt.MouseButton.LeftButton
CA, IN, CR = Lever.CAPABILITIES, Lever.INCENTIVES, Lever.RELATIONSHIPS


class Bench:
    """A desk with one issue, and the page that shows it."""

    def __init__(self, look: Look, scores: Row) -> None:
        self.desk = Desk()
        self.refused: list[str] = []
        self.desk.refused.connect(self.refused.append)
        workbook = edits.add_issue(Workbook(), "a", "Missed appointments")
        workbook = edits.score(workbook, "a", dict(zip(Lever, scores, strict=True)))
        self.desk.begin(workbook, None)
        self.desk.look_at("a", Step.PERFORMANCE)
        self.page = PerformancePage(self.desk, look, guidance())
        self.desk.workbook_changed.connect(self.show)
        self.show()

    def show(self) -> None:
        assert self.desk.issue is not None
        self.page.show_issue(self.desk.workbook, self.desk.issue)

    @property
    def scores(self) -> dict[Lever, float | None]:
        assert self.desk.issue is not None
        return {lever: self.desk.issue.scores.of(lever) for lever in Lever}

    @property
    def performance(self) -> Performance:
        assert self.desk.issue is not None
        made = self.desk.issue.scores.performance(self.desk.workbook.scale)
        assert made is not None
        return made

    def point(self) -> QPoint:
        place = self.page.landscape.point_position
        assert place is not None
        return place.toPoint()

    def drag(self, *ways: QPoint) -> None:
        viewport = self.page.landscape.viewport()
        start = self.point()
        QTest.mousePress(viewport, LEFT, pos=start)
        for way in ways:
            QTest.mouseMove(viewport, start + way)
        QTest.mouseRelease(viewport, LEFT, pos=start + ways[-1])

    def check(self) -> None:
        """Slider, number, point and table tell of the scores in the workbook."""
        for lever, score in self.scores.items():
            panel = self.page.panels[lever]
            if score is None:
                assert panel.number.is_missing
                assert not panel.number.text()
                continue
            assert panel.number.value() == pytest.approx(score, abs=0.001)
            assert float(panel.number.text().replace(",", ".")) == pytest.approx(score, abs=0.001)
            assert panel.slider.score == pytest.approx(score, abs=0.001)
            cell = self.cell(list(Lever).index(lever), 0)
            assert float(cell) == pytest.approx(score, abs=0.001)
        if None not in self.scores.values():
            place = self.page.landscape.point_position
            assert place is not None
            assert self.page.landscape.scores_at(place) == pytest.approx(
                (self.performance.product, self.performance.relationships), rel=1e-3
            )
        assert self.refused == []

    def cell(self, row: int, column: int) -> str:
        model = self.page.model
        return str(model.data(model.index(row, column)))


@pytest.fixture
def bench(qtbot: QtBot, look: Look) -> Iterator[Callable[..., Bench]]:
    def made(scores: Row) -> Bench:
        return Bench(look, scores)

    yield from on_screen(qtbot, made, (6, 5, 5.2))


def wheel(widget: QWidget, turn: int = 120) -> None:
    centre = QPointF(widget.rect().center())
    event = QWheelEvent(
        centre,
        QPointF(widget.mapToGlobal(centre.toPoint())),
        QPoint(0, 0),
        QPoint(0, turn),
        LEFT & Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_up_and_down_moves_relationships_only(bench: Callable[..., Bench]) -> None:
    made = bench()
    made.drag(QPoint(0, -30), QPoint(1, -80))
    assert made.scores[CA] == 6
    assert made.scores[IN] == 5
    assert made.performance.relationships > 6
    made.check()


def test_sideways_moves_both_by_one_factor_until_an_end_is_met(
    bench: Callable[..., Bench],
) -> None:
    made = bench(4, 2, 5.25)
    made.drag(QPoint(60, 0))
    now = made.performance
    assert now.product > 10
    assert now.capabilities / now.incentives == pytest.approx(2, rel=0.05)
    assert now.relationships == 5.25
    made.check()
    made.drag(QPoint(1000, 0))
    assert (made.scores[CA], made.scores[IN]) == (10, 10)
    made.check()


def test_a_trembling_hand_changes_nothing(bench: Callable[..., Bench]) -> None:
    made = bench(6.25, 4.37, 5.2)
    made.drag(QPoint(1, 1), QPoint(0, 0))
    assert made.desk.undo_stack.count() == 0


def test_one_drag_is_one_undo_step_with_a_name(bench: Callable[..., Bench]) -> None:
    made = bench()
    before = made.scores
    made.drag(*(QPoint(step, -step) for step in range(5, 60, 5)))
    made.drag(QPoint(-40, 20), QPoint(-50, 30))
    assert made.desk.undo_stack.count() == 2
    assert made.desk.undo_stack.undoText() == "move the point"
    made.desk.undo()
    made.desk.undo()
    assert made.scores == before
    made.check()
    made.desk.redo()
    made.check()


def test_esc_puts_the_point_back(bench: Callable[..., Bench]) -> None:
    made = bench(6.25, 5, 5.2)
    viewport, start = made.page.landscape.viewport(), made.point()
    QTest.mousePress(viewport, LEFT, pos=start)
    QTest.mouseMove(viewport, start + QPoint(60, -60))
    assert made.desk.undo_stack.count() == 1
    QTest.keyClick(made.page.landscape, Qt.Key.Key_Escape)
    QTest.mouseRelease(viewport, LEFT, pos=start)
    assert made.scores == {CA: 6.25, IN: 5, CR: 5.2}
    assert made.desk.undo_stack.count() == 0


def test_arrow_keys_walk_there_and_back_without_bending_the_ratio(
    bench: Callable[..., Bench],
) -> None:
    made = bench(8, 2, 5)
    for _ in range(6):
        QTest.keyClick(made.page.landscape, Qt.Key.Key_Right)
        made.check()
    assert made.performance.product > 19
    assert made.performance.capabilities / made.performance.incentives == pytest.approx(4, rel=0.05)
    for _ in range(6):
        QTest.keyClick(made.page.landscape, Qt.Key.Key_Left)
    assert made.performance.product == pytest.approx(16, rel=0.05)
    QTest.keyClick(made.page.landscape, Qt.Key.Key_Up)
    assert made.scores[CR] == 5.1
    QTest.keyClick(made.page.landscape, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert made.scores[CR] == 4.6
    made.check()


@pytest.mark.parametrize("scores", [(1, 1, 1), (10, 10, 10), (1, 10, 5), (1, 1.04, 5)])
def test_arrow_keys_go_on_from_every_corner(
    bench: Callable[..., Bench], scores: tuple[float, float, float]
) -> None:
    made = bench(*scores)
    keys = (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Down)
    seen = set()
    for key in keys:
        for _ in range(3):
            QTest.keyClick(made.page.landscape, key)
            seen.add(tuple(made.scores.values()))
            made.check()
    assert len(seen) > 4


def test_every_key_press_is_an_undo_step(bench: Callable[..., Bench]) -> None:
    made = bench()
    QTest.keyClick(made.page.landscape, Qt.Key.Key_Up)
    QTest.keyClick(made.page.landscape, Qt.Key.Key_Up)
    assert made.desk.undo_stack.count() == 2


def test_a_slider_drag_is_one_step_in_tenths(bench: Callable[..., Bench]) -> None:
    made = bench()
    slider = made.page.panels[CA].slider
    start = slider.handle_centre.toPoint()
    QTest.mousePress(slider, LEFT, pos=start)
    for step in range(0, 80, 7):
        QTest.mouseMove(slider, start + QPoint(step, 0))
        made.check()
    QTest.mouseRelease(slider, LEFT, pos=start + QPoint(77, 0))
    score = made.performance.capabilities
    assert score > 7
    assert score == round(score, 1)
    assert made.desk.undo_stack.count() == 1
    assert made.desk.undo_stack.undoText() == "score capabilities"


def test_slider_keys(bench: Callable[..., Bench]) -> None:
    made = bench(6.25, 5, 5)
    slider = made.page.panels[CA].slider
    for key, score in (
        (Qt.Key.Key_Right, 6.35),
        (Qt.Key.Key_PageDown, 5.35),
        (Qt.Key.Key_Home, 1),
        (Qt.Key.Key_End, 10),
        (Qt.Key.Key_Right, 10),
        (Qt.Key.Key_Down, 9.9),
    ):
        QTest.keyClick(slider, key)
        assert made.scores[CA] == score
        made.check()


@pytest.mark.parametrize(
    ("typed", "score"), [("7", 7), ("7,5", 7.5), ("7.5", 7.5), ("10", 10), ("3,25", 3.25)]
)
def test_numbers_are_read_with_comma_or_point(
    bench: Callable[..., Bench], qtbot: QtBot, typed: str, score: float
) -> None:
    made = bench()
    number = made.page.panels[IN].number
    number.setFocus()
    number.selectAll()
    for character in typed:
        QTest.keyClicks(number, character)
    assert number.text() == typed
    assert made.scores[IN] == score
    assert made.desk.undo_stack.count() == 1
    made.page.landscape.setFocus()
    made.check()


@pytest.mark.parametrize("typed", ["", "0", "abc", "-3", ","])
def test_what_is_no_score_changes_nothing(bench: Callable[..., Bench], typed: str) -> None:
    made = bench()
    number = made.page.panels[IN].number
    number.setFocus()
    number.selectAll()
    QTest.keyClick(number, Qt.Key.Key_Delete)
    QTest.keyClicks(number, typed)
    made.page.landscape.setFocus()
    assert made.scores[IN] == (3 if typed == "-3" else 5)
    made.check()


def test_number_keys_step(bench: Callable[..., Bench]) -> None:
    made = bench()
    number = made.page.panels[CR].number
    number.setFocus()
    QTest.keyClick(number, Qt.Key.Key_Up)
    QTest.keyClick(number, Qt.Key.Key_Up)
    assert made.scores[CR] == 5.4
    assert made.desk.undo_stack.count() == 2
    made.check()


def test_the_wheel_changes_nothing_without_focus(bench: Callable[..., Bench]) -> None:
    made = bench()
    made.page.landscape.setFocus()
    panel = made.page.panels[CA]
    for widget in (panel.slider, panel.number, made.page.landscape.viewport()):
        wheel(widget)
    assert made.desk.undo_stack.count() == 0
    panel.slider.setFocus()
    wheel(panel.slider)
    assert made.scores[CA] == 6.1
    made.check()


def test_showing_an_issue_asks_for_no_edits(bench: Callable[..., Bench]) -> None:
    made = bench(6.25, None, 3.33)
    made.show()
    made.page.arrive()
    made.show()
    assert made.desk.undo_stack.count() == 0
    made.check()


def test_missing_scores_are_said_and_can_be_set(bench: Callable[..., Bench]) -> None:
    made = bench(None, None, None)
    page = made.page
    assert page.landscape.message.isVisible()
    assert "Score all three" in page.sentence.text()
    assert not page.keep_button.isEnabled()
    assert page.keep_reason.isVisible()
    assert page.panels[CA].level_text == "Not scored yet"
    QTest.mouseClick(
        page.panels[CA].slider, LEFT, pos=page.panels[CA].slider.handle_centre.toPoint()
    )
    assert made.scores[CA] == 5.5
    QTest.keyClick(page.panels[IN].slider, Qt.Key.Key_Up)
    assert made.scores[IN] == 5.5
    number = page.panels[CR].number
    number.setFocus()
    QTest.keyClicks(number, "5.5")
    assert made.scores[CR] == 5.5
    made.check()
    assert not page.landscape.message.isVisible()
    assert not page.keep_reason.isVisible()
    for _ in range(3):
        made.desk.undo()
    made.check()
    assert set(made.scores.values()) == {None}


def test_stepping_sets_a_missing_number(bench: Callable[..., Bench]) -> None:
    made = bench(None, 5, 5)
    QTest.keyClick(made.page.panels[CA].number, Qt.Key.Key_Up)
    assert made.scores[CA] == 5.5
    made.check()


def test_a_kept_round_leaves_a_ghost(bench: Callable[..., Bench]) -> None:
    made = bench()
    QTest.mouseClick(made.page.keep_button, LEFT)
    assert made.desk.issue is not None
    assert len(made.desk.issue.rounds) == 1
    assert made.desk.undo_stack.undoText() == "keep a round"
    assert made.page.sentence.text().endswith("The scores are those of the last round.")
    made.drag(QPoint(40, -60))
    assert "higher than in the last round" in made.page.sentence.text()
    assert made.cell(2, 1) == "5.2"
    assert made.cell(5, 1) == "34"


def test_words_follow_at_once(bench: Callable[..., Bench]) -> None:
    made = bench(2, 3, 7)
    page = made.page
    assert "not the strongest" in page.sentence.text()
    said = "Capabilities 2, incentives 3, relationships 7: sustainable performance about 12."
    assert page.landscape.accessibleDescription() == f"{said} {page.sentence.text()}"
    assert page.panels[CA].step_text == "one point more ×1.76 strongest"
    assert page.panels[CR].step_text == "one point more ×1.43"
    made.page.panels[CR].slider.setFocus()
    QTest.keyClick(page.panels[CR].slider, Qt.Key.Key_Home)
    assert page.sentence.text().startswith("Relationships") is False
    assert page.panels[CR].step_text.endswith("strongest")
    assert "about" in page.formula.text()
    assert page.formula.accessibleName() == "2 times 3, to the power 0.2, is about 1.4"


def test_the_top_of_the_scale_is_said(bench: Callable[..., Bench]) -> None:
    made = bench(10, 9.5, 10)
    assert made.page.panels[CA].step_text == "at the top"
    assert made.page.panels[IN].step_text == "up to the top ×1.11 strongest"
    assert made.page.panels[CA].bar.share == 0


def test_bars_share_one_left_edge_and_one_scale(bench: Callable[..., Bench]) -> None:
    made = bench()
    bars = [panel.bar for panel in made.page.panels.values()]
    assert len({bar.mapTo(made.page, QPoint(0, 0)).x() for bar in bars}) == 1
    assert len({bar.width() for bar in bars}) == 1
    shares = [
        bar.share / math.log(made.performance.next_point(lever))
        for bar, lever in zip(bars, Lever, strict=True)
    ]
    assert shares == pytest.approx([shares[0]] * 3)


def test_the_table_is_the_twin_of_the_picture(bench: Callable[..., Bench], qtbot: QtBot) -> None:
    made = bench()
    page = made.page
    QTest.keyClick(page, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.table.isVisible)  # a button pressed by its shortcut takes a moment
    assert not page.landscape.isVisible()
    QTest.keyClick(page.panels[CR].slider, Qt.Key.Key_Up)
    assert made.cell(2, 0) == "5.3"
    assert made.cell(3, 0) == "1.06"
    assert made.cell(4, 0) == "30"
    assert made.cell(5, 0) == "37"
    assert made.cell(0, 2) == "×1.18"
    assert made.cell(0, 3) == "1.06 %"
    assert page.table.accessibleDescription() == page.landscape.accessibleDescription()
    assert page.table.accessibleDescription().endswith(page.sentence.text())
    QTest.mouseClick(page.table_button, LEFT)
    assert page.landscape.isVisible()


def test_a_target_shows_the_route(bench: Callable[..., Bench]) -> None:
    made = bench()
    card = made.page.route_card
    card.target.setFocus()
    QTest.keyClicks(card.target, "100")
    assert made.desk.issue is not None
    assert made.desk.issue.target == 100
    assert card.route.text() == "Cheapest route in half points: relationships to 7."
    assert "Relationships alone: 6.8." in card.alone.text()
    assert made.cell(2, 4) == "6.8"
    assert made.desk.undo_stack.count() == 1
    assert made.desk.undo_stack.undoText() == "set the target"
    card.target.selectAll()
    QTest.keyClick(card.target, Qt.Key.Key_Delete)
    assert made.desk.issue.target is None
    QTest.keyClicks(card.target, "x")
    assert card.route.text() == "A target is a number of 1 or more."
    made.page.landscape.setFocus()
    assert not card.target.text()
    assert made.refused == []


@pytest.mark.parametrize(
    ("text", "target"),
    [("100", 100), ("1,000", 1000), ("10,5", 10.5), ("1 000", 1000), ("x", None), ("", None)],
)
def test_targets_are_read_as_people_write_them(text: str, target: float | None) -> None:
    assert read_target(text) == target


def test_effort_turns_the_route(bench: Callable[..., Bench]) -> None:
    made = bench()
    card = made.page.route_card
    QTest.keyClicks(card.target, "100")
    assert not card.efforts[CR].isVisible()
    QTest.mouseClick(card.disclosure, LEFT)
    assert card.efforts[CR].isVisible()
    box = card.efforts[CR]
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "10")
    assert made.desk.issue is not None
    assert made.desk.issue.effort.relationships == 10
    assert made.desk.undo_stack.undoText() == "set the effort"
    assert card.route.text() != "Cheapest route in half points: relationships to 7."


@pytest.mark.parametrize("text", [0.8, 1.0])
def test_all_is_seen_without_scrolling_on_a_small_screen(
    bench: Callable[..., Bench], look: Look, text: float
) -> None:
    look.set_scale(text)
    made = bench()
    QTest.keyClicks(made.page.route_card.target, "100")
    QTest.mouseClick(made.page.keep_button, LEFT)
    QApplication.processEvents()
    assert made.page.verticalScrollBar().maximum() == 0
    assert made.page.horizontalScrollBar().maximum() == 0


def test_large_text_scrolls_downwards_only(bench: Callable[..., Bench], look: Look) -> None:
    look.set_scale(2)
    made = bench()
    QApplication.processEvents()
    assert made.page.verticalScrollBar().maximum() > 0
    assert made.page.horizontalScrollBar().maximum() == 0


def test_dragging_never_resizes_the_picture(bench: Callable[..., Bench]) -> None:
    made = bench()
    QTest.keyClicks(made.page.route_card.target, "100")
    QTest.mouseClick(made.page.keep_button, LEFT)
    QApplication.processEvents()
    sizes = set()
    for scores in [(2, 2, 7), (10, 10, 10), (9.5, 10, 3), (1, 1, 1), (6, 5, 5)]:
        made.desk.apply_to_issue("", edits.score, dict(zip(Lever, scores, strict=True)))
        QApplication.processEvents()
        sizes.add(made.page.landscape.size().toTuple())
    assert len(sizes) == 1


def test_the_sentences_stand_together_and_spare_room_is_below_them(
    bench: Callable[..., Bench],
) -> None:
    page = bench().page
    QApplication.processEvents()
    first, second = (label.mapTo(page, QPoint()).y() for label in (page.sentence, page.quiet))
    assert 0 < second - first - page.sentence.height() < 12
    assert page.keep_button.mapTo(page, QPoint()).y() > second + page.quiet.height()


@pytest.mark.parametrize("width", [1098, 1650])
def test_a_table_shows_all_its_rows(bench: Callable[..., Bench], look: Look, width: int) -> None:
    look.apply()  # the style sheet takes room in headings and cells
    made = bench()
    made.page.resize(width, 690)
    QTest.mouseClick(made.page.table_button, LEFT)
    QApplication.processEvents()
    assert made.page.table.verticalScrollBar().maximum() == 0
    assert made.page.table.horizontalScrollBar().maximum() == 0


def test_terms_of_the_method_say_what_they_mean(bench: Callable[..., Bench]) -> None:
    page = bench().page
    said = {one.accessibleName() for one in page.findChildren(InfoButton) if one.isVisible()}
    terms = {"Sustainable performance", "Power", "Capabilities", "Incentives", "Target"}
    assert {f"What “{term}” means" for term in terms} <= said
    assert not any("Likely range" in name for name in said)  # without a round there is none
