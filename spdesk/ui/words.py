"""Words that several pages share for verdicts and steps; each stands here once."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from spdesk.core.privacy import Detail
from spdesk.core.speak import percent
from spdesk.core.triage import Firmness, Kind, Reading, Subtype, Verdict
from spdesk.workbook.derive import Step
from spdesk.workbook.plan import Outcome
from spdesk.workbook.privacy import DECISION, GROUP, MINORITY, PLAN


def _tr(text: str) -> str:
    return QCoreApplication.translate("words", text)


def new_issue_title() -> str:
    """The title of an issue that nobody has named yet."""
    return _tr("New issue")


def verdict_label(verdict: Verdict) -> str:
    """The verdict as a short label."""
    return {
        Verdict.TYPE_1: _tr("type 1"),
        Verdict.TYPE_2: _tr("type 2"),
        Verdict.MIXED: _tr("mixed"),
        Verdict.CRISIS: _tr("crisis"),
        Verdict.INSUFFICIENT: _tr("not triaged yet"),
    }[verdict]


def step_label(step: Step) -> str:
    """The name of a step."""
    return {
        Step.ISSUE: _tr("The issue"),
        Step.TRIAGE: _tr("Triage"),
        Step.APPROACH: _tr("Approach"),
        Step.PERFORMANCE: _tr("Performance"),
        Step.ROOM: _tr("The room"),
        Step.PLAN: _tr("Plan"),
        Step.REVIEW: _tr("Review"),
    }[step]


def verdict_title(verdict: Verdict) -> str:
    """The verdict as a sentence."""
    return {
        Verdict.TYPE_1: _tr("This is mostly a type 1 problem."),
        Verdict.TYPE_2: _tr("This is mostly a type 2 problem."),
        Verdict.MIXED: _tr("This is a mixed problem: split it."),
        Verdict.CRISIS: _tr("Act now, and come back to this later."),
        Verdict.INSUFFICIENT: _tr("There is not enough to say yet."),
    }[verdict]


def verdict_meaning(verdict: Verdict, subtype: Subtype | None) -> str:
    """What the verdict means for those who lead."""
    if verdict is Verdict.TYPE_1 and subtype is Subtype.COMPLICATED:
        return _tr(
            "Action and result are plainly linked, but it takes expertise to see how. Analyse it, "
            "plan it, do it, and it is done."
        )
    return {
        Verdict.TYPE_1: _tr(
            "Action and result are plainly linked and the recipe is known. Put it in place, and "
            "it is done."
        ),
        Verdict.TYPE_2: _tr(
            "What you do and what happens are only loosely tied: the problem answers back. Lead "
            "it together, in small steps."
        ),
        Verdict.MIXED: _tr(
            "Part of it can be solved, part of it has to be led. Name the parts and triage each "
            "on its own."
        ),
        Verdict.CRISIS: _tr(
            "One person decides, orders are short and plain, and everybody knows when this ends."
        ),
        Verdict.INSUFFICIENT: _tr(
            "Less than half of the weight is answered. Find out what you can, then answer again."
        ),
    }[verdict]


def firmness_sentence(firmness: Firmness) -> str:
    """How firm the verdict is."""
    return {
        Firmness.ON_THE_EDGE: _tr("On the edge: one changed answer would turn it."),
        Firmness.FAIRLY_FIRM: _tr("Fairly firm: two answers would have to change to turn it."),
        Firmness.FIRM: _tr("Firm: it would take three changed answers or more to turn it."),
    }[firmness]


def evidence_sentence(reading: Reading) -> str:
    """The evidence so far, without saying more than it can."""
    count, share = len(reading.contributions), percent(reading.answered_share)
    if not count:
        return _tr("No question answered yet.")
    if reading.leaning is None and reading.verdict is not Verdict.MIXED:
        text = _tr("{count} answered, less than half of the weight: not enough to say yet.")
    elif reading.verdict is Verdict.MIXED:
        text = _tr("Mixed, on {count} answers and about {share} of the weight.")
    elif reading.leaning is Kind.TYPE_1:
        text = _tr("Leaning to type 1, on {count} answers and about {share} of the weight.")
    else:
        text = _tr("Leaning to type 2, on {count} answers and about {share} of the weight.")
    return text.format(count=count, share=share)


def field_label(field: str) -> str:
    """The name of a field with free text, as it stands on the page (`workbook/privacy.py`)."""
    if field.startswith(MINORITY):
        return _tr("A minority note")
    if field.startswith(GROUP):
        return _tr("The group that voted")
    if field.startswith(PLAN):
        return _plan_label(field.rpartition("-")[2])
    if field.startswith(DECISION):
        return _tr("What we decided") if field == DECISION else _tr("Why an approach was not taken")
    return {
        "title": _tr("The issue in one line"),
        "description": _tr("What is going on"),
        "owner": _tr("Who looks after it"),
        "plan_note": _tr("The plan in their own words"),
        "overrule": _tr("Why you see it differently"),
    }.get(field, _tr("A check before calling it a crisis"))


def _plan_label(field: str) -> str:
    return {
        "problem": _tr("The plan: the problem that an action solves"),
        "solution": _tr("The plan: what we do"),
        "measure": _tr("The plan: how we see that it worked"),
        "belief": _tr("The plan: what we believe"),
        "attempt": _tr("The plan: what we try"),
        "where": _tr("The plan: where, and how small"),
        "works": _tr("The plan: what we would see if it works"),
        "harms": _tr("The plan: what we would see if it harms"),
        "amplify": _tr("The plan: how we amplify it"),
        "dampen": _tr("The plan: how we dampen it"),
        "learned": _tr("The review: what we learned"),
        "note": _tr("The review: a note"),
        "text": _tr("The plan: what would make us triage again"),
    }.get(field, _tr("The plan: where an action came from"))


def outcome_label(outcome: Outcome) -> str:
    """What became of a probe, in a word."""
    return {"kept": _tr("Kept"), "changed": _tr("Changed"), "dropped": _tr("Dropped")}[outcome]


def details_label(kinds: Sequence[Detail], *, reasons: bool = False) -> str:
    """Kinds of detail as a list in words, each perhaps with what it was recognised by."""
    texts = [f"{kind.label} ({kind.reason})" if reasons else kind.label for kind in kinds]
    if len(texts) == 1:
        return texts[0]
    return _tr("{some} and {last}").format(some=", ".join(texts[:-1]), last=texts[-1])
