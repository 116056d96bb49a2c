"""Which column answers which question, and on which scale: proposed here, changed by people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from spdesk.core.rounds import RatingScale
from spdesk.exchange.ballots.answers import Kind, answer_of
from spdesk.exchange.ballots.columns import USUAL_SCALES, Column, ColumnKind, usual_scale
from spdesk.exchange.ballots.headings import is_role, keys_of
from spdesk.exchange.ballots.recognise import Question, Recognised
from spdesk.exchange.ballots.table import Table

_SHORTEST_PHRASE = 4
"""Letters of a question's name that is looked for inside a longer heading."""

_ALIKE = 0.88
"""From this likeness on (0 to 1) a heading is a question's name with a slip of the pen."""

TELLING = 5
"""A higher number tells that the scale went on beyond it; many forms end here."""

_FEW_SLIPS = 0.1
"""Up to this share of numbers off the ballot's scale, they are slips and not another scale."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """What is to be taken from a table. Columns that are not named are left out."""

    questions: dict[int, str] = field(default_factory=dict)
    """Column to question. No question stands twice."""

    scales: dict[int, RatingScale] = field(default_factory=dict)
    """The scale that a mapped column was answered on, where it is not the ballot's own."""

    role: int | None = None
    """The column with people's roles; none by default, because roles narrow down who it was."""

    def with_question(self, column: int, question: str | None) -> "Mapping":
        """The column answers this question, or (None) is left out. Another column gives it up."""
        kept = {c: q for c, q in self.questions.items() if c != column and q != question}
        if question is not None:
            kept[column] = question
        scales = {c: s for c, s in self.scales.items() if c in kept}
        return replace(self, questions=dict(sorted(kept.items())), scales=scales)

    def with_scale(self, column: int, scale: RatingScale | None) -> "Mapping":
        """The column was answered on this scale; None: on the ballot's own."""
        kept = {c: s for c, s in self.scales.items() if c != column}
        if scale is not None:
            kept[column] = scale
        return replace(self, scales=kept)

    def with_role(self, column: int | None) -> "Mapping":
        """People's roles are in this column, or are not taken."""
        return replace(self, role=column)


def propose(
    table: Table, recognised: Recognised, questions: Sequence[Question], scale: RatingScale
) -> Mapping:
    """Match headings with questions, and find out which scale each matched column is on.

    `scale` is the ballot's own. A heading that names no question is left out rather than guessed.
    """
    columns = recognised.rating_columns
    matched = _matched(columns, questions)
    by_index = {column.index: column for column in columns}
    scales: dict[int, RatingScale] = {}
    for index in matched:
        source = by_index[index].scale
        if by_index[index].kind is ColumnKind.LIKERT and source is not None:
            scales[index] = source
    plain = [index for index in matched if by_index[index].kind is ColumnKind.RATING]
    other = _other_scale([_numbers(table, recognised, index) for index in plain], scale)
    if other is not None:
        scales.update(dict.fromkeys(plain, other))
    return Mapping(matched, scales)


@dataclass(frozen=True, slots=True)
class OpenScale:
    """Number columns that were given on one of these scales, and nothing in them tells on which."""

    columns: tuple[int, ...]
    scales: tuple[RatingScale, ...]
    all_of_them: bool
    """No other column that is taken over holds plain numbers."""


def open_scale(
    table: Table, recognised: Recognised, mapping: Mapping, scale: RatingScale
) -> OpenScale | None:
    """The mapped number columns without a number above 5, where the ballot's `scale` goes beyond.

    A 5 may then be the best answer or the middle, so somebody has to say. None when there is no such
    column; and when most number columns do go above 5, because one form mostly asks on one scale.
    """
    found = {
        index: numbers
        for index in mapping.questions
        if recognised.columns_by_index[index].kind is ColumnKind.RATING
        and (numbers := _numbers(table, recognised, index))
    }
    low = [index for index, numbers in found.items() if max(numbers) <= TELLING]
    if scale.high <= TELLING or not low or 2 * len(low) < len(found):
        return None
    given = [number for index in low for number in found[index]]
    start = 0 if min(given) < 1 else 1
    small = (s for s in USUAL_SCALES if s.low == start and max(given) <= s.high <= TELLING)
    large = scale if scale.low <= start else replace(scale, low=0.0, values=(0.0, *scale.values))
    return OpenScale(tuple(low), (*small, large), all_of_them=len(low) == len(found))


def role_columns(recognised: Recognised) -> tuple[Column, ...]:
    """The columns that may hold roles, those that say so in their heading first."""
    choices = [column for column in recognised.columns if column.kind is ColumnKind.CHOICE]
    return tuple(sorted(choices, key=lambda column: not is_role(column.heading)))


def _numbers(table: Table, recognised: Recognised, index: int) -> list[float]:
    answers = (answer_of(table.rows[row][index]) for row in recognised.people)
    return [a.number for a in answers if a.kind is Kind.NUMBER and a.number is not None]


def _other_scale(columns: Iterable[Sequence[float]], own: RatingScale) -> RatingScale | None:
    """The scale of the number columns when it cannot be the ballot's own, seen together."""
    numbers = [number for column in columns for number in column]
    off = sum(not own.low <= number <= own.high for number in numbers)
    if off <= max(1, _FEW_SLIPS * len(numbers)):
        return None
    return usual_scale(numbers)


def _matched(columns: Sequence[Column], questions: Sequence[Question]) -> dict[int, str]:
    """Exact names first, then names inside longer headings, then slips of the pen."""
    found: dict[int, str] = {}
    for fits in (_same, _inside, _alike):
        for column in columns:
            left = [question for question in questions if question.id not in found.values()]
            if column.index in found or not left:
                continue
            best = max(left, key=lambda question: fits(column.heading, question))
            if fits(column.heading, best) > 0:
                found[column.index] = best.id
    return dict(sorted(found.items()))


def _same(heading: str, question: Question) -> float:
    return float(bool(set(keys_of(heading)) & set(question.keys)))


def _inside(heading: str, question: Question) -> float:
    """The length of the longest name of the question that the heading holds."""
    within = f" {keys_of(heading)[0]} " if keys_of(heading) else ""
    return max(
        (
            len(key)
            for key in question.keys
            if len(key) >= _SHORTEST_PHRASE and f" {key} " in within
        ),
        default=0,
    )


def _alike(heading: str, question: Question) -> float:
    likeness = max(
        (
            SequenceMatcher(None, mine, key).ratio()
            for mine in keys_of(heading)
            for key in question.keys
            if len(key) >= _SHORTEST_PHRASE
        ),
        default=0,
    )
    return likeness if likeness >= _ALIKE else 0
