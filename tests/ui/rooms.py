"""Rounds of ballots for the tests of the room's page, and a driver that stands there."""

from collections.abc import Sequence
from datetime import date

from spdesk.guidance.library import guidance
from spdesk.workbook import round_edits
from spdesk.workbook.derive import Step
from spdesk.workbook.round_questions import all_questions
from spdesk.workbook.rounds import Ballot, BallotAnswer, BallotRound, Subject
from tests.ui.driving import Driver

Ratings = Sequence[float | None]

SPLIT: list[Ratings] = [(6, 2, 5), (6, 2, 4), (7, 1, 5), (6, 3, 6), (5, 9, 5), (6, 9, 4), (7, 8, 5)]
"""Seven ballots on the three terms: agreed about capabilities, split about incentives."""


def questions(subject: Subject) -> tuple[str, ...]:
    return tuple(question.id for question in all_questions(subject, guidance()))


def ballot(subject: Subject, ratings: Ratings, role: str = "") -> Ballot:
    """A ballot that answers the first questions of a subject."""
    pairs = zip(questions(subject), ratings, strict=False)
    answers = tuple(BallotAnswer(question=one, rating=rating) for one, rating in pairs)
    return Ballot(answers=answers, role=role)


def held(
    subject: Subject, answers: Sequence[Ratings], round_id: str = "r1", **fields: object
) -> BallotRound:
    """A revealed round."""
    made = tuple(ballot(subject, ratings) for ratings in answers)
    known = {
        "id": round_id,
        "subject": subject,
        "questions": questions(subject),
        "held_on": date(2026, 11, 3),
        "expected": len(made) or None,
        "revealed": True,
        "ballots": made,
    }
    return BallotRound.made(**{**known, **fields})


def enter(driver: Driver, *rounds: BallotRound) -> None:
    """A new issue with these rounds, looked at on the page of the room."""
    driver.start_issue()
    for one in rounds:
        driver.window.desk.apply_to_issue("hold", round_edits.keep_ballot_round, one)
    driver.window.desk.look_at(driver.issue.id, Step.ROOM)
    driver.settle()


_LONG = "Everybody who was in on Tuesday afternoon after the surgery had closed, and who stayed on"


def _set_up(driver: Driver) -> None:
    """Everything that setup can show at once."""
    enter(
        driver,
        held("factors", [(5,) * 18] * 7, group=_LONG),
        held("terms", [], "r2", revealed=False),
    )
    driver.click("All rounds, or ask something else")
    setup = driver.page.setup  # type: ignore[attr-defined]
    setup._choose_subject("factors")
    setup._part.setChecked(True)
    setup._picker._toggle.click()
    driver.settle()


def _collecting(driver: Driver) -> None:
    enter(driver)
    one = held("terms", SPLIT[:2], group=_LONG, revealed=False, expected=40)
    driver.window.desk.box.open(driver.issue.id, one)
    driver.settle()
    driver.click("Empty the box")


def _box_elsewhere(driver: Driver) -> None:
    _collecting(driver)
    enter(driver)


def _dots(driver: Driver) -> None:
    _collecting(driver)
    driver.click("Reveal now with 2")


def _ended(driver: Driver) -> None:
    """A second round of all sub-factors with its table, a note, and a reminder."""
    rated = [tuple(1 + (place * 5 + number) % 9 for place in range(18)) for number in range(9)]
    enter(
        driver,
        held("factors", rated, group=_LONG),
        held("factors", rated[:7], "r2", group=_LONG, delete_on=date(2026, 1, 1)),
        held("factors", rated, "r3"),
    )
    driver.click(f"Open “The sub-factors, {_LONG}, round 2”")
    text = "Ring 01632 960 960. " * 12
    driver.window.desk.apply_to_issue("n", round_edits.add_minority_note, "n1", text, _LONG)
    driver.click("Table")
    driver.qtbot.waitUntil(lambda: "Ballot by ballot" in driver.words)


def _triage(driver: Driver) -> None:
    rated = [tuple((place + number * number) % 5 for place in range(15)) for number in range(6)]
    enter(driver, held("triage", rated))


def _compared(driver: Driver) -> None:
    rated = [tuple((place + number) % 5 for place in range(15)) for number in range(6)]
    enter(driver, held("triage", rated, "a", group=_LONG), held("triage", rated[:5], "b"))
    driver.click(f"Compare {_LONG} with the whole room")


def _followers(driver: Driver) -> None:
    enter(driver, held("followership", [(4, 4), (1, 4), (1, 1), (4, 1), (2, 2)]))


def _too_few(driver: Driver) -> None:
    enter(driver, held("followership", [(4, 4)]))


PLACES = {
    "room set up": _set_up,
    "room collecting": _collecting,
    "room votes elsewhere": _box_elsewhere,
    "room sees dots": _dots,
    "room has revealed": _ended,
    "room has triaged": _triage,
    "room compares groups": _compared,
    "room follows": _followers,
    "room is too small to follow": _too_few,
}
"""The states of the room's page, for the tests that walk every place."""
