"""How plots look: pyqtgraph's options, the ramp of the landscape, round ticks.

The only module that sets options of pyqtgraph. The functions are pure.
"""

import math

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtGui import QColor, QImage

Array = npt.NDArray[np.float64]

pg.setConfigOptions(antialias=True, useOpenGL=False)

_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_FROM_LMS = np.linalg.inv(_TO_LMS)
_FROM_LAB = np.linalg.inv(_TO_LAB)

Ticks = list[tuple[float, str]]


def ramp(low: QColor, high: QColor, steps: int) -> npt.NDArray[np.uint8]:
    """Colours from `low` to `high` in perceptually even steps, as rows of red, green, blue.

    Even in OKLab (Ottosson 2020), so that equal steps of the landscape look equally far apart.
    """
    ends = np.array([_oklab(low), _oklab(high)])
    shares = np.linspace(0, 1, steps)[:, None]
    lab = ends[0] * (1 - shares) + ends[1] * shares
    linear = ((lab @ _FROM_LAB.T) ** 3) @ _FROM_LMS.T
    linear = np.clip(linear, 0, 1)
    encoded = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    colors: npt.NDArray[np.uint8] = np.rint(encoded * 255).astype(np.uint8)
    return colors


def _oklab(color: QColor) -> Array:
    lab: Array = np.cbrt(_linear(color) @ _TO_LMS.T) @ _TO_LAB.T
    return lab


def _linear(color: QColor) -> Array:
    """Red, green and blue (0 to 1) as amounts of light."""
    rgb = np.array([color.redF(), color.greenF(), color.blueF()])
    light: Array = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return light


def contrast(first: QColor, second: QColor) -> float:
    """The contrast ratio of two colours after WCAG, 1 to 21."""
    weights = np.array([0.2126, 0.7152, 0.0722])
    bright, dark = sorted((float(_linear(c) @ weights) for c in (first, second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def picture(surface: Array, colors: npt.NDArray[np.uint8]) -> QImage:
    """An image of a surface of values 0 to 100 (columns, rows), row 0 the lowest."""
    places = np.rint(np.clip(surface, 0, 100) / 100 * (len(colors) - 1)).astype(np.intp)
    pixels = np.full((*places.T.shape, 4), 255, dtype=np.uint8)
    pixels[..., :3] = colors[places.T]
    height, width = pixels.shape[:2]
    image = QImage(pixels.tobytes(), width, height, width * 4, QImage.Format.Format_RGBX8888)
    # The copy owns its pixels, and this format is the one that is drawn without conversion.
    return image.convertToFormat(QImage.Format.Format_RGB32)


def log_ticks(low: float, high: float, most: int) -> Ticks:
    """Ticks at 1, 2 and 5 of every decade from `low` to `high` (both 1 or more), as (ln, text).

    Only the decades where more than `most` would stand; even steps where the range is narrow.
    """
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    for steps in ((1, 2, 5), (1, 3), (1,)):
        values = [step * 10.0**decade for decade in decades for step in steps]
        inside = [
            value for value in values if low <= value * (1 + 1e-9) and value <= high * (1 + 1e-9)
        ]
        if len(inside) <= most:
            break
    else:
        inside = inside[:: math.ceil(len(inside) / most)]
    if len(inside) < 3:
        return [(math.log(value), text) for value, text in even_ticks(low, high, most)]
    return [(math.log(value), number_words(value)) for value in inside]


def even_ticks(low: float, high: float, most: int) -> Ticks:
    """At most `most` ticks in round steps from `low` to `high`, both ends among them."""
    most = max(most, 2)
    rough = (high - low) / (most - 1)
    decade = 10.0 ** math.floor(math.log10(rough))
    step = next(size * decade for size in (1, 2, 5, 10) if size * decade >= rough * (1 - 1e-9))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    # Round values closer to an end than most of a step would crowd its number.
    inner = [
        index * step
        for index in range(first, last + 1)
        if index * step - low > 0.7 * step and high - index * step > 0.7 * step
    ]
    return [(value, number_words(value)) for value in (low, *inner, high)]


def number_words(value: float) -> str:
    """A round number as a label: 0.5, 30, 3,000, and 10⁸ where it is very large."""
    if value < 1e6:
        return f"{value:,.6f}".rstrip("0").rstrip(".")
    mantissa, exponent = f"{value:.0e}".split("e")
    power = f"10{str(int(exponent)).translate(str.maketrans('0123456789', '⁰¹²³⁴⁵⁶⁷⁸⁹'))}"
    return power if mantissa == "1" else f"{mantissa} × {power}"
