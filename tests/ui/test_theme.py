"""Colours and sizes: readable, in one place, and as the system or the user says."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from spdesk.guidance.locate import resource_folder
from spdesk.ui.main_window import MainWindow
from spdesk.ui.theme.look import LARGEST_SCALE, SMALLEST_SCALE, Look
from spdesk.ui.theme.stylesheet import stylesheet
from spdesk.ui.theme.theme import Theme, load_themes

THEMES = load_themes(resource_folder() / "theme.toml")
UI = Path(__file__).resolve().parents[2] / "spdesk" / "ui"

PAGE = ("window", "surface")
TEXTS = {
    # Text in this colour stands on these grounds.
    "text": ("window", "surface", "sidebar", "accent_soft", "line"),
    "muted": ("window", "surface", "sidebar", "accent_soft", "line"),
    "accent": ("window", "surface", "sidebar"),
    "accent_text": ("accent",),
    "crisis": ("window", "surface", "sidebar"),
    "type_1": ("window", "surface", "sidebar"),
    "type_2": ("window", "surface", "sidebar"),
    "mixed": ("window", "surface", "sidebar"),
    "capabilities": PAGE,
    "incentives": PAGE,
    "relationships": PAGE,
}
MARKS = {
    # Marks and edges in this colour are drawn on these grounds.
    "control": ("window", "surface"),
    "focus": ("window", "surface", "sidebar", "accent_soft"),
    "accent": ("window", "surface", "sidebar", "line"),
    "type_1": ("window", "surface", "sidebar"),
    "type_2": ("window", "surface", "sidebar"),
    "crisis": ("window", "surface", "sidebar"),
    "muted": ("window", "surface", "sidebar"),
    "capabilities": PAGE,
    "incentives": PAGE,
    "relationships": PAGE,
    "text": ("landscape_low", "window"),
}


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def pairs(table: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(role, ground) for role, grounds in table.items() for ground in grounds]


def test_contrast_is_reckoned_as_wcag_says() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("role", "ground"), pairs(TEXTS))
def test_text_can_be_read_on_its_ground(name: str, role: str, ground: str) -> None:
    theme = THEMES[name]
    assert contrast(theme.color(role), theme.color(ground)) >= 4.5


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("role", "ground"), pairs(MARKS))
def test_marks_can_be_seen_on_their_ground(name: str, role: str, ground: str) -> None:
    theme = THEMES[name]
    assert contrast(theme.color(role), theme.color(ground)) >= 3


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_two_types_and_the_three_levers_are_told_apart(theme: Theme) -> None:
    for group in (("type_1", "type_2", "crisis"), ("capabilities", "incentives", "relationships")):
        assert len({theme.color(role) for role in group}) == 3


def test_there_is_a_light_theme_and_a_dark_one() -> None:
    assert set(THEMES) == {"light", "dark"}
    assert luminance(THEMES["light"].window) > 0.8
    assert luminance(THEMES["dark"].window) < 0.05


LITERAL = re.compile(
    r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b|QColor\(\s*[\d\"']|QColor\.from\w+\(\s*[\d\"']"
    r"|Qt\.(GlobalColor\.)?(dark|light)?"
    r"(white|black|red|green|blue|cyan|magenta|yellow|gray)\b|\brgba?\(|\bhsl\("
)


@pytest.mark.parametrize(
    "file", sorted(p for p in UI.rglob("*.py") if "theme" not in p.parts), ids=lambda p: p.name
)
def test_no_colour_is_written_outside_the_theme(file: Path) -> None:
    found = LITERAL.findall(file.read_text(encoding="utf-8"))
    assert not found


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("body", [8.8, 11, 22])
def test_the_style_sheet_uses_only_colours_of_the_theme(theme: Theme, body: float) -> None:
    sheet = stylesheet(theme, body)
    roles = {getattr(theme, role) for role in Theme.__dataclass_fields__}
    assert set(re.findall(r"#[0-9a-f]{6}", sheet)) <= roles
    assert sheet.count("{") == sheet.count("}")
    assert "nan" not in sheet
    assert not re.search(r"\b(None|px\d|pt\d)", sheet)


@pytest.mark.parametrize("scale", [0, -5, 0.79, 0.8, 1, 1.3, 2, 2.01, 50])
def test_the_text_size_stays_within_its_bounds(
    qapp: QApplication, look: Look, scale: float
) -> None:
    look.set_scale(scale)
    assert SMALLEST_SCALE <= look.scale <= LARGEST_SCALE
    assert qapp.font().pointSizeF() == pytest.approx(11 * look.scale, abs=0.1)


def test_text_grows_and_shrinks_a_tenth_a_step_to_its_bounds(
    window: MainWindow, look: Look
) -> None:
    for _ in range(30):
        window.commands.larger()
    assert look.scale == LARGEST_SCALE
    for _ in range(30):
        window.commands.smaller()
    assert look.scale == SMALLEST_SCALE


def test_a_theme_is_put_on_the_whole_application(qapp: QApplication, look: Look) -> None:
    # That it follows the system as well is tested on a real screen (tests/window).
    for name in ("dark", "light"):
        changed = QSignalSpy(look.changed)
        look.choose_theme(name)  # type: ignore[arg-type]
        assert qapp.palette().color(QPalette.ColorRole.Window).name() == THEMES[name].window
        assert look.color("window").name() == THEMES[name].window
        assert look.is_dark == (name == "dark")
        assert changed.count() == 1


def test_a_colour_that_is_no_role_is_a_fault(look: Look) -> None:
    with pytest.raises(AttributeError):
        look.color("nice")
