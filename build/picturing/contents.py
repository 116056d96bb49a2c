"""What is on the desk: nothing yet, an example, or more than anybody should ever write.

Everything is made through the edits that the program itself uses, so that no picture shows what
the program could not hold.
"""

from datetime import date, timedelta
from functools import cache

from spdesk.core.performance import Lever
from spdesk.guidance.library import guidance
from spdesk.guidance.locate import example_folder
from spdesk.workbook import edits, plan_edits, round_edits
from spdesk.workbook.model import Issue, Round, Workbook
from spdesk.workbook.plan import Action, Plan, Probe, Review, Trigger
from spdesk.workbook.round_questions import all_questions
from spdesk.workbook.rounds import Ballot, BallotAnswer, BallotRound, Subject
from spdesk.workbook.scores import Scores
from spdesk.workbook.store import SUFFIX, read_workbook

LONG_WORD = "appointmentremindertelephonecallbackwaitinglistcoordinationresponsibilityquestion"[:80]
_SENTENCE = "A title that somebody pasted from a letter, about people who keep missing one appointment after another, "
LONG_TITLE = f"{_SENTENCE * 2}{LONG_WORD} "[:300].ljust(300, "m")
LONG_TEXT = (
    "Every practice in the group has tried something, and each of them is sure that its own way "
    "works best, while nobody has looked at what became of it a year later. " * 4
).strip()
LONG_LINE = (
    "the practice manager, both senior partners, and the lead nurse of the second site " * 3
).strip()

LONG_NAME = LONG_LINE[:120]
"""As long as the name of a group can be typed."""

BARE, TIES, UNANSWERED = "bare", "ties", "unanswered"
"""The issues of the made workbooks."""

PEOPLE, ACTIONS, REVIEWS, MANY = 40, 30, 10, 1_000
DAY = date(2025, 3, 3)


def bare() -> Workbook:
    """One issue that has just been begun."""
    return edits.add_issue(Workbook(), BARE, "New issue")


def example(name: str) -> Workbook:
    """One of the examples. Raises WorkbookFileError when there is none of this name."""
    return read_workbook(example_folder() / f"{name}{SUFFIX}")


@cache
def extreme() -> Workbook:
    """A thousand issues; the first has everything at its longest, with ties everywhere."""
    workbook = edits.add_issue(Workbook(), TIES, LONG_TITLE)
    workbook = edits.describe_issue(workbook, TIES, "description", LONG_TEXT * 3)
    workbook = edits.describe_issue(workbook, TIES, "owner", LONG_LINE)
    workbook = edits.describe_issue(workbook, TIES, "plan_note", LONG_TEXT)
    workbook = answered(workbook, TIES, 2)
    workbook = edits.score(workbook, TIES, dict.fromkeys(Lever, 5.5))
    workbook = edits.set_target(workbook, TIES, 2_000_000.0)
    workbook = edits.overrule(workbook, TIES, "mixed", LONG_TEXT)
    for number in range(REVIEWS):
        workbook = round_edits.add_minority_note(
            workbook, TIES, f"note-{number}", LONG_TEXT, LONG_LINE
        )
    for subject in ("followership", "triage", "factors"):
        held = voted(subject, PEOPLE)
        workbook = round_edits.keep_ballot_round(workbook, TIES, held)
    workbook = edits.with_issue(workbook, TIES, rounds=_kept_rounds(), agreed=_plan())
    workbook = plan_edits.decide(workbook, TIES, DAY, LONG_TEXT)
    for choice in guidance().approach.approaches:
        workbook = plan_edits.reject_approach(workbook, TIES, choice.id, LONG_TEXT, DAY)
    parts = ((f"part-{n}", f"{LONG_TITLE[:280]} {n}") for n in range(3))
    workbook = edits.split_issue(workbook, TIES, tuple(parts))
    workbook = edits.add_issue(workbook, UNANSWERED, LONG_WORD)
    workbook = answered(workbook, UNANSWERED, None)
    fill = (
        Issue(id=f"issue-{number}", title=f"Issue {number}: {LONG_TITLE[: 20 + number % 280]}")
        for number in range(MANY - len(workbook.issues))
    )
    return edits.changed(workbook, issues=(*workbook.issues, *fill))


def answered(workbook: Workbook, issue_id: str, rating: int | None) -> Workbook:
    """The whole triage with one answer throughout; None is "can't say"."""
    workbook = edits.answer_gate(workbook, issue_id, 0)
    for criterion in guidance().rules.criteria:
        workbook = edits.answer(workbook, issue_id, criterion.id, rating)
    return workbook


def asked(subject: Subject, round_id: str, **fields: object) -> BallotRound:
    """A round without ballots that asks everything about a subject."""
    questions = tuple(question.id for question in all_questions(subject, guidance()))
    known = {"id": round_id, "subject": subject, "questions": questions, "held_on": DAY}
    return BallotRound.made(**{**known, **fields})


def ballots(subject: Subject, people: int) -> tuple[Ballot, ...]:
    """So many ballots that differ: the first question is agreed, the last one split."""
    questions = [question.id for question in all_questions(subject, guidance())]
    most = 9 if subject in ("terms", "factors") else 4
    return tuple(
        Ballot(
            answers=tuple(
                BallotAnswer(question=one, rating=(place * person) % (most + 1) or 1)
                for place, one in enumerate(questions)
            )
        )
        for person in range(people)
    )


def voted(subject: Subject, people: int, **fields: object) -> BallotRound:
    """A revealed round of a group with a long name."""
    known: dict[str, object] = {"group": LONG_NAME, "expected": people, "revealed": True}
    made = {**known, "ballots": ballots(subject, people), **fields}
    return asked(subject, f"{subject}-round", **made)


def _kept_rounds() -> tuple[Round, ...]:
    scores = Scores(capabilities=5.5, incentives=5.5, relationships=5.5)
    return tuple(
        Round(id=f"kept-{number}", kept_on=DAY + timedelta(number), scores=scores)
        for number in range(REVIEWS)
    )


def _plan() -> Plan:
    actions = tuple(
        Action(
            id=f"action-{number}",
            problem=LONG_TEXT,
            solution=f"{number + 1}. {LONG_TEXT}",
            owner=LONG_LINE,
            due=DAY + timedelta(number),
            measure=LONG_TEXT,
        )
        for number in range(ACTIONS)
    )
    probe = Probe(
        id="probe",
        belief=LONG_TEXT,
        attempt=LONG_TEXT,
        where=LONG_TEXT,
        works=LONG_TEXT,
        harms=LONG_TEXT,
        amplify=LONG_TEXT,
        dampen=LONG_TEXT,
        partners=LONG_LINE,
        owner=LONG_LINE,
        review_on=DAY,
    )
    probes = tuple(probe.replaced(id=f"probe-{number}") for number in range(REVIEWS))
    triggers = tuple(Trigger(id=f"trigger-{number}", text=LONG_TEXT) for number in range(REVIEWS))
    reviews = tuple(
        Review(
            id=f"review-{number}",
            held_on=DAY + timedelta(30 * number),
            verdict="mixed",
            type_2=0.5,
            type_2_low=0.2,
            type_2_high=0.8,
            scores=Scores(capabilities=5.5, incentives=1 + number * 0.8, relationships=5.5),
            note=LONG_TEXT,
        )
        for number in range(REVIEWS)
    )
    return Plan(actions=actions, probes=probes, triggers=triggers, reviews=reviews)
