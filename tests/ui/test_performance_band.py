"""The room's own uncertainty on the performance page: dots, region, bars, words and table agree."""

import math
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spdesk.core.band_sentences import disagreement_sentence, strongest_sentence
from spdesk.core.performance import DEFAULT_SCALE, Lever, Performance, Scale
from spdesk.core.terms import Scores, Terms
from spdesk.core.uncertainty import RoomPerformance, room_performance
from spdesk.guidance.library import guidance
from spdesk.ui.desk import Desk
from spdesk.ui.pages.performance_page import PerformancePage
from spdesk.ui.plots import room_marks
from spdesk.ui.plots.room_marks import BallotCloud, LikelyRegion, line_of_sp, stacked
from spdesk.ui.theme.look import Look
from spdesk.workbook import edits
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Workbook
from spdesk.workbook.round_edits import delete_ballots, keep_ballot_round
from spdesk.workbook.round_questions import lever_items
from spdesk.workbook.rounds import Ballot, BallotAnswer, BallotRound
from tests.ui.benches import Row, on_screen

Kind = TypeVar("Kind", BallotCloud, LikelyRegion)
SEVEN: list[Row] = [
    (6, 5, 5), (5, 5, 5), (7, 5, 6), (6, 4, 5), (7, 6, 5), (6, 6, 4), (6, 4, 6),
]  # fmt: skip
WIDE: list[Row] = [
    (1, 1, 1), (10, 10, 10), (10, 9, 10), (2, 1, 2), (1, 10, 9), (10, 10, 9), (2, 2, 1),
]  # fmt: skip
LEFT = Qt.MouseButton.LeftButton


def held_round(rows: Sequence[Row], name: str = "round-1", *, revealed: bool = True) -> BallotRound:
    ballots = tuple(
        Ballot(
            answers=tuple(
                BallotAnswer(question=lever.value, rating=rating)
                for lever, rating in zip(Lever, row, strict=True)
            )
        )
        for row in rows
    )
    return BallotRound(
        id=name,
        subject="terms",
        questions=tuple(lever.value for lever in Lever),
        held_on=date(2026, 11, 20),
        revealed=revealed,
        ballots=ballots,
    )


class Bench:
    """A desk with one issue that was voted on, and the page that shows it."""

    def __init__(self, look: Look, qtbot: QtBot, scores: Row = (6, 5, 5)) -> None:
        self.qtbot = qtbot
        self.desk = Desk()
        workbook = edits.add_issue(Workbook(), "a", "Missed appointments")
        workbook = edits.add_issue(workbook, "b", "Another one")
        workbook = edits.score(workbook, "a", dict(zip(Lever, scores, strict=True)))
        self.desk.begin(workbook, None)
        self.desk.look_at("a", Step.PERFORMANCE)
        self.page = PerformancePage(self.desk, look, guidance())
        self.desk.workbook_changed.connect(self.show)
        self.desk.place_changed.connect(self.show)
        self.show()

    def show(self) -> None:
        if self.desk.issue is not None and self.desk.step is Step.PERFORMANCE:
            self.page.show_issue(self.desk.workbook, self.desk.issue)

    def vote(self, rows: Sequence[Row], name: str = "round-1") -> RoomPerformance:
        """Put a revealed round into the workbook and wait for its band."""
        with self.qtbot.waitSignal(
            self.page.feed.changed, check_params_cb=self.is_there, timeout=60_000
        ):
            self.keep(held_round(rows, name))
        for _ in range(5):  # the page finds its sizes in several turns
            QApplication.processEvents()
        assert self.page.feed.room is not None
        return self.page.feed.room

    def is_there(self) -> bool:
        return self.page.feed.room is not None

    def keep(self, held: BallotRound) -> None:
        self.desk.apply("vote", keep_ballot_round, "a", held)
        QApplication.processEvents()

    def score(self, *scores: float) -> None:
        self.desk.apply_to_issue("s", edits.score, dict(zip(Lever, scores, strict=True)))

    def mark(self, kind: type[Kind]) -> Kind:
        (found,) = (item for item in self.page.landscape.scene().items() if isinstance(item, kind))
        return found

    def dots(self) -> list[tuple[float, float]]:
        """C x I and CR of every dot that is seen, from its place on the screen."""
        cloud, view = self.mark(BallotCloud), self.page.landscape
        if not cloud.isVisible():
            return []
        return [view.scores_at(cloud.scenePos() + dot) for dot in cloud.dots]

    def legend(self) -> list[str]:
        return [entry.text() for entry in self.page.band.legend if entry.isVisible()]

    def seen(self) -> dict[str, bool]:
        band = self.page.band
        return {
            "head": band.head.isVisible(),
            "line": band.line.isVisible(),
            "legend": bool(self.legend()),
            "dots": bool(self.dots()),
            "bars": any(panel.bar.likely is not None for panel in self.page.panels.values()),
            "table": band.model.rowCount() > 0,
        }

    def cells(self) -> dict[str, list[str]]:
        model = self.page.band.model
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        assert model.headerData(0, across) == "low"
        return {
            str(model.headerData(row, down)): [
                str(model.data(model.index(row, column))) for column in range(model.columnCount())
            ]
            for row in range(model.rowCount())
        }


