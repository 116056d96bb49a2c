"""High contrast as chosen or as the system asks, focus that is seen, and nothing that moves."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QImage, QPalette
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QProgressBar,
    QRadioButton,
    QStyle,
    QTableWidget,
    QTextBrowser,
    QTreeView,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from spdesk.guidance.library import guidance
from spdesk.ui.ballot.targets import Choice, LargeButton
from spdesk.ui.main_window import MainWindow
from spdesk.ui.paper.ink import paper_color
from spdesk.ui.paper.paper_look import PaperLook
from spdesk.ui.plots.landscape_view import LandscapeView
from spdesk.ui.theme.look import Look
from spdesk.ui.theme.motion import hold_still
from spdesk.ui.theme.strokes import strokes
from spdesk.ui.theme.theme import NAMES
from spdesk.ui.widgets.answer_cards import AnswerCard
from spdesk.ui.widgets.lever_slider import LeverSlider
from spdesk.ui.widgets.texts import button
from spdesk.workbook.derive import Step
from tests.ui.driving import Driver, wait_for_keyboard
from tests.ui.test_theme import THEMES

HIGH, NONE = Qt.ContrastPreference.HighContrast, Qt.ContrastPreference.NoPreference
NAME_OF = {
    (False, False): "light",
    (True, False): "dark",
    (False, True): "contrast_light",
    (True, True): "contrast_dark",
}


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("contrast", [False, True])
def test_what_is_chosen_and_what_the_system_asks_name_the_theme(
    look: Look, dark: bool, contrast: bool
) -> None:
    look.follow(dark=dark, contrast=contrast)
    named = {}
    for choice in ("system", "light", "dark", "contrast"):
        look.choose_theme(choice)  # type: ignore[arg-type]
        named[choice] = look.theme_name
        assert look.choice == choice
        assert look.theme == THEMES[look.theme_name]
    assert named == {
        "system": NAME_OF[dark, contrast],
        "light": "light",
        "dark": "dark",
        "contrast": NAME_OF[dark, True],
    }


def test_high_contrast_of_the_system_is_followed_while_the_program_runs(
    qapp: QApplication, look: Look
) -> None:
    # Only the system can make Qt send this; offscreen there is none, so it is sent here.
    asked = qapp.styleHints().accessibility().contrastPreferenceChanged
    look.follow(dark=True, contrast=False)
    look.choose_theme("system")
    changed = QSignalSpy(look.changed)
    asked.emit(HIGH)
    assert (look.theme_name, changed.count()) == ("contrast_dark", 1)
    ground = qapp.palette().color(QPalette.ColorRole.Window)
    assert ground.name() == THEMES["contrast_dark"].window
    asked.emit(NONE)
    assert (look.theme_name, changed.count()) == ("dark", 2)
    look.choose_theme("light")
    asked.emit(HIGH)
    assert look.theme_name == "light"  # who chose light stays in light


@pytest.mark.parametrize("dark", [False, True])
def test_light_and_dark_of_the_system_are_followed_in_high_contrast_too(
    qapp: QApplication, look: Look, dark: bool
) -> None:
    look.choose_theme("contrast")
    scheme = Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light
    qapp.styleHints().colorSchemeChanged.emit(scheme)
    assert look.theme_name == ("contrast_dark" if dark else "contrast_light")


def test_paper_stays_light_whatever_is_chosen(look: Look) -> None:
    look.follow(dark=True, contrast=True)
    look.choose_theme("contrast")
    paper = PaperLook()
    assert (paper.theme_name, paper.is_dark, paper.is_contrast) == ("light", False, False)
    assert paper.color("text").name() == THEMES["light"].text
    assert paper_color("control").name() == THEMES["light"].control


def test_the_projector_is_in_high_contrast_with_the_program(driver: Driver, look: Look) -> None:
    driver.open_example("missed-appointments", Step.ROOM)
    driver.window.commands.present()
    shown = driver.window.commands._track._presenter
    assert shown is not None
    assert shown._theme == THEMES["dark"]
    look.choose_theme("contrast")
    assert shown._theme == THEMES["contrast_dark"]
    assert THEMES["contrast_dark"].text in shown.styleSheet()
    look.choose_theme("light")
    assert shown._theme == THEMES["dark"]
    shown.close()


def test_edges_and_frames_grow_with_the_text_and_with_contrast() -> None:
    normal, large = strokes(1, contrast=False), strokes(2, contrast=False)
    high = strokes(1, contrast=True)
    assert (normal.edge, normal.focus, high.edge, high.focus) == (1, 3, 2, 4)
    assert strokes(0.8, contrast=False) == normal
    assert large.focus > normal.focus
    assert strokes(2, contrast=True).focus > high.focus


def test_painted_controls_get_the_strokes_of_the_style_sheet(look: Look) -> None:
    look.follow(dark=False, contrast=True)
    for choice, edge, frame in (("light", 1, 3), ("contrast", 2, 4)):
        look.choose_theme(choice)  # type: ignore[arg-type]
        assert (look.edge_pen().width(), look.focus_pen().width()) == (edge, frame)
        assert look.edge_pen("accent").color() == look.color("accent")
        assert look.focus_pen().color() == look.color("focus")


def _slider(look: Look) -> QWidget:
    made = LeverSlider(look, "capabilities", "Capabilities")
    made.show_score(1, 10, 5)
    return made


def _card(look: Look) -> QWidget:
    made = AnswerCard(look, 3)
    made.set_answer("Often")
    return made


def _chosen(kind: str) -> QWidget:
    made = button("A button", QApplication.instance, kind)
    made.setCheckable(True)
    made.setChecked(True)
    return made


KINDS: dict[str, Callable[[Look], QWidget]] = {
    **{
        kind: lambda look, kind=kind: button("A button", QApplication.instance, kind)  # type: ignore[misc]
        for kind in ("plain", "primary", "link", "chip", "info")
    },
    "large": lambda look: LargeButton("Go on", QApplication.aboutQt),
    "large primary": lambda look: LargeButton("Go on", QApplication.aboutQt, "primary"),
    "choice of a ballot": lambda look: Choice(look, 3.0, "3", "3"),
    "chosen": lambda look: _chosen("plain"),
    "chosen chip": lambda look: _chosen("chip"),
    "tick": lambda look: QCheckBox("Tick it"),
    "choose": lambda look: QRadioButton("Choose it"),
    "line": lambda look: QLineEdit("Words"),
    "passage": lambda look: QPlainTextEdit("Words"),
    "list to choose from": lambda look: QComboBox(),
    "day": lambda look: QDateEdit(),
    "table": lambda look: QTableWidget(2, 2),
    "page of help": lambda look: QTextBrowser(),
    "slider": _slider,
    "answer": _card,
    "landscape": LandscapeView,
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_control_that_has_the_keyboard_is_clearly_seen(
    qtbot: QtBot, look: Look, kind: str, name: str
) -> None:
    look.follow(dark="dark" in name, contrast="contrast" in name)
    look.choose_theme("system")
    page = QWidget()
    page.setProperty("ground", "window")
    control = KINDS[kind](look)
    column = QVBoxLayout(page)
    column.addWidget(control)
    qtbot.addWidget(page)
    page.resize(240, page.sizeHint().height())
    with qtbot.waitExposed(page):
        page.show()
    without, with_it = (_picture(page, control, focused) for focused in (False, True))
    changed = _ratio(without, with_it) >= 3
    # As WCAG 2.2 measures it (2.4.13): as much as a line of two pixels round the control. Round
    # corners take off a little; the slider's ring is round its handle, the sign “i” is a circle.
    around = {"slider": 60, "info": 24 * 3}.get(kind, 2 * (control.width() + control.height()))
    assert changed.sum() >= 2 * around * 0.75


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
@pytest.mark.parametrize(
    "kind", ["plain", "primary", "link", "chip", "info", "tick", "line", "day"]
)
def test_no_control_changes_its_size_when_the_keyboard_comes(
    qtbot: QtBot, look: Look, kind: str, scale: float, name: str
) -> None:
    look.set_scale(scale)
    look.follow(dark="dark" in name, contrast="contrast" in name)
    look.choose_theme("system")
    control, other = KINDS[kind](look), QLineEdit()
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(other)
    column.addWidget(control)
    qtbot.addWidget(page)
    page.show()
    wait_for_keyboard(qtbot, page)
    other.setFocus()
    before = control.sizeHint()
    control.setFocus(Qt.FocusReason.TabFocusReason)
    assert control.hasFocus()
    assert control.sizeHint() == before


def _picture(page: QWidget, control: QWidget, focused: bool) -> np.ndarray:
    """Each pixel's luminance, with the keyboard on the control or nowhere."""
    kind = QEvent.Type.FocusIn if focused else QEvent.Type.FocusOut
    if focused:
        page.activateWindow()
        control.setFocus(Qt.FocusReason.TabFocusReason)
    else:
        control.clearFocus()
    QApplication.sendEvent(control, QFocusEvent(kind, Qt.FocusReason.TabFocusReason))
    QApplication.processEvents()
    image = page.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    share = rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3) / 255
    light = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return np.asarray(light @ [0.2126, 0.7152, 0.0722])


