"""What in a free text looks like a detail of a person. Finds it by its form; knows nobody.

Ordinary prose of a meeting is full of numbers and dates, and a guard that cries wolf is switched
off. So each form is strict, and what is doubtful is let go:

- An NHS number has ten digits, often written 3-3-4. The last checks the others by modulus 11: the
  digits weigh 10 to 2, and the check digit makes the weighted sum a multiple of 11 (NHS Data
  Dictionary, "NHS NUMBER"). One digit ten times over would pass, and is no number of anybody.
- A date alone is prose. It is a date of birth only with a year, and right after "born", "DOB",
  "date of birth" or "birthday" (a link such as "is" or "on" may stand between), or right before
  "(DOB)". "Her 80th birthday" is an anniversary. An age and a year of birth are not dates.
- A postcode has an area that exists, a district and three characters at the end, of which the
  letters are never C, I, K, M, O or V (Royal Mail's rules of format; the areas are those of the
  public lists of postcode districts). In small letters it needs the blank, and must not end like an
  ordinal or a unit ("W2 4th floor").
- A telephone number is one of the United Kingdom with its area code: 0 or +44, then nine or ten
  digits that begin like a range in use of the National Telephone Numbering Plan (Ofcom); or "+"
  and nine to fourteen digits. Three digits at least stand before the first blank, two in each later
  group, so that scores and dates in a row are none. Extensions, 111, 999 and numbers without an
  area code are not recognised.
- An e-mail address has a name, an @ and a domain that ends in letters.

Names, and details that are written out in words, have no form: they are not recognised.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from spdesk.core.translation import QT_TRANSLATE_NOOP, translate


class Detail(StrEnum):
    """A kind of detail that can point to one person; the order says which wins a tie."""

    EMAIL = "email"
    NHS_NUMBER = "nhs_number"
    TELEPHONE = "telephone"
    POSTCODE = "postcode"
    BIRTH_DATE = "birth_date"

    @property
    def label(self) -> str:
        """What it is called in a sentence, with its article."""
        return translate("core", _WORDS[self][0])

    @property
    def reason(self) -> str:
        """By what it was recognised, as a part of a sentence."""
        return translate("core", _WORDS[self][1])


_WORDS = {
    Detail.EMAIL: (
        QT_TRANSLATE_NOOP("core", "an e-mail address"),
        QT_TRANSLATE_NOOP("core", "a name, an @ and a domain"),
    ),
    Detail.NHS_NUMBER: (
        QT_TRANSLATE_NOOP("core", "an NHS number"),
        QT_TRANSLATE_NOOP("core", "ten digits, and the last one checks the others"),
    ),
    Detail.TELEPHONE: (
        QT_TRANSLATE_NOOP("core", "a telephone number"),
        QT_TRANSLATE_NOOP("core", "digits with an area code"),
    ),
    Detail.POSTCODE: (
        QT_TRANSLATE_NOOP("core", "a postcode"),
        QT_TRANSLATE_NOOP("core", "letters and digits in the order of a full postcode"),
    ),
    Detail.BIRTH_DATE: (
        QT_TRANSLATE_NOOP("core", "a date of birth"),
        QT_TRANSLATE_NOOP("core", "a full date beside a word about birth"),
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A part of a text, from `start` to before `end` in characters, that looks like a detail."""

    kind: Detail
    start: int
    end: int


def find_details(text: str) -> tuple[Finding, ...]:
    """Everything in a text that looks like a detail of a person, in order, without overlaps."""
    if not re.search("[0-9@]", text):
        return ()  # none of the forms does without
    kinds = list(Detail)
    found = (Finding(kind, *span) for kind in kinds for span in _FINDERS[kind](text))
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda one: (one.start, kinds.index(one.kind))):
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return tuple(kept)


def has_valid_check_digit(digits: str) -> bool:
    """Whether the last of ten digits checks the others by modulus 11."""
    weights = range(10, 0, -1)
    pairs = zip(digits, weights, strict=True)
    return sum(int(digit) * weight for digit, weight in pairs) % 11 == 0


Span = tuple[int, int]

# These are texts: `re` compiles each when it is first wanted and keeps it, so a start costs nothing.
# Every repetition below is bounded, and every pattern can begin only where something begins: the
# time grows with the length of the text and no faster, whatever the text is.
_BLANK = "[ \u00a0\u2009\u202f]"
_GAP = "[ \u00a0\u2009\u202f\u2010\u2011\u2013-]"
_NOT_AFTER = r"(?<![\w£$€])(?<![0-9][.,:/-])"
_NOT_BEFORE = r"(?!\w)(?![.,:/-][0-9])"

_EMAIL = r"(?<![\w.%+'’-])[\w.%+'’-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w@-])"
_NHS_NUMBER = rf"{_NOT_AFTER}[0-9]{{3}}{_GAP}?[0-9]{{3}}{_GAP}?[0-9]{{4}}{_NOT_BEFORE}"


def _emails(text: str) -> Iterator[Span]:
    for match in re.finditer(_EMAIL, text):
        yield match.span()


