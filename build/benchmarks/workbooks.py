"""Opening, saving, one edit and the text for recovery, beside plain `json` on the same bytes."""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from spdesk.guidance.library import guidance
from spdesk.ui.desk import Desk
from spdesk.workbook import edits
from spdesk.workbook.format import Writer, to_text
from spdesk.workbook.model import Answer, Issue, Round, Triage, Workbook
from spdesk.workbook.scores import Scores
from spdesk.workbook.store import read_workbook, save_workbook

SIZES = (10, 100, 1000)
ROUNDS = 10
TURNS = 9


def workbook_of(count: int) -> Workbook:
    """A workbook of so many issues, each with a whole triage and ten rounds."""
    scores = Scores(capabilities=6, incentives=5.5, relationships=4.25)
    rounds = tuple(
        Round(id=f"round-{number}", kept_on=date(2026, 1, 1 + number), scores=scores)
        for number in range(ROUNDS)
    )
    answers = tuple(
        Answer(criterion=criterion.id, rating=place % 5)
        for place, criterion in enumerate(guidance().rules.criteria)
    )
    issues = tuple(
        Issue(
            id=f"issue-{number}",
            title=f"Patients keep missing appointments, {number}",
            description="Since spring, more on Mondays. " * 10,
            owner="practice manager",
            triage=Triage(crisis_gate=0, answers=answers),
            scores=scores,
            rounds=rounds,
        )
        for number in range(count)
    )
    return Workbook(issues=issues)


def median_of(act: Callable[[], object], turns: int = TURNS) -> float:
    """The middle of the seconds that something takes."""
    times = []
    for _ in range(turns):
        begun = time.perf_counter()
        act()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def measure(count: int, folder: Path) -> dict[str, float]:
    """The seconds of each act, and of plain json on the same bytes."""
    workbook = workbook_of(count)
    text = to_text(workbook)
    data = json.loads(text)
    path, plain = folder / f"{count}.spdesk", folder / "plain.json"

    def save_plainly() -> None:
        plain.write_text(json.dumps(data, ensure_ascii=False, indent=2), encoding="utf-8")

    save_workbook(workbook, path)
    desk = Desk()
    desk.begin(workbook, None)
    titles = iter(f"Another title {number}" for number in range(10_000))

    def edit_and_undo() -> None:
        desk.apply("title", edits.describe_issue, "issue-3", "title", next(titles))
        desk.undo()

    writer = Writer()
    writer.text(workbook)

    def write_for_recovery() -> None:
        desk.apply("title", edits.describe_issue, "issue-3", "title", next(titles))
        writer.text(desk.workbook)

    return {
        "json read": median_of(lambda: json.loads(text)),
        "json write": median_of(save_plainly),
        "open": median_of(lambda: read_workbook(path)),
        "save": median_of(lambda: save_workbook(workbook, path)),
        "edit": median_of(edit_and_undo, 200),
        "recovery": median_of(write_for_recovery, 200),
    }


def main() -> int:
    _application = QCoreApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory(prefix="spdesk-bench-") as name:
        print(json.dumps({str(count): measure(count, Path(name)) for count in SIZES}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
