"""How many issues have each type and approach, with groups under five withheld.

A group that would follow from a total is withheld too. There are totals by type and one of all, and
none by approach: so each number stands in two sums at most, and one look from the top down is
enough. This holds against whoever adds and takes away, not against whoever works the rule backwards:
where 5 is shown and the two withheld ones make 8, both must be 4. Which of the withheld groups are the small ones is not said. A zero is withheld like any
other number under five, so that an empty cell does not say that somebody is there.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from spdesk.core.ballot_box import FEWEST
from spdesk.core.triage import Verdict
from spdesk.exchange.collate.rows import NOT_CHOSEN, OTHER
from spdesk.guidance.library import Guidance

ALL = "all"
WITHHELD = "withheld"


class CountRow(NamedTuple):
    """A row of `counts`."""

    type: str
    approach: str
    issues: int | None
    note: str | None


def count_rows(cells: Mapping[tuple[str, str], int], guidance: Guidance) -> Iterator[CountRow]:
    """The rows of `counts` for the issues of each (type, approach): always the same ones."""
    types = [verdict.value for verdict in Verdict]
    approaches = [*(a.id for a in guidance.approach.approaches), NOT_CHOSEN, OTHER]
    by_type = {t: {a: cells.get((t, a), 0) for a in approaches} for t in types}
    totals = {kind: sum(groups.values()) for kind, groups in by_type.items()}
    whole = sum(totals.values())
    yield _row(ALL, ALL, whole, whole < FEWEST)
    hidden_types = hidden(totals)
    for kind, groups in by_type.items():
        yield _row(kind, ALL, totals[kind], kind in hidden_types)
        hidden_groups = frozenset(groups) if kind in hidden_types else hidden(groups)
        for approach, count in groups.items():
            yield _row(kind, approach, count, approach in hidden_groups)


def hidden(groups: Mapping[str, int]) -> frozenset[str]:
    """Which groups must be withheld, given that their sum may be known.

    Those under five; and, smallest first, as many others as it takes that what is withheld comes
    from two groups at least and sums up to five at least. Where all that is withheld is nought,
    the sum says only that nobody is there.
    """
    rising = sorted(groups, key=lambda group: groups[group])
    small = [group for group in rising if groups[group] < FEWEST]
    count, total = len(small), sum(groups[group] for group in small)
    while total and count < len(rising) and (count < 2 or total < FEWEST):
        total += groups[rising[count]]
        count += 1
    return frozenset(rising[:count])


def _row(kind: str, approach: str, count: int, withhold: bool) -> CountRow:
    return CountRow(kind, approach, None if withhold else count, WITHHELD if withhold else None)
