"""The frame of the window at the largest text: the status line and the list at the left."""

from spdesk.ui.main_window import MainWindow
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.issue_list import IssueList
from spdesk.workbook.derive import Step
from tests.ui.driving import Driver


def test_a_long_note_in_the_status_line_does_not_widen_the_window(
    window: MainWindow, look: Look
) -> None:
    look.set_scale(2)
    before = window.minimumSizeHint().width()
    window.files.note = "no lock can be made here: nobody else is warned " * 4
    window.statusBar().show_file()
    window.statusBar().show_undo("an edit with a very long name, told in a whole sentence " * 4)
    assert window.minimumSizeHint().width() <= before + 40 * window.fontMetrics().averageCharWidth()


def test_the_list_shows_the_title_of_the_issue_with_its_step(driver: Driver, look: Look) -> None:
    driver.window.commands.add_issue("Patients who keep missing appointments")
    driver.window.resize(1366, 768)
    look.set_scale(2)
    driver.settle()
    tree = driver.window.findChild(IssueList)
    for step in (Step.REVIEW, Step.ISSUE, Step.PERFORMANCE):
        driver.window.look_at_issue(driver.issue.id, step)
        driver.settle()
        seen = tree.viewport().rect().adjusted(0, 0, 0, 1)  # Qt leaves out the last pixel
        current = tree.currentIndex()
        assert seen.contains(tree.visualRect(current))
        if step is not Step.REVIEW:  # which may be too far down for both
            assert seen.contains(tree.visualRect(current.parent()))
