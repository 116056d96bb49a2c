"""The whole main job on a real screen, with keyboard and mouse, through a file and back."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from spdesk.core.performance import Lever
from spdesk.core.triage import Verdict
from spdesk.core.wizard import GATE, VERDICT
from spdesk.guidance.library import guidance
from spdesk.ui.main_window import MainWindow
from spdesk.ui.pages.performance_page import PerformancePage
from spdesk.workbook.derive import Step, steps_done, verdict_that_counts
from spdesk.workbook.store import read_workbook
from tests.ui.conftest import Recorder
from tests.ui.driving import Driver, example_path, named, words

pytestmark = pytest.mark.window

ROOT = Path(__file__).resolve().parents[2]
LEFT, ENTER = Qt.MouseButton.LeftButton, Qt.Key.Key_Return
SCORES = {Lever.CAPABILITIES: "6", Lever.INCENTIVES: "5,5", Lever.RELATIONSHIPS: "4.25"}


def describe(driver: Driver) -> None:
    field = named(driver.page, "The issue in a sentence", QLineEdit)
    driver.click(field)
    driver.keys("Patients keep missing appointments", ENTER)
    assert driver.issue.title == "Patients keep missing appointments"
    assert driver.window.desk.step is Step.ISSUE
    driver.command(Qt.Key.Key_2)


def triage_by_keyboard(driver: Driver) -> None:
    assert driver.triage.stop == GATE
    driver.keys("0", ENTER)
    asked = 0
    while "Enough is known" not in driver.words:
        driver.keys("?" if asked == 1 else "4", ENTER)
        asked += 1
        assert asked < 15
    driver.click("See the verdict")
    assert driver.triage.stop == VERDICT
    assert "This is mostly a type 2 problem." in driver.words
    driver.keys(Qt.Key.Key_Space)


def settle_on_the_approach(driver: Driver) -> None:
    assert driver.window.desk.step is Step.APPROACH
    driver.click("Lead it this way")
    driver.click("Go on to performance")


def set_the_scores(driver: Driver) -> PerformancePage:
    page = driver.page
    assert isinstance(page, PerformancePage)
    for lever, typed in SCORES.items():
        number = page.panels[lever].number
        driver.click(number)
        number.selectAll()
        driver.keys(typed, Qt.Key.Key_Tab)
    scores = driver.issue.scores
    assert [scores.of(lever) for lever in Lever] == [6, 5.5, 4.25]
    return page


def drag_the_point(driver: Driver, page: PerformancePage, by: QPoint) -> None:
    """Take hold of the point in the picture and pull it, in several moves as a hand does."""
    page.ensureWidgetVisible(page.landscape)
    driver.settle()
    place = page.landscape.point_position
    assert place is not None
    target, start = page.landscape.viewport(), place.toPoint()
    QTest.mousePress(target, LEFT, pos=start)
    for part in range(1, 9):
        QTest.mouseMove(target, start + by * part / 8)
        driver.settle()
    QTest.mouseRelease(target, LEFT, pos=start + by)
    driver.settle()


def test_the_main_job_from_the_start_page_to_a_file_and_back(
    driver: Driver, messages: Recorder, tmp_path: Path, new_window: Callable[[], MainWindow]
) -> None:
    describe(driver)
    triage_by_keyboard(driver)
    settle_on_the_approach(driver)
    page = set_the_scores(driver)

    before, steps = driver.issue.scores, driver.window.desk.undo_stack.count()
    drag_the_point(driver, page, QPoint(60, -40))
    dragged = driver.issue.scores
    assert dragged.relationships is not None
    assert dragged.relationships > 4.25
    assert dragged.capabilities is not None
    assert dragged.capabilities > 6
    assert driver.window.desk.undo_stack.count() == steps + 1
    driver.command(Qt.Key.Key_Z)
    assert driver.issue.scores == before
    driver.command(Qt.Key.Key_Z, shift=True)
    assert driver.issue.scores == dragged

    messages.to_save = tmp_path / "our group.spdesk"
    driver.command(Qt.Key.Key_S)
    assert read_workbook(messages.to_save) == driver.window.desk.workbook
    assert not driver.window.isWindowModified()
    said, numbers = words(page), [page.panels[lever].number.text() for lever in Lever]

    saved, issue = driver.window.desk.workbook, driver.issue.id
    driver.window.close()  # while it is open nobody else may write to its file
    again = new_window()
    assert again.files.open(messages.to_save)
    again_driver = Driver(driver.qtbot, again)
    again.desk.look_at(issue, Step.PERFORMANCE)
    again_driver.settle()
    other = again_driver.page
    assert isinstance(other, PerformancePage)
    assert again.desk.workbook == saved
    assert words(other) == said
    assert [other.panels[lever].number.text() for lever in Lever] == numbers
    rules = guidance().rules
    assert verdict_that_counts(again_driver.issue, rules) is Verdict.TYPE_2
    assert {Step.TRIAGE, Step.APPROACH, Step.PERFORMANCE} <= steps_done(again_driver.issue, rules)
    assert messages.told == []
    assert messages.asked_about == []


def test_undoing_everything_leads_back_to_an_empty_workbook(driver: Driver) -> None:
    describe(driver)
    triage_by_keyboard(driver)
    settle_on_the_approach(driver)
    set_the_scores(driver)
    end = driver.window.desk.workbook
    while driver.window.desk.undo_stack.canUndo():
        driver.window.menu_actions["undo"].trigger()
        driver.settle()
    assert driver.window.desk.workbook.issues == ()
    while driver.window.desk.undo_stack.canRedo():
        driver.window.menu_actions["redo"].trigger()
        driver.settle()
    assert driver.window.desk.workbook == end


def xdotool(*arguments: str) -> str:
    command = ["xdotool", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)
    return done.stdout


@pytest.mark.skipif(not shutil.which("xdotool"), reason="xdotool presses the keys")
@pytest.mark.parametrize("arguments", [[], [str(example_path())]], ids=["alone", "with a file"])
def test_the_program_opens_its_window_and_ctrl_q_ends_it(arguments: list[str]) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "spdesk", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        # The window comes before its file, so wait for the name that it ends with.
        example = "^Example: Patients who keep missing appointments – SP Desk$"
        name = example if arguments else "^SP Desk$"
        wanted = ("--sync", "--all", "--onlyvisible", "--pid", str(program.pid), "--name", name)
        number = xdotool("search", *wanted).split()[-1]
        xdotool("windowfocus", "--sync", number, "key", "--clearmodifiers", "ctrl+q")
        output, _ = program.communicate(timeout=30)
    finally:
        program.kill()
        program.wait()
    assert program.returncode == 0
    assert output == ""


SCHEME = """
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from spdesk.ui.application import make_application
from spdesk.ui.theme.look import Look
application = make_application(["spdesk"])
hints, look = application.styleHints(), Look()
look.choose_theme("system")
told = []
look.changed.connect(lambda: told.append(look.is_dark))
for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
    hints.setColorScheme(scheme)
    application.processEvents()
    dark = scheme is Qt.ColorScheme.Dark
    ground = application.palette().color(QPalette.ColorRole.Window)
    assert look.is_dark == dark
    assert ground == look.color("window")
    assert (ground.lightness() < 60) == dark
    assert told[-1] == dark
look.choose_theme("light")
hints.setColorScheme(Qt.ColorScheme.Dark)
assert not look.is_dark
look.choose_theme("dark")
hints.setColorScheme(Qt.ColorScheme.Light)
assert look.is_dark
"""


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only here a theme can be asked for"
)
def test_the_look_follows_the_system_until_one_is_chosen() -> None:
    # Of Qt's platform themes the one of GNOME knows light and dark, also without a desktop.
    done = subprocess.run(
        [sys.executable, "-c", SCHEME],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORMTHEME": "gnome"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
