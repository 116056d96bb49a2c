"""What Qt cannot say in a PDF: bookmarks, the language, and nothing about when it was made.

No Qt here: bytes in, bytes out, in whichever thread.
"""

import hashlib
import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    Fit,
    NameObject,
    StreamObject,
    TextStringObject,
)

from spdesk.version import __version__

if TYPE_CHECKING:
    from pypdf.generic import IndirectObject

    from spdesk.ui.paper.record_document import Bookmark

_LIST = re.compile(rb"\[[^\]]*\]")
"""What the glyphs of a font are, in a list, in the order of their numbers."""

_A4_HEIGHT = 297 / 25.4 * 72


def finished_pdf(
    painted: bytes, bookmarks: Sequence["Bookmark"], title: str, subject: str, language: str
) -> bytes:
    """The painted pages with bookmarks, title and language; the same input gives the same bytes."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(painted)))
    _add_bookmarks(writer, bookmarks)
    _mend_fonts(writer)
    # Qt writes the moment of writing into the information and into a packet of metadata.
    writer.metadata = {
        "/Title": title,
        "/Subject": subject,
        "/Creator": f"SP Desk {__version__}",
        "/Producer": "Qt and pypdf",
    }
    root = writer.root_object
    root.pop("/Metadata", None)
    root[NameObject("/Lang")] = TextStringObject(language)
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")
    shown = {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    root[NameObject("/ViewerPreferences")] = DictionaryObject(shown)
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    return _with_id(writer)


def _add_bookmarks(writer: PdfWriter, bookmarks: Sequence["Bookmark"]) -> None:
    above: dict[int, IndirectObject] = {}
    for mark in bookmarks:
        parent = next((above[n] for n in range(mark.level - 1, 0, -1) if n in above), None)
        place = Fit.xyz(left=0, top=round(_A4_HEIGHT - mark.top, 2))
        above = {level: one for level, one in above.items() if level < mark.level}
        above[mark.level] = writer.add_outline_item(
            title=mark.text,
            page_number=mark.page,
            parent=parent,
            fit=place,
            is_open=mark.level == 1,
        )


def _mend_fonts(writer: PdfWriter) -> None:
    """Blanks are read as blanks, and the names of fonts follow from what is in them.

    In some fonts Qt calls the glyph of a blank by its other name, a tab; and it numbers the fonts
    in an order that is another one each time.
    """
    for font in _fonts(writer).values():
        if "/ToUnicode" in font:
            stream = cast("StreamObject", font["/ToUnicode"])
            content = stream.get_data()
            stream.set_data(_LIST.sub(_with_blanks, content))
        inner = cast("list[DictionaryObject]", font["/DescendantFonts"])[0].get_object()
        descriptor = cast("DictionaryObject", cast("DictionaryObject", inner)["/FontDescriptor"])
        program = cast("StreamObject", descriptor["/FontFile2"]).get_data()
        name = str(descriptor["/FontName"]).lstrip("/").rpartition("+")[2]
        tagged = NameObject(f"/{_tag(program)}+{name}")
        font[NameObject("/BaseFont")] = tagged
        cast("DictionaryObject", inner)[NameObject("/BaseFont")] = tagged
        descriptor[NameObject("/FontName")] = tagged


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


def _with_blanks(found: re.Match[bytes]) -> bytes:
    return found[0].replace(b"<0009>", b"<0020>")


def _tag(program: bytes) -> str:
    """Six capital letters, as the name of a subset of a font begins."""
    return "".join(chr(ord("A") + byte % 26) for byte in hashlib.sha256(program).digest()[:6])


def _with_id(writer: PdfWriter) -> bytes:
    """Written with an id that follows from what is in it."""
    content = _written(writer, bytes(16))
    return _written(writer, hashlib.sha256(content).digest()[:16])


def _written(writer: PdfWriter, name: bytes) -> bytes:
    writer._ID = ArrayObject([ByteStringObject(name), ByteStringObject(name)])  # noqa: SLF001
    result = io.BytesIO()
    writer.write(result)
    return result.getvalue()
