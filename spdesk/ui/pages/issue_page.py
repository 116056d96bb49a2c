"""The issue itself: its title, what is going on, who owns it, and what people had in mind."""

from datetime import date

from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from spdesk.core.privacy import Detail
from spdesk.guidance.library import Guidance
from spdesk.ui.accessible.by_reader import TextLine
from spdesk.ui.desk import Desk
from spdesk.ui.pages.page import Page
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.field_guard import FieldGuard
from spdesk.ui.widgets.info_button import InfoButton, with_info
from spdesk.ui.widgets.long_words import breakable
from spdesk.ui.widgets.privacy_note import PrivacyNote
from spdesk.ui.widgets.review_field import ReviewField
from spdesk.ui.widgets.text_area import TextArea
from spdesk.ui.widgets.texts import button, card, label
from spdesk.ui.words import field_label, new_issue_title
from spdesk.workbook import edits
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.part import LONGEST_PASSAGE
from spdesk.workbook.privacy import accept_details
from spdesk.workbook.register_edits import set_review_day


class IssuePage(Page):
    """A quiet form with one large field."""

    def __init__(self, desk: Desk, look: Look, guidance: Guidance) -> None:
        super().__init__(desk, look, guidance)
        self._issue: Issue | None = None
        self._guard = FieldGuard(self)
        self._guard.typing_began.connect(desk.new_gesture)
        self._title = TextLine()
        self._description = TextArea(lines=6)
        self._owner = TextLine()
        self._plan = QComboBox()
        self._plan_note = TextLine()
        self._review = ReviewField(self._guard, about=InfoButton("review", look))
        self._notes: list[PrivacyNote] = []
        self._whole = label("", "accent")
        self.content.addWidget(self._whole)
        heading = label(self.tr("What is the issue?"), "title")
        self.content.addWidget(with_info(heading, "issue", look))
        self.content.addWidget(
            label(
                self.tr(
                    "Say it as you would to a colleague. No names and no patients’ details: the "
                    "file may be passed on."
                ),
                "lead",
            )
        )
        self.content.addSpacing(4)
        self.content.addWidget(self._form(), 1)
        self.content.addWidget(self._plan_card())
        row = QHBoxLayout()
        row.addWidget(button(self.tr("Go on to the triage"), self._go_on, "primary"))
        row.addWidget(
            label(self.tr("Everything here can wait but the title."), "muted", wrap=False)
        )
        row.addStretch(1)
        self.content.addLayout(row)

    def show_issue(self, workbook: Workbook, issue: Issue) -> None:
        self._issue = issue
        whole = workbook.issue(issue.part_of) if issue.part_of else None
        self._whole.setVisible(whole is not None)
        if whole:
            self._whole.setText(self.tr("Part of “{title}”").format(title=breakable(whole.title)))
        # What was typed is stored without the blanks round it: do not take them from the writer.
        emptied = not self._title.text().strip() and issue.title == new_issue_title()
        if self._title.text().strip() != issue.title and not (emptied and self._title.hasFocus()):
            self._title.setText(issue.title)
            self._title.setCursorPosition(0)
        if self._description.toPlainText() != issue.description:
            self._description.setPlainText(issue.description)
        for field, text in ((self._owner, issue.owner), (self._plan_note, issue.plan_note)):
            if field.text() != text:
                field.setText(text)
                if not field.hasFocus():
                    field.setCursorPosition(0)  # a long text is read from its beginning
        self._plan.setCurrentIndex(max(self._plan.findData(issue.plan), 0))
        self._review.show_day(issue.review_on)
        for note in self._notes:
            note.show_accepted(issue.id, issue.accepted)

    def arrive(self) -> None:
        self.verticalScrollBar().setValue(0)
        if self._issue and self._issue.title == new_issue_title():
            self._title.setFocus()
            self._title.selectAll()
        else:
            self._description.setFocus()

    def _form(self) -> QWidget:
        frame, column = card()
        self._title.setMaxLength(500)
        self._description.setPlaceholderText(
            self.tr("What happens, since when, whom it touches, what has been tried.")
        )
        self._owner.setPlaceholderText(self.tr("A role rather than a name"))
        self._owner.setMaxLength(500)
        for key, field in (
            ("title", self._title),
            ("description", self._description),
            ("owner", self._owner),
        ):
            self._add_field(column, field, key)
        self._title.textEdited.connect(self._on_title_edited)
        self._title.editingFinished.connect(self._show_title)
        self._description.textChanged.connect(self._on_description_changed)
        self._owner.textEdited.connect(self._on_owner_edited)
        column.addWidget(self._review)
        self._review.chosen.connect(self._on_review_chosen)
        return frame

    def _plan_card(self) -> QWidget:
        frame, column = card()
        heading = label(self.tr("What did people have in mind to do?"), "heading")
        column.addWidget(with_info(heading, "mismatch", self.look))
        column.addWidget(
            label(
                self.tr("The approach page says whether that fits the kind of problem it is."),
                "muted",
            )
        )
        self._plan.addItem(self.tr("Nothing yet"), None)
        for plan in self.guidance.approach.plans:
            self._plan.addItem(plan.label, plan.id)
        self._plan.setAccessibleName(self.tr("What people had in mind"))
        self._plan.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._plan.activated.connect(self._on_plan_chosen)
        self._plan_note.setAccessibleName(field_label("plan_note"))
        self._plan_note.setPlaceholderText(self.tr("In their own words"))
        self._plan_note.setMaxLength(LONGEST_PASSAGE)
        self._plan_note.textEdited.connect(self._on_plan_note_edited)
        self._guard.watch(self._plan_note)
        self._guard.watch(self._plan)
        row = QGridLayout()
        row.setHorizontalSpacing(12)
        row.addWidget(self._plan, 0, 0)
        row.addWidget(self._plan_note, 0, 1)
        row.setColumnStretch(1, 1)
        column.addLayout(row)
        column.addWidget(self._note(self._plan_note, "plan_note"))
        return frame

    def _add_field(self, column: QVBoxLayout, field: QLineEdit | QPlainTextEdit, key: str) -> None:
        text = field_label(key)
        prompt = label(text, "heading")
        prompt.setBuddy(field)
        field.setAccessibleName(text)
        self._guard.watch(field)
        column.addWidget(prompt)
        column.addWidget(field, 1 if field is self._description else 0)
        column.addWidget(self._note(field, key))
        column.addSpacing(4)

    def _note(self, field: QLineEdit | QPlainTextEdit, key: str) -> PrivacyNote:
        note = PrivacyNote(field, key)
        note.let_stay.connect(self._let_stay)
        self._notes.append(note)
        return note

    def _let_stay(self, field: str, kinds: tuple[Detail, ...]) -> None:
        self.desk.apply_to_issue(self.tr("let details stay"), accept_details, field, kinds)

    def _describe(self, title: str, field: str, text: str | None) -> None:
        self.desk.apply_to_issue(title, edits.describe_issue, field, text, merge=field)

    def _show_title(self) -> None:
        if self._issue and not self._title.text().strip():
            self._title.setText(self._issue.title)

    def _on_title_edited(self, text: str) -> None:
        text = " ".join(text.splitlines()).strip()
        self._describe(self.tr("change the title"), "title", text or new_issue_title())

    def _on_description_changed(self) -> None:
        text = self._description.toPlainText()
        if self._issue and len(text) > LONGEST_PASSAGE:
            grown = len(text) - len(self._issue.description)
            cursor = self._description.textCursor()
            place = max(cursor.position() - grown, 0)
            self._description.setPlainText(self._issue.description)
            cursor.setPosition(min(place, len(self._issue.description)))
            self._description.setTextCursor(cursor)
            self.desk.refused.emit(
                self.tr("The description is full: it holds {count} characters.").format(
                    count=f"{LONGEST_PASSAGE:,}"
                )
            )
        elif self._issue and text != self._issue.description:
            self._describe(self.tr("describe the issue"), "description", text)

    def _on_owner_edited(self, text: str) -> None:
        self._describe(self.tr("say who looks after it"), "owner", " ".join(text.splitlines()))

    def _on_review_chosen(self, on: date | None) -> None:
        title = self.tr("set the day of the next review")
        self.desk.apply_to_issue(title, set_review_day, on, merge="review_on")

    def _on_plan_note_edited(self, text: str) -> None:
        self._describe(self.tr("describe the plan"), "plan_note", text)

    def _on_plan_chosen(self, index: int) -> None:
        self._describe(self.tr("say what people had in mind"), "plan", self._plan.itemData(index))

    def _go_on(self) -> None:
        if self._issue:
            self.desk.look_at(self._issue.id, Step.TRIAGE)
