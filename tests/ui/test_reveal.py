"""The reveal: dots before averages, the widest on top, and what a room does with its round."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from spdesk.core.rounds import Agreement
from spdesk.guidance.library import guidance
from spdesk.ui.pages.room.reveal_view import RevealView
from spdesk.ui.pages.room.round_rows import rows_of
from spdesk.ui.widgets.agreement_mark import AgreementLabel
from spdesk.ui.widgets.numbers_table import NumbersTable
from spdesk.ui.widgets.spread_plot import SpreadAxis, SpreadPlot
from spdesk.ui.widgets.texts import Button
from spdesk.workbook import round_edits
from spdesk.workbook.derive import Step
from spdesk.workbook.rounds import BallotRound
from tests.ui.driving import Driver, named, shown
from tests.ui.rooms import SPLIT, Ratings, ballot, enter, held, questions


def names(driver: Driver) -> list[str]:
    """The questions of the reveal from top to bottom."""
    plots = shown(driver.page, SpreadPlot)
    return [plot.accessibleName() for plot in sorted(plots, key=lambda one: one.y())]


def agreements(driver: Driver) -> list[Agreement]:
    return [label._mark.agreement for label in shown(driver.page, AgreementLabel)]


def reveal(driver: Driver, one: BallotRound) -> None:
    """Reveal a round as it happens in a meeting: its ballots come out of the box."""
    driver.window.desk.box.open(driver.issue.id, one)
    driver.settle()
    driver.click("Reveal")


@pytest.fixture
def revealed(driver: Driver) -> Driver:
    """Seven ballots on the three terms have just come out of the box."""
    enter(driver)
    reveal(driver, held("terms", SPLIT, revealed=False))
    return driver


def test_first_every_ballot_then_the_middles_then_the_widest_on_top(revealed: Driver) -> None:
    asked = ["Capabilities", "Incentives", "Constructive relationships"]
    assert names(revealed) == asked
    assert agreements(revealed) == []
    assert "Every dot is one ballot" in revealed.words
    assert "median" not in revealed.words.lower()
    revealed.keys(Qt.Key.Key_Return)
    assert names(revealed) == asked
    assert agreements(revealed) == [Agreement.AGREED, Agreement.SPLIT, Agreement.AGREED]
    assert "What it does to SP" not in revealed.words
    revealed.keys(Qt.Key.Key_Return)
    assert names(revealed) == ["Incentives", "Capabilities", "Constructive relationships"]
    assert "You are split about incentives: talk about that one before scoring again." in (
        revealed.words
    )
    assert "What it does to SP" in revealed.words


def test_the_dots_do_not_move_when_the_middles_appear(revealed: Driver) -> None:
    def places() -> list[tuple[int, int, int]]:
        return [(p.x(), p.y(), p.width()) for p in shown(revealed.page, SpreadPlot)]

    before = places()
    revealed.click("Show the medians")
    assert places() == before


def test_only_the_dots_are_said_of_a_row_before_its_middle_is_shown(revealed: Driver) -> None:
    plot = shown(revealed.page, SpreadPlot)[0]
    assert plot.accessibleDescription() == "Ballots: 1 at 5, 4 at 6, 2 at 7."
    revealed.click("Show the medians")
    said = [p.accessibleDescription() for p in shown(revealed.page, SpreadPlot)]
    assert said[0].startswith("7 gave a number. Median 6; the middle half lies from 6 to 6.5")
    assert len(shown(revealed.page, SpreadAxis)) == 1


def test_the_reveal_is_one_step_of_undo_and_comes_back_with_redo(revealed: Driver) -> None:
    commands = revealed.window.commands
    commands.undo()
    revealed.settle()
    assert revealed.issue.ballot_rounds == ()
    assert "7 of 7 ballots are in" in revealed.words
    commands.redo()
    revealed.settle()
    assert len(revealed.issue.ballot_rounds[0].ballots) == 7


def test_what_it_does_to_sp_is_reckoned_and_a_split_is_called_what_it_is(driver: Driver) -> None:
    enter(driver, held("terms", SPLIT))
    driver.qtbot.waitUntil(lambda: "Ballot by ballot" in driver.words)
    assert "Your disagreement about incentives moves SP most" in driver.words
    assert "A split like this is itself a sign of a type 2 problem." in driver.words


def test_those_at_the_ends_are_invited_and_never_counted(driver: Driver) -> None:
    enter(driver, held("terms", SPLIT))
    assert "If your answer is among the lowest or the highest" in driver.words
    assert "You differ most about this: Incentives." in driver.words


def test_under_seven_people_the_word_is_called_a_hint_and_from_seven_not(driver: Driver) -> None:
    enter(driver, held("terms", SPLIT), held("terms", SPLIT[:6], "r2"))
    assert "With fewer than seven people" in driver.words
    driver.click("Open “The three terms, round 1”")
    assert "With fewer than seven people" not in driver.words


def test_the_order_of_the_sub_factors_is_told_with_its_limits(driver: Driver) -> None:
    rising = [[1 + place % 9 for place in range(18)] for _ in range(7)]
    enter(driver, held("factors", rising))
    assert "Kendall's W 1.00, 7 complete ballots" in driver.words
    assert "about their order, not about how high you rate" in driver.words


def test_the_second_round_asks_the_same_and_shows_the_first_as_its_ghost(driver: Driver) -> None:
    enter(driver, held("terms", SPLIT, group="Partners", roles=("GP",)))
    driver.click("Second round")
    box = driver.window.desk.box
    assert box.round is not None
    assert (box.round.questions, box.round.group, box.round.expected, box.round.roles) == (
        questions("terms"),
        "Partners",
        7,
        ("GP",),
    )
    assert box.count == 0
    box.put_in(*(ballot("terms", (6.0, 6.0, 6.0)) for _ in range(7)))
    driver.settle()
    driver.click("Reveal")
    driver.keys(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert "You agree about everything that was asked." in driver.words
    assert "the round before" in driver.words
    assert "and you have come closer together" in driver.words
    assert driver.button("Third round").isVisible()
    first, second = driver.issue.ballot_rounds
    assert len(first.ballots) == len(second.ballots) == 7


def test_keeping_makes_the_medians_the_scores(driver: Driver) -> None:
    enter(driver, held("terms", SPLIT))
    driver.click("Keep this round")
    scores = driver.issue.scores
    assert (scores.capabilities, scores.incentives, scores.relationships) == (6, 3, 5)
    assert driver.issue.rounds[-1].ballot_round == "r1"
    assert "the medians became the scores" in driver.words
    assert not driver.button("Keep this round").isEnabled()
    driver.click("See the performance")
    assert driver.window.desk.step is Step.PERFORMANCE


def test_a_round_in_which_nobody_answers_a_term_cannot_be_kept(driver: Driver) -> None:
    enter(driver, held("terms", [(5, None, 5), (6, None, 5)]))
    assert not driver.button("Keep this round").isEnabled()
    assert "A term has no answer yet" in driver.words
    assert "Nobody gave a number." in driver.words


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ([(6, 6, 6)] * 3, "You agree about everything that was asked."),
        (
            [(6, None, 6), (6, None, 6)],
            "You agree about capabilities and constructive relationships. "
            "Too few of you answered on incentives to compare.",
        ),
        (
            [(6, 5, None), (6, None, None)],
            "You agree about capabilities. Too few of you answered on incentives and "
            "constructive relationships to compare.",
        ),
        (
            [(6, 1, None), (6, 9, 5)],
            "You agree about capabilities. You are split about incentives: talk about that one "
            "before scoring again. Too few of you answered on constructive relationships to "
            "compare.",
        ),
        ([(6, 5, 4)], "There are too few answers to compare."),
    ],
)
def test_only_what_enough_people_answered_is_agreed_about(
    driver: Driver, answers: list[Ratings], sentence: str
) -> None:
    enter(driver, held("terms", answers))
    assert sentence in driver.words.split("\n")


def test_no_number_at_all_is_not_called_one_answer(driver: Driver) -> None:
    enter(driver, held("terms", [(None, None, None), (None, None, None)]))
    assert "Nobody gave a number, so there is nothing to compare." in driver.words
    assert "With one answer" not in driver.words


def test_one_answer_is_called_one(driver: Driver) -> None:
    enter(driver, held("terms", [(5, None, 4), (None, None, None)]))
    assert "With one answer there is nothing to compare." in driver.words


def test_of_the_triage_the_verdict_and_the_splits_are_told_and_taken_over(driver: Driver) -> None:
    place = questions("triage").index("agreed_definition")
    ratings = [[4.0] * 15 for _ in range(6)]
    for number, one in enumerate(ratings):
        one[place] = 0.0 if number < 3 else 4.0
    enter(driver, held("triage", ratings))
    assert "This is mostly a type 2 problem." in driver.words
    assert "That split is itself evidence of a type 2 problem." in driver.words
    assert "becomes “we can’t say”: “Rival definitions”." in driver.words
    driver.click("Take the room’s answers over")
    given = driver.issue.triage.ratings
    assert given["agreed_definition"] is None
    assert given["feedback_loops"] == 4
    assert "Taken over" in driver.words
    assert not driver.button("Take the room’s answers over").isEnabled()
    driver.click("See the triage")
    assert driver.window.desk.step is Step.TRIAGE


def test_deleted_ballots_leave_their_middles_and_no_dot(driver: Driver) -> None:
    enter(driver, held("terms", SPLIT))
    driver.click("Delete the ballots")
    assert driver.issue.ballot_rounds[0].ballots == ()
    assert "Round 1: the ballots are deleted" in driver.words
    assert names(driver)[0] == "Incentives"
    assert Agreement.SPLIT in agreements(driver)
    assert "one ballot" not in driver.words
    driver.window.commands.undo()
    driver.settle()
    assert "7 ballots, opened together" in driver.words


def test_the_day_of_deleting_is_set_and_taken_back(driver: Driver) -> None:
    enter(driver, held("terms", SPLIT))
    assert driver.issue.ballot_rounds[0].delete_on is None
    field = driver.page.reveal.bar._delete_on  # type: ignore[attr-defined]
    field._tick.setFocus()
    driver.keys(Qt.Key.Key_Space)
    assert driver.issue.ballot_rounds[0].delete_on is not None
    driver.keys(Qt.Key.Key_Space)
    assert driver.issue.ballot_rounds[0].delete_on is None


def test_the_table_says_all_numbers(driver: Driver) -> None:
    enter(driver, held("terms", [*SPLIT, (None, 2, 5)]))
    driver.click("Table")
    table = named(driver.page, "The round as a table", NumbersTable)
    model = table.model()
    rows = {
        model.headerData(row, Qt.Orientation.Vertical): [
            model.index(row, column).data() for column in range(model.columnCount())
        ]
        for row in range(model.rowCount())
    }
    assert rows["Capabilities"] == ["7", "1", "5", "6", "6", "6.5", "7", "Agreed", ""]
    assert rows["Incentives"][:2] == ["8", "0"]
    driver.click("Hide the table")
    assert shown(driver.page, NumbersTable) == []


def test_medians_by_role_are_of_five_numbers_or_more(driver: Driver) -> None:
    ballots = [ballot("terms", (6.0, 5.0, 5.0), "GP") for _ in range(5)]
    ballots += [ballot("terms", (2.0, None, 5.0), "Nurse") for _ in range(6)]
    enter(driver, held("terms", [], ballots=tuple(ballots), roles=("GP", "Nurse"), expected=11))
    driver.click("By role")
    table = named(driver.page, "Medians by role", NumbersTable)
    model = table.model()
    headings = [model.headerData(c, Qt.Orientation.Horizontal) for c in range(2)]
    assert headings == ["GP", "Nurse"]
    cells = {
        model.headerData(row, Qt.Orientation.Vertical): [model.index(row, c).data() for c in (0, 1)]
        for row in range(3)
    }
    assert cells["Capabilities"] == ["6", "2"]
    assert cells["Incentives"] == ["5", "under five"]


def test_without_roles_there_is_no_choice_by_role(driver: Driver) -> None:
    enter(driver, held("terms", SPLIT))
    assert "By role" not in [button.text() for button in shown(driver.page, Button)]


def test_how_people_follow_is_shown_as_a_pattern_without_a_dot(driver: Driver) -> None:
    ratings = [(4, 4), (4, 4), (1, 4), (1, 4), (1, 4), (4, 1), (2, 2)]
    enter(driver, held("followership", ratings))
    assert "Conformist" in driver.words
    counts = [w.text() for w in shown(driver.page, QLabel) if w.property("role") == "number"]
    assert counts == ["2", "1", "3", "0", "1"]
    assert all(not plot._row.values for plot in shown(driver.page, SpreadPlot))  # type: ignore[union-attr]
    assert "triage the issue, or its parts" in driver.words


def test_of_fewer_than_five_nothing_is_shown_but_the_reason(driver: Driver) -> None:
    enter(driver, held("followership", [(4, 4), (1, 4), (1, 1), (4, 1)]))
    assert "at least 5 people" in driver.words
    assert shown(driver.page, SpreadPlot) == []
    assert "Table" not in [button.text() for button in shown(driver.page, Button)]
    assert "Conformist" not in driver.words


def test_five_of_whom_one_cannot_say_are_too_few_for_a_pattern(driver: Driver) -> None:
    enter(driver, held("followership", [(4, 4), (1, 4), (1, 1), (4, 1), (4, None)]))
    assert "at least 5 people" in driver.words
    assert shown(driver.page, SpreadPlot) == []


def test_a_check_of_too_few_casts_no_shadow_on_the_next(driver: Driver) -> None:
    """The shadow of one ballot would be that person's own ratings."""
    one = held("followership", [(1, 2)], "few")
    five = held("followership", [(3, 3)] * 5, "many")
    enter(driver, one, five)
    rows = rows_of(driver.window.desk.workbook, driver.issue, five, guidance())
    assert rows.may_be_shown
    assert all(row.before is None for row in rows.asked)


def test_one_ballot_has_nothing_to_be_compared_with(driver: Driver) -> None:
    enter(driver, held("terms", [(5, 5, 5)]))
    assert "There are too few answers to compare." in driver.words
    assert "Round 1: one ballot" in driver.words


def test_another_issue_never_shows_the_round_of_the_one_before(driver: Driver) -> None:
    enter(driver, held("terms", SPLIT), held("terms", SPLIT[:4], "r2"))
    driver.click("Open “The three terms, round 1”")
    enter(driver, held("terms", SPLIT[:5]), held("terms", SPLIT[:3], "r2"))
    assert "Round 2: 3 ballots" in driver.words


def test_a_round_discarded_elsewhere_gives_way_to_the_last_one(driver: Driver) -> None:
    enter(driver, held("terms", SPLIT), held("terms", SPLIT[:4], "r2"))
    driver.window.desk.apply_to_issue("x", round_edits.discard_ballot_round, "r2")
    driver.settle()
    assert "Round 1: 7 ballots" in driver.words
    assert isinstance(driver.page.reveal, RevealView)  # type: ignore[attr-defined]
