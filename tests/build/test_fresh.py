"""The fresh machine: who may ask for it, and what its commands see. None is made here: that takes
minutes and the network."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import fresh
import pytest
from processes import SetUpError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="fresh machines are Debian")


@pytest.fixture
def _on_debian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fresh.os, "geteuid", lambda: 0)
    monkeypatch.setattr(fresh.system_packages, "on_debian", lambda: True)


class TestAsking:
    @pytest.mark.parametrize("arguments", [[], ["--out"], ["../trixie"], ["Trixie"], [""]])
    def test_a_release_must_be_named(self, arguments: list[str]) -> None:
        with pytest.raises(SetUpError, match="name of a Debian release"):
            fresh.fresh(arguments)

    def test_only_some_commands_are_run(self) -> None:
        with pytest.raises(SetUpError, match="open, demo, test; not bundle, opne"):
            fresh.fresh(["trixie", "demo", "bundle", "opne"])

    @pytest.mark.usefixtures("_on_debian")
    def test_only_root_may_make_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(fresh.os, "geteuid", lambda: 1000)
        with pytest.raises(SetUpError, match="made by root"):
            fresh.fresh(["trixie"])

    @pytest.mark.usefixtures("_on_debian")
    def test_another_system_cannot_make_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(fresh.system_packages, "on_debian", lambda: False)
        with pytest.raises(SetUpError, match="on Debian"):
            fresh.fresh(["trixie"])


@pytest.mark.usefixtures("_on_debian")
class TestRunning:
    @pytest.fixture
    def asked(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """Take the place of everything that needs the network; the list of what was run."""
        found: list[str] = []
        monkeypatch.setattr(fresh.system_packages, "install_missing", lambda *_, **__: None)
        monkeypatch.setattr(fresh, "make", lambda *_: None)
        monkeypatch.setattr(
            fresh, "output_of", lambda command: "abc\n" if "git" in command else "P"
        )
        monkeypatch.setattr(fresh, "open_window", lambda _: found.append("open") or 0)
        monkeypatch.setattr(
            fresh,
            "run",
            lambda command: found.append(command[-1]) or (3 if "test" in command[-1] else 0),
        )
        return found

    def test_by_themselves_they_are_those_of_the_readme(
        self, asked: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert fresh.fresh(["forky"]) == 3
        assert asked == ["open", "cd /root/spdesk && exec python3 build/go.py test"]
        told = capsys.readouterr().out.splitlines()
        assert told[1] == "== open on an empty Debian forky with P, at abc: passed (exit 0) in 0 s"
        assert told[-1].endswith("at abc: FAILED (exit 3) in 0 s")

    def test_it_stops_at_the_first_that_fails(self, asked: list[str]) -> None:
        assert fresh.fresh(["forky", "test", "demo"]) == 3
        assert len(asked) == 1

    def test_the_demo_takes_the_place_of_a_window(self, asked: list[str]) -> None:
        assert fresh.fresh(["forky", "demo"]) == 0
        assert asked == ["cd /root/spdesk && exec python3 build/go.py demo --out /root/demo"]


class TestInside:
    def test_nothing_of_this_machine_is_handed_in_but_the_way_out(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SPDESK_TEST", "mine")
        monkeypatch.setenv("https_proxy", "http://proxy:1")
        command = fresh.inside(Path("/new"), ["true", "it"], {"DISPLAY": ":7"})
        given = command[command.index("-i") + 1 :]
        assert given[-2:] == ["true", "it"]
        variables = dict(each.split("=", 1) for each in given[:-2])
        assert variables["https_proxy"] == "http://proxy:1"
        assert variables["DISPLAY"] == ":7"
        assert variables["HOME"] == "/root"
        assert "SPDESK_TEST" not in variables

    def test_a_program_sees_another_root_and_leaves_no_mount(self, tmp_path: Path) -> None:
        """With a shell and its libraries for a system, really entered."""
        if os.geteuid() != 0 or not shutil.which("ldd"):
            pytest.skip("only root may change the root")
        for name in ("/bin/sh", "/usr/bin/env", "/bin/ls"):
            listed = subprocess.run(
                ["ldd", name], capture_output=True, encoding="utf-8", check=True
            )
            words = [word for word in listed.stdout.split() if word.startswith("/")]
            for file in [name, *words]:
                target = tmp_path / file.lstrip("/")
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(file, target)
        for name in ("proc", "sys", "dev"):
            (tmp_path / name).mkdir()
        script = "echo $$ $HOME; ls / /proc/1/exe /dev/null"
        command = fresh.inside(tmp_path, ["/bin/sh", "-c", script])
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        if "unshare failed" in done.stderr or "permission denied" in done.stderr.lower():
            pytest.skip("no namespaces here")
        assert (done.returncode, done.stderr) == (0, "")
        first, *listing = done.stdout.split()
        assert first == "1", "it is alone in its namespace, which ends with it"
        assert listing[0] == "/root"
        assert {"bin", "dev", "proc", "sys"} <= {*listing}
        assert "home" not in listing
        assert str(tmp_path) not in Path("/proc/mounts").read_text("utf-8")
