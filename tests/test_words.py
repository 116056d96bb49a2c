"""Plain words: how hard the texts are to read, and one name for one thing.

The levels: what stands on the screen and in the resources has a school grade of at most 6 (about
eleven years of age) and no sentence above 28 words; the help and the guides at most 8 (about
thirteen) and 35 words; the sheets for IT and governance, which lean on the terms of their trade, at
most 10. See tests/reading.py for how a grade is counted, and docs/method.md for what it leaves out.
"""

import re
from functools import cache
from pathlib import Path

import pytest

from spdesk.guidance.library import guidance
from tests.reading import (
    RESOURCES,
    ROOT,
    Place,
    case_titles,
    grade,
    lines_of,
    prose_of,
    resource_texts,
    screen_texts,
    sentences,
    spoken_literals,
    syllables,
    words,
)

PLAIN_GRADE, PLAIN_WORDS = 6.0, 28
GUIDE_GRADE, GUIDE_WORDS = 8.0, 35
TRADE_GRADE = 10.0
RUNNING = 4
"""A text of fewer words is a label, which has no grade."""

TEXTS = sorted(path for path in RESOURCES.glob("*.toml") if path.name != "theme.toml")
HELP = sorted((RESOURCES / "help").glob("*.md"))
FOR_THE_TRADE = {"information-governance.md", "it-sheet.md", "licences.md"}
GUIDES = [ROOT / "docs" / "user-guide.md", *sorted((ROOT / "docs" / "guide").glob("*.md"))]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def running(texts: list[str]) -> list[str]:
    """The texts that are sentences, paragraph by paragraph and without marks of form."""
    parts = [re.sub(r"<[^>]*>", "\n\n", text).split("\n\n") for text in texts]
    return [part for every in parts for part in every if len(words(part)) >= RUNNING]


def too_long(texts: list[str], most: int) -> list[str]:
    return [one for text in texts for one in sentences(text) if len(words(one)) > most]


