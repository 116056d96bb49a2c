"""The tests with a real window share what the other tests of the window have."""

import os

import pytest

from tests.ui.conftest import driver, look, messages, new_window, qapp, window

__all__ = ["driver", "look", "messages", "new_window", "qapp", "window"]


@pytest.fixture(autouse=True)
def real_screen() -> None:
    """Leave these tests out of a run without a screen; `build/go.py check` gives them one."""
    if os.environ.get("QT_QPA_PLATFORM") in {"offscreen", "minimal"}:
        pytest.skip("needs a real screen")
