"""The run sheets of a meeting: the typed form of meeting.toml."""

from typing import Literal, Self

from pydantic import Field, model_validator

from spdesk.guidance.resource import Id, Resource, Text, require_unique

PageName = Literal["", "issue", "triage", "approach", "room", "performance", "plan", "review"]
"""The page that a step looks at; "" leaves the page as it is."""


class SheetStep(Resource):
    """One step of a meeting: what the facilitator says, asks and types, in how many minutes."""

    id: Id
    page: PageName
    minutes: int = Field(ge=1)
    title: Text
    say: Text
    ask: Text
    type: Text


class RunSheet(Resource):
    """A meeting of so many minutes, step by step. `text` says what it is for."""

    minutes: int = Field(ge=1)
    title: Text
    text: Text
    steps: tuple[SheetStep, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _check(self) -> Self:
        require_unique("steps", [step.id for step in self.steps])
        together = sum(step.minutes for step in self.steps)
        if together != self.minutes:
            raise ValueError(f"the steps take {together} minutes, not {self.minutes}")
        return self

    def starts(self) -> tuple[int, ...]:
        """The minute of the meeting in which each step begins, from 0."""
        return tuple(sum(s.minutes for s in self.steps[:n]) for n in range(len(self.steps)))


class MeetingTexts(Resource):
    """The whole of meeting.toml. `prepare`: what to do before the meeting."""

    prepare: tuple[Text, ...] = Field(min_length=1)
    sheets: tuple[RunSheet, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _check(self) -> Self:
        lengths = [sheet.minutes for sheet in self.sheets]
        if lengths != sorted(set(lengths)):
            raise ValueError("the sheets must rise in length")
        return self

    def sheet(self, minutes: int) -> RunSheet:
        """The longest sheet that fits into so many minutes, or the shortest there is."""
        fitting = [sheet for sheet in self.sheets if sheet.minutes <= minutes]
        return fitting[-1] if fitting else self.sheets[0]
