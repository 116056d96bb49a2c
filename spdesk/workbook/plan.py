"""The plan of an issue: actions, probes, what would switch the approach, the decision, reviews.

A type 1 problem gets actions: solve it, done. A type 2 problem gets probes: small tries that can be
taken back, several side by side. A problem that was split may have both.
"""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from spdesk.workbook.part import Id, Line, Passage, Series, WorkbookPart, check_unique
from spdesk.workbook.scores import Scores

Told = Annotated[Passage, StringConstraints(strip_whitespace=True, min_length=1)]
"""A passage that says something."""

Outcome = Literal["kept", "changed", "dropped"]

VerdictName = Literal["type_1", "type_2", "mixed", "crisis", "insufficient"]


class Action(WorkbookPart):
    """One thing that somebody does about a type 1 problem.

    `measure`: how one sees that it worked. `done_on` is None while it is open. `from_move`: the
    first move of the approach page that it came from, as its text was.
    """

    id: Id
    problem: Passage = ""
    solution: Told
    owner: Line = ""
    due: date | None = None
    measure: Passage = ""
    done_on: date | None = None
    from_move: Passage = ""


class Probe(WorkbookPart):
    """One small try at a type 2 problem, safe to fail and reversible.

    `belief`: what we believe. `attempt`: what we try. `where`: where, and how small. `works` and
    `harms`: what we would see. `amplify` and `dampen`: what we do then. `partners`: who designs it
    with us. `outcome` is None until a review says what became of it; `learned` is what it taught.
    """

    id: Id
    belief: Passage = ""
    attempt: Told
    where: Passage = ""
    works: Passage = ""
    harms: Passage = ""
    amplify: Passage = ""
    dampen: Passage = ""
    partners: Line = ""
    owner: Line = ""
    review_on: date | None = None
    outcome: Outcome | None = None
    learned: Passage = ""
    from_move: Passage = ""


class Trigger(WorkbookPart):
    """Something that, if it happens, means: triage again. `happened` is said at a review."""

    id: Id
    text: Told
    happened: bool = False


class Rejected(WorkbookPart):
    """An approach that the group weighed and did not take, and why."""

    approach: Id
    reason: Passage = ""


class Decision(WorkbookPart):
    """What the group decided, on which day, and what it turned down."""

    decided_on: date
    text: Passage = ""
    rejected: Series[Rejected] = ()

    @model_validator(mode="after")
    def _check(self) -> Self:
        check_unique("rejected", [one.approach for one in self.rejected])
        return self


class Review(WorkbookPart):
    """How the issue stood when it was looked at: a picture for the next time.

    These things follow from answers and scores that will have changed by then, so they are kept as
    they were. `type_2` is the reading from 0 to 1 with its range. `likely_low` and `likely_high`
    are the ends of ln SP's likely range, from the ballots of `ballot_round`.
    """

    id: Id
    held_on: date
    verdict: VerdictName
    type_2: Annotated[float, Field(ge=0, le=1)] | None = None
    type_2_low: Annotated[float, Field(ge=0, le=1)] | None = None
    type_2_high: Annotated[float, Field(ge=0, le=1)] | None = None
    scores: Scores = Scores()
    ballot_round: Id | None = None
    likely_low: float | None = None
    likely_high: float | None = None
    note: Passage = ""


class Plan(WorkbookPart):
    """Everything that was agreed about an issue, and what came of it."""

    actions: Series[Action] = ()
    probes: Series[Probe] = ()
    triggers: Series[Trigger] = ()
    decision: Decision | None = None
    reviews: Series[Review] = ()

    @model_validator(mode="after")
    def _check(self) -> Self:
        check_unique("actions", [action.id for action in self.actions])
        check_unique("probes", [probe.id for probe in self.probes])
        check_unique("triggers", [trigger.id for trigger in self.triggers])
        check_unique("reviews", [review.id for review in self.reviews])
        return self

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been planned, decided or reviewed."""
        return not any((self.actions, self.probes, self.triggers, self.decision, self.reviews))
