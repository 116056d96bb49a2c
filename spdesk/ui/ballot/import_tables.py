"""Two small tables of the import: the first rows as they will be read, and what cannot be read."""

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from spdesk.core.speak import score_words
from spdesk.core.translation import translate
from spdesk.exchange.ballots.collect import PreviewRow, Read
from spdesk.exchange.ballots.recognise import Skipped
from spdesk.workbook.round_questions import Question

_MOST_LINES = 6
"""Lines of a table that are in sight; more are scrolled to."""

MOST_SKIPPED = 200
"""Cells that are named one by one."""


class SmallTable(QTableWidget):
    """A table to be read, as high as its lines up to a few."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def show_cells(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show other cells."""
        self.clear()
        self.setColumnCount(len(heads))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels(list(heads))
        for at, row in enumerate(rows):
            for place, text in enumerate(row):
                self.setItem(at, place, QTableWidgetItem(text))
        self.fit()

    def fit(self) -> None:
        """Take the height that the lines need at the present text size."""
        lines = min(self.rowCount(), _MOST_LINES)
        height = sum(self.verticalHeader().sectionSizeHint(line) for line in range(lines))
        bars = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(height + self.horizontalHeader().sizeHint().height() + bars + 6)


def show_preview(
    table: SmallTable, rows: Sequence[PreviewRow], questions: Sequence[Question]
) -> None:
    """Show what the first rows become, question by question."""
    names = {question.id: question.name for question in questions}
    asked = [question for question, _, _ in rows[0].cells] if rows else []
    cells = [[_read_text(written, read) for _, written, read in row.cells] for row in rows]
    table.show_cells([_in_lines(names[question]) for question in asked], cells)
    row_name = translate("import", "Row {row}")
    table.setVerticalHeaderLabels([row_name.format(row=row.row) for row in rows])


def show_skipped(table: SmallTable, skipped: Sequence[Skipped]) -> None:
    """Name the row and the column of everything that cannot be read, and why."""
    heads = (
        translate("import", "Row"),
        translate("import", "Column"),
        translate("import", "Why it is not read"),
    )
    whole = translate("import", "the whole row")
    lines = [(str(one.row), one.column or whole, one.reason) for one in skipped[:MOST_SKIPPED]]
    table.verticalHeader().setVisible(False)
    table.horizontalHeader().setStretchLastSection(True)
    table.show_cells(heads, lines)


def _read_text(written: str, read: Read) -> str:
    if read.reason:
        return translate("import", "not read")
    if not read.given:
        return ""
    number = translate("import", "can’t say") if read.rating is None else score_words(read.rating)
    if written.casefold().replace("'", "’") == number.casefold():
        return number
    return translate("import", "{written} → {number}").format(written=written, number=number)


def _in_lines(name: str) -> str:
    """A heading in lines of a few words, so that a long question does not make a wide column."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + len(word) > 18:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)
