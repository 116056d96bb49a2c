"""Names and titles where there is little room: as much as fits, and never an ellipsis alone."""

import pytest

from spdesk.ui.words import beginning, shortened


@pytest.mark.parametrize(("text", "short"), [("", ""), ("abcde", "abcde"), ("abcdef", "abcd…")])
def test_a_name_keeps_its_beginning(text: str, short: str) -> None:
    assert beginning(text, 5) == short


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("A", "A"),
        ("Missed visits", "Missed…"),
        ("x" * 40, "x" * 9 + "…"),
        ("Ten chars.", "Ten chars."),
    ],
)
def test_a_title_keeps_whole_words_or_the_beginning_of_an_endless_one(
    title: str, short: str
) -> None:
    assert shortened(title, 10) == short
