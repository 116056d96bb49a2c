"""The triage as a group walks it: by keyboard, by mouse, forwards, back and out early."""

from pathlib import Path

import pytest
from PySide6.QtCore import QDateTime, Qt
from PySide6.QtWidgets import QApplication, QDateTimeEdit, QLabel, QLineEdit, QPushButton

from spdesk.core.triage import Verdict
from spdesk.core.wizard import CRISIS, GATE, VERDICT, StopKind
from spdesk.guidance.library import guidance
from spdesk.ui.main_window import MainWindow
from spdesk.ui.widgets.answer_cards import AnswerCard
from spdesk.workbook import edits
from spdesk.workbook.derive import Step, reading_of, verdict_that_counts
from spdesk.workbook.model import Workbook
from spdesk.workbook.store import save_workbook
from tests.ui.driving import CRITERIA, Driver, named, shown

ENTER, BACK = Qt.Key.Key_Return, Qt.Key.Key_Backspace
RULES, TEXTS = guidance().rules, guidance().triage


def cards(driver: Driver) -> list[AnswerCard]:
    return sorted(shown(driver.page, AnswerCard), key=lambda card: card.rating)


def chips(driver: Driver) -> list[QPushButton]:
    return [b for b in shown(driver.page, QPushButton) if b.property("kind") == "chip"]


def question(driver: Driver) -> str:
    """The question that stands on the screen in large type."""
    large = [w for w in shown(driver.page, QLabel) if w.property("role") == "question"]
    assert len(large) == 1
    return large[0].text()


def test_a_new_triage_begins_at_the_crisis_gate(driver: Driver) -> None:
    driver.start_triage()
    assert driver.triage.stop == GATE
    assert question(driver) == TEXTS.gate.question
    assert [card.text() for card in cards(driver)] == list(TEXTS.gate.levels)
    assert "First of all" in driver.words
    assert QApplication.focusWidget() is cards(driver)[0]


def test_next_is_greyed_with_its_reason_until_there_is_an_answer(driver: Driver) -> None:
    driver.start_triage()
    assert not driver.button("Next").isEnabled()
    assert "Choose an answer to go on" in driver.words
    driver.keys(ENTER)
    assert driver.triage.stop == GATE
    driver.keys("0")
    assert driver.button("Next").isEnabled()
    assert "Enter to go on" in driver.words


@pytest.mark.parametrize("rating", range(5))
def test_the_keys_0_to_4_answer(driver: Driver, rating: int) -> None:
    driver.start_triage(0)
    first = driver.triage.stop
    assert first is not None
    driver.keys(str(rating))
    assert driver.triage.stop == first
    assert driver.issue.triage.ratings == {first.criterion_id: rating}
    assert [card.rating for card in cards(driver) if card.isChecked()] == [rating]
    driver.keys(ENTER)
    assert driver.triage.stop != first


def test_the_question_mark_says_that_we_cannot_say(driver: Driver) -> None:
    driver.start_triage(0)
    driver.keys("?")
    assert list(driver.issue.triage.ratings.values()) == [None]
    assert driver.button("We can’t say (?)").isChecked()
    assert not any(card.isChecked() for card in cards(driver))
    driver.keys("2")
    assert list(driver.issue.triage.ratings.values()) == [2]
    assert not driver.button("We can’t say (?)").isChecked()


def test_the_gate_must_be_answered(driver: Driver) -> None:
    driver.start_triage()
    driver.keys("?")
    assert driver.issue.triage.crisis_gate is None
    assert "We can’t say (?)" not in [b.accessibleName() for b in shown(driver.page, QPushButton)]


@pytest.mark.parametrize("rating", range(5))
def test_a_card_answers_by_mouse(driver: Driver, rating: int) -> None:
    driver.start_triage(0)
    driver.click(cards(driver)[rating])
    assert list(driver.issue.triage.ratings.values()) == [rating]
    assert cards(driver)[rating].isChecked()


def test_an_arrow_and_space_answer_with_a_card(driver: Driver) -> None:
    driver.start_triage(0)
    driver.keys(Qt.Key.Key_Right)
    assert QApplication.focusWidget() is cards(driver)[1]
    driver.keys(Qt.Key.Key_Space)
    assert list(driver.issue.triage.ratings.values()) == [1]


def test_clicking_the_chosen_card_again_keeps_it(driver: Driver) -> None:
    driver.start_triage(0)
    driver.click(cards(driver)[3])
    driver.click(cards(driver)[3])
    assert cards(driver)[3].isChecked()
    assert driver.window.desk.undo_stack.undoText().startswith("answer")


def test_saying_twice_that_we_cannot_say_keeps_it(driver: Driver) -> None:
    driver.start_triage(0)
    driver.click("We can’t say (?)")
    driver.click("We can’t say (?)")
    assert driver.button("We can’t say (?)").isChecked()
    assert driver.button("Next").isEnabled()


def test_progress_is_told(driver: Driver) -> None:
    driver.start_triage(0)
    assert "Question 1" in driver.words
    assert "of 15 at most" in driver.words
    driver.keys("2", ENTER)
    assert "Question 2" in driver.words


