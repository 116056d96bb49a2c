"""The command palette: what it offers, how it finds it, and that keys are enough."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from spdesk.ui.actions import ACTIONS, SEPARATOR
from spdesk.ui.command_palette import CommandPalette, Entry, entries
from spdesk.ui.main_window import MainWindow
from spdesk.ui.theme.look import Look
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Issue, Workbook
from tests.ui.driving import Driver, example_path

DOWN, UP, ENTER = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return


def offered(window: MainWindow) -> list[Entry]:
    return list(entries(window, window.menu_actions))


def rows(palette: CommandPalette) -> list[str]:
    model = palette.view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def in_palette(driver: Driver, *keys: Qt.Key | str) -> list[str]:
    """Press Ctrl+K and then these keys; gives what was in sight at the end."""
    seen: list[str] = []

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, CommandPalette)
        assert QApplication.focusWidget() is dialog.field
        for key in keys:
            if key == ENTER:
                seen[:] = rows(dialog)
            driver.keys(key)
            assert not dialog.isVisible() or QApplication.focusWidget() is dialog.field
        if dialog.isVisible():
            seen[:] = rows(dialog)

    driver.in_dialog(act)
    driver.command(Qt.Key.Key_K)
    driver.settle()
    return seen


def test_it_offers_every_action_with_its_menu_and_its_keys(window: MainWindow) -> None:
    found = {(entry.place, entry.name): entry for entry in offered(window)}
    names = {entry.name for entry in found.values()}
    real = [spec for spec in ACTIONS if spec.text != SEPARATOR and spec.id != "find_command"]
    for spec in real:
        text = spec.text.replace("&", "").rstrip("…")
        assert any(name.removesuffix(" (chosen)") == text for name in names), text
    assert found["File", "Open"].keys == "Ctrl+O"
    assert found["View ▸ Theme", "Light"].place == "View ▸ Theme"
    key_of_a_page = found["", "Presenter: fill the screen"]
    assert (key_of_a_page.keys, key_of_a_page.where) == ("F11", "Enter goes there")


@pytest.mark.parametrize("typed", ["save as", "AS SAVE", "as  file sav", "ctrl+shift+s"])
def test_words_in_any_order_and_case_find_a_command(driver: Driver, typed: str) -> None:
    driver.start_issue()
    assert in_palette(driver, typed)[0] == "Save as"


def test_a_name_comes_before_a_menu_and_what_can_be_done_before_what_cannot(
    driver: Driver,
) -> None:
    driver.start_issue()
    found = in_palette(driver, "issue")
    assert found[:2] == ["Undo: new issue", "New issue"]
    assert found.index("All issues") < found.index("Split into parts")
    driver.command(Qt.Key.Key_Z)
    found = in_palette(driver, "issue")
    assert found[:2] == ["Redo: new issue", "New issue"]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=st.text(alphabet="aeiost &Ctrl+K▸ ", max_size=8))
def test_it_shows_exactly_what_holds_every_word(window: MainWindow, typed: str) -> None:
    palette = CommandPalette(window, offered(window))
    palette.field.setText(typed)
    words = typed.casefold().split()
    wanted = [
        entry.name
        for entry in offered(window)
        if all(word in f"{entry.name} {entry.place} {entry.keys}".casefold() for word in words)
    ]
    assert sorted(rows(palette)) == sorted(wanted)
    assert (palette.current is None) is (not wanted)
    palette.deleteLater()


def test_enter_does_what_is_chosen_and_down_chooses(driver: Driver, look: Look) -> None:
    assert not look.is_dark
    in_palette(driver, "theme", DOWN, DOWN, ENTER)
    assert look.is_dark
    in_palette(driver, "theme", DOWN, DOWN, UP, ENTER)
    assert not look.is_dark


def test_enter_on_an_issue_goes_there(driver: Driver) -> None:
    driver.open_example("merging-two-practices")
    last = driver.window.desk.workbook.issues[-1]
    found = in_palette(driver, last.title.lower(), ENTER)
    assert found == [f"Go to issue “{last.title}”"]
    assert driver.issue is last


def test_enter_on_a_recent_file_opens_it(driver: Driver) -> None:
    driver.window._settings.remember(example_path())
    in_palette(driver, f"open {example_path().stem}", ENTER)
    assert driver.window.files.is_example


def test_enter_on_a_key_of_a_page_goes_to_the_page(driver: Driver) -> None:
    driver.open_example("missed-appointments", Step.ISSUE)
    in_palette(driver, "triage can't say", ENTER)
    assert driver.window.desk.step is Step.TRIAGE


def test_what_cannot_be_done_is_listed_and_says_why(driver: Driver, heard: list[str]) -> None:
    found = []

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, CommandPalette)
        driver.keys("remove the issue")
        assert dialog.current is not None
        found.append(dialog.current.where)
        driver.keys(ENTER)
        assert dialog.isVisible()
        assert dialog._count.text() == "Remove the issue: needs an issue."

    driver.in_dialog(act)
    driver.command(Qt.Key.Key_K)
    assert found == ["needs an issue"]
    assert heard[-1] == "Remove the issue: needs an issue."


def test_hits_and_the_chosen_command_are_read_out(driver: Driver, heard: list[str]) -> None:
    in_palette(driver, "the", "me ", "dark")
    assert "1 command fits." in heard
    assert heard[-1] == "Dark, View ▸ Theme."
    in_palette(driver, "no such thing")
    assert heard[-1] == "Nothing fits these words."
    in_palette(driver, "area", DOWN)
    assert heard[-1] == "Previous area of the window, View, Shift+F6."


def test_esc_leaves_everything_as_it_was_and_gives_the_keyboard_back(driver: Driver) -> None:
    driver.open_example("missed-appointments", Step.ISSUE)
    before, place = QApplication.focusWidget(), driver.window.desk.workbook
    in_palette(driver, "remove", Qt.Key.Key_Escape)
    driver.activate()
    assert QApplication.focusWidget() is before
    assert driver.window.desk.workbook is place


def test_a_thousand_issues_are_offered(driver: Driver) -> None:
    issues = tuple(Issue(id=f"i{n}", title=f"Number {n}") for n in range(1000))
    driver.window.desk.begin(Workbook(issues=issues), None, "Many")
    driver.settle()
    assert in_palette(driver, "number 777")[0] == "Go to issue “Number 777”"
