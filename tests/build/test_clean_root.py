"""The clean system: what goes into its commands, and what must not be on it.

No system is made here, which takes half a minute; the smoke test and the trial make one.
"""

import shutil
import sys
from pathlib import Path

import pytest
import system_packages
from bundling import clean_root
from bundling.clean_root import HOME, ROOT_VARIABLES, VARIABLES, CleanRoot
from processes import SetUpError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="clean systems are Linux")


@pytest.fixture(autouse=True)
def as_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clean_root.os, "geteuid", lambda: 0)


def options(command: list[str], name: str, count: int) -> list[tuple[str, ...]]:
    """What stands behind each of an option's occurrences."""
    places = [place for place, word in enumerate(command) if word == name]
    return [tuple(command[place + 1 : place + 1 + count]) for place in places]


class TestCommand:
    root = CleanRoot(Path("/clean"))

    def test_a_program_runs_as_the_ordinary_user_without_a_network(self) -> None:
        command = self.root.command(["true", "it"])
        assert command[0] == "bwrap"
        assert options(command, "--bind", 2) == [("/clean", "/")]
        assert {"--unshare-net", "--unshare-pid", "--clearenv", "--die-with-parent"} <= {*command}
        assert dict(options(command, "--setenv", 2)) == VARIABLES
        assert command[command.index("--") + 1] == "/usr/bin/setpriv"
        assert f"--reuid={clean_root.USER}" in command
        assert command[-2:] == ["true", "it"]

    def test_root_keeps_its_powers_and_may_have_a_network(self) -> None:
        command = self.root.command(["true"], as_root=True, network=True)
        assert "--unshare-net" not in command
        assert command[command.index("--") + 1 :] == ["true"]
        assert dict(options(command, "--setenv", 2)) == ROOT_VARIABLES

    def test_the_variables_are_exactly_those_given(self) -> None:
        command = self.root.command(["true"], variables={"ONLY": "this"})
        assert options(command, "--setenv", 2) == [("ONLY", "this")]
        assert options(command, "--ro-bind", 2) == []

    def test_the_screens_are_in_reach_with_a_display(self) -> None:
        command = self.root.command(["true"], variables=VARIABLES | {"DISPLAY": ":7"})
        assert options(command, "--ro-bind", 2) == [(clean_root.SCREENS, clean_root.SCREENS)]

    def test_folders_of_the_host_appear_where_they_are_wanted(self) -> None:
        command = self.root.command(
            ["true"],
            read_only={Path("/made/spdesk"): "/opt/spdesk"},
            writable={Path("/made/reports"): "/srv/reports"},
            start_in=HOME,
        )
        assert options(command, "--ro-bind", 2) == [("/made/spdesk", "/opt/spdesk")]
        assert options(command, "--bind", 2)[1:] == [("/made/reports", "/srv/reports")]
        assert options(command, "--chdir", 1) == [(HOME,)]

    def test_an_ordinary_user_enters_a_namespace_first(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(clean_root.os, "geteuid", lambda: 1000)
        assert self.root.command(["true"])[:3] == ["mmdebstrap", "--unshare-helper", "bwrap"]


class TestStrangers:
    @pytest.mark.parametrize(
        "name",
        [
            "usr/bin/python3",
            "usr/bin/python3.11",
            "usr/local/bin/python",
            "usr/bin/gcc",
            "usr/bin/cc",
            "usr/bin/ld",
            "usr/bin/ld.gold",
            "usr/bin/x86_64-linux-gnu-gcc-12",
            "usr/lib/python3.11",
            "usr/lib/gcc",
            "usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0",
        ],
    )
    def test_pythons_and_compilers_are_found(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
        assert clean_root.strangers(tmp_path) == [name]

    @pytest.mark.parametrize(
        "name",
        [
            "usr/bin/perl",
            "usr/bin/ldd",
            "usr/bin/ld.so",
            "usr/bin/bash",
            "usr/bin/basename",
            "usr/lib/x86_64-linux-gnu/libgcc_s.so.1",
            "usr/share/python3.11",
        ],
    )
    def test_the_rest_is_let_be(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
        assert clean_root.strangers(tmp_path) == []


class TestMaking:
    def test_the_release_is_the_hosts(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        text = tmp_path / "os-release"
        monkeypatch.setattr(system_packages, "OS_RELEASE", text)
        monkeypatch.setattr(system_packages, "on_debian", lambda: True)
        text.write_text('ID=debian\nVERSION_CODENAME="bookworm"\n')
        assert clean_root.release() == "bookworm"
        text.write_text("ID=debian\n")
        with pytest.raises(SetUpError, match="releases of Debian and Ubuntu only"):
            clean_root.release()

    def test_missing_tools_are_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(shutil, "which", lambda name: "/x" if name == "mmdebstrap" else None)
        with pytest.raises(SetUpError, match="the packages bubblewrap,"):
            clean_root.check_tools()
        monkeypatch.setattr(clean_root.os, "geteuid", lambda: 1000)
        with pytest.raises(SetUpError, match="the packages bubblewrap, uidmap,"):
            clean_root.check_tools()

    def test_a_failure_is_told_in_its_own_words(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        output = "W: something\nE: Unable to locate package no-such\nE: mmdebstrap failed to run\n"
        monkeypatch.setattr(clean_root, "check_tools", lambda: None)
        monkeypatch.setattr(clean_root, "release", lambda: "bookworm")
        monkeypatch.setattr(system_packages, "fetching", list)
        monkeypatch.setattr(clean_root, "run_quietly", lambda _command: output)
        with pytest.raises(SetUpError, match=r"system: E: Unable to locate package no-such$"):
            clean_root.make(["no-such"], tmp_path / "here")

    def test_packages_are_fetched_as_this_system_fetches_them(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """mmdebstrap's apt reads none of the settings of the system: no proxy, no lagging mirror."""
        dump = 'APT "";\nAcquire::Check-Valid-Until "false";\nAcquire::http::Proxy "p:1";\n'
        asked: list[str] = []
        monkeypatch.setattr(system_packages, "output_of", lambda _command: dump)
        monkeypatch.setattr(clean_root, "check_tools", lambda: None)
        monkeypatch.setattr(clean_root, "release", lambda: "forky")
        monkeypatch.setattr(
            clean_root, "run_quietly", lambda command: asked.extend(command) or "E:"
        )
        with pytest.raises(SetUpError):
            clean_root.make(["one"], tmp_path / "here")
        assert [each for each in asked if each.startswith("--aptopt")] == [
            '--aptopt=Acquire::Check-Valid-Until "false";',
            '--aptopt=Acquire::http::Proxy "p:1";',
        ]


class TestKeeping:
    @pytest.fixture(autouse=True)
    def made(self, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
        """Stands in for the real making; the packages of each system that was made."""
        made: list[list[str]] = []

        def make(packages: list[str], folder: Path, _variant: str) -> CleanRoot:
            made.append(packages)
            (folder / "root" / "usr").mkdir(parents=True)
            return CleanRoot(folder / "root")

        monkeypatch.setattr(clean_root, "make", make)
        return made

    def test_a_kept_system_serves_again(self, tmp_path: Path, made: list[list[str]]) -> None:
        for packages in (["b", "a"], ["a", "b"]):
            with clean_root.clean_root(packages, keep=tmp_path / "kept") as root:
                assert (root.folder / "usr").is_dir()
        assert made == [["a", "b"]]

    def test_other_packages_or_a_broken_making_make_it_anew(
        self, tmp_path: Path, made: list[list[str]]
    ) -> None:
        kept = tmp_path / "kept"
        clean_root.kept(["a"], kept)
        clean_root.kept(["b"], kept)
        (kept / clean_root.NOTE).write_text("")
        clean_root.kept(["b"], kept)
        assert made == [["a"], ["b"], ["b"]]

    def test_a_folder_of_somebody_else_is_let_be(self, tmp_path: Path) -> None:
        (tmp_path / "root").mkdir()
        (tmp_path / "root" / "precious").touch()
        with pytest.raises(SetUpError, match="something else"):
            clean_root.kept(["a"], tmp_path)
        assert (tmp_path / "root" / "precious").exists()

    def test_a_system_that_is_not_kept_goes(self) -> None:
        with clean_root.clean_root(["a"]) as root:
            folder = root.folder.parent
            assert root.folder.is_dir()
        assert not folder.exists()
