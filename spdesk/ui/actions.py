"""Every action of the program in one table: menus, shortcuts and the list of keys come from it."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

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
_PAPER = "Save paper &ballots (PDF)"

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("new_workbook", "&File", "New &workbook", ("Ctrl+Shift+N",)),
    ActionSpec("open", "&File", "&Open…", (Standard.Open,)),
    ActionSpec("", "&File", SEPARATOR),
    ActionSpec("save", "&File", "&Save", (Standard.Save,), Need.WORKBOOK),
    ActionSpec("save_as", "&File", "Save &as…", ("Ctrl+Shift+S",), Need.WORKBOOK),
    ActionSpec("keep_previous", "&File", "&Keep the previous version", checkable=True),
    ActionSpec("", "&File", SEPARATOR),
    ActionSpec(
        "hand_round", "&File", "&Hand round: record and action log…", ("Ctrl+R",), Need.WORKBOOK
    ),
    ActionSpec("hand_round_more", "&File", "Hand round &more…", ("Ctrl+Shift+R",), Need.WORKBOOK),
    ActionSpec("", "&File", SEPARATOR),
    ActionSpec("quit", "&File", "&Quit", ("Ctrl+Q",)),
    ActionSpec("undo", "&Edit", "&Undo", (Standard.Undo,)),
    ActionSpec("redo", "&Edit", "&Redo", ("Ctrl+Shift+Z", "Ctrl+Y")),
    ActionSpec("point_out_again", "&Edit", "&Point out personal details again", (), Need.WORKBOOK),
    ActionSpec("new_issue", "&Issue", "&New issue", (Standard.New,)),
    ActionSpec("split_issue", "&Issue", "S&plit into parts…", (), Need.ISSUE),
    ActionSpec("restart_triage", "&Issue", "Start the triage a&gain", (), Need.ISSUE),
    ActionSpec("", "&Issue", SEPARATOR),
    ActionSpec("go_issue", "&Issue", "Go to the &issue", ("Ctrl+1",), Need.ISSUE),
    ActionSpec("go_triage", "&Issue", "Go to &triage", ("Ctrl+2",), Need.ISSUE),
    ActionSpec("go_approach", "&Issue", "Go to &approach", ("Ctrl+3",), Need.ISSUE),
    ActionSpec("go_performance", "&Issue", "Go to p&erformance", ("Ctrl+4",), Need.ISSUE),
    ActionSpec("go_room", "&Issue", "Go to the r&oom", ("Ctrl+5",), Need.ISSUE),
    ActionSpec("go_plan", "&Issue", "Go to the p&lan", ("Ctrl+6",), Need.ISSUE),
    ActionSpec("go_review", "&Issue", "Go to the re&view", ("Ctrl+7",), Need.ISSUE),
    ActionSpec("", "&Issue", SEPARATOR),
    ActionSpec("move_up", "&Issue", "Move &up in the list", ("Alt+Up",), Need.ISSUE),
    ActionSpec("move_down", "&Issue", "Move &down in the list", ("Alt+Down",), Need.ISSUE),
    ActionSpec("remove_issue", "&Issue", "&Remove the issue", (), Need.ISSUE),
    ActionSpec("run_30", "&Meeting", "&30 minutes", submenu="&Run a meeting"),
    ActionSpec("run_60", "&Meeting", "&60 minutes", submenu="&Run a meeting"),
    ActionSpec("run_90", "&Meeting", "&90 minutes", submenu="&Run a meeting"),
    ActionSpec("next_step", "&Meeting", "&Next step", ("F7",)),
    ActionSpec("run_sheet", "&Meeting", "Show or &hide the run sheet", ("F6",)),
    ActionSpec("present", "&Meeting", "&Present", ("F5",)),
    ActionSpec("black_screen", "&Meeting", "Blac&k screen", ("Ctrl+B",)),
    ActionSpec("", "&Meeting", SEPARATOR),
    ActionSpec("save_cheat_sheet", "&Meeting", "Save the &cheat sheet (PDF)…"),
    ActionSpec("paper_terms", "&Meeting", "The three &terms…", submenu=_PAPER),
    ActionSpec("paper_factors", "&Meeting", "The &sub-factors…", submenu=_PAPER),
    ActionSpec("paper_triage", "&Meeting", "The t&riage…", submenu=_PAPER),
    ActionSpec("paper_followership", "&Meeting", "&Followership…", submenu=_PAPER),
    ActionSpec("save_wall_sheets", "&Meeting", "Save &wall sheets (PDF)…"),
    ActionSpec("larger", "&View", "&Larger text", (Standard.ZoomIn, "Ctrl+=")),
    ActionSpec("smaller", "&View", "&Smaller text", (Standard.ZoomOut,)),
    ActionSpec("normal", "&View", "&Normal text", ("Ctrl+0",)),
    ActionSpec("", "&View", SEPARATOR),
    ActionSpec("theme_system", "&View", "As the &system", submenu="&Theme", checkable=True),
    ActionSpec("theme_light", "&View", "&Light", submenu="&Theme", checkable=True),
    ActionSpec("theme_dark", "&View", "&Dark", submenu="&Theme", checkable=True),
    ActionSpec("theme_contrast", "&View", "&High contrast", submenu="&Theme", checkable=True),
    ActionSpec("all_issues", "&View", "&All issues", (Standard.Find,)),
    ActionSpec("start_page", "&View", "Start &page", ("Ctrl+Home",)),
    ActionSpec("help_topics", "&Help", "&Help topics", ("Shift+F1",)),
    ActionSpec("find_command", "&Help", "&Find a command…", ("Ctrl+K",)),
    ActionSpec("keys", "&Help", "&Keys", ("Ctrl+/",)),
    ActionSpec("tour", "&Help", "The two-minute &tour"),
    ActionSpec("accessibility", "&Help", "A&ccessibility"),
    ActionSpec("about", "&Help", "&About SP Desk"),
)


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


def key_table() -> list[tuple[str, str]]:
    """Every action that has keys, with its plain name and the keys as this system writes them."""
    return [
        (
            _tr(spec.text).replace("&", "").rstrip("…"),
            ", ".join(
                QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
                for keys in spec.keys
            ),
        )
        for spec in ACTIONS
        if spec.keys
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("actions", text)
