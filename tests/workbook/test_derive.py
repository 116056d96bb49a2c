"""What follows from an issue."""

from pathlib import Path

import pytest
from hypothesis import given

from spdesk.core.performance import Lever
from spdesk.core.triage import Verdict
from spdesk.guidance.library import guidance
from spdesk.workbook import edits
from spdesk.workbook.derive import (
    OPTIONAL_STEPS,
    Step,
    performance_of,
    recommendation_of,
    steps_done,
    triage_ended,
    verdict_that_counts,
)
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.store import read_workbook
from tests.workbook.strategies import workbooks

RULES = guidance().rules


def book_with(ratings: dict[str, int | None], gate: int | None = 0) -> Workbook:
    book = edits.answer_gate(edits.add_issue(Workbook(), "one", "An issue"), "one", gate)
    for criterion, rating in ratings.items():
        book = edits.answer(book, "one", criterion, rating)
    return book


def all_with(rating: int | None) -> dict[str, int | None]:
    return dict.fromkeys((criterion.id for criterion in RULES.criteria), rating)


def the(book: Workbook) -> Issue:
    return book.issues[0]


@pytest.mark.parametrize(
    ("rating", "verdict"),
    [(0, Verdict.TYPE_1), (2, Verdict.MIXED), (4, Verdict.TYPE_2), (None, Verdict.INSUFFICIENT)],
)
def test_the_computed_verdict_counts_while_nobody_overruled(
    rating: int | None, verdict: Verdict
) -> None:
    assert verdict_that_counts(the(book_with(all_with(rating))), RULES) is verdict


def test_the_groups_own_verdict_counts_before_the_computed_one() -> None:
    book = edits.overrule(book_with(all_with(4)), "one", "type_1", "We know better")
    assert verdict_that_counts(the(book), RULES) is Verdict.TYPE_1


def test_a_crisis_counts_before_an_older_opinion() -> None:
    book = edits.overrule(book_with(all_with(4)), "one", "type_1", "We know better")
    assert verdict_that_counts(the(edits.answer_gate(book, "one", 3)), RULES) is Verdict.CRISIS


@pytest.mark.parametrize(
    ("book", "ended"),
    [
        (book_with({}, None), False),
        (book_with({}), False),
        (book_with({}, 3), True),
        (book_with(all_with(None)), True),
        (book_with(all_with(2), None), False),
        (edits.stop_asking(book_with({"time_delay": 1}), "one", True), True),
    ],
)
def test_the_triage_ends_when_all_is_asked_or_stopped_or_a_crisis(
    book: Workbook, ended: bool
) -> None:
    assert triage_ended(the(book), RULES) is ended


def test_steps_are_done_one_by_one() -> None:
    book = book_with({}, None)
    assert steps_done(the(book), RULES) == set()
    book = edits.describe_issue(book, "one", "description", "  ")
    assert steps_done(the(book), RULES) == set()
    book = edits.describe_issue(book, "one", "description", "Something")
    assert steps_done(the(book), RULES) == {Step.ISSUE}
    book = edits.answer_gate(book, "one", 4)
    assert steps_done(the(book), RULES) == {Step.ISSUE, Step.TRIAGE}
    book = edits.choose_approach(book, "one", "command")
    book = edits.score(book, "one", dict.fromkeys(Lever, 5.0))
    assert steps_done(the(book), RULES) == set(Step) - OPTIONAL_STEPS


def test_a_plan_alone_describes_an_issue() -> None:
    book = edits.describe_issue(book_with({}, None), "one", "plan", "project_plan")
    assert steps_done(the(book), RULES) == {Step.ISSUE}


def test_a_triage_that_was_stopped_too_early_is_not_done() -> None:
    book = edits.stop_asking(book_with({"time_delay": 1}), "one", True)
    assert Step.TRIAGE not in steps_done(the(book), RULES)


def test_performance_is_on_the_scale_of_the_workbook() -> None:
    book = edits.score(book_with({}), "one", dict.fromkeys(Lever, 4.0))
    performance = performance_of(the(book), book)
    assert performance is not None
    assert performance.scale is book.scale
    cleared = edits.score(book, "one", {Lever.INCENTIVES: None})
    assert performance_of(the(cleared), cleared) is None


def test_there_is_no_approach_before_there_is_enough_to_say() -> None:
    book = book_with({})
    assert recommendation_of(the(book), book, guidance()) is None


def test_the_approach_follows_the_verdict_that_counts() -> None:
    book = book_with(all_with(4))
    first = recommendation_of(the(book), book, guidance())
    book = edits.overrule(book, "one", "type_1", "We know better")
    second = recommendation_of(the(book), book, guidance())
    assert first is not None
    assert second is not None
    assert first.approach != second.approach


def test_the_approach_that_an_example_settled_on_is_the_one_that_follows(example: Path) -> None:
    book = read_workbook(example)
    for issue in book.issues:
        recommendation = recommendation_of(issue, book, guidance())
        if issue.approach and recommendation and not issue.overrule:
            assert recommendation.approach == issue.approach


@given(workbooks)
def test_everything_can_be_derived_from_any_workbook(workbook: Workbook) -> None:
    for issue in workbook.issues:
        verdict = verdict_that_counts(issue, RULES)
        recommendation = recommendation_of(issue, workbook, guidance())
        assert (recommendation is None) == (verdict is Verdict.INSUFFICIENT)
        assert steps_done(issue, RULES) <= set(Step)
        assert isinstance(triage_ended(issue, RULES), bool)
