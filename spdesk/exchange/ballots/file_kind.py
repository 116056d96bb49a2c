"""What a file is, told by its first bytes and not by its name."""

from spdesk.core.translation import QT_TRANSLATE_NOOP, translate
from spdesk.exchange.ballots.table import BallotFileError

_ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream in which Excel keeps a workbook that has a password (MS-OFFCRYPTO 1.3.2)."""

_OTHERS = (
    (b"\x89PNG", QT_TRANSLATE_NOOP("exchange", "a picture")),
    (b"\xff\xd8\xff", QT_TRANSLATE_NOOP("exchange", "a picture")),
    (b"GIF8", QT_TRANSLATE_NOOP("exchange", "a picture")),
    (b"BM", QT_TRANSLATE_NOOP("exchange", "a picture")),
    (b"II*\x00", QT_TRANSLATE_NOOP("exchange", "a picture")),
    (b"MM\x00*", QT_TRANSLATE_NOOP("exchange", "a picture")),
    (b"%PDF", QT_TRANSLATE_NOOP("exchange", "a PDF")),
    (b"{\\rtf", QT_TRANSLATE_NOOP("exchange", "a text document")),
    (b"\x1f\x8b", QT_TRANSLATE_NOOP("exchange", "a packed archive")),
    (b"7z\xbc\xaf", QT_TRANSLATE_NOOP("exchange", "a packed archive")),
    (b"Rar!", QT_TRANSLATE_NOOP("exchange", "a packed archive")),
    (b"SQLite format 3\x00", QT_TRANSLATE_NOOP("exchange", "a database")),
    (b"\x7fELF", QT_TRANSLATE_NOOP("exchange", "a program")),
    (b"MZ", QT_TRANSLATE_NOOP("exchange", "a program")),
    (b"ID3", QT_TRANSLATE_NOOP("exchange", "a sound or a film")),
    (b"OggS", QT_TRANSLATE_NOOP("exchange", "a sound or a film")),
)
_WEB_PAGES = (b"<!doctype html", b"<html")


def is_workbook(content: bytes, file: str) -> bool:
    """Whether the bytes are a zip archive, as every xlsx file is; False means text.

    Raises BallotFileError for an empty file and for everything that is known not to be a table.
    """
    if not content.strip(b"\x00\t\r\n "):
        raise BallotFileError(
            translate("exchange", "{file} is empty: there are no answers in it.").format(file=file)
        )
    if content.startswith(_ZIPS):
        return True
    if content.startswith(_OLE):
        raise _old_or_locked(content, file)
    kind = _other_kind(content)
    if kind:
        raise BallotFileError(
            translate(
                "exchange",
                "{file} is {kind}: answers are read from an xlsx workbook or a CSV file.",
            ).format(file=file, kind=translate("exchange", kind))
        )
    return False


def _old_or_locked(content: bytes, file: str) -> BallotFileError:
    if _ENCRYPTED in content:
        return BallotFileError(
            translate(
                "exchange",
                "{file} is locked with a password: save a copy without one, and read that.",
            ).format(file=file)
        )
    return BallotFileError(
        translate(
            "exchange",
            "{file} is in the format of an old office program: save it as xlsx or CSV, and read "
            "that.",
        ).format(file=file)
    )


def _other_kind(content: bytes) -> str:
    """What else it is, untranslated; "" for what may be a table."""
    binary = b"\x00" in content[:64]
    for start, kind in _OTHERS:
        # A few letters could also begin a heading: then what follows must not be text.
        if content.startswith(start) and (len(start) > 4 or not start.isalnum() or binary):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return QT_TRANSLATE_NOOP("exchange", "a picture")
    if content[4:8] == b"ftyp":
        return QT_TRANSLATE_NOOP("exchange", "a picture or a film")
    if content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_WEB_PAGES):
        return QT_TRANSLATE_NOOP("exchange", "a web page")
    return ""
