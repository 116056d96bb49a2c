"""A whole meeting at one laptop: seven people, two rounds, a decision and one who disagrees."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QRadioButton

from spdesk.core.performance import Lever
from spdesk.guidance.library import guidance
from spdesk.ui.ballot.ballot_window import BallotWindow
from spdesk.ui.ballot.hand_over_screen import HandOverScreen
from spdesk.ui.ballot.question_screen import QuestionScreen
from spdesk.ui.pages.room.question_picker import QuestionPicker
from spdesk.ui.widgets.minority_dialog import MinorityDialog
from spdesk.ui.widgets.people_box import PeopleBox
from spdesk.workbook import edits
from spdesk.workbook.derive import Step
from spdesk.workbook.format import to_text
from tests.ui.conftest import Recorder
from tests.ui.driving import Driver, has_keyboard, named, shown

ASKED = tuple(
    factor
    for lever in Lever
    for factor in [f.id for f in guidance().factors.factors if f.lever is lever][:3]
)
"""Nine sub-factors, three a term."""

FIRST = [
    "876543329", "766544882", "787653228", "665544992",
    "876445331", "7665?4229", "888653882",
]  # fmt: skip
"""The keys that seven people press, one for each question."""

SECOND = [
    "776544665", "766544666", "777653656", "666544766",
    "776445665", "766544566", "777653676",
]  # fmt: skip

SECONDS_A_KEY, SECONDS_TO_HAND_OVER, SIX_MINUTES = 2, 10, 360
MOST_KEYS = 60
"""After so many keys nobody would go on."""


def set_up(driver: Driver) -> None:
    driver.click(named(driver.page, "The sub-factors", QRadioButton))
    driver.click("Leave questions out")
    (picker,) = shown(driver.page, QuestionPicker)
    for tick in shown(picker, QCheckBox):
        tick.setFocus()
        name = guidance().factors.factor
        if all(tick.text() != f.name for f in map(name, ASKED) if f is not None):
            driver.keys(Qt.Key.Key_Space)
    named(driver.page, "People in the room", PeopleBox).setFocus()
    driver.keys("7", Qt.Key.Key_Tab)
    driver.click("Begin the round")


def pass_the_laptop(driver: Driver, people: list[str]) -> int:
    """Everybody votes, each with the keys that the screens ask for; gives how many that were."""
    driver.click("Pass the laptop")
    (ballots,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, BallotWindow)]
    driver.qtbot.waitUntil(lambda: has_keyboard(ballots))
    pressed = 0
    for answers in people:
        # The laptop has changed hands; nothing of the ballot before is to be seen or reached.
        assert driver.window.desk.workbook.issues[0].ballot_rounds == SEEN[-1]
        pressed += vote(driver, ballots, answers)
    ballots.close()
    driver.settle()
    driver.activate()
    return pressed


def vote(driver: Driver, ballots: BallotWindow, answers: str) -> int:
    """Press what the screen in sight asks for until the laptop can be handed on.

    A question that is still there after its answer wants Enter. Gives how many keys were pressed.
    """
    left, answered, pressed = list(answers), "", 0
    key: Qt.Key | str = Qt.Key.Key_Space  # on the screen between two people
    while not (pressed and shown(ballots, HandOverScreen)):
        asked = shown(ballots, QuestionScreen)
        if asked and asked[0]._place.text() != answered:
            answered = asked[0]._place.text()
            key = left.pop(0)
        elif pressed:
            key = Qt.Key.Key_Return
        driver.keys(key)
        pressed += 1
        assert pressed <= MOST_KEYS, "the laptop does not come back"
    assert left == []
    return pressed


SEEN: list[object] = []


def test_seven_people_two_rounds_and_a_decision(
    driver: Driver, messages: Recorder, tmp_path: Path
) -> None:
    window = driver.window
    driver.start_issue()
    window.desk.apply_to_issue("owner", edits.describe_issue, "owner", "Reception lead")
    window.desk.look_at(driver.issue.id, Step.ROOM)
    driver.settle()
    SEEN[:] = [()]

    set_up(driver)
    held = window.desk.box.round
    assert held is not None
    assert held.questions == ASKED
    pressed = pass_the_laptop(driver, FIRST)
    assert "7 of 7 ballots are in" in driver.words
    assert driver.issue.ballot_rounds == ()  # nobody can look before everybody has voted
    driver.command(Qt.Key.Key_Z)  # no ballot can be undone
    assert window.desk.box.count == 7
    assert driver.issue.owner == ""
    driver.command(Qt.Key.Key_5)

    driver.click("Reveal")
    driver.keys(Qt.Key.Key_Return, Qt.Key.Key_Return)  # the middles, then the widest on top
    assert "Round 1: 7 ballots, opened together" in driver.words
    assert "You are split about" in driver.words
    SEEN.append(driver.issue.ballot_rounds)

    driver.click("Second round")
    pressed += pass_the_laptop(driver, SECOND)
    driver.click("Reveal")
    driver.keys(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert "Round 2: 7 ballots, opened together" in driver.words
    assert "the round before" in driver.words  # the first one, as a ghost
    assert "You are split about" not in driver.words

    driver.click("Keep this round")

    def disagree(dialog: QDialog) -> None:
        assert isinstance(dialog, MinorityDialog)
        driver.keys("We think that the hours are wrong.")
        dialog._keep.click()

    driver.in_dialog(disagree)
    driver.click("Minority note…")
    driver.activate()
    driver.click("See the performance")
    assert window.desk.step is Step.PERFORMANCE
    assert driver.issue.scores.complete
    assert driver.issue.rounds[-1].ballot_round == driver.issue.ballot_rounds[-1].id
    assert "round 2, 7 ballots" in driver.words

    messages.to_save = tmp_path / "meeting.spdesk"
    driver.command(Qt.Key.Key_S)
    saved = json.loads(messages.to_save.read_text(encoding="utf-8"))["issues"][0]
    assert [note["text"] for note in saved["minority_notes"]] == [
        "We think that the hours are wrong."
    ]
    for kept, cast in zip(saved["ballot_rounds"], (FIRST, SECOND), strict=True):
        one_by_one = [[a["rating"] for a in b["answers"]] for b in kept["ballots"]]
        assert len(one_by_one) == len(cast)
        assert one_by_one == sorted(
            one_by_one, key=lambda row: [-1 if r is None else r for r in row]
        )
    # Two keys beside the answers are all that one has to press for each ballot.
    assert pressed == sum(len(answers) + 2 for answers in FIRST + SECOND)


def test_the_screens_let_seven_people_vote_in_six_minutes(driver: Driver) -> None:
    """At two seconds a key, and ten for handing the laptop on, by the keys that the screens want."""
    driver.start_issue()
    driver.window.desk.look_at(driver.issue.id, Step.ROOM)
    driver.settle()
    SEEN[:] = [()]
    set_up(driver)
    pressed = pass_the_laptop(driver, FIRST)
    assert driver.window.desk.box.is_full
    assert pressed * SECONDS_A_KEY + len(FIRST) * SECONDS_TO_HAND_OVER < SIX_MINUTES


@pytest.mark.parametrize("order", [FIRST, FIRST[::-1], FIRST[3:] + FIRST[:3]])
def test_who_voted_when_cannot_be_told_from_the_workbook(driver: Driver, order: list[str]) -> None:
    driver.start_issue()
    driver.window.desk.look_at(driver.issue.id, Step.ROOM)
    driver.settle()
    SEEN[:] = [()]
    set_up(driver)
    pass_the_laptop(driver, order)
    driver.click("Reveal")
    (held,) = driver.issue.ballot_rounds
    in_order = [[answer.rating for answer in ballot.answers] for ballot in held.ballots]
    assert in_order == sorted(in_order, key=lambda row: [-1 if r is None else r for r in row])
    assert to_text(driver.window.desk.workbook).count('"role": ""') == len(order)
