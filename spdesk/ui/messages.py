"""The only module that opens message boxes and file dialogs. Tests use a recording stand-in."""

from enum import Enum, auto
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QDir
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from spdesk.version import __version__
from spdesk.workbook.store import SUFFIX


class Unsaved(Enum):
    """What to do with changes that are in no file."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()


class Messages(Protocol):
    """How the program asks and tells."""

    def ask_what_to_open(self, parent: QWidget) -> Path | None:
        """The workbook to open, or None."""

    def ask_where_to_save(self, parent: QWidget, suggestion: str) -> Path | None:
        """Where to save, or None. An existing file has been agreed to."""

    def ask_about_unsaved(self, parent: QWidget, name: str) -> Unsaved:
        """What to do before the workbook is closed."""

    def tell_trouble(self, parent: QWidget | None, text: str) -> None:
        """Tell what went wrong and what to do."""

    def tell_about(self, parent: QWidget) -> None:
        """Tell what the program is, and what it is not."""


class DialogMessages:
    """The real dialogs."""

    def ask_what_to_open(self, parent: QWidget) -> Path | None:
        name, _ = QFileDialog.getOpenFileName(parent, _tr("Open a workbook"), "", _filter())
        return Path(name) if name else None

    def ask_where_to_save(self, parent: QWidget, suggestion: str) -> Path | None:
        dialog = QFileDialog(parent, _tr("Save the workbook"), QDir.homePath(), _filter())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        dialog.selectFile(suggestion)
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return Path(chosen[0]) if chosen else None

    def ask_about_unsaved(self, parent: QWidget, name: str) -> Unsaved:
        box = QMessageBox(parent)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(_tr("Save the changes to “{name}”?").format(name=name))
        box.setInformativeText(_tr("Otherwise what changed since the last save is lost."))
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

    def tell_trouble(self, parent: QWidget | None, text: str) -> None:
        QMessageBox.warning(parent, "SP Desk", text)

    def tell_about(self, parent: QWidget) -> None:
        QMessageBox.about(
            parent,
            _tr("About SP Desk"),
            _tr(
                "<h3>SP Desk {version}</h3>"
                "<p>See what kind of problem an issue is, and choose how to lead on it. After "
                "Paul Zollinger-Read, “Complex consortia issues will require a new style of "
                "leadership”, HSJ 2011.</p>"
                "<p><b>A thinking aid.</b> No data stand behind SP = (C·I)<sup>CR</sup>, and the "
                "triage is not a validated instrument. The group may always overrule it. It ranks "
                "nobody, it is not for clinical decisions, and patients’ details do not belong in "
                "it.</p>"
                "<p>It never goes online. MIT licence. Uses Qt and PySide6 (LGPL), pyqtgraph, "
                "NumPy and pydantic.</p>"
            ).format(version=__version__),
        )


def _filter() -> str:
    return _tr("SP Desk workbooks (*{suffix})").format(suffix=SUFFIX)


def _tr(text: str) -> str:
    return QCoreApplication.translate("messages", text)
