"""What one ballot gives the three terms of SP. Apart from `uncertainty`, which needs numpy."""

from dataclasses import dataclass

from spdesk.core.performance import Performance, Scale

Scores = tuple[float, float, float]
"""Capabilities, incentives and relationships, on the scale."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What one ballot gives each term, on the scale; None where it gives nothing."""

    capabilities: float | None
    incentives: float | None
    relationships: float | None

    @property
    def given(self) -> tuple[float | None, float | None, float | None]:
        """The three in the order of Lever."""
        return self.capabilities, self.incentives, self.relationships

    @property
    def point(self) -> Scores | None:
        """The three when all are given: the ballot then has an SP of its own."""
        if self.capabilities is None or self.incentives is None or self.relationships is None:
            return None
        return self.capabilities, self.incentives, self.relationships

    def performance(self, scale: Scale) -> Performance | None:
        """SP of the ballot by itself, when all three terms are given. Raises ScoreError."""
        return None if self.point is None else Performance(*self.point, scale)
