"""Every page and dialog, read from outside: nothing that is used or shown lacks a name."""

import re
from pathlib import Path

import pytest

from tests.reader.atspi import Role
from tests.reader.conftest import Start
from tests.reader.nameless import nameless
from tests.reader.person import Name, Person

pytestmark = [pytest.mark.reader, pytest.mark.timeout(400)]

SMALL = Path(__file__).with_name("small_window.py")

PAGES: dict[tuple[str, str], str] = {
    ("Issue", "Go to the issue"): "What is the issue?",
    ("Issue", "Go to triage"): "mostly a type",
    ("Issue", "Go to approach"): "First moves",
    ("Issue", "Go to performance"): "Sustainable performance",
    ("Issue", "Go to the room"): "Ask the room|round 1",
    ("Issue", "Go to the plan"): "The plan",
    ("Issue", "Go to the review"): "review",
    ("View", "All issues"): "issues",
}
"""How to come to each page of an example, and what stands on it."""

DIALOGS: dict[tuple[Name, ...], str] = {
    ("Issue", "Split into parts…"): "Split",
    ("File", "Hand round more…"): "Hand round",
    ("Help", "Keys"): "Keys",
    ("Help", "About SP Desk"): "About",
}
"""How to open each dialog, and how its title begins."""


def test_every_page_of_an_example_has_a_name_for_everything(start: Start) -> None:
    person = start()
    assert nameless(person) == []
    person.press(re.compile("^Missed appointments"))
    for way, words in PAGES.items():
        person.choose(*way)
        person.reads_like(words)
        assert (way, nameless(person)) == (way, [])


def test_every_dialog_has_a_name_for_everything(start: Start) -> None:
    person = start()
    person.press(re.compile("^Missed appointments"))
    for way, title in DIALOGS.items():
        person.choose(*way)
        _wait_for_dialog(person, title)
        assert (way, nameless(person)) == (way, [])
        person.keys("Escape")
        person.wait_for(lambda: not _dialogs(person, ""), f"{title} does not close")


def _wait_for_dialog(person: Person, title: str) -> None:
    person.wait_for(lambda: _dialogs(person, title), f"{title} does not open")


def _dialogs(person: Person, title: str) -> bool:
    return any(person.has(role, re.compile(title)) for role in (Role.DIALOG, Role.ALERT))


def test_help_and_presenter_have_a_name_for_everything(start: Start) -> None:
    person = start()
    person.press(re.compile("^Missed appointments"))
    person.choose("Help", "Help topics")
    person.find(Role.LIST, "Help topics")
    person.choose("Meeting", "Present")
    person.find(Role.FRAME, re.compile("^Presenter"))
    assert nameless(person) == []


def test_the_test_of_names_can_fail(start: Start) -> None:
    """A button and a picture without a name are found; with names, nothing is."""
    bare = start(str(SMALL))
    bare.find(Role.BUTTON, "A button")
    assert len(nameless(bare)) == 2
    named = start(str(SMALL), "named")
    named.find(Role.BUTTON, "Another button")
    assert nameless(named) == []
