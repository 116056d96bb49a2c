"""The small round “i”: by mouse and by keys, on every screen edge, at every text size."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from spdesk.guidance.glossary_texts import Entry
from spdesk.guidance.library import guidance
from spdesk.ui.help_window import HelpWindow
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.info_button import SMALLEST, InfoButton, with_info
from spdesk.ui.widgets.info_popup import _GAP, InfoPopup
from spdesk.ui.widgets.texts import label
from tests.ui.driving import shown, wait_for_keyboard, words
from tests.ui.test_accessibility import cut, focusable, nameless

# Out of sight there is no keyboard to grab, and Qt says so whenever a popup opens.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)

GLOSSARY = guidance().glossary
UI = Path(__file__).resolve().parents[2] / "spdesk" / "ui"
LONGEST = max(GLOSSARY.entries, key=lambda entry: len(entry.meaning + entry.computed))


@pytest.fixture
def window(qtbot: QtBot, look: Look) -> QWidget:
    """A window with a term and its button; without a frame it can be as large as the screen."""
    made = QWidget(None, Qt.WindowType.FramelessWindowHint)
    column = QVBoxLayout(made)
    column.addWidget(with_info(label("Likely range", "heading"), "band", look))
    column.addStretch(1)
    made.resize(600, 300)
    qtbot.addWidget(made)
    made.show()
    wait_for_keyboard(qtbot, made)
    return made


def info(window: QWidget) -> InfoButton:
    (found,) = shown(window, InfoButton)
    return found


def popup() -> InfoPopup:
    found = QApplication.activePopupWidget()
    assert isinstance(found, InfoPopup)
    return found


def press(qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_opens_it_and_esc_gives_the_focus_back(
    qtbot: QtBot, window: QWidget, key: Qt.Key
) -> None:
    info(window).setFocus()
    press(qtbot, key)
    entry = GLOSSARY.entry("band")
    assert entry.meaning in words(popup())
    assert entry.computed in words(popup())
    assert entry.source in words(popup())
    press(qtbot, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert QApplication.focusWidget() is info(window)


def test_a_click_opens_it_and_a_click_elsewhere_closes_it(qtbot: QtBot, window: QWidget) -> None:
    qtbot.mouseClick(info(window), Qt.MouseButton.LeftButton)
    open_one = popup()
    qtbot.mouseClick(open_one, Qt.MouseButton.LeftButton, pos=QPoint(-40, -40))
    assert QApplication.activePopupWidget() is None


def test_tab_goes_round_inside_and_reaches_more_in_help(
    qtbot: QtBot, window: QWidget, look: Look
) -> None:
    info(window).setFocus()
    press(qtbot, Qt.Key.Key_Return)
    inside = popup()
    reached = []
    for _ in range(3):
        reached.append(QApplication.focusWidget())
        press(qtbot, Qt.Key.Key_Tab)
    assert isinstance(reached[0], QScrollArea)
    assert isinstance(reached[1], QPushButton)
    assert reached[2] is reached[0]
    assert inside.isVisible()
    reached[1].setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert QApplication.activePopupWidget() is None
    (help_window,) = window.findChildren(HelpWindow)
    assert help_window.isVisible()
    assert help_window._page.textCursor().block().text() == "Likely range"


def test_a_reader_hears_what_it_is_and_what_it_says(qtbot: QtBot, window: QWidget) -> None:
    told = QAccessible.queryAccessibleInterface(info(window))
    assert told.role() is QAccessible.Role.Button
    assert told.text(QAccessible.Text.Name) == "What “Likely range” means"
    info(window).click()
    dialog = QAccessible.queryAccessibleInterface(popup())
    assert dialog.role() is QAccessible.Role.Dialog
    assert dialog.text(QAccessible.Text.Name) == "Likely range"
    said = dialog.text(QAccessible.Text.Description)
    assert GLOSSARY.entry("band").meaning in said
    assert nameless(popup()) == []
    more = [w for w in focusable(popup()) if isinstance(w, QPushButton)]
    assert [w.accessibleName() for w in more] == ["More about “Likely range” in Help"]
    press(qtbot, Qt.Key.Key_Escape)


def test_nothing_is_left_when_it_is_closed(qtbot: QtBot, window: QWidget) -> None:
    for _ in range(3):
        info(window).click()
        press(qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChildren(InfoPopup) == [])


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
@pytest.mark.parametrize("corner", [(0, 0), (1, 0), (0, 1), (1, 1), (0.5, 0.5)])
def test_it_stays_on_the_screen_and_off_its_button(
    qtbot: QtBot, window: QWidget, look: Look, corner: tuple[float, float], scale: float
) -> None:
    look.set_scale(scale)
    room = QGuiApplication.primaryScreen().availableGeometry()
    window.layout().setContentsMargins(0, 0, 0, 0)
    spare = room.size() - info(window).size() - QSize(120, 0)
    button = InfoButton(LONGEST.id, look, window)
    button.show()
    window.setGeometry(room)
    button.move(round(spare.width() * corner[0]), round(spare.height() * corner[1]))
    button.click()
    opened = popup()
    here = opened.geometry()
    assert room.contains(here)
    spot = button.rect().translated(button.mapToGlobal(QPoint(0, 0)))
    assert not here.intersects(spot)
    assert here.height() > opened.fontMetrics().height() * 5
    assert opened.findChildren(QScrollArea)[0].horizontalScrollBar().maximum() == 0
    press(qtbot, Qt.Key.Key_Escape)


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_no_entry_is_cut_and_what_is_too_long_scrolls(
    qtbot: QtBot, window: QWidget, look: Look, scale: float
) -> None:
    look.set_scale(scale)
    for entry in GLOSSARY.entries:
        read_to_the_end(qtbot, window, look, entry)


def read_to_the_end(qtbot: QtBot, window: QWidget, look: Look, entry: Entry) -> None:
    button = InfoButton(entry.id, look, window)
    button.show()
    button.click()
    assert cut(popup()) == []
    (area,) = popup().findChildren(QScrollArea)
    bar = area.verticalScrollBar()
    room = QGuiApplication.primaryScreen().availableGeometry()
    spot = button.rect().translated(button.mapToGlobal(QPoint(0, 0)))
    beside = max(spot.top() - room.top(), room.bottom() - spot.bottom()) - _GAP
    fits = popup().height() < beside
    assert bar.maximum() == 0 or not fits
    if bar.maximum():
        press(qtbot, Qt.Key.Key_End)
        press(qtbot, Qt.Key.Key_PageDown)
        assert bar.value() > 0
    press(qtbot, Qt.Key.Key_Escape)


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_the_button_is_large_enough_to_hit(window: QWidget, look: Look, scale: float) -> None:
    look.set_scale(scale)
    assert info(window).width() >= SMALLEST
    assert info(window).height() >= SMALLEST


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
@pytest.mark.parametrize("text", ["Agreement", "A heading that is much too long for one line " * 4])
def test_a_label_keeps_its_room_and_the_button_stands_right_after_it(
    qtbot: QtBot, window: QWidget, look: Look, text: str, scale: float
) -> None:
    heading = label(text, "title")
    window.layout().insertWidget(0, with_info(heading, "agreement", look))  # type: ignore[attr-defined]
    look.set_scale(scale)
    window.resize(700, 1000)
    for _ in range(3):
        QApplication.processEvents()
    assert cut(window) == []
    button = next(
        b for b in shown(window, InfoButton) if b.accessibleName() == "What “Agreement” means"
    )
    gap = button.geometry().left() - heading.geometry().right()
    assert 0 < gap < 12
    first_line = heading.geometry().top() + QLabel.fontMetrics(heading).height() / 2
    assert abs(button.geometry().center().y() - first_line) <= 2


def test_an_entry_that_is_not_there_is_an_error(look: Look) -> None:
    with pytest.raises(KeyError):
        InfoButton("nobody-knows", look)


def ids_in(program: str) -> Iterator[str]:
    """Every entry that a text of the program asks for."""
    for call in ast.walk(ast.parse(program)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            place = {"InfoButton": 0, "with_info": 1}.get(call.func.id)
            given = call.args[place] if place is not None and len(call.args) > place else None
            if isinstance(given, ast.Constant):
                yield str(given.value)


def test_the_search_for_entries_sees_both_ways_of_asking() -> None:
    program = 'row.add(with_info(label("A"), "band", look))\nInfoButton("index", look)\n'
    assert set(ids_in(program)) == {"band", "index"}


def test_every_entry_that_the_window_asks_for_is_there() -> None:
    for path in sorted(UI.rglob("*.py")):
        asked = set(ids_in(path.read_text(encoding="utf-8")))
        assert {entry for entry in asked if not GLOSSARY.has(entry)} == set(), path.name
