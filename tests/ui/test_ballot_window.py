"""Pass the laptop: one private ballot after the other, through real keys and clicks."""

import gc
import weakref
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from spdesk.core.performance import Scale
from spdesk.guidance.library import guidance
from spdesk.ui.ballot.ballot_window import BallotWindow
from spdesk.ui.ballot.person_view import PersonView
from spdesk.ui.ballot.targets import SMALLEST, Choice
from spdesk.ui.theme.look import Look
from spdesk.workbook.round_questions import all_questions
from spdesk.workbook.rounds import Ballot, BallotRound, Subject
from tests.ui.driving import Driver, shown, words

SCALE = Scale(1, 10)
ENTER, ESC, SPACE, BACK = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Space,
    Qt.Key.Key_Backspace,
)
HANDED_OVER = "Thank you. Hand the laptop on."


def held(subject: Subject, count: int | None = None, roles: tuple[str, ...] = ()) -> BallotRound:
    """A round that asks the first questions of a subject."""
    ids = tuple(question.id for question in all_questions(subject, guidance()))
    return BallotRound(
        id="r", subject=subject, questions=ids[:count], held_on=date(2026, 3, 2), roles=roles
    )


class Person:
    """Somebody with the laptop, who presses keys and buttons, and counts the key presses."""

    def __init__(self, window: BallotWindow) -> None:
        self.window = window
        self.ballots: list[Ballot] = []
        self.pressed = 0
        window.handed_in.connect(self.ballots.append)

    def keys(self, *keys: Qt.Key | str) -> None:
        for key in keys:
            focus = QApplication.focusWidget() or self.window
            if isinstance(key, str):
                QTest.keyClick(focus, key)
            else:
                QTest.keyClick(focus, key)
            self.pressed += 1
            self.settle()

    def click(self, name: str) -> None:
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)
        self.settle()

    def button(self, name: str) -> QWidget:
        found = [
            button
            for kind in (QPushButton, Choice)
            for button in shown(self.window, kind)
            if button.accessibleName() == name
        ]
        assert len(found) == 1, [b.accessibleName() for b in shown(self.window, QPushButton)]
        return found[0]

    def settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()

    @property
    def words(self) -> str:
        return words(self.window)

    @property
    def last(self) -> Ballot:
        return self.ballots[-1]


Open = Callable[..., Person]


@pytest.fixture
def pass_laptop(qtbot: QtBot, look: Look) -> Iterator[Open]:
    """Open the ballot window over another one, as the room page does."""
    below = QWidget()
    qtbot.addWidget(below)

    def make(round_of: BallotRound, scale: Scale = SCALE) -> Person:
        window = BallotWindow(look, guidance(), round_of, scale, 1, below)
        window.show_for_next()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        window.showNormal()
        window.resize(1366, 768)
        person = Person(window)
        person.settle()
        return person

    yield make
    for window in below.findChildren(BallotWindow):
        window.hide()


def test_nine_questions_take_one_key_each_and_two_for_handing_over(pass_laptop: Open) -> None:
    person = pass_laptop(held("factors", 9))
    for _ in range(7):
        person.keys(SPACE, *"123456789", ENTER)
    assert person.pressed == 7 * (9 + 2)
    assert len(person.ballots) == 7
    order = [question.id for question in all_questions("factors", guidance())[:9]]
    assert [person.last.ratings[question] for question in order] == [1, 2, 3, 4, 5, 6, 7, 8, 9]


def test_zero_is_the_key_for_ten_and_a_question_mark_for_cannot_say(pass_laptop: Open) -> None:
    person = pass_laptop(held("terms"))
    person.keys(SPACE, "0", "?", ENTER)
    assert "Ready to hand in?" in person.words
    person.keys(ENTER)
    # Three different things: ten, "can't say", and a question that was left out.
    assert person.last.ratings == {"capabilities": 10, "incentives": None}


def test_a_triage_ballot_asks_from_zero_to_four_and_takes_no_other_digit(
    pass_laptop: Open,
) -> None:
    person = pass_laptop(held("triage", 2))
    person.keys(SPACE)
    assert [c.rating for c in shown(person.window, Choice)] == [0, 1, 2, 3, 4]
    person.keys("7")
    assert "Question 1 of 2" in person.words
    person.keys("0", "4", ENTER)
    assert list(person.last.ratings.values()) == [0, 4]


