"""LibreOffice, where it is installed, opens what we write and finds the same texts in it."""

import csv
import io
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.exchange.reports.samples import WRITERS, full_workbook

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")


def _converted(folder: Path, ending: str, into: str) -> bytes:
    source = folder / f"report.{ending}"
    source.write_bytes(WRITERS[ending](full_workbook()))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", into, "--outdir", str(folder)]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=100)
    return source.with_suffix(f".{into.partition(':')[0]}").read_bytes()


def test_the_record_reads_the_same(tmp_path: Path) -> None:
    text = _converted(tmp_path, "docx", "txt:Text (encoded):UTF8").decode("utf-8-sig")
    parts = [
        "Patients who keep missing appointments",
        "What kind of problem it is",
        "The line itself can be mended.",
        "Planned three times already",
        "Two more lines",
        "Cancel by text",
        "Letters worked. (signed: Sig Nature)",
        "Look at this again on 11 January 2027.",
    ]
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_the_action_log_reads_the_same(tmp_path: Path) -> None:
    as_shown = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"
    read = _converted(tmp_path, "xlsx", as_shown).decode("utf-8")
    rows = list(csv.reader(io.StringIO(read)))
    assert len(rows) == 5
    assert rows[1][1:5] == ["Action", "Two more lines", "Odd Owner", "02 Nov 2026"]


def test_the_slides_have_their_number_of_pages(tmp_path: Path) -> None:
    pages = _converted(tmp_path, "pptx", "pdf")
    assert pages.startswith(b"%PDF-")
    assert pages.count(b"/Type/Page/") + pages.count(b"/Type/Page\n") == 6
