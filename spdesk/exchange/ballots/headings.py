"""What a heading says about its column, before a single answer is looked at."""

import re

from spdesk.exchange.ballots.answers import plain
from spdesk.exchange.ballots.table import Cell, Moment

_PERSONAL = frozenset(
    {
        # Microsoft Forms
        *("id", "start time", "completion time", "email", "name", "last modified time"),
        *("language", "responder", "responder name", "responder email"),
        # Mentimeter
        *("date (utc)", "session", "voter"),
        # others, and tables made by hand
        *("e-mail", "email address", "e-mail address", "mail", "username", "user name", "user"),
        *("user id", "full name", "first name", "last name", "given name", "family name"),
        *("surname", "forename", "initials", "display name", "timestamp", "date", "time"),
        *("date submitted", "submitted", "submitted at", "submission date", "created at"),
        *("ip", "ip address", "phone", "phone number", "telephone", "telephone number"),
        *("mobile", "mobile number", "contact number", "address", "postcode", "date of birth"),
        *("dob", "nhs number", "staff number", "employee number", "payroll number", "age"),
        *("gender", "sex", "ethnicity", "respondent", "respondent id", "response id"),
        *("collector id", "participant", "participant id", "participant number", "person"),
        *("person number", "ballot", "ballot number", "number", "no", "no.", "nr", "nr.", "#"),
        *("row", "row number", "player", "nickname"),
    }
)
"""Headings of columns that say who answered, when, or in which order."""

_PERSONAL_QUESTION = re.compile(
    r"(what(?:'s| is)|please (?:enter|give|type)) (?:your|the) (?:\w+ )?"
    r"(name|e-?mail(?: address)?|phone(?: number)?|telephone(?: number)?)|"
    r"your (?:\w+ )?(name|e-?mail(?: address)?|phone(?: number)?)"
)
_ROLE = re.compile(
    r"\b(roles?|job|job title|teams?|staff group|position|profession|department|group)\b"
)
_QUIZ = re.compile(r"(points|feedback)\s*[-–—]\s.*|total points|quiz feedback|grade posted time")
_MONEY = re.compile(
    r"[£$€]|\b(costs?|prices?|budget|amount|spend|spending|total|subtotal|income|salary|fees?"
    r"|balance|invoice|gbp|eur|usd|qty|quantity|variance|actual|forecast|percent|ytd)\b|%"
)
_SUMMARY = frozenset(
    {
        *("average", "averages", "mean", "median", "total", "totals", "sum", "subtotal", "count"),
        *("min", "max", "minimum", "maximum", "mode", "range", "standard deviation", "std dev"),
        *("st dev", "stdev", "sd", "variance", "spread", "overall", "iqr", "grand total"),
    }
)
_ESCAPED = re.compile(r"'(?=[=+\-@\t\r])")
_NUMBERED = re.compile(r"\(?q?(?:uestion)?\s?\d{1,3}\s?[.):–-]+\s*(?=\S)")
_MENTIMETER_END = re.compile(r"\s*:\s*answer$")


def heading_of(cell: Cell) -> str:
    """A heading in one line: line breaks and hard spaces become single spaces."""
    if cell is None or isinstance(cell, Moment):
        return ""
    text = f"{cell:g}" if isinstance(cell, float) else cell
    return " ".join(_ESCAPED.sub("", text.replace("\u200b", ""), count=1).split())


def is_personal(heading: str) -> bool:
    """Whether a column with this heading says who answered, when or in which order."""
    word = plain(heading).rstrip(" :?*")
    word = re.sub(r" \((?:optional|required)\)$", "", word)
    return word in _PERSONAL or _PERSONAL_QUESTION.fullmatch(word) is not None


def is_role(heading: str) -> bool:
    """Whether a column asks which group somebody belongs to."""
    word = plain(heading)
    return len(word.split()) <= 8 and _ROLE.search(word) is not None


def is_quiz_mark(heading: str) -> bool:
    """Whether Microsoft Forms added the column to a quiz: points and feedback, no answers."""
    return _QUIZ.fullmatch(plain(heading)) is not None


def is_money(heading: str) -> bool:
    """Whether a short heading speaks of amounts, as those of a budget do."""
    word = plain(heading)
    return len(word.split()) <= 3 and _MONEY.search(word) is not None


def is_summary(cell: Cell) -> bool:
    """Whether the first cell of a row says that the row sums up the ones above."""
    return isinstance(cell, str) and plain(cell).rstrip(" :") in _SUMMARY


def keys_of(heading: str) -> tuple[str, ...]:
    """The forms in which a heading may name a question, the longest first, letters and digits only.

    "Q3. Trust and reciprocity: Answer" also gives "trust and reciprocity"; of Mentimeter's
    "How is it here?::Trust" the part behind the colons counts too.
    """
    word = _MENTIMETER_END.sub("", plain(heading))
    forms = [word, _NUMBERED.sub("", word, count=1)]
    if "::" in word:
        last = word.rpartition("::")[2].strip()
        forms += [last, _NUMBERED.sub("", last, count=1)]
    keys = [" ".join(re.sub(r"[\W_]+", " ", form).split()) for form in forms]
    return tuple(dict.fromkeys(key for key in keys if key))