@pytest.fixture
def bench(qtbot: QtBot, look: Look) -> Iterator[Callable[..., Bench]]:
    def made(scores: Row) -> Bench:
        return Bench(look, qtbot, scores)

    yield from on_screen(qtbot, made, (6, 5, 5))


# --- Without a round ---------------------------------------------------------------------------


def test_without_a_revealed_round_there_is_nothing_of_it(bench: Callable[..., Bench]) -> None:
    made = bench()
    made.keep(held_round(SEVEN, revealed=False))
    made.keep(held_round(SEVEN, "reception").replaced(group="Reception"))
    empty = held_round([], "empty")
    made.keep(empty)
    assert not any(made.seen().values())
    assert not made.mark(LikelyRegion).isVisible()
    said = made.page.landscape.accessibleDescription()
    assert said == f"{made.page.voice.sentence()} {made.page.sentence.text()}"


def test_it_goes_with_its_ballots_and_comes_back_by_undo(bench: Callable[..., Bench]) -> None:
    made = bench()
    made.vote(SEVEN)
    assert all(made.seen().values())
    made.desk.apply("delete", delete_ballots, "a", "round-1", lever_items(guidance()))
    assert not any(made.seen().values())
    with made.qtbot.waitSignal(made.page.feed.changed, timeout=60_000):
        made.desk.undo()
    assert all(made.seen().values())


def test_another_issue_shows_nothing_of_this_one(bench: Callable[..., Bench]) -> None:
    made = bench()
    made.vote(SEVEN)
    made.desk.look_at("b", Step.PERFORMANCE)
    assert not any(made.seen().values())
    with made.qtbot.waitSignal(made.page.feed.changed, timeout=60_000):
        made.desk.look_at("a", Step.PERFORMANCE)
    assert all(made.seen().values())


# --- The picture -------------------------------------------------------------------------------


def test_every_complete_ballot_has_its_dot(bench: Callable[..., Bench]) -> None:
    made = bench()
    rows: list[Row] = [(6, 5, 5), (3, 4, 7), (10, 10, 10), (1, 1, 1), (8, None, 2)]
    made.vote(rows)
    wanted = sorted((c * i, r) for c, i, r in rows if c and i and r)
    assert [pytest.approx(dot, rel=1e-6) for dot in sorted(made.dots())] == wanted


def test_dots_follow_the_size_of_the_picture(bench: Callable[..., Bench]) -> None:
    made = bench()
    made.vote([(6, 5, 5), (3, 4, 7)])
    before = made.dots()
    made.page.resize(1500, 900)
    QApplication.processEvents()
    assert made.dots() == [pytest.approx(dot, rel=1e-6) for dot in before]


