"""What the performance page says in words: one or two plain sentences about scores.

Every sentence stands here whole, with numbers as its only gaps, so that each can be translated.
"""

import math

from spdesk.core.performance import Lever, Performance, Scale
from spdesk.core.route import Effort, Route, cheapest_route
from spdesk.core.speak import about, score_words, times
from spdesk.core.translation import QT_TRANSLATE_NOOP, translate

Levers = tuple[Lever, ...]

_C, _I, _R = Lever.CAPABILITIES, Lever.INCENTIVES, Lever.RELATIONSHIPS

_LARGEST_WRITTEN_OUT = math.log(1e7)
"""ln SP from which a number is written as a power of ten."""

_NEARLY_THE_SAME = math.log(1.05)
"""Two values of ln SP closer than this say "about the same"."""

_SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")

_NOT_SCORED = QT_TRANSLATE_NOOP("core", "Score all three levers to see the point.")

_ALL_AT_TOP = QT_TRANSLATE_NOOP(
    "core",
    "All three levers are at the top of the scale, or as good as: no step is left to gain by.",
)
_PRODUCT_IS_ONE = QT_TRANSLATE_NOOP(
    "core",
    "Relationships can change nothing while capabilities × incentives is 1. "
    "One more point of capabilities or of incentives would multiply SP by about {most}.",
)
_SHORT_STEP = QT_TRANSLATE_NOOP(
    "core", "Where less than a point is left, the step ends at the top of the scale."
)

_RELATIONSHIPS_LEAD: dict[Levers, str] = {
    (): QT_TRANSLATE_NOOP(
        "core",
        "Only relationships can still rise: one more point would multiply SP by about {most}.",
    ),
    (_C,): QT_TRANSLATE_NOOP(
        "core",
        "One more point of relationships would multiply SP by about {most}; "
        "one of capabilities by about {next}.",
    ),
    (_I,): QT_TRANSLATE_NOOP(
        "core",
        "One more point of relationships would multiply SP by about {most}; "
        "one of incentives by about {next}.",
    ),
    (_C, _I): QT_TRANSLATE_NOOP(
        "core",
        "One more point of relationships would multiply SP by about {most}; "
        "one of capabilities or of incentives by about {next}.",
    ),
}
"""Relationships are strongest; the key names what comes second."""

_RELATIONSHIPS_BEHIND: dict[Levers, str] = {
    (_C,): QT_TRANSLATE_NOOP(
        "core",
        "Relationships are not the strongest lever here: one more point of capabilities would "
        "multiply SP by about {most}, one of relationships by about {next}.",
    ),
    (_I,): QT_TRANSLATE_NOOP(
        "core",
        "Relationships are not the strongest lever here: one more point of incentives would "
        "multiply SP by about {most}, one of relationships by about {next}.",
    ),
    (_C, _I): QT_TRANSLATE_NOOP(
        "core",
        "Relationships are not the strongest lever here: one more point of capabilities or "
        "of incentives would multiply SP by about {most}, one of relationships by about {next}.",
    ),
}

_RELATIONSHIPS_AT_TOP: dict[Levers, str] = {
    (_C,): QT_TRANSLATE_NOOP(
        "core",
        "Relationships are at the top of the scale. "
        "One more point of capabilities would multiply SP by about {most}.",
    ),
    (_I,): QT_TRANSLATE_NOOP(
        "core",
        "Relationships are at the top of the scale. "
        "One more point of incentives would multiply SP by about {most}.",
    ),
    (_C, _I): QT_TRANSLATE_NOOP(
        "core",
        "Relationships are at the top of the scale. "
        "One more point of capabilities or of incentives would multiply SP by about {most}.",
    ),
}

_TIES: dict[Levers, str] = {
    (_C, _R): QT_TRANSLATE_NOOP(
        "core",
        "Capabilities and relationships are equally strong here: "
        "one more point of either would multiply SP by about {most}.",
    ),
    (_I, _R): QT_TRANSLATE_NOOP(
        "core",
        "Incentives and relationships are equally strong here: "
        "one more point of either would multiply SP by about {most}.",
    ),
    (_C, _I, _R): QT_TRANSLATE_NOOP(
        "core",
        "All three levers are equally strong here: "
        "one more point of any of them would multiply SP by about {most}.",
    ),
}

