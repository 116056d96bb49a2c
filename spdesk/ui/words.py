"""Words that several pages share for verdicts and steps; each stands here once."""

import textwrap
from collections.abc import Sequence

from spdesk.core.privacy import Detail
from spdesk.core.speak import percent
from spdesk.core.translation import translate
from spdesk.core.triage import Firmness, Kind, Reading, Subtype, Verdict
from spdesk.workbook.derive import Step
from spdesk.workbook.plan import Outcome
from spdesk.workbook.privacy import DECISION, GROUP, MINORITY, PLAN


def new_issue_title() -> str:
    """The title of an issue that nobody has named yet."""
    return translate("words", "New issue")


def verdict_label(verdict: Verdict) -> str:
    """The verdict as a short label."""
    return {
        Verdict.TYPE_1: translate("words", "type 1"),
        Verdict.TYPE_2: translate("words", "type 2"),
        Verdict.MIXED: translate("words", "mixed"),
        Verdict.CRISIS: translate("words", "crisis"),
        Verdict.INSUFFICIENT: translate("words", "not triaged yet"),
    }[verdict]


def step_label(step: Step) -> str:
    """The name of a step."""
    return {
        Step.ISSUE: translate("words", "The issue"),
        Step.TRIAGE: translate("words", "Triage"),
        Step.APPROACH: translate("words", "Approach"),
        Step.PERFORMANCE: translate("words", "Performance"),
        Step.ROOM: translate("words", "The room"),
        Step.PLAN: translate("words", "Plan"),
        Step.REVIEW: translate("words", "Review"),
    }[step]


def verdict_title(verdict: Verdict) -> str:
    """The verdict as a sentence."""
    return {
        Verdict.TYPE_1: translate("words", "This is mostly a type 1 problem."),
        Verdict.TYPE_2: translate("words", "This is mostly a type 2 problem."),
        Verdict.MIXED: translate("words", "This is a mixed problem: split it."),
        Verdict.CRISIS: translate("words", "Act now, and come back to this later."),
        Verdict.INSUFFICIENT: translate("words", "There is not enough to say yet."),
    }[verdict]


def verdict_meaning(verdict: Verdict, subtype: Subtype | None) -> str:
    """What the verdict means for those who lead."""
    if verdict is Verdict.TYPE_1 and subtype is Subtype.COMPLICATED:
        return translate(
            "words",
            "Action and result are plainly linked, but it takes expertise to see how. Analyse it, "
            "plan it, do it, and it is done.",
        )
    return {
        Verdict.TYPE_1: translate(
            "words",
            "Action and result are plainly linked and the recipe is known. Put it in place, and "
            "it is done.",
        ),
        Verdict.TYPE_2: translate(
            "words",
            "What you do and what happens are only loosely tied: the problem answers back. Lead "
            "it together, in small steps.",
        ),
        Verdict.MIXED: translate(
            "words",
            "Part of it can be solved, part of it has to be led. Name the parts and triage each "
            "on its own.",
        ),
        Verdict.CRISIS: translate(
            "words",
            "One person decides, orders are short and plain, and everybody knows when this ends.",
        ),
        Verdict.INSUFFICIENT: translate(
            "words",
            "Less than half of the weight is answered. Find out what you can, then answer again.",
        ),
    }[verdict]


def firmness_sentence(firmness: Firmness) -> str:
    """How firm the verdict is."""
    return {
        Firmness.ON_THE_EDGE: translate("words", "On the edge: one changed answer would turn it."),
        Firmness.FAIRLY_FIRM: translate(
            "words", "Fairly firm: two answers would have to change to turn it."
        ),
        Firmness.FIRM: translate(
            "words", "Firm: it would take three changed answers or more to turn it."
        ),
    }[firmness]


def evidence_sentence(reading: Reading) -> str:
    """The evidence so far, without saying more than it can."""
    count, share = len(reading.contributions), percent(reading.answered_share)
    if not count:
        return translate("words", "No question answered yet.")
    if reading.leaning is None and reading.verdict is not Verdict.MIXED:
        text = translate(
            "words", "{count} answered, less than half of the weight: not enough to say yet."
        )
    elif reading.verdict is Verdict.MIXED:
        text = translate("words", "Mixed, on {count} answers and about {share} of the weight.")
    elif reading.leaning is Kind.TYPE_1:
        text = translate(
            "words", "Leaning to type 1, on {count} answers and about {share} of the weight."
        )
    else:
        text = translate(
            "words", "Leaning to type 2, on {count} answers and about {share} of the weight."
        )
    return text.format(count=count, share=share)


def field_label(field: str) -> str:
    """The name of a field with free text, as it stands on the page (`workbook/privacy.py`)."""
    if field.startswith(MINORITY):
        return translate("words", "A minority note")
    if field.startswith(GROUP):
        return translate("words", "The group that voted")
    if field.startswith(PLAN):
        return _plan_label(field.rpartition("-")[2])
    if field.startswith(DECISION):
        return (
            translate("words", "What we decided")
            if field == DECISION
            else translate("words", "Why an approach was not taken")
        )
    return {
        "title": translate("words", "The issue in one line"),
        "description": translate("words", "What is going on"),
        "owner": translate("words", "Who looks after it"),
        "plan_note": translate("words", "The plan in their own words"),
        "overrule": translate("words", "Why you see it differently"),
    }.get(field, translate("words", "A check before calling it a crisis"))


def _plan_label(field: str) -> str:
    return {
        "problem": translate("words", "The plan: the problem that an action solves"),
        "solution": translate("words", "The plan: what we do"),
        "measure": translate("words", "The plan: how we see that it worked"),
        "belief": translate("words", "The plan: what we believe"),
        "attempt": translate("words", "The plan: what we try"),
        "where": translate("words", "The plan: where, and how small"),
        "works": translate("words", "The plan: what we would see if it works"),
        "harms": translate("words", "The plan: what we would see if it harms"),
        "amplify": translate("words", "The plan: how we amplify it"),
        "dampen": translate("words", "The plan: how we dampen it"),
        "learned": translate("words", "The review: what we learned"),
        "note": translate("words", "The review: a note"),
        "text": translate("words", "The plan: what would make us triage again"),
    }.get(field, translate("words", "The plan: where an action came from"))


def outcome_label(outcome: Outcome) -> str:
    """What became of a probe, in a word."""
    return {
        "kept": translate("words", "Kept"),
        "changed": translate("words", "Changed"),
        "dropped": translate("words", "Dropped"),
    }[outcome]


def details_label(kinds: Sequence[Detail], *, reasons: bool = False) -> str:
    """Kinds of detail as a list in words, each perhaps with what it was recognised by."""
    texts = [f"{kind.label} ({kind.reason})" if reasons else kind.label for kind in kinds]
    if len(texts) == 1:
        return texts[0]
    return translate("words", "{some} and {last}").format(
        some=", ".join(texts[:-1]), last=texts[-1]
    )


def beginning(text: str, most: int) -> str:
    """A text of at most so many letters: what is longer ends in an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def shortened(title: str, most: int) -> str:
    """The beginning of a title: whole words, but of one endless word as much as there is room."""
    words = textwrap.shorten(title, most, placeholder="…")
    return beginning(title, most) if words == "…" else words
