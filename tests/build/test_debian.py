"""The Debian package, made from a small folder that is built like a bundle."""

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from installers import archive, debian, trial
from processes import SetUpError

WHEN = 1_700_000_000
DEPENDS = ["libgl1", "libc6 (>= 2.34)", "libegl1"]

pytestmark = pytest.mark.skipif(
    not shutil.which("dpkg-deb"), reason="Debian packages are made with dpkg-deb"
)


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "spdesk"
    files = [*archive.LINUX_PROGRAMS, "_internal/lib/libgood.so.1", "licences/Qt.txt"]
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name * 1000)
        (folder / name).chmod(0o700)
    (folder / "_internal" / "libgood.so").symlink_to("lib/libgood.so.1")
    components = [
        {"name": "zlib", "version": "1.3", "licenses": [{"license": {"id": "Zlib"}}]},
        {"name": "Qt", "version": "6.10.3", "licenses": [{"expression": "LGPL-3.0-only"}]},
        {"name": "something"},
    ]
    (folder / "sbom.cdx.json").write_text(json.dumps({"components": components}))
    return folder


def make(bundle: Path, folder: Path, version: str = "1.2.0") -> Path:
    folder.mkdir(exist_ok=True)
    return debian.make(bundle, version, "amd64", DEPENDS, WHEN, folder)


def ask(*command: str) -> str:
    return subprocess.run(
        command,
        env=os.environ | {"TZ": "UTC", "LC_ALL": "C"},
        check=True,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    ).stdout


def unpack(deb: Path, folder: Path) -> Path:
    ask("dpkg-deb", "--raw-extract", str(deb), str(folder))
    return folder


class TestControl:
    def test_the_fields_say_what_was_asked_for(self, bundle: Path, tmp_path: Path) -> None:
        deb = make(bundle, tmp_path / "out")
        assert deb.name == "spdesk_1.2.0_amd64.deb"
        fields = {
            name: ask("dpkg-deb", "--field", str(deb), name).strip()
            for name in ("Package", "Version", "Architecture", "Depends", "Maintainer")
        }
        assert fields == {
            "Package": "spdesk",
            "Version": "1.2.0",
            "Architecture": "amd64",
            "Depends": "libc6 (>= 2.34), libegl1, libgl1",
            "Maintainer": debian.MAINTAINER,
        }

    def test_no_line_of_the_description_is_too_long(self) -> None:
        assert all(len(line) <= 80 for line in debian.CONTROL.splitlines())

    def test_the_size_is_that_of_the_files(self, bundle: Path, tmp_path: Path) -> None:
        deb = make(bundle, tmp_path / "out")
        told = int(ask("dpkg-deb", "--field", str(deb), "Installed-Size"))
        tree = unpack(deb, tmp_path / "tree")
        shutil.rmtree(tree / "DEBIAN")
        paths = list(tree.rglob("*"))
        files = [path for path in paths if path.is_file() and not path.is_symlink()]
        real = sum(path.stat().st_size for path in files) / 1024
        assert real < told < real + len(paths)

    def test_every_file_has_its_checksum(self, bundle: Path, tmp_path: Path) -> None:
        tree = unpack(make(bundle, tmp_path / "out"), tmp_path / "tree")
        lines = (tree / "DEBIAN" / "md5sums").read_text().splitlines()
        told = {name: checksum for checksum, name in (line.split("  ") for line in lines)}
        shutil.rmtree(tree / "DEBIAN")
        assert told == {
            path.relative_to(tree).as_posix(): hashlib.md5(path.read_bytes()).hexdigest()
            for path in tree.rglob("*")
            if path.is_file() and not path.is_symlink()
        }

    @pytest.mark.parametrize(
        ("version", "expected"),
        [
            ("1.2.0", "1.2.0"),
            ("1.2.0rc1", "1.2.0~rc1"),
            ("1.2.0.dev3", "1.2.0~dev3"),
            ("1.0a2", "1.0~a2"),
        ],
    )
    def test_a_version_before_the_release_sorts_before_it(
        self, version: str, expected: str
    ) -> None:
        assert debian.debian_version(version) == expected


