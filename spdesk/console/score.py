"""SP for three scores, as data and as plain text."""

import math
from typing import Any

from spdesk.core.performance import Lever, Performance
from spdesk.core.route import Effort, cheapest_route
from spdesk.core.sentences import alone_to, route_to, sp_words
from spdesk.core.speak import score_words, times


def score_data(performance: Performance, target: float | None) -> dict[str, Any]:
    """Everything about three scores, ready for JSON. Raises ScoreError for a bad target."""
    data: dict[str, Any] = {
        "scores": {lever.value: performance.score(lever) for lever in Lever},
        "scale": {
            "low": performance.scale.low,
            "high": performance.scale.high,
            "neutral": performance.scale.neutral,
        },
        "sp": performance.sp,
        "index": performance.index,
        "power": performance.power,
        "next_point": {lever.value: performance.next_point(lever) for lever in Lever},
        "strongest": [lever.value for lever in performance.strongest],
        "elasticity": {lever.value: performance.elasticity(lever) for lever in Lever},
        "gradient": {lever.value: performance.gradient(lever) for lever in Lever},
        "additive_mean": performance.additive_mean,
        "additive_index": performance.additive_index,
    }
    if target is not None:
        route = cheapest_route(performance, target)
        data["target"] = {
            "sp": target,
            "needed_alone": {lever.value: performance.needed(lever, target) for lever in Lever},
            "cheapest_route": None
            if route is None
            else {"scores": {lever.value: level for lever, level in route.moves}}
            | {"effort": route.cost, "sp": route.end.sp},
        }
    return data


def score_text(performance: Performance, target: float | None) -> str:
    """The same for a reader."""
    scores = ", ".join(f"{lever} {score_words(performance.score(lever))}" for lever in Lever)
    lines = [
        f"Sustainable performance is about {sp_words(performance.ln_sp)} ({scores}).",
        f"Index {performance.index:.0f} of 100; the plain mean would give "
        f"{performance.additive_index:.0f} of 100.",
        "One more point would multiply it by:",
    ]
    lines += [f"  {lever:<14}{times(performance.next_point(lever))}" for lever in Lever]
    strongest = " and ".join(performance.strongest) or "none: every lever is at the top"
    lines.append(f"Strongest lever: {strongest}.")
    if target is not None:
        lines.append(f"To reach {sp_words(math.log(target))}:")
        lines.append(f"  {route_to(performance, target, Effort())}")
        lines += [f"  {sentence}" for sentence in alone_to(performance, target)]
    lines.append("A thinking aid with no data behind it. Compare nothing across scales.")
    return "\n".join(lines)
