"""The language of the user: loads a translation when the program has one."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from spdesk.core import translation

_WRITTEN_IN = "en"
"""Nothing needs to be loaded for those who read this."""


def speak(folder: Path, wanted: Sequence[str] | None = None) -> str:
    """Load the first of the wanted languages that there is; gives its name, "" for English.

    `folder` holds spdesk_de.qm, spdesk_pt_BR.qm and so on. `wanted`: names such as "pt-BR", the
    most wanted first; by default those of the system. To be called before anything is said: texts
    of the resources keep the language in which they were read.
    """
    application = QCoreApplication.instance()
    if application is None or not folder.is_dir():
        return ""
    name = _first_there(folder, QLocale.system().uiLanguages() if wanted is None else wanted)
    translator = QTranslator()
    if not name or not translator.load(str(folder / f"spdesk_{name}.qm")):
        return ""
    translator.setParent(application)
    application.installTranslator(translator)
    translation.install(QCoreApplication.translate)
    _load_qt(name)
    return name


def _first_there(folder: Path, wanted: Sequence[str]) -> str:
    for name in wanted:
        parts = name.replace("-", "_").split("_")
        if parts[0] == _WRITTEN_IN:
            return ""
        for length in range(len(parts), 0, -1):
            shorter = "_".join(parts[:length])
            if (folder / f"spdesk_{shorter}.qm").is_file():
                return shorter
    return ""


def _load_qt(name: str) -> None:
    """Qt's own words, such as those on the buttons of a dialog, where they are installed."""
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    application = QCoreApplication.instance()
    translator = QTranslator()
    if application is not None and translator.load(QLocale(name), "qtbase", "_", folder):
        translator.setParent(application)
        application.installTranslator(translator)
