"""The three scores of an issue, as the document holds them."""

from spdesk.core.performance import Lever, Performance, Scale
from spdesk.workbook.part import WorkbookPart


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
        return None not in (self.capabilities, self.incentives, self.relationships)

    def performance(self, scale: Scale) -> Performance | None:
        """SP for these scores, or None while one is missing."""
        if self.capabilities is None or self.incentives is None or self.relationships is None:
            return None
        return Performance(self.capabilities, self.incentives, self.relationships, scale)
