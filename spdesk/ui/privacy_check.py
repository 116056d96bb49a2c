"""Before a workbook is written: one question about everything that looks like a detail of a person."""

from collections.abc import Collection

from PySide6.QtWidgets import QWidget

from spdesk.core.privacy import find_details
from spdesk.core.translation import translate
from spdesk.ui.desk import Desk
from spdesk.ui.messages import Messages
from spdesk.ui.words import details_label, field_label, shortened
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Workbook
from spdesk.workbook.privacy import Doubt, accept_all, doubts, stands_in_triage

_LONGEST_TITLE = 50


def may_be_written(
    desk: Desk, messages: Messages, window: QWidget, ids: Collection[str] | None = None
) -> bool:
    """Whether to write the workbook on the desk, after a question where there is one to ask.

    With `ids`, whether to write these issues to another file.

    "Anyway" notes everything as accepted, so that nothing is asked twice. "Go back" looks at the
    first place. Nothing of what was found is in the question.
    """
    found = doubts(desk.workbook, ids)
    if not found:
        return True
    if messages.ask_about_details(window, _places(desk.workbook, found)):
        return desk.apply(translate("privacy", "let details stay"), accept_all, ids)
    first = found[0]
    desk.look_at(first.issue.id, Step.TRIAGE if stands_in_triage(first.field) else Step.ISSUE)
    return False


def _places(workbook: Workbook, found: tuple[Doubt, ...]) -> list[str]:
    """A line for each field: the issue, the field and the kinds, but not the content."""
    kinds: dict[tuple[str, str], list[Doubt]] = {}
    for doubt in found:
        kinds.setdefault((doubt.issue.id, doubt.field), []).append(doubt)
    return [
        translate("privacy", "{issue}, “{field}”: {details}").format(
            issue=_issue_label(workbook, group[0]),
            field=field_label(group[0].field),
            details=details_label([doubt.kind for doubt in group]),
        )
        for group in kinds.values()
    ]


def _issue_label(workbook: Workbook, doubt: Doubt) -> str:
    """The title, unless it holds a detail itself; then its place in the list."""
    if find_details(doubt.issue.title):
        return translate("privacy", "Issue {number}").format(
            number=workbook.issues.index(doubt.issue) + 1
        )
    return shortened(doubt.issue.title, _LONGEST_TITLE)
