"""All questions of a round below each other, over one axis."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from spdesk.core.rounds import RatingScale
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.agreement_mark import AgreementLabel
from spdesk.ui.widgets.flow_layout import FlowLayout
from spdesk.ui.widgets.spread_paint import paint_dot, paint_ghost, paint_middle
from spdesk.ui.widgets.spread_plot import SpreadAxis, SpreadPlot
from spdesk.ui.widgets.spread_row import SpreadRow
from spdesk.ui.widgets.texts import label

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
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(1, 9)
        grid.addWidget(self._axis(scale), 0, 1)
        for place, row in enumerate(rows, 1):
            self._add_row(grid, place, scale, row, middles=middles)
        if len(rows) > _ROWS_UNDER_ONE_AXIS:
            grid.addWidget(self._axis(scale), len(rows) + 1, 1)
        ghost = middles and any(row.before for row in rows)
        dots = any(row.values for row in rows)
        role = rows[0].role if rows else "accent"
        legend = self._legend(role, dots=dots, middles=middles, ghost=ghost)
        grid.addWidget(legend, len(rows) + 2, 0, 1, 3)

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
        grid.addWidget(words, place, 0, Qt.AlignmentFlag.AlignVCenter)
        plot = SpreadPlot(self._look)
        plot.show_row(scale, row, middles=middles)
        grid.addWidget(plot, place, 1, Qt.AlignmentFlag.AlignVCenter)
        if row.middle is not None:
            agreement = AgreementLabel(self._look)
            agreement.show_agreement(row.middle.agreement)
            # Its room is kept before it is shown, so that the dots stay where they are.
            room = agreement.sizePolicy()
            room.setRetainSizeWhenHidden(True)
            agreement.setSizePolicy(room)
            grid.addWidget(agreement, place, 2, Qt.AlignmentFlag.AlignVCenter)
            agreement.setVisible(middles)

    def _legend(self, role: str, *, dots: bool, middles: bool, ghost: bool) -> QWidget:
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
                row.addWidget(label(text, "muted", wrap=False))
                flow.addWidget(part)
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
