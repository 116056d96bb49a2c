"""What the program itself makes of the examples in the help: the numbers that must stand there."""

import math
from collections.abc import Callable
from datetime import date

from spdesk.core.flips import firmness, smallest_flip
from spdesk.core.performance import DEFAULT_SCALE, Lever, Performance
from spdesk.core.rounds import TRIAGE_SCALE, Concordance, RatingScale, Spread, kendalls_w, spread_of
from spdesk.core.route import Effort, cheapest_route
from spdesk.core.terms import Terms
from spdesk.core.triage import Answers
from spdesk.core.uncertainty import RoomPerformance, room_performance
from spdesk.core.wizard import should_offer_to_stop
from spdesk.guidance.library import guidance
from spdesk.guidance.locate import example_folder
from spdesk.workbook.derive import answers_of
from spdesk.workbook.model import Workbook
from spdesk.workbook.plan import Review
from spdesk.workbook.plan_values import Movement, movement
from spdesk.workbook.scores import Scores
from spdesk.workbook.store import read_workbook

C, I, CR = Lever.CAPABILITIES, Lever.INCENTIVES, Lever.RELATIONSHIPS  # noqa: E741  the law's names
RULES = guidance().rules
START = Performance(6, 5, 4.5)
ROOM = ((4, 5, 2), (5, 5, 3), (6, 5, 4), (6, 6, 4), (7, 6, 5), (7, 4, 6), (8, 7, 8))
MISSED = read_workbook(example_folder() / "missed-appointments.spdesk").issues[0]

Said = Callable[[], list[str]]
"""Makes the pieces of text that an example must hold."""


def plain(number: float, places: int) -> str:
    """A number as the help writes it: rounded, without needless noughts, with a true minus."""
    return f"{number:.{places}f}".rstrip("0").rstrip(".").replace("-", "−")


def spread(answers: str, scale: RatingScale = TRIAGE_SCALE) -> Spread:
    found = spread_of([float(answer) for answer in answers.split()], scale)
    assert found is not None
    return found


def needed(lever: Lever, target: float, places: int = 2) -> str:
    score = START.needed(lever, target)
    assert score is not None
    return plain(score, places)


def routes() -> list[str]:
    said = []
    for effort in (Effort(), Effort(relationships=5)):
        route = cheapest_route(START, 60, effort)
        assert route is not None
        names = {C: "C", I: "I", CR: "CR"}
        moves = " and ".join(f"{names[lever]} to {end:g}" for lever, end in route.moves)
        said.append(f"{moves}, at an effort of {route.cost:g}")
    return said


def room() -> RoomPerformance:
    found = room_performance([Terms(*map(float, ballot)) for ballot in ROOM], DEFAULT_SCALE)
    assert found is not None
    return found


def kendall() -> Concordance:
    found = kendalls_w([[1, 2, 3, 4], [2, 1, 3, 4], [1, 3, 2, 4]])
    assert found is not None
    return found


def flip() -> list[str]:
    found = smallest_flip(RULES, answers_of(MISSED))
    assert found is not None
    assert {c.criterion_id: (c.before, c.after) for c in found.changes} == {
        "action_result_link": (3, 1),
        "behaviour_change": (4, 0),
    }
    assert firmness(found) == "fairly_firm"
    return ["from 3 to 1", "from 4 to 0"]


def agreements() -> list[str]:
    rows = ("3 3 4 4 3 2 4", "0 0 1 1 2 4 4 4 3")
    return [f"{row} is {spread(row).agreement}" for row in rows]


def points(criterion: str, rating: int) -> str:
    return plain(RULES.criterion(criterion).evidence[rating], 2)


def first_offer() -> str:
    """After how many of its answers, in the order in which they were given, stopping is offered."""
    given = list(MISSED.triage.ratings.items())
    for count in range(len(given) + 1):
        if should_offer_to_stop(RULES, Answers(0, dict(given[:count]))):
            return f"after {(['nought', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'])[count]}"
    raise AssertionError("it is never offered")


def moved() -> list[str]:
    """What the review says of the two likely ranges of today, after 20 to 40 last time."""
    before = _review(20, 40)
    assert movement(before, _review(35, 70), Workbook()) is Movement.WITHIN
    assert movement(before, _review(50, 70), Workbook()) is Movement.HIGHER
    return [
        "20 to 40 last time and 35 to 70 today: not moved",
        "50 to 70 today: higher",
    ]


def _review(low: float, high: float) -> Review:
    return Review.made(
        id="r",
        held_on=date(2026, 1, 12),
        verdict="type_2",
        scores=Scores(capabilities=6, incentives=5, relationships=4.5),
        likely_low=math.log(low),
        likely_high=math.log(high),
    )
