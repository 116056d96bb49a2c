"""The triage of one set of answers, as data and as plain text."""

from typing import Any

from spdesk.core.approach import Part, Situation
from spdesk.core.flips import firmness, smallest_flip
from spdesk.core.questions import asked_in_order
from spdesk.core.speak import percent
from spdesk.core.triage import Answers, assess, check_answers
from spdesk.guidance.library import guidance

_VERDICTS = {
    "type_1": "This is mostly a type 1 problem (linear).",
    "type_2": "This is mostly a type 2 problem (wicked).",
    "mixed": "This is mixed: split it into parts and triage each.",
    "crisis": "This is a crisis: act now, and come back to the questions later.",
    "insufficient": "There is not enough to say yet: less than half of the weight is answered.",
}


def triage_data(answers: Answers) -> dict[str, Any]:
    """Everything that the triage says, ready for JSON.

    `type_2` means something only for the verdicts type_1, type_2 and mixed. Raises AnswersError
    for an unknown criterion or an impossible rating.
    """
    library = guidance()
    check_answers(library.rules, answers)
    reading = assess(library.rules, answers)
    flip = smallest_flip(library.rules, answers)
    order, decided_after = asked_in_order(library.rules, answers)
    recommendation = library.approach.recommend(
        Situation(reading.verdict, reading.subtype, answers.ratings)
    )
    says = reading.leaning is not None or reading.verdict == "mixed"
    return {
        "verdict": reading.verdict.value,
        "leaning": reading.leaning,
        "subtype": reading.subtype,
        "type_2": reading.type_2,
        "answered_share": reading.answered_share,
        "points": reading.points,
        "contributions": [
            {"criterion": c.criterion_id, "rating": c.rating, "points": c.points}
            for c in reading.contributions
        ],
        "firmness": firmness(flip).value if says else None,
        "flips": []
        if flip is None
        else [{"criterion": c.criterion_id, "from": c.before, "to": c.after} for c in flip.changes],
        "flips_to": None if flip is None else flip.verdict.value,
        "asked_in_order": list(order),
        "decided_after": decided_after,
        "approach": None if recommendation is None else recommendation.approach,
        "avoid": []
        if recommendation is None
        else [statement.text for statement in recommendation.of(Part.AVOID)],
    }


def triage_text(data: dict[str, Any]) -> str:
    """The same for a reader."""
    library = guidance()
    lines = [_VERDICTS[data["verdict"]]]
    if data["subtype"]:
        lines.append(f"It looks {data['subtype']}.")
    if data["verdict"] not in ("crisis", "insufficient"):
        lines.append(f"Answered: about {percent(data['answered_share'])} of the weight.")
    if data["verdict"] == "crisis":
        lines += ["Before you call it one:", *(f"  {c.text}" for c in library.triage.gate.checks)]
    elif data["verdict"] != "insufficient":
        lines.append("What says so:")
        for contribution in sorted(data["contributions"], key=lambda c: -abs(c["points"])):
            criterion = library.triage.criterion(contribution["criterion"])
            if criterion and contribution["points"]:
                lines.append(
                    f"  {contribution['points']:+.1f}  {criterion.short(contribution['rating'])}"
                )
        if data["flips"]:
            lines.append(f"It would turn to {data['flips_to']} if all of this changed:")
        for change in data["flips"]:
            criterion = library.triage.criterion(change["criterion"])
            label = criterion.short(change["to"]) if criterion else change["criterion"]
            lines.append(f"  {label}: answer {change['to']} instead of {change['from']}")
    approach = library.approach.approach(data["approach"]) if data["approach"] else None
    if approach:
        lines.append(f"Approach: {approach.headline}")
        lines += [f"  Avoid: {text}" for text in data["avoid"]]
    lines.append("A thinking aid, not a measurement. The group may overrule it.")
    return "\n".join(lines)
