"""Wheels for the other systems: how the index is asked, and how its answer is read."""

from pathlib import Path

import environment
import pytest
from bundling import wheels
from processes import SetUpError

RUN = environment.REQUIREMENTS / "run.txt"
PINNED = """\
numpy==2.4.6 \\
    --hash=sha256:aaa \\
    --hash=sha256:bbb
shiboken6==6.10.3 \\
    --hash=sha256:ccc
"""
LISTING = """\
lock-version = "1.0"
[[packages]]
name = "numpy"
version = "2.4.6"
wheels = [{ url = "numpy.whl", hashes = { sha256 = "xxx" } }, { url = "n.whl", hashes = { sha256 = "bbb" } }]
[[packages]]
name = "shiboken6"
version = "6.10.3"
"""


def test_every_system_that_is_promised_is_asked_for() -> None:
    targets = {(platform.target, platform.macos) for platform in wheels.PLATFORMS}
    assert targets == {
        ("x86_64-pc-windows-msvc", ""),
        ("aarch64-apple-darwin", "13.0"),
        ("x86_64-apple-darwin", "13.0"),
        ("x86_64-manylinux_2_34", ""),
    }


def test_the_oldest_macos_is_handed_on() -> None:
    mac = wheels.Platform("an old Mac", "aarch64-apple-darwin", macos="12.0")
    linux = wheels.Platform("Linux", "x86_64-manylinux_2_34")
    assert wheels.variables(mac)["MACOSX_DEPLOYMENT_TARGET"] == "12.0"
    assert "MACOSX_DEPLOYMENT_TARGET" not in wheels.variables(linux)
    assert "aarch64-apple-darwin" in wheels.question(mac, RUN)


def test_sources_do_not_count() -> None:
    asked = " ".join(wheels.question(wheels.PLATFORMS[0], RUN))
    assert "--only-binary :all:" in asked
    assert "--python-version 3.11" in asked


def test_a_package_without_a_wheel_is_named() -> None:
    assert wheels.without_wheel(LISTING, PINNED) == ["shiboken6 6.10.3"]


def test_a_wheel_counts_only_with_its_hash_pinned() -> None:
    pinned = PINNED.replace("bbb", "ddd")
    assert wheels.without_wheel(LISTING, pinned) == ["numpy 2.4.6", "shiboken6 6.10.3"]


class TestCheck:
    @pytest.fixture(autouse=True)
    def _no_index(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(wheels, "carry_out", lambda *_: None)
        monkeypatch.setattr(wheels, "pip_install", lambda *_: None)

    def test_all_platforms_are_told_before_it_stops(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        answers = {"Windows 10": "numpy 2.4.6"}
        monkeypatch.setattr(wheels, "look", lambda _, each, __: answers.get(each.name, ""))
        with pytest.raises(SetUpError, match=r"no wheel for Windows 10\.$"):
            wheels.check()
        lines = capsys.readouterr().out.splitlines()
        assert lines[0] == "Windows 10: numpy 2.4.6"
        assert len(lines) == len(wheels.PLATFORMS)

    def test_without_the_index_it_says_that_nothing_was_checked(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(wheels, "look", lambda *_: "error: Failed to fetch: no network")
        wheels.check()
        assert capsys.readouterr().out.count("NOT CHECKED") == len(wheels.PLATFORMS)

    def test_it_is_content_where_nothing_is_missing(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        read: list[Path] = []
        monkeypatch.setattr(wheels, "look", lambda _, __, pins: read.append(pins) or "")
        wheels.check()
        assert set(read) == {RUN}
        assert capsys.readouterr().out.count("every pinned package has a wheel") == 4
