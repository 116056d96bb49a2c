"""The tour: eight or nine stops in the real window, which leave nothing behind."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea

from spdesk.ui.messages import Unsaved
from spdesk.ui.recovery import Keeper
from spdesk.ui.theme.look import ThemeChoice
from spdesk.ui.tour import tour
from spdesk.ui.tour.card import Card
from spdesk.ui.tour.mark import Mark
from spdesk.ui.tour.placing import GAP, place_card
from spdesk.ui.tour.stops import marked_place, stops
from spdesk.ui.tour.tour import Tour
from spdesk.workbook import edits
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Workbook
from spdesk.workbook.store import save_workbook
from tests.ui.conftest import Recorder
from tests.ui.driving import Driver, example_path, named, shown
from tests.ui.test_accessibility import cut, focusable, nameless

COUNT = 9
LAST = "Start our own issue"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A file of the user's, with two issues."""
    workbook = edits.add_issue(Workbook(), "one", "Ours")
    path = tmp_path / "ours.spdesk"
    save_workbook(edits.add_issue(workbook, "two", "Ours too"), path)
    return path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "another.spdesk"
    save_workbook(edits.add_issue(Workbook(), "three", "Another"), path)
    return path


def begin(driver: Driver) -> None:
    """Ask for the tour in the menu."""
    driver.activate()
    driver.window.menu_actions["tour"].trigger()
    driver.settle()


def card(driver: Driver) -> Card:
    (found,) = shown(driver.window, Card)
    return found


def mark(driver: Driver) -> Mark:
    (found,) = driver.window.findChildren(Mark)
    return found


def said(driver: Driver) -> str:
    return "\n".join(label.text() for label in shown(card(driver), QLabel))


def press(driver: Driver, name: str) -> None:
    button = named(card(driver), name, QPushButton)
    driver.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    driver.settle()


def place(driver: Driver) -> tuple[Path | None, str | None, Step, bool, str]:
    desk = driver.window.desk
    issue = desk.issue.id if desk.issue else None
    return desk.path, issue, desk.step, desk.at_register, desk.name


def status(driver: Driver) -> str:
    return "\n".join(label.text() for label in shown(driver.window.statusBar(), QLabel))


def nothing_is_left(driver: Driver) -> None:
    driver.settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for kind in (Card, Mark, Tour):
        assert driver.window.findChildren(kind) == []


def test_enter_leads_through_all_stops_and_to_an_issue_of_ones_own(driver: Driver) -> None:
    begin(driver)
    for number, stop in enumerate(stops(), 1):
        assert f"{number} of {COUNT}" in said(driver)
        assert stop.title in said(driver)
        assert stop.text in said(driver)
        assert driver.window.desk.step is (stop.step or Step.REVIEW)
        focus = QApplication.focusWidget()
        assert isinstance(focus, QPushButton)
        assert focus.accessibleName() == ("Next" if number < COUNT else LAST)
        driver.keys(Qt.Key.Key_Return if number % 2 else Qt.Key.Key_Space)
    nothing_is_left(driver)
    assert driver.window.desk.workbook == Workbook()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "The issue in a sentence"


def test_every_stop_marks_something_that_can_be_seen_and_does_not_cover_it(
    driver: Driver,
) -> None:
    begin(driver)
    for _ in stops():
        frame, page = mark(driver), driver.window
        assert frame.isVisible()
        marked = marked_place(page, page.findChildren(Tour)[0]._target())
        assert frame.geometry().contains(marked.intersected(page.rect()))
        assert not frame.mask().contains(marked.center() - frame.pos())
        assert frame.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        covered = card(driver).geometry().intersected(marked)
        assert covered.width() * covered.height() < marked.width() * marked.height() / 4
        driver.keys(Qt.Key.Key_Return)


def test_back_goes_back_and_there_is_none_at_the_first_stop(driver: Driver) -> None:
    begin(driver)
    assert not named(card(driver), "Back", QPushButton).isEnabled()
    press(driver, "Next")
    press(driver, "Next")
    assert driver.window.desk.step is Step.TRIAGE
    press(driver, "Back")
    assert driver.window.desk.step is Step.ISSUE
    assert f"2 of {COUNT}" in said(driver)


