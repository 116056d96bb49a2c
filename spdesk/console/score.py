"""SP for three scores, as data and as plain text."""

from typing import Any

from spdesk.core.performance import Lever, Performance
from spdesk.core.route import cheapest_route
from spdesk.core.speak import about, score_words, times


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


def score_text(data: dict[str, Any]) -> str:
    """The same for a reader."""
    scores = ", ".join(f"{name} {score_words(score)}" for name, score in data["scores"].items())
    lines = [
        f"Sustainable performance is about {about(data['sp'])} ({scores}).",
        f"Index {data['index']:.0f} of 100; the plain mean would give "
        f"{data['additive_index']:.0f} of 100.",
        "One more point would multiply it by:",
    ]
    lines += [f"  {name:<14}{times(factor)}" for name, factor in data["next_point"].items()]
    strongest = " and ".join(data["strongest"]) or "none: every lever is at the top"
    lines.append(f"Strongest lever: {strongest}.")
    if "target" in data:
        lines += _target_lines(data["target"])
    lines.append("A thinking aid with no data behind it. Compare nothing across scales.")
    return "\n".join(lines)


def _target_lines(target: dict[str, Any]) -> list[str]:
    lines = [f"To reach {about(target['sp'])}:"]
    for name, score in target["needed_alone"].items():
        alone = "out of reach on this lever alone" if score is None else f"{score:.1f} alone"
        lines.append(f"  {name:<14}{alone}")
    route = target["cheapest_route"]
    if route is None:
        lines.append("  No route reaches it on this scale.")
    elif not route["scores"]:
        lines.append("  It is reached already.")
    else:
        moves = ", ".join(f"{name} to {score_words(s)}" for name, s in route["scores"].items())
        lines.append(f"  Cheapest route in half points: {moves}.")
    return lines
