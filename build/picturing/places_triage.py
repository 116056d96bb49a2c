"""The ways to everything that the triage shows: gate, question, offer to stop, crisis, verdicts."""

from datetime import datetime

from PySide6.QtCore import Qt

from picturing import contents
from picturing.contents import TIES, UNANSWERED
from picturing.place import FILLED, SPLIT, Change, Place, put
from picturing.stage import Shoot, Stage, StageError
from spdesk.core import wizard
from spdesk.core.questions import next_question
from spdesk.core.wizard import GATE
from spdesk.guidance.library import guidance
from spdesk.ui.pages.triage_page import TriagePage
from spdesk.workbook import edits
from spdesk.workbook.derive import Step, answers_of
from spdesk.workbook.model import Workbook


def _show(
    stage: Stage, content: str, shoot: Shoot, change: Change | None = None, extreme: str = TIES
) -> None:
    """Open the triage where the program itself would land."""
    stage.window.desk.look_at(put(stage, content, extreme, change), Step.TRIAGE)
    stage.settle()
    shoot(None)


def _gate(stage: Stage, content: str, shoot: Shoot) -> None:
    page = stage.go(Step.TRIAGE, put(stage, content))
    if not isinstance(page, TriagePage):
        raise StageError("the page of the triage is another")
    page.go_to(GATE)
    shoot(None)


def _question(stage: Stage, content: str, shoot: Shoot) -> None:
    """A question with why it is asked, half-way through where there are answers."""
    ratings = {"empty": (), "typical": (4, 3, None, 4, 2), "extreme": (None,) * 14}[content]

    def change(workbook: Workbook, issue_id: str) -> Workbook:
        workbook = _past_the_gate(workbook, issue_id)
        for rating in ratings:
            workbook = _answered_next(workbook, issue_id, rating)
        return workbook

    stage.window.desk.look_at(put(stage, content, change=change), Step.TRIAGE)
    stage.settle()
    stage.hand.key(Qt.Key.Key_F1)
    shoot(None)


def _offer(stage: Stage, content: str, shoot: Shoot) -> None:
    """Enough is known: the triage offers to stop, and goes on asking if one likes."""

    def change(workbook: Workbook, issue_id: str) -> Workbook:
        workbook = _past_the_gate(workbook, issue_id)
        rules = guidance().rules
        while not wizard.should_offer_to_stop(
            rules, answers_of(edits.issue_of(workbook, issue_id))
        ):
            workbook = _answered_next(workbook, issue_id, 4)
        return workbook

    _show(stage, content, shoot, change)


def _crisis(stage: Stage, content: str, shoot: Shoot) -> None:
    def change(workbook: Workbook, issue_id: str) -> Workbook:
        workbook = edits.answer_gate(workbook, issue_id, 4)
        if content == "extreme":
            for check in guidance().triage.gate.checks:
                workbook = edits.note_check(workbook, issue_id, check.id, contents.LONG_TEXT)
            late = datetime(2026, 12, 31, 23, 59)  # noqa: DTZ001  local, as the model wants it
            workbook = edits.set_review_time(workbook, issue_id, late)
        return workbook

    _show(stage, content, shoot, change)


def _verdict(stage: Stage, content: str, shoot: Shoot) -> None:
    """The verdict of the example; with ties everywhere and a long overrule in the extreme."""
    _show(stage, content, shoot)


def _verdict_unknown(stage: Stage, content: str, shoot: Shoot) -> None:
    """Everything was answered with "can't say"."""

    def change(workbook: Workbook, issue_id: str) -> Workbook:
        return contents.answered(_past_the_gate(workbook, issue_id), issue_id, None)

    _show(stage, content, shoot, change, UNANSWERED)


def _verdict_split(stage: Stage, content: str, shoot: Shoot) -> None:  # noqa: ARG001  one content
    stage.put_example(SPLIT)
    stage.go(Step.TRIAGE, SPLIT)
    shoot(None)


def _past_the_gate(workbook: Workbook, issue_id: str) -> Workbook:
    """The triage begun anew: only the gate is answered."""
    return edits.answer_gate(edits.restart_triage(workbook, issue_id), issue_id, 0)


def _answered_next(workbook: Workbook, issue_id: str, rating: int | None) -> Workbook:
    """The question answered that the program would ask next. Raises StageError without one."""
    given = edits.issue_of(workbook, issue_id).triage.ratings
    following = next_question(guidance().rules, given)
    if following is None:
        raise StageError("the triage has no question left")
    return edits.answer(workbook, issue_id, following.id, rating)


PLACES = {
    "triage-gate": Place(_gate, step=Step.TRIAGE),
    "triage-question": Place(_question, step=Step.TRIAGE),
    "triage-offer": Place(_offer, FILLED, Step.TRIAGE),
    "triage-crisis": Place(_crisis, FILLED, Step.TRIAGE),
    "triage-verdict": Place(_verdict, FILLED, Step.TRIAGE),
    "triage-unknown": Place(_verdict_unknown, FILLED, Step.TRIAGE),
    "triage-split": Place(_verdict_split, ("typical",), Step.TRIAGE),
}
