"""Edits of many issues at once: archive, duplicate, remove, take out, merge another workbook in.

Like all edits they are pure functions. An issue that is part of another stays so wherever both
are; where its whole is not, it stands on its own.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from itertools import count

from spdesk.core.errors import EditError
from spdesk.core.performance import Scale
from spdesk.core.translation import translate
from spdesk.workbook.edits import changed, issue_of, with_issue
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.part import KEEP_UNKNOWN

_LONGEST_ID = 60
_LONGEST_LINE = 500


def set_review_day(workbook: Workbook, issue_id: str, on: date | None) -> Workbook:
    """Set the day on which an issue is looked at again, or take it back with None."""
    return with_issue(workbook, issue_id, review_on=on)


def archive_issues(workbook: Workbook, ids: Collection[str], archived: bool) -> Workbook:
    """Archive issues, or bring them back. Their parts and wholes stay as they are."""
    return _each(workbook, ids, lambda issue: changed(issue, archived=archived))


def remove_issues(workbook: Workbook, ids: Collection[str]) -> Workbook:
    """Remove issues; parts of them that are not removed stay and stand on their own."""
    _require(workbook, ids)
    gone = set(ids)
    return changed(workbook, issues=_without_lost_wholes(workbook, keep=lambda i: i.id not in gone))


def duplicate_issues(workbook: Workbook, ids: Collection[str]) -> Workbook:
    """Put a copy of each issue right after it, called “(copy)”.

    A copied part is part of the copy of its whole where that is copied too, otherwise of the whole
    itself.
    """
    _require(workbook, ids)
    wanted, taken = set(ids), {issue.id for issue in workbook.issues}
    copies = {}
    for issue in workbook.issues:
        if issue.id in wanted:
            copies[issue.id] = _free_id(issue.id, taken)
            taken.add(copies[issue.id])
    issues: list[Issue] = []
    for issue in workbook.issues:
        issues.append(issue)
        if issue.id in wanted:
            title = titled(issue.title, "(copy)")
            whole = copies.get(issue.part_of or "", issue.part_of)
            issues.append(changed(issue, id=copies[issue.id], title=title, part_of=whole))
    return changed(workbook, issues=tuple(issues))


def with_parts(workbook: Workbook, ids: Collection[str]) -> tuple[str, ...]:
    """These issues and all their parts, and the parts of those, in the order of the workbook."""
    parts: dict[str, list[str]] = {}
    for issue in workbook.issues:
        if issue.part_of:
            parts.setdefault(issue.part_of, []).append(issue.id)
    found: set[str] = set()
    waiting = list(ids)
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += parts.get(one, [])
    return tuple(issue.id for issue in workbook.issues if issue.id in found)


def only_issues(workbook: Workbook, ids: Collection[str]) -> Workbook:
    """A workbook on the same scale that holds these issues only."""
    _require(workbook, ids)
    kept = set(ids)
    return changed(workbook, issues=_without_lost_wholes(workbook, keep=lambda i: i.id in kept))


@dataclass(frozen=True, slots=True)
class Merge:
    """A workbook with another merged in, and what became of each issue that came.

    `added`, `same` and `copies` are ids in `workbook`: issues that were new; that were there
    already, equal in every field; and that were there in another version, so that the one that
    came is kept beside it under an id of its own.
    """

    workbook: Workbook
    added: tuple[str, ...]
    same: tuple[str, ...]
    copies: tuple[str, ...]


def merge_in(workbook: Workbook, incoming: Workbook, source: str) -> Merge:
    """Merge another workbook, called `source`, into this one. Nothing is dropped.

    Merging the same workbook again changes nothing. Raises EditError when the scales differ:
    scores mean something on one scale only.
    """
    if incoming.scale != workbook.scale:
        raise EditError(
            translate(
                "workbook",
                "“{source}” scores {theirs}, this workbook {ours}. Scores mean something on one "
                "scale only, so nothing was merged.",
            ).format(
                source=_plain(source),
                theirs=_scale_words(incoming.scale),
                ours=_scale_words(workbook.scale),
            )
        )
    if incoming.model_extra:
        raise EditError(
            translate(
                "workbook",
                "“{source}” was written by a newer SP Desk and holds things that this one does not "
                "know, so nothing was merged. Merge it with the newer SP Desk.",
            ).format(source=_plain(source))
        )
    here = {issue.id: issue for issue in workbook.issues}
    taken = set(here) | {issue.id for issue in incoming.issues}
    came: dict[str, Issue] = {}
    added: list[str] = []
    same: list[str] = []
    copies: list[str] = []
    for issue in _wholes_first(incoming):
        whole = came[issue.part_of].id if issue.part_of else None
        moved = changed(issue, part_of=whole)
        there = here.get(issue.id)
        if there is None:
            came[issue.id] = moved
            added.append(issue.id)
        elif there in (issue, moved):
            came[issue.id] = there
            same.append(there.id)
        else:
            copy, known = _as_copy(moved, source, here, taken)
            came[issue.id] = copy
            (same if known else copies).append(copy.id)
    new = {*added, *copies}
    arrived = tuple(came[i.id] for i in incoming.issues if came[i.id].id in new)
    merged = workbook
    if arrived:
        merged = changed(_as_new_as(workbook, incoming), issues=(*workbook.issues, *arrived))
    return Merge(merged, tuple(added), tuple(same), tuple(copies))


def titled(title: str, suffix: str) -> str:
    """A title with a suffix; as it is where there is no room, for nothing of it may be lost."""
    longer = f"{title} {suffix}"
    return longer if len(longer) <= _LONGEST_LINE else title


def _as_copy(
    issue: Issue, source: str, here: dict[str, Issue], taken: set[str]
) -> tuple[Issue, bool]:
    """The other version of an issue under an id of its own, and whether it is there already."""
    title = titled(
        issue.title, translate("workbook", "(from {source})").format(source=_plain(source))
    )
    for number in count(2):
        copy = changed(issue, id=_numbered(issue.id, number), title=title)
        if here.get(copy.id) == copy:
            return copy, True
        if copy.id not in taken:
            taken.add(copy.id)
            return copy, False
    raise AssertionError("count never ends")


def _wholes_first(workbook: Workbook) -> list[Issue]:
    """The issues so that each stands after the issue that it is part of."""
    by_id = {issue.id: issue for issue in workbook.issues}
    ordered: dict[str, Issue] = {}
    for issue in workbook.issues:
        line = []
        one: Issue | None = issue
        while one is not None and one.id not in ordered:
            line.append(one)
            one = by_id[one.part_of] if one.part_of else None
        ordered.update((above.id, above) for above in reversed(line))
    return list(ordered.values())


def _without_lost_wholes(workbook: Workbook, keep: Callable[[Issue], bool]) -> tuple[Issue, ...]:
    kept = [issue for issue in workbook.issues if keep(issue)]
    ids = {issue.id for issue in kept}
    return tuple(issue if issue.part_of in ids else changed(issue, part_of=None) for issue in kept)


def _each(workbook: Workbook, ids: Collection[str], edit: Callable[[Issue], Issue]) -> Workbook:
    _require(workbook, ids)
    wanted = set(ids)
    issues = tuple(edit(issue) if issue.id in wanted else issue for issue in workbook.issues)
    if all(new is old for new, old in zip(issues, workbook.issues, strict=True)):
        return workbook
    return changed(workbook, issues=issues)


def _require(workbook: Workbook, ids: Collection[str]) -> None:
    there = {issue.id for issue in workbook.issues}
    for issue_id in ids:
        if issue_id not in there:
            issue_of(workbook, issue_id)  # says so


def _free_id(issue_id: str, taken: Collection[str]) -> str:
    return next(made for number in count(2) if (made := _numbered(issue_id, number)) not in taken)


def _numbered(issue_id: str, number: int) -> str:
    ending = f"-{number}"
    return issue_id[: _LONGEST_ID - len(ending)] + ending


def _plain(source: str) -> str:
    """The name of a file as a line of text; a file's name may hold anything."""
    return " ".join(source.encode("utf-8", "replace").decode().split())


def _as_new_as(workbook: Workbook, incoming: Workbook) -> Workbook:
    """The workbook with the newer version of the two, as issues keep what is not known here."""
    version = max(workbook.version, incoming.version, key=_minor)
    if version == workbook.version:
        return workbook
    return Workbook.model_validate({**dict(workbook), "version": version}, context=KEEP_UNKNOWN)


def _minor(version: str) -> int:
    return int(version.partition(".")[2])


def _scale_words(scale: Scale) -> str:
    return translate("workbook", "from {low} to {high} with {neutral} as the neutral point").format(
        low=f"{scale.low:g}", high=f"{scale.high:g}", neutral=f"{scale.neutral:g}"
    )
