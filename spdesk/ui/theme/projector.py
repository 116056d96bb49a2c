"""How the presenter window looks: a dark theme, in sizes that can be read at the back of a room.

The sizes are pixels on a projector of 1920 × 1080; `unit` carries them over to other sizes. None
is under 24.
"""

from spdesk.guidance.locate import resource_folder
from spdesk.ui.theme.theme import Theme, load_themes, name_of

FULL_WIDTH, FULL_HEIGHT = 1920, 1080

SIZES = {
    "place": 32,
    "title": 64,
    "formula": 104,
    "count": 96,
    "headline": 96,
    "sentence": 60,
    "lead": 54,
    "body": 42,
    "mark": 44,
    "name": 36,
    "word": 34,
    "end": 28,
    "foot": 36,
}
"""Pixels of each role of text at 1080p."""

_BOLD = {"title", "headline", "mark", "count", "formula"}
_MUTED = {"place", "foot", "end"}
_GROUND = "#000000"
"""A black screen is black, in every theme."""


def projector_theme(*, contrast: bool = False) -> Theme:
    """The colours of the projector: dark, whatever the program itself looks like."""
    themes = load_themes(resource_folder() / "theme.toml")
    return themes[name_of(dark=True, contrast=contrast)]


def unit_for(width: int, height: int) -> float:
    """What one pixel at 1080p is in a window of this size."""
    return max(min(width / FULL_WIDTH, height / FULL_HEIGHT), 0.1)


def projector_sheet(theme: Theme, unit: float) -> str:
    """The style sheet of the presenter window."""
    roles = "\n".join(_role(theme, role, size * unit) for role, size in SIZES.items())
    return f"""
    QWidget#presenter {{ background: {theme.window}; }}
    QFrame[show="black"] {{ background: {_GROUND}; border: none; }}
    QFrame[show="card"] {{ background: {theme.window}; border: {_px(2 * unit)} solid {theme.line};
        border-radius: {_px(18 * unit)}; }}
    {roles}
    """


def _role(theme: Theme, role: str, size: float) -> str:
    weight = 700 if role in _BOLD else 400
    colour = theme.muted if role in _MUTED else theme.text
    return (
        f'QLabel[show="{role}"] {{ background: transparent; color: {colour}; '
        f"font-size: {_px(size)}; font-weight: {weight}; }}"
    )


def _px(size: float) -> str:
    return f"{max(round(size), 1)}px"
