"""What the three levers mean and what their levels look like: the typed form of levers.toml."""

from typing import Self

from pydantic import Field, model_validator

from spdesk.core.performance import Lever, Scale
from spdesk.guidance.resource import Id, Resource, Text


class LevelText(Resource):
    """What one sees from this share (0 to 1) of the scale upwards."""

    from_share: float = Field(alias="from", ge=0, lt=1)
    text: Text


class LeverText(Resource):
    """One lever in words."""

    id: Lever
    name: Text
    short: Text
    symbol: Id
    levels: tuple[LevelText, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _check(self) -> Self:
        shares = [level.from_share for level in self.levels]
        if shares[0] != 0 or shares != sorted(set(shares)):
            raise ValueError("levels must start at 0 and rise")
        return self

    def level(self, score: float, scale: Scale) -> str:
        """What a score on a scale looks like in a practice."""
        share = (score - scale.low) / (scale.high - scale.low)
        return next(level.text for level in reversed(self.levels) if share >= level.from_share)


class LeverTexts(Resource):
    """The whole of levers.toml."""

    levers: tuple[LeverText, LeverText, LeverText]

    @model_validator(mode="after")
    def _check(self) -> Self:
        if tuple(lever.id for lever in self.levers) != tuple(Lever):
            raise ValueError(f"levers must be {', '.join(Lever)}, in this order")
        return self

    def lever(self, lever: Lever) -> LeverText:
        """The text of one lever."""
        return self.levers[list(Lever).index(lever)]
