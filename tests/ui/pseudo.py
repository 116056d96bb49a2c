"""A language that nobody speaks: English with accents, 40 % longer, made through Qt's own tools.

Every vowel stands twice and with an accent, so that words grow as in other languages; brackets and
dots make up what is missing. Gaps ({name}), tags, file patterns and mnemonics stay as they are.
"""

import re
from pathlib import Path
from xml.etree import ElementTree

import translating

LONGER = 1.4
_VOWELS = dict(zip("aeiouyAEIOUY", "áéíóúýÁÉÍÓÚÝ", strict=True))
_BACK = {accented: plain for plain, accented in _VOWELS.items()}
_KEPT = re.compile(
    r"\{[^{}]*\}|<[^<>]+>|&(?:\w+;|#\d+;)?|\(\*[^()]*\)|\]\([^()\s]*\)|\.[a-z]{3,6}\b|\n"
)
_OPEN, _CLOSE, _FILL = "⟦", "⟧", "·"


def pseudo(text: str) -> str:
    """The text in the language that nobody speaks; at least 40 % longer."""
    parts, end = [], 0
    for kept in _KEPT.finditer(text):
        parts += [_accented(text[end : kept.start()]), kept.group()]
        end = kept.end()
    said = "".join([*parts, _accented(text[end:])])
    missing = int(len(text) * LONGER + 0.999) - len(said) - len(_OPEN + _CLOSE)
    return f"{_OPEN}{said}{_FILL * max(missing, 0)}{_CLOSE}"


def plain(text: str) -> str:
    """English again."""
    bare = re.sub(f"[{_OPEN}{_CLOSE}{_FILL}]", "", text)
    once = re.sub(f"([{''.join(_BACK)}])\\1", r"\1", bare)
    return "".join(_BACK.get(letter, letter) for letter in once)


def english_words(text: str) -> list[str]:
    """The words that are not of the language: those with a vowel that has no accent."""
    return [word for word in re.findall(r"[^\W\d_]+", text) if set(word) & set(_VOWELS)]


def _accented(text: str) -> str:
    return "".join(_VOWELS[letter] * 2 if letter in _VOWELS else letter for letter in text)


def make(folder: Path) -> Path:
    """Collect, translate and pack every text of the program; gives the .qm."""
    ts, qm = folder / "spdesk_eo.ts", folder / "spdesk_eo.qm"
    translating.update(ts)
    tree = ElementTree.parse(ts)
    for message in tree.iter("message"):
        source, translation = message.find("source"), message.find("translation")
        assert source is not None
        assert translation is not None
        translation.attrib.pop("type", None)
        for form in translation.findall("numerusform") or [translation]:
            form.text = pseudo(source.text or "")
    tree.write(ts, encoding="utf-8", xml_declaration=True)
    translating.release(ts, qm)
    return qm
