"""Words that the reports share: verdicts, outcomes, days. The locale changes nothing, only the language."""

from datetime import date, datetime

from spdesk.core.translation import QT_TRANSLATE_NOOP, Texts, translate
from spdesk.core.triage import Firmness, Verdict
from spdesk.workbook.plan import Outcome

_MONTHS = (
    QT_TRANSLATE_NOOP("exchange", "January"), QT_TRANSLATE_NOOP("exchange", "February"), QT_TRANSLATE_NOOP("exchange", "March"), QT_TRANSLATE_NOOP("exchange", "April"), QT_TRANSLATE_NOOP("exchange", "May"), QT_TRANSLATE_NOOP("exchange", "June"), QT_TRANSLATE_NOOP("exchange", "July"), QT_TRANSLATE_NOOP("exchange", "August"), QT_TRANSLATE_NOOP("exchange", "September"),
    QT_TRANSLATE_NOOP("exchange", "October"), QT_TRANSLATE_NOOP("exchange", "November"), QT_TRANSLATE_NOOP("exchange", "December"),
)  # fmt: skip

VERDICT_LABELS = Texts(
    "exchange",
    {
        Verdict.TYPE_1: QT_TRANSLATE_NOOP("exchange", "type 1"),
        Verdict.TYPE_2: QT_TRANSLATE_NOOP("exchange", "type 2"),
        Verdict.MIXED: QT_TRANSLATE_NOOP("exchange", "mixed"),
        Verdict.CRISIS: QT_TRANSLATE_NOOP("exchange", "crisis"),
        Verdict.INSUFFICIENT: QT_TRANSLATE_NOOP("exchange", "not triaged yet"),
    },
)

VERDICT_SENTENCES = Texts(
    "exchange",
    {
        Verdict.TYPE_1: QT_TRANSLATE_NOOP(
            "exchange", "This is mostly a type 1 problem: it can be planned, done and finished."
        ),
        Verdict.TYPE_2: QT_TRANSLATE_NOOP(
            "exchange",
            "This is mostly a type 2 problem: it answers back and has to be led together, "
            "in small steps.",
        ),
        Verdict.MIXED: QT_TRANSLATE_NOOP(
            "exchange",
            "This is a mixed problem: part of it can be solved, part of it has to be led.",
        ),
        Verdict.CRISIS: QT_TRANSLATE_NOOP(
            "exchange", "This is a crisis: act now, and come back to the questions later."
        ),
        Verdict.INSUFFICIENT: QT_TRANSLATE_NOOP(
            "exchange", "There is not enough to say yet what kind of problem this is."
        ),
    },
)

FIRMNESS_SENTENCES = Texts(
    "exchange",
    {
        Firmness.ON_THE_EDGE: QT_TRANSLATE_NOOP(
            "exchange", "It is on the edge: one changed answer would turn it."
        ),
        Firmness.FAIRLY_FIRM: QT_TRANSLATE_NOOP(
            "exchange", "It is fairly firm: two answers would have to change to turn it."
        ),
        Firmness.FIRM: QT_TRANSLATE_NOOP(
            "exchange", "It is firm: it would take three changed answers or more to turn it."
        ),
    },
)

OUTCOMES: Texts[Outcome | None] = Texts(
    "exchange",
    {
        "kept": QT_TRANSLATE_NOOP("exchange", "kept"),
        "changed": QT_TRANSLATE_NOOP("exchange", "changed"),
        "dropped": QT_TRANSLATE_NOOP("exchange", "dropped"),
        None: QT_TRANSLATE_NOOP("exchange", "open"),
    },
)

_CAVEAT = QT_TRANSLATE_NOOP(
    "exchange",
    "A thinking aid. No data stand behind SP = (C × I)^CR, and the triage is not a validated "
    "instrument. SP compares nothing across scales or practices.",
)


def caveat() -> str:
    """What stands under every report."""
    return translate("exchange", _CAVEAT)


def day_words(day: date) -> str:
    """A day as it is said: 2 November 2026."""
    return f"{day.day} {_month(day)} {day.year}"


def _month(day: date) -> str:
    return translate("exchange", _MONTHS[day.month - 1])


def short_day(day: date) -> str:
    """A day for a narrow column: 2 Nov 2026."""
    return f"{day.day} {_month(day)[:3]} {day.year}"


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
