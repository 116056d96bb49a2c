"""Text that somebody typed, made safe for a file: it stays text, whatever it looks like."""

import re

LONGEST_CELL = 32_767
"""Characters (UTF-16 units) that a cell of Excel can hold."""

_NOT_FOR_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BEFORE = re.compile("[\\s\x00-\x1f\"'`´‘’‚“”„\u00ad\u180e\u200b-\u200f\u2028-\u202f\u2060\ufeff]*")
_STARTS = frozenset("=+-@＝＋－＠﹢﹣﹦﹫−⁼⁺⁻₌₊₋|%")
"""How a formula can begin, also in forms that a program folds into the plain ones."""

_ESCAPE_OF_EXCEL = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def plain_text(text: str) -> str:
    """The text without characters that XML does not allow; lines end with a line feed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_FOR_XML.sub("", lines)


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet could take a text for a formula, also after blanks or a quote.

    After OWASP's page on CSV injection, and somewhat more careful.
    """
    if text[:1] in ("\t", "\r", "\n"):
        return True
    before = _BEFORE.match(text)
    return text[before.end() if before else 0 :][:1] in _STARTS


def safe_cell(text: str) -> str:
    """A text for a cell of a CSV file, with an apostrophe before what could be a formula."""
    dangerous = looks_like_formula(text)
    plain = plain_text(text)
    return f"'{plain}" if dangerous or looks_like_formula(plain) else plain


def excel_text(text: str) -> str:
    """A text for a cell of Excel, at most as long as one can be.

    What looks like Excel's own escape of a character ("_x0041_") is escaped, so that it stays what
    was typed.
    """
    escaped = _ESCAPE_OF_EXCEL.sub("_x005F_", plain_text(text))
    units = escaped.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_CELL:
        return escaped
    return units[: 2 * (LONGEST_CELL - 1)].decode("utf-16-le", errors="ignore") + "…"
