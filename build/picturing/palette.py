"""Pictures in 256 colours: a third of the bytes, and not to be told from the picture itself."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

_MOST = 256
_OPAQUE = 0xFF000000
_SAY_OF_USE = 0.25
"""How much it counts that a colour is common: with 1, what is rare (a mark, a line) would be lost."""

_NEAREST = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither


def in_256_colours(image: QImage) -> QImage:
    """The picture in colours of its own, chosen one after the other: the one that lacks most."""
    full = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(full.constBits(), dtype=np.uint32)
    colours, uses = np.unique(pixels, return_counts=True)
    parts = np.stack([(colours >> shift) & 255 for shift in (16, 8, 0)], axis=1).astype(float)
    weight = uses**_SAY_OF_USE
    distance = np.full(len(colours), np.inf)
    chosen = [int(uses.argmax())]
    while len(chosen) < min(_MOST, len(colours)):
        distance = np.minimum(distance, ((parts - parts[chosen[-1]]) ** 2).sum(axis=1))
        chosen.append(int((distance * weight).argmax()))
    table = [int(colours[place]) | _OPAQUE for place in chosen]
    return full.convertToFormat(QImage.Format.Format_Indexed8, table, _NEAREST)
