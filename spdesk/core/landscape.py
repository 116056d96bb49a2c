"""SP over a whole plane of scores: the arrays behind the pictures.

Apart from `performance`, because numpy is slow to import and only pictures need it.
"""

import math

import numpy as np
import numpy.typing as npt

from spdesk.core.performance import DEFAULT_SCALE, Scale

Array = npt.NDArray[np.float64]


def ln_sp(
    product: npt.ArrayLike, relationships: npt.ArrayLike, scale: Scale = DEFAULT_SCALE
) -> Array:
    """ln SP for arrays of C x I and CR, broadcast against each other."""
    powers = np.asarray(relationships, dtype=np.float64) / scale.neutral
    result: Array = powers * np.log(np.asarray(product, dtype=np.float64))
    return result


def sp(
    capabilities: npt.ArrayLike,
    incentives: npt.ArrayLike,
    relationships: npt.ArrayLike,
    scale: Scale = DEFAULT_SCALE,
) -> Array:
    """SP for arrays of scores, broadcast against each other."""
    product = np.asarray(capabilities, dtype=np.float64) * np.asarray(incentives, dtype=np.float64)
    result: Array = np.exp(ln_sp(product, relationships, scale))
    return result


def index_surface(columns: int, rows: int, scale: Scale = DEFAULT_SCALE) -> Array:
    """The index (0 to 100) at the centre of every cell of the landscape.

    Columns run over ln(C x I), rows over CR, both from the low to the high end of the scale.
    """
    ln_low, ln_high = 2 * math.log(scale.low), 2 * math.log(scale.high)
    ln_products = ln_low + (np.arange(columns) + 0.5) / columns * (ln_high - ln_low)
    levels = scale.low + (np.arange(rows) + 0.5) / rows * (scale.high - scale.low)
    surface: Array = 100 * ln_sp(np.exp(ln_products)[:, None], levels[None, :], scale)
    return surface / scale.ln_sp_max


def contour(level: float, points: int, scale: Scale = DEFAULT_SCALE) -> tuple[Array, Array]:
    """The line of equal SP through the landscape, exactly, as (C x I, CR).

    Follows CR = neutral * ln(level) / ln(C x I), so no grid is searched. Empty arrays when the
    line does not cross the landscape.
    """
    highest_product = scale.high**2
    ln_level = math.log(level)
    first = max(2 * math.log(scale.low), scale.neutral * ln_level / scale.high)
    last = min(math.log(highest_product), scale.neutral * ln_level / scale.low)
    if first >= last or ln_level <= 0:
        return np.empty(0), np.empty(0)
    ln_products = np.linspace(first, last, points)
    return np.exp(ln_products), scale.neutral * ln_level / ln_products


def round_levels(scale: Scale = DEFAULT_SCALE) -> tuple[float, ...]:
    """Round SP values (1, 2, 5 steps at first, then 3 and 10) that label the landscape well."""
    largest = scale.ln_sp_max
    ladder = [2.0, 5.0, 10.0]
    for decade in range(1, math.ceil(largest / math.log(10))):
        ladder += [3 * 10.0**decade, 10.0 ** (decade + 1)]
    smallest = scale.power(scale.low) * 2 * math.log(scale.low)
    inside = [level for level in ladder if smallest < math.log(level) < largest * 0.98]
    stride = max(1, math.ceil(len(inside) / 9))
    return tuple(inside[::stride])
