"""What a file is, told by its first bytes and not by its name."""

from spdesk.exchange.ballots.table import BallotFileError

_ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream in which Excel keeps a workbook that has a password (MS-OFFCRYPTO 1.3.2)."""

_OTHERS = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a text document"),
    (b"\x1f\x8b", "a packed archive"),
    (b"7z\xbc\xaf", "a packed archive"),
    (b"Rar!", "a packed archive"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"ID3", "a sound or a film"),
    (b"OggS", "a sound or a film"),
)
_WEB_PAGES = (b"<!doctype html", b"<html")


def is_workbook(content: bytes, file: str) -> bool:
    """Whether the bytes are a zip archive, as every xlsx file is; False means text.

    Raises BallotFileError for an empty file and for everything that is known not to be a table.
    """
    if not content.strip(b"\x00\t\r\n "):
        raise BallotFileError(f"{file} is empty: there are no answers in it.")
    if content.startswith(_ZIPS):
        return True
    if content.startswith(_OLE):
        raise _old_or_locked(content, file)
    kind = _other_kind(content)
    if kind:
        raise BallotFileError(
            f"{file} is {kind}: answers are read from an xlsx workbook or a CSV file."
        )
    return False


def _old_or_locked(content: bytes, file: str) -> BallotFileError:
    if _ENCRYPTED in content:
        return BallotFileError(
            f"{file} is locked with a password: save a copy without one, and read that."
        )
    return BallotFileError(
        f"{file} is in the format of an old office program: save it as xlsx or CSV, and read that."
    )


def _other_kind(content: bytes) -> str:
    binary = b"\x00" in content[:64]
    for start, kind in _OTHERS:
        # A few letters could also begin a heading: then what follows must not be text.
        if content.startswith(start) and (len(start) > 4 or not start.isalnum() or binary):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "a picture"
    if content[4:8] == b"ftyp":
        return "a picture or a film"
    if content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_WEB_PAGES):
        return "a web page"
    return ""
