"""The plan: typed in place, one undo step for a burst, nothing lost and nothing asked twice."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDateEdit, QLineEdit, QPushButton

from spdesk.core.approach import Part
from spdesk.core.triage import Verdict
from spdesk.guidance.library import guidance
from spdesk.ui.pages.plan.action_card import ActionCard
from spdesk.ui.pages.plan.fields import Passage
from spdesk.ui.pages.plan.probe_card import ProbeCard
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.privacy_note import PAUSE, PrivacyNote
from spdesk.ui.widgets.register_row import today
from spdesk.workbook import edits, plan_edits, round_edits
from spdesk.workbook.derive import Step, recommendation_of
from spdesk.workbook.model import Workbook
from spdesk.workbook.part import LONGEST_PASSAGE
from spdesk.workbook.plan import Plan
from tests.ui.conftest import Recorder
from tests.ui.driving import Driver, named, shown
from tests.ui.test_accessibility import cut, nameless

LONG = "People had much to say about it and nobody wanted to leave anything out of it. " * 4


def at_plan(driver: Driver, verdict: Verdict) -> Driver:
    """A new issue with a verdict, looked at on the page of its plan."""
    driver.reach(verdict)
    driver.window.commands.go_plan()
    driver.settle()
    return driver


@pytest.fixture
def type_1(driver: Driver) -> Driver:
    return at_plan(driver, Verdict.TYPE_1)


@pytest.fixture
def type_2(driver: Driver) -> Driver:
    return at_plan(driver, Verdict.TYPE_2)


def plan(driver: Driver) -> Plan:
    return driver.issue.agreed


def steps(driver: Driver) -> int:
    return driver.window.desk.undo_stack.count()


def passage(driver: Driver, name: str) -> Passage:
    return named(driver.page, name, Passage)


def line(driver: Driver, name: str) -> QLineEdit:
    return named(driver.page, name, QLineEdit)


def add(driver: Driver, prompt: str, *texts: str) -> None:
    driver.click(line(driver, prompt))
    for text in texts:
        driver.keys(text, Qt.Key.Key_Return)


def tick(driver: Driver, name: str) -> QCheckBox:
    return named(driver.page, name, QCheckBox)


def press_tick(driver: Driver, name: str) -> None:
    box = tick(driver, name)
    driver.page.ensureWidgetVisible(box)
    box.setFocus()
    driver.keys(Qt.Key.Key_Space)


# What is offered


@pytest.mark.parametrize(
    ("verdict", "actions", "probes"),
    [
        (Verdict.TYPE_1, True, False),
        (Verdict.TYPE_2, False, True),
        (Verdict.MIXED, True, True),
        (Verdict.INSUFFICIENT, True, True),
    ],
)
def test_the_type_says_what_is_planned(
    driver: Driver, verdict: Verdict, actions: bool, probes: bool
) -> None:
    at_plan(driver, verdict)
    prompts = {one.accessibleName() for one in shown(driver.page, QLineEdit)}
    assert ("What will you do next?" in prompts) is actions
    assert ("What could you try?" in prompts) is probes


def test_without_a_verdict_a_sentence_says_why_both_are_offered(driver: Driver) -> None:
    driver.start_issue()
    driver.command(Qt.Key.Key_6)
    assert driver.window.desk.step is Step.PLAN
    assert "so both are offered" in driver.words


def test_what_the_type_does_not_ask_for_can_be_planned_all_the_same(type_2: Driver) -> None:
    type_2.click("Plan actions as well")
    assert QApplication.focusWidget() is line(type_2, "What will you do next?")
    type_2.keys("Mend the telephone", Qt.Key.Key_Return)
    assert [one.solution for one in plan(type_2).actions] == ["Mend the telephone"]


def test_what_is_planned_stays_in_sight_when_the_type_changes(type_1: Driver) -> None:
    add(type_1, "What will you do next?", "Order the handsets")
    type_1.window.desk.apply_to_issue("see", edits.overrule, "type_2", "It answers back.")
    type_1.settle()
    assert passage(type_1, "Action 1: What we do").toPlainText() == "Order the handsets"


def test_a_split_issue_has_both(type_1: Driver) -> None:
    type_1.window.desk.apply_to_issue("split", edits.split_issue, (("part-a", "A"),))
    type_1.settle()
    assert line(type_1, "What could you try?").isVisible()


# Actions


def test_actions_are_typed_one_after_the_other(type_1: Driver) -> None:
    add(type_1, "What will you do next?", "Order the handsets", "Train reception")
    assert [one.solution for one in plan(type_1).actions] == [
        "Order the handsets",
        "Train reception",
    ]
    assert QApplication.focusWidget() is line(type_1, "What will you do next?")
    assert "Actions (2)" in type_1.words


def test_the_fields_of_an_action_are_kept_and_undone_one_by_one(type_1: Driver) -> None:
    add(type_1, "What will you do next?", "Order the handsets")
    before = steps(type_1)
    type_1.click(line(type_1, "Action 1: Who looks after it"))
    type_1.keys("The manager")
    type_1.click(passage(type_1, "Action 1: How we see that it worked"))
    type_1.keys("Calls are answered.")
    assert steps(type_1) == before + 2
    (action,) = plan(type_1).actions
    assert (action.owner, action.measure) == ("The manager", "Calls are answered.")
    type_1.command(Qt.Key.Key_Z)
    (action,) = plan(type_1).actions
    assert (action.owner, action.measure) == ("The manager", "")
    assert passage(type_1, "Action 1: How we see that it worked").toPlainText() == ""
    assert type_1.window.desk.step is Step.PLAN


def test_what_we_do_cannot_become_empty(type_1: Driver, messages: Recorder) -> None:
    add(type_1, "What will you do next?", "Order")
    field = passage(type_1, "Action 1: What we do")
    type_1.click(field)
    field.selectAll()
    type_1.keys(Qt.Key.Key_Delete)
    assert field.toPlainText() == ""
    assert plan(type_1).actions[0].solution == "Order"
    type_1.click(line(type_1, "Action 1: Who looks after it"))
    assert field.toPlainText() == "Order"
    assert messages.told == []


def test_blanks_while_typing_stay_with_the_writer(type_1: Driver) -> None:
    add(type_1, "What will you do next?", "Order")
    field = passage(type_1, "Action 1: What we do")
    type_1.click(field)
    type_1.keys(Qt.Key.Key_End, " ")
    assert field.toPlainText() == "Order "
    type_1.keys("them")
    assert plan(type_1).actions[0].solution == "Order them"


def test_a_day_is_set_and_overdue_is_said_in_words(type_1: Driver) -> None:
    add(type_1, "What will you do next?", "Order the handsets")
    press_tick(type_1, "Action 1: By")
    assert plan(type_1).actions[0].due == today()
    assert "It is due today." in type_1.words
    day = named(type_1.page, "Action 1: By, the day", QDateEdit)
    past = today() - timedelta(days=12)
    day.setDate(QDate(past.year, past.month, past.day))
    type_1.settle()
    assert plan(type_1).actions[0].due == past
    assert "It was due 12 days ago." in type_1.words
    press_tick(type_1, "Action 1: Done on")
    assert plan(type_1).actions[0].done_on == today()
    assert "days ago" not in type_1.words
    press_tick(type_1, "Action 1: Done on")
    assert plan(type_1).actions[0].done_on is None


def test_removing_is_undone_and_not_confirmed(type_1: Driver) -> None:
    add(type_1, "What will you do next?", "One", "Two", "Three")
    type_1.click("Action 2: remove it")
    assert [one.solution for one in plan(type_1).actions] == ["One", "Three"]
    assert passage(type_1, "Action 2: What we do").toPlainText() == "Three"
    assert QApplication.focusWidget() is type_1.button("Action 2: remove it")
    type_1.command(Qt.Key.Key_Z)
    fields = [passage(type_1, f"Action {number}: What we do") for number in (1, 2, 3)]
    assert [field.toPlainText() for field in fields] == ["One", "Two", "Three"]
    places = [field.mapToGlobal(field.rect().topLeft()).y() for field in fields]
    assert places == sorted(places)


def test_cards_are_not_made_anew_while_somebody_types(type_1: Driver) -> None:
    add(type_1, "What will you do next?", "One", "Two")
    before = shown(type_1.page, ActionCard)
    type_1.click(line(type_1, "Action 2: Who looks after it"))
    type_1.keys("Me")
    add(type_1, "What will you do next?", "Three")
    assert shown(type_1.page, ActionCard)[:2] == before


# Probes


def test_every_field_of_a_probe_reaches_the_workbook(type_2: Driver) -> None:
    add(type_2, "What could you try?", "Ring ten patients")
    texts = {
        "belief": "What we believe",
        "where": "Where, and how small",
        "works": "We see this if it works",
        "harms": "We see this if it harms",
        "amplify": "Then we amplify it so",
        "dampen": "Then we dampen it so",
    }
    for field, words in texts.items():
        type_2.click(passage(type_2, f"Probe 1: {words}"))
        type_2.keys(f"about {field}")
    for field, words in {
        "partners": "Who designs it with us",
        "owner": "Who looks after it",
    }.items():
        type_2.click(line(type_2, f"Probe 1: {words}"))
        type_2.keys(f"about {field}")
    press_tick(type_2, "Probe 1: Look at it on")
    (probe,) = plan(type_2).probes
    assert probe.attempt == "Ring ten patients"
    for field in (*texts, "partners", "owner"):
        assert getattr(probe, field) == f"about {field}"
    assert probe.review_on == today() + timedelta(weeks=4)


def test_two_probes_stand_side_by_side_and_below_each_other_with_large_text(
    type_2: Driver, look: Look
) -> None:
    add(type_2, "What could you try?", "Ring ten patients", "Evening slots")
    first, second = shown(type_2.page, ProbeCard)
    assert first.y() == second.y()
    assert first.geometry().right() < second.x()
    look.set_scale(2.0)
    type_2.settle()
    assert first.x() == second.x()
    assert first.geometry().bottom() < second.y()


# The decision


def test_a_decision_is_noted_with_its_day_and_withdrawn_when_emptied(type_1: Driver) -> None:
    field = passage(type_1, "What we decided")
    assert QApplication.focusWidget() is field
    type_1.keys("We order them.")
    decision = plan(type_1).decision
    assert decision is not None
    assert (decision.decided_on, decision.text) == (today(), "We order them.")
    day = named(type_1.page, "Day of the decision", QDateEdit)
    day.setDate(QDate(2026, 11, 2))
    type_1.settle()
    decision = plan(type_1).decision
    assert decision is not None
    assert (decision.decided_on, decision.text) == (date(2026, 11, 2), "We order them.")
    type_1.click(field)
    field.selectAll()
    type_1.keys(Qt.Key.Key_Delete)
    assert plan(type_1).decision is None


def test_an_approach_is_turned_down_with_a_reason_and_taken_back(type_2: Driver) -> None:
    picker = named(type_2.page, "Note an approach that you turned down", QComboBox)
    offered = [picker.itemData(n) for n in range(picker.count())]
    place = offered.index("management")
    picker.setCurrentIndex(place)
    picker.activated.emit(place)
    type_2.settle()
    type_2.keys("It came back three times.")
    decision = plan(type_2).decision
    assert decision is not None
    assert [(one.approach, one.reason) for one in decision.rejected] == [
        ("management", "It came back three times.")
    ]
    assert "management" not in [picker.itemData(n) for n in range(picker.count())]
    type_2.click("Take back that “Management” was not taken")
    decision = plan(type_2).decision
    assert decision is not None
    assert decision.rejected == ()


def test_the_chosen_approach_is_not_offered_to_be_turned_down(type_2: Driver) -> None:
    type_2.window.desk.apply_to_issue("settle", edits.choose_approach, "system")
    type_2.settle()
    picker = named(type_2.page, "Note an approach that you turned down", QComboBox)
    assert "system" not in [picker.itemData(n) for n in range(picker.count())]
    assert "Approach: System leadership" in type_2.words


# First moves and triggers


def texts_of(driver: Driver, part: Part) -> list[str]:
    found = recommendation_of(driver.issue, driver.window.desk.workbook, guidance())
    assert found is not None
    return [statement.text for statement in found.of(part)[:3]]


def test_a_first_move_comes_over_by_one_click_and_says_where_it_came_from(type_2: Driver) -> None:
    move = texts_of(type_2, Part.FIRST_MOVE)[0]
    type_2.click(f"Add to the plan: {move}")
    (probe,) = plan(type_2).probes
    assert (probe.attempt, probe.from_move) == (move, move)
    names = [one.accessibleName() for one in shown(type_2.page, QPushButton)]
    assert f"Add to the plan: {move}" not in names


def test_from_the_approach_page_a_move_goes_into_the_plan_once(driver: Driver) -> None:
    driver.reach(Verdict.TYPE_1)
    driver.window.commands.go_approach()
    driver.settle()
    first, second = texts_of(driver, Part.FIRST_MOVE)[:2]
    driver.click(f"Add to the plan: {first}")
    (action,) = plan(driver).actions
    assert (action.solution, action.from_move) == (first, first)
    assert "In the plan" in driver.words
    assert QApplication.focusWidget() is driver.button(f"Add to the plan: {second}")
    driver.command(Qt.Key.Key_Z)
    assert driver.window.desk.step is Step.PLAN  # undo looks at what it changed
    assert plan(driver).actions == ()


def test_a_mixed_problem_asks_which_of_both_a_move_becomes(driver: Driver) -> None:
    at_plan(driver, Verdict.MIXED)
    first, second = texts_of(driver, Part.FIRST_MOVE)[:2]
    driver.click(f"Add as an action: {first}")
    driver.click(f"Add as a probe: {second}")
    assert [one.from_move for one in plan(driver).actions] == [first]
    assert [one.from_move for one in plan(driver).probes] == [second]


def test_a_switch_rule_becomes_a_trigger_by_one_click(type_2: Driver) -> None:
    rule = texts_of(type_2, Part.SWITCH)[0]
    type_2.click(f"Add this trigger: {rule}")
    assert [one.text for one in plan(type_2).triggers] == [rule]
    add(type_2, "If … happens", "Two of us leave")
    assert [one.text for one in plan(type_2).triggers] == [rule, "Two of us leave"]
    type_2.click("Trigger 1: remove it")
    assert [one.text for one in plan(type_2).triggers] == ["Two of us leave"]


# Around it


def test_minority_notes_can_be_read_here_and_lead_to_the_room(type_2: Driver) -> None:
    assert "Who sees it differently" not in type_2.words
    desk = type_2.window.desk
    desk.apply_to_issue("n", round_edits.add_minority_note, "n1", "We would wait.", "")
    type_2.settle()
    assert "“We would wait.”" in type_2.words
    assert "Not signed" in type_2.words


def test_ninety_days_and_a_file_for_the_calendar(
    type_1: Driver, messages: Recorder, tmp_path: Path
) -> None:
    save = "Save the review as a calendar file (.ics)…"
    assert not type_1.button(save).isEnabled()
    type_1.click("In 90 days")
    day = today() + timedelta(days=90)
    assert type_1.issue.review_on == day
    messages.to_save_calendar = tmp_path / "review.ics"
    type_1.click(save)
    assert messages.suggested == [f"Review {day.isoformat()}.ics"]
    content = (tmp_path / "review.ics").read_bytes()
    assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}\r\n".encode() in content
    assert messages.told == []


def test_a_calendar_file_that_cannot_be_written_gives_a_sentence(
    type_1: Driver, messages: Recorder, tmp_path: Path
) -> None:
    type_1.click("In 90 days")
    messages.to_save_calendar = tmp_path / "gone" / "review.ics"
    type_1.click("Save the review as a calendar file (.ics)…")
    assert len(messages.told) == 1
    assert "review.ics" in messages.told[0]


def test_details_of_people_are_pointed_out_after_a_pause_and_may_stay(type_1: Driver) -> None:
    add(type_1, "What will you do next?", "Order the handsets")
    type_1.click(passage(type_1, "Action 1: The problem it solves"))
    type_1.keys("Ask jo@example.org")
    assert shown(type_1.page, PrivacyNote) == []
    type_1.qtbot.waitUntil(lambda: len(shown(type_1.page, PrivacyNote)) == 1)
    type_1.click("It may stay in “Action 1: The problem it solves”")
    assert shown(type_1.page, PrivacyNote) == []
    (mark,) = type_1.issue.accepted
    assert mark.startswith(f"plan-{plan(type_1).actions[0].id}-problem ")


def test_who_does_it_is_named_on_purpose(type_1: Driver) -> None:
    add(type_1, "What will you do next?", "Order the handsets")
    type_1.click(line(type_1, "Action 1: Who looks after it"))
    type_1.keys("jo@example.org")
    type_1.qtbot.wait(PAUSE + 100)
    assert shown(type_1.page, PrivacyNote) == []


def test_showing_a_plan_is_no_edit(driver: Driver) -> None:
    driver.open_example("missed-appointments", Step.PLAN)
    assert steps(driver) == 0
    assert not driver.window.desk.modified


def _full(workbook: Workbook, issue_id: str) -> Workbook:
    workbook = plan_edits.decide(workbook, issue_id, date(2026, 11, 2), LONG)
    workbook = plan_edits.reject_approach(workbook, issue_id, "adaptive", LONG, date(2026, 11, 2))
    for n in range(6):
        workbook = plan_edits.add_action(workbook, issue_id, f"a{n}", LONG[: 60 * (n + 1)])
        workbook = plan_edits.add_probe(workbook, issue_id, f"p{n}", LONG[: 60 * (n + 1)])
        for field, value in (("owner", LONG[:200]), ("belief", LONG), ("where", "jo@example.org")):
            workbook = plan_edits.change_in_plan(
                workbook, issue_id, "probes", f"p{n}", field, value
            )
        workbook = plan_edits.change_in_plan(
            workbook, issue_id, "actions", f"a{n}", "due", date(2026, 1, 1)
        )
    return plan_edits.add_trigger(workbook, issue_id, "t", LONG)


def test_a_full_plan_has_names_an_order_and_room_at_every_text_size(
    driver: Driver, look: Look
) -> None:
    at_plan(driver, Verdict.MIXED)
    driver.window.desk.apply_to_issue("fill", _full)
    driver.settle()
    assert nameless(driver.page) == []
    names = [one.accessibleName() for one in shown(driver.page, (Passage))]
    assert len(set(names)) == len(names)
    for scale in (1.0, 2.0, 0.8):
        look.set_scale(scale)
        driver.settle()
        assert (scale, cut(driver.page)) == (scale, [])
        assert driver.page.horizontalScrollBar().maximum() == 0


def test_tab_follows_the_order_in_which_the_plan_is_read(type_1: Driver) -> None:
    add(type_1, "What will you do next?", "One", "Two")
    type_1.click(passage(type_1, "Action 1: What we do"))
    reached = []
    for _ in range(9):
        type_1.keys(Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget().accessibleName())
    assert reached == [
        "Action 1: Who looks after it",
        "Action 1: The problem it solves",
        "Action 1: How we see that it worked",
        "Action 1: By",
        "Action 1: Done on",
        "Action 1: remove it",
        "Action 2: What we do",
        "Action 2: Who looks after it",
        "Action 2: The problem it solves",
    ]


def test_a_text_that_is_too_long_is_refused_in_a_sentence_and_kept_whole(
    type_1: Driver, messages: Recorder
) -> None:
    add(type_1, "What will you do next?", "Order")
    field = passage(type_1, "Action 1: The problem it solves")
    type_1.click(field)
    told: list[str] = []
    type_1.window.desk.refused.connect(told.append)
    QApplication.clipboard().setText("x" * (LONGEST_PASSAGE - 1))
    field.paste()
    type_1.settle()
    type_1.keys("yz")
    assert len(plan(type_1).actions[0].problem) == LONGEST_PASSAGE
    assert field.toPlainText() == plan(type_1).actions[0].problem
    assert len(told) == 1


def test_a_field_is_as_tall_as_its_text(type_1: Driver) -> None:
    add(type_1, "What will you do next?", "Order")
    field = passage(type_1, "Action 1: The problem it solves")
    type_1.click(field)
    line_height = field.fontMetrics().lineSpacing()
    one = field.height()
    type_1.keys(Qt.Key.Key_Return, "a", Qt.Key.Key_Return, "b")
    assert field.height() == one + 2 * line_height
    type_1.command(Qt.Key.Key_Z)
    assert field.height() == one


def test_with_larger_text_the_step_stays_in_sight_in_the_list(type_1: Driver, look: Look) -> None:
    type_1.window.commands.go_review()
    look.set_scale(2.0)
    type_1.settle()
    steps_list = type_1.window._list
    seen = steps_list.viewport().rect().adjusted(0, 0, 0, 2)
    assert seen.contains(steps_list.visualRect(steps_list.currentIndex()))
