"""Edits: pure functions from a workbook to a workbook.

Each raises EditError, in a sentence for the user, when the model's own rules refuse the result.
An edit that changes nothing gives the same object back, so that no undo step is made of it.
"""

from datetime import date, datetime
from typing import Literal, TypeVar

from pydantic import ValidationError

from spdesk.core.errors import EditError
from spdesk.core.performance import Lever
from spdesk.core.route import Effort
from spdesk.workbook.model import (
    Answer,
    CheckNote,
    Issue,
    Overrule,
    OverruledVerdict,
    Round,
    Triage,
    Workbook,
    WorkbookPart,
)

Part = TypeVar("Part", bound=WorkbookPart)


def add_issue(workbook: Workbook, issue_id: str, title: str) -> Workbook:
    """Add an issue at the end of the list."""
    issue = _made(Issue, id=issue_id, title=title)
    return _changed(workbook, issues=(*workbook.issues, issue))


def remove_issue(workbook: Workbook, issue_id: str) -> Workbook:
    """Remove an issue; its parts stay and stand on their own."""
    _issue(workbook, issue_id)
    kept = (
        issue.replaced(part_of=None) if issue.part_of == issue_id else issue
        for issue in workbook.issues
        if issue.id != issue_id
    )
    return _changed(workbook, issues=tuple(kept))


def move_issue(workbook: Workbook, issue_id: str, by: int) -> Workbook:
    """Move an issue up (negative) or down (positive) in the list, as far as there is room."""
    issue = _issue(workbook, issue_id)
    place = workbook.issues.index(issue)
    others = [other for other in workbook.issues if other is not issue]
    others.insert(min(max(place + by, 0), len(others)), issue)
    return _changed(workbook, issues=tuple(others))


DescribedField = Literal["title", "description", "owner", "plan", "plan_note"]


def describe_issue(
    workbook: Workbook, issue_id: str, field: DescribedField, text: str | None
) -> Workbook:
    """Change one of the fields that describe an issue."""
    return _with_issue(workbook, issue_id, **{field: text})


def answer_gate(workbook: Workbook, issue_id: str, rating: int | None) -> Workbook:
    """Answer the crisis gate, or take the answer back with None."""
    return _with_triage(workbook, issue_id, crisis_gate=rating)


def note_check(workbook: Workbook, issue_id: str, check: str, note: str) -> Workbook:
    """Note the answer to one of the checks before calling a crisis; an empty note removes it."""
    notes = {n.check: n.note for n in _issue(workbook, issue_id).triage.crisis_checks}
    notes[check] = note
    made = tuple(_made(CheckNote, check=key, note=text) for key, text in notes.items() if text)
    return _with_triage(workbook, issue_id, crisis_checks=made)


def set_review_time(workbook: Workbook, issue_id: str, at: datetime | None) -> Workbook:
    """Set when a crisis is looked at again, in local time without a zone."""
    return _with_triage(workbook, issue_id, review_at=at)


def answer(workbook: Workbook, issue_id: str, criterion: str, rating: int | None) -> Workbook:
    """Answer a criterion with 0 to 4, or None for "we can't say".

    A first answer goes to the end; a changed one keeps its place.
    """
    given = _issue(workbook, issue_id).triage.answers
    new = _made(Answer, criterion=criterion, rating=rating)
    if any(old.criterion == criterion for old in given):
        answers = tuple(new if old.criterion == criterion else old for old in given)
    else:
        answers = (*given, new)
    return _with_triage(workbook, issue_id, answers=answers)


def stop_asking(workbook: Workbook, issue_id: str, stopped: bool) -> Workbook:
    """Stop before every question was asked, or go on."""
    return _with_triage(workbook, issue_id, stopped=stopped)


def restart_triage(workbook: Workbook, issue_id: str) -> Workbook:
    """Take all answers, the gate and the overrule back."""
    return _with_issue(workbook, issue_id, triage=Triage(), overrule=None)


def overrule(workbook: Workbook, issue_id: str, verdict: OverruledVerdict, reason: str) -> Workbook:
    """Put the group's own verdict beside the computed one, with its reason."""
    return _with_issue(workbook, issue_id, overrule=_made(Overrule, verdict=verdict, reason=reason))


def withdraw_overrule(workbook: Workbook, issue_id: str) -> Workbook:
    """Go back to the computed verdict."""
    return _with_issue(workbook, issue_id, overrule=None)


