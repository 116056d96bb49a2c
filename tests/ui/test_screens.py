"""A mirrored projector is noticed where the system tells of it, and the page says so."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

SCRIPT = """
import json
from PySide6.QtWidgets import QLabel
from spdesk.ui.application import make_application, make_window
from spdesk.ui.messages import DialogMessages
from spdesk.ui.pages.room.collect_view import CollectView
from spdesk.ui.widgets.screens import is_mirrored
application = make_application(["spdesk"])
window = make_window(DialogMessages())
view = CollectView(window.commands._look)
view.look_at_screens()
view.show()
said = [one.text() for one in view.findChildren(QLabel) if one.isVisible()]
warned = any(text.startswith("Two screens show the same picture") for text in said)
calm = any(text.startswith("If a projector shows the same picture") for text in said)
print(json.dumps([is_mirrored(), is_mirrored(application.screens()[:1]), warned, calm]))
"""


@pytest.mark.parametrize(
    ("places", "mirrored"),
    [
        ([(0, 0, 1366, 768)], False),
        ([(0, 0, 1366, 768), (1366, 0, 1366, 768)], False),
        ([(0, 0, 1366, 768), (0, 0, 1366, 768)], True),
        ([(0, 0, 1366, 768), (1366, 0, 1920, 1080), (1366, 0, 1920, 1080)], True),
    ],
)
def test_two_screens_at_one_place_are_warned_of(
    tmp_path: Path, private_folders: Path, places: list[tuple[int, int, int, int]], mirrored: bool
) -> None:
    screens = [
        {"name": str(number), "x": x, "y": y, "width": width, "height": height,
         "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        for number, (x, y, width, height) in enumerate(places)
    ]  # fmt: skip
    (tmp_path / "screens.json").write_text(json.dumps({"screens": screens}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=tmp_path,
        env={
            **os.environ,
            # Without a drive: colons part what Qt is told.
            "QT_QPA_PLATFORM": "offscreen:configfile=screens.json",
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [mirrored, False, mirrored, not mirrored]
