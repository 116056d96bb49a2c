"""The tests that read the program from outside, as a screen reader does."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.reader.desktop import ROOT, Desktop, desktop, missing, running, wait_until
from tests.reader.person import Person

Start = Callable[..., Person]


@pytest.fixture(autouse=True)
def real_screen() -> None:
    """Leave these tests out of a run without a screen; `build/go.py test` gives them one."""
    if not os.environ.get("DISPLAY") or os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        pytest.skip("needs a real screen")
    if packages := missing():
        pytest.skip(f"needs the system packages {', '.join(packages)}")


@pytest.fixture
def bus(private_folders: Path) -> Iterator[Desktop]:
    """A desktop of this test's own."""
    with desktop() as made:
        yield made


@pytest.fixture
def start(bus: Desktop) -> Iterator[Start]:
    """Start the program, or another one, and meet it as a person with a screen reader does."""
    with contextlib.ExitStack() as stack:

        def begin(*arguments: str) -> Person:
            command = [sys.executable, *(arguments or ("-m", "spdesk"))]
            environment = {
                **bus.environment,
                "PYTHONPATH": str(ROOT),
                "QT_QPA_PLATFORM": "xcb",
                "QT_QPA_PLATFORMTHEME": "",  # Qt's own dialogs, wherever the test runs
            }
            process = stack.enter_context(running(command, environment, stderr=None))
            wait_until(lambda: process.poll() is not None or bus.bus.program(process.pid))
            program = bus.bus.program(process.pid)
            assert program is not None, "the program ended at once"
            return Person(bus.bus, program, process)

        yield begin
