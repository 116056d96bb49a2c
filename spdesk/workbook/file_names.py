"""Names of files that every system takes: Windows refuses the most, so its rules are the rules.

How long a name may be is no matter of these rules: the system says so when the file is written.
"""

import os
import unicodedata

from spdesk.core.translation import translate

LONGEST = 60
"""Characters of a file's name that come from a title."""

_FORBIDDEN = '<>:"/\\|?*'
_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
    # The raised digits are digits to Windows too.
    | {f"{port}{number}" for port in ("COM", "LPT") for number in "123456789¹²³"}
)
_STAYS = " -,’"


def refusal(name: str) -> str | None:
    """Why Windows refuses a file of this name and what to do, in a sentence; None if it does not.

    `name` is the last part of a path with its ending, such as "Our lease.spdesk".
    """
    if any(ord(sign) < ord(" ") for sign in name):
        return translate(
            "workbook",
            "A file cannot have this name: it holds a line break or another sign that cannot be "
            "seen. Type the name again.",
        )
    if found := next((sign for sign in name if sign in _FORBIDDEN), None):
        return translate(
            "workbook",
            "A file cannot be called “{name}”: Windows allows no {sign} in a name, nor any "
            "other of {signs} there. Choose another name.",
        ).format(name=name, sign=found, signs=" ".join(_FORBIDDEN))
    if not name.strip(" .") or name[-1] in " .":
        return translate(
            "workbook",
            "A file cannot be called “{name}”: on Windows no name ends with a full stop or a blank. "
            "Choose a name that ends with a letter or a digit.",
        ).format(name=name)
    if device := _device(name):
        return translate(
            "workbook",
            "A file cannot be called “{name}”: Windows keeps the name {device} for a device, "
            "whatever its ending. Choose another name.",
        ).format(name=name, device=device)
    return None


def refusal_here(name: str) -> str | None:
    """The same, but None where this system takes the name: it stands for Windows alone."""
    return refusal(name) if os.name == "nt" else None


def safe_name(title: str, longest: int = LONGEST) -> str:
    """A title as a file's name without its ending, or as its beginning, on every system.

    Letters, digits, blanks, hyphens, commas and apostrophes stay. Gives at most `longest` characters (1 or
    more), and "" when nothing of the title can stay.
    """
    # As one sign each: a letter and its accent would be two, and the accent alone no letter.
    composed = unicodedata.normalize("NFC", title.replace("'", "’"))
    kept = "".join(sign if _may_stay(sign) else " " for sign in composed)
    name = " ".join(kept.split()).strip(_STAYS)[:longest].strip(_STAYS)
    if not any(sign.isalnum() for sign in name):
        return ""
    return f"{name[: longest - 1]}_" if _device(name) else name


def as_it_is_or_safe(name: str) -> str:
    """A name without its ending, as it is where every system takes it and it is not too long."""
    is_good = 0 < len(name) <= LONGEST and refusal(name) is None
    return name if is_good else safe_name(name)


def _may_stay(sign: str) -> bool:
    """Whether a sign is a letter, a digit or a part of one, as the vowels of Hindi and Thai are."""
    return sign.isalnum() or sign in _STAYS or unicodedata.category(sign).startswith("M")


def _device(name: str) -> str | None:
    """The device that Windows takes the name for; all that counts is what stands before a dot."""
    stem = name.partition(".")[0].rstrip(" ").upper()
    return stem if stem in _DEVICES else None
