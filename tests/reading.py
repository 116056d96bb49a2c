"""How hard a text is to read, and where a reader meets texts: resources, screens, help, documents.

The school grade is that of Kincaid, Fishburne, Rogers and Chissom (1975), *Derivation of New
Readability Formulas for Navy Enlisted Personnel*, Research Branch Report 8-75. The usual library,
textstat, is not used: it counts syllables with a dictionary that it fetches from the network.
"""

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESOURCES = ROOT / "resources"

WORD = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*")
_END = re.compile(r"(?<=[.?!…])[”’)*]*\s+(?=[“‘(*]*[A-Z0-9])|\n\s*\n")

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_INSIDE = re.compile(
    r"(?<=[^aeiouyl])e(?=(?:ments?|fully?|less|ness|ly)$)|(?<=^som)e|(?<=^ev)e(?=ry)|(?<=^els)e"
)
_SILENT_END = re.compile(
    r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouytd]ed$|[^aeiouyscxzghl]es$|[aeiouy]les$"
)
_TWO_SOUNDS = re.compile(r"i[ao](?!u)|[aeiouy]ing|i(?:er|ous|et)|eo|[^qg]ua(?!d|r)|ue[lnt]|iu|uou")
_ONE_SOUND = re.compile(r"people|[tsc]io|[tc]ia|[tc]ious|gio|geo[nu]")


def syllables(word: str) -> int:
    """The syllables of an English word, by rule: groups of vowels, corrected at usual places.

    Against the CMU pronouncing dictionary the rule errs in fewer than two of a hundred words of
    the resources and documents, a little more often downwards.
    """
    letters = re.sub(r"[^a-z]", "", word.lower())
    if len(letters) <= 3:
        return 2 if letters == "any" else 1
    letters = _SILENT_INSIDE.sub("", letters)
    count = len(_VOWELS.findall(letters)) - bool(_SILENT_END.search(letters))
    count += len(_TWO_SOUNDS.findall(letters)) - len(_ONE_SOUND.findall(letters))
    return max(1, count)


def sentences(text: str) -> list[str]:
    """The sentences of a text. Only a full stop, a question or exclamation mark ends one."""
    return [part for part in _END.split(text) if WORD.search(part)]


def words(text: str) -> list[str]:
    """The words of a text; a word with a hyphen or an apostrophe is one."""
    return WORD.findall(text)


def grade(texts: list[str]) -> float:
    """The Flesch-Kincaid grade of running text: 0.39 words a sentence + 11.8 syllables a word
    - 15.59. Each text ends a sentence. A grade of 9 is an American school year, age 14 to 15.
    """
    all_sentences = [sentence for text in texts for sentence in sentences(text)]
    all_words = [word for sentence in all_sentences for word in words(sentence)]
    sounds = sum(map(syllables, all_words))
    return 0.39 * len(all_words) / len(all_sentences) + 11.8 * sounds / len(all_words) - 15.59


@dataclass(frozen=True, slots=True)
class Place:
    """A text with the place where it stands, as a person would look for it."""

    where: str
    text: str


_NOT_READ = {
    "approach",
    "article",
    "computed",
    "example",
    "file",
    "id",
    "instead_of",
    "lever",
    "made",
    "more",
    "page",
    "part",
    "source",
    "sources",
    "strength",
    "when",
}
"""Keys of resources whose values are ids, names of works or formulas, not sentences to read."""


def resource_texts(path: Path, unread: set[str] = _NOT_READ) -> list[Place]:
    """Every text of a resource (TOML) that a person reads."""

    def walk(value: object, where: str) -> Iterator[Place]:
        if isinstance(value, str):
            yield Place(where, value)
        elif isinstance(value, list):
            for number, one in enumerate(value):
                yield from walk(one, f"{where}.{number}")
        elif isinstance(value, dict):
            for key, one in value.items():
                if key not in unread:
                    yield from walk(one, f"{where}.{key}")

    return list(walk(tomllib.loads(path.read_text(encoding="utf-8")), path.name))


def case_titles() -> list[Place]:
    """The titles of the published problems."""
    cases = json.loads((RESOURCES / "cases.json").read_text(encoding="utf-8"))["cases"]
    return [Place(f"cases.json: {case['id']}", case["title"]) for case in cases]


def prose_of(markdown: str) -> str:
    """The running text of a document: no code, tables, headings, pictures or addresses of links."""
    text = re.sub(r"^```.*?^```$|<!--.*?-->", "", markdown, flags=re.MULTILINE | re.DOTALL)
    kept = [line for line in text.splitlines() if not re.match(r" {4}|\s*\||#|!\[", line)]
    text = re.sub(r"^\s*(?:\d+\.|[-*>]) ", "\n", "\n".join(kept), flags=re.MULTILINE)
    text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", re.sub(r"`[^`]*`", "x", text))
    return text.replace("*", "")


def lines_of(path: Path) -> list[Place]:
    """Every line of a document or a resource with its number, without code and addresses."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(
        r"^```.*?^```$",
        lambda code: "\n" * code[0].count("\n"),
        text,
        flags=re.MULTILINE | re.DOTALL,
    )
    text = re.sub(r"`[^`\n]*`", "x", re.sub(r"\]\([^)\s]*\)", "]", text))
    name = path.relative_to(ROOT).as_posix()
    return [Place(f"{name}:{number}", line) for number, line in enumerate(text.split("\n"), 1)]


_TRANSLATED = {"tr", "translate", "QT_TRANSLATE_NOOP", "Texts"}


@cache
def screen_texts() -> list[Place]:
    """Every text that passes through the translation: what stands on the screen and in reports."""
    found: list[Place] = []
    for name, tree in _modules():
        for call in _calls(tree):
            found += [
                Place(f"{name}:{literal.lineno}", literal.value)
                for literal in ast.walk(call)
                if isinstance(literal, ast.Constant) and isinstance(literal.value, str)
            ]
    return list(dict.fromkeys(found))


@cache
def spoken_literals() -> list[Place]:
    """Every literal of the program with a space in it, but for docstrings: help of the command
    line, errors and reports too, whether they can be translated or not."""
    found: list[Place] = []
    for name, tree in _modules():
        skipped = {id(text) for text in _docstrings(tree)}
        found += [
            Place(f"{name}:{node.lineno}", node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and " " in node.value.strip()
            and id(node) not in skipped
        ]
    return found


@cache
def _modules() -> tuple[tuple[str, ast.Module], ...]:
    """Each with its name, written with “/” on every system."""
    paths = sorted((ROOT / "spdesk").rglob("*.py"))
    return tuple(
        (path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in paths
    )


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in _TRANSLATED:
                yield node


def _docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    """Texts that stand as statements: docstrings, also those of attributes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
