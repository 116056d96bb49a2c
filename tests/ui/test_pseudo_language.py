"""The whole window in a language 40 % longer: every text is translated, and none is cut off."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTranslator
from PySide6.QtWidgets import (
    QApplication,
    QPushButton,
    QWidget,
)

from spdesk.core import translation
from spdesk.core.performance import Scale
from spdesk.guidance.library import guidance
from spdesk.ui.ballot.ballot_window import BallotWindow
from spdesk.ui.ballot.import_dialog import ImportDialog
from spdesk.ui.ballot.paper_dialog import PaperDialog
from spdesk.ui.command_palette import CommandPalette, entries
from spdesk.ui.help_window import HelpWindow
from spdesk.ui.language import speak
from spdesk.ui.main_window import MainWindow
from spdesk.ui.pages.room.room_words import short_group
from spdesk.ui.presenter.presenter_window import PresenterWindow
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Workbook
from spdesk.workbook.store import read_workbook
from tests.ui import pseudo
from tests.ui.all_texts import texts_of
from tests.ui.driving import Driver, example_path, shown
from tests.ui.rooms import held
from tests.ui.test_accessibility import DIALOGS, LONG, PLACES, cut, most_room

OWN_NAMES = {"SP", "Desk", "CSV", "PDF", "Excel", "Word", "PowerPoint", "I", "i"}
"""Names and symbols are the same in every language, and so is the sign for information."""

OF_QT = {
    *("OK", "Cancel", "Close", "Save"),
    *("Backspace", "Delete", "Page", "Up", "Down", "Enter", "Esc", "Tab", "Alt", "Home", "End"),
}
"""Qt's own translations have these; the language that nobody speaks has none of Qt's."""

_NOT_SAID = re.compile(
    r"<[^<>]+>"  # tags
    r"|&(?=\w)"  # mnemonics
    r"|\b(?:(?:Ctrl|Shift|Alt)\+)+(?:\w+|\S)"  # keys
    r"|(?<!\w)/\S+"  # folders
    r"|\b(?:www\.)?\w+\.(?:org|com|net|uk)\b"  # addresses
    r"|\.(?:spdesk|csv|xlsx|docx|pptx|pdf|ics|json)\b"  # forms of files
    r"|(?<=ÚÚndóó)⟧?: (?:answer|see|split|hold|t|o|d|n)\b"  # edits that the places name themselves
)


Go = Callable[[Driver], QWidget]


class PseudoDriver(Driver):
    """Knows the buttons by their English names, whatever they are called on the screen."""

    @property
    def words(self) -> str:
        return pseudo.plain(super().words)

    def button(self, name: str) -> QPushButton:
        buttons = shown(self.page, QPushButton)
        found = [one for one in buttons if pseudo.plain(one.accessibleName()) == name]
        assert len(found) == 1, f"{len(found)} visible buttons are called {name!r}"
        return found[0]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pseudo")
    pseudo.make(folder)
    return folder


@pytest.fixture(autouse=True)
def language(qapp: QApplication, folder: Path) -> Iterator[None]:
    guidance.cache_clear()
    assert speak(folder, ["eo"]) == "eo"
    yield
    translation.install()
    guidance.cache_clear()
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
        QCoreApplication.sendPostedEvents(translator, QEvent.Type.DeferredDelete)


@pytest.fixture
def driver(language: None, driver: Driver) -> Driver:
    return PseudoDriver(driver.qtbot, driver.window)


def own_texts(*workbooks: Workbook) -> list[str]:
    """What people typed, the longest first: those texts are in their own language."""
    found: set[str] = set()
    for workbook in workbooks:
        _gather(workbook.model_dump(mode="json"), found)
    return sorted(found - {""}, key=len, reverse=True)


def _gather(value: object, found: set[str]) -> None:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            _gather(one, found)
    elif isinstance(value, str) and not re.fullmatch(r"[a-z0-9_-]*", value):  # no ids
        found |= {value, " ".join(value.split()), *value.splitlines()}


def untranslated(texts: set[str], own: list[str]) -> dict[str, list[str]]:
    """The texts with words that nobody translated, and those words."""
    found = {}
    for text in texts:
        rest = _NOT_SAID.sub("", text)
        for one in own:
            rest = _without(rest, one)
        words = set(pseudo.english_words(rest)) - OWN_NAMES - OF_QT
        if words:
            found[text] = sorted(words)
    return found


def _without(text: str, own: str) -> str:
    """The text without something of the user's own, also where that is shortened with an ellipsis."""
    text = text.replace(own, "").replace(short_group(own), "")
    for end in range(min(len(own), 200), _SHORTEST, -1):
        beginning = own[:end].rstrip()
        for shortened in (f"{beginning}…", f"{beginning} …"):
            text = text.replace(shortened, "")
    return text


