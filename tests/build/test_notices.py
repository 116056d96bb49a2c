"""The folder with the licences: everything is named, and every text is there."""

import sys
from itertools import pairwise
from pathlib import Path

import pytest
from bundling import components, notices
from bundling.components import Component
from bundling.inspection import Bundle

QT = Component("Qt", "6.1.2", "LGPL-3.0-only", "part", "pkg:generic/qt@6.1.2", files=("q",))
PYSIDE = Component("PySide6_Essentials", "6.1.3", "LGPL-3.0-only", "package", "pkg:pypi/p@6.1.3")
PROGRAM = Component(
    "SP Desk",
    "1.0",
    "MIT",
    "application",
    "pkg:generic/sp-desk@1.0",
    purpose="the program",
    files=("spdesk",),
    licence_texts=(("LICENSE", "MIT License"),),
)
RUST = Component(
    "a_b", "2", "MIT", "package", "pkg:pypi/a-b@2", purpose="a | b", licence_texts=(("L", "é"),)
)
CRATE = Component("crate", "3", "MIT", "crate", "pkg:cargo/crate@3", within="a_b")
FOUND = [RUST, PROGRAM, CRATE, QT, PYSIDE]


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bundle:
    monkeypatch.setattr(components, "find", lambda _: FOUND)
    (tmp_path / "spdesk").write_bytes(b"program")
    return Bundle(tmp_path)


class TestPage:
    def test_a_row_for_every_part_but_crates(self) -> None:
        table = notices.page(FOUND).split("| --- | --- | --- | --- |\n")[1]
        assert table.splitlines()[:5] == [
            "| SP Desk | 1.0 | MIT | the program |",
            "| a_b | 2 | MIT | a \\| b |",
            "| PySide6_Essentials | 6.1.3 | LGPL-3.0-only |  |",
            "| Qt | 6.1.2 | LGPL-3.0-only |  |",
            "",
        ]

    def test_it_says_how_qt_can_be_replaced(self) -> None:
        page = notices.page(FOUND)
        assert "## Qt and PySide6 under the LGPL" in page
        section = page.split("## Qt and PySide6 under the LGPL")[1]
        for said in (
            "Qt 6.1.2",
            "PySide6 and Shiboken 6.1.3",
            "`_internal/PySide6/Qt/lib`",
            "`_internal\\PySide6`",
            "`Contents/Frameworks/PySide6/Qt/lib`",
            "build the same version",
            "reverse engineer",
            "sources of exactly these versions",
            "without any warranty",
        ):
            assert said in section

    def test_crates_are_counted_and_their_list_is_named(self) -> None:
        page = notices.page(FOUND)
        assert "crates that it is made from: 1." in page
        assert "`licences/a_b/CRATES.md`" in page

    def test_only_what_is_there_is_told_of(self) -> None:
        page = notices.page([PROGRAM])
        assert "Qt" not in page
        assert "PyInstaller" not in page
        assert "Rust" not in page

    def test_a_paragraph_is_one_line(self) -> None:
        lines = notices.page(FOUND).splitlines()
        plain = [bool(line) and not line.startswith(("|", "#")) for line in lines]
        assert not any(first and second for first, second in pairwise(plain))


class TestWrite:
    def test_every_text_is_written_and_belongs_to_the_program(self, bundle: Bundle) -> None:
        found = notices.write(bundle)
        program = next(each for each in found if each.name == "SP Desk")
        assert program.files == (
            "spdesk",
            "licences/LICENCES.md",
            "licences/a_b/L",
            "licences/sp-desk/LICENSE",
        )
        assert (bundle.folder / "licences" / "a_b" / "L").read_text("utf-8") == "é"
        assert sorted(Bundle(bundle.folder).files) == sorted(program.files)

    def test_a_second_time_leaves_nothing_old(self, bundle: Bundle) -> None:
        notices.write(bundle)
        old = bundle.folder / "licences" / "old.txt"
        old.write_text("old")
        notices.write(bundle)
        assert not old.exists()

    def test_the_help_finds_the_page(self, bundle: Bundle, monkeypatch: pytest.MonkeyPatch) -> None:
        locate = pytest.importorskip("spdesk.guidance.locate")
        notices.write(bundle)
        monkeypatch.setattr(sys, "frozen", True, raising=False)
        monkeypatch.setattr(sys, "executable", str(bundle.folder / "spdesk"))
        assert locate.bundle_notices() == bundle.folder / "licences" / notices.PAGE
