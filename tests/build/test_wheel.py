"""The wheel: it carries its resources and works without the checkout."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PIP = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
OFFLINE = ["--no-deps", "--no-index"]

# One build and one installation serve the whole file; slow disks need more than the usual time.
pytestmark = [pytest.mark.timeout(300), pytest.mark.xdist_group("wheel")]


def call(command: list[str], folder: Path, **changes: str) -> str:
    """Run a program that must succeed; its output."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | changes,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory, project_files: list[Path]) -> Path:
    """A copy of the project's files: what is ignored or left over must not be needed."""
    folder = tmp_path_factory.mktemp("source")
    for name in project_files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, source: Path) -> Path:
    return build_wheel(source, tmp_path_factory.mktemp("wheel"))


def build_wheel(source: Path, target: Path) -> Path:
    """Build with the hatchling of the test environment: nothing is fetched."""
    options = [*OFFLINE, "--no-build-isolation", "--wheel-dir", str(target)]
    call([*PIP, "wheel", *options, str(source)], target)
    (built,) = target.glob("*.whl")
    return built


def contents(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


class Installed:
    """The program as installed from the wheel, in a folder of its own."""

    def __init__(self, site: Path, elsewhere: Path) -> None:
        self.site = site
        self.elsewhere = elsewhere

    def python(self, *arguments: str) -> str:
        """Run Python with the installed program and the environment's packages.

        -S leaves out the .pth files, one of which names the checkout, and -P the current
        folder; so the only spdesk in reach is the installed one.
        """
        path = os.pathsep.join([str(self.site), sysconfig.get_path("purelib")])
        command = [sys.executable, "-S", "-P", *arguments]
        return call(command, self.elsewhere, PYTHONPATH=path, PYTHONDONTWRITEBYTECODE="1")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Installed:
    site = tmp_path_factory.mktemp("site")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    call([*PIP, "install", *OFFLINE, "--target", str(site), str(wheel)], elsewhere)
    return Installed(site, elsewhere)


def test_the_wheel_holds_the_program_and_its_resources(
    wheel: Path, project_files: list[Path]
) -> None:
    inside = {name for name in contents(wheel) if ".dist-info/" not in name}
    program = {path.as_posix() for path in project_files if path.parts[0] == "spdesk"}
    resources = {
        f"spdesk/{path.as_posix()}" for path in project_files if "resources" in path.parts[:1]
    }
    assert resources
    assert inside == program | resources


def test_the_wheel_names_its_licence_and_starters(wheel: Path) -> None:
    names = {name.split("/", 1)[1] for name in contents(wheel) if ".dist-info/" in name}
    assert {"METADATA", "entry_points.txt", "licenses/LICENSE"} <= names
    with zipfile.ZipFile(wheel) as archive:
        (entry,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        starters = archive.read(entry).decode()
    assert "spdesk = spdesk.__main__:main" in starters
    assert "spdeskw = spdesk.__main__:main" in starters


def test_the_sdist_builds_the_same_wheel(source: Path, wheel: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)]
    call(command, source)
    (sdist,) = tmp_path.glob("*.tar.gz")
    assert contents(build_wheel(sdist, tmp_path)) == contents(wheel)


def test_the_installed_program_scores(installed: Installed) -> None:
    assert str(installed.site) in installed.python("-c", "import spdesk; print(spdesk.__file__)")
    factors = ["--capabilities", "6", "--incentives", "7", "--relationships", "8"]
    assert json.loads(installed.python("-m", "spdesk", "score", *factors, "--json"))


def test_the_installed_program_reads_its_own_resources(installed: Installed) -> None:
    installed.python("-m", "spdesk", "check-resources")
    resources = installed.site / "spdesk" / "resources"
    aside = resources.rename(installed.site / "aside")
    try:
        with pytest.raises(AssertionError):
            installed.python("-m", "spdesk", "check-resources")
    finally:
        aside.rename(resources)
