"""Cut one font for SP Desk: `font_cutting.py KIND IN OUT`. `fonts.py` starts it with fontTools.

What is cut must be readable again in a PDF. Qt says there what a glyph means by looking for it in
the font's table of characters, from U+0000 to U+FFFF: a glyph that only a rule of substitution
leads to (a ligature, say) means nothing there, and one that two characters share means the first of
them. So no rule of substitution is kept, each character has a glyph of its own, and emoji, which lie
above, have a second place within the private characters; `spdesk/ui/paper/readable.py` knows them.
"""

import sys
import unicodedata
from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path

from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILIES = {"text": "SP Desk Inter", "emoji": "SP Desk Emoji"}
"""Names of their own: a font that is installed on the machine must never take the place of ours."""

_LAST = 0xFFFF
_PRIVATE = range(0xE000, 0xF900)
_EMOJI = range(0x1F000, 0x1FB00)
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_PLAIN = " #*0123456789©®"
"""What the text font has already. Without a blank, what joins emoji leaves nothing between them."""

_SMALLER = {"▸": "▶", "◂": "◀", "▴": "▲", "▾": "▼"}
_SMALL = 0.6
_SAME = {"☐": "□"}
_JOINED = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
"""Signs that the program uses, or that are pasted from a PDF, and that the font lacks: made from
those that it has."""

_FAMILY, _STYLE, _UNIQUE, _FULL, _VERSION, _POSTSCRIPT = 1, 2, 3, 4, 5, 6
_OWN_FAMILY, _OWN_STYLE = 16, 17
_WINDOWS, _OLD_MAC = (3, 1, 0x409), (1, 0, 0)
_PLAIN_STYLES = {"Regular", "Italic", "Bold", "Bold Italic"}


def cut(kind: str, source: Path, target: Path) -> None:
    """Write the cut font."""
    font = TTFont(source, recalcTimestamp=False)
    _keep(font, _wanted(kind, font.getBestCmap()))
    if kind == "text":
        _add_signs(font)
        _part(font)
    else:
        _hide_skin_tones(font)
        _give_second_places(font)
    _rename(font, FAMILIES[kind])
    font.save(target, reorderTables=True)


def _wanted(kind: str, known: Iterable[int]) -> set[int]:
    if kind == "text":
        low = {code for code in known if 0x20 <= code <= _LAST and code not in _PRIVATE}
        return {code for code in low if unicodedata.category(chr(code)) != "Cf"}  # nothing to see
    plain = {ord(sign) for sign in _PLAIN}
    low = {code for code in known if 0x20 <= code <= _LAST and code not in plain}
    return {*low, *(code for code in known if code in _EMOJI)}


def _keep(font: TTFont, codes: set[int]) -> None:
    options = Options(
        layout_features=["kern", "mark", "mkmk"],
        name_IDs=["*"],
        name_languages=[_WINDOWS[2]],
        notdef_outline=True,
        glyph_names=False,
        drop_tables=["GSUB", "STAT", "DSIG", "vhea", "vmtx"],
        recalc_timestamp=False,
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)


def _tables_of(font: TTFont) -> list[dict[int, str]]:
    return [table.cmap for table in font["cmap"].tables if table.isUnicode()]


def _add_signs(font: TTFont) -> None:
    known = font.getBestCmap()
    for sign, models in {**_SMALLER, **_SAME, **_JOINED}.items():
        if ord(sign) not in known:
            _add(font, sign, models, _SMALL if sign in _SMALLER else 1.0)


def _add(font: TTFont, sign: str, models: str, share: float) -> None:
    """A glyph for a sign: those of its models side by side, smaller, about the same middle line."""
    known, glyphs = font.getBestCmap(), font.getGlyphSet()
    pen, width = TTGlyphPen(glyphs), 0.0
    for model in models:
        copied = known[ord(model)]
        shape = font["glyf"][copied]
        lift = (shape.yMin + shape.yMax) / 2 * (1 - share)
        glyphs[copied].draw(TransformPen(pen, (share, 0, 0, share, width, lift)))
        width += font["hmtx"][copied][0] * share
    name = f"uni{ord(sign):04X}"
    _insert(font, name, pen.glyph(), round(width))
    for table in _tables_of(font):
        table[ord(sign)] = name


def _part(font: TTFont) -> None:
    """Give each character a glyph of its own. The first of those that share one may be the rarer:
    the apostrophe of English is the second."""
    owners: dict[str, int] = {}
    for code, name in sorted(font.getBestCmap().items()):
        if owners.setdefault(name, code) == code:
            continue
        own = f"{name}.uni{code:04X}"
        _insert(font, own, deepcopy(font["glyf"][name]), font["hmtx"][name][0])
        for table in _tables_of(font):
            table[code] = own


def _insert(font: TTFont, name: str, shape: object, width: int) -> None:
    font["glyf"][name] = shape
    font["glyf"][name].recalcBounds(font["glyf"])
    font["hmtx"][name] = (width, getattr(font["glyf"][name], "xMin", 0))


def _hide_skin_tones(font: TTFont) -> None:
    """They change the colour of the sign before them: in one colour there is nothing to see."""
    known = font.getBestCmap()
    for code in _SKIN_TONES:
        font["glyf"][known[code]] = TTGlyphPen(None).glyph()
        font["hmtx"][known[code]] = (0, 0)


def _give_second_places(font: TTFont) -> None:
    for table in _tables_of(font):
        low = {code: name for code, name in table.items() if code in _EMOJI}
        for code, name in low.items():
            table[_PRIVATE.start + code - _EMOJI.start] = name


def _rename(font: TTFont, family: str) -> None:
    names = font["name"]
    style = names.getDebugName(_OWN_STYLE) or names.getDebugName(_STYLE)
    plain = style if style in _PLAIN_STYLES else "Regular"
    postscript = f"{family}-{style}".replace(" ", "")
    made = {
        _FAMILY: family if plain == style else f"{family} {style}",
        _STYLE: plain,
        _UNIQUE: f"{names.getDebugName(_VERSION)};{postscript}",
        _FULL: family if style == "Regular" else f"{family} {style}",
        _POSTSCRIPT: postscript,
        _OWN_FAMILY: family,
        _OWN_STYLE: style,
    }
    for number, text in made.items():
        names.setName(text, number, *_WINDOWS)
    # Once more in plain letters, where the list of licences reads it.
    names.setName(names.getDebugName(_VERSION), _VERSION, *_OLD_MAC)


if __name__ == "__main__":
    cut(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
