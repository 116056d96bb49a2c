"""The presenter window: large, calm, follows the desk, and shows nothing that is private."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel

from spdesk.core.wizard import GATE, Stop, StopKind
from spdesk.guidance.library import guidance
from spdesk.ui.ballot.ballot_window import BallotWindow
from spdesk.ui.pages.room.reveal_view import Stage
from spdesk.ui.pages.room_page import RoomPage
from spdesk.ui.presenter.dots import Dots
from spdesk.ui.presenter.presenter_window import PresenterWindow
from spdesk.ui.presenter.room_slide import Reveal
from spdesk.ui.presenter.slide import slide_of
from spdesk.workbook import edits, plan_edits, round_edits
from spdesk.workbook.derive import Step
from spdesk.workbook.rounds import Ballot, BallotAnswer, BallotRound, Subject
from tests.ui import driving
from tests.ui.driving import Driver, has_keyboard, shown, wait_for_keyboard
from tests.ui.test_accessibility import LONG

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 3, 4)
LEAST_PIXELS = 24
IDS: dict[Subject, tuple[str, ...]] = {
    "terms": ("capabilities", "incentives", "relationships"),
    "factors": tuple(factor.id for factor in guidance().factors.factors),
    "triage": tuple(criterion.id for criterion in guidance().triage.criteria),
    "followership": ("thinking", "engagement"),
}


@pytest.fixture
def presenter(driver: Driver) -> Iterator[PresenterWindow]:
    """Open on an example, as large as a projector."""
    driver.open_example("missed-appointments", Step.TRIAGE)
    driver.window.commands.present()
    made = presenter_of(driver)
    made.showNormal()
    made.resize(1920, 1080)
    driver.settle()
    yield made
    made.close()


def presenter_of(driver: Driver) -> PresenterWindow:
    found = driver.window.findChildren(PresenterWindow)
    assert len(found) == 1
    return found[0]


def words(presenter: PresenterWindow) -> str:
    """What stands on it, once what was posted is laid out."""
    for _ in range(3):
        QApplication.processEvents()
    return driving.words(presenter)


def ballots(subject: Subject, rows: list[list[float | None]]) -> tuple[Ballot, ...]:
    ids = IDS[subject]
    return tuple(
        Ballot(
            answers=tuple(
                BallotAnswer(question=question, rating=rating)
                for question, rating in zip(ids, row, strict=False)
            )
        )
        for row in rows
    )


def open_round(driver: Driver, subject: Subject, **more: object) -> BallotRound:
    """Open a round on the example's issue, and look at the room."""
    held = BallotRound(
        id=f"round-{subject}",
        subject=subject,
        questions=IDS[subject],
        held_on=DAY,
        expected=7,
        **more,  # type: ignore[arg-type]
    )
    driver.window.commands.go_room()
    driver.window.desk.box.open(driver.issue.id, held)
    driver.settle()
    return held


def room_page(driver: Driver) -> RoomPage:
    page = driver.page
    assert isinstance(page, RoomPage)
    return page


def varied(subject: Subject, people: int = 7) -> tuple[Ballot, ...]:
    top = 10 if subject in {"terms", "factors"} else 5
    rows: list[list[float | None]] = [
        [float((i * 7 + j * 3 + i * j) % top + (top == 10)) for j in range(len(IDS[subject]))]
        for i in range(people)
    ]
    return ballots(subject, rows)


def press(window: PresenterWindow, key: Qt.Key, driver: Driver) -> None:
    wait_for_keyboard(driver.qtbot, window)
    driver.qtbot.keyClick(window, key)
    driver.settle()


# Keys and screens


def test_f5_opens_it_and_closes_it_from_either_window(driver: Driver) -> None:
    assert driver.window.findChildren(PresenterWindow) == []
    driver.activate()
    driver.qtbot.keyClick(driver.window, Qt.Key.Key_F5)
    window = presenter_of(driver)
    assert window.isVisible()
    press(window, Qt.Key.Key_F5, driver)
    assert not window.isVisible()
    action = driver.window.findChild(QAction, "present")
    assert action is not None
    action.trigger()
    assert presenter_of(driver) is window
    assert window.isVisible()
    action.trigger()
    assert not window.isVisible()
    assert driver.window.isVisible()


def test_b_blacks_the_screen_and_shows_it_again(presenter: PresenterWindow, driver: Driver) -> None:
    press(presenter, Qt.Key.Key_B, driver)
    assert presenter.is_black
    image = presenter.grab().toImage()
    places = [(0, 0), (960, 540), (1919, 1079), (110, 90)]
    assert {image.pixelColor(x, y).name() for x, y in places} == {"#000000"}
    driver.window.commands.go_approach()
    driver.settle()
    assert presenter.is_black
    press(presenter, Qt.Key.Key_B, driver)
    assert not presenter.is_black
    assert "Adaptive leadership" in words(presenter)


