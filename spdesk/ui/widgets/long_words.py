"""What people typed may hold a word that no line has room for: it may break, rather than be cut."""

import re
import unicodedata

_LONG = re.compile(r"\S{25,}")
_STEP = 10
_MAY_BREAK = "\u200b"
"""The zero-width space: a line may end at it, and nothing is seen of it."""


def breakable(text: str) -> str:
    """The text with places within its very long words at which a line may end.

    For labels only, never for what is stored or copied. A label is as wide as its longest word, and
    makes the whole page as wide. Text without words of 25 characters or more comes back as it is.
    """
    return _LONG.sub(_broken, text)


def _broken(found: re.Match[str]) -> str:
    parts = [""]
    for character in found.group():
        # An accent stays with its letter.
        if len(parts[-1]) >= _STEP and not unicodedata.combining(character):
            parts.append("")
        parts[-1] += character
    return _MAY_BREAK.join(parts)
