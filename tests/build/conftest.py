"""What the tests of the tooling share: the files that belong to the project."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LISTING = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
UNPACKED = ["spdesk", "resources", "LICENSE", "README.md", "pyproject.toml", "build", "tests"]


@pytest.fixture(scope="session")
def project_files() -> list[Path]:
    """The project's files, relative to its top: by git, or by name where there is no git."""
    if shutil.which("git"):
        listing = subprocess.run(LISTING, cwd=ROOT, capture_output=True, check=False)
        if listing.returncode == 0:
            names = listing.stdout.decode().split("\0")
            return sorted(Path(name) for name in names if name and (ROOT / name).is_file())
    found = [path for top in UNPACKED for path in (ROOT / top, *(ROOT / top).rglob("*"))]
    return sorted(
        path.relative_to(ROOT)
        for path in found
        if path.is_file() and path.suffix != ".pyc" and "__pycache__" not in path.parts
    )