def _nhs_numbers(text: str) -> Iterator[Span]:
    for match in re.finditer(_NHS_NUMBER, text):
        digits = re.sub("[^0-9]", "", match[0])
        if has_valid_check_digit(digits) and len(set(digits)) > 1:
            yield match.span()


_RANGE = "(?=1[1-9]|2[03489]|3[0347]|5[56]|7|8[0247]|9[018])"
"""How a number of the United Kingdom goes on after its 0 or its country code."""

_HOME = rf"(?:(?:\(?\+|00)44\)?{_GAP}?(?:\(0\){_GAP}?)?|\(?0){_RANGE}"
_TELEPHONE = (
    rf"(?<![\w£$€])(?<![0-9][.,:-]){_HOME}(?:[0-9]\)?[.]?{_GAP}{{0,2}}){{8,9}}[0-9]"
    r"(?!\w)(?![.,:-][0-9])"
)
_ABROAD = rf"{_NOT_AFTER}\+[1-9](?:{_GAP}?[0-9]){{8,13}}{_NOT_BEFORE}"
_SHORT_ENOUGH = ("01", "0800")
"""How a number may begin that has ten digits with its 0 instead of eleven."""


def _telephones(text: str) -> Iterator[Span]:
    for match in re.finditer(_TELEPHONE, text):
        if _is_grouped_like_a_telephone_number(match[0]):
            # A bracket that closes after the number is not a part of it.
            yield match.start() + (match[0].startswith("(") and ")" not in match[0]), match.end()
    for match in re.finditer(_ABROAD, text):
        first, *others = re.findall("[0-9]+", match[0])
        if len(first) <= 3 or not others:
            yield match.span()


def _is_grouped_like_a_telephone_number(written: str) -> bool:
    first, *others = re.findall("[0-9]+", written)
    if not written.lstrip("(").startswith("0") or first.startswith("00"):
        return True  # a country code says enough
    digits = "".join((first, *others))
    long_enough = len(digits) == 11 or digits.startswith(_SHORT_ENOUGH)
    return long_enough and len(first) >= 3 and all(len(group) >= 2 for group in others)


_AREA_LETTERS = """
    AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN
    DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD
    LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL
    SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
"""
AREAS = frozenset(_AREA_LETTERS.split())
"""The letters with which a postcode can begin."""

_POSTCODE = (
    rf"(?i)(?<!\w)(?:(?P<area>[A-Z]{{1,2}})[0-9](?:[0-9]|(?<=[A-Z]{{2}}[0-9])[ABEHMNPRVWXY]"
    rf"|(?<![A-Z]{{2}}[0-9])[A-HJKPSTUW])?)"
    rf"(?P<blank>{_BLANK}{{0,2}})[0-9](?P<unit>[ABD-HJLNP-UW-Z]{{2}})(?!\w)"
)
_ENDINGS_OF_PROSE = frozenset(("st", "nd", "rd", "th", "hr", "yr", "ft", "lb", "pt", "dp", "ed"))


def _postcodes(text: str) -> Iterator[Span]:
    for match in re.finditer(_POSTCODE, text):
        capitals = match[0].isupper()
        doubtful = not match["blank"] or match["unit"].lower() in _ENDINGS_OF_PROSE
        if match["area"].upper() in AREAS and (capitals or not doubtful):
            yield match.span()


_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:(?:1[89]|20)[0-9]{2}|['’]?[0-9]{2})"
_BETWEEN = r"(?:\s?[/.,–-]\s?|\s{1,2}(?:of\s)?)"
_DATE = (
    rf"(?:(?:1[89]|20)[0-9]{{2}}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}"
    rf"|{_DAY}{_BETWEEN}(?:0?[1-9]|1[0-2]|{_MONTH}\.?){_BETWEEN}{_YEAR}"
    rf"|{_DAY}{_MONTH}{_YEAR}"
    rf"|{_MONTH}\.?\s{_DAY},?\s{_YEAR}"
    r"|[0-9]{8})(?![0-9])"
)
_ABOUT_BIRTH = r"(?:d\.?\s?o\.?\s?b\b\.?|date[\s-]of[\s-]birth|birth[\s-]?date)"
_BIRTH_WORD = f"(?i){_ABOUT_BIRTH}|born|birthday"
_LINK = r"[\s:=(–-]{0,3}(?:(?:is|was|on|the|in|given as|recorded as)\s{1,2}){0,2}"
_BIRTH_DATE = (
    rf"(?i)(?<!\w)(?:{_ABOUT_BIRTH}|born|(?<![0-9](?:st|nd|rd|th)\s)birthday){_LINK}{_DATE}"
    rf"|(?<!\w){_DATE}\s{{0,2}}\(\s?{_ABOUT_BIRTH}\s?\)"
)


def _birth_dates(text: str) -> Iterator[Span]:
    if re.search(_BIRTH_WORD, text):  # most texts have none, and dates take time
        for match in re.finditer(_BIRTH_DATE, text):
            yield match.span()


_FINDERS = {
    Detail.EMAIL: _emails,
    Detail.NHS_NUMBER: _nhs_numbers,
    Detail.TELEPHONE: _telephones,
    Detail.POSTCODE: _postcodes,
    Detail.BIRTH_DATE: _birth_dates,
}
