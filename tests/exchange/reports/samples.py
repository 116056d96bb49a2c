"""Workbooks for the tests of the reports, and a set of writers that each make one format."""

import io
from collections.abc import Callable, Mapping
from datetime import date

from docx import Document
from docx.document import Document as WordDocument

from spdesk.exchange.reports.csv_data import write_csv
from spdesk.exchange.reports.data_rows import data_rows
from spdesk.exchange.reports.json_data import write_json
from spdesk.exchange.reports.record import issues_of, records_of
from spdesk.exchange.reports.slides import write_slides
from spdesk.exchange.reports.word import write_word
from spdesk.exchange.reports.workbook_log import write_action_log
from spdesk.guidance.library import guidance
from spdesk.guidance.locate import example_folder
from spdesk.workbook.model import Issue, Overrule, Workbook
from spdesk.workbook.plan import Action, Decision, Plan, Probe, Rejected, Review, Trigger
from spdesk.workbook.rounds import Ballot, BallotAnswer, BallotRound, MinorityNote
from spdesk.workbook.store import read_workbook

NAMES = ("Odd Owner", "Pat Partner", "Sig Nature", "Prue Prober")
"""They stand where the data has no names, and must not get into it."""

PLAN = Plan(
    actions=(
        Action(
            id="a1",
            problem="Nobody gets through",
            solution="Two more lines",
            owner="Odd Owner",
            due=date(2026, 11, 2),
            measure="Nobody waits ten minutes",
            from_move="Mend what is plain",
        ),
        Action(id="a2", solution="A sign at the door", done_on=date(2026, 10, 1)),
    ),
    probes=(
        Probe(
            id="p1",
            belief="People cancel when it is easy",
            attempt="Cancel by text",
            where="One doctor, two sessions",
            works="Half say so the day before",
            harms="More texts than calls",
            amplify="Open it for all",
            dampen="Stop it and say why",
            partners="Pat Partner",
            owner="Prue Prober",
            review_on=date(2027, 1, 11),
            outcome="changed",
            learned="The number belongs on the reminder",
        ),
        Probe(id="p2", attempt="Ask ten who did not come"),
    ),
    triggers=(
        Trigger(id="t1", text="The list closes"),
        Trigger(id="t2", text="A second practice charges", happened=True),
    ),
    decision=Decision(
        decided_on=date(2026, 10, 12),
        text="No more letters.",
        rejected=(Rejected(approach="management", reason="Planned three times already"),),
    ),
    reviews=(
        Review(id="r1", held_on=date(2026, 8, 17), verdict="type_2", type_2=0.8),
        Review(id="r2", held_on=date(2026, 10, 12), verdict="mixed", note="Calmer now"),
    ),
)


def full_workbook() -> Workbook:
    """The first example, with everything that a plan can hold, and beside it an archived issue."""
    workbook = read_workbook(example_folder() / "missed-appointments.spdesk")
    issue = workbook.issues[0].replaced(
        overrule=Overrule(verdict="mixed", reason="The line itself can be mended."),
        minority_notes=(MinorityNote(id="n", text="Letters worked.", signed="Sig Nature"),),
        review_on=date(2027, 1, 11),
        owner="Odd Owner",
        agreed=PLAN,
    )
    empty = Issue(id="empty", title="An issue without anything")
    old = Issue(id="old", title="Long ago", archived=True)
    return workbook.replaced(issues=(issue, empty, old))


def typed(text: str) -> Workbook:
    """A workbook in which this text stands wherever text can stand."""
    line = " ".join(text.split())[:480] or "x"
    plan = Plan(
        actions=(Action(id="a", problem=text, solution=f"{text}.", owner=line, measure=text),),
        probes=(Probe(id="p", attempt=f"{text}.", works=text, belief=text, learned=text),),
        triggers=(Trigger(id="t", text=f"{text}."),),
        decision=Decision(
            decided_on=date(2026, 1, 1),
            text=text,
            rejected=(Rejected(approach="command", reason=text),),
        ),
    )
    issue = Issue(
        id="i",
        title=f"{line}.",
        description=text,
        owner=line,
        plan_note=text,
        overrule=Overrule(verdict="type_1", reason=f"{text}."),
        minority_notes=(MinorityNote(id="m", text=f"{text}.", signed=line),),
        agreed=plan,
    )
    return Workbook(issues=(issue,))


def held(count: int, *, revealed: bool = True) -> BallotRound:
    """A round of so many ballots on the three terms, all different from one to the next."""
    ballots = tuple(
        Ballot(
            answers=tuple(
                BallotAnswer(question=lever, rating=float(1 + (number + place) % 10))
                for place, lever in enumerate(("capabilities", "incentives", "relationships"))
            )
        )
        for number in range(count)
    )
    return BallotRound(
        id="held",
        subject="terms",
        questions=("capabilities", "incentives", "relationships"),
        held_on=date(2026, 10, 12),
        revealed=revealed,
        ballots=ballots,
    )


def word_texts(document: WordDocument) -> str:
    """Everything that can be read in a Word document."""
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(texts)


def opened(content: bytes) -> WordDocument:
    """A Word document, read back."""
    return Document(io.BytesIO(content))


Pictures = Mapping[str, bytes]
NO_PICTURES: Pictures = {}


def _word(workbook: Workbook) -> bytes:
    return write_word(records_of(workbook, guidance()), NO_PICTURES)


def _slides(workbook: Workbook) -> bytes:
    return write_slides(workbook, issues_of(workbook), guidance(), NO_PICTURES)


def _log(workbook: Workbook) -> bytes:
    return write_action_log(issues_of(workbook))


def _csv(workbook: Workbook) -> bytes:
    return write_csv(data_rows(workbook, issues_of(workbook), guidance()))


def _json(workbook: Workbook) -> bytes:
    rows = data_rows(workbook, issues_of(workbook), guidance())
    return write_json(records_of(workbook, guidance()), rows)


WRITERS: dict[str, Callable[[Workbook], bytes]] = {
    "docx": _word,
    "pptx": _slides,
    "xlsx": _log,
    "csv": _csv,
    "json": _json,
}
