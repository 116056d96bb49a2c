"""What a bundle is made of: every file has an owner, every owner a licence that fits."""

import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import pytest
from bundling import components, distributions, licences, system_owner
from bundling.components import Component
from bundling.inspection import Bundle
from bundling.system_owner import Package

from spdesk.version import __version__

MODULES = frozenset({
    "spdesk", "spdesk.core", "json.decoder", "_sysconfigdata__linux_x86_64-linux-gnu",
    "_pyi_rth_utils", "PySide6", "shiboken6", "numpy.linalg", "pydantic", "pydantic_core",
    "pyqtgraph", "colorama", "typing_extensions",
})  # fmt: skip
FONTS = (
    "_internal/spdesk/resources/fonts/SPDeskInter-Bold.ttf",
    "_internal/spdesk/resources/fonts/SPDeskEmoji-Regular.ttf",
    "_internal/spdesk/resources/fonts/Inter-OFL.txt",
    "_internal/spdesk/resources/fonts/NotoEmoji-OFL.txt",
)
FILES = (
    "spdesk",
    "_internal/base_library.zip",
    "_internal/libpython3.11.so.1.0",
    "_internal/libz.so.1",
    "_internal/spdesk/resources/theme.toml",
    *FONTS,
    "_internal/PySide6/Qt/lib/libQt6Core.so.6",
    "_internal/PySide6/Qt/lib/libicuuc.so.73",
)
ZLIB = Package("deb", "zlib1g", "1.2.13-1", "amd64", "Somebody", (("copyright", "as-is"),))

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="names of files as on Linux")


class FakeBundle(Bundle):
    """A bundle whose executable need not be a real one."""

    modules = MODULES  # type: ignore[assignment]


def installed(name: str, folder: str) -> list[str]:
    """The compiled files of an installed distribution in one of its folders."""
    return [
        path
        for path in sorted(map(str, metadata.files(name) or ()))
        if path.startswith(folder) and ".so" in path
    ]


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bundle:
    """Few files under the names that they have in a real bundle."""
    monkeypatch.setattr(system_owner, "package_of", lambda _: ZLIB)
    monkeypatch.setattr(Package, "vendor", "debian")
    names = [*installed("numpy", "numpy.libs/"), *installed("pydantic_core", "pydantic_core/")]
    for path in (*FILES, *(f"_internal/{name}" for name in names)):
        file = tmp_path / "bundle" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"OpenBLAS 0.3.31 " if "openblas" in path else b"\0" + b"73.2\0")
    return FakeBundle(tmp_path / "bundle")


def named(found: Iterable[Component]) -> dict[str, Component]:
    return {each.name: each for each in found}


