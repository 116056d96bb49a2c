"""The published example problems as a regression test of the triage.

One rater who knew the labels rated them, so they validate nothing: a failure here means that the
rules have changed what they say, not that they have become worse.
"""

import json
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import pytest

from spdesk.core.questions import asked_in_order
from spdesk.core.triage import Answers, Reading, Rules, Verdict, assess, check_answers

SHARED = Path(__file__).resolve().parents[3] / "shared" / "cases.json"
HALVINGS = 400

LABELS = {"type1": "type_1", "type2": "type_2", "crisis": "crisis"}

Case = dict[str, Any]


@pytest.fixture(scope="module")
def shared_cases() -> list[Case]:
    if not SHARED.exists():
        pytest.skip("the full list of cases is not beside the repository")
    entries: list[Case] = json.loads(SHARED.read_text(encoding="utf-8"))
    return [entry | {"label": LABELS[entry["label"]]} for entry in entries]


@pytest.fixture(scope="module", params=["shared", "resource"])
def all_cases(request: pytest.FixtureRequest) -> list[Case]:
    """Both lists in turn."""
    name = "shared_cases" if request.param == "shared" else "cases"
    entries: list[Case] = request.getfixturevalue(name)
    return entries


def answers_of(case: Case) -> Answers:
    return Answers(case["crisis_gate"], case["ratings"])


def read(rules: Rules, case: Case) -> Reading:
    return assess(rules, answers_of(case))


def plain(entries: list[Case]) -> list[Case]:
    return [case for case in entries if case["label"] != "crisis" and not case["borderline"]]


def test_every_rating_of_a_case_can_be_entered(rules: Rules, all_cases: list[Case]) -> None:
    for case in all_cases:
        check_answers(rules, answers_of(case))
        assert set(case["ratings"]) == {criterion.id for criterion in rules.criteria}


def test_a_case_that_is_not_borderline_is_read_as_published(
    rules: Rules, all_cases: list[Case]
) -> None:
    told = {case["id"]: read(rules, case).verdict for case in plain(all_cases)}
    assert told == {case["id"]: case["label"] for case in plain(all_cases)}
    assert set(told.values()) == {Verdict.TYPE_1, Verdict.TYPE_2}


def test_a_published_crisis_is_a_crisis(rules: Rules, all_cases: list[Case]) -> None:
    crises = [case for case in all_cases if case["label"] == "crisis"]
    assert crises
    assert {read(rules, case).verdict for case in crises} == {Verdict.CRISIS}


def test_most_borderline_cases_are_mixed_or_lean_as_published(
    rules: Rules, all_cases: list[Case]
) -> None:
    borderline = [case for case in all_cases if case["borderline"]]
    readings = [(case, read(rules, case)) for case in borderline]
    fair = [
        case["id"]
        for case, reading in readings
        if reading.verdict is Verdict.MIXED or reading.leaning == case["label"]
    ]
    assert len(fair) > len(borderline) / 2


def test_with_half_of_the_answers_struck_out_the_reading_seldom_changes(
    rules: Rules, all_cases: list[Case]
) -> None:
    as_published = said = 0
    for case in plain(all_cases):
        random = Random(case["id"])
        for _ in range(HALVINGS):
            kept = random.sample(sorted(case["ratings"]), 8)
            half = Answers(case["crisis_gate"], {key: case["ratings"][key] for key in kept})
            verdict = assess(rules, half).verdict
            said += verdict is not Verdict.INSUFFICIENT
            as_published += verdict == case["label"]
    assert said > 1000
    assert as_published / said >= 0.95


def test_half_of_the_cases_are_decided_after_8_questions(
    rules: Rules, all_cases: list[Case]
) -> None:
    asked = [
        decided_after
        for case in all_cases
        if case["label"] != "crisis"
        for _, decided_after in [asked_in_order(rules, answers_of(case))]
    ]
    assert None not in asked
    assert median(number for number in asked if number is not None) <= 8


# --- The resource -------------------------------------------------------------------------------


def test_the_resource_says_that_the_cases_validate_nothing(cases_file: Case) -> None:
    assert "one rater" in cases_file["note"].lower()
    assert "validate nothing" in cases_file["note"]


def test_the_resource_keeps_only_what_the_program_shows(cases: list[Case]) -> None:
    keys = {"id", "title", "label", "source", "borderline", "crisis_gate", "ratings"}
    for case in cases:
        extra = {"subtype"} if case["label"] == "type_1" else set()
        assert set(case) == keys | extra, case["id"]
        assert case["label"] in LABELS.values()
        assert case["title"]
        assert case["source"]
    assert len({case["id"] for case in cases}) == len(cases)


def test_the_resource_agrees_with_the_full_list(
    cases: list[Case], shared_cases: list[Case]
) -> None:
    for ours, full in zip(cases, shared_cases, strict=True):
        assert ours == {key: full[key] for key in ours}