def test_ballots_on_one_place_stand_beside_each_other_the_same_way_every_time() -> None:
    points: list[Scores] = [(6, 5, 5)] * 40 + [(5, 6, 5)] * 2 + [(2, 2, 2)]
    dots = stacked(points)
    assert dots == stacked(points[::-1])
    alone = [dot for dot in dots if dot[1] == 2]
    assert alone == [(math.log(4), 2, 0, 0)]
    beside = [dot[2:] for dot in dots if dot[1] == 5]
    assert len(set(beside)) == 42
    assert max(math.hypot(*place) for place in beside) <= room_marks._WIDEST_STACK + 3


@pytest.mark.parametrize("scale", [DEFAULT_SCALE, Scale(2, 9.7, 4), Scale(1, 10, 1)])
@pytest.mark.parametrize("share", [0.0, 0.2, 0.9, 1.0])
def test_a_line_of_one_sp_is_that_line_or_an_end_of_the_scale(scale: Scale, share: float) -> None:
    ln_sp = share * scale.ln_sp_max
    xs, ys = line_of_sp(ln_sp, scale)
    for x, y in zip(xs.tolist(), ys.tolist(), strict=True):
        assert scale.low <= y <= scale.high
        if scale.low < y < scale.high:
            assert scale.power(y) * x == pytest.approx(ln_sp)
        else:
            assert (y == scale.low) == (scale.power(scale.low) * x >= ln_sp - 1e-9) or x < 1e-6


@pytest.mark.parametrize("rows", [SEVEN, WIDE])
def test_the_region_is_where_sp_is_likely(bench: Callable[..., Bench], rows: list[Row]) -> None:
    made = bench()
    room = made.vote(rows)
    region, view = made.mark(LikelyRegion), made.page.landscape
    assert region.isVisible()
    inside = 0
    for x in range(0, round(region.boundingRect().width()), 7):
        for y in range(0, round(region.boundingRect().height()), 7):
            spot = region.boundingRect().topLeft() + QPointF(x, y)
            product, relationships = view.scores_at(region.scenePos() + spot)
            if not (1 <= product <= 100 and 1 <= relationships <= 10):
                continue
            ln_sp = Performance(1, 1, relationships).power * math.log(product)
            is_in = region._path.contains(spot)
            inside += is_in
            band = room.likely_ln_sp
            if min(abs(ln_sp - band.low), abs(ln_sp - band.high)) > 0.1:
                assert is_in == (band.low < ln_sp < band.high)
    assert inside


def test_marks_are_drawn_on_the_picture_under_the_point(bench: Callable[..., Bench]) -> None:
    made = bench()
    before = made.page.landscape.grab().toImage()
    made.page.landscape.resize(before.size() / before.devicePixelRatio())
    made.vote(SEVEN)
    cloud, region = made.mark(BallotCloud), made.mark(LikelyRegion)
    point = made.page.landscape._point_mark
    assert region.zValue() < cloud.zValue() < point.zValue()
    image = made.page.landscape.grab().toImage()
    edge = made.page.look.color("window").name()
    places = [made.page.landscape.mapFromScene(cloud.scenePos() + dot) for dot in cloud.dots]
    assert edge in {image.pixelColor(place).name() for place in places}


