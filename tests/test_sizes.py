"""Files stay small enough to read: growth is noticed early, while it is easy to mend."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LONGEST_FILE = 400
SOURCES = sorted([*(ROOT / "spdesk").rglob("*.py"), *(ROOT / "build").rglob("*.py")])


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_is_no_longer_than_it_should_be(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def test_packages_define_nothing_in_their_init() -> None:
    ours = [path for path in SOURCES if "stand_ins" not in path.parts]  # those copy others
    full = [path for path in ours if path.name == "__init__.py" and path.read_text("utf-8").strip()]
    assert full == []
