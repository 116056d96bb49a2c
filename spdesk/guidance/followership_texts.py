"""What the followership check asks and says: the typed form of followership.toml."""

from typing import Self

from pydantic import Field, model_validator

from spdesk.core.followership import AXES, Style
from spdesk.core.triage import Verdict
from spdesk.guidance.resource import Id, Resource, Text, require_unique


class AxisText(Resource):
    """One of the two questions, with what its low end, middle and high end look like."""

    id: Id
    name: Text
    question: Text
    low: Text
    middle: Text
    high: Text


class FollowerStyleText(Resource):
    """One of the five styles in words: of a group's pattern, never of a person."""

    id: Style
    name: Text
    text: Text


class SituationText(Resource):
    """What one sort of problem asks of followers and of the leader, and what shows trouble."""

    id: Verdict
    followers: Text
    leader: Text
    trouble: Text


class FollowershipTexts(Resource):
    """The whole of followership.toml."""

    sources: tuple[Text, ...] = Field(min_length=1)
    axes: tuple[AxisText, AxisText]
    styles: tuple[FollowerStyleText, ...]
    situations: tuple[SituationText, ...]

    @model_validator(mode="after")
    def _check(self) -> Self:
        if tuple(axis.id for axis in self.axes) != AXES:
            raise ValueError(f"axes must be {', '.join(AXES)}, in this order")
        if tuple(style.id for style in self.styles) != tuple(Style):
            raise ValueError(f"styles must be {', '.join(Style)}, in this order")
        require_unique("situations", [situation.id for situation in self.situations])
        missing = {Verdict.CRISIS, Verdict.TYPE_1, Verdict.TYPE_2} - {s.id for s in self.situations}
        if missing:
            raise ValueError(f"situations: missing: {', '.join(sorted(missing))}")
        return self

    def axis(self, axis_id: str) -> AxisText | None:
        """The axis with this id, or None for one of another version."""
        return next((axis for axis in self.axes if axis.id == axis_id), None)

    def style(self, style: Style) -> FollowerStyleText:
        """The text of one style."""
        return self.styles[list(Style).index(style)]

    def situation(self, verdict: Verdict) -> SituationText | None:
        """What a verdict asks of followers; None for a mixed one, or when too little is known."""
        return next((each for each in self.situations if each.id is verdict), None)
