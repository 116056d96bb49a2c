"""The columns of a table: which are personal, which rate something, and on which scale."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from spdesk.core.rounds import RatingScale
from spdesk.exchange.ballots import headings
from spdesk.exchange.ballots.answers import Answer, Kind
from spdesk.exchange.ballots.table import column_letter
from spdesk.exchange.ballots.words import Ladder, ladder_of, words_of_family

HIGHEST_RATING = 10
"""Without a question that it belongs to, a column with higher numbers rates nothing."""

_MOST_CHOICES = 12
_LONGEST_CHOICE = 60

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NETWORK = re.compile(r"(\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4}(:[0-9a-f]{0,4}){4,7}")
_PHONE = re.compile(r"\+?[\d()\- ]{9,}")
_PERSONAL_VALUES = (_EMAIL, _NETWORK, _PHONE)
_MONEY = re.compile(r"\(?[-−]?\s?[£$€].*|.*[£$€]|[-−]?\d{1,3}(,\d{3})+(\.\d+)?")


class ColumnKind(StrEnum):
    """What a column holds."""

    PERSONAL = "personal"
    RATING = "rating"
    LIKERT = "likert"
    CHOICE = "choice"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Column:
    """One column below the heading row."""

    index: int
    heading: str
    """In one line; the column's letter where the file gives none; a repeated one is numbered."""

    kind: ColumnKind
    scale: RatingScale | None = None
    """For ratings and words: the scale that the answers seem to be on. Words count from 1."""

    ladder: Ladder | None = None
    """For words without numbers: the steps from low to high."""

    @property
    def letter(self) -> str:
        """How a spreadsheet names the column."""
        return column_letter(self.index)

    @property
    def rates(self) -> bool:
        """Whether the column can answer a question of a ballot."""
        return self.kind in (ColumnKind.RATING, ColumnKind.LIKERT)


def whole_scale(low: int, high: int) -> RatingScale:
    """The scale of the whole numbers from `low` to `high`."""
    return RatingScale(low, high, tuple(float(number) for number in range(low, high + 1)))


USUAL_SCALES = tuple(
    whole_scale(*ends) for ends in ((1, 5), (0, 4), (0, 5), (1, 7), (1, 10), (0, 10))
)
"""The usual scales, the likeliest first where several hold the same numbers."""


def usual_scale(numbers: Iterable[float]) -> RatingScale | None:
    """The first usual scale that holds all the numbers; None when none does."""
    given = list(numbers)
    return next((s for s in USUAL_SCALES if all(s.low <= n <= s.high for n in given)), None)


def kind_of(heading: str, answers: Sequence[Answer], *, asked: bool) -> ColumnKind:
    """The kind of one column. `asked`: its heading names a question of the ballot.

    What is read as a personal column is dropped, so a question's own column never is.
    """
    given = [answer for answer in answers if answer.kind is not Kind.EMPTY]
    if asked:
        words = any(answer.kind in (Kind.WORD, Kind.LABELLED) for answer in given)
        return ColumnKind.LIKERT if words else ColumnKind.RATING
    if headings.is_personal(heading) or _says_who_or_when(heading, given):
        return ColumnKind.PERSONAL
    if not given or headings.is_quiz_mark(heading):
        return ColumnKind.IGNORED
    if not headings.is_money(heading) and share_of_answers(given) >= 0.5:
        words = any(answer.kind in (Kind.WORD, Kind.LABELLED) for answer in given)
        return ColumnKind.LIKERT if words else ColumnKind.RATING
    return ColumnKind.CHOICE if _is_choice(heading, given) else ColumnKind.IGNORED


def is_answer(answer: Answer) -> bool:
    """Whether a cell can be an answer where no question and no scale is known yet."""
    if answer.number is not None:
        return 0 <= answer.number <= HIGHEST_RATING
    return answer.kind in (Kind.WORD, Kind.ABSTAINED)


def share_of_answers(given: Sequence[Answer]) -> float:
    """The share of cells that can be answers; 0 without a single number or word of a ladder."""
    readable = [answer for answer in given if is_answer(answer)]
    if all(answer.kind is Kind.ABSTAINED for answer in readable):
        return 0
    return len(readable) / len(given)