def test_the_facilitator_blacks_the_screen_from_the_main_window(
    presenter: PresenterWindow, driver: Driver
) -> None:
    driver.command(Qt.Key.Key_B)
    assert presenter.is_black
    assert driver.window.isActiveWindow()  # the facilitator has stayed there
    driver.command(Qt.Key.Key_B)
    assert not presenter.is_black
    action = driver.window.findChild(QAction, "black_screen")
    assert action is not None
    presenter.close()
    action.trigger()  # nothing to black
    presenter.present()
    assert not presenter.is_black


def test_f11_fills_the_screen_and_esc_closes(presenter: PresenterWindow, driver: Driver) -> None:
    press(presenter, Qt.Key.Key_F11, driver)
    assert presenter.isFullScreen()
    press(presenter, Qt.Key.Key_F11, driver)
    assert not presenter.isFullScreen()
    press(presenter, Qt.Key.Key_Escape, driver)
    assert not presenter.isVisible()


def test_with_one_screen_it_is_a_window_that_may_lie_behind_the_program(driver: Driver) -> None:
    driver.window.commands.present()
    window = presenter_of(driver)
    assert not window.isFullScreen()
    assert window.windowHandle().transientParent() is None
    room = window.screen().availableSize()
    assert window.width() < room.width()
    assert window.height() < room.height()
    window.close()


TWO_SCREENS = """
import json, sys
from PySide6.QtCore import QTimer
from spdesk.ui.application import make_application, make_window
from spdesk.ui.messages import DialogMessages
from spdesk.ui.presenter.presenter_window import PresenterWindow
application = make_application(["spdesk"])
window = make_window(DialogMessages())
window.show()
def look():
    window.commands.present()
    found = window.findChild(PresenterWindow)
    place = found.geometry()
    print(json.dumps([found.isFullScreen(), place.x(), place.width(), place.height()]))
    window.close()
QTimer.singleShot(0, look)
application.exec()
print("ended")
"""


