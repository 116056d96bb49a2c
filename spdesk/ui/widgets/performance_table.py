"""The table twin of the landscape: every number that the picture shows, and those behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from spdesk.core.performance import Lever, Performance, Scale
from spdesk.core.sentences import alone_score, sp_words
from spdesk.core.speak import score_words, times
from spdesk.guidance.lever_texts import LeverTexts
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.numbers_table import ReadingTable, TableModel
from spdesk.workbook.scores import Scores

_NOTHING = ""
_POINTS = 10.0
_MOST_LINES = 4


@dataclass(frozen=True)
class TableState:
    """What the table tells of."""

    scale: Scale
    scores: Scores
    ghost: Performance | None
    target: float | None

    @property
    def performance(self) -> Performance | None:
        """SP, or None while a score is missing."""
        return self.scores.performance(self.scale)


class PerformanceModel(TableModel):
    """Eight rows: the three levers, then the power, C x I, SP, the index and its rival."""

    def __init__(self, words: LeverTexts) -> None:
        super().__init__()
        self._words = words
        self._state = TableState(Scale(), Scores(), None, None)
        self._headings = (
            self.tr("now"),
            self.tr("last\nround"),
            self.tr("one\npoint\nmore"),
            self.tr("1 %\nmore\ngives"),
            self.tr("alone\nto\ntarget"),
            self.tr("level"),
        )
        self._names = (
            self.tr("Capabilities, C"),
            self.tr("Incentives, I"),
            self.tr("Relationships, CR"),
            self.tr("Power"),
            self.tr("C × I"),
            self.tr("SP, about"),
            self.tr("Index: the law"),
            self.tr("Index: plain mean"),
        )
        self._cells: tuple[tuple[str, ...], ...] | None = None

    def show_state(self, state: TableState) -> None:
        """Tell of something else. Cells change in place, so a selection stays."""
        if state != self._state:
            self._state = state
            self._cells = None  # made when somebody looks
            last = self.index(len(self._names) - 1, len(self._headings) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    @property
    def headings(self) -> Sequence[str]:
        return self._headings

    @property
    def names(self) -> Sequence[str]:
        return self._names

    @property
    def levels(self) -> list[str]:
        """Every text that can stand in the last column."""
        return [level.text for lever in self._words.levers for level in lever.levels]

    def text_at(self, row: int, column: int) -> str:
        if self._cells is None:
            self._cells = self._made()
        return self._cells[row][column]

    def is_words(self, column: int) -> bool:
        return column == len(self._headings) - 1

    def _made(self) -> tuple[tuple[str, ...], ...]:
        return (*(self._lever_row(lever) for lever in Lever), *self._result_rows())

    def _lever_row(self, lever: Lever) -> tuple[str, ...]:
        state, performance = self._state, self._state.performance
        score = state.scores.of(lever)
        before = _NOTHING if state.ghost is None else score_words(state.ghost.score(lever))
        if score is None:
            return (self.tr("none"), before, _NOTHING, _NOTHING, _NOTHING, _NOTHING)
        level = self._words.lever(lever).level(score, state.scale)
        if performance is None:
            return (score_words(score), before, _NOTHING, _NOTHING, _NOTHING, level)
        top = score >= state.scale.high
        return (
            score_words(score),
            before,
            self.tr("at the top") if top else times(performance.next_point(lever)),
            f"{performance.elasticity(lever):.2f} %",
            self._alone(performance, lever),
            level,
        )

    def _alone(self, performance: Performance, lever: Lever) -> str:
        target = self._state.target
        if target is None:
            return _NOTHING
        if performance.meets(target):
            return self.tr("reached")
        return alone_score(performance, lever, target) or self.tr("off scale")

    def _result_rows(self) -> list[tuple[str, ...]]:
        now, before = _results(self._state.performance), _results(self._state.ghost)
        rest = (_NOTHING,) * (len(self._headings) - 2)
        return [(new, old, *rest) for new, old in zip(now, before, strict=True)]


def _results(performance: Performance | None) -> tuple[str, ...]:
    """Power, C x I, SP, the index and the plain mean's index in words."""
    if performance is None:
        return (_NOTHING,) * 5
    return (
        score_words(performance.power),
        score_words(performance.product),
        sp_words(performance.ln_sp),
        f"{performance.index:.0f}",
        f"{performance.additive_index:.0f}",
    )


class PerformanceTable(ReadingTable):
    """The table on the screen: every column as wide as its words, the levels in a few lines."""

    def __init__(self, look: Look, model: PerformanceModel) -> None:
        super().__init__(look, model, "")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # all rows are seen
        self._width = 0
        self._widest = (
            (self.tr("none"), "10,000"),
            ("10,000",),
            (self.tr("at the top"), "×88.88"),
            ("10.00 %",),
            (self.tr("off scale"), self.tr("reached")),
        )
        self._heads, self._levels = model.headings, model.levels
        self.setAccessibleName(self.tr("Sustainable performance as a table"))
        self.setWordWrap(True)
        look.changed.connect(self._restyle)
        self._restyle()

    def fit(self, width: int) -> None:
        """Give the levels what the numbers leave of the width, and the lines they need there."""
        self._width = width
        metrics = QFontMetrics(self._look.font(_POINTS))
        last = self.model().columnCount() - 1
        most = max(metrics.horizontalAdvance(text) for text in self._levels) + 1
        left = width - (self.width_of_all() - self.columnWidth(last)) - self._room()
        wide = min(max(left, metrics.averageCharWidth() * 10), most)
        while (lines := self._lines(metrics, wide)) > _MOST_LINES:
            wide += metrics.averageCharWidth()
        self.setColumnWidth(last, wide + self._room())
        line = QFontMetrics(self._look.font()).lineSpacing()
        for row in range(self.model().rowCount()):
            tall = metrics.lineSpacing() * (lines if row < len(Lever) else 1)
            self.setRowHeight(row, max(tall, line) + self._room() // 2)
        self.updateGeometry()
        super().fit(width)

    def _lines(self, metrics: QFontMetrics, width: int) -> int:
        """How many lines the longest level takes."""
        room, wrap = QRect(0, 0, width, 10_000), Qt.TextFlag.TextWordWrap.value
        tall = max(metrics.boundingRect(room, wrap, text).height() for text in self._levels)
        return round(tall / metrics.lineSpacing())

    def _room(self) -> int:
        """Pixels beside the words of a cell, on both sides together."""
        return round(14 * self._look.scale)

    def _restyle(self) -> None:
        font = self._look.font(_POINTS)
        self.setFont(font)
        # The style sheet keeps the headings at the size of body text.
        metrics, body = QFontMetrics(font), QFontMetrics(self._look.font())
        for column, texts in enumerate(self._widest):
            heading = self._heads[column].split("\n")
            words = max(body.horizontalAdvance(line) for line in heading)
            cells = max(metrics.horizontalAdvance(text) for text in texts)
            self.setColumnWidth(column, max(words + self.heading_room(), cells + self._room()))
        self.fit(self._width)
