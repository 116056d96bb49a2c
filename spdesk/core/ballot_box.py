"""Rules of the ballot box: what keeps ballots unsigned, and what shows that they were typed right."""

import math
from collections import Counter
from collections.abc import Sequence

FEWEST = 5
"""Of fewer ballots than this nothing is shown by role, printed, drawn as a pattern or handed on."""


def roles_to_keep(roles: Sequence[str]) -> frozenset[str]:
    """The roles that may stay on their ballots; `roles` has one entry for each ballot, "" for none.

    Each kept role has at least five ballots. Those left without one are none at all or at least
    five too, for otherwise they would stand out by what they lack; then no role is kept.
    """
    counts = Counter(role for role in roles if role)
    kept = frozenset(role for role, count in counts.items() if count >= FEWEST)
    without = sum(role not in kept for role in roles)
    return kept if without == 0 or without >= FEWEST else frozenset()


def check_sum(answers: Sequence[float | None]) -> int:
    """The sum of the numbers on a paper ballot, to be written under it and compared when typed.

    None ("can't say") counts 0. Where a scale has decimals, the sum is rounded, halves upwards.
    """
    total = math.fsum(answer for answer in answers if answer is not None)
    return math.floor(round(total, 6) + 0.5)
