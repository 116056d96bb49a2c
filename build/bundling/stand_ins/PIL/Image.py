"""Stands in for Pillow in the bundle: says how large a PNG is, which is all that python-pptx asks.

Pillow brings 20 MB of codecs, and a library that speaks to the X server and could open a socket.
SP Desk puts pictures of its own into slides, and they are PNG.
"""

import struct
from dataclasses import dataclass, field
from typing import BinaryIO

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_METRES_PER_INCH = 0.0254
_PER_METRE = 1


@dataclass
class Image:
    """What python-pptx reads of a picture; `size` in pixels."""

    format: str
    size: tuple[int, int]
    info: dict[str, tuple[float, float]] = field(default_factory=dict)


def open(stream: BinaryIO) -> Image:  # noqa: A001  the name in Pillow
    """Read the head of a PNG. Raises OSError for anything else, as Pillow does."""
    if stream.read(8) != _SIGNATURE:
        raise OSError("SP Desk puts only PNG into slides.")
    image = Image("PNG", (0, 0))
    while len(head := stream.read(8)) == 8:
        length, kind = struct.unpack(">I4s", head)
        content = stream.read(length + 4)[:length]  # and its checksum
        if kind == b"IHDR":
            image.size = struct.unpack(">II", content[:8])
        elif kind == b"pHYs":
            across, down, unit = struct.unpack(">IIB", content)
            if unit == _PER_METRE:
                image.info["dpi"] = (across * _METRES_PER_INCH, down * _METRES_PER_INCH)
        elif kind == b"IDAT":
            break
    return image