def test_where_values_have_decimals_the_key_stands_on_the_target(pass_laptop: Open) -> None:
    person = pass_laptop(held("terms"), Scale(1, 20))
    person.keys(SPACE, "2", "0", "1", ENTER)
    assert person.last.ratings == {
        "capabilities": 3.11,
        "incentives": 20,
        "relationships": 1,
    }


def test_a_click_answers_and_goes_on_and_the_second_of_a_double_click_does_not(
    pass_laptop: Open,
) -> None:
    person = pass_laptop(held("factors", 3))
    person.click("I am the next person")
    choice = shown(person.window, Choice)[6]
    QTest.mouseClick(choice, Qt.MouseButton.LeftButton)
    assert "Question 2 of 3" in person.words
    QTest.mouseDClick(choice, Qt.MouseButton.LeftButton)  # what Qt sends for the second click
    QTest.mouseRelease(choice, Qt.MouseButton.LeftButton)
    person.settle()
    assert "Question 2 of 3" in person.words
    for _ in range(2):
        QTest.mouseClick(choice, Qt.MouseButton.LeftButton)
    person.settle()
    person.click("Hand in (Enter)")
    assert list(person.last.ratings.values()) == [7, 7, 7]


def test_a_key_that_is_held_down_answers_once(pass_laptop: Open) -> None:
    person = pass_laptop(held("factors", 3))
    person.keys(SPACE, "4")
    focus = QApplication.focusWidget() or person.window
    for text, key in (("4", Qt.Key.Key_4), ("\r", ENTER)):
        held_down = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, True)
        QApplication.sendEvent(focus, held_down)
    person.settle()
    assert "Question 2 of 3" in person.words


def test_one_goes_back_within_ones_own_ballot_and_changes_an_answer(pass_laptop: Open) -> None:
    person = pass_laptop(held("terms"))
    person.keys(SPACE, "3", "5", BACK)
    checked = [c.rating for c in shown(person.window, Choice) if c.isChecked()]
    assert ("Question 2 of 3" in person.words, checked) == (True, [5])
    person.keys("8", Qt.Key.Key_Left, ENTER)  # Enter keeps what stands there
    person.keys("2", BACK, BACK, BACK, BACK, BACK)
    assert "Question 1 of 3" in person.words  # further back there is nothing
    person.keys(ENTER, ENTER, ENTER, ENTER)
    assert person.last.ratings == {"capabilities": 3, "incentives": 8, "relationships": 2}


def test_the_check_counts_and_leads_to_what_was_left_out(pass_laptop: Open) -> None:
    person = pass_laptop(held("factors", 4))
    person.keys(SPACE, "3", ENTER, "?", "9")
    counts = [one.text() for one in shown(person.window, QLabel) if one.text().isdecimal()]
    assert counts == ["2", "1", "1"]
    person.click("Go to what was left out")
    assert "Question 2 of 4" in person.words
    person.keys("6", ENTER, ENTER)
    counts = [one.text() for one in shown(person.window, QLabel) if one.text().isdecimal()]
    assert counts == ["3", "1", "0"]


def test_the_enter_that_hands_in_does_not_open_the_next_ballot(pass_laptop: Open) -> None:
    person = pass_laptop(held("terms"))
    person.keys(SPACE, "1", "1", "1", ENTER, ENTER, ENTER)
    assert HANDED_OVER in person.words
    person.keys(BACK, Qt.Key.Key_Left, "5")
    assert HANDED_OVER in person.words
    assert len(person.ballots) == 1
    person.keys(SPACE)
    assert "Question 1 of 3" in person.words


def test_nothing_of_a_ballot_outlives_it(pass_laptop: Open) -> None:
    person = pass_laptop(held("terms"))
    person.keys(SPACE, "7", "?", "4", BACK)
    views = [weakref.ref(view) for view in person.window.findChildren(PersonView)]
    sheets = [weakref.ref(person.window._person._sheet)]
    person.keys("4", ENTER)
    assert [one() for one in sheets] == [None]  # at once, not when memory is tidied
    blank = person.window.grab().toImage()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    person.ballots.clear()
    gc.collect()
    assert person.window.findChildren(PersonView) == []
    assert [one() for one in views] == [None]
    # Whatever was said, the screen that is handed over is the same.
    person.keys(SPACE, "1", "1", "1", ENTER)
    assert person.window.grab().toImage() == blank
    person.keys(SPACE)
    assert [c for c in shown(person.window, Choice) if c.isChecked()] == []


