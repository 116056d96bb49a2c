"""Numbers with the precision that they deserve."""

import math


def about(number: float) -> str:
    """Two significant figures, with thousands marked: 395.5 is "400", 1.26 is "1.3"."""
    if number == 0:
        return "0"
    places = 1 - math.floor(math.log10(abs(number)))
    rounded = round(number, places)
    if abs(rounded) >= 10:
        return f"{rounded:,.0f}"
    return f"{rounded:.1f}".removesuffix(".0")


def score_words(score: float) -> str:
    """A score as it was set, without needless noughts: 6, 5.2, 6.25."""
    return f"{score:.2f}".rstrip("0").rstrip(".")


def times(factor: float) -> str:
    """A factor as a label: ×1.28."""
    return f"×{factor:.2f}"


def percent(share: float) -> str:
    """A share (0 to 1) in whole tens of a hundred, as an aid may say it: 40 %."""
    return f"{round(share * 10) * 10} %"
