"""All resources together: loaded once, checked against each other."""

from functools import cache, cached_property
from pathlib import Path

from spdesk.core.errors import ResourceError
from spdesk.core.triage import Rules
from spdesk.guidance.approach_texts import ApproachTexts
from spdesk.guidance.cases import CaseTexts
from spdesk.guidance.factor_texts import FactorTexts
from spdesk.guidance.followership_texts import FollowershipTexts
from spdesk.guidance.glossary_texts import Glossary
from spdesk.guidance.lever_texts import LeverTexts
from spdesk.guidance.locate import resource_folder
from spdesk.guidance.meeting_texts import MeetingTexts
from spdesk.guidance.resource import read_resource
from spdesk.guidance.triage_texts import TriageTexts


class Guidance:
    """Everything that the program can say about the method.

    The triage is read at once; the rest when it is first wanted, because a start needs only that.
    Raises ResourceError, then or now, naming file and key.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.triage = read_resource(folder / "triage.toml", TriageTexts)
        self.rules: Rules = self.triage.core()

    @cached_property
    def approach(self) -> ApproachTexts:
        """What the approach page can say."""
        approach = read_resource(self._folder / "approach.toml", ApproachTexts)
        self._require_criteria("approach.toml", approach.criteria_used())
        return approach

    @cached_property
    def levers(self) -> LeverTexts:
        """What the levers mean."""
        return read_resource(self._folder / "levers.toml", LeverTexts)

    @cached_property
    def factors(self) -> FactorTexts:
        """What stands behind each lever, to be rated on a ballot."""
        return read_resource(self._folder / "factors.toml", FactorTexts)

    @cached_property
    def followership(self) -> FollowershipTexts:
        """What the followership check asks and says."""
        return read_resource(self._folder / "followership.toml", FollowershipTexts)

    @cached_property
    def meeting(self) -> MeetingTexts:
        """The run sheets of a meeting."""
        return read_resource(self._folder / "meeting.toml", MeetingTexts)

    @cached_property
    def glossary(self) -> Glossary:
        """What every word means."""
        return read_resource(self._folder / "glossary.toml", Glossary)

    @cached_property
    def cases(self) -> CaseTexts:
        """Published example problems."""
        cases = read_resource(self._folder / "cases.json", CaseTexts)
        for case in cases.cases:
            self._require_criteria(f"cases.json: {case.id}.ratings", set(case.ratings))
        return cases

    def _require_criteria(self, where: str, used: set[str]) -> None:
        unknown = sorted(name for name in used if not self.rules.has(name))
        if unknown:
            raise ResourceError(f"{where}: no such criterion in triage.toml: {', '.join(unknown)}")


@cache
def guidance() -> Guidance:
    """The guidance that comes with the program. Raises ResourceError when it is damaged."""
    return Guidance(resource_folder())


def load_guidance(folder: Path) -> Guidance:
    """Read and check the whole guidance in a folder. Raises ResourceError naming file and key."""
    loaded = Guidance(folder)
    for part in ("approach", "levers", "factors", "followership", "meeting", "glossary", "cases"):
        getattr(loaded, part)  # naming a part reads and checks it
    return loaded
