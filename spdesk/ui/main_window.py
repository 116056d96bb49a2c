"""The main window: the list at the left, the page, the menus and the status line."""

import gc
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QMainWindow,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from spdesk.guidance.library import Guidance
from spdesk.ui.actions import Actions
from spdesk.ui.areas import Areas
from spdesk.ui.commands import Commands
from spdesk.ui.desk import Desk
from spdesk.ui.files import Files
from spdesk.ui.messages import Messages
from spdesk.ui.page_stack import PageStack
from spdesk.ui.pages.page import Page
from spdesk.ui.pages.start_page import StartPage
from spdesk.ui.settings import Settings
from spdesk.ui.status_line import StatusLine
from spdesk.ui.theme.look import Look, ThemeChoice
from spdesk.ui.widgets.flow_layout import FlowLayout
from spdesk.ui.widgets.issue_list import IssueList
from spdesk.ui.widgets.texts import button
from spdesk.workbook.derive import OPTIONAL_STEPS, Step, steps_done
from spdesk.workbook.model import Issue

if TYPE_CHECKING:
    from spdesk.ui.pages.register_page import RegisterPage

_FIRST_WIDTH, _FIRST_HEIGHT = 1240, 800
_SIDEBAR_EMS = 14
_BETWEEN_LINKS = 8

_CROWDED = 46
"""Line heights of text: a narrower window has no room for list, page and run sheet together."""


