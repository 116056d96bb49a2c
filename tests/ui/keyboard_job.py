"""The whole main job with keys alone, for the tests out of sight and those on a real screen."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from spdesk.core.performance import Lever
from spdesk.core.triage import Verdict
from spdesk.core.wizard import GATE, VERDICT
from spdesk.guidance.library import guidance
from spdesk.ui.ballot.ballot_window import BallotWindow
from spdesk.ui.ballot.hand_over_screen import HandOverScreen
from spdesk.ui.help_window import HelpWindow
from spdesk.workbook.derive import Step, verdict_that_counts
from tests.ui.conftest import Recorder
from tests.ui.driving import Driver, has_keyboard, shown
from tests.ui.keyboard import ENTER, ESC, SPACE, TAB, Hands, focused, name_of, stops

TITLE = "Patients keep missing appointments"
PICTURE = "Landscape of sustainable performance"
TRY = "Ring three days before"
PEOPLE = ["624", "625", "712", "683"]
"""The keys that each person presses on the ballot about the three terms."""

WRITING = 30_000
"""Milliseconds that a busy machine may take for the documents."""

MINORITY = "We think that the hours are wrong."


def whole_job(driver: Driver, messages: Recorder, folder: Path) -> None:
    """From the first words to what is handed round, and the help and the palette on the way."""
    hands = Hands(driver)
    describe(driver, hands)
    triage(driver, hands)
    overrule(driver, hands)
    approach(driver, hands)
    performance(driver, hands)
    ask_the_room(driver, hands)
    plan(driver, hands)
    save_and_hand_round(driver, hands, messages, folder)
    help_and_back(driver, hands)
    palette(driver, hands)
    assert messages.told == []


def describe(driver: Driver, hands: Hands) -> None:
    assert name_of(focused()) == "The issue in a sentence"
    driver.keys(TITLE, ENTER)
    assert driver.window.desk.step is Step.ISSUE
    assert driver.issue.title == TITLE
    hands.type("What is going on", "Some come late, some never.")
    driver.keys(ENTER, "Nobody knows why.", TAB)  # Enter begins a line, Tab leaves
    assert driver.issue.description == "Some come late, some never.\nNobody knows why."
    hands.type("The plan in their own words", "Ask first")
    hands.press("Go on to the triage")
    assert driver.issue.plan_note == "Ask first"


def triage(driver: Driver, hands: Hands) -> None:
    assert driver.triage.stop == GATE
    driver.keys("0", ENTER, "4", ENTER)
    second = driver.triage.stop
    driver.keys("?")  # we cannot say
    assert driver.issue.triage.answers[-1].rating is None
    driver.keys(ENTER, Qt.Key.Key_Backspace)  # and back to it, to think again
    assert driver.triage.stop == second
    driver.keys("4", ENTER)
    assert [answer.rating for answer in driver.issue.triage.answers] == [4, 4]
    driver.keys("?", ENTER)
    for _ in guidance().rules.criteria:
        if "Enough is known" in driver.words:
            break
        driver.keys("4", ENTER)
    hands.press("See the verdict")
    assert driver.triage.stop == VERDICT
    assert verdict_that_counts(driver.issue, guidance().rules) is Verdict.TYPE_2


def overrule(driver: Driver, hands: Hands) -> None:
    def disagree(dialog: QDialog) -> None:
        driver.keys(Qt.Key.Key_Down, SPACE)  # nothing is chosen yet: the arrows only go there
        hands.type("Why you see it differently", "It is two things.")
        hands.press("Put it on record")

    driver.in_dialog(disagree)
    hands.press("We see it differently…")
    driver.activate()
    assert driver.issue.overrule is not None
    assert driver.issue.overrule.reason == "It is two things."
    hands.press("Withdraw our view")
    assert driver.issue.overrule is None


def approach(driver: Driver, hands: Hands) -> None:
    hands.press("See the approach")
    assert driver.window.desk.step is Step.APPROACH
    hands.press("Lead it this way")
    assert driver.issue.approach is not None
    hands.press("Go on to performance")
    assert driver.window.desk.step is Step.PERFORMANCE


def performance(driver: Driver, hands: Hands) -> None:
    for name, typed in (
        ("Capabilities", "6"),
        ("Incentives", "5"),
        ("Constructive relationships", "4.5"),
    ):
        hands.type(name, typed)
    driver.keys(TAB)
    scores = driver.issue.scores
    assert [scores.of(lever) for lever in Lever] == [6, 5, 4.5]
    hands.go_to(PICTURE)
    driver.keys(Qt.Key.Key_Right, Qt.Key.Key_Up)
    moved = driver.issue.scores
    assert moved != scores
    hands.go_to("Incentives, slider")
    driver.keys(Qt.Key.Key_PageUp)
    assert moved.incentives is not None
    assert driver.issue.scores.incentives == pytest.approx(moved.incentives + 1)
    landscape = hands.go_to(PICTURE)
    hands.command(Qt.Key.Key_T)
    driver.qtbot.waitUntil(landscape.isHidden)  # a button that is pressed by its key takes a moment
    assert PICTURE not in [name_of(widget) for widget in stops(driver)]
    hands.command(Qt.Key.Key_T)
    driver.qtbot.waitUntil(landscape.isVisible)
    hands.go_to(PICTURE)


def ask_the_room(driver: Driver, hands: Hands) -> None:
    hands.command(Qt.Key.Key_5)
    hands.type("People in the room", str(len(PEOPLE)))
    hands.press("Begin the round")
    hands.press("Pass the laptop")
    (ballots,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, BallotWindow)]
    driver.qtbot.waitUntil(lambda: has_keyboard(ballots))
    for answers in PEOPLE:
        driver.keys(SPACE, *answers)
        for _ in range(3):  # past the roles and the check, to the next person
            if not shown(ballots, HandOverScreen):
                driver.keys(ENTER)
        assert shown(ballots, HandOverScreen)
    driver.keys(ESC)
    driver.activate()
    hands.press("Reveal")
    driver.keys(ENTER, ENTER)
    (held,) = driver.issue.ballot_rounds
    assert len(held.ballots) == len(PEOPLE)
    hands.press("Keep this round")

    def note(dialog: QDialog) -> None:
        driver.keys(MINORITY)
        hands.press("Keep the note")

    driver.in_dialog(note)
    hands.press("Minority note…")
    driver.activate()
    assert [one.text for one in driver.issue.minority_notes] == [MINORITY]


def plan(driver: Driver, hands: Hands) -> None:
    hands.command(Qt.Key.Key_6)
    hands.type("What we decided", "We try it for a month.")
    hands.type("What could you try?", TRY)
    driver.keys(ENTER)
    hands.type("Probe 1: Where, and how small", "One surgery.")
    hands.type("If … happens", "The phones are jammed")
    driver.keys(ENTER)
    hands.press("Plan actions as well")
    hands.type("What will you do next?", "Change the letter")
    driver.keys(ENTER)
    hands.type("Action 1: Who looks after it", "Reception lead")
    hands.press("Look at it again on", SPACE)
    hands.go_to("Day to look at it again")
    first = driver.issue.review_on
    assert first is not None
    driver.keys(Qt.Key.Key_Up, TAB)
    made = driver.issue.agreed
    assert made.decision.text == "We try it for a month."
    assert [(one.attempt, one.where) for one in made.probes] == [(TRY, "One surgery.")]
    assert [one.text for one in made.triggers] == ["The phones are jammed"]
    assert [(one.solution, one.owner) for one in made.actions] == [
        ("Change the letter", "Reception lead")
    ]
    assert driver.issue.review_on is not None
    assert driver.issue.review_on > first


def save_and_hand_round(driver: Driver, hands: Hands, messages: Recorder, folder: Path) -> None:
    messages.to_save, messages.folder = folder / "ours.spdesk", folder
    hands.command(Qt.Key.Key_S)
    assert messages.to_save.is_file()
    assert not driver.window.isWindowModified()
    hands.command(Qt.Key.Key_R)
    driver.qtbot.waitUntil(lambda: bool(messages.written), timeout=WRITING)
    made = {path.suffix for path in folder.iterdir()}
    assert made >= {".spdesk", ".docx", ".xlsx"}


def help_and_back(driver: Driver, hands: Hands) -> None:
    driver.activate()
    before = focused()
    driver.qtbot.keyClick(before, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    (window,) = driver.window.findChildren(HelpWindow)
    driver.qtbot.waitUntil(lambda: has_keyboard(window))
    driver.keys(Qt.Key.Key_Down, TAB)
    driver.keys(ESC)
    assert not window.isVisible()
    driver.activate()
    assert focused() is before


def palette(driver: Driver, hands: Hands) -> None:
    def choose(dialog: QDialog) -> None:
        driver.keys("go triage", ENTER)

    driver.in_dialog(choose)
    hands.command(Qt.Key.Key_K)
    assert driver.window.desk.step is Step.TRIAGE
