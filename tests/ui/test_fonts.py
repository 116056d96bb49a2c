"""The fonts that travel with the program: what is in them, and that nothing is set in another."""

import os
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontInfo, QRawFont
from PySide6.QtWidgets import QApplication

from spdesk.guidance.locate import resource_folder
from spdesk.ui.paper.ink import Style
from spdesk.ui.paper.paper_look import PaperLook, Plain
from spdesk.ui.paper.readable import _EMOJI_FONT
from spdesk.ui.paper.record_format import font_of
from spdesk.ui.theme.fonts import EMOJI, FAMILIES, FAMILY, FILES, points_here, text_font
from spdesk.ui.theme.look import Look
from spdesk.ui.theme.stylesheet import stylesheet
from spdesk.ui.theme.theme import load_themes
from tests.reading import RESOURCES, screen_texts, spoken_literals

pytestmark = pytest.mark.usefixtures("qapp")

ROOT = Path(__file__).resolve().parents[2]
FONTS = resource_folder() / "fonts"
TEXT_FILES = [name for name in FILES if "Emoji" not in name]
PRIVATE = range(0xE000, 0xF900)
EMOJI_PLANE = range(0x1F000, 0x1FB00)

LOAD = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from spdesk.core.errors import ResourceError
from spdesk.ui.theme.fonts import load_fonts
application = QApplication(["fonts"])
for folder in sys.argv[1:]:
    try:
        load_fonts(Path(folder))
    except ResourceError as error:
        print(error)
