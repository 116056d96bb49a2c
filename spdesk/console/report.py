"""The decision record, the action log and the data of a workbook, written without a screen."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from spdesk.exchange.reports.record import Record, issues_of, record_of, records_of
from spdesk.exchange.reports.save import ReportError, check_free, put_file
from spdesk.guidance.library import guidance
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.store import read_workbook

_MOST_NAMED = 20
"""Ids in one sentence."""

Pictures = Mapping[str, bytes]
Writer = Callable[[Workbook, Sequence[Issue], Record], bytes]


def write_report(path: Path, out: Path, issue_id: str | None = None, *, overwrite: bool) -> str:
    """Write a report of one issue, or of all that are not archived; the ending says which kind.

    Gives one sentence that says what was written. Raises ReportError for an unknown ending or
    issue, a file that is there already (unless `overwrite`), or one that cannot be written, and
    WorkbookFileError for a workbook that cannot be read.
    """
    writer = _writer_for(out)
    check_free(out, overwrite)
    workbook = read_workbook(path)
    issues = _chosen(workbook, issue_id, path.name)
    if issue_id is None:
        record = records_of(workbook, guidance())
    else:
        record = record_of(workbook, issues[0], guidance())
    put_file(out, writer(workbook, issues, record), overwrite)
    if len(issues) == 1:
        return f"{out.name} is written, with 1 issue."
    return f"{out.name} is written, with {len(issues)} issues."


def _chosen(workbook: Workbook, issue_id: str | None, name: str) -> tuple[Issue, ...]:
    if issue_id is None:
        return issues_of(workbook)
    issue = workbook.issue(issue_id)
    if issue is not None:
        return (issue,)
    known = [f'"{one.id}"' for one in workbook.issues]
    if not known:
        raise ReportError(f'{name} holds no issue, so there is none called "{issue_id}".')
    more = f" and {len(known) - _MOST_NAMED} more" if len(known) > _MOST_NAMED else ""
    raise ReportError(
        f'{name} holds no issue "{issue_id}"; it holds {", ".join(known[:_MOST_NAMED])}{more}.'
    )


def _writer_for(out: Path) -> Writer:
    writer = _WRITERS.get(out.suffix.lower())
    if writer is None:
        *others, last = _WRITERS
        raise ReportError(
            f"{out.name or out} was not written: its name must end in {', '.join(others)} or {last}."
        )
    return writer


def _pictures(workbook: Workbook, issues: Sequence[Issue]) -> Pictures:
    """PNG by the id of the picture; where one is missing, its sentences stand in the report."""
    from spdesk.console.drawing import pictures_of  # noqa: PLC0415  Qt, only now

    return pictures_of(workbook, issues)


def _word(workbook: Workbook, issues: Sequence[Issue], record: Record) -> bytes:
    from spdesk.exchange.reports.word import write_word  # noqa: PLC0415  slow, like the others

    return write_word(record, _pictures(workbook, issues))


def _pdf(workbook: Workbook, issues: Sequence[Issue], record: Record) -> bytes:
    from spdesk.console.drawing import record_pdf  # noqa: PLC0415

    try:
        return record_pdf(record, _pictures(workbook, issues))
    except ImportError as error:
        raise ReportError(
            "PDF cannot be written here: a library that Qt needs is missing. Write .docx instead."
        ) from error


def _slides(workbook: Workbook, issues: Sequence[Issue], _record: Record) -> bytes:
    from spdesk.exchange.reports.slides import write_slides  # noqa: PLC0415

    return write_slides(workbook, issues, guidance(), _pictures(workbook, issues))


def _log(_workbook: Workbook, issues: Sequence[Issue], _record: Record) -> bytes:
    from spdesk.exchange.reports.workbook_log import write_action_log  # noqa: PLC0415

    return write_action_log(issues)


def _csv(workbook: Workbook, issues: Sequence[Issue], _record: Record) -> bytes:
    from spdesk.exchange.reports.csv_data import write_csv  # noqa: PLC0415
    from spdesk.exchange.reports.data_rows import data_rows  # noqa: PLC0415

    return write_csv(data_rows(workbook, issues, guidance()))


def _json(workbook: Workbook, issues: Sequence[Issue], record: Record) -> bytes:
    from spdesk.exchange.reports.data_rows import data_rows  # noqa: PLC0415
    from spdesk.exchange.reports.json_data import write_json  # noqa: PLC0415

    return write_json(record, data_rows(workbook, issues, guidance()))


_WRITERS: dict[str, Writer] = {
    ".docx": _word,
    ".pdf": _pdf,
    ".pptx": _slides,
    ".xlsx": _log,
    ".csv": _csv,
    ".json": _json,
}
