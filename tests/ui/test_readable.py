"""What is written into a PDF is what is read from it, whatever fonts the machine has."""

import io
import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from spdesk.exchange.reports.blocks import Heading, Paragraph, Record
from spdesk.exchange.reports.save import ReportError
from spdesk.ui.paper.ink import Style, mm, paper_color, write
from spdesk.ui.paper.pdf import Paper, pdf_of
from spdesk.ui.paper.readable import UNREADABLE
from spdesk.ui.paper.record_pdf import write_record_pdf
from tests.ui.driving import example_path
from tests.ui.test_fonts import own_characters

pytestmark = pytest.mark.usefixtures("qapp")

ROOT = Path(__file__).resolve().parents[2]
GONE = chr(UNREADABLE)

SAID = (
    "-> => >= <= == != ... www fi ffi fl ffl ff ﬁ",
    "<b>fi</b> & \" ' `a` 1/2 2x3 (c) *note*",
    "é e\u0301 ß Ω Ж č ğ ł ő ș ț ñ ç å ø þ",
    "… – — ‘a’ “b” „c” × ÷ − · • → ← ↑ ↓ ✓ ☐ ▸ ½ € £ ² ₂",
    "😀 👍🏽 ❤ ⚠ 🇬🇧 👨\u200d👩\u200d👧 🚀 🩺",
    "μ µ Δ ∆ ʼ ’ Ω a\u00a0b",
)
"""Texts that are read again as they were written."""

STRANGE = (
    "العربية",
    "שלום",
    "漢字",
    "हिन्दी",
    "ไทย",
    "𝄞 𠀀 𝒜",
    "\ue123 \uf0b7 \uf8ff",
    "＝ ﹢",
    "q\u0302\u0323\u20dd",
)
"""Texts for which the machine may have a font or not."""

BARE = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig/>'

WRITE = """
import sys
from pathlib import Path
from spdesk.exchange.reports.blocks import Heading, Paragraph, Record
from spdesk.ui.application import make_application
from spdesk.ui.paper.record_pdf import write_record_pdf
application = make_application(["pdf"])
said = [line.encode().decode("unicode_escape") for line in sys.argv[2:]]
record = Record("T", "S", (Heading(1, "T"), *map(Paragraph, said)))
Path(sys.argv[1]).write_bytes(write_record_pdf(record, {}))
"""


def as_record(lines: tuple[str, ...]) -> bytes:
    return write_record_pdf(Record("T", "S", (Heading(1, "T"), *map(Paragraph, lines))), {})


def as_paper(lines: tuple[str, ...]) -> bytes:
    def paint(painter: QPainter, room: QRectF) -> None:
        for number, line in enumerate(lines):
            place = QRectF(room.left(), room.top() + mm(8) * number, room.width(), mm(8))
            write(painter, line, Style(11, bold=number % 2 == 1), place)

    return pdf_of(Paper("T", (paint,)))


KINDS = (as_record, as_paper)


def read(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def joined(text: str) -> str:
    """The text without blanks, which readers reckon from places, and without what is never seen."""
    whole = unicodedata.normalize("NFC", text)
    return "".join(c for c in whole if not c.isspace() and unicodedata.category(c) != "Cf")


def controls(text: str) -> set[str]:
    return {c for c in text if unicodedata.category(c) in {"Cc", "Cs"}} - {"\n"}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_is_read_again(kind: Callable[[tuple[str, ...]], bytes]) -> None:
    found = read(kind(SAID))
    for line in SAID:
        assert joined(line) in joined(found)
    assert not controls(found)
    assert GONE not in found


@pytest.mark.parametrize("kind", KINDS)
def test_every_character_of_our_own_texts_is_read_again(
    kind: Callable[[tuple[str, ...]], bytes],
) -> None:
    # Each apart: what stands for what must not follow from what stands beside it.
    own = sorted(character for character in own_characters() if not character.isspace())
    lines = tuple(" ".join(own[at : at + 20]) for at in range(0, len(own), 20))
    found = read(kind(lines))
    assert set(own) <= set(found)
    assert [line for line in lines if joined(line) not in joined(found)] == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", STRANGE)
def test_other_scripts_are_never_read_as_control_characters(
    kind: Callable[[tuple[str, ...]], bytes], text: str
) -> None:
    found = read(kind((f"before {text} after",)))
    assert not controls(found)
    assert "before" in found
    assert "after" in found


@pytest.fixture
def bare_machine(tmp_path: Path) -> dict[str, str]:
    """The variables of a Linux without a single font."""
    settings = tmp_path / "fonts.conf"
    settings.write_text(BARE, encoding="utf-8")
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "FONTCONFIG_FILE": str(settings)}


on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the fonts of a Linux system")


@on_linux
def test_a_machine_without_fonts_writes_the_same_bytes(
    bare_machine: dict[str, str], tmp_path: Path
) -> None:
    written = {}
    for name, variables in (("bare", bare_machine), ("usual", {**os.environ})):
        out = tmp_path / f"{name}.pdf"
        command = [sys.executable, "-m", "spdesk", "report", str(example_path()), "--out", str(out)]
        subprocess.run(command, cwd=ROOT, env=variables, check=True, capture_output=True)
        written[name] = out.read_bytes()
    assert written["bare"] == written["usual"]


@on_linux
def test_a_machine_without_fonts_says_what_it_cannot_show(
    bare_machine: dict[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "out.pdf"
    lines = [*SAID, "before 漢字 العربية after"]
    said = [line.encode("unicode_escape").decode() for line in lines]
    command = [sys.executable, "-c", WRITE, str(out), *said]
    subprocess.run(command, cwd=ROOT, env=bare_machine, check=True, capture_output=True)
    found = read(out.read_bytes())
    for line in SAID:
        assert joined(line) in joined(found)
    assert not controls(found)
    assert found.count(GONE) == len("漢字العربية")


def bars(painter: QPainter, room: QRectF) -> None:
    """What Qt paints where it has no font."""
    painter.fillRect(QRectF(room.left(), room.top(), mm(80), mm(5)), paper_color("text"))


def test_pages_without_letters_are_no_pdf() -> None:
    with pytest.raises(ReportError, match=r"would hold no letters\. Install SP Desk again\."):
        pdf_of(Paper("T", (bars,), numbered=False))
    assert pdf_of(Paper("T", (bars,))).startswith(b"%PDF-")  # its foot has letters


def test_glyphs_that_mean_nothing_are_no_letters() -> None:
    def strange(painter: QPainter, room: QRectF) -> None:
        write(painter, "\U0001d11e\U00020000 …", Style(11), room)

    with pytest.raises(ReportError, match="no letters"):
        pdf_of(Paper("T", (strange,), numbered=False))
