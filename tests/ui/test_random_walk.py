"""Hands that press anything: whatever is done in whatever order, the program holds together."""

from random import Random

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from spdesk.core.performance import Lever
from spdesk.core.wizard import VERDICT, way
from spdesk.guidance.library import guidance
from spdesk.ui.pages.triage_page import TriagePage
from spdesk.workbook import edits
from spdesk.workbook.derive import Step, answers_of
from spdesk.workbook.format import from_text, to_text
from spdesk.workbook.model import Workbook
from tests.ui.conftest import Recorder
from tests.ui.driving import Driver, shown

ACTS = 70
DIALOGS = ("We see it differently…", "Split into parts…")


def press_some_key(driver: Driver, random: Random) -> None:
    key = random.choice("0011223344??")
    driver.keys(key, Qt.Key.Key_Return)
    put_explanation_away(driver)


def press_some_other_key(driver: Driver, random: Random) -> None:
    keys = Qt.Key
    driver.keys(random.choice([keys.Key_Backspace, keys.Key_F1, keys.Key_Tab, keys.Key_Space]))
    put_explanation_away(driver)


def click_some_button(driver: Driver, random: Random) -> None:
    buttons = [
        button
        for button in shown(driver.page, QPushButton)
        if button.isEnabled() and button.accessibleName() not in (*DIALOGS, "Open a file…")
    ]
    if buttons:
        driver.click(random.choice(buttons))
    put_explanation_away(driver)


def put_explanation_away(driver: Driver) -> None:
    """Close what an information button has shown, as a person would."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        driver.qtbot.keyClick(popup, Qt.Key.Key_Escape)
        driver.settle()


def go_somewhere(driver: Driver, random: Random) -> None:
    issues = driver.window.desk.workbook.issues
    if issues:
        driver.window.desk.look_at(random.choice(issues).id, random.choice(list(Step)))
        driver.settle()


def look_at_all_issues(driver: Driver, random: Random) -> None:
    driver.command(Qt.Key.Key_F)
    driver.keys(random.choice(["", "a", "part"]), Qt.Key.Key_Down)
    for _ in range(random.randint(0, 2)):
        click_some_button(driver, random)


def undo_or_redo(driver: Driver, random: Random) -> None:
    for _ in range(random.randint(1, 3)):
        driver.command(Qt.Key.Key_Z, shift=random.random() < 0.4)


def change_something(driver: Driver, random: Random) -> None:
    desk = driver.window.desk
    name = desk.new_id()
    random.choice(
        [
            lambda: driver.window.commands.add_issue("Another"),
            lambda: desk.apply_to_issue("split", edits.split_issue, ((name, "Part"),)),
            lambda: desk.apply_to_issue("see", edits.overrule, "mixed", "So"),
            lambda: desk.apply_to_issue(
                "score", edits.score, dict.fromkeys(Lever, float(random.randint(1, 10)))
            ),
            driver.window.commands.move_up,
            driver.window.commands.remove_issue,
            driver.window.commands.restart_triage,
        ]
    )()
    driver.settle()


def think_better_of_it() -> None:
    """Close a dialog that a key has opened."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, QDialog):
        dialog.reject()


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_done_the_program_holds_together(
    driver: Driver, messages: Recorder, seed: int
) -> None:
    random = Random(seed)
    window, rules = driver.window, guidance().rules
    watch = QTimer(window)
    watch.timeout.connect(think_better_of_it)
    watch.start(20)
    driver.start_triage()
    acts = (
        [press_some_key] * 6
        + [click_some_button, go_somewhere, undo_or_redo] * 2
        + [press_some_other_key, change_something, look_at_all_issues]
    )
    for _ in range(ACTS):
        random.choice(acts)(driver, random)
        desk = window.desk
        assert Workbook.model_validate(desk.workbook.model_dump()) == desk.workbook
        assert desk.issue is None or desk.issue in desk.workbook.issues
        page = driver.page
        assert page.isVisible()
        if isinstance(page, TriagePage):
            assert page.stop in (*way(rules, answers_of(driver.issue)), VERDICT)
    assert from_text(to_text(window.desk.workbook), "walk") == window.desk.workbook
    stack = window.desk.undo_stack
    while stack.canRedo():
        window.desk.redo()
    end = window.desk.workbook
    while stack.canUndo():
        window.desk.undo()
    assert window.desk.workbook.issues == () or window.desk.name.startswith("Example")
    while stack.canRedo():
        window.desk.redo()
    assert window.desk.workbook == end
    driver.settle()
    assert messages.told == []
