"""CSV and JSON: the data without names, and never a ballot."""

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given, settings

from spdesk.exchange.reports.csv_data import write_csv
from spdesk.exchange.reports.data_rows import COLUMNS, DataRow, data_rows
from spdesk.exchange.reports.record import issues_of
from spdesk.guidance.library import guidance
from spdesk.workbook.model import Issue, Workbook
from tests.exchange.reports.samples import NAMES, WRITERS, full_workbook, held
from tests.workbook.strategies import whole_workbooks


def _read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    return _read(WRITERS["csv"](full_workbook()))


def _of(rows: list[dict[str, str]], kind: str) -> list[dict[str, str]]:
    return [row for row in rows if row["kind"] == kind and row["issue"] == "missed-appointments"]


def test_it_is_utf_8_with_its_mark_and_all_columns() -> None:
    content = WRITERS["csv"](full_workbook())
    assert content.startswith(b"\xef\xbb\xbf")
    head = content.decode("utf-8-sig").splitlines()[0]
    assert head == ",".join(f'"{name}"' for name in COLUMNS)


def test_verdicts_and_answers(rows: list[dict[str, str]]) -> None:
    [verdict] = _of(rows, "verdict")
    assert (verdict["state"], verdict["n"]) == ("type_2", "10")
    assert float(verdict["low"]) < float(verdict["value"]) < float(verdict["high"])
    assert [row["state"] for row in _of(rows, "verdict that counts")] == ["mixed"]
    assert len(_of(rows, "answer")) == 10
    assert _of(rows, "answer")[0]["item"] == "action_result_link"
    assert _of(rows, "answer")[0]["value"] == "3"


def test_scores_rounds_and_the_plan(rows: list[dict[str, str]]) -> None:
    assert [row["value"] for row in _of(rows, "score")] == ["6", "5", "4.5", "21.35"]
    room = [row for row in _of(rows, "room: factors") if row["day"] == "2026-10-12"]
    trust = next(row for row in room if row["item"] == "trust_and_reciprocity")
    assert [trust[key] for key in ("value", "low", "high", "n")] == ["5", "2", "8", "6"]
    assert trust["state"] == "split"
    actions = [
        (row["text"], row["day"], row["done_on"], row["state"]) for row in _of(rows, "action")
    ]
    assert actions == [
        ("Two more lines", "2026-11-02", "", "open"),
        ("A sign at the door", "", "2026-10-01", "done"),
    ]
    assert [row["state"] for row in _of(rows, "probe")] == ["changed", "open"]
    assert [row["state"] for row in _of(rows, "trigger")] == ["watched", "happened"]
    assert [row["state"] for row in _of(rows, "review")] == ["type_2", "mixed"]


def test_nobody_is_named(rows: list[dict[str, str]]) -> None:
    text = WRITERS["csv"](full_workbook()).decode("utf-8-sig")
    assert not [name for name in NAMES if name in text]
    data = json.dumps(json.loads(WRITERS["json"](full_workbook()))["data"])
    assert not [name for name in NAMES if name in data]


@pytest.mark.parametrize(("count", "told"), [(1, False), (4, False), (5, True), (9, True)])
def test_what_fewer_than_five_said_is_not_told(count: int, told: bool) -> None:
    workbook = Workbook(issues=(Issue(id="i", title="x", ballot_rounds=(held(count),)),))
    room = [row for row in data_rows(workbook, workbook.issues, guidance()) if row.n or row.low]
    assert {row.item for row in room if row.kind == "room: terms"} == (
        {"capabilities", "incentives", "relationships"} if told else set()
    )
    states = {r.state for r in data_rows(workbook, workbook.issues, guidance()) if "room" in r.kind}
    assert ("too_few" in states) == (not told)


def test_a_round_that_nobody_saw_is_not_told() -> None:
    hidden = held(9, revealed=False)
    workbook = Workbook(issues=(Issue(id="i", title="x", ballot_rounds=(hidden,)),))
    assert not [r for r in data_rows(workbook, workbook.issues, guidance()) if "room" in r.kind]


def test_cells_that_look_like_formulas_get_an_apostrophe() -> None:
    row = DataRow("i", "=1+1", "action", value=-1.5, text='two\n"=quoted"')
    [read] = _read(write_csv([row]))
    assert read["title"] == "'=1+1"
    assert read["value"] == "-1.5"
    assert read["text"] == 'two\n"=quoted"'


def _json(workbook: Workbook) -> Any:
    return json.loads(WRITERS["json"](workbook))


def test_json_keeps_its_contract() -> None:
    data = _json(full_workbook())
    assert (data["format"], data["version"]) == ("spdesk-report", "1.0")
    assert set(data) == {"data", "format", "record", "version"}
    assert set(data["record"]) == {"blocks", "language", "subject", "title"}
    assert {block["kind"] for block in data["record"]["blocks"]} == {
        "heading", "paragraph", "facts", "table", "bullets", "picture",
    }  # fmt: skip
    assert all(set(row) == set(COLUMNS) for row in data["data"])
    assert data["record"]["blocks"][0] == {
        "kind": "heading",
        "level": 1,
        "text": "Patients who keep missing appointments",
    }


@given(whole_workbooks())
@settings(max_examples=40)
def test_csv_and_json_hold_the_same_data(workbook: Workbook) -> None:
    read = _read(WRITERS["csv"](workbook))
    data = _json(workbook)["data"]
    assert [(row["issue"], row["kind"], row["item"]) for row in read] == [
        (row["issue"], row["kind"], row["item"]) for row in data
    ]
    numbers = [(row["value"], row["n"]) for row in read]
    told = [tuple("" if row[key] is None else row[key] for key in ("value", "n")) for row in data]
    for (value, n), (other, count) in zip(numbers, told, strict=True):
        assert n == str(count)
        assert (value == "") == (other == "")
        assert value == "" or float(value) == other


def test_issues_stand_in_the_order_of_the_workbook() -> None:
    workbook = full_workbook()
    rows = data_rows(workbook, issues_of(workbook), guidance())
    assert list(dict.fromkeys(row.issue for row in rows)) == ["missed-appointments", "empty"]
