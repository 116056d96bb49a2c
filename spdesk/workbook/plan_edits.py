"""Edits of the plan of an issue; pure, like those in `edits`."""

from datetime import date
from typing import Literal, TypeVar

from spdesk.core.errors import EditError
from spdesk.core.translation import translate
from spdesk.workbook.edits import changed, issue_of, made, with_issue
from spdesk.workbook.model import Workbook
from spdesk.workbook.plan import Action, Decision, Plan, Probe, Rejected, Review, Trigger

PlanList = Literal["actions", "probes", "triggers", "reviews"]

Value = str | date | bool | None

_Part = TypeVar("_Part", Action, Probe, Trigger, Review)


def add_action(
    workbook: Workbook, issue_id: str, action_id: str, solution: str, from_move: str = ""
) -> Workbook:
    """Add an action at the end of the list."""
    action = made(Action, id=action_id, solution=solution, from_move=from_move)
    return _with_part(workbook, issue_id, "actions", action)


def add_probe(
    workbook: Workbook, issue_id: str, probe_id: str, attempt: str, from_move: str = ""
) -> Workbook:
    """Add a probe at the end of the list."""
    probe = made(Probe, id=probe_id, attempt=attempt, from_move=from_move)
    return _with_part(workbook, issue_id, "probes", probe)


def add_trigger(workbook: Workbook, issue_id: str, trigger_id: str, text: str) -> Workbook:
    """Add something that, if it happens, means: triage again."""
    return _with_part(workbook, issue_id, "triggers", made(Trigger, id=trigger_id, text=text))


def change_in_plan(
    workbook: Workbook, issue_id: str, where: PlanList, part_id: str, field: str, value: Value
) -> Workbook:
    """Change one field of an action, a probe, a trigger or a review.

    Raises EditError when there is none with this id, or no such field.
    """
    plan = _plan_of(workbook, issue_id)
    parts = getattr(plan, where)
    if all(part.id != part_id for part in parts):
        raise EditError(translate("workbook", "That is no longer in the plan."))
    new = tuple(changed(p, **{field: value}) if p.id == part_id else p for p in parts)
    return _with_plan(workbook, issue_id, **{where: new})


def remove_from_plan(workbook: Workbook, issue_id: str, where: PlanList, part_id: str) -> Workbook:
    """Take an action, a probe, a trigger or a review out of the plan."""
    parts = getattr(_plan_of(workbook, issue_id), where)
    kept = tuple(part for part in parts if part.id != part_id)
    return _with_plan(workbook, issue_id, **{where: kept})


def decide(workbook: Workbook, issue_id: str, on: date, text: str) -> Workbook:
    """Note what the group decided; what it turned down stays as it was."""
    old = _plan_of(workbook, issue_id).decision
    new = (
        changed(old, decided_on=on, text=text) if old else made(Decision, decided_on=on, text=text)
    )
    return _with_plan(workbook, issue_id, decision=new)


def reject_approach(
    workbook: Workbook, issue_id: str, approach: str, reason: str, on: date
) -> Workbook:
    """Note that an approach was weighed and not taken, and why."""
    decision = _plan_of(workbook, issue_id).decision or made(Decision, decided_on=on)
    rejected = {one.approach: one for one in decision.rejected}
    old = rejected.get(approach)
    rejected[approach] = (
        changed(old, reason=reason) if old else made(Rejected, approach=approach, reason=reason)
    )
    new = changed(decision, rejected=tuple(rejected.values()))
    return _with_plan(workbook, issue_id, decision=new)


def take_rejection_back(workbook: Workbook, issue_id: str, approach: str) -> Workbook:
    """An approach was not rejected after all."""
    decision = _plan_of(workbook, issue_id).decision
    if decision is None:
        return workbook
    kept = tuple(one for one in decision.rejected if one.approach != approach)
    return _with_plan(workbook, issue_id, decision=changed(decision, rejected=kept))


def withdraw_decision(workbook: Workbook, issue_id: str) -> Workbook:
    """Take the decision back, with what was turned down."""
    return _with_plan(workbook, issue_id, decision=None)


def keep_review(
    workbook: Workbook, issue_id: str, review: Review, next_on: date | None
) -> Workbook:
    """Keep how the issue stands today, and set when it is looked at next."""
    workbook = _with_part(workbook, issue_id, "reviews", review)
    return with_issue(workbook, issue_id, review_on=next_on)


def _plan_of(workbook: Workbook, issue_id: str) -> Plan:
    return issue_of(workbook, issue_id).agreed


def _with_part(workbook: Workbook, issue_id: str, where: PlanList, part: _Part) -> Workbook:
    parts: tuple[_Part, ...] = getattr(_plan_of(workbook, issue_id), where)
    return _with_plan(workbook, issue_id, **{where: (*parts, part)})


def _with_plan(workbook: Workbook, issue_id: str, **changes: object) -> Workbook:
    plan = changed(_plan_of(workbook, issue_id), **changes)
    return with_issue(workbook, issue_id, agreed=plan)
