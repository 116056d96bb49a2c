"""Whatever was typed, every format takes it, and it stays text."""

import csv
import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pptx import Presentation

from spdesk.exchange.reports.safe import looks_like_formula, plain_text
from spdesk.workbook.model import Workbook
from tests.exchange.reports.samples import WRITERS, opened, typed, word_texts
from tests.workbook.strategies import whole_workbooks

ODD = [
    "=cmd|' /C calc'!A0",
    "<b>bold</b> & <script>alert(1)</script>",
    "<w:t>Word</w:t> {\\rtf1} **stars** _x0041_ %s {0}",
    "bell\x07 escape\x1b null\x00 delete\x7f",
    "tab\tline\nreturn\rform\x0cfeed\u2028separator",
    "\ufeff\u200b=hidden \ufffe \uffff",
    "📅👩‍⚕️ مرحبا שלום 中文 ü̈",
    "long " * 3_999,
    "w" * 19_990,
    "📅" * 10_000,
]


def _no_formula(workbook: Workbook) -> None:
    log = WRITERS["xlsx"](workbook)
    cells = [
        cell for row in load_workbook(io.BytesIO(log)).worksheets[0].iter_rows() for cell in row
    ]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    with zipfile.ZipFile(io.BytesIO(log)) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
    text = WRITERS["csv"](workbook).decode("utf-8-sig")
    found = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert not [
        c for c in found if looks_like_formula(c) and not c.startswith("'") and _no_number(c)
    ]


def _no_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return True
    return False


@pytest.mark.parametrize("text", ODD, ids=lambda text: ascii(text[:12]))
@pytest.mark.parametrize("ending", WRITERS)
def test_odd_texts_go_into_every_format(ending: str, text: str) -> None:
    content = WRITERS[ending](typed(text))
    assert len(content) > 100
    if ending == "docx":
        assert plain_text(text).replace("\t", " ").strip()[:100] in word_texts(opened(content))
    elif ending == "pptx":
        assert len(Presentation(io.BytesIO(content)).slides) == 3
    elif ending == "json":
        assert text.strip() in json.loads(content)["data"][-1]["text"]
    else:
        _no_formula(typed(text))


@given(whole_workbooks() | whole_workbooks(newer=True))
@settings(max_examples=15)
def test_every_workbook_goes_into_every_format(workbook: Workbook) -> None:
    for writer in WRITERS.values():
        assert writer(workbook) == writer(workbook)
    _no_formula(workbook)
    opened(WRITERS["docx"](workbook))
    Presentation(io.BytesIO(WRITERS["pptx"](workbook)))


@given(st.text(max_size=80).filter(str.strip))
@settings(max_examples=15)
def test_any_text_goes_into_every_format(text: str) -> None:
    workbook = typed(text)
    texts = word_texts(opened(WRITERS["docx"](workbook)))
    assert plain_text(text).replace("\t", " ").strip() in texts
    Presentation(io.BytesIO(WRITERS["pptx"](workbook)))
    _no_formula(workbook)


MARKUP = "<b>&amp; <w:br/> </a:t> &lt;i&gt; ]]>"


def test_markup_stays_text_in_word_and_on_slides() -> None:
    workbook = typed(MARKUP)
    document = opened(WRITERS["docx"](workbook))
    description = next(p for p in document.paragraphs if p.text == MARKUP)
    assert [run.bold for run in description.runs] == [None]
    deck = Presentation(io.BytesIO(WRITERS["pptx"](workbook)))
    frames = [s.text_frame.text for s in deck.slides[0].shapes if s.has_text_frame]
    assert any(MARKUP in text for text in frames)
    assert deck.slides[0].shapes.title.text_frame.text == f"{MARKUP}.: the problem"


def test_twenty_thousand_letters_arrive_whole_in_word() -> None:
    text = "x" * 19_999
    assert text in word_texts(opened(WRITERS["docx"](typed(text))))