def test_back_shows_exactly_what_was_there_and_the_gate_is_the_first(driver: Driver) -> None:
    driver.start_triage(0)
    seen = []
    for rating in "314":
        seen.append((question(driver), rating))
        driver.keys(rating, ENTER)
    for text, rating in reversed(seen):
        driver.keys(BACK)
        assert question(driver) == text
        assert [str(card.rating) for card in cards(driver) if card.isChecked()] == [rating]
    driver.click("Back")
    assert driver.triage.stop == GATE
    assert not driver.button("Back").isEnabled()
    driver.keys(BACK)
    assert driver.triage.stop == GATE


def test_answers_given_lead_back_to_their_questions(driver: Driver) -> None:
    driver.start_triage(1)
    first = driver.triage.stop
    driver.keys("3", ENTER, "?", ENTER)
    texts = [chip.text() for chip in chips(driver)]
    assert texts[0] == "Crisis · 1"
    assert texts[1].endswith(" · 3")
    assert texts[2].endswith(" · can’t say")
    driver.click(chips(driver)[1])
    assert driver.triage.stop == first
    assert [chip.isChecked() for chip in chips(driver)] == [False, True, False]
    driver.click(chips(driver)[0])
    assert driver.triage.stop == GATE


def test_a_changed_answer_keeps_its_place_on_the_way(driver: Driver) -> None:
    driver.start_triage(0)
    driver.keys("3", ENTER, "3", ENTER)
    driver.click(chips(driver)[1])
    driver.keys("0")
    assert list(driver.issue.triage.ratings.values()) == [0, 3]


def test_f1_says_why_the_question_is_asked(driver: Driver) -> None:
    driver.start_triage()
    assert TEXTS.gate.why not in driver.words
    driver.keys(Qt.Key.Key_F1)
    assert TEXTS.gate.why in driver.words
    assert "Sources: Grint 2005" in driver.words
    driver.click("Why this question? (F1)")
    assert TEXTS.gate.why not in driver.words


def test_the_verdict_is_offered_when_the_rest_can_hardly_change_it(driver: Driver) -> None:
    driver.start_triage(0)
    asked = 0
    while "Enough is known" not in driver.words:
        driver.keys("4", ENTER)
        asked += 1
    assert asked < len(CRITERIA)
    driver.click("See the verdict")
    assert driver.triage.stop == VERDICT
    assert driver.issue.triage.stopped
    assert "This is mostly a type 2 problem." in driver.words
    driver.click("Back to the questions")
    assert not driver.issue.triage.stopped
    assert driver.triage.stop is not None
    assert driver.triage.stop.criterion_id not in driver.issue.triage.ratings


def test_the_verdict_can_be_seen_early_once_there_is_one(driver: Driver) -> None:
    driver.start_triage(0)
    early = "See the verdict now"
    while early not in [b.accessibleName() for b in shown(driver.page, QPushButton)]:
        assert reading_of(driver.issue, RULES).verdict is Verdict.INSUFFICIENT
        driver.keys("2", ENTER)
    driver.click(early)
    assert driver.triage.stop == VERDICT


def test_leaving_the_triage_keeps_everything_and_comes_back_where_it_was(driver: Driver) -> None:
    driver.start_triage(0)
    driver.keys("3", ENTER, "2", ENTER)
    stop = driver.triage.stop
    driver.command(Qt.Key.Key_1)
    assert driver.window.desk.step is Step.ISSUE
    driver.command(Qt.Key.Key_2)
    assert driver.triage.stop == stop


def test_keys_that_answer_are_deaf_elsewhere(driver: Driver) -> None:
    driver.reach(Verdict.TYPE_2)
    before = driver.window.desk.workbook
    driver.keys("0")
    assert driver.window.desk.workbook is before
    driver.command(Qt.Key.Key_1)
    driver.keys("3")
    assert driver.issue.triage.answers == before.issues[0].triage.answers


@pytest.mark.parametrize(
    ("verdict", "title"),
    [
        (Verdict.TYPE_1, "This is mostly a type 1 problem."),
        (Verdict.TYPE_2, "This is mostly a type 2 problem."),
        (Verdict.MIXED, "This is a mixed problem: split it."),
        (Verdict.INSUFFICIENT, "There is not enough to say yet."),
    ],
)
def test_the_keyboard_alone_reaches_every_verdict(
    driver: Driver, verdict: Verdict, title: str
) -> None:
    driver.walk(verdict)
    assert driver.triage.stop == VERDICT
    assert title in driver.words
    assert isinstance(QApplication.focusWidget(), QPushButton)


def test_a_reason_of_the_verdict_leads_back_to_its_question(driver: Driver) -> None:
    driver.reach(Verdict.TYPE_2)
    criterion = TEXTS.criteria[0]
    driver.click(named(driver.page, criterion.short(4), QPushButton))
    assert question(driver) == criterion.question


