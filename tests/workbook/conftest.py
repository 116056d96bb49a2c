"""What the tests of the document share."""

from datetime import date, datetime
from pathlib import Path

import pytest

from spdesk.core.performance import Lever
from spdesk.core.route import Effort
from spdesk.guidance.locate import example_folder
from spdesk.workbook import edits
from spdesk.workbook.model import Workbook

EXAMPLES = sorted(path.name for path in example_folder().glob("*.spdesk"))


@pytest.fixture(params=EXAMPLES)
def example(request: pytest.FixtureRequest) -> Path:
    """Each of the example workbooks."""
    return example_folder() / request.param


@pytest.fixture(scope="session")
def rich() -> Workbook:
    """A workbook in which every field of the model says something."""
    book = edits.add_issue(Workbook(), "whole", "Merging two practices – “quotes”, ümlauts, 中文")
    book = edits.add_issue(book, "other", "A crisis")
    for field, text in (
        ("description", 'Two lines,\nwith a tab\tand a "quote" and a \\ backslash.'),
        ("owner", "Partners & managers"),
        ("plan", "project_plan"),
        ("plan_note", "A Gantt chart 📅"),
    ):
        book = edits.describe_issue(book, "whole", field, text)
    book = edits.answer_gate(book, "whole", 1)
    for criterion, rating in (("solution_known", 0), ("behaviour_change", 4), ("time_delay", None)):
        book = edits.answer(book, "whole", criterion, rating)
    book = edits.stop_asking(book, "whole", True)
    book = edits.overrule(book, "whole", "mixed", "The questions did not ask about the lease.")
    book = edits.choose_approach(book, "whole", "split")
    book = edits.split_issue(book, "whole", (("lease", "The lease"), ("trust", "The trust")))
    every = {Lever.CAPABILITIES: 6.25, Lever.INCENTIVES: 5.0, Lever.RELATIONSHIPS: 4.5}
    book = edits.score(book, "whole", every)
    book = edits.set_target(book, "whole", 60.0)
    book = edits.set_effort(book, "whole", Effort(1.0, 2.5, 0.5))
    book = edits.keep_round(book, "whole", "round-1", date(2026, 8, 17))
    book = edits.score(book, "trust", {Lever.RELATIONSHIPS: 2.0})
    book = edits.answer_gate(book, "other", 4)
    book = edits.note_check(book, "other", "no_time", "No: ten minutes.")
    moment = datetime(2026, 11, 23, 14, 30)  # noqa: DTZ001  local time, as a group says it
    return edits.set_review_time(book, "other", moment)