def _ratio(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    return np.asarray((np.maximum(first, second) + 0.05) / (np.minimum(first, second) + 0.05))


@pytest.mark.parametrize("name", NAMES)
def test_what_stands_in_an_empty_field_can_be_read(qtbot: QtBot, look: Look, name: str) -> None:
    # By itself Qt makes it the half of the text's colour as soon as a style sheet gives one.
    look.follow(dark="dark" in name, contrast="contrast" in name)
    look.choose_theme("system")
    for made in (QLineEdit(), QPlainTextEdit()):
        qtbot.addWidget(made)
        made.ensurePolished()
        shade = made.palette().color(QPalette.ColorRole.PlaceholderText)
        assert (shade.name(), shade.alpha()) == (THEMES[name].muted, 255)


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5, 2.0])
def test_the_titles_of_the_axes_fit_beside_the_picture(
    driver: Driver, look: Look, scale: float
) -> None:
    look.set_scale(scale)
    driver.open_example("missed-appointments", Step.PERFORMANCE)
    plot = driver.page.findChild(LandscapeView)
    assert plot is not None
    for axis in plot._axes.values():
        room, title = axis.sceneBoundingRect(), axis.label.sceneBoundingRect()
        long = (
            (title.width(), room.width())
            if axis is plot._axes["bottom"]
            else (title.height(), room.height())
        )
        assert long[0] <= long[1] + 8
        assert axis.labelText


