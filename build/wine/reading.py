"""Read the words of a report back, by libraries that did not write it."""

import html
import json
import re
import zipfile
from pathlib import Path

from pypdf import PdfReader

WORD = re.compile(r"[A-Za-z]{4,}")
PACKED = {"docx": "word/document.xml", "xlsx": "xl/", "pptx": "ppt/slides/"}
"""What Word, Excel and PowerPoint keep their words in, inside their zip files."""


def words(report: Path) -> str:
    """The text of a report, of whatever kind; every gap in it is one space."""
    kind = report.suffix.lstrip(".")
    if kind == "pdf":
        text = " ".join(page.extract_text() for page in PdfReader(report).pages)
    elif kind in PACKED:
        text = packed_words(report, PACKED[kind])
    else:
        text = report.read_text("utf-8-sig")
    return " ".join(text.split())


def packed_words(report: Path, place: str) -> str:
    """The text between the tags, without any library for these formats."""
    with zipfile.ZipFile(report) as packed:
        names = [name for name in packed.namelist() if name.startswith(place)]
        texts = [packed.read(name).decode("utf-8") for name in names if name.endswith(".xml")]
    return html.unescape(re.sub(r"<[^>]*>", " ", " ".join(texts)))


def titles(workbook: Path) -> list[str]:
    """The titles of a workbook's issues."""
    return [issue["title"] for issue in json.loads(workbook.read_text("utf-8"))["issues"]]


def complaint(report: Path, workbook: Path) -> str:
    """What a report of a workbook lacks; empty where every issue's title can be read in it."""
    if not report.is_file():
        return f"{report.name} is not there"
    text = words(report)
    missing = [title for title in titles(workbook) if title not in text]
    return f"in {report.name} cannot be read: {', '.join(missing)}" if missing else ""


def lost_words(report: Path, other: Path) -> str:
    """The words of another report of the same that this one lacks; they must not differ."""
    if not (report.is_file() and other.is_file()):
        return "there are not both reports"
    lost = set(WORD.findall(words(other))) - set(WORD.findall(words(report)))
    return f"{report.name} lacks of {other.name}: {', '.join(sorted(lost)[:20])}" if lost else ""
