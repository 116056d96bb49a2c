"""Whether an xlsx file, a zip archive of XML, is safe to hand to a reader that trusts it."""

import zipfile
from typing import IO
from xml.parsers import expat

from spdesk.core.translation import QT_TRANSLATE_NOOP, translate
from spdesk.exchange.ballots.table import LOWEST_ROW, BallotFileError, too_many_rows

_MOST_PARTS = 2_000
_MOST_UNPACKED = 60_000_000
"""Bytes, unpacked. 5,000 answers to 50 questions unpack to about ten million."""

_LARGEST_RATIO = 250
"""How many times a part may grow. Real sheets grow 5 to 50 times, deflate can do 1,000."""

_SMALL = 1_000_000
"""Bytes. A part that stays below this may grow as it likes."""

_MOST_ELEMENTS = 3_000_000
"""Elements of one part: each takes a hundred bytes of memory, however short it is in the file."""

_CHUNK = 65_536

_FOREIGN = (
    ("xl/workbook.bin", QT_TRANSLATE_NOOP("exchange", "a binary workbook")),
    ("word/document.xml", QT_TRANSLATE_NOOP("exchange", "a text document")),
    ("ppt/presentation.xml", QT_TRANSLATE_NOOP("exchange", "a presentation")),
    ("mimetype", QT_TRANSLATE_NOOP("exchange", "an OpenDocument file")),
)


class _UnsafeError(Exception):
    """Raised in the middle of a part that breaks a limit."""


class _TooManyRowsError(_UnsafeError):
    """The sheet is too long."""


def check_archive(archive: zipfile.ZipFile, file: str) -> None:
    """Look through every part once, with bounded memory, and load nothing.

    Raises BallotFileError for an archive that is no xlsx file, has a password, would unpack to too
    much, or declares entities of its own. Damage (BadZipFile, zlib.error) is left to the caller.
    """
    parts = archive.infolist()
    names = {part.filename for part in parts}
    for name, kind in _FOREIGN:
        if name in names:
            raise BallotFileError(
                translate(
                    "exchange", "{file} is {kind}: save it as xlsx or CSV, and read that."
                ).format(file=file, kind=translate("exchange", kind))
            )
    if "[Content_Types].xml" not in names:
        raise BallotFileError(
            translate(
                "exchange",
                "{file} is a packed archive: answers are read from an xlsx workbook or a CSV file.",
            ).format(file=file)
        )
    if any(part.flag_bits & 1 for part in parts):
        raise BallotFileError(
            translate(
                "exchange",
                "{file} is locked with a password: save a copy without one, and read that.",
            ).format(file=file)
        )
    declared = sum(part.file_size for part in parts)
    if len(parts) > _MOST_PARTS or declared > _MOST_UNPACKED or any(map(_grows, parts)):
        raise _too_large(file)
    try:
        for part in parts:
            with archive.open(part) as stream:
                _look_through(stream)
    except _TooManyRowsError as error:
        raise too_many_rows(file) from error
    except _UnsafeError as error:
        raise (
            _too_large(file)
            if not error.args
            else BallotFileError(
                translate(
                    "exchange",
                    "{file} declares entities of its own, which no workbook does: it was not read.",
                ).format(file=file)
            )
        ) from error


def _grows(part: zipfile.ZipInfo) -> bool:
    return part.file_size > max(_SMALL, _LARGEST_RATIO * part.compress_size)


def _too_large(file: str) -> BallotFileError:
    return BallotFileError(
        translate(
            "exchange", "{file} unpacks to far more than a file of answers: it was not read."
        ).format(file=file)
    )


def _look_through(stream: IO[bytes]) -> None:
    """Parse one part and keep nothing. What is no XML is left at its first wrong byte.

    zipfile never hands out more than the declared size, which was added up before.
    """
    parser = expat.ParserCreate()
    counter = _Counter()
    parser.StartElementHandler = counter.element
    parser.StartDoctypeDeclHandler = counter.doctype
    try:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
    except (expat.ExpatError, ValueError, LookupError):
        return  # a picture, or damage, which the reader meets at the same place


class _Counter:
    """Counts what memory will be needed for, and stops at a document type."""

    def __init__(self) -> None:
        self._elements = self._rows = 0

    def element(self, name: str, _attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > _MOST_ELEMENTS:
            raise _UnsafeError
        if name == "row" or name.endswith(":row"):
            self._rows += 1
            if self._rows > LOWEST_ROW:
                raise _TooManyRowsError

    def doctype(self, *_names: object) -> None:
        raise _UnsafeError("doctype")