"""

REPORT = """
import sys
from spdesk.cli import run
from spdesk.ui.theme import fonts
fonts.FILES = (*fonts.FILES, "gone.ttf")
sys.exit(run(sys.argv[1:]))
"""


def raw(name: str) -> QRawFont:
    font = QRawFont(str(FONTS / name), 20)
    assert font.isValid()
    return font


def own_characters() -> set[str]:
    """Every character of the texts that a person reads in the program or on paper."""
    paths = [path for path in RESOURCES.rglob("*") if path.suffix in {".toml", ".md", ".json"}]
    paths += RESOURCES.rglob("*.spdesk")
    texts = [path.read_text(encoding="utf-8") for path in paths]
    texts += [place.text for place in (*screen_texts(), *spoken_literals())]
    characters = {character for text in texts for character in text if character.isprintable()}
    return {one for one in characters if unicodedata.east_asian_width(one) not in "FW"}


def tried(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


# What is in them


@pytest.mark.parametrize("name", TEXT_FILES)
def test_they_hold_every_character_of_our_own_texts(name: str) -> None:
    characters = own_characters()
    assert len(characters) > 120
    font = raw(name)
    missing = {one for one in characters if not font.supportsCharacter(ord(one))}
    assert not missing


@pytest.mark.parametrize("name", FILES)
def test_each_glyph_stands_for_one_character_which_a_pdf_can_name(name: str) -> None:
    font = raw(name)
    assert font.fontTable("GSUB").isEmpty()
    codes = [code for code in range(0x20, 0x10000) if font.supportsCharacter(code)]
    glyphs = font.glyphIndexesForString("".join(map(chr, codes)))
    assert len(glyphs) == len(codes)
    assert len(set(glyphs)) == len(glyphs) > 1000
    above = [code for code in range(0x10000, 0x20000) if font.supportsCharacter(code)]
    second = {code for code in codes if code in PRIVATE}
    assert second == {0xE000 + code - 0x1F000 for code in above}
    assert all(code in EMOJI_PLANE for code in above)


@pytest.mark.parametrize("name", TEXT_FILES)
def test_the_letters_of_europe_are_there(name: str) -> None:
    font = raw(name)
    for first, last in (
        (0x20, 0x7E),
        (0xA0, 0xAC),
        (0xAE, 0x148),
        (0x14A, 0x17F),
        (0x391, 0x3CE),
        (0x400, 0x45F),
    ):
        codes = [code for code in range(first, last + 1) if unicodedata.name(chr(code), "")]
        assert all(font.supportsCharacter(code) for code in codes), hex(first)
    assert all(font.supportsCharacter(ord(sign)) for sign in "–—‘’“”„…·•×÷−≤≥≠±←→↔½√∞€£☐✓ﬁ")


def test_the_licence_lies_beside_them() -> None:
    assert {path.name for path in FONTS.glob("*.ttf")} == set(FILES)
    for name in ("Inter-OFL.txt", "NotoEmoji-OFL.txt"):
        text = (FONTS / name).read_text(encoding="utf-8")
        assert text.startswith("Copyright")
        assert "SIL OPEN FONT LICENSE Version 1.1" in text
        assert "Reserved Font Name" not in text.partition("SIL OPEN FONT LICENSE")[0]


def test_the_font_of_emoji_is_known_by_its_name() -> None:
    assert raw(FILES[-1]).familyName() == EMOJI
    assert FILES[-1].startswith(_EMOJI_FONT)


# Everything is set in them


def test_the_window_and_all_paper_are_set_in_them(look: Look) -> None:
    fonts: list[QFont] = [
        QApplication.font(),
        look.font(),
        look.font(20, bold=True),
        PaperLook().font(),
        Style(10).font,
        Style(10, bold=True).font,
        Plain(9).font,
        font_of(10),
        font_of(10, bold=True),
    ]
    for font in fonts:
        assert tuple(font.families()) == FAMILIES
        assert QFontInfo(font).family() == FAMILY
        assert QFontInfo(font).weight() == font.weight()


@pytest.mark.parametrize("weight", [400, 600, 700])
def test_each_weight_has_letters_of_its_own(weight: int) -> None:
    font = text_font(QFont.Weight(weight))
    found = QRawFont.fromFont(font)
    assert (found.familyName(), found.weight()) == (FAMILY, weight)
    font.setItalic(True)
    assert QFontInfo(font).italic()


def test_an_emoji_is_drawn_with_ours() -> None:
    from PySide6.QtGui import QTextLayout  # noqa: PLC0415

    for text in ("😀", "ok 👍", "👍🏽"):
        layout = QTextLayout(text, text_font())
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        runs = [run.rawFont().familyName() for run in layout.glyphRuns()]
        assert EMOJI in runs
        assert set(runs) <= set(FAMILIES)


# Sizes


def test_text_is_as_large_on_macos_as_elsewhere() -> None:
    for platform, per_inch in (("cocoa", 72), ("xcb", 96), ("windows", 96), ("offscreen", 96)):
        assert points_here(11, platform) * per_inch / 72 == pytest.approx(11 * 96 / 72)
    theme = load_themes(resource_folder() / "theme.toml")["light"]
    sheet = stylesheet(theme, 11, point=points_here(1, "cocoa"))
    assert 'role="heading"] { font-size: 14.7pt' in sheet
    assert sheet.replace("pt", "").count("px") == stylesheet(theme, 11).count("px")


# What is missing or damaged is told


@pytest.fixture
def fonts(tmp_path: Path) -> Path:
    """A copy that may be damaged."""
    return shutil.copytree(FONTS, tmp_path / "fonts")


def test_whole_ones_are_taken_without_a_word(fonts: Path) -> None:
    done = tried(LOAD, str(fonts))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_one_that_is_missing_or_cut_off_is_named(tmp_path: Path) -> None:
    folders, told = [], ""
    for name in FILES:
        for size in (0, 1000, None):
            folder = shutil.copytree(FONTS, tmp_path / f"{name}-{size}")
            content = (folder / name).read_bytes()[:size] if size is not None else None
            (folder / name).unlink()
            if content is not None:
                (folder / name).write_bytes(content)
            folders.append(str(folder))
            told += f"fonts/{name}: cannot be read as a font.\n"
    assert tried(LOAD, *folders).stdout == told


def test_fonts_without_letters_are_told(fonts: Path) -> None:
    for name in TEXT_FILES:
        shutil.copy(fonts / FILES[-1], fonts / name)
    said = "fonts: no letters can be drawn with the program’s own fonts.\n"
    assert tried(LOAD, str(fonts)).stdout == said


@pytest.mark.parametrize("ending", [".pdf", ".docx"])
def test_a_command_writes_nothing_that_would_have_no_letters(tmp_path: Path, ending: str) -> None:
    example = resource_folder() / "examples" / "missed-appointments.spdesk"
    out = tmp_path / f"record{ending}"
    done = tried(REPORT, "report", str(example), "--out", str(out))
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == (
        "spdesk: Nothing was drawn: SP Desk is damaged. Install it again. "
        "fonts/gone.ttf: cannot be read as a font.\n"
    )
    assert not out.exists()
    done = tried(REPORT, "demo", "--out", str(tmp_path / "demo"))
    assert done.returncode == 2
    assert "Install it again." in done.stderr
    assert not list(tmp_path.rglob("*.png"))


def test_a_window_is_told_too(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from spdesk.ui import application  # noqa: PLC0415
    from spdesk.ui.theme import fonts  # noqa: PLC0415
    from tests.ui.conftest import Recorder  # noqa: PLC0415

    messages = Recorder()
    monkeypatch.setattr(application, "DialogMessages", lambda: messages)
    monkeypatch.setattr(application, "QApplication", lambda _: qapp)
    monkeypatch.setattr(fonts, "FILES", ("gone.ttf",))
    assert application.open_window(None, home=tmp_path) == 2
    assert messages.told == [
        "SP Desk is damaged. Install it again. fonts/gone.ttf: cannot be read as a font."
    ]