def test_leaving_for_an_untouched_start_page_leads_back_to_it(driver: Driver) -> None:
    begin(driver)
    driver.keys(Qt.Key.Key_Return, Qt.Key.Key_Escape)
    nothing_is_left(driver)
    assert place(driver) == (None, None, Step.ISSUE, False, "")
    assert driver.window.desk.workbook == Workbook()
    assert not driver.window.files.is_example
    assert "What kind of problem is it" in driver.words


@pytest.mark.parametrize("stop", range(COUNT))
def test_leaving_at_any_stop_restores_file_and_place_and_touches_neither(
    driver: Driver, saved: Path, other: Path, stop: int
) -> None:
    window = driver.window
    for path in (other, saved):
        window.files.open(path)
    window.desk.look_at("two", Step.PERFORMANCE)
    driver.settle()
    before, content, recent = place(driver), saved.read_bytes(), window._settings.recent
    begin(driver)
    for _ in range(stop):
        driver.keys(Qt.Key.Key_Return)
    assert window.desk.path is None
    window.desk.apply_to_issue("t", edits.describe_issue, "title", "Tried out")
    press(driver, "Leave the tour")
    nothing_is_left(driver)
    assert place(driver) == before
    assert [issue.title for issue in window.desk.workbook.issues] == ["Ours", "Ours too"]
    assert not window.desk.modified
    assert window.desk.undo_stack.count() == 0
    assert saved.read_bytes() == content
    assert window._settings.recent == recent
    assert window._messages.asked_about == []


def test_the_register_comes_back_too(driver: Driver, saved: Path) -> None:
    driver.window.files.open(saved)
    driver.window.commands.all_issues()
    before = place(driver)
    begin(driver)
    driver.keys(Qt.Key.Key_Escape)
    assert place(driver) == before


def test_an_example_that_was_open_comes_back_as_an_example(driver: Driver) -> None:
    driver.open_example("merging-two-practices", Step.TRIAGE)
    before, workbook = place(driver), driver.window.desk.workbook
    begin(driver)
    assert driver.window.desk.workbook != workbook
    driver.keys(Qt.Key.Key_Escape)
    assert place(driver) == before
    assert driver.window.desk.workbook == workbook
    assert driver.window.files.is_example
    assert "An example: nothing to save" in status(driver)


def test_the_last_button_leads_to_a_new_issue_in_the_file_that_was_open(
    driver: Driver, saved: Path
) -> None:
    driver.window.files.open(saved)
    begin(driver)
    for _ in range(COUNT):
        driver.keys(Qt.Key.Key_Return)
    nothing_is_left(driver)
    assert "It is added to “ours”." in driver.words
    driver.keys("A third one", Qt.Key.Key_Return)
    titles = [issue.title for issue in driver.window.desk.workbook.issues]
    assert titles == ["Ours", "Ours too", "A third one"]


def test_without_its_example_there_is_no_tour_and_nothing_is_lost(
    driver: Driver, saved: Path, messages: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tour, "EXAMPLE", "not-there")
    driver.window.files.open(saved)
    before = place(driver)
    begin(driver)
    nothing_is_left(driver)
    assert len(messages.told) == 1
    assert place(driver) == before


def test_a_file_that_is_gone_is_told_and_the_start_page_is_shown(
    driver: Driver, saved: Path, messages: Recorder
) -> None:
    driver.window.files.open(saved)
    begin(driver)
    saved.unlink()
    driver.keys(Qt.Key.Key_Escape)
    assert len(messages.told) == 1
    assert place(driver) == (None, None, Step.ISSUE, False, "")


