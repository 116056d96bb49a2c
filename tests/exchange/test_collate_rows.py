"""What one workbook gives the tables, by example."""

from datetime import date, timedelta
from typing import Any

import pytest

from spdesk.exchange.collate.rows import ActionRow, IssueRow, RoundRow, RowMaker, Rows
from spdesk.exchange.collate.tables import ACTIONS, ISSUES, ROUNDS
from spdesk.guidance.library import guidance
from spdesk.workbook.model import Answer, Issue, Overrule, Triage, Workbook
from spdesk.workbook.plan import Action, Plan, Probe
from spdesk.workbook.round_edits import delete_ballots
from spdesk.workbook.round_questions import lever_items
from spdesk.workbook.rounds import Ballot, BallotAnswer
from tests.exchange.collate_files import DAY, LEVERS, MARK, issue_of, round_of


def rows_of(*issues: Issue) -> Rows:
    return RowMaker(guidance(), DAY).rows_of(Workbook(issues=issues))


def issue(**changes: Any) -> Issue:
    return Issue.made(**({"id": "a", "title": "A"} | changes))


def answered(rating: int, count: int = 99, gate: int = 0) -> Triage:
    criteria = guidance().rules.criteria[:count]
    answers = tuple(Answer(criterion=criterion.id, rating=rating) for criterion in criteria)
    return Triage(crisis_gate=gate, answers=answers)


def ballots(*scores: float | None) -> tuple[Ballot, ...]:
    return tuple(
        Ballot(answers=(BallotAnswer(question="capabilities", rating=score),)) for score in scores
    )


@pytest.mark.parametrize(
    ("row", "table"), [(IssueRow, ISSUES), (RoundRow, ROUNDS), (ActionRow, ACTIONS)]
)
def test_rows_have_the_columns_of_their_table(row: Any, table: Any) -> None:
    assert ("workbook", *row._fields) == table.heading


def test_a_bare_issue_gives_a_row_of_noughts() -> None:
    (row,), rounds, actions = rows_of(issue())
    assert (row.issue, row.type, row.subtype, row.approach) == (
        1,
        "insufficient",
        None,
        "not_chosen",
    )
    assert row[5:] == (0, False, False, 0, False, 0, False, 0, 0, 0, 0, 0, 0, 0, 0)
    assert (rounds, actions) == ((), ())


def test_a_full_issue_is_counted() -> None:
    first, second = rows_of(
        issue_of(1, id="whole", approach="management", review_on=DAY, archived=True),
        issue_of(2, id="part", part_of="whole"),
    ).issues
    assert (first.parts, first.part, second.parts, second.part) == (1, False, 0, True)
    assert (first.approach, first.review_set, first.archived, first.decided) == (
        "management",
        True,
        True,
        True,
    )
    assert (first.actions, first.actions_done, first.probes, first.probes_ended) == (2, 1, 1, 0)
    assert (first.triggers, first.triggers_happened) == (1, 1)
    assert (first.rejected, first.minority_notes, first.reviews) == (1, 1, 0)


@pytest.mark.parametrize(
    ("rating", "kind", "subtype"), [(0, "type_1", "simple"), (4, "type_2", None)]
)
def test_the_computed_verdict_counts(rating: int, kind: str, subtype: str | None) -> None:
    (row,) = rows_of(issue(triage=answered(rating))).issues
    assert (row.type, row.overruled, row.subtype, row.answered) == (kind, False, subtype, 100)


def test_the_groups_own_verdict_counts_and_has_no_subtype() -> None:
    own = Overrule(verdict="mixed", reason="so")
    (row,) = rows_of(issue(triage=answered(0), overrule=own)).issues
    assert (row.type, row.overruled, row.subtype) == ("mixed", True, None)


def test_a_crisis_is_not_overruled() -> None:
    own = Overrule(verdict="mixed", reason="so")
    (row,) = rows_of(issue(triage=answered(0, gate=4), overrule=own)).issues
    assert (row.type, row.overruled) == ("crisis", False)


def test_the_share_answered_comes_in_whole_tens() -> None:
    shares = [rows_of(issue(triage=answered(2, count))).issues[0].answered for count in range(16)]
    assert shares == sorted(shares)
    assert all(share % 10 == 0 for share in shares)
    assert (shares[0], shares[-1]) == (0, 100)