def test_every_effect_of_the_desktop_is_off(qapp: QApplication, look: Look) -> None:
    for effect in Qt.UIEffect:
        qapp.setEffectEnabled(effect, True)  # as on a desktop that animates
    assert qapp.isEffectEnabled(Qt.UIEffect.UI_AnimateCombo)
    look.apply()
    assert [effect for effect in Qt.UIEffect if qapp.isEffectEnabled(effect)] == []
    hold_still(qapp)
    assert not qapp.isEffectEnabled(Qt.UIEffect.UI_General)


def test_no_style_animates_what_the_program_uses(
    qtbot: QtBot, window: MainWindow, look: Look
) -> None:
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    assert isinstance(window, QMainWindow)
    assert not window.isAnimated()
    assert not window.findChild(QTreeView).isAnimated()  # type: ignore[union-attr]
    bar = QProgressBar()
    qtbot.addWidget(bar)
    bar.show()
    for widget in (window, bar, window._list.verticalScrollBar()):
        assert widget.style().styleHint(hint, None, widget) == 0


def test_the_menu_shows_which_theme_is_chosen(window: MainWindow, look: Look) -> None:
    for choice in ("light", "contrast"):
        look.choose_theme(choice)  # type: ignore[arg-type]
        marked = [
            name
            for name in ("system", "light", "dark", "contrast")
            if window.menu_actions[f"theme_{name}"].isChecked()
        ]
        assert marked == [choice]


def test_the_settings_remember_high_contrast(window: MainWindow, look: Look) -> None:
    window.commands.theme_contrast()
    assert look.is_contrast
    assert window._settings.theme == "contrast"
    assert guidance().rules  # the window goes on as before
