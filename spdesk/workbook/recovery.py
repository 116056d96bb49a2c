"""A recovery file: the work that is in no file of the user's yet, kept in case the program stops.

It holds the whole workbook, never a difference, so that it can be read without any other file. It
takes its place in one step, is flushed to the disk, and can be read by its owner only.
"""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from spdesk.core.errors import WorkbookFileError
from spdesk.core.translation import QT_TRANSLATE_NOOP, translate
from spdesk.workbook.format import from_text, to_text
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.patience import Patience
from spdesk.workbook.store import digest_of
from spdesk.workbook.trouble import reason_of

FORMAT = "spdesk-recovery"
VERSION = "1.0"

OWNER_ONLY = 0o600

_TEMPORARY = ".tmp"
_LONGEST_TITLE = 40


@dataclass(frozen=True, slots=True)
class Recovery:
    """Work that was not saved.

    `path`: the workbook's file, or None for one that has none yet. `name`: what it was called on
    the screen. `saved_digest`: the SHA-256 of the file that the work started from, in hex, or "".
    """

    workbook: Workbook
    path: Path | None
    name: str
    saved_digest: str
    written_at: datetime

    @property
    def file_changed_since(self) -> bool:
        """Whether the workbook's file is another one now than when the work on it began."""
        if self.path is None:
            return False
        try:
            return digest_of(Patience().read(self.path)) != self.saved_digest
        except OSError:
            return True


def write_recovery(
    recovery: Recovery, file: Path, text_of: Callable[[Workbook], str] = to_text
) -> None:
    """Write a recovery file in place of an older one. Raises WorkbookFileError.

    `text_of` makes the workbook's text; one that remembers what it made before is quicker.
    """
    head = json.dumps(
        {
            "format": FORMAT,
            "version": VERSION,
            "path": str(recovery.path) if recovery.path else None,
            "name": recovery.name,
            "saved_digest": recovery.saved_digest,
            "written_at": recovery.written_at.isoformat(),
        }
    )
    # The text is JSON itself and goes in as it is: that of a large workbook takes long to quote.
    text = f'{head[:-1]}, "workbook": {text_of(recovery.workbook)}}}\n'
    try:
        _replace(file, text.encode("utf-8"))
    except OSError as error:
        raise WorkbookFileError(
            translate(
                "workbook",
                "What you have not saved cannot be kept safe against a crash: {parent} cannot be "
                "written to ({reason}). Save often.",
            ).format(parent=file.parent, reason=reason_of(error, file))
        ) from error


def read_recovery(file: Path) -> Recovery:
    """Read a recovery file. Raises WorkbookFileError."""
    try:
        data: Any = json.loads(Patience().read(file))
        if (data["format"], data["version"]) != (FORMAT, VERSION):
            raise ValueError("another format")
        return Recovery(
            workbook=from_text(json.dumps(data["workbook"]), file.name),
            path=Path(data["path"]) if data["path"] else None,
            name=str(data["name"]),
            saved_digest=str(data["saved_digest"]),
            written_at=datetime.fromisoformat(data["written_at"]),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise WorkbookFileError(
            translate(
                "workbook", "{name} cannot be read as a recovery file. It was left in {parent}."
            ).format(name=file.name, parent=file.parent)
        ) from error


def remove_recovery(file: Path) -> None:
    """Remove a recovery file, and what an interrupted write left beside it."""
    patience = Patience()
    for gone in (file, _temporary(file)):
        patience.remove(gone)


def differences(saved: Workbook, recovered: Workbook) -> tuple[str, ...]:
    """What the recovered workbook has that the saved one has not, a short line each."""
    before = {issue.id: issue for issue in saved.issues}
    after = {issue.id: issue for issue in recovered.issues}
    lines = []
    for key, issue in after.items():
        changed = _changed_parts(before.get(key, issue), issue)
        if changed:
            lines.append(
                translate("workbook", "“{issue}”: {changed} changed.").format(
                    issue=_short(issue), changed=", ".join(changed)
                )
            )
    lines += [
        translate("workbook", "“{issue}” is new.").format(issue=_short(issue))
        for key, issue in after.items()
        if key not in before
    ]
    lines += [
        translate("workbook", "“{gone}” was removed.").format(gone=_short(gone))
        for key, gone in before.items()
        if key not in after
    ]
    kept_before = [key for key in before if key in after]
    if kept_before != [key for key in after if key in before]:
        lines.append(translate("workbook", "The order of the issues changed."))
    if _beside_issues(saved) != _beside_issues(recovered):
        lines.append(translate("workbook", "What belongs to the whole workbook changed."))
    return tuple(lines)


_PARTS = {
    "title": QT_TRANSLATE_NOOP("workbook", "title"),
    "description": QT_TRANSLATE_NOOP("workbook", "description"),
    "owner": QT_TRANSLATE_NOOP("workbook", "owner"),
    "part_of": QT_TRANSLATE_NOOP("workbook", "what it is part of"),
    "plan": QT_TRANSLATE_NOOP("workbook", "plan"),
    "plan_note": QT_TRANSLATE_NOOP("workbook", "plan"),
    "triage": QT_TRANSLATE_NOOP("workbook", "triage"),
    "overrule": QT_TRANSLATE_NOOP("workbook", "your own view"),
    "approach": QT_TRANSLATE_NOOP("workbook", "approach"),
    "scores": QT_TRANSLATE_NOOP("workbook", "scores"),
    "target": QT_TRANSLATE_NOOP("workbook", "target"),
    "effort": QT_TRANSLATE_NOOP("workbook", "effort"),
    "rounds": QT_TRANSLATE_NOOP("workbook", "rounds"),
    "review_on": QT_TRANSLATE_NOOP("workbook", "review date"),
    "archived": QT_TRANSLATE_NOOP("workbook", "archive"),
    "accepted": QT_TRANSLATE_NOOP("workbook", "privacy notes"),
    "ballot_rounds": QT_TRANSLATE_NOOP("workbook", "rounds of ballots"),
    "minority_notes": QT_TRANSLATE_NOOP("workbook", "minority notes"),
    "agreed": QT_TRANSLATE_NOOP("workbook", "plan"),
}
"""What the parts of an issue are called; a part without a name here is called by its field."""


def _part(field: str) -> str:
    known = _PARTS.get(field)
    return translate("workbook", known) if known else field.replace("_", " ")


def _changed_parts(before: Issue, after: Issue) -> list[str]:
    """The names of the parts that differ, each once."""
    old, new = dict(before), dict(after)  # fields of a newer file version are in these, too
    names = {_part(field): None for field in {**old, **new} if old.get(field) != new.get(field)}
    return list(names)


def _short(issue: Issue) -> str:
    """The title, without the end of a very long one."""
    title = issue.title
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1].rstrip()}…"


def _beside_issues(workbook: Workbook) -> dict[str, object]:
    return {field: value for field, value in workbook if field not in {"issues", "version"}}


def _temporary(file: Path) -> Path:
    return file.with_suffix(_TEMPORARY)


def _replace(file: Path, content: bytes) -> None:
    """Put a file in its place in one step, on the disk, for its owner only.

    The temporary name is fixed: only one program writes it, and an interrupted write leaves no
    more than one file behind, which the next one takes over.
    """
    temporary, patience = _temporary(file), Patience()
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    handle = patience.attempt(lambda: os.open(temporary, flags, OWNER_ONLY), temporary)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    patience.replace(temporary, file)
    with suppress(OSError):  # Windows cannot flush a folder
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
