"""Finding things in the help: by keys alone, through all topics, to the very place."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from spdesk.guidance.library import guidance
from spdesk.ui.help_window import HelpWindow, show_help
from spdesk.ui.theme.look import Look
from tests.ui.driving import Driver, has_keyboard, named, shown
from tests.ui.test_help_window import CTRL, TOPICS, Help, ask_for_help


@pytest.fixture
def shown_help(driver: Driver) -> Help:
    ask_for_help(driver.window)
    found = Help(driver)
    driver.qtbot.waitUntil(lambda: has_keyboard(found.window))
    return found


def search(shown_help: Help, words: str) -> QLineEdit:
    """Press Ctrl+F in the help and type."""
    shown_help.driver.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F, CTRL)
    field = named(shown_help.window, "Find in Help", QLineEdit)
    assert QApplication.focusWidget() is field
    shown_help.keys(words)
    return field


def listed(shown_help: Help) -> list[str]:
    rows = range(shown_help.topics.count())
    shown_rows = [row for row in rows if not shown_help.topics.isRowHidden(row)]
    return [shown_help.topics.item(row).text() for row in shown_rows]


def test_typing_lists_the_topics_that_say_it_and_goes_to_the_first_place(shown_help: Help) -> None:
    search(shown_help, "smartscreen")
    assert listed(shown_help) == ["For IT"]
    assert shown_help.page.textCursor().selectedText() == "SmartScreen"
    assert shown_help.page.verticalScrollBar().value() > 0
    assert "Found in one topic." in [label.text() for label in shown(shown_help.window, QLabel)]


def test_enter_goes_on_through_all_topics_and_round(shown_help: Help) -> None:
    search(shown_help, "Van Iddekinge")
    places = []
    for _ in range(4):
        places.append((shown_help.page.accessibleName(), shown_help.page.textCursor().position()))
        shown_help.keys(Qt.Key.Key_Return)
    assert {name for name, _ in places} == set(listed(shown_help))
    assert places[0] == places[3]


def test_what_is_not_there_is_said(shown_help: Help) -> None:
    search(shown_help, "submarine")
    assert listed(shown_help) == []
    assert "Not found in Help." in [label.text() for label in shown(shown_help.window, QLabel)]
    shown_help.keys(Qt.Key.Key_Return)
    assert shown_help.window.isVisible()


def test_esc_gives_the_search_up_first_and_then_closes(shown_help: Help) -> None:
    field = search(shown_help, "bootstrap")
    assert len(listed(shown_help)) < len(TOPICS)
    shown_help.keys(Qt.Key.Key_Escape)
    assert field.text() == ""
    assert listed(shown_help) == TOPICS
    shown_help.keys(Qt.Key.Key_Escape)
    assert not shown_help.window.isVisible()


def test_down_goes_from_the_search_to_the_topics(shown_help: Help) -> None:
    search(shown_help, "bootstrap")
    shown_help.keys(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is shown_help.topics


def test_the_whole_help_is_read_by_keys_alone(shown_help: Help) -> None:
    seen = []
    for _ in TOPICS:
        seen.append(shown_help.page.accessibleName())
        shown_help.keys(Qt.Key.Key_Down)
    assert seen == TOPICS
    shown_help.keys(Qt.Key.Key_Home, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is shown_help.page
    shown_help.keys(Qt.Key.Key_Tab, Qt.Key.Key_Return)  # the first link of the first topic
    assert shown_help.page.accessibleName() == "Limits of the method"


def test_every_entry_has_its_place_in_the_words(shown_help: Help, look: Look) -> None:
    for entry in guidance().glossary.entries:
        show_help(shown_help.driver.window, look, "words", entry.id)
        page = shown_help.page
        assert page.accessibleName() == "What the words mean"
        assert QApplication.focusWidget() is page
        assert page.textCursor().block().text() == entry.term
        at_the_top = 0 <= page.cursorRect().top() < page.fontMetrics().height() * 2
        bar = page.verticalScrollBar()
        assert at_the_top or bar.value() == bar.maximum(), entry.id


def test_help_opens_at_a_topic_and_one_that_is_not_there_changes_nothing(
    driver: Driver, look: Look
) -> None:
    show_help(driver.window, look, "accessibility")
    found = Help(driver)
    assert found.page.accessibleName() == "Accessibility"
    show_help(driver.window, look, "nothing", "nobody")
    assert found.page.accessibleName() == "Accessibility"
    show_help(driver.window, look, "limits", "nobody")
    assert found.page.accessibleName() == "Limits of the method"
    assert len(driver.window.findChildren(HelpWindow)) == 1
