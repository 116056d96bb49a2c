"""What the projector shows of the room's ballots: who of how many, and after the reveal the spread."""

from dataclasses import dataclass

from spdesk.core.followership import pattern_of
from spdesk.core.room_sentences import agreement_words, pattern_sentence
from spdesk.core.rounds import Agreement
from spdesk.core.speak import score_words
from spdesk.core.translation import translate
from spdesk.guidance.library import Guidance
from spdesk.ui.desk import Desk
from spdesk.ui.pages.room.room_words import reveal_title
from spdesk.ui.pages.room.round_rows import RoundRows, rows_of
from spdesk.ui.widgets.spread_row import SpreadRow
from spdesk.workbook.model import Issue
from spdesk.workbook.round_questions import questions_of
from spdesk.workbook.rounds import BallotRound, Subject

MOST_ROWS = 6
MOST_CARDS = 3


@dataclass(frozen=True, slots=True)
class Reveal:
    """How far the room page has gone: which round it shows, and whether its averages may be seen.

    Only a round that the page shows is shown to the room, and an average only after the dots.
    """

    round_id: str = ""
    middles: bool = False
    widest: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One question after the reveal, on a scale from `low` to `high`."""

    name: str
    low: float
    high: float
    values: tuple[float, ...]
    middle: tuple[float, float, float] | None
    """The lower quartile, the median and the upper quartile, once they may be seen."""
    agreement: Agreement | None
    role: str
    letter: str = ""
    """What the formula calls the lever that the question belongs to; "" for none."""

    def said(self) -> str:
        """How far the room agrees, and its median; "" while only the dots are shown."""
        if self.middle is None or self.agreement is None:
            return ""
        text = translate("presenter", "{agreement}, median {median}")
        median = score_words(self.middle[1])
        return text.format(agreement=agreement_words(self.agreement), median=median)

    def spoken(self) -> str:
        """The row as one sentence."""
        said = self.said() or ", ".join(map(score_words, self.values))
        name = f"{self.letter} {self.name}" if self.letter else self.name
        return f"{name}: {said}"


@dataclass(frozen=True, slots=True)
class RoomPart:
    """The room's part of a slide. A card is a name, the lever it belongs to ("" for none), a text."""

    title: str
    count: str = ""
    text: tuple[str, ...] = ()
    cards: tuple[tuple[str, str, str], ...] = ()
    rows: tuple[Row, ...] = ()


def room_part(desk: Desk, issue: Issue, guidance: Guidance, reveal: Reveal) -> RoomPart:
    """What may be seen: of a round that is being collected the count, else the reveal."""
    held = round_in_box(desk, issue)
    if held is not None:
        return _collecting(held, desk.box.count, guidance)
    opened = issue.ballot_round(reveal.round_id) if reveal.round_id else None
    if opened is not None and opened.revealed:
        return _revealed(rows_of(desk.workbook, issue, opened, guidance), issue, reveal)
    return RoomPart(
        translate("presenter", "What does each of us see?"),
        text=(
            translate(
                "presenter", "Everybody scores alone. Nobody sees a number before the reveal."
            ),
        ),
    )


def round_in_box(desk: Desk, issue: Issue) -> BallotRound | None:
    """What is being asked about this issue just now, without any ballot."""
    return desk.box.round if desk.box.issue_id == issue.id else None


def voted_words(count: int, expected: int | None) -> str:
    """How many have voted: all that is known of a round while it is collected."""
    if expected is None:
        return translate("presenter", "{count} have voted").format(count=count)
    return translate("presenter", "{count} of {expected} have voted").format(
        count=count, expected=expected
    )


def _collecting(held: BallotRound, count: int, guidance: Guidance) -> RoomPart:
    asked = questions_of(held.subject, held.questions, guidance)
    what, voted = _what_to_do(held.subject), voted_words(count, held.expected)
    alone = translate(
        "presenter", "Each of us alone. No names are kept, and nothing is shown before the reveal."
    )
    if len(asked) <= MOST_CARDS:
        cards = tuple((q.name, q.lever.value if q.lever else "", q.text) for q in asked)
        return RoomPart(what, voted, (alone,), cards)
    names = " · ".join(question.name for question in asked) if held.subject == "factors" else ""
    return RoomPart(what, voted, tuple(line for line in (names, alone) if line))


def _what_to_do(subject: Subject) -> str:
    return {
        "terms": translate("presenter", "Score the three terms"),
        "factors": translate("presenter", "Score what stands behind the three terms"),
        "triage": translate("presenter", "What kind of problem is it?"),
        "followership": translate("presenter", "How do I follow on this issue?"),
    }[subject]


def _revealed(rows: RoundRows, issue: Issue, reveal: Reveal) -> RoomPart:
    title = reveal_title(issue, rows)
    text: tuple[str, ...] = ()
    if rows.held.subject == "followership" and not rows.deleted:
        pattern = pattern_of([ballot.ratings for ballot in rows.held.ballots])
        text = (pattern_sentence(pattern),)
        if pattern is None:
            return RoomPart(title, text=text)
    if not rows.may_be_shown:
        return RoomPart(title)
    shown = [row for row in rows.widest if row.middle is not None][:MOST_ROWS]
    if not reveal.widest:
        # The same questions as they were asked: nothing is put in order before all have looked.
        chosen = {row.id for row in shown}
        shown = [row for row in rows.asked if row.id in chosen]
    made = tuple(_row(row, rows, middles=reveal.middles) for row in shown)
    if reveal.widest and any(row.agreement is Agreement.SPLIT for row in made):
        text = (
            translate(
                "presenter",
                "A split is a finding, not a fault. Talk about it before you score again.",
            ),
        )
    return RoomPart(title, text=text, rows=made)


def _row(row: SpreadRow, rows: RoundRows, *, middles: bool) -> Row:
    middle = row.middle if middles else None
    return Row(
        name=row.name,
        low=rows.scale.low,
        high=rows.scale.high,
        values=row.values,
        middle=(middle.q1, middle.median, middle.q3) if middle else None,
        agreement=middle.agreement if middle else None,
        role=row.role,
        letter=row.letter,
    )
