"""The fonts that travel with the program: the same letters in the window, on paper, on every system.

They bear names of their own, so that nothing that is installed on a machine takes their place.
`build/fonts.py` makes the files, and says from what.
"""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QRawFont

from spdesk.core.errors import ResourceError

FAMILY = "SP Desk Inter"
EMOJI = "SP Desk Emoji"
FAMILIES = (FAMILY, EMOJI)
"""What every text is set in. What neither holds comes from the system's own fonts, if it has any."""

FILES = (
    "SPDeskInter-Regular.ttf",
    "SPDeskInter-Italic.ttf",
    "SPDeskInter-SemiBold.ttf",
    "SPDeskInter-Bold.ttf",
    "SPDeskEmoji-Regular.ttf",
)

_LETTERS = "SPDesk"
_POINTS_OF_PIXELS = {"cocoa": 96 / 72}


def load_fonts(folder: Path) -> None:
    """Make the fonts in a folder known to Qt, once there is an application.

    Raises ResourceError where a file is missing or damaged, and where Qt cannot draw letters with
    them: then whatever was written would hold none.
    """
    for name in FILES:
        path = folder / name
        if not path.is_file() or QFontDatabase.addApplicationFont(str(path)) < 0:
            raise ResourceError(f"fonts/{name}: cannot be read as a font.")
    QFontDatabase.addApplicationEmojiFontFamily(EMOJI)
    if not _draws_letters():
        raise ResourceError("fonts: no letters can be drawn with the program’s own fonts.")


def text_font(weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The type of every text. The size is for the caller to set."""
    font = QFont(list(FAMILIES))
    font.setWeight(weight)
    return font


def points_here(points: float, platform: str) -> float:
    """A size at 96 dots to an inch in the points of a platform of Qt.

    macOS counts 72 dots to an inch, so that its points are the others' pixels.
    """
    return points * _POINTS_OF_PIXELS.get(platform, 1.0)


def _draws_letters() -> bool:
    raw = QRawFont.fromFont(text_font())
    glyphs = raw.glyphIndexesForString(_LETTERS)
    return (
        raw.familyName() == FAMILY
        and len(glyphs) == len(_LETTERS)
        and all(glyph and not raw.pathForGlyph(glyph).isEmpty() for glyph in glyphs)
    )
