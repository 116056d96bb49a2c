"""Nothing that belongs to one issue reaches into another."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from spdesk.core.performance import Lever
from spdesk.workbook import edits
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Workbook
from tests.ui.driving import Driver


def _two_scored(driver: Driver) -> None:
    book = Workbook()
    for issue_id, scores in (("a", (2.0, 2.0, 1.0)), ("b", (8.0, 3.0, 1.5))):
        book = edits.add_issue(book, issue_id, f"Issue {issue_id}")
        book = edits.score(book, issue_id, dict(zip(Lever, scores, strict=True)))
    driver.window.desk.begin(book, None, "Two")
    driver.settle()


def test_a_drag_ends_when_another_issue_is_shown(driver: Driver) -> None:
    _two_scored(driver)
    desk = driver.window.desk
    desk.look_at("a", Step.PERFORMANCE)
    driver.settle()
    slider = driver.page.panels[Lever.INCENTIVES].slider  # type: ignore[attr-defined]
    middle = QPoint(slider.width() // 2, slider.height() // 2)
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=middle)
    desk.look_at("b", Step.PERFORMANCE)
    driver.settle()
    before = desk.workbook.issue("b")
    QTest.mouseMove(slider, middle + QPoint(30, 0))
    driver.settle()
    assert desk.workbook.issue("b") is before
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=middle)


def test_starting_the_triage_again_leaves_the_keyboard_on_the_question(driver: Driver) -> None:
    driver.start_issue("Phones")
    driver.window.commands.go_triage()
    driver.settle()
    for key in "0":
        driver.qtbot.keyClick(QApplication.focusWidget(), key)
    driver.window.commands.restart_triage()
    driver.settle()
    driver.qtbot.keyClick(QApplication.focusWidget(), "0")
    driver.settle()
    assert driver.issue.triage.crisis_gate == 0


def test_an_emptied_title_is_brought_back_by_undo_and_removes_no_issue(driver: Driver) -> None:
    driver.start_issue("Phones")
    driver.window.commands.go_issue()
    driver.settle()
    page = driver.page
    page._title.setFocus()  # type: ignore[attr-defined]
    page._title.selectAll()  # type: ignore[attr-defined]
    driver.qtbot.keyClick(page._title, Qt.Key.Key_Delete)  # type: ignore[attr-defined]
    driver.command(Qt.Key.Key_Z)
    assert driver.issue.title == "Phones"


def test_a_pasted_line_break_becomes_a_blank(driver: Driver) -> None:
    driver.start_issue("Phones")
    driver.window.commands.go_issue()
    driver.settle()
    owner = driver.page._owner  # type: ignore[attr-defined]
    owner.setFocus()
    QApplication.clipboard().setText("Practice\nmanager")
    owner.paste()
    driver.settle()
    assert driver.issue.owner == "Practice manager"
