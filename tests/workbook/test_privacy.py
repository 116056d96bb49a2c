"""Which fields are looked at, and what it means that something may stay."""

import pytest
from hypothesis import given

from spdesk.core.errors import EditError
from spdesk.core.privacy import Detail
from spdesk.workbook import edits, privacy
from spdesk.workbook.format import from_text, to_text
from spdesk.workbook.model import Workbook
from spdesk.workbook.store import read_workbook
from tests.workbook.conftest import EXAMPLES, example_folder
from tests.workbook.strategies import workbooks

MAIL = "Ask jo@example.org about it."


@pytest.fixture
def telling() -> Workbook:
    """A workbook with a detail in every field that takes free text."""
    book = edits.add_issue(Workbook(), "a", "Ring 07700 900123")
    book = edits.describe_issue(book, "a", "description", f"{MAIL} And pat@example.org. SO1 1AA.")
    book = edits.describe_issue(book, "a", "owner", "lead@example.org")
    book = edits.describe_issue(book, "a", "plan_note", "Call 020 7946 0958")
    book = edits.note_check(book, "a", "no_time", "DOB 12/5/1954")
    return edits.overrule(book, "a", "mixed", "999 109 7007 told us")


def places(workbook: Workbook) -> list[tuple[str, str, Detail]]:
    return [(doubt.issue.id, doubt.field, doubt.kind) for doubt in privacy.doubts(workbook)]


def test_every_free_text_is_looked_at_and_each_kind_is_told_once(telling: Workbook) -> None:
    assert places(telling) == [
        ("a", "title", Detail.TELEPHONE),
        ("a", "description", Detail.EMAIL),
        ("a", "description", Detail.POSTCODE),
        ("a", "owner", Detail.EMAIL),
        ("a", "plan_note", Detail.TELEPHONE),
        ("a", "check-no_time", Detail.BIRTH_DATE),
        ("a", "overrule", Detail.NHS_NUMBER),
    ]


def test_no_text_of_the_model_is_forgotten(telling: Workbook) -> None:
    """Whoever adds a field with free text to an issue adds it here, or says why not."""
    issue = telling.issues[0]
    plain = {name for name, value in issue.model_dump().items() if isinstance(value, str)}
    assert plain - {"id", "plan", "approach", "part_of"} == {
        field for field in privacy.free_texts(issue) if not privacy.stands_in_triage(field)
    }


def test_what_may_stay_is_noted_without_what_was_found(telling: Workbook) -> None:
    book = privacy.accept_details(telling, "a", "description", (Detail.EMAIL,))
    assert book.issues[0].accepted == ("description email",)
    left = places(telling)
    left.remove(("a", "description", Detail.EMAIL))
    assert places(book) == left


def test_accepting_twice_changes_nothing(telling: Workbook) -> None:
    book = privacy.accept_details(telling, "a", "owner", (Detail.EMAIL,))
    assert privacy.accept_details(book, "a", "owner", (Detail.EMAIL,)) is book


def test_all_may_stay_and_all_may_be_pointed_out_again(telling: Workbook) -> None:
    book = privacy.accept_all(telling)
    assert places(book) == []
    assert privacy.accept_all(book) is book
    assert privacy.forget_accepted(book) == telling
    assert privacy.forget_accepted(telling) is telling


def test_an_acceptance_holds_for_its_own_issue_and_field_only(telling: Workbook) -> None:
    book = edits.add_issue(telling, "b", "Another")
    book = edits.describe_issue(book, "b", "owner", "lead@example.org")
    book = privacy.accept_details(book, "a", "owner", (Detail.EMAIL,))
    assert ("b", "owner", Detail.EMAIL) in places(book)
    assert ("a", "description", Detail.EMAIL) in places(book)


def test_some_issues_can_be_judged_and_accepted_alone(telling: Workbook) -> None:
    book = edits.add_issue(telling, "b", "Ask jo@example.org")
    assert [doubt.issue.id for doubt in privacy.doubts(book, ("b",))] == ["b"]
    book = privacy.accept_all(book, ("b",))
    assert book.issues[1].accepted == ("title email",)
    assert places(book) == places(telling)


def test_what_was_accepted_is_in_the_file(telling: Workbook) -> None:
    book = privacy.accept_all(telling)
    again = from_text(to_text(book), "mine.spdesk")
    assert again == book
    assert places(again) == []


def test_an_issue_that_is_gone_accepts_nothing() -> None:
    with pytest.raises(EditError, match="no longer in the workbook"):
        privacy.accept_details(Workbook(), "a", "title", (Detail.EMAIL,))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_hold_nobodys_details(name: str) -> None:
    assert privacy.doubts(read_workbook(example_folder() / name)) == ()


@given(workbooks)
def test_accepting_everything_leaves_no_doubt_and_nothing_else_changed(book: Workbook) -> None:
    accepted = privacy.accept_all(book)
    assert privacy.doubts(accepted) == ()
    assert privacy.forget_accepted(accepted) == privacy.forget_accepted(book)
