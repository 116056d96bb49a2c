"""Where the labels of a plot go, so that none hides another. Pure, in pixels, y downwards."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSizeF

Array = npt.NDArray[np.float64]
Curve = tuple[Array, Array]

_ROOM = 4.0
"""Pixels kept free around every label."""


def place_on_curves(
    curves: Sequence[Curve], sizes: Sequence[QSizeF], taken: Sequence[QRectF], area: QRectF
) -> list[QPointF | None]:
    """The centre of a label on each curve, or None where no place is free.

    Labels keep clear of each other, of `taken` and of the edge of `area`, and as close as they
    can to the rising diagonal, so that they read like a ladder.
    """
    used = list(taken)
    places: list[QPointF | None] = []
    for index, (curve, size) in enumerate(zip(curves, sizes, strict=True)):
        others = [other for place, other in enumerate(curves) if place != index]
        spot = _best_on_curve(curve, size, used, others, area)
        places.append(spot)
        if spot is not None:
            used.append(_around(spot, size))
    return places


def _best_on_curve(
    curve: Curve, size: QSizeF, used: Sequence[QRectF], others: Sequence[Curve], area: QRectF
) -> QPointF | None:
    xs, ys = curve
    if not len(xs):
        return None
    from_left = (xs - area.left()) / area.width()
    from_bottom = (area.bottom() - ys) / area.height()
    # The ladder runs from low on the left to high on the right.
    order = np.argsort(np.abs(from_bottom - (0.12 + 0.8 * from_left)), kind="stable")
    crossing = None
    for place in order:
        spot = QPointF(float(xs[place]), float(ys[place]))
        box = _around(spot, size)
        if not area.contains(box) or any(box.intersects(other) for other in used):
            continue
        if not any(_crosses(box, other) for other in others):
            return spot
        crossing = crossing or spot
    return crossing


def place_beside_line(
    line: float, size: QSizeF, curves: Sequence[Curve], area: QRectF
) -> QPointF | None:
    """The centre of a label just above (or else below) the level line `line`.

    The leftmost place that crosses no curve; None where there is none.
    """
    away = size.height() / 2 + _ROOM / 2
    for y in (line - away, line + away):
        x = area.left() + size.width() / 2 + 2 * _ROOM
        while x + size.width() / 2 < area.right():
            spot = QPointF(x, y)
            box = _around(spot, size)
            if area.contains(box) and not any(_crosses(box, curve) for curve in curves):
                return spot
            x += _ROOM
    return None


def _around(centre: QPointF, size: QSizeF) -> QRectF:
    width, height = size.width() + 2 * _ROOM, size.height() + _ROOM
    return QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height)


def _crosses(box: QRectF, curve: Curve) -> bool:
    """Whether a curve, whose points lie closer together than a box is high, passes through it."""
    xs, ys = curve
    inside = (xs > box.left()) & (xs < box.right()) & (ys > box.top()) & (ys < box.bottom())
    return bool(inside.any())
