"""The smoke test that a packaged program carries: it walks, and it can fail."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from spdesk.ui.smoke.start_watch import StartWatch

ROOT = Path(__file__).resolve().parents[2]

BREAK = """
import sys
from spdesk.cli import run
{damage}
sys.exit(run(["--smoke-test", *sys.argv[1:]]))
"""


def walk(folder: Path, *options: str, damage: str = "") -> tuple[int, dict[str, Any]]:
    """Run it in a process of its own, where a line of the program may be damaged."""
    done = subprocess.run(
        [sys.executable, "-c", BREAK.format(damage=damage), str(folder), *options],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    report = json.loads((folder / "report.json").read_text("utf-8"))
    assert isinstance(report, dict)
    return done.returncode, report


def test_it_walks_through_the_whole_program(tmp_path: Path) -> None:
    folder = (
        tmp_path / "far down" / "in a" / "deep folder" / "reports é"
    )  # file dialogs read it all
    code, report = walk(folder)
    assert (code, report["passed"], report["trouble"]) == (0, True, [])
    assert report["steps"][0] == "example “Missed appointments”"
    assert report["steps"][-2:] == ["open again", "help"]
    assert 0 < report["first_paint"] <= report["complete"]
    saved = json.loads((folder / "our group é.spdesk").read_text("utf-8"))
    assert saved["issues"][0]["title"].startswith("Patients keep missing")
    assert (folder / "window.png").stat().st_size > 10_000


def test_only_the_start_can_be_timed(tmp_path: Path) -> None:
    code, report = walk(tmp_path, "--times", "0")
    assert (code, report["passed"], report["steps"]) == (0, True, [])
    assert 0 < report["first_paint"] <= report["complete"]


@pytest.mark.parametrize(
    ("damage", "step"),
    [
        ("import spdesk.ui.desk as m; m.Desk.undo = lambda self: None", "drag and undo"),
        (
            "import spdesk.ui.files as m; from spdesk.workbook.store import Saved; "
            "m.save_workbook = lambda w, p, **_: Saved(str(p.write_text('{}')))",
            "save",
        ),
        (
            "import spdesk.ui.pages.approach_page as m; m.ApproachPage._settle = lambda self: 1/0",
            "approach",
        ),
        (
            "import spdesk.ui.paper.readable as m; m._character = lambda code, font: code + 1",
            "a paper",
        ),
    ],
)
def test_a_program_that_does_not_work_fails(tmp_path: Path, damage: str, step: str) -> None:
    code, report = walk(tmp_path, damage=damage)
    assert code == 1
    assert not report["passed"]
    assert report["trouble"]
    assert report["steps"][-1] == step


def test_a_page_that_cannot_be_imported_fails_at_the_start(tmp_path: Path) -> None:
    damage = "sys.modules['pyqtgraph'] = None"
    code, report = walk(tmp_path, damage=damage)
    assert (code, report["passed"], report["steps"]) == (1, False, [])
    assert "pyqtgraph" in "".join(report["trouble"])


def test_a_start_is_told_once_whatever_is_painted_after_it(
    qtbot: QtBot, qapp: QApplication
) -> None:
    """On a slow machine a part was painted again just before, and a second walk went on in the first."""
    told: list[float] = []
    window, part = QWidget(), QWidget()
    qtbot.addWidget(window)
    qtbot.addWidget(part)
    watch = StartWatch(window, time.perf_counter_ns(), lambda _, last: told.append(last))
    watch._quiet.setInterval(0)
    watch.complete_with(part)
    watch.eventFilter(part, QEvent(QEvent.Type.Paint))  # what it posts comes after the report
    watch._quiet.timeout.emit()
    for _ in range(10):
        qapp.processEvents()
    assert len(told) == 1