@on_linux
class TestFind:
    def test_all_is_well(self, bundle: Bundle) -> None:
        pytest.importorskip("PyInstaller")
        assert components.complaints(bundle, components.find(bundle)) == []

    def test_the_program_and_its_language(self, bundle: Bundle) -> None:
        found = named(components.find(bundle))
        program = found["SP Desk"]
        assert (program.version, program.licence, program.kind) == (
            __version__,
            "MIT",
            "application",
        )
        assert program.files == ("_internal/spdesk/resources/theme.toml", "spdesk")
        assert found["Python"].licence == "PSF-2.0"
        assert found["Python"].version == ".".join(map(str, sys.version_info[:3]))
        assert "PYTHON SOFTWARE FOUNDATION LICENSE" in found["Python"].licence_texts[0][1]

    def test_metadata_tell_of_python_packages(self, bundle: Bundle) -> None:
        found = named(components.find(bundle))
        for name in ("numpy", "pydantic", "pydantic_core", "pyqtgraph", "typing_extensions"):
            assert found[name].version == metadata.version(name)
            assert found[name].licence
            assert found[name].supplier
            assert found[name].licence_texts
        assert found["pydantic"].files == ()
        assert found["pydantic"].purl == f"pkg:pypi/pydantic@{metadata.version('pydantic')}"

    def test_qt_is_under_the_lgpl_and_brings_its_texts(self, bundle: Bundle) -> None:
        found = named(components.find(bundle))
        for name in ("Qt", "PySide6_Essentials", "shiboken6"):
            assert found[name].licence == "LGPL-3.0-only"
            assert found[name].version == metadata.version("PySide6_Essentials")
            first, second = (text for _, text in found[name].licence_texts)
            assert "GNU LESSER GENERAL PUBLIC LICENSE" in first
            assert "GNU GENERAL PUBLIC LICENSE" in second
        assert found["Qt"].files == ("_internal/PySide6/Qt/lib/libQt6Core.so.6",)
        assert found["Code in Qt by others"].within == "Qt"

    def test_a_version_is_read_from_the_file_itself(self, bundle: Bundle) -> None:
        found = named(components.find(bundle))
        assert found["ICU"].version == "73.2"
        assert found["OpenBLAS"].version == "0.3.31"

    def test_the_fonts_are_their_makers_and_bring_their_licence(self, bundle: Bundle) -> None:
        fonts = components.ROOT / "resources" / "fonts"
        for path in FONTS[:2]:
            (bundle.folder / path).write_bytes((fonts / Path(path).name).read_bytes())
        found = named(components.find(bundle))
        for name, version, file, text in (
            ("Inter", "4.001", FONTS[0], FONTS[2]),
            ("Noto Emoji", "3.006", FONTS[1], FONTS[3]),
        ):
            assert (found[name].version, found[name].licence) == (version, "OFL-1.1")
            assert set(found[name].files) == {file, text}
            assert "SIL OPEN FONT LICENSE Version 1.1" in found[name].licence_texts[0][1]

    def test_numpy_names_the_libraries_of_others(self, bundle: Bundle) -> None:
        found = named(components.find(bundle))
        owned = {path for each in found.values() for path in each.files if "numpy.libs/" in path}
        assert owned == {f"_internal/{path}" for path in installed("numpy", "numpy.libs/")}
        assert not any("numpy.libs/" in path for path in found["numpy"].files)
        assert found["LAPACK"].within == "OpenBLAS"
        assert found["GCC runtime library"].licence == "GPL-3.0-or-later WITH GCC-exception-3.1"

    def test_only_those_that_are_there_count(self, bundle: Bundle) -> None:
        for path in bundle.folder.rglob("*openblas*"):
            path.unlink()
        assert not {"OpenBLAS", "LAPACK"} & named(components.find(bundle)).keys()

    def test_rust_crates_are_in_their_package(self, bundle: Bundle) -> None:
        found = components.find(bundle)
        crates = [each for each in found if each.kind == "crate"]
        assert {"serde", "regex"} <= {each.name for each in crates}
        assert {each.within for each in crates} == {"pydantic_core"}
        listing = dict(named(found)["pydantic_core"].licence_texts)[components.CRATES]
        assert all(f"| {each.name} | {each.version} |" in listing for each in crates)

    def test_a_package_of_the_system_answers_for_its_library(self, bundle: Bundle) -> None:
        zlib = named(components.find(bundle))["zlib"]
        assert (zlib.version, zlib.licence, zlib.supplier) == ("1.2.13-1", "Zlib", "Somebody")
        assert zlib.purl == "pkg:deb/debian/zlib1g@1.2.13-1?arch=amd64"
        assert zlib.licence_texts == ZLIB.texts

    def test_a_link_belongs_to_what_it_leads_to(self, bundle: Bundle) -> None:
        (bundle.folder / "another").symlink_to("spdesk")
        (bundle.internal / "libicu.so").symlink_to("PySide6/Qt/lib/libicuuc.so.73")
        found = named(components.find(bundle))
        assert "another" in found["SP Desk"].files
        assert "_internal/libicu.so" in found["ICU"].files


