"""Every action of the program in one table: menus, shortcuts and the list of keys come from it."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from spdesk.core.translation import QT_TRANSLATE_NOOP

Standard = QKeySequence.StandardKey


class Need(StrEnum):
    """What must be there for an action to make sense."""

    NOTHING = "nothing"
    WORKBOOK = "workbook"
    ISSUE = "issue"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. A text of "-" is a separator; `submenu` names the menu below the menu."""

    id: str
    menu: str
    text: str
    keys: tuple[str | Standard, ...] = ()
    need: Need = Need.NOTHING
    submenu: str = ""
    checkable: bool = False


SEPARATOR = "-"
_FILE = QT_TRANSLATE_NOOP("actions", "&File")
_EDIT = QT_TRANSLATE_NOOP("actions", "&Edit")
_ISSUE = QT_TRANSLATE_NOOP("actions", "&Issue")
_MEETING = QT_TRANSLATE_NOOP("actions", "&Meeting")
_VIEW = QT_TRANSLATE_NOOP("actions", "&View")
_HELP = QT_TRANSLATE_NOOP("actions", "&Help")
_RUN = QT_TRANSLATE_NOOP("actions", "&Run a meeting")
_THEME = QT_TRANSLATE_NOOP("actions", "&Theme")
_PAPER = QT_TRANSLATE_NOOP("actions", "Save paper &ballots (PDF)")

