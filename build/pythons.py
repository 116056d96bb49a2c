"""The Pythons that SP Desk runs on, said once: `pyproject.toml`, the documents and workflows follow.

Like go.py, this file must be readable to Python 3.7 and later.
"""

from __future__ import annotations

OLDEST = (3, 11)
NEWEST = (3, 14)

NEXT_WAITS_FOR = ("numpy", "PySide6-Essentials", "shiboken6")
"""The pinned packages that cannot be installed on the Python after the newest.

`go.py test` asks the index and the packages themselves whether this is still so (bundling/wheels.py).
"""


def dotted(version: tuple[int, ...]) -> str:
    """A Python's version as people write it: 3.11."""
    return "{}.{}".format(*version[:2])


def supported() -> list[str]:
    """The versions of Python that SP Desk runs on, the oldest first."""
    return [dotted((OLDEST[0], minor)) for minor in range(OLDEST[1], NEWEST[1] + 1)]


def next_one() -> str:
    """The first version of Python that is too new."""
    return dotted((NEWEST[0], NEWEST[1] + 1))


def listed(words: list[str] | tuple[str, ...], last: str) -> str:
    """A list as a part of a sentence; `last` stands before the last word: "and" or "or"."""
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def in_words() -> str:
    """The versions as a part of a sentence: "Python 3.11, 3.12 or 3.13"."""
    return "Python " + listed(supported(), "or")


def refusal(version: tuple[int, ...], platform: str) -> str:
    """What is told to a Python that is too old or too new; nothing to one that will do.

    version: as sys.version_info has it; platform: as sys.platform has it.
    """
    found = (version[0], version[1])
    if OLDEST <= found <= NEWEST:
        return ""
    start = "py -{} build\\go.py open" if platform == "win32" else "python{} build/go.py open"
    why = ""
    if found > NEWEST:
        why = (
            " It is too new: in the versions that SP Desk was tested with, "
            + listed(NEXT_WAITS_FOR, "and")
            + " cannot be installed on it yet."
        )
    return (
        f"SP Desk needs {in_words()}; this is Python {dotted(found)}.{why} Please use one of those, as in `{start.format(dotted(NEWEST))}`; Pythons can be"
        " installed side by side."
    )
