"""The document: one frozen value that holds everything a group has typed or set.

Derived things (readings, SP, approaches) are never stored. Tuples instead of lists; the order of
things is part of the state. A missing answer, "we can't say" and 0 are three different things.
"""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    NaiveDatetime,
    StringConstraints,
    model_validator,
)

from spdesk.core.performance import Lever, Performance, Scale
from spdesk.core.route import Effort
from spdesk.guidance.resource import require_unique

FORMAT: Literal["spdesk"] = "spdesk"
VERSION: Literal["1.0"] = "1.0"

LONGEST_PASSAGE = 20_000
"""Characters in the longest free text."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")]
Line = Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\r\n]*$")]
Passage = Annotated[str, StringConstraints(max_length=LONGEST_PASSAGE)]
Rating = Annotated[int, Field(ge=0, le=4, strict=True)]
OverruledVerdict = Literal["type_1", "type_2", "mixed"]


class WorkbookPart(BaseModel):
    """A frozen part of the document; unknown fields are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    def replaced(self, **changes: object) -> Self:
        """A copy with some fields changed, validated (`model_copy` would not validate).

        Raises pydantic's ValidationError when a changed field breaks a rule of the model.
        """
        return type(self).model_validate({**dict(self), **changes})


class Answer(WorkbookPart):
    """An answer to one criterion; a rating of None is "we can't say"."""

    criterion: Id
    rating: Rating | None


class CheckNote(WorkbookPart):
    """What the group answered to one of the three checks before it called a crisis."""

    check: Id
    note: Passage


class Triage(WorkbookPart):
    """The answers to the crisis gate and the criteria, in the order in which they were given.

    `stopped`: the group chose to see the verdict before every question was asked. `review_at`:
    when, in local time, a crisis is looked at again.
    """

    crisis_gate: Rating | None = None
    crisis_checks: tuple[CheckNote, ...] = ()
    review_at: NaiveDatetime | None = None
    answers: tuple[Answer, ...] = ()
    stopped: bool = False

    @model_validator(mode="after")
    def _check(self) -> Self:
        require_unique("answers", [answer.criterion for answer in self.answers])
        require_unique("crisis_checks", [note.check for note in self.crisis_checks])
        return self

    @property
    def ratings(self) -> dict[str, int | None]:
        """The answers by criterion, in the order in which they were given."""
        return {answer.criterion: answer.rating for answer in self.answers}


class Overrule(WorkbookPart):
    """The group's own verdict beside the computed one, and why. Both stay on record."""

    verdict: OverruledVerdict
    reason: Annotated[Passage, StringConstraints(strip_whitespace=True, min_length=1)]


class Scores(WorkbookPart):
    """The three scores of SP; one that is None has not been scored."""

    capabilities: float | None = None
    incentives: float | None = None
    relationships: float | None = None

    def of(self, lever: Lever) -> float | None:
        """The score of one lever, or None."""
        value: float | None = getattr(self, lever.value)
        return value

    @property
    def complete(self) -> bool:
        """Whether all three levers are scored."""
        return all(self.of(lever) is not None for lever in Lever)

    def performance(self, scale: Scale) -> Performance | None:
        """SP for these scores, or None while one is missing."""
        if self.capabilities is None or self.incentives is None or self.relationships is None:
            return None
        return Performance(self.capabilities, self.incentives, self.relationships, scale)


class Round(WorkbookPart):
    """Scores that the group kept, with the day on which it kept them."""

    id: Id
    kept_on: date
    scores: Scores

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self.scores.complete:
            raise ValueError("a round holds all three scores")
        return self


class Issue(WorkbookPart):
    """One issue with everything said about it.

    `plan`: the id of what people had in mind to do. `approach`: the id of the leadership approach
    that the group settled on. `part_of`: the id of the issue that this one was split from.
    """

    id: Id
    title: Annotated[Line, StringConstraints(strip_whitespace=True, min_length=1)]
    description: Passage = ""
    owner: Line = ""
    part_of: Id | None = None
    plan: Id | None = None
    plan_note: Passage = ""
    triage: Triage = Triage()
    overrule: Overrule | None = None
    approach: Id | None = None
    scores: Scores = Scores()
    target: float | None = Field(default=None, ge=1)
    effort: Effort = Effort()
    rounds: tuple[Round, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> Self:
        require_unique("rounds", [kept.id for kept in self.rounds])
        return self


class Workbook(WorkbookPart):
    """A whole file: the scale on which its scores mean something, and its issues."""

    format: Literal["spdesk"] = FORMAT
    version: Literal["1.0"] = VERSION
    scale: Scale = Scale()
    issues: tuple[Issue, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> Self:
        require_unique("issues", [issue.id for issue in self.issues])
        self._check_parts()
        for issue in self.issues:
            for scores in (issue.scores, *(kept.scores for kept in issue.rounds)):
                self._check_scores(issue, scores)
        return self

    def issue(self, issue_id: str) -> Issue | None:
        """The issue with this id, or None."""
        return next((issue for issue in self.issues if issue.id == issue_id), None)

    def parts_of(self, issue_id: str) -> tuple[Issue, ...]:
        """The issues that an issue was split into."""
        return tuple(issue for issue in self.issues if issue.part_of == issue_id)

    def _check_scores(self, issue: Issue, scores: Scores) -> None:
        for lever in Lever:
            score = scores.of(lever)
            if score is not None and not self.scale.low <= score <= self.scale.high:
                raise ValueError(
                    f'the issue "{issue.title}" has {lever.value} {score:g}, which is not on the '
                    f"scale from {self.scale.low:g} to {self.scale.high:g}"
                )

    def _check_parts(self) -> None:
        wholes = {issue.id: issue.part_of for issue in self.issues}
        for issue in self.issues:
            seen = {issue.id}
            whole = issue.part_of
            while whole is not None:
                if whole in seen or whole not in wholes:
                    raise ValueError(
                        f'the issue "{issue.title}" is part of an issue that does not exist '
                        "or of itself"
                    )
                seen.add(whole)
                whole = wholes[whole]
