"""One cell at a time: numbers, words, "can't say", and what is never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spdesk.exchange.ballots.answers import Kind, answer_of
from spdesk.exchange.ballots.table import Moment
from spdesk.exchange.ballots.words import LADDERS, ladder_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("6", 6), (" 6 ", 6), ("6,5", 6.5), ("6.5", 6.5), ("07", 7), ("6½", 6.5), ("4;", 4)),
        *(("10", 10), ("1.375", 1.375), ("\u00a06", 6)),
    ],
)
def test_numbers(text: str, number: float) -> None:
    answer = answer_of(text)
    assert (answer.kind, answer.number) == (Kind.NUMBER, number)


@pytest.mark.parametrize(
    ("text", "number", "word"),
    [
        ("1 - Strongly disagree", 1, "strongly disagree"),
        ("5 – very good", 5, "very good"),
        ("3: Fair", 3, "fair"),
        ("4. Agree", 4, "agree"),
        ("4 (good)", 4, "good"),
        ("4 Good", 4, "good"),
        ("10 = best there is", 10, "best there is"),
        ("3 stars", 3, "stars"),
        ("Strongly agree (5)", 5, "strongly agree"),
        ("Agree - 4", 4, "agree"),
    ],
)
def test_numbers_with_a_label(text: str, number: float, word: str) -> None:
    answer = answer_of(text)
    assert (answer.kind, answer.number, answer.word) == (Kind.LABELLED, number, word)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Strongly\u00a0Agree", Kind.WORD),
        ("a. Excellent", Kind.WORD),
        ("neither agree\nnor disagree", Kind.WORD),
        ("Agree;", Kind.WORD),
        ("Don’t know", Kind.ABSTAINED),
        ("N/A", Kind.ABSTAINED),
        ("n.a.", Kind.ABSTAINED),
        ("?", Kind.ABSTAINED),
        ("a;b;", Kind.SEVERAL),
        ("3;4;", Kind.SEVERAL),
        ("03/04", Kind.MOMENT),
        ("3/4", Kind.MOMENT),
        ("3-4", Kind.MOMENT),
        ("2025-04-03", Kind.MOMENT),
        ("7/2/20 11:00:22", Kind.MOMENT),
        ("03.04.", Kind.MOMENT),
        ("4-Mar", Kind.MOMENT),
        ("Mar-04", Kind.MOMENT),
        ("4 March 2025", Kind.MOMENT),
        ("11:00", Kind.MOMENT),
        ("1,000", Kind.OTHER),
        ("-3", Kind.OTHER),
        ("-", Kind.OTHER),
        ("#N/A", Kind.OTHER),
        ("3 more nurses", Kind.OTHER),
        ("2 of us", Kind.OTHER),
        ("٣", Kind.OTHER),
        ("1e3", Kind.OTHER),
        ("1-Decent", Kind.LABELLED),
    ],
)
def test_kinds(text: str, kind: Kind) -> None:
    assert answer_of(text).kind is kind


def test_cells_that_are_no_text() -> None:
    assert answer_of(None).kind is Kind.EMPTY
    assert answer_of(6.0).number == 6
    assert answer_of(Moment("2025-04-03")).kind is Kind.MOMENT


@given(st.text(max_size=30))
def test_no_text_is_too_strange(text: str) -> None:
    assert answer_of(text).kind is not Kind.EMPTY


@pytest.mark.parametrize(
    ("words", "steps"),
    [
        ({"agree", "disagree"}, 5),
        ({"agree", "somewhat agree"}, 7),
        ({"somewhat agree", "strongly agree"}, 5),
        ({"very poor", "good"}, 5),
        ({"good", "excellent", "very good"}, 5),
        ({"very poor", "excellent", "very good"}, 6),
        ({"low", "high"}, 3),
        ({"low", "very high"}, 5),
        ({"often", "never"}, 5),
    ],
)
def test_the_ladder_is_chosen_by_all_words(words: set[str], steps: int) -> None:
    ladder = ladder_of(words)
    assert ladder is not None
    assert words <= ladder.words
    assert len(ladder.steps) == steps


def test_a_word_stands_once_on_a_ladder() -> None:
    for ladder in LADDERS:
        words = [word for step in ladder.steps for word in step]
        assert len(words) == len(set(words)), ladder
    assert ladder_of({"purple"}) is None
