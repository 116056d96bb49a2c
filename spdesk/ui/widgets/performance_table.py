"""The table twin of the landscape: every number that the picture shows, and those behind it."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from spdesk.core.performance import Lever, Performance, Scale
from spdesk.core.sentences import alone_score, sp_words
from spdesk.core.speak import score_words, times
from spdesk.guidance.lever_texts import LeverTexts
from spdesk.ui.theme.look import Look
from spdesk.workbook.scores import Scores

Index = QModelIndex | QPersistentModelIndex

_NOTHING = ""
_POINTS = 10.0


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


class PerformanceModel(QAbstractTableModel):
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

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._names)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if self._cells is None:
                self._cells = self._made()
            return self._cells[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            words = index.column() == len(self._headings) - 1
            side = Qt.AlignmentFlag.AlignLeft if words else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            across = orientation == Qt.Orientation.Horizontal
            return (self._headings if across else self._names)[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Vertical:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

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


class PerformanceTable(QTableView):
    """The table on the screen: read only, every column as wide as its words."""

    def __init__(self, look: Look, model: PerformanceModel) -> None:
        super().__init__()
        self._look = look
        self._widest = (
            (self.tr("none"), "100,000"),
            ("100,000", self.tr("round")),
            (self.tr("at the top"), "×88.88"),
            ("10.00 %", self.tr("gives")),
            (self.tr("off scale"), self.tr("reached"), self.tr("target")),
        )
        self.setModel(model)
        self.setAccessibleName(self.tr("Sustainable performance as a table"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        # Fixed sizes: while a lever is dragged, columns must not twitch with their numbers.
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        last = model.columnCount() - 1
        self.horizontalHeader().setSectionResizeMode(last, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setHighlightSections(False)
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        font = self._look.font(_POINTS)
        self.setFont(font)
        metrics, room = QFontMetrics(font), round(14 * self._look.scale)
        for column, texts in enumerate(self._widest):
            width = max(metrics.horizontalAdvance(text) for text in texts)
            self.setColumnWidth(column, width + room)
        for row in range(self.model().rowCount()):
            lines = 3 if row < len(Lever) else 1
            # The style sheet keeps the headings at the size of body text.
            heading = QFontMetrics(self._look.font()).lineSpacing() + room
            self.setRowHeight(row, max(metrics.lineSpacing() * lines + room // 2, heading))
