"""The main window: menus, title, status line, places and what is remembered."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFont, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDockWidget,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from spdesk.guidance.library import guidance
from spdesk.ui.actions import ACTIONS, SEPARATOR, key_table
from spdesk.ui.areas import _place_in
from spdesk.ui.commands import Commands
from spdesk.ui.main_window import MainWindow
from spdesk.ui.settings import Settings
from spdesk.ui.theme.look import Look, ThemeChoice
from spdesk.ui.widgets.issue_list import IssueList
from spdesk.ui.widgets.issue_model import ENTRY_ROLE
from spdesk.ui.widgets.keys_dialog import PAGE_KEYS, all_keys, page_keys
from spdesk.workbook import edits
from spdesk.workbook.derive import Step
from tests.ui.conftest import Recorder
from tests.ui.driving import Driver, shown

REAL = [spec for spec in ACTIONS if spec.text != SEPARATOR]
CTRL = Qt.KeyboardModifier.ControlModifier


def status(driver: Driver) -> list[str]:
    """What stands in the status line, from left to right."""
    labels = shown(driver.window.statusBar(), QLabel)
    return [label.text() for label in sorted(labels, key=lambda label: label.x()) if label.text()]


def issue_list(driver: Driver) -> IssueList:
    found = driver.window.findChild(IssueList)
    assert found is not None
    return found


def test_every_action_of_the_table_is_in_its_menu_and_has_a_command(window: MainWindow) -> None:
    for spec in REAL:
        action = window.menu_actions[spec.id]
        assert callable(getattr(Commands, spec.id))
        assert action in window.menu_actions.menus[spec.submenu or spec.menu].actions()
    tops = [action.text() for action in window.menuBar().actions()]
    assert tops == ["&File", "&Edit", "&Issue", "&Meeting", "&View", "&Help"]


def test_no_two_actions_share_a_key(window: MainWindow) -> None:
    keys = Counter(
        key.toString() for spec in REAL for key in window.menu_actions[spec.id].shortcuts() if key
    )
    assert [key for key, count in keys.items() if count > 1] == []
    assert not keys.keys() & {"0", "1", "2", "3", "4", "?", "Return", "Enter", "Backspace", "F1"}
    assert "Ctrl+T" not in keys


def test_no_two_entries_of_a_menu_share_a_letter(window: MainWindow) -> None:
    for name, menu in window.menu_actions.menus.items():
        letters = Counter(
            action.text()[action.text().index("&") + 1].lower()
            for action in menu.actions()
            if "&" in action.text()
        )
        assert [letter for letter, count in letters.items() if count > 1] == [], name


def test_the_list_of_keys_names_every_action_that_has_one(driver: Driver) -> None:
    assert len(key_table()) == sum(bool(spec.keys) for spec in REAL)
    seen: list[tuple[str, ...]] = []

    def act(dialog: QDialog) -> None:
        (table,) = shown(dialog, QTableWidget)
        for row in range(table.rowCount()):
            items = (table.item(row, column) for column in range(table.columnCount()))
            seen.append(tuple(item.text() for item in items if item is not None))
        dialog.reject()

    driver.in_dialog(act)
    driver.window.menu_actions["keys"].trigger()
    assert seen == all_keys()
    assert {(name, keys) for _, name, keys in seen} >= set(key_table())
    assert ("Triage", "we can’t say", "?") in seen
    assert ("File", "Save", "Ctrl+S") in seen


def test_a_key_of_a_page_leads_to_an_action_and_is_said_once_for_its_place() -> None:
    ids = {spec.id for spec in REAL}
    assert all(key.action_id in ids for key in PAGE_KEYS if key.action_id)
    said = Counter((key.group, key.name) for key in PAGE_KEYS)
    assert [what for what, count in said.items() if count > 1] == []
    of_the_window = {keys for _, keys in key_table()}
    assert [key for key in PAGE_KEYS if key.keys in of_the_window] == []


def test_every_shortcut_that_a_page_hears_is_in_the_table_and_is_no_key_of_the_window(
    driver: Driver,
) -> None:
    of_the_window = {
        key.toString() for spec in REAL for key in driver.window.menu_actions[spec.id].shortcuts()
    }
    known = " ".join(keys for _, keys in page_keys()).replace(",", " ").split()
    driver.open_example("missed-appointments")
    heard: set[str] = set()
    for step in Step:
        driver.window.desk.look_at(driver.issue.id, step)
        driver.settle()
        on_page = [shortcut.key() for shortcut in driver.page.findChildren(QShortcut)]
        on_page += [button.shortcut() for button in driver.page.findChildren(QPushButton)]
        keys = {key.toString().replace("Return", "Enter") for key in on_page if not key.isEmpty()}
        assert not keys & of_the_window
        heard |= {key for key in keys if not key.startswith("Alt+")}  # the letters of buttons
        letters = {action.text()[1].upper() for action in driver.window.menuBar().actions()}
        assert not keys & {f"Alt+{letter}" for letter in letters}
    assert heard >= {"?", "Ctrl+T"}
    assert heard <= set(known)


def test_every_command_is_safe_with_nothing_open(driver: Driver, messages: Recorder) -> None:
    for spec in REAL:
        if spec.id in {"quit", "new_issue", "tour"}:  # the tour opens an example
            continue
        if spec.id in {"keys", "find_command"}:
            driver.in_dialog(QDialog.reject)
        getattr(driver.window.commands, spec.id)()
        driver.settle()
        assert driver.window.desk.workbook.issues == ()
    assert messages.told == []
    assert messages.about == 1


def test_actions_that_make_no_sense_are_grey(driver: Driver) -> None:
    def grey() -> set[str]:
        return {spec.id for spec in REAL if not driver.window.menu_actions[spec.id].isEnabled()}

    needing_issue = {spec.id for spec in REAL if spec.need == "issue"}
    assert grey() == needing_issue | {
        "save",
        "save_as",
        "hand_round",
        "hand_round_more",
        "undo",
        "redo",
        "point_out_again",
    }
    driver.start_issue()
    assert grey() == {"redo"}
    driver.window.commands.start_page()
    driver.settle()
    assert grey() == needing_issue | {"redo"}


def test_an_emptied_workbook_can_still_be_saved(driver: Driver) -> None:
    driver.start_issue()
    driver.window.commands.remove_issue()
    driver.settle()
    assert driver.window.desk.modified
    assert driver.window.menu_actions["save"].isEnabled()


def test_undo_says_what_it_undoes(driver: Driver) -> None:
    actions = driver.window.menu_actions
    driver.start_issue("New issue")
    driver.keys("x")
    assert actions["undo"].text() == "&Undo: change the title"
    assert "Undo: change the title" in status(driver)
    driver.command(Qt.Key.Key_Z)
    assert actions["redo"].text() == "&Redo: change the title"
    driver.qtbot.keyClick(driver.window, Qt.Key.Key_Y, CTRL)
    assert driver.issue.title == "x"
    assert actions["redo"].text() == "&Redo"


def test_an_ampersand_in_a_title_stays_an_ampersand_in_the_menu(driver: Driver) -> None:
    driver.start_issue("Salt & pepper")
    driver.window.commands.remove_issue()
    assert driver.window.menu_actions["undo"].text() == "&Undo: remove “Salt && pepper”"


def test_the_title_names_the_workbook_and_marks_changes(driver: Driver) -> None:
    window = driver.window
    assert window.windowTitle() == "SP Desk[*]"
    assert "Nothing open" in status(driver)
    driver.start_issue()
    assert window.windowTitle() == "New workbook[*] – SP Desk"
    assert window.isWindowModified()
    assert "Changes not saved" in status(driver)
    driver.command(Qt.Key.Key_Z)
    assert not window.isWindowModified()
    driver.open_example("missed-appointments")
    assert window.windowTitle().startswith("Example: Patients who keep missing appointments")
    assert "An example: nothing to save" in status(driver)


def test_a_new_workbook_is_not_called_an_example(driver: Driver) -> None:
    driver.start_issue()
    driver.window.commands.undo()
    driver.window.commands.redo()
    driver.settle()
    assert "Changes not saved" in status(driver)


def test_patients_details_are_warned_of_all_the_time(driver: Driver) -> None:
    assert "No patients’ details, please · offline" in status(driver)


@pytest.mark.parametrize("step", list(Step))
def test_ctrl_and_a_number_goes_to_a_step(driver: Driver, step: Step) -> None:
    driver.open_example("missed-appointments", Step.ISSUE)
    driver.window.desk.look_at(driver.issue.id, Step.TRIAGE)
    driver.command(Qt.Key(Qt.Key.Key_1 + list(Step).index(step)))
    assert driver.window.desk.step is step
    chosen = issue_list(driver).currentIndex().data(ENTRY_ROLE)
    assert chosen.step is step


def test_the_list_shows_issues_and_steps_and_leads_to_them(driver: Driver) -> None:
    driver.open_example("merging-two-practices")
    tree = issue_list(driver)
    model = tree.model()
    issues = driver.window.desk.workbook.issues
    assert model.rowCount() == len(issues) > 1
    second = model.index(1, 0)
    rect = tree.visualRect(second)
    driver.qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    driver.settle()
    assert driver.issue is issues[1]
    triage = model.index(1, 0, model.index(1, 0))
    rect = tree.visualRect(triage)
    driver.qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    driver.settle()
    assert driver.window.desk.step is Step.TRIAGE


def test_the_list_is_walked_by_keyboard(driver: Driver) -> None:
    driver.open_example("merging-two-practices", Step.ISSUE)
    tree = issue_list(driver)
    tree.setFocus()
    driver.keys(Qt.Key.Key_Down)
    assert driver.window.desk.step is Step.TRIAGE


def area(driver: Driver) -> str:
    """The area of the window that has the keyboard."""
    window, focus = driver.window, QApplication.focusWidget()
    dock = window.findChild(QDockWidget)
    areas = {"list": window._sidebar, "page": window._pages, "status": window.statusBar()}
    if dock is not None:
        areas["run sheet"] = dock
    (name,) = [name for name, widget in areas.items() if widget.isAncestorOf(focus)]
    return name


def test_f6_goes_from_area_to_area_and_back_to_where_it_was(driver: Driver) -> None:
    driver.open_example("missed-appointments", Step.ISSUE)
    driver.keys(Qt.Key.Key_Tab)
    before = QApplication.focusWidget()
    assert area(driver) == "page"
    gone = []
    for _ in range(3):
        driver.keys(Qt.Key.Key_F6)
        gone.append(area(driver))
    assert gone == ["status", "list", "page"]
    assert QApplication.focusWidget() is before
    driver.keys(Qt.Key.Key_F8)  # the run sheet takes the room of the list in a narrow window
    driver.window.resize(1900, 900)
    driver.settle()
    gone = []
    for _ in range(4):
        driver.qtbot.keyClick(
            QApplication.focusWidget(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier
        )
        gone.append(area(driver))
    assert gone == ["page", "list", "status", "run sheet"]


def test_an_area_is_made_wider_and_narrower_by_its_actions(driver: Driver) -> None:
    driver.open_example("missed-appointments", Step.ISSUE)
    (splitter,) = driver.window.findChildren(QSplitter)
    before = splitter.sizes()
    actions = driver.window.menu_actions
    actions["narrower_area"].trigger()  # the page, where the keyboard is
    assert splitter.sizes()[0] > before[0]
    actions["wider_area"].trigger()
    assert splitter.sizes() == before
    driver.keys(Qt.Key.Key_F6, Qt.Key.Key_F6)
    assert area(driver) == "list"
    actions["wider_area"].trigger()
    assert splitter.sizes()[0] > before[0]


def test_an_area_that_never_had_the_keyboard_is_entered_at_its_first_control(qtbot: QtBot) -> None:
    area = QWidget()
    qtbot.addWidget(area)
    column = QVBoxLayout(area)
    column.addWidget(QLabel("Nothing to do here"))
    column.addWidget(first := QPushButton("Here"))
    assert area.focusWidget() is None
    area.show()
    assert _place_in(area) is first
    assert _place_in(first) is None


def test_a_save_is_read_out(
    driver: Driver, messages: Recorder, tmp_path: Path, heard: list[str]
) -> None:
    driver.start_issue()
    messages.to_save = tmp_path / "ours.spdesk"
    assert not any("saved" in sentence for sentence in heard)
    for _ in range(2):  # also when nothing was left to save: a key was pressed
        heard.clear()
        driver.command(Qt.Key.Key_S)
        assert [s for s in heard if s.startswith("All changes saved")] == [f"{status(driver)[0]}."]


def test_the_list_is_hidden_while_there_is_no_issue(driver: Driver) -> None:
    assert not issue_list(driver).isVisible()
    driver.start_issue()
    assert issue_list(driver).isVisible()


def test_moving_and_removing_issues_is_undone(driver: Driver) -> None:
    for name in ("One", "Two"):
        driver.start_issue(name)
    driver.qtbot.keyClick(driver.window, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    driver.settle()
    assert [i.title for i in driver.window.desk.workbook.issues] == ["Two", "One"]
    driver.window.menu_actions["remove_issue"].trigger()
    driver.settle()
    assert [i.title for i in driver.window.desk.workbook.issues] == ["One"]
    assert driver.issue.title == "One"
    driver.command(Qt.Key.Key_Z)
    driver.command(Qt.Key.Key_Z)
    assert [i.title for i in driver.window.desk.workbook.issues] == ["One", "Two"]


def test_the_keys_that_delete_a_word_in_a_field_never_remove_the_issue(driver: Driver) -> None:
    driver.start_issue("One two")
    for field in shown(driver.page, QLineEdit):
        driver.click(field)
        driver.command(Qt.Key.Key_Delete)
        driver.command(Qt.Key.Key_Backspace)
        assert len(driver.window.desk.workbook.issues) == 1


def test_a_refused_edit_is_told(driver: Driver, messages: Recorder) -> None:
    driver.start_issue()
    driver.window.desk.apply("add", edits.add_issue, driver.issue.id, "Twice")
    assert len(messages.told) == 1


def test_text_size_follows_its_keys_and_is_remembered(driver: Driver, look: Look) -> None:
    driver.qtbot.keyClick(driver.window, Qt.Key.Key_Equal, CTRL)
    driver.qtbot.keyClick(driver.window, Qt.Key.Key_Plus, CTRL)
    assert look.scale == 1.2
    assert Settings().text_scale == 1.2
    driver.qtbot.keyClick(driver.window, Qt.Key.Key_Minus, CTRL)
    assert look.scale == 1.1
    driver.qtbot.keyClick(driver.window, Qt.Key.Key_0, CTRL)
    assert (look.scale, Settings().text_scale) == (1.0, 1.0)


def test_the_first_window_has_the_font_of_the_look_everywhere(
    qapp: QApplication, look: Look, new_window: Callable[[], MainWindow]
) -> None:
    qapp.setStyleSheet("")
    qapp.setFont(QFont("Nobody’s font", 31))
    window = new_window()
    wanted = look.font()
    for widget in (window.menuBar(), window.statusBar(), window._list):
        assert widget.font().families() == wanted.families()
        assert widget.font().pointSizeF() <= wanted.pointSizeF()


def menu_mark(driver: Driver, choice: str) -> bool:
    return driver.window.menu_actions[f"theme_{choice}"].isChecked()


def test_the_theme_is_chosen_in_the_menu_and_remembered(
    driver: Driver, look: Look, new_window: Callable[[], MainWindow]
) -> None:
    driver.window.menu_actions["theme_dark"].trigger()
    assert look.is_dark
    for chosen in get_args(ThemeChoice):
        driver.window.menu_actions[f"theme_{chosen}"].trigger()
        marked = [c for c in get_args(ThemeChoice) if menu_mark(driver, c)]
        assert (marked, look.choice, Settings().theme) == ([chosen], chosen, chosen)
    driver.window.menu_actions["theme_dark"].trigger()
    driver.window.menu_actions["theme_dark"].trigger()
    assert menu_mark(driver, "dark")
    look.choose_theme("light")
    new_window()
    assert look.is_dark


def test_place_and_size_of_the_window_are_restored(
    driver: Driver, new_window: Callable[[], MainWindow], qtbot: QtBot, look: Look
) -> None:
    # Smaller than the screen of the offscreen platform, which has 800 × 800 pixels.
    driver.window.resize(700, 500)
    driver.settle()
    kept = driver.window.size()
    driver.window.close()
    again = MainWindow(look, guidance(), Recorder(), Settings())
    qtbot.addWidget(again)
    assert again.size() == kept


def test_settings_that_make_no_sense_do_no_harm(
    new_window: Callable[[], MainWindow], look: Look
) -> None:
    store = Settings()._store
    for key, value in (
        ("window/geometry", "nonsense"),
        ("window/splitter", 5),
        ("view/theme", "pink"),
        ("view/text_scale", "nan"),
        ("files/recent", "gone.spdesk"),
    ):
        store.setValue(key, value)
    store.sync()
    new_window()
    assert 0.8 <= look.scale <= 2
    assert look.choice == "system"


class _Order(QObject):
    """Notes when the window first paints and when its first page is made."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.notes: list[str] = []
        self.window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self.window._pages._pages == {}:
            self.notes.append("painted without a page")
        return False


def test_the_first_page_comes_after_the_first_paint(qtbot: QtBot, look: Look) -> None:
    window = MainWindow(look, guidance(), Recorder(), Settings())
    qtbot.addWidget(window)
    order = _Order(window)
    window.commands.add_issue("Before the first paint")
    assert window._pages._pages == {}
    window.show()
    qtbot.waitUntil(lambda: window._pages._pages != {})
    assert order.notes
    assert window.desk.step is Step.ISSUE
    QApplication.processEvents()
    window.desk.undo()