class TestContents:
    def test_the_files_lie_where_debian_wants_them(self, bundle: Path, tmp_path: Path) -> None:
        tree = unpack(make(bundle, tmp_path / "out"), tmp_path / "tree")
        found = {path.relative_to(tree).as_posix() for path in tree.rglob("*") if not path.is_dir()}
        payload = {
            f"usr/lib/spdesk/{path.relative_to(bundle).as_posix()}"
            for path in bundle.rglob("*")
            if not path.is_dir()
        }
        share = {f"usr/share/{name}" for name in archive.SHARE}
        documents = {f"usr/share/doc/spdesk/{name}" for name in ("changelog.gz", "copyright")}
        links = {"usr/bin/spdesk", "usr/bin/spdesk-console"}
        control = {"DEBIAN/control", "DEBIAN/md5sums"}
        assert found == payload | share | documents | links | control
        assert all((tree / link).resolve().is_file() for link in links)
        assert (tree / "usr/lib/spdesk/_internal/libgood.so").is_symlink()

    def test_owners_times_and_permissions_come_from_here(
        self, bundle: Path, tmp_path: Path
    ) -> None:
        before = os.umask(0o077)
        try:
            deb = make(bundle, tmp_path / "out")
        finally:
            os.umask(before)
        lines = [line.split() for line in ask("dpkg-deb", "--contents", str(deb)).splitlines()]
        assert {line[1] for line in lines} == {"root/root"}
        assert {tuple(line[3:5]) for line in lines} == {("2023-11-14", "22:13")}
        modes = {line[5]: line[0] for line in lines}
        programs = {f"./usr/lib/spdesk/{name}" for name in archive.LINUX_PROGRAMS}
        assert {name for name, mode in modes.items() if mode == "-rwxr-xr-x"} == programs
        expected = {"-rwxr-xr-x", "-rw-r--r--", "drwxr-xr-x", "lrwxrwxrwx"}
        assert set(modes.values()) == expected

    def test_the_copyright_names_every_part(self, bundle: Path) -> None:
        text = debian.copyright_text(bundle)
        assert text.startswith("Format: https://www.debian.org/doc/packaging-manuals/copyright-")
        parts = ["  - Qt 6.10.3 (LGPL-3.0-only)", "  - something", "  - zlib 1.3 (Zlib)"]
        assert "\n".join(parts) in text
        assert "\nCopyright: 2026 The SP Desk developers\n" in text
        assert "\n \n" not in text

    def test_the_changelog_is_one_that_debian_can_read(self, tmp_path: Path) -> None:
        text = debian.changelog("1.2.0", WHEN)
        assert text.endswith(f"\n -- {debian.MAINTAINER}  Tue, 14 Nov 2023 22:13:20 +0000\n")
        assert "\n  * " in text
        if not shutil.which("dpkg-parsechangelog"):
            pytest.skip("no dpkg-parsechangelog on this system")
        (tmp_path / "changelog").write_text(text, "utf-8")
        done = subprocess.run(
            ["dpkg-parsechangelog", "-l", str(tmp_path / "changelog"), "-S", "Version"],
            check=True,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )
        assert (done.stdout.strip(), done.stderr) == ("1.2.0", "")


class TestMaking:
    def test_twice_the_same_bytes(self, bundle: Path, tmp_path: Path) -> None:
        other = tmp_path / "a longer name"
        shutil.copytree(bundle, other, symlinks=True, copy_function=shutil.copyfile)
        first = make(bundle, tmp_path / "first").read_bytes()
        assert make(other, tmp_path / "second").read_bytes() == first

    @pytest.mark.parametrize("name", ["spdesk", "_internal", "licences", "sbom.cdx.json"])
    def test_a_bundle_that_is_not_whole_is_refused(
        self, bundle: Path, tmp_path: Path, name: str
    ) -> None:
        (bundle / name).rename(tmp_path / "away")
        with pytest.raises(SetUpError, match=name):
            make(bundle, tmp_path / "out")
        assert list((tmp_path / "out").iterdir()) == []

    def test_a_list_of_parts_that_cannot_be_read_is_refused(
        self, bundle: Path, tmp_path: Path
    ) -> None:
        (bundle / "sbom.cdx.json").write_text("no list")
        with pytest.raises(SetUpError, match="cannot be read"):
            make(bundle, tmp_path / "out")

    def test_the_trial_makes_a_higher_version(self, bundle: Path, tmp_path: Path) -> None:
        deb = make(bundle, tmp_path / "out")
        higher = ask("dpkg-deb", "--field", str(trial.newer(deb, tmp_path)), "Version").strip()
        ask("dpkg", "--compare-versions", higher, "gt", "1.2.0")

    @pytest.mark.parametrize(
        ("path", "expected"),
        [
            ("/var/lib/dpkg/info/spdesk.list", True),
            ("/var/log/apt/history.log", True),
            ("/etc/ld.so.cache", True),
            ("/usr/lib/spdesk", False),
            ("/var/lib/spdesk", False),
            ("/usr/share/mime/application/x-spdesk.xml", False),
        ],
    )
    def test_only_the_package_managers_memory_may_stay(self, path: str, expected: bool) -> None:
        assert (trial.MEMORY.fullmatch(path) is not None) == expected
