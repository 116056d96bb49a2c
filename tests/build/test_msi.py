"""The Windows installer: made from a stand-in for the real folder, and read back table by table."""

import shutil
import subprocess
from pathlib import Path

import pytest
from installers import msi
from processes import SetUpError

TOOLS = ("wixl", "msibuild", "msiinfo", "msiextract")
MISSING = [tool for tool in TOOLS if not shutil.which(tool)]
pytestmark = [
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)} of wixl and msitools"),
    pytest.mark.xdist_group("msi"),
]

FILES = {
    "spdesk.exe": b"MZ window",
    "spdesk-console.exe": b"MZ console",
    "_internal/base_library.zip": b"PK" * 40_000,
    "_internal/PySide6/plugins/platforms/qwindows.dll": b"MZ plug-in",
    "_internal/resources/a name with spaces.json": b"{}",
    "_internal/resources/it's 100% [odd] & <so>.txt": b"odd",
    "_internal/py.typed": b"",
    "licences/Qt for Python/LICENSE": b"LGPL",
    "licences/Other/LICENSE": b"MIT",
}
Rows = list[dict[str, str]]


def run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def rows(package: Path, table: str) -> Rows:
    """A table as msiinfo exports it: names, types, keys, then one line for each row."""
    lines = [
        line.rstrip("\r") for line in run("msiinfo", "export", str(package), table).split("\n")
    ]
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines[3:] if line]


def pairs(package: Path, table: str, key: str, value: str) -> dict[str, str]:
    return {row[key]: row[value] for row in rows(package, table)}


