"""What is printed for a meeting: cheat sheets, wall sheets and ballots, as values, pages and PDFs."""

import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QAction, QImage, QPainter
from PySide6.QtWidgets import QApplication

from spdesk.core.performance import Scale
from spdesk.core.rounds import TRIAGE_SCALE, scale_of_ballots
from spdesk.guidance.library import guidance
from spdesk.guidance.meeting_texts import RunSheet
from spdesk.ui.paper.ballot_sheet import Ballot, _sides, ballot_paper
from spdesk.ui.paper.cheat_sheet import blocks_of, cheat_sheet
from spdesk.ui.paper.ink import Style, height_of, mm
from spdesk.ui.paper.papers import Papers, write_pdf
from spdesk.ui.paper.pdf import MARGIN, Paper, pdf_of, picture_of
from spdesk.ui.paper.wall_sheets import scale_rows, type_sentences, wall_sheets
from spdesk.ui.theme.look import Look
from spdesk.workbook.derive import Step
from spdesk.workbook.round_questions import all_questions
from spdesk.workbook.rounds import Ballot as CastBallot
from spdesk.workbook.rounds import BallotAnswer, BallotRound, Subject
from spdesk.workbook.trouble import SaveError
from tests.ui.conftest import Recorder
from tests.ui.driving import Driver
from tests.ui.test_accessibility import LONG

SHEETS = guidance().meeting.sheets
TEN = scale_of_ballots(Scale())
WIDTH = 1000
"""Pixels of a page that is looked at."""

LONG_TITLE = (LONG * 2)[:300]


def ballot(subject: Subject, about: str = "Missed appointments") -> Ballot:
    scale = TEN if subject in {"terms", "factors"} else TRIAGE_SCALE
    return Ballot(about, all_questions(subject, guidance()), scale)


def walls(question: str) -> Paper:
    return wall_sheets(guidance().levers, Scale(), question)


PAPERS: dict[str, Callable[[], Paper]] = {
    **{
        f"cheat sheet {sheet.minutes}": lambda sheet=sheet: cheat_sheet(sheet, guidance().meeting)
        for sheet in SHEETS
    },
    "wall sheets": lambda: walls("Patients who keep missing appointments"),
    "wall sheets, long": lambda: walls(LONG_TITLE),
    "wall sheets, no issue": lambda: walls(""),
    "ballot terms": lambda: ballot_paper(ballot("terms")),
    "ballot factors": lambda: ballot_paper(ballot("factors")),
    "ballot triage": lambda: ballot_paper(ballot("triage")),
    "ballot followership": lambda: ballot_paper(ballot("followership")),
    "ballot factors, long": lambda: ballot_paper(ballot("factors", LONG_TITLE)),
}


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def is_blank(image: QImage, where: QRect) -> bool:
    part = image.copy(where)
    return part.isGrayscale() and part.pixelColor(0, 0).lightness() == 255 and _one_colour(part)


def _one_colour(image: QImage) -> bool:
    plain = QImage(image.size(), image.format())
    plain.fill(image.pixelColor(0, 0))
    return image == plain


# PDFs


@pytest.mark.parametrize("name", PAPERS)
def test_a_pdf_has_its_pages_its_title_and_its_fonts(qapp: QApplication, name: str) -> None:
    paper = PAPERS[name]()
    pdf = pdf_of(paper)
    assert pdf.startswith(b"%PDF-")
    assert pdf.rstrip().endswith(b"%%EOF")
    assert pages_of(pdf) == len(paper.pages)
    assert b"/FontFile" in pdf
    boxes = set(re.findall(rb"/MediaBox \[([\d. ]+)\]", pdf))
    assert boxes
    for box in boxes:
        sides = [float(side) for side in box.split()[2:]]
        assert sides == pytest.approx([842, 595] if paper.landscape else [595, 842], abs=1)
    metadata = PdfReader(io.BytesIO(pdf)).metadata
    assert metadata is not None
    assert metadata.title == paper.title
    assert len(pdf) < 200_000


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_paper_is_the_same_pdf(qapp: QApplication, name: str) -> None:
    paper = PAPERS[name]
    assert pdf_of(paper()) == pdf_of(paper())


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_runs_into_the_margins(qapp: QApplication, name: str) -> None:
    paper = PAPERS[name]()
    for number in range(len(paper.pages)):
        image = picture_of(paper, number, WIDTH)
        share = WIDTH / paper.sheet.width()
        # The marks for folding reach to 6 mm; words never leave the room that is theirs.
        edge = round(mm(MARGIN - 9.5) * share)
        high, wide = image.height(), image.width()
        sides = [
            QRect(0, 0, edge, high),
            QRect(wide - edge, 0, edge, high),
        ]
        if "terms" not in name and "followership" not in name:  # those have a line to cut along
            below = round((paper.room.bottom() + mm(8)) * share)
            sides += [QRect(0, 0, wide, edge), QRect(0, below, wide, high - below)]
        assert all(is_blank(image, side) for side in sides), number
        assert not is_blank(image, image.rect())


