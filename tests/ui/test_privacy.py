"""The privacy guard at the window: a note beside the field, and one question before saving."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from spdesk.core.triage import Verdict
from spdesk.ui.messages import DialogMessages, Unsaved
from spdesk.ui.register_work import RegisterWork
from spdesk.ui.settings import Settings
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.overrule_dialog import OverruleDialog
from spdesk.ui.widgets.privacy_note import PAUSE, PrivacyNote
from spdesk.ui.widgets.split_dialog import SplitDialog
from spdesk.workbook import edits
from spdesk.workbook.derive import Step
from spdesk.workbook.store import read_workbook
from tests.ui.conftest import Recorder
from tests.ui.driving import Driver, named, shown, words
from tests.ui.test_accessibility import cut, nameless

MAIL = "Ask jo@example.org or not."
FIELDS = [
    "The issue in one line",
    "What is going on",
    "Who looks after it",
    "The plan in their own words",
]


@pytest.fixture
def typist(driver: Driver) -> Driver:
    """A new issue is looked at."""
    driver.start_issue()
    return driver


def field(driver: Driver, name: str) -> QLineEdit | QPlainTextEdit:
    kind = QPlainTextEdit if name == "What is going on" else QLineEdit
    return named(driver.page, name, kind)


def notes(parent: QWidget) -> list[PrivacyNote]:
    return shown(parent, PrivacyNote)


def wait_for_note(driver: Driver, parent: QWidget | None = None) -> PrivacyNote:
    where = parent or driver.page
    driver.qtbot.waitUntil(lambda: len(notes(where)) == 1)
    driver.settle()
    return notes(where)[0]


def describe(driver: Driver, text: str) -> None:
    """Change the description in another way than by typing, as undo or another page would."""
    driver.window.desk.apply_to_issue("d", edits.describe_issue, "description", text)
    driver.settle()


@pytest.mark.parametrize("name", FIELDS)
def test_what_looks_like_a_detail_is_pointed_out_beside_its_field(
    typist: Driver, name: str
) -> None:
    typist.click(field(typist, name))
    typist.keys(MAIL)
    assert notes(typist.page) == []  # not while somebody is typing
    note = wait_for_note(typist)
    said = (
        "This looks like an e-mail address (a name, an @ and a domain). "
        "Leave people out of the file."
    )
    assert said in words(note)
    assert note.accessibleName() == said
    assert QApplication.focusWidget() is field(typist, name)
    place, above = note.mapToGlobal(note.rect().topLeft()), field(typist, name)
    assert place.y() >= above.mapToGlobal(above.rect().bottomLeft()).y()


def test_a_screen_reader_is_told_once(typist: Driver, heard: list[str]) -> None:
    typist.click(field(typist, "What is going on"))
    typist.keys(MAIL)
    note = wait_for_note(typist)
    typist.keys(" And on it goes")
    note.look_again()
    assert len(heard) == 1
    assert heard[0].startswith("This looks like an e-mail address")


def test_the_note_goes_when_the_detail_goes(typist: Driver) -> None:
    typist.click(field(typist, "Who looks after it"))
    typist.keys("jo@example.org")
    wait_for_note(typist)
    typist.keys(*[Qt.Key.Key_Backspace] * 4)
    typist.qtbot.waitUntil(lambda: notes(typist.page) == [])


def test_ordinary_prose_shows_no_note(typist: Driver) -> None:
    describe(typist, "On 12/05/2026 at 08:30, 12,500 patients; W2 4th floor; £1,234,567.")
    typist.qtbot.wait(PAUSE + 100)
    assert notes(typist.page) == []


def test_several_kinds_stand_in_one_note(typist: Driver) -> None:
    describe(typist, "jo@example.org, 07700 900123, SO1 1AA")
    text = words(wait_for_note(typist))
    assert "an e-mail address (" in text
    assert "), a telephone number (" in text
    assert ") and a postcode (" in text


def test_it_may_stay_is_one_step_that_undo_takes_back(typist: Driver) -> None:
    describe(typist, MAIL)
    wait_for_note(typist)
    typist.click("It may stay in “What is going on”")
    assert notes(typist.page) == []
    assert typist.issue.accepted == ("description email",)
    assert QApplication.focusWidget() is field(typist, "What is going on")
    typist.command(Qt.Key.Key_Z)
    assert typist.issue.accepted == ()
    assert len(notes(typist.page)) == 1
    typist.command(Qt.Key.Key_Z, shift=True)
    assert notes(typist.page) == []


def test_the_keyboard_reaches_the_note_from_its_field(typist: Driver) -> None:
    describe(typist, MAIL)
    wait_for_note(typist)
    field(typist, "What is going on").setFocus()
    typist.keys(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert typist.issue.accepted == ("description email",)


@pytest.mark.parametrize("name", ["What is going on", "Who looks after it"])
def test_show_selects_what_was_found_one_after_the_other(typist: Driver, name: str) -> None:
    typist.click(field(typist, name))
    box = field(typist, name)
    box.setFocus()
    QApplication.clipboard().setText("😀 a@example.org 😀 b@example.org")
    box.paste()
    wait_for_note(typist)
    seen = []
    for _ in range(3):
        typist.click(f"Show what was found in “{name}”")
        seen.append(
            box.selectedText() if isinstance(box, QLineEdit) else box.textCursor().selectedText()
        )
        assert QApplication.focusWidget() is box
    assert seen == ["a@example.org", "b@example.org", "a@example.org"]


def test_another_issue_has_its_own_notes_at_once(typist: Driver) -> None:
    describe(typist, MAIL)
    wait_for_note(typist)
    telling = typist.issue.id
    typist.start_issue("Another")
    assert notes(typist.page) == []
    typist.window.desk.look_at(telling, Step.ISSUE)
    typist.settle()
    assert len(notes(typist.page)) == 1


def test_the_check_before_a_crisis_is_watched_too(driver: Driver) -> None:
    driver.start_triage(4)
    check = shown(driver.page, QLineEdit)[0]
    driver.click(check)
    driver.keys("DOB 12/5/1954")
    wait_for_note(driver)
    driver.click(f"It may stay in “{check.accessibleName()}”")
    assert notes(driver.page) == []
    assert driver.issue.accepted == (f"check-{check.property('check')} birth_date",)


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
@pytest.mark.parametrize("kind", [OverruleDialog, SplitDialog])
def test_the_dialogs_point_out_and_leave_the_rest_to_the_saving(
    driver: Driver, look: Look, kind: type[QDialog], scale: float
) -> None:
    look.set_scale(scale)
    about = Verdict.TYPE_1 if kind is OverruleDialog else "An issue"
    dialog = kind(driver.window, look, about)  # type: ignore[call-arg, arg-type]
    driver.qtbot.addWidget(dialog)
    dialog.show()
    dialog.findChildren(QPlainTextEdit)[0].setPlainText(f"One\nTwo {MAIL}")
    wait_for_note(driver, dialog)
    assert [b.text() for b in shown(notes(dialog)[0], QPushButton)] == ["Show"]
    assert cut(dialog) == []
    assert nameless(dialog) == []


def test_an_acceptance_on_the_triage_page_is_undone_there(driver: Driver) -> None:
    driver.start_triage(4)
    driver.click(shown(driver.page, QLineEdit)[0])
    driver.keys("DOB 12/5/1954")
    note = wait_for_note(driver)
    note.let_stay.emit(note._key, note._kinds())
    driver.window.desk.look_at(driver.issue.id, Step.APPROACH)
    driver.command(Qt.Key.Key_Z)
    assert driver.window.desk.step is Step.TRIAGE


# Before saving


@pytest.fixture
def telling(typist: Driver, messages: Recorder, tmp_path: Path) -> Driver:
    """An issue with details in two fields, about to be saved."""
    describe(typist, f"{MAIL} SO1 1AA")
    typist.window.desk.apply_to_issue("o", edits.describe_issue, "owner", "jo@example.org")
    messages.to_save = tmp_path / "mine.spdesk"
    return typist


def test_saving_asks_once_about_fields_and_kinds_and_shows_no_content(
    telling: Driver, messages: Recorder
) -> None:
    telling.command(Qt.Key.Key_S)
    title = telling.issue.title
    assert messages.details == [
        [
            f"{title}, “What is going on”: an e-mail address and a postcode",
            f"{title}, “Who looks after it”: an e-mail address",
        ]
    ]
    assert messages.to_save is not None
    kept = read_workbook(messages.to_save)
    assert kept == telling.window.desk.workbook
    assert len(kept.issues[0].accepted) == 3
    assert not telling.window.isWindowModified()
    describe(telling, f"{MAIL} SO1 1AA, at last")
    telling.command(Qt.Key.Key_S)
    telling.window.files.open(messages.to_save)
    describe(telling, f"{MAIL} SO1 1AA, and again")
    telling.command(Qt.Key.Key_S)
    assert len(messages.details) == 1


def test_going_back_saves_nothing_and_looks_at_the_first_place(
    telling: Driver, messages: Recorder
) -> None:
    messages.save_details = False
    telling.window.desk.look_at(telling.issue.id, Step.PERFORMANCE)
    telling.command(Qt.Key.Key_S)
    assert messages.to_save is not None
    assert not messages.to_save.exists()
    assert telling.window.desk.step is Step.ISSUE
    assert telling.issue.accepted == ()
    telling.qtbot.waitUntil(lambda: len(notes(telling.page)) == 2)
    telling.command(Qt.Key.Key_S)
    assert len(messages.details) == 2


def test_a_detail_on_the_triage_page_is_looked_at_there(
    typist: Driver, messages: Recorder, tmp_path: Path
) -> None:
    messages.save_details, messages.to_save = False, tmp_path / "mine.spdesk"
    typist.window.desk.apply_to_issue("v", edits.overrule, "mixed", MAIL)
    typist.command(Qt.Key.Key_S)
    assert typist.window.desk.step is Step.TRIAGE
    assert "“Why you see it differently”: an e-mail address" in messages.details[0][0]


def test_a_title_that_holds_a_detail_is_not_repeated(
    typist: Driver, messages: Recorder, tmp_path: Path
) -> None:
    messages.to_save = tmp_path / "mine.spdesk"
    typist.window.desk.apply_to_issue("t", edits.describe_issue, "title", MAIL)
    typist.command(Qt.Key.Key_S)
    assert messages.details == [["Issue 1, “The issue in one line”: an e-mail address"]]


def test_closing_with_a_save_that_goes_back_keeps_the_window(
    telling: Driver, messages: Recorder
) -> None:
    messages.unsaved, messages.save_details = Unsaved.SAVE, False
    telling.window.close()
    assert telling.window.isVisible()
    assert telling.window.isWindowModified()


def test_nothing_is_asked_where_nothing_was_found(
    driver: Driver, messages: Recorder, tmp_path: Path
) -> None:
    messages.to_save = tmp_path / "mine.spdesk"
    driver.open_example("missed-appointments", Step.ISSUE)
    driver.keys("x")
    driver.command(Qt.Key.Key_S)
    assert messages.details == []
    assert messages.to_save.exists()


@pytest.mark.parametrize("anyway", [True, False])
def test_moving_issues_to_another_file_asks_about_them_alone(
    telling: Driver, messages: Recorder, tmp_path: Path, anyway: bool
) -> None:
    moved = telling.issue.id
    telling.start_issue("Ring 07700 900123")
    messages.to_move, messages.save_details = tmp_path / "other.spdesk", anyway
    desk, window = telling.window.desk, telling.window
    work = RegisterWork(desk, messages, Settings(), window)
    work.move([moved])
    assert len(messages.details) == 1
    assert len(messages.details[0]) == 2
    assert messages.to_move.exists() is anyway
    assert (desk.workbook.issue(moved) is None) is anyway


def test_all_details_can_be_pointed_out_again(telling: Driver) -> None:
    telling.command(Qt.Key.Key_S)
    assert notes(telling.page) == []
    telling.window.menu_actions["point_out_again"].trigger()
    telling.settle()
    assert len(notes(telling.page)) == 2


@pytest.mark.parametrize(
    ("pressed", "anyway"), [("Save anyway", True), ("Go back and look", False)]
)
def test_the_real_question_says_what_each_answer_does(
    driver: Driver, pressed: str, anyway: bool
) -> None:
    def press(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        assert "• A <b>title</b>, “What is going on”: a postcode" in dialog.informativeText()
        assert "and 1 more fields" not in dialog.informativeText()
        assert "and 2 more fields" in dialog.informativeText()
        assert dialog.defaultButton().text() == "Go back and look"
        button = next(b for b in shown(dialog, QPushButton) if b.text() == pressed)
        driver.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    driver.in_dialog(press)
    places = ["A <b>title</b>, “What is going on”: a postcode"] * 10
    assert DialogMessages().ask_about_details(driver.window, places) is anyway
