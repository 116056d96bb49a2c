"""The trial of the MSI on Windows: what it takes for right and for wrong, with Windows played."""

import subprocess
from pathlib import Path

import pytest
from installers.windows import msi_trial


class Windows:
    """What msiexec and the registry would say on a computer with these versions of SP Desk."""

    def __init__(self, folder: Path) -> None:
        self.programs, self.menu = folder / "Programs", folder / "Data"
        self.versions: list[str] = []
        self.code = 0
        self.calls: list[list[str]] = []

    def __call__(self, command: list[str], **_: object) -> "subprocess.CompletedProcess[str]":
        self.calls.append(command)
        return subprocess.CompletedProcess(command, self.code)

    def subkeys(self, key: str) -> list[str]:
        assert key == msi_trial.INSTALLED
        return ["another", *self.versions]

    def value(self, key: str, name: str = "") -> str:
        place, _, last = key.rpartition("\\")
        if place == msi_trial.INSTALLED:
            named = {"DisplayName": "SP Desk", "DisplayVersion": last}
            return named[name] if last in self.versions else "Another program"
        if not self.versions:
            return ""
        if last == ".spdesk":
            return "SPDesk.Workbook"
        return f'"{self.programs / "SP Desk" / "spdesk.exe"}" "%1"'

    def install(self, version: str) -> None:
        self.versions.append(version)
        (self.programs / "SP Desk").mkdir(parents=True, exist_ok=True)
        menu = self.menu / r"Microsoft\Windows\Start Menu\Programs\SP Desk.lnk"
        menu.parent.mkdir(parents=True, exist_ok=True)
        menu.touch()


@pytest.fixture
def windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Windows:
    played = Windows(tmp_path)
    monkeypatch.setenv("PROGRAMFILES", str(played.programs))
    monkeypatch.setenv("PROGRAMDATA", str(played.menu))
    monkeypatch.setattr(subprocess, "run", played)
    monkeypatch.setattr(msi_trial, "subkeys", played.subkeys)
    monkeypatch.setattr(msi_trial, "value", played.value)
    (tmp_path / "SPDesk-0.1.0-x64.msi").touch()
    return played


def test_a_good_installation(windows: Windows, tmp_path: Path) -> None:
    windows.install("0.1.0")
    msi_trial.main("install", str(tmp_path))
    command = windows.calls[0]
    assert command[:2] == ["msiexec", "/i"]
    assert "/qn" in command


def test_a_restart_is_not_accepted(windows: Windows, tmp_path: Path) -> None:
    windows.install("0.1.0")
    windows.code = 3010
    with pytest.raises(SystemExit, match="3010"):
        msi_trial.main("install", str(tmp_path))


def test_an_upgrade_must_not_leave_two(windows: Windows, tmp_path: Path) -> None:
    windows.install("0.0.9")
    windows.install("0.1.0")
    with pytest.raises(SystemExit, match="Windows lists"):
        msi_trial.main("install", str(tmp_path))


def test_the_version_must_be_the_new_one(windows: Windows, tmp_path: Path) -> None:
    windows.install("0.0.9")
    with pytest.raises(SystemExit, match=r"versions \['0\.0\.9'\]"):
        msi_trial.main("install", str(tmp_path))


def test_going_back_must_be_refused(windows: Windows, tmp_path: Path) -> None:
    windows.code = 1603
    msi_trial.main("refused", str(tmp_path))
    windows.code = 0
    with pytest.raises(SystemExit, match="ended with 0"):
        msi_trial.main("refused", str(tmp_path))


def test_nothing_may_be_left(windows: Windows, tmp_path: Path) -> None:
    msi_trial.main("remove", str(tmp_path))
    assert windows.calls[0][:2] == ["msiexec", "/x"]
    (windows.programs / "SP Desk").mkdir(parents=True)
    with pytest.raises(SystemExit, match="SP Desk is wrong"):
        msi_trial.main("remove", str(tmp_path))
