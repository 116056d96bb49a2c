"""The information buttons from the issue to the approach, and what large text leaves in sight."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QPushButton

from spdesk.core.triage import Verdict
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.answer_cards import AnswerCard
from spdesk.ui.widgets.info_button import InfoButton
from spdesk.ui.widgets.info_popup import InfoPopup
from spdesk.ui.widgets.minority_dialog import MinorityDialog
from spdesk.ui.widgets.overrule_dialog import OverruleDialog
from spdesk.ui.widgets.split_dialog import SplitDialog
from spdesk.workbook import edits
from spdesk.workbook.derive import Step
from tests.ui.driving import Driver, shown, words
from tests.ui.test_accessibility import focusable

# Out of sight there is no keyboard to grab, and Qt says so whenever a popup opens.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


def terms(driver: Driver) -> list[str]:
    """The terms that have a button, in the order in which Tab comes to them."""
    return [
        widget.accessibleName().removeprefix("What “").removesuffix("” means")
        for widget in focusable(driver.window)
        if isinstance(widget, InfoButton) and driver.page.isAncestorOf(widget)
    ]


def test_the_issue_page_explains_its_terms(driver: Driver) -> None:
    driver.start_issue()
    assert terms(driver) == ["Issue", "Review", "Mismatch"]


def test_a_question_explains_what_it_is_and_what_not_knowing_means(driver: Driver) -> None:
    driver.start_triage()
    assert terms(driver) == ["Crisis", "Evidence bar"]
    driver.keys("0", Qt.Key.Key_Return)
    assert terms(driver) == ["Criterion", "Can’t say", "Evidence bar"]
    driver.keys(Qt.Key.Key_Backspace)
    assert terms(driver) == ["Crisis", "Evidence bar"]


@pytest.mark.parametrize(
    ("verdict", "title"),
    [(Verdict.TYPE_1, "Type 1"), (Verdict.TYPE_2, "Type 2"), (Verdict.MIXED, "Mixed")],
)
def test_a_verdict_explains_itself_and_its_reasons(
    driver: Driver, verdict: Verdict, title: str
) -> None:
    driver.reach(verdict)
    found = terms(driver)
    assert found[0] == title
    assert set(found[1:]) == {"Criterion", "On the edge", "Published problem", "First move"}
    assert len(found) == 5


def test_a_verdict_of_our_own_and_parts_are_explained(driver: Driver) -> None:
    driver.reach(Verdict.TYPE_2)
    desk = driver.window.desk
    desk.apply_to_issue("view", edits.overrule, "mixed", "So")
    desk.apply_to_issue("split", edits.split_issue, (("one", "One"), ("two", "Two")))
    driver.settle()
    assert terms(driver)[:2] == ["Mixed", "We see it differently"]
    assert terms(driver)[-1] == "Part"


def test_a_crisis_and_a_verdict_that_is_none_are_explained(driver: Driver) -> None:
    driver.start_triage(4)
    assert terms(driver) == ["Crisis"]
    driver.reach(Verdict.INSUFFICIENT)
    assert terms(driver)[0] == "Verdict"
    assert "No question was answered from 0 to 4." in driver.words


def test_the_approach_explains_its_terms(driver: Driver) -> None:
    driver.open_example("missed-appointments", Step.APPROACH)
    first = ["Approach", "Mismatch", "First move", "Style", "Followership", "Lever"]
    assert terms(driver) == [*first, "If this happens, triage again"]


def test_enter_opens_a_term_amid_a_question_and_answers_nothing(driver: Driver) -> None:
    driver.start_triage(0)
    stop = driver.triage.stop
    info = next(one for one in shown(driver.page, InfoButton))
    info.setFocus()
    driver.keys(Qt.Key.Key_Return)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, InfoPopup)
    driver.qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is info
    assert driver.triage.stop == stop
    assert driver.issue.triage.ratings == {}


def dialogs(driver: Driver, look: Look) -> list[QDialog]:
    return [
        OverruleDialog(driver.window, look, Verdict.TYPE_2),
        SplitDialog(driver.window, look, "A title"),
        MinorityDialog(driver.window, look),
    ]


def test_each_dialog_explains_its_term_and_begins_in_its_first_field(
    driver: Driver, look: Look
) -> None:
    found, starts = [], []
    for dialog in dialogs(driver, look):
        dialog.show()
        driver.settle()
        found += [button.accessibleName() for button in shown(dialog, InfoButton)]
        starts.append(isinstance(dialog.focusWidget(), InfoButton))
        dialog.close()
    assert found == [
        f"What “{t}” means" for t in ("We see it differently", "Part", "Minority note")
    ]
    assert starts == [False] * 3


def test_a_minority_note_says_what_is_missing(driver: Driver, look: Look) -> None:
    dialog = MinorityDialog(driver.window, look)
    dialog.show()
    (text,) = shown(dialog, QPlainTextEdit)
    keep = next(b for b in shown(dialog, QPushButton) if b.text() == "Keep the note")
    assert not keep.isEnabled()
    assert "Write what you see." in words(dialog)
    text.setPlainText("So")
    assert keep.isEnabled()
    assert "Write what you see." not in words(dialog)


@pytest.mark.parametrize("verdict", [Verdict.TYPE_2, Verdict.MIXED])
def test_at_200_per_cent_the_verdict_and_what_to_do_next_are_in_sight_together(
    driver: Driver, look: Look, verdict: Verdict
) -> None:
    look.set_scale(2.0)
    driver.window.resize(1366, 768)
    driver.walk(verdict)
    driver.settle()
    focus = QApplication.focusWidget()
    assert focus.property("kind") == "primary"
    assert not focus.visibleRegion().isEmpty()
    assert driver.page.verticalScrollBar().value() == 0


def test_answers_in_a_column_take_a_line_each(driver: Driver, look: Look) -> None:
    driver.window.resize(1366, 768)
    driver.start_triage()
    beside = {card.geometry().top() for card in shown(driver.page, AnswerCard)}
    look.set_scale(2.0)
    driver.settle()
    cards = shown(driver.page, AnswerCard)
    assert len(beside) == 1
    assert len({card.geometry().top() for card in cards}) == 5
    assert all(card.height() < 3 * card.fontMetrics().height() for card in cards)
