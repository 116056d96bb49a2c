"""The formula with today's numbers filled in: (6 × 5)^1.04 = about 34."""

import math

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from spdesk.core.performance import Lever, Performance, Scale
from spdesk.core.sentences import sp_words
from spdesk.core.speak import score_words
from spdesk.ui.accessible.readings import reads_as_picture
from spdesk.ui.theme.look import Look
from spdesk.workbook.scores import Scores

_SIZE = 15.0
_RAISED = 0.36
"""How far the power stands above the line, as a share of the line's height."""

Piece = tuple[str, str, bool, bool]
"""Words, the role of their colour, whether bold, whether raised."""


class Formula(QWidget):
    """SP = (C x I)^CR in the colours of the levers.

    Painted, not a label: it changes with every step of a drag, and must not lay out the page anew.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._scores = Scores()
        self._scale = Scale()
        self._pieces: tuple[Piece, ...] = ()
        reads_as_picture(self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._restyle)
        self._restyle()

    def text(self) -> str:
        """What stands on the screen, without its colours."""
        return "".join(words for words, _, _, _ in self._pieces)

    def show_scores(self, scores: Scores, scale: Scale) -> None:
        """Fill in other scores; a letter stands for one that is missing."""
        if (scores, scale) != (self._scores, self._scale):
            self._scores, self._scale = scores, scale
            self._render()

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        plain, bold, raised = self._fonts
        metrics = self._metrics[1]
        x, base = 0.0, (self.height() + metrics.capHeight()) / 2
        lift = metrics.height() * _RAISED
        for (words, role, is_bold, is_raised), width in zip(
            self._pieces, self._widths, strict=True
        ):
            painter.setFont(raised if is_raised else bold if is_bold else plain)
            painter.setPen(self._look.color(role))
            painter.drawText(QPointF(x, base - lift * is_raised), words)
            x += width
        painter.end()

    def _restyle(self) -> None:
        look = self._look
        self._fonts = (
            look.font(_SIZE),
            look.font(_SIZE, bold=True),
            look.font(_SIZE * 0.7, bold=True),
        )
        plain, bold, raised = self._fonts
        self._metrics = (QFontMetricsF(plain), QFontMetricsF(bold), QFontMetricsF(raised))
        self.setFixedSize(0, 0)
        self._render()

    def _render(self) -> None:
        performance = self._scores.performance(self._scale)
        pieces: list[Piece] = [
            ("(", "muted", False, False),
            (self._words(self._scores.capabilities, "C"), Lever.CAPABILITIES.value, True, False),
            (" × ", "muted", False, False),
            (self._words(self._scores.incentives, "I"), Lever.INCENTIVES.value, True, False),
            (")", "muted", False, False),
            (self._power(), Lever.RELATIONSHIPS.value, True, True),
        ]
        spoken = ""
        if performance is not None:
            about = self._about(performance)
            pieces += [(" = ", "text", False, False), (about, "text", True, False)]
            spoken = self.tr("{c} times {i}, to the power {power}, is {about}").format(
                c=score_words(performance.capabilities),
                i=score_words(performance.incentives),
                power=self._power(),
                about=about,
            )
        self._pieces = tuple(pieces)
        self.setAccessibleName(
            spoken or self.tr("C times I, to the power CR: score all three levers to fill it in")
        )
        self._grow()
        self.update()

    def _grow(self) -> None:
        """It only grows: a digit more or less must not lay out the whole page."""
        plain, bold, raised = self._metrics
        self._widths = [
            (raised if is_raised else bold if is_bold else plain).horizontalAdvance(words)
            for words, _, is_bold, is_raised in self._pieces
        ]
        width = math.ceil(sum(self._widths))
        if width > self.width():
            self.setFixedSize(
                width + round(bold.averageCharWidth()), math.ceil(bold.height() * 1.3)
            )

    def _about(self, performance: Performance) -> str:
        words = sp_words(performance.ln_sp)
        exact = math.isclose(performance.sp, round(performance.sp)) and performance.sp < 100
        return words if exact else self.tr("about {sp}").format(sp=words)

    def _power(self) -> str:
        relationships = self._scores.relationships
        if relationships is not None:
            return score_words(self._scale.power(relationships))
        if self._scale.neutral == 1:
            return "CR"
        return f"CR ÷ {score_words(self._scale.neutral)}"

    @staticmethod
    def _words(score: float | None, letter: str) -> str:
        return letter if score is None else score_words(score)
