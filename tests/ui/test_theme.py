"""Colours and sizes: readable, in one place, and as the system or the user says."""

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from spdesk.guidance.locate import resource_folder
from spdesk.ui.main_window import MainWindow
from spdesk.ui.plots.plot_style import ramp
from spdesk.ui.theme.look import LARGEST_SCALE, SMALLEST_SCALE, Look
from spdesk.ui.theme.stylesheet import stylesheet
from spdesk.ui.theme.theme import Theme, load_themes
from tests.ui.painted_pairs import (
    FULL,
    GROUNDS_AND_QUIET,
    MARK,
    PAINTED,
    SURFACE_ENDS,
    TEXT,
    painted_pairs,
)
from tests.ui.sheet_reading import Rule, colour, image, in_force, rules

THEMES = load_themes(resource_folder() / "theme.toml")
UI = Path(__file__).resolve().parents[2] / "spdesk" / "ui"

# How much must stand out: at least so many to one, after WCAG 2 (1.4.3 and 1.4.11, and 1.4.6 in
# high contrast). The empty part of a bar lies between its ground and its full part.
LEAST = {TEXT: 4.5, MARK: 3.0, FULL: 3.0}
LEAST_IN_CONTRAST = {TEXT: 7.0, MARK: 4.5, FULL: 3.0}

NO_PAINTERS = {"command_palette.py"}
"""It asks a palette, not the look, which the palette of the application answers."""

OUTSIDE = ("window", "surface", "sidebar")
"""What a control of the style sheet may stand on."""

CONTROLS = {
    *("QPushButton", "QLineEdit", "QPlainTextEdit", "QComboBox", "QDoubleSpinBox"),
    *("QDateTimeEdit", "QCheckBox", "QRadioButton", "QMenu", "QMenuBar"),
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


def test_contrast_is_reckoned_as_wcag_says() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


Needs = dict[str, float]


def needed(name: str) -> Needs:
    """What a theme owes its readers."""
    return LEAST_IN_CONTRAST if is_high(name) else LEAST


def is_high(name: str) -> bool:
    return name.startswith("contrast")


def faint_paint(theme: Theme, need: Needs) -> list[str]:
    """Every painted pair that stands out too little."""
    return [
        f"{pair.role} on {pair.ground}"
        for pair in painted_pairs()
        if contrast(theme.color(pair.role), theme.color(pair.ground)) < need[pair.need]
    ]


def faint_rules(theme: Theme, sheet: list[Rule], need: Needs) -> list[str]:
    """Every rule of the style sheet whose words, edge, fill or picture stands out too little."""
    found: list[str] = []
    for rule in sheet:
        meant, said = rule.selector, in_force(rule.selector, sheet)
        if "disabled" in meant.states:
            continue  # WCAG asks nothing of them; their words are tested as all words are
        outside = [theme.color(role) for role in OUTSIDE]
        own = colour(said.get("background"))
        grounds = [own] if own else [*outside, theme.accent_soft]
        for kind, words, under in (
            (TEXT, colour(said.get("color")), grounds),
            (TEXT, colour(said.get("placeholder-text-color")), grounds),
            (TEXT, colour(said.get("selection-color")), [said.get("selection-background-color")]),
        ):
            if words:
                ratio = min(contrast(words, ground) for ground in under if ground)
                found += [f"{meant.text}: words {ratio:.2f}"] * (ratio < need[kind])
        edge = colour(said.get("border-color"))
        is_control = meant.kind in CONTROLS or "focus" in meant.states
        if edge and (is_control or need is LEAST_IN_CONTRAST):
            # An edge in the colour of the ground is a gap round the fill, which then is the edge.
            seen = own if own and edge in outside else edge
            ratio = min(contrast(seen, ground) for ground in outside)
            found += [f"{meant.text}: edge {ratio:.2f}"] * (ratio < need[MARK])
        if own and meant.part == "::handle" and meant.kind == "QScrollBar":
            ratio = min(contrast(own, ground) for ground in outside)
            found += [f"{meant.text}: fill {ratio:.2f}"] * (ratio < need[MARK])
        if (file := image(said.get("image"))) is not None:
            drawn = re.search('stroke="(#[0-9a-f]{6})"', Path(file).read_text(encoding="utf-8"))
            assert drawn
            ratio = contrast(drawn.group(1), own or theme.surface)
            found += [f"{meant.text}: picture {ratio:.2f}"] * (ratio < need[MARK])
    return found


def sheet_of(name: str) -> list[Rule]:
    return rules(stylesheet(THEMES[name], 11, contrast=is_high(name)))


@pytest.mark.parametrize("name", THEMES)
def test_everything_painted_stands_out_from_its_ground(name: str) -> None:
    assert faint_paint(THEMES[name], needed(name)) == []


@pytest.mark.parametrize("name", THEMES)
def test_everything_in_the_style_sheet_stands_out_from_its_ground(name: str) -> None:
    sheet = sheet_of(name)
    assert len(sheet) > 80
    assert faint_rules(THEMES[name], sheet, needed(name)) == []


@pytest.mark.parametrize("name", THEMES)
def test_words_that_cannot_be_used_now_can_still_be_read(name: str) -> None:
    theme, sheet = THEMES[name], sheet_of(name)
    off = [rule.selector for rule in sheet if "disabled" in rule.selector.states]
    assert len(off) >= 4
    for meant in off:
        said = in_force(meant, sheet)
        ground = colour(said.get("background")) or theme.surface
        words = colour(said.get("color"))
        assert words is None or contrast(words, ground) >= needed(name)[TEXT]


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(
    "role", sorted(set(Theme.__dataclass_fields__) - GROUNDS_AND_QUIET - SURFACE_ENDS)
)
def test_a_role_made_too_weak_is_found(name: str, role: str) -> None:
    theme = THEMES[name]
    weak = "#d5d5d5" if luminance(theme.window) > 0.5 else "#2b2b2b"
    changed = replace(theme, **{role: theme.accent if role == "accent_text" else weak})
    found = faint_paint(changed, needed(name))
    assert any(fault.startswith(f"{role} on ") for fault in found)


def test_a_rule_made_too_weak_is_found() -> None:
    theme = THEMES["light"]
    for weak in ('QLabel[role="x"]', 'QPushButton[kind="chip"]:hover'):
        rule = f"{weak} {{ color: #b8c0c8; border: 1px solid #d5dde5; }}"
        found = faint_rules(theme, rules(stylesheet(theme, 11) + rule), LEAST)
        assert any(weak in fault for fault in found)


def asked_roles(file: Path) -> tuple[set[str], bool]:
    """The roles that a module names where it asks for a colour, and whether it names some by value."""
    named, by_value = set(), False
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if is_call and node.func.attr == "color" and node.args:
            words = {
                part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant)
            }
            found = {word for word in words if word in Theme.__dataclass_fields__}
            named |= found
            by_value = by_value or not found
    return named, by_value