def test_with_two_screens_it_fills_the_other_one_and_ends_with_the_program(
    tmp_path: Path, private_folders: Path
) -> None:
    screens = [
        {"name": "laptop", "x": 0, "y": 0, "width": 1366, "height": 768},
        {"name": "projector", "x": 1366, "y": 0, "width": 1920, "height": 1080},
    ]
    for screen in screens:
        screen.update({"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1})
    (tmp_path / "screens.json").write_text(json.dumps({"screens": screens}), encoding="utf-8")
    platform = "offscreen:configfile=screens.json"  # no drive: colons part what Qt is told
    done = subprocess.run(
        [sys.executable, "-c", TWO_SCREENS],
        cwd=tmp_path,
        env={**os.environ, "QT_QPA_PLATFORM": platform, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told, ended = done.stdout.splitlines()
    assert json.loads(told) == [True, 1366, 1920, 1080]
    assert ended == "ended"


# What it shows


def test_it_follows_the_steps(presenter: PresenterWindow, driver: Driver) -> None:
    assert "Patients who keep missing appointments · Triage" in words(presenter)
    assert "This is mostly a type 2 problem." in words(presenter)
    driver.window.commands.go_approach()
    assert "Adaptive leadership\nHand the work back" in words(presenter)
    driver.window.commands.go_performance()
    assert "One more point of relationships would multiply SP by about 2" in words(presenter)
    assert "(6 × 5)0.9 = about 21" in re.sub(r"<[^>]+>", "", words(presenter))
    driver.window.commands.go_issue()
    assert "Patients who keep missing appointments\nWhat is this issue" in words(presenter)
    driver.window.desk.apply_to_issue("t", edits.describe_issue, "title", "Another title")
    assert "Another title\n" in words(presenter)
    driver.window.commands.all_issues()
    assert words(presenter) == "One moment."


def test_it_shows_the_question_that_the_triage_shows(
    presenter: PresenterWindow, driver: Driver
) -> None:
    fourth = driver.issue.triage.answers[3].criterion
    driver.triage.go_to(Stop(StopKind.QUESTION, fourth))
    text = guidance().triage.criterion(fourth)
    assert text is not None
    said = words(presenter)
    assert text.question in said
    assert all(anchor in said for anchor in text.anchors.values())
    assert "Question 4" in said
    assert text.hint not in said
    driver.triage.go_to(GATE)
    assert guidance().triage.gate.question in words(presenter)
    driver.activate()
    driver.start_triage(0)
    first = driver.triage.stop
    driver.keys("3", Qt.Key.Key_Return)
    assert driver.triage.stop != first
    assert driver.triage.stop is not None
    following = guidance().triage.criterion(driver.triage.stop.criterion_id or "")
    assert following is not None
    assert following.question in words(presenter)


def test_the_time_of_a_meeting_stands_at_the_foot(
    presenter: PresenterWindow, driver: Driver
) -> None:
    assert "left" not in words(presenter)
    driver.window.commands.run_60()
    assert "left for this step" in words(presenter)
    sheet = guidance().meeting.sheet(60)
    for step in sheet.steps:
        said = words(presenter)
        assert not any(line in said for line in (step.say, step.ask, step.type))
        driver.window.commands.next_step()
        driver.settle()


def test_a_screen_reader_is_told_all_of_it(presenter: PresenterWindow, driver: Driver) -> None:
    driver.triage.go_to(Stop(StopKind.QUESTION, driver.issue.triage.answers[0].criterion))
    spoken = presenter._view.accessibleName()
    for label in shown(presenter, QLabel):
        assert all(line in spoken for line in label.text().splitlines())


# What it must not show

SECRET = "Only for our own eyes"


@pytest.mark.parametrize("step", list(Step))
def test_it_shows_no_notes_no_owner_and_no_dissent(
    presenter: PresenterWindow, driver: Driver, step: Step
) -> None:
    desk = driver.window.desk
    for field in ("description", "owner", "plan_note"):
        desk.apply_to_issue("d", edits.describe_issue, field, SECRET)
    desk.apply_to_issue("o", edits.overrule, "type_1", SECRET)
    desk.apply_to_issue("m", round_edits.add_minority_note, "note-1", SECRET, SECRET)
    desk.look_at(driver.issue.id, step)
    driver.settle()
    assert SECRET not in words(presenter)
    assert SECRET not in presenter._view.accessibleName()


@pytest.mark.parametrize("subject", list(IDS))
def test_before_the_reveal_the_slide_depends_on_nothing_but_the_count(
    presenter: PresenterWindow, driver: Driver, subject: Subject
) -> None:
    open_round(driver, subject)
    box = driver.window.desk.box
    assert "0 of 7 have voted" in words(presenter)
    # Not "before all are in": the facilitator may decide to reveal earlier.
    assert "nothing is shown before the reveal" in words(presenter)
    low, high = ballots(subject, [[1.0] * 18] * 5), ballots(subject, [[4.0] * 18] * 5)
    seen = []
    for put in (low, high):
        box.open(driver.issue.id, box.round.replaced(ballots=()))  # type: ignore[union-attr]
        box.put_in(*put)
        seen.append((words(presenter), presenter.grab().toImage()))
        assert shown(presenter, Dots) == []
    assert seen[0] == seen[1]
    assert "5 of 7 have voted" in seen[0][0]
    assert "median" not in seen[0][0]


@pytest.mark.parametrize("subject", ["terms", "factors"])
def test_while_the_laptop_is_passed_the_room_sees_the_count_and_nothing_else(
    presenter: PresenterWindow, driver: Driver, subject: Subject
) -> None:
    open_round(driver, subject)
    before = words(presenter)
    assert "0 of 7 have voted" in before
    driver.activate()
    driver.click("Pass the laptop")
    (window,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, BallotWindow))
    driver.qtbot.waitUntil(lambda: has_keyboard(window))
    # Neither the answers nor how far somebody is with them.
    for number, rating in enumerate("17", start=1):
        for key in (Qt.Key.Key_Space, *(rating * len(IDS[subject]))):
            driver.keys(key)
            count = f"{number - 1} of 7 have voted"
            assert words(presenter) == before.replace("0 of 7 have voted", count)
        driver.keys(Qt.Key.Key_Return)
        count = f"{number} of 7 have voted"
        assert words(presenter) == before.replace("0 of 7 have voted", count)
        assert presenter._view.accessibleName().count(count) == 1
        assert shown(presenter, Dots) == []
    window.close()
    driver.settle()


def test_a_round_that_was_put_away_shows_nothing(
    presenter: PresenterWindow, driver: Driver
) -> None:
    open_round(driver, "terms")
    driver.window.desk.box.put_in(*varied("terms"))
    room_page(driver)._put_away()
    assert "What does each of us see?" in words(presenter)
    assert "Nobody sees a number before the reveal." in words(presenter)
    assert shown(presenter, Dots) == []


def test_the_room_sees_the_dots_before_any_average(
    presenter: PresenterWindow, driver: Driver
) -> None:
    open_round(driver, "factors")
    driver.window.desk.box.put_in(*varied("factors"))
    room_page(driver)._reveal()
    driver.settle()
    assert room_page(driver).reveal.stage is Stage.DOTS
    assert "7 ballots, opened together" in words(presenter)
    dots = shown(presenter, Dots)
    assert len(dots) == 6
    assert "median" not in words(presenter) + presenter._view.accessibleName()
    assert all(made._row.middle is None for made in dots)
    asked = [guidance().factors.factors[n].name for n in range(18)]
    names = [made._row.name for made in dots]
    assert names == sorted(names, key=asked.index)
    room_page(driver).reveal.go_on()
    driver.settle()
    assert words(presenter).count("median") == 6
    room_page(driver).reveal.go_on()
    driver.settle()
    order = [row.name for row in room_page(driver).reveal._rows.widest[:6]]  # type: ignore[union-attr]
    assert [made._row.name for made in shown(presenter, Dots)] == order


def test_the_lever_of_a_question_is_told_by_a_letter_too(
    presenter: PresenterWindow, driver: Driver
) -> None:
    open_round(driver, "terms")
    driver.window.desk.box.put_in(*varied("terms"))
    room_page(driver)._reveal()
    said = words(presenter)
    assert said.index("C\nCapabilities") < said.index("I\nIncentives")
    assert "CR\nConstructive relationships" in said
    assert "CR Constructive relationships" in presenter._view.accessibleName()


def test_a_step_without_anything_says_so(driver: Driver) -> None:
    driver.start_issue("Something new")
    for step, said in (
        (Step.PLAN, "Nothing is decided yet."),
        (Step.REVIEW, "Nothing was planned"),
    ):
        driver.window.desk.look_at(driver.issue.id, step)
        slide = slide_of(driver.window.desk, guidance(), None, Reveal())
        assert slide.text[0].startswith(said)


def test_it_shows_the_round_that_the_page_shows(presenter: PresenterWindow, driver: Driver) -> None:
    held = open_round(driver, "terms")
    driver.window.desk.box.put_in(*varied("terms"))
    room_page(driver)._reveal()
    room_page(driver)._begin_next()
    driver.settle()
    assert "0 of 7 have voted" in words(presenter)
    driver.window.desk.box.put_in(*varied("terms", people=6))
    room_page(driver)._reveal()
    driver.settle()
    assert "Round 2: 6 ballots" in words(presenter)
    room_page(driver)._open(held.id)
    driver.settle()
    assert "Round 1: 7 ballots" in words(presenter)
    room_page(driver)._go_to_setup()
    driver.settle()
    assert "What does each of us see?" in words(presenter)
    room_page(driver)._open(held.id)
    room_page(driver)._delete()
    driver.settle()
    assert "the ballots are deleted" in words(presenter)
    assert all(made._row.values == () for made in shown(presenter, Dots))
    assert words(presenter).count("median") == 3


@pytest.mark.parametrize(("people", "rows"), [(4, 0), (5, 2)])
def test_how_people_follow_is_shown_for_a_group_only_and_without_dots(
    presenter: PresenterWindow, driver: Driver, people: int, rows: int
) -> None:
    open_round(driver, "followership")
    driver.window.desk.box.put_in(*varied("followership", people))
    room_page(driver)._reveal()
    driver.settle()
    dots = shown(presenter, Dots)
    assert len(dots) == rows
    assert all(made._row.values == () for made in dots)


def test_a_vote_on_another_issue_says_nothing_here(
    presenter: PresenterWindow, driver: Driver
) -> None:
    open_round(driver, "triage")
    driver.window.commands.go_triage()
    driver.settle()
    assert "0 of 7 have voted" in words(presenter)
    driver.start_issue("Something else")
    driver.window.commands.go_room()
    driver.settle()
    assert "voted" not in words(presenter)


# Readable at the back


def _long_title(driver: Driver) -> None:
    driver.window.desk.apply_to_issue("t", edits.describe_issue, "title", (LONG * 2)[:300])


def _one_word(driver: Driver) -> None:
    driver.window.desk.apply_to_issue("t", edits.describe_issue, "title", "x" * 300)
    driver.window.commands.go_issue()


def _collecting(subject: Subject) -> Callable[[Driver], None]:
    return lambda driver: (_long_title(driver), open_round(driver, subject), None)[-1]


def _revealed(subject: Subject, people: int) -> Callable[[Driver], None]:
    def act(driver: Driver) -> None:
        _long_title(driver)
        open_round(driver, subject)
        driver.window.desk.box.put_in(*varied(subject, people))
        page = room_page(driver)
        page._reveal()
        page.reveal.go_on()
        page.reveal.go_on()

    return act


def _questions(driver: Driver) -> None:
    _long_title(driver)
    longest = max(guidance().triage.criteria, key=lambda c: sum(map(len, c.anchors.values())))
    driver.triage.go_to(Stop(StopKind.QUESTION, longest.id))


def _meeting(driver: Driver) -> None:
    _questions(driver)
    driver.window.commands.run_90()
    driver.window.commands.go_triage()


def _planned(count: int) -> Callable[[Driver], None]:
    """A long decision with so many long actions under it."""

    def act(driver: Driver) -> None:
        desk = driver.window.desk
        _long_title(driver)
        desk.apply_to_issue("d", plan_edits.decide, DAY, LONG * 8)
        for number in range(count):
            desk.apply_to_issue("a", plan_edits.add_action, f"new-{number}", LONG * 3)
        driver.window.commands.go_plan()

    return act


SLIDES: dict[str, Callable[[Driver], None]] = {
    "verdict": lambda driver: None,
    "question": _questions,
    "question in a meeting": _meeting,
    "approach": lambda driver: driver.window.commands.go_approach(),
    "performance": lambda driver: driver.window.commands.go_performance(),
    "long title": lambda driver: (_long_title(driver), driver.window.commands.go_issue(), None)[-1],
    "one word": _one_word,
    "plan with little": _planned(0),
    "plan with many actions": _planned(5),
    "register": lambda driver: driver.window.commands.all_issues(),
    **{f"collecting {subject}": _collecting(subject) for subject in IDS},
    **{f"revealed {subject}": _revealed(subject, 7) for subject in IDS},
    "revealed to a crowd": _revealed("triage", 200),
}


@pytest.mark.parametrize("slide", SLIDES)
def test_no_text_is_under_24_pixels_and_all_of_it_fits(
    presenter: PresenterWindow, driver: Driver, slide: str
) -> None:
    SLIDES[slide](driver)
    driver.settle()
    seen = [label for label in shown(presenter, QLabel) if label.text()]
    assert seen
    for label in seen:
        label.ensurePolished()
        assert label.font().pixelSize() >= LEAST_PIXELS, label.text()
        assert presenter.rect().contains(
            label.rect().translated(label.mapTo(presenter, label.rect().topLeft()))
        ), label.text()
        assert label.heightForWidth(label.width()) <= label.height(), label.text()
    layout = presenter.layout()
    assert layout is not None
    assert layout.heightForWidth(1920) <= 1080


@pytest.mark.parametrize("size", [(640, 360), (1024, 768), (1280, 720), (3840, 2160)])
def test_it_keeps_its_proportions_on_every_screen(
    presenter: PresenterWindow, driver: Driver, size: tuple[int, int]
) -> None:
    _questions(driver)
    presenter.hide()
    presenter.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)  # whose size would limit it
    presenter.show()
    presenter.resize(*size)
    assert (presenter.width(), presenter.height()) == size
    driver.settle()
    unit = min(size[0] / 1920, size[1] / 1080)
    for label in shown(presenter, QLabel):
        label.ensurePolished()
        assert label.font().pixelSize() >= int(LEAST_PIXELS * unit)
        assert label.heightForWidth(label.width()) <= label.height() or not label.text()


def test_it_looks_the_same_in_every_theme_and_at_every_text_size(
    presenter: PresenterWindow, driver: Driver
) -> None:
    _questions(driver)
    driver.settle()
    before = presenter.grab().toImage()
    driver.window.commands.theme_dark()
    driver.window.commands.larger()
    driver.window.commands.larger()
    driver.settle()
    assert presenter.grab().toImage() == before


def test_a_hidden_window_does_nothing(presenter: PresenterWindow, driver: Driver) -> None:
    presenter.close()
    said = [label.text() for label in presenter.findChildren(QLabel)]
    driver.window.commands.go_approach()
    driver.settle()
    assert [label.text() for label in presenter.findChildren(QLabel)] == said
    presenter.present()
    assert "Adaptive leadership" in words(presenter)


def test_without_a_page_of_the_room_nothing_is_revealed(driver: Driver) -> None:
    driver.open_example("missed-appointments", Step.ROOM)
    open_round(driver, "terms")
    driver.window.desk.box.put_in(*varied("terms"))
    driver.window.desk.reveal_box()
    slide = slide_of(driver.window.desk, guidance(), None, Reveal())
    assert slide.rows == ()
    assert QApplication.activeModalWidget() is None
