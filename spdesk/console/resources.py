"""The check of the program's own resources: one command, errors that name file and key."""

from pathlib import Path

from spdesk.core.errors import ResourceError
from spdesk.guidance.library import load_guidance
from spdesk.guidance.locate import resource_folder
from spdesk.ui.theme.theme import load_themes
from spdesk.workbook.store import SUFFIX, read_workbook


def check_resources(folder: Path | None) -> str:
    """Read everything in a folder of resources (the program's own when None) and say what it is.

    Raises ResourceError or WorkbookFileError naming file and key.
    """
    folder = folder or resource_folder()
    library = load_guidance(folder)
    themes = load_themes(folder / "theme.toml")
    examples = sorted((folder / "examples").glob(f"*{SUFFIX}"))
    if not examples:
        raise ResourceError(f"{folder.name}/examples holds no workbook.")
    known = {criterion.id for criterion in library.rules.criteria}
    for path in examples:
        for issue in read_workbook(path).issues:
            unknown = sorted(set(issue.triage.ratings) - known)
            if unknown:
                raise ResourceError(f"{path.name}: {issue.id}: unknown: {', '.join(unknown)}")
            if issue.plan and library.approach.plan(issue.plan) is None:
                raise ResourceError(f"{path.name}: {issue.id}: unknown plan {issue.plan}")
    return (
        f"Resources in order: {len(library.triage.criteria)} criteria, "
        f"{len(library.approach.approaches)} approaches, {len(library.approach.rules)} rules, "
        f"{len(library.cases.cases)} published problems, {len(themes)} themes, "
        f"{len(examples)} examples."
    )
