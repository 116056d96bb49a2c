"""The review of an issue as a file for a calendar (iCalendar, RFC 5545)."""

import re
from datetime import date, timedelta

from spdesk.core.translation import QT_TRANSLATE_NOOP, translate
from spdesk.workbook.model import Issue

SUFFIX = ".ics"

_LONGEST_LINE = 75
"""Octets of a line without its end (RFC 5545, 3.1)."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""What a text may not hold, unlike a line feed and a tab (RFC 5545, 3.1)."""


def review_event(issue: Issue) -> str:
    """An event of a whole day on which the issue is looked at again; lines end with CR LF.

    The same issue always gives the same text: there is no clock in it. Its UID follows from the
    issue, so that a calendar that holds the event moves it. Raises ValueError when the issue has no
    day of review.
    """
    if issue.review_on is None:
        raise ValueError("the issue has no day of review")
    summary = translate("workbook", "Review: {title}").format(title=issue.title)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//SP Desk//SP Desk//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:review-{issue.id}@spdesk.invalid",
        f"DTSTAMP:{_day(_written_on(issue))}T000000Z",
        f"DTSTART;VALUE=DATE:{_day(issue.review_on)}",
        *_end(issue.review_on),
        f"SUMMARY:{_text(summary)}",
        f"DESCRIPTION:{_text(translate('workbook', _DESCRIPTION))}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{_folded(line)}\r\n" for line in lines)


_DESCRIPTION = QT_TRANSLATE_NOOP(
    "workbook",
    "Open the workbook in SP Desk and go to the review of this issue. What came of the "
    "plan? What was learned? Is the problem still of the same type?",
)


def _written_on(issue: Issue) -> date:
    """The last day that the plan knows of before the review; the review itself without one."""
    plan = issue.agreed
    days = [review.held_on for review in plan.reviews]
    if plan.decision is not None:
        days.append(plan.decision.decided_on)
    return max(days, default=issue.review_on or date.min)


def _end(day: date) -> tuple[str, ...]:
    """The day after, on which the event is over; the last day that there is has none."""
    if day == date.max:
        return ()
    return (f"DTEND;VALUE=DATE:{_day(day + timedelta(days=1))}",)


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _text(text: str) -> str:
    """A text as a property holds it (RFC 5545, 3.3.11)."""
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    for sign in "\\;,":
        plain = plain.replace(sign, f"\\{sign}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, each after the first begun with a blank."""
    pieces, piece, octets = [], "", 0
    for character in line:
        size = len(character.encode("utf-8", errors="replace"))
        if octets + size > _LONGEST_LINE:
            pieces.append(piece)
            piece, octets = "", 1  # the blank
        piece += character
        octets += size
    return "\r\n ".join([*pieces, piece])
