"""Recovery files: whole, for their owner only, and clear about what differs."""

import json
import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spdesk.core.errors import WorkbookFileError
from spdesk.workbook import edits
from spdesk.workbook.format import Writer
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.recovery import (
    _PARTS,
    Recovery,
    differences,
    read_recovery,
    remove_recovery,
    write_recovery,
)
from spdesk.workbook.store import save_workbook
from tests.workbook.strategies import workbooks

WHEN = datetime(2026, 11, 23, 6, 38, 9, 5, tzinfo=UTC)


def recovery(workbook: Workbook, path: Path | None = None, digest: str = "") -> Recovery:
    return Recovery(workbook, path, "New workbook", digest, WHEN)


def test_it_comes_back_as_it_was(rich: Workbook, tmp_path: Path) -> None:
    file = tmp_path / "unsaved.recovery"
    kept = recovery(rich, tmp_path / "zwei Praxen é.spdesk", "abc")
    write_recovery(kept, file, Writer().text)
    assert read_recovery(file) == kept
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


@given(workbook=workbooks)
def test_any_workbook_comes_back(
    workbook: Workbook, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.recovery"
    write_recovery(recovery(workbook), file)
    assert read_recovery(file) == recovery(workbook)


@pytest.mark.skipif(os.name == "nt", reason="the user's own folder protects it there")
def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    file, mask = tmp_path / "unsaved.recovery", os.umask(0)
    try:
        write_recovery(recovery(Workbook()), file)
        write_recovery(recovery(Workbook()), file)
    finally:
        os.umask(mask)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_no_text_comes_back(tmp_path: Path) -> None:
    path = Path(os.fsdecode(b"/mnt/pr\xe9sence.spdesk"))
    write_recovery(recovery(Workbook(), path), tmp_path / "file")
    assert read_recovery(tmp_path / "file").path == path


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorkbookFileError, match=r"cannot be kept safe .* Save often\."):
        write_recovery(recovery(Workbook()), tmp_path / "gone" / "file")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b"null",
        b"[" * 100_000,
        json.dumps({"format": "spdesk-recovery", "version": "9.0"}).encode(),
        json.dumps(
            {
                "format": "spdesk-recovery", "version": "1.0", "path": 7, "name": "",
                "saved_digest": "", "written_at": "today", "workbook": {},
            }
        ).encode(),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_left_where_it_is(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "unsaved.recovery"
    file.write_bytes(content)
    with pytest.raises(WorkbookFileError, match="unsaved"):
        read_recovery(file)
    assert file.read_bytes() == content


@given(cut=st.integers(0, 500))
def test_a_cut_file_is_never_taken_for_whole(
    cut: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.getbasetemp() / "cut.recovery"
    write_recovery(recovery(edits.add_issue(Workbook(), "one", "One")), file)
    content = file.read_bytes()
    file.write_bytes(content[: min(cut, len(content) - 2)])
    with pytest.raises(WorkbookFileError):
        read_recovery(file)


def test_removing_takes_what_an_interrupted_write_left(tmp_path: Path) -> None:
    file = tmp_path / "unsaved.recovery"
    write_recovery(recovery(Workbook()), file)
    (tmp_path / "unsaved.tmp").write_bytes(b"half")
    remove_recovery(file)
    remove_recovery(file)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_changed_since_is_noticed(rich: Workbook, tmp_path: Path) -> None:
    path = tmp_path / "ours.spdesk"
    kept = recovery(rich, path, save_workbook(Workbook(), path).digest)
    assert not kept.file_changed_since
    save_workbook(rich, path)
    assert kept.file_changed_since
    path.unlink()
    assert kept.file_changed_since
    assert not recovery(rich).file_changed_since


def test_what_differs_is_said_in_words(rich: Workbook) -> None:
    changed = edits.describe_issue(rich, "trust", "title", "Trust between the partners")
    changed = edits.describe_issue(changed, "trust", "description", "Since 2019.")
    changed = edits.describe_issue(changed, "trust", "plan", "project_plan")
    changed = edits.describe_issue(changed, "trust", "plan_note", "A plan.")
    changed = edits.remove_issue(changed, "other")
    changed = edits.add_issue(changed, "new", "Parking")
    assert differences(rich, changed) == (
        "“Trust between the partners”: title, description, plan changed.",
        "“Parking” is new.",
        "“A crisis” was removed.",
    )
    moved = edits.move_issue(rich, "whole", 2)
    assert differences(rich, moved) == ("The order of the issues changed.",)
    long = edits.add_issue(rich, "long", "Nobody knows why the queue is longest at eight")
    assert differences(rich, long) == ("“Nobody knows why the queue is longest a…” is new.",)


@given(before=workbooks, after=workbooks)
def test_nothing_is_said_of_what_is_the_same_and_something_of_what_is_not(
    before: Workbook, after: Workbook
) -> None:
    assert differences(before, before) == ()
    assert bool(differences(before, after)) == (before != after)


def test_every_part_of_an_issue_has_a_name() -> None:
    assert set(Issue.model_fields) - {"id"} == set(_PARTS)
