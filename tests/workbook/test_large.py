"""A thousand issues: an edit, a line of the recovery file and an undo step cost little."""

import sys
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from functools import cache
from types import FrameType

import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from spdesk.core.errors import EditError
from spdesk.core.performance import Lever
from spdesk.workbook import edits
from spdesk.workbook import format as file_format
from spdesk.workbook.format import Writer, from_text, to_text
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.part import WorkbookPart
from tests.workbook.strategies import Move, after, moves, sequences, whole_workbooks, workbooks

UNDO_STEPS = 1000
MOST_MEMORY = 100_000_000

EDITS: dict[str, Callable[[Workbook, str], Workbook]] = {
    "a text": lambda book, issue_id: edits.describe_issue(book, issue_id, "owner", "Somebody"),
    "a score": lambda book, issue_id: edits.score(book, issue_id, {Lever.INCENTIVES: 2.0}),
    "an answer": lambda book, issue_id: edits.answer(book, issue_id, "criterion-1", 4),
    "a round": lambda book, issue_id: edits.keep_round(book, issue_id, "new", date(2026, 9, 1)),
}


@cache
def large(issues: int) -> Workbook:
    """A workbook of so many issues, each with ten rounds and ten answers."""
    scores = {"capabilities": 5.0, "incentives": 6.0, "relationships": 4.0}
    rounds = [{"id": f"r{i}", "kept_on": date(2026, 1, 1), "scores": scores} for i in range(10)]
    answers = [{"criterion": f"criterion-{i}", "rating": 2} for i in range(10)]
    made = [
        Issue.made(
            id=f"issue-{number}",
            title=f"Issue {number}",
            description="What is going on. " * 20,
            triage={"crisis_gate": 1, "answers": answers},
            scores=scores,
            rounds=rounds,
        )
        for number in range(issues)
    ]
    book = Workbook(issues=tuple(made))
    assert book.issue("issue-0")  # so that the ids are known, as in a window that shows them
    return book


def calls(work: Callable[[], object]) -> int:
    """How many functions of Python run in some work; the same on every machine."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def shortest(work: Callable[[], object]) -> float:
    """The seconds of the quickest of many runs."""
    times = []
    for _ in range(200):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_costs_the_same_however_many_issues_there_are(edit: str) -> None:
    few, many = large(10), large(1000)
    assert calls(lambda: EDITS[edit](few, "issue-9")) == calls(
        lambda: EDITS[edit](many, "issue-999")
    )
    assert shortest(lambda: EDITS[edit](many, "issue-999")) < 2 * shortest(
        lambda: EDITS[edit](few, "issue-9")
    )


def test_edits_that_follow_each_other_cost_the_same_too() -> None:
    book = edits.describe_issue(large(1000), "issue-500", "owner", "One")
    first = calls(lambda: edits.describe_issue(large(1000), "issue-500", "owner", "Two"))
    assert calls(lambda: edits.describe_issue(book, "issue-700", "owner", "Two")) == first


def test_only_what_changed_is_written_again(monkeypatch: pytest.MonkeyPatch) -> None:
    book, writer = large(1000), Writer()
    writer.text(book)
    changed = edits.describe_issue(book, "issue-500", "owner", "Somebody")
    written = []
    whole = file_format._indented
    monkeypatch.setattr(
        file_format, "_indented", lambda issue: written.append(issue) or whole(issue)
    )
    text = writer.text(changed)
    assert written == [changed.issue("issue-500")]
    assert text == to_text(changed)


@settings(deadline=None)
@given(workbooks, sequences)
def test_a_writer_writes_what_to_text_writes(workbook: Workbook, sequence: list[Move]) -> None:
    writer = Writer()
    for book in [*after(workbook, sequence), workbook, Workbook()]:
        assert writer.text(book) == to_text(book)


def test_a_thousand_undo_steps_stay_small() -> None:
    book = large(1000)
    tracemalloc.start()
    try:
        steps = [book]
        for number in range(UNDO_STEPS):
            text = f"Step {number} " + "x" * 200
            issue_id = f"issue-{number * 7 % 1000}"
            steps.append(edits.describe_issue(steps[-1], issue_id, "description", text))
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len({id(step) for step in steps}) == UNDO_STEPS + 1
    assert held < MOST_MEMORY


@pytest.fixture(scope="module")
def slowly() -> Callable[[Move, Workbook], Workbook | str]:
    """Make an edit with every issue validated again, as if nothing were known about any."""

    def replaced(book: Workbook, **changes: object) -> Workbook:
        return WorkbookPart.replaced(book, **changes)

    def with_issue(book: Workbook, issue: Issue) -> Workbook:
        issues = [issue if old.id == issue.id else old for old in book.issues]
        return WorkbookPart.replaced(book, issues=issues)

    def edit(move: Move, book: Workbook) -> Workbook | str:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Workbook, "replaced", replaced)
            patch.setattr(Workbook, "with_issue", with_issue)
            return outcome(move, book)

    return edit


def outcome(move: Move, book: Workbook) -> Workbook | str:
    try:
        return move.on(book)
    except EditError as error:
        return str(error)


@settings(deadline=None)
@given(workbooks, moves)
def test_a_quick_edit_gives_what_full_validation_gives(
    slowly: Callable[[Move, Workbook], Workbook | str], workbook: Workbook, move: Move
) -> None:
    quick = outcome(move, workbook)
    assert quick == slowly(move, workbook)
    if isinstance(quick, Workbook):
        assert from_text(to_text(quick), "again") == quick
        assert [quick.place_of(issue.id) for issue in quick.issues] == [*range(len(quick.issues))]


@settings(deadline=None)
@given(whole_workbooks(), workbooks)
def test_an_issue_from_anywhere_is_refused_just_as_in_full(
    workbook: Workbook, elsewhere: Workbook
) -> None:
    """Scores of another scale, parts of what is not there or of themselves."""
    everywhere = [*elsewhere.issues, *workbook.issues]
    for old in workbook.issues:
        for issue in everywhere:
            new = issue.replaced(id=old.id)
            rest = [new if each is old else each for each in workbook.issues]
            assert _told(lambda: workbook.with_issue(new)) == _told(  # noqa: B023  called at once
                lambda: WorkbookPart.replaced(workbook, issues=rest)  # noqa: B023
            )


def _told(make: Callable[[], Workbook]) -> Workbook | str:
    try:
        return make()
    except ValidationError as error:
        return edits.sentence(error)
