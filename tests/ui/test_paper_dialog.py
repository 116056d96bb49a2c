"""Paper ballots, typed back with their check sum."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from spdesk.core.performance import Scale
from spdesk.core.rounds import TRIAGE_SCALE, scale_of_ballots
from spdesk.guidance.library import guidance
from spdesk.ui.ballot.paper_dialog import PaperDialog
from spdesk.ui.ballot.paper_field import PaperError, RatingField, SumField, read_rating
from spdesk.ui.theme.look import Look
from spdesk.workbook.round_questions import all_questions
from spdesk.workbook.rounds import Ballot, BallotRound, Subject
from tests.ui.driving import named, shown, wait_for_keyboard, words

SCALE = Scale(1, 10)
ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


class Typist:
    """The facilitator at the dialog, who types where the focus is."""

    def __init__(self, dialog: PaperDialog) -> None:
        self.dialog = dialog
        self.ballots: list[Ballot] = []
        dialog.typed.connect(self.ballots.append)

    def keys(self, *keys: Qt.Key | str) -> None:
        for key in keys:
            focus = QApplication.focusWidget() or self.dialog
            if isinstance(key, str):
                QTest.keyClicks(focus, key)
            else:
                QTest.keyClick(focus, key)
            for _ in range(3):
                QApplication.processEvents()

    def lines(self, *texts: str) -> None:
        """Type each text and press Enter."""
        for text in texts:
            self.keys(text, ENTER)

    @property
    def fields(self) -> list[RatingField]:
        return shown(self.dialog, RatingField)

    @property
    def sum(self) -> SumField:
        return shown(self.dialog, SumField)[0]

    @property
    def words(self) -> str:
        return words(self.dialog)


Open = Callable[..., Typist]


@pytest.fixture
def paper(qtbot: QtBot, look: Look) -> Iterator[Open]:
    """Open the dialog over another window."""
    below = QWidget()
    qtbot.addWidget(below)

    def make(
        subject: Subject = "terms",
        count: int | None = None,
        roles: tuple[str, ...] = (),
        scale: Scale = SCALE,
    ) -> Typist:
        ids = tuple(question.id for question in all_questions(subject, guidance()))
        held = BallotRound(
            id="r", subject=subject, questions=ids[:count], held_on=date(2026, 3, 2), roles=roles
        )
        dialog = PaperDialog(guidance(), held, scale, below)
        dialog.show()
        wait_for_keyboard(qtbot, dialog)
        return Typist(dialog)

    yield make
    for dialog in below.findChildren(PaperDialog):
        dialog.hide()


def test_ballots_are_typed_one_after_the_other_with_enter_alone(paper: Open) -> None:
    typist = paper()
    typist.lines("3", "10", "7", "20")
    assert [ballot.ratings for ballot in typist.ballots] == [
        {"capabilities": 3, "incentives": 10, "relationships": 7}
    ]
    assert "1 typed" in typist.words
    assert [field.text() for field in typist.fields] == ["", "", ""]
    assert QApplication.focusWidget() is typist.fields[0]
    typist.lines("1", "1", "1", "3", "2", "2", "2", "6")
    assert len(typist.ballots) == 3
    assert "3 typed" in typist.words
    assert typist.dialog.count == 3


def test_missing_cannot_say_and_a_number_are_three_different_things(paper: Open) -> None:
    typist = paper()
    typist.lines("", "?", "8", "8")
    assert typist.ballots[-1].ratings == {"incentives": None, "relationships": 8}
    typist.lines("-", "", "", "0")
    assert typist.ballots[-1].ratings == {"capabilities": None}


def test_a_wrong_sum_names_both_and_takes_nothing(paper: Open) -> None:
    typist = paper()
    typist.lines("3", "4", "5", "13")
    assert typist.ballots == []
    assert "add up to 12, but the sum given is 13" in typist.words
    assert [field.text() for field in typist.fields] == ["3", "4", "5"]
    assert QApplication.focusWidget() is typist.sum
    typist.fields[2].setFocus()
    typist.fields[2].selectAll()
    typist.lines("6", "")  # mended in the field; the sum stands there already
    assert typist.ballots[-1].ratings["relationships"] == 6
    assert "add up to" not in typist.words


def test_a_sum_must_be_given(paper: Open) -> None:
    typist = paper()
    typist.lines("3", "4", "5", "")
    assert "Type the sum that stands under the ballot." in typist.words
    typist.lines("x")
    assert typist.ballots == []
    typist.keys(Qt.Key.Key_Backspace)
    typist.lines("12")
    assert len(typist.ballots) == 1


@pytest.mark.parametrize("key", [ENTER, TAB])
@pytest.mark.parametrize("text", ["11", "0", "3.5", "x", "-1", "1e0x"])
def test_what_is_no_rating_is_refused_at_its_field(paper: Open, text: str, key: Qt.Key) -> None:
    typist = paper()
    typist.keys(text, key)
    field = typist.fields[0]
    assert QApplication.focusWidget() is field
    assert "Type a whole number from 1 to 10" in typist.words
    assert "from 1 to 10" in field.accessibleDescription()
    typist.keys("4")  # the text is selected, so typing replaces it
    assert field.text() == "4"
    assert "Type a whole number from 1 to 10" not in typist.words
    typist.keys(key)
    assert QApplication.focusWidget() is typist.fields[1]


def test_a_ballot_with_an_unread_field_is_not_taken_by_the_button(paper: Open) -> None:
    typist = paper()
    typist.lines("3", "4")
    typist.keys("99")
    typist.sum.setFocus()
    typist.keys("7")
    button = named(typist.dialog, "Take this ballot", QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert typist.ballots == []
    assert QApplication.focusWidget() is typist.fields[2]


def test_the_triage_is_typed_from_zero_to_four(paper: Open) -> None:
    typist = paper("triage", 2)
    typist.lines("0", "4", "4")
    assert list(typist.ballots[-1].ratings.values()) == [0, 4]
    typist.lines("5")
    assert "from 0 to 4" in typist.words


def test_undo_does_not_bring_a_taken_ballot_back(paper: Open) -> None:
    typist = paper()
    typist.lines("3", "4", "5", "12")
    for field in (*typist.fields, typist.sum):
        field.setFocus()
        for key in (Qt.Key.Key_Z, Qt.Key.Key_Y):
            QTest.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)
        assert field.text() == ""
        assert not field.isUndoAvailable()


def test_a_role_goes_with_its_ballot_only(paper: Open) -> None:
    typist = paper(roles=("Nurses", "Doctors"))
    box = named(typist.dialog, "Role on the ballot", QComboBox)
    box.setFocus()
    typist.keys(Qt.Key.Key_Down, Qt.Key.Key_Down, TAB)
    typist.lines("1", "1", "1", "3")
    assert typist.ballots[-1].role == "Doctors"
    typist.keys(TAB)
    typist.lines("1", "1", "1", "3")
    assert typist.ballots[-1].role == ""


def test_a_long_role_does_not_make_the_dialog_scroll_sideways(paper: Open) -> None:
    role = "The practice manager, both senior partners, and the lead nurse of the second site"
    typist = paper("factors", roles=(role * 2,))
    area = shown(typist.dialog, QScrollArea)[0]
    assert area.horizontalScrollBar().maximum() == 0
    assert named(typist.dialog, "Role on the ballot", QComboBox).width() < area.width()


@pytest.mark.parametrize("by_key", [True, False])
def test_closing_forgets_what_was_half_typed(paper: Open, by_key: bool) -> None:
    typist = paper()
    typist.lines("3")
    if by_key:
        typist.keys(Qt.Key.Key_Escape)
    else:
        typist.dialog.close()
    assert not typist.dialog.isVisible()
    typist.dialog.show()
    assert [field.text() for field in typist.fields] == ["", "", ""]
    assert typist.ballots == []


def test_decimal_comma_and_point_are_both_read() -> None:
    scale = scale_of_ballots(Scale(1, 20))
    assert read_rating("3,11", scale) == read_rating(" 3.11", scale) == 3.11
    assert read_rating("?", scale) is None
    for text in ("3", "nan", "inf", "1e1", "ten"):
        with pytest.raises(PaperError, match=r"Type one of 1, 3.11, "):
            read_rating(text, scale)
    assert [read_rating(text, TRIAGE_SCALE) for text in ("0", "4")] == [0, 4]


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
@pytest.mark.parametrize("subject", ["factors", "triage", "terms"])
def test_no_text_is_cut_and_the_sum_stays_in_sight(
    paper: Open, look: Look, subject: Subject, scale: float
) -> None:
    look.set_scale(scale)
    typist = paper(subject, roles=("Nurses",))
    typist.dialog.resize(min(1280, typist.dialog.width()), 700)
    for _ in range(3):
        QApplication.processEvents()
    assert typist.dialog.minimumSizeHint().width() <= 1366
    for one in (*shown(typist.dialog, QLabel), *shown(typist.dialog, QPushButton)):
        tall = one.heightForWidth(one.width()) if one.hasHeightForWidth() else 0
        assert (one.text(), one.height() >= tall) == (one.text(), True)
        assert one.width() >= one.minimumSizeHint().width()
    typist.keys(TAB)
    for field in typist.fields:  # each is scrolled into sight as the typing gets there
        assert QApplication.focusWidget() is field
        assert not field.visibleRegion().isEmpty()
        typist.keys("3", ENTER)
    assert not typist.sum.visibleRegion().isEmpty()
