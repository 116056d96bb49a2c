"""What is to be handed round: which issues, in which forms, and into which files."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from spdesk.core.translation import translate
from spdesk.exchange.reports.record import Record, issues_of, record_of, records_of
from spdesk.guidance.library import Guidance
from spdesk.ui.pictures import PICTURE_NAMES
from spdesk.workbook.file_names import as_it_is_or_safe, safe_name
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.places import is_file


class Kind(StrEnum):
    """A form in which something is handed round."""

    RECORD = "record"
    LOG = "log"
    PDF = "pdf"
    SLIDES = "slides"
    PNG = "png"
    SVG = "svg"
    CSV = "csv"
    CALENDAR = "calendar"


PAIR = (Kind.RECORD, Kind.LOG)
"""What one key makes."""

WITH_PICTURES = frozenset({Kind.RECORD, Kind.PDF, Kind.SLIDES})
"""The forms that hold the landscape."""


@dataclass(frozen=True)
class Wish:
    """What is wanted. `base`: how the names of all files begin. `whole`: all open issues in one."""

    workbook: Workbook
    issues: tuple[Issue, ...]
    whole: bool
    kinds: tuple[Kind, ...]
    folder: Path
    base: str

    def record(self, guidance: Guidance) -> Record:
        """What the record says."""
        if self.whole:
            return records_of(self.workbook, guidance)
        return record_of(self.workbook, self.issues[0], guidance)

    def path(self, kind: Kind) -> Path:
        """The one file of a form that has one."""
        names = {
            Kind.RECORD: translate("export", "{base} record.docx"),
            Kind.LOG: translate("export", "{base} action log.xlsx"),
            Kind.PDF: translate("export", "{base} record.pdf"),
            Kind.SLIDES: translate("export", "{base} slides.pptx"),
            Kind.CSV: translate("export", "{base} data.csv"),
        }
        return self.folder / names[kind].format(base=self.base)

    def picture_path(self, issue: Issue, name: str, kind: Kind) -> Path:
        """The file of one picture of an issue."""
        return self.folder / f"{self._base_of(issue)} {name}.{kind.value}"

    def calendar_path(self, issue: Issue) -> Path:
        """The file with the day of review of an issue."""
        return self.folder / translate("export", "{base} review.ics").format(
            base=self._base_of(issue)
        )

    def paths(self) -> tuple[Path, ...]:
        """Every file that may be written; a picture that an issue does not have is left out then."""
        return tuple(path for kind in self.kinds for path in self._paths_of(kind))

    def there_already(self) -> tuple[Path, ...]:
        """Those of its files that would be written over."""
        return tuple(path for path in self.paths() if is_file(path))

    def _paths_of(self, kind: Kind) -> Iterator[Path]:
        if kind in (Kind.PNG, Kind.SVG):
            for issue in self.issues:
                for name in PICTURE_NAMES:
                    yield self.picture_path(issue, name, kind)
        elif kind is Kind.CALENDAR:
            for issue in with_review(self.issues):
                yield self.calendar_path(issue)
        else:
            yield self.path(kind)

    def _base_of(self, issue: Issue) -> str:
        """How the names of an issue's own files begin; issues with one title are numbered."""
        if not self.whole:
            return self.base
        alike = [one.id for one in self.issues if safe_name(one.title) == safe_name(issue.title)]
        number = f" {alike.index(issue.id) + 1}" if len(alike) > 1 else ""
        return f"{self.base} {safe_name(issue.title)}{number}".strip()


def wish_for(
    workbook: Workbook,
    issue: Issue | None,
    kinds: tuple[Kind, ...],
    path: Path | None,
    folder: Path,
) -> Wish:
    """A wish for one issue, or for all without one. `path`: the workbook's file, if it has one."""
    issues = issues_of(workbook) if issue is None else (issue,)
    return Wish(workbook, issues, issue is None, kinds, folder, base_name(workbook, issue, path))


def base_name(workbook: Workbook, issue: Issue | None, path: Path | None) -> str:
    """How the names of the files begin: with that of the workbook, then that of the issue."""
    stem = as_it_is_or_safe(path.stem) if path else ""
    if issue is None:
        return stem or translate("export", "All issues")
    title = safe_name(issue.title)
    if stem and len(workbook.issues) > 1:
        return f"{stem} {title}".strip()
    return stem or title or translate("export", "Issue")


def with_review(issues: tuple[Issue, ...]) -> tuple[Issue, ...]:
    """The issues for which a day of review is set."""
    return tuple(issue for issue in issues if issue.review_on is not None)
