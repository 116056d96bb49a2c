"""A report on the disk: whole, never over another file without being told, with a plain sentence."""

import os
from pathlib import Path

import pytest

from spdesk.exchange.reports import save
from spdesk.exchange.reports.save import ReportError, check_free, put_file
from tests.rights import Right, without


def test_a_new_file_is_written(tmp_path: Path) -> None:
    put_file(tmp_path / "r.docx", b"new", overwrite=False)
    assert (tmp_path / "r.docx").read_bytes() == b"new"
    assert [path.name for path in tmp_path.glob("*.*")] == ["r.docx"]


def test_a_file_that_is_there_is_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "r.docx"
    path.write_bytes(b"old")
    with pytest.raises(ReportError, match=r"^r\.docx is there already, and was left as it is\.$"):
        put_file(path, b"new", overwrite=False)
    assert path.read_bytes() == b"old"
    put_file(path, b"new", overwrite=True)
    assert path.read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="Windows says that there is no such file")
def test_a_place_of_which_the_system_says_nothing_is_not_taken_for_free(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="too long"):
        check_free(tmp_path / ("x" * 300), overwrite=False)


def test_a_file_that_came_meanwhile_is_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "r.docx"
    real = save.replace_content

    def late(target: Path, *arguments: object, **options: object) -> bool:
        target.write_bytes(b"somebody else's")
        return real(target, *arguments, **options)

    monkeypatch.setattr(save, "replace_content", late)
    with pytest.raises(ReportError, match="there already"):
        put_file(path, b"new", overwrite=False)
    assert path.read_bytes() == b"somebody else's"
    assert [found.name for found in tmp_path.glob(".spdesk*")] == []


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="is a folder"):
        check_free(tmp_path, overwrite=True)


def test_no_folder_no_file(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"r\.docx was not written: there is no such folder"):
        put_file(tmp_path / "gone" / "r.docx", b"new", overwrite=False)


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError(16, "Busy")])
def test_a_file_that_is_open_elsewhere_gets_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    def refuse(*_arguments: object, **_options: object) -> bool:
        raise error

    (tmp_path / "r.docx").write_bytes(b"old")
    monkeypatch.setattr(save, "replace_content", refuse)
    with pytest.raises(ReportError, match=r"open in another program, such as Word.*Close it"):
        put_file(tmp_path / "r.docx", b"new", overwrite=True)


def test_a_folder_that_may_only_be_read(tmp_path: Path) -> None:
    with (
        without(Right.WRITE, tmp_path),
        pytest.raises(ReportError, match="its folder may only be read"),
    ):
        put_file(tmp_path / "r.docx", b"new", overwrite=False)


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="too long"):
        put_file(tmp_path / ("x" * 300), b"new", overwrite=False)
