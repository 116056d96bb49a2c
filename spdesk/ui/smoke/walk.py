"""The walk of the smoke test: every example, then the whole main job, through real events."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCompleter,
    QDialog,
    QLineEdit,
    QListWidget,
    QProgressDialog,
    QTextBrowser,
)

from spdesk.core.performance import Lever
from spdesk.core.triage import Verdict
from spdesk.core.wizard import GATE, VERDICT
from spdesk.guidance.library import guidance
from spdesk.ui.ballot.ballot_window import BallotWindow
from spdesk.ui.help_window import HelpWindow
from spdesk.ui.main_window import MainWindow
from spdesk.ui.pages.performance_page import PerformancePage
from spdesk.ui.pages.start_page import EXAMPLES
from spdesk.ui.pages.triage_page import TriagePage
from spdesk.ui.presenter.presenter_window import PresenterWindow
from spdesk.ui.smoke.hand import Hand, NotThereError
from spdesk.ui.widgets.register_table import RegisterTable
from spdesk.workbook.derive import Step, verdict_that_counts
from spdesk.workbook.store import SUFFIX, read_workbook

TITLE = "Patients keep missing appointments – naïve?"
SCORES = {Lever.CAPABILITIES: "6", Lever.INCENTIVES: "5,5", Lever.RELATIONSHIPS: "4.25"}
BALLOTS = ("654", "783")
"""The keys of two ballots on the three terms."""

_MOST_QUESTIONS = 20
_SHORTEST_HELP = 100  # letters


class Walk:
    """What a person would do with the program in its first hour, in a second or two."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self._window = window
        self._hand = Hand(window)
        self._file = folder / f"our group é{SUFFIX}"

    def steps(self) -> list[tuple[str, Callable[[], None]]]:
        """The steps in order, each with its name for the report."""
        examples = [
            (f"example “{title}”", partial(self._look_at_example, title))
            for _, title, _ in EXAMPLES
        ]
        return [
            *examples,
            ("describe an issue", self._describe),
            ("triage", self._triage),
            ("approach", self._settle_on_the_approach),
            ("performance", self._set_the_scores),
            ("drag and undo", self._drag_and_undo),
            ("the room", self._ask_the_room),
            ("the projector", self._show_on_the_projector),
            ("save", self._save),
            ("hand round", self._hand_round),
            ("a paper", self._save_a_paper),
            ("all issues", self._look_at_all_issues),
            ("open again", self._open_again),
            ("help", self._read_the_help),
        ]

    def _look_at_example(self, title: str) -> None:
        self._choose("&View", "start_page")
        self._hand.press(title)
        desk = self._window.desk
        self._hand.wait("the example", lambda: desk.issue is not None)
        for step in Step:
            self._choose("&Issue", f"go_{step.value}")
            self._hand.wait(f"the page {step.value}", self._window.page(step).isVisible)

    def _describe(self) -> None:
        self._choose("&File", "new_workbook")
        self._hand.click(self._hand.find(QLineEdit, "The issue in a sentence"))
        self._hand.type(TITLE)
        self._hand.key(Qt.Key.Key_Return, text="\r")
        issue = self._window.desk.issue
        _expect(
            issue is not None and issue.title == TITLE, "the issue has the title that was typed"
        )
        self._hand.press("Go on to the triage")

    def _triage(self) -> None:
        page = self._window.page(Step.TRIAGE)
        assert isinstance(page, TriagePage)
        self._hand.wait("the first question", page.isVisible)
        for _ in range(_MOST_QUESTIONS):
            if page.stop == VERDICT:
                break
            self._hand.press("0: " if page.stop == GATE else "4: ")
            self._hand.press("Next")
            for button in page.findChildren(QAbstractButton):
                if button.isVisible() and button.accessibleName() == "See the verdict":
                    self._hand.click(button)
                    break
        issue = self._window.desk.issue
        _expect(
            issue is not None
            and verdict_that_counts(issue, guidance().rules) is Verdict.TYPE_2
            and page.stop == VERDICT,
            "fours throughout make a type 2 problem",
        )
        self._hand.press("See the approach")

    def _settle_on_the_approach(self) -> None:
        self._hand.wait("the approach", self._window.page(Step.APPROACH).isVisible)
        self._hand.press("Lead it this way")
        self._hand.press("Go on to performance")

    def _set_the_scores(self) -> None:
        page = self._performance_page()
        for lever, typed in SCORES.items():
            number = page.panels[lever].number
            self._hand.click(number)
            self._hand.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            self._hand.type(typed)
            self._hand.key(Qt.Key.Key_Tab, text="\t")
        _expect(self._scores() == [6, 5.5, 4.25], f"the scores are as typed, not {self._scores()}")

    def _drag_and_undo(self) -> None:
        page = self._performance_page()
        before, place = self._scores(), page.landscape.point_position
        if place is None:
            raise NotThereError("the landscape shows no point")
        page.ensureWidgetVisible(page.landscape)
        self._hand.settle()
        self._hand.drag(page.landscape.viewport(), place.toPoint(), QPoint(40, -30))
        _expect(self._scores() != before, "dragging the point changes the scores")
        self._choose("&Edit", "undo")
        _expect(self._scores() == before, "one undo takes the drag back")

    def _ask_the_room(self) -> None:
        """Two ballots on the three terms, passed from hand to hand, and the reveal."""
        self._choose("&Issue", "go_room")
        self._hand.press("Begin the round")
        self._hand.press("Pass the laptop")
        for answers in BALLOTS:
            self._hand.wait("the ballot", _ballot_is_open)
            self._hand.key(Qt.Key.Key_Space, text=" ")
            for digit in answers:
                self._hand.key(Qt.Key(ord(digit)), text=digit)
            self._hand.key(Qt.Key.Key_Return, text="\r")
        _expect(self._window.desk.box.count == len(BALLOTS), "the ballots are in the box")
        ballots = QApplication.activeModalWidget()
        if ballots is not None:
            ballots.close()
        self._hand.press("Reveal")
        issue = self._window.desk.issue
        held = issue.ballot_rounds[-1] if issue and issue.ballot_rounds else None
        _expect(held is not None and len(held.ballots) == 2, "everything is revealed at once")

    def _show_on_the_projector(self) -> None:
        self._choose("&Meeting", "present")
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, PresenterWindow)]
        _expect(bool(found) and found[0].isVisible(), "the projector's window opens")
        self._choose("&Meeting", "present")
        _expect(not found[0].isVisible(), "the projector's window closes again")

    def _save(self) -> None:
        self._file.unlink(missing_ok=True)  # an earlier walk's: nobody is to be asked about it
        self._hand.in_dialog(partial(self._type_the_path, self._file))
        self._choose("&File", "save_as")
        self._hand.wait("the file", self._file.is_file)
        _expect(read_workbook(self._file) == self._window.desk.workbook, "the file holds the work")
        _expect(not self._window.isWindowModified(), "nothing is unsaved after a save")

    def _hand_round(self) -> None:
        """The record and the action log are written beside the workbook."""
        folder = self._file.parent
        for old in (*folder.glob("*.docx"), *folder.glob("*.xlsx")):
            old.unlink()  # an earlier walk's
        told: list[str] = []

        def accept(box: QDialog) -> None:
            if isinstance(box, QProgressDialog):  # it goes by itself
                self._hand.in_dialog(accept)
                return
            told.append(box.windowTitle())
            box.accept()

        self._hand.in_dialog(accept)
        self._choose("&File", "hand_round")
        self._hand.wait("what was written", lambda: bool(told))
        made = [*folder.glob("*.docx"), *folder.glob("*.xlsx")]
        _expect(len(made) == 2, "the record and the action log are there")

    def _save_a_paper(self) -> None:
        """The words of a PDF are words: read again, they are those that were typed."""
        from pypdf import PdfReader  # noqa: PLC0415  so late, as where it is written

        path = self._file.with_name("wall sheets.pdf")
        path.unlink(missing_ok=True)
        self._hand.in_dialog(partial(self._type_the_path, path))
        self._choose("&Meeting", "save_wall_sheets")
        self._hand.wait("the PDF", path.is_file)
        text = " ".join(page.extract_text() for page in PdfReader(path).pages)
        said = " ".join(text.split())
        _expect(TITLE in said, f"the PDF says “{TITLE}”, not “{said[-200:]}”")

    def _look_at_all_issues(self) -> None:
        self._choose("&View", "all_issues")
        table = self._hand.find(RegisterTable, "Issues")
        _expect(table.model().rowCount() == 1, "the register lists the issue")

    def _open_again(self) -> None:
        saved = self._window.desk.workbook
        self._choose("&File", "new_workbook")
        _expect(not self._window.desk.workbook.issues, "a new workbook is empty")
        self._hand.in_dialog(partial(self._type_the_path, self._file))
        self._choose("&File", "open")
        desk = self._window.desk
        self._hand.wait("the saved workbook", lambda: desk.path == self._file)
        _expect(desk.workbook == saved, "the workbook comes back as it was saved")

    def _read_the_help(self) -> None:
        self._choose("&Help", "help_topics")
        help_window = self._window.findChild(HelpWindow)
        if help_window is None:
            raise NotThereError("the help did not open")
        self._hand.wait("the help", help_window.isVisible)
        topics = self._hand.find(QListWidget, "Help topics", help_window)
        for row in range(topics.count()):
            place = topics.visualItemRect(topics.item(row)).center()
            self._hand.click(topics.viewport(), place)
            name, text = topics.item(row).text(), help_window.findChild(QTextBrowser)
            told = text.toPlainText() if text is not None else ""
            _expect(len(told) > _SHORTEST_HELP, f"the help tells of “{name}”")
        help_window.close()

    def _type_the_path(self, path: Path, dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        if field is None:
            raise NotThereError("the file dialog has no field for a name")
        field.setCompleter(
            QCompleter(field)
        )  # Qt’s own offers names when it likes, and takes the Enter
        field.setFocus()

        def accepted() -> bool:
            # The dialog reads the folders on the side. Until it has, it takes no name, may empty
            # the field again, and after each letter looks for the next folder of a long path.
            QApplication.clipboard().setText(str(path))
            field.selectAll()
            self._hand.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier, "\x16")
            self._hand.key(Qt.Key.Key_Return, text="\r")
            return not dialog.isVisible()

        self._hand.wait("the dialog to take the name", accepted)

    def _performance_page(self) -> PerformancePage:
        page = self._window.page(Step.PERFORMANCE)
        assert isinstance(page, PerformancePage)
        self._hand.wait("the performance page", page.isVisible)
        return page

    def _scores(self) -> list[float | None]:
        issue = self._window.desk.issue
        return [issue.scores.of(lever) for lever in Lever] if issue else []

    def _choose(self, menu: str, action: str) -> None:
        actions = self._window.menu_actions
        self._hand.choose(actions.menus[menu], actions[action])


def _ballot_is_open() -> bool:
    return isinstance(QApplication.activeModalWidget(), BallotWindow)


def _expect(met: bool, what: str) -> None:
    if not met:
        raise NotThereError(f"this must be so and is not: {what}")
