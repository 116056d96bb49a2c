"""Files of ballots in the shapes that other programs write, all of our own making."""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook

Rows = Sequence[Sequence[Any]]

FORMS_HEAD = ["ID", "Start time", "Completion time", "Email", "Name", "Last modified time"]


def forms_rows(questions: Sequence[str], answers: Rows, *, quiz: bool = False) -> list[list[Any]]:
    """An export of Microsoft Forms; a quiz adds points and feedback to every question."""
    head: list[Any] = [*FORMS_HEAD]
    if quiz:
        head += ["Total points", "Quiz feedback", "Grade posted time"]
    for question in questions:
        head += [question]
        if quiz:
            head += [f"Points - {question}", f"Feedback - {question}"]
    rows = [head]
    for number, given in enumerate(answers, start=1):
        start = datetime(2025, 4, 3, 12, number)  # noqa: DTZ001  as Excel keeps it
        row: list[Any] = [number, start, start, "anonymous", None, None]
        if quiz:
            row += [len(given), None, None]
        for answer in given:
            row += [answer]
            if quiz:
                row += [1, None]
        rows.append(row)
    return rows


def mentimeter_sheets(questions: Sequence[str], answers: Rows) -> dict[str, Rows]:
    """A workbook of Mentimeter: sums first, then the sheet `Voters` with its head some rows down."""
    voters: list[list[Any]] = [
        ["Where we stand"],
        ["Exported from Mentimeter"],
        [],
        ["Date (UTC)", "Session", "Voter", *questions],
    ]
    voters += [["2025-04-03", "1", f"Voter {n}", *given] for n, given in enumerate(answers, 1)]
    return {
        "Summary": [["Question", "Average"], *([question, 3] for question in questions)],
        "Voters": voters,
    }


def workbook_bytes(sheets: dict[str, Rows], hidden: Sequence[str] = ()) -> bytes:
    """An xlsx workbook with these sheets."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        if title in hidden:
            sheet.sheet_state = "hidden"
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def write(path: Path, content: bytes | str | Rows | dict[str, Rows]) -> Path:
    """Write bytes, text (UTF-8), the rows of one sheet, or several sheets."""
    if isinstance(content, str):
        content = content.encode("utf-8")
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif isinstance(content, dict):
        path.write_bytes(workbook_bytes(content))
    else:
        path.write_bytes(workbook_bytes({"Sheet1": content}))
    return path


def with_part(workbook: bytes, name: str, data: bytes) -> bytes:
    """The workbook with one part replaced or added."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part.filename, old.read(part))
        new.writestr(name, data)
    return result.getvalue()


def part_of(workbook: bytes, name: str) -> bytes:
    """One part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return archive.read(name)


SHEET = "xl/worksheets/sheet1.xml"


def wrong_files() -> dict[str, bytes]:
    """Files that are no ballots, by name."""
    good = workbook_bytes({"Sheet1": [["C", "I"], [5, 6], [7, 8]]})
    sheet = part_of(good, SHEET)
    budget: Rows = [
        ["Item", "Quantity", "Unit cost", "Total"],
        ["Chairs", 4, 45.5, 182],
        ["Phone lines", 6, 120, 720],
        ["Paper", 10, 3.2, 32],
        ["Total", None, None, 934],
    ]
    months: Rows = [["Cost centre", "Jan", "Feb"], ["Rent", 2100, 2100], ["Heat", 340, 310]]
    return {
        "budget.xlsx": workbook_bytes({"Budget": budget, "Months": months}),
        "budget.csv": b"Item,Cost\r\nRent,\xa32100\r\nTea,\xa35\r\n",
        "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        "picture.xlsx": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(200),
        "paper.pdf": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n",
        "locked.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(504)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(512),
        "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024),
        "letter.docx": with_part(good, "word/document.xml", b"<document/>"),
        "table.ods": with_part(good, "mimetype", b"application/vnd.oasis"),
        "binary.xlsb": with_part(good, "xl/workbook.bin", b"\x00\x01"),
        "cut.xlsx": good[: len(good) // 2],
        "no-sheet.xlsx": workbook_bytes({"Sheet1": []}),
        "bomb.xlsx": with_part(good, SHEET, sheet + b" " * 50_000_000),
        "many-bombs.xlsx": with_part(good, "xl/media/a.bin", bytes(61_000_000)),
        "entities.xlsx": with_part(
            good,
            SHEET,
            sheet.replace(
                b"<worksheet",
                b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet',
                1,
            ),
        ),
        "outside.xlsx": with_part(
            good,
            "xl/workbook.xml",
            b'<!DOCTYPE x SYSTEM "file:///etc/hostname">' + part_of(good, "xl/workbook.xml"),
        ),
        "far-row.xlsx": with_part(good, SHEET, sheet.replace(b'r="3"', b'r="999999999"')),
        "empty.csv": b"",
        "blank.csv": b"\xef\xbb\xbf \r\n,,\r\n",
        "page.csv": b"<!DOCTYPE html><html><table></table></html>",
        "quote.csv": b'C,I\r\n5,6\r\n"7,8\r\n',
        "words.txt": b"Dear all,\r\nplease send me your scores by Friday.\r\nThanks\r\n",
        "numbers.csv": b"5,6,7\r\n6,7,8\r\n",
        "no-answers.csv": b"Capabilities,Incentives\r\n",
        "binary.csv": bytes(range(256)) * 4,
        "wide.csv": ",".join(f"Q{n}" for n in range(600)).encode() + b"\n" + b"5," * 599 + b"5\n",
    }
