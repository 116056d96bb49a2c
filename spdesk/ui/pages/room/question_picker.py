"""Which questions of a subject are asked: a tick for each."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from spdesk.guidance.library import Guidance
from spdesk.ui.widgets.reflow_layout import ReflowLayout
from spdesk.ui.widgets.texts import button, label
from spdesk.workbook.round_questions import Question, all_questions
from spdesk.workbook.rounds import Subject


class QuestionPicker(QWidget):
    """Closed at first: all questions are asked. Made again for another subject."""

    changed = Signal()
    """Other questions are ticked."""

    def __init__(self, guidance: Guidance, subject: Subject) -> None:
        super().__init__()
        self._guidance = guidance
        self._subject = subject
        self._ticks: dict[str, QCheckBox] = {}
        self._toggle = button(self.tr("Leave questions out"), self._open, "link")
        self._toggle.setCheckable(True)
        self._count = label("", "muted")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._toggle)
        row.addWidget(self._count, 1)
        self._part = self._make_ticks()
        self._part.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self._part)
        self._say_count()

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of the questions that are asked, in their order."""
        return tuple(one for one, tick in self._ticks.items() if tick.isChecked())

    def _make_ticks(self) -> QWidget:
        part = QWidget()
        row = ReflowLayout(20)
        part.setLayout(row)
        questions = all_questions(self._subject, self._guidance)
        third = -(-len(questions) // 3)
        for start in range(0, len(questions), third):
            column = QWidget()
            grid = QGridLayout(column)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setVerticalSpacing(2)
            for place, question in enumerate(questions[start : start + third]):
                self._add_tick(grid, place, question)
            grid.setRowStretch(third, 1)
            row.add(column, 1, 16)
        return part

    def _add_tick(self, grid: QGridLayout, place: int, question: Question) -> None:
        criterion = self._guidance.triage.criterion(question.id)
        tick = QCheckBox(criterion.label_wicked if criterion else question.name)
        tick.setToolTip(question.text)
        tick.setAccessibleDescription(question.text)
        tick.setChecked(True)
        tick.toggled.connect(self._on_ticked)
        self._ticks[question.id] = tick
        grid.addWidget(tick, place, 0)

    def _open(self) -> None:
        self._part.setVisible(self._toggle.isChecked())

    def _on_ticked(self) -> None:
        self._say_count()
        self.changed.emit()

    def _say_count(self) -> None:
        text = self.tr("{count} of {all} are asked.")
        self._count.setText(text.format(count=len(self.questions), all=len(self._ticks)))
