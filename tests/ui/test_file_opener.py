"""macOS asks by an event to open a file; the window opens it."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from spdesk.ui.application import FileOpener
from tests.ui.driving import Driver, example_path


def test_the_event_opens_the_file(driver: Driver, qapp: QApplication, tmp_path: Path) -> None:
    opener = FileOpener(driver.window)
    qapp.installEventFilter(opener)
    path = tmp_path / "zwei Praxen é.spdesk"
    path.write_bytes(example_path().read_bytes())
    try:
        QApplication.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile(str(path))))
    finally:
        qapp.removeEventFilter(opener)
    assert driver.window.desk.path == path
    assert driver.issue.title