# --- How the grade is counted ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("lead", 1), ("any", 2), ("practice", 2), ("people", 2), ("management", 3), ("triage", 2),
        ("relationships", 4), ("capabilities", 5), ("everybody", 4), ("somewhere", 2),
        ("decision", 3), ("changed", 1), ("ended", 2), ("serious", 3), ("likely", 2),
        ("criteria", 4), ("don’t", 1), ("offline", 2), ("re-open", 3),
    ],
)  # fmt: skip
def test_syllables_are_counted_by_rule(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_is_that_of_the_formula() -> None:
    # 2 sentences of 5 words, 14 syllables: 0.39 × 5 + 11.8 × 1.4 − 15.59
    text = "The practice is open today. We see ten people there."
    assert [len(words(one)) for one in sentences(text)] == [5, 5]
    assert sum(map(syllables, words(text))) == 14
    assert grade([text]) == pytest.approx(0.39 * 5 + 11.8 * 1.4 - 15.59)


def test_a_hard_text_has_a_higher_grade_than_a_plain_one() -> None:
    hard = (
        "Organisational prioritisation necessitates comprehensive multidisciplinary consideration "
        "of implementation capabilities, notwithstanding considerable contextual heterogeneity."
    )
    assert grade([hard]) > 20 > PLAIN_GRADE > grade(["Ask the people whom it touches what hurts."])


def test_a_sentence_ends_at_a_stop_and_at_nothing_else() -> None:
    text = "First: one, e.g. this; and that. “Second?” Third…\n\nFourth, at 10.30 today"
    assert len(sentences(text)) == 4


# --- How hard the texts are to read ---------------------------------------------------------------


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_resource_is_plain(path: Path) -> None:
    texts = running([place.text for place in resource_texts(path)])
    assert texts
    assert grade(texts) <= PLAIN_GRADE
    assert too_long(texts, PLAIN_WORDS) == []


def test_the_screen_is_plain() -> None:
    texts = running([place.text for place in screen_texts()])
    assert len(texts) > 500, "the texts of the screen are not found any more"
    assert grade(texts) <= PLAIN_GRADE
    assert too_long(texts, PLAIN_WORDS) == []


@pytest.mark.parametrize("path", [*HELP, *GUIDES], ids=lambda path: path.name)
def test_the_help_and_the_guides_are_plain(path: Path) -> None:
    text = prose_of(path.read_text(encoding="utf-8"))
    trade = path.name in FOR_THE_TRADE
    assert grade([text]) <= (TRADE_GRADE if trade else GUIDE_GRADE)
    assert trade or too_long([text], GUIDE_WORDS) == []


# --- One name for one thing, and no words that hide what is meant ---------------------------------

AMERICAN = {
    r"\w+(?:iz(?:e|es|ed|ing|ation|ations|er|ers)|yz(?:e|es|ed|ing))": "-ise, -yse",
    "colors?|colored": "colour",
    "centers?|centered": "centre",
    "behaviors?": "behaviour",
    "favor(?:s|ed|ite)?|honor|labor|neighbors?": "-our",
    "gray|grays": "grey",
    "canceled|labeled|modeled|traveled": "-lled",
    "fulfills?": "fulfil",
    "judgment": "judgement",
    "catalog|analog": "-ogue",
    "toward|gotten|math": "towards, got, maths",
}
JARGON = {
    r"leverag\w+|synerg\w+|stakeholders?|actionable|impactful|holistic\w*|paradigms?": "plain words",
    r"utili[sz]\w+": "use",
    r"empower\w*|incentivis\w*|operationalis\w*|ideat\w+|learnings?|solutioning": "plain words",
    r"going forward|deep dive|low-hanging|buy-in|move the needle|touch base|best practice": "say it",
    r"in order to|prior to|commenc\w+|with regard to|in respect of|in terms of": "to, before, about",
    r"seamless\w*|streamlin\w*|deliverables?|game-chang\w+|cutting-edge": "plain words",
}
MANNERS = {
    r"click here|simply click|just click": "say what is pressed",
    r"please": "say it without",  # but see QUOTED
    r"oops|whoops|sorry about|unfortunately|we are sorry": "say what to do",
    r"(?:an? )?(?:invalid|illegal|fatal)|aborted": "say what is wrong",
    r"e\.g\.|i\.e\.|etc\.": "for example, that is",
    r"obviously|of course|needless to say": "leave it out",
}
ALLOWED = {
    "size", "sized", "resized", "resize", "sizes", "prize", "seize",  # no -ise word
    "learning", "quartz",
}  # fmt: skip
QUOTED = re.compile(
    r"Health Education & Behavior|Problematizing|No patients’ details, please"
    r"|please \(\?:|[\w-]*color:|::indicator"
)
"""Titles of works, the one “please” of the status line, patterns that look for what others wrote,
and style sheets."""


@cache
def spoken() -> list[Place]:
    """Everything that somebody may read: screen, command line, reports, resources, documents."""
    resources = [place for path in TEXTS for place in resource_texts(path)]
    documents = [place for path in [*HELP, *DOCUMENTS] for place in lines_of(path)]
    return [*screen_texts(), *spoken_literals(), *resources, *case_titles(), *documents]


def found(pattern: str, places: list[Place]) -> list[str]:
    """The places where a word stands by itself, with the word."""
    word = re.compile(rf"(?<![\w.-])(?:{pattern})(?![\w-])", re.IGNORECASE)
    return [
        f"{place.where}: {hit[0]}"
        for place in places
        for hit in word.finditer(QUOTED.sub("", place.text))
        if hit[0].lower() not in ALLOWED
    ]


def instead() -> dict[str, str]:
    """What the glossary says not to call a thing, with the word to use."""
    return {
        re.escape(word): entry.term
        for entry in guidance().glossary.entries
        for word in entry.instead_of
    }


def test_the_texts_are_where_they_are_looked_for() -> None:
    places = {place.where.split(":")[0] for place in spoken()}
    assert {
        "spdesk/cli.py",
        "spdesk/ui/messages.py",
        "spdesk/core/sentences.py",
        "spdesk/exchange/reports/words.py",
        "resources/help/start.md",
        "docs/guide/facilitator.md",
        "README.md",
    } <= places
    assert any(where.startswith("triage.toml") for where in places)


@pytest.mark.parametrize(
    "planted",
    [
        "Choose a color for it.",
        "We organize a meeting.",
        "Leverage the stakeholders.",
        "Please click here.",
        "Use the SP Index to compare.",
        "A consensus level of three.",
    ],
)
def test_a_planted_word_is_found(planted: str) -> None:
    lists = {**AMERICAN, **JARGON, **MANNERS, **instead()}
    assert any(found(pattern, [Place("planted", planted)]) for pattern in lists)


def test_words_that_only_look_alike_are_not_found() -> None:
    fine = "A learning set of the right size; colours; the polling station; re-ordering to-dos."
    for pattern in {**AMERICAN, **JARGON, **MANNERS, **instead()}:
        assert found(pattern, [Place("fine", fine)]) == []


@pytest.mark.parametrize(
    "words_list", [AMERICAN, JARGON, MANNERS], ids=["American", "jargon", "manners"]
)
def test_plain_british_words_are_used(words_list: dict[str, str]) -> None:
    places = spoken()
    hits = [f"{hit} ({use})" for one, use in words_list.items() for hit in found(one, places)]
    assert hits == []


def test_one_thing_has_one_name() -> None:
    assert len(instead()) > 30
    places = spoken()
    hits = [f"{hit} ({use})" for word, use in instead().items() for hit in found(word, places)]
    assert hits == []


def test_nobody_is_shouted_at() -> None:
    on_screen = [*screen_texts(), *(p for path in TEXTS for p in resource_texts(path))]
    loud = [place.where for place in on_screen if re.search(r"\w!(?:\s|$)", place.text)]
    assert loud == []
