"""The same workbook gives the same bytes: at another time, in another place, in another process."""

import io
import subprocess
import sys
import time
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import EXAMPLE, ROOT
from tests.exchange.reports.samples import WRITERS, full_workbook
from tests.exchange.reports.test_word import PICTURE, png

OFFICE = ["docx", "pptx", "xlsx"]


@pytest.mark.parametrize("ending", WRITERS)
def test_a_day_later_the_bytes_are_the_same(ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    workbook = full_workbook()
    before = WRITERS[ending](workbook)
    now, local = time.time, time.localtime
    monkeypatch.setattr(time, "time", lambda: now() + 86_400)
    monkeypatch.setattr(
        time, "localtime", lambda at=None: local(now() + 86_400 if at is None else at)
    )
    for module in ("openpyxl.packaging.core", "openpyxl.writer.excel"):
        if "datetime" in vars(sys.modules[module]):
            monkeypatch.setattr(f"{module}.datetime", _Later())
    assert WRITERS[ending](workbook) == before


class _Later:
    """The module datetime, a day ahead."""

    def __getattr__(self, name: str) -> Any:
        return getattr(__import__("datetime"), name)

    class datetime(datetime):  # noqa: N801  its name there
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime.now(tz) + timedelta(days=1)


_PLACES = (
    {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
)


@pytest.mark.parametrize("ending", WRITERS)
def test_the_bytes_are_the_same_wherever_they_are_made(tmp_path: Path, ending: str) -> None:
    made = []
    for number, place in enumerate(_PLACES):
        out = tmp_path / str(number) / f"r.{ending}"
        out.parent.mkdir()
        command = [sys.executable, "-m", "spdesk", "report", str(EXAMPLE), "--out", str(out)]
        environment = {"PATH": "", "HOME": str(tmp_path), **place}
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
        made.append(out.read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize("ending", OFFICE)
def test_no_entry_says_when_or_where_it_was_made(ending: str) -> None:
    content = WRITERS[ending](full_workbook())
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in package.infolist()} == {0}
        names = package.namelist()
        assert len(names) == len(set(names))
        core = package.read("docProps/core.xml")
        app = package.read("docProps/app.xml")
    assert b"dcterms:created" not in core
    assert b"dcterms:modified" not in core
    assert b"SP Desk" in core
    assert b"<Application>SP Desk</Application>" in app


def test_pictures_change_nothing_else() -> None:
    from spdesk.exchange.reports.record import records_of  # noqa: PLC0415
    from spdesk.exchange.reports.word import write_word  # noqa: PLC0415
    from spdesk.guidance.library import guidance  # noqa: PLC0415

    record = records_of(full_workbook(), guidance())
    pictures = {PICTURE: png(), "another": png(9, 9)}
    assert write_word(record, pictures) == write_word(record, {PICTURE: png()})
