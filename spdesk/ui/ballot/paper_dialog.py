"""Paper ballots, typed back one after the other, each with its check sum.

A ballot leaves the dialog when it is taken; then every field is empty again, and no undo of a field
brings it back.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from spdesk.core.ballot_box import check_sum
from spdesk.core.performance import Scale
from spdesk.core.rounds import RatingScale
from spdesk.core.speak import score_words
from spdesk.guidance.library import Guidance
from spdesk.ui.ballot.paper_field import PaperField, RatingField, SumField
from spdesk.ui.widgets.reflow_layout import reflow_row
from spdesk.ui.widgets.scroll_page import ScrollPage
from spdesk.ui.widgets.texts import button, label
from spdesk.workbook.round_questions import Question, questions_of
from spdesk.workbook.round_values import rating_scale
from spdesk.workbook.rounds import Ballot, BallotAnswer, BallotRound

_ONE_COLUMN = 6
"""So many questions stand in one column; more stand in two where there is room."""

_COLUMN_EMS = 20
_ROLE_LETTERS = 16
"""Letters of a role that are seen at least; the open list shows all of it."""


class PaperDialog(QDialog):
    """A field for each question, then the sum. `held` says what is asked and holds no ballots."""

    typed = Signal(object)
    """One Ballot."""

    def __init__(
        self, guidance: Guidance, held: BallotRound, scale: Scale, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Type paper ballots"))
        self._questions = questions_of(held.subject, held.questions, guidance)
        self._count = 0
        self._page = ScrollPage()
        self._page.content.setContentsMargins(24, 20, 24, 8)
        self._page.content.setSpacing(10)
        self._add_head(rating_scale(held, scale))
        self._role = self._add_roles(held.roles)
        self._fields: list[RatingField] = []
        self._page.content.addWidget(self._grid(rating_scale(held, scale)))
        self._page.content.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._page, 1)
        column.addLayout(self._foot())
        self._first.setFocus()

    @property
    def count(self) -> int:
        """How many ballots were taken."""
        return self._count

    def showEvent(self, event: QShowEvent) -> None:
        for field in (*self._fields, self._sum):
            field.fit()
        room, em = self.screen().availableSize() * 0.92, self.fontMetrics().height()
        wide = round(min(room.width(), (2.4 if self._is_wide else 1.4) * _COLUMN_EMS * em))
        rows = self._page.content.totalHeightForWidth(wide)
        self.resize(wide, min(room.height(), max(rows + 6 * em, 18 * em)))
        super().showEvent(event)

    @property
    def _is_wide(self) -> bool:
        return len(self._questions) > _ONE_COLUMN

    @property
    def _first(self) -> QWidget:
        return self._role if self._role is not None else self._fields[0]

    def _add_head(self, scale: RatingScale) -> None:
        content = self._page.content
        content.addWidget(label(self.tr("Paper ballots"), "title"))
        how = self.tr(
            "Type {low} to {high}, ? for “can’t say”, and nothing where nothing was written. "
            "Enter goes on."
        )
        how = how.format(low=score_words(scale.low), high=score_words(scale.high))
        content.addWidget(label(how, "muted"))

    def _add_roles(self, roles: tuple[str, ...]) -> QComboBox | None:
        if not roles:
            return None
        box = QComboBox()
        box.setAccessibleName(self.tr("Role on the ballot"))
        box.addItem(self.tr("No role given"), "")
        for role in roles:
            box.addItem(role, role)
        # A long role must not make the dialog wider than the screen.
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_ROLE_LETTERS)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        prompt = QLabel(self.tr("&Role"))
        prompt.setBuddy(box)
        row.addWidget(prompt)
        row.addWidget(box, 1)
        row.addStretch(1)
        self._page.content.addLayout(row)
        return box

    def _grid(self, scale: RatingScale) -> QWidget:
        """The questions in reading order: down the first column, then down the second."""
        half = (len(self._questions) + 1) // 2 if self._is_wide else len(self._questions)
        parts = [
            self._column(start, self._questions[start : start + half], scale)
            for start in range(0, len(self._questions), half)
        ]
        return reflow_row(*((part, 1, float(_COLUMN_EMS)) for part in parts), spacing=32)

    def _column(self, start: int, questions: tuple[Question, ...], scale: RatingScale) -> QWidget:
        column = QWidget()
        grid = QGridLayout(column)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, question in enumerate(questions):
            number = start + row + 1
            note = label("", "warning")
            note.setVisible(False)
            field = RatingField(
                self.tr("{number}. {question}").format(number=number, question=question.name),
                note,
                scale,
            )
            field.entered.connect(self._go_on)
            self._fields.append(field)
            digits = label(str(number), "muted", wrap=False)
            digits.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(digits, 2 * row, 0)
            grid.addWidget(label(question.name), 2 * row, 1)
            grid.addWidget(field, 2 * row, 2)
            grid.addWidget(note, 2 * row + 1, 1, 1, 2)
        grid.setRowStretch(2 * len(questions), 1)
        return column

    def _foot(self) -> QVBoxLayout:
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 8, 24, 16)
        note = label("", "warning")
        note.setVisible(False)
        self._sum = SumField(self.tr("Check sum"), note)
        self._sum.entered.connect(self._take)
        prompt = QLabel(self.tr("Check &sum"))
        prompt.setBuddy(self._sum)
        self._typed = label("", "accent", wrap=False)
        take = button(self.tr("Take this ballot"), self._take_if_fine, "primary")
        close = button(self.tr("Close"), self.reject)
        row = QHBoxLayout()
        row.setSpacing(12)
        for widget in (prompt, self._sum, take, self._typed):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(close)
        foot.addWidget(note)
        foot.addLayout(row)
        return foot

    def reject(self) -> None:
        """Close, however it was asked for, and forget what is half typed."""
        self._wipe()
        super().reject()

    def _go_on(self) -> None:
        fields: list[PaperField] = [*self._fields, self._sum]
        following = fields[fields.index(self._sender_field()) + 1]
        following.setFocus(Qt.FocusReason.TabFocusReason)
        self._page.ensureWidgetVisible(following)

    def _sender_field(self) -> PaperField:
        field = self.sender()
        assert isinstance(field, PaperField)
        return field

    def _take_if_fine(self) -> None:
        if self._sum.is_fine():
            self._take()
        else:
            self._sum.setFocus()

    def _take(self) -> None:
        """Take the ballot when every field can be read and the sum is right."""
        for field in self._fields:
            if not field.is_fine():
                field.setFocus()
                field.selectAll()
                self._page.ensureWidgetVisible(field)
                return
        ratings = {
            question.id: field.rating()
            for question, field in zip(self._questions, self._fields, strict=True)
            if not field.is_empty
        }
        added, written = check_sum(list(ratings.values())), self._sum.number
        if written is None or written != added:
            self._refuse_sum(added)
            return
        answers = tuple(BallotAnswer(question=q, rating=r) for q, r in ratings.items())
        role = str(self._role.currentData()) if self._role is not None else ""
        self._wipe()
        self._count += 1
        self._typed.setText(self.tr("{count} typed").format(count=self._count))
        self._first.setFocus()
        self._page.verticalScrollBar().setValue(0)
        self.typed.emit(Ballot(answers=answers, role=role))

    def _refuse_sum(self, added: int) -> None:
        sentence = self.tr(
            "The typed numbers add up to {added}, but the sum given is {written}: compare the "
            "fields with the paper. The ballot is not taken yet."
        )
        self._sum.say(sentence.format(added=added, written=self._sum.text().strip()))
        self._sum.setFocus()
        self._sum.selectAll()

    def _wipe(self) -> None:
        for field in (*self._fields, self._sum):
            field.wipe()
        if self._role is not None:
            self._role.setCurrentIndex(0)
