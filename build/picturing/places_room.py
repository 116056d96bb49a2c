"""The ways to the room: its page, the ballot window, the projector and the run sheet."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from picturing import contents
from picturing.place import FILLED, ONE, Place, put
from picturing.stage import Shoot, Stage, StageError
from spdesk.ui.ballot.ballot_window import BallotWindow
from spdesk.ui.pages.room_page import RoomPage
from spdesk.ui.presenter.presenter_window import PresenterWindow
from spdesk.workbook import round_edits
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Workbook
from spdesk.workbook.rounds import Subject

_ROLES = ("GP", "nurse", "reception", "practice manager")
_LONG_ROLES = (contents.LONG_LINE[:90], *_ROLES[:3])
_EXPECTED = 7


def _page(stage: Stage, issue_id: str = "") -> RoomPage:
    page = stage.go(Step.ROOM, issue_id)
    if not isinstance(page, RoomPage):
        raise StageError("the page of the room is another")
    return page


def _setup(stage: Stage, content: str, shoot: Shoot) -> None:
    page = _page(stage, put(stage, content))
    if content != "empty":
        page.reveal.bar.all_rounds_asked.emit()
    stage.settle()
    shoot(None)


def open_box(
    stage: Stage, content: str, subject: Subject = "terms", roles: tuple[str, ...] = ()
) -> RoomPage:
    """A round that is being collected, with a few ballots in the box."""
    page = _page(stage, put(stage, content))
    extreme = content == "extreme"
    held = contents.asked(
        subject,
        "open-round",
        group=contents.LONG_NAME if extreme else "",
        expected=contents.PEOPLE if extreme else _EXPECTED,
        roles=_LONG_ROLES if extreme else roles,
    )
    box = stage.window.desk.box
    box.open(page.desk.issue.id if page.desk.issue else "", held)
    if content != "empty":
        box.put_in(*contents.ballots(subject, 39 if extreme else 3))
    page.arrive()
    stage.settle()
    return page


def _collecting(stage: Stage, content: str, shoot: Shoot) -> None:
    open_box(stage, content)
    shoot(None)


def _dots(stage: Stage, content: str, shoot: Shoot) -> None:
    """Right after the reveal: dots and nothing else."""
    page = open_box(stage, content, "factors" if content == "extreme" else "terms")
    page.collect.reveal_asked.emit()
    stage.settle()
    shoot(None)


def _revealed(stage: Stage, content: str, shoot: Shoot) -> None:
    _page(stage, put(stage, content))
    shoot(None)


def _voted(subject: Subject, stage: Stage, content: str, shoot: Shoot) -> None:
    """A round of another subject, revealed: seven ballots, or forty."""
    extreme = content == "extreme"
    people = contents.PEOPLE if extreme else _EXPECTED
    group = contents.LONG_NAME if extreme else ""
    held = contents.voted(subject, people, id="latest", group=group)

    def change(workbook: Workbook, issue_id: str) -> Workbook:
        return round_edits.keep_ballot_round(workbook, issue_id, held)

    _page(stage, put(stage, content, change=change))
    shoot(None)


def _compared(stage: Stage, content: str, shoot: Shoot) -> None:
    """A part of the room beside the whole of it."""
    group = contents.LONG_NAME if content == "extreme" else "partners"

    def change(workbook: Workbook, issue_id: str) -> Workbook:
        for name, part in (("one", group), ("two", "")):
            held = contents.voted("triage", _EXPECTED, id=name, group=part)
            workbook = round_edits.keep_ballot_round(workbook, issue_id, held)
        return workbook

    _page(stage, put(stage, content, change=change))
    stage.hand.press("Compare ")
    shoot(None)


# The ballot window


def _ballot(keys: str, roles: tuple[str, ...], stage: Stage, content: str, shoot: Shoot) -> None:
    """Pass the laptop, and press keys on it: a space is Enter, ! is Esc."""
    page = open_box(stage, content, "factors", roles)
    page.ways_in.pass_laptop()
    window = _found(BallotWindow)
    names = {" ": Qt.Key.Key_Space, "!": Qt.Key.Key_Escape, "R": Qt.Key.Key_Return}
    stage.settle()
    if content == "extreme" and keys.startswith(" ") and not roles:
        keys = " R" + keys[1:]  # the long roles come first
    for letter in keys:
        key = names.get(letter) or Qt.Key(ord(letter))
        stage.hand.key(key, text="" if letter == "!" else letter.replace("R", "\r"))
    shoot(window)


def _found(kind: type[QWidget]) -> QWidget:
    seen = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    if not seen:
        raise StageError(f"no {kind.__name__} is open")
    return seen[-1]


# The projector and the run sheet


def _presented(step: Step, stage: Stage, content: str, shoot: Shoot) -> None:
    stage.go(step, put(stage, content))
    _show_projector(stage, shoot)


def _presented_collecting(stage: Stage, content: str, shoot: Shoot) -> None:
    open_box(stage, content)
    _show_projector(stage, shoot)


def _presented_register(stage: Stage, content: str, shoot: Shoot) -> None:
    put(stage, content)
    stage.window.commands.all_issues()
    _show_projector(stage, shoot)


def _show_projector(stage: Stage, shoot: Shoot) -> None:
    """Over the whole screen, as on a projector."""
    stage.window.commands.present()
    window = _found(PresenterWindow)
    window.setGeometry(stage.window.geometry())
    stage.settle()
    shoot(window)


def _run_sheet(stage: Stage, content: str, shoot: Shoot) -> None:
    """The run sheet beside the page; nothing chosen yet in the empty one."""
    put_id = put(stage, content)
    stage.go(Step.TRIAGE, put_id)
    if content == "empty":
        stage.window.commands.run_sheet()
    else:
        stage.window.commands.run_60()
        stage.window.commands.next_step()
    stage.settle()
    shoot(None)


_BALLOT = {
    "ballot-hand-over": ("", ()),
    "ballot-role": (" ", _ROLES),
    "ballot-question": (" 73", ()),
    "ballot-check": (" " + "7" * 18, ()),
    "ballot-leave": (" 73!", ()),
}

PLACES = {
    "room-setup": Place(_setup, step=Step.ROOM),
    "room-collecting": Place(_collecting, step=Step.ROOM),
    "room-dots": Place(_dots, FILLED, Step.ROOM),
    "room-revealed": Place(_revealed, FILLED, Step.ROOM),
    "room-triage": Place(partial(_voted, "triage"), FILLED, Step.ROOM),
    "room-followership": Place(partial(_voted, "followership"), FILLED, Step.ROOM),
    "room-compared": Place(_compared, FILLED, Step.ROOM),
    **{
        name: Place(partial(_ballot, keys, roles), FILLED)
        for name, (keys, roles) in _BALLOT.items()
    },
    **{f"presenter-{step}": Place(partial(_presented, step)) for step in Step},
    "presenter-collecting": Place(_presented_collecting, FILLED),
    "presenter-register": Place(_presented_register, ONE),
    "run-sheet": Place(_run_sheet),
}
