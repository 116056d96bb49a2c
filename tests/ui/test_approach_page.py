"""The approach: what fits, why each line stands there, and settling on it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from spdesk.core.approach import Part
from spdesk.core.triage import Verdict
from spdesk.guidance.library import guidance
from spdesk.workbook import edits
from spdesk.workbook.derive import Step, recommendation_of
from tests.ui.driving import Driver, shown

TEXTS = guidance().approach


def texts(driver: Driver, part: Part) -> list[str]:
    recommendation = recommendation_of(driver.issue, driver.window.desk.workbook, guidance())
    assert recommendation is not None
    return [statement.text for statement in recommendation.of(part)]


def reach_approach(driver: Driver, verdict: Verdict) -> None:
    driver.reach(verdict)
    driver.window.commands.go_approach()
    driver.settle()


def plan(driver: Driver, plan_id: str) -> None:
    driver.window.desk.apply_to_issue("plan", edits.describe_issue, "plan", plan_id)
    driver.settle()


def test_without_a_verdict_there_is_no_approach_but_a_way_to_one(driver: Driver) -> None:
    driver.start_issue()
    driver.window.commands.go_approach()
    driver.settle()
    assert "No approach yet" in driver.words
    driver.click("Go to the triage")
    assert driver.window.desk.step is Step.TRIAGE


@pytest.mark.parametrize(
    ("verdict", "approach"),
    [
        (Verdict.TYPE_1, "management"),
        (Verdict.TYPE_2, "system"),
        (Verdict.MIXED, "split"),
    ],
)
def test_the_approach_fits_the_verdict(driver: Driver, verdict: Verdict, approach: str) -> None:
    reach_approach(driver, verdict)
    text = TEXTS.approach(approach)
    assert text is not None
    assert text.headline in driver.words
    assert text.summary in driver.words
    assert all(f"{line}" in driver.words for line in texts(driver, Part.FIRST_MOVE)[:3])
    assert all(style.name in driver.words for style in TEXTS.styles)


def test_a_crisis_asks_for_command(driver: Driver) -> None:
    driver.start_triage(4)
    driver.click("See the approach")
    text = TEXTS.approach("command")
    assert text is not None
    assert text.headline in driver.words
    assert "In a crisis" in driver.words


def test_a_plan_that_does_not_fit_is_said_beside_the_approach(driver: Driver) -> None:
    reach_approach(driver, Verdict.TYPE_2)
    assert "You had in mind" not in driver.words
    plan(driver, "new_rule_or_target")
    label = TEXTS.plan("new_rule_or_target")
    assert label is not None
    assert f"You had in mind: {label.label}" in driver.words
    mismatch = texts(driver, Part.MISMATCH)
    assert mismatch
    assert all(line in driver.words for line in mismatch)


def test_a_plan_that_fits_is_not_held_against_them(driver: Driver) -> None:
    reach_approach(driver, Verdict.TYPE_2)
    plan(driver, "small_trials")
    assert texts(driver, Part.MISMATCH) == []
    assert "You had in mind" not in driver.words


def test_the_plan_in_their_own_words_stands_under_the_mismatch(driver: Driver) -> None:
    driver.open_example("missed-appointments", Step.APPROACH)
    assert f"“{driver.issue.plan_note}”" in driver.words


def test_why_each_line_shows_causes_and_sources_and_hides_them_again(driver: Driver) -> None:
    reach_approach(driver, Verdict.TYPE_2)
    assert "Source: " not in driver.words
    before = driver.words
    driver.click("Why each line?")
    said = driver.words
    assert "Sources of the approach: " in said
    assert said.count("Source: ") >= len(texts(driver, Part.FIRST_MOVE)[:3])
    assert "Because of " in said
    assert "answer 4" in said
    assert driver.button("Why each line?").isChecked()
    assert driver.button("Why each line?").hasFocus()
    driver.keys(Qt.Key.Key_Space)
    assert driver.words == before


def test_every_line_tells_a_screen_reader_why(driver: Driver) -> None:
    reach_approach(driver, Verdict.TYPE_2)
    moves = set(texts(driver, Part.FIRST_MOVE)[:3])
    lines = [line for line in shown(driver.page, QLabel) if line.text() in moves]
    assert len(lines) == 3
    assert all("Source: " in line.accessibleDescription() for line in lines)


def test_settling_on_an_approach_can_be_taken_back_and_undone(driver: Driver) -> None:
    reach_approach(driver, Verdict.TYPE_2)
    driver.click("Lead it this way")
    assert driver.issue.approach == "system"
    assert "You settled on this approach." in driver.words
    driver.click("Take that back")
    assert driver.issue.approach is None
    driver.command(Qt.Key.Key_Z)
    assert "You settled on this approach." in driver.words
    driver.click("Go on to performance")
    assert driver.window.desk.step is Step.PERFORMANCE


def test_settling_on_another_approach_earlier_is_said(driver: Driver) -> None:
    reach_approach(driver, Verdict.TYPE_2)
    driver.window.desk.apply_to_issue("settle", edits.choose_approach, "management")
    driver.settle()
    name = TEXTS.approach("management")
    assert name is not None
    assert f"Earlier you settled on “{name.name}”." in driver.words
    driver.click("Lead it this way")
    assert driver.issue.approach == "system"


def test_an_overrule_changes_the_approach_and_says_for_whom(driver: Driver) -> None:
    reach_approach(driver, Verdict.TYPE_2)
    driver.window.desk.apply_to_issue("see", edits.overrule, "type_1", "So")
    driver.settle()
    assert "For what you see as type 1" in driver.words
    text = TEXTS.approach("management")
    assert text is not None
    assert text.headline in driver.words


def test_the_lowest_score_is_named_where_performance_is_weakest(driver: Driver) -> None:
    reach_approach(driver, Verdict.TYPE_2)
    assert "Score capabilities, incentives and relationships to see it here." in driver.words
    driver.open_example("missed-appointments", Step.APPROACH)
    weakest = texts(driver, Part.WEAKEST)
    assert weakest
    assert weakest[0] in driver.words


def test_another_issue_shows_its_own_approach(driver: Driver) -> None:
    reach_approach(driver, Verdict.TYPE_1)
    first, said = driver.issue.id, driver.words
    reach_approach(driver, Verdict.TYPE_2)
    assert driver.words != said
    driver.window.desk.look_at(first, Step.APPROACH)
    driver.settle()
    assert driver.words == said