def holds_amounts(heading: str, answers: Sequence[Answer]) -> bool:
    """Whether a column holds sums of money or other large numbers, as a budget does."""
    given = [answer for answer in answers if answer.kind is not Kind.EMPTY]
    amounts = sum(map(_is_amount, given))
    return bool(given) and (headings.is_money(heading) or amounts >= len(given) / 2)


def _is_amount(answer: Answer) -> bool:
    if answer.number is None:
        return _MONEY.fullmatch(answer.written) is not None
    return not 0 <= answer.number <= HIGHEST_RATING


def _says_who_or_when(heading: str, given: Sequence[Answer]) -> bool:
    if not given:
        return False
    moments = sum(answer.kind is Kind.MOMENT for answer in given)
    if moments > len(given) / 2:
        return True
    if any(
        sum(pattern.fullmatch(answer.written) is not None for answer in given) >= len(given) / 2
        for pattern in _PERSONAL_VALUES
    ):
        return True
    # 1, 2, 3 … below no heading at all numbers the people.
    numbers = [answer.number for answer in given]
    return not heading and len(given) > 1 and numbers == [float(n + 1) for n in range(len(given))]


def _is_choice(heading: str, given: Sequence[Answer]) -> bool:
    """Few different texts, several answers in one cell, or a question about somebody's role."""
    if any(answer.kind is Kind.SEVERAL or answer.written.endswith(";") for answer in given):
        return True
    texts = Counter(answer.written.casefold() for answer in given)
    short = all(len(text) <= _LONGEST_CHOICE for text in texts)
    few = len(texts) <= _MOST_CHOICES and len(texts) < len(given)
    return short and (few or headings.is_role(heading)) and not all(a.number for a in given)


def with_scales(columns: Sequence[Column], answers: Sequence[Sequence[Answer]]) -> list[Column]:
    """The columns with the scales that their answers are on, seen together.

    One form mostly asks on one scale: where at least half of the number columns need a wider scale,
    a column whose own numbers happen to be low is on the wider one too. In the same way columns in
    words of one family are on the same ladder.
    """
    ladders = _ladders(columns, answers)
    numeric = [c for c in columns if c.kind is ColumnKind.RATING]
    own = {c.index: usual_scale(_numbers(answers[c.index])) for c in numeric}
    common = usual_scale(n for c in numeric for n in _numbers(answers[c.index]))
    most = sum(scale == common for scale in own.values()) * 2 >= len(own)
    result = []
    for column in columns:
        if column.kind is ColumnKind.RATING:
            scale = common if most and own[column.index] else own[column.index]
            result.append(replace(column, scale=scale))
        elif column.kind is ColumnKind.LIKERT:
            result.append(_likert(column, answers[column.index], ladders.get(column.index)))
        else:
            result.append(column)
    return result


def _likert(column: Column, answers: Sequence[Answer], ladder: Ladder | None) -> Column:
    """Where the answers bring their own numbers ("4 - Agree"), these count and not the ladder."""
    if ladder is None:
        return replace(column, scale=usual_scale(_numbers(answers)))
    return replace(column, scale=whole_scale(1, len(ladder.steps)), ladder=ladder)


def _numbers(answers: Iterable[Answer]) -> list[float]:
    return [a.number for a in answers if a.number is not None and 0 <= a.number <= HIGHEST_RATING]


def _ladders(columns: Sequence[Column], answers: Sequence[Sequence[Answer]]) -> dict[int, Ladder]:
    """The ladder of each column in words, chosen by the words of all columns of its family."""
    words = {
        column.index: {a.word for a in answers[column.index] if a.kind is Kind.WORD}
        for column in columns
        if column.kind is ColumnKind.LIKERT
        and not any(a.kind is Kind.LABELLED for a in answers[column.index])
    }
    first = {index: ladder_of(given) for index, given in words.items()}
    together: dict[str, set[str]] = {}
    for index, ladder in first.items():
        if ladder:
            known = words_of_family(ladder.family)
            together.setdefault(ladder.family, set()).update(words[index] & known)
    chosen = {family: ladder_of(given, family) for family, given in together.items()}
    return {
        index: found
        for index, ladder in first.items()
        if ladder and (found := chosen[ladder.family]) is not None
    }
