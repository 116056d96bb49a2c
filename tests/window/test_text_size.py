"""The chosen text size against a desktop that has fonts of its own, as Windows and macOS have too."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

SETTINGS = """\
[General]
font=Sans Serif,9,-1,5,50,0,0,0,0,0
menuFont=Sans Serif,9,-1,5,50,0,0,0,0,0
toolBarFont=Sans Serif,9,-1,5,50,0,0,0,0,0
"""

SIZES = """
from PySide6.QtWidgets import QApplication
from spdesk.ui.application import make_application
from spdesk.ui.theme.look import Look
from tests.ui.test_text_size import KINDS, size_of
application = make_application(["spdesk"])
own = {QApplication.font(kind).pointSizeF() for kind in ("QMenu", "QMenuBar", "QToolButton")}
assert own == {9}, own  # else the desktop's fonts are not there, and nothing is tried
look = Look()
for scale in (1.5, 1.0, 2.0):
    look.begin("light", scale)
    for name, make in KINDS.items():
        widget = make()
        print(scale, name, size_of(widget))
"""


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only here a theme can be asked for"
)
def test_no_part_keeps_the_size_of_the_desktop(tmp_path: Path) -> None:
    (tmp_path / "kdeglobals").write_text(SETTINGS, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SIZES],
        cwd=ROOT,
        env={
            **os.environ,
            "QT_QPA_PLATFORMTHEME": "kde",
            "KDE_SESSION_VERSION": "5",
            "XDG_CONFIG_HOME": str(tmp_path),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = [line.rsplit(" ", 1) for line in done.stdout.splitlines()]
    assert len(lines) > 60
    wrong = [line for line in lines if float(line[1]) != 11 * float(line[0].split()[0])]
    assert wrong == []
