"""Ballots from a file: which column answers which question, what is read, and what cannot be."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from spdesk.core.performance import Scale
from spdesk.core.rounds import RatingScale
from spdesk.core.speak import score_words
from spdesk.exchange.ballots.collect import Imported
from spdesk.exchange.ballots.columns import USUAL_SCALES
from spdesk.exchange.ballots.table import BallotFileError
from spdesk.exchange.ballots.template import write_template
from spdesk.guidance.library import Guidance
from spdesk.ui.ballot.import_columns import ImportColumns
from spdesk.ui.ballot.import_plan import ImportPlan, asked
from spdesk.ui.ballot.import_tables import MOST_SKIPPED, SmallTable, show_preview, show_skipped
from spdesk.ui.ballot.scale_question import ScaleQuestion
from spdesk.ui.messages import Messages
from spdesk.ui.widgets.field_guard import FieldGuard
from spdesk.ui.widgets.flow_layout import FlowLayout
from spdesk.ui.widgets.scroll_page import ScrollPage
from spdesk.ui.widgets.texts import button, label
from spdesk.workbook.file_names import safe_name
from spdesk.workbook.round_questions import questions_of
from spdesk.workbook.round_values import rating_scale
from spdesk.workbook.rounds import ON_THE_SCALE, BallotRound

_WIDE, _HIGH, _HIGH_WITHOUT_FILE = 50, 42, 14
"""Of the dialog, in heights of its text, where the screen has so much."""


class ImportDialog(QDialog):
    """Reads a file when it is chosen; gives ballots out only when "Put in the box" is pressed.

    `held` says what is asked and holds no ballots; `scale` is the workbook's.
    """

    read = Signal(object)
    """tuple[Ballot, ...], in no order."""

    def __init__(
        self,
        messages: Messages,
        guidance: Guidance,
        held: BallotRound,
        scale: Scale,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Ballots from a file"))
        self._messages = messages
        self._held = held
        self._questions = questions_of(held.subject, held.questions, guidance)
        self._scale = rating_scale(held, scale)
        self._plan: ImportPlan | None = None
        self._imported: Imported | None = None
        self._page = ScrollPage()
        self._page.content.setContentsMargins(24, 20, 24, 8)
        self._page.content.setSpacing(10)
        self._add_head()
        self._page.content.addWidget(self._body())
        self._page.content.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._page, 1)
        column.addLayout(self._foot())
        self._show_nothing()

    def read_file(self, path: Path) -> None:
        """Read a file and show what it gives. A wrong file says why, and changes nothing else."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            plan = ImportPlan(
                path,
                self._questions,
                self._scale,
                self._held.roles,
                steps_only=self._held.subject not in ON_THE_SCALE,
            )
        except BallotFileError as error:
            self._say(str(error))
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        self._say("")
        is_first, self._plan = self._plan is None, plan
        self._given_on.setCurrentIndex(0)
        self._columns.show_plan(plan)
        self._body_widget.setVisible(True)
        place = self.tr("{file}, headings in row {row}")
        if plan.sheet:
            place = self.tr("{file}, sheet “{sheet}”, headings in row {row}")
        self._file.setText(place.format(file=plan.file, sheet=plan.sheet, row=plan.heading_row))
        if is_first:
            self._take_room()
        self._update()

    def showEvent(self, event: QShowEvent) -> None:
        self._take_room()
        super().showEvent(event)

    def _take_room(self) -> None:
        """Little while there is nothing but two buttons; much once there is a file."""
        em, room = self.fontMetrics().height(), self.screen().availableSize() * 0.92
        high = _HIGH if self._plan is not None else _HIGH_WITHOUT_FILE
        place, screen = self.frameGeometry(), self.screen().availableGeometry()
        middle = place.center()
        self.resize(min(_WIDE * em, room.width()), min(high * em, room.height()))
        if self.isVisible():  # it grows to all sides, and stays on the screen
            place = self.frameGeometry()
            place.moveCenter(middle)
            place.moveBottom(min(place.bottom(), screen.bottom()))
            place.moveTop(max(place.top(), screen.top()))
            self.move(place.topLeft())

    def _add_head(self) -> None:
        content = self._page.content
        content.addWidget(label(self.tr("Ballots from a file"), "title"))
        self._file = label("", "heading")
        content.addWidget(self._file)
        row = QWidget()
        flow = FlowLayout(12)
        row.setLayout(flow)
        self._choose = button(self.tr("Choose a file…"), self._ask_file)
        flow.addWidget(self._choose)
        flow.addWidget(button(self.tr("Save a blank table…"), self._ask_where_to_save))
        content.addWidget(row)
        self._trouble = label("", "warning")
        content.addWidget(self._trouble)

    def _body(self) -> QWidget:
        self._body_widget = QWidget()
        column = QVBoxLayout(self._body_widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._columns = ImportColumns(self._questions)
        self._columns.changed.connect(self._update)
        column.addWidget(self._columns)
        column.addLayout(self._given_row())
        self._scale_question = ScaleQuestion()
        self._scale_question.chosen.connect(self._say_scale)
        column.addWidget(self._scale_question)
        self._preview_title = label(self.tr("The first rows as they will be read"), "heading")
        column.addWidget(self._preview_title)
        private = self.tr("This is what single people answered: look at it alone.")
        self._preview_note = label(private, "muted")
        column.addWidget(self._preview_note)
        self._preview = SmallTable(self._preview_title.text())
        column.addWidget(self._preview)
        self._skipped_title = label("", "heading")
        self._skipped = SmallTable(self.tr("What cannot be read"))
        column.addWidget(self._skipped_title)
        column.addWidget(self._skipped)
        self._notes_title = label(self.tr("How the answers are read"), "heading")
        self._notes = label("", "muted")
        column.addWidget(self._notes_title)
        column.addWidget(self._notes)
        return self._body_widget

    def _given_row(self) -> QHBoxLayout:
        prompt = QLabel(self.tr("Numbers were given &on"))
        self._given_on = QComboBox()
        self._given_on.setAccessibleName(self.tr("The scale that numbers were given on"))
        prompt.setBuddy(self._given_on)
        self._given_on.addItem(self.tr("the scale that fits them"), None)
        for scale in USUAL_SCALES:
            text = self.tr("{low} to {high}")
            text = text.format(low=score_words(scale.low), high=score_words(scale.high))
            self._given_on.addItem(text, scale)
        self._given_on.activated.connect(self._set_scale)
        self._guard = FieldGuard(self)
        self._guard.watch(self._given_on)
        row = QHBoxLayout()
        row.addWidget(prompt)
        row.addWidget(self._given_on)
        row.addStretch(1)
        return row

    def _foot(self) -> QHBoxLayout:
        self._count = label("", "accent")
        self._put = button(self.tr("Put in the box"), self._put_in, "primary")
        row = QHBoxLayout()
        row.setContentsMargins(24, 8, 24, 16)
        row.setSpacing(12)
        row.addWidget(self._count, 1)
        row.addWidget(button(self.tr("Close"), self.reject))
        row.addWidget(self._put)
        return row

    def _show_nothing(self) -> None:
        self._file.setText(
            self.tr(
                "An Excel workbook or a CSV file: from Microsoft Forms, from Mentimeter, or a table "
                "with one row for each person."
            )
        )
        self._body_widget.setVisible(False)
        self._say("")
        self._put.setEnabled(False)
        self._choose.setFocus()

    def _update(self) -> None:
        """Read again with what was chosen, and show it."""
        if self._plan is None:
            return
        self._ask_scale(self._plan)
        imported = self._imported = self._plan.imported()
        rows = self._plan.preview()
        has_cells = bool(rows) and bool(rows[0].cells)
        for widget in (self._preview_title, self._preview_note, self._preview):
            widget.setVisible(has_cells)
        show_preview(self._preview, rows if has_cells else (), self._questions)
        unread = len(imported.skipped) if has_cells else 0
        title = self.tr("What cannot be read: {count}")
        if unread > MOST_SKIPPED:
            title = self.tr("What cannot be read: {count}, the first {some} of them")
        self._skipped_title.setText(title.format(count=unread, some=MOST_SKIPPED))
        self._skipped_title.setVisible(bool(unread))
        self._skipped.setVisible(bool(unread))
        show_skipped(self._skipped, imported.skipped)
        notes = [*self._reading_notes(self._plan, imported), *self._role_note(imported)]
        self._notes.setText("\n".join(notes))
        self._notes_title.setVisible(bool(notes))
        self._notes.setVisible(bool(notes))
        count = len(imported.ballots)
        settled = self._plan.is_settled
        if not count:
            said = self.tr("Choose a question for at least one column.")
        elif not settled:
            said = self.tr("Say first which scale the numbers were given on.")
        else:
            said = self.tr("Ballots in the file: {count}")
        self._count.setText(said.format(count=count))
        self._put.setEnabled(settled and bool(count))

    def _ask_scale(self, plan: ImportPlan) -> None:
        left = plan.open_scale
        self._scale_question.ask(
            plan.headings(left.columns) if left else (),
            left.scales if left else (),
            plan.said_on,
            all_of_them=left is not None and left.all_of_them,
        )

    def _reading_notes(self, plan: ImportPlan, imported: Imported) -> list[str]:
        several = self.tr("{count} columns: {how}")
        return [
            how if count == 1 else several.format(count=count, how=how)
            for count, how in plan.notes(imported)
        ]

    def _role_note(self, imported: Imported) -> list[str]:
        if self._plan is None or self._plan.role is None:
            return []
        offered = {role.casefold() for role in self._held.roles}
        unknown = {role for role in imported.roles if role and role.casefold() not in offered}
        if not unknown:
            return []
        return [self.tr("Roles that this round does not offer are left out.")]

    def _say(self, sentence: str) -> None:
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))

    def _ask_file(self) -> None:
        path = self._messages.ask_for_ballot_file(self)
        if path is not None:
            self.read_file(path)

    def _ask_where_to_save(self) -> None:
        suggestion = safe_name(self.tr("Blank ballots")) + ".xlsx"
        path = self._messages.ask_where_to_save_table(self, suggestion)
        if path is None:
            return
        try:
            write_template(path, asked(self._questions), self._scale)
        except BallotFileError as error:
            self._say(str(error))
        else:
            self._say("")

    def _set_scale(self) -> None:
        if self._plan is not None:
            self._plan.give_on(self._given_on.currentData())
            self._update()

    def _say_scale(self, scale: RatingScale) -> None:
        if self._plan is not None:
            self._plan.say_on(scale)
            self._update()

    def _put_in(self) -> None:
        if self._plan is not None and self._imported is not None:
            self.read.emit(self._plan.ballots(self._imported))
            self.accept()
