"""The JSON Schema of a workbook file, for people and programs that read one without SP Desk.

It is kept in `docs/workbook.schema.json`; `python -m spdesk.workbook.schema FILE` writes it again.
The rules that look at more than one value (unique ids, scores on the scale) are not in it.
"""

import json
import sys
from pathlib import Path
from typing import Any

from spdesk.workbook.model import VERSION, Workbook


def schema_text() -> str:
    """The schema of the file version that this program writes, as it stands in the docs."""
    schema = Workbook.model_json_schema()
    for part in (schema, *schema["$defs"].values()):
        _close(part)
    schema["title"] = f"SP Desk workbook {VERSION}"
    schema["properties"]["version"] = {"const": VERSION, "title": "Version", "type": "string"}
    schema["required"] = ["format", "version"]
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(dialect | schema, ensure_ascii=False, indent=2) + "\n"


def _close(part: dict[str, Any]) -> None:
    """Unknown fields are errors in this version; the model keeps those of a newer one."""
    if part.get("type") == "object":
        part["additionalProperties"] = False


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(schema_text(), encoding="utf-8", newline="\n")
