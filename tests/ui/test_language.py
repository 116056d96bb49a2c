"""Which language the window speaks: the first of the user's that there is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import translating
from PySide6.QtCore import QCoreApplication, QEvent, QTranslator
from PySide6.QtWidgets import QApplication

from spdesk.core import translation
from spdesk.ui.language import speak
from spdesk.ui.words import new_issue_title

GERMAN = "Neues Thema"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of translations: German, and the Portuguese of Brazil."""
    folder = tmp_path_factory.mktemp("translations")
    module = folder / "module.py"
    module.write_text('translate("words", "New issue")\n', encoding="utf-8")
    for name, text in (("de", GERMAN), ("pt_BR", "Novo assunto")):
        ts = folder / f"spdesk_{name}.ts"
        translating.update(ts, [module])
        made = ts.read_text(encoding="utf-8")
        place = made.index("<source>New issue</source>")
        unfinished = '<translation type="unfinished"></translation>'
        after = made[place:].replace(unfinished, f"<translation>{text}</translation>", 1)
        ts.write_text(made[:place] + after, encoding="utf-8")
        translating.release(ts, ts.with_suffix(".qm"))
    return folder


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    yield
    translation.install()
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
        QCoreApplication.sendPostedEvents(translator, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [
        (["de"], "de"),
        (["de-CH", "de"], "de"),
        (["fr-FR", "de-AT"], "de"),
        (["pt-BR"], "pt_BR"),
        (["pt-Latn-BR", "pt-BR"], "pt_BR"),
        (["pt-PT"], ""),
        (["en-GB", "de"], ""),
        (["C"], ""),
        ([], ""),
    ],
)
def test_the_first_language_that_there_is_is_spoken(
    folder: Path, wanted: list[str], spoken: str
) -> None:
    assert speak(folder, wanted) == spoken
    assert (new_issue_title() == "New issue") == (spoken == "")


def test_the_words_of_core_and_of_qt_are_translated_too(folder: Path) -> None:
    assert speak(folder, ["de"]) == "de"
    assert translation.translate("words", "New issue") == GERMAN
    assert translation.translate("words", "Nobody translated this.") == "Nobody translated this."
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") in {"Abbrechen", "Cancel"}


def test_without_translations_nothing_is_loaded(tmp_path: Path, qapp: QApplication) -> None:
    assert speak(tmp_path / "nothing", ["de"]) == ""
    assert speak(tmp_path, ["de"]) == ""
    assert qapp.findChildren(QTranslator) == []


def test_a_damaged_translation_leaves_the_program_in_english(tmp_path: Path) -> None:
    (tmp_path / "spdesk_de.qm").write_bytes(b"no translation")
    assert speak(tmp_path, ["de"]) == ""
    assert new_issue_title() == "New issue"