@pytest.fixture(scope="module")
def payload(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("a payload")
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (folder.parent / "spdesk.ico").write_bytes(b"icon" * 100)
    return folder


def make(payload: Path, version: str, out: Path) -> Path:
    return msi.make(payload, version, payload.parent / "spdesk.ico", out)


@pytest.fixture(scope="module")
def package(payload: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(payload, "0.1.0", tmp_path_factory.mktemp("now"))


@pytest.fixture(scope="module")
def following(payload: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The next version, with one file more."""
    more = tmp_path_factory.mktemp("next") / "payload"
    shutil.copytree(payload, more)
    (more / "_internal" / "new.dll").write_bytes(b"new")
    shutil.copyfile(payload.parent / "spdesk.ico", more.parent / "spdesk.ico")
    return make(more, "0.2.0", more.parent)


@pytest.fixture(scope="module")
def properties(package: Path) -> dict[str, str]:
    return pairs(package, "Property", "Property", "Value")


class TestProduct:
    def test_its_name_says_version_and_system(self, package: Path) -> None:
        assert package.name == "SPDesk-0.1.0-x64.msi"

    def test_it_is_for_every_person_of_a_64_bit_machine(
        self, package: Path, properties: dict[str, str]
    ) -> None:
        assert properties["ALLUSERS"] == "1"
        assert "Template: x64;" in run("msiinfo", "suminfo", str(package))
        assert {row["Attributes"] for row in rows(package, "Component")} == {"256"}, "64 bit"
        parents = pairs(package, "Directory", "Directory", "Directory_Parent")
        assert parents["INSTALLDIR"] == "ProgramFiles64Folder"

    def test_what_windows_lists(self, properties: dict[str, str]) -> None:
        assert properties["ProductName"] == "SP Desk"
        assert properties["ProductVersion"] == "0.1.0"
        assert properties["Manufacturer"] == "The SP Desk developers"
        assert properties["ARPPRODUCTICON"] == "spdesk.ico"
        assert properties["ARPCOMMENTS"]
        assert (properties["ARPNOREPAIR"], properties["ARPNOMODIFY"]) == ("1", "1")

    def test_it_never_restarts_the_computer(
        self, package: Path, properties: dict[str, str]
    ) -> None:
        assert properties["REBOOT"] == "ReallySuppress"
        actions = pairs(package, "InstallExecuteSequence", "Action", "Sequence")
        assert not {"ForceReboot", "ScheduleReboot"} & actions.keys()

    def test_old_systems_are_refused_in_a_sentence(self, package: Path) -> None:
        conditions = pairs(package, "LaunchCondition", "Condition", "Description")
        assert conditions["Installed OR (VersionNT64 AND WINDOWSMAJOR)"] == msi.TOO_OLD
        (search,) = rows(package, "RegLocator")
        assert search["Name"] == "CurrentMajorVersionNumber"
        assert search["Type"] == str(2 + 16), "a raw value of the 64-bit registry"
        assert rows(package, "AppSearch") == [
            {"Property": "WINDOWSMAJOR", "Signature_": search["Signature_"]}
        ]
        actions = pairs(package, "InstallExecuteSequence", "Action", "Sequence")
        assert int(actions["AppSearch"]) < int(actions["LaunchConditions"])


class TestFiles:
    def test_what_is_unpacked_is_what_was_packed(self, package: Path, tmp_path: Path) -> None:
        run("msiextract", "-C", str(tmp_path), str(package))
        found = {
            path.relative_to(tmp_path).as_posix(): path.read_bytes()
            for path in tmp_path.rglob("*")
            if path.is_file()
        }
        assert found == {f"SP Desk/{name}": content for name, content in FILES.items()}

    def test_the_cabinet_is_inside(self, package: Path) -> None:
        (medium,) = rows(package, "Media")
        assert medium["Cabinet"] == "#spdesk.cab"
        assert medium["LastSequence"] == str(len(FILES))
        assert "spdesk.cab" in run("msiinfo", "streams", str(package)).split()

    def test_every_file_is_the_key_of_a_component_of_its_own(self, package: Path) -> None:
        files = pairs(package, "File", "File", "Component_")
        assert len(files) == len(FILES)
        assert pairs(package, "Component", "KeyPath", "Component") == files
        sizes = [int(row["FileSize"]) for row in rows(package, "File")]
        assert sorted(sizes) == sorted(map(len, FILES.values()))

    def test_guids_are_unique_and_every_component_is_in_the_feature(self, package: Path) -> None:
        components = pairs(package, "Component", "ComponentId", "Component")
        assert len(components) == len(FILES)
        (feature,) = rows(package, "Feature")
        assert feature["Level"] == "1"
        members = rows(package, "FeatureComponents")
        assert {row["Feature_"] for row in members} == {feature["Feature"]}
        assert sorted(row["Component_"] for row in members) == sorted(components.values())

    def test_every_folder_hangs_below_the_program(self, package: Path) -> None:
        parents = pairs(package, "Directory", "Directory", "Directory_Parent")
        for directory in {row["Directory_"] for row in rows(package, "Component")}:
            above = directory
            while above != "INSTALLDIR":
                above = parents[above]


class TestNextVersion:
    def test_the_family_stays_and_the_product_changes(
        self, following: Path, properties: dict[str, str]
    ) -> None:
        later = pairs(following, "Property", "Property", "Value")
        # The code itself: a change would leave the old version beside the new one.
        assert properties["UpgradeCode"] == "{08A33B6B-C885-51D0-BEA9-FFC843E0C4F4}"
        assert later["UpgradeCode"] == properties["UpgradeCode"]
        assert later["ProductCode"] != properties["ProductCode"]

    def test_the_parts_keep_their_guids(self, package: Path, following: Path) -> None:
        before = pairs(package, "Component", "Component", "ComponentId")
        after = pairs(following, "Component", "Component", "ComponentId")
        assert before.items() < after.items()
        assert len(after) == len(before) + 1

    def test_the_old_version_is_removed_first(
        self, package: Path, properties: dict[str, str]
    ) -> None:
        actions = {
            action: int(number)
            for action, number in pairs(
                package, "InstallExecuteSequence", "Action", "Sequence"
            ).items()
        }
        assert actions["InstallValidate"] < actions["RemoveExistingProducts"]
        assert actions["RemoveExistingProducts"] < actions["InstallInitialize"]
        assert actions["FindRelatedProducts"] < actions["LaunchConditions"]
        found = {row["ActionProperty"]: row for row in rows(package, "Upgrade")}
        older, newer = found["WIX_UPGRADE_DETECTED"], found["WIX_DOWNGRADE_DETECTED"]
        assert (older["VersionMin"], older["VersionMax"]) == ("", "0.1.0")
        assert int(older["Attributes"]) & 2 == 0, "found to be removed"
        assert (newer["VersionMin"], newer["VersionMax"]) == ("0.1.0", "")
        assert int(newer["Attributes"]) & 2 == 2, "only noticed"
        assert {older["UpgradeCode"], newer["UpgradeCode"]} == {properties["UpgradeCode"]}
        assert set(found) <= set(properties["SecureCustomProperties"].split(";"))

    def test_going_back_is_refused_in_a_sentence(self, package: Path) -> None:
        conditions = pairs(package, "LaunchCondition", "Condition", "Description")
        assert conditions["NOT WIX_DOWNGRADE_DETECTED"] == msi.NEWER

    def test_new_files_replace_old_ones_whatever_their_version(
        self, package: Path, properties: dict[str, str]
    ) -> None:
        assert {row["Version"] for row in rows(package, "File")} == {""}
        assert properties["REINSTALLMODE"] == "amus"


class TestLinks:
    @pytest.fixture
    def program(self, package: Path) -> dict[str, str]:
        (row,) = (row for row in rows(package, "File") if row["FileName"] == "spdesk.exe")
        return row

    def test_the_start_menu(self, package: Path, program: dict[str, str]) -> None:
        (shortcut,) = rows(package, "Shortcut")
        assert shortcut["Directory_"] == "ProgramMenuFolder"
        assert shortcut["Name"] == "SP Desk"
        assert shortcut["Target"] == f"[#{program['File']}]"
        assert shortcut["Icon_"] == "spdesk.ico"
        assert shortcut["Component_"] == program["Component_"]
        assert "Icon.spdesk.ico" in run("msiinfo", "streams", str(package)).split()

    def test_a_double_click_opens_a_workbook(self, package: Path, program: dict[str, str]) -> None:
        found = rows(package, "Registry")
        assert {row["Root"] for row in found} == {"2"}, "of the machine"
        assert {row["Name"] for row in found} == {""}, "default values"
        assert {row["Component_"] for row in found} == {program["Component_"]}
        place = f"[#{program['File']}]"
        assert {row["Key"].removeprefix("SOFTWARE\\Classes\\"): row["Value"] for row in found} == {
            ".spdesk": "SPDesk.Workbook",
            "SPDesk.Workbook": "SP Desk workbook",
            "SPDesk.Workbook\\DefaultIcon": f"{place},0",
            "SPDesk.Workbook\\shell\\open\\command": f'"{place}" "%1"',
        }


class TestMaking:
    def test_the_same_payload_gives_the_same_file(
        self, payload: Path, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        again = tmp_path / "payload"
        shutil.copytree(payload, again, copy_function=shutil.copyfile)
        shutil.copyfile(payload.parent / "spdesk.ico", tmp_path / "spdesk.ico")
        monkeypatch.setenv("TZ", "Asia/Tokyo")
        assert make(again, "0.1.0", tmp_path).read_bytes() == package.read_bytes()

    def test_another_content_has_another_package_code(
        self, payload: Path, package: Path, tmp_path: Path
    ) -> None:
        other = tmp_path / "payload"
        shutil.copytree(payload, other)
        (other / "spdesk.exe").write_bytes(b"MZ mended")
        shutil.copyfile(payload.parent / "spdesk.ico", tmp_path / "spdesk.ico")
        summaries = [
            pairs(each, "_SummaryInformation", "PropertyId", "Value")["9"]
            for each in (package, make(other, "0.1.0", tmp_path))
        ]
        assert summaries[0] != summaries[1]

    def test_nothing_but_the_installer_is_left(self, package: Path) -> None:
        assert list(package.parent.iterdir()) == [package]

    @pytest.mark.parametrize("version", ["0.1", "0.1.0rc1", "1.2.3.4", "256.0.0", "1.0.65536", ""])
    def test_a_version_that_windows_cannot_compare(
        self, version: str, payload: Path, tmp_path: Path
    ) -> None:
        with pytest.raises(SetUpError, match=r"needs the form 1\.2\.3"):
            make(payload, version, tmp_path)

    def test_a_folder_without_the_program(self, tmp_path: Path) -> None:
        with pytest.raises(SetUpError, match=r"There is no spdesk\.exe"):
            make(tmp_path, "0.1.0", tmp_path)

    def test_a_name_that_wixl_cannot_write(self, payload: Path, tmp_path: Path) -> None:
        """wixl would crash on it without a word."""
        odd = tmp_path / "payload"
        shutil.copytree(payload, odd)
        (odd / "Größe.txt").write_bytes(b"")
        with pytest.raises(SetUpError, match=r"Größe\.txt"):
            make(odd, "0.1.0", tmp_path)
