"""`spdesk report`: which formats it writes, what it prints, and what it refuses."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from spdesk import cli
from spdesk.guidance.locate import example_folder
from spdesk.workbook.format import to_text
from spdesk.workbook.model import Workbook
from tests.command_line import EXAMPLE, NO_SCREEN, ROOT, Outcome, assert_refused, start

MERGER = example_folder() / "merging-two-practices.spdesk"
WITHOUT_PICTURES = ["xlsx", "csv", "json"]
ALL = ["docx", "pdf", "pptx", *WITHOUT_PICTURES]


@pytest.fixture
def report(capsys: pytest.CaptureFixture[str]) -> Any:
    """Run the command in this process."""

    def run_here(*arguments: object) -> Outcome:
        try:
            code = cli.run(["report", *map(str, arguments)])
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run_here


@pytest.mark.parametrize("ending", ALL)
def test_every_format_is_written_and_said(report: Any, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"record.{ending}"
    assert report(EXAMPLE, "--out", out) == (0, f"record.{ending} is written, with 1 issue.\n", "")
    start = {"csv": b"\xef\xbb\xbf", "json": b"{", "pdf": b"%PDF"}.get(ending, b"PK")
    assert out.read_bytes().startswith(start)


def test_all_issues_or_one(report: Any, tmp_path: Path) -> None:
    all_of_them, one = tmp_path / "all.json", tmp_path / "one.JSON"
    assert report(MERGER, "--out", all_of_them)[1] == "all.json is written, with 4 issues.\n"
    assert report(MERGER, "--out", one, "--issue", "merging-teams")[0] == 0
    titles = [
        block["text"]
        for block in json.loads(all_of_them.read_text("utf-8"))["record"]["blocks"]
        if block.get("level") == 1
    ]
    assert titles[0] == "Merging two practices"
    assert len(titles) == 4
    record = json.loads(one.read_text("utf-8"))
    assert record["record"]["title"] == "One team out of two receptions"
    assert {row["issue"] for row in record["data"]} == {"merging-teams"}


def test_an_unknown_issue_lists_the_known_ones(report: Any, tmp_path: Path) -> None:
    outcome = report(MERGER, "--out", tmp_path / "r.docx", "--issue", "gone")
    assert_refused(outcome, '"gone"', '"merging-teams"', '"merging-contracts"')
    assert list(tmp_path.glob("r.*")) == []


def test_a_workbook_without_issues_has_none_to_choose(report: Any, tmp_path: Path) -> None:
    path = tmp_path / "empty.spdesk"
    path.write_text(to_text(Workbook()), encoding="utf-8")
    out = tmp_path / "r.docx"
    assert_refused(report(path, "--out", out, "--issue", "gone"), "holds no issue", "gone")
    assert report(path, "--out", out)[1] == "r.docx is written, with 0 issues.\n"


@pytest.mark.parametrize("name", ["r.txt", "r", "r.docx.old", ".docx"])
def test_another_ending_is_refused_with_those_that_are_possible(
    report: Any, tmp_path: Path, name: str
) -> None:
    outcome = report(EXAMPLE, "--out", tmp_path / name)
    assert_refused(outcome, ".docx, .pdf, .pptx, .xlsx, .csv or .json")


def test_a_file_that_is_there_stays_unless_told(report: Any, tmp_path: Path) -> None:
    out = tmp_path / "r.csv"
    out.write_text("old")
    assert_refused(report(EXAMPLE, "--out", out), "r.csv", "there already")
    assert out.read_text() == "old"
    assert report(EXAMPLE, "--out", out, "--overwrite")[0] == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")


def test_what_cannot_be_read_or_written_is_said_in_one_line(report: Any, tmp_path: Path) -> None:
    assert_refused(report(tmp_path / "gone.spdesk", "--out", tmp_path / "r.csv"), "gone.spdesk")
    assert_refused(report(EXAMPLE, "--out", tmp_path / "gone" / "r.csv"), "r.csv", "folder")
    assert_refused(report(EXAMPLE))
    assert_refused(report("--out", tmp_path / "r.csv"))


@pytest.mark.parametrize("ending", WITHOUT_PICTURES)
def test_only_what_has_pictures_needs_qt(tmp_path: Path, ending: str) -> None:
    program = (
        "import sys; from spdesk.cli import run; assert run(sys.argv[1:]) == 0\n"
        "assert not {'PySide6', 'shiboken6', 'pyqtgraph'} & set(sys.modules)"
    )
    arguments = ["report", str(EXAMPLE), "--out", str(tmp_path / f"r.{ending}")]
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_pdf_is_written_without_a_screen(tmp_path: Path) -> None:
    out = tmp_path / "record.pdf"
    done = start("report", str(EXAMPLE), "--out", str(out), **dict.fromkeys(NO_SCREEN))
    assert done == (0, "record.pdf is written, with 1 issue.\n", "")
    assert out.read_bytes().startswith(b"%PDF-")