# One line for each action, however long, is the readable form of this table.
# fmt: off
ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("new_workbook", _FILE, QT_TRANSLATE_NOOP("actions", "New &workbook"), ("Ctrl+Shift+N",)),
    ActionSpec("open", _FILE, QT_TRANSLATE_NOOP("actions", "&Open…"), (Standard.Open,)),
    ActionSpec("", _FILE, SEPARATOR),
    ActionSpec("save", _FILE, QT_TRANSLATE_NOOP("actions", "&Save"), (Standard.Save,), Need.WORKBOOK),
    ActionSpec("save_as", _FILE, QT_TRANSLATE_NOOP("actions", "Save &as…"), ("Ctrl+Shift+S",), Need.WORKBOOK),
    ActionSpec("keep_previous", _FILE, QT_TRANSLATE_NOOP("actions", "&Keep the previous version"), checkable=True),
    ActionSpec("", _FILE, SEPARATOR),
    ActionSpec("hand_round", _FILE, QT_TRANSLATE_NOOP("actions", "&Hand round: record and action log…"), ("Ctrl+R",), Need.WORKBOOK),
    ActionSpec("hand_round_more", _FILE, QT_TRANSLATE_NOOP("actions", "Hand round &more…"), ("Ctrl+Shift+R",), Need.WORKBOOK),
    ActionSpec("", _FILE, SEPARATOR),
    ActionSpec("quit", _FILE, QT_TRANSLATE_NOOP("actions", "&Quit"), ("Ctrl+Q",)),
    ActionSpec("undo", _EDIT, QT_TRANSLATE_NOOP("actions", "&Undo"), (Standard.Undo,)),
    ActionSpec("redo", _EDIT, QT_TRANSLATE_NOOP("actions", "&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y")),
    ActionSpec("point_out_again", _EDIT, QT_TRANSLATE_NOOP("actions", "&Point out personal details again"), (), Need.WORKBOOK),
    ActionSpec("new_issue", _ISSUE, QT_TRANSLATE_NOOP("actions", "&New issue"), (Standard.New,)),
    ActionSpec("split_issue", _ISSUE, QT_TRANSLATE_NOOP("actions", "S&plit into parts…"), (), Need.ISSUE),
    ActionSpec("restart_triage", _ISSUE, QT_TRANSLATE_NOOP("actions", "Start the triage a&gain"), (), Need.ISSUE),
    ActionSpec("", _ISSUE, SEPARATOR),
    ActionSpec("go_issue", _ISSUE, QT_TRANSLATE_NOOP("actions", "Go to the &issue"), ("Ctrl+1",), Need.ISSUE),
    ActionSpec("go_triage", _ISSUE, QT_TRANSLATE_NOOP("actions", "Go to &triage"), ("Ctrl+2",), Need.ISSUE),
    ActionSpec("go_approach", _ISSUE, QT_TRANSLATE_NOOP("actions", "Go to &approach"), ("Ctrl+3",), Need.ISSUE),
    ActionSpec("go_performance", _ISSUE, QT_TRANSLATE_NOOP("actions", "Go to p&erformance"), ("Ctrl+4",), Need.ISSUE),
    ActionSpec("go_room", _ISSUE, QT_TRANSLATE_NOOP("actions", "Go to the r&oom"), ("Ctrl+5",), Need.ISSUE),
    ActionSpec("go_plan", _ISSUE, QT_TRANSLATE_NOOP("actions", "Go to the p&lan"), ("Ctrl+6",), Need.ISSUE),
    ActionSpec("go_review", _ISSUE, QT_TRANSLATE_NOOP("actions", "Go to the re&view"), ("Ctrl+7",), Need.ISSUE),
    ActionSpec("", _ISSUE, SEPARATOR),
    ActionSpec("move_up", _ISSUE, QT_TRANSLATE_NOOP("actions", "Move &up in the list"), ("Alt+Up",), Need.ISSUE),
    ActionSpec("move_down", _ISSUE, QT_TRANSLATE_NOOP("actions", "Move &down in the list"), ("Alt+Down",), Need.ISSUE),
    ActionSpec("remove_issue", _ISSUE, QT_TRANSLATE_NOOP("actions", "&Remove the issue"), (), Need.ISSUE),
    ActionSpec("run_30", _MEETING, QT_TRANSLATE_NOOP("actions", "&30 minutes"), submenu=_RUN),
    ActionSpec("run_60", _MEETING, QT_TRANSLATE_NOOP("actions", "&60 minutes"), submenu=_RUN),
    ActionSpec("run_90", _MEETING, QT_TRANSLATE_NOOP("actions", "&90 minutes"), submenu=_RUN),
    ActionSpec("next_step", _MEETING, QT_TRANSLATE_NOOP("actions", "&Next step"), ("F7",)),
    ActionSpec("run_sheet", _MEETING, QT_TRANSLATE_NOOP("actions", "Show or &hide the run sheet"), ("F8",)),
    ActionSpec("present", _MEETING, QT_TRANSLATE_NOOP("actions", "&Present"), ("F5",)),
    ActionSpec("black_screen", _MEETING, QT_TRANSLATE_NOOP("actions", "Blac&k screen"), ("Ctrl+B",)),
    ActionSpec("", _MEETING, SEPARATOR),
    ActionSpec("save_cheat_sheet", _MEETING, QT_TRANSLATE_NOOP("actions", "Save the &cheat sheet (PDF)…")),
    ActionSpec("paper_terms", _MEETING, QT_TRANSLATE_NOOP("actions", "The three &terms…"), submenu=_PAPER),
    ActionSpec("paper_factors", _MEETING, QT_TRANSLATE_NOOP("actions", "The &sub-factors…"), submenu=_PAPER),
    ActionSpec("paper_triage", _MEETING, QT_TRANSLATE_NOOP("actions", "The t&riage…"), submenu=_PAPER),
    ActionSpec("paper_followership", _MEETING, QT_TRANSLATE_NOOP("actions", "&Followership…"), submenu=_PAPER),
    ActionSpec("save_wall_sheets", _MEETING, QT_TRANSLATE_NOOP("actions", "Save &wall sheets (PDF)…")),
    ActionSpec("larger", _VIEW, QT_TRANSLATE_NOOP("actions", "&Larger text"), (Standard.ZoomIn, "Ctrl+=")),
    ActionSpec("smaller", _VIEW, QT_TRANSLATE_NOOP("actions", "&Smaller text"), (Standard.ZoomOut,)),
    ActionSpec("normal", _VIEW, QT_TRANSLATE_NOOP("actions", "&Normal text"), ("Ctrl+0",)),
    ActionSpec("", _VIEW, SEPARATOR),
    ActionSpec("theme_system", _VIEW, QT_TRANSLATE_NOOP("actions", "As the &system"), submenu=_THEME, checkable=True),
    ActionSpec("theme_light", _VIEW, QT_TRANSLATE_NOOP("actions", "&Light"), submenu=_THEME, checkable=True),
    ActionSpec("theme_dark", _VIEW, QT_TRANSLATE_NOOP("actions", "&Dark"), submenu=_THEME, checkable=True),
    ActionSpec("theme_contrast", _VIEW, QT_TRANSLATE_NOOP("actions", "&High contrast"), submenu=_THEME, checkable=True),
    ActionSpec("", _VIEW, SEPARATOR),
    ActionSpec("next_area", _VIEW, QT_TRANSLATE_NOOP("actions", "Next a&rea of the window"), ("F6",)),
    ActionSpec("previous_area", _VIEW, QT_TRANSLATE_NOOP("actions", "Previous ar&ea of the window"), ("Shift+F6",)),
    ActionSpec("wider_area", _VIEW, QT_TRANSLATE_NOOP("actions", "Make this area &wider")),
    ActionSpec("narrower_area", _VIEW, QT_TRANSLATE_NOOP("actions", "Make this area narr&ower")),
    ActionSpec("", _VIEW, SEPARATOR),
    ActionSpec("all_issues", _VIEW, QT_TRANSLATE_NOOP("actions", "&All issues"), (Standard.Find,)),
    ActionSpec("start_page", _VIEW, QT_TRANSLATE_NOOP("actions", "Start &page"), ("Ctrl+Home",)),
    ActionSpec("help_topics", _HELP, QT_TRANSLATE_NOOP("actions", "&Help topics"), ("Shift+F1",)),
    ActionSpec("find_command", _HELP, QT_TRANSLATE_NOOP("actions", "&Find a command…"), ("Ctrl+K",)),
    ActionSpec("keys", _HELP, QT_TRANSLATE_NOOP("actions", "&Keys"), ("Ctrl+/",)),
    ActionSpec("tour", _HELP, QT_TRANSLATE_NOOP("actions", "The two-minute &tour")),
    ActionSpec("accessibility", _HELP, QT_TRANSLATE_NOOP("actions", "A&ccessibility")),
    ActionSpec("about", _HELP, QT_TRANSLATE_NOOP("actions", "&About SP Desk")),
)
# fmt: on