def test_every_module_that_paints_says_on_which_grounds() -> None:
    missing = []
    for file in sorted(UI.rglob("*.py")):
        name = file.relative_to(UI).as_posix()
        if file.parent.name == "paper":
            continue  # always light on white: the roles of the light theme on its surface
        named, by_value = asked_roles(file)
        declared = PAINTED.get(name)
        if named or by_value:
            undeclared = named - GROUNDS_AND_QUIET - SURFACE_ENDS - set(declared or {})
            missing += [f"{name}: {role}" for role in undeclared]
            missing += [name] * (declared is None and file.name not in NO_PAINTERS)
    assert missing == []
    gone = {name for name in PAINTED if not (UI / name).is_file()}
    assert gone == set()


@pytest.mark.parametrize("name", THEMES)
def test_contours_stand_out_from_every_shade_of_the_landscape(name: str) -> None:
    theme = THEMES[name]
    low, line = theme.landscape_low, theme.landscape_line
    shades = ramp(QColor(low), QColor(theme.landscape_high), 256)
    for red, green, blue in shades.tolist():
        shade = f"#{red:02x}{green:02x}{blue:02x}"
        # The plot takes the better one of the two for each curve, and words have a halo of their own.
        assert max(contrast(line, shade), contrast(low, shade)) >= needed(name)[MARK]
        assert max(contrast(theme.text, shade), contrast(theme.window, shade)) >= needed(name)[MARK]


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_two_types_and_the_three_levers_are_told_apart(theme: Theme) -> None:
    for group in (("type_1", "type_2", "crisis"), ("capabilities", "incentives", "relationships")):
        assert len({theme.color(role) for role in group}) == 3


def test_there_is_a_light_theme_and_a_dark_one() -> None:
    assert set(THEMES) == {"light", "dark", "contrast_light", "contrast_dark"}
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


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("body", [8.8, 11, 22])
def test_the_style_sheet_uses_only_colours_of_the_theme(name: str, body: float) -> None:
    theme = THEMES[name]
    sheet = stylesheet(theme, body, contrast=is_high(name))
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