class TestUnsavedWork:
    def test_it_is_asked_about_first_and_cancel_keeps_it(
        self, driver: Driver, messages: Recorder
    ) -> None:
        driver.start_issue("Not saved")
        before, workbook = place(driver), driver.window.desk.workbook
        messages.unsaved = Unsaved.CANCEL
        begin(driver)
        assert messages.asked_about == ["this workbook"]
        nothing_is_left(driver)
        assert place(driver) == before
        assert driver.window.desk.workbook is workbook
        assert driver.window.desk.modified

    def test_given_up_it_is_asked_about_once_and_does_not_come_back(
        self, driver: Driver, messages: Recorder
    ) -> None:
        driver.start_issue("Not saved")
        begin(driver)
        assert len(messages.asked_about) == 1
        driver.keys(Qt.Key.Key_Escape)
        assert driver.window.desk.workbook == Workbook()
        assert len(messages.asked_about) == 1

    def test_given_up_changes_of_a_file_are_gone_and_the_file_comes_back(
        self, driver: Driver, saved: Path
    ) -> None:
        driver.window.files.open(saved)
        driver.window.desk.apply_to_issue("t", edits.describe_issue, "title", "Changed")
        begin(driver)
        driver.keys(Qt.Key.Key_Escape)
        assert driver.window.desk.path == saved
        assert driver.issue.title == "Ours"

    def test_saved_first_it_comes_back(
        self, driver: Driver, messages: Recorder, tmp_path: Path
    ) -> None:
        messages.unsaved, messages.to_save = Unsaved.SAVE, tmp_path / "new.spdesk"
        driver.start_issue("Saved before the tour")
        begin(driver)
        driver.keys(Qt.Key.Key_Escape)
        assert driver.window.desk.path == messages.to_save
        assert driver.issue.title == "Saved before the tour"


class TestWhatIsTried:
    def test_it_is_no_unsaved_work_and_no_recovery_file_is_written(
        self, driver: Driver, tmp_path: Path
    ) -> None:
        file = tmp_path / "recovery"
        keeper = Keeper(driver.window.desk, driver.window.files, file)
        begin(driver)
        driver.window.desk.apply_to_issue("t", edits.describe_issue, "title", "Tried out")
        driver.settle()
        assert not driver.window.desk.modified
        assert not driver.window.isWindowModified()
        assert "An example: nothing to save" in status(driver)
        keeper.flush()
        assert not file.exists()
        keeper.finish(keep=False)

    def test_the_window_closes_without_a_question(
        self, driver: Driver, messages: Recorder, saved: Path
    ) -> None:
        driver.window.files.open(saved)
        content, recent = saved.read_bytes(), driver.window._settings.recent
        begin(driver)
        driver.window.desk.apply_to_issue("t", edits.describe_issue, "title", "Tried out")
        assert driver.window.close()
        assert messages.asked_about == []
        assert (saved.read_bytes(), driver.window._settings.recent) == (content, recent)

    def test_the_example_itself_stays_as_it_is(self, driver: Driver) -> None:
        content = example_path().read_bytes()
        begin(driver)
        for _ in range(4):
            driver.keys(Qt.Key.Key_Return)
        before = driver.issue.scores
        driver.keys(Qt.Key.Key_F6)  # to the landscape
        driver.keys(Qt.Key.Key_Up)
        assert driver.issue.scores != before
        begin(driver)  # asked for again: the same stop, with the keyboard on the card
        assert f"5 of {COUNT}" in said(driver)
        driver.keys(Qt.Key.Key_Escape)
        assert example_path().read_bytes() == content
        begin(driver)
        assert driver.issue.scores == before

    def test_saved_as_ones_own_the_tour_is_over(
        self, driver: Driver, messages: Recorder, tmp_path: Path
    ) -> None:
        messages.to_save = tmp_path / "kept.spdesk"
        begin(driver)
        driver.command(Qt.Key.Key_S)
        nothing_is_left(driver)
        assert driver.window.desk.path == messages.to_save
        driver.window.desk.apply_to_issue("t", edits.describe_issue, "title", "Now mine")
        assert driver.window.desk.modified

    def test_another_file_that_is_opened_ends_it(self, driver: Driver, saved: Path) -> None:
        begin(driver)
        driver.window.files.open(saved)
        nothing_is_left(driver)
        assert driver.window.desk.path == saved


