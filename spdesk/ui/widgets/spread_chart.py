"""All questions of a round below each other, over one axis."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from spdesk.core.rounds import RatingScale
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.agreement_mark import AgreementLabel
from spdesk.ui.widgets.flow_layout import FlowLayout
from spdesk.ui.widgets.info_button import with_info
from spdesk.ui.widgets.spread_paint import paint_dot, paint_ghost, paint_middle
from spdesk.ui.widgets.spread_plot import SpreadAxis, SpreadPlot
from spdesk.ui.widgets.spread_row import SpreadRow
from spdesk.ui.widgets.texts import label

_LETTERS, _NAMES, _PLOTS, _WORDS = range(4)
"""The columns: C, I or CR, the question, its ballots, and how far people agree."""

_ROWS_UNDER_ONE_AXIS = 6
"""With more rows than this the numbers of the axis stand above and below them."""


class SpreadChart(QFrame):
    """Shows rows in the order in which it gets them."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shown: tuple[RatingScale, tuple[SpreadRow, ...], bool] | None = None
        self.setProperty("ground", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 14, 20, 14)
        self._column.setSpacing(8)
        self._rows = QWidget()
        self._column.addWidget(self._rows)

    def show_rows(self, scale: RatingScale, rows: Sequence[SpreadRow], *, middles: bool) -> None:
        """Show rows; without `middles` only what was on the ballots."""
        state = (scale, tuple(rows), middles)
        if state == self._shown:
            return
        self._shown = state
        old, self._rows = self._rows, QWidget()
        self._column.replaceWidget(old, self._rows)
        old.hide()
        old.deleteLater()
        grid = QGridLayout(self._rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(_NAMES, 4)
        grid.setColumnStretch(_PLOTS, 9)
        grid.addWidget(self._axis(scale), 0, _PLOTS)
        if any(row.middle for row in rows):
            head = label(self.tr("Agreement"), "muted", wrap=False)
            self._add_with_medians(grid, 0, with_info(head, "agreement", self._look), middles)
        for place, row in enumerate(rows, 1):
            self._add_row(grid, place, scale, row, middles=middles)
        if len(rows) > _ROWS_UNDER_ONE_AXIS:
            grid.addWidget(self._axis(scale), len(rows) + 1, _PLOTS)
        ghost = middles and any(row.before for row in rows)
        dots = any(row.values for row in rows)
        role = rows[0].role if rows else "accent"
        levers = any(row.letter for row in rows)
        legend = self._legend(role, dots=dots, middles=middles, ghost=ghost, levers=levers)
        grid.addWidget(legend, len(rows) + 2, 0, 1, 4)

    def _axis(self, scale: RatingScale) -> SpreadAxis:
        axis = SpreadAxis(self._look)
        axis.show_scale(scale)
        return axis

    def _add_row(
        self, grid: QGridLayout, place: int, scale: RatingScale, row: SpreadRow, *, middles: bool
    ) -> None:
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        if row.name:
            name = label(row.name, "heading")
            name.setToolTip(row.hint)
            column.addWidget(name)
        if row.note:
            column.addWidget(label(row.note, "muted"))
        column.addStretch(1)
        if row.letter:
            # A colour alone does not tell everybody which lever a question belongs to.
            letter = label(row.letter, "heading", wrap=False)
            grid.addWidget(letter, place, _LETTERS, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(words, place, _NAMES, Qt.AlignmentFlag.AlignVCenter)
        plot = SpreadPlot(self._look)
        plot.show_row(scale, row, middles=middles)
        grid.addWidget(plot, place, _PLOTS, Qt.AlignmentFlag.AlignVCenter)
        if row.middle is not None:
            agreement = AgreementLabel(self._look)
            agreement.show_agreement(row.middle.agreement)
            self._add_with_medians(grid, place, agreement, middles)

    @staticmethod
    def _add_with_medians(grid: QGridLayout, place: int, widget: QWidget, middles: bool) -> None:
        """Its room is kept before it is shown, so that the dots stay where they are."""
        room = widget.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        widget.setSizePolicy(room)
        grid.addWidget(widget, place, _WORDS, Qt.AlignmentFlag.AlignVCenter)
        widget.setVisible(middles)

    def _legend(
        self, role: str, *, dots: bool, middles: bool, ghost: bool, levers: bool
    ) -> QWidget:
        """What the marks mean, as far as they are shown."""
        made = QWidget()
        flow = FlowLayout(18)
        made.setLayout(flow)
        for wanted, mark, text in (
            (dots, "dot", self.tr("one ballot")),
            (middles, "middle", self.tr("median and middle half")),
            (ghost, "ghost", self.tr("the round before")),
        ):
            if wanted:
                part = QWidget()
                row = QHBoxLayout(part)
                row.setContentsMargins(0, 0, 0, 0)
                row.setSpacing(6)
                row.addWidget(_Key(self._look, role, mark))
                words: QWidget = label(text, "muted", wrap=False)
                if mark == "middle":
                    words = with_info(words, "quartiles", self._look)
                row.addWidget(words)
                flow.addWidget(part)
        if levers:
            text = self.tr("C, I, CR: the lever that a question belongs to")
            flow.addWidget(label(text, "muted", wrap=False))
        return made


class _Key(QWidget):
    """One mark of the legend."""

    def __init__(self, look: Look, role: str, mark: str) -> None:
        super().__init__()
        self._look, self._role, self._mark = look, role, mark
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(round(em * (0.7 if self._mark == "dot" else 1.8)), round(em * 0.9))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        em, middle = self.fontMetrics().height(), self.height() / 2
        bar = QRectF(em * 0.2, middle - em * 0.17, self.width() - em * 0.4, em * 0.34)
        centre = QPointF(self.width() / 2, middle)
        if self._mark == "dot":
            paint_dot(painter, centre, em * 0.62, self._look, self._role)
        elif self._mark == "middle":
            paint_middle(painter, bar, centre.x(), self._look, self._role)
        else:
            paint_ghost(painter, bar, centre.x(), self._look)
        painter.end()
