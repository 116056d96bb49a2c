"""The program as a process of its own: its streams, what it imports, and the demonstration."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import (
    EXAMPLE,
    NO_SCREEN,
    ROOT,
    SCORES,
    all_with,
    assert_refused,
    start,
)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a screen")
@pytest.mark.parametrize("arguments", [[], [str(EXAMPLE)]], ids=["alone", "with a file"])
def test_without_a_screen_the_window_is_refused_in_one_line(arguments: list[str]) -> None:
    assert_refused(start(*arguments, **dict.fromkeys(NO_SCREEN)), "screen", "spdesk demo")


def test_the_process_speaks_utf_8_whatever_the_locale() -> None:
    code, out, err = start("score", *SCORES, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert (code, err) == (0, "")
    assert "×" in out
    assert_refused(start("score"), "spdesk score: ")
    assert_refused(start("--colour"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["score", *SCORES],
        ["triage", "ANSWERS"],
        ["ballots", "BALLOTS"],
        ["check", str(EXAMPLE)],
        ["check-resources"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_commands_import_neither_qt_nor_anything_slow(tmp_path: Path, arguments: list[str]) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({"ratings": all_with(3)}), encoding="utf-8")
    ballots = tmp_path / "ballots.csv"
    ballots.write_text("C,I\n6,7\n", encoding="utf-8")
    files = {"ANSWERS": str(file), "BALLOTS": str(ballots)}
    given = [files.get(argument, argument) for argument in arguments]
    program = (
        "import sys; from spdesk.cli import run; assert run(sys.argv[1:]) == 0\n"
        "slow = {'PySide6', 'shiboken6', 'numpy', 'pyqtgraph', 'openpyxl'} & set(sys.modules)\n"
        "assert not slow, slow"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *given],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_help_and_score_do_without_pydantic() -> None:
    program = (
        "import sys; import spdesk.cli; spdesk.cli.run(sys.argv[1:])\n"
        "assert 'pydantic' not in sys.modules"
    )
    command = [sys.executable, "-c", program, "score", *SCORES]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.timeout(120)
def test_the_demonstration_shows_every_page_and_touches_no_settings(
    tmp_path: Path, private_folders: Path
) -> None:
    folder = tmp_path / "new" / "demo"
    code, out, err = start("demo", "--out", str(folder), **dict.fromkeys(NO_SCREEN))
    assert (code, err) == (0, "")
    assert f"are in {folder}." in out
    results = (folder / "results.txt").read_text(encoding="utf-8")
    assert "Patients who keep missing appointments" in results
    assert "Sustainable performance is about" in results
    pictures = sorted(folder.glob("*.png"))
    names = {picture.stem for picture in pictures}
    for theme in ("light", "dark"):
        assert f"start-{theme}" in names
        for step in ("issue", "triage", "approach", "performance", "room", "plan", "review"):
            assert f"missed-appointments-1-{step}-{theme}" in names
    assert "missed-appointments-record-1" in names
    assert_not_blank(pictures)
    for ending in (".docx", ".pdf", ".xlsx"):
        assert len([*folder.glob(f"*{ending}")]) == len([*folder.glob("*-record-1.png")]) == 3
    kept = [path for path in private_folders.rglob("*") if "SP Desk" in path.name]
    assert kept == []


def assert_not_blank(pictures: list[Path]) -> None:
    from PySide6.QtGui import QImage  # noqa: PLC0415  only here is Qt needed

    for picture in pictures:
        image = QImage(str(picture))
        page = "-record-" in picture.stem  # A4
        assert image.width() == 1366, picture.name
        assert image.height() == 768 or (page and abs(image.height() / 1366 - 2**0.5) < 0.01)
        places = [(x, y) for x in range(3, 1366, 16) for y in range(3, image.height(), 12)]
        assert len({image.pixel(x, y) for x, y in places}) > 8, picture.name


def test_the_demonstration_refuses_a_folder_that_it_cannot_make(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    outcome = start("demo", "--out", str(tmp_path / "file" / "demo"), **dict.fromkeys(NO_SCREEN))
    assert_refused(outcome, "cannot be written")
