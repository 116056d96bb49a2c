"""The verdict with its reasons, what would turn it, what it resembles, and what the group says."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from spdesk.core.approach import Part
from spdesk.core.flips import Flip, firmness, smallest_flip
from spdesk.core.triage import Contribution, Reading, Verdict
from spdesk.guidance.cases import most_alike
from spdesk.guidance.library import Guidance
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.flow_layout import FlowLayout
from spdesk.ui.widgets.heading import heading
from spdesk.ui.widgets.info_button import with_info
from spdesk.ui.widgets.long_words import breakable
from spdesk.ui.widgets.points_bar import PointsBar
from spdesk.ui.widgets.reflow_layout import reflow_row
from spdesk.ui.widgets.texts import button, card, clear, label
from spdesk.ui.widgets.type_mark import TypeMark
from spdesk.ui.words import (
    evidence_sentence,
    firmness_sentence,
    verdict_label,
    verdict_meaning,
    verdict_title,
)
from spdesk.workbook.derive import answers_of, reading_of, recommendation_of, verdict_that_counts
from spdesk.workbook.model import Issue, Workbook

MOST_CONTRIBUTIONS = 8
MOST_MOVES = 3
_MOST_POINTS = 3.0

_ENTRIES = {
    Verdict.TYPE_1: "type-1",
    Verdict.TYPE_2: "type-2",
    Verdict.MIXED: "mixed",
}
"""The entry of the glossary that says what a verdict means."""


class VerdictView(QWidget):
    """Reads everything from the issue; says only what the user wants next."""

    approach_asked = Signal()
    questions_asked = Signal()
    split_asked = Signal()
    overrule_asked = Signal()
    withdraw_asked = Signal()
    revisit_asked = Signal(str)
    part_asked = Signal(str)
    room_asked = Signal()

    def __init__(self, look: Look, guidance: Guidance) -> None:
        super().__init__()
        self._look = look
        self._guidance = guidance
        self._shown: tuple[Workbook, Issue] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)

    def show_issue(self, workbook: Workbook, issue: Issue) -> None:
        """Show the verdict on an issue."""
        if self._shown and self._shown[0] is workbook and self._shown[1] is issue:
            return
        self._shown = (workbook, issue)
        reading = reading_of(issue, self._guidance.rules)
        flip = smallest_flip(self._guidance.rules, answers_of(issue))
        clear(self._column)
        self._column.addWidget(self._head(issue, reading, flip))
        self._column.addWidget(self._buttons(issue))
        if issue.overrule:
            self._column.addWidget(self._own_view(issue, reading))
        side_column = QWidget()
        side = QVBoxLayout(side_column)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(16)
        if flip:
            side.addWidget(self._turning(flip))
        side.addWidget(self._alike(issue), 1)
        self._column.addWidget(
            reflow_row((self._contributions(reading), 5, 28), (side_column, 3, 15), spacing=16)
        )
        if parts := workbook.parts_of(issue.id):
            self._column.addWidget(self._parts(parts))
        else:
            self._column.addWidget(self._moves(workbook, issue))
        self._column.addStretch(1)

    def focus_first(self) -> None:
        """Put the focus on what most people do next."""
        self._first.setFocus()

    def _head(self, issue: Issue, reading: Reading, flip: Flip | None) -> QWidget:
        counts = verdict_that_counts(issue, self._guidance.rules)
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addWidget(TypeMark(self._look, counts, 3.4), 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(4)
        if issue.overrule:
            title = self.tr("You see it as {kind}.").format(kind=verdict_label(counts))
        else:
            title = verdict_title(counts)
        about = _ENTRIES.get(counts, "verdict")
        words.addWidget(with_info(label(title, "title"), about, self._look))
        subtype = reading.subtype if counts is reading.verdict else None
        words.addWidget(label(verdict_meaning(counts, subtype), "lead"))
        if reading.verdict is not Verdict.INSUFFICIENT and not issue.overrule:
            aid = self.tr("{firmness} A thinking aid, not a measurement.")
            said = label(aid.format(firmness=firmness_sentence(firmness(flip))), "muted")
            # Beside what would turn it stands the same button.
            words.addWidget(said if flip else with_info(said, "on-the-edge", self._look))
        row.addLayout(words, 1)
        return head

    def _own_view(self, issue: Issue, reading: Reading) -> QFrame:
        frame, column = card("hero", margin=18)
        reason = issue.overrule.reason if issue.overrule else ""
        column.addWidget(heading(self.tr("Why you see it differently"), self._look, "overrule"))
        column.addWidget(label(breakable(reason)))
        row = QHBoxLayout()
        said = self.tr("The triage says: {verdict} Both stay on record.")
        row.addWidget(label(said.format(verdict=verdict_title(reading.verdict)), "muted"), 1)
        row.addWidget(button(self.tr("Withdraw our view"), self._ask_withdraw, "link"))
        column.addLayout(row)
        return frame

    def _contributions(self, reading: Reading) -> QFrame:
        frame, column = card()
        ordered = sorted(reading.contributions, key=_strength)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.addWidget(heading(self.tr("What says so"), self._look, "criterion"), 0, 0)
        shown = [c for c in ordered if c.points][:MOST_CONTRIBUTIONS]
        if shown:
            grid.addLayout(_ends(), 0, 1)
        for row, contribution in enumerate(shown, 1):
            self._add_contribution(grid, row, contribution)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addStretch(1)
        if not ordered:
            column.addWidget(label(self.tr("No question was answered from 0 to 4."), "muted"))
            return frame
        hidden = len(ordered) - len(shown)
        text = evidence_sentence(reading)
        if hidden > 0:
            text += " " + (
                self.tr("One answer that adds little is not listed.")
                if hidden == 1
                else self.tr("{count} answers that add little are not listed.").format(count=hidden)
            )
        column.addWidget(label(text, "muted"))
        return frame

    def _add_contribution(self, grid: QGridLayout, row: int, contribution: Contribution) -> None:
        criterion = self._guidance.triage.criterion(contribution.criterion_id)
        if criterion is None:
            return
        said = criterion.says(contribution.points)
        name = button(criterion.short(contribution.rating), self._ask_revisit, "link")
        name.setProperty("criterion", criterion.id)
        name.setToolTip(said)
        name.setAccessibleDescription(said)
        grid.addWidget(name, row, 0)
        grid.addWidget(PointsBar(self._look, contribution.points, _MOST_POINTS), row, 1)
        rating = self.tr("answer {rating}").format(rating=contribution.rating)
        grid.addWidget(label(rating, "muted", wrap=False), row, 2)

    def _turning(self, flip: Flip) -> QFrame:
        frame, column = card()
        title = (
            self.tr("This would turn it to {kind}")
            if len(flip.changes) == 1
            else self.tr("These together would turn it to {kind}")
        )
        title = title.format(kind=verdict_label(flip.verdict))
        column.addWidget(heading(title, self._look, "on-the-edge"))
        for change in flip.changes:
            criterion = self._guidance.triage.criterion(change.criterion_id)
            if criterion:
                text = self.tr("{criterion}: answer {after} instead of {before}").format(
                    criterion=criterion.short(change.after),
                    after=change.after,
                    before=change.before,
                )
                column.addWidget(label(text))
        return frame

    def _alike(self, issue: Issue) -> QFrame:
        frame, column = card()
        title = self.tr("Published problems like it")
        column.addWidget(heading(title, self._look, "published-problem"))
        likenesses = most_alike(
            self._guidance.rules, self._guidance.cases.cases, issue.triage.ratings
        )
        for likeness in likenesses[:2]:
            case = likeness.case
            column.addLayout(self._case(case.title, Verdict(case.label), case.source))
        if len(likenesses) > 2:
            unlike = likenesses[-1].case
            text = self.tr("Unlike: {title}").format(title=unlike.title)
            column.addLayout(self._case(text, Verdict(unlike.label), unlike.source))
        if not likenesses:
            column.addWidget(label(self.tr("Too few answers to compare."), "muted"))
        column.addStretch(1)
        return frame

    def _case(self, title: str, verdict: Verdict, source: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(TypeMark(self._look, verdict, 0.65))
        text = label(title)
        text.setToolTip(source)
        text.setAccessibleDescription(f"{verdict_label(verdict)}. {source}")
        row.addWidget(text, 1)
        return row

    def _buttons(self, issue: Issue) -> QWidget:
        bar = QWidget()
        row = FlowLayout(12)
        bar.setLayout(row)
        counts = verdict_that_counts(issue, self._guidance.rules)
        approach = button(self.tr("See the approach"), self._ask_approach)
        split = button(self.tr("Split into parts…"), self._ask_split)
        back = button(self.tr("Back to the questions"), self._ask_questions)
        first = {Verdict.MIXED: split, Verdict.INSUFFICIENT: back}.get(counts, approach)
        first.setProperty("kind", "primary")
        self._first = first
        row.addWidget(first)
        for made in (approach, split):
            if made is not first and not (made is approach and counts is Verdict.INSUFFICIENT):
                row.addWidget(made)
        if not issue.overrule:
            row.addWidget(button(self.tr("We see it differently…"), self._ask_overrule))
        if back is not first:
            back.setProperty("kind", "link")
            row.addWidget(back)
        row.addWidget(button(self.tr("Ask the room"), self._ask_room, "link"))
        return bar

    def _moves(self, workbook: Workbook, issue: Issue) -> QWidget:
        recommendation = recommendation_of(issue, workbook, self._guidance)
        if recommendation is None:
            return QWidget()
        frame, column = card()
        column.addWidget(heading(self.tr("First moves"), self._look, "first-move"))
        moves = enumerate(recommendation.of(Part.FIRST_MOVE)[:MOST_MOVES], 1)
        column.addWidget(
            reflow_row(*((_move(number, move.text), 1, 13.0) for number, move in moves), spacing=28)
        )
        return frame

    def _parts(self, parts: tuple[Issue, ...]) -> QFrame:
        frame, column = card()
        column.addWidget(heading(self.tr("Split into"), self._look, "part"))
        for part in parts:
            verdict = verdict_that_counts(part, self._guidance.rules)
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(TypeMark(self._look, verdict, 0.65))
            row.addWidget(label(breakable(part.title)), 1)
            row.addWidget(label(verdict_label(verdict), "muted", wrap=False))
            name = self.tr("Open “{title}”").format(title=part.title)
            link = button(self.tr("Open"), self._ask_part, "link", name=name)
            link.setProperty("part", part.id)
            row.addWidget(link)
            column.addLayout(row)
        return frame

    def _ask_revisit(self) -> None:
        self.revisit_asked.emit(str(self.sender().property("criterion")))

    def _ask_part(self) -> None:
        self.part_asked.emit(str(self.sender().property("part")))

    def _ask_approach(self) -> None:
        self.approach_asked.emit()

    def _ask_questions(self) -> None:
        self.questions_asked.emit()

    def _ask_room(self) -> None:
        self.room_asked.emit()

    def _ask_split(self) -> None:
        self.split_asked.emit()

    def _ask_overrule(self) -> None:
        self.overrule_asked.emit()

    def _ask_withdraw(self) -> None:
        self.withdraw_asked.emit()


def _ends() -> QHBoxLayout:
    """What left and right of the middle of a bar stand for."""
    row = QHBoxLayout()
    row.addWidget(label(verdict_label(Verdict.TYPE_1), "muted", wrap=False))
    row.addStretch(1)
    row.addWidget(label(verdict_label(Verdict.TYPE_2), "muted", wrap=False))
    return row


def _move(number: int, text: str) -> QWidget:
    line = label(f"{number}. {text}")
    line.setAlignment(Qt.AlignmentFlag.AlignTop)
    return line


def _strength(contribution: Contribution) -> tuple[float, str]:
    return -abs(contribution.points), contribution.criterion_id
