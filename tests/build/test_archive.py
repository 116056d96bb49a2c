"""The archives for Linux and Windows, and the checksums of what is released."""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from installers import archive
from processes import SetUpError

WHEN = 1_700_000_000
TOP = "spdesk-1.2.0"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"

# The Linux archive is made and used on Linux.
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="about archives for Linux")


def make_bundle(folder: Path, programs: tuple[str, ...]) -> Path:
    """A small folder that is built like a bundle."""
    bundle = folder / "spdesk"
    for name in (*programs, "_internal/lib/libgood.so.1", "_internal/data.json", "licences/Qt.txt"):
        (bundle / name).parent.mkdir(parents=True, exist_ok=True)
        (bundle / name).write_text(f"#!/bin/sh\necho {name}\n")
        (bundle / name).chmod(0o700)
    (bundle / "sbom.cdx.json").write_text('{"components": []}')
    return bundle


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    made = make_bundle(tmp_path / "linux", archive.LINUX_PROGRAMS)
    (made / "_internal" / "libgood.so").symlink_to("lib/libgood.so.1")
    (made / "_internal" / "again").symlink_to("lib")
    return made


@pytest.fixture
def windows_bundle(tmp_path: Path) -> Path:
    return make_bundle(tmp_path / "windows", archive.WINDOWS_PROGRAMS)


@pytest.fixture
def strict_umask() -> Iterator[None]:
    before = os.umask(0o077)
    yield
    os.umask(before)


