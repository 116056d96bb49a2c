"""The document: one frozen value that holds everything a group has typed or set.

Derived things (readings, SP, approaches) are never stored. Tuples instead of lists; the order of
things is part of the state. A missing answer, "we can't say" and 0 are three different things.
"""

from datetime import date
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import (
    ConfigDict,
    Field,
    NaiveDatetime,
    StringConstraints,
    model_validator,
    with_config,
)

from spdesk.core.performance import Lever, Scale
from spdesk.core.route import Effort
from spdesk.core.translation import translate
from spdesk.workbook.part import (
    KEEP_UNKNOWN,
    Id,
    Line,
    Passage,
    Rating,
    Series,
    WorkbookPart,
    check_unique,
)
from spdesk.workbook.plan import Plan
from spdesk.workbook.rounds import ON_THE_SCALE, BallotRound, MinorityNote
from spdesk.workbook.scores import Scores

_LEVERS = tuple(lever.value for lever in Lever)

FORMAT: Literal["spdesk"] = "spdesk"
VERSION = "1.2"
"""The version of the files that this program writes; a newer 1.x keeps its own."""

OverruledVerdict = Literal["type_1", "type_2", "mixed"]
FileVersion = Annotated[str, StringConstraints(pattern=r"^1\.([2-9]|[1-9][0-9]{1,2})$")]

# Values of the core, which cannot hold unknown fields: no 1.x gives them another one.
for _closed in (Scale, Effort):
    with_config(ConfigDict(extra="forbid", allow_inf_nan=False))(_closed)


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
    crisis_checks: Series[CheckNote] = ()
    review_at: NaiveDatetime | None = None
    answers: Series[Answer] = ()
    stopped: bool = False

    @model_validator(mode="after")
    def _check(self) -> Self:
        check_unique("answers", [answer.criterion for answer in self.answers])
        check_unique("crisis_checks", [note.check for note in self.crisis_checks])
        return self

    @property
    def ratings(self) -> dict[str, int | None]:
        """The answers by criterion, in the order in which they were given."""
        return {answer.criterion: answer.rating for answer in self.answers}


class Overrule(WorkbookPart):
    """The group's own verdict beside the computed one, and why. Both stay on record."""

    verdict: OverruledVerdict
    reason: Annotated[Passage, StringConstraints(strip_whitespace=True, min_length=1)]


class Round(WorkbookPart):
    """Scores that the group kept, with the day on which it kept them.

    `ballot_round`: the id of the round of ballots whose medians they are, or None.
    """

    id: Id
    kept_on: date
    scores: Scores
    ballot_round: Id | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self.scores.complete:
            raise ValueError(translate("workbook", "a round holds all three scores"))
        return self


