"""The slides, opened again: three an issue, with titles, alternative texts and header rows."""

import io
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Cm

from spdesk.exchange.reports.record import issues_of
from spdesk.exchange.reports.score_part import landscape_id
from spdesk.exchange.reports.slides import write_slides
from spdesk.guidance.library import guidance
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.plan import Action, Plan
from tests.exchange.reports.samples import full_workbook
from tests.exchange.reports.test_word import png

PICTURE = landscape_id("missed-appointments")


def _deck(workbook: Workbook, pictures: dict[str, bytes] | None = None) -> Any:
    content = write_slides(workbook, issues_of(workbook), guidance(), pictures or {})
    return Presentation(io.BytesIO(content))


def _texts(slide: Any) -> list[str]:
    frames = [shape.text_frame for shape in slide.shapes if shape.has_text_frame]
    return [paragraph.text for frame in frames for paragraph in frame.paragraphs]


@pytest.fixture(scope="module")
def deck() -> Any:
    return _deck(full_workbook(), {PICTURE: png(2000, 700)})


def test_three_slides_an_issue_with_real_titles_of_their_own(deck: Any) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[:3] == [
        "Patients who keep missing appointments: the problem",
        "Patients who keep missing appointments: the landscape",
        "Patients who keep missing appointments: the plan",
    ]
    assert len(titles) == len(set(titles)) == 6


def test_the_slides_are_wide_and_nothing_leaves_them(deck: Any) -> None:
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, rel=1e-3)
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_the_problem_names_verdict_and_reasons_as_a_list(deck: Any) -> None:
    slide = deck.slides[0]
    texts = _texts(slide)
    assert "This is a mixed problem: part of it can be solved, part of it has to be led." in texts
    assert "The group's own verdict, because: The line itself can be mended." in texts
    listed = slide.shapes._spTree.xpath(".//a:p[a:pPr/a:buChar]")
    assert len(listed) == 3


def test_the_landscape_has_its_alternative_text_and_proportions(deck: Any) -> None:
    [picture] = [shape for shape in deck.slides[1].shapes if shape.name == "Landscape"]
    described = picture._element.nvPicPr.cNvPr.get("descr")
    assert described.startswith("The landscape of SP with the issue at capabilities 6")
    assert picture.width / picture.height == pytest.approx(2000 / 700, rel=0.01)
    assert "SP is about 21." in _texts(deck.slides[1])


def test_without_scores_or_picture_the_landscape_says_so(deck: Any) -> None:
    assert "have not all been scored" in " ".join(_texts(deck.slides[4]))
    bare = _deck(full_workbook())
    assert not [shape for shape in bare.slides[1].shapes if shape.shape_type == 13]


def test_the_plan_is_a_table_with_a_header_row(deck: Any) -> None:
    [table] = [shape.table for shape in deck.slides[2].shapes if shape.has_table]
    assert table.first_row
    rows = [[cell.text_frame.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["What", "Who", "By or review", "State"]
    assert rows[1] == ["Action: Two more lines", "Odd Owner", "2 November 2026", "open"]
    assert rows[3] == ["Probe: Cancel by text", "Prue Prober", "11 January 2027", "changed"]


def test_a_long_plan_says_how_much_more_the_record_holds() -> None:
    actions = tuple(Action(id=f"a{n}", solution=f"Do {n}") for n in range(30))
    deck = _deck(Workbook(issues=(Issue(id="i", title="x" * 500, agreed=Plan(actions=actions)),)))
    [table] = [shape.table for shape in deck.slides[2].shapes if shape.has_table]
    assert len(table.rows) == 7
    assert "The record holds 24 rows more." in _texts(deck.slides[2])
    assert deck.slides[2].shapes.title.text_frame.text == f"{'x' * 69}…: the plan"


def test_every_run_is_british_arial_and_notes_are_empty(deck: Any) -> None:
    for slide in deck.slides:
        assert not slide.has_notes_slide
        for run in slide.shapes._spTree.xpath(".//a:r/a:rPr"):
            assert run.get("lang") == "en-GB"
            assert run.xpath("./a:latin/@typeface") == ["Arial"]
            assert int(run.get("sz")) >= 1200


def test_properties_hold_no_date(deck: Any) -> None:
    properties = deck.core_properties
    assert (properties.title, properties.language) == ("Decisions", "en-GB")
    assert (properties.created, properties.modified) == (None, None)


def test_a_workbook_without_issues_has_one_slide() -> None:
    deck = _deck(Workbook())
    assert len(deck.slides) == 1
    assert deck.slides[0].shapes.title.text_frame.text == "Decisions"


def test_layouts_fill_the_width_of_the_slide(deck: Any) -> None:
    widest = max(shape.left + shape.width for shape in deck.slide_master.placeholders)
    assert widest > Cm(30)
