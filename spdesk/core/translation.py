"""The door to another language, without Qt: what is said passes through it, English by default.

The window installs Qt's translator here. Commands leave it alone and speak English.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

Key = TypeVar("Key")

Translate = Callable[[str, str], str]
"""From a context (a name for a group of texts) and a text to the text in the user's language."""


def _as_it_is(_context: str, text: str) -> str:
    return text


_translate: Translate = _as_it_is


def translate(context: str, text: str) -> str:
    """A text in the user's language; the text itself where there is no translation.

    Qt's lupdate finds calls with two literals. A text that stands in a table is marked there with
    QT_TRANSLATE_NOOP and translated where it is used. Gaps like {name} are filled afterwards.
    """
    return _translate(context, text)


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:  # noqa: N802  the name that lupdate knows
    """Mark a text for lupdate; gives it as it is, to be translated when it is used."""
    return text


class Texts(Mapping[Key, str]):
    """Marked texts by a key, each translated when it is looked up."""

    def __init__(self, context: str, texts: Mapping[Key, str]) -> None:
        self._context = context
        self._texts = texts

    def __getitem__(self, key: Key) -> str:
        return _translate(self._context, self._texts[key])

    def __iter__(self) -> Iterator[Key]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


def resource_text(text: str) -> str:
    """A text of the resources, while it is read; its context is "resources"."""
    return _translate("resources", text) if text else ""


def install(function: Translate | None = None) -> None:
    """From now on translate with this function; with none, texts stay as they are."""
    global _translate  # noqa: PLW0603  one language for the whole program
    _translate = function or _as_it_is
