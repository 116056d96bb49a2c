"""What SP Desk and its floors all show: one landscape, and one walk of scores through it.

The arrays are the program's own (it reckons them in a millisecond), so that nobody paints less.
"""

import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from spdesk.core.landscape import Array, contour, index_surface, round_levels
from spdesk.core.performance import Lever, Performance

CELLS = 256
CURVE_POINTS = 240
LEFT, RIGHT = 0.0, 2 * math.log(10)
LOW, HIGH = 1.0, 10.0
START = Performance(6.0, 5.0, 4.5)
GHOST = Performance(6.0, 5.0, 3.5)
_RUN = 40  # edits of one lever before the next one's turn
_COLORS = np.array([[246, 240, 222], [30, 74, 120]])


def surface() -> npt.NDArray[np.uint8]:
    """The landscape as colours: (columns, rows, red-green-blue), row 0 at the low end."""
    shares = index_surface(CELLS, CELLS)[..., None] / 100
    colors: npt.NDArray[np.uint8] = np.rint(_COLORS[0] * (1 - shares) + _COLORS[1] * shares).astype(
        np.uint8
    )
    return colors


def contours() -> list[tuple[str, Array, Array]]:
    """Label, ln(C x I) and CR of every line of equal SP."""
    lines = []
    for level in round_levels():
        products, relationships = contour(level, CURVE_POINTS)
        lines.append((f"{level:g}", np.log(products), relationships))
    return lines


def walk(edits: int) -> Iterator[tuple[Lever, float]]:
    """Scores, one change an edit: each lever in turn is dragged up and down in tenths."""
    now = {lever: START.score(lever) for lever in Lever}
    upwards = dict.fromkeys(Lever, True)
    levers = tuple(Lever)
    for edit in range(edits):
        lever = levers[edit // _RUN % len(levers)]
        if not 1.5 <= now[lever] + (0.1 if upwards[lever] else -0.1) <= 9.5:
            upwards[lever] = not upwards[lever]
        now[lever] = round(now[lever] + (0.1 if upwards[lever] else -0.1), 1)
        yield lever, now[lever]


def performances(edits: int) -> Iterator[tuple[Lever, Performance]]:
    """The lever that each edit of the walk moves, and all three scores after it."""
    now = START
    for lever, score in walk(edits):
        now = now.with_score(lever, score)
        yield lever, now


def place(performance: Performance) -> tuple[float, float]:
    """Where scores stand in the landscape."""
    return math.log(performance.product), performance.relationships
