"""The cheapest route from today's scores to a target, over all three levers."""

import math
from bisect import bisect_left
from dataclasses import dataclass
from itertools import product

from spdesk.core.errors import ScoreError
from spdesk.core.performance import ROUNDING, Lever, Performance, check_target
from spdesk.core.translation import translate

Ends = tuple[float, float, float]

STEP = 0.5
"""Routes are named in half points: finer would be false precision."""

_SAME_COST = 1e-9


@dataclass(frozen=True, slots=True)
class Effort:
    """What one point of each lever costs this group, in any unit of its own; each above 0."""

    capabilities: float = 1.0
    incentives: float = 1.0
    relationships: float = 1.0

    def __post_init__(self) -> None:
        for lever in Lever:
            value = self.of(lever)
            if not math.isfinite(value) or value <= 0:
                raise ScoreError(
                    translate(
                        "core", "The effort for {lever} must be a number above 0, not {effort}."
                    ).format(lever=lever.value, effort=f"{value:g}")
                )

    def of(self, lever: Lever) -> float:
        """The effort for one point of `lever`."""
        value: float = getattr(self, lever.value)
        return value


@dataclass(frozen=True, slots=True)
class Route:
    """Scores that reach the target, and what they cost. `moves` names only the raised levers."""

    end: Performance
    cost: float
    moves: tuple[tuple[Lever, float], ...]


def cheapest_route(start: Performance, target: float, effort: Effort | None = None) -> Route | None:
    """The route of least total effort on which SP reaches `target`, found exactly.

    A raised lever ends on a half point (or on the top of the scale); a lever that is not raised
    keeps its score. Every pair of C and I is tried with the lowest relationship score that
    suffices, so the result is optimal and not greedy. Of routes that cost the same, the one that
    raises fewer levers wins, then the one that raises relationships least. None when even the top
    of the scale is too low. Raises ScoreError for a target below 1.
    """
    check_target(target)
    effort = effort or Effort()
    capability_levels = _levels(start, Lever.CAPABILITIES)
    incentive_levels = _levels(start, Lever.INCENTIVES)
    relationship_levels = _levels(start, Lever.RELATIONSHIPS)
    routes: list[tuple[float, Ends]] = []
    least = math.inf
    for capabilities, incentives in product(capability_levels, incentive_levels):
        so_far = _cost(start, (capabilities, incentives, start.relationships), effort)
        if so_far > least * (1 + _SAME_COST):
            continue  # dearer already than a route that is known
        position = _first_that_suffices(
            relationship_levels, math.log(capabilities * incentives), target, start
        )
        if position < len(relationship_levels):
            ends = (capabilities, incentives, relationship_levels[position])
            cost = _cost(start, ends, effort)
            routes.append((cost, ends))
            least = min(least, cost)
    if not routes:
        return None
    cost, ends = min(
        (route for route in routes if route[0] <= least * (1 + _SAME_COST)),
        key=lambda route: (len(_moves(start, route[1])), route[1][2], -route[1][0]),
    )
    return Route(Performance(*ends, start.scale), cost, _moves(start, ends))


def _first_that_suffices(
    levels: list[float], ln_product: float, target: float, start: Performance
) -> int:
    """Where the lowest relationship score stands that meets the target; past the end if none."""
    wanted = math.log(target) - ROUNDING
    if ln_product <= 0:
        return 0 if wanted <= 0 else len(levels)
    return bisect_left(levels, start.scale.neutral * wanted / ln_product)


def _cost(start: Performance, ends: Ends, effort: Effort) -> float:
    capabilities, incentives, relationships = ends
    return (
        effort.capabilities * (capabilities - start.capabilities)
        + effort.incentives * (incentives - start.incentives)
        + effort.relationships * (relationships - start.relationships)
    )


def _moves(start: Performance, ends: Ends) -> tuple[tuple[Lever, float], ...]:
    return tuple(
        (lever, end) for lever, end in zip(Lever, ends, strict=True) if end != start.score(lever)
    )


def _levels(start: Performance, lever: Lever) -> list[float]:
    """Today's score, then every half point above it, up to the top of the scale."""
    score, high = start.score(lever), start.scale.high
    first = math.floor(score / STEP) + 1
    above = [index * STEP for index in range(first, math.floor(high / STEP) + 1)]
    if not above or above[-1] < high:
        above.append(high)
    return [score, *(level for level in above if score < level <= high)]
