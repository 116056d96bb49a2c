"""The rows of the reveal, from a round of ballots or from what was kept when they were deleted."""

from collections.abc import Sequence
from dataclasses import dataclass

from spdesk.core.room_sentences import answered_sentence, spread_sentence
from spdesk.core.room_triage import RoomReading, read_room
from spdesk.core.rounds import Agreement, RatingScale, Spread, widest_first
from spdesk.core.speak import score_words
from spdesk.core.translation import translate
from spdesk.guidance.library import Guidance
from spdesk.ui.widgets.spread_row import LETTERS, Middle, SpreadRow
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.round_questions import Question, questions_of
from spdesk.workbook.round_values import (
    may_be_shown,
    rating_scale,
    round_before,
    spreads_of,
)
from spdesk.workbook.rounds import SP_QUESTION, BallotRound, ItemSummary


@dataclass(frozen=True)
class RoundRows:
    """A round as the reveal shows it: `asked` as it was asked, `widest` with the widest on top.

    `spreads`: where the ballots are still there; {} once they are deleted.
    """

    held: BallotRound
    scale: RatingScale
    asked: tuple[SpreadRow, ...]
    widest: tuple[SpreadRow, ...]
    spreads: dict[str, Spread]

    @property
    def deleted(self) -> bool:
        """Whether the ballots are deleted and only their middles are left."""
        return not self.held.ballots

    @property
    def people(self) -> int:
        """How many ballots there are, or how many numbers at most when they are deleted."""
        if not self.deleted:
            return len(self.held.ballots)
        return max((s.n for s in self.held.summaries), default=0)

    @property
    def may_be_shown(self) -> bool:
        """False for a followership check of so few that it would point at a person."""
        return may_be_shown(self.held)


def rows_of(workbook: Workbook, issue: Issue, held: BallotRound, guidance: Guidance) -> RoundRows:
    """The rows of a round, with the round before as their ghost."""
    scale = rating_scale(held, workbook.scale)
    spreads = spreads_of(held, workbook.scale)
    middles = middles_of(held, spreads)
    earlier = round_before(issue, held)
    before = {}
    if earlier is not None and may_be_shown(earlier):
        before = middles_of(earlier, spreads_of(earlier, workbook.scale))
    asked = tuple(
        _row(question, held, spreads.get(question.id), middles, before, guidance)
        for question in questions_of(held.subject, held.questions, guidance)
    )
    by_id = {row.id: row for row in asked}
    order = widest_first(spreads or _as_spreads(held.summaries, held.questions))
    silent = [row for row in asked if row.id not in order]
    widest = (*(by_id[question] for question in order), *silent)
    return RoundRows(held, scale, asked, widest, spreads)


def middles_of(held: BallotRound, spreads: dict[str, Spread]) -> dict[str, Middle]:
    """The middle of each question that somebody answered with a number.

    From the spreads of a round, or from its summaries when the ballots are deleted.
    """
    if held.summaries:
        return {
            s.question: Middle(s.n, s.q1, s.median, s.q3, Agreement(s.agreement))
            for s in held.summaries
            if s.question != SP_QUESTION
        }
    return {
        question: Middle(s.n, s.q1, s.median, s.q3, s.agreement) for question, s in spreads.items()
    }


def reading_of_room(rows: RoundRows, guidance: Guidance) -> RoomReading | None:
    """What the ballots of a triage say together; None of another subject, or without ballots."""
    held = rows.held
    if held.subject != "triage" or not held.ballots:
        return None
    ratings = [
        {key: None if rating is None else int(rating) for key, rating in ballot.ratings.items()}
        for ballot in held.ballots
    ]
    return read_room(guidance.rules, ratings)


def role_of(question: Question) -> str:
    """The role of colour of a question: that of its lever, if it has one."""
    return question.lever.value if question.lever else "accent"


def short_name(question: Question, held: BallotRound, guidance: Guidance) -> str:
    """What a question is called at its row: for the triage, what its high end means."""
    criterion = guidance.triage.criterion(question.id) if held.subject == "triage" else None
    return criterion.label_wicked if criterion else question.name


def _row(
    question: Question,
    held: BallotRound,
    spread: Spread | None,
    middles: dict[str, Middle],
    before: dict[str, Middle],
    guidance: Guidance,
) -> SpreadRow:
    middle = middles.get(question.id)
    criterion = guidance.triage.criterion(question.id) if held.subject == "triage" else None
    notes = []
    if criterion:
        notes.append(translate("room", "0 is: {linear}").format(linear=criterion.label_linear))
    if middle is None:
        notes.append(answered_sentence(None))
    elif spread is not None and spread.abstained:
        notes.append(translate("room", "{count} can’t say").format(count=f"{spread.abstained:,}"))
    # Of followership only the middle of the group is shown, never single ballots.
    shown = spread is not None and held.subject != "followership"
    return SpreadRow(
        id=question.id,
        name=short_name(question, held, guidance),
        note="\n".join(notes),
        hint=question.name if criterion else question.text,
        role=role_of(question),
        values=spread.values if shown and spread is not None else (),
        abstained=spread.abstained if spread is not None else 0,
        middle=middle,
        before=before.get(question.id),
        said=_said(middle, spread if shown else None),
        letter=LETTERS[question.lever] if question.lever else "",
    )


def _said(middle: Middle | None, spread: Spread | None) -> str:
    if spread is not None:
        return f"{answered_sentence(spread)} {spread_sentence(spread)}"
    if middle is None:
        return answered_sentence(None)
    return translate(
        "room", "{n} gave a number. Median {median}; the middle half lies from {q1} to {q3}."
    ).format(
        n=middle.n,
        median=score_words(middle.median),
        q1=score_words(middle.q1),
        q3=score_words(middle.q3),
    )


def _as_spreads(summaries: Sequence[ItemSummary], asked: Sequence[str]) -> dict[str, Spread]:
    """Summaries in the form that is put in order; their ends are not known any more."""
    found = {summary.question: summary for summary in summaries}
    return {
        question: Spread(
            values=(),
            abstained=0,
            minimum=s.q1,
            q1=s.q1,
            median=s.median,
            q3=s.q3,
            maximum=s.q3,
            iqr=s.q3 - s.q1,
            disagreement_index=0,
            agreement=Agreement(s.agreement),
        )
        for question in asked
        if (s := found.get(question)) is not None
    }
