"""Everything that can be handed round, in one dialog: what, of which issues, and where to."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from spdesk.exchange.reports.record import issues_of
from spdesk.exchange.reports.words import shortened
from spdesk.guidance.library import Guidance
from spdesk.ui.accessible.by_reader import TextLine
from spdesk.ui.export.making import Made, Making
from spdesk.ui.export.preview import Preview
from spdesk.ui.export.wish import PAIR, Kind, Wish, base_name, wish_for, with_review
from spdesk.ui.export.words import kind_hint, kind_label, names_sentence, written_sentence
from spdesk.ui.export.work import Work
from spdesk.ui.folders import first_folder
from spdesk.ui.messages import Messages
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.info_button import with_info
from spdesk.ui.widgets.scroll_page import ScrollPage
from spdesk.ui.widgets.texts import button, label, say
from spdesk.workbook.file_names import safe_name
from spdesk.workbook.model import Issue, Workbook

_LONGEST_TITLE = 70


class ExportDialog(QDialog):
    """Shows the pages first; writes only when told to, and over nothing without asking."""

    def __init__(
        self,
        parent: QWidget,
        look: Look,
        guidance: Guidance,
        messages: Messages,
        workbook: Workbook,
        issue: Issue | None,
        path: Path | None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Hand round"))
        self._look, self._guidance, self._messages = look, guidance, messages
        self._workbook, self._issue, self._path = workbook, issue, path
        self._folder = first_folder(path)
        self._work: Work | None = None
        self._boxes: dict[Kind, QCheckBox] = {}
        self._preview = Preview(look, guidance)
        self._lay_out()
        self._choose_issues()
        chosen = self._this if self._issue else self._all
        (self._boxes[PAIR[0]] if chosen.isHidden() else chosen).setFocus()

    def wish(self) -> Wish:
        """What is chosen now."""
        issue = None if self._all.isChecked() else self._issue
        kinds = tuple(k for k, box in self._boxes.items() if box.isChecked() and box.isEnabled())
        made = wish_for(self._workbook, issue, kinds, self._path, self._folder)
        base = safe_name(self._name.text().replace(".", " ")) or made.base
        return Wish(made.workbook, made.issues, made.whole, kinds, self._folder, base)

    def showEvent(self, event: QShowEvent) -> None:
        room, em = self.screen().availableSize() * 0.92, self.fontMetrics().height()
        self.resize(min(62 * em, room.width()), min(44 * em, room.height()))
        super().showEvent(event)

    def reject(self) -> None:
        """Close; work that is under way is cancelled first."""
        if self._work is not None:
            self._work.cancel()
            self._tell(self.tr("Stopping …"))
            return
        self._preview.stop()
        super().reject()

    # Building

    def _lay_out(self) -> None:
        options = ScrollPage()
        content = options.content
        content.setContentsMargins(24, 20, 20, 8)
        content.setSpacing(6)
        content.addWidget(with_info(label(self.tr("Hand round"), "title"), "record", self._look))
        if self._issue is not None:
            content.addWidget(label(shortened(self._issue.title, _LONGEST_TITLE), "lead"))
        self._add_issues(content)
        self._add_kinds(content)
        self._add_place(content)
        content.addStretch(1)
        right = QVBoxLayout()
        right.setContentsMargins(16, 20, 24, 8)
        right.addWidget(self._preview)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(options, 1)
        body.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(body, 1)
        column.addLayout(self._foot())

    def _add_issues(self, content: QVBoxLayout) -> None:
        self._this, self._all = QRadioButton(), QRadioButton()
        self._group = QButtonGroup(self)
        count = len(issues_of(self._workbook))
        self._all.setText(self.tr("All issues: {count}").format(count=f"{count:,}"))
        for one in (self._this, self._all):
            self._group.addButton(one)
            content.addWidget(one)
        self._this.setText(self.tr("This issue only"))
        # Where there is nothing to choose, nothing is asked.
        alone = self._issue is not None and count == 1 and not self._issue.archived
        self._this.setVisible(self._issue is not None and not alone)
        self._all.setVisible(not alone)
        (self._this if self._issue else self._all).setChecked(True)
        self._group.buttonToggled.connect(self._choose_issues)

    def _add_kinds(self, content: QVBoxLayout) -> None:
        content.addSpacing(8)
        content.addWidget(label(self.tr("What to make"), "heading"))
        for kind in Kind:
            box = QCheckBox(kind_label(kind))
            box.setAccessibleName(kind_label(kind))
            box.setAccessibleDescription(kind_hint(kind))
            box.setToolTip(kind_hint(kind))
            box.setChecked(kind in PAIR)
            box.toggled.connect(self._show_files)
            self._boxes[kind] = box
            content.addWidget(box)

    def _add_place(self, content: QVBoxLayout) -> None:
        content.addSpacing(8)
        content.addWidget(label(self.tr("Where to"), "heading"))
        self._name = TextLine()
        self._name.setMaxLength(120)
        self._name.setAccessibleName(self.tr("Names begin with"))
        self._name.textEdited.connect(self._show_files)
        prompt = QLabel(self.tr("&Names begin with"))
        prompt.setBuddy(self._name)
        self._where = label()
        self._files = label("", "muted")
        content.addWidget(self._where)
        change = button(self.tr("Another folder…"), self._choose_folder)
        content.addWidget(change, 0, Qt.AlignmentFlag.AlignLeft)
        content.addSpacing(8)
        content.addWidget(prompt)
        content.addWidget(self._name)
        content.addWidget(self._files)

    def _foot(self) -> QVBoxLayout:
        self._said = label("", "accent")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.hide()
        self._make = button(self.tr("Write the files"), self._begin, "primary")
        self._close = button(self.tr("Close"), self.reject)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._said, 1)
        row.addWidget(self._make)
        row.addWidget(self._close)
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 8, 24, 16)
        foot.addWidget(self._bar)
        foot.addLayout(row)
        return foot

    # What is chosen

    def _choose_issues(self) -> None:
        issue = None if self._all.isChecked() else self._issue
        self._name.setText(base_name(self._workbook, issue, self._path))
        calendar = self._boxes[Kind.CALENDAR]
        calendar.setEnabled(bool(with_review(self.wish().issues)))
        self._show_files()
        self._preview.show_wish(self.wish())

    def _choose_folder(self) -> None:
        folder = self._messages.ask_for_folder(self, self._folder)
        if folder is not None:
            self._folder = folder
            self._show_files()

    def _show_files(self) -> None:
        wish = self.wish()
        say(self._where, str(self._folder))
        say(self._files, names_sentence(wish))
        self._make.setEnabled(bool(wish.kinds))
        if self._said.text():
            self._tell("")

    def _tell(self, words: str) -> None:
        say(self._said, words)

    # The work

    def _begin(self) -> None:
        wish = self.wish()
        there = wish.there_already()
        if there and not self._messages.ask_to_replace(self, [path.name for path in there]):
            return
        making = Making(wish, self._guidance, self._show_progress, overwrite=bool(there))
        self._work = Work(making.steps(), self)
        self._work.done.connect(self._end)
        self._work.cancelled.connect(self._end_early)
        self._making = making
        self._show_busy(True)
        self._work.start()

    def _show_progress(self, done: int, total: int, name: str) -> None:
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        self._tell(self.tr("Making {name} …").format(name=name))

    def _show_busy(self, busy: bool) -> None:
        self._bar.setVisible(busy)
        self._close.setText(self.tr("Cancel") if busy else self.tr("Close"))
        self._close.setAccessibleName(self._close.text())
        named = (self._name, self._make, self._this, self._all, *self._boxes.values())
        if busy:
            self._held = [widget for widget in named if widget.isEnabled()]
            self._close.setFocus()
        for widget in self._held:
            widget.setEnabled(not busy)

    def _end(self, made: Made) -> None:
        self._let_go()
        self._tell(written_sentence(made.written, self._folder))
        if made.trouble:
            self._messages.tell_trouble(self, made.trouble)

    def _end_early(self) -> None:
        self._let_go()
        written = self._making.written
        words = self.tr("Cancelled: nothing was written.")
        if written:
            words = self.tr("Cancelled. {written}")
            words = words.format(written=written_sentence(tuple(written), self._folder))
        self._tell(words)

    def _let_go(self) -> None:
        if self._work is not None:
            self._work.deleteLater()
            self._work = None
        self._show_busy(False)
