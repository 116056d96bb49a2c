"""How a picture looks to people whose eyes lack one kind of cone.

The matrices are those of Machado, Oliveira and Fernandes, “A Physiologically-based Model for
Simulation of Color Vision Deficiency”, IEEE Transactions on Visualization and Computer Graphics
15 (6), 2009, at severity 1.0. They work on amounts of light (linear sRGB).
"""

from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage, QPainter

Kind = Literal["protan", "deutan", "tritan"]

KINDS: tuple[Kind, ...] = get_args(Kind)
"""Without the cones for long, for middle and for short waves."""

_MATRICES: dict[Kind, tuple[tuple[float, float, float], ...]] = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}

_ROWS_AT_ONCE = 128
"""A large picture is done in strips: numbers take eight times the room of a pixel's byte."""

Bytes = npt.NDArray[np.uint8]


def simulate(image: QImage, kind: str) -> QImage:
    """The picture as it is seen with this kind of colour vision, one of `KINDS`; of the same size.

    Transparent parts are taken as white. Raises ValueError for another kind.
    """
    if kind not in _MATRICES:
        raise ValueError(f"{kind} is no kind of colour vision; there are {', '.join(KINDS)}.")
    source = _on_white(image)
    width, height, across = source.width(), source.height(), source.bytesPerLine()
    rows = np.frombuffer(source.constBits(), np.uint8).reshape(height, across)
    pixels = rows[:, : width * 3].reshape(height, width, 3)
    matrix = np.array(_MATRICES[kind])
    made = np.concatenate(
        [
            _seen(pixels[top : top + _ROWS_AT_ONCE], matrix)
            for top in range(0, height, _ROWS_AT_ONCE)
        ]
    )
    result = QImage(made.tobytes(), width, height, width * 3, QImage.Format.Format_RGB888)
    result.setDevicePixelRatio(image.devicePixelRatio())
    return result.copy()  # the copy owns its pixels


def _on_white(image: QImage) -> QImage:
    if image.hasAlphaChannel():
        image = image.convertToFormat(QImage.Format.Format_ARGB32)
        shown = QImage(image.size(), QImage.Format.Format_RGB888)
        shown.fill(0xFFFFFFFF)
        painter = QPainter(shown)
        image.setDevicePixelRatio(1)
        painter.drawImage(0, 0, image)
        painter.end()
        return shown
    return image.convertToFormat(QImage.Format.Format_RGB888)


def _seen(pixels: Bytes, matrix: npt.NDArray[np.float64]) -> Bytes:
    light = _LIGHT[pixels] @ matrix.T
    light = np.clip(light, 0, 1)
    coded = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    seen: Bytes = np.rint(coded * 255).astype(np.uint8)
    return seen


def _light() -> npt.NDArray[np.float64]:
    share = np.arange(256) / 255
    light: npt.NDArray[np.float64] = np.where(
        share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4
    )
    return light


_LIGHT = _light()
"""The amount of light of each byte."""
