"""The check of the program's own resources: one command, errors that name file and key."""

from pathlib import Path

from spdesk.core.errors import ResourceError
from spdesk.guidance.help_texts import HelpTexts
from spdesk.guidance.library import Guidance, load_guidance
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
    help_texts = HelpTexts(folder)
    help_texts.check()
    examples = sorted((folder / "examples").glob(f"*{SUFFIX}"))
    if not examples:
        raise ResourceError(f"{folder.name}/examples holds no workbook.")
    for path in examples:
        _check_example(path, library)
    return (
        f"Resources in order: {len(library.triage.criteria)} criteria, "
        f"{len(library.approach.approaches)} approaches, {len(library.approach.rules)} rules, "
        f"{len(library.cases.cases)} published problems, {len(themes)} themes, "
        f"{len(examples)} examples, {len(help_texts.topics)} help topics."
    )


def _check_example(path: Path, library: Guidance) -> None:
    """Raise ResourceError when an example names something that the guidance does not know."""
    for issue in read_workbook(path).issues:
        named = {
            "criterion": [c for c in issue.triage.ratings if not library.rules.has(c)],
            "plan": [issue.plan] if issue.plan and not library.approach.plan(issue.plan) else [],
            "approach": [issue.approach]
            if issue.approach and not library.approach.approach(issue.approach)
            else [],
        }
        for what, unknown in named.items():
            if unknown:
                raise ResourceError(f"{path.name}: {issue.id}: unknown {what} {unknown[0]}")