_SHORTEST = 8
"""Characters of a title that are left at least before its ellipsis."""


def test_the_language_is_40_percent_longer_and_keeps_gaps_and_mnemonics() -> None:
    assert pseudo.pseudo("&Save {name} as…") == "⟦&Sáávéé {name} áás…··⟧"
    for text in ("&Open…", "By", "All scores of the room, one beside the other.", "<b>Why</b>"):
        assert len(pseudo.pseudo(text)) >= 1.4 * len(text)
        assert pseudo.plain(pseudo.pseudo(text)) == text
        assert pseudo.english_words(re.sub("<.*?>|&", "", pseudo.pseudo(text))) == []


def _of_the_box(window: MainWindow) -> list[str]:
    held = window.desk.box.round
    return [held.group] if held is not None and held.group else []


@pytest.mark.parametrize("place", PLACES)
def test_every_text_is_translated_and_none_is_cut(driver: Driver, place: str) -> None:
    PLACES[place](driver)
    driver.settle()
    desk = driver.window.desk
    own = [desk.name, LONG, *own_texts(desk.workbook), *(_of_the_box(driver.window))]
    assert untranslated(texts_of(driver.window), own) == {}
    assert driver.page.horizontalScrollBar().maximum() == 0
    assert cut(driver.page) == []
    least = driver.window.minimumSizeHint()
    assert (least.width() <= 1366, least.height() <= 768) == (True, True)


@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog_is_translated_and_cuts_nothing(window: MainWindow, name: str) -> None:
    dialog = DIALOGS[name](window)
    dialog.show()
    for _ in range(3):
        QApplication.processEvents()
    home = str(Path.home())  # the folder that a dialog proposes
    own = [*own_texts(read_workbook(example_path("merging-two-practices"))), LONG, home]
    assert untranslated(texts_of(dialog), own) == {}
    assert cut(dialog) == []
    most = most_room(dialog)
    assert dialog.width() <= most.width()
    assert dialog.height() <= most.height()


def _present(step: Step) -> Go:
    def go(driver: Driver) -> QWidget:
        driver.open_example("missed-appointments", step)
        driver.window.commands.present()
        return _shown_window(driver, PresenterWindow)

    return go


def _ballot(driver: Driver) -> QWidget:
    look, parts = driver.window._look, (guidance(), held("factors", []), Scale(), 1)
    made = BallotWindow(look, *parts, driver.window)
    made.show_for_next()
    made.showNormal()
    made.resize(1366, 768)
    driver.qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    driver.keys(Qt.Key.Key_Space)
    return made


def _import(driver: Driver) -> QWidget:
    asked = held("terms", [])
    made = ImportDialog(driver.window._messages, guidance(), asked, Scale(), driver.window)
    made.show()
    return made


def _paper(driver: Driver) -> QWidget:
    made = PaperDialog(guidance(), held("terms", []), Scale(), driver.window)
    made.show()
    return made


def _palette(driver: Driver) -> QWidget:
    made = CommandPalette(driver.window, list(entries(driver.window, driver.window.menu_actions)))
    made.show()
    return made


def _chosen(action: str) -> Go:
    def go(driver: Driver) -> QWidget:
        driver.open_example("missed-appointments", Step.TRIAGE)
        driver.window.menu_actions[action].trigger()
        driver.settle()
        return driver.window

    return go


def _help(driver: Driver) -> QWidget:
    driver.window.menu_actions["help_topics"].trigger()
    return _shown_window(driver, HelpWindow)


def _shown_window(driver: Driver, kind: type[QWidget]) -> QWidget:
    driver.settle()
    (found,) = driver.window.findChildren(kind)
    return found


WINDOWS: dict[str, Go] = {
    **{f"presenter at {step.value}": _present(step) for step in Step},
    "ballot": _ballot,
    "import": _import,
    "paper ballots": _paper,
    "palette": _palette,
    "help": _help,
    "tour": _chosen("tour"),
    "meeting": _chosen("run_sheet"),
}


@pytest.mark.parametrize("name", WINDOWS)
def test_every_other_window_is_translated_and_cuts_nothing(driver: Driver, name: str) -> None:
    window = WINDOWS[name](driver)
    driver.settle()
    desk = driver.window.desk
    assert untranslated(texts_of(window), [desk.name, *own_texts(desk.workbook)]) == {}
    assert cut(window) == []
    if window is not driver.window:
        window.close()
