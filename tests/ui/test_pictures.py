"""The pictures that are handed round: PNG and SVG at print resolution, light, always the same."""

import hashlib
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from spdesk.core.rounds import Agreement
from spdesk.guidance.library import guidance
from spdesk.ui.paper.landscape_drawing import landscape_of
from spdesk.ui.paper.spread_drawing import spread_of_room
from spdesk.ui.paper.triage_drawing import triage_of
from spdesk.ui.pictures import PICTURE_NAMES, Drawing, drawings_of, report_pictures
from spdesk.ui.theme.fonts import FAMILY
from spdesk.ui.theme.look import Look
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.rounds import Ballot, BallotAnswer, BallotRound
from spdesk.workbook.scores import Scores
from spdesk.workbook.store import read_workbook
from tests.ui.driving import example_path

pytestmark = pytest.mark.usefixtures("qapp")

ROOT = Path(__file__).resolve().parents[2]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def workbook() -> Workbook:
    return read_workbook(example_path())


@pytest.fixture
def drawings(workbook: Workbook) -> dict[str, Drawing]:
    return {d.name: d for d in drawings_of(workbook, workbook.issues[0], guidance())}


def with_ballots(workbook: Workbook, *ratings: float) -> tuple[Workbook, Issue]:
    """The issue with one revealed round on the terms, a ballot for each rating."""
    levers = ("capabilities", "incentives", "relationships")
    ballots = tuple(
        Ballot(answers=tuple(BallotAnswer(question=lever, rating=rating) for lever in levers))
        for rating in ratings
    )
    held = BallotRound(
        id="r",
        subject="terms",
        questions=levers,
        held_on=date(2026, 3, 2),
        revealed=True,
        ballots=ballots,
    )
    issue = workbook.issues[0].replaced(ballot_rounds=(held,), rounds=())
    return workbook.replaced(issues=(issue,)), issue


