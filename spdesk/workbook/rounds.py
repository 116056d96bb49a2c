"""Rounds of ballots, and dissent: what a room of people said, as it is kept in the document.

A ballot holds neither a name nor a time, and the ballots of a round are always stored sorted by
what they say, so that a file never gives away in which order they came.
"""

from collections import Counter
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from spdesk.core.ballot_box import roles_to_keep
from spdesk.core.rounds import TRIAGE_SCALE
from spdesk.core.translation import translate
from spdesk.workbook.part import Id, Line, Passage, Series, WorkbookPart, check_unique

Subject = Literal["terms", "factors", "triage", "followership"]
"""What a round asks: the three terms of SP, their sub-factors, the criteria of the triage, or how
each person follows on this issue."""

ON_THE_SCALE: frozenset[Subject] = frozenset({"terms", "factors"})
"""The subjects whose ratings lie on the workbook's scale; the others are whole, from 0 to 4."""

MOST_PEOPLE = 5_000
"""People in one round. A hundred times a large meeting; bounds what a damaged file can cost."""

AgreementName = Literal["agreed", "mixed", "split", "too_few"]


class BallotAnswer(WorkbookPart):
    """One answer on a ballot; a rating of None is "can't say". A question left out has none."""

    question: Id
    rating: float | None


def _by_question(answers: tuple[BallotAnswer, ...]) -> tuple[BallotAnswer, ...]:
    return tuple(sorted(answers, key=lambda answer: answer.question))


class Ballot(WorkbookPart):
    """What one person said. `role` is "" unless the round keeps roles that unmask nobody."""

    answers: Annotated[Series[BallotAnswer], AfterValidator(_by_question)] = ()
    role: Line = ""

    @model_validator(mode="after")
    def _check(self) -> Self:
        check_unique("answers", [answer.question for answer in self.answers])
        return self

    @property
    def ratings(self) -> dict[str, float | None]:
        """The ratings by question."""
        return {answer.question: answer.rating for answer in self.answers}


def sort_key(ballot: Ballot) -> tuple[object, ...]:
    """What a ballot is sorted by: nothing but what it says."""
    ratings = [(a.question, -1.0 if a.rating is None else a.rating) for a in ballot.answers]
    return ballot.role, ratings


def in_no_order(ballots: tuple[Ballot, ...]) -> tuple[Ballot, ...]:
    """The ballots sorted by what they say: the same whatever order they came in."""
    return tuple(sorted(ballots, key=sort_key))


SP_QUESTION = "sp"
"""Under this id a summary holds ln SP, ballot by ballot."""


class ItemSummary(WorkbookPart):
    """What stays of the ballots on one question when they are deleted.

    `n` counts numbers, not people.
    """

    question: Id
    n: Annotated[int, Field(ge=1, le=MOST_PEOPLE)]
    median: float
    q1: float
    q3: float
    agreement: AgreementName

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self.q1 <= self.median <= self.q3:
            raise ValueError(translate("workbook", "a median lies between its quartiles"))
        return self


class BallotRound(WorkbookPart):
    """One round of ballots on an issue.

    `group`: which group voted, when a part of the room votes by itself. `joint`: one ballot that a
    group filled in together. `term_rule`: how the sub-factors of a ballot make a term. `expected`:
    how many people are in the room. `roles`: what people could call themselves on their ballot.
    `revealed`: False for one that was put away before everyone saw it. `delete_on`: the day from
    which the group wants to be reminded to delete the ballots. `summaries`: what was kept when
    they were.
    """

    id: Id
    subject: Subject
    questions: Annotated[Series[Id], Field(min_length=1)]
    held_on: date
    group: Line = ""
    joint: bool = False
    term_rule: Literal["median", "mean", "lowest"] = "median"
    expected: Annotated[int, Field(ge=1, le=MOST_PEOPLE)] | None = None
    roles: Series[Line] = ()
    revealed: bool = False
    ballots: Annotated[Series[Ballot], AfterValidator(in_no_order)] = ()
    delete_on: date | None = None
    summaries: Series[ItemSummary] = ()

    @model_validator(mode="after")
    def _check(self) -> Self:
        check_unique("questions", list(self.questions))
        check_unique("roles", list(self.roles))
        check_unique("summaries", [summary.question for summary in self.summaries])
        if len(self.ballots) > MOST_PEOPLE:
            raise ValueError(
                translate("workbook", "a round holds at most {most_people} ballots").format(
                    most_people=f"{MOST_PEOPLE:,}"
                )
            )
        if self.summaries and self.ballots:
            raise ValueError(
                translate("workbook", "a round holds its ballots or their summaries, not both")
            )
        if self.joint and len(self.ballots) > 1:
            raise ValueError(translate("workbook", "a group that answers together has one ballot"))
        if not {summary.question for summary in self.summaries} <= {*self.questions, SP_QUESTION}:
            raise ValueError(
                translate("workbook", "a summary tells of a question that the round did not ask")
            )
        self._check_roles()
        self._check_answers()
        return self

    def _check_roles(self) -> None:
        roles = [ballot.role for ballot in self.ballots]
        kept = {role for role in roles if role}
        if not kept <= set(self.roles):
            raise ValueError(
                translate("workbook", "a ballot has a role that the round did not offer")
            )
        if not kept <= roles_to_keep(roles):
            raise ValueError(
                translate("workbook", "a role on fewer than five ballots could unmask somebody")
            )

    def _check_answers(self) -> None:
        asked = set(self.questions)
        for ballot in self.ballots:
            for answer in ballot.answers:
                if answer.question not in asked:
                    raise ValueError(
                        translate(
                            "workbook", "a ballot answers a question that the round did not ask"
                        )
                    )
                whole = answer.rating is None or answer.rating in TRIAGE_SCALE.values
                if self.subject not in ON_THE_SCALE and not whole:
                    raise ValueError(
                        translate(
                            "workbook", "a rating of this round is a whole number from 0 to 4"
                        )
                    )

    def with_safe_roles(self, ballots: tuple[Ballot, ...]) -> Self:
        """The round with these ballots; roles that could unmask somebody are taken off them."""
        counted = Counter(ballot.role for ballot in ballots)
        keep = roles_to_keep(list(counted.elements()))
        safe = (b if b.role in keep else b.replaced(role="") for b in ballots)
        return self.replaced(ballots=tuple(safe))


class MinorityNote(WorkbookPart):
    """What those say who do not agree with the decision. `signed` is "" when they do not sign."""

    id: Id
    text: Annotated[Passage, StringConstraints(strip_whitespace=True, min_length=1)]
    signed: Line = ""
