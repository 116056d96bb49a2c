"""What the export says: the forms by name, the files that will be there, and where they are."""

from collections.abc import Sequence
from pathlib import Path

from spdesk.core.translation import translate
from spdesk.ui.export.wish import Kind, Wish

_MOST_NAMES = 6


def kind_label(kind: Kind) -> str:
    """What a form is called."""
    return {
        Kind.RECORD: translate("export", "Decision record (Word)"),
        Kind.LOG: translate("export", "Action log (Excel)"),
        Kind.PDF: translate("export", "Decision record (PDF)"),
        Kind.SLIDES: translate("export", "Slides (PowerPoint)"),
        Kind.PNG: translate("export", "Pictures (PNG)"),
        Kind.SVG: translate("export", "Pictures (SVG)"),
        Kind.CSV: translate("export", "Data without names (CSV)"),
        Kind.CALENDAR: translate("export", "Review for a calendar (.ics)"),
    }[kind]


def kind_hint(kind: Kind) -> str:
    """What a form is good for."""
    return {
        Kind.RECORD: translate(
            "export", "The form that reads best with a screen reader, and that can be edited."
        ),
        Kind.LOG: translate(
            "export", "One row for each action and probe, to be sorted and filtered."
        ),
        Kind.PDF: translate("export", "The same pages for everyone, with bookmarks."),
        Kind.SLIDES: translate("export", "Three slides: the problem, the landscape, the plan."),
        Kind.PNG: translate("export", "Landscape, room and triage at 300 dots per inch."),
        Kind.SVG: translate(
            "export", "The same pictures in lines, to be made larger without loss."
        ),
        Kind.CSV: translate(
            "export", "Answers, scores, rounds and actions as a table, without people."
        ),
        Kind.CALENDAR: translate(
            "export", "The day on which the issue is looked at again; set it first."
        ),
    }[kind]


def names_sentence(wish: Wish) -> str:
    """The files that will be written."""
    if not wish.kinds:
        return translate("export", "Choose at least one thing to make.")
    names = [path.name for path in wish.paths()]
    shown = names[:_MOST_NAMES]
    if len(names) > _MOST_NAMES:
        shown.append(translate("export", "and {count} more").format(count=len(names) - _MOST_NAMES))
    return "\n".join(shown)


def written_sentence(written: Sequence[Path], folder: Path) -> str:
    """Where the files are."""
    if not written:
        return translate("export", "Nothing was written.")
    if len(written) == 1:
        return translate("export", "{name} is in {folder}.").format(
            name=written[0].name, folder=folder
        )
    return translate("export", "{count} files are in {folder}.").format(
        count=len(written), folder=folder
    )
