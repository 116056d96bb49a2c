"""Lays out a slide in large type."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from spdesk.core.speak import score_words
from spdesk.ui.presenter.dots import EDGE, Dots
from spdesk.ui.presenter.room_slide import Row
from spdesk.ui.presenter.slide import Card, Formula, Slide
from spdesk.ui.theme.theme import Theme
from spdesk.ui.widgets.texts import clear

# In pixels at 1080p.
_BETWEEN = 28
_UNDER_TITLE = 20
_CARD_MARGIN = 34
_NAME_SHARE, _DOTS_SHARE, _WORD_SHARE = 9, 10, 5
_ALL_ROWS, _TALLEST_ROW = 510, 120
"""The height that the rows of a reveal share, and what one takes at most."""

_MOST_FOR_A_LEAD = 260
"""Characters of text that may stand in larger type, where nothing else is on the slide."""

_MOST_FOR_A_HEADLINE, _MOST_FOR_A_SENTENCE = 70, 160
"""Characters of the title and of the text of a slide that is nothing but a headline."""


class SlideView(QWidget):
    """Shows a slide; made anew whenever it is another one, or the window has another size."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def take_theme(self, theme: Theme) -> None:
        """Show the next slide in other colours."""
        self._theme = theme

    def show_slide(self, slide: Slide, unit: float) -> None:
        """Show a slide at a size; `unit` is what one pixel at 1080p is here."""
        clear(self._column)
        self._column.setSpacing(round(_BETWEEN * unit))
        self._column.addWidget(big(slide.place, "place"))
        if _is_headline(slide):
            self._show_headline(slide, unit)
            return
        self._column.addWidget(big(slide.title, "title"))
        self._column.addSpacing(round(_UNDER_TITLE * unit))
        if slide.formula:
            self._column.addWidget(self._formula(slide.formula))
        if slide.count:
            self._column.addWidget(big(slide.count, "count"))
        for text in slide.text:
            self._column.addWidget(big(text, "lead" if _is_calm(slide) else "body"))
        if slide.cards:
            self._column.addWidget(self._cards(slide.cards, unit))
        if slide.rows:
            self._column.addWidget(self._rows(slide.rows, unit))
        self._column.addStretch(1)

    def _show_headline(self, slide: Slide, unit: float) -> None:
        """One thought, as large as it may be, a little above the middle."""
        self._column.addStretch(2)
        self._column.addWidget(big(slide.title, "headline"))
        self._column.addSpacing(round(_UNDER_TITLE * unit))
        for text in slide.text:
            self._column.addWidget(big(text, "sentence"))
        self._column.addStretch(3)

    def _cards(self, cards: tuple[Card, ...], unit: float) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(round(_BETWEEN * unit))
        for card in cards:
            frame = QFrame()
            frame.setProperty("show", "card")
            column = QVBoxLayout(frame)
            column.setContentsMargins(*[round(_CARD_MARGIN * unit)] * 4)
            mark = big(card.mark, "mark")
            mark.setStyleSheet(f"color: {self._theme.color(card.role)}")
            column.addWidget(mark)
            column.addWidget(big(card.text, "body"))
            column.addStretch(1)
            row.addWidget(frame, 1)
        return holder

    def _rows(self, rows: tuple[Row, ...], unit: float) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(round(_BETWEEN * 1.5 * unit))
        grid.setVerticalSpacing(round(_BETWEEN * unit * 0.4))
        grid.addWidget(self._ends(rows[0], unit), 0, 2)
        height = min(_ALL_ROWS / len(rows), _TALLEST_ROW)
        for number, row in enumerate(rows, start=1):
            if row.letter:
                grid.addWidget(self._letter(row), number, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(big(row.name, "name"), number, 1, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(Dots(row, self._theme, unit, height), number, 2)
            grid.addWidget(big(row.said(), "word"), number, 3, Qt.AlignmentFlag.AlignVCenter)
        for column, share in enumerate((0, _NAME_SHARE, _DOTS_SHARE, _WORD_SHARE)):
            grid.setColumnStretch(column, share)
        return holder

    def _letter(self, row: Row) -> QLabel:
        """C, I or CR: a colour alone does not tell everybody which lever a question belongs to."""
        made = big(row.letter, "name")
        made.setStyleSheet(f"color: {self._theme.color(row.role)}")
        made.setWordWrap(False)
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        return made

    def _ends(self, row: Row, unit: float) -> QWidget:
        """The ends of the scale, each over its end of the line with the dots."""
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        for end in (row.low, row.high):
            made = big(score_words(end), "end")
            made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
            made.setFixedWidth(round(2 * EDGE * unit))
            line.addWidget(made)
            line.addStretch(1 if end == row.low else 0)
        return holder

    def _formula(self, formula: Formula) -> QLabel:
        made = big("", "formula")
        made.setTextFormat(Qt.TextFormat.RichText)
        first, second = formula.product
        text = (
            f"{self._in('muted', '(')}{self._in('capabilities', first)}{self._in('muted', ' × ')}"
            f"{self._in('incentives', second)}{self._in('muted', ')')}"
            f"<sup>{self._in('relationships', formula.power)}</sup>"
        )
        made.setText(f"{text} = {escape(formula.result)}" if formula.result else f"SP = {text}")
        return made

    def _in(self, role: str, words: str) -> str:
        return f'<span style="color: {self._theme.color(role)}">{escape(words)}</span>'


def _is_headline(slide: Slide) -> bool:
    """Whether there is a title and a sentence, and nothing else."""
    more = slide.count or slide.cards or slide.rows or slide.formula
    length = sum(map(len, slide.text))
    short = len(slide.title) <= _MOST_FOR_A_HEADLINE and length <= _MOST_FOR_A_SENTENCE
    return short and not more and len(slide.text) <= 1


def _is_calm(slide: Slide) -> bool:
    return not (slide.cards or slide.rows) and sum(map(len, slide.text)) <= _MOST_FOR_A_LEAD


def big(text: str, show: str) -> QLabel:
    """A label of the projector that wraps, whose text stays text."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("show", show)
    made.setWordWrap(True)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made
