"""The desk: the only door to the workbook, and its undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from spdesk.core.performance import Lever
from spdesk.ui import desk as desk_module
from spdesk.ui.desk import Desk
from spdesk.workbook import edits
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Workbook
from tests.workbook.strategies import Move, sequences


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    """A desk with one saved issue that is looked at."""
    made = Desk()
    made.begin(edits.add_issue(Workbook(), "one", "An issue"), None)
    made.look_at("one", Step.ISSUE)
    yield made
    # Collected as garbage, a stack that still holds Python's commands brings the program down.
    made.undo_stack.clear()
    made.deleteLater()


def title(desk: Desk) -> str:
    return desk.workbook.issues[0].title


def rename(desk: Desk, text: str, merge: str = "title") -> bool:
    return desk.apply_to_issue("rename", edits.describe_issue, "title", text, merge=merge)


def test_an_edit_is_one_undo_step_with_a_title(desk: Desk) -> None:
    assert rename(desk, "Another", merge="")
    assert (desk.undo_stack.count(), desk.undo_stack.undoText()) == (1, "rename")
    desk.undo()
    assert title(desk) == "An issue"
    assert desk.undo_stack.redoText() == "rename"
    desk.redo()
    assert title(desk) == "Another"


def test_an_edit_that_changes_nothing_makes_no_step(desk: Desk) -> None:
    assert rename(desk, "An issue")
    assert desk.undo_stack.count() == 0
    assert not desk.modified


def test_a_refused_edit_tells_why_and_changes_nothing(desk: Desk) -> None:
    refused, changed = QSignalSpy(desk.refused), QSignalSpy(desk.workbook_changed)
    before = desk.workbook
    assert not rename(desk, "")
    assert desk.workbook is before
    assert (refused.count(), changed.count()) == (1, 0)
    assert refused.at(0)[0].endswith(".")


def test_an_edit_without_an_issue_is_no_edit(desk: Desk) -> None:
    desk.look_at(None, Step.ISSUE)
    assert not rename(desk, "Another")
    assert desk.undo_stack.count() == 0


def test_edits_of_one_gesture_join(desk: Desk) -> None:
    for text in ("A", "An", "Ano"):
        rename(desk, text)
    assert desk.undo_stack.count() == 1
    desk.undo()
    assert title(desk) == "An issue"


def test_edits_of_two_fields_or_two_issues_do_not_join(desk: Desk) -> None:
    desk.apply("add", edits.add_issue, "two", "Two")
    rename(desk, "A")
    desk.apply_to_issue("own", edits.describe_issue, "owner", "Me", merge="owner")
    desk.apply("rename", edits.describe_issue, "two", "title", "B", merge="title")
    assert desk.undo_stack.count() == 4


@pytest.mark.parametrize("between", ["gesture", "place", "undo", "save"])
def test_edits_never_join_across(desk: Desk, tmp_path: Path, between: str) -> None:
    rename(desk, "A")
    if between == "gesture":
        desk.new_gesture()
    elif between == "place":
        desk.look_at("one", Step.TRIAGE)
    elif between == "save":
        desk.saved_to(tmp_path / "x.spdesk")
    else:
        rename(desk, "B", merge="other")
        desk.undo()
    rename(desk, "C")
    assert desk.undo_stack.count() == 2
    desk.undo()
    assert title(desk) == "A"


def test_an_undo_between_two_edits_of_one_field_keeps_them_apart(desk: Desk) -> None:
    rename(desk, "A")
    desk.undo()
    rename(desk, "B")
    assert desk.undo_stack.count() == 1
    desk.undo()
    assert title(desk) == "An issue"


def test_a_gesture_that_comes_back_leaves_no_step(desk: Desk) -> None:
    rename(desk, "A")
    rename(desk, "An issue")
    assert desk.undo_stack.count() == 0
    assert not desk.modified


def test_the_desk_is_modified_until_it_is_saved_and_when_undone_past_it(
    desk: Desk, tmp_path: Path
) -> None:
    assert not desk.modified
    rename(desk, "A")
    assert desk.modified
    desk.saved_to(tmp_path / "group.spdesk")
    assert (desk.modified, desk.path, desk.name) == (False, tmp_path / "group.spdesk", "group")
    desk.undo()
    assert desk.modified
    desk.redo()
    assert not desk.modified


def test_undo_steps_have_a_limit(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_module, "UNDO_STEPS", 5)
    desk = Desk()
    for number in range(9):
        desk.apply("add", edits.add_issue, f"n{number}", "x")
    assert desk.undo_stack.count() == 5
    for _ in range(9):
        desk.undo()
    assert len(desk.workbook.issues) == 4
    assert desk.modified
    desk.undo_stack.clear()


def test_many_steps_share_what_did_not_change(desk: Desk) -> None:
    desk.apply("add", edits.add_issue, "two", "Two")
    second = desk.workbook.issues[1]
    for number in range(200):
        rename(desk, f"Title {number}", merge="")
    assert desk.workbook.issues[1] is second


def test_signals_tell_facts_once(desk: Desk, tmp_path: Path) -> None:
    changed, placed = QSignalSpy(desk.workbook_changed), QSignalSpy(desk.place_changed)
    filed = QSignalSpy(desk.file_changed)
    rename(desk, "A")
    rename(desk, "B")
    assert (changed.count(), placed.count(), filed.count()) == (2, 0, 1)
    desk.look_at("one", Step.TRIAGE)
    desk.look_at("one", Step.TRIAGE)
    assert placed.count() == 1


def test_undoing_the_new_issue_looks_at_another_one(desk: Desk) -> None:
    desk.apply("add", edits.add_issue, "two", "Two")
    desk.look_at("two", Step.TRIAGE)
    desk.undo()
    assert desk.issue is desk.workbook.issues[0]
    desk.apply_to_issue("remove", edits.remove_issue)
    assert desk.issue is None
    desk.undo()
    assert len(desk.workbook.issues) == 1


def test_another_workbook_starts_with_nothing_to_undo(desk: Desk) -> None:
    rename(desk, "A")
    desk.begin(Workbook(), None, "Example: X")
    assert (desk.modified, desk.name, desk.issue) == (False, "Example: X", None)
    assert not desk.undo_stack.canUndo()


def test_new_ids_are_ids_and_never_the_same(desk: Desk) -> None:
    made = {Desk.new_id() for _ in range(500)}
    assert len(made) == 500
    assert all(desk.apply("add", edits.add_issue, new, "x") for new in list(made)[:20])


@given(sequences)
def test_undoing_all_is_the_start_and_redoing_all_the_end(
    qapp: QApplication, sequence: list[Move]
) -> None:
    desk = Desk()
    start = desk.workbook
    for number, move in enumerate(sequence):
        desk.apply("edit", move.edit, *move.arguments_for(desk.workbook), merge=f"m{number % 2}")
    end, steps = desk.workbook, desk.undo_stack.count()
    for _ in range(steps):
        desk.undo()
    assert desk.workbook is start
    assert not desk.modified
    for _ in range(steps):
        desk.redo()
    assert desk.workbook == end
    desk.undo_stack.clear()


@given(sequences)
def test_each_undo_is_exactly_one_step_back(qapp: QApplication, sequence: list[Move]) -> None:
    desk = Desk()
    way = [desk.workbook]
    for move in sequence:
        desk.apply("edit", move.edit, *move.arguments_for(desk.workbook))
        if desk.workbook is not way[-1]:
            way.append(desk.workbook)
    for before in reversed(way[:-1]):
        desk.undo()
        assert desk.workbook is before
    assert desk.undo_stack.index() == 0
    desk.undo_stack.clear()


def test_a_drag_of_scores_is_one_step(desk: Desk) -> None:
    for value in (5.0, 5.1, 5.2):
        desk.apply_to_issue("drag", edits.score, {Lever.INCENTIVES: value}, merge="point")
    assert desk.undo_stack.count() == 1
    desk.undo()
    assert desk.workbook.issues[0].scores.incentives is None
