"""Which fields hold free text, what in them looks like a detail of a person, and what may stay.

What may stay is noted as "field kind", so that a file never says what was found. One acceptance
therefore covers every detail of that kind in that field, also those that are typed later.
"""

from collections.abc import Collection
from dataclasses import dataclass

from spdesk.core.privacy import Detail, Finding, find_details
from spdesk.workbook.edits import changed, issue_of, with_issue
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.plan import Action, Plan, Probe, Review, Trigger

CHECK = "check-"
"""With the id of a check: the field that holds its note."""

OVERRULE = "overrule"

MINORITY = "minority-"
"""With the id of a minority note: its text. Who signs one wishes to be named."""

PLAN = "plan-"
"""With the id of a part of the plan and its field: any text of the plan."""

DECISION = "decision"
"""What was decided; with the id of an approach, why that one was not taken."""

_NO_TEXTS = frozenset({"id", "owner", "partners", "outcome", "verdict", "ballot_round"})

GROUP = "group-"
"""With the id of a round of ballots: the name of the group that voted."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A field of an issue that holds details of one kind which nobody has accepted."""

    issue: Issue
    field: str
    kind: Detail


def free_texts(issue: Issue) -> dict[str, str]:
    """The fields of an issue in which anything can be typed, with what stands in them."""
    texts = {
        "title": issue.title,
        "description": issue.description,
        "owner": issue.owner,
        "plan_note": issue.plan_note,
    }
    texts |= {f"{CHECK}{note.check}": note.note for note in issue.triage.crisis_checks}
    if issue.overrule is not None:
        texts[OVERRULE] = issue.overrule.reason
    texts |= {f"{MINORITY}{note.id}": note.text for note in issue.minority_notes}
    texts |= {f"{GROUP}{held.id}": held.group for held in issue.ballot_rounds}
    return texts | _texts_of_plan(issue.agreed)


def _texts_of_plan(plan: Plan) -> dict[str, str]:
    """The texts of the plan. Who does something is named there on purpose, and not looked at."""
    parts: list[Action | Probe | Trigger | Review] = [*plan.actions, *plan.probes]
    parts += [*plan.triggers, *plan.reviews]
    texts = {
        f"{PLAN}{part.id}-{field}": text
        for part in parts
        for field, text in part
        if isinstance(text, str) and field not in _NO_TEXTS
    }
    if plan.decision is not None:
        texts[DECISION] = plan.decision.text
        texts |= {f"{DECISION}-{one.approach}": one.reason for one in plan.decision.rejected}
    return texts


def stands_in_triage(field: str) -> bool:
    """Whether a field, or what was accepted in it, is on the triage page or on the issue's own."""
    return field.startswith((OVERRULE, CHECK))


def stands_in_room(field: str) -> bool:
    """Whether a field, or what was accepted in it, is on the page of the room."""
    return field.startswith((MINORITY, GROUP))


def stands_in_plan(field: str) -> bool:
    """Whether a field, or what was accepted in it, is on the page of the plan."""
    return field.startswith((PLAN, DECISION))


def unaccepted(field: str, text: str, accepted: Collection[str]) -> tuple[Finding, ...]:
    """What is found in the text of a field and has not been accepted there."""
    found = find_details(text)
    return tuple(finding for finding in found if _mark(field, finding.kind) not in accepted)


def doubts(workbook: Workbook, ids: Collection[str] | None = None) -> tuple[Doubt, ...]:
    """Every field with details that nobody has accepted, once for each kind.

    Of every issue, or of those with these ids.
    """
    return tuple(
        Doubt(issue, field, kind)
        for issue in workbook.issues
        if ids is None or issue.id in ids
        for field, text in free_texts(issue).items()
        for kind in dict.fromkeys(found.kind for found in unaccepted(field, text, issue.accepted))
    )


def accept_details(
    workbook: Workbook, issue_id: str, field: str, kinds: tuple[Detail, ...]
) -> Workbook:
    """Note that details of these kinds may stay in a field."""
    accepted = issue_of(workbook, issue_id).accepted
    marks = (*accepted, *(_mark(field, kind) for kind in kinds))
    return with_issue(workbook, issue_id, accepted=tuple(dict.fromkeys(marks)))


def accept_all(workbook: Workbook, ids: Collection[str] | None = None) -> Workbook:
    """Note that everything that is found now, in all issues or in these, may stay where it is."""
    for doubt in doubts(workbook, ids):
        workbook = accept_details(workbook, doubt.issue.id, doubt.field, (doubt.kind,))
    return workbook


def forget_accepted(workbook: Workbook) -> Workbook:
    """Take every acceptance back, so that all details are pointed out again."""
    issues = tuple(changed(issue, accepted=()) for issue in workbook.issues)
    return changed(workbook, issues=issues)


def _mark(field: str, kind: Detail) -> str:
    return f"{field} {kind.value}"
