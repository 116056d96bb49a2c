"""The formula with today's numbers filled in: (6 × 5)^1.04 = about 34."""

import math

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from spdesk.core.performance import Lever, Performance, Scale
from spdesk.core.sentences import sp_words
from spdesk.core.speak import score_words
from spdesk.ui.theme.look import Look
from spdesk.workbook.model import Scores

_SIZE = 15.0


class Formula(QLabel):
    """SP = (C x I)^CR in the colours of the levers.

    The only rich text of the page: it is made of numbers and fixed words, never of what was typed.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._scores = Scores()
        self._scale = Scale()
        self.setTextFormat(Qt.TextFormat.RichText)
        look.changed.connect(self._render)
        self._render()

    def show_scores(self, scores: Scores, scale: Scale) -> None:
        """Fill in other scores; a letter stands for one that is missing."""
        if (scores, scale) != (self._scores, self._scale):
            self._scores, self._scale = scores, scale
            self._render()

    def _render(self) -> None:
        self.setFont(self._look.font(_SIZE))
        first = self._part(Lever.CAPABILITIES, self._words(self._scores.capabilities, "C"))
        second = self._part(Lever.INCENTIVES, self._words(self._scores.incentives, "I"))
        power = self._part(Lever.RELATIONSHIPS, self._power())
        muted = self._look.color("muted").name()
        performance = self._scores.performance(self._scale)
        result, spoken = "", ""
        if performance is not None:
            about = self._about(performance)
            result = f" = <b>{about}</b>"
            spoken = self.tr("{c} times {i}, to the power {power}, is {about}").format(
                c=score_words(performance.capabilities),
                i=score_words(performance.incentives),
                power=self._power(),
                about=about,
            )
        left, times, right = (f'<span style="color:{muted}">{sign}</span>' for sign in "(×)")
        self.setText(f"{left}{first} {times} {second}{right}<sup>{power}</sup>{result}")
        self.setAccessibleName(
            spoken or self.tr("C times I, to the power CR: score all three levers to fill it in")
        )

    def _about(self, performance: Performance) -> str:
        words = sp_words(performance.ln_sp)
        exact = math.isclose(performance.sp, round(performance.sp)) and performance.sp < 100
        return words if exact else self.tr("about {sp}").format(sp=words)

    def _part(self, lever: Lever, words: str) -> str:
        return f'<b style="color:{self._look.color(lever.value).name()}">{words}</b>'

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