def run(command: list[str], folder: Path, **changes: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command,
        cwd=folder,
        env=os.environ | changes,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


@on_linux
class TestTar:
    def test_it_is_named_and_holds_everything_below_one_folder(
        self, bundle: Path, tmp_path: Path
    ) -> None:
        made = archive.make_tar(bundle, "1.2.0", "x86_64", WHEN, tmp_path)
        assert made == tmp_path / "spdesk-1.2.0-linux-x86_64.tar.gz"
        with tarfile.open(made) as tar:
            names = tar.getnames()
        inside = {path.relative_to(bundle).as_posix() for path in bundle.rglob("*")}
        share = {f"share/{name}" for name in archive.SHARE}
        assert set(names) == {f"{TOP}/{name}" for name in inside | share | {"register.sh"}}
        assert names == sorted(names)

    @pytest.mark.usefixtures("strict_umask")
    def test_owners_times_and_permissions_come_from_here(
        self, bundle: Path, tmp_path: Path
    ) -> None:
        with tarfile.open(archive.make_tar(bundle, "1.2.0", "x86_64", WHEN, tmp_path)) as tar:
            members = {member.name.removeprefix(f"{TOP}/"): member for member in tar}
        owners = {(each.uid, each.gid, each.uname, each.gname) for each in members.values()}
        assert owners == {(0, 0, "root", "root")}
        assert {member.mtime for member in members.values()} == {WHEN}
        assert {name for name, each in members.items() if each.isfile() and each.mode == 0o755} == {
            *archive.LINUX_PROGRAMS,
            "register.sh",
        }
        assert {each.mode for each in members.values() if each.isdir()} == {0o755}
        assert {each.mode for each in members.values()} <= {0o644, 0o755, 0o777}

    def test_links_stay_links(self, bundle: Path, tmp_path: Path) -> None:
        with tarfile.open(archive.make_tar(bundle, "1.2.0", "x86_64", WHEN, tmp_path)) as tar:
            links = {member.name: member.linkname for member in tar if member.issym()}
        assert links == {
            f"{TOP}/_internal/libgood.so": "lib/libgood.so.1",
            f"{TOP}/_internal/again": "lib",
        }

    def test_twice_the_same_bytes(self, bundle: Path, tmp_path: Path) -> None:
        first = archive.make_tar(bundle, "1.2.0", "x86_64", WHEN, tmp_path).read_bytes()
        other = tmp_path / "a longer name"
        shutil.copytree(bundle, other, symlinks=True, copy_function=shutil.copyfile)
        second = archive.make_tar(other, "1.2.0", "x86_64", WHEN, tmp_path).read_bytes()
        assert first == second

    @pytest.mark.parametrize("name", ["spdesk-console", "_internal", "licences", "sbom.cdx.json"])
    def test_a_bundle_that_is_not_whole_is_refused(
        self, bundle: Path, tmp_path: Path, name: str
    ) -> None:
        (bundle / name).rename(tmp_path / "away")
        with pytest.raises(SetUpError, match=name):
            archive.make_tar(bundle, "1.2.0", "x86_64", WHEN, tmp_path)

    @pytest.mark.parametrize("target", ["/etc/passwd", "../../outside", "nowhere"])
    def test_a_link_out_of_the_bundle_is_refused(
        self, bundle: Path, tmp_path: Path, target: str
    ) -> None:
        (tmp_path / "linux" / "outside").touch()
        (bundle / "_internal" / "bad").symlink_to(target)
        with pytest.raises(SetUpError, match="not in the bundle"):
            archive.make_tar(bundle, "1.2.0", "x86_64", WHEN, tmp_path)


class TestZip:
    def test_it_holds_the_bundle_below_one_folder(
        self, windows_bundle: Path, tmp_path: Path
    ) -> None:
        made = archive.make_zip(windows_bundle, "1.2.0", "x86_64", WHEN, tmp_path)
        assert made == tmp_path / "spdesk-1.2.0-windows-x86_64-portable.zip"
        files = {
            path.relative_to(windows_bundle).as_posix()
            for path in windows_bundle.rglob("*")
            if path.is_file()
        }
        with zipfile.ZipFile(made) as zipped:
            assert zipped.testzip() is None
            assert set(zipped.namelist()) == {f"{TOP}/{name}" for name in files}
            assert {info.date_time for info in zipped.infolist()} == {(2023, 11, 14, 22, 13, 20)}

    def test_twice_the_same_bytes(self, windows_bundle: Path, tmp_path: Path) -> None:
        made = [
            archive.make_zip(windows_bundle, "1.2.0", "x86_64", WHEN, tmp_path).read_bytes()
            for _ in range(2)
        ]
        assert made[0] == made[1]

    def test_a_time_before_zips_had_one_is_raised(
        self, windows_bundle: Path, tmp_path: Path
    ) -> None:
        made = archive.make_zip(windows_bundle, "1.2.0", "x86_64", 0, tmp_path)
        with zipfile.ZipFile(made) as zipped:
            assert {info.date_time[0] for info in zipped.infolist()} == {1980}


class TestChecksums:
    def test_they_hold_until_a_file_is_tampered_with(self, tmp_path: Path) -> None:
        if not shutil.which("sha256sum"):
            pytest.skip("no sha256sum on this system")
        for name in ("b.deb", "a.tar.gz", archive.CHECKSUMS):
            (tmp_path / name).write_text(name)
        made = archive.write_checksums(tmp_path)
        assert [line.split()[1] for line in made.read_text().splitlines()] == ["a.tar.gz", "b.deb"]
        check = ["sha256sum", "--check", "--strict", made.name]
        assert run(check, tmp_path).returncode == 0
        (tmp_path / "b.deb").write_text("another")
        tampered = run(check, tmp_path, LC_ALL="C")
        assert tampered.returncode == 1
        assert "b.deb: FAILED" in tampered.stdout

    def test_they_are_those_of_the_files(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_bytes(b"content")
        expected = hashlib.sha256(b"content").hexdigest()
        assert archive.write_checksums(tmp_path).read_bytes() == f"{expected}  a\n".encode()

    def test_nothing_to_sum_up_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(SetUpError):
            archive.write_checksums(tmp_path)


class TestDesktopFiles:
    def test_the_menu_entry_is_valid(self) -> None:
        if not shutil.which("desktop-file-validate"):
            pytest.skip("no desktop-file-validate on this system")
        done = run(["desktop-file-validate", str(archive.LINUX / "spdesk.desktop")], archive.LINUX)
        assert (done.returncode, done.stdout + done.stderr) == (0, "")

    def test_the_menu_entry_and_the_type_belong_together(self) -> None:
        entry = (archive.LINUX / "spdesk.desktop").read_text("utf-8").splitlines()
        kind = ET.parse(archive.LINUX / "spdesk.xml").getroot().find(f"{MIME}mime-type")
        assert kind is not None
        assert f"MimeType={kind.get('type')};" in entry
        assert {"Exec=spdesk %f", "StartupWMClass=spdesk", "Icon=spdesk"} <= set(entry)
        glob = kind.find(f"{MIME}glob")
        assert glob is not None
        assert glob.get("pattern") == "*.spdesk"
        icon = str(kind.get("type")).replace("/", "-")
        assert any(name.endswith(f"/mimetypes/{icon}.svg") for name in archive.SHARE)

    def test_shellcheck_finds_nothing(self) -> None:
        if not shutil.which("shellcheck"):
            pytest.skip("no shellcheck on this system")
        done = run(["shellcheck", str(archive.LINUX / "register.sh")], archive.LINUX)
        assert done.stdout == ""


@on_linux
class TestRegister:
    @pytest.fixture
    def unpacked(self, bundle: Path, tmp_path: Path) -> Path:
        if not shutil.which("update-mime-database") or not shutil.which("update-desktop-database"):
            pytest.skip("no shared-mime-info or desktop-file-utils on this system")
        made = archive.make_tar(bundle, "1.2.0", "x86_64", WHEN, tmp_path)
        place = tmp_path / "my programs"
        place.mkdir()
        # As people unpack it, on every Python: tarfile's filters came with 3.11.4.
        done = run(["tar", "--extract", "--file", str(made)], place)
        assert (done.returncode, done.stderr) == (0, "")
        return place / TOP

    def register(
        self, unpacked: Path, home: Path, *arguments: str
    ) -> "subprocess.CompletedProcess[str]":
        return run(
            [str(unpacked / "register.sh"), *arguments],
            home,
            HOME=str(home),
            XDG_DATA_HOME="",
            XDG_DATA_DIRS=str(home / "none"),
        )

    def test_it_registers_and_undoes_it(self, unpacked: Path, tmp_path: Path) -> None:
        home = tmp_path / "home"
        data = home / ".local" / "share"
        home.mkdir()
        done = self.register(unpacked, home)
        assert done.returncode == 0, done.stderr
        entry = (data / "applications" / "spdesk.desktop").read_text("utf-8").splitlines()
        assert f'Exec="{unpacked}/spdesk" %f' in entry
        assert len([line for line in entry if line.startswith("Exec=")]) == 1
        cache = (data / "applications" / "mimeinfo.cache").read_text("utf-8")
        assert "application/x-spdesk=spdesk.desktop;" in cache
        assert "application/x-spdesk:*.spdesk" in (data / "mime" / "globs2").read_text("utf-8")
        done = self.register(unpacked, home, "--remove")
        assert done.returncode == 0, done.stderr
        files = [path for path in data.rglob("*") if path.is_file()]
        assert not [path for path in files if "spdesk" in path.name]
        assert not [path for path in files if b"spdesk" in path.read_bytes()]

    def test_a_place_that_no_menu_can_name_is_refused(self, unpacked: Path, tmp_path: Path) -> None:
        odd = unpacked.rename(unpacked.parent / "100 %")
        done = self.register(odd, tmp_path)
        assert done.returncode == 1
        assert "such a name" in done.stderr
        assert not (tmp_path / ".local").exists()

    def test_anything_else_is_refused(self, unpacked: Path, tmp_path: Path) -> None:
        assert self.register(unpacked, tmp_path, "--undo").returncode == 1
        assert not (tmp_path / ".local").exists()
