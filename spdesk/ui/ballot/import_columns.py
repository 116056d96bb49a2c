"""The columns of a file: what is in each, whether it is used, and which question it answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QSizePolicy, QWidget

from spdesk.core.translation import translate
from spdesk.exchange.ballots.columns import Column, ColumnKind
from spdesk.ui.accessible.by_reader import TickBox
from spdesk.ui.ballot.import_plan import ImportPlan
from spdesk.ui.widgets.field_guard import FieldGuard
from spdesk.ui.widgets.texts import label
from spdesk.ui.words import beginning
from spdesk.workbook.round_questions import Question

_LONGEST_NAME = 46
"""Letters of a question in the list; the whole of it is its tool tip."""

_ROLE = "*"
"""What a column with roles goes to; no question has this id."""


@dataclass
class _Row:
    column: Column
    used: QCheckBox
    kind: QLabel
    unused: QLabel
    """Stands in the place of the list while the column is not used."""

    target: QComboBox


class ImportColumns(QWidget):
    """A row for each column. It changes the plan and says so; the dialog shows what follows."""

    changed = Signal()

    def __init__(self, questions: Sequence[Question]) -> None:
        super().__init__()
        self._questions = tuple(questions)
        self._plan: ImportPlan | None = None
        self._rows: list[_Row] = []
        self._guard = FieldGuard(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(2, 1)

    def show_plan(self, plan: ImportPlan) -> None:
        """Show the columns of another file."""
        self._plan = plan
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        heads = (self.tr("Column in the file"), self.tr("What is in it"), self.tr("Goes to"))
        for place, text in enumerate(heads):
            self._grid.addWidget(label(text, "heading", wrap=False), 0, place)
        self._rows = [self._row(number, column) for number, column in enumerate(plan.columns, 1)]
        self._show()

    def _row(self, number: int, column: Column) -> _Row:
        used = TickBox(column.heading.replace("&", "&&"))
        used.setAccessibleName(self.tr("Use “{heading}”").format(heading=column.heading))
        # A long heading is cut at the end of its room; the whole of it is the tool tip.
        used.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        used.setToolTip(column.heading)
        target = QComboBox()
        target.setAccessibleName(self.tr("“{heading}” goes to").format(heading=column.heading))
        target.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        target.setMinimumContentsLength(16)
        self._guard.watch(target)
        kind = label(_kind_text(column), "muted", wrap=False)
        dropped = column.kind is ColumnKind.PERSONAL
        unused = self.tr("dropped") if dropped else self.tr("not used")
        row = _Row(column, used, kind, label(unused, "muted", wrap=False), target)
        used.setProperty("column", column.index)
        target.setProperty("column", column.index)
        used.clicked.connect(self._tick)
        target.activated.connect(self._choose)
        for place, widget in ((0, used), (1, row.kind), (2, row.unused), (2, target)):
            self._grid.addWidget(widget, number, place)
        self._grid.setRowMinimumHeight(number, target.sizeHint().height())
        return row

    def _show(self) -> None:
        """Bring every row up to date: a question that a column has is not offered to others."""
        if self._plan is None:
            return
        for row in self._rows:
            goes_to = self._plan.target(row.column.index)
            if self._plan.role == row.column.index:
                goes_to = _ROLE
            is_used = goes_to is not None
            if is_used or not row.used.property("waits"):
                row.used.setChecked(is_used)
            row.target.setVisible(row.used.isChecked())
            row.unused.setVisible(not row.used.isChecked())
            self._fill(row, goes_to)

    def _fill(self, row: _Row, goes_to: str | None) -> None:
        box, plan = row.target, self._plan
        model = box.model()
        box.clear()
        box.addItem(self.tr("Choose a question"), None)
        for question in self._questions:
            box.addItem(beginning(question.name, _LONGEST_NAME), question.id)
            at = box.count() - 1
            box.setItemData(at, question.name, Qt.ItemDataRole.ToolTipRole)
            taken = plan is not None and question.id in plan.taken and question.id != goes_to
            if taken and isinstance(model, QStandardItemModel):
                # Going past it with the arrow keys must not take it from its column.
                model.item(at).setEnabled(False)
        if plan is not None and row.column.index in plan.role_columns:
            box.addItem(self.tr("Role"), _ROLE)
        box.setCurrentIndex(max(box.findData(goes_to), 0) if goes_to is not None else 0)

    def _tick(self, ticked: bool) -> None:
        row = self._sender_row()
        row.used.setProperty("waits", ticked)
        if not ticked and self._plan is not None:
            self._plan.choose(row.column.index, None)
        self._show()
        self.changed.emit()

    def _choose(self, index: int) -> None:
        row = self._sender_row()
        target = row.target.itemData(index)
        if self._plan is None:
            return
        if target == _ROLE:
            self._plan.choose_role(row.column.index)
        else:
            self._plan.choose(row.column.index, target)
        row.used.setProperty("waits", True)
        self._show()
        self.changed.emit()

    def _sender_row(self) -> _Row:
        column = self.sender().property("column")
        return next(row for row in self._rows if row.column.index == column)


def _kind_text(column: Column) -> str:
    return {
        ColumnKind.PERSONAL: translate("import", "who or when"),
        ColumnKind.RATING: translate("import", "numbers"),
        ColumnKind.LIKERT: translate("import", "words"),
        ColumnKind.CHOICE: translate("import", "a choice"),
        ColumnKind.IGNORED: translate("import", "something else"),
    }[column.kind]