class TestGoingElsewhere:
    def test_the_tour_goes_along_to_a_page_that_it_speaks_of(self, driver: Driver) -> None:
        begin(driver)
        driver.click("Go on to the triage")
        assert f"3 of {COUNT}" in said(driver)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert driver.page.isAncestorOf(focus)  # whoever works on the page keeps the keyboard

    def test_on_any_other_page_it_waits_and_leads_back(self, driver: Driver) -> None:
        begin(driver)
        press(driver, "Next")
        driver.window.commands.all_issues()
        driver.settle()
        assert "You went to another page" in said(driver)
        assert not mark(driver).isVisible()
        press(driver, "Back to the tour")
        assert f"2 of {COUNT}" in said(driver)
        assert driver.window.desk.step is Step.ISSUE
        assert mark(driver).isVisible()

    def test_from_the_start_page_too(self, driver: Driver) -> None:
        begin(driver)
        driver.window.commands.start_page()
        driver.settle()
        assert "You went to another page" in said(driver)
        press(driver, "Back to the tour")
        assert f"1 of {COUNT}" in said(driver)

    def test_an_issue_that_was_removed_is_opened_afresh(self, driver: Driver) -> None:
        begin(driver)
        driver.window.commands.remove_issue()
        driver.settle()
        press(driver, "Back to the tour")
        assert f"1 of {COUNT}" in said(driver)
        assert driver.window.desk.issue is not None

    def test_an_issue_described_meanwhile_is_the_persons_own(
        self, driver: Driver, messages: Recorder
    ) -> None:
        begin(driver)
        driver.window.commands.start_page()
        driver.settle()
        driver.keys("Ours", Qt.Key.Key_Return)
        nothing_is_left(driver)
        assert [issue.title for issue in driver.window.desk.workbook.issues] == ["Ours"]
        assert driver.window.desk.modified


