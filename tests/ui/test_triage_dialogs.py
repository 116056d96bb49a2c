"""The dialogs of the triage: the group's own view, and splitting an issue."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
)

from spdesk.core.triage import Verdict
from spdesk.guidance.library import guidance
from spdesk.workbook.derive import Step, reading_of, verdict_that_counts
from tests.ui.driving import Driver, shown, words

RULES = guidance().rules
LEFT = Qt.MouseButton.LeftButton
OVERRULE, SPLIT = "We see it differently…", "Split into parts…"


def press(dialog: QDialog, text: str) -> None:
    """Click the button that says so."""
    found = [b for b in shown(dialog, QPushButton) if b.text().replace("&", "") == text]
    assert len(found) == 1
    QTest.mouseClick(found[0], LEFT)


def button_of(dialog: QDialog, text: str) -> QPushButton:
    return next(b for b in shown(dialog, QPushButton) if b.text().replace("&", "") == text)


def type_into(dialog: QDialog, text: str) -> None:
    """Type into the one large field, with Enter at each end of a line."""
    field = dialog.findChild(QPlainTextEdit)
    assert field is not None
    field.setFocus()
    for number, line in enumerate(text.split("\n")):
        if number:
            QTest.keyClick(field, Qt.Key.Key_Return)
        QTest.keyClicks(field, line)


def overrule(driver: Driver, place: int, reason: str) -> None:
    def act(dialog: QDialog) -> None:
        choice = shown(dialog, QRadioButton)[place]
        QTest.mouseClick(choice, LEFT, pos=QPoint(12, choice.height() // 2))
        assert choice.isChecked()
        type_into(dialog, reason)
        press(dialog, "Put it on record")

    driver.in_dialog(act)
    driver.click(OVERRULE)


@pytest.mark.parametrize(("place", "verdict"), [(0, Verdict.TYPE_1), (1, Verdict.MIXED)])
def test_the_group_may_see_it_differently_and_both_stay_on_record(
    driver: Driver, place: int, verdict: Verdict
) -> None:
    driver.reach(Verdict.TYPE_2)
    overrule(driver, place, "The lease decides it.")
    kept = driver.issue.overrule
    assert kept is not None
    assert (kept.verdict, kept.reason) == (verdict.value, "The lease decides it.")
    assert reading_of(driver.issue, RULES).verdict is Verdict.TYPE_2
    assert verdict_that_counts(driver.issue, RULES) is verdict
    said = driver.words
    assert "You see it as" in said
    assert "The lease decides it." in said
    assert "The triage says: This is mostly a type 2 problem. Both stay on record." in said


def test_withdrawing_our_view_goes_back_and_undo_brings_it_again(driver: Driver) -> None:
    driver.reach(Verdict.TYPE_2)
    overrule(driver, 0, "So")
    driver.click("Withdraw our view")
    assert driver.issue.overrule is None
    assert "This is mostly a type 2 problem." in driver.words
    driver.command(Qt.Key.Key_Z)
    assert "You see it as type 1." in driver.words


def test_a_view_needs_a_choice_and_a_reason(driver: Driver) -> None:
    driver.reach(Verdict.TYPE_2)
    ready = []

    def act(dialog: QDialog) -> None:
        keep = button_of(dialog, "Put it on record")
        ready.append(keep.isEnabled())
        assert "Choose one and say why." in words(dialog)
        shown(dialog, QRadioButton)[0].click()
        ready.append(keep.isEnabled())
        type_into(dialog, "   ")
        ready.append(keep.isEnabled())
        type_into(dialog, "So")
        ready.append(keep.isEnabled())
        assert "Choose one and say why." not in words(dialog)
        press(dialog, "Cancel")

    driver.in_dialog(act)
    driver.click(OVERRULE)
    assert ready == [False, False, False, True]
    assert driver.issue.overrule is None


def test_a_view_can_be_given_by_keyboard_alone(driver: Driver) -> None:
    driver.reach(Verdict.TYPE_2)
    alt = Qt.KeyboardModifier.AltModifier

    def act(dialog: QDialog) -> None:
        QTest.keyClick(dialog, Qt.Key.Key_M, alt)
        driver.qtbot.waitUntil(shown(dialog, QRadioButton)[1].isChecked)
        QTest.keyClick(dialog, Qt.Key.Key_W, alt)
        assert isinstance(QApplication.focusWidget(), QPlainTextEdit)
        driver.keys("Both", Qt.Key.Key_Tab)
        keep = button_of(dialog, "Put it on record")
        while QApplication.focusWidget() is not keep:
            driver.keys(Qt.Key.Key_Tab)
        driver.keys(Qt.Key.Key_Space)

    driver.in_dialog(act)
    driver.click(OVERRULE)
    assert driver.issue.overrule is not None
    assert driver.issue.overrule.verdict == "mixed"


@pytest.mark.parametrize("dialog_of", [OVERRULE, SPLIT])
def test_escape_leaves_everything_as_it_was_and_the_dialog_dies(
    driver: Driver, dialog_of: str
) -> None:
    driver.reach(Verdict.TYPE_2)
    before = driver.window.desk.workbook
    dialogs = []

    def act(dialog: QDialog) -> None:
        dialogs.append(type(dialog).__name__)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    driver.in_dialog(act)
    driver.click(dialog_of)
    driver.qtbot.waitUntil(lambda: not driver.window.findChildren(QDialog))
    assert len(dialogs) == 1
    assert driver.window.desk.workbook is before


def split(driver: Driver, text: str) -> None:
    def act(dialog: QDialog) -> None:
        type_into(dialog, text)
        press(dialog, "Split")

    driver.in_dialog(act)
    driver.click(SPLIT)
    driver.settle()


def test_a_mixed_issue_is_split_into_parts_that_stay_under_it(driver: Driver) -> None:
    driver.reach(Verdict.MIXED)
    whole = driver.issue.id
    split(driver, "The contract\n\n  Who does what  ")
    book = driver.window.desk.workbook
    assert [part.title for part in book.parts_of(whole)] == ["The contract", "Who does what"]
    driver.window.desk.look_at(whole, Step.TRIAGE)
    driver.settle()
    assert "Split into" in driver.words
    driver.click("Open “Who does what”")
    assert driver.issue.title == "Who does what"
    assert driver.window.desk.step is Step.TRIAGE


def test_splitting_is_one_undo_step(driver: Driver) -> None:
    driver.reach(Verdict.MIXED)
    before = driver.window.desk.workbook
    split(driver, "One\nTwo\nThree")
    assert len(driver.window.desk.workbook.issues) == 4
    driver.command(Qt.Key.Key_Z)
    assert driver.window.desk.workbook is before


def test_one_part_is_no_split(driver: Driver) -> None:
    driver.reach(Verdict.MIXED)
    ready = []

    def act(dialog: QDialog) -> None:
        for text in ("", "One", "\n  "):
            type_into(dialog, text)
            ready.append(button_of(dialog, "Split").isEnabled())
            assert "Name at least two parts." in words(dialog)
        type_into(dialog, "Two")
        ready.append(button_of(dialog, "Split").isEnabled())
        press(dialog, "Cancel")

    driver.in_dialog(act)
    driver.click(SPLIT)
    assert ready == [False, False, False, True]


def test_the_menu_splits_an_issue_that_was_not_triaged(driver: Driver) -> None:
    driver.start_issue()

    def act(dialog: QDialog) -> None:
        assert "Patients keep missing appointments" in words(dialog)
        type_into(dialog, "One\nTwo")
        press(dialog, "Split")

    driver.in_dialog(act)
    driver.window.menu_actions["split_issue"].trigger()
    assert [issue.title for issue in driver.window.desk.workbook.issues][1:] == ["One", "Two"]


def test_markup_in_a_title_stays_text(driver: Driver) -> None:
    driver.start_issue("<b>Bold</b> & <script>")
    for step in Step:
        driver.window.desk.look_at(driver.issue.id, step)
        driver.settle()
    seen = []

    def act(dialog: QDialog) -> None:
        formats = {label.textFormat() for label in dialog.findChildren(QLabel)}
        seen.append(Qt.TextFormat.RichText in formats)
        assert "<b>Bold</b>" in words(dialog)
        dialog.reject()

    driver.in_dialog(act)
    driver.window.menu_actions["split_issue"].trigger()
    assert seen == [False]
