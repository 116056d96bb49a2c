"""The help: a calm window beside the program, by keyboard and mouse, in every look."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSizeF, Qt
from PySide6.QtGui import QAction, QBrush, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication, QListWidget, QTextBrowser, QWidget

from spdesk.guidance.help_texts import TOPIC_LINK, WORD_LINK, HelpTexts
from spdesk.guidance.locate import resource_folder
from spdesk.ui import help_window
from spdesk.ui.help_document import fill
from spdesk.ui.help_window import HelpWindow
from spdesk.ui.main_window import MainWindow
from spdesk.ui.settings import Settings
from spdesk.ui.theme.look import Look
from tests.ui.conftest import Recorder
from tests.ui.driving import Driver, has_keyboard, named
from tests.ui.test_accessibility import cut, nameless

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier

MILLIMETRE = 96 / 25.4
"""In the pixels in which a document without a screen is measured."""

MOST_PAGES = 4

TOPICS = [topic.title for topic in HelpTexts(resource_folder()).topics]
EVERY_ROW = range(len(TOPICS))
GOVERNANCE = TOPICS.index("Information governance")
WORDS = TOPICS.index("What the words mean")


class Help:
    """The help window, as a person sees it."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        found = driver.window.findChildren(HelpWindow)
        assert len(found) == 1
        self.window = found[0]
        self.topics = named(self.window, "Help topics", QListWidget)

    @property
    def page(self) -> QTextBrowser:
        return named(self.window, self.topics.currentItem().text(), QTextBrowser)

    def keys(self, *keys: Qt.Key) -> None:
        self.driver.keys(*keys)


def ask_for_help(window: MainWindow) -> None:
    """Choose Help topics in the Help menu."""
    action = window.findChild(QAction, "help_topics")
    assert action is not None
    action.trigger()


@pytest.fixture
def shown_help(driver: Driver) -> Help:
    ask_for_help(driver.window)
    shown = Help(driver)
    driver.qtbot.waitUntil(lambda: has_keyboard(shown.window))
    return shown


def anchors(document: QTextDocument) -> list[tuple[int, str]]:
    """Every link of a document: where its words begin, and where it leads."""
    found = []
    block = document.begin()
    while block.isValid():
        parts = block.begin()
        while not parts.atEnd():
            part = parts.fragment()
            if part.charFormat().isAnchor():
                found.append((part.position(), part.charFormat().anchorHref()))
            parts += 1
        block = block.next()
    return found


def test_the_help_opens_beside_the_program_with_the_keyboard_on_its_topics(
    shown_help: Help, driver: Driver
) -> None:
    topics = [shown_help.topics.item(row).text() for row in range(shown_help.topics.count())]
    assert topics == TOPICS
    assert shown_help.page.toPlainText().startswith("What SP Desk is for\nSP Desk helps people")
    assert QApplication.focusWidget() is shown_help.topics
    assert not shown_help.window.isModal()
    driver.start_issue("Work goes on")
    assert driver.words
    assert shown_help.window.isVisible()


def test_its_key_opens_it_and_it_is_made_only_then(driver: Driver) -> None:
    assert driver.window.findChildren(HelpWindow) == []
    driver.activate()
    driver.qtbot.keyClick(driver.window, Qt.Key.Key_F1, SHIFT)
    assert Help(driver).window.isVisible()


def test_the_arrow_keys_turn_to_other_topics_and_begin_at_the_top(shown_help: Help) -> None:
    shown_help.page.verticalScrollBar().setValue(200)
    shown_help.keys(Qt.Key.Key_Down)
    assert shown_help.page.toPlainText().startswith("What the words mean\n")
    assert shown_help.page.verticalScrollBar().value() == 0
    shown_help.keys(Qt.Key.Key_End)
    assert "A checkout has no such list." in shown_help.page.toPlainText()
    shown_help.keys(Qt.Key.Key_Home)
    assert shown_help.page.toPlainText().startswith("What SP Desk is for\n")