def test_no_key_reaches_the_main_window_and_undo_brings_nothing_back(
    driver: Driver, look: Look, qtbot: QtBot
) -> None:
    driver.start_issue("Patients keep missing appointments")
    desk = driver.window.desk
    book, step = desk.workbook, desk.step
    window = BallotWindow(look, guidance(), held("terms"), SCALE, 1, driver.window)
    window.show_for_next()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    person = Person(window)
    person.keys(SPACE, "7", "7", "7")
    before = window.grab().toImage()
    for last in (False, True):
        if last:
            person.keys(ENTER)
            before = window.grab().toImage()
        focus = QApplication.focusWidget() or window
        for key in "zy12345fnow":
            QTest.keyClick(focus, key, Qt.KeyboardModifier.ControlModifier)
        person.settle()
        assert window.grab().toImage() == before
        assert (desk.workbook, desk.step) == (book, step)
    assert len(person.ballots) == 1
    window.close()


def test_progress_says_how_many_are_in_and_ends_when_everybody_is(pass_laptop: Open) -> None:
    person = pass_laptop(held("terms"))
    person.window.set_progress(4, None)
    assert "4 are in" in person.words
    person.window.set_progress(4, 5)
    assert "4 of 5 are in" in person.words
    assert "The program keeps no names, no times and no order" in person.words
    person.keys(SPACE, "1", "1", "1", ENTER)
    person.window.set_progress(5, 5)
    assert "Everybody is in" in person.words
    ends: list[bool] = []
    person.window.closed.connect(lambda: ends.append(True))
    person.keys(SPACE)  # the focus stands on the way back to the facilitator
    assert ends == [True]
    assert not person.window.isVisible()


def test_a_group_that_answers_together_hands_in_once(pass_laptop: Open) -> None:
    person = pass_laptop(held("terms").replaced(joint=True))
    person.window.handed_in.connect(lambda _: person.window.set_progress(1, None))
    person.keys(SPACE, "1", "1", "1", ENTER)
    assert "1 of 1 are in" in person.words
    names = [button.accessibleName() for button in shown(person.window, QPushButton)]
    assert names == ["Back to the facilitator"]


def test_roles_are_offered_first_and_need_not_be_given(pass_laptop: Open) -> None:
    person = pass_laptop(held("terms", roles=("Nurses", "Doctors & partners")))
    person.keys(SPACE)
    assert "shown only where five or more share it" in person.words
    person.keys("2", "1", "1", "1", ENTER)
    assert person.last.role == "Doctors & partners"
    person.keys(SPACE, "1", BACK)  # back from the first question, to change one's mind
    person.keys("0", "1", "1", "1", ENTER)
    assert person.last.role == ""
    person.keys(SPACE, "1", BACK, ENTER, "1", "1", "1", ENTER)  # Enter keeps what was chosen
    assert person.last.role == "Nurses"
    person.click("I am the next person")
    person.click("Nurses")
    person.keys("1", "1", "1", ENTER)
    assert person.last.role == "Nurses"


def test_a_long_role_takes_more_lines_and_not_more_width(pass_laptop: Open, look: Look) -> None:
    look.set_scale(2)
    role = "The practice manager, both senior partners, and the lead nurse of the second site"
    person = pass_laptop(held("terms", roles=(role, "x" * 110)))
    person.keys(SPACE)
    for name in (role, "x" * 110):
        button = person.button(name)
        assert isinstance(button, QPushButton)
        assert button.mapTo(person.window, button.rect().bottomRight()).x() < person.window.width()
        text = button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic.value, button.text())
        assert text.width() < button.width()
        assert text.height() < button.height()
    assert " ".join(person.button(role).text().split()) == f"{role} (1)"  # type: ignore[attr-defined]
    person.keys("1", *"555", ENTER)
    assert person.last.role == role