def split_issue(workbook: Workbook, issue_id: str, parts: tuple[tuple[str, str], ...]) -> Workbook:
    """Split an issue into parts (id, title), placed after it and after its earlier parts."""
    whole = _issue(workbook, issue_id)
    made = tuple(
        _made(Issue, id=part_id, title=title, part_of=issue_id, owner=whole.owner)
        for part_id, title in parts
    )
    family = [whole, *workbook.parts_of(issue_id)]
    place = max(workbook.issues.index(member) for member in family) + 1
    issues = (*workbook.issues[:place], *made, *workbook.issues[place:])
    return _changed(workbook, issues=issues)


def choose_approach(workbook: Workbook, issue_id: str, approach: str | None) -> Workbook:
    """Settle on a leadership approach, or take that back with None."""
    return _with_issue(workbook, issue_id, approach=approach)


def score(workbook: Workbook, issue_id: str, scores: dict[Lever, float | None]) -> Workbook:
    """Set one or more scores, to two decimals; None means not scored."""
    rounded = {
        lever.value: None if value is None else round(value, 2) for lever, value in scores.items()
    }
    changed = _changed(_issue(workbook, issue_id).scores, **rounded)
    return _with_issue(workbook, issue_id, scores=changed)


def set_target(workbook: Workbook, issue_id: str, target: float | None) -> Workbook:
    """Set the SP that the group aims at, or take it back with None."""
    return _with_issue(workbook, issue_id, target=target)


def set_effort(workbook: Workbook, issue_id: str, effort: Effort) -> Workbook:
    """Set what one point of each lever costs this group."""
    return _with_issue(workbook, issue_id, effort=effort)


def keep_round(workbook: Workbook, issue_id: str, round_id: str, on: date) -> Workbook:
    """Keep today's scores as a round."""
    issue = _issue(workbook, issue_id)
    if not issue.scores.complete:
        raise EditError("Score all three levers before you keep a round.")
    kept = _made(Round, id=round_id, kept_on=on, scores=issue.scores)
    return _with_issue(workbook, issue_id, rounds=(*issue.rounds, kept))


def _issue(workbook: Workbook, issue_id: str) -> Issue:
    issue = workbook.issue(issue_id)
    if issue is None:
        raise EditError("That issue is no longer in the workbook.")
    return issue


def _with_triage(workbook: Workbook, issue_id: str, **changes: object) -> Workbook:
    triage = _changed(_issue(workbook, issue_id).triage, **changes)
    return _with_issue(workbook, issue_id, triage=triage)


def _with_issue(workbook: Workbook, issue_id: str, **changes: object) -> Workbook:
    old = _issue(workbook, issue_id)
    new = _changed(old, **changes)
    if new is old:
        return workbook
    issues = tuple(new if issue is old else issue for issue in workbook.issues)
    return _changed(workbook, issues=issues)


def _changed(part: Part, **changes: object) -> Part:
    if all(getattr(part, field) == value for field, value in changes.items()):
        return part
    try:
        return part.replaced(**changes)
    except ValidationError as error:
        raise EditError(sentence(error)) from error


def _made(model: type[Part], **fields: object) -> Part:
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        raise EditError(sentence(error)) from error


_PLAIN_WORDS = {
    "extra_forbidden": "this version does not know this field",
    "unexpected_keyword_argument": "this version does not know this field",
    "missing": "this field is missing",
    "string_too_short": "it must not be empty",
    "finite_number": "it must be an ordinary number",
    "string_pattern_mismatch": "it holds characters that do not belong there",
    "string_too_long": "it is too long",
    "greater_than": "it is too small",
    "greater_than_equal": "it is too small",
    "less_than": "it is too large",
    "less_than_equal": "it is too large",
}
"""Plain words for what pydantic says in its own."""

_LONGEST_NAME = 40
"""Characters of a field's name that are shown; a damaged file can hold any."""


def sentence(error: ValidationError) -> str:
    """The first thing that is wrong, with the field that is meant."""
    problem = error.errors()[0]
    steps = [str(step + 1 if isinstance(step, int) else step) for step in problem["loc"]]
    field = " → ".join(step[:_LONGEST_NAME] for step in steps)
    message = _PLAIN_WORDS.get(problem["type"], problem["msg"])
    message = message.removeprefix("Value error, ").rstrip(".")
    return f"{field}: {message}." if field else f"{message[:1].upper()}{message[1:]}."