def test_undoing_answers_on_the_verdict_always_shows_what_then_holds(driver: Driver) -> None:
    driver.walk(Verdict.TYPE_2)
    assert "on 15 answers" in driver.words
    driver.command(Qt.Key.Key_Z)
    assert len(driver.issue.triage.ratings) == len(CRITERIA) - 1
    if driver.triage.stop == VERDICT:
        assert "on 14 answers" in driver.words
    while reading_of(driver.issue, RULES).verdict is not Verdict.INSUFFICIENT:
        driver.command(Qt.Key.Key_Z)
    stop = driver.triage.stop
    assert stop is not None
    assert stop.kind is StopKind.QUESTION
    assert stop.criterion_id not in driver.issue.triage.ratings
    while driver.window.desk.undo_stack.canRedo():
        driver.command(Qt.Key.Key_Z, shift=True)
    assert len(driver.issue.triage.ratings) == len(CRITERIA)


def test_enter_on_the_verdict_goes_on_to_the_approach(driver: Driver) -> None:
    driver.reach(Verdict.TYPE_2)
    driver.keys(Qt.Key.Key_Space)
    assert driver.window.desk.step is Step.APPROACH


def test_another_issue_shows_its_own_question(driver: Driver) -> None:
    driver.start_triage(0)
    driver.keys("3", ENTER)
    first, stop = driver.issue.id, driver.triage.stop
    driver.start_triage()
    assert driver.triage.stop == GATE
    assert chips(driver) == []
    driver.window.desk.look_at(first, Step.TRIAGE)
    driver.settle()
    assert driver.triage.stop == stop


def note_field(driver: Driver) -> QLineEdit:
    return named(driver.page, TEXTS.gate.checks[0].text, QLineEdit)


def test_a_crisis_stops_the_questions_and_says_what_to_do(driver: Driver) -> None:
    driver.start_triage(3)
    assert driver.triage.stop == CRISIS
    assert "Act now, and come back to this later." in driver.words
    assert all(check.text in driver.words for check in TEXTS.gate.checks)
    driver.click("See the approach")
    assert driver.window.desk.step is Step.APPROACH


def test_notes_on_a_crisis_are_kept_a_burst_a_step(driver: Driver) -> None:
    driver.start_triage(4)
    steps = driver.window.desk.undo_stack.count()
    driver.click(note_field(driver))
    driver.keys("No: 4 minutes")
    notes = driver.issue.triage.crisis_checks
    assert [(note.check, note.note) for note in notes] == [("no_time", "No: 4 minutes")]
    assert driver.window.desk.undo_stack.count() == steps + 1
    driver.window.commands.undo()
    assert note_field(driver).text() == ""
    assert driver.triage.stop == CRISIS


def test_the_review_time_is_kept_and_can_be_undone(driver: Driver) -> None:
    driver.start_triage(4)
    assert "Not set yet." in driver.words
    field = named(driver.page, "Time to look at it again", QDateTimeEdit)
    field.setDateTime(QDateTime(2026, 11, 24, 9, 30, 0))
    driver.click("Set this time")
    kept = driver.issue.triage.review_at
    assert kept is not None
    assert kept.isoformat() == "2026-11-24T09:30:00"
    assert "Set. Come back to the questions then." in driver.words
    driver.window.commands.undo()
    assert driver.issue.triage.review_at is None
    assert "Not set yet." in driver.words


def test_the_wheel_over_the_review_time_changes_nothing_without_focus(driver: Driver) -> None:
    driver.start_triage(4)
    field = named(driver.page, "Time to look at it again", QDateTimeEdit)
    before = field.dateTime()
    driver.click(note_field(driver))
    driver.wheel(field)
    assert field.dateTime() == before


def test_a_crisis_leads_back_to_the_gate(driver: Driver) -> None:
    driver.start_triage(4)
    driver.click("Back to the first question")
    assert driver.triage.stop == GATE
    driver.keys("1", ENTER)
    assert driver.triage.stop is not None
    assert driver.triage.stop.kind is StopKind.QUESTION


def test_answers_of_another_version_do_no_harm(
    driver: Driver, window: MainWindow, tmp_path: Path
) -> None:
    book = edits.add_issue(Workbook(), "one", "From the future")
    book = edits.answer(edits.answer_gate(book, "one", 0), "one", "from-the-future", 3)
    book = edits.note_check(book, "one", "check-of-the-future", "x")
    book = edits.choose_approach(book, "one", "approach-of-the-future")
    book = edits.describe_issue(book, "one", "plan", "plan-of-the-future")
    save_workbook(book, tmp_path / "future.spdesk")
    assert window.files.open(tmp_path / "future.spdesk")
    for step in Step:
        window.desk.look_at("one", step)
        driver.settle()
    window.desk.look_at("one", Step.TRIAGE)
    for _ in CRITERIA:
        driver.keys("4", ENTER)
    assert driver.triage.stop == VERDICT
    assert driver.issue.triage.ratings["from-the-future"] == 3
    driver.command(Qt.Key.Key_3)
    assert "approach-of-the-future" in driver.words
    assert verdict_that_counts(driver.issue, RULES) is Verdict.TYPE_2


def test_each_answer_is_one_undo_step(driver: Driver) -> None:
    driver.start_triage(0)
    steps = driver.window.desk.undo_stack.count()
    driver.keys("3", "2", "2", ENTER, "1")
    assert driver.window.desk.undo_stack.count() == steps + 3
