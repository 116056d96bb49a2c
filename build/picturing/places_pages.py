"""The ways to the pages of the window, but for the triage and the room."""

from functools import partial

from PySide6.QtWidgets import QPushButton

from picturing import contents
from picturing.place import FILLED, ONE, SOLVED, TYPICAL, Place, put
from picturing.stage import Shoot, Stage, StageError
from spdesk.ui.pages.performance_page import PerformancePage
from spdesk.workbook.derive import Step


def _start(stage: Stage, content: str, shoot: Shoot) -> None:
    if content == "typical":
        for name in ("our practice", "two sites, one team"):
            stage.put(contents.example(TYPICAL), name)
        stage.window.commands.new_workbook()
    elif content == "extreme":
        for number in range(8):
            stage.put(contents.bare(), f"{number} {contents.LONG_LINE[:200]}")
        stage.put(contents.extreme(), contents.LONG_WORD)
        stage.window.commands.start_page()
    stage.settle()
    shoot(None)


def _step(step: Step, stage: Stage, content: str, shoot: Shoot) -> None:
    stage.go(step, put(stage, content))
    shoot(None)


def _approach_explained(stage: Stage, content: str, shoot: Shoot) -> None:
    page = stage.go(Step.APPROACH, put(stage, content))
    found = [b for b in page.findChildren(QPushButton) if b.text() == "Why each line?"]
    if not found:
        raise StageError("the approach page has no button “Why each line?”")
    found[0].click()
    stage.settle()
    shoot(None)


def _table(stage: Stage, content: str, shoot: Shoot) -> None:
    page = stage.go(Step.PERFORMANCE, put(stage, content))
    if not isinstance(page, PerformancePage):
        raise StageError("the page of the performance is another")
    page.table_button.click()
    stage.settle()
    shoot(None)


def _actions(stage: Stage, content: str, shoot: Shoot) -> None:  # noqa: ARG001  one content
    """The plan of a type 1 problem: actions instead of probes."""
    stage.put_example(SOLVED)
    stage.go(Step.PLAN, SOLVED)
    shoot(None)


def _register(stage: Stage, content: str, shoot: Shoot) -> None:
    if content == "typical":
        stage.put_example("merging-two-practices")
    elif content == "extreme":
        put(stage, content)
    stage.window.commands.all_issues()
    stage.settle()
    shoot(None)


PLACES = {
    "start": Place(_start),
    "issue": Place(partial(_step, Step.ISSUE), step=Step.ISSUE),
    "approach": Place(partial(_step, Step.APPROACH), step=Step.APPROACH),
    "approach-explained": Place(_approach_explained, FILLED, Step.APPROACH),
    "performance": Place(partial(_step, Step.PERFORMANCE), step=Step.PERFORMANCE),
    "performance-table": Place(_table, step=Step.PERFORMANCE),
    "plan": Place(partial(_step, Step.PLAN), step=Step.PLAN),
    "plan-actions": Place(_actions, ONE, Step.PLAN),
    "review": Place(partial(_step, Step.REVIEW), step=Step.REVIEW),
    "register": Place(_register),
}
