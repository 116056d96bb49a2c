"""The rules that every workbook keeps."""

import math

import pytest
from hypothesis import given
from pydantic import ValidationError

from spdesk.core.performance import Lever, Performance, Scale
from spdesk.workbook.model import Issue, Round, Triage, Workbook
from spdesk.workbook.scores import Scores
from tests.workbook.strategies import workbooks


def issue(issue_id: str = "one", **fields: object) -> Issue:
    return Issue.model_validate({"id": issue_id, "title": "An issue", **fields})


def test_an_empty_workbook_has_the_default_scale_and_no_issues() -> None:
    assert Workbook() == Workbook(scale=Scale(1, 10, 5), issues=())


def test_a_workbook_and_its_parts_cannot_be_changed_in_place(rich: Workbook) -> None:
    first = rich.issues[0]
    for part, field in ((rich, "issues"), (first, "title"), (first.triage, "stopped")):
        with pytest.raises(ValidationError):
            setattr(part, field, None)
    with pytest.raises(TypeError):
        rich.issues[0] = first  # type: ignore[index]


@given(workbooks)
def test_equal_workbooks_have_equal_hashes(workbook: Workbook) -> None:
    twin = Workbook.model_validate(workbook.model_dump())
    assert twin == workbook
    assert hash(twin) == hash(workbook)


@pytest.mark.parametrize(
    "fields",
    [
        {"title": ""},
        {"title": "   "},
        {"title": "two\nlines"},
        {"title": "x" * 501},
        {"title": 5},
        {"description": "x" * 20_001},
        {"owner": "two\rlines"},
        {"plan": "Not An Id"},
        {"approach": "../x"},
        {"target": 0.99},
        {"target": math.nan},
        {"target": math.inf},
        {"colour": "red"},
        {"overrule": {"verdict": "crisis", "reason": "so"}},
        {"overrule": {"verdict": "type_1", "reason": "  "}},
        {"triage": {"crisis_gate": 5}},
        {"triage": {"crisis_gate": True}},
        {"triage": {"crisis_gate": "3"}},
        {"triage": {"answers": [{"criterion": "a", "rating": 2.5}]}},
        {"triage": {"answers": [{"criterion": "a", "rating": 1}] * 2}},
        {"triage": {"crisis_checks": [{"check": "a", "note": "n"}] * 2}},
        {"triage": {"review_at": "2026-11-23T10:00:00+01:00"}},
        {"scores": {"capabilities": math.nan}},
    ],
)
def test_an_issue_refuses(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        issue(**fields)


@pytest.mark.parametrize("bad", ["", "A", "a b", "-a", "ä", "a" * 61, "a\n", "a/b"])
def test_an_id_is_short_and_plain(bad: str) -> None:
    with pytest.raises(ValidationError):
        issue(bad)


def test_a_title_is_kept_without_the_blanks_round_it() -> None:
    assert issue(title="  An issue  ").title == "An issue"


def test_two_issues_cannot_have_one_id() -> None:
    with pytest.raises(ValidationError, match="twice: one"):
        Workbook(issues=(issue(), issue()))


@pytest.mark.parametrize(
    "parents",
    [{"a": "a"}, {"a": "gone"}, {"a": "b", "b": "a"}, {"a": "b", "b": "c", "c": "b"}],
    ids=str,
)
def test_parts_belong_to_a_whole_without_going_round(parents: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="part of an issue that does not exist or of itself"):
        Workbook(issues=tuple(issue(part, part_of=whole) for part, whole in parents.items()))


def test_a_part_may_have_parts_and_stand_before_its_whole() -> None:
    book = Workbook(issues=(issue("c", part_of="b"), issue("b", part_of="a"), issue("a")))
    assert [part.id for part in book.parts_of("a")] == ["b"]
    assert book.parts_of("c") == ()


@pytest.mark.parametrize("value", [0.5, 5.5, -1, 0])
def test_a_score_off_the_scale_is_refused_with_its_issue(value: float) -> None:
    with pytest.raises(ValidationError, match=r'issue "An issue" has incentives .* from 1 to 5'):
        Workbook(scale=Scale(1, 5, 3), issues=(issue(scores=Scores(incentives=value)),))


def test_a_round_off_the_scale_is_refused_too() -> None:
    kept = {"id": "r", "kept_on": "2026-01-01", "scores": Scores(**dict.fromkeys(Lever, 9.0))}
    with pytest.raises(ValidationError, match="not on the scale"):
        Workbook(scale=Scale(1, 5, 3), issues=(issue(rounds=[kept]),))


def test_a_round_holds_all_three_scores() -> None:
    with pytest.raises(ValidationError, match="all three scores"):
        Round.model_validate({"id": "r", "kept_on": "2026-01-01", "scores": {"incentives": 3}})


def test_performance_is_unknown_while_a_score_is_missing() -> None:
    two = Scores(capabilities=2, incentives=3)
    assert not two.complete
    assert two.performance(Scale()) is None
    three = two.replaced(relationships=5.0)
    assert three.complete
    assert three.performance(Scale()) == Performance(2, 3, 5)


def test_no_answer_cannot_say_and_nought_are_three_things() -> None:
    triage = Triage.model_validate(
        {"answers": [{"criterion": "a", "rating": None}, {"criterion": "b", "rating": 0}]}
    )
    assert triage.ratings == {"a": None, "b": 0}
    assert "c" not in triage.ratings


def test_a_changed_copy_is_checked_and_the_rest_is_shared(rich: Workbook) -> None:
    first = rich.issues[0]
    changed = first.replaced(owner="Somebody")
    assert changed.triage is first.triage
    assert changed.rounds[0] is first.rounds[0]
    with pytest.raises(ValidationError):
        first.replaced(title="")