def test_esc_asks_before_it_drops_a_ballot(pass_laptop: Open) -> None:
    person = pass_laptop(held("terms"))
    person.keys(SPACE, "7", ESC)
    assert "Leave without handing in?" in person.words
    person.keys(ESC)
    assert "Question 2 of 3" in person.words
    person.keys(ESC, ENTER)
    assert "Question 2 of 3" in person.words
    person.keys(ESC)
    person.click("Leave, and drop it")
    assert "That ballot was dropped." in person.words
    assert person.ballots == []
    person.keys(SPACE)
    assert "Question 1 of 3" in person.words
    assert [c for c in shown(person.window, Choice) if c.isChecked()] == []
    person.keys(ESC)  # a blank ballot is left at once
    assert "That ballot was dropped." in person.words
    person.keys(ESC)
    assert not person.window.isVisible()


def test_closing_the_window_from_outside_asks_too(pass_laptop: Open) -> None:
    person = pass_laptop(held("terms"))
    person.keys(SPACE, "7")
    assert not person.window.close()
    assert "Leave without handing in?" in person.words


def test_choices_are_named_for_a_screen_reader_with_what_they_mean(pass_laptop: Open) -> None:
    person = pass_laptop(held("factors", 2))
    person.keys(SPACE)
    first = all_questions("factors", guidance())[0]
    names = [choice.accessibleName() for choice in shown(person.window, Choice)]
    assert names[0] == f"1, {first.low}"
    assert names[9] == f"10, {first.high}"
    assert names[1] == "2"
    assert first.middle in names[4]
    assert first.middle in names[5]
    row = QApplication.focusWidget()
    assert row is not None
    assert row.accessibleName().startswith("Question 1 of 2. Clinical and technical skill")
    assert first.middle in row.accessibleDescription()
    person.keys("5")
    assert row.accessibleName().startswith("Question 2 of 2")
    triage = pass_laptop(held("triage", 1))
    triage.keys(SPACE)
    middle = all_questions("triage", guidance())[0].middle
    assert shown(triage.window, Choice)[2].accessibleName() == f"2, {middle}"


def test_choices_can_be_gone_through_without_choosing(pass_laptop: Open) -> None:
    person = pass_laptop(held("terms"))
    person.keys(SPACE, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up)
    assert "Question 1 of 3" in person.words
    person.keys(ENTER)
    assert "Question 2 of 3" in person.words
    person.keys("1", "1", ENTER)
    assert person.last.ratings["capabilities"] == 2


def _cut(root: QWidget) -> list[str]:
    """Texts that got less room than they need."""
    found = []
    for widget in (*shown(root, QLabel), *shown(root, QPushButton)):
        least = widget.minimumSizeHint()
        tall = (
            widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else least.height()
        )
        if widget.text() and (widget.width() < least.width() or widget.height() < tall):
            found.append(widget.text())
    return found


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
@pytest.mark.parametrize("subject", ["factors", "triage", "terms"])
def test_targets_are_large_and_no_text_is_cut_on_a_small_screen(
    pass_laptop: Open, look: Look, subject: Subject, scale: float
) -> None:
    look.set_scale(scale)
    asked = held(subject, roles=("Nurses", "Doctors"))
    person = pass_laptop(asked)
    assert _cut(person.window) == []
    person.keys(SPACE)
    assert _cut(person.window) == []
    person.keys("0")
    for _ in asked.questions:
        assert _cut(person.window) == []
        for choice in shown(person.window, Choice):
            assert choice.width() >= SMALLEST
            assert choice.height() >= SMALLEST
            corner = choice.mapTo(person.window, QPoint(choice.width(), choice.height()))
            assert corner.x() <= 1366  # nobody has to scroll to a target
            assert corner.y() <= 768
        person.keys("3")
    assert _cut(person.window) == []


def test_the_window_is_over_everything_else(pass_laptop: Open) -> None:
    person = pass_laptop(held("terms"))
    assert person.window.windowModality() is Qt.WindowModality.ApplicationModal
    below: QObject | None = person.window.parent()
    assert isinstance(below, QWidget)
    assert QApplication.activeModalWidget() is person.window
