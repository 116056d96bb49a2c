"""The review: last time beside today, what came of the plan, and a picture for the next time."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QTableWidget

from spdesk.core.performance import Lever
from spdesk.core.triage import Verdict
from spdesk.ui.pages.plan.fields import Passage
from spdesk.ui.pages.review.review_words import (
    changes_words,
    movement_sentence,
    range_of,
    type_sentence,
)
from spdesk.ui.pages.review.sp_bars import SpBars
from spdesk.ui.pages.review_page import ReviewPage
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.register_row import today
from spdesk.workbook import edits, plan_edits
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Workbook
from spdesk.workbook.plan import Plan, Probe, Review, VerdictName
from spdesk.workbook.plan_values import changed_at_review
from spdesk.workbook.scores import Scores
from tests.ui.driving import Driver, named, shown
from tests.ui.test_accessibility import cut, nameless

LONG = "People had much to say about it and nobody wanted to leave anything out of it. " * 4


def _planned(workbook: Workbook, issue_id: str) -> Workbook:
    workbook = plan_edits.add_probe(workbook, issue_id, "p1", "Ring ten patients")
    workbook = plan_edits.add_probe(workbook, issue_id, "p2", "Evening slots")
    workbook = plan_edits.add_action(workbook, issue_id, "a1", "Mend the telephone")
    return plan_edits.add_trigger(workbook, issue_id, "t1", "Two of us leave")


@pytest.fixture
def reviewed(driver: Driver) -> Driver:
    """A type 2 issue with a plan, looked at on the page of its review."""
    driver.reach(Verdict.TYPE_2)
    driver.window.desk.apply_to_issue("plan", _planned)
    driver.window.commands.go_review()
    driver.settle()
    return driver


def plan(driver: Driver) -> Plan:
    return driver.issue.agreed


def page(driver: Driver) -> ReviewPage:
    assert isinstance(driver.page, ReviewPage)
    return driver.page


def score(driver: Driver, *scores: float) -> None:
    given = dict(zip(Lever, scores, strict=True))
    driver.window.desk.apply_to_issue("score", edits.score, given)
    driver.settle()


def review(
    verdict: VerdictName = "type_2",
    scores: tuple[float, float, float] | None = (4, 4, 5),
    likely: tuple[float, float] | None = None,
    number: int = 1,
) -> Review:
    return Review.made(
        id=f"r{number}",
        held_on=date(2026, number, 12),
        verdict=verdict,
        scores=Scores(**dict(zip(Lever, scores, strict=True))) if scores else Scores(),
        likely_low=likely[0] if likely else None,
        likely_high=likely[1] if likely else None,
    )


# The words


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        # SP is 16 at (4, 4, 5), 64 at (8, 8, 5); ln 16 = 2.77, ln 64 = 4.16
        (review(likely=(2.5, 3.0)), review(scores=(8, 8, 5), likely=(3.9, 4.4)), "is higher than"),
        (review(scores=(8, 8, 5), likely=(3.9, 4.4)), review(likely=(2.5, 3.0)), "is lower than"),
        (review(likely=(2.5, 4.0)), review(scores=(8, 8, 5), likely=(3.9, 4.4)), "not moved by"),
        (review(), review(scores=(8, 8, 5)), "cannot be said"),
        (review(scores=None), review(), "cannot be compared"),
    ],
)
def test_movement_is_held_against_the_rooms_own_disagreement(
    before: Review, after: Review, said: str
) -> None:
    assert said in movement_sentence(before, after, Workbook())


def test_a_changed_type_is_said() -> None:
    assert "was mixed and is type 2 now" in type_sentence(review("mixed"), review("type_2"))
    assert "the same as last time: crisis" in type_sentence(review("crisis"), review("crisis"))


def test_the_table_says_what_changed() -> None:
    book = Workbook()
    assert changes_words(None, review(), book) == "the first review"
    said = changes_words(review("mixed", likely=(2.5, 3)), review(likely=(2.5, 3)), book)
    assert said == "type: was mixed; SP: within the room’s disagreement"


def test_a_range_without_width_is_about_one_number() -> None:
    assert range_of(review(likely=(2.772, 2.773))) == "likely about 16"
    assert range_of(review(likely=(2.5, 3.0))) == "likely 12 to 20"
    assert range_of(review()) == ""


def test_what_only_a_review_changes() -> None:
    probe = Probe(id="p", attempt="Ring")
    before = Plan(probes=(probe,))
    assert changed_at_review(before, Plan(probes=(probe.replaced(outcome="kept"),)))
    assert changed_at_review(before, before.replaced(reviews=(review(),)))
    assert not changed_at_review(before, Plan(probes=(probe.replaced(owner="Me"),)))
    assert not changed_at_review(before, before)


# The page


def test_the_first_review_says_what_it_will_be_compared_with(driver: Driver) -> None:
    driver.start_issue()
    driver.command(Qt.Key.Key_7)
    assert driver.window.desk.step is Step.REVIEW
    assert "This is the first review." in driver.words
    assert "Last time" not in driver.words
    assert "All reviews" not in driver.words
    driver.click("Go to the plan")
    assert driver.window.desk.step is Step.PLAN


def test_a_kept_review_is_the_picture_beside_the_next(reviewed: Driver) -> None:
    score(reviewed, 4, 4, 5)
    reviewed.click(named(reviewed.page, "A note on this review", Passage))
    reviewed.keys("We had no time for the letter.")
    reviewed.click("Keep this review")
    (kept,) = plan(reviewed).reviews
    assert (kept.held_on, kept.verdict) == (today(), "type_2")
    assert kept.scores == reviewed.issue.scores
    assert kept.note == "We had no time for the letter."
    assert kept.likely_low is None  # nobody voted
    assert reviewed.issue.review_on == today() + timedelta(days=90)
    assert named(reviewed.page, "A note on this review", Passage).toPlainText() == ""
    score(reviewed, 8, 8, 5)
    assert "Last time" in reviewed.words
    assert "SP 16" in reviewed.words
    assert "SP 64" in reviewed.words
    assert "Whether SP has really moved cannot be said" in reviewed.words
    bars = named(reviewed.page, "SP then and now", SpBars)
    assert bars.accessibleDescription() == "Last time: SP 16. Today: SP 64."
    reviewed.window.desk.apply_to_issue("see", edits.overrule, "type_1", "It is known by now.")
    reviewed.settle()
    assert "The type has changed: it was type 2 and is type 1 now." in reviewed.words


def test_without_a_tick_there_is_no_next_review(reviewed: Driver) -> None:
    ticks = [one for one in shown(reviewed.page, QCheckBox) if one.text() == "The next review on"]
    (tick,) = ticks
    assert tick.isChecked()
    tick.setFocus()
    reviewed.keys(Qt.Key.Key_Space)
    reviewed.click("Keep this review")
    assert reviewed.issue.review_on is None


def test_undoing_a_kept_review_stays_on_its_page(reviewed: Driver) -> None:
    reviewed.click("Keep this review")
    reviewed.window.commands.go_issue()
    reviewed.command(Qt.Key.Key_Z)
    assert plan(reviewed).reviews == ()
    assert reviewed.window.desk.step is Step.REVIEW


def test_what_became_of_a_probe_is_chosen_and_taken_back(reviewed: Driver) -> None:
    kept = "Probe 1: what became of it: Kept"
    dropped = "Probe 1: what became of it: Dropped"
    reviewed.click(kept)
    assert plan(reviewed).probes[0].outcome == "kept"
    reviewed.click(dropped)
    assert plan(reviewed).probes[0].outcome == "dropped"
    assert not reviewed.button(kept).isChecked()
    reviewed.click(dropped)
    assert plan(reviewed).probes[0].outcome is None
    assert not reviewed.button(dropped).isChecked()
    assert plan(reviewed).probes[1].outcome is None


def test_what_was_learned_is_kept_and_undone_here(reviewed: Driver) -> None:
    field = named(reviewed.page, "Probe 2: What we learned", Passage)
    reviewed.click(field)
    reviewed.keys("Nobody came.")
    assert plan(reviewed).probes[1].learned == "Nobody came."
    reviewed.command(Qt.Key.Key_Z)
    assert plan(reviewed).probes[1].learned == ""
    assert reviewed.window.desk.step is Step.REVIEW
    assert field.toPlainText() == ""


def test_an_action_is_done_from_here(reviewed: Driver) -> None:
    tick = named(reviewed.page, "Action 1: Done on", QCheckBox)
    reviewed.page.ensureWidgetVisible(tick)
    tick.setFocus()
    reviewed.keys(Qt.Key.Key_Space)
    assert plan(reviewed).actions[0].done_on == today()


def test_a_trigger_that_happened_leads_to_the_triage(reviewed: Driver) -> None:
    assert "Triage again" not in [one.text() for one in shown(reviewed.page, QPushButton)]
    tick = named(reviewed.page, "Trigger 1: this has happened", QCheckBox)
    reviewed.page.ensureWidgetVisible(tick)
    tick.setFocus()
    reviewed.keys(Qt.Key.Key_Space)
    assert plan(reviewed).triggers[0].happened
    before = reviewed.issue.triage
    reviewed.click("Triage again")
    assert reviewed.window.desk.step is Step.TRIAGE
    assert reviewed.issue.triage == before  # nothing is thrown away


def test_the_likely_range_of_today_comes_from_the_last_round(driver: Driver) -> None:
    driver.open_example("missed-appointments", Step.REVIEW)
    driver.qtbot.waitUntil(lambda: not page(driver).feed.is_reckoning)
    driver.settle()
    assert "likely " in driver.words
    driver.click("Keep this review")
    kept = plan(driver).reviews[-1]
    low, high = kept.likely_low, kept.likely_high
    now = driver.issue.scores.performance(driver.window.desk.workbook.scale)
    assert now is not None
    assert low is not None
    assert high is not None
    assert low <= now.ln_sp <= high
    assert kept.ballot_round in [held.id for held in driver.issue.ballot_rounds]
    assert "SP has not moved by more than the room’s own disagreement" in driver.words


def test_scores_that_left_the_rounds_range_have_none(driver: Driver) -> None:
    driver.open_example("missed-appointments", Step.REVIEW)
    driver.qtbot.waitUntil(lambda: not page(driver).feed.is_reckoning)
    score(driver, 10, 10, 10)
    assert "likely " not in driver.words
    driver.click("Keep this review")
    assert plan(driver).reviews[-1].likely_low is None
    assert plan(driver).reviews[-1].ballot_round is None


def _history(workbook: Workbook, issue_id: str) -> Workbook:
    kinds: tuple[VerdictName, ...] = ("mixed", "type_2", "type_1")
    for number, kind in enumerate(kinds, 1):
        kept = review(kind, likely=(2.5, 3.0), number=number).replaced(note=LONG)
        workbook = plan_edits.keep_review(workbook, issue_id, kept, None)
    return workbook


def test_all_reviews_stand_in_a_table_with_words_and_shapes(reviewed: Driver) -> None:
    reviewed.window.desk.apply_to_issue("history", _history)
    reviewed.settle()
    table = named(reviewed.page, "All reviews, the latest first", QTableWidget)

    def cell(row: int, column: int) -> str:
        item = table.item(row, column)
        assert item is not None
        return item.text()

    assert [cell(row, 0) for row in range(3)] == [
        "12 March 2026",
        "12 February 2026",
        "12 January 2026",
    ]
    assert [cell(row, 1) for row in range(3)] == ["type 1", "type 2", "mixed"]
    assert [cell(0, 2), cell(0, 3)] == ["16", "likely 12 to 20"]
    assert cell(0, 4) == "type: was type 2; SP: within the room’s disagreement"
    pictures = [table.item(row, 1).icon().pixmap(16).toImage() for row in range(3)]
    assert pictures[0] != pictures[1] != pictures[2]
    assert "You looked at this last on 12 March 2026." in reviewed.words
    reviewed.click("Take the last review back")
    assert len(plan(reviewed).reviews) == 2
    assert cell(0, 0) == "12 February 2026"


def test_another_issue_begins_with_an_empty_note(reviewed: Driver) -> None:
    reviewed.click(named(reviewed.page, "A note on this review", Passage))
    reviewed.keys("For this one only")
    reviewed.start_issue("Another")
    reviewed.window.commands.go_review()
    reviewed.settle()
    assert named(reviewed.page, "A note on this review", Passage).toPlainText() == ""


def test_the_focus_arrives_where_the_review_begins(reviewed: Driver) -> None:
    assert QApplication.focusWidget() is reviewed.button("Probe 1: what became of it: Kept")


def test_showing_a_review_is_no_edit(driver: Driver) -> None:
    driver.open_example("missed-appointments", Step.REVIEW)
    driver.qtbot.waitUntil(lambda: not page(driver).feed.is_reckoning)
    assert not driver.window.desk.modified


def test_a_long_review_has_names_and_room_at_every_text_size(reviewed: Driver, look: Look) -> None:
    desk = reviewed.window.desk
    desk.apply_to_issue("history", _history)
    for where, part_id, field in (
        ("probes", "p1", "attempt"),
        ("probes", "p1", "works"),
        ("probes", "p1", "learned"),
        ("actions", "a1", "solution"),
        ("actions", "a1", "measure"),
        ("triggers", "t1", "text"),
    ):
        desk.apply_to_issue("long", plan_edits.change_in_plan, where, part_id, field, LONG)
    desk.apply_to_issue("h", plan_edits.change_in_plan, "triggers", "t1", "happened", True)
    reviewed.settle()
    assert nameless(reviewed.page) == []
    for scale in (1.0, 2.0, 0.8):
        look.set_scale(scale)
        reviewed.settle()
        assert (scale, cut(reviewed.page)) == (scale, [])
        assert reviewed.page.horizontalScrollBar().maximum() == 0
