"""A report as JSON: the blocks of the record as they stand, and the data that CSV holds."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from spdesk.exchange.reports.blocks import Block, Record
from spdesk.exchange.reports.data_rows import DataRow

FORMAT, VERSION = "spdesk-report", "1.0"


def write_json(record: Record, rows: Sequence[DataRow]) -> bytes:
    """One object in UTF-8 with `format`, `version`, `record` and `data`.

    Keys are sorted; blocks and rows stand in their own order. Each block says its kind.
    """
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "record": {
            "title": record.title,
            "subject": record.subject,
            "language": record.language,
            "blocks": [_block(block) for block in record.blocks],
        },
        "data": [asdict(row) for row in rows],
    }
    text = json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True, default=_plain)
    return f"{text}\n".encode()


def _block(block: Block) -> dict[str, Any]:
    return {"kind": type(block).__name__.lower(), **asdict(block)}


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a {type(value).__name__} does not belong into a report")
