"""What a start imports before the first paint: a list, so that nothing heavy slips in."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "resources" / "examples" / "missed-appointments.spdesk"

# Ends the program where, after the first paint, the first page would be made.
SCRIPT = """
import json, sys
from spdesk.cli import run
from spdesk.ui.main_window import MainWindow
from PySide6.QtWidgets import QApplication

def tell(window):
    print(json.dumps(sorted(sys.modules)))
    QApplication.exit(0)

MainWindow._begin = tell
sys.exit(run(sys.argv[1:]))
"""

PACKAGES = {
    "PySide6", "annotated_types", "pydantic", "pydantic_core", "shiboken6", "spdesk",
    "typing_extensions", "typing_inspection",
}  # fmt: skip
"""All that a start imports beside Python's own library, and what shiboken6 makes up itself."""

MADE_UP = {"shibokensupport", "signature_bootstrap", "__feature__"}
QT = {"QtCore", "QtGui", "QtWidgets"}
TOO_MUCH = {"asyncio", "http", "multiprocessing", "ssl", "unittest", "xml"}
"""Parts of Python's library that are slow to import, and that no start needs. `email`, and with it
`socket`, come with importlib.metadata, which pydantic imports."""

LATER = (
    "spdesk.ui.pages.",
    "spdesk.ui.plots",
    "spdesk.ui.smoke",
    "spdesk.ui.help",
    "spdesk.ui.ballot.",
    "spdesk.ui.presenter",
    "spdesk.ui.paper",
    "spdesk.ui.export",
    "spdesk.exchange",
    "spdesk.ui.meeting",
    "spdesk.ui.tour",
    "spdesk.ui.command_palette",
    "spdesk.ui.accessible.readings",
    "spdesk.ui.widgets.info_",
    "spdesk.ui.presenter",
    "spdesk.ui.paper",
    "spdesk.console",
)
"""Our own rooms that come on demand; the start page alone is there at once."""


@pytest.fixture(scope="module")
def modules() -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(EXAMPLE)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def tops(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


def test_only_these_packages_are_imported_before_the_first_paint(modules: set[str]) -> None:
    found = tops(modules) - set(sys.stdlib_module_names) - MADE_UP
    theirs = {name for name in found if not name.startswith(("_", "sitecustomize"))}
    assert theirs == PACKAGES


def test_only_these_parts_of_qt(modules: set[str]) -> None:
    assert {name.split(".")[1] for name in modules if name.startswith("PySide6.Qt")} == QT


def test_nothing_slow_of_pythons_own(modules: set[str]) -> None:
    assert not tops(modules) & TOO_MUCH


def test_pages_plots_and_help_come_on_demand(modules: set[str]) -> None:
    early = {name for name in modules if name.startswith(LATER)}
    assert early == {"spdesk.ui.pages.page", "spdesk.ui.pages.start_page"}


def test_the_room_and_the_presenter_come_without_numpy() -> None:
    script = """
import sys
import spdesk.ui.pages.room_page, spdesk.ui.pages.room.reveal_view, spdesk.ui.meeting.track
import spdesk.ui.presenter.presenter_window
print("numpy" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
