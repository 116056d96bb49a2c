"""The triage: shows the current stop of the wizard and turns keys and clicks into edits.

Order, stopping and verdict live in the core; this page only knows which stop it shows.
"""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QPushButton

from spdesk.core import wizard
from spdesk.core.privacy import Detail
from spdesk.core.triage import RATINGS, Verdict
from spdesk.core.wizard import CRISIS, GATE, VERDICT, Stop, StopKind
from spdesk.guidance.library import Guidance
from spdesk.ui.announce import announce
from spdesk.ui.desk import Desk
from spdesk.ui.pages.page import Page
from spdesk.ui.pages.triage.crisis_view import CrisisView
from spdesk.ui.pages.triage.question_view import QuestionView
from spdesk.ui.pages.triage.verdict_view import VerdictView
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.overrule_dialog import ask_for_own_view
from spdesk.ui.widgets.split_dialog import split_with_dialog
from spdesk.ui.words import verdict_title
from spdesk.workbook import edits
from spdesk.workbook.derive import Step, answers_of, reading_of, verdict_that_counts
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.privacy import accept_details


class TriagePage(Page):
    """Gate, questions, verdict or crisis: one of them at a time."""

    stop_shown = Signal()
    """A stop of the way is shown, perhaps another than before."""

    def __init__(self, desk: Desk, look: Look, guidance: Guidance) -> None:
        super().__init__(desk, look, guidance)
        self._issue: Issue | None = None
        self._stop: Stop | None = None
        self._question = QuestionView(look)
        self._verdict = VerdictView(look, guidance)
        self._crisis = CrisisView(look, guidance.triage.gate)
        for view in (self._question, self._verdict, self._crisis):
            view.setVisible(False)
            self.content.addWidget(view, 1)
        self._connect()
        self._add_keys()

    @property
    def stop(self) -> Stop | None:
        """The stop that is shown."""
        return self._stop

    def show_issue(self, workbook: Workbook, issue: Issue) -> None:
        other = self._issue is None or self._issue.id != issue.id
        self._issue = issue
        answers = answers_of(issue)
        reachable = (*wizard.way(self.guidance.rules, answers), VERDICT)
        if other or self._stop not in reachable or (self._stop == VERDICT and not self._may_stop()):
            self._stop = wizard.landing(self.guidance.rules, answers, issue.triage.stopped)
        self._show_stop(workbook, issue)

    def arrive(self) -> None:
        if self._issue is not None:
            answers = answers_of(self._issue)
            stopped = self._issue.triage.stopped
            self.go_to(wizard.landing(self.guidance.rules, answers, stopped))

    def _connect(self) -> None:
        question, verdict, crisis = self._question, self._verdict, self._crisis
        question.rated.connect(self._rate)
        question.cannot_say.connect(self._cannot_say)
        question.next_asked.connect(self._next)
        question.back_asked.connect(self._back)
        question.verdict_asked.connect(self._stop_asking)
        question.revisit_asked.connect(self._revisit)
        verdict.revisit_asked.connect(self._revisit)
        verdict.approach_asked.connect(self._see_approach)
        verdict.questions_asked.connect(self._go_on_asking)
        verdict.split_asked.connect(self._split)
        verdict.overrule_asked.connect(self._overrule)
        verdict.withdraw_asked.connect(self._withdraw)
        verdict.part_asked.connect(self._see_part)
        for view in (question, verdict):
            view.room_asked.connect(self._see_room)
        crisis.noted.connect(self._note_check)
        crisis.let_stay.connect(self._let_stay)
        crisis.typing_began.connect(self.desk.new_gesture)
        crisis.review_set.connect(self._set_review)
        crisis.gate_asked.connect(self._back)
        crisis.approach_asked.connect(self._see_approach)

    def _add_keys(self) -> None:
        self._keys: list[QShortcut] = []
        for rating in RATINGS:
            key = self._add_key(str(rating), self._rate_by_key)
            key.setProperty("rating", rating)
        self._add_key("?", self._cannot_say)
        self._add_key("Return", self._enter)
        self._add_key("Enter", self._enter)
        self._add_key("Backspace", self._back)
        self._add_key("F1", self._question.ask_why)

    def _add_key(self, keys: str, action: object) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(action)
        self._keys.append(shortcut)
        return shortcut

    def _show_stop(self, workbook: Workbook, issue: Issue) -> None:
        stop = self._stop or GATE
        asking = stop.kind in (StopKind.GATE, StopKind.QUESTION)
        if asking:
            self._show_question(issue, stop)
        elif stop == CRISIS:
            self._crisis.show_issue(issue)
        else:
            self._verdict.show_issue(workbook, issue)
        self._question.setVisible(asking)
        self._crisis.setVisible(stop == CRISIS)
        self._verdict.setVisible(stop == VERDICT)
        for key in self._keys:
            key.setEnabled(asking)
        self.stop_shown.emit()

    def _show_question(self, issue: Issue, stop: Stop) -> None:
        rules, texts, triage = self.guidance.rules, self.guidance.triage, issue.triage
        answers = answers_of(issue)
        view = self._question
        criterion = texts.criterion(stop.criterion_id or "")
        if criterion is None:
            gate = texts.gate
            view.show_question(
                gate.question, gate.hint, gate.why, ", ".join(gate.sources), gate.levels
            )
            view.show_answer(
                triage.crisis_gate, asked=triage.crisis_gate is not None, can_say=False
            )
            place, detail = self.tr("First of all"), self.tr("is it a crisis?")
        else:
            view.show_question(
                criterion.question,
                criterion.hint,
                criterion.why,
                ", ".join(criterion.sources),
                [criterion.anchors.get(rating, "") for rating in RATINGS],
            )
            asked = criterion.id in triage.ratings
            view.show_answer(triage.ratings.get(criterion.id), asked=asked, can_say=True)
            number = wizard.way(rules, answers).index(stop)
            place = self.tr("Question {number}").format(number=number)
            detail = self.tr("of {count} at most · the order adapts to your answers").format(
                count=len(rules.criteria)
            )
        view.show_progress(place, detail, can_go_back=stop != GATE)
        view.show_reading(
            reading_of(issue, rules),
            settled=wizard.should_offer_to_stop(rules, answers),
            may_stop=bool(triage.answers) and self._may_stop(),
        )
        view.show_given(self._given(issue), stop.criterion_id or "")

    def _given(self, issue: Issue) -> list[tuple[str, str]]:
        """The answers so far, as short texts that lead back to their questions."""
        given = []
        if issue.triage.crisis_gate is not None:
            given.append(("", self.tr("Crisis · {rating}").format(rating=issue.triage.crisis_gate)))
        for answer in issue.triage.answers:
            criterion = self.guidance.triage.criterion(answer.criterion)
            if criterion:
                rating = self.tr("can’t say") if answer.rating is None else str(answer.rating)
                given.append((criterion.id, f"{criterion.short(answer.rating)} · {rating}"))
        return given

    def _may_stop(self) -> bool:
        if self._issue is None:
            return False
        return wizard.may_stop(self.guidance.rules, answers_of(self._issue))

    def go_to(self, stop: Stop | None) -> None:
        """Show another stop of the way; None changes nothing."""
        if stop is None or self._issue is None:
            return
        self._stop = stop
        self._show_stop(self.desk.workbook, self._issue)
        self.verticalScrollBar().setValue(0)
        if stop.kind in (StopKind.GATE, StopKind.QUESTION):
            self._question.answers.focus_first()
        elif stop == VERDICT:
            self._verdict.focus_first()
        else:
            self._crisis.focus_first()
        self._read_out(stop)

    def _read_out(self, stop: Stop) -> None:
        """Have a screen reader say where the way has led; the focus says only what to press."""
        if self._issue is None:
            return
        if stop.kind in (StopKind.GATE, StopKind.QUESTION):
            announce(self, self._question.spoken())
        elif stop == VERDICT:
            announce(self, verdict_title(verdict_that_counts(self._issue, self.guidance.rules)))
        else:
            announce(self, verdict_title(Verdict.CRISIS))

    def _rate_by_key(self) -> None:
        self._rate(int(self.sender().property("rating")))

    def _rate(self, rating: int) -> None:
        self._answer(rating)

    def _cannot_say(self) -> None:
        if self._stop != GATE:
            self._answer(None)

    def _answer(self, rating: int | None) -> None:
        stop = self._stop
        if stop is None or stop.kind not in (StopKind.GATE, StopKind.QUESTION):
            return
        criterion = self.guidance.triage.criterion(stop.criterion_id or "")
        if criterion is None:
            self.desk.apply_to_issue(self.tr("answer “crisis”"), edits.answer_gate, rating)
        else:
            title = self.tr("answer “{criterion}”").format(criterion=criterion.label_wicked)
            self.desk.apply_to_issue(title, edits.answer, criterion.id, rating)
        # Qt has toggled the button by itself; an unchanged answer sends nothing back.
        if self._issue is not None:
            self._show_question(self._issue, stop)
            if rating is not None:
                self._question.answers.focus_first()

    def _enter(self) -> None:
        """Enter presses the button that has the focus, and otherwise goes on."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QPushButton) and self.isAncestorOf(focus):
            focus.click()
        else:
            self._next()

    def _next(self) -> None:
        if self._issue is not None and self._stop is not None:
            answers = answers_of(self._issue)
            self.go_to(wizard.after(self.guidance.rules, answers, self._stop))

    def _back(self) -> None:
        if self._issue is not None and self._stop is not None:
            answers = answers_of(self._issue)
            self.go_to(wizard.before(self.guidance.rules, answers, self._stop))

    def _revisit(self, criterion_id: str) -> None:
        self.go_to(Stop(StopKind.QUESTION, criterion_id) if criterion_id else GATE)

    def _stop_asking(self) -> None:
        self.desk.apply_to_issue(self.tr("see the verdict"), edits.stop_asking, True)
        self.go_to(VERDICT)

    def _go_on_asking(self) -> None:
        self.desk.apply_to_issue(self.tr("go on with the questions"), edits.stop_asking, False)
        if self._issue is not None:
            stops = wizard.way(self.guidance.rules, answers_of(self._issue))
            self.go_to(stops[-2] if stops[-1] == VERDICT else stops[-1])

    def _see_approach(self) -> None:
        if self._issue is not None:
            self.desk.look_at(self._issue.id, Step.APPROACH)

    def _see_room(self) -> None:
        if self._issue is not None:
            self.desk.look_at(self._issue.id, Step.ROOM)

    def _see_part(self, part_id: str) -> None:
        self.desk.look_at(part_id, Step.TRIAGE)

    def _split(self) -> None:
        split_with_dialog(self.desk, self, self.look)
        self._verdict.focus_first()

    def _overrule(self) -> None:
        if self._issue is None:
            return
        said = reading_of(self._issue, self.guidance.rules).verdict
        view = ask_for_own_view(self, self.look, said)
        if view is not None:
            self.desk.apply_to_issue(self.tr("see it differently"), edits.overrule, *view)
        self._verdict.focus_first()

    def _withdraw(self) -> None:
        self.desk.apply_to_issue(self.tr("withdraw our view"), edits.withdraw_overrule)
        self._verdict.focus_first()

    def _note_check(self, check: str, note: str) -> None:
        self.desk.apply_to_issue(
            self.tr("note a check"), edits.note_check, check, note, merge=f"check-{check}"
        )

    def _let_stay(self, field: str, kinds: tuple[Detail, ...]) -> None:
        self.desk.apply_to_issue(self.tr("let details stay"), accept_details, field, kinds)

    def _set_review(self, at: datetime) -> None:
        self.desk.apply_to_issue(self.tr("set the review time"), edits.set_review_time, at)