def test_a_changed_score_draws_no_mark_of_the_room_again(
    bench: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = bench()
    made.vote(SEVEN)
    QApplication.processEvents()
    drawn: list[str] = []
    monkeypatch.setattr(room_marks, "paint_ballot", lambda *_: drawn.append("dot"))
    fading = LikelyRegion._fading
    monkeypatch.setattr(
        LikelyRegion, "_fading", lambda *given: (drawn.append("region"), fading(*given))[1]
    )
    asked = made.page.feed._job._work.newest
    items = set(map(id, made.page.landscape.scene().items()))
    for tenths in range(40, 70):
        made.score(6, 5, tenths / 10)
        QApplication.processEvents()
    assert drawn == []
    assert made.page.feed._job._work.newest == asked
    assert set(map(id, made.page.landscape.scene().items())) == items
    made.page.resize(1400, 800)
    QApplication.processEvents()
    assert set(drawn) == {"dot", "region"}  # so that this test can fail


# --- Bars, words and table ---------------------------------------------------------------------


def test_the_bars_show_the_ranges_on_their_own_scale(bench: Callable[..., Bench]) -> None:
    made = bench(6, 5, 5)
    room = made.vote(WIDE)
    longest = max(band.high for band in room.next_points.values())
    for lever, panel in made.page.panels.items():
        band = room.next_points[lever]
        assert panel.bar.likely is not None
        ends = [math.log(end) / math.log(longest) for end in (band.low, band.high)]
        assert panel.bar.likely == pytest.approx(ends)
        factor = Performance(6, 5, 5).next_point(lever)
        assert panel.bar.share == pytest.approx(math.log(factor) / math.log(longest))
        words = f"multiply SP by {band.low:.2f} to {band.high:.2f}."
        for part in (panel.bar, panel.slider):
            assert part.accessibleDescription().endswith(words)
            assert "In round 1" in part.accessibleDescription()
        assert panel.bar.accessibleDescription() == f"{panel.step_text}. {panel.bar.toolTip()}"


@pytest.mark.parametrize(
    ("rows", "head", "legend"),
    [
        (SEVEN, "round 1, 7 ballots · likely 24 to 59", 2),
        (SEVEN[:1], "round 1, one ballot", 1),
        ([(6, 5, 5)] * 7, "round 1, 7 ballots · likely about 30", 1),
        ([(10, 10, 9), (10, 10, 10)], "round 1, 2 ballots · likely 4,000 to 10,000", 2),
    ],
)
def test_the_head_tells_the_likely_range_in_two_figures(
    bench: Callable[..., Bench], rows: list[Row], head: str, legend: int
) -> None:
    made = bench()
    made.vote(rows)
    assert made.page.band.head.text() == head
    words = ["one ballot of round 1", "likely range of round 1"]
    assert made.legend() == words[:legend]
    assert made.mark(LikelyRegion).isVisible() == (legend == 2)
    assert len(made.dots()) == len(rows)


def test_large_numbers_are_never_written_out(bench: Callable[..., Bench]) -> None:
    made = bench()
    scale = Scale(1, 10, 1)
    made.desk.apply("scale", lambda workbook: workbook.replaced(scale=scale))
    made.vote([(10, 10, 10), (9, 10, 8), (2, 3, 3)])
    assert "× 10" in made.page.band.head.text()
    assert len(max(made.page.band.head.text().split(), key=len)) < 9


def test_the_line_says_what_moves_sp_and_what_stays(bench: Callable[..., Bench]) -> None:
    made = bench()
    room = made.vote(SEVEN)
    said = f"{disagreement_sentence(room)} {strongest_sentence(room)}"
    assert made.page.band.line.text() == said
    assert said.startswith("Your disagreement about relationships moves SP most: about 80 %")
    assert made.page.landscape.accessibleDescription().endswith(said)
    assert made.page.table.accessibleDescription().endswith(said)
    made.vote(SEVEN[:1], "round-2")
    assert made.page.band.line.text().startswith("Only one ballot")


def test_it_names_its_round_whatever_the_scores_are(bench: Callable[..., Bench]) -> None:
    made = bench()
    made.vote(SEVEN)
    made.vote(WIDE, "round-2")
    head = made.page.band.head.text()
    assert head.startswith("round 2, 7 ballots")
    made.score(2, 2, 2)
    assert made.page.band.head.text() == head
    assert made.legend() == ["one ballot of round 2", "likely range of round 2"]


def test_the_table_has_the_same_values(bench: Callable[..., Bench]) -> None:
    made = bench()
    room = made.vote(SEVEN)
    cells = made.cells()
    assert cells["Ballots: capabilities, C"] == ["5", "6", "7", "10 %", ""]
    assert cells["Ballots: C × I"] == ["24", "30", "42", "", ""]
    assert cells["Ballots: SP, about"][0::2][:2] == ["18", "71"]
    assert cells["Likely: SP, about"][:3] == ["24", "30", "59"]
    band = room.next_points[Lever.RELATIONSHIPS]
    factors = [f"×{factor:.2f}" for factor in (band.low, band.middle, band.high)]
    assert cells["Likely: one point more of CR"] == [*factors, "", "100 %"]
    QTest.mouseClick(made.page.table_button, LEFT)
    QApplication.processEvents()
    assert made.page.band.table.isVisible()
    assert made.page.table.isVisible()
    assert made.page.band.table.accessibleName() == "The room's ballots as a table"


def test_without_a_complete_ballot_the_medians_still_speak(bench: Callable[..., Bench]) -> None:
    made = bench()
    made.vote([(6, 5, None), (None, 4, 5), (7, None, 6)])
    assert made.dots() == []
    assert made.page.band.head.text().startswith("round 1, 3 ballots · likely ")
    assert made.cells()["Ballots: capabilities, C"][:3] == ["", "6.5", ""]
    assert made.cells()["Ballots: SP, about"] == [""] * 5


# --- Room on the page --------------------------------------------------------------------------


def test_the_room_button_leads_to_the_room(bench: Callable[..., Bench]) -> None:
    made = bench()
    QTest.mouseClick(made.page.room_button, LEFT)
    assert made.desk.step is Step.ROOM
    assert made.desk.issue is not None
    assert made.desk.issue.id == "a"


def test_scores_can_be_dragged_with_a_room_and_the_ghost_stays(bench: Callable[..., Bench]) -> None:
    made = bench()
    QTest.mouseClick(made.page.keep_button, LEFT)
    made.vote(SEVEN)
    view = made.page.landscape
    place = view.point_position
    assert place is not None
    start = place.toPoint()
    QTest.mousePress(view.viewport(), LEFT, pos=start)
    QTest.mouseMove(view.viewport(), start + QPoint(0, -40))
    QTest.mouseRelease(view.viewport(), LEFT, pos=start + QPoint(0, -40))
    assert "higher than in the last round" in made.page.sentence.text()
    assert view._ghost_mark.isVisible()


@pytest.mark.parametrize("rows", [SEVEN, WIDE])
def test_all_is_seen_without_scrolling_on_a_small_screen(
    bench: Callable[..., Bench], rows: list[Row]
) -> None:
    made = bench()
    QTest.mouseClick(made.page.keep_button, LEFT)
    made.vote(rows)
    QApplication.processEvents()
    assert made.page.verticalScrollBar().maximum() == 0
    assert made.page.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("text", [1.0, 1.25, 1.5, 2.0])
def test_text_of_any_size_scrolls_downwards_only(
    bench: Callable[..., Bench], look: Look, text: float
) -> None:
    look.set_scale(text)
    made = bench()
    made.vote(WIDE)
    for _ in range(2):
        QApplication.processEvents()
        assert made.page.horizontalScrollBar().maximum() == 0
        head = made.page.band.head
        area = QRectF(made.page.widget().rect())
        assert area.contains(
            QRectF(head.rect().translated(head.mapTo(made.page.widget(), QPoint())))
        )
        QTest.mouseClick(made.page.table_button, LEFT)


def test_the_band_is_that_of_the_method(bench: Callable[..., Bench]) -> None:
    room = bench().vote(SEVEN)
    ballots = [Terms(*row) for row in SEVEN]
    assert room == room_performance(ballots, DEFAULT_SCALE)
