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
from spdesk.core.translation import QT_TRANSLATE_NOOP, translate
from spdesk.workbook.model import (
    Answer,
    CheckNote,
    Issue,
    Overrule,
    OverruledVerdict,
    Round,
    Triage,
    Workbook,
)
from spdesk.workbook.part import WorkbookPart

Part = TypeVar("Part", bound=WorkbookPart)


def add_issue(workbook: Workbook, issue_id: str, title: str) -> Workbook:
    """Add an issue at the end of the list."""
    issue = made(Issue, id=issue_id, title=title)
    return changed(workbook, issues=(*workbook.issues, issue))


def remove_issue(workbook: Workbook, issue_id: str) -> Workbook:
    """Remove an issue; its parts stay and stand on their own."""
    issue_of(workbook, issue_id)
    kept = (
        issue.replaced(part_of=None) if issue.part_of == issue_id else issue
        for issue in workbook.issues
        if issue.id != issue_id
    )
    return changed(workbook, issues=tuple(kept))


def move_issue(workbook: Workbook, issue_id: str, by: int) -> Workbook:
    """Move an issue up (negative) or down (positive) in the list, as far as there is room."""
    issue = issue_of(workbook, issue_id)
    place = workbook.place_of(issue_id)
    others = [other for other in workbook.issues if other is not issue]
    others.insert(min(max(place + by, 0), len(others)), issue)
    return changed(workbook, issues=tuple(others))


DescribedField = Literal["title", "description", "owner", "plan", "plan_note"]


def describe_issue(
    workbook: Workbook, issue_id: str, field: DescribedField, text: str | None
) -> Workbook:
    """Change one of the fields that describe an issue."""
    return with_issue(workbook, issue_id, **{field: text})


def answer_gate(workbook: Workbook, issue_id: str, rating: int | None) -> Workbook:
    """Answer the crisis gate, or take the answer back with None."""
    return with_triage(workbook, issue_id, crisis_gate=rating)


def note_check(workbook: Workbook, issue_id: str, check: str, note: str) -> Workbook:
    """Note the answer to one of the checks before calling a crisis; an empty note removes it."""
    notes = {noted.check: noted for noted in issue_of(workbook, issue_id).triage.crisis_checks}
    if note:
        old = notes.get(check)
        notes[check] = changed(old, note=note) if old else made(CheckNote, check=check, note=note)
    else:
        notes.pop(check, None)
    return with_triage(workbook, issue_id, crisis_checks=tuple(notes.values()))


def set_review_time(workbook: Workbook, issue_id: str, at: datetime | None) -> Workbook:
    """Set when a crisis is looked at again, in local time without a zone."""
    return with_triage(workbook, issue_id, review_at=at)


def answer(workbook: Workbook, issue_id: str, criterion: str, rating: int | None) -> Workbook:
    """Answer a criterion with 0 to 4, or None for "we can't say".

    A first answer goes to the end; a changed one keeps its place.
    """
    given = issue_of(workbook, issue_id).triage.answers
    if any(old.criterion == criterion for old in given):
        answers = tuple(
            changed(old, rating=rating) if old.criterion == criterion else old for old in given
        )
    else:
        answers = (*given, made(Answer, criterion=criterion, rating=rating))
    return with_triage(workbook, issue_id, answers=answers)


def stop_asking(workbook: Workbook, issue_id: str, stopped: bool) -> Workbook:
    """Stop before every question was asked, or go on."""
    return with_triage(workbook, issue_id, stopped=stopped)


def restart_triage(workbook: Workbook, issue_id: str) -> Workbook:
    """Take all answers, the gate and the overrule back."""
    return with_issue(workbook, issue_id, triage=Triage(), overrule=None)


def overrule(workbook: Workbook, issue_id: str, verdict: OverruledVerdict, reason: str) -> Workbook:
    """Put the group's own verdict beside the computed one, with its reason."""
    old = issue_of(workbook, issue_id).overrule
    new = (
        changed(old, verdict=verdict, reason=reason)
        if old
        else made(Overrule, verdict=verdict, reason=reason)
    )
    return with_issue(workbook, issue_id, overrule=new)


def withdraw_overrule(workbook: Workbook, issue_id: str) -> Workbook:
    """Go back to the computed verdict."""
    return with_issue(workbook, issue_id, overrule=None)


def split_issue(workbook: Workbook, issue_id: str, parts: tuple[tuple[str, str], ...]) -> Workbook:
    """Split an issue into parts (id, title), placed after it and after its earlier parts."""
    whole = issue_of(workbook, issue_id)
    new = tuple(
        made(Issue, id=part_id, title=title, part_of=issue_id, owner=whole.owner)
        for part_id, title in parts
    )
    family = [whole, *workbook.parts_of(issue_id)]
    place = max(workbook.place_of(member.id) for member in family) + 1
    issues = (*workbook.issues[:place], *new, *workbook.issues[place:])
    return changed(workbook, issues=issues)


def choose_approach(workbook: Workbook, issue_id: str, approach: str | None) -> Workbook:
    """Settle on a leadership approach, or take that back with None."""
    return with_issue(workbook, issue_id, approach=approach)


