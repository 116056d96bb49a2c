"""Where the dots of a dot plot lie: stacked over their values, never on top of each other.

No Qt here: values and lengths in, places out.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor


@dataclass(frozen=True, slots=True)
class Dots:
    """Dots of one size. `centres`: x from the left end of the axis, y upwards from its line."""

    diameter: float
    centres: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class _Stack:
    x: float
    count: int


def stacked(
    places: Sequence[float], *, height: float, margin: float, largest: float, smallest: float
) -> Dots | None:
    """The dots for values at `places` along the axis, all in the same unit of length.

    The largest diameter from `largest` down to `smallest` that keeps every stack under `height`,
    free of its neighbours, and within `margin` of the place it stands for. None when there are too
    many dots for that: a column for each value then says more. Places closer than a dot share one
    stack, at the nearest multiple of the diameter.
    """
    diameter = largest
    while diameter >= smallest:
        centres = _arranged(_stacks(places, diameter), diameter, height, margin)
        if centres is not None:
            return Dots(diameter, centres)
        diameter -= max(diameter / 16, 0.25)
    return None


def _stacks(places: Sequence[float], diameter: float) -> list[_Stack]:
    counts = Counter(places)
    if _nearest(sorted(counts)) < diameter:
        counts = Counter(round(place / diameter) * diameter for place in places)
    return [_Stack(place, count) for place, count in sorted(counts.items())]


def _nearest(places: Sequence[float]) -> float:
    """The distance of the two places that are nearest to each other."""
    return min((after - before for before, after in pairwise(places)), default=float("inf"))


def _arranged(
    stacks: list[_Stack], diameter: float, height: float, margin: float
) -> tuple[tuple[float, float], ...] | None:
    """The centres of all dots, or None when a stack grows too tall."""
    # Neighbours keep half a dot between them, so that two stacks do not read as one.
    room = min(_nearest([stack.x for stack in stacks]) - diameter / 2, 2 * margin)
    widest = max(floor(room / diameter), 1)
    tallest = floor(height / diameter)
    centres: list[tuple[float, float]] = []
    for stack in stacks:
        columns = ceil(stack.count / tallest) if tallest else widest + 1
        if columns > widest:
            return None
        for number in range(stack.count):
            row, column = divmod(number, columns)
            in_row = min(columns, stack.count - row * columns)
            x = stack.x + (column - (in_row - 1) / 2) * diameter
            centres.append((x, (row + 0.5) * diameter))
    return tuple(centres)