@on_linux
class TestComplaints:
    @pytest.mark.parametrize(
        "path",
        [
            "_internal/libstrange.so.1",
            "_internal/numpy.libs/libstrange-1.so",
            "notes.txt",
            "_internal/PySide6/strange.so",
        ],
    )
    def test_a_file_that_nobody_owns(self, bundle: Bundle, path: str) -> None:
        (bundle.folder / path).write_bytes(b"?")
        found = components.find(bundle)
        assert components.unowned(bundle, found) == [path]
        assert f"The file {path} belongs to no known component, or to two." in (
            components.complaints(bundle, found)
        )

    def test_a_file_that_two_own(self, bundle: Bundle) -> None:
        found = components.find(bundle)
        found.append(replace(found[0], name="another", files=("spdesk",)))
        assert components.unowned(bundle, found) == ["spdesk"]

    def test_a_module_that_nobody_owns(
        self, bundle: Bundle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(FakeBundle, "modules", MODULES | {"strange.part"})
        assert "The module strange belongs to no known component." in (
            components.complaints(bundle, components.find(bundle))
        )

    def test_a_library_of_no_package_has_no_text(
        self, bundle: Bundle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(system_owner, "package_of", lambda _: None)
        found = components.find(bundle)
        zlib = named(found)["zlib"]
        assert (zlib.licence, zlib.version, zlib.purl) == ("Zlib", "1", "pkg:generic/zlib@1")
        assert "zlib 1 comes without the text of its licence." in (
            components.complaints(bundle, found)
        )

    def test_without_pyinstaller_its_bootloader_is_missed(
        self, bundle: Bundle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(components, "PACKER", "no-such-packer")
        (complaint,) = components.complaints(bundle, components.find(bundle))
        assert "bootloader" in complaint

    @pytest.mark.parametrize(
        "licence", ["AGPL-3.0-only", "GPL-3.0-only", "MIT AND AGPL-3.0-only", "", "Some License"]
    )
    def test_a_licence_that_does_not_fit(self, bundle: Bundle, licence: str) -> None:
        found = components.find(bundle)
        program = replace(named(found)["SP Desk"], licence=licence)
        (complaint,) = components.incompatible([*named(found).values(), program])
        assert complaint.startswith(f"SP Desk {__version__} is under {licence or 'no licence'}")


class TestLicences:
    @pytest.mark.parametrize(
        ("licence", "expected"),
        [
            ("MIT", True),
            ("MIT OR AGPL-3.0-only", True),
            ("MIT AND (Zlib OR GPL-2.0-only)", True),
            ("(MIT OR Apache-2.0) AND Unicode-3.0", True),
            ("GPL-2.0-or-later WITH Bootloader-exception AND Apache-2.0", True),
            ("GPL-2.0-or-later", False),
            ("GPL-3.0-or-later WITH Bison-exception-2.2", False),
            ("LicenseRef-Proprietary", False),
            ("MIT/Apache-2.0", False),
            ("BSD License", False),
            ("", False),
        ],
    )
    def test_what_fits(self, licence: str, expected: bool) -> None:
        assert licences.fits(licence, licences.table().compatible) is expected

    def test_every_entry_gives_a_reason_a_text_and_a_licence_that_fits(self) -> None:
        table = licences.table()
        assert all(table.compatible.values())
        for part in (*table.parts, *table.distributions.values()):
            assert part.reason
            assert licences.fits(part.licence, table.compatible)
        assert all(part.texts or part.system for part in table.parts)
        assert all(bool(part.files) != bool(part.within) for part in table.parts)

    def test_every_text_is_there_and_used(self) -> None:
        table = licences.table()
        parts = (*table.parts, *table.distributions.values(), *table.bundled.values())
        used = {text for part in parts for text in part.texts} - {"python", "spdesk"}
        own = {text for text in used if text.startswith("resources/")}
        assert all((components.ROOT / text).is_file() for text in own)
        assert used - own == {path.name for path in licences.TEXTS.iterdir()}


class TestDistributions:
    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"License-Expression": "MIT AND Zlib"}, "MIT AND Zlib"),
            ({"License": "BSD-3-Clause"}, "BSD-3-Clause"),
            (
                {"License": "MIT license", "Classifier": "License :: OSI Approved :: MIT License"},
                "MIT",
            ),
            ({"Classifier": "License :: OSI Approved :: BSD License"}, ""),
            ({}, ""),
        ],
    )
    def test_licence(
        self, fields: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(metadata, "metadata", made(fields))
        assert distributions.licence("any") == expected

    def test_an_author_without_an_address(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(metadata, "metadata", made({"Author-email": "A B <a@b.c>, C <c@d.e>"}))
        assert distributions.author("any") == "A B, C"


def made(fields: dict[str, str]) -> Callable[[str], metadata.PackageMetadata]:
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())

    class InMemory(metadata.Distribution):
        def read_text(self, filename: str) -> str | None:
            return f"{text}\n" if filename == "METADATA" else None

        def locate_file(self, path: object) -> Path:
            raise NotImplementedError

    return lambda _name: InMemory().metadata


@on_linux
class TestSystemOwner:
    @pytest.fixture
    def library(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A library of the system, and one in a bundle that was copied from it."""
        system, bundled = tmp_path / "system" / "libx.so.1", tmp_path / "libx.so.1"
        system.parent.mkdir()
        for path in (system, bundled):
            path.write_bytes(b"the same")
        monkeypatch.setattr(system_owner, "FOLDERS", (str(system.parent),))
        return bundled

    def test_dpkg(self, library: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        text = tmp_path / "libx1" / "copyright"
        text.parent.mkdir()
        text.write_text("MIT")
        monkeypatch.setattr(system_owner, "DEBIAN_DOCUMENTS", tmp_path)
        answers = {"-S": "libx1:amd64: /x", "--show": "libx1\t1-2\tamd64\tA B <a@b.c>"}
        monkeypatch.setattr(system_owner, "_answer", lambda command: answers.get(command[1], ""))
        expected = Package("deb", "libx1", "1-2", "amd64", "A B", (("copyright", "MIT"),))
        assert system_owner.package_of(library) == expected

    def test_rpm(self, library: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        text = tmp_path / "COPYING"
        text.write_text("MIT")
        answers = {"-qf": "libx\t1-2.el9\tx86_64\tSome Linux\n", "-q": f"{text}\n"}
        monkeypatch.setattr(
            system_owner,
            "_answer",
            lambda command: answers[command[1]] if command[0] == "rpm" else "",
        )
        expected = Package("rpm", "libx", "1-2.el9", "x86_64", "Some Linux", (("COPYING", "MIT"),))
        assert system_owner.package_of(library) == expected

    def test_another_file_of_the_same_name_is_not_the_one(
        self, library: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        library.write_bytes(b"another")
        monkeypatch.setattr(system_owner, "_answer", pytest.fail)
        assert system_owner.package_of(library) is None
