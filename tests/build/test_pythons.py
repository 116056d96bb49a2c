"""The Pythons that SP Desk runs on: one place says which, and everything else agrees with it."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import environment
import pytest
import pythons
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
DOCUMENTS = sorted([ROOT / "README.md", BUILD / "README.md", *(ROOT / "docs").rglob("*.md")])
# Two versions with "and" or "or" between them are no claim to be all of them.
LISTED = re.compile(r"Python 3\.\d+(?: to|(?:, 3\.\d+)+,? (?:or|and)) 3\.\d+")


def told_to(version: tuple[int, ...]) -> "subprocess.CompletedProcess[str]":
    """What go.py answers when the Python that reads it says that it is another one."""
    start = (
        f"import runpy, sys; sys.version_info = {(*version, 0, 'final', 0)}; sys.argv = ['go.py'];"
        f"sys.path.insert(0, {str(BUILD)!r});"
        f"runpy.run_path({str(BUILD / 'go.py')!r}, run_name='__main__')"
    )
    command = [sys.executable, "-c", start]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=60)


class TestRefusal:
    @pytest.mark.parametrize("name", ["go.py", "pythons.py"])
    def test_an_old_python_can_read_it(self, name: str) -> None:
        ast.parse((BUILD / name).read_text("utf-8"), feature_version=(3, 7))

    @pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13), (3, 14)])
    def test_a_python_that_will_do_is_let_in(self, version: tuple[int, int]) -> None:
        assert pythons.refusal(version, "linux") == ""
        answer = told_to(version)
        assert (answer.returncode, answer.stderr) == (0, "")
        assert "open [FILE]" in answer.stdout

    @pytest.mark.parametrize("version", [(3, 7), (3, 10), (3, 15), (3, 16), (4, 0)])
    def test_another_is_told_which_would_do(self, version: tuple[int, int]) -> None:
        answer = told_to(version)
        assert (answer.returncode, answer.stdout) == (2, "")
        assert len(answer.stderr.splitlines()) == 1
        assert answer.stderr.startswith(
            f"SP Desk needs Python 3.11, 3.12, 3.13 or 3.14; this is Python "
            f"{version[0]}.{version[1]}. "
        )
        assert ("PySide6-Essentials" in answer.stderr) is (version > pythons.NEWEST)

    def test_each_system_has_its_own_way_to_start_another(self) -> None:
        assert "as in `python3.14 build/go.py open`" in pythons.refusal((3, 10), "linux")
        assert "as in `py -3.14 build\\go.py open`" in pythons.refusal((3, 15), "win32")

    def test_a_list_is_a_part_of_a_sentence(self) -> None:
        assert pythons.listed(["a"], "or") == "a"
        assert pythons.listed(("a", "b"), "and") == "a and b"
        assert pythons.listed(["a", "b", "c"], "or") == "a, b or c"


class TestAgreement:
    def test_the_project_admits_the_same(self) -> None:
        admitted = SpecifierSet(PROJECT["project"]["requires-python"])
        every = [f"3.{minor}" for minor in range(30)]
        assert [each for each in every if each in admitted] == pythons.supported()

    def test_the_project_names_the_same(self) -> None:
        start = "Programming Language :: Python :: "
        named = [each for each in PROJECT["project"]["classifiers"] if each.startswith(start)]
        assert named == [start + each for each in pythons.supported()]

    def test_the_checkers_hold_to_the_oldest(self) -> None:
        oldest = pythons.dotted(pythons.OLDEST)
        assert PROJECT["tool"]["mypy"]["python_version"] == oldest
        assert PROJECT["tool"]["ruff"]["target-version"] == "py" + oldest.replace(".", "")

    def test_every_list_in_the_documents_is_this_one(self) -> None:
        first, last = pythons.supported()[0], pythons.supported()[-1]
        found = set()
        for document in DOCUMENTS:
            for each in LISTED.finditer(document.read_text("utf-8")):
                found.add(document)
                numbers = re.findall(r"3\.\d+", each[0])
                expected = [first, last] if " to " in each[0] else pythons.supported()
                assert numbers == expected, f"{document.name} says {each[0]}"
        assert {ROOT / "README.md", BUILD / "README.md"} <= found

    def test_what_the_next_one_waits_for_is_pinned(self) -> None:
        text = (environment.REQUIREMENTS / "run.txt").read_text("utf-8").lower()
        for name in pythons.NEXT_WAITS_FOR:
            assert re.search(rf"^{Requirement(name).name.lower()}==", text, re.MULTILINE)
