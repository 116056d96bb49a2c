"""All issues of the workbook in one list, to find, choose, archive, copy and move them."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from spdesk.core.triage import Rules
from spdesk.ui.desk import Desk
from spdesk.ui.messages import Messages
from spdesk.ui.register_work import Outcome, RegisterWork
from spdesk.ui.settings import Settings
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.field_guard import FieldGuard
from spdesk.ui.widgets.flow_layout import FlowLayout
from spdesk.ui.widgets.info_button import with_info
from spdesk.ui.widgets.register_filters import RegisterFilters
from spdesk.ui.widgets.register_model import RegisterFilter, RegisterModel
from spdesk.ui.widgets.register_table import RegisterTable
from spdesk.ui.widgets.scroll_page import ScrollPage
from spdesk.ui.widgets.texts import button, card, label, say
from spdesk.workbook.derive import OPTIONAL_STEPS, Step, steps_done
from spdesk.workbook.model import Workbook


class RegisterPage(ScrollPage):
    """Shown instead of an issue. It changes nothing by itself: RegisterWork asks the desk."""

    new_issue_asked = Signal()
    """Somebody wants to begin the first issue."""

    def __init__(
        self, desk: Desk, look: Look, rules: Rules, messages: Messages, settings: Settings
    ) -> None:
        super().__init__()
        self._desk = desk
        self._rules = rules
        self._work = RegisterWork(desk, messages, settings, self)
        self._model = RegisterModel(rules, self)
        self._filter = RegisterFilter(self._model, self)
        self._guard = FieldGuard(self)
        self._table = RegisterTable(look, self._filter)
        self._search = _Search()
        self._filters = RegisterFilters(self._guard)
        self._title = with_info(label(self.tr("All issues"), "title", wrap=False), "register", look)
        self._count = label("", "muted", wrap=False)
        self._outcome, self._outcome_words = self._outcome_card()
        self._empty, self._empty_words, self._show_all = self._empty_card()
        self.content.setContentsMargins(40, 28, 40, 24)
        self.content.setSpacing(12)
        self._lay_out()
        self._connect()

    def show_workbook(self, workbook: Workbook) -> None:
        """Show the issues of a workbook. Called after every change."""
        chosen, place = self._table.chosen, self._table.verticalScrollBar().value()
        self._model.show(workbook)
        self._filters.show_owners(issue.owner for issue in workbook.issues)
        self._look_for()
        if chosen and self._table.chosen != chosen:
            self._table.choose(chosen)
            self._table.verticalScrollBar().setValue(place)
        self._show_state()

    def arrive(self) -> None:
        """Put the focus where one can type at once."""
        first = self._search if self._desk.workbook.issues else self._begin
        first.setFocus()
        self._search.selectAll()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        self.content.addLayout(head)
        self._search.setAccessibleName(self.tr("Find in all issues"))
        self._search.setPlaceholderText(self.tr("Find in title, description, owner and plan"))
        self._search.setClearButtonEnabled(True)
        self._guard.watch(self._search)
        self.content.addWidget(self._search)
        self.content.addWidget(self._filters)
        self.content.addWidget(self._outcome)
        self.content.addWidget(self._table, 1)
        self.content.addWidget(self._empty)
        self.content.addWidget(self._buttons())
        self.content.addStretch(0)

    def _buttons(self) -> QWidget:
        self._begin = button(self.tr("New issue"), self._ask_for_issue, "primary")
        self._open = button(
            self.tr("Open"), self._on_open, "primary", name=self.tr("Open the issue")
        )
        self._archive = button(self.tr("Archive"), self._on_archive)
        self._bring_back = button(self.tr("Bring back"), self._on_bring_back)
        self._duplicate = button(self.tr("Duplicate"), self._on_duplicate)
        self._move = button(self.tr("Move to another file…"), self._on_move)
        self._remove = button(self.tr("Remove"), self._on_remove)
        self._merge = button(self.tr("Merge a workbook in…"), self._on_merge)
        self._on_chosen = (
            self._open,
            self._archive,
            self._bring_back,
            self._duplicate,
            self._move,
            self._remove,
        )
        made = QWidget()
        flow = FlowLayout(spacing=8)
        made.setLayout(flow)
        for one in (self._begin, *self._on_chosen, self._merge):
            flow.addWidget(one)
        return made

    def _outcome_card(self) -> tuple[QWidget, QLabel]:
        frame, column = card("soft")
        words = label()
        column.addWidget(words)
        column.addWidget(
            button(self.tr("Put this away"), self._put_away, "link"), 0, Qt.AlignmentFlag.AlignLeft
        )
        frame.setVisible(False)
        return frame, words

    def _empty_card(self) -> tuple[QWidget, QLabel, QPushButton]:
        frame, column = card(margin=28)
        words = label("", "lead")
        column.addWidget(words)
        show_all = button(self.tr("Show every issue"), self._on_show_all)
        column.addWidget(show_all, 0, Qt.AlignmentFlag.AlignLeft)
        return frame, words, show_all

    def _connect(self) -> None:
        self._search.textChanged.connect(self._on_wanted)
        self._search.left.connect(self._go_to_first)
        self._filters.changed.connect(self._on_wanted)
        self._filters.sorted_by.connect(self._table.sort_by)
        self._table.horizontalHeader().sortIndicatorChanged.connect(self._filters.show_order)
        self._table.opened.connect(self._look_at)
        self._table.remove_asked.connect(self._on_remove)
        self._table.chosen_changed.connect(self._show_state)

    def _on_wanted(self) -> None:
        self._look_for()
        self._show_state()

    def _look_for(self) -> None:
        self._filter.look_for(self._filters.wanted(self._search.text()))

    def _show_state(self) -> None:
        """Say how many there are, and enable what makes sense."""
        shown, all_of_them = self._filter.rowCount(), self._model.rowCount()
        rows = self._table.chosen_rows
        words = self.tr("{shown} of {all} shown").format(shown=f"{shown:,}", all=f"{all_of_them:,}")
        if rows:
            words = self.tr("{shown} · {chosen} chosen").format(
                shown=words, chosen=f"{len(rows):,}"
            )
        say(self._count, words if all_of_them else "")
        for part in (self._search, self._filters, *self._on_chosen):
            part.setVisible(all_of_them > 0)
        self._begin.setVisible(not all_of_them)
        self._open.setEnabled(len(rows) == 1)
        self._archive.setEnabled(any(not row.issue.archived for row in rows))
        self._bring_back.setEnabled(any(row.issue.archived for row in rows))
        for one in (self._duplicate, self._move, self._remove):
            one.setEnabled(bool(rows))
        self._table.setVisible(shown > 0)
        self._empty.setVisible(shown == 0)
        if not shown:
            self._say_why_empty(all_of_them)

    def _say_why_empty(self, all_of_them: int) -> None:
        if all_of_them:
            words = self.tr("No issue fits the search and the filters.")
        else:
            words = self.tr("No issue yet. Begin one, or merge a workbook in that has some.")
        say(self._empty_words, words)
        self._show_all.setVisible(all_of_them > 0)

    def _look_at(self, issue_id: str) -> None:
        """Open an issue at the first step that is not done."""
        issue = self._desk.workbook.issue(issue_id)
        if issue is not None:
            done = steps_done(issue, self._rules)
            wanted = (step for step in Step if step not in done | OPTIONAL_STEPS)
            step = next(wanted, Step.PERFORMANCE)
            self._desk.look_at(issue_id, step)

    def _tell(self, outcome: Outcome | None) -> None:
        if outcome is None:
            return
        say(self._outcome_words, outcome.text)
        self._outcome.setVisible(True)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # the card takes room
        self._table.choose(list(outcome.ids))

    def _put_away(self) -> None:
        self._outcome.setVisible(False)
        self._go_to_list()

    def _go_to_list(self) -> None:
        """An action is over: the keyboard goes on in the list, where it can be seen."""
        if self._table.isVisible():
            self._table.setFocus()
            self.ensureWidgetVisible(self._table, 0, 0)  # with large text it begins far down
        else:
            self.arrive()

    def _go_to_first(self) -> None:
        self._table.choose_first()
        self._go_to_list()

    def _ask_for_issue(self) -> None:
        self.new_issue_asked.emit()

    def _on_show_all(self) -> None:
        self._search.clear()
        self._filters.clear()
        self._go_to_list()

    def _on_open(self) -> None:
        for issue_id in self._table.chosen[:1]:
            self._look_at(issue_id)

    def _on_archive(self) -> None:
        self._work.archive(self._table.chosen, True)
        self._go_to_list()

    def _on_bring_back(self) -> None:
        self._work.archive(self._table.chosen, False)
        self._go_to_list()

    def _on_duplicate(self) -> None:
        self._table.choose(list(self._work.duplicate(self._table.chosen)))
        self._go_to_list()

    def _on_remove(self) -> None:
        if chosen := self._table.chosen:
            self._work.remove(chosen)
            self._go_to_list()

    def _on_move(self) -> None:
        self._tell(self._work.move(self._table.chosen))
        self._go_to_list()

    def _on_merge(self) -> None:
        self._tell(self._work.merge())
        self._go_to_list()


class _Search(QLineEdit):
    """Down and Enter lead from the search to what was found; Esc empties it."""

    left = Signal()
    """On to what was found."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)
