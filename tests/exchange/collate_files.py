"""Folders of workbooks to collate: small ones, each full of what somebody typed."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from spdesk.core.performance import Lever
from spdesk.guidance.library import guidance
from spdesk.workbook.format import to_text
from spdesk.workbook.model import Answer, Issue, Overrule, Triage, Workbook
from spdesk.workbook.plan import Action, Decision, Plan, Probe, Rejected, Trigger
from spdesk.workbook.rounds import Ballot, BallotAnswer, BallotRound, MinorityNote

MARK = "zzmark"
"""Begins every text, name, id and file name of these workbooks, and nothing else."""

DAY = date(2026, 11, 2)
LEVERS = tuple(lever.value for lever in Lever)


def triage_of(number: int) -> Triage:
    """Answers that lean another way from number to number."""
    criteria = guidance().rules.criteria
    rating = number % 5
    answers = tuple(Answer(criterion=criterion.id, rating=rating) for criterion in criteria)
    return Triage(crisis_gate=4 if number % 11 == 10 else 0, answers=answers[: 4 + number % 14])


def round_of(number: int, people: int, **changes: object) -> BallotRound:
    """A revealed round in which so many people rated the three terms."""
    ballots = tuple(
        Ballot(
            answers=tuple(
                BallotAnswer(question=lever, rating=float(1 + (number + voter + place) % 10))
                for place, lever in enumerate(LEVERS)
            )
        )
        for voter in range(people)
    )
    fields: dict[str, object] = {
        "id": f"{MARK}-round-{number}",
        "subject": "terms",
        "questions": LEVERS,
        "held_on": date(2026, 3, 2) + timedelta(days=number % 300),
        "revealed": True,
        "ballots": ballots,
    }
    return BallotRound.made(**(fields | changes))


def plan_of(number: int) -> Plan:
    """Two actions, a probe, a trigger and a decision."""
    due = DAY - timedelta(days=10 + number % 50)
    return Plan(
        actions=(
            Action(id=f"{MARK}-1", solution=f"{MARK} lines", owner=f"{MARK} Ann", due=due),
            Action(
                id=f"{MARK}-2",
                problem=f"{MARK} why",
                solution=f"{MARK} desk",
                measure=f"{MARK} calls",
                due=due,
                done_on=due + timedelta(days=15),
                from_move=f"{MARK} move",
            ),
        ),
        probes=(
            Probe(
                id=f"{MARK}-3",
                attempt=f"{MARK} try",
                belief=f"{MARK} belief",
                works=f"{MARK} works",
                partners=f"{MARK} patients",
                review_on=DAY + timedelta(days=20),
            ),
        ),
        triggers=(Trigger(id=f"{MARK}-4", text=f"{MARK} if", happened=True),),
        decision=Decision(
            decided_on=DAY,
            text=f"{MARK} decided",
            rejected=(Rejected(approach=f"{MARK}-approach", reason=f"{MARK} no"),),
        ),
    )


def issue_of(number: int, **changes: object) -> Issue:
    """An issue in which every text is marked."""
    fields: dict[str, object] = {
        "id": f"{MARK}-issue-{number}",
        "title": f"{MARK} =1+1 title {number}",
        "description": f"{MARK} description, {number}",
        "owner": f"{MARK} Dr Owner",
        "plan": f"{MARK}-plan",
        "plan_note": f"{MARK} note",
        "triage": triage_of(number),
        "overrule": Overrule(verdict="mixed", reason=f"{MARK} reason") if number % 7 == 3 else None,
        "approach": ("management", None, f"{MARK}-approach", "adaptive")[number % 4],
        "ballot_rounds": (round_of(number, 3 + number % 6, group=f"{MARK} group"),),
        "minority_notes": (
            MinorityNote(id=f"{MARK}-note", text=f"{MARK} dissent", signed=f"{MARK} Bob"),
        ),
        "agreed": plan_of(number),
        "review_on": DAY if number % 2 else None,
        "accepted": (f"{MARK} accepted",),
    }
    return Issue.made(**(fields | changes))


def texts() -> Iterator[str]:
    """The texts of workbooks with two issues each; no two are alike, and there is no end."""
    number = 0
    made = [to_text(Workbook(issues=(issue_of(n), issue_of(n + 1)))) for n in range(24)]
    while True:
        yield made[number % 24].replace("description,", f"description {number},")
        number += 1


def fill(folder: Path, count: int) -> Path:
    """Make a folder with so many workbooks, some of them in folders of their own."""
    for number, text in zip(range(count), texts(), strict=False):
        place = folder / f"{MARK}-practice-{number % 3}" if number % 10 == 0 else folder
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{MARK}-{number}.spdesk").write_text(text, encoding="utf-8")
    return folder
