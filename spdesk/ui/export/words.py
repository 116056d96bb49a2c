"""What the export says: the forms by name, the files that will be there, and where they are."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from spdesk.ui.export.wish import Kind, Wish

_MOST_NAMES = 6


def kind_label(kind: Kind) -> str:
    """What a form is called."""
    return {
        Kind.RECORD: _tr("Decision record (Word)"),
        Kind.LOG: _tr("Action log (Excel)"),
        Kind.PDF: _tr("Decision record (PDF)"),
        Kind.SLIDES: _tr("Slides (PowerPoint)"),
        Kind.PNG: _tr("Pictures (PNG)"),
        Kind.SVG: _tr("Pictures (SVG)"),
        Kind.CSV: _tr("Data without names (CSV)"),
        Kind.CALENDAR: _tr("Review for a calendar (.ics)"),
    }[kind]


def kind_hint(kind: Kind) -> str:
    """What a form is good for."""
    return {
        Kind.RECORD: _tr("The form that reads best with a screen reader, and that can be edited."),
        Kind.LOG: _tr("One row for each action and probe, to be sorted and filtered."),
        Kind.PDF: _tr("The same pages for everyone, with bookmarks."),
        Kind.SLIDES: _tr("Three slides: the problem, the landscape, the plan."),
        Kind.PNG: _tr("Landscape, room and triage at 300 dots per inch."),
        Kind.SVG: _tr("The same pictures in lines, to be made larger without loss."),
        Kind.CSV: _tr("Answers, scores, rounds and actions as a table, without people."),
        Kind.CALENDAR: _tr("The day on which the issue is looked at again; set it first."),
    }[kind]


def names_sentence(wish: Wish) -> str:
    """The files that will be written."""
    if not wish.kinds:
        return _tr("Choose at least one thing to make.")
    names = [path.name for path in wish.paths()]
    shown = names[:_MOST_NAMES]
    if len(names) > _MOST_NAMES:
        shown.append(_tr("and {count} more").format(count=len(names) - _MOST_NAMES))
    return "\n".join(shown)


def written_sentence(written: Sequence[Path], folder: Path) -> str:
    """Where the files are."""
    if not written:
        return _tr("Nothing was written.")
    if len(written) == 1:
        return _tr("{name} is in {folder}.").format(name=written[0].name, folder=folder)
    return _tr("{count} files are in {folder}.").format(count=len(written), folder=folder)


def _tr(text: str) -> str:
    return QCoreApplication.translate("export", text)
