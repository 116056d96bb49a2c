"""Ballots from a file: the columns, the preview, what cannot be read, and the blank table."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QPushButton,
    QRadioButton,
    QTableWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from spdesk.core.performance import Scale
from spdesk.guidance.library import guidance
from spdesk.ui.ballot.import_dialog import ImportDialog
from spdesk.ui.theme.look import Look
from spdesk.workbook.round_questions import all_questions
from spdesk.workbook.rounds import Ballot, BallotRound, Subject
from tests.exchange import files
from tests.ui.conftest import Recorder
from tests.ui.driving import named, shown, wait_for_keyboard, words

TERMS = "Capabilities,Incentives,Constructive relationships"
LEFT = Qt.MouseButton.LeftButton
WRONG = files.wrong_files()


class Reader:
    """The facilitator at the dialog."""

    def __init__(self, dialog: ImportDialog, messages: Recorder) -> None:
        self.dialog = dialog
        self.messages = messages
        self.ballots: list[Ballot] | None = None
        dialog.read.connect(self._keep)

    def _keep(self, ballots: tuple[Ballot, ...]) -> None:
        assert self.ballots is None
        self.ballots = list(ballots)

    def open(self, path: Path) -> None:
        self.messages.ballot_file = path
        self.click("Choose a file…")

    def click(self, name: str) -> None:
        QTest.mouseClick(named(self.dialog, name, QPushButton), LEFT)
        self.settle()

    def tick(self, name: str) -> None:
        box = named(self.dialog, name, QCheckBox)
        self.dialog._page.ensureWidgetVisible(box)
        self.settle()
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Space)
        self.settle()

    def choose(self, name: str, text: str) -> None:
        """Choose an entry of a list with the keys, as a person does."""
        box = named(self.dialog, name, QComboBox)
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Home)
        self.settle()
        for _ in range(box.count()):
            box = named(self.dialog, name, QComboBox)
            if box.currentText() == text:
                return
            QTest.keyClick(box, Qt.Key.Key_Down)
            self.settle()
        raise AssertionError(f"no entry {text!r}")

    def settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()

    def cells(self, name: str) -> list[list[str]]:
        table = named(self.dialog, name, QTableWidget)
        rows, columns = range(table.rowCount()), range(table.columnCount())
        found = [[table.item(row, column) for column in columns] for row in rows]
        return [[item.text() if item else "" for item in row] for row in found]

    @property
    def put(self) -> QPushButton:
        return named(self.dialog, "Put in the box", QPushButton)

    @property
    def words(self) -> str:
        return words(self.dialog)

    @property
    def ratings(self) -> list[dict[str, float | None]]:
        assert self.ballots is not None
        return [ballot.ratings for ballot in self.ballots]


Open = Callable[..., Reader]


@pytest.fixture
def importing(qtbot: QtBot, look: Look, messages: Recorder) -> Iterator[Open]:
    """Open the dialog over another window."""
    below = QWidget()
    qtbot.addWidget(below)

    def make(
        subject: Subject = "terms", count: int | None = None, roles: Sequence[str] = ()
    ) -> Reader:
        ids = tuple(question.id for question in all_questions(subject, guidance()))
        held = BallotRound(
            id="r",
            subject=subject,
            questions=ids[:count],
            held_on=date(2026, 3, 2),
            roles=tuple(roles),
        )
        dialog = ImportDialog(messages, guidance(), held, Scale(1, 10), below)
        dialog.show()
        wait_for_keyboard(qtbot, dialog)
        return Reader(dialog, messages)

    yield make
    for dialog in below.findChildren(ImportDialog):
        dialog.hide()


def test_a_form_is_read_without_its_personal_columns(importing: Open, tmp_path: Path) -> None:
    answers = [[2, 9, 4], [7, "can't say", None], [5, 5, 5]]
    form = files.write(tmp_path / "form.xlsx", files.forms_rows(TERMS.split(","), answers))
    reader = importing()
    reader.open(form)
    assert "form.xlsx, sheet “Sheet1”, headings in row 1" in reader.words
    used = {box.text(): box.isChecked() for box in shown(reader.dialog, QCheckBox)}
    assert used["Email"] is used["Name"] is used["Completion time"] is False
    assert used["Capabilities"] is used["Incentives"] is True
    assert reader.words.count("dropped") == 6
    preview = reader.cells("The first rows as they will be read")
    assert preview[0] == ["2", "9", "4"]
    assert preview[1] == ["7", "can’t say", ""]
    assert "Ballots in the file: 3" in reader.words
    assert reader.ballots is None  # nothing happens before it is asked for
    reader.click("Put in the box")
    assert not reader.dialog.isVisible()
    assert reader.ratings == [
        {"capabilities": 2, "incentives": 9, "relationships": 4},
        {"capabilities": 5, "incentives": 5, "relationships": 5},
        {"capabilities": 7, "incentives": None},
    ]


def test_it_is_small_until_there_is_a_file_and_then_stays_on_the_screen(
    importing: Open, tmp_path: Path
) -> None:
    rows = files.forms_rows(TERMS.split(","), [[2, 9, 4]])
    form = files.write(tmp_path / "form.xlsx", rows)
    reader = importing()
    small, room = reader.dialog.height(), reader.dialog.screen().availableGeometry()
    assert small < room.height() / 2
    reader.dialog.move(0, room.bottom() - small)
    reader.open(form)
    assert reader.dialog.height() > small
    assert room.contains(reader.dialog.frameGeometry())
    large = reader.dialog.height()
    reader.dialog.resize(600, large - 80)
    reader.open(form)  # a second file leaves the size that somebody chose
    assert reader.dialog.height() == large - 80


def test_what_cannot_be_read_is_named_by_row_and_column(importing: Open, tmp_path: Path) -> None:
    text = f"{TERMS}\n3,4,5\n3/4,4,5\n6,banana,5\n8,8,8\n"
    reader = importing()
    reader.open(files.write(tmp_path / "made.csv", text))
    lines = reader.cells("What cannot be read")
    assert [line[:2] for line in lines] == [["3", "Capabilities"], ["4", "Incentives"]]
    assert "could be a date" in lines[0][2]
    assert "“banana”" in lines[1][2]
    reader.click("Put in the box")
    assert {"incentives": 4, "relationships": 5} in reader.ratings  # the rest of a row counts


def test_words_are_spread_over_the_scale_and_that_is_said(importing: Open, tmp_path: Path) -> None:
    text = (
        f"{TERMS}\nStrongly agree,Agree,Neutral\nStrongly disagree,Disagree,Agree\n"
        "Agree,Agree,Strongly agree\n"
    )
    reader = importing()
    reader.open(files.write(tmp_path / "likert.csv", text))
    assert "3 columns: words are spread evenly over 1 to 10" in reader.words
    preview = reader.cells("The first rows as they will be read")
    assert preview[0] == ["Strongly agree → 10", "Agree → 7.75", "Neutral → 5.5"]


def test_numbers_of_another_scale_are_spread_when_the_facilitator_says_so(
    importing: Open, tmp_path: Path
) -> None:
    reader = importing()
    reader.open(files.write(tmp_path / "five.csv", f"{TERMS}\n1,2,3\n4,5,5\n3,3,3\n"))
    assert "numbers are taken as they stand" in reader.words
    assert not reader.put.isEnabled()
    reader.choose("The scale that numbers were given on", "1 to 5")
    assert "answers from 1 to 5 are spread evenly over 1 to 10" in reader.words
    assert reader.cells("The first rows as they will be read")[1] == [
        "4 → 7.75",
        "5 → 10",
        "5 → 10",
    ]
    assert reader.put.isEnabled()
    assert shown(reader.dialog, QRadioButton) == []  # it is said already
    reader.choose("The scale that numbers were given on", "the scale that fits them")
    assert reader.cells("The first rows as they will be read")[1] == ["4", "5", "5"]
    assert not reader.put.isEnabled()


@pytest.mark.parametrize(("said", "first"), [("given on 1 to 5", 7.75), ("given on 1 to 10", 4)])
def test_where_no_number_is_above_5_the_scale_must_be_said_first(
    importing: Open, tmp_path: Path, said: str, first: float
) -> None:
    # 1 to 5 lies within 1 to 10: nothing in the file says whether 5 was the most.
    reader = importing()
    reader.open(files.write(tmp_path / "five.csv", f"{TERMS}\n4,5,5\n"))
    assert "No number in this file is above 5" in reader.words
    assert "Say first which scale the numbers were given on." in reader.words
    choices = shown(reader.dialog, QRadioButton)
    assert [choice.text() for choice in choices] == ["given on 1 to 5", "given on 1 to 10"]
    assert not any(choice.isChecked() for choice in choices)
    assert not reader.put.isEnabled()
    named(reader.dialog, said, QRadioButton).setFocus()
    QTest.keyClick(named(reader.dialog, said, QRadioButton), Qt.Key.Key_Space)
    reader.settle()
    assert "Ballots in the file: 1" in reader.words
    reader.click("Put in the box")
    assert reader.ratings[0]["capabilities"] == first


def test_what_was_said_of_one_file_is_not_said_of_the_next(importing: Open, tmp_path: Path) -> None:
    reader = importing()
    for name in ("one.csv", "two.csv"):
        reader.open(files.write(tmp_path / name, f"{TERMS}\n4,5,5\n"))
        choice = named(reader.dialog, "given on 1 to 5", QRadioButton)
        assert not choice.isChecked()
        assert not reader.put.isEnabled()
        QTest.keyClick(choice, Qt.Key.Key_Space)
        reader.settle()
        assert reader.put.isEnabled()


def test_only_the_columns_that_leave_it_open_are_spread(importing: Open, tmp_path: Path) -> None:
    reader = importing()
    reader.open(files.write(tmp_path / "two.csv", f"{TERMS}\n4,9,5\n3,8,1\n"))
    assert "No number in “Capabilities”, “Constructive relationships” is above 5" in reader.words
    QTest.keyClick(named(reader.dialog, "given on 1 to 5", QRadioButton), Qt.Key.Key_Space)
    reader.settle()
    assert reader.cells("The first rows as they will be read") == [
        ["4 → 7.75", "9", "5 → 10"],
        ["3 → 5.5", "8", "1"],
    ]
    reader.tick("Use “Capabilities”")  # left out: then as many columns tell as do not
    assert "No number in “Constructive relationships” is above 5" in reader.words
    assert reader.put.isEnabled()


def test_where_most_columns_tell_the_scale_nothing_is_asked(
    importing: Open, tmp_path: Path
) -> None:
    reader = importing()
    reader.open(files.write(tmp_path / "ten.csv", f"{TERMS}\n4,9,8\n3,8,1\n"))
    assert shown(reader.dialog, QRadioButton) == []
    assert reader.put.isEnabled()


def test_columns_are_left_out_and_given_to_another_question(
    importing: Open, tmp_path: Path
) -> None:
    reader = importing()
    reader.open(files.write(tmp_path / "own.csv", "Skills,Incentives\n3,4\n5,6\n9,8\n"))
    assert "Ballots in the file: 3" in reader.words
    reader.tick("Use “Incentives”")
    assert "Choose a question for at least one column." in reader.words
    assert not reader.put.isEnabled()
    reader.tick("Use “Skills”")
    assert not reader.put.isEnabled()  # ticked, but for which question?
    reader.choose("“Skills” goes to", "Capabilities")
    assert reader.put.isEnabled()
    reader.tick("Use “Incentives”")
    reader.choose("“Incentives” goes to", "Constructive relationships")
    reader.click("Put in the box")
    assert reader.ratings[0] == {"capabilities": 3, "relationships": 4}


def test_a_question_that_has_a_column_is_offered_to_no_other(
    importing: Open, tmp_path: Path
) -> None:
    reader = importing()
    reader.open(files.write(tmp_path / "own.csv", "Skills,Incentives\n3,4\n5,6\n9,8\n"))
    reader.tick("Use “Skills”")
    with pytest.raises(AssertionError, match="no entry"):
        reader.choose("“Skills” goes to", "Incentives")
    assert named(reader.dialog, "Use “Incentives”", QCheckBox).isChecked()
    reader.tick("Use “Incentives”")
    reader.choose("“Skills” goes to", "Incentives")
    reader.click("Put in the box")
    assert [ratings["incentives"] for ratings in reader.ratings] == [3, 5, 9]


def test_roles_are_taken_only_when_asked_and_only_those_of_the_round(
    importing: Open, tmp_path: Path
) -> None:
    rows = "".join(f"{role},5,6,7\n" for role in ("nurse", "Nurse", "Porter"))
    path = files.write(tmp_path / "roles.csv", f"What is your role?,{TERMS}\n{rows}")
    reader = importing(roles=["Nurse", "Doctor"])
    reader.open(path)
    assert not named(reader.dialog, "Use “What is your role?”", QCheckBox).isChecked()
    reader.tick("Use “What is your role?”")
    reader.choose("“What is your role?” goes to", "Role")
    assert "Roles that this round does not offer are left out." in reader.words
    reader.click("Put in the box")
    assert reader.ballots is not None
    assert sorted(ballot.role for ballot in reader.ballots) == ["", "Nurse", "Nurse"]


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_refused_in_one_sentence_with_nothing_changed(
    importing: Open, tmp_path: Path, name: str
) -> None:
    reader = importing()
    reader.open(files.write(tmp_path / "good.csv", f"{TERMS}\n3,4,5\n6,7,8\n"))
    before = reader.cells("The first rows as they will be read")
    wrong = files.write(tmp_path / name, WRONG[name])
    reader.open(wrong)
    said = [line for line in reader.words.split("\n") if line.startswith(name)]
    assert len(said) == 1
    assert reader.cells("The first rows as they will be read") == before
    assert "good.csv, headings in row 1" in reader.words
    assert reader.ballots is None


def test_a_file_that_is_gone_says_so_and_nothing_can_be_put_in(
    importing: Open, tmp_path: Path
) -> None:
    reader = importing()
    reader.open(tmp_path / "gone.xlsx")
    assert "gone.xlsx cannot be read" in reader.words
    assert not reader.put.isEnabled()


@pytest.mark.parametrize("name", ["Blank ballots.xlsx", "blank.csv"])
def test_a_blank_table_comes_back_filled_in(importing: Open, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    reader = importing("triage")
    reader.messages.to_save_table = path
    reader.click("Save a blank table…")
    assert reader.messages.suggested == ["Blank ballots.xlsx"]
    asked = all_questions("triage", guidance())
    if path.suffix == ".csv":
        path.write_text(path.read_text("utf-8-sig") + ",".join("3" for _ in asked) + "\n", "utf-8")
    else:
        from openpyxl import load_workbook  # noqa: PLC0415

        workbook = load_workbook(path)
        workbook.worksheets[0].append([3 for _ in asked])
        workbook.save(path)
    reader.open(path)
    assert "Ballots in the file: 1" in reader.words
    reader.click("Put in the box")
    assert reader.ratings == [{question.id: 3 for question in asked}]


def test_a_blank_table_that_cannot_be_written_says_so(importing: Open, tmp_path: Path) -> None:
    reader = importing()
    reader.messages.to_save_table = tmp_path / "no" / "such.xlsx"
    reader.click("Save a blank table…")
    assert "such.xlsx was not written: there is no such folder" in reader.words
    reader.messages.to_save_table = None
    reader.click("Save a blank table…")  # thought better of it
    assert list(tmp_path.glob("*.xlsx")) == []


def test_the_triage_takes_whole_ratings_only(importing: Open, tmp_path: Path) -> None:
    questions = [question.name for question in all_questions("triage", guidance())][:2]
    rows = [questions, [0, 4], [2.5, 3], [7, 1], [3, 3], [4, 2], [1, 1]]
    reader = importing("triage", 2)
    reader.open(files.write(tmp_path / "triage.xlsx", rows))
    reasons = [line[2] for line in reader.cells("What cannot be read")]
    assert len(reasons) == 2
    assert "between two steps" in reasons[0]
    assert "outside 0 to 4" in reasons[1]
    reader.click("Put in the box")
    assert all(r in (0, 1, 2, 3, 4) for ratings in reader.ratings for r in ratings.values())


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_every_control_has_a_name_and_the_buttons_stay_in_sight(
    importing: Open, look: Look, tmp_path: Path, scale: float
) -> None:
    look.set_scale(scale)
    reader = importing()
    long = "How far would you say, everything considered, that it is so? " * 4
    reader.open(files.write(tmp_path / "a.csv", f'{TERMS},"{long}"\n3,4,5,6\n4,x,5,6\n5,5,5,5\n'))
    reader.dialog.resize(1280, 700)
    reader.settle()
    for kind in (QCheckBox, QComboBox, QPushButton, QTableWidget):
        assert all(one.accessibleName() for one in shown(reader.dialog, kind))
    assert reader.dialog._page.horizontalScrollBar().maximum() == 0
    assert reader.dialog.minimumSizeHint().width() <= 1366
    assert not reader.put.visibleRegion().isEmpty()
