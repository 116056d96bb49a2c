"""All resources together: loaded once, checked against each other."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spdesk.core.errors import ResourceError
from spdesk.core.triage import Rules
from spdesk.guidance.approach_texts import ApproachTexts
from spdesk.guidance.cases import CaseTexts
from spdesk.guidance.lever_texts import LeverTexts
from spdesk.guidance.locate import resource_folder
from spdesk.guidance.resource import read_resource
from spdesk.guidance.triage_texts import TriageTexts


@dataclass(frozen=True, slots=True)
class Guidance:
    """Everything that the program can say about the method."""

    triage: TriageTexts
    rules: Rules
    approach: ApproachTexts
    levers: LeverTexts
    cases: CaseTexts


@cache
def guidance() -> Guidance:
    """The guidance that comes with the program. Raises ResourceError when it is damaged."""
    return load_guidance(resource_folder())


def load_guidance(folder: Path) -> Guidance:
    """Read and check the guidance in a folder. Raises ResourceError naming file and key."""
    triage = read_resource(folder / "triage.toml", TriageTexts)
    approach = read_resource(folder / "approach.toml", ApproachTexts)
    cases = read_resource(folder / "cases.json", CaseTexts)
    known = {criterion.id for criterion in triage.criteria}
    _require_criteria("approach.toml", approach.criteria_used(), known)
    for case in cases.cases:
        _require_criteria(f"cases.json: {case.id}.ratings", set(case.ratings), known)
    return Guidance(
        triage=triage,
        rules=triage.core(),
        approach=approach,
        levers=read_resource(folder / "levers.toml", LeverTexts),
        cases=cases,
    )


def _require_criteria(where: str, used: set[str], known: set[str]) -> None:
    unknown = sorted(used - known)
    if unknown:
        raise ResourceError(f"{where}: no such criterion in triage.toml: {', '.join(unknown)}")
