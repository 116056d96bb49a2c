"""Edits of many issues at once: nothing is lost, and parts stay with their wholes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spdesk.core.errors import EditError
from spdesk.core.performance import Scale
from spdesk.workbook import edits
from spdesk.workbook.format import from_text, to_text
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.register_edits import (
    archive_issues,
    duplicate_issues,
    merge_in,
    only_issues,
    remove_issues,
    set_review_day,
    with_parts,
)
from tests.workbook.strategies import workbooks


def book(*issues: str) -> Workbook:
    """Issues by id; "part<whole" is a part of whole."""
    made = []
    for words in issues:
        issue_id, _, whole = words.partition("<")
        made.append(Issue(id=issue_id, title=issue_id.upper(), part_of=whole or None))
    return Workbook(issues=tuple(made))


def ids(workbook: Workbook) -> list[str]:
    return [issue.id for issue in workbook.issues]


def wholes(workbook: Workbook) -> dict[str, str | None]:
    return {issue.id: issue.part_of for issue in workbook.issues}


def said(issue: Issue) -> dict[str, object]:
    """Everything in an issue but its id, its title and what it is part of."""
    return issue.model_dump(exclude={"id", "title", "part_of"})


def test_a_review_day_is_set_and_taken_back() -> None:
    before = book("a")
    after = set_review_day(before, "a", date(2027, 1, 4))
    assert after.issues[0].review_on == date(2027, 1, 4)
    assert set_review_day(after, "a", None) == before
    assert set_review_day(after, "a", date(2027, 1, 4)) is after


def test_several_are_archived_and_brought_back() -> None:
    before = book("a", "b", "c<a")
    after = archive_issues(before, ["a", "b"], True)
    assert [issue.archived for issue in after.issues] == [True, True, False]
    assert wholes(after) == wholes(before)
    assert archive_issues(after, ["a", "b", "c"], False) == before


def test_archiving_what_is_archived_changes_nothing() -> None:
    after = archive_issues(book("a"), ["a"], True)
    assert archive_issues(after, ["a"], True) is after


def test_removing_a_whole_leaves_its_parts_on_their_own() -> None:
    after = remove_issues(book("a", "b<a", "c<b", "d"), ["a", "d"])
    assert wholes(after) == {"b": None, "c": "b"}


def test_removing_a_whole_with_its_parts_leaves_nothing_of_them() -> None:
    assert ids(remove_issues(book("a", "b<a", "c"), ["b", "a"])) == ["c"]


@pytest.mark.parametrize("edit", [remove_issues, duplicate_issues, only_issues])
def test_an_issue_that_is_gone_is_refused_in_a_sentence(edit: object) -> None:
    with pytest.raises(EditError, match="no longer in the workbook"):
        edit(book("a"), ["a", "b"])  # type: ignore[operator]


def test_a_copy_stands_after_its_issue_and_says_so() -> None:
    after = duplicate_issues(book("a", "b"), ["a"])
    assert [issue.title for issue in after.issues] == ["A", "A (copy)", "B"]
    assert len(set(ids(after))) == 3


def test_a_copied_part_follows_its_copied_whole_otherwise_it_stays() -> None:
    both = duplicate_issues(book("a", "b<a"), ["a", "b"])
    assert wholes(both) == {"a": None, "a-2": None, "b": "a", "b-2": "a-2"}
    alone = duplicate_issues(book("a", "b<a"), ["b"])
    assert wholes(alone)["b-2"] == "a"


def test_copies_of_copies_get_ids_of_their_own() -> None:
    after = book("x" * 60)
    for _ in range(12):
        after = duplicate_issues(after, ["x" * 60])
    assert len(set(ids(after))) == 13


def test_a_title_without_room_for_more_stays_whole() -> None:
    before = edits.describe_issue(book("a"), "a", "title", "T" * 499)
    assert duplicate_issues(before, ["a"]).issues[1].title == "T" * 499


def test_the_parts_of_parts_go_along() -> None:
    assert with_parts(book("c<b", "b<a", "a", "d"), ["a"]) == ("c", "b", "a")
    assert with_parts(book("c<b", "b<a", "a", "d"), ["b"]) == ("c", "b")


def test_taken_out_alone_a_part_stands_on_its_own() -> None:
    before = book("a", "b<a", "c<b")
    assert wholes(only_issues(before, ["b", "c"])) == {"b": None, "c": "b"}
    assert only_issues(before, ["a", "b", "c"]) == before


def test_merging_adds_what_is_new_and_skips_what_is_the_same() -> None:
    merge = merge_in(book("a", "b"), book("b", "c", "d<c"), "Spring")
    assert (merge.added, merge.same, merge.copies) == (("c", "d"), ("b",), ())
    assert wholes(merge.workbook) == {"a": None, "b": None, "c": None, "d": "c"}


def test_an_issue_that_differs_is_kept_beside_ours_and_says_where_it_is_from() -> None:
    theirs = edits.describe_issue(book("a"), "a", "owner", "Somebody")
    merge = merge_in(book("a"), theirs, "Spring")
    ours, copy = merge.workbook.issues
    assert ours == book("a").issues[0]
    assert (copy.title, copy.owner, merge.copies) == ("A (from Spring)", "Somebody", (copy.id,))


def test_new_parts_of_an_issue_that_differs_go_with_the_version_that_they_came_with() -> None:
    theirs = edits.describe_issue(book("b<a", "a"), "a", "owner", "Somebody")
    merge = merge_in(book("a"), theirs, "Spring")
    assert wholes(merge.workbook) == {"a": None, "b": "a-2", "a-2": None}
    assert merge_in(merge.workbook, theirs, "Spring").workbook is merge.workbook


def test_a_new_id_is_free_in_both_workbooks() -> None:
    theirs = edits.describe_issue(book("a", "a-2"), "a", "owner", "Somebody")
    merge = merge_in(book("a"), theirs, "Spring")
    assert (merge.added, merge.copies) == (("a-2",), ("a-3",))


def test_other_scales_are_refused_and_both_are_named() -> None:
    with pytest.raises(EditError) as refusal:
        merge_in(book("a"), Workbook(scale=Scale(1, 5, 3)), "Spring")
    for words in ("“Spring”", "from 1 to 5 with 3", "from 1 to 10 with 5", "nothing was merged"):
        assert words in str(refusal.value)


def test_a_name_that_is_no_text_does_no_harm() -> None:
    theirs = edits.describe_issue(book("a"), "a", "owner", "Somebody")
    merge = merge_in(book("a"), theirs, "a\nb\udcff")
    assert merge.workbook.issues[1].title == "A (from a b?)"
    assert from_text(to_text(merge.workbook), "x") == merge.workbook


def test_issues_of_a_newer_file_keep_what_this_version_does_not_know() -> None:
    text = '{"format": "spdesk", "version": "1.7", "issues": [{"id": "n", "title": "N", "new": 3}]}'
    merge = merge_in(book("a"), from_text(text, "newer"), "newer")
    again = from_text(to_text(merge.workbook), "again")
    assert again == merge.workbook
    assert '"new": 3' in to_text(again)


def test_a_newer_file_with_more_than_issues_is_refused() -> None:
    newer = from_text('{"format": "spdesk", "version": "1.7", "more": [1]}', "newer")
    with pytest.raises(EditError, match="newer SP Desk"):
        merge_in(book("a"), newer, "newer")


def test_a_long_line_of_parts_is_merged() -> None:
    line = book("p0", *(f"p{n}<p{n - 1}" for n in range(1, 1200)))
    backwards = Workbook(issues=line.issues[::-1])
    assert merge_in(Workbook(), backwards, "x").workbook == backwards


@given(ours=workbooks, theirs=workbooks)
def test_a_merge_drops_nothing_and_merging_again_changes_nothing(
    ours: Workbook, theirs: Workbook
) -> None:
    if ours.scale != theirs.scale:
        return
    merge = merge_in(ours, theirs, "Spring")
    assert merge.workbook.issues[: len(ours.issues)] == ours.issues
    assert len(merge.added) + len(merge.same) + len(merge.copies) == len(theirs.issues)
    kept = [said(issue) for issue in merge.workbook.issues]
    assert all(said(issue) in kept for issue in theirs.issues)
    assert Workbook.model_validate(merge.workbook.model_dump()) == merge.workbook
    assert merge_in(merge.workbook, theirs, "Spring").workbook is merge.workbook


@given(before=workbooks, picks=st.sets(st.integers(0, 9)))
def test_moved_away_and_merged_back_every_issue_is_there(before: Workbook, picks: set[int]) -> None:
    chosen = with_parts(before, [i.id for n, i in enumerate(before.issues) if n in picks])
    stays, goes = remove_issues(before, chosen), only_issues(before, chosen)
    assert sorted(ids(stays) + ids(goes)) == sorted(ids(before))
    back = merge_in(stays, goes, "other").workbook
    assert {i.id: said(i) for i in back.issues} == {i.id: said(i) for i in before.issues}


@given(before=workbooks, picks=st.sets(st.integers(0, 9)))
def test_copies_say_the_same_and_leave_the_rest_alone(before: Workbook, picks: set[int]) -> None:
    chosen = [i.id for n, i in enumerate(before.issues) if n in picks]
    after = duplicate_issues(before, chosen)
    assert len(after.issues) == len(before.issues) + len(chosen)
    assert [i for i in after.issues if i.id in ids(before)] == list(before.issues)
    for place, issue in enumerate(after.issues):
        if issue.id in chosen:
            assert said(after.issues[place + 1]) == said(issue)
    assert Workbook.model_validate(after.model_dump()) == after
