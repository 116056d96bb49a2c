"""Every place of the program: names for a screen reader, an order of tabs, and room for all text."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QSlider,
    QSplitter,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from spdesk.core.triage import Verdict
from spdesk.guidance.library import guidance
from spdesk.ui.export.export_dialog import ExportDialog
from spdesk.ui.main_window import MainWindow
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.keys_dialog import KeysDialog
from spdesk.ui.widgets.minority_dialog import MinorityDialog
from spdesk.ui.widgets.overrule_dialog import OverruleDialog
from spdesk.ui.widgets.privacy_note import PrivacyNote
from spdesk.ui.widgets.split_dialog import SplitDialog
from spdesk.workbook import edits
from spdesk.workbook.derive import Step
from spdesk.workbook.store import read_workbook
from tests.ui import rooms
from tests.ui.driving import Driver, example_path, shown

Go = Callable[[Driver], None]
LONG = "A very long title about people who keep missing one appointment after another " * 3


def _example(name: str, step: Step) -> Go:
    return lambda driver: driver.open_example(name, step)


def _question(driver: Driver) -> None:
    driver.start_triage(0)
    driver.keys("3", Qt.Key.Key_Return, "?", Qt.Key.Key_Return, Qt.Key.Key_F1)


def _offer(driver: Driver) -> None:
    driver.start_triage(0)
    while "Enough is known" not in driver.words:
        driver.keys("4", Qt.Key.Key_Return)


def _overruled(driver: Driver) -> None:
    driver.reach(Verdict.TYPE_1)
    driver.window.desk.apply_to_issue("see", edits.overrule, "mixed", LONG)
    parts = (("part-a", LONG), ("part-b", "B"))
    driver.window.desk.apply_to_issue("split", edits.split_issue, parts)
    driver.settle()


def _explained(driver: Driver) -> None:
    driver.open_example("missed-appointments", Step.APPROACH)
    driver.click("Why each line?")


def _long(driver: Driver) -> None:
    driver.start_issue(LONG[:240])
    driver.window.desk.apply_to_issue("d", edits.describe_issue, "description", LONG * 5)
    driver.settle()


def _pointed_out(driver: Driver) -> None:
    driver.start_issue()
    for field in ("title", "description", "owner", "plan_note"):
        text = "999 109 7007, DOB 1/2/1954, SO1 1AA"
        driver.window.desk.apply_to_issue("d", edits.describe_issue, field, text)
    driver.qtbot.waitUntil(lambda: len(shown(driver.page, PrivacyNote)) == 4)
    driver.settle()


def _recent(driver: Driver) -> None:
    driver.window.files.open(example_path())
    driver.window.commands.start_page()
    driver.settle()


def _register(driver: Driver) -> None:
    driver.open_example("merging-two-practices")
    driver.window.desk.apply_to_issue("t", edits.describe_issue, "title", LONG[:240])
    driver.window.desk.apply_to_issue("o", edits.describe_issue, "owner", LONG[:200])
    driver.command(Qt.Key.Key_F)


def _empty_register(driver: Driver) -> None:
    driver.command(Qt.Key.Key_F)


PLACES: dict[str, Go] = {
    "start": _recent,
    "gate": lambda driver: driver.start_triage(),
    "question with its why": _question,
    "offer to stop": _offer,
    "crisis": lambda driver: driver.start_triage(4),
    "verdict type 1": lambda driver: driver.reach(Verdict.TYPE_1),
    "verdict mixed": lambda driver: driver.reach(Verdict.MIXED),
    "verdict unknown": lambda driver: driver.reach(Verdict.INSUFFICIENT),
    "verdict overruled and split": _overruled,
    "long issue": _long,
    "register": _register,
    "empty register": _empty_register,
    "details pointed out": _pointed_out,
    "approach explained": _explained,
    **rooms.PLACES,
    **{f"example {step.value}": _example("missed-appointments", step) for step in Step},
}


def _look_of(parent: QWidget) -> Look:
    assert isinstance(parent, MainWindow)
    return parent._look


def _export_dialog(parent: QWidget) -> QDialog:
    assert isinstance(parent, MainWindow)
    workbook = read_workbook(example_path("merging-two-practices"))
    parts = (parent._look, guidance(), parent._messages, workbook, workbook.issues[0], None)
    return ExportDialog(parent, *parts)


DIALOGS: dict[str, Callable[[QWidget], QDialog]] = {
    "overrule": lambda parent: OverruleDialog(parent, _look_of(parent), Verdict.TYPE_2),
    "split": lambda parent: SplitDialog(parent, _look_of(parent), LONG),
    "minority note": lambda parent: MinorityDialog(parent, _look_of(parent)),
    "keys": KeysDialog,
    "hand round": _export_dialog,
}


def focusable(root: QWidget) -> list[QWidget]:
    """The visible controls of the window that the Tab key reaches, in its order from `root` on."""
    window = root.window()
    last = QWidget(window)  # a new widget is the last one before the window
    chain = [window]
    while (following := chain[-1].nextInFocusChain()) is not last:
        chain.append(following)
    delete(last)
    # PySide takes each widget of the chain for a child of the one before, and would forget it
    # together with that one. This makes it the window's again. The window itself must never be
    # what follows: nothing could undo that.
    window.findChildren(QWidget)
    begin = chain.index(root)
    return [
        widget
        for widget in chain[begin:] + chain[:begin]
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ]


def nameless(root: QWidget) -> list[str]:
    found = []
    for widget in focusable(root):
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def cut(root: QWidget) -> list[str]:
    """Labels and buttons that got less room than their text needs."""
    found = []
    for widget in (*shown(root, QLabel), *shown(root, QPushButton)):
        if not widget.text() or widget.window() is not root.window():
            continue
        least = widget.minimumSizeHint()
        tall = (
            widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else least.height()
        )
        parent = widget.parentWidget()
        inside = isinstance(parent, QAbstractScrollArea) or parent.rect().contains(
            widget.geometry()
        )
        if widget.width() < least.width() or widget.height() < tall or not inside:
            size, needed = widget.size(), f"{least.width()}×{tall}"
            found.append(
                f"{widget.text()[:40]!r} has {size.width()}×{size.height()}, needs {needed}"
                + ("" if inside else f", is at {widget.geometry()} outside of {parent.rect()}")
            )
    return found


@pytest.mark.parametrize("place", PLACES)
def test_every_control_has_a_name_and_tab_reaches_it_without_leaving_the_page(
    driver: Driver, place: str
) -> None:
    PLACES[place](driver)
    assert nameless(driver.window) == []
    chain = focusable(driver.window)
    here = [driver.page.isAncestorOf(widget) for widget in chain]
    changes = sum(one is not other for one, other in zip(here, here[1:] + here[:1], strict=True))
    assert any(here)
    assert changes <= 2  # in once, out once
    first = chain[here.index(True)]
    first.setFocus()
    reached: list[QWidget] = []
    while first not in reached:
        driver.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
        assert len(reached) < 200
    assert all(widget.isVisible() for widget in reached)


def small(root: QWidget) -> list[str]:
    """Controls under 24 pixels in one direction, the least that WCAG 2.2 (2.5.8) asks for."""
    kinds = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QSlider)
    return [
        f"{type(control).__name__} {control.accessibleName()!r}: {control.size().toTuple()}"
        for control in focusable(root)
        if isinstance(control, kinds) and min(control.width(), control.height()) < 24
    ]


@pytest.mark.parametrize("place", PLACES)
def test_every_control_is_large_enough_to_be_hit(driver: Driver, place: str) -> None:
    PLACES[place](driver)
    assert small(driver.window) == []


def test_a_control_that_is_too_small_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button = QPushButton("i", window)
    button.setFixedSize(24, 23)
    window.show()
    assert small(window) == ["QPushButton '': (24, 23)"]
    button.setFixedSize(24, 24)
    assert small(window) == []


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_cut_at_1366_by_768_at_any_text_size(
    driver: Driver, look: Look, place: str
) -> None:
    PLACES[place](driver)
    for scale in (1.0, 0.8, 2.0, 1.0):  # the last one: smaller again leaves nothing too large
        look.set_scale(scale)
        driver.settle()
        least = driver.window.minimumSizeHint()
        assert (scale, driver.page.horizontalScrollBar().maximum()) == (scale, 0)
        assert (scale, cut(driver.page)) == (scale, [])
        assert (least.width() <= 1366, least.height() <= 768) == (True, True)


@pytest.mark.parametrize("scale", [0.8, 2.0])
def test_the_frame_of_the_window_cuts_nothing(driver: Driver, look: Look, scale: float) -> None:
    look.set_scale(scale)
    driver.open_example("merging-two-practices")
    driver.settle()
    assert cut(driver.window.statusBar()) == []
    splitter = driver.window.findChild(QSplitter)
    assert splitter is not None
    assert splitter.sizes()[1] > splitter.sizes()[0]


@pytest.mark.parametrize("name", DIALOGS)
def test_every_control_of_a_dialog_has_a_name(window: MainWindow, name: str) -> None:
    dialog = DIALOGS[name](window)
    dialog.show()
    assert nameless(dialog) == []
    assert dialog.windowTitle()


def most_room(dialog: QDialog) -> QSize:
    """What a dialog may take: the least screen, or the real one where that is larger all round."""
    least, real = QSize(1366, 768), dialog.screen().availableSize()
    return real if real.expandedTo(least) == real else least


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_cuts_nothing_and_fits_the_screen(
    window: MainWindow, look: Look, name: str, scale: float
) -> None:
    look.set_scale(scale)
    dialog = DIALOGS[name](window)
    dialog.show()
    for _ in range(3):
        QApplication.processEvents()
    assert cut(dialog) == []
    most = most_room(dialog)
    assert dialog.width() <= most.width()
    assert dialog.height() <= most.height()


def test_the_list_of_issues_is_read_out_with_type_and_progress(driver: Driver) -> None:
    driver.open_example("missed-appointments")
    model = driver.window._list.model()
    issue = model.index(0, 0)
    said = issue.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Patients who keep missing appointments, type 2")
    step = model.index(1, 0, issue).data(Qt.ItemDataRole.AccessibleTextRole)
    assert step == "Triage, done"


def test_a_mark_says_what_it_means_to_a_screen_reader(driver: Driver) -> None:
    driver.start_triage(0)
    driver.keys("3")
    tracks = [
        w for w in shown(driver.page, QWidget) if w.accessibleName().startswith("Evidence from")
    ]
    assert len(tracks) == 1
    assert "1 answered" in tracks[0].accessibleDescription()
