"""A workbook of many issues: what nobody looks at is not worked out, and what stays is not redone.

Counted, not timed: a count is the same on every machine.
"""

import pytest
from PySide6.QtCore import Qt

from spdesk.ui.pages.register_page import RegisterPage
from spdesk.ui.widgets.register_row import RegisterRow
from spdesk.workbook import edits
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Issue, Workbook
from tests.ui.driving import Driver

MANY = 300
ON_SCREEN = 40
"""More rows than fit on the screen of the tests."""


@pytest.fixture
def crowd(driver: Driver) -> Driver:
    """A workbook of many issues, the first of which is looked at."""
    issues = tuple(Issue(id=f"i{n}", title=f"Issue {n} of many") for n in range(MANY))
    driver.window.desk.begin(Workbook(issues=issues), None, "Many")
    driver.window.desk.look_at("i0", Step.ISSUE)
    driver.settle()
    return driver


def rows(driver: Driver) -> dict[str, RegisterRow]:
    """The rows of the register by the ids of their issues."""
    page = driver.page
    assert isinstance(page, RegisterPage)
    return page._model._by_id


def worked_out(driver: Driver) -> list[str]:
    """The issues whose type has been read for the register."""
    return [issue_id for issue_id, row in rows(driver).items() if "verdict" in vars(row)]


def test_the_list_reads_only_the_issues_that_can_be_seen(crowd: Driver) -> None:
    model = crowd.window._list._model
    assert model.rowCount() == MANY
    assert 0 < len(model._entries) < ON_SCREEN
    crowd.window.desk.apply_to_issue("t", edits.describe_issue, "title", "Another")
    crowd.window.commands.move_down()
    crowd.window.commands.new_issue()
    crowd.settle()
    assert len(model._entries) < 2 * ON_SCREEN


def test_the_register_reads_only_the_issues_that_can_be_seen(crowd: Driver) -> None:
    crowd.command(Qt.Key.Key_F)
    assert 0 < len(worked_out(crowd)) < ON_SCREEN
    crowd.keys("299")
    assert len(worked_out(crowd)) < ON_SCREEN + 1


def test_an_edit_makes_one_row_anew(crowd: Driver) -> None:
    crowd.command(Qt.Key.Key_F)
    before = dict(rows(crowd))
    crowd.window.desk.apply("o", edits.describe_issue, "i7", "owner", "Somebody")
    crowd.settle()
    after = rows(crowd)
    assert [key for key in after if after[key] is not before[key]] == ["i7"]


def test_a_title_that_needs_one_line_more_gets_it(crowd: Driver) -> None:
    tree = crowd.window._list
    index = tree._model.index_of("i1")
    before = tree.visualRect(index).height()
    crowd.window.desk.apply("t", edits.describe_issue, "i1", "title", "Many words " * 9)
    crowd.settle()
    assert tree.visualRect(index).height() > before
