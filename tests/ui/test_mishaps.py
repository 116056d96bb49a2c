"""A fault in the program is told in a sentence, and the program stays open."""

import sys

import pytest

from spdesk.ui.application import Mishaps
from tests.ui.conftest import Recorder
from tests.ui.driving import Driver


def test_a_fault_is_told_once_and_printed(
    driver: Driver, messages: Recorder, capsys: pytest.CaptureFixture[str]
) -> None:
    mishaps = Mishaps(driver.window, messages)
    try:
        raise RuntimeError("the drawer is stuck")
    except RuntimeError:
        mishaps.tell(*sys.exc_info())  # type: ignore[arg-type]
    told = messages.told
    assert len(told) == 1
    assert "Your work is still open" in told[0]
    assert "the drawer is stuck" in told[0]
    assert "Traceback" not in told[0]
    assert "Traceback" in capsys.readouterr().err
    assert driver.window.isVisible()