def greys(image: QImage) -> list[int]:
    """The picture in 24 × 24 fields, each the mean of what is in it, from 0 to 255."""
    smooth = Qt.TransformationMode.SmoothTransformation
    small = image.scaled(24, 24, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    return [small.pixelColor(x, y).lightness() for y in range(24) for x in range(24)]


def width_of(svg: bytes) -> float:
    """How wide an SVG says it is, in millimetres."""
    words = ET.fromstring(svg).get("width") or ""
    assert words.endswith("mm")
    return float(words.removesuffix("mm"))


def texts_of(svg: bytes) -> str:
    return " ".join("".join(part.itertext()) for part in ET.fromstring(svg).iter(f"{SVG}text"))


def with_our_font_alone(svg: bytes) -> bytes:
    """Without the fonts that other programs may take instead: Qt reads no list of them."""
    families = set(re.findall(r'font-family="([^"]*)"', svg.decode()))
    assert families == {f"{FAMILY}, Inter, Arial, sans-serif"}
    return svg.replace(families.pop().encode(), FAMILY.encode())


def test_there_are_three(drawings: dict[str, Drawing]) -> None:
    assert tuple(drawings) == PICTURE_NAMES
    assert all(drawing.alt for drawing in drawings.values())


@pytest.mark.parametrize("name", PICTURE_NAMES)
def test_a_png_has_300_dots_per_inch(drawings: dict[str, Drawing], name: str) -> None:
    drawing = drawings[name]
    image = QImage.fromData(drawing.png())
    assert image.dotsPerMeterX() == image.dotsPerMeterY() == 11811
    assert image.width() == pytest.approx((drawing.width / 720 + 6 / 25.4) * 300, abs=1)
    assert image.height() == pytest.approx((drawing.height / 720 + 6 / 25.4) * 300, abs=1)


@pytest.mark.parametrize("name", PICTURE_NAMES)
def test_nothing_is_drawn_over_the_edge(drawings: dict[str, Drawing], name: str) -> None:
    image = QImage.fromData(drawings[name].png()).convertToFormat(QImage.Format.Format_Grayscale8)
    right, bottom = image.width() - 1, image.height() - 1
    rows = {image.pixelColor(x, y).value() for x in range(image.width()) for y in (0, 9, bottom)}
    columns = {image.pixelColor(x, y).value() for y in range(image.height()) for x in (0, 9, right)}
    assert rows | columns == {255}


@pytest.mark.parametrize("name", PICTURE_NAMES)
def test_an_svg_looks_like_the_png(drawings: dict[str, Drawing], name: str) -> None:
    png = QImage.fromData(drawings[name].png())
    renderer = QSvgRenderer(QByteArray(with_our_font_alone(drawings[name].svg())))
    assert renderer.isValid()
    svg = QImage(png.size(), QImage.Format.Format_RGB32)
    svg.fill(0xFFFFFFFF)
    painter = QPainter(svg)
    renderer.render(painter)
    painter.end()
    first, second = (greys(one) for one in (png, svg))
    apart = [abs(one - other) for one, other in zip(first, second, strict=True)]
    assert max(apart) < 60
    assert sum(apart) / len(apart) < 6
    assert width_of(drawings[name].svg()) == pytest.approx(png.width() / 300 * 25.4, abs=0.5)


def test_the_texts_of_an_svg_are_texts(drawings: dict[str, Drawing]) -> None:
    landscape = texts_of(drawings["landscape"].svg())
    for words in ("Constructive relationships, CR", "last round, 17 August 2026", "1,000", "now"):
        assert words in landscape
    assert "Clinical and technical skill" in texts_of(drawings["room"].svg())
    assert "Split" in texts_of(drawings["room"].svg())
    assert "type 1" in texts_of(drawings["triage"].svg())


def test_an_svg_says_what_it_shows(drawings: dict[str, Drawing]) -> None:
    root = ET.fromstring(drawings["landscape"].svg())
    assert root.findtext(f"{SVG}title") == "landscape"
    assert (root.findtext(f"{SVG}desc") or "").startswith("The landscape of SP with the issue at")


def test_they_are_light_in_the_dark_theme_and_in_large_type(
    drawings: dict[str, Drawing], look: Look
) -> None:
    before = {name: (d.png(), d.svg()) for name, d in drawings.items()}
    look.choose_theme("dark")
    look.set_scale(2.0)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    sheet, font = application.styleSheet(), application.font()
    assert {name: (d.png(), d.svg()) for name, d in drawings.items()} == before
    assert (application.styleSheet(), application.font()) == (sheet, font)


def test_they_are_the_same_in_another_process(drawings: dict[str, Drawing]) -> None:
    program = (
        "import hashlib, sys; from pathlib import Path\n"
        "from spdesk.ui.application import make_application; a = make_application(['x'])\n"
        "from spdesk.guidance.library import guidance; from spdesk.ui.pictures import drawings_of\n"
        "from spdesk.workbook.store import read_workbook; w = read_workbook(Path(sys.argv[1]))\n"
        "for d in drawings_of(w, w.issues[0], guidance()):\n"
        "    print(hashlib.sha256(d.png() + d.svg()).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(example_path())],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": QGuiApplication.platformName(), "QT_HASH_SEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    here = [hashlib.sha256(d.png() + d.svg()).hexdigest() for d in drawings.values()]
    assert done.stdout.split() == here


def test_the_report_gets_the_landscape(workbook: Workbook) -> None:
    issue = workbook.issues[0]
    pictures = report_pictures(workbook, issue, guidance())
    assert list(pictures) == [f"landscape-{issue.id}"]
    assert not QImage.fromData(next(iter(pictures.values()))).isNull()


def test_what_is_not_there_is_not_drawn(workbook: Workbook) -> None:
    bare = Issue(id="bare", title="Bare")
    empty = workbook.replaced(issues=(bare,))
    assert list(drawings_of(empty, bare, guidance())) == []
    assert report_pictures(empty, bare, guidance()) == {}


@pytest.mark.parametrize(("score", "is_there"), [(10, True), (1, False)])
def test_the_point_is_where_the_scores_say(
    workbook: Workbook, score: float, is_there: bool
) -> None:
    """At the best scores the dark ring lies in the upper right corner of the picture."""
    scores = Scores(capabilities=score, incentives=score, relationships=score)
    issue = Issue(id="i", title="I", scores=scores)
    (drawing,) = drawings_of(workbook.replaced(issues=(issue,)), issue, guidance())
    image = QImage.fromData(drawing.png())
    wide, tall = image.width(), image.height()
    corner = ((x, y) for x in range(int(wide * 0.9), wide) for y in range(int(tall * 0.1)))
    assert any(image.pixelColor(x, y).lightness() < 50 for x, y in corner) is is_there


def test_fewer_than_five_ballots_are_not_drawn_one_by_one(workbook: Workbook) -> None:
    few, issue = with_ballots(workbook, 4, 6, 8, 8)
    spread = spread_of_room(few, issue, guidance())
    landscape = landscape_of(few, issue, guidance())
    assert spread is None
    assert landscape is not None
    assert landscape.room is not None
    assert landscape.room.points == ()
    assert "one ballot" not in "".join(
        texts_of(drawing.svg()) for drawing in drawings_of(few, issue, guidance())
    )
    enough, issue = with_ballots(workbook, 4, 6, 8, 8, 8)
    spread, landscape = (
        spread_of_room(enough, issue, guidance()),
        landscape_of(enough, issue, guidance()),
    )
    assert spread is not None
    assert spread.rows[0].values == (4, 6, 8, 8, 8)
    assert landscape is not None
    assert landscape.room is not None
    assert len(landscape.room.points) == 5


def test_many_ballots_are_drawn_as_columns(workbook: Workbook) -> None:
    many, issue = with_ballots(workbook, *([1] * 150 + [10] * 250))
    drawing = next(d for d in drawings_of(many, issue, guidance()) if d.name == "room")
    said = texts_of(drawing.svg())
    assert "150" in said
    assert "250" in said
    spread = spread_of_room(many, issue, guidance())
    assert spread is not None
    assert spread.rows[0].middle is not None
    assert spread.rows[0].middle.agreement is Agreement.SPLIT


def test_an_unrevealed_round_is_not_drawn(workbook: Workbook) -> None:
    shown, issue = with_ballots(workbook, 1, 2, 3, 4, 5)
    hidden = issue.replaced(ballot_rounds=(issue.ballot_rounds[0].replaced(revealed=False),))
    assert spread_of_room(shown, hidden, guidance()) is None
    landscape = landscape_of(shown, hidden, guidance())
    assert landscape is not None
    assert landscape.room is None


def test_the_triage_shows_the_strongest_answer_first(workbook: Workbook) -> None:
    triage = triage_of(workbook.issues[0], guidance())
    assert triage is not None
    points = [abs(points) for _, points in triage.rows]
    assert points == sorted(points, reverse=True)
    assert 0 not in points
