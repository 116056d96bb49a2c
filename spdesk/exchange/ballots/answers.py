"""What one cell says, looked at alone: a number, a word of a ladder, "can't say", or neither.

Nothing is guessed. 3/4, 03.04.25 and 4-Mar are dates here, not ratings; 1,000 could be one or a
thousand; "3;4;" is two answers.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from spdesk.exchange.ballots.table import Cell, Moment
from spdesk.exchange.ballots.words import ABSTAINED, all_words


class Kind(Enum):
    """What a cell turned out to be."""

    EMPTY = auto()
    NUMBER = auto()
    LABELLED = auto()
    """A number with its word, as in "1 - Strongly disagree"."""

    WORD = auto()
    ABSTAINED = auto()
    MOMENT = auto()
    """A date or a time, or a text that could be one."""

    SEVERAL = auto()
    """Several answers in one cell, as in "a;b;"."""

    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Answer:
    """One cell as understood. `word` is in plain small letters; `written` as it stands."""

    kind: Kind
    number: float | None = None
    word: str = ""
    written: str = ""


EMPTY = Answer(Kind.EMPTY)

_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,2})?|\d{1,6}\.\d+|\d{1,6},\d{4,}")
"""Three digits after a comma could be thousands, so they are no number here."""

_LABEL_AFTER = re.compile(r"(\d{1,3})\s*(?:[-–—−:=.)]\s*|\s)(?=[^\W\d_])(.+)")
_LABEL_IN_BRACKETS = re.compile(r"(\d{1,3})\s*\((.+)\)")
_LABEL_BEFORE = re.compile(r"([^\W\d_].*?)\s*[-–—:=]?\s*\(?(\d{1,3})\)?")
_UNITS = frozenset({"star", "stars", "point", "points"})
_LETTER_BEFORE = re.compile(r"[a-h][.)]\s+(?=\w)")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_MOMENT = re.compile(
    rf"""
      \d{{1,4}}\s?[/\-–]\s?\d{{1,4}}(?:\s?[/\-–]\s?\d{{1,4}})?   # 3/4, 2025-04-03
    | \d{{1,4}}\.\d{{1,2}}\.(?:\d{{2,4}})?                       # 03.04. and 03.04.25
    | \d{{1,2}}(?:st|nd|rd|th)?[\s\-/.]{{0,2}}{_MONTH}(?:[\s\-/.,]+\d{{2,4}})?   # 4-Mar
    | {_MONTH}[\s\-/.]{{0,2}}\d{{1,2}}(?:st|nd|rd|th)?(?:[\s\-/.,]+\d{{2,4}})?   # Mar-04
    | \d{{1,2}}:\d{{2}}(?::\d{{2}}(?:\.\d+)?)?(?:\s?[ap]m)?      # 11:00
    """,
    re.VERBOSE,
)
_TIME_AFTER = re.compile(r"[t,\s]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:[ap]m|z)?")


def answer_of(cell: Cell) -> Answer:
    """What a cell says."""
    if cell is None:
        return EMPTY
    if isinstance(cell, Moment):
        return Answer(Kind.MOMENT, written=cell.text)
    if isinstance(cell, float):
        return Answer(Kind.NUMBER, number=cell, written=f"{cell:g}")
    return _answer_of_text(cell)


def plain(text: str) -> str:
    """A text in small letters with single spaces and straight apostrophes, for comparing."""
    return " ".join(text.replace("’", "'").casefold().split())


@lru_cache(maxsize=20_000)
def _answer_of_text(text: str) -> Answer:
    written = " ".join(text.split())
    word = plain(text).strip(";").strip()
    number = _number(word)
    if number is not None:
        return Answer(Kind.NUMBER, number=number, written=written)
    if ";" in word:
        return Answer(Kind.SEVERAL, written=written)
    if word.rstrip(".") in ABSTAINED:
        return Answer(Kind.ABSTAINED, written=written)
    if is_moment(word):
        return Answer(Kind.MOMENT, written=written)
    return _answer_in_words(_LETTER_BEFORE.sub("", word, count=1).rstrip(".!"), written)


def _answer_in_words(word: str, written: str) -> Answer:
    if word in all_words():
        return Answer(Kind.WORD, word=word, written=written)
    labelled = _labelled(word)
    if labelled:
        return Answer(Kind.LABELLED, number=labelled[0], word=labelled[1], written=written)
    return Answer(Kind.OTHER, written=written)


def _number(word: str) -> float | None:
    """A plain number with a point or a comma. A half may be written as ½."""
    if word.endswith("½") and word[:-1].isascii() and word[:-1].isdigit():
        return float(word[:-1]) + 0.5
    if word.isascii() and _NUMBER.fullmatch(word):
        return float(word.replace(",", "."))
    return None


def is_moment(word: str) -> bool:
    """Whether a plain text is, or could be, a date or a time."""
    found = _MOMENT.match(word)
    if not found:
        return False
    rest = word[found.end() :]
    return not rest or bool(_TIME_AFTER.fullmatch(rest))


def _labelled(word: str) -> tuple[float, str] | None:
    """The number and the label of "1 - Strongly disagree", "5 (very good)", "3 stars", "agree (4)".

    Other words after a number ("3 more nurses") are free text unless a sign stands between.
    """
    found = _LABEL_IN_BRACKETS.fullmatch(word) or _LABEL_AFTER.fullmatch(word)
    if found:
        label = found[2].strip()
        signed = not word[found.end(1) :].startswith(" " + label)
        if signed or label in _UNITS or label in all_words():
            return float(found[1]), label
    before = _LABEL_BEFORE.fullmatch(word)
    if before and before[1] in all_words():
        return float(before[2]), before[1]
    return None
