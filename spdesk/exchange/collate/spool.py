"""Where rows wait until their workbooks have a number.

A number must not follow the name of a file, nor stay the same when a workbook joins the set: else
one practice could be followed from one collation to the next. So the order is that of a hash over
the content of each workbook and of all of them together, which is known only when all were read.
Until then the rows lie in a temporary file without a name: memory does not grow with them.
"""

import hashlib
import json
import tempfile
from array import array
from collections.abc import Iterator
from typing import Any

_DIGITS = 16
"""Hexadecimal ones that are kept of a hash: 64 bits tell any number of workbooks apart."""


class Spool:
    """Takes the rows of workbooks in any order, and gives them back in that of their numbers."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  closed by close
        # Sixteen bytes a workbook are all that stays in memory.
        self._digests = array("Q")
        self._places = array("Q")

    def add(self, digest: str, rows: object) -> None:
        """Keep the rows (anything that JSON holds) of a workbook with this SHA-256, in hex."""
        self._digests.append(int(digest[:_DIGITS], 16))
        self._places.append(self._file.tell())
        self._file.write(json.dumps(rows, separators=(",", ":")).encode() + b"\n")

    def in_order(self) -> Iterator[tuple[int, Any]]:
        """The number of each workbook, from 1, and its rows."""
        whole = str(sum(self._digests)).encode()  # the same in whatever order they came

        def key(place: int) -> bytes:
            return hashlib.sha256(whole + self._digests[place].to_bytes(8)).digest()[:8]

        for number, place in enumerate(sorted(range(len(self._places)), key=key), start=1):
            self._file.seek(self._places[place])
            yield number, json.loads(self._file.readline())

    @property
    def copies(self) -> int:
        """How many workbooks hold exactly the same as another one that was added."""
        return len(self._digests) - len(set(self._digests))

    def close(self) -> None:
        """Give up the file."""
        self._file.close()