class Actions:
    """The actions of one window, made from the table; the id of an action names its command."""

    def __init__(self, window: QMainWindow, commands: object) -> None:
        self._by_id: dict[str, QAction] = {}
        self.menus: dict[str, QMenu] = {}
        for spec in ACTIONS:
            self._add(window, spec, commands)

    def __getitem__(self, action_id: str) -> QAction:
        return self._by_id[action_id]

    def enable(self, *, workbook: bool, issue: bool) -> None:
        """Grey what makes no sense now."""
        here = {Need.NOTHING: True, Need.WORKBOOK: workbook, Need.ISSUE: issue}
        for spec in ACTIONS:
            if spec.text != SEPARATOR and spec.id not in ("undo", "redo"):
                self._by_id[spec.id].setEnabled(here[spec.need])

    def _add(self, window: QMainWindow, spec: ActionSpec, commands: object) -> None:
        menu = self._menu(window, spec)
        if spec.text == SEPARATOR:
            menu.addSeparator()
            return
        action = QAction(_tr(spec.text), window)
        action.setObjectName(spec.id)
        action.setCheckable(spec.checkable)
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        action.triggered.connect(getattr(commands, spec.id))
        menu.addAction(action)
        self._by_id[spec.id] = action

    def _menu(self, window: QMainWindow, spec: ActionSpec) -> QMenu:
        if spec.menu not in self.menus:
            self.menus[spec.menu] = window.menuBar().addMenu(_tr(spec.menu))
        if not spec.submenu:
            return self.menus[spec.menu]
        if spec.submenu not in self.menus:
            self.menus[spec.submenu] = self.menus[spec.menu].addMenu(_tr(spec.submenu))
        return self.menus[spec.submenu]


def plain_name(spec: ActionSpec) -> str:
    """What an action is called, without the marks of a menu."""
    return _plain(spec.text)


def menu_path(spec: ActionSpec) -> str:
    """The menus that lead to an action, from left to right."""
    menus = (spec.menu, spec.submenu) if spec.submenu else (spec.menu,)
    return " ▸ ".join(_plain(menu) for menu in menus)


def keys_as_written(spec: ActionSpec) -> str:
    """The keys of an action as this system writes them; empty for none."""
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(keys).toString(native) for keys in spec.keys)


def key_table() -> list[tuple[str, str]]:
    """Every action that has keys, with its plain name and the keys as this system writes them."""
    return [(plain_name(spec), keys_as_written(spec)) for spec in ACTIONS if spec.keys]


def _plain(text: str) -> str:
    return _tr(text).replace("&", "").rstrip("…")


def _tr(text: str) -> str:
    return QCoreApplication.translate("actions", text)