class MainWindow(QMainWindow):
    """Connects the parts; decides nothing about the method itself."""

    def __init__(
        self, look: Look, guidance: Guidance, messages: Messages, settings: Settings
    ) -> None:
        # Before any widget is made: one that is there already keeps the font that it was made with.
        look.begin(settings.theme, settings.text_scale)
        super().__init__()
        self.desk = Desk(self)
        self.files = Files(self.desk, messages, settings, self)
        self.commands = Commands(self.desk, self.files, look, messages, settings, self)
        self._look = look
        self.guidance = guidance
        self._messages = messages
        self._settings = settings
        self._painted = False
        self._list = IssueList(look, guidance.rules)
        self._pages = PageStack(self.desk, look, guidance, messages)
        self._start_page: StartPage | None = None
        self._register_page: RegisterPage | None = None
        self._waiting = QWidget()
        self._pages.addWidget(self._waiting)
        self._status = StatusLine(self.desk, self.files)
        self.setStatusBar(self._status)
        self.menu_actions = Actions(self, self.commands)
        self._recent_menu = self.menu_actions.menus["&File"].addMenu(self.tr("&Recent"))
        self.menu_actions.menus["&File"].insertMenu(self.menu_actions["save"], self._recent_menu)
        self._lay_out()
        self._connect()
        self._restore()
        self.menu_actions["keep_previous"].setChecked(settings.keep_previous)
        self._refresh()
        self._show_file()
        self._show_undo()
        self._show_recent()
        self._show_look()

    def page(self, step: Step) -> Page:
        """The page of a step."""
        return self._pages.page(step)

    @property
    def recent_files(self) -> list[Path]:
        """The files opened or saved lately, the latest first."""
        return self._settings.recent

    @property
    def _start(self) -> StartPage:
        """The start page, made when it is first wanted."""
        if self._start_page is None:
            page = self._start_page = StartPage(self._look)
            page.issue_described.connect(self._begin_issue)
            page.file_chosen.connect(self.files.open)
            page.open_asked.connect(self.files.ask_and_open)
            page.tour_asked.connect(self.commands.tour)
            self._show_start()
            self._pages.addWidget(page)
        return self._start_page

    @property
    def _register(self) -> "RegisterPage":
        """The register, made when it is first wanted."""
        if self._register_page is None:
            from spdesk.ui.pages.register_page import RegisterPage  # noqa: PLC0415  not at the start

            parts = (self.desk, self._look, self.guidance.rules, self._messages, self._settings)
            page = self._register_page = RegisterPage(*parts)
            page.new_issue_asked.connect(self.commands.new_issue)
            self._pages.addWidget(page)
        return self._register_page

    def _show_start(self) -> None:
        """Tell the start page, if there is one, of the recent files and the open workbook."""
        if self._start_page is not None:
            mine = bool(self.desk.workbook.issues) and not self.files.is_example
            name = self.desk.name or self.tr("New workbook")
            self._start_page.show_open(name if mine else "")
            self._start_page.show_recent(self._settings.recent)

    def _lay_out(self) -> None:
        self._sidebar = QWidget()
        self._sidebar.setProperty("ground", "sidebar")
        column = QVBoxLayout(self._sidebar)
        column.setContentsMargins(0, 10, 0, 10)
        column.addWidget(self._list, 1)
        new_issue = button(
            self.tr("+ New issue"), self.commands.new_issue, "link", name=self.tr("New issue")
        )
        all_issues = button(self.tr("All issues"), self.commands.all_issues, "link")
        links = FlowLayout(_BETWEEN_LINKS)
        links.addWidget(new_issue)
        links.addWidget(all_issues)
        foot = QVBoxLayout()
        foot.setContentsMargins(14, 4, 0, 0)
        foot.addLayout(links)
        column.addLayout(foot)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(self._sidebar)
        self._splitter.addWidget(self._pages)
        self._splitter.setStretchFactor(1, 1)
        self.setCentralWidget(self._splitter)
        self.areas = Areas(self, self._splitter, self._sidebar, self._pages)

    def _connect(self) -> None:
        """The one table of connections."""
        desk = self.desk
        desk.workbook_changed.connect(self._refresh)
        desk.place_changed.connect(self._arrive)
        desk.file_changed.connect(self._show_file)
        desk.refused.connect(self._tell_refusal)
        desk.undo_stack.indexChanged.connect(self._show_undo)
        self.files.opened.connect(self._land)
        self.files.recent_changed.connect(self._show_recent)
        # Queued: the list must have finished its click before it is told to select something else.
        self._list.chosen.connect(self.look_at_issue, Qt.ConnectionType.QueuedConnection)
        self._recent_menu.triggered.connect(self._open_recent)
        self._look.changed.connect(self._show_look)

    def _restore(self) -> None:
        if not self.restoreGeometry(self._settings.geometry):
            room = self.screen().availableSize()
            # The frame needs room too: the status line must not fall off a small screen.
            width, height = round(room.width() * 0.94), round(room.height() * 0.9)
            self.resize(min(_FIRST_WIDTH, width), min(_FIRST_HEIGHT, height))
        self._splitter.restoreState(self._settings.splitter)

    def _refresh(self) -> None:
        """Show the workbook as it is now, in the list and on the page."""
        desk = self.desk
        was_on_page = self._keyboard_is_on_page()
        emptied_or_filled = self._sidebar.isHidden() is bool(desk.workbook.issues)
        issue = desk.issue
        self._list.show_place(desk.workbook, issue.id if issue else None, desk.step)
        self.share_room()
        something = bool(desk.workbook.issues) or desk.modified
        self.menu_actions.enable(workbook=something, issue=issue is not None)
        if desk.at_register and self._painted:
            self._register.show_workbook(desk.workbook)
            self._pages.setCurrentWidget(self._register)
        elif issue is None:
            self._pages.setCurrentWidget(self._start if self._painted else self._waiting)
        elif self._painted:
            page = self._pages.show_step(desk.step, desk.workbook, issue)
            # A page that was built anew must not lose the keyboard to the list.
            if was_on_page and not self._keyboard_is_on_page():
                page.arrive()
        else:
            self._pages.setCurrentWidget(self._waiting)  # the page comes after the first paint
        if emptied_or_filled:
            self._show_file()

    def share_room(self) -> None:
        """Where list, page and run sheet are too much side by side, the list makes room."""
        only_own = Qt.FindChildOption.FindDirectChildrenOnly  # the pages hold thousands
        dock = self.findChild(QDockWidget, options=only_own)
        narrow = self.width() < _CROWDED * self.fontMetrics().height()
        crowded = narrow and dock is not None and not dock.isHidden()
        self._sidebar.setVisible(bool(self.desk.workbook.issues) and not crowded)

    def _keyboard_is_on_page(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self._pages.isAncestorOf(focus)

    def _begin(self) -> None:
        """The first page, after the first paint. What is alive now stays so: never search it."""
        self._arrive()
        gc.freeze()
        gc.enable()

    def _arrive(self) -> None:
        """Another place is looked at: show it and put the focus where work begins."""
        with self._pages.painted_once():
            self._refresh()
            if not self._painted:
                return
            if self.desk.at_register:
                self._register.arrive()
            elif self.desk.issue is None:
                self._start.arrive()
            else:
                self._pages.page(self.desk.step).arrive()

    def _land(self) -> None:
        """A workbook was opened: look at the first issue, where there is most to see or do."""
        issues = self.desk.workbook.issues
        if issues:
            first = next((issue for issue in issues if not issue.archived), issues[0])
            self.desk.look_at(first.id, self._landing_step(first))

    def _landing_step(self, issue: Issue) -> Step:
        done = steps_done(issue, self.guidance.rules)
        wanted = (step for step in Step if step not in done | OPTIONAL_STEPS)
        return next(wanted, Step.PERFORMANCE)

    def _begin_issue(self, title: str) -> None:
        """An issue from the start page; examples stay examples, so it gets its own workbook."""
        if self.files.is_example and not self.files.new():
            return
        self.commands.add_issue(title)

    def look_at_issue(self, issue_id: str, step: Step | None = None) -> None:
        """Look at an issue: at a step, or without one where there is most to see or do."""
        issue = self.desk.workbook.issue(issue_id)
        if issue is not None:
            self.desk.look_at(issue_id, step or self._landing_step(issue))

    def _show_file(self) -> None:
        desk = self.desk
        name = desk.name or self.tr("New workbook")
        self.setWindowTitle(f"{name}[*] – SP Desk" if desk.workbook.issues else "SP Desk[*]")
        self.setWindowModified(desk.modified)
        self.setWindowFilePath(str(desk.path) if desk.path else "")
        self._status.show_file()
        self._show_start()

    def _show_undo(self) -> None:
        stack = self.desk.undo_stack
        for action_id, can, step, plain in (
            ("undo", stack.canUndo(), stack.undoText(), self.tr("&Undo")),
            ("redo", stack.canRedo(), stack.redoText(), self.tr("&Redo")),
        ):
            self.menu_actions[action_id].setEnabled(can)
            self.menu_actions[action_id].setText(
                f"{plain}: {step.replace('&', '&&')}" if can and step else plain
            )
        self._status.show_undo(stack.undoText())

    def _show_recent(self) -> None:
        self._recent_menu.clear()
        for path in self._settings.recent:
            action = self._recent_menu.addAction(path.name.replace("&", "&&"))
            action.setData(path)
            action.setToolTip(str(path))
        self._recent_menu.setEnabled(not self._recent_menu.isEmpty())
        self._show_start()

    def _open_recent(self, action: QAction) -> None:
        path = action.data()
        if isinstance(path, Path):
            self.files.open(path)

    def _show_look(self) -> None:
        for choice in get_args(ThemeChoice):
            self.menu_actions[f"theme_{choice}"].setChecked(self._look.choice == choice)
        # Larger text gets a wider list, but not at the cost of the page.
        ems = _SIDEBAR_EMS / max(self._look.scale, 1) ** 0.5
        self._sidebar.setMinimumWidth(round(self.fontMetrics().height() * ems))
        self.share_room()

    def _tell_refusal(self, sentence: str) -> None:
        self._messages.tell_trouble(self, sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_room()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.Paint and not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._begin)
        return done

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.files.may_leave():
            event.ignore()
            return
        self._settings.geometry = self.saveGeometry()
        self._settings.splitter = self._splitter.saveState()
        self._settings.sync()
        self.files.let_go()
        event.accept()
