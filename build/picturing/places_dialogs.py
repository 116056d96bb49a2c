"""The ways to the dialogs and to the help."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from picturing import contents
from picturing.place import FILLED, ONE, Place, put
from picturing.places_room import open_box
from picturing.stage import Shoot, Stage, StageError
from spdesk.core.triage import Verdict
from spdesk.guidance.library import guidance
from spdesk.ui.ballot.import_dialog import ImportDialog
from spdesk.ui.ballot.paper_dialog import PaperDialog
from spdesk.ui.export.export_dialog import ExportDialog
from spdesk.ui.export.preview import Preview
from spdesk.ui.help_window import HelpWindow, show_help
from spdesk.ui.widgets.keys_dialog import KeysDialog
from spdesk.ui.widgets.minority_dialog import MinorityDialog
from spdesk.ui.widgets.overrule_dialog import OverruleDialog
from spdesk.ui.widgets.split_dialog import SplitDialog
from spdesk.workbook.derive import Step
from spdesk.workbook.rounds import MinorityNote

HELP_TOPICS = (
    "start",
    "words",
    "numbers",
    "limits",
    "meeting",
    "keys",
    "privacy",
    "accessibility",
    "it",
    "governance",
    "licences",
)
"""The ids in resources/help/topics.toml."""


def _title(stage: Stage) -> str:
    issue = stage.window.desk.issue
    return issue.title if issue else ""


def _overrule(stage: Stage, content: str, shoot: Shoot) -> None:
    stage.go(Step.TRIAGE, put(stage, content))
    stage.show_over(OverruleDialog(stage.window, stage.look, Verdict.TYPE_2), shoot)


def _split(stage: Stage, content: str, shoot: Shoot) -> None:
    stage.go(Step.TRIAGE, put(stage, content))
    stage.show_over(SplitDialog(stage.window, stage.look, _title(stage)), shoot)


def _minority(stage: Stage, content: str, shoot: Shoot) -> None:
    stage.go(Step.ROOM, put(stage, content))
    text, line = contents.LONG_TEXT, contents.LONG_LINE
    note = MinorityNote(id="note", text=text, signed=line) if content == "extreme" else None
    stage.show_over(MinorityDialog(stage.window, stage.look, note), shoot)


def _keys(stage: Stage, content: str, shoot: Shoot) -> None:
    put(stage, content)
    stage.show_over(KeysDialog(stage.window), shoot)


def _hand_round(stage: Stage, content: str, shoot: Shoot) -> None:
    stage.go(Step.PLAN, put(stage, content))
    desk = stage.window.desk
    parts = (stage.look, guidance(), stage.messages, desk.workbook, desk.issue, desk.path)
    dialog = ExportDialog(stage.window, *parts)
    dialog.show()
    (preview,) = dialog.findChildren(Preview)
    stage.hand.wait("the pages to be laid out", lambda: preview.is_ready)
    stage.show_over(dialog, shoot)
    dialog.reject()


def _import(stage: Stage, content: str, shoot: Shoot) -> None:
    """A file is to be chosen; or one was read, of which each row is wrong in its own way."""
    open_box(stage, content, "factors")
    held = stage.window.desk.box.round
    if held is None:
        raise StageError("no round is open")
    scale = stage.window.desk.workbook.scale
    dialog = ImportDialog(stage.messages, guidance(), held, scale, stage.window)
    if content != "empty":
        dialog.read_file(_answers(stage.scratch, many=content == "extreme"))
    stage.show_over(dialog, shoot)


def _answers(folder: Path, *, many: bool) -> Path:
    """A file of answers: six people, or sixty with a mistake in every second row."""
    questions = contents.asked("factors", "file").questions
    rows = [",".join(("What do you say?", *questions))]
    for person in range(60 if many else 6):
        wrong = contents.LONG_TEXT.replace(",", "") if many and person % 2 else "4"
        rows.append(",".join(("", wrong, *(str(1 + (person * 3 + n) % 9) for n in range(17)))))
    path = folder / f"{contents.LONG_LINE[:120] if many else 'answers'}.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def _paper(stage: Stage, content: str, shoot: Shoot) -> None:
    open_box(stage, content, "terms" if content == "empty" else "factors")
    held = stage.window.desk.box.round
    if held is None:
        raise StageError("no round is open")
    scale = stage.window.desk.workbook.scale
    stage.show_over(PaperDialog(guidance(), held, scale, stage.window), shoot)


def _palette(stage: Stage, content: str, shoot: Shoot) -> None:
    put(stage, content)
    stage.in_dialog(stage.window.commands.find_command, shoot)


def _about(stage: Stage, content: str, shoot: Shoot) -> None:
    put(stage, content)
    stage.in_dialog(stage.window.commands.about, shoot)


def _tour(stage: Stage, content: str, shoot: Shoot) -> None:  # noqa: ARG001  one content
    stage.window.commands.tour()
    stage.settle()
    shoot(None)


def _help(topic: str, stage: Stage, content: str, shoot: Shoot) -> None:
    put(stage, content)
    show_help(stage.window, stage.look, topic)
    stage.settle()
    seen = [w for w in QApplication.topLevelWidgets() if isinstance(w, HelpWindow)]
    if not seen:
        raise StageError("the help did not open")
    shoot(_in_front(seen[-1]))


def _in_front(window: QWidget) -> QWidget:
    if not window.isVisible():
        raise StageError(f"{type(window).__name__} is not to be seen")
    return window


PLACES = {
    "dialog-overrule": Place(_overrule, FILLED),
    "dialog-split": Place(_split, FILLED),
    "dialog-minority-note": Place(_minority, FILLED),
    "dialog-keys": Place(_keys, ONE),
    "dialog-hand-round": Place(_hand_round, FILLED),
    "dialog-import": Place(_import),
    "dialog-paper": Place(_paper),
    "dialog-commands": Place(_palette, ONE),
    "dialog-about": Place(_about, ONE),
    "tour": Place(_tour, ONE),
    **{f"help-{topic}": Place(partial(_help, topic), ONE) for topic in HELP_TOPICS},
}
