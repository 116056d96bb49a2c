"""What stands behind each term, to be rated on a ballot: the typed form of factors.toml."""

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Self

from pydantic import Field, model_validator

from spdesk.core.performance import Lever
from spdesk.guidance.resource import Id, Resource, Text, require_unique


class FactorText(Resource):
    """One sub-factor in words, with what its low end, middle and high end look like."""

    id: Id
    lever: Lever
    name: Text
    question: Text
    low: Text
    middle: Text
    high: Text
    sources: tuple[Text, ...] = Field(min_length=1)


class FactorTexts(Resource):
    """The whole of factors.toml."""

    factors: tuple[FactorText, ...]

    @model_validator(mode="after")
    def _check(self) -> Self:
        require_unique("factors", [factor.id for factor in self.factors])
        levers = [factor.lever for factor in self.factors]
        if levers != sorted(levers, key=list(Lever).index) or set(levers) != set(Lever):
            raise ValueError(f"every lever needs factors, in the order {', '.join(Lever)}")
        return self

    @cached_property
    def by_lever(self) -> Mapping[Lever, tuple[str, ...]]:
        """The ids of the factors of each lever, in the order in which they are asked."""
        return MappingProxyType(
            {lever: tuple(f.id for f in self.factors if f.lever is lever) for lever in Lever}
        )

    def factor(self, factor_id: str) -> FactorText | None:
        """The factor with this id, or None for one of another version."""
        return next((f for f in self.factors if f.id == factor_id), None)
