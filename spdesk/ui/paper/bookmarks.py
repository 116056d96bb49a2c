"""What Qt cannot say in a PDF: bookmarks, the language, and nothing about when it was made.

No Qt here: bytes in, bytes out, in whichever thread.
"""

import hashlib
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    Fit,
    NameObject,
    TextStringObject,
)

from spdesk.core.translation import translate
from spdesk.exchange.reports.blocks import LANGUAGE
from spdesk.exchange.reports.save import ReportError
from spdesk.ui.paper.readable import mend_fonts
from spdesk.version import __version__

if TYPE_CHECKING:
    from pypdf.generic import IndirectObject

    from spdesk.ui.paper.record_document import Bookmark

_A4_HEIGHT = 297 / 25.4 * 72


def finished_pdf(
    painted: bytes,
    title: str,
    *,
    subject: str = "",
    language: str = LANGUAGE,
    bookmarks: Sequence["Bookmark"] = (),
    blank: bool = False,
) -> bytes:
    """The painted pages with bookmarks, title and language; the same input gives the same bytes.

    Raises ReportError where there are no letters on pages that are not meant to be `blank`.
    """
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(painted)))
    _add_bookmarks(writer, bookmarks)
    if not mend_fonts(writer) and not blank:
        raise ReportError(
            translate(
                "paper",
                "The PDF was not written, for it would hold no letters. Install SP Desk again.",
            )
        )
    # Qt writes the moment of writing into the information and into a packet of metadata.
    writer.metadata = {
        "/Title": title,
        **({"/Subject": subject} if subject else {}),
        "/Creator": f"SP Desk {__version__}",
        "/Producer": "Qt and pypdf",
    }
    root = writer.root_object
    root.pop("/Metadata", None)
    root[NameObject("/Lang")] = TextStringObject(language)
    if bookmarks:
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


def _with_id(writer: PdfWriter) -> bytes:
    """Written with an id that follows from what is in it."""
    content = _written(writer, bytes(16))
    return _written(writer, hashlib.sha256(content).digest()[:16])


def _written(writer: PdfWriter, name: bytes) -> bytes:
    writer._ID = ArrayObject([ByteStringObject(name), ByteStringObject(name)])  # noqa: SLF001
    result = io.BytesIO()
    writer.write(result)
    return result.getvalue()
