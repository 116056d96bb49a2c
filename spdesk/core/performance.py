"""Sustainable performance: SP = (C x I) ^ CR (Zollinger-Read, HSJ 2011).

Capabilities times incentives, to the power of constructive relationships. The article states no
units; the scale is this program's own, and no data stand behind the law. It is a thinking aid.

With scores from 1 upwards the product C x I is never below 1, so a better relationship can never
lower SP (below 1 it would: the reverse of what the article says).
"""

import math
from dataclasses import dataclass
from enum import StrEnum

from spdesk.core.errors import ScaleError, ScoreError
from spdesk.core.translation import translate

_LARGEST_LN_SP = 600.0
"""exp(600) still fits a floating-point number, with room for one more point."""

_HIGHEST_END = 100.0
"""Finer scales than this would be false precision, and routes over them endless."""

ROUNDING = 1e-9
"""Relative difference under which two results of the law count as the same.

Exact ties are real: at (1, 8, 3) one more point of capabilities and one of relationships both
multiply SP by the fifth root of 8. Without it, the last bit of the rounding would pick a winner.
"""


class Lever(StrEnum):
    """The three terms of SP, in the order in which they are always listed."""

    CAPABILITIES = "capabilities"
    INCENTIVES = "incentives"
    RELATIONSHIPS = "relationships"


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale on which all three terms are scored.

    `low` and `high` are the ends; `neutral` is the relationship score whose power is one, so that
    SP is plainly C x I there. With `neutral` = 1 the law is literal. Raises ScaleError for a scale
    on which the law would misbehave.
    """

    low: float = 1.0
    high: float = 10.0
    neutral: float = 5.0

    def __post_init__(self) -> None:
        reason = self._refusal()
        if reason:
            raise ScaleError(
                translate(
                    "core", "The scale {low} to {high} (neutral {neutral}) cannot be used: {reason}"
                ).format(
                    low=f"{self.low:g}",
                    high=f"{self.high:g}",
                    neutral=f"{self.neutral:g}",
                    reason=reason,
                )
            )

    def _refusal(self) -> str:
        if not all(math.isfinite(number) for number in (self.low, self.high, self.neutral)):
            return translate("core", "its ends and its neutral point must be ordinary numbers.")
        if self.low < 1:
            return translate(
                "core",
                "its low end must be at least 1. Below 1 the product of capabilities and incentives "
                "can fall under 1, and then better relationships would lower SP.",
            )
        if not self.low < self.high <= _HIGHEST_END:
            return translate(
                "core", "its high end must be above its low end and at most {highest}."
            ).format(highest=f"{_HIGHEST_END:g}")
        if not 1 <= self.neutral <= self.high:
            return translate("core", "its neutral point must lie between 1 and the high end.")
        if self.ln_sp_max > _LARGEST_LN_SP:
            return translate(
                "core", "the largest SP on it is too large to compute. Lower the high end."
            )
        return ""

    @property
    def ln_sp_max(self) -> float:
        """The natural logarithm of the largest SP on this scale."""
        return self.power(self.high) * 2 * math.log(self.high)

    def power(self, relationships: float) -> float:
        """The exponent that a relationship score stands for: 1 at the neutral point."""
        return relationships / self.neutral

    def check(self, name: str, value: float) -> float:
        """Give `value` back, or raise ScoreError naming `name` when it is off the scale."""
        if not math.isfinite(value) or not self.low <= value <= self.high:
            raise ScoreError(
                translate(
                    "core", "{name} must be a number from {low} to {high}, not {value}."
                ).format(
                    name=name.capitalize(),
                    low=f"{self.low:g}",
                    high=f"{self.high:g}",
                    value=f"{value:g}",
                )
            )
        return value

    def clip(self, value: float) -> float:
        """The nearest value on the scale."""
        return min(max(value, self.low), self.high)


DEFAULT_SCALE = Scale()


@dataclass(frozen=True, slots=True)
class Performance:
    """SP for three scores on one scale, with everything that follows from it.

    Raises ScoreError when a score is off the scale.
    """

    capabilities: float
    incentives: float
    relationships: float
    scale: Scale = DEFAULT_SCALE

    def __post_init__(self) -> None:
        self.scale.check("capabilities", self.capabilities)
        self.scale.check("incentives", self.incentives)
        self.scale.check("relationships", self.relationships)

    def score(self, lever: Lever) -> float:
        """The score of one lever."""
        value: float = getattr(self, lever.value)
        return value

    def with_score(self, lever: Lever, value: float) -> "Performance":
        """The same scores with one of them changed."""
        scores = {each.value: self.score(each) for each in Lever} | {lever.value: value}
        return Performance(**scores, scale=self.scale)

    @property
    def product(self) -> float:
        """C x I."""
        return self.capabilities * self.incentives

    @property
    def power(self) -> float:
        """The exponent."""
        return self.scale.power(self.relationships)

    @property
    def ln_sp(self) -> float:
        """The natural logarithm of SP: additive, and safe for any score on the scale."""
        return self.power * math.log(self.product)

    @property
    def sp(self) -> float:
        """Sustainable performance, from 1 to `exp(scale.ln_sp_max)`."""
        return math.exp(self.ln_sp)

    @property
    def index(self) -> float:
        """ln SP as a share of the largest ln SP on the scale, 0 to 100."""
        return 100 * self.ln_sp / self.scale.ln_sp_max

    @property
    def additive_mean(self) -> float:
        """The plain mean of the three scores: the rival rule that published evidence favours.

        Van Iddekinge and others (2018, J Management 44:249-279) find ability and motivation to
        act almost wholly additively. Shown beside the law so that users see how much rests on
        its form.
        """
        return (self.capabilities + self.incentives + self.relationships) / 3

    @property
    def additive_index(self) -> float:
        """The additive mean as a share of the scale, 0 to 100."""
        return 100 * (self.additive_mean - self.scale.low) / (self.scale.high - self.scale.low)

    def elasticity(self, lever: Lever) -> float:
        """Per cent of SP for one per cent of the lever: the power for C and I, ln SP for CR."""
        return self.ln_sp if lever is Lever.RELATIONSHIPS else self.power

    def gradient(self, lever: Lever) -> float:
        """dSP / d(score of the lever)."""
        return self.elasticity(lever) * self.sp / self.score(lever)

    def next_point(self, lever: Lever) -> float:
        """What one more point of the lever multiplies SP by.

        Capped at the top of the scale: a lever half a point below the top can gain only that half,
        and one at the top gives 1.
        """
        score = self.score(lever)
        raised = min(score + 1, self.scale.high)
        if lever is Lever.RELATIONSHIPS:
            return math.exp((raised - score) / self.scale.neutral * math.log(self.product))
        return math.exp(self.power * math.log(raised / score))

    @property
    def strongest(self) -> tuple[Lever, ...]:
        """The levers whose next point does most, all of them when they tie.

        Empty when no lever can raise SP: every one is at the top of the scale.
        """
        factors = {lever: self.next_point(lever) for lever in Lever}
        most = max(factors.values())
        if math.isclose(most, 1, rel_tol=ROUNDING):
            return ()
        return tuple(
            lever for lever in Lever if math.isclose(factors[lever], most, rel_tol=ROUNDING)
        )

    @property
    def lowest(self) -> tuple[Lever, ...]:
        """The levers with the lowest score, all of them when they tie."""
        least = min(self.score(lever) for lever in Lever)
        return tuple(lever for lever in Lever if self.score(lever) == least)

    def needed(self, lever: Lever, target: float) -> float | None:
        """The score that this lever alone would need for SP to equal `target`.

        None when that score is off the scale: out of reach on this lever alone. At C x I = 1 no
        relationship score changes SP, so only the target 1 is met there, by the score as it is.
        Raises ScoreError when `target` is not a number of 1 or more.
        """
        check_target(target)
        if lever is not Lever.RELATIONSHIPS:
            ln_needed = math.log(target) / self.power - math.log(self.product / self.score(lever))
            needed = math.exp(min(ln_needed, _LARGEST_LN_SP))
        elif self.product > 1:
            needed = self.scale.neutral * math.log(target) / math.log(self.product)
        elif target == 1:
            return self.relationships
        else:
            return None
        nearest = self.scale.clip(needed)
        return nearest if math.isclose(needed, nearest, rel_tol=ROUNDING) else None

    def meets(self, target: float) -> bool:
        """Whether SP is at least `target`, forgiving the rounding of the last bits."""
        return self.ln_sp >= math.log(target) - ROUNDING


def check_target(target: float) -> float:
    """Give `target` back, or raise ScoreError when it is not a number of 1 or more."""
    if not math.isfinite(target) or target < 1:
        raise ScoreError(
            translate(
                "core", "A target for SP must be a number of 1 or more, not {target}."
            ).format(target=f"{target:g}")
        )
    return target


def spread_factor(
    start: tuple[float, float], wanted_product: float, scale: Scale = DEFAULT_SCALE
) -> tuple[float, float]:
    """Move C and I by one factor so that their product becomes `wanted_product`.

    Each stays on the scale; when one meets an end, the other goes on alone. Used when the point of
    the landscape is dragged sideways.
    """
    wanted = min(max(wanted_product, scale.low**2), scale.high**2)
    first, second = start
    factor = math.sqrt(wanted / (first * second))
    moved_first, moved_second = scale.clip(first * factor), scale.clip(second * factor)
    if moved_first != first * factor:
        moved_second = scale.clip(wanted / moved_first)
    elif moved_second != second * factor:
        moved_first = scale.clip(wanted / moved_second)
    return moved_first, moved_second
