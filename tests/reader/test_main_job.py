"""The whole main job, done by who cannot see the screen: by names alone, from outside."""

import re
from pathlib import Path

import pytest

from spdesk.core.performance import Lever
from spdesk.workbook.model import Issue
from spdesk.workbook.store import read_workbook
from tests.reader.atspi import Role
from tests.reader.conftest import Start
from tests.reader.person import Person

pytestmark = [pytest.mark.reader, pytest.mark.timeout(400)]

TITLE = "Patients keep missing appointments"
SCORES = {"Capabilities": 6.0, "Incentives": 5.0, "Constructive relationships": 4.5}
BALLOTS = ((6, 5, 4), (7, 5, 3), (5, 5, 8))
MOVE = "Let everyone write the problem in one sentence, alone, and read them out."
MOST_QUESTIONS = 16


def describe(person: Person) -> None:
    person.write("The issue in a sentence", TITLE)
    person.press("Start with this issue")
    person.write("What is going on", "One appointment in nine is missed.")
    person.write("Who looks after it", "Practice lead")


def triage(person: Person) -> None:
    person.choose("Issue", "Go to triage")
    person.hears("^First of all. Will serious harm follow")
    person.press(re.compile("^0: "), Role.RADIO_BUTTON)
    person.press("Next")
    for number in range(1, MOST_QUESTIONS):
        person.hears(f"^Question {number}[.] ")
        if person.has(Role.BUTTON, "See the verdict"):
            break
        person.press(re.compile("^4: "), Role.RADIO_BUTTON)
        person.press("Next")
    person.press("See the verdict")
    person.hears("^This is mostly a type 2 problem")
    person.reads("This is mostly a type 2 problem.")


def settle_the_approach(person: Person) -> None:
    person.press("See the approach")
    person.press("Lead it this way")
    person.press("Go on to performance")


def score(person: Person) -> None:
    for name, value in SCORES.items():
        person.set_value(Role.SPIN_BUTTON, name, value)
    person.hears("^Capabilities 6, incentives 5, relationships 4.5: .* about 21[.]$")
    person.reads("One more point of relationships would multiply SP by about 2")
    slider = person.find(Role.SLIDER, "Capabilities, slider")
    assert (slider.value, slider.get("Value", "MaximumValue")) == (6.0, 10.0)


def move_the_point(person: Person) -> None:
    """The picture: its words are live, its keys are heard, its table is one key away."""
    picture = person.find(Role.IMAGE, "Landscape of sustainable performance")
    assert "relationships 4.5" in picture.description
    person.focus(picture)
    person.keys("Up")
    person.hears("^Capabilities 6, incentives 5, relationships 4.6: ")
    person.keys("Right")
    person.hears("relationships 4.6: ")
    assert "relationships 4.6" in picture.description
    person.keys("ctrl+t")
    table = person.find(Role.TABLE, "Sustainable performance as a table")
    assert any("4.6" in cell.name for cell in table.children())
    person.choose("Edit", re.compile("^Undo"))
    person.hears("^Undone: move the point[.]$")


def ask_the_room(person: Person) -> None:
    person.choose("Issue", "Go to the room")
    person.press("Begin the round")
    person.press("Pass the laptop")
    for ballot in BALLOTS:
        person.press("I am the next person")
        for number, rating in enumerate(ballot, 1):
            person.hears(f"^Question {number} of 3")
            person.press(re.compile(f"^{rating}(,|$)"), Role.RADIO_BUTTON)
        person.press("Hand in (Enter)")
    person.press("Back to the facilitator")
    person.reads("3 ballots are in")
    person.press("Reveal now with 3")
    person.hears("^Revealed: ")
    dots = person.find(Role.IMAGE, "Incentives")
    assert dots.description == "Ballots: 3 at 5."
    person.press("Show the medians")
    person.hears("median")
    assert "All answers are 5." in person.find(Role.IMAGE, "Incentives").description
    person.press("Put the widest on top")


def plan(person: Person) -> None:
    person.choose("Issue", "Go to the plan")
    person.press("Add to the plan: " + MOVE)
    person.reads("Undo: add a probe")


def save(person: Person, path: Path) -> None:
    person.keys("ctrl+s")
    person.find(Role.DIALOG, re.compile("Save"))
    person.write(re.compile("^File name"), str(path))
    person.press("Save")
    person.hears("^All changes saved")


def test_the_main_job_by_names_alone(start: Start, tmp_path: Path) -> None:
    person = start()
    describe(person)
    triage(person)
    settle_the_approach(person)
    score(person)
    move_the_point(person)
    ask_the_room(person)
    plan(person)
    path = tmp_path / "ours.spdesk"
    save(person, path)
    person.choose("Help", "Help topics")
    person.find(Role.LIST, "Help topics")
    _check(read_workbook(path).issues[0])
    person.choose("File", "Quit")
    assert person.process.wait(60) == 0


def _check(issue: Issue) -> None:
    """What a reader did stands in the file as it would by mouse and keys."""
    assert (issue.title, issue.owner) == (TITLE, "Practice lead")
    assert issue.description == "One appointment in nine is missed."
    assert {answer.rating for answer in issue.triage.answers} == {4}
    assert issue.scores.of(Lever.RELATIONSHIPS) is not None
    (held,) = issue.ballot_rounds
    assert sorted(sorted(ballot.ratings.values()) for ballot in held.ballots) == sorted(
        sorted(map(float, ballot)) for ballot in BALLOTS
    )
    assert [probe.attempt for probe in issue.agreed.probes] == [MOVE]
