"""The text of a workbook: what is written reads back, and anything else is told in a sentence."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from spdesk.core.errors import WorkbookFileError
from spdesk.guidance.library import guidance
from spdesk.workbook.format import MOST_DEEP, from_text, to_text
from spdesk.workbook.model import Workbook
from spdesk.workbook.store import read_workbook
from tests.workbook.strategies import whole_workbooks, workbooks

NAME = "group.spdesk"
Change = Callable[[dict[str, Any]], None]


def refusal(text: str) -> str:
    """What is said about a text that is no workbook: readable, naming the file."""
    with pytest.raises(WorkbookFileError) as caught:
        from_text(text, NAME)
    said = str(caught.value)
    assert_readable(said, NAME)
    return said


def assert_readable(said: str, name: str) -> None:
    """A sentence or a few that name the file, in plain words."""
    assert name in said
    assert said.endswith(".")
    assert "\n" not in said
    assert len(said) < 300
    assert not any(word in said for word in ("Traceback", "pydantic", "Error", "0x", "errno"))


def changed(rich: Workbook, change: Change) -> str:
    data = json.loads(to_text(rich))
    change(data)
    return json.dumps(data)


@settings(deadline=None)
@given(whole_workbooks())
def test_a_workbook_reads_back_the_same(workbook: Workbook) -> None:
    assert from_text(to_text(workbook), NAME) == workbook


@settings(deadline=None)
@given(workbooks | whole_workbooks())
def test_a_text_is_written_back_byte_for_byte(workbook: Workbook) -> None:
    text = to_text(workbook)
    assert to_text(from_text(text, NAME)) == text


@settings(deadline=None)
@given(whole_workbooks() | whole_workbooks(newer=True))
def test_the_text_is_what_the_json_library_writes(workbook: Workbook) -> None:
    data = workbook.model_dump(mode="json")
    assert to_text(workbook) == json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    assert list(data)[:4] == ["format", "version", "scale", "issues"]


def test_the_text_is_plain_json_a_value_a_line_with_a_last_newline(rich: Workbook) -> None:
    text = to_text(rich)
    assert json.loads(text)["format"] == "spdesk"
    assert text.startswith('{\n  "format": "spdesk",\n  "version": "1.2",\n')
    assert text.endswith("}\n")
    assert "\r" not in text
    assert "ümlauts, 中文" in text  # readable, not escaped


def test_a_byte_order_mark_is_forgiven(rich: Workbook) -> None:
    assert from_text("\ufeff" + to_text(rich), NAME) == rich


def test_the_examples_are_written_back_byte_for_byte(example: Path) -> None:
    assert to_text(read_workbook(example)).encode() == example.read_bytes()


def test_the_examples_use_only_what_the_guidance_knows(example: Path) -> None:
    library = guidance()
    for issue in read_workbook(example).issues:
        assert all(library.rules.has(criterion) for criterion in issue.triage.ratings)
        assert issue.plan is None or library.approach.plan(issue.plan)
        assert issue.approach is None or library.approach.approach(issue.approach)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "null",
        "[]",
        "3",
        '"spdesk"',
        "{}",
        '{"name": "a package", "version": "1.0"}',
        '{"format": "docx", "version": "1.0"}',
        '{"format": ["spdesk"], "version": "1.0"}',
        "{",
        "<html></html>",
        "{'format': 'spdesk'}",
        '{"format": "spdesk", "version": "1.0"} and more',
        '{"format": "spdesk", "version": "1.0", "target": NaN}',
        '{"format": "spdesk", "version": "1.0", "target": -Infinity}',
        "[" * 100_000,
        "[" * 100_000 + "]" * 100_000,
        '{"issues":' * 100_000,
        '{"format": "spdesk", "version": "1.0", "issues": ' + "[" * 400 + "]" * 400 + "}",
        '{"format": "spdesk", "version": ' + "1" * 5000 + "}",
        "\x00" * 100,
    ],
    ids=lambda text: f"{text[:30]!r}-{len(text)}",
)
def test_something_else_is_told_apart(text: str) -> None:
    refusal(text)


@pytest.mark.parametrize("version", ["2.0", "0.9", 1, 1.0, None, [], {}, "x" * 5000, [0] * 5000])
def test_a_file_of_another_version_is_told_apart(version: object) -> None:
    said = refusal(json.dumps({"format": "spdesk", "version": version}))
    assert "another version" in said


def test_a_file_cut_off_anywhere_is_told_to_be_damaged(rich: Workbook) -> None:
    text = to_text(rich)
    for end in range(0, len(text) - 2, 50):
        assert "damaged" in refusal(text[:end])


def _into(*path: str | int, value: object) -> Change:
    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        data[path[-1]] = value

    return change


BAD_VALUES: dict[str, Change] = {
    "unknown field of the workbook": _into("colour", value="red"),
    "unknown field of an issue": _into("issues", 0, "colour", value="red"),
    "unknown field of the triage": _into("issues", 0, "triage", "colour", value=1),
    "unknown field of an answer": _into("issues", 0, "triage", "answers", 0, "by", value="me"),
    "unknown field of the scores": _into("issues", 0, "scores", "morale", value=3),
    "unknown field of the scale": _into("scale", "colour", value="red"),
    "unknown field of the effort": _into("issues", 0, "effort", "morale", value=1),
    "issues that are no list": _into("issues", value={"id": "x"}),
    "issues that are nothing": _into("issues", value=None),
    "issue that is a text": _into("issues", 0, value="x"),
    "title that is a number": _into("issues", 0, "title", value=5),
    "title that is nothing": _into("issues", 0, "title", value=None),
    "description that is a list": _into("issues", 0, "description", value=["x"]),
    "stopped that is a text": _into("issues", 0, "triage", "stopped", value="yes"),
    "stopped that is a number": _into("issues", 0, "triage", "stopped", value=1),
    "score that is a text": _into("issues", 0, "scores", "incentives", value="5"),
    "score that is true": _into("issues", 0, "scores", "incentives", value=True),
    "score that is a list": _into("issues", 0, "scores", "incentives", value=[5]),
    "target that is a text": _into("issues", 0, "target", value="60"),
    "low end that is a text": _into("scale", "low", value="1"),
    "effort that is a text": _into("issues", 0, "effort", "incentives", value="2"),
    "effort of nought": _into("issues", 0, "effort", "incentives", value=0),
    "rating of 7": _into("issues", 0, "triage", "answers", 0, "rating", value=7),
    "rating of 2.0": _into("issues", 0, "triage", "answers", 0, "rating", value=2.0),
    "rating that is true": _into("issues", 0, "triage", "answers", 0, "rating", value=True),
    "rating that is a text": _into("issues", 0, "triage", "answers", 0, "rating", value="3"),
    "day that is a number": _into("issues", 0, "rounds", 0, "kept_on", value=0),
    "day that is no day": _into("issues", 0, "rounds", 0, "kept_on", value="2026-02-30"),
    "time that is a number": _into("issues", 0, "triage", "review_at", value=1_000_000),
    "time with a zone": _into("issues", 0, "triage", "review_at", value="2026-01-01T10:00Z"),
    "two issues of one id": lambda data: data["issues"].append(data["issues"][0]),
    "two answers to one question": lambda data: data["issues"][0]["triage"]["answers"].append(
        data["issues"][0]["triage"]["answers"][0]
    ),
    "two rounds of one id": lambda data: data["issues"][0]["rounds"].append(
        data["issues"][0]["rounds"][0]
    ),
    "a scale upside down": _into("scale", value={"low": 10, "high": 1, "neutral": 5}),
    "a scale from nought": _into("scale", "low", value=0),
    "a neutral point off the scale": _into("scale", "neutral", value=11),
    "a scale too large to compute": _into("scale", "high", value=1e6),
    "a scale that no score is on": _into("scale", "low", value=9),
    "score off the scale": _into("issues", 0, "scores", "incentives", value=11),
    "round off the scale": _into("issues", 0, "rounds", 0, "scores", "incentives", value=0.5),
    "round without a score": _into("issues", 0, "rounds", 0, "scores", "incentives", value=None),
    "part of itself": _into("issues", 0, "part_of", value="whole"),
    "part of its own part": _into("issues", 0, "part_of", value="lease"),
    "part of nothing known": _into("issues", 0, "part_of", value="gone"),
    "target below 1": _into("issues", 0, "target", value=0.5),
    "a whole number too long for a score": _into(
        "issues", 0, "scores", "incentives", value=10**400
    ),
    "half a character": _into("issues", 0, "title", value="\ud800"),
    "a very long title": _into("issues", 0, "title", value="x" * 100_000),
    "a very long id": _into("issues", 0, "id", value="x" * 100_000),
    "a very long name of a field": _into("issues", 0, "x" * 100_000, value=1),
    "an overrule to a crisis": _into("issues", 0, "overrule", "verdict", value="crisis"),
}


@pytest.mark.parametrize("fault", BAD_VALUES)
def test_a_wrong_value_is_told_with_its_file(rich: Workbook, fault: str) -> None:
    refusal(changed(rich, BAD_VALUES[fault]))


@pytest.mark.parametrize("number", ["1e999", "-1e999", "NaN", "Infinity", "9" * 400])
def test_a_number_beyond_all_numbers_is_refused(rich: Workbook, number: str) -> None:
    text = to_text(rich).replace('"incentives": 5.0', f'"incentives": {number}')
    assert number in text
    refusal(text)


def test_what_is_wrong_is_said_with_its_place(rich: Workbook) -> None:
    said = refusal(changed(rich, BAD_VALUES["rating of 7"]))
    assert "issues → 1 → triage → answers → 1 → rating" in said
    assert "Nothing was changed." in said


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ('{"format": "spdesk", "format": "spdesk", "version": "1.2"}', "format"),
        ('{"format": "spdesk", "version": "1.0", "version": "1.2"}', "version"),
        ('{"format": "spdesk", "version": "1.2", "issues": [], "issues": []}', "issues"),
        ('{"format": "spdesk", "version": "1.9", "a": {"b": 1, "c": 2, "b": 1}}', "b"),
        ('{"format": "spdesk", "version": "1.2", "\\ud800": 1, "\\ud800": 1}', "?"),
        ('{"a\\n\\u202eb": 1, "a\\n\\u202eb": 1}', "a??b"),
        (f'{{"{"x" * 9000}": 1, "{"x" * 9000}": 1}}', "x" * 40),
    ],
)
def test_a_field_that_stands_twice_is_refused(text: str, field: str) -> None:
    """Which of the two counts would be a guess."""
    assert f"The field “{field}” stands twice." in refusal(text)


def test_a_field_that_stands_twice_within_an_issue_is_refused(rich: Workbook) -> None:
    text = to_text(rich).replace('"title": ', '"title": "Another", "title": ', 1)
    assert "The field “title” stands twice." in refusal(text)


def test_lists_within_lists_are_kept_until_they_go_too_deep() -> None:
    def nested(depth: int) -> str:
        return '{"format": "spdesk", "version": "1.9", "new": %s}' % ("[" * depth + "]" * depth)

    # The workbook itself is the outermost of them.
    deep = from_text(nested(MOST_DEEP - 1), NAME)
    assert from_text(to_text(deep), NAME) == deep
    for depth in (MOST_DEEP, 99, 150, 210, 900):
        assert f"more than {MOST_DEEP} deep" in refusal(nested(depth))
    for depth in (5_000, 100_000):  # more than can be read at all
        refusal(nested(depth))