_SAME_AS_LAST_ROUND = QT_TRANSLATE_NOOP("core", "The scores are those of the last round.")
_ABOUT_LAST_ROUND = QT_TRANSLATE_NOOP("core", "SP is about the same as in the last round.")
_ABOVE_LAST_ROUND = QT_TRANSLATE_NOOP(
    "core", "SP is higher than in the last round, when it was about {before}."
)
_BELOW_LAST_ROUND = QT_TRANSLATE_NOOP(
    "core", "SP is lower than in the last round, when it was about {before}."
)

_ROUTES: dict[Levers, str] = {
    (): QT_TRANSLATE_NOOP("core", "Reached already."),
    (_C,): QT_TRANSLATE_NOOP(
        "core", "Cheapest route in half points: capabilities to {capabilities}."
    ),
    (_I,): QT_TRANSLATE_NOOP("core", "Cheapest route in half points: incentives to {incentives}."),
    (_R,): QT_TRANSLATE_NOOP(
        "core", "Cheapest route in half points: relationships to {relationships}."
    ),
    (
        _C,
        _I,
    ): QT_TRANSLATE_NOOP(
        "core",
        "Cheapest route in half points: capabilities to {capabilities}, incentives to {incentives}.",
    ),
    (
        _C,
        _R,
    ): QT_TRANSLATE_NOOP(
        "core",
        "Cheapest route in half points: relationships to {relationships}, capabilities to {capabilities}.",
    ),
    (
        _I,
        _R,
    ): QT_TRANSLATE_NOOP(
        "core",
        "Cheapest route in half points: relationships to {relationships}, incentives to {incentives}.",
    ),
    (_C, _I, _R): QT_TRANSLATE_NOOP(
        "core",
        "Cheapest route in half points: relationships to {relationships}, "
        "capabilities to {capabilities}, incentives to {incentives}.",
    ),
}
_OUT_OF_REACH = QT_TRANSLATE_NOOP("core", "Out of reach on this scale.")

_ALONE: dict[Lever, tuple[str, str]] = {
    _C: (
        QT_TRANSLATE_NOOP("core", "Capabilities alone: {score}."),
        QT_TRANSLATE_NOOP("core", "Capabilities alone: out of reach."),
    ),
    _I: (
        QT_TRANSLATE_NOOP("core", "Incentives alone: {score}."),
        QT_TRANSLATE_NOOP("core", "Incentives alone: out of reach."),
    ),
    _R: (
        QT_TRANSLATE_NOOP("core", "Relationships alone: {score}."),
        QT_TRANSLATE_NOOP("core", "Relationships alone: out of reach."),
    ),
}
"""What one lever alone would need; the second text where that is off the scale."""

_SCALE = QT_TRANSLATE_NOOP(
    "core",
    "Scores {low} to {high}; at relationships {neutral} (dotted line) SP is C\u00a0×\u00a0I.",
)
_LITERAL_SCALE = QT_TRANSLATE_NOOP(
    "core", "Scores {low} to {high}; the power is the relationship score itself."
)
_INDEX = QT_TRANSLATE_NOOP(
    "core", "As an index from 0 to 100: the law {law}, the plain mean of the scores {mean}."
)


def not_scored() -> str:
    """What stands in place of the picture while a score is missing."""
    return translate("core", _NOT_SCORED)


def leaders(performance: Performance) -> Levers:
    """The levers whose next point does most, as far as the shown factors (two decimals) can tell.

    Empty when no lever can raise SP by as much as is shown.
    """
    shown = {lever: times(performance.next_point(lever)) for lever in Lever}
    strongest = performance.strongest
    if all(factor == times(1) for factor in shown.values()):
        return ()
    most = {shown[lever] for lever in strongest}
    return tuple(lever for lever in Lever if lever in strongest or shown[lever] in most)


def sentence_for(performance: Performance, ghost: Performance | None = None) -> str:
    """What the picture says: which lever does most, and how it stands to the last round.

    `ghost` is the last round that was kept, or None.
    """
    said = [_lever_sentence(performance)]
    if ghost is not None:
        said.append(_round_sentence(performance, ghost))
    return " ".join(said)


def _lever_sentence(performance: Performance) -> str:
    ahead = leaders(performance)
    if not ahead:
        return translate("core", _ALL_AT_TOP)
    most = performance.next_point(ahead[0])
    if math.isclose(performance.product, 1):
        return translate("core", _PRODUCT_IS_ONE).format(most=factor_words(most))
    if ahead == (_R,):
        named = _second(performance)
        template = _RELATIONSHIPS_LEAD[named]
        second = performance.next_point(named[0]) if named else 1
    elif ahead in _TIES:
        named, template, second = ahead, _TIES[ahead], 1
    elif performance.relationships == performance.scale.high:
        named, template, second = ahead, _RELATIONSHIPS_AT_TOP[ahead], 1
    else:
        named, template = (*ahead, _R), _RELATIONSHIPS_BEHIND[ahead]
        second = performance.next_point(_R)
    said = translate("core", template).format(**_factor_pair(most, second))
    if any(_is_short(performance, lever) for lever in (*ahead, *named)):
        return f"{said} {translate('core', _SHORT_STEP)}"
    return said


