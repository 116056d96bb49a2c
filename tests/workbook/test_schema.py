"""The JSON Schema in the docs is that of the model, and accepts what the program writes."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from spdesk.workbook.format import to_text
from spdesk.workbook.model import Workbook
from spdesk.workbook.schema import schema_text
from tests.workbook.strategies import whole_workbooks

KEPT = Path(__file__).resolve().parents[2] / "docs" / "workbook.schema.json"
FILES = Path(__file__).parent / "files"
SCHEMA = json.loads(schema_text())


def test_the_schema_in_the_docs_is_up_to_date() -> None:
    renew = "python -m spdesk.workbook.schema docs/workbook.schema.json"
    assert KEPT.read_text(encoding="utf-8") == schema_text(), f"renew it with: {renew}"


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_examples_fit_the_schema(example: Path) -> None:
    jsonschema.validate(json.loads(example.read_bytes()), SCHEMA)


@settings(max_examples=30, deadline=None)
@given(whole_workbooks())
def test_every_workbook_fits_the_schema(workbook: Workbook) -> None:
    jsonschema.validate(json.loads(to_text(workbook)), SCHEMA)


@pytest.mark.parametrize(
    "change",
    [
        {"version": "1.0"},
        {"format": "docx"},
        {"colour": "red"},
        {"issues": [{"id": "a"}]},
        {"issues": [{"id": "a", "title": "A", "colour": "red"}]},
        {"issues": [{"id": "a", "title": "A", "triage": {"crisis_gate": 5}}]},
        {"issues": [{"id": "a", "title": "A", "effort": {"morale": 1}}]},
    ],
    ids=str,
)
def test_what_the_program_refuses_the_schema_refuses_too(change: dict[str, Any]) -> None:
    jsonschema.validate(
        {"format": "spdesk", "version": SCHEMA["properties"]["version"]["const"]}, SCHEMA
    )
    data = {"format": "spdesk", "version": "1.2"} | change
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, SCHEMA)


@pytest.mark.parametrize("missing", ["format", "version"])
def test_format_and_version_must_be_there(missing: str) -> None:
    data = {"format": "spdesk", "version": "1.2"}
    del data[missing]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, SCHEMA)