class TestKeysAndReaders:
    def test_f6_goes_to_the_page_and_shift_f6_back(self, driver: Driver) -> None:
        begin(driver)
        for _ in range(4):
            press(driver, "Next")
        driver.keys(Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert driver.page.isAncestorOf(focus)
        before = driver.issue.scores
        driver.keys(Qt.Key.Key_Up)  # as the card says: F6, and then the arrow keys
        assert driver.issue.scores != before
        driver.window.menu_actions["previous_area"].trigger()
        assert card(driver).isAncestorOf(QApplication.focusWidget())

    @pytest.mark.parametrize("stop", [3, 4])
    def test_what_has_the_keyboard_is_not_covered(self, driver: Driver, stop: int) -> None:
        begin(driver)
        for _ in range(stop):
            press(driver, "Next")
        covered = 0
        first = card(driver).geometry()
        for control in filter(driver.page.isAncestorOf, focusable(driver.page)):
            control.setFocus()
            driver.page.ensureWidgetVisible(control)
            driver.settle()
            seen = marked_place(driver.window, control)
            covered += first.intersects(seen)
            if seen.height() < driver.window.height() / 2:
                assert not card(driver).geometry().intersects(seen)
        assert covered  # there was something to get out of the way of

    def test_tab_leaves_the_card(self, driver: Driver) -> None:
        begin(driver)
        for _ in range(4):
            driver.keys(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert not card(driver).isAncestorOf(focus)

    def test_the_card_is_a_dialogue_with_a_name_and_each_stop_is_read_out(
        self, driver: Driver, heard: list[str]
    ) -> None:
        begin(driver)
        for number, stop in enumerate(stops(), 1):
            interface = QAccessible.queryAccessibleInterface(card(driver))
            assert interface.role() is QAccessible.Role.Dialog
            name = f"Tour, {number} of {COUNT}: {stop.title}"
            assert interface.text(QAccessible.Text.Name) == name
            assert interface.text(QAccessible.Text.Description) == stop.text
            assert heard[-1] == f"{name}. {stop.text}"
            if number < COUNT:
                driver.keys(Qt.Key.Key_Return)

    def test_no_two_stops_are_read_out_for_one(self, driver: Driver, heard: list[str]) -> None:
        begin(driver)
        driver.keys(Qt.Key.Key_Return)
        assert len([one for one in heard if one.startswith("Tour")]) == 2


@pytest.mark.parametrize("size", [(1366, 768), (1000, 650), (760, 560)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("theme", ["light", "contrast"])
def test_the_card_stays_inside_and_nothing_of_it_is_cut(
    driver: Driver, theme: ThemeChoice, size: tuple[int, int], scale: float
) -> None:
    driver.window._look.choose_theme(theme)
    driver.window._look.set_scale(scale)
    driver.window.resize(*size)
    driver.settle()
    begin(driver)
    for _ in stops():
        one, window = card(driver), driver.window
        assert window.rect().contains(one.geometry())
        assert cut(one) == []
        assert nameless(window) == []
        assert not one.geometry().intersects(window.menuBar().geometry())
        (area,) = shown(one, QScrollArea)
        assert area.horizontalScrollBar().maximum() == 0
        if size != (760, 560):
            assert area.verticalScrollBar().maximum() == 0
        for button in shown(one, QPushButton):
            assert one.rect().contains(QRect(button.mapTo(one, QPoint()), button.size()))
            assert button.width() >= button.sizeHint().width()
        driver.keys(Qt.Key.Key_Return)


def test_frame_and_card_follow_when_the_window_is_resized(driver: Driver) -> None:
    begin(driver)
    for _ in range(2):
        press(driver, "Next")
    for size in ((1000, 650), (1400, 900)):
        driver.window.resize(*size)
        driver.settle()
        running = driver.window.findChildren(Tour)[0]
        target = running._target()
        assert target is not None
        assert not running._follows.isActive()  # then it rests
        assert mark(driver).geometry().contains(marked_place(driver.window, target))
        assert driver.window.rect().contains(card(driver).geometry())


def test_the_frame_follows_the_page_that_scrolls(driver: Driver) -> None:
    driver.window.resize(1000, 650)
    begin(driver)
    for _ in range(6):
        press(driver, "Next")
    before = mark(driver).geometry()
    driver.page.verticalScrollBar().setValue(driver.page.verticalScrollBar().value() + 60)
    driver.settle()
    assert mark(driver).geometry() != before
    driver.page.verticalScrollBar().setValue(driver.page.verticalScrollBar().maximum())
    driver.settle()
    assert not mark(driver).isVisible()  # it is scrolled out of sight


def test_the_text_size_may_change_during_the_tour(driver: Driver) -> None:
    begin(driver)
    before = card(driver).size()
    driver.window.commands.larger()
    driver.settle()
    assert card(driver).height() > before.height()
    assert driver.window.rect().contains(card(driver).geometry())


def test_two_tours_one_after_the_other(driver: Driver) -> None:
    for _ in range(2):
        begin(driver)
        begin(driver)
        assert len(driver.window.findChildren(Tour)) == 1
        driver.keys(Qt.Key.Key_Escape)
        nothing_is_left(driver)


rooms = st.builds(
    QRect, st.just(12), st.integers(0, 40), st.integers(50, 2000), st.integers(50, 1200)
)
places = st.builds(
    QRect, st.integers(-50, 900), st.integers(-50, 900), st.integers(1, 1500), st.integers(1, 900)
)
sizes = st.builds(QSize, st.integers(20, 900), st.integers(20, 700))


@given(rooms, st.none() | places, sizes)
def test_the_card_is_always_inside_its_room(room: QRect, marked: QRect | None, size: QSize) -> None:
    placed = place_card(room, marked, size)
    assert room.contains(placed)
    assert placed.size() == size.boundedTo(room.size())


@pytest.mark.parametrize(
    ("marked", "corner"),
    [
        (QRect(100, 100, 200, 200), QPoint(300 + GAP, 100)),  # right of it
        (QRect(700, 100, 290, 200), QPoint(700 - GAP - 300, 100)),  # left of it
        (QRect(0, 100, 1000, 200), QPoint(0, 300 + GAP)),  # below it
        (QRect(0, 400, 1000, 390), QPoint(0, 400 - GAP - 200)),  # above it
        (QRect(250, 0, 750, 800), QPoint(0, 600)),  # where it covers least
        (None, QPoint(700, 600)),
        (QRect(5000, 5000, 10, 10), QPoint(700, 600)),  # scrolled away
    ],
)
def test_where_the_card_stands(marked: QRect | None, corner: QPoint) -> None:
    placed = place_card(QRect(0, 0, 1000, 800), marked, QSize(300, 200))
    assert placed == QRect(corner, QSize(300, 200))
