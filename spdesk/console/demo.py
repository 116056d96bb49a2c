"""The headless demonstration: walks the examples offscreen and keeps every page as a picture."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from spdesk.console.drawing import begin, pictures_of
from spdesk.console.out_of_sight import NoDialogs, pass_on, settle
from spdesk.console.report import write_report
from spdesk.console.score import score_text
from spdesk.console.triage import triage_data, triage_text
from spdesk.core.errors import SpDeskError
from spdesk.core.wizard import GATE, Stop, StopKind
from spdesk.exchange.reports.record import issues_of, records_of
from spdesk.guidance.library import guidance
from spdesk.guidance.locate import example_folder
from spdesk.ui.application import make_window
from spdesk.ui.main_window import MainWindow
from spdesk.ui.pages.triage_page import TriagePage
from spdesk.ui.paper.record_pdf import pages_as_pictures
from spdesk.ui.settings import Settings
from spdesk.workbook.derive import Step, answers_of, performance_of
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.store import SUFFIX, read_workbook

WIDTH, HEIGHT = 1366, 768

REPORTS = (".docx", ".pdf", ".xlsx")
"""What is handed round of each example: the record twice, and the action log."""


class DemoError(SpDeskError):
    """The demonstration cannot write where it was told to."""


def run_demo(folder: Path) -> None:
    """Write every page of every example as PNG, in light and dark, its reports, and the results.

    Raises DemoError when the folder cannot be made or written, and ReportError when no letters can
    be drawn.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        results = _results()
        (folder / "results.txt").write_text(results, encoding="utf-8")
    except OSError as error:
        raise DemoError(f"{folder} cannot be written: {error.strerror}.") from error
    faults: list[BaseException] = []
    # Qt calls the hook for what goes wrong behind a signal, and then goes on.
    with (
        TemporaryDirectory() as scratch,
        _hooked(lambda _kind, fault, _trace: faults.append(fault)),
    ):
        pictures = _take_pictures(folder, Path(scratch))
    if faults:
        raise DemoError(f"The pages could not be drawn: {faults[0]}.")
    print(results)
    print(f"{pictures} pictures, the reports and results.txt are in {folder}.")


@contextmanager
def _hooked(hook: Callable[..., None]) -> Iterator[None]:
    """Let something else hear of the faults that nobody catches."""
    before, sys.excepthook = sys.excepthook, hook
    try:
        yield
    finally:
        sys.excepthook = before


def _results() -> str:
    parts = []
    for path in sorted(example_folder().glob(f"*{SUFFIX}")):
        workbook = read_workbook(path)
        parts += [_issue_text(workbook, issue) for issue in workbook.issues]
    return "\n".join(parts)


def _issue_text(workbook: Workbook, issue: Issue) -> str:
    lines = [issue.title, "=" * len(issue.title), triage_text(triage_data(answers_of(issue)))]
    performance = performance_of(issue, workbook)
    if performance:
        lines += ["", score_text(performance, issue.target)]
    return "\n".join([*lines, ""])


def _take_pictures(folder: Path, scratch: Path) -> int:
    qInstallMessageHandler(pass_on)
    begin()
    # The demonstration must not change what this user's own window remembers.
    window = make_window(NoDialogs(), Settings(scratch))
    window.resize(WIDTH, HEIGHT)
    window.show()
    count = 0
    for theme in ("light", "dark"):
        getattr(window.commands, f"theme_{theme}")()
        window.commands.new_workbook()
        count += _keep(window, folder / f"start-{theme}.png")
        for path in sorted(example_folder().glob(f"*{SUFFIX}")):
            window.files.open(path)
            count += _keep_pages(window, folder, f"{path.stem}-{{}}-{theme}.png")
    for path in sorted(example_folder().glob(f"*{SUFFIX}")):
        count += _hand_round(path, folder)
    window.close()
    QApplication.processEvents()
    return count


def _hand_round(path: Path, folder: Path) -> int:
    """The record and the action log of an example, and the record's pages as pictures."""
    for ending in REPORTS:
        write_report(path, folder / f"{path.stem}{ending}", overwrite=True)
    workbook = read_workbook(path)
    record = records_of(workbook, guidance())
    pages = pages_as_pictures(record, pictures_of(workbook, issues_of(workbook)), WIDTH)
    count = 0
    for count, page in enumerate(pages, 1):
        name = folder / f"{path.stem}-record-{count}.png"
        if not page.save(str(name)):
            raise DemoError(f"{name} cannot be written.")
    return count


def _keep_pages(window: MainWindow, folder: Path, name: str) -> int:
    count = 0
    for number, issue in enumerate(window.desk.workbook.issues, 1):
        for step in Step:
            window.desk.look_at(issue.id, step)
            count += _keep(window, folder / name.format(f"{number}-{step.value}"))
        window.desk.look_at(issue.id, Step.TRIAGE)
        page = window.page(Step.TRIAGE)
        if isinstance(page, TriagePage) and issue.triage.answers:
            for label, stop in (("gate", GATE), ("question", _last_question(issue))):
                page.go_to(stop)
                count += _keep(window, folder / name.format(f"{number}-triage-{label}"))
    return count


def _last_question(issue: Issue) -> Stop:
    """The question that was answered last."""
    return Stop(StopKind.QUESTION, issue.triage.answers[-1].criterion)


def _keep(window: MainWindow, path: Path) -> int:
    """Let the window settle, keep it as a picture, and count it."""
    settle(window)
    if not window.grab().save(str(path)):
        raise DemoError(f"{path} cannot be written.")
    return 1
