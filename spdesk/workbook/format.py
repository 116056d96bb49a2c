"""The text of a workbook file: JSON, UTF-8, a stable order of keys, one value a line."""

import json
from typing import Any, Never

from pydantic import ValidationError

from spdesk.core.errors import WorkbookFileError
from spdesk.workbook.edits import sentence
from spdesk.workbook.model import FORMAT, VERSION, Workbook

_BYTE_ORDER_MARK = "\ufeff"
_LONGEST_VERSION = 20


def to_text(workbook: Workbook) -> str:
    """The text of a workbook, the same for the same workbook."""
    return json.dumps(workbook.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


def from_text(text: str, name: str) -> Workbook:
    """Read the text of a workbook file called `name`.

    Raises WorkbookFileError with one sentence about what is wrong and where.
    """
    data = _parsed(text, name)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise WorkbookFileError(f"{name} is not an SP Desk workbook.")
    version = data.get("version")
    if version != VERSION:
        known = isinstance(version, str) and len(version) <= _LONGEST_VERSION
        raise WorkbookFileError(
            f"{name} was written by another version of SP Desk (file version "
            f"{version if known else 'unknown'}; this program reads {VERSION}). "
            "Open it with that version."
        )
    try:
        return Workbook.model_validate_json(text.removeprefix(_BYTE_ORDER_MARK), strict=True)
    except ValidationError as error:
        raise WorkbookFileError(
            f"{name} cannot be opened. {sentence(error)} Nothing was changed."
        ) from error


def _parsed(text: str, name: str) -> Any:
    try:
        return json.loads(text.removeprefix(_BYTE_ORDER_MARK), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise WorkbookFileError(
            f"{name} is not an SP Desk workbook, or it is damaged{where}. Nothing was changed."
        ) from error


def _refuse_constant(constant: str) -> Never:
    raise ValueError(f"{constant} is not a number")
