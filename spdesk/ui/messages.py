"""The only module that opens message boxes and file dialogs. Tests use a recording stand-in."""

from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from spdesk.core.translation import translate
from spdesk.ui.folders import file_of, first_folder
from spdesk.ui.widgets.message_box import MessageBox
from spdesk.version import __version__
from spdesk.workbook.store import SUFFIX

_MOST_PLACES = 8
"""Fields that are named in one question; a box taller than the screen helps nobody."""

_ICON = 64

Answer = TypeVar("Answer")


class Unsaved(Enum):
    """What to do with changes that are in no file."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()


class Recovered(Enum):
    """What to do with work that was not saved when the program stopped."""

    RESTORE = auto()
    DISCARD = auto()
    LATER = auto()


class Held(Enum):
    """What to do with a workbook that somebody else has open."""

    READ_ONLY = auto()
    COPY = auto()
    CANCEL = auto()


class Failed(Enum):
    """What to do after a save that failed."""

    AGAIN = auto()
    COPY = auto()
    CANCEL = auto()


class Changed(Enum):
    """What to do with a file that is another than the one that was opened."""

    OVERWRITE = auto()
    COPY = auto()
    OPEN = auto()
    CANCEL = auto()


class Messages(Protocol):
    """How the program asks and tells."""

    def ask_what_to_open(self, parent: QWidget, recent: Sequence[Path] = ()) -> Path | None:
        """The workbook to open, or None. `recent`: files used before, the last one first."""

    def ask_where_to_save(
        self, parent: QWidget, suggestion: str, beside: Path | None = None
    ) -> Path | None:
        """Where to save, or None. An existing file has been agreed to.

        `beside`: the file that lies where to begin to look, by default the window's own.
        """

    def ask_where_to_save_paper(self, parent: QWidget, suggestion: str) -> Path | None:
        """Where to save a PDF, or None. An existing file has been agreed to."""

    def ask_where_to_save_calendar(self, parent: QWidget, suggestion: str) -> Path | None:
        """Where to save a file for a calendar, or None. An existing file has been agreed to."""

    def ask_where_to_move(self, parent: QWidget) -> Path | None:
        """The workbook, there already or not, that issues are moved to, or None."""

    def ask_for_ballot_file(self, parent: QWidget) -> Path | None:
        """The file with answers to read, or None."""

    def ask_where_to_save_table(self, parent: QWidget, suggestion: str) -> Path | None:
        """Where to save a blank table for ballots, or None. Its ending says in which format."""

    def ask_for_folder(self, parent: QWidget, start: Path) -> Path | None:
        """The folder to write into, or None. `start`: where to begin to look."""

    def ask_to_replace(self, parent: QWidget, names: Sequence[str]) -> bool:
        """Whether to write over files that are there already."""

    def ask_about_unsaved(self, parent: QWidget, name: str) -> Unsaved:
        """What to do before the workbook is closed."""

    def ask_about_recovery(self, parent: QWidget, text: str) -> Recovered:
        """What to do with the work that the text describes."""

    def ask_about_held_file(self, parent: QWidget, text: str) -> Held:
        """What to do with a workbook that somebody else has open."""

    def ask_about_changed_file(self, parent: QWidget, text: str, is_there: bool) -> Changed:
        """What to do with a file that changed, or that is not there, before it is saved."""

    def ask_about_failed_save(self, parent: QWidget, text: str, again: bool) -> Failed:
        """Tell why a save failed, and ask what to do. `again`: to try again may help."""

    def ask_about_details(self, parent: QWidget, places: Sequence[str]) -> bool:
        """Whether to save although these fields seem to hold details of people."""

    def tell_trouble(self, parent: QWidget | None, text: str) -> None:
        """Tell what went wrong and what to do."""

    def tell_written(self, parent: QWidget, text: str) -> None:
        """Tell where the files are that were asked for."""

    def tell_about(self, parent: QWidget) -> None:
        """Tell what the program is, and what it is not."""


class DialogMessages:
    """The real dialogs."""

    def ask_what_to_open(self, parent: QWidget, recent: Sequence[Path] = ()) -> Path | None:
        return _ask_which(parent, translate("messages", "Open a workbook"), _filter(), recent)

    def ask_where_to_save(
        self, parent: QWidget, suggestion: str, beside: Path | None = None
    ) -> Path | None:
        return _ask_where(
            parent,
            translate("messages", "Save the workbook"),
            _filter(),
            SUFFIX,
            suggestion,
            beside,
        )

    def ask_where_to_save_paper(self, parent: QWidget, suggestion: str) -> Path | None:
        return _ask_where(
            parent,
            translate("messages", "Save as PDF"),
            translate("messages", "PDF (*.pdf)"),
            ".pdf",
            suggestion,
        )

    def ask_where_to_save_calendar(self, parent: QWidget, suggestion: str) -> Path | None:
        kinds = translate("messages", "Calendar files (*.ics)")
        return _ask_where(
            parent, translate("messages", "Save the day of the review"), kinds, ".ics", suggestion
        )

    def ask_where_to_move(self, parent: QWidget) -> Path | None:
        dialog = _save_dialog(
            parent, translate("messages", "Move to which workbook?"), _filter(), SUFFIX
        )
        # Nothing is overwritten: the issues are added to what stands there.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, translate("messages", "Move"))
        return _answer_of(dialog)

    def ask_for_ballot_file(self, parent: QWidget) -> Path | None:
        tables = translate("messages", "Tables (*.xlsx *.xlsm *.csv *.tsv *.txt)")
        filters = ";;".join((tables, translate("messages", "All files (*)")))
        return _ask_which(parent, translate("messages", "Read ballots from"), filters)

    def ask_where_to_save_table(self, parent: QWidget, suggestion: str) -> Path | None:
        kinds = translate("messages", "Tables (*.xlsx *.csv)")
        return _ask_where(
            parent, translate("messages", "Save a blank table"), kinds, ".xlsx", suggestion
        )

    def ask_for_folder(self, parent: QWidget, start: Path) -> Path | None:
        name = QFileDialog.getExistingDirectory(
            parent, translate("messages", "Write into which folder?"), str(start)
        )
        return Path(name) if name else None

    def ask_to_replace(self, parent: QWidget, names: Sequence[str]) -> bool:
        text = translate("messages", "This file is there already. Write over it?")
        if len(names) > 1:
            text = translate(
                "messages", "{count} of these files are there already. Write over them?"
            )
        listed = [*names[:_MOST_PLACES], *(["…"] if len(names) > _MOST_PLACES else [])]
        choices = {translate("messages", "&Write over"): True}
        return _choose(parent, text.format(count=len(names)), "\n".join(listed), choices, False)

    def ask_about_unsaved(self, parent: QWidget, name: str) -> Unsaved:
        box = MessageBox(parent)
        box.setWindowTitle("SP Desk")
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(translate("messages", "Save the changes to “{name}”?").format(name=name))
        box.setInformativeText(
            translate("messages", "Otherwise what changed since the last save is lost.")
        )
        box.setStandardButtons(
            QMessageBox.StandardButton.Save
            | QMessageBox.StandardButton.Discard
            | QMessageBox.StandardButton.Cancel
        )
        box.setDefaultButton(QMessageBox.StandardButton.Save)
        answer = box.exec()
        box.deleteLater()
        if answer == QMessageBox.StandardButton.Save:
            return Unsaved.SAVE
        return Unsaved.DISCARD if answer == QMessageBox.StandardButton.Discard else Unsaved.CANCEL

    def ask_about_recovery(self, parent: QWidget, text: str) -> Recovered:
        box = MessageBox(parent)
        box.setWindowTitle(translate("messages", "Unsaved work"))
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        roles = QMessageBox.ButtonRole
        restore = box.addButton(translate("messages", "&Restore it"), roles.AcceptRole)
        discard = box.addButton(translate("messages", "&Throw it away"), roles.DestructiveRole)
        later = box.addButton(translate("messages", "&Decide later"), roles.RejectRole)
        box.setDefaultButton(restore)
        box.setEscapeButton(later)
        box.exec()
        pressed = box.clickedButton()
        box.deleteLater()
        if pressed is restore:
            return Recovered.RESTORE
        return Recovered.DISCARD if pressed is discard else Recovered.LATER

    def ask_about_held_file(self, parent: QWidget, text: str) -> Held:
        more = translate(
            "messages",
            "Read only shows it without its file: what you change can be saved under another name. "
            "A copy gets a file of its own now.",
        )
        choices = {
            translate("messages", "&Read only"): Held.READ_ONLY,
            translate("messages", "Open a &copy…"): Held.COPY,
        }
        return _choose(parent, text, more, choices, Held.CANCEL)

    def ask_about_changed_file(self, parent: QWidget, text: str, is_there: bool) -> Changed:
        choices = {translate("messages", "Save a &copy elsewhere…"): Changed.COPY}
        if not is_there:
            choices[translate("messages", "&Write it there again")] = Changed.OVERWRITE
            return _choose(parent, text, "", choices, Changed.CANCEL)
        more = translate(
            "messages",
            "If you open what is there, Undo brings your own work back. If you overwrite it, what "
            "is there is kept as the previous version beside the file.",
        )
        choices[translate("messages", "&Open what is there")] = Changed.OPEN
        choices[translate("messages", "O&verwrite")] = Changed.OVERWRITE
        return _choose(parent, text, more, choices, Changed.CANCEL)

    def ask_about_failed_save(self, parent: QWidget, text: str, again: bool) -> Failed:
        choices = {translate("messages", "&Try again"): Failed.AGAIN} if again else {}
        choices[translate("messages", "Save a &copy elsewhere…")] = Failed.COPY
        return _choose(parent, text, "", choices, Failed.CANCEL)

    def ask_about_details(self, parent: QWidget, places: Sequence[str]) -> bool:
        box = MessageBox(parent)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(translate("messages", "Some of this looks like details of people."))
        lines = [f"• {place}" for place in places[:_MOST_PLACES]]
        if len(places) > _MOST_PLACES:
            more = len(places) - _MOST_PLACES
            lines.append(translate("messages", "and {count} more fields").format(count=more))
        advice = translate(
            "messages",
            "Leave people out of the file: it may be passed on. If you save it anyway, you will "
            "not be asked about these again.",
        )
        box.setInformativeText("\n".join([*lines, "", advice]))
        back = box.addButton(
            translate("messages", "Go back and look"), QMessageBox.ButtonRole.RejectRole
        )
        anyway = box.addButton(
            translate("messages", "Save anyway"), QMessageBox.ButtonRole.AcceptRole
        )
        box.setDefaultButton(back)
        box.setEscapeButton(back)
        box.exec()
        chosen = box.clickedButton()
        box.deleteLater()
        return chosen is anyway

    def tell_trouble(self, parent: QWidget | None, text: str) -> None:
        _tell(parent, QMessageBox.Icon.Warning, text)

    def tell_written(self, parent: QWidget, text: str) -> None:
        _tell(parent, QMessageBox.Icon.Information, text)

    def tell_about(self, parent: QWidget) -> None:
        box = MessageBox(parent)
        box.setWindowTitle(translate("messages", "About SP Desk"))
        box.setIconPixmap(parent.windowIcon().pixmap(_ICON))
        box.setText(
            translate(
                "messages",
                "<h3>SP Desk {version}</h3>"
                "<p>See what kind of problem an issue is, and choose how to lead on it. After "
                "Paul Zollinger-Read, “Complex consortia issues will require a new style of "
                "leadership”, HSJ 2011.</p>"
                "<p><b>A thinking aid.</b> No data stand behind SP = (C·I)<sup>CR</sup>, and the "
                "triage is not a validated instrument. The group may always overrule it. It ranks "
                "nobody, it is not for clinical decisions, and patients’ details do not belong in "
                "it.</p>"
                "<p>It never goes online. MIT licence. Uses Qt and PySide6 (LGPL), pyqtgraph, "
                "NumPy and pydantic.</p>",
            ).format(version=__version__)
        )
        box.exec()
        box.deleteLater()


def _tell(parent: QWidget | None, icon: QMessageBox.Icon, text: str) -> None:
    box = MessageBox(icon, "SP Desk", text, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)  # a file may be called <b>
    box.exec()
    box.deleteLater()


def _ask_which(
    parent: QWidget, title: str, wanted: str, recent: Sequence[Path] = ()
) -> Path | None:
    start = first_folder(file_of(parent), *recent)
    name, _ = QFileDialog.getOpenFileName(parent, title, str(start), wanted)
    return Path(name) if name else None


def _ask_where(
    parent: QWidget,
    title: str,
    wanted: str,
    suffix: str,
    suggestion: str,
    beside: Path | None = None,
) -> Path | None:
    dialog = _save_dialog(parent, title, wanted, suffix, beside)
    dialog.selectFile(suggestion)
    return _answer_of(dialog)


def _save_dialog(
    parent: QWidget, title: str, wanted: str, suffix: str, beside: Path | None = None
) -> QFileDialog:
    start = first_folder(beside, file_of(parent))
    dialog = QFileDialog(parent, title, str(start), wanted)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix.removeprefix("."))
    return dialog


def _answer_of(dialog: QFileDialog) -> Path | None:
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    return Path(chosen[0]) if chosen else None


def _choose(
    parent: QWidget, text: str, more: str, choices: dict[str, Answer], cancelled: Answer
) -> Answer:
    """Ask with a button for each choice, the first one the default, and Cancel."""
    box = MessageBox(QMessageBox.Icon.Warning, "SP Desk", text, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)  # a file may be called <b>
    box.setInformativeText(more)
    role = QMessageBox.ButtonRole.AcceptRole
    answers = [(box.addButton(label, role), answer) for label, answer in choices.items()]
    box.setDefaultButton(answers[0][0])
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    pressed = box.clickedButton()
    box.deleteLater()
    return next((answer for button, answer in answers if button is pressed), cancelled)


def _filter() -> str:
    return translate("messages", "SP Desk workbooks (*{suffix})").format(suffix=SUFFIX)
