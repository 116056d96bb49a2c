"""What the page of the room says: titles, the sentence over the reveal, names of rounds."""

from collections.abc import Sequence

from spdesk.core.rounds import Agreement
from spdesk.core.translation import translate
from spdesk.exchange.reports.words import short_day
from spdesk.ui.pages.room.round_rows import RoundRows
from spdesk.ui.widgets.spread_row import SpreadRow
from spdesk.workbook.model import Issue
from spdesk.workbook.round_values import number_of
from spdesk.workbook.rounds import BallotRound, Subject

DESIGNED_FOR = 7
"""Panels of fewer people are outside of what the disagreement index was made for."""

_START_OF_GROUP, _END_OF_GROUP = 32, 15
"""Letters of the name of a group that is too long for a title: two may begin alike."""

_MOST_NAMES = 3
"""More questions than this are counted, not listed."""


def subject_label(subject: Subject) -> str:
    """What a round asks, in a few words."""
    return {
        "terms": translate("room", "The three terms"),
        "factors": translate("room", "The sub-factors"),
        "triage": translate("room", "The triage"),
        "followership": translate("room", "The followership check"),
    }[subject]


def subject_meaning(subject: Subject, questions: int) -> str:
    """What a round of a subject asks and what for, in a sentence or two."""
    return {
        "terms": translate(
            "room",
            "Capabilities, incentives and relationships, a number for each. The quickest way to "
            "the room’s own SP.",
        ),
        "factors": translate(
            "room",
            "What stands behind each term, up to {questions} questions. Shows best where you "
            "differ, and why.",
        ),
        "triage": translate(
            "room",
            "The {questions} questions that tell type 1 from type 2. Whether it is a crisis is "
            "asked aloud, not by ballot.",
        ),
        "followership": translate(
            "room",
            "Two questions on how each of you takes part in this issue. Only the group’s pattern "
            "is shown.",
        ),
    }[subject].format(questions=questions)


def ballots_label(count: int) -> str:
    """A number of ballots in words."""
    if count == 0:
        return translate("room", "no ballot")
    return (
        translate("room", "one ballot")
        if count == 1
        else translate("room", "{count} ballots").format(count=f"{count:,}")
    )


def day_label(held: BallotRound) -> str:
    """The day of a round."""
    return short_day(held.held_on)


def short_group(name: str) -> str:
    """The name of a group where there is little room: a long one without its middle."""
    if len(name) <= _START_OF_GROUP + _END_OF_GROUP + 1:
        return name
    return f"{name[:_START_OF_GROUP].rstrip()}…{name[-_END_OF_GROUP:].lstrip()}"


def round_label(issue: Issue, held: BallotRound, *, whole: bool = False) -> str:
    """A round in a line: what it asked, the group (`whole` or short), and which of these it is."""
    group = held.group if whole else short_group(held.group)
    text = translate("room", "{subject}, {group}, round {number}") if held.group else ""
    text = text or translate("room", "{subject}, round {number}")
    return text.format(
        subject=subject_label(held.subject), group=group, number=number_of(issue, held)
    )


def next_round_label(number: int) -> str:
    """What the button says that begins the round after this one."""
    words = {1: translate("room", "Second round"), 2: translate("room", "Third round")}
    return words.get(number) or translate("room", "Round {number}").format(number=number + 1)


def reveal_title(issue: Issue, rows: RoundRows) -> str:
    """The title of a reveal."""
    held, number = rows.held, number_of(issue, rows.held)
    if rows.deleted:
        text = translate("room", "Round {number}: the ballots are deleted")
    elif held.joint:
        text = translate("room", "Round {number}: one ballot, filled in together")
    elif rows.people == 1:
        text = translate("room", "Round {number}: one ballot")
    else:
        text = translate("room", "Round {number}: {count} ballots, opened together")
    return text.format(number=number, count=f"{rows.people:,}")


def reveal_sentence(rows: RoundRows) -> str:
    """What you agree about, what to talk about before scoring again, and what too few answered."""
    found = {agreement: _named(rows, agreement) for agreement in Agreement}
    agreed, mixed = found[Agreement.AGREED], found[Agreement.MIXED]
    split = found[Agreement.SPLIT]
    if not (agreed or mixed or split):
        return translate("room", "There are too few answers to compare.")
    if len(agreed) == len(rows.asked):
        return translate("room", "You agree about everything that was asked.")
    said = (
        [translate("room", "You agree about {names}.").format(names=_listed(agreed, rows))]
        if agreed
        else []
    )
    if len(split) == 1:
        text = translate(
            "room", "You are split about {names}: talk about that one before scoring again."
        )
        said.append(text.format(names=_listed(split, rows)))
    elif split:
        text = translate(
            "room", "You are split about {names}: talk about these before scoring again."
        )
        said.append(text.format(names=_listed(split, rows)))
    elif mixed:
        text = translate("room", "You differ most about {names}: talk about that one first.")
        said.append(text.format(names=_listed(mixed[:1], rows)))
    few = [
        row for row in rows.asked if row.middle is None or row.middle.agreement is Agreement.TOO_FEW
    ]
    if few:
        text = translate("room", "Too few of you answered on {names} to compare.")
        said.append(text.format(names=_listed(few, rows)))
    return " ".join(said)


def _named(rows: RoundRows, agreement: Agreement) -> list[SpreadRow]:
    return [row for row in rows.widest if row.middle and row.middle.agreement is agreement]


def _listed(rows: Sequence[SpreadRow], of: RoundRows) -> str:
    return listed([name_in_sentence(row.name, of.held) for row in rows])


def name_in_sentence(name: str, held: BallotRound) -> str:
    """The name of a question in the middle of a sentence."""
    return name.lower() if held.subject == "terms" else f"“{name}”"


def listed(names: Sequence[str]) -> str:
    """A list in words; of many, the first and how many more there are."""
    if len(names) > _MOST_NAMES + 1:
        first = ", ".join(names[:_MOST_NAMES])
        return translate("room", "{some} and {count} more").format(
            some=first, count=len(names) - _MOST_NAMES
        )
    if len(names) < 2:
        return "".join(names)
    return translate("room", "{some} and {last}").format(some=", ".join(names[:-1]), last=names[-1])