class Issue(WorkbookPart):
    """One issue with everything said about it.

    `plan`: the id of what people had in mind to do. `approach`: the id of the leadership approach
    that the group settled on. `part_of`: the id of the issue that this one was split from.
    `review_on`: the day on which the issue is looked at again. `archived`: it is kept, but no
    longer worked on. `accepted`: what the privacy guard pointed out and the group let stand, as
    "field kind" ("description email"), without what was found. `ballot_rounds`: the rounds in
    which a room of people voted. `minority_notes`: dissent, kept with the decision. `agreed`: what the group decided
    to do, and what came of it.
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
    rounds: Series[Round] = ()
    review_on: date | None = None
    archived: bool = False
    accepted: Series[Line] = ()
    ballot_rounds: Series[BallotRound] = ()
    minority_notes: Series[MinorityNote] = ()
    agreed: Plan = Plan()

    @model_validator(mode="after")
    def _check(self) -> Self:
        check_unique("rounds", [kept.id for kept in self.rounds])
        check_unique("ballot_rounds", [held.id for held in self.ballot_rounds])
        check_unique("minority_notes", [note.id for note in self.minority_notes])
        held = {None, *(held.id for held in self.ballot_rounds)}
        if any(kept.ballot_round not in held for kept in self.rounds):
            raise ValueError(
                translate(
                    "workbook", "a kept round comes from a round of ballots that does not exist"
                )
            )
        return self

    def ballot_round(self, round_id: str) -> BallotRound | None:
        """The round of ballots with this id, or None."""
        return next((held for held in self.ballot_rounds if held.id == round_id), None)


class Workbook(WorkbookPart):
    """A whole file: the scale on which its scores mean something, and its issues."""

    format: Literal["spdesk"] = FORMAT
    version: FileVersion = VERSION
    scale: Scale = Scale()
    issues: Series[Issue] = ()

    @model_validator(mode="after")
    def _check(self) -> Self:
        _check_list(self.issues)
        for issue in self.issues:
            _check_scores(issue, self.scale)
        return self

    def issue(self, issue_id: str) -> Issue | None:
        """The issue with this id, or None."""
        place = self._places.get(issue_id)
        return None if place is None else self.issues[place]

    def place_of(self, issue_id: str) -> int:
        """Where the issue with this id stands in the list, from 0. Raises KeyError if nowhere."""
        return self._places[issue_id]

    def parts_of(self, issue_id: str) -> tuple[Issue, ...]:
        """The issues that an issue was split into."""
        return tuple(issue for issue in self.issues if issue.part_of == issue_id)

    def replaced(self, **changes: object) -> Self:
        """A copy with some fields changed, validated.

        Issues that are the same objects as before were checked when they came in, and are not
        looked into again. Raises pydantic's ValidationError when something breaks a rule, as do
        unknown fields of a newer version that come into a workbook of this one.
        """
        issues = changes.get("issues")
        if len(changes) == 1 and isinstance(issues, tuple):
            checked = set(map(id, self.issues))
            new = [issue for issue in issues if id(issue) not in checked]
            if all(isinstance(issue, Issue) for issue in new) and self._can_hold(issues, new):
                copy = self.model_copy(update=changes)
                copy.__dict__.pop("_places", None)
                return copy
        fields = {**dict(self), **changes}
        context = None if fields["version"] == VERSION else KEEP_UNKNOWN
        return type(self).model_validate(fields, context=context)

    def with_issue(self, issue: Issue) -> Self:
        """The workbook with this issue in the place of the one with its id.

        The other issues are not visited, so this costs the same however many there are. Raises
        KeyError when there is no such issue, and pydantic's ValidationError when the issue breaks
        a rule.
        """
        place = self._places[issue.id]
        issues = (*self.issues[:place], issue, *self.issues[place + 1 :])
        if issue.part_of != self.issues[place].part_of or not self._fits(issue):
            return self.replaced(issues=issues)
        return self.model_copy(update={"issues": issues})  # the places are the same, and go along

    @cached_property
    def _places(self) -> dict[str, int]:
        return {issue.id: place for place, issue in enumerate(self.issues)}

    def _can_hold(self, issues: tuple[Issue, ...], new: list[Issue]) -> bool:
        try:
            _check_list(issues)
        except ValueError:
            return False
        if self.version == VERSION and any(map(_holds_unknown, new)):
            return False
        return all(map(self._fits, new))

    def _fits(self, issue: Issue) -> bool:
        try:
            _check_scores(issue, self.scale)
        except ValueError:
            return False
        return True


def _holds_unknown(part: WorkbookPart) -> bool:
    """Whether a part, or a part of it, has unknown fields."""
    inner: list[object] = []
    for value in part.__dict__.values():
        inner += value if isinstance(value, tuple) else [value]
    parts = [value for value in inner if isinstance(value, WorkbookPart)]
    return bool(part.model_extra) or any(map(_holds_unknown, parts))


def _check_list(issues: tuple[Issue, ...]) -> None:
    """Raise ValueError when ids are not unique, or parts do not lead to a whole that is there."""
    check_unique("issues", [issue.id for issue in issues])
    wholes = {issue.id: issue.part_of for issue in issues}
    sound: set[str] = set()
    for issue in issues:
        seen = {issue.id}
        whole = issue.part_of
        while whole is not None and whole not in sound:
            if whole in seen or whole not in wholes:
                raise ValueError(
                    translate(
                        "workbook",
                        'the issue "{title}" is part of an issue that does not exist or of itself',
                    ).format(title=issue.title)
                )
            seen.add(whole)
            whole = wholes[whole]
        sound |= seen


def _check_scores(issue: Issue, scale: Scale) -> None:
    """Raise ValueError when a score of the issue, or of one of its rounds, is off the scale."""
    low, high = scale.low, scale.high
    for scores in (issue.scores, *[kept.scores for kept in issue.rounds]):
        for lever in _LEVERS:
            score = getattr(scores, lever)
            if score is not None and not low <= score <= high:
                raise ValueError(
                    translate(
                        "workbook",
                        'the issue "{title}" has {lever} {score}, which is not on the scale from {low} to '
                        "{high}",
                    ).format(
                        title=issue.title,
                        lever=lever,
                        score=f"{score:g}",
                        low=f"{low:g}",
                        high=f"{high:g}",
                    )
                )
    for held in issue.ballot_rounds:
        if held.subject in ON_THE_SCALE:
            _check_ballots(issue, held, scale)


def _check_ballots(issue: Issue, held: BallotRound, scale: Scale) -> None:
    for ballot in held.ballots:
        for answer in ballot.answers:
            if answer.rating is not None and not scale.low <= answer.rating <= scale.high:
                raise ValueError(
                    translate(
                        "workbook",
                        'the issue "{title}" has a ballot with {rating}, which is not on the scale from {low} '
                        "to {high}",
                    ).format(
                        title=issue.title,
                        rating=f"{answer.rating:g}",
                        low=f"{scale.low:g}",
                        high=f"{scale.high:g}",
                    )
                )
