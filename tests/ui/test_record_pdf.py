"""The record as a PDF, read again with pypdf: words, bookmarks, type, and the same bytes."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader
from pypdf.generic import Destination
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from spdesk.exchange.reports.blocks import (
    Block,
    Bullets,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Record,
    Table,
)
from spdesk.exchange.reports.record import record_of
from spdesk.guidance.library import guidance
from spdesk.ui.paper.record_pdf import pages_as_pictures, write_record_pdf
from spdesk.ui.theme.look import Look
from spdesk.workbook.plan import Action, Plan
from spdesk.workbook.store import read_workbook
from tests.ui.driving import example_path

pytestmark = pytest.mark.usefixtures("qapp")

ROOT = Path(__file__).resolve().parents[2]


def read(record: Record, pictures: dict[str, bytes] | None = None) -> PdfReader:
    return PdfReader(io.BytesIO(write_record_pdf(record, pictures or {})))


def one(*blocks: Block, title: str = "A record") -> Record:
    return Record(title, "Decision record", blocks)


def words_of(reader: PdfReader) -> list[str]:
    return "\n".join(page.extract_text() for page in reader.pages).split()


def marks(reader: PdfReader) -> list[tuple[int, str, int]]:
    """The bookmarks as level, title and page from 0."""
    found: list[tuple[int, str, int]] = []

    def walk(part: list[object], level: int) -> None:
        for mark in part:
            if isinstance(mark, list):
                walk(mark, level + 1)
            else:
                assert isinstance(mark, Destination)
                page = reader.get_destination_page_number(mark)
                assert page is not None
                found.append((level, str(mark.title), page))

    walk(list(reader.outline), 1)
    return found


def heights_of(page: PageObject) -> list[tuple[str, float]]:
    """Each run of text with the height of its base line, in points from the foot of the page."""
    found: list[tuple[str, float]] = []

    def note(text: str, outer: list[float], inner: list[float], *_: object) -> None:
        height = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        if text.strip():
            found.append((text.strip(), height))

    page.extract_text(visitor_text=note)
    return found


def numbered(count: int) -> str:
    return " ".join(f"n{number}n" for number in range(count))


def numbers_in(reader: PdfReader) -> list[int]:
    """The numbers of such a text, in the order in which they are read."""
    said = "".join(words_of(reader))
    return [int(number) for number in re.findall(r"n(\d+)n", said)]


def assert_margins_are_white(record: Record) -> None:
    for picture in pages_as_pictures(record, {}, 420):  # two pixels a millimetre
        grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
        for x in (*range(38), *range(382, 420)):
            column = {grey.pixelColor(x, y).value() for y in range(grey.height())}
            assert column == {255}, f"ink {x / 2} mm from the left"


def with_actions(count: int) -> Record:
    workbook = read_workbook(example_path())
    issue = workbook.issues[0]
    actions = tuple(
        Action(
            id=f"a{n}",
            problem="The line is engaged at eight" if n % 3 else "",
            solution=f"Action{n:02} " + "ask ten people what got in the way " * (1 + n % 4),
            due=date(2026, 12, 1 + n % 20),
        )
        for n in range(count)
    )
    return record_of(workbook, issue.replaced(agreed=Plan(actions=actions)), guidance())


def test_the_words_come_in_the_order_in_which_they_are_read() -> None:
    record = one(
        Heading(1, "First heading"),
        Paragraph("Then a paragraph."),
        Facts((("Label", "value"), ("Other label", "other value"))),
        Bullets(("point one", "point two")),
        Heading(2, "Second heading"),
        Table("Caption", ("Left", "Right"), (("a", "b"), ("c", "d")), (0.5, 0.5)),
        Paragraph("Last words.", quiet=True),
    )
    said = " ".join(words_of(read(record)))
    assert said == (
        "First heading Then a paragraph. Label: value Other label: other value • point one • point "
        "two Second heading Caption Left Right a b c d Last words. First heading Page 1"
    )


def test_it_says_what_it_is_and_in_which_language() -> None:
    reader = read(one(Heading(1, "H"), title="Who & <b>what</b>"))
    assert reader.metadata is not None
    assert reader.metadata.title == "Who & <b>what</b>"
    assert reader.metadata.subject == "Decision record"
    assert reader.metadata.creation_date is None
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert "/Metadata" not in root


def test_every_font_is_embedded() -> None:
    reader = read(with_actions(3))
    names = set()
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            program = inner["/FontDescriptor"]["/FontFile2"].get_data()
            assert len(program) > 1000
            names.add(str(inner["/BaseFont"]))
    assert len(names) == 2  # plain and bold


def test_blanks_are_blanks() -> None:
    text = read(one(Paragraph("one two three"))).pages[0].extract_text()
    assert "one two three" in text
    assert "\t" not in text


def test_the_bookmarks_lead_to_their_headings() -> None:
    record = with_actions(30)
    reader = read(record)
    headings = [(b.level, b.text) for b in record.blocks if isinstance(b, Heading)]
    assert len(headings) >= 7
    assert [(level, title) for level, title, _ in marks(reader)] == headings
    for _, title, page in marks(reader):
        assert title in reader.pages[page].extract_text()


def test_a_bookmark_stands_at_the_height_of_its_heading() -> None:
    parts = [(Heading(2, f"Part{n:02}"), Paragraph("x " * 900)) for n in range(12)]
    reader = read(one(Heading(1, "All"), *(block for part in parts for block in part)))
    places: dict[str, tuple[int, float]] = {}
    for number, page in enumerate(reader.pages):
        for text, height in heights_of(page):
            if text.startswith("Part"):
                places[text] = (number, height)
    assert len(places) == 12
    for mark in reader.outline[1]:
        page, base = places[str(mark.title)]
        assert reader.get_destination_page_number(mark) == page
        assert base < float(mark.top) < base + 16  # points: the letters stand below the mark


def test_thirty_actions_lie_on_several_pages_with_the_header_on_each() -> None:
    reader = read(with_actions(30))
    texts = [page.extract_text() for page in reader.pages]
    assert len(texts) >= 4
    found = [number for number in range(30) for text in texts if f"Action{number:02}" in text]
    assert found == sorted(found), "an action is cut by the end of a page"
    assert len(set(found)) == 30
    assert_margins_are_white(with_actions(30))
    with_rows = [text for text in texts if "Action0" in text or "Action1" in text]
    assert all("What we do" in text for text in with_rows)
    assert all(text.rstrip().endswith(f"Page {n}") for n, text in enumerate(texts, 1))


def test_no_row_is_cut_and_no_heading_is_left_at_the_foot() -> None:
    """Headings before tables of every height, on every height of a page."""
    for height in range(0, 60, 3):
        filler = [Paragraph("line")] * height
        rows = tuple((f"row{n}begin {'words ' * 60} row{n}end", "x") for n in range(6))
        table = Table("Caption", ("Head", "Other"), rows, (0.6, 0.4))
        reader = read(one(Heading(1, "Top"), *filler, Heading(2, "Below"), table))
        texts = [page.extract_text() for page in reader.pages]
        for n in range(6):
            assert any(f"row{n}begin" in text and f"row{n}end" in text for text in texts), height
        page = next(text for text in texts if "Below" in text)
        assert "Caption" in page
        assert "row0begin" in page


def test_a_row_taller_than_a_page_goes_on_on_the_next() -> None:
    rows = (("first", "a"), (numbered(2500), "b"), ("last", "c"))
    reader = read(one(Heading(1, "T"), Table("C", ("H", "I"), rows, (0.5, 0.5))))
    assert numbers_in(reader) == list(range(2500))
    assert "last" in words_of(reader)


@pytest.mark.parametrize("kind", [Paragraph, lambda text: Facts((("L", text),))])
def test_no_line_is_there_twice_where_a_page_ends(kind: Callable[[str], Block]) -> None:
    reader = read(one(Heading(1, "T"), kind(numbered(2500)), kind(numbered(0))))
    assert len(reader.pages) > 3
    assert numbers_in(reader) == list(range(2500))


def test_long_words_and_titles_stay_on_the_page() -> None:
    title = ("Wherever-the-blank-is-missing" * 11)[:300]
    mean = ("L" * 80, "V" * 400)
    table = Table("C" * 200, mean, (mean, mean), (0.2, 0.8))
    record = one(Heading(1, title), Facts((mean,)), Bullets(mean), table, title=title)
    assert_margins_are_white(record)
    assert "".join(words_of(read(record))).count("V" * 20) >= 4 * 20


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (Paragraph(""),),
        (Facts(()),),
        (Bullets(()),),
        (Table("", ("", ""), (), (0.5, 0.5)),),
        (Heading(1, ""), Heading(2, ""), Paragraph("", quiet=True)),
        (Picture("none", ""),),
    ],
)
def test_empty_parts_are_no_trouble(blocks: tuple[Block, ...]) -> None:
    assert len(read(one(*blocks)).pages) <= 1


def test_markup_stays_text() -> None:
    mean = '<b>bold</b> <img src="file:///etc/passwd"> &amp; </table>'
    blocks: tuple[Block, ...] = (
        Heading(1, mean),
        Paragraph(mean),
        Facts(((mean, mean),)),
        Bullets((mean,)),
        Table(mean, (mean,), ((mean,),), (1.0,)),
        Picture("gone", mean),
    )
    said = "".join(words_of(read(one(*blocks))))
    assert said.count("".join(mean.split())) == 9 + 1  # and once at the foot


def test_a_missing_picture_leaves_its_sentences() -> None:
    assert (
        "Sentences instead."
        in read(one(Picture("p", "Sentences instead."))).pages[0].extract_text()
    )
    broken = {"p": b"no picture"}
    assert (
        "Sentences instead."
        in read(one(Picture("p", "Sentences instead.")), broken).pages[0].extract_text()
    )


def test_a_picture_is_embedded_as_it_is() -> None:
    from spdesk.ui.pictures import png_of  # noqa: PLC0415

    image = QImage(640, 320, QImage.Format.Format_RGB32)
    image.fill(0xFF2757A6)
    reader = read(one(Heading(1, "H"), Picture("p", "said")), {"p": png_of(image)})
    (found,) = reader.pages[0].images
    assert found.image is not None
    assert found.image.size == (640, 320)
    assert found.image.convert("RGB").getpixel((5, 5)) == (0x27, 0x57, 0xA6)
    assert "said" not in reader.pages[0].extract_text()


def test_the_same_record_gives_the_same_bytes_also_in_another_process(tmp_path: Path) -> None:
    outs = [tmp_path / f"{n}.pdf" for n in range(2)]
    for seed, out in enumerate(outs):
        command = [sys.executable, "-m", "spdesk", "report", str(example_path()), "--out", str(out)]
        variables = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_HASH_SEED": str(seed)}
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=variables)
    assert outs[0].read_bytes() == outs[1].read_bytes()
    assert write_record_pdf(with_actions(2), {}) == write_record_pdf(with_actions(2), {})


def test_the_pages_are_light_whatever_the_program_looks_like(look: Look) -> None:
    record = with_actions(1)
    light = next(pages_as_pictures(record, {}, 300))
    look.choose_theme("dark")
    look.set_scale(2.0)
    QApplication.processEvents()
    assert next(pages_as_pictures(record, {}, 300)) == light
    assert light.pixelColor(2, 2).name() == "#ffffff"


def test_each_issue_begins_on_a_page_of_its_own() -> None:
    reader = read(one(Heading(1, "First"), Paragraph("a"), Heading(1, "Second"), Paragraph("b")))
    assert [(title, page) for _, title, page in marks(reader)] == [("First", 0), ("Second", 1)]


texts = st.text(max_size=60)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(texts, texts), max_size=6), texts, texts)
def test_whatever_was_typed_makes_a_pdf_that_can_be_read(
    rows: list[tuple[str, str]], title: str, text: str
) -> None:
    table = Table(text, (title, text), tuple(rows), (0.5, 0.5))
    record = one(
        Heading(1, title), Facts(tuple(rows)), Paragraph(text), Bullets((text,)), table, title=title
    )
    reader = read(record)
    assert len(reader.pages) >= 1
    assert len(reader.outline) == 1
