"""Wheels for other systems and Pythons: how the index is asked, and how its answer is read."""

from pathlib import Path

import environment
import pytest
import pythons
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
    assert "aarch64-apple-darwin" in wheels.question(mac, RUN, "3.11", "python")


def test_sources_do_not_count() -> None:
    asked = " ".join(wheels.question(wheels.PLATFORMS[0], RUN, "3.14", "here/python"))
    assert "--only-binary :all:" in asked
    assert "--python here/python --python-version 3.14 " in asked


def test_a_pin_that_refuses_a_python_is_named() -> None:
    """uv would install it: it passes over the newest Python that a package admits."""
    pinned = "".join(wheels.blocks(RUN.read_text("utf-8")).values())
    assert [wheels.unwilling(pinned, each) for each in pythons.supported()] == [[], [], [], []]
    refusing = {each.partition(" ")[0] for each in wheels.unwilling(pinned, "3.15")}
    assert refusing == {"pyside6-essentials", "shiboken6"}
    assert "numpy" in {each.partition(" ")[0] for each in wheels.unwilling(pinned, "3.10")}


def test_each_pin_is_asked_for_alone_about_the_next_python(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = {}

    def look(_: str, platform: wheels.Platform, pins: Path, python: str) -> str:
        text = pins.read_text("utf-8")
        asked[text] = (platform, python)
        return "no wheel" if text.startswith("shiboken6") else ""

    monkeypatch.setattr(wheels, "look", look)
    path = environment.REQUIREMENTS / "run.txt"
    assert wheels.look_ahead("python", wheels.PLATFORMS[3], path) == ["shiboken6"]
    assert set(asked.values()) == {(wheels.PLATFORMS[3], pythons.next_one())}
    assert all(text.count("==") == 1 for text in asked)
    assert path.read_text("utf-8").endswith("".join(asked))


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
        expected = [wheels.canonicalize_name(each) for each in pythons.NEXT_WAITS_FOR]
        monkeypatch.setattr(wheels, "look_ahead", lambda *_: expected)

    def test_all_platforms_are_told_before_it_stops(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        answers = {("Windows 10", "3.14"): "numpy 2.4.6"}
        monkeypatch.setattr(
            wheels, "look", lambda _, each, __, python: answers.get((each.name, python), "")
        )
        with pytest.raises(SetUpError, match=r"no wheel for Windows 10\.$"):
            wheels.check()
        lines = capsys.readouterr().out.splitlines()
        assert lines[0] == "Windows 10: on Python 3.14 numpy 2.4.6"
        assert len(lines) == len(wheels.PLATFORMS)

    def test_without_the_index_it_says_that_nothing_was_checked(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(wheels, "look", lambda *_: "error: Failed to fetch: no network")
        monkeypatch.setattr(wheels, "look_ahead", lambda *_: None)
        wheels.check()
        assert capsys.readouterr().out.count("NOT CHECKED") == len(wheels.PLATFORMS) + 1

    def test_it_is_content_where_nothing_is_missing(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        read: list[tuple[Path, str]] = []
        monkeypatch.setattr(
            wheels, "look", lambda _, __, pins, python: read.append((pins, python)) or ""
        )
        wheels.check()
        assert set(read) == {(RUN, python) for python in pythons.supported()}
        lines = capsys.readouterr().out.splitlines()
        assert sum(line.endswith("every pinned package has a wheel") for line in lines) == 4
        assert lines[-1] == "Python 3.15: waits for numpy, pyside6-essentials, shiboken6"

    @pytest.mark.parametrize("found", [[], ["numpy"], ["numpy", "pyside6-essentials", "x"]])
    def test_what_newcomers_are_told_of_the_next_python_must_be_so(
        self, monkeypatch: pytest.MonkeyPatch, found: list[str]
    ) -> None:
        monkeypatch.setattr(wheels, "look", lambda *_: "")
        monkeypatch.setattr(wheels, "look_ahead", lambda *_: found)
        with pytest.raises(SetUpError, match=r"pythons\.py says something else about Python 3\.15"):
            wheels.check()
