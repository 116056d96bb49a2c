"""The ballot box: outside the workbook and out of reach of undo until everything is revealed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spdesk.core.performance import Lever, Scale
from spdesk.ui.desk import Desk
from spdesk.ui.main_window import MainWindow
from spdesk.ui.messages import Unsaved
from spdesk.ui.recovery import Keeper
from spdesk.workbook import edits
from spdesk.workbook.derive import Step
from spdesk.workbook.format import to_text
from spdesk.workbook.model import Workbook
from spdesk.workbook.recovery import read_recovery
from spdesk.workbook.round_values import waiting_round
from spdesk.workbook.rounds import Ballot, BallotAnswer, BallotRound
from spdesk.workbook.store import read_workbook, save_workbook
from tests.ui.conftest import Recorder

BOOK = edits.add_issue(Workbook(), "one", "One")


def a_round(**fields: object) -> BallotRound:
    asked = tuple(lever.value for lever in Lever)
    return BallotRound.made(
        id="r", subject="terms", questions=asked, held_on=date(2026, 11, 23), **fields
    )


def _on_another_scale(workbook: Workbook) -> Workbook:
    return edits.changed(workbook, scale=Scale(1, 5, 3))


def a_ballot(rating: float, role: str = "") -> Ballot:
    answer = BallotAnswer.made(question="capabilities", rating=rating)
    return Ballot.made(answers=(answer,), role=role)


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    made = Desk()
    made.begin(BOOK, None)
    made.look_at("one", Step.ROOM)
    yield made
    # Collected as garbage, a stack that still holds Python's commands brings the program down.
    made.undo_stack.clear()
    made.deleteLater()


def test_ballots_in_the_box_are_in_no_workbook_and_in_no_undo_step(desk: Desk) -> None:
    desk.box.open("one", a_round(expected=2))
    desk.box.put_in(a_ballot(7))
    assert desk.workbook is BOOK
    assert not desk.undo_stack.canUndo()
    assert desk.modified  # nothing of it is in a file
    assert (desk.box.count, desk.box.is_full) == (1, False)
    desk.undo()
    assert desk.box.count == 1
    desk.box.put_in(a_ballot(3))
    assert desk.box.is_full


def test_the_reveal_is_one_step_for_all_ballots(desk: Desk) -> None:
    desk.box.open("one", a_round())
    for rating in (7, 3, 5):
        desk.box.put_in(a_ballot(rating))
    assert desk.reveal_box()
    assert (desk.box.count, desk.box.round) == (0, None)
    issue = desk.workbook.issues[0]
    assert [b.ratings["capabilities"] for b in issue.ballot_rounds[0].ballots] == [3, 5, 7]
    assert issue.ballot_rounds[0].revealed
    assert desk.undo_stack.count() == 1
    desk.undo()
    assert desk.workbook == BOOK
    assert desk.box.count == 3  # none is lost, whatever is done next
    desk.redo()
    assert desk.workbook.issues[0] == issue
    assert desk.box.round is None


def test_after_a_reveal_was_undone_no_more_ballots_come_in(desk: Desk) -> None:
    """One that came later would stand out from those that everybody has seen."""
    desk.box.open("one", a_round(expected=7))
    desk.box.put_in(a_ballot(7))
    desk.put_box_away()
    held = waiting_round(desk.workbook.issues[0])
    assert held is not None
    desk.box.open("one", held)
    desk.reveal_box()
    desk.undo()
    assert desk.box.is_full
    desk.box.empty()
    assert desk.box.was_seen(held.id)
    desk.begin(BOOK, None)
    assert not desk.box.was_seen(held.id)


def test_an_undo_never_throws_the_open_round_away(desk: Desk, qtbot: QtBot) -> None:
    desk.box.open("one", a_round())
    desk.box.put_in(a_ballot(7))
    desk.reveal_box()
    desk.box.open("one", a_round().replaced(id="second"))
    with qtbot.waitSignal(desk.refused):
        desk.undo()
    assert len(desk.workbook.issues[0].ballot_rounds) == 1
    desk.box.empty()
    desk.undo()
    assert desk.box.count == 1


def test_a_box_that_was_put_away_goes_on_where_it_was(desk: Desk) -> None:
    desk.box.open("one", a_round())
    desk.box.put_in(a_ballot(7))
    assert desk.put_box_away()
    held = waiting_round(desk.workbook.issues[0])
    assert held is not None
    desk.box.open("one", held)
    desk.box.put_in(a_ballot(2))
    assert desk.box.count == 2
    desk.reveal_box()
    (whole,) = desk.workbook.issues[0].ballot_rounds
    assert (len(whole.ballots), whole.revealed) == (2, True)
    assert desk.put_box_away()  # nothing in it: nothing to do
    assert not desk.reveal_box()


def test_a_role_that_would_unmask_somebody_does_not_reach_the_workbook(desk: Desk) -> None:
    desk.box.open("one", a_round(roles=("nurse", "GP")))
    desk.box.put_in(*(a_ballot(n, "nurse") for n in range(1, 6)), a_ballot(9, "GP"))
    assert '"nurse",' in to_text(desk.unsaved.whole())  # what was offered
    assert '"role": "nurse"' not in to_text(desk.unsaved.whole())
    desk.reveal_box()
    assert {b.role for b in desk.workbook.issues[0].ballot_rounds[0].ballots} == {""}


def test_what_a_crash_must_not_take_holds_the_box_and_stays_the_same_object(desk: Desk) -> None:
    assert desk.unsaved.whole() is BOOK
    desk.box.open("one", a_round())
    desk.box.put_in(a_ballot(7))
    kept = desk.unsaved
    assert kept is desk.unsaved
    held = waiting_round(kept.whole().issues[0])
    assert held is not None
    assert len(held.ballots) == 1
    desk.apply_to_issue("owner", edits.describe_issue, "owner", "Somebody")
    assert desk.unsaved is not kept


def test_an_issue_whose_ballots_are_in_the_box_cannot_go(desk: Desk, qtbot: QtBot) -> None:
    desk.apply("more", edits.add_issue, "two", "Two")
    desk.box.open("two", a_round())
    desk.box.put_in(a_ballot(7))
    for go in (
        lambda: desk.apply("remove", edits.remove_issue, "two"),
        desk.undo,  # of adding it
        lambda: desk.apply("scale", _on_another_scale),
    ):
        with qtbot.waitSignal(desk.refused):
            go()
        assert desk.workbook.issue("two") is not None
    desk.box.empty()
    assert desk.apply("remove", edits.remove_issue, "two")


def test_roles_end_where_ballots_were_put_away_without_them(desk: Desk) -> None:
    """Otherwise those of the second meeting would stand out by having one."""
    desk.box.open("one", a_round(roles=("nurse", "GP")))
    desk.box.put_in(*(a_ballot(n, "GP") for n in range(1, 4)))
    desk.put_box_away()
    held = waiting_round(desk.workbook.issues[0])
    assert held is not None
    desk.box.open("one", held)
    assert desk.box.round is not None
    assert desk.box.round.roles == ()


def test_another_workbook_empties_the_box(desk: Desk) -> None:
    desk.box.open("one", a_round())
    desk.box.put_in(a_ballot(7))
    desk.begin(Workbook(), None)
    assert (desk.box.count, desk.box.issue_id) == (0, "")


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "group.spdesk"
    save_workbook(BOOK, path)
    return path


def test_a_save_meanwhile_leaves_the_ballots_out_and_in_the_box(
    window: MainWindow, saved: Path
) -> None:
    window.files.open(saved)
    window.desk.look_at("one", Step.ISSUE)
    window.desk.box.open("one", a_round())
    window.desk.box.put_in(a_ballot(7))
    window.desk.apply_to_issue("owner", edits.describe_issue, "owner", "Somebody")
    assert window.files.save()
    assert read_workbook(saved).issues[0].ballot_rounds == ()
    assert window.desk.box.count == 1
    assert window.desk.modified
    assert "1 ballot is in the box" in window._status._saved.text()
    window.desk.box.empty()
    assert not window.desk.modified


def test_who_leaves_with_ballots_in_the_box_is_asked_and_loses_none(
    window: MainWindow, saved: Path, messages: Recorder
) -> None:
    messages.unsaved = Unsaved.SAVE
    window.files.open(saved)
    window.desk.box.open("one", a_round())
    window.desk.box.put_in(a_ballot(7))
    assert window.files.new()
    assert messages.asked_about == ["group"]
    held = waiting_round(read_workbook(saved).issues[0])
    assert held is not None
    assert len(held.ballots) == 1


def test_who_leaves_and_thinks_again_goes_on_collecting(
    window: MainWindow, saved: Path, messages: Recorder
) -> None:
    messages.unsaved = Unsaved.CANCEL
    window.files.open(saved)
    window.desk.box.open("one", a_round())
    window.desk.box.put_in(a_ballot(7))
    assert not window.files.new()
    assert window.desk.box.count == 1
    assert not window.desk.undo_stack.canUndo()


def test_ballots_in_the_box_outlive_a_crash(
    window: MainWindow, saved: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window.files.open(saved)
    file = tmp_path / "state" / "recovery.json"
    file.parent.mkdir()
    keeper = Keeper(window.desk, window.files, file, window)
    window.desk.box.open("one", a_round())
    window.desk.box.put_in(a_ballot(7))
    qtbot.waitUntil(file.exists)
    assert keeper.flush()
    held = waiting_round(read_recovery(file).workbook.issues[0])
    assert held is not None
    assert len(held.ballots) == 1
    window.desk.box.empty()
    qtbot.waitUntil(lambda: not file.exists())
    keeper.finish(keep=False)