def _second(performance: Performance) -> Levers:
    """Capabilities, incentives or both: what does most after relationships; none when at the top."""
    shown = {lever: times(performance.next_point(lever)) for lever in (_C, _I)}
    most = max((_C, _I), key=performance.next_point)
    if shown[most] == times(1):
        return ()
    return tuple(lever for lever in (_C, _I) if shown[lever] == shown[most])


def _is_short(performance: Performance, lever: Lever) -> bool:
    """Whether some of the scale, but less than a point, is left above a lever."""
    return 0 < performance.scale.high - performance.score(lever) < 1


def _factor_pair(most: float, second: float) -> dict[str, str]:
    """Both factors in words, with more figures where fewer would make them look the same."""
    first_words, second_words = factor_words(most), factor_words(second)
    if first_words == second_words:
        first_words, second_words = f"{most:.2f}", f"{second:.2f}"
    return {"most": first_words, "next": second_words}


def factor_words(factor: float) -> str:
    """A factor with two figures, or two decimals where two figures would say nothing: 1.02."""
    return f"{factor:.2f}" if factor < 1.095 else about(factor)


def _round_sentence(performance: Performance, ghost: Performance) -> str:
    if all(performance.score(lever) == ghost.score(lever) for lever in Lever):
        return translate("core", _SAME_AS_LAST_ROUND)
    difference = performance.ln_sp - ghost.ln_sp
    before = sp_words(ghost.ln_sp)
    if abs(difference) < _NEARLY_THE_SAME or sp_words(performance.ln_sp) == before:
        return translate("core", _ABOUT_LAST_ROUND)
    template = _ABOVE_LAST_ROUND if difference > 0 else _BELOW_LAST_ROUND
    return translate("core", template).format(before=before)


def sp_words(ln_sp: float) -> str:
    """SP from its logarithm, with two figures: 34, 7,300, and 3 × 10⁸ where it is very large."""
    if ln_sp < _LARGEST_WRITTEN_OUT:
        return about(math.exp(ln_sp))
    mantissa, exponent = f"{math.exp(ln_sp):.1e}".split("e")
    return f"{mantissa.removesuffix('.0')} × 10{str(int(exponent)).translate(_SUPERSCRIPT)}"


def route_to(performance: Performance, target: float, effort: Effort) -> str:
    """The cheapest route to a target (SP, 1 or more) as a sentence."""
    route = cheapest_route(performance, target, effort)
    return translate("core", _OUT_OF_REACH) if route is None else _route_sentence(route)


def _route_sentence(route: Route) -> str:
    raised = tuple(lever for lever, _ in route.moves)
    ends = {lever.value: score_words(route.end.score(lever)) for lever in Lever}
    return translate("core", _ROUTES[raised]).format(**ends)


def alone_to(performance: Performance, target: float) -> tuple[str, ...]:
    """What each lever alone would need to reach a target: a sentence for each, none if reached."""
    if performance.meets(target):
        return ()
    return tuple(_alone(performance, lever, target) for lever in Lever)


def alone_score(performance: Performance, lever: Lever, target: float) -> str:
    """The score that one lever alone would need, in tenths rounded up; empty when off the scale."""
    needed = performance.needed(lever, target)
    if needed is None:
        return ""
    enough = math.ceil(needed * 10 - 1e-6) / 10
    return score_words(min(enough, performance.scale.high))


def _alone(performance: Performance, lever: Lever, target: float) -> str:
    reachable, off_scale = _ALONE[lever]
    score = alone_score(performance, lever, target)
    return translate("core", reachable if score else off_scale).format(score=score)


def scale_sentence(scale: Scale) -> str:
    """What the numbers of a scale mean."""
    template = _LITERAL_SCALE if scale.neutral == 1 else _SCALE
    return translate("core", template).format(
        low=score_words(scale.low), high=score_words(scale.high), neutral=score_words(scale.neutral)
    )


def index_sentence(performance: Performance) -> str:
    """The law beside its rival, the plain mean, both as a share of the scale."""
    return translate("core", _INDEX).format(
        law=f"{performance.index:.0f}", mean=f"{performance.additive_index:.0f}"
    )