def test_paper_is_white_whatever_the_program_looks_like(look: Look) -> None:
    paper = PAPERS["cheat sheet 60"]()
    light = picture_of(paper, 0, WIDTH)
    look.choose_theme("dark")
    look.set_scale(2.0)
    assert picture_of(paper, 0, WIDTH) == light


# The cheat sheet


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: str(sheet.minutes))
def test_the_cheat_sheet_holds_the_whole_run_sheet(qapp: QApplication, sheet: RunSheet) -> None:
    before, *blocks = blocks_of(sheet, guidance().meeting)
    assert [text for _, text in before.lines] == list(guidance().meeting.prepare)
    assert [block.heading for block in blocks] == [step.title for step in sheet.steps]
    for block, step in zip(blocks, sheet.steps, strict=True):
        assert block.lines == (("Say", step.say), ("Ask", step.ask), ("Type", step.type))
    assert blocks[0].left.startswith("0–")
    assert blocks[-1].left.endswith(f"–{sheet.minutes} min")
    paper = cheat_sheet(sheet, guidance().meeting)
    assert len(paper.pages) <= 2
    assert paper.title == f"Run sheet, {sheet.minutes} minutes"


def test_a_block_paints_as_high_as_it_says(qapp: QApplication) -> None:
    width = mm(120)
    for block in blocks_of(SHEETS[2], guidance().meeting):
        image = QImage(round(width), round(block.height(width)) + 500, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        block.paint(painter, 0, 0, width)
        painter.end()
        below = QRect(0, round(block.height(width)) + 5, image.width(), 400)
        assert is_blank(image, below)


# The wall sheets


def test_the_wall_sheets_say_the_method_in_few_words(qapp: QApplication) -> None:
    paper = walls("Why?")
    assert len(paper.pages) == 4
    assert paper.landscape
    for name, sentence in type_sentences():
        assert name.startswith("Type ")
        assert re.fullmatch(r"[^.]+\.", sentence)  # one sentence each
    heading, *rows = scale_rows(guidance().levers, Scale(2, 8, 5))
    assert heading == ("", "2", "in the middle", "8")
    assert [row[0] for row in rows] == [lever.name for lever in guidance().levers.levers]
    assert all(len(row) == 4 and all(row) for row in rows)


# Ballots


@pytest.mark.parametrize(
    ("subject", "two", "sides"),
    [("terms", True, 1), ("followership", True, 1), ("factors", False, 2), ("triage", False, 2)],
)
def test_a_short_ballot_stands_twice_on_a_page_and_a_long_one_on_both_sides(
    qapp: QApplication, subject: Subject, two: bool, sides: int
) -> None:
    paper = ballot_paper(ballot(subject))
    assert (paper.landscape, len(paper.pages)) == (two, sides)


@pytest.mark.parametrize("subject", ["terms", "followership"])
def test_both_ballots_of_a_page_are_the_same_to_the_last_dot(
    qapp: QApplication, subject: Subject
) -> None:
    paper = ballot_paper(ballot(subject))
    wide = round(paper.sheet.width() / 10) * 2
    image = picture_of(paper, 0, wide)
    half = wide // 2
    # A pixel less on either side of the line to cut along.
    left = image.copy(0, 0, half - 4, image.height())
    right = image.copy(wide - half, 0, half - 4, image.height())
    drawn = [is_blank(part, part.rect()) for part in (left, right)]
    assert drawn == [False, False]
    differing = sum(
        abs(left.pixelColor(x, y).lightness() - right.pixelColor(x, y).lightness()) > 128
        for x in range(6, left.width() - 6, 3)
        for y in range(0, left.height(), 3)
    )
    assert differing == 0


@pytest.mark.parametrize("subject", ["factors", "triage"])
def test_every_question_stands_on_one_side_once(qapp: QApplication, subject: Subject) -> None:
    made = ballot(subject)
    room = Paper("", ()).room
    sides = _sides(made, room)
    assert [question for side in sides for question in side] == list(made.questions)


def test_a_ballot_says_that_it_is_unsigned_and_asks_for_the_sum(qapp: QApplication) -> None:
    made = ballot("terms")
    said = " ".join(text for text, _ in made.head())
    assert "Missed appointments" in said
    assert "No names: the sheets are typed in any order." in said
    assert made.foot() == "Add up the numbers you circled:"
    assert "cross what you are" not in said


def test_roles_are_offered_where_the_round_keeps_them(qapp: QApplication) -> None:
    made = Ballot("", all_questions("terms", guidance()), TEN, ("partner", "front desk"))
    said = made.head()[-1][0]
    assert "If you like, cross what you are:" in said
    assert "☐\N{NO-BREAK SPACE}front\N{NO-BREAK SPACE}desk" in said
    assert all(text for text, _ in made.head())


def test_a_text_is_as_high_as_its_lines(qapp: QApplication) -> None:
    style = Style(10)
    one = height_of("one", style, mm(50))
    assert height_of("", style, mm(50)) == 0
    assert height_of("one\ntwo", style, mm(50)) == pytest.approx(2 * one, rel=0.05)
    assert height_of("word " * 40, style, mm(50)) > 3 * one


# Saving


def choose(driver: Driver, action_id: str) -> None:
    action = driver.window.findChild(QAction, action_id)
    assert action is not None
    action.trigger()
    driver.settle()


@pytest.mark.parametrize(
    ("action", "name", "pages"),
    [
        ("save_cheat_sheet", "Run sheet, 60 minutes.pdf", 1),
        ("save_wall_sheets", "Wall sheets.pdf", 4),
        ("paper_terms", "Ballot.pdf", 1),
        ("paper_factors", "Ballot.pdf", 2),
        ("paper_triage", "Ballot.pdf", 2),
        ("paper_followership", "Ballot.pdf", 1),
    ],
)
@pytest.mark.parametrize("with_issue", [False, True])
def test_each_paper_is_saved_where_one_says(
    driver: Driver,
    messages: Recorder,
    tmp_path: Path,
    action: str,
    name: str,
    pages: int,
    with_issue: bool,
) -> None:
    if with_issue:
        driver.open_example("missed-appointments", Step.TRIAGE)
    messages.to_save_paper = tmp_path / "a paper.pdf"
    choose(driver, action)
    assert messages.suggested == [name]
    assert messages.told == []
    assert pages_of(messages.to_save_paper.read_bytes()) == pages
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["a paper.pdf"]


def test_the_cheat_sheet_is_that_of_the_meeting(
    driver: Driver, messages: Recorder, tmp_path: Path
) -> None:
    messages.to_save_paper = tmp_path / "sheet.pdf"
    driver.window.commands.run_90()
    choose(driver, "save_cheat_sheet")
    assert messages.suggested == ["Run sheet, 90 minutes.pdf"]


def test_nothing_is_written_when_nobody_says_where(
    driver: Driver, messages: Recorder, tmp_path: Path
) -> None:
    before = sorted(tmp_path.rglob("*.pdf"))
    choose(driver, "save_wall_sheets")
    assert messages.suggested == ["Wall sheets.pdf"]
    assert sorted(tmp_path.rglob("*.pdf")) == before == []


def test_a_paper_that_cannot_be_written_is_told_in_a_sentence(
    driver: Driver, messages: Recorder, tmp_path: Path
) -> None:
    messages.to_save_paper = tmp_path / "gone" / "walls.pdf"
    choose(driver, "save_wall_sheets")
    assert len(messages.told) == 1
    assert messages.told[0].startswith("walls.pdf was not saved: the folder “gone”")
    assert not (tmp_path / "gone").exists()


def test_an_older_paper_is_replaced_as_a_whole(qapp: QApplication, tmp_path: Path) -> None:
    target = tmp_path / "walls.pdf"
    target.write_bytes(b"x" * 500_000)
    write_pdf(target, walls("Why?"))
    assert target.read_bytes().startswith(b"%PDF-")
    with pytest.raises(SaveError, match=r"^walls\.pdf was not saved"):
        write_pdf(target / "walls.pdf", walls("Why?"))


def test_the_ballot_of_an_open_round_asks_what_it_asks_and_knows_no_answer(
    driver: Driver,
) -> None:
    driver.open_example("missed-appointments", Step.ROOM)
    desk = driver.window.desk
    factors = guidance().factors.factors
    held = BallotRound(
        id="round-1",
        subject="factors",
        questions=(factors[3].id, factors[9].id),
        held_on=date(2026, 3, 4),
        roles=("partner",),
    )
    desk.box.open(driver.issue.id, held)
    papers = driver.window.commands._track._papers
    assert isinstance(papers, Papers)
    before = papers._ballot("factors")
    answer = BallotAnswer(question=factors[3].id, rating=9)
    desk.box.put_in(CastBallot(answers=(answer,)))
    after = papers._ballot("factors")
    assert after == before
    assert [question.id for question in after.questions] == [factors[3].id, factors[9].id]
    assert after.roles == ("partner",)
    assert len(papers._ballot("terms").questions) == 3
    assert papers._ballot("triage").scale == TRIAGE_SCALE
    desk.box.empty()


def test_a_scale_of_its_own_is_on_the_ballot(qapp: QApplication) -> None:
    scale = scale_of_ballots(Scale(1.5, 9.7, 5))
    made = Ballot("", all_questions("terms", guidance()), scale)
    paper = ballot_paper(made)
    assert not is_blank(picture_of(paper, 0, 400), QRect(20, 20, 360, 240))
    assert paper.room.contains(QRectF(mm(20), mm(20), mm(10), mm(10)))
