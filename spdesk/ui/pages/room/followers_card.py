"""The group's pattern of following, and what the problem asks of followers; never a person."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from spdesk.core.followership import Pattern, Style
from spdesk.core.room_sentences import pattern_sentence
from spdesk.core.triage import Verdict
from spdesk.guidance.library import Guidance
from spdesk.ui.accessible.readings import reads_as_picture
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.info_button import with_info
from spdesk.ui.widgets.reflow_layout import reflow_row
from spdesk.ui.widgets.texts import card, clear, label
from spdesk.ui.words import verdict_title


class FollowersView(QWidget):
    """Counts of the five styles in words and bars, beside what this sort of problem needs."""

    def __init__(self, look: Look, guidance: Guidance) -> None:
        super().__init__()
        self._look = look
        self._guidance = guidance
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_pattern(self, pattern: Pattern | None, verdict: Verdict) -> None:
        """Show a pattern, or why there is none; `verdict` is the one that counts for the issue."""
        clear(self._column)
        if pattern is None:
            frame, column = card("soft")
            column.addWidget(label(pattern_sentence(None)))
            self._column.addWidget(frame)
        else:
            self._column.addWidget(
                reflow_row(
                    (self._styles(pattern), 5, 24.0), (self._needs(pattern, verdict), 4, 18.0)
                )
            )
        sources = ", ".join(self._guidance.followership.sources)
        self._column.addWidget(
            label(self.tr("Sources: {sources}").format(sources=sources), "muted")
        )

    def _styles(self, pattern: Pattern) -> QFrame:
        frame, column = card()
        title = label(self.tr("Your pattern for this issue"), "heading")
        column.addWidget(with_info(title, "followership", self._look))
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        for row, style in enumerate(Style):
            text = self._guidance.followership.style(style)
            count = pattern.counts[style]
            words = QWidget()
            inner = QVBoxLayout(words)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(0)
            inner.addWidget(label(text.name, "heading"))
            inner.addWidget(label(text.text, "muted"))
            grid.addWidget(words, row, 0)
            said = self.tr("{style}: {count} of {ballots}").format(
                style=text.name, count=count, ballots=pattern.ballots
            )
            grid.addWidget(_Bar(self._look, count / pattern.ballots, said), row, 1)
            grid.addWidget(label(str(count), "number", wrap=False), row, 2)
        column.addLayout(grid)
        return frame

    def _needs(self, pattern: Pattern, verdict: Verdict) -> QFrame:
        frame, column = card()
        column.addWidget(label(self.tr("What this issue asks of followers"), "heading"))
        situation = self._guidance.followership.situation(verdict)
        if situation is None:
            column.addWidget(
                label(
                    self.tr("It depends on the type of problem: triage the issue, or its parts."),
                    "muted",
                )
            )
        else:
            column.addWidget(label(verdict_title(verdict), "muted"))
            for heading, text in (
                (self.tr("Followers"), situation.followers),
                (self.tr("The leader"), situation.leader),
                (self.tr("Signs of trouble"), situation.trouble),
            ):
                column.addWidget(label(heading, "accent"))
                column.addWidget(label(text))
        column.addWidget(label(pattern_sentence(pattern)))
        column.addStretch(1)
        return frame


class _Bar(QWidget):
    def __init__(self, look: Look, share: float, said: str) -> None:
        super().__init__()
        self._look = look
        self._share = share
        reads_as_picture(self)
        self.setAccessibleName(said)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(em * 6, em)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        thick = self.fontMetrics().height() * 0.6
        top = (self.height() - thick) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("line"))
        painter.drawRect(QRectF(0, top + thick / 2 - 0.5, self.width(), 1))
        painter.setBrush(self._look.color("accent"))
        painter.drawRect(QRectF(0, top, self.width() * self._share, thick))
        painter.end()
