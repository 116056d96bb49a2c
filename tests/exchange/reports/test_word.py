"""The Word record, opened again: what it says, and an accessibility check of its structure."""

import io
import zipfile
from itertools import pairwise

import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Cm
from PIL import Image

from spdesk.exchange.reports.record import Picture, Record, issues_of, records_of
from spdesk.exchange.reports.record import Table as TableBlock
from spdesk.exchange.reports.score_part import landscape_id
from spdesk.exchange.reports.word import write_word
from spdesk.guidance.library import guidance
from tests.exchange.reports.samples import full_workbook, opened, word_texts

PICTURE = landscape_id("missed-appointments")


def png(width: int = 640, height: int = 480) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(content, "PNG")
    return content.getvalue()


@pytest.fixture(scope="module")
def record() -> Record:
    return records_of(full_workbook(), guidance())


@pytest.fixture(scope="module")
def content(record: Record) -> bytes:
    return write_word(record, {PICTURE: png()})


@pytest.fixture(scope="module")
def document(content: bytes) -> WordDocument:
    return opened(content)


def test_headings_are_real_and_in_order(document: WordDocument, record: Record) -> None:
    headings = [p for p in document.paragraphs if p.style and p.style.name.startswith("Heading")]
    levels = [int(heading.style.name.removeprefix("Heading ")) for heading in headings]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    firsts = [p.text for p, level in zip(headings, levels, strict=True) if level == 1]
    assert firsts == [issue.title for issue in issues_of(full_workbook())]
    assert all(heading.text.strip() for heading in headings)


def test_each_issue_begins_a_page(document: WordDocument) -> None:
    firsts = [p for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert [p.paragraph_format.page_break_before for p in firsts] == [None, True]


def test_tables_have_header_rows_that_repeat_and_rows_that_stay_whole(
    document: WordDocument, record: Record
) -> None:
    blocks = [block for block in record.blocks if isinstance(block, TableBlock)]
    assert len(document.tables) == len(blocks) == 4
    for table, block in zip(document.tables, blocks, strict=True):
        for number, row in enumerate(table.rows):
            properties = row._tr.trPr
            assert (properties.find(qn("w:tblHeader")) is not None) == (number == 0)
            assert properties.find(qn("w:cantSplit")) is not None
        assert tuple(cell.text for cell in table.rows[0].cells) == block.headers
        cells = [tuple(cell.text for cell in row.cells) for row in table.rows[1:]]
        assert cells == list(block.rows)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == block.caption
        assert sum(cell.width for cell in table.rows[0].cells) == pytest.approx(Cm(17), abs=5000)


def test_the_properties_of_a_table_stand_in_the_order_that_word_insists_on(
    document: WordDocument,
) -> None:
    wanted = ["tblStyle", "tblW", "tblInd", "tblLayout", "tblLook", "tblCaption", "tblDescription"]
    for table in document.tables:
        assert [element.tag.split("}")[1] for element in table._tbl.tblPr] == wanted
        for cell in table.rows[0].cells:
            assert [element.tag.split("}")[1] for element in cell._tc.tcPr] == ["tcW", "shd"]


def test_pictures_have_alternative_texts(document: WordDocument, record: Record) -> None:
    [picture] = [block for block in record.blocks if isinstance(block, Picture)]
    [shape] = document.inline_shapes
    assert shape._inline.docPr.get("descr") == picture.alt
    assert shape.width <= Cm(17)


def test_without_a_picture_its_sentences_stand(record: Record) -> None:
    [picture] = [block for block in record.blocks if isinstance(block, Picture)]
    document = opened(write_word(record, {}))
    assert not document.inline_shapes
    assert picture.alt in word_texts(document)


def test_language_title_and_no_trace_of_a_template(document: WordDocument, content: bytes) -> None:
    properties = document.core_properties
    assert (properties.title, properties.language) == ("Decision records", "en-GB")
    assert properties.subject == "Decision records of 2 issues"
    assert properties.author == "SP Desk"
    assert (properties.comments, properties.keywords) == ("", "")
    assert (properties.created, properties.modified) == (None, None)
    languages = {e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert not [name for name in package.namelist() if "thumbnail" in name]
        assert b"Microsoft" not in package.read("docProps/app.xml")
        assert b"w:rsids" not in package.read("word/settings.xml")


def test_the_page_is_a4_with_margins_of_two_centimetres(document: WordDocument) -> None:
    section = document.sections[0]
    size = (section.page_width, section.page_height)
    assert size == pytest.approx((Cm(21), Cm(29.7)), abs=1000)
    margins = {section.left_margin, section.right_margin, section.top_margin, section.bottom_margin}
    assert all(margin == pytest.approx(Cm(2), abs=1000) for margin in margins)


def test_every_style_in_use_is_plain_arial(document: WordDocument) -> None:
    used = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    for name in used:
        font = document.styles[name].font
        fonts = document.styles[name].element.rPr.rFonts
        assert font.name == "Arial"
        assert font.italic is False
        assert not [attribute for attribute in fonts.attrib if attribute.endswith("Theme")]


def test_no_paragraph_is_empty(document: WordDocument) -> None:
    empty = [
        p for p in document.paragraphs if not p.text.strip() and not p._p.xpath(".//w:drawing")
    ]
    assert empty == []


def test_everything_of_the_plan_can_be_read(document: WordDocument) -> None:
    texts = word_texts(document)
    for said in ("Two more lines", "Odd Owner", "Cancel by text", "Pat Partner", "Sig Nature"):
        assert said in texts
