"""Asks on which scale numbers were given, where the file leaves it open."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from spdesk.core.rounds import RatingScale
from spdesk.core.speak import score_words
from spdesk.exchange.ballots.mapping import TELLING
from spdesk.ui.accessible.by_reader import RadioChoice
from spdesk.ui.widgets.texts import card, clear, label

_MOST_NAMES = 3
"""More columns than this are counted, not named."""


class ScaleQuestion(QWidget):
    """A choice that nothing is chosen for: a wrong guess would shift every answer."""

    chosen = Signal(object)
    """The RatingScale."""

    def __init__(self) -> None:
        super().__init__()
        self._asked: tuple[object, ...] = ()
        self._scales: tuple[RatingScale, ...] = ()
        self._choices = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def ask(
        self,
        headings: Sequence[str],
        scales: Sequence[RatingScale],
        answer: RatingScale | None,
        *,
        all_of_them: bool,
    ) -> None:
        """Ask about the columns with these headings; without scales to choose from, ask nothing.

        `answer`: what was said before. `all_of_them`: no other column holds numbers.
        """
        self.setVisible(bool(scales))
        asked = (tuple(headings), tuple(scales), all_of_them)
        if asked != self._asked or (answer is None and self._choices.checkedButton()):
            self._asked, self._scales = asked, tuple(scales)
            self._show(headings, all_of_them=all_of_them)
        for place, scale in enumerate(self._scales):
            self._choices.button(place).setChecked(scale == answer)

    def _show(self, headings: Sequence[str], *, all_of_them: bool) -> None:
        clear(self._column)
        self._choices.deleteLater()
        self._choices = QButtonGroup(self)
        self._choices.idClicked.connect(self._choose)
        if not self._scales:
            return
        frame, column = card("warning", margin=16)
        column.addWidget(label(self._sentence(headings, all_of_them=all_of_them), "body"))
        for place, scale in enumerate(self._scales):
            text = self.tr("given on {low} to {high}").format(
                low=score_words(scale.low), high=score_words(scale.high)
            )
            choice = RadioChoice(text)
            choice.setAccessibleName(text)
            self._choices.addButton(choice, place)
            column.addWidget(choice)
        self._column.addWidget(frame)

    def _sentence(self, headings: Sequence[str], *, all_of_them: bool) -> str:
        if all_of_them:
            text = self.tr(
                "No number in this file is above {most}, so nothing in it tells which scale people "
                "saw. Which was it?"
            )
        elif len(headings) > _MOST_NAMES:
            text = self.tr(
                "In {count} columns no number is above {most}, so nothing in them tells which scale "
                "people saw. Which was it?"
            )
        else:
            text = self.tr(
                "No number in {columns} is above {most}, so nothing there tells which scale people "
                "saw. Which was it?"
            )
        names = ", ".join(f"“{heading}”" for heading in headings)
        return text.format(most=TELLING, count=len(headings), columns=names)

    def _choose(self, place: int) -> None:
        self.chosen.emit(self._scales[place])
