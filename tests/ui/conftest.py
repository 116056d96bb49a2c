"""What the tests of the window share."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from spdesk.ui.theme.look import Look


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """The light look at 100 % text, on the whole application for one test."""
    made = Look()
    made.choose_theme("light")
    yield made
    qapp.setStyleSheet("")