def test_an_id_of_another_version_is_called_other() -> None:
    held = round_of(0, 5, questions=("capabilities", f"{MARK}-q"), ballots=())
    summary = {"n": 9, "median": 4.0, "q1": 3.0, "q3": 5.5, "agreement": "mixed"}
    held = held.replaced(
        summaries=tuple({"question": q, **summary} for q in (f"{MARK}-q", "capabilities", "sp"))
    )
    rows = rows_of(issue(approach=f"{MARK}-approach", ballot_rounds=(held,)))
    assert rows.issues[0].approach == "other"
    assert [row.question for row in rows.rounds] == ["other", "capabilities"]  # and never sp
    assert rows.rounds[0][7:] == (9, 3.0, 4.0, 5.5, "mixed", 1.0, 10.0)


def test_five_ballots_are_enough_and_four_are_not() -> None:
    assert rows_of(issue(ballot_rounds=(round_of(0, 4),))).rounds == ()
    rows = rows_of(issue(ballot_rounds=(round_of(0, 4), round_of(1, 5)))).rounds
    assert [row.question for row in rows] == list(LEVERS)
    assert {(row.round, row.n, row.whole_room) for row in rows} == {(2, 5, True)}


def test_medians_and_quartiles_are_worked_out() -> None:
    held = round_of(0, 0, ballots=ballots(2, 3, 5, 5, 8, 9), held_on=date(2026, 8, 31))
    (row,) = rows_of(issue(ballot_rounds=(held,))).rounds
    # Type 7: positions 1.25, 2.5 and 3.75 of 0 to 5.
    assert (row.n, row.q1, row.median, row.q3) == (6, 3.5, 5.0, 7.25)
    assert (row.year, row.month, row.subject) == (2026, 8, "terms")


def test_a_question_that_fewer_than_five_gave_a_number_to_is_left_out() -> None:
    held = round_of(0, 0, ballots=ballots(2, 3, 5, 5, None, None))
    assert rows_of(issue(ballot_rounds=(held,))).rounds == ()


@pytest.mark.parametrize("change", [{"revealed": False}, {"group": "g", "ballots": ballots(3)}])
def test_what_was_put_away_and_small_groups_are_left_out(change: dict[str, Any]) -> None:
    assert rows_of(issue(ballot_rounds=(round_of(0, 8).replaced(**change),))).rounds == ()


def test_a_joint_ballot_is_left_out_however_many_stood_behind_it() -> None:
    summary = {"question": "capabilities", "n": 9, "median": 4.0, "q1": 3.0, "q3": 5.0}
    held = round_of(0, 0, ballots=(), summaries=({**summary, "agreement": "mixed"},))
    assert rows_of(issue(ballot_rounds=(held,))).rounds != ()
    assert rows_of(issue(ballot_rounds=(held.replaced(joint=True),))).rounds == ()


def test_a_group_of_five_is_told_from_the_whole_room() -> None:
    rows = rows_of(issue(ballot_rounds=(round_of(0, 5, group="nurses"),))).rounds
    assert {row.whole_room for row in rows} == {False}


def test_deleted_ballots_leave_the_same_rows() -> None:
    before = Workbook(issues=(issue(ballot_rounds=(round_of(0, 7),)),))
    after = delete_ballots(before, "a", f"{MARK}-round-0", lever_items(guidance()))
    maker = RowMaker(guidance(), DAY)
    assert after.issues[0].ballot_rounds[0].ballots == ()
    assert maker.rows_of(after).rounds == maker.rows_of(before).rounds


@pytest.mark.parametrize(
    ("due", "done", "weeks"),
    [
        (DAY - timedelta(days=6), None, 0),
        (DAY - timedelta(days=7), None, 1),
        (DAY + timedelta(days=20), None, -2),
        (DAY - timedelta(days=70), DAY - timedelta(days=49), 3),
        (None, None, None),
        (None, DAY, None),
    ],
)
def test_lateness_is_in_whole_weeks(due: Any, done: Any, weeks: int | None) -> None:
    plan = Plan(actions=(Action(id="a", solution="s", due=due, done_on=done),))
    (row,) = rows_of(issue(agreed=plan)).actions
    assert (row.kind, row.state, row.weeks_late) == ("action", "done" if done else "open", weeks)


def test_a_probe_that_has_ended_is_not_late() -> None:
    probes = (
        Probe(id="a", attempt="t", review_on=DAY - timedelta(days=21), owner="x", works="y"),
        Probe(id="b", attempt="t", review_on=DAY, outcome="kept", partners="z", from_move="m"),
    )
    still, ended = rows_of(issue(agreed=Plan(probes=probes))).actions
    assert still == (1, "probe", "open", 3, True, True, False, False)
    assert ended == (1, "probe", "kept", None, False, False, True, True)
