"""What the decision record says, once for every format: no file format, no window, no clock.

The only dates are those of the document, so the same workbook always gives the same record.
"""

from collections.abc import Iterable, Iterator

from spdesk.core.translation import translate
from spdesk.exchange.reports.blocks import (
    Block,
    Bullets,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Record,
    Table,
)
from spdesk.exchange.reports.plan_part import dissent_blocks, plan_blocks, review_blocks
from spdesk.exchange.reports.score_part import score_blocks
from spdesk.exchange.reports.verdict_part import decision_blocks, verdict_blocks
from spdesk.exchange.reports.words import caveat
from spdesk.guidance.library import Guidance
from spdesk.workbook.model import Issue, Workbook

__all__ = [
    "Block",
    "Bullets",
    "Facts",
    "Heading",
    "Paragraph",
    "Picture",
    "Record",
    "Table",
    "issues_of",
    "record_of",
    "records_of",
]


def record_of(workbook: Workbook, issue: Issue, guidance: Guidance) -> Record:
    """The decision record of one issue."""
    return Record(
        issue.title,
        translate("exchange", "Decision record"),
        tuple(_blocks(workbook, issue, guidance)),
    )


def records_of(workbook: Workbook, guidance: Guidance) -> Record:
    """One record with all issues that are not archived, in the order of the workbook."""
    issues = issues_of(workbook)
    blocks = [block for issue in issues for block in _blocks(workbook, issue, guidance)]
    if not blocks:
        blocks = [
            Heading(1, translate("exchange", "Decision records")),
            Paragraph(translate("exchange", "This workbook holds no open issue.")),
        ]
    subject = translate("exchange", "Decision records of 1 issue")
    if len(issues) != 1:
        subject = translate("exchange", "Decision records of {count} issues").format(
            count=len(issues)
        )
    return Record(translate("exchange", "Decision records"), subject, tuple(blocks))


def issues_of(workbook: Workbook) -> tuple[Issue, ...]:
    """The issues that a report of the whole workbook is about: those that are not archived."""
    return tuple(issue for issue in workbook.issues if not issue.archived)


def _blocks(workbook: Workbook, issue: Issue, guidance: Guidance) -> Iterator[Block]:
    yield Heading(1, issue.title)
    yield from _about(workbook, issue, guidance)
    parts: tuple[Iterable[Block], ...] = (
        verdict_blocks(issue, guidance),
        decision_blocks(issue, workbook, guidance),
        score_blocks(issue, workbook, guidance),
        plan_blocks(issue),
        dissent_blocks(issue),
        review_blocks(issue, workbook),
    )
    for part in parts:
        yield from part
    yield Paragraph(caveat(), quiet=True)


def _about(workbook: Workbook, issue: Issue, guidance: Guidance) -> Iterator[Block]:
    whole = workbook.issue(issue.part_of) if issue.part_of else None
    parts = workbook.parts_of(issue.id)
    planned = guidance.approach.plan(issue.plan)
    in_mind = ": ".join(
        text for text in (planned.label if planned else "", issue.plan_note) if text
    )
    said = (
        (translate("exchange", "Who looks after it"), issue.owner),
        (translate("exchange", "Part of"), whole.title if whole else ""),
        (translate("exchange", "Split into"), "; ".join(part.title for part in parts)),
        (translate("exchange", "What people had in mind"), in_mind),
    )
    rows = tuple((label, text) for label, text in said if text.strip())
    if rows:
        yield Facts(rows)
    if issue.description.strip():
        yield Paragraph(issue.description)
