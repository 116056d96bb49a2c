"""What is read back from a PDF: the text that was written, or a sign that one could not be read.

Who copies, searches or listens to a PDF reads what its fonts say that their glyphs mean. Qt knows
that only for glyphs that stand for one character up to U+FFFF, and leaves out the others; readers
then take the number of the glyph for a character, often one that controls a terminal.
"""

import hashlib
import re
import struct
from typing import TYPE_CHECKING, cast

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from spdesk.ui.theme.fonts import EMOJI

if TYPE_CHECKING:
    from pypdf.generic import IndirectObject

UNREADABLE = 0xFFFD
"""What stands for a glyph that no character is known for."""

_RANGE = re.compile(rb"<(\w{4})> <(\w{4})> (?:<(\w{4})>|\[([^]]*)\])")
"""Glyphs from and to, with what the first means, or with what each means."""

_BLANK, _TAB = 0x20, 0x09
_MOST = 100
"""Glyphs in one part of a table, as the format allows."""

_EMOJI_FONT = EMOJI.replace(" ", "")
_PRIVATE, _LAST_PRIVATE = 0xE000, 0xEAFF
_UP = 0x1F000 - _PRIVATE
"""How far above their second place our font's emoji have their first (`build/font_cutting.py`)."""


def mend_fonts(writer: PdfWriter) -> bool:
    """Say of every glyph what it means, and name the fonts after what is in them.

    Qt numbers the fonts in an order that is another one each time. Gives whether there are letters
    on the pages at all.
    """
    letters = False
    for font in _fonts(writer).values():
        inner = cast("list[DictionaryObject]", font["/DescendantFonts"])[0].get_object()
        descriptor = cast("DictionaryObject", cast("DictionaryObject", inner)["/FontDescriptor"])
        program = cast("StreamObject", descriptor["/FontFile2"]).get_data()
        name = str(descriptor["/FontName"]).lstrip("/").rpartition("+")[2]
        stream = cast("StreamObject", font["/ToUnicode"])
        meanings = _meanings(stream.get_data(), _glyph_count(program), name)
        letters = letters or any(chr(meaning).isalnum() for meaning in meanings)
        stream.set_data(_table(meanings))
        tagged = NameObject(f"/{_tag(program)}+{name}")
        font[NameObject("/BaseFont")] = tagged
        cast("DictionaryObject", inner)[NameObject("/BaseFont")] = tagged
        descriptor[NameObject("/FontName")] = tagged
    return letters


def _fonts(writer: PdfWriter) -> dict[int, DictionaryObject]:
    """The fonts with embedded glyphs, by the number of their object."""
    found: dict[int, DictionaryObject] = {}
    for page in writer.pages:
        fonts = cast("DictionaryObject", page["/Resources"]).get("/Font", DictionaryObject())
        for reference in cast("DictionaryObject", fonts.get_object()).values():
            font = cast("DictionaryObject", reference.get_object())
            if "/DescendantFonts" in font:
                found[cast("IndirectObject", font.indirect_reference).idnum] = font
    return found


def _glyph_count(program: bytes) -> int:
    """How many glyphs a TrueType font has, as its table `maxp` says."""
    (tables,) = struct.unpack_from(">H", program, 4)
    for number in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", program, 12 + 16 * number)
        if tag == b"maxp":
            return int(struct.unpack_from(">H", program, offset + 4)[0])
    raise ValueError("a font without the table maxp")


def _meanings(table: bytes, count: int, name: str) -> list[int]:
    """The character that each glyph stands for, by the number of the glyph."""
    meanings = [UNREADABLE] * count
    for first, last, start, each in _RANGE.findall(table):
        glyphs = range(int(first, 16), min(int(last, 16) + 1, count))
        said = (
            [int(code, 16) for code in re.findall(rb"<(\w{4})>", each)]
            if each
            else [int(start, 16) + glyph - glyphs.start for glyph in glyphs]
        )
        for glyph, code in zip(glyphs, said, strict=False):
            meanings[glyph] = _character(code, name)
    meanings[:1] = [UNREADABLE]  # the sign for a character that no font has
    return meanings


def _character(code: int, font: str) -> int:
    if font.startswith(_EMOJI_FONT) and _PRIVATE <= code <= _LAST_PRIVATE:
        return code + _UP
    if code == _TAB:  # to Qt the glyph of a blank has this name too, and first
        return _BLANK
    return UNREADABLE if _controls(code) else code


def _controls(code: int) -> bool:
    """Whether this is no character of a text: one that controls, half of one, or none at all."""
    return code < _BLANK or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code >= 0xFFFE


def _table(meanings: list[int]) -> bytes:
    """A table as PDF wants it (ISO 32000-1, 9.10.3)."""
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for start in range(0, len(meanings), _MOST):
        part = meanings[start : start + _MOST]
        lines.append(f"{len(part)} beginbfchar")
        for glyph, meaning in enumerate(part, start):
            lines.append(f"<{glyph:04X}> <{chr(meaning).encode('utf-16-be').hex().upper()}>")
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end", ""]
    return "\n".join(lines).encode("ascii")


def _tag(program: bytes) -> str:
    """Six capital letters, as the name of a subset of a font begins."""
    return "".join(chr(ord("A") + byte % 26) for byte in hashlib.sha256(program).digest()[:6])
