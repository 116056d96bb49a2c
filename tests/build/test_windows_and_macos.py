"""What Windows and macOS are told about the program. It can be read, not tried, on Linux."""

import ast
import importlib
import plistlib
import sys
import types
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from installers import macos
from installers.windows.windows_version import version_file_text
from processes import SetUpError

from spdesk.version import __version__

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = ROOT / "build" / "installers" / "windows" / "spdesk.manifest"
ASSEMBLY = "urn:schemas-microsoft-com:asm.v1"
TRUST = "urn:schemas-microsoft-com:asm.v3"
SETTINGS = "http://schemas.microsoft.com/SMI/{}/WindowsSettings"


class TestManifest:
    @pytest.fixture
    def manifest(self) -> ET.Element:
        return ET.parse(MANIFEST).getroot()

    @pytest.mark.parametrize(
        ("year", "name", "value"),
        [
            (2005, "dpiAware", "true/pm"),
            (2016, "dpiAwareness", "PerMonitorV2"),
            (2016, "longPathAware", "true"),
            (2019, "activeCodePage", "UTF-8"),
        ],
    )
    def test_a_setting(self, manifest: ET.Element, year: int, name: str, value: str) -> None:
        # Windows passes over a setting whose name space is of another year.
        assert manifest.findtext(f".//{{{SETTINGS.format(year)}}}{name}") == value

    def test_it_asks_for_no_rights(self, manifest: ET.Element) -> None:
        level = manifest.find(f".//{{{TRUST}}}requestedExecutionLevel")
        assert level is not None
        assert level.attrib == {"level": "asInvoker", "uiAccess": "false"}

    def test_it_is_for_windows_10_and_11(self, manifest: ET.Element) -> None:
        (system,) = manifest.iter("{urn:schemas-microsoft-com:compatibility.v1}supportedOS")
        assert system.attrib["Id"] == "{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"

    def test_it_wants_the_modern_controls(self, manifest: ET.Element) -> None:
        (part,) = manifest.iter(f"{{{ASSEMBLY}}}assemblyIdentity")
        assert part.attrib["name"] == "Microsoft.Windows.Common-Controls"
        assert part.attrib["version"] == "6.0.0.0"

    def test_pyinstaller_takes_it_as_it_is(self) -> None:
        tool = pytest.importorskip("PyInstaller.utils.win32.winmanifest")
        made = tool.create_application_manifest(MANIFEST.read_bytes())

        def plain(text: bytes) -> str:
            return ET.canonicalize(text.decode(), strip_text=True)

        assert plain(made) == plain(MANIFEST.read_bytes())


class TestVersionResource:
    def test_it_is_one_expression(self) -> None:
        ast.parse(version_file_text("spdesk", "Quotes \" and '", "1.2.3"), mode="eval")

    def test_pyinstaller_reads_it(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        compat = pytest.importorskip("PyInstaller.compat")
        # It reads programs with these two, which it has on Windows only; here it reads a text.
        monkeypatch.setitem(sys.modules, "pefile", types.ModuleType("pefile"))
        monkeypatch.setattr(compat, "win32api", None, raising=False)
        versioninfo = importlib.import_module("PyInstaller.utils.win32.versioninfo")
        path = tmp_path / "version.txt"
        path.write_text(version_file_text("spdesk-console", "SP Desk commands", "1.2.3"), "utf-8")
        read = versioninfo.load_version_info_from_text_file(str(path))
        strings, languages = read.kids
        (table,) = strings.kids
        assert table.name == "080904B0"
        told = {each.name: each.val for each in table.kids}
        assert told["FileVersion"] == told["ProductVersion"] == "1.2.3"
        assert told["OriginalFilename"] == "spdesk-console.exe"
        assert told["FileDescription"] == "SP Desk commands"
        assert told["ProductName"] == "SP Desk"
        assert languages.kids[0].kids == [0x0809, 1200]
        assert (read.ffi.fileVersionMS, read.ffi.fileVersionLS) == (1 << 16 | 2, 3 << 16)


class TestPlist:
    @pytest.fixture
    def plist(self) -> dict[str, object]:
        made = macos.info_plist(__version__)
        assert plistlib.loads(plistlib.dumps(made)) == made
        return made

    def test_the_program(self, plist: dict[str, object]) -> None:
        assert plist["CFBundleIdentifier"] == "local.spdesk.desktop"
        assert plist["CFBundleShortVersionString"] == plist["CFBundleVersion"] == __version__
        assert plist["LSApplicationCategoryType"] == "public.app-category.productivity"
        assert plist["NSHighResolutionCapable"] is True
        assert plist["NSPrincipalClass"] == "NSApplication"

    def test_the_oldest_system_is_the_one_that_qt_is_built_for(
        self, plist: dict[str, object]
    ) -> None:
        assert plist["LSMinimumSystemVersion"] == "13.0"

    def test_a_workbook_belongs_to_the_program(self, plist: dict[str, object]) -> None:
        (document,) = plist["CFBundleDocumentTypes"]  # type: ignore[misc]
        (kind,) = plist["UTExportedTypeDeclarations"]  # type: ignore[misc]
        assert document["LSItemContentTypes"] == [kind["UTTypeIdentifier"]]
        assert (document["CFBundleTypeRole"], document["LSHandlerRank"]) == ("Editor", "Owner")
        assert kind["UTTypeConformsTo"] == ["public.json"]
        assert kind["UTTypeTagSpecification"] == {"public.filename-extension": ["spdesk"]}


class TestDiskImage:
    def test_elsewhere_it_says_why_not(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(SetUpError, match="on macOS only"):
            macos.make_dmg(tmp_path, tmp_path / "SPDesk.dmg")

    def test_the_image_holds_the_program_and_the_way_to_install_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """With stand-ins for the two programs of macOS."""
        called: list[tuple[str, ...]] = []
        links: list[str] = []

        def note(*command: str) -> None:
            called.append(command)
            if command[0] == "hdiutil":
                folder = Path(command[command.index("-srcfolder") + 1])
                links.extend(f"{path.name} -> {path.readlink()}" for path in folder.iterdir())

        monkeypatch.setattr("shutil.which", lambda _tool: "/found")
        monkeypatch.setattr(macos, "carry_out", note)
        app = tmp_path / "SP Desk.app"
        app.mkdir()
        out = tmp_path / "dist" / "SPDesk.dmg"
        assert macos.make_dmg(app, out) == out
        assert [command[0] for command in called] == ["ditto", "hdiutil"]
        assert called[1][-1] == str(out)
        assert links == ["Applications -> /Applications"]

    def test_a_missing_program_is_named(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("shutil.which", lambda _tool: "/found")
        with pytest.raises(SetUpError, match=r"There is no .*SP Desk\.app"):
            macos.make_dmg(tmp_path / "SP Desk.app", tmp_path / "SPDesk.dmg")
