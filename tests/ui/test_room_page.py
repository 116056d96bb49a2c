"""The room's page: setting a round up, ballots that come in unseen, and what lies round a reveal."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from spdesk.core.triage import Verdict
from spdesk.ui.ballot.ballot_window import BallotWindow
from spdesk.ui.ballot.paper_dialog import PaperDialog
from spdesk.ui.pages.room.setup_view import KEPT_FOR
from spdesk.ui.widgets.minority_dialog import MinorityDialog
from spdesk.ui.widgets.people_box import PeopleBox
from spdesk.ui.widgets.register_row import today
from spdesk.workbook.derive import Step
from spdesk.workbook.rounds import BallotRound
from tests.ui.driving import Driver, named, shown, words
from tests.ui.rooms import PLACES, SPLIT, ballot, enter, held, questions


def open_box(driver: Driver) -> BallotRound:
    box = driver.window.desk.box.round
    assert box is not None
    return box


def choose(driver: Driver, subject: str) -> None:
    driver.click(named(driver.page, subject, QRadioButton))


def tick(driver: Driver, text: str) -> None:
    """Tick a box, or take its tick away, by the keyboard."""
    found = [box for box in shown(driver.page, QCheckBox) if box.text() == text]
    assert len(found) == 1
    found[0].setFocus()
    driver.keys(Qt.Key.Key_Space)


@pytest.fixture
def room(driver: Driver) -> Driver:
    """A new issue on the page of the room."""
    enter(driver)
    return driver


@pytest.fixture
def collecting(room: Driver) -> Driver:
    """A round on the three terms among seven people has begun."""
    choose(room, "The three terms")
    named(room.page, "People in the room", PeopleBox).setFocus()
    room.keys("7")
    room.click("Begin the round")
    return room


def test_an_issue_without_answers_is_offered_the_triage_first(room: Driver) -> None:
    assert named(room.page, "The triage", QRadioButton).isChecked()
    room.reach(Verdict.TYPE_2)
    room.window.desk.look_at(room.issue.id, Step.ROOM)
    room.settle()
    assert named(room.page, "The three terms", QRadioButton).isChecked()


def test_the_chosen_subject_and_the_people_are_what_is_asked(collecting: Driver) -> None:
    box = open_box(collecting)
    assert box.subject == "terms"
    assert box.questions == questions("terms")
    assert (box.expected, box.held_on) == (7, today())
    assert box.delete_on == today() + KEPT_FOR
    assert collecting.window.desk.undo_stack.count() == 1  # only the issue itself


def test_a_card_can_be_clicked_anywhere(room: Driver) -> None:
    sentence = next(w for w in shown(room.page, QLabel) if "18 questions" in w.text())
    room.click(sentence)
    assert named(room.page, "The sub-factors", QRadioButton).isChecked()


def test_sub_factors_can_be_left_out_but_not_all(room: Driver) -> None:
    choose(room, "The sub-factors")
    room.click("Leave questions out")
    tick(room, "Time and people")
    assert "17 of 18 are asked." in room.words
    room.click("Begin the round")
    assert open_box(room).questions == tuple(
        one for one in questions("factors") if one != "time_and_people"
    )


def test_without_any_question_no_round_begins(room: Driver) -> None:
    room.click("Leave questions out")
    for tick in shown(room.page, QCheckBox):
        if tick.isChecked() and "Remind" not in tick.text():
            tick.click()
    room.settle()
    assert "Leave at least one question in." in room.words
    assert not room.button("Begin the round").isEnabled()


def test_a_part_of_the_room_needs_a_name_and_may_answer_together(room: Driver) -> None:
    tick(room, "Only a part of the room votes")
    assert not room.button("Begin the round").isEnabled()
    room.click(named(room.page, "The group that votes", QLineEdit))
    room.keys("Partners")
    tick(room, "The group answers together, on one ballot")
    room.click("Begin the round")
    assert (open_box(room).group, open_box(room).joint, open_box(room).expected) == (
        "Partners",
        True,
        1,
    )
    assert "0 of 1 ballots are in" in room.words


def test_roles_are_read_from_a_list(room: Driver) -> None:
    room.click(named(room.page, "Roles to choose from on the ballot", QLineEdit))
    room.keys("GP,  nurse , GP,")
    room.click("Begin the round")
    assert open_box(room).roles == ("GP", "nurse")


def test_who_of_how_many_and_never_what(collecting: Driver) -> None:
    assert "0 of 7 ballots are in" in collecting.words
    assert not collecting.button("Reveal").isEnabled()
    assert "There is no ballot to reveal yet." in collecting.words
    collecting.window.desk.box.put_in(ballot("terms", (9.0, 8.0, 7.0)))
    collecting.settle()
    assert "1 of 7 ballots are in" in collecting.words
    assert "With so few, the room can guess who said what." in collecting.words
    assert collecting.button("Reveal now with 1").isEnabled()
    assert not {"9", "8"} & set(collecting.words.replace("7", "").split())


def test_a_projector_with_the_same_picture_is_pointed_out(collecting: Driver) -> None:
    calm = "If a projector shows the same picture as this screen, switch it off first."
    assert calm in collecting.words
    assert "Two screens show the same picture" not in collecting.words


def test_where_the_ballots_are_before_the_reveal_is_told_as_it_is(collecting: Driver) -> None:
    assert "none is in your file or in undo" in collecting.words
    assert "A recovery file in your own user folder holds them against a crash" in collecting.words


def test_no_more_is_promised_than_is_kept(collecting: Driver) -> None:
    promise = (
        "The program keeps no names, no times and no order of the ballots. In a very small room "
        "people may still guess who said what."
    )
    collecting.click("Pass the laptop")
    (window,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, BallotWindow))
    assert promise in words(window)
    window.close()
    collecting.settle()
    collecting.activate()
    collecting.click("Call the round off")
    assert "Ask the room" in collecting.words
    assert promise in collecting.words


def test_when_everyone_is_in_the_reveal_comes_first_and_the_ways_in_close(
    collecting: Driver,
) -> None:
    collecting.window.desk.box.put_in(*(ballot("terms", ratings) for ratings in SPLIT))
    collecting.settle()
    assert collecting.button("Reveal").property("kind") == "primary"
    assert not collecting.button("Pass the laptop").isEnabled()
    people = named(collecting.page, "People in the room", PeopleBox)
    people.setFocus()
    people.selectAll()
    collecting.keys("8")
    assert collecting.window.desk.box.round is not None
    assert open_box(collecting).expected == 8
    assert collecting.button("Pass the laptop").isEnabled()


def test_the_laptop_is_passed_and_its_ballot_falls_into_the_box(collecting: Driver) -> None:
    collecting.click("Pass the laptop")
    windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, BallotWindow)]
    assert len(windows) == 1
    windows[0].handed_in.emit(ballot("terms", (5.0, 5.0, 5.0)))
    windows[0].close()
    collecting.settle()
    collecting.activate()
    assert "1 of 7 ballots are in" in collecting.words
    collecting.click("Pass the laptop")  # a second time another window
    again = [w for w in QApplication.topLevelWidgets() if isinstance(w, BallotWindow)]
    again[-1].close()


def test_paper_ballots_fall_into_the_box(collecting: Driver) -> None:
    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, PaperDialog)
        dialog.typed.emit(ballot("terms", (5.0, 5.0, 5.0)))
        dialog.close()

    collecting.in_dialog(act)
    collecting.click("Type paper ballots…")
    assert "1 of 7 ballots are in" in collecting.words


def test_a_group_that_answers_together_has_one_ballot(driver: Driver, messages: object) -> None:
    enter(driver)
    one = held("terms", [], group="Partners", joint=True, revealed=False)
    driver.window.desk.box.open(driver.issue.id, one)
    page = driver.page
    for _ in range(2):
        page.ways_in._take(ballot("terms", (5.0, 5.0, 5.0)))  # type: ignore[attr-defined]
    assert driver.window.desk.box.count == 1
    assert "has one ballot" in messages.told[0]  # type: ignore[attr-defined]
    driver.window.desk.box.empty()


def test_emptying_the_box_is_asked_once(collecting: Driver) -> None:
    box = collecting.window.desk.box
    box.put_in(ballot("terms", (5.0, 5.0, 5.0)))
    collecting.settle()
    collecting.click("Empty the box")
    assert "Throw one ballot away? This cannot be undone." in collecting.words
    collecting.click("Keep them")
    assert box.count == 1
    collecting.click("Empty the box")
    collecting.click("Throw them away")
    assert box.round is None
    assert "Ask the room" in collecting.words


def test_a_round_without_ballots_is_called_off_without_a_question(collecting: Driver) -> None:
    collecting.click("Call the round off")
    assert collecting.window.desk.box.round is None


def test_a_round_is_put_away_and_gone_on_with(collecting: Driver) -> None:
    desk = collecting.window.desk
    desk.box.put_in(ballot("terms", (5.0, 5.0, 5.0)))
    collecting.settle()
    collecting.click("Put away for later")
    assert desk.box.round is None
    assert "put away on" in collecting.words
    assert "with one ballot, not revealed yet" in collecting.words
    collecting.click("Go on: The three terms, round 1")
    assert desk.box.count == 1
    desk.box.put_in(ballot("terms", (6.0, 6.0, 6.0)))
    collecting.settle()
    collecting.click("Reveal now with 2")
    assert [len(one.ballots) for one in collecting.issue.ballot_rounds] == [2]
    assert collecting.issue.ballot_rounds[0].revealed


def test_a_round_that_was_put_away_is_revealed_or_discarded(driver: Driver) -> None:
    waiting = [held("terms", SPLIT, name, revealed=False, group=name) for name in ("a", "b")]
    enter(driver, *waiting)
    driver.click("Reveal: The three terms, a, round 1")
    assert [one.revealed for one in driver.issue.ballot_rounds] == [True, False]
    driver.click("Show the medians")
    driver.click("Put the widest on top")
    driver.click("Discard: The three terms, b, round 1")
    assert [one.id for one in driver.issue.ballot_rounds] == ["a"]
    driver.window.commands.undo()
    assert [one.id for one in driver.issue.ballot_rounds] == ["a", "b"]


def test_another_issue_says_where_the_box_is_and_goes_there(collecting: Driver) -> None:
    first = collecting.issue
    enter(collecting)
    assert f"The room is voting on “{first.title}”" in collecting.words
    assert not collecting.button("Begin the round").isEnabled()
    collecting.click("Go there")
    assert collecting.issue.id == first.id
    assert "0 of 7 ballots are in" in collecting.words


def test_after_an_undone_reveal_the_box_takes_no_more(collecting: Driver) -> None:
    box = collecting.window.desk.box
    box.put_in(*(ballot("terms", ratings) for ratings in SPLIT[:3]))
    collecting.settle()
    collecting.click("Reveal now with 3")
    collecting.window.desk.undo()
    collecting.window.desk.look_at(collecting.issue.id, Step.ROOM)
    collecting.settle()
    assert "3 of 7 ballots are in" in collecting.words
    assert not collecting.button("Pass the laptop").isEnabled()
    collecting.click("Reveal")
    assert "Round 1: 3 ballots, opened together" in collecting.words


def test_the_triage_leads_to_the_room_from_a_question_and_from_the_verdict(
    driver: Driver,
) -> None:
    driver.start_triage(0)
    driver.click("Ask the room")
    assert driver.window.desk.step is Step.ROOM
    driver.reach(Verdict.TYPE_1)
    driver.click("Ask the room")
    assert driver.window.desk.step is Step.ROOM


def test_a_minority_note_is_kept_changed_and_removed(driver: Driver) -> None:
    enter(driver, held("terms", SPLIT))

    def write(dialog: QDialog) -> None:
        assert isinstance(dialog, MinorityDialog)
        assert not dialog._keep.isEnabled()
        driver.keys("It is the hours that are wrong.")
        dialog._keep.click()

    driver.in_dialog(write)
    driver.click("Minority note…")
    assert [note.text for note in driver.issue.minority_notes] == [
        "It is the hours that are wrong."
    ]
    assert "Not signed" in driver.words

    def sign(dialog: QDialog) -> None:
        assert isinstance(dialog, MinorityDialog)
        dialog._signed.setFocus()
        driver.keys("Two of reception")
        dialog._keep.click()

    driver.activate()
    driver.in_dialog(sign)
    driver.click("Change minority note 1")
    assert "Signed: Two of reception" in driver.words
    driver.activate()
    driver.click("Remove minority note 1")
    assert driver.issue.minority_notes == ()


def test_a_note_with_a_detail_of_a_person_is_pointed_out_and_may_stay(driver: Driver) -> None:
    enter(driver, held("terms", SPLIT))

    def write(dialog: QDialog) -> None:
        assert isinstance(dialog, MinorityDialog)
        driver.keys("Ring 01632 960 960")
        dialog._keep.click()

    driver.in_dialog(write)
    driver.click("Minority note…")
    driver.activate()
    assert "This looks like a telephone number" in driver.words
    driver.click("It may stay in “A minority note”")
    assert "This looks like" not in driver.words
    assert "Ring 01632 960 960" in driver.words


def test_a_note_is_given_up_without_a_trace(driver: Driver) -> None:
    enter(driver, held("terms", SPLIT))
    driver.in_dialog(lambda dialog: driver.keys("Something", Qt.Key.Key_Escape))
    driver.click("Minority note…")
    assert driver.issue.minority_notes == ()


def test_when_the_day_has_come_the_page_reminds_and_deletes(driver: Driver) -> None:
    enter(driver, held("terms", SPLIT, delete_on=today()))
    assert "you wanted to delete these ballots by now" in driver.words
    driver.click("Remind us in 30 days: The three terms, round 1")
    assert driver.issue.ballot_rounds[0].delete_on == today() + timedelta(days=30)
    assert "by now" not in driver.words
    driver.window.commands.undo()
    driver.settle()
    driver.click("Delete the ballots: The three terms, round 1")
    assert driver.issue.ballot_rounds[0].ballots == ()
    assert "by now" not in driver.words


def test_of_ballots_that_nobody_saw_nothing_stays(driver: Driver) -> None:
    enter(driver, held("terms", SPLIT, delete_on=today(), revealed=False))
    assert "the whole round would go" in driver.words
    driver.click("Delete the ballots: The three terms, round 1")
    assert driver.issue.ballot_rounds == ()


def test_nobody_answers_the_followership_check_together(room: Driver) -> None:
    choose(room, "The followership check")
    tick(room, "Only a part of the room votes")
    room.click(named(room.page, "The group that votes", QLineEdit))
    room.keys("Partners")
    assert room.button("Begin the round").isEnabled()
    tick(room, "The group answers together, on one ballot")
    assert not room.button("Begin the round").isEnabled()


def test_before_the_day_nobody_is_reminded(driver: Driver) -> None:
    enter(driver, held("terms", SPLIT, delete_on=today() + timedelta(days=1)))
    assert "by now" not in driver.words


def test_earlier_rounds_open_with_all_that_they_showed(driver: Driver) -> None:
    enter(driver, held("terms", SPLIT), held("terms", SPLIT[:5], "r2"))
    assert "Round 2: 5 ballots, opened together" in driver.words
    assert "3 Nov 2026 · 7 ballots; widest: Incentives" in driver.words
    driver.click("Open “The three terms, round 1”")
    assert "Round 1: 7 ballots, opened together" in driver.words
    assert "Split" in driver.words


class Windows(QObject):
    """Hears of every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


@pytest.mark.parametrize("place", PLACES)
def test_no_part_of_the_page_flashes_up_as_a_window(driver: Driver, place: str) -> None:
    windows = Windows()
    QApplication.instance().installEventFilter(windows)
    PLACES[place](driver)
    QApplication.instance().removeEventFilter(windows)
    assert windows.seen == []
