"""Last time's picture beside today's: the type, SP with what the room left open, and what moved."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from spdesk.core.performance import Scale
from spdesk.core.triage import Verdict
from spdesk.exchange.reports.words import day_words
from spdesk.ui.pages.review.review_words import (
    ln_sp_of,
    movement_sentence,
    sp_and_range,
    type_sentence,
)
from spdesk.ui.pages.review.sp_bars import SpBar, SpBars
from spdesk.ui.pages.review.type_track import TypeTrack
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.info_button import with_info
from spdesk.ui.widgets.reflow_layout import reflow_row
from spdesk.ui.widgets.texts import clear, label, say
from spdesk.ui.widgets.type_mark import TypeMark
from spdesk.ui.words import verdict_label
from spdesk.workbook.model import Workbook
from spdesk.workbook.plan import Review


class ThenAndNow(QFrame):
    """Shows the last review, where there is one, and today as a review would keep it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shown: tuple[object, ...] | None = None
        self.setProperty("ground", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 18, 24, 18)
        self._column.setSpacing(10)
        self._pictures = QVBoxLayout()
        self._bars = SpBars(look)
        self._movement = label("")
        self._type = label("")
        self._waiting = label(self.tr("The likely range of today is being reckoned …"), "muted")
        self._column.addLayout(self._pictures)
        self._moved = with_info(self._movement, "band", look)
        for part in (self._bars, self._moved, self._type, self._waiting):
            self._column.addWidget(part)

    def show_reviews(
        self, before: Review | None, today: Review, workbook: Workbook, *, waiting: bool
    ) -> None:
        """Show then and now; `waiting`: the range of today is still being reckoned."""
        self._waiting.setVisible(waiting)
        state = (before, today, workbook.scale)
        if state == self._shown:
            return
        self._shown = state
        scale = workbook.scale
        clear(self._pictures)
        now = self._picture(self.tr("Today"), today, scale)
        if before is None:
            self._pictures.addWidget(now)
        else:
            then = self._picture(
                self.tr("Last time, {day}").format(day=day_words(before.held_on)), before, scale
            )
            self._pictures.addWidget(reflow_row((then, 1, 14), (now, 1, 14), spacing=24))
        bars = [self._bar(self.tr("Today"), today, scale)]
        if before is not None:
            bars.insert(0, self._bar(self.tr("Last time"), before, scale))
        self._bars.show_bars(tuple(bars), scale.ln_sp_max)
        self._bars.setVisible(any(bar.ln_sp is not None for bar in bars))
        say(self._movement, movement_sentence(before, today, workbook) if before else "")
        say(self._type, type_sentence(before, today) if before else "")
        for words in (self._moved, self._type):
            words.setVisible(before is not None)

    def _picture(self, heading: str, review: Review, scale: Scale) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(heading, "heading"))
        verdict = Verdict(review.verdict)
        kind = QHBoxLayout()
        kind.setSpacing(8)
        kind.addWidget(TypeMark(self._look, verdict, 1.1))
        kind.addWidget(label(verdict_label(verdict), "number"), 1)
        column.addLayout(kind)
        if review.type_2 is not None:
            low = review.type_2 if review.type_2_low is None else review.type_2_low
            high = review.type_2 if review.type_2_high is None else review.type_2_high
            column.addWidget(TypeTrack(self._look, review.type_2, low, high))
        # Last, over the picture of SP: the line of the type belongs to its word.
        column.addSpacing(8)
        column.addWidget(label(sp_and_range(review, scale)))
        column.addStretch(1)
        return made

    def _bar(self, name: str, review: Review, scale: Scale) -> SpBar:
        low, high = review.likely_low, review.likely_high
        likely = (low, high) if low is not None and high is not None else None
        said = self.tr("{name}: {sp}.").format(name=name, sp=sp_and_range(review, scale))
        return SpBar(name, ln_sp_of(review, scale), likely, said)
