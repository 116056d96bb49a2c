"""Words that the reports share: verdicts, outcomes, days. The same in every locale."""

from datetime import date, datetime

from spdesk.core.triage import Firmness, Verdict
from spdesk.workbook.plan import Outcome

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

VERDICT_LABELS = {
    Verdict.TYPE_1: "type 1",
    Verdict.TYPE_2: "type 2",
    Verdict.MIXED: "mixed",
    Verdict.CRISIS: "crisis",
    Verdict.INSUFFICIENT: "not triaged yet",
}

VERDICT_SENTENCES = {
    Verdict.TYPE_1: "This is mostly a type 1 problem: it can be planned, done and finished.",
    Verdict.TYPE_2: "This is mostly a type 2 problem: it answers back and has to be led together, "
    "in small steps.",
    Verdict.MIXED: "This is a mixed problem: part of it can be solved, part of it has to be led.",
    Verdict.CRISIS: "This is a crisis: act now, and come back to the questions later.",
    Verdict.INSUFFICIENT: "There is not enough to say yet what kind of problem this is.",
}

FIRMNESS_SENTENCES = {
    Firmness.ON_THE_EDGE: "It is on the edge: one changed answer would turn it.",
    Firmness.FAIRLY_FIRM: "It is fairly firm: two answers would have to change to turn it.",
    Firmness.FIRM: "It is firm: it would take three changed answers or more to turn it.",
}

OUTCOMES: dict[Outcome | None, str] = {
    "kept": "kept",
    "changed": "changed",
    "dropped": "dropped",
    None: "open",
}

CAVEAT = (
    "A thinking aid. No data stand behind SP = (C × I)^CR, and the triage is not a validated "
    "instrument. SP compares nothing across scales or practices."
)


def day_words(day: date) -> str:
    """A day as it is said: 2 November 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """A day for a narrow column: 2 Nov 2026."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def moment_words(moment: datetime) -> str:
    """A day and a time of day: 2 November 2026, 14:30."""
    return f"{day_words(moment)}, {moment.hour:02}:{moment.minute:02}"


def shortened(text: str, longest: int) -> str:
    """The text in one line, with an ellipsis where it is longer than so many characters."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    word = cut.rfind(" ")  # between words, unless the last one is very long
    return (cut[:word] if word > longest // 2 else cut).rstrip() + "…"


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun: "1 issue", "3 issues"."""
    return f"{count} {one if count == 1 else many}"
