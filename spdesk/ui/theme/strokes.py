"""How thick edges are, in pixels. No Qt here."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Strokes:
    """Pixels of the edge of a control, and of the frame round the one that has the keyboard."""

    edge: int
    focus: int


def strokes(scale: float, *, contrast: bool) -> Strokes:
    """The strokes at a text scale (1 at 100 %). They grow, but less than the text does."""
    edge, focus = (2, 4) if contrast else (1, 3)
    grown = math.sqrt(max(scale, 1))
    return Strokes(max(round(edge * grown), edge), max(round(focus * grown), focus))