def test_a_click_turns_to_a_topic(shown_help: Help, driver: Driver) -> None:
    row = shown_help.topics.visualItemRect(shown_help.topics.item(GOVERNANCE))
    driver.qtbot.mouseClick(
        shown_help.topics.viewport(), Qt.MouseButton.LeftButton, pos=row.center()
    )
    assert shown_help.page.accessibleName() == "Information governance"


def test_tab_goes_to_the_text_and_keys_scroll_it(shown_help: Help) -> None:
    shown_help.keys(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is shown_help.page
    shown_help.keys(Qt.Key.Key_PageDown)
    assert shown_help.page.verticalScrollBar().value() > 0


@pytest.mark.parametrize("keys", [(Qt.Key.Key_Escape, None), (Qt.Key.Key_W, CTRL)])
@pytest.mark.parametrize("on_the_text", [False, True])
def test_esc_and_ctrl_w_put_it_away_and_it_comes_back_as_it_was(
    shown_help: Help,
    driver: Driver,
    keys: tuple[Qt.Key, Qt.KeyboardModifier | None],
    on_the_text: bool,
) -> None:
    shown_help.keys(Qt.Key.Key_Down)
    if on_the_text:
        shown_help.keys(Qt.Key.Key_Tab)
    key, modifier = keys
    driver.qtbot.keyClick(
        QApplication.focusWidget(), key, modifier or Qt.KeyboardModifier.NoModifier
    )
    assert not shown_help.window.isVisible()
    assert driver.window.isVisible()
    ask_for_help(driver.window)
    again = Help(driver)
    assert again.window is shown_help.window
    assert again.window.isVisible()
    assert again.page.accessibleName() == "What the words mean"


def test_a_link_to_a_topic_turns_to_it(shown_help: Help, driver: Driver) -> None:
    shown_help.topics.setCurrentRow(GOVERNANCE)
    page = shown_help.page
    (position, address) = anchors(page.document())[-1]
    assert address == f"{TOPIC_LINK}licences"
    cursor = QTextCursor(page.document())
    cursor.setPosition(position)
    page.setTextCursor(cursor)
    page.ensureCursorVisible()
    driver.settle()
    spot = page.cursorRect(cursor).center() + QPoint(6, 0)
    driver.qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert shown_help.topics.currentItem().text() == "Licences"
    assert shown_help.page.toPlainText().startswith("Licences\n")


def test_links_that_lead_out_are_text_and_their_addresses_can_be_read(look: Look) -> None:
    document = QTextDocument()
    text = (
        "See [the site](https://example.org/a), [our own](topic:it), [a file](file:///etc/hosts) "
        "and https://example.org/b. <b>Not bold</b>\n\n"
        "| one |\n| --- |\n| [in a table](https://example.org/c) |\n"
    )
    fill(document, text, look.font(), QBrush(look.color("line")))
    ((position, address),) = anchors(document)
    assert address == "topic:it"
    cursor = QTextCursor(document)
    cursor.setPosition(position + 1)
    assert cursor.charFormat().fontUnderline()  # known by more than its colour
    assert document.toPlainText() == (
        "See the site (https://example.org/a), our own, a file (file:///etc/hosts) "
        "and https://example.org/b. <b>Not bold</b>\none\nin a table (https://example.org/c)\n"
    )


@pytest.mark.parametrize("row", EVERY_ROW, ids=TOPICS)
def test_no_text_has_a_link_that_leads_out(shown_help: Help, row: int) -> None:
    shown_help.topics.setCurrentRow(row)
    found = anchors(shown_help.page.document())
    assert all(address.startswith((TOPIC_LINK, WORD_LINK)) for _, address in found)


def test_it_follows_the_theme_and_stays_at_its_place(
    shown_help: Help, driver: Driver, look: Look
) -> None:
    shown_help.topics.setCurrentRow(GOVERNANCE)
    bar = shown_help.page.verticalScrollBar()
    bar.setValue(bar.maximum())
    for theme in ("dark", "light"):
        look.choose_theme(theme)  # type: ignore[arg-type]
        driver.settle()
        seen = shown_help.page.viewport().grab().toImage().pixelColor(3, 3)
        assert seen == look.color("surface")
        assert ground(shown_help.topics) == look.color("sidebar")
        assert bar.value() == bar.maximum() > 0
        position, _ = anchors(shown_help.page.document())[0]
        cursor = QTextCursor(shown_help.page.document())
        cursor.setPosition(position + 1)
        assert cursor.charFormat().foreground().color() == look.color("accent")


def ground(topics: QListWidget) -> object:
    """The colour under the last topic."""
    image = topics.viewport().grab().toImage()
    return image.pixelColor(3, image.height() - 3)


@pytest.mark.parametrize("row", EVERY_ROW, ids=TOPICS)
def test_nothing_is_cut_at_1366_by_768_at_any_text_size(
    shown_help: Help, driver: Driver, look: Look, row: int
) -> None:
    shown_help.window.resize(1366, 768)
    shown_help.topics.setCurrentRow(row)
    for scale in (0.8, 2.0, 1.0):
        look.set_scale(scale)
        driver.settle()
        assert shown_help.page.document().defaultFont().pointSizeF() == pytest.approx(11 * scale)
        assert shown_help.page.horizontalScrollBar().maximum() == 0
        assert shown_help.topics.verticalScrollBar().maximum() == 0 or scale == 2.0
        assert shown_help.topics.width() < shown_help.page.width()
        assert cut(shown_help.window) == []
        least = shown_help.window.minimumSizeHint()
        assert (least.width() <= 1366, least.height() <= 768) == (True, True)


def test_every_control_has_a_name(shown_help: Help) -> None:
    assert nameless(shown_help.window) == []
    assert shown_help.window.windowTitle()


def test_a_damaged_text_is_told_in_its_place(driver: Driver, look: Look, tmp_path: Path) -> None:
    folder = shutil.copytree(resource_folder() / "help", tmp_path / "help").parent
    texts = HelpTexts(folder)
    (folder / "help" / "it-sheet.md").unlink()
    window = HelpWindow(driver.window, look, texts)
    window.come_forward()
    driver.qtbot.waitUntil(lambda: has_keyboard(window))
    named(window, "Help topics", QListWidget).setCurrentRow(GOVERNANCE - 1)
    page = named(window, "For IT", QTextBrowser)
    assert page.toPlainText().startswith("SP Desk is damaged. Install it again.")
    driver.keys(Qt.Key.Key_Down)
    assert page.toPlainText().startswith("Information governance\n")


def test_help_without_its_topics_is_told_in_a_sentence(
    window: MainWindow, messages: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(help_window, "resource_folder", lambda: tmp_path)
    ask_for_help(window)
    assert len(messages.told) == 1
    assert "topics.toml: cannot be read" in messages.told[0]
    assert window.findChildren(HelpWindow) == []


def test_the_it_sheet_names_the_settings_file_that_the_program_writes(
    qapp: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SPDESK_HOME")
    written = Path(Settings()._store.fileName())
    texts = HelpTexts(resource_folder())
    sheet = texts.text(texts.topics[TOPICS.index("For IT")])
    assert f"~/.config/{written.parent.name}/{written.name}`" in sheet
    assert f"`%APPDATA%\\{written.parent.name}\\{written.name}`" in sheet


def test_the_sheet_and_the_governance_pack_are_four_pages_at_most(look: Look) -> None:
    texts = HelpTexts(resource_folder())
    pages = 0
    for topic in texts.topics:
        if topic.id in {"it", "governance"}:
            document = QTextDocument()
            font = look.font(10)
            fill(document, texts.text(topic), font, QBrush(look.color("line")))
            document.setDocumentMargin(0)
            document.setPageSize(QSizeF(170 * MILLIMETRE, 257 * MILLIMETRE))  # A4 less 2 cm around
            pages += document.pageCount()
    assert 2 <= pages <= MOST_PAGES
