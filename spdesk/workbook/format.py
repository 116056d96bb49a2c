"""The text of a workbook file: JSON, UTF-8, a stable order of keys, one value a line."""

import json
import math
import re
from collections import Counter
from typing import Any, Never

from pydantic import ValidationError

from spdesk.core.errors import WorkbookFileError
from spdesk.core.translation import translate
from spdesk.workbook.edits import sentence, shown
from spdesk.workbook.migrations import STEPS, migrated
from spdesk.workbook.model import FORMAT, VERSION, Issue, Workbook
from spdesk.workbook.part import KEEP_UNKNOWN, WorkbookPart

MOST_VALUES = 500_000
"""Values in one file; three thousand full issues have fewer. Bounds what reading can cost."""

MOST_DEEP = 50
"""Lists and objects within one another; a workbook needs some ten. What a newer program wrote is kept
at any depth below this. pydantic reads to a depth of 200 and writes to one that depends on the
system, on Windows to 99: what opens must also be saved, so this stays below both."""

_BYTE_ORDER_MARK = "\ufeff"
_LONGEST_VERSION = 20
_THIS_OR_NEWER = re.compile(r"1\.([2-9]|[1-9][0-9]{1,2})")
_NO_ISSUES = '\n  "issues": []'


class Writer:
    """Writes a workbook again and again, and only the issues that are not the same as last time.

    A workbook after an edit shares all other issues with the one before, so that writing every
    step of a large one to a recovery file costs little. For one thread at a time.
    """

    def __init__(self) -> None:
        self._written: dict[str, tuple[Issue, str]] = {}

    def text(self, workbook: Workbook) -> str:
        """The text of a workbook: exactly what `to_text` gives."""
        last, self._written = self._written, {}
        for issue in workbook.issues:
            known = last.get(issue.id)
            if known is None or known[0] is not issue:
                known = (issue, _indented(issue))
            self._written[issue.id] = known
        frame = _dumped(workbook.model_copy(update={"issues": ()})) + "\n"
        if not self._written:
            return frame
        issues = ",".join(text for _, text in self._written.values())
        # The first such line is the workbook's own: only the scale, all numbers, is before it.
        before, _, after = frame.partition(_NO_ISSUES)
        return f"{before}{_NO_ISSUES[:-1]}{issues}\n  ]{after}"


def to_text(workbook: Workbook) -> str:
    """The text of a workbook, the same for the same workbook."""
    return Writer().text(workbook)


def from_text(text: str, name: str) -> Workbook:
    """Read the text of a workbook file called `name`, of this version, an older or a newer 1.x.

    Raises WorkbookFileError with one sentence about what is wrong and where.
    """
    data = _parsed(text, name)
    if _is_deeper(data, MOST_DEEP):
        raise WorkbookFileError(
            translate(
                "workbook",
                "{name} cannot be opened: it holds lists within lists more than {most} deep, which "
                "no SP Desk writes. Nothing was changed.",
            ).format(name=name, most=MOST_DEEP)
        )
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise WorkbookFileError(
            translate("workbook", "{name} is not an SP Desk workbook.").format(name=name)
        )
    _check_version(data.get("version"), name)
    data = migrated(data)
    context = None if data["version"] == VERSION else KEEP_UNKNOWN
    try:
        # In strict mode only JSON may hold a list for a tuple and a text for a date.
        again = json.dumps(data, ensure_ascii=False).encode()
        return Workbook.model_validate_json(again, strict=True, context=context)
    except (UnicodeEncodeError, RecursionError) as error:  # half a character, as in "\\ud800"
        raise _damaged(name) from error
    except ValidationError as error:
        raise WorkbookFileError(
            translate("workbook", "{name} cannot be opened. {error} Nothing was changed.").format(
                name=name, error=sentence(error)
            )
        ) from error


def _parsed(text: str, name: str) -> Any:
    if sum(map(text.count, ",[{")) > MOST_VALUES:
        raise WorkbookFileError(
            translate("workbook", "{name} holds too much to be an SP Desk workbook.").format(
                name=name
            )
        )
    try:
        return json.loads(
            text.removeprefix(_BYTE_ORDER_MARK),
            parse_constant=_refuse_constant,
            parse_float=_finite,
            object_pairs_hook=_without_repeats,
        )
    except _RefusalError as error:
        raise WorkbookFileError(
            translate("workbook", "{name} cannot be opened. {error} Nothing was changed.").format(
                name=name, error=error
            )
        ) from error
    except (ValueError, RecursionError) as error:
        where = (
            translate("workbook", " (line {lineno})").format(lineno=error.lineno)
            if isinstance(error, json.JSONDecodeError)
            else ""
        )
        raise _damaged(name, where) from error


def _is_deeper(data: Any, most: int) -> bool:
    """Whether lists and objects stand more than `most` deep within one another."""
    level = [data]
    for _ in range(most):
        level = [
            child
            for part in level
            if isinstance(part, dict | list)
            for child in (part.values() if isinstance(part, dict) else part)
            if isinstance(child, dict | list)
        ]
        if not level:
            return False
    return True


def _check_version(version: object, name: str) -> None:
    """Refuse what is neither an older version that has a migration, nor this one or a newer 1.x."""
    known = isinstance(version, str) and len(version) <= _LONGEST_VERSION
    if not known or not (version in STEPS or _THIS_OR_NEWER.fullmatch(str(version))):
        raise WorkbookFileError(
            translate(
                "workbook",
                "{name} was written by another version of SP Desk (file version {theirs}; this "
                "program reads {ours}). Open it with that version.",
            ).format(
                name=name,
                theirs=shown(str(version)) if known else translate("workbook", "unknown"),
                ours=VERSION,
            )
        )


def _damaged(name: str, where: str = "") -> WorkbookFileError:
    return WorkbookFileError(
        translate(
            "workbook",
            "{name} is not an SP Desk workbook, or it is damaged{where}. Nothing was changed.",
        ).format(name=name, where=where)
    )


class _RefusalError(ValueError):
    """What JSON allows and a workbook does not, in a sentence."""


def _refuse_constant(constant: str) -> Never:
    raise _RefusalError(
        translate("workbook", "{constant} is not a number that a workbook can hold.").format(
            constant=shown(constant)
        )
    )


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _refuse_constant(text)


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = Counter(field for field, _ in pairs)
        repeated = next(field for field, times in names.items() if times > 1)
        raise _RefusalError(
            translate("workbook", "The field “{repeated}” stands twice.").format(
                repeated=shown(repeated)
            )
        )
    return fields


def _dumped(part: WorkbookPart) -> str:
    return json.dumps(part.model_dump(mode="json"), ensure_ascii=False, indent=2)


def _indented(issue: Issue) -> str:
    """The text of an issue as it stands in the list. Within a value no line ever breaks."""
    return ("\n" + _dumped(issue)).replace("\n", "\n    ")