def score(workbook: Workbook, issue_id: str, scores: dict[Lever, float | None]) -> Workbook:
    """Set one or more scores, to two decimals; None means not scored."""
    rounded = {
        lever.value: None if value is None else round(value, 2) for lever, value in scores.items()
    }
    scored = changed(issue_of(workbook, issue_id).scores, **rounded)
    return with_issue(workbook, issue_id, scores=scored)


def set_target(workbook: Workbook, issue_id: str, target: float | None) -> Workbook:
    """Set the SP that the group aims at, or take it back with None."""
    return with_issue(workbook, issue_id, target=target)


def set_effort(workbook: Workbook, issue_id: str, effort: Effort) -> Workbook:
    """Set what one point of each lever costs this group."""
    return with_issue(workbook, issue_id, effort=effort)


def keep_round(workbook: Workbook, issue_id: str, round_id: str, on: date) -> Workbook:
    """Keep today's scores as a round."""
    issue = issue_of(workbook, issue_id)
    if not issue.scores.complete:
        raise EditError(translate("workbook", "Score all three levers before you keep a round."))
    kept = made(Round, id=round_id, kept_on=on, scores=issue.scores)
    return with_issue(workbook, issue_id, rounds=(*issue.rounds, kept))


def issue_of(workbook: Workbook, issue_id: str) -> Issue:
    """The issue with this id. Raises EditError when it is gone."""
    issue = workbook.issue(issue_id)
    if issue is None:
        raise EditError(translate("workbook", "That issue is no longer in the workbook."))
    return issue


def with_triage(workbook: Workbook, issue_id: str, **changes: object) -> Workbook:
    """The workbook with some fields of one issue's triage changed. Raises EditError."""
    triage = changed(issue_of(workbook, issue_id).triage, **changes)
    return with_issue(workbook, issue_id, triage=triage)


def with_issue(workbook: Workbook, issue_id: str, **changes: object) -> Workbook:
    """The workbook with some fields of one issue changed. Raises EditError.

    Only that issue is checked, so it costs the same however many issues there are.
    """
    old = issue_of(workbook, issue_id)
    new = changed(old, **changes)
    if new is old:
        return workbook
    try:
        return workbook.with_issue(new)
    except ValidationError as error:
        raise EditError(sentence(error)) from error


def changed(part: Part, **changes: object) -> Part:
    """A part with some fields changed, or the same one when nothing changes. Raises EditError."""
    if all(getattr(part, field) == value for field, value in changes.items()):
        return part
    try:
        return part.replaced(**changes)
    except ValidationError as error:
        raise EditError(sentence(error)) from error


def made(model: type[Part], **fields: object) -> Part:
    """A new part. Raises EditError when the model's rules refuse it."""
    try:
        return model.made(**fields)
    except ValidationError as error:
        raise EditError(sentence(error)) from error


_PLAIN_WORDS = {
    "extra_forbidden": QT_TRANSLATE_NOOP("workbook", "this version does not know this field"),
    "unexpected_keyword_argument": QT_TRANSLATE_NOOP(
        "workbook", "this version does not know this field"
    ),
    "missing": QT_TRANSLATE_NOOP("workbook", "this field is missing"),
    "string_too_short": QT_TRANSLATE_NOOP("workbook", "it must not be empty"),
    "finite_number": QT_TRANSLATE_NOOP("workbook", "it must be an ordinary number"),
    "string_pattern_mismatch": QT_TRANSLATE_NOOP(
        "workbook", "it holds characters that do not belong there"
    ),
    "string_too_long": QT_TRANSLATE_NOOP("workbook", "it is too long"),
    "greater_than": QT_TRANSLATE_NOOP("workbook", "it is too small"),
    "greater_than_equal": QT_TRANSLATE_NOOP("workbook", "it is too small"),
    "less_than": QT_TRANSLATE_NOOP("workbook", "it is too large"),
    "less_than_equal": QT_TRANSLATE_NOOP("workbook", "it is too large"),
    "json_invalid": QT_TRANSLATE_NOOP("workbook", "it holds lists within lists that go too deep"),
}
"""Plain words for what pydantic says in its own."""

_LONGEST_NAME = 40
"""Characters of a field's name that are shown; a damaged file can hold any."""


def shown(name: str) -> str:
    """A name out of a file, short and printable enough for a sentence."""
    return "".join(char if char.isprintable() else "?" for char in name[:_LONGEST_NAME])


def sentence(error: ValidationError) -> str:
    """The first thing that is wrong, with the field that is meant."""
    problem = error.errors()[0]
    steps = [str(step + 1 if isinstance(step, int) else step) for step in problem["loc"]]
    field = " → ".join(shown(step) for step in steps)
    plain = _PLAIN_WORDS.get(problem["type"])
    message = translate("workbook", plain) if plain else problem["msg"]
    message = message.removeprefix("Value error, ").rstrip(".")
    return f"{field}: {message}." if field else f"{message[:1].upper()}{message[1:]}."
