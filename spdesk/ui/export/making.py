"""Makes what is handed round: a picture or a section at a time, and the files in another thread."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from spdesk.core.errors import SpDeskError
from spdesk.core.translation import translate
from spdesk.exchange.reports.record import Record
from spdesk.exchange.reports.save import put_file
from spdesk.exchange.reports.words import shortened
from spdesk.guidance.library import Guidance
from spdesk.ui.export.wish import WITH_PICTURES, Kind, Wish, with_review
from spdesk.ui.export.work import Steps
from spdesk.ui.paper.landscape_drawing import landscape_of
from spdesk.ui.paper.record_pdf import paint_record
from spdesk.ui.pictures import Drawing, landscape_drawing_of, other_drawings_of, png_of
from spdesk.workbook.ics import review_event
from spdesk.workbook.model import Issue

Tell = Callable[[int, int, str], None]
"""How many parts are done, of how many, and what is being made."""


@dataclass(frozen=True)
class Made:
    """What came of it. `trouble`: a sentence, when something could not be written."""

    written: tuple[Path, ...]
    trouble: str = ""


class Making:
    """The work for one wish. What is written stays, also when the work is cancelled half way."""

    def __init__(self, wish: Wish, guidance: Guidance, tell: Tell, *, overwrite: bool) -> None:
        self._wish = wish
        self._guidance = guidance
        self._tell = tell
        self._overwrite = overwrite
        self._pictures: dict[str, bytes] = {}
        self._landscapes: dict[str, Drawing | None] = {}
        self._done = 0
        self.written: list[Path] = []

    def steps(self) -> Steps:
        """Everything, for Work; gives Made."""
        try:
            if WITH_PICTURES & set(self._wish.kinds):
                yield from self._draw_landscapes()
            record = self._wish.record(self._guidance)
            for kind in self._wish.kinds:
                yield from self._make(kind, record)
        except SpDeskError as error:
            return Made(tuple(self.written), str(error))
        return Made(tuple(self.written))

    @property
    def _total(self) -> int:
        kinds, issues = self._wish.kinds, len(self._wish.issues)
        drawn = issues if WITH_PICTURES & set(kinds) else 0
        return drawn + sum(issues if kind in (Kind.PNG, Kind.SVG) else 1 for kind in kinds)

    def _begin(self, name: str) -> None:
        self._tell(self._done, self._total, name)
        self._done += 1

    def _draw_landscapes(self) -> Steps:
        for issue in self._wish.issues:
            self._begin(
                translate("export", "the landscape of “{title}”").format(
                    title=shortened(issue.title, 40)
                )
            )
            drawing = yield from self._landscape(issue)
            if drawing is not None:
                image = drawing.image()
                self._pictures[drawing.id] = yield partial(png_of, image)

    def _landscape(self, issue: Issue) -> Steps:
        """The drawing of where an issue stands; what its ballots leave open takes a moment."""
        workbook = self._wish.workbook
        if issue.id not in self._landscapes:
            made = yield partial(landscape_of, workbook, issue, self._guidance)
            self._landscapes[issue.id] = landscape_drawing_of(made, workbook, issue)
        return self._landscapes[issue.id]

    def _make(self, kind: Kind, record: Record) -> Steps:
        if kind in (Kind.PNG, Kind.SVG):
            for issue in self._wish.issues:
                yield from self._make_pictures(kind, issue)
            return
        if kind is Kind.CALENDAR:
            yield from self._make_calendar()
            return
        path = self._wish.path(kind)
        self._begin(path.name)
        if kind is Kind.PDF:
            painted = yield from paint_record(record, self._pictures)
            content = yield painted.finished
        else:
            content = yield partial(self._content, kind, record)
        yield from self._put(path, content)

    def _content(self, kind: Kind, record: Record) -> bytes:
        """The content of a file that needs no Qt. The libraries are slow to import: only here."""
        wish, guidance = self._wish, self._guidance
        if kind is Kind.RECORD:
            from spdesk.exchange.reports.word import write_word  # noqa: PLC0415

            return write_word(record, self._pictures)
        if kind is Kind.LOG:
            from spdesk.exchange.reports.workbook_log import write_action_log  # noqa: PLC0415

            return write_action_log(wish.issues)
        if kind is Kind.SLIDES:
            from spdesk.exchange.reports.slides import write_slides  # noqa: PLC0415

            return write_slides(wish.workbook, wish.issues, guidance, self._pictures)
        from spdesk.exchange.reports.csv_data import write_csv  # noqa: PLC0415
        from spdesk.exchange.reports.data_rows import data_rows  # noqa: PLC0415

        return write_csv(data_rows(wish.workbook, wish.issues, guidance))

    def _make_pictures(self, kind: Kind, issue: Issue) -> Steps:
        self._begin(
            translate("export", "pictures of “{title}”").format(title=shortened(issue.title, 40))
        )
        landscape = yield from self._landscape(issue)
        drawings = [] if landscape is None else [landscape]
        drawings += other_drawings_of(self._wish.workbook, issue, self._guidance)
        for drawing in drawings:
            yield None
            path = self._wish.picture_path(issue, drawing.name, kind)
            if kind is Kind.PNG:
                image = drawing.image()
                content = yield partial(png_of, image)
            else:
                content = drawing.svg()
            yield from self._put(path, content)

    def _make_calendar(self) -> Steps:
        self._begin(translate("export", "the calendar"))
        for issue in with_review(self._wish.issues):
            event = review_event(issue).encode(errors="replace")
            yield from self._put(self._wish.calendar_path(issue), event)

    def _put(self, path: Path, content: bytes) -> Steps:
        yield partial(put_file, path, content, self._overwrite)
        self.written.append(path)
