"""The stops of the tour: what is said at each, where it is, and what it points at.

All words of the tour's stops are here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLineEdit, QMenuBar, QWidget

from spdesk.core.translation import translate
from spdesk.ui.main_window import MainWindow
from spdesk.ui.pages.plan_page import PlanPage
from spdesk.ui.pages.review.then_and_now import ThenAndNow
from spdesk.ui.pages.room_page import RoomPage
from spdesk.ui.plots.landscape_view import LandscapeView
from spdesk.ui.widgets.issue_list import IssueList
from spdesk.ui.widgets.points_bar import PointsBar
from spdesk.workbook.derive import Step

EXAMPLE = "missed-appointments"
"""The example that is shown: it has something to see at every step."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop. `find` gives the widget that is spoken of, or None when it is not there now."""

    title: str
    text: str
    step: Step | None
    """The page that is shown; None when any will do."""
    find: Callable[[MainWindow], QWidget | None]


def stops() -> tuple[Stop, ...]:
    """The stops in their order, in the language of the screen."""
    return (
        Stop(
            translate("tour", "Your issues"),
            translate(
                "tour",
                "Every issue of your group stands in this list, with its kind and its SP. Below "
                "it are the steps, with a tick where one is done. We go through them on an "
                "example: patients who keep missing appointments.",
            ),
            Step.ISSUE,
            _issue_list,
        ),
        Stop(
            translate("tour", "The issue"),
            translate(
                "tour",
                "It starts with one sentence that everybody understands, and without any names. "
                "Further down stands what people had in mind to do. A later step says whether "
                "that fits.",
            ),
            Step.ISSUE,
            _issue_form,
        ),
        Stop(
            translate("tour", "The triage"),
            translate(
                "tour",
                "A few short questions say what kind of problem it is. Type 1 can be solved by "
                "those who know how; type 2 needs people to change what they do. A longer bar "
                "is an answer that counts for more. The group may always overrule it.",
            ),
            Step.TRIAGE,
            _reasons,
        ),
        Stop(
            translate("tour", "The approach"),
            translate(
                "tour",
                "The kind of problem says how to lead on it, and each line has its reason. This "
                "group had a new rule in mind: the program says why a rule misses the point here.",
            ),
            Step.APPROACH,
            _approach_head,
        ),
        Stop(
            translate("tour", "Sustainable performance"),
            translate(
                "tour",
                "Three scores make SP: capabilities, incentives and constructive relationships. "
                "The map shows where the group stands, and what one more point would bring. Try "
                "it: drag the point, or press F6 and then the arrow keys.",
            ),
            Step.PERFORMANCE,
            _landscape,
        ),
        Stop(
            translate("tour", "What the room says"),
            translate(
                "tour",
                "Everybody votes alone, and all ballots are opened together. Each dot is one "
                "ballot. Talk first about the question on top: there the room is furthest apart.",
            ),
            Step.ROOM,
            _reveal,
        ),
        Stop(
            translate("tour", "The plan"),
            translate(
                "tour",
                "What you decide stands here. Below it are the small tries and the actions, who "
                "looks after each, and the signs that would make you think again.",
            ),
            Step.PLAN,
            _decision,
        ),
        Stop(
            translate("tour", "The review, and the record"),
            translate(
                "tour",
                "Some weeks later you look at today beside last time, and say what was kept and "
                "what you learned. “Hand round” in the File menu writes the record and the action "
                "log for everybody, after any meeting.",
            ),
            Step.REVIEW,
            _then_and_now,
        ),
        Stop(
            translate("tour", "Now an issue of your own"),
            translate(
                "tour",
                "Help says what every word means and how each number is made. Ctrl+K finds any "
                "command by its words. Begin with one sentence about what is on your mind.",
            ),
            None,
            _help_menu,
        ),
    )


def marked_place(window: MainWindow, widget: QWidget | None) -> QRect:
    """The part of a widget that can be seen, in the window's coordinates; empty when none can."""
    if widget is None or not widget.isVisible():
        return QRect()
    spot = widget.rect()
    if isinstance(widget, QMenuBar):
        spot = widget.actionGeometry(window.menu_actions.menus["&Help"].menuAction())
    spot = QRect(widget.mapTo(window, spot.topLeft()), spot.size())
    around = widget.parentWidget()
    while around is not None and around is not window:  # what is scrolled away is not seen
        spot = spot.intersected(QRect(around.mapTo(window, QPoint()), around.size()))
        around = around.parentWidget()
    return spot


def _issue_list(window: MainWindow) -> QWidget | None:
    return window.findChild(IssueList)


def _issue_form(window: MainWindow) -> QWidget | None:
    title = window.page(Step.ISSUE).findChild(QLineEdit)
    return title.parentWidget() if title is not None else None


def _reasons(window: MainWindow) -> QWidget | None:
    """The card with the bars, when the verdict is shown."""
    bars = window.page(Step.TRIAGE).findChildren(PointsBar)
    return next((bar.parentWidget() for bar in bars if bar.isVisible()), None)


def _approach_head(window: MainWindow) -> QWidget | None:
    first = window.page(Step.APPROACH).content.itemAt(0)
    return first.widget() if first is not None else None


def _landscape(window: MainWindow) -> QWidget | None:
    picture = window.page(Step.PERFORMANCE).findChild(LandscapeView)
    # Its parent shows the picture or the table, whichever was chosen.
    return picture.parentWidget() if picture is not None else None


def _reveal(window: MainWindow) -> QWidget | None:
    page = window.page(Step.ROOM)
    return page.reveal.chart if isinstance(page, RoomPage) else None


def _decision(window: MainWindow) -> QWidget | None:
    page = window.page(Step.PLAN)
    return page.decision if isinstance(page, PlanPage) else None


def _then_and_now(window: MainWindow) -> QWidget | None:
    return window.page(Step.REVIEW).findChild(ThenAndNow)


def _help_menu(window: MainWindow) -> QWidget | None:
    """On systems where the menus stand outside of the window, there is nothing to point at."""
    bar = window.menuBar()
    return None if bar.isNativeMenuBar() else bar
